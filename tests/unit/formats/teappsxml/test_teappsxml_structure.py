"""Each own rule for TEAPPSXML speaks when its demand is broken, and is silent on good invoices."""

from __future__ import annotations

import re

import pytest

from einvoices import golden
from kontera.core.validation import Breach, Layer
from kontera.formats.rules.rule import judged
from kontera.formats.teappsxml.judged import Teapps
from kontera.formats.teappsxml.structure import STRUCTURE, WORDS
from kontera.formats.xml import parse_xml

GOOD = golden("teappsxml-2.7-invoice").decode("latin-1")
# what is taken out or replaced (a pattern, its replacement), and the rule that then speaks
CASES = {
    "invoice": (r"(?s)<INVOICE>.*</INVOICE>", ""),
    "frame": (r"<CF_CODE>CF01", "<CF_CODE>"),
    "invoice-number": (r"<INVOICE_ID>2026001", "<INVOICE_ID>"),
    "type": (r"<INVOICE_TYPE>00", "<INVOICE_TYPE>"),
    "type-code": (r"<INVOICE_TYPE>00", "<INVOICE_TYPE>77"),
    "invoice-date": (r"<INVOICE_DATE>.*?</INVOICE_DATE>", ""),
    "currency": (r"<CODE>EUR</CODE>", ""),
    "currency-code": (r"<CODE>EUR", "<CODE>euro"),
    "payee-name": (r"Koivulan Konepaja Oy", ""),
    "receiver-name": (r"Männyn Kauppa Oy", ""),
    "account": (r"<BANK_ACCOUNT_NUMBER>.*?</IBAN_ACCOUNT_NUMBER>", ""),
    "iban": (r"FI21 1234", "FI22 1234"),
    "bic": (r"NDEAFIHH", "NDEA"),
    "finnish-reference": (r">20260011<", ">20260012<"),
    "rf-reference": (
        r"<FI_PAYMENT_REFERENCE>20260011</FI_PAYMENT_REFERENCE>",
        "<IPI_REFERENCE>RF99123</IPI_REFERENCE>",
    ),
    "business-id": (r"2468135-7", "2468135-8"),
    "vat-number": (r"<VAT_NUMBER>FI24681357", "<VAT_NUMBER>24"),
    "gs1-number": (r"6400001000018", "6400001000019"),
    "dates": (r"<MONTH>02</MONTH>", "<MONTH>helmi</MONTH>"),
    "numbers": (r">90.00</AMOUNT></ROWS_TOTAL>", ">90,00</AMOUNT></ROWS_TOTAL>"),
    "sign": (r'SIGN="\+" VAT="EXCLUDED">25.50', 'SIGN="p" VAT="EXCLUDED">25.50'),
    "with-vat": (r'VAT="INCLUDED">125.50', 'VAT="ALV">125.50'),
    "decimals": (r">125.50<", ">125.500<"),
    "vat-type": (r"<VAT_SUMMARY>", '<VAT_SUMMARY VAT_TYPE="XX">'),
    "free-text": (r"Kiitos", "Kiitos" * 200),
    "row-type": (r'ROW_TYPE="MAIN"', 'ROW_TYPE="OTHER"'),
    "invoice-total": (r"<INVOICE_TOTAL>.*?</INVOICE_TOTAL>", ""),
    "rows-add-up": (r">90.00</AMOUNT></ROWS_TOTAL>", ">91.00</AMOUNT></ROWS_TOTAL>"),
    "vat-adds-up": (r">25.50</AMOUNT></VAT_TOTAL>", ">25.60</AMOUNT></VAT_TOTAL>"),
    "vat-is-rate": (r">25.50</AMOUNT></VAT_RATE_TOTAL>", ">29.50</AMOUNT></VAT_RATE_TOTAL>"),
    "total-adds-up": (r">125.50<", ">126.50<"),
    "credited-invoice": (r"<INVOICE_TYPE>00", "<INVOICE_TYPE>01"),
}


def breaches(text: str) -> list[Breach]:
    document = Teapps(parse_xml(text.encode("latin-1")))
    return list(judged(document, STRUCTURE, WORDS, Layer.STRUCTURE, "3.0.21"))


def test_good_invoices_break_no_rule() -> None:
    assert breaches(GOOD) == []
    newer = Teapps(parse_xml(golden("teappsxml-3.0-invoice")))
    assert list(judged(newer, STRUCTURE, WORDS, Layer.STRUCTURE, "3.0.21")) == []


def test_every_rule_has_a_case_and_words() -> None:
    assert {rule.id for rule in STRUCTURE} == {f"teappsxml.{name}" for name in CASES} == set(WORDS)
    assert all(rule.judge.__doc__ for rule in STRUCTURE)


@pytest.mark.parametrize("name", CASES)
def test_a_broken_demand_is_told_with_its_place_and_value(name: str) -> None:
    pattern, new = CASES[name]
    changed, count = re.subn(pattern, new, GOOD)
    assert count
    found = [breach for breach in breaches(changed) if breach.rule == f"teappsxml.{name}"]
    assert found
    assert all(breach.line and breach.xpath.startswith("/INVOICE_CENTER") for breach in found)
    assert all(breach.says.format(**dict(breach.values)) for breach in found)
