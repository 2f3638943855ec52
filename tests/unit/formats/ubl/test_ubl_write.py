"""What is written as UBL is read back the same."""

from __future__ import annotations

import string
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from einvoices import golden, reading
from kontera.core.errors import InvalidValue
from kontera.core.invoice import (
    AllowanceCharge,
    Attachment,
    Card,
    Classification,
    DocumentReference,
    DocumentType,
    Invoice,
    Line,
    Mandate,
    Payment,
    Period,
    Totals,
    VatCategory,
    VatSubtotal,
)
from kontera.core.party import Account, AccountScheme, Address, Contact, Endpoint, Party
from kontera.formats.ubl.complete import PROCESS, SPECIFICATION, complete
from kontera.formats.ubl.write import write_ubl
from ubl_invoices import schema_errors

LETTERS = string.ascii_letters + string.digits + "åäöÅÄÖøæßéð&<>\"'#-."
WORD = st.text(LETTERS, min_size=1, max_size=12)
TEXT = st.lists(WORD, min_size=1, max_size=3).map(" ".join)
MAYBE = st.one_of(st.just(""), TEXT)
DIGITS = st.text(string.digits, min_size=2, max_size=8)
AMOUNT = st.decimals(Decimal("-99999.99"), Decimal("99999.99"), places=2)
UNSIGNED = st.decimals(Decimal("0.01"), Decimal("99999.99"), places=2)
RATE = st.sampled_from([Decimal(25), Decimal("25.5"), Decimal(12), Decimal(6), Decimal(0)])
DATE = st.dates(date(2000, 1, 1), date(2099, 12, 31))
CATEGORY = st.sampled_from(list(VatCategory))
IDENTIFIER = st.builds(Endpoint, scheme=st.sampled_from(["0088", "0192", ""]), id=WORD)


def optional(strategy: SearchStrategy[object]) -> SearchStrategy[object]:
    return st.one_of(st.none(), strategy)


