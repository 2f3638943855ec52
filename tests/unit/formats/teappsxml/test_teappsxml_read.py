"""TEAPPSXML 2.7 and 3.0 are read with every field, several invoices of a file each on its own."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from lxml import etree

from einvoices import SHARED, golden, reading
from kontera.core.errors import UnsupportedDocument
from kontera.core.invoice import DocumentType
from kontera.formats.detect import read_xml
from kontera.formats.xml import parse_xml

OLD, NEW = "teappsxml-2.7-invoice", "teappsxml-3.0-invoice"
SHARED_FILES = sorted(SHARED.glob("teappsxml/*.xml"))
# of all elements in the project's own files, these have no place in the invoice
UNREAD = {
    "BANKS/BANK_NAME",
    "CN/CN_CODE",
    "CONTENT_FRAME/NET_SERVICE_ID",
    "CONTENT_RECEIVER/INTERMEDIATOR",
    "CONTENT_RECEIVER/RECEIVER_REF",
    "HEADER/PROCESS_CODE",
    "HEADER_INFO/SERIAL_ID",
    "PAYEE/EADDRESS_SCHEME_ID",
    "PAYEE/INTERMEDIATOR",
    "QUANTITY/ORDERED",
    "RECEIVER/INTERMEDIATOR",
    "TRANSPORT_FRAME/INTERMEDIATOR",
    "TRANSPORT_FRAME/SENDER",
    "VAT_AMOUNT/AMOUNT",  # of a row
    # of a sum of rows, and of a row that only explains another
    "ARTICLE/ARTICLE_NAME",
    "ROW_TOTAL/AMOUNT",
}


def changed(old: str, new: str, name: str = OLD) -> bytes:
    text = golden(name).decode("latin-1" if name == OLD else "utf-8")
    assert old in text
    return text.replace(old, new).encode("latin-1" if name == OLD else "utf-8")


def twice(name: str) -> bytes:
    text = golden(name).decode("latin-1")
    invoice = text[text.index("<INVOICE>") : text.index("</INVOICE>") + len("</INVOICE>")]
    return text.replace(invoice, invoice + invoice.replace(">2026001<", ">2026002<")).encode("latin-1")


def test_every_element_but_the_listed_ones_is_read() -> None:
    unread = {path for name in (OLD, NEW) for path in reading(golden(name)).unread}
    assert {"/".join(step.partition("[")[0] for step in path.split("/")[-2:]) for path in unread} == UNREAD


def test_the_kinds_of_elements_that_are_read_or_only_move_the_batch_are_counted() -> None:
    leaves = [
        f"{above.tag}/{leaf.tag}"
        for name in (OLD, NEW)
        for leaf in parse_xml(golden(name)).iter("*")
        if (above := leaf.getparent()) is not None and not len(leaf) and (leaf.text or "").strip()
    ]
    assert len(set(leaves) - UNREAD) == 124


def test_several_invoices_are_several_readings_with_evidence_of_their_own() -> None:
    first, second = read_xml(twice(OLD))
    assert (first.invoice.number, second.invoice.number) == ("2026001", "2026002")
    assert first.evidence["number"].raw == "2026001"
    assert second.evidence["number"].by == "teappsxml:INVOICE/HEADER/INVOICE_ID"
    assert first.unread == second.unread


@pytest.mark.skipif(not SHARED_FILES, reason="the shared e-invoices are not beside this checkout")
@pytest.mark.parametrize("path", SHARED_FILES, ids=lambda path: path.stem)
def test_an_empty_template_is_read_as_an_empty_invoice(path: Path) -> None:
    (read,) = read_xml(path.read_bytes())
    assert (read.invoice.number, read.invoice.lines, read.unread) == ("", (), ())


@pytest.mark.skipif(not SHARED_FILES, reason="the shared e-invoices are not beside this checkout")
def test_the_templates_of_both_versions_with_every_element_filled_are_read() -> None:
    for path in SHARED_FILES:
        root = parse_xml(path.read_bytes())
        for leaf in root.iter("*"):
            if not len(leaf):
                leaf.text = "1"
        (read,) = read_xml(etree.tostring(root))
        assert read.invoice.number == "1"
        assert read.invoice.lines[0].unit_price == read.invoice.lines[0].net_amount == Decimal(1)
        assert len(read.evidence) > 90


def test_a_file_without_invoices_is_not_supported() -> None:
    with pytest.raises(UnsupportedDocument):
        read_xml(b"<INVOICE_CENTER><CONTENT_FRAME/></INVOICE_CENTER>")


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("00", DocumentType.INVOICE),
        ("01", DocumentType.CREDIT_NOTE),
        ("06", DocumentType.INVOICE),
        ("07", DocumentType.CREDIT_NOTE),
        ("09", DocumentType.REMINDER),
        ("50", DocumentType.OTHER),
        ("99", DocumentType.OTHER),
    ],
)
def test_the_formats_own_code_tells_the_kind_of_document(code: str, kind: DocumentType) -> None:
    assert reading(changed("<INVOICE_TYPE>00<", f"<INVOICE_TYPE>{code}<")).invoice.type is kind


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<CENTURY>20</CENTURY>", "<CENTURY></CENTURY>"),
        ("<MONTH>02</MONTH>", "<MONTH>13</MONTH>"),
        ("<DAY>03</DAY>", f"<DAY>{'9' * 40}</DAY>"),
        ("<DAY>03</DAY>", "<DAY>³</DAY>"),
    ],
)
def test_a_date_that_is_none_is_absent_and_remarked_on(old: str, new: str) -> None:
    read = reading(changed(old, new))
    assert read.invoice.issue_date is None
    assert "einvoice.unreadable_value" in {finding.rule for finding in read.findings}


def test_a_credit_with_minus_signs_is_kept_as_a_positive_credit_note() -> None:
    invoice = reading(golden(NEW)).invoice
    assert (invoice.totals.payable, invoice.totals.charges) == (Decimal("50.00"), Decimal("8.00"))
    line = invoice.lines[0]
    assert (line.quantity, line.unit_price, line.gross_price) == (Decimal(4), Decimal("10.00"), Decimal("12.00"))


def test_which_rows_count_is_told_by_their_sum() -> None:
    assert [line.description for line in reading(golden(OLD)).invoice.lines] == ["Kiinnike"]
    both = reading(
        changed('<ROWS_TOTAL><AMOUNT SIGN="+" VAT="EXCLUDED">90.00', '<ROWS_TOTAL><AMOUNT VAT="EXCLUDED">180.00')
    )
    assert [line.description for line in both.invoice.lines] == ["Kiinnike", "Erä 1"]


def test_a_row_with_vat_is_told_as_gross_and_no_net_is_invented() -> None:
    data = changed('<ROW_TOTAL><AMOUNT SIGN="+" VAT="EXCLUDED">', '<ROW_TOTAL><AMOUNT SIGN="+" VAT="INCLUDED">')
    line = reading(data).invoice.lines[0]
    assert (line.net_amount, line.gross_amount) == (None, Decimal("90.00"))


def test_an_older_delivered_quantity_and_decimal_comma_are_read() -> None:
    data = changed(
        '<CHARGED Q_UNIT="kpl" Q_UNIT_UNECE_CODE="C62">10</CHARGED>', '<DELIVERED Q_UNIT="kpl">2,5</DELIVERED>'
    )
    line = reading(data).invoice.lines[0]
    assert (line.quantity, line.unit) == (Decimal("2.5"), "kpl")


def test_a_discount_without_an_amount_is_the_lines_percentage() -> None:
    text = golden(OLD).decode("latin-1")
    start = text.index("<DISCOUNT_FROM_AMOUNT>")
    end = text.index("</DISCOUNT_AMOUNT>") + len("</DISCOUNT_AMOUNT>")
    line = reading((text[:start] + text[end:]).encode("latin-1")).invoice.lines[0]
    assert (line.discount_percent, line.allowances_charges) == (Decimal(10), ())


def test_freight_with_an_element_of_its_own_is_a_charge() -> None:
    (charge,) = reading(golden(OLD)).invoice.allowances_charges
    assert (charge.is_charge, charge.amount, charge.reason_code) == (True, Decimal("10.00"), "FC")


def test_a_factored_claim_is_paid_to_the_finance_company() -> None:
    factor = "<FACTORING_INFORMATION><ENDORSEMENT_CLAUSE>Maksu rahoitusyhtiölle</ENDORSEMENT_CLAUSE>"
    named = "<CUSTOMER_NAME>Rahoitus Oy</CUSTOMER_NAME></FACTORING_INFORMATION>"
    invoice = reading(changed("<FREE_TEXT>Kiitos", f"{factor}{named}<FREE_TEXT>Kiitos")).invoice
    assert invoice.payee is not None
    assert invoice.payee.name == "Rahoitus Oy"
    assert "Maksu rahoitusyhtiölle" in invoice.notes


def test_period_terms_and_discount_stand_where_they_belong() -> None:
    invoice = reading(golden(OLD)).invoice
    assert invoice.lines[0].period.end == date(2026, 1, 31)
    assert (invoice.payment.discount_date, invoice.payment.discount_amount) == (date(2026, 2, 10), Decimal("2.51"))
    assert reading(golden(NEW)).invoice.payment.terms == "Heti"
