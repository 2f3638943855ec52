"""What is written as UBL is read back the same."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from einvoice_draws import (
    CENTS,
    DATE,
    DIGITS,
    LETTERS,
    PATIENT,
    RATE,
    SIGNED,
    Draws,
    different,
    few_words,
    optional,
    several,
    sums,
)
from einvoices import golden, reading
from kontera.core.errors import InvalidValue
from kontera.core.invoice import (
    Card,
    Classification,
    DocumentReference,
    DocumentType,
    Invoice,
    Line,
    Payment,
    VatCategory,
)
from kontera.core.party import Account, AccountScheme, Address, Endpoint, Party
from kontera.formats.ubl.complete import PROCESS, SPECIFICATION, complete
from kontera.formats.ubl.write import write_ubl
from ubl_invoices import schema_errors

DRAWS = Draws(few_words(LETTERS + "#"))
TEXT, MAYBE = DRAWS.text, DRAWS.maybe
WORD = st.text(LETTERS + "#", min_size=1, max_size=12)
CATEGORY = st.sampled_from(list(VatCategory))
IDENTIFIER = st.builds(Endpoint, scheme=st.sampled_from(["0088", "0192", ""]), id=WORD)
ADDRESS = DRAWS.address(country=st.just("NO"))
PARTY = DRAWS.party(
    identifiers=several(st.builds(Endpoint, scheme=st.sampled_from(["0088", ""]), id=WORD)), address=ADDRESS
)
REPRESENTATIVE = st.builds(Party, name=TEXT, vat_number=st.just("NO995525828MVA"), address=ADDRESS)
SLIP = st.builds(Account, scheme=st.just(AccountScheme.DANISH_SLIP), id=DIGITS, holder=MAYBE, country=st.just("DK"))
TERMS = {
    "terms": st.one_of(MAYBE, st.just("#SKONTO#TAGE=14#PROZENT=2.25#\nNetto 30 Tage")),
    "discount_percent": optional(RATE),
    "discount_days": optional(st.integers(0, 90)),
    "discount_amount": optional(CENTS),
    "discount_date": optional(DATE),
    "penalty_rate": optional(RATE),
}
PAYMENT = st.one_of(
    st.builds(
        Payment,
        means_code=st.sampled_from(["30", "58", ""]),
        means=MAYBE,
        reference=MAYBE,
        accounts=different(DRAWS.giro(), DRAWS.iban("DNBANOKK"), DRAWS.domestic()),
        card=optional(st.builds(Card, number=DIGITS, holder=MAYBE, network=st.sampled_from(["VISA", ""]))),
        mandate=optional(DRAWS.mandate()),
        **TERMS,
    ),
    st.builds(
        Payment,
        means_code=st.just("93"),
        reference=st.just("71#026840149965328"),
        accounts=st.lists(SLIP, min_size=1, max_size=2, unique_by=lambda account: account.key).map(tuple),
        **TERMS,
    ),
)
ALLOWANCE = DRAWS.allowance(vat_category=optional(CATEGORY), vat_rate=optional(RATE)).flatmap(
    lambda one: st.sampled_from(
        [
            one,
            replace(one, base=None, percentage=Decimal(20)),
            replace(one, base=one.amount * 5, percentage=Decimal(20)),
        ]
    )
)


def references(*kinds: str) -> SearchStrategy[tuple[DocumentReference, ...]]:
    """At most one document of each kind, in the order in which they are read."""
    one = [st.lists(st.builds(DocumentReference, TEXT, _dated(kind), st.just(kind)), max_size=1) for kind in kinds]
    return st.tuples(*one).map(lambda parts: tuple(reference for part in parts for reference in part))


def _dated(kind: str) -> SearchStrategy[object]:
    return st.none() if kind == "VN" else optional(DATE)


LINE = DRAWS.line(
    standard_article=st.sampled_from(["7300010000025", "X1"]),
    standard_article_scheme=st.sampled_from(["", "0160", "0088"]),
    classifications=several(
        st.builds(Classification, code=WORD, scheme=st.sampled_from(["STI", "MP", ""]), version=MAYBE)
    ),
    origin_country=st.sampled_from(["", "SE"]),
    unit=st.sampled_from(["C62", "HUR", "st", ""]),
    gross_price=optional(CENTS),
    price_discount=optional(CENTS),
    allowances_charges=several(ALLOWANCE),
    vat_category=optional(CATEGORY),
    vat_rate=optional(RATE),
    invoiced_object=optional(IDENTIFIER),
    references=references("ON", "AAK", "ALO", "IV", "VN", "916"),
)
MAYBE_SIGNED = optional(SIGNED)
TOTALS = sums(MAYBE_SIGNED, allowances=MAYBE_SIGNED, charges=MAYBE_SIGNED, vat=SIGNED, payable=SIGNED)
INVOICE = DRAWS.invoice(
    type_code=st.sampled_from(["380", ""]),
    accounting_currency=st.just("EUR"),
    customer_number=MAYBE,
    notes=several(TEXT),
    seller=PARTY,
    buyer=PARTY,
    payee=optional(DRAWS.payee(several(IDENTIFIER))),
    tax_representative=optional(REPRESENTATIVE),
    delivery_location=optional(IDENTIFIER),
    delivery_address=optional(ADDRESS),
    delivery_terms=MAYBE,
    payment=PAYMENT,
    allowances_charges=several(ALLOWANCE),
    totals=TOTALS,
    vat=several(DRAWS.group(category=optional(CATEGORY), rate=optional(RATE), taxable=MAYBE_SIGNED), 3),
    attachments=several(
        DRAWS.attachment(
            number=MAYBE,
            uri=st.sampled_from(["", "https://a.example/b"]),
            media_type=st.sampled_from(["text/csv", ""]),
        )
    ),
    lines=several(LINE, 3),
    specification=st.sampled_from(["urn:cen.eu:en16931:2017", ""]),
)


@PATIENT
@given(INVOICE)
def test_an_invoice_is_read_back_as_it_was_written(invoice: Invoice) -> None:
    read = reading(write_ubl(invoice))
    assert read.invoice == complete(invoice)
    assert read.unread == ()
    assert read.findings == ()


@PATIENT
@given(INVOICE)
def test_a_credit_note_is_read_back_as_it_was_written(invoice: Invoice) -> None:
    note = replace(invoice, type=DocumentType.CREDIT_NOTE, type_code="381")
    read = reading(write_ubl(note))
    assert read.invoice == complete(note)
    assert read.unread == ()


@PATIENT
@given(INVOICE, st.sampled_from([DocumentType.INVOICE, DocumentType.CREDIT_NOTE]))
def test_what_is_written_follows_the_schema(invoice: Invoice, kind: DocumentType) -> None:
    whole = replace(invoice, type=kind, type_code="", lines=invoice.lines or (Line(id="1", net_amount=Decimal(1)),))
    assert schema_errors(write_ubl(whole)) == []


@PATIENT
@given(INVOICE)
def test_a_complete_invoice_comes_back_as_it_is(invoice: Invoice) -> None:
    whole = complete(invoice)
    assert complete(whole) == whole


def test_an_address_of_many_lines_keeps_them_in_three() -> None:
    buyer = Party(name="A", address=Address(lines=("1", "2", "3", "4")))
    assert reading(write_ubl(Invoice(buyer=buyer))).invoice.buyer.address.lines == ("1", "2", "3, 4")


def test_a_reminder_is_read_back_as_one() -> None:
    reminder = replace(reading(golden("ubl-credit-note")).invoice, type=DocumentType.REMINDER, specification="")
    assert reading(write_ubl(reminder)).invoice.type is DocumentType.REMINDER


def test_a_discount_in_per_cent_becomes_a_gross_price_and_its_discount() -> None:
    line = Line(id="1", quantity=Decimal(2), unit="C62", unit_price=Decimal(50), discount_percent=Decimal(10))
    (again,) = reading(write_ubl(Invoice(lines=(line,)))).invoice.lines
    assert (again.unit_price, again.discount_percent) == (Decimal(50), Decimal(10))
    assert (again.gross_price, again.price_discount) == (Decimal(50), Decimal(5))


@pytest.mark.parametrize(
    "name",
    [
        *("ubl-bankgiro-invoice", "ubl-credit-note", "ubl-self-billing", "ubl-xrechnung-skonto", "ehf-2-invoice"),
        *("ehf-3-forward-billing", "ehf-3-reminder", "oioubl-3-invoice"),
    ],
)
def test_a_golden_invoice_survives_writing(name: str) -> None:
    invoice = reading(golden(name)).invoice
    assert reading(write_ubl(invoice)).invoice == complete(invoice)


def test_a_cii_invoice_can_be_passed_on_as_ubl() -> None:
    invoice = reading(golden("cii-comfort-invoice")).invoice
    assert reading(write_ubl(invoice)).invoice == complete(invoice)


@pytest.mark.parametrize(
    "stated", ["OIOUBL-2.02", "urn:cen.eu:en16931:2017#compliant#urn:factur-x.eu:1p0:basic", "urn:www.cenbii.eu:x"]
)
def test_another_syntax_own_specification_becomes_peppol_bis_3(stated: str) -> None:
    written = reading(write_ubl(Invoice(specification=stated, process="other"))).invoice
    assert (written.specification, written.process) == (SPECIFICATION, PROCESS)


def test_a_slip_and_an_account_are_not_written_together() -> None:
    slip = Account(AccountScheme.DANISH_SLIP, "81234567", country="DK")
    bank = Account(AccountScheme.DOMESTIC, "95440005704966", country="DK")
    written = [
        reading(write_ubl(Invoice(payment=Payment(accounts=given)))).invoice.payment
        for given in ((slip, bank), (bank, slip))
    ]
    assert [(one.means_code, one.accounts) for one in written] == [("93", (slip,)), ("42", (bank,))]


def test_a_control_character_cannot_be_written() -> None:
    for invoice in (Invoice(number="a\x00b"), Invoice(payment=Payment(means_code="30", means="a\x00b"))):
        with pytest.raises(InvalidValue):
            write_ubl(invoice)