PERIOD = st.builds(Period, start=optional(DATE), end=optional(DATE))
ADDRESS = st.builds(
    Address,
    lines=st.lists(TEXT, max_size=3).map(tuple),
    city=MAYBE,
    postal_code=MAYBE,
    subdivision=MAYBE,
    country=st.just("NO"),
)
PARTY = st.builds(
    Party,
    name=TEXT,
    trading_name=MAYBE,
    organisation_number=DIGITS,
    organisation_scheme=st.sampled_from(["0007", "0192", ""]),
    vat_number=st.sampled_from(["SE556036079301", ""]),
    tax_registration=st.sampled_from(["Godkänd för F-skatt", ""]),
    identifiers=st.lists(st.builds(Endpoint, scheme=st.sampled_from(["0088", ""]), id=WORD), max_size=2).map(tuple),
    legal_information=MAYBE,
    endpoint=optional(st.builds(Endpoint, scheme=st.just("0192"), id=DIGITS)),
    address=ADDRESS,
    contact=st.builds(Contact, name=MAYBE, phone=MAYBE, email=MAYBE),
)
PAYEE = st.builds(
    Party,
    name=TEXT,
    organisation_number=DIGITS,
    organisation_scheme=st.just("0192"),
    identifiers=st.lists(IDENTIFIER, max_size=2).map(tuple),
)
REPRESENTATIVE = st.builds(Party, name=TEXT, vat_number=st.just("NO995525828MVA"), address=ADDRESS)
GIRO = st.builds(
    Account,
    scheme=st.sampled_from([AccountScheme.BANKGIRO, AccountScheme.PLUSGIRO]),
    id=DIGITS,
    holder=MAYBE,
    country=st.just("SE"),
)
IBAN = st.builds(
    Account,
    scheme=st.just(AccountScheme.IBAN),
    id=st.just("NO9386011117947"),
    bic=st.just("DNBANOKK"),
    holder=MAYBE,
    country=st.just("NO"),
)
DOMESTIC = st.builds(Account, scheme=st.just(AccountScheme.DOMESTIC), id=DIGITS, holder=MAYBE)
SLIP = st.builds(Account, scheme=st.just(AccountScheme.DANISH_SLIP), id=DIGITS, holder=MAYBE, country=st.just("DK"))
ACCOUNTS = st.lists(st.one_of(GIRO, IBAN, DOMESTIC), max_size=3, unique_by=lambda account: account.key).map(tuple)
TERMS = {
    "terms": st.one_of(MAYBE, st.just("#SKONTO#TAGE=14#PROZENT=2.25#\nNetto 30 Tage")),
    "discount_percent": optional(RATE),
    "discount_days": optional(st.integers(0, 90)),
    "discount_amount": optional(UNSIGNED),
    "discount_date": optional(DATE),
    "penalty_rate": optional(RATE),
}
MANDATE = st.builds(Mandate, reference=TEXT, creditor=MAYBE, debited=MAYBE)
PAYMENT = st.one_of(
    st.builds(
        Payment,
        means_code=st.sampled_from(["30", "58", ""]),
        means=MAYBE,
        reference=MAYBE,
        accounts=ACCOUNTS,
        card=optional(st.builds(Card, number=DIGITS, holder=MAYBE, network=st.sampled_from(["VISA", ""]))),
        mandate=optional(MANDATE),
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
ALLOWANCE = st.builds(
    AllowanceCharge,
    is_charge=st.booleans(),
    amount=UNSIGNED,
    base=optional(UNSIGNED),
    reason=MAYBE,
    reason_code=st.sampled_from(["95", ""]),
    vat_category=optional(CATEGORY),
    vat_rate=optional(RATE),
).flatmap(
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


LINE = st.builds(
    Line,
    id=TEXT,
    description=TEXT,
    detail=MAYBE,
    note=MAYBE,
    seller_article=MAYBE,
    buyer_article=MAYBE,
    standard_article=st.sampled_from(["7300010000025", "X1"]),
    standard_article_scheme=st.sampled_from(["", "0160", "0088"]),
    classifications=st.lists(
        st.builds(Classification, code=WORD, scheme=st.sampled_from(["STI", "MP", ""]), version=MAYBE), max_size=2
    ).map(tuple),
    attributes=st.lists(st.tuples(TEXT, TEXT), max_size=2).map(tuple),
    origin_country=st.sampled_from(["", "SE"]),
    quantity=AMOUNT,
    unit=st.sampled_from(["C62", "HUR", "st", ""]),
    unit_price=UNSIGNED,
    gross_price=optional(UNSIGNED),
    price_discount=optional(UNSIGNED),
    base_quantity=optional(UNSIGNED),
    allowances_charges=st.lists(ALLOWANCE, max_size=2).map(tuple),
    net_amount=AMOUNT,
    vat_category=optional(CATEGORY),
    vat_rate=optional(RATE),
    order_line=MAYBE,
    invoiced_object=optional(IDENTIFIER),
    buyer_accounting=MAYBE,
    references=references("ON", "AAK", "ALO", "IV", "VN", "916"),
    period=PERIOD,
)
TOTALS = st.builds(
    Totals,
    line_net=optional(AMOUNT),
    allowances=optional(AMOUNT),
    charges=optional(AMOUNT),
    net=optional(AMOUNT),
    vat=AMOUNT,
    vat_accounting=optional(AMOUNT),
    gross=optional(AMOUNT),
    prepaid=optional(AMOUNT),
    rounding=optional(AMOUNT),
    payable=AMOUNT,
)
INVOICE = st.builds(
    Invoice,
    type_code=st.sampled_from(["380", ""]),
    number=TEXT,
    issue_date=DATE,
    due_date=optional(DATE),
    tax_point=optional(DATE),
    tax_point_code=st.sampled_from(["3", "35", "432", ""]),
    currency=st.just("SEK"),
    accounting_currency=st.just("EUR"),
    buyer_reference=MAYBE,
    seller_reference=MAYBE,
    order_number=MAYBE,
    sales_order=MAYBE,
    contract=MAYBE,
    project=MAYBE,
    tender=MAYBE,
    despatch_advice=MAYBE,
    receiving_advice=MAYBE,
    invoiced_object=TEXT,
    invoiced_object_scheme=st.sampled_from(["AVE", ""]),
    buyer_accounting=MAYBE,
    customer_number=MAYBE,
    notes=st.lists(TEXT, max_size=2).map(tuple),
    preceding=st.lists(st.builds(DocumentReference, number=TEXT, issue_date=optional(DATE)), max_size=2).map(tuple),
    seller=PARTY,
    buyer=PARTY,
    payee=optional(PAYEE),
    tax_representative=optional(REPRESENTATIVE),
    delivery_date=optional(DATE),
    delivery_name=MAYBE,
    delivery_location=optional(IDENTIFIER),
    delivery_address=optional(ADDRESS),
    delivery_terms=MAYBE,
    period=PERIOD,
    payment=PAYMENT,
    allowances_charges=st.lists(ALLOWANCE, max_size=2).map(tuple),
    totals=TOTALS,
    vat=st.lists(
        st.builds(
            VatSubtotal,
            category=optional(CATEGORY),
            rate=optional(RATE),
            taxable=optional(AMOUNT),
            tax=AMOUNT,
            exemption_reason=MAYBE,
            exemption_code=st.sampled_from(["", "VATEX-EU-132"]),
        ),
        max_size=3,
    ).map(tuple),
    attachments=st.lists(
        st.builds(
            Attachment,
            number=MAYBE,
            description=MAYBE,
            uri=st.sampled_from(["", "https://a.example/b"]),
            filename=st.just("a.csv"),
            media_type=st.sampled_from(["text/csv", ""]),
            content=st.binary(min_size=1, max_size=40),
        ),
        max_size=2,
    ).map(tuple),
    lines=st.lists(LINE, max_size=3).map(tuple),
    process=st.sampled_from(["urn:fdc:peppol.eu:2017:poacc:billing:01:1.0", ""]),
    specification=st.sampled_from(["urn:cen.eu:en16931:2017", ""]),
)


QUICK = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@QUICK
@given(INVOICE)
def test_an_invoice_is_read_back_as_it_was_written(invoice: Invoice) -> None:
    read = reading(write_ubl(invoice))
    assert read.invoice == complete(invoice)
    assert read.unread == ()
    assert read.findings == ()


@QUICK
@given(INVOICE)
def test_a_credit_note_is_read_back_as_it_was_written(invoice: Invoice) -> None:
    note = replace(invoice, type=DocumentType.CREDIT_NOTE, type_code="381")
    read = reading(write_ubl(note))
    assert read.invoice == complete(note)
    assert read.unread == ()


@QUICK
@given(INVOICE, st.sampled_from([DocumentType.INVOICE, DocumentType.CREDIT_NOTE]))
def test_what_is_written_follows_the_schema(invoice: Invoice, kind: DocumentType) -> None:
    whole = replace(invoice, type=kind, type_code="", lines=invoice.lines or (Line(id="1", net_amount=Decimal(1)),))
    assert schema_errors(write_ubl(whole)) == []


@QUICK
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
