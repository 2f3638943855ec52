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
    DocumentReference,
    DocumentType,
    Invoice,
    Line,
    Payment,
    Period,
    Totals,
    VatCategory,
    VatSubtotal,
)
from kontera.core.party import Account, AccountScheme, Address, Contact, Endpoint, Party
from kontera.formats.ubl.write import write_ubl

LETTERS = string.ascii_letters + string.digits + "åäöÅÄÖøæßéð&<>\"'#-."
WORD = st.text(LETTERS, min_size=1, max_size=12)
TEXT = st.lists(WORD, min_size=1, max_size=3).map(" ".join)
MAYBE = st.one_of(st.just(""), TEXT)
DIGITS = st.text(string.digits, min_size=2, max_size=8)
AMOUNT = st.decimals(Decimal("-99999.99"), Decimal("99999.99"), places=2)
UNSIGNED = st.decimals(Decimal("0.01"), Decimal("99999.99"), places=2)
RATE = st.sampled_from([Decimal(25), Decimal("25.5"), Decimal(12), Decimal(6), Decimal(0)])
DATE = st.dates(date(2000, 1, 1), date(2099, 12, 31))
CATEGORY = st.sampled_from([category for category in VatCategory if category is not VatCategory.REVERSE_CHARGE])


def optional(strategy: SearchStrategy[object]) -> SearchStrategy[object]:
    return st.one_of(st.none(), strategy)


PERIOD = st.builds(Period, start=optional(DATE), end=optional(DATE))
ADDRESS = st.builds(
    Address,
    lines=st.lists(TEXT, max_size=4).map(tuple),
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
PAYEE = st.builds(Party, name=TEXT, organisation_number=DIGITS, organisation_scheme=st.just("0192"))
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
PAYMENT = st.builds(
    Payment,
    means_code=st.sampled_from(["30", "58"]),
    reference=MAYBE,
    accounts=st.lists(st.one_of(GIRO, IBAN, DOMESTIC), max_size=3, unique_by=lambda account: account.key).map(tuple),
    terms=MAYBE,
)
ALLOWANCE = st.builds(
    AllowanceCharge,
    is_charge=st.booleans(),
    amount=UNSIGNED,
    reason=MAYBE,
    reason_code=st.sampled_from(["95", ""]),
    vat_category=optional(CATEGORY),
    vat_rate=optional(RATE),
)
LINE = st.builds(
    Line,
    id=TEXT,
    description=TEXT,
    detail=MAYBE,
    note=MAYBE,
    seller_article=MAYBE,
    buyer_article=MAYBE,
    standard_article=MAYBE,
    quantity=AMOUNT,
    unit=st.sampled_from(["C62", "HUR"]),
    unit_price=UNSIGNED,
    base_quantity=optional(UNSIGNED),
    discount_percent=optional(st.decimals(Decimal("0.01"), Decimal("99.99"), places=2)),
    allowances_charges=st.lists(ALLOWANCE, max_size=2).map(tuple),
    net_amount=AMOUNT,
    vat_category=CATEGORY,
    vat_rate=optional(RATE),
    order_line=MAYBE,
    buyer_accounting=MAYBE,
    period=PERIOD,
)
INVOICE = st.builds(
    Invoice,
    type_code=st.just("380"),
    number=TEXT,
    issue_date=DATE,
    due_date=optional(DATE),
    tax_point=optional(DATE),
    currency=st.just("SEK"),
    buyer_reference=MAYBE,
    order_number=MAYBE,
    sales_order=MAYBE,
    contract=MAYBE,
    project=MAYBE,
    despatch_advice=MAYBE,
    receiving_advice=MAYBE,
    invoiced_object=MAYBE,
    buyer_accounting=MAYBE,
    customer_number=MAYBE,
    notes=st.lists(TEXT, max_size=2).map(tuple),
    preceding=st.lists(st.builds(DocumentReference, number=TEXT, issue_date=optional(DATE)), max_size=2).map(tuple),
    seller=PARTY,
    buyer=PARTY,
    payee=optional(PAYEE),
    delivery_date=optional(DATE),
    delivery_address=optional(ADDRESS),
    period=PERIOD,
    payment=PAYMENT,
    allowances_charges=st.lists(ALLOWANCE, max_size=2).map(tuple),
    totals=st.builds(
        Totals, line_net=AMOUNT, net=AMOUNT, vat=AMOUNT, gross=AMOUNT, rounding=optional(AMOUNT), payable=AMOUNT
    ),
    vat=st.lists(
        st.builds(
            VatSubtotal, category=CATEGORY, rate=optional(RATE), taxable=AMOUNT, tax=AMOUNT, exemption_reason=MAYBE
        ),
        max_size=3,
    ).map(tuple),
    attachments=st.lists(
        st.builds(
            Attachment,
            number=TEXT,
            description=MAYBE,
            filename=st.just("a.csv"),
            media_type=st.just("text/csv"),
            content=st.binary(min_size=1, max_size=40),
        ),
        max_size=2,
    ).map(tuple),
    lines=st.lists(LINE, max_size=3).map(tuple),
    process=st.just("urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"),
    specification=st.just("urn:cen.eu:en16931:2017"),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(INVOICE)
def test_an_invoice_is_read_back_as_it_was_written(invoice: Invoice) -> None:
    read = reading(write_ubl(invoice))
    assert read.invoice == invoice
    assert read.unread == ()
    assert read.findings == ()


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(INVOICE)
def test_a_credit_note_is_read_back_as_it_was_written(invoice: Invoice) -> None:
    note = replace(invoice, type=DocumentType.CREDIT_NOTE, type_code="381")
    assert reading(write_ubl(note)).invoice == note


@pytest.mark.parametrize("name", ["ubl-bankgiro-invoice", "ubl-credit-note"])
def test_a_golden_invoice_survives_writing(name: str) -> None:
    invoice = reading(golden(name)).invoice
    assert reading(write_ubl(invoice)).invoice == invoice


def test_a_cii_invoice_can_be_passed_on_as_ubl() -> None:
    invoice = reading(golden("cii-comfort-invoice")).invoice
    again = reading(write_ubl(invoice)).invoice
    assert again == replace(invoice, payment=replace(invoice.payment, discount_days=None))


def test_a_control_character_cannot_be_written() -> None:
    with pytest.raises(InvalidValue):
        write_ubl(Invoice(number="a\x00b"))
