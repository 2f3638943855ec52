"""Svefaktura 1.0 is read with every field, and what has no place is listed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from lxml import etree

from einvoices import SHARED, golden, reading
from kontera.core.invoice import DocumentType
from kontera.core.party import AccountScheme
from kontera.formats.xml import parse_all

SHARED_FILES = sorted(SHARED.glob("svefaktura-1.0/*.xml"))
NAMES = ("svefaktura-full-invoice", "svefaktura-credit-note")
# of all elements in the project's own Svefakturor, these have no place in the invoice
UNREAD = {
    "AccountsContact/Name",  # a second contact of the seller
    "Contact/Telefax",
    "DespatchLineReference/LineID",
    "Delivery/ActualDeliveryDateTime",  # of a line
    "ExchangeRate/CalculationRate",
    "ExchangeRate/SourceCurrencyCode",
    "ExchangeRate/TargetCurrencyCode",
    "OrderLineReference/SellersLineID",
}


def changed(old: str, new: str, name: str = NAMES[0]) -> bytes:
    text = golden(name).decode()
    assert old in text
    return text.replace(old, new).encode()


def leaf_names(data: bytes) -> set[str]:
    leaves = [
        leaf for root in parse_all(data) for leaf in root.iter("*") if not len(leaf) and (leaf.text or "").strip()
    ]
    parents = [(leaf.getparent(), leaf) for leaf in leaves]
    return {
        f"{etree.QName(above).localname}/{etree.QName(leaf).localname}" for above, leaf in parents if above is not None
    }


def short(path: str) -> str:
    return "/".join(step.rpartition(":")[2].partition("[")[0] for step in path.split("/")[-2:])


def test_every_element_but_the_listed_ones_is_read() -> None:
    unread = {short(path) for name in NAMES for path in reading(golden(name)).unread}
    assert unread == UNREAD
    assert len({leaf for name in NAMES for leaf in leaf_names(golden(name))} - UNREAD) == 76


@pytest.mark.skipif(not SHARED_FILES, reason="the shared e-invoices are not beside this checkout")
def test_every_element_of_the_published_samples_is_read_but_other_references() -> None:
    unread = {short(told) for path in SHARED_FILES[1:] for told in reading(path.read_bytes()).unread}
    assert unread == {"PayeeFinancialAccount/PaymentInstructionID"}  # another at each account, the first counts


@pytest.mark.skipif(not SHARED_FILES, reason="the shared e-invoices are not beside this checkout")
def test_a_published_invoice_gets_the_file_that_it_announces() -> None:
    (read,) = [reading(SHARED_FILES[2].read_bytes() + SHARED_FILES[0].read_bytes())]
    (file,) = read.invoice.attachments
    assert (file.number, file.filename, file.media_type) == ("271", "bild.jpg", "image/jpeg")
    assert len(file.content) > 20_000


def test_a_total_with_rounding_is_what_is_to_be_paid_and_no_sum_is_invented() -> None:
    totals = reading(golden("svefaktura-full-invoice")).invoice.totals
    assert (totals.payable, totals.rounding, totals.gross) == (Decimal("1513.00"), Decimal("0.20"), None)


def test_a_total_without_rounding_is_the_total_with_vat_too() -> None:
    totals = reading(changed("<cac:RoundOffAmount", "<cac:Rounded").replace(b"</cac:RoundOffAmount", b"</cac:Rounded"))
    assert totals.invoice.totals.gross == totals.invoice.totals.payable == Decimal("1513.00")


def test_a_credit_in_minus_is_kept_as_a_positive_credit_note() -> None:
    invoice = reading(golden("svefaktura-credit-note")).invoice
    assert invoice.type is DocumentType.CREDIT_NOTE
    assert (invoice.totals.payable, invoice.lines[0].net_amount) == (Decimal("125.00"), Decimal("100.00"))
    assert (invoice.lines[0].quantity, invoice.lines[0].unit_price) == (Decimal(1), Decimal("100.00"))
    assert invoice.preceding[0].number == "F-2026-0117"


def test_the_giros_and_an_iban_are_told_apart_by_their_banks() -> None:
    accounts = reading(golden("svefaktura-full-invoice")).invoice.payment.accounts
    assert [account.scheme for account in accounts] == [
        AccountScheme.BANKGIRO,
        AccountScheme.PLUSGIRO,
        AccountScheme.IBAN,
    ]


def test_another_currency_and_an_unreadable_amount_are_remarked_on() -> None:
    data = changed(
        'amountCurrencyID="SEK">262.50</cbc:TotalTaxAmount', 'amountCurrencyID="EUR">262.50</cbc:TotalTaxAmount'
    )
    assert [finding.rule for finding in reading(data).findings] == ["einvoice.other_currency"]
    read = reading(changed(">262.50</cbc:TotalTaxAmount", ">262,50</cbc:TotalTaxAmount"))
    assert read.invoice.totals.vat is None
    assert [finding.rule for finding in read.findings] == ["einvoice.unreadable_value"]


def test_lines_of_two_orders_name_no_order_of_the_invoice() -> None:
    second = "<cac:OrderReference><cac:BuyersID>PO-9</cac:BuyersID></cac:OrderReference>"
    amount = '<cbc:LineExtensionAmount amountCurrencyID="SEK">200.30</cbc:LineExtensionAmount>'
    data = changed(amount, f"{amount}<cac:OrderLineReference>{second}</cac:OrderLineReference>")
    invoice = reading(data).invoice
    assert invoice.order_number == ""
    assert [line.references[0].number for line in invoice.lines] == ["PO-5512", "PO-9"]
