"""Each own rule for Svefaktura speaks when its demand is broken, and is silent on a good invoice."""

from __future__ import annotations

import re

import pytest

from einvoices import golden
from kontera.core.validation import Breach, Layer
from kontera.formats.rules.rule import judged
from kontera.formats.svefaktura.judged import Svefaktura
from kontera.formats.svefaktura.structure import STRUCTURE, WORDS
from kontera.formats.xml import parse_xml

GOOD = golden("svefaktura-full-invoice").decode()
# what is taken out or replaced (a pattern, its replacement), and the rule that then speaks
CASES = {
    "invoice-number": (r"<ID>[^<]*</ID>", "<ID/>"),
    "issue-date": (r"<cbc:IssueDate>2026-02-03</cbc:IssueDate>", ""),
    "type": (r"<InvoiceTypeCode>380</InvoiceTypeCode>", ""),
    "type-code": (r">380<", ">384<"),
    "currency": (r"<InvoiceCurrencyCode>SEK</InvoiceCurrencyCode>", ""),
    "currency-code": (r"<InvoiceCurrencyCode>SEK", "<InvoiceCurrencyCode>kr"),
    "tax-currency": (r"<LineItemCount", "<TaxCurrencyCode>SEK</TaxCurrencyCode><LineItemCount"),
    "line-count": (r"<LineItemCountNumeric>2", "<LineItemCountNumeric>3"),
    "buyer-name": (r"Fjordens Hamn AB", ""),
    "seller-name": (r"<cbc:Name>Björkens Verkstad<", "<cbc:Name><"),
    "seller-address": (r"Örebro</cbc:CityName><cbc:PostalZone>", "</cbc:CityName><cbc:PostalZone>"),
    "seller-vat": (
        r"<cac:TaxScheme><cac:ID>VAT</cac:ID></cac:TaxScheme></cac:PartyTaxScheme>",
        "</cac:PartyTaxScheme>",
    ),
    "tax-scheme": (r"<cac:ID>SWT<", "<cac:ID>XXX<"),
    "organisation-number": (r"556036-0793", "556036-0794"),
    "vat-number": (r"SE556036079301", "SE1"),
    "seat": (
        r"<cac:IdentificationCode>SE</cac:IdentificationCode></cac:Country></cac:RegistrationAddress>",
        "</cac:Country></cac:RegistrationAddress>",
    ),
    "f-tax": (r"<cbc:ExemptionReason>Godkänd för F-skatt</cbc:ExemptionReason>", ""),
    "gs1-number": (r"7300010000001", "7300010000002"),
    "country": (
        r"<cac:IdentificationCode>SE</cac:IdentificationCode></cac:Country></cac:Address>",
        "<cac:IdentificationCode>Sverige</cac:IdentificationCode></cac:Country></cac:Address>",
    ),
    "due-date": (r"<cbc:DuePaymentDate>[^<]*</cbc:DuePaymentDate>", ""),
    "means-code": (r"<cac:PaymentMeansTypeCode>1<", "<cac:PaymentMeansTypeCode>42<"),
    "account": (r"5805-6201", ""),
    "bankgiro": (r"5805-6201", "5805-6202"),
    "plusgiro": (r"412340-2", "412340-3"),
    "iban": (r"SE45 5000", "SE46 5000"),
    "bic": (r"ESSESESS", "ESSE"),
    "ocr": (r"202601175", "202601176"),
    "charge-amount": (r"<cbc:Amount [^>]*>100.00</cbc:Amount>", ""),
    "charge-indicator": (r"<cbc:ChargeIndicator>true", "<cbc:ChargeIndicator>ja"),
    "tax-total": (r"<cbc:TotalTaxAmount[^>]*>262.50</cbc:TotalTaxAmount>", ""),
    "tax-group": (r"<cbc:TaxableAmount[^>]*>200.30</cbc:TaxableAmount>", ""),
    "exemption-reason": (r"<cbc:ExemptionReason>Omvänd betalningsskyldighet</cbc:ExemptionReason>", ""),
    "tax-adds-up": (r">262.50</cbc:TotalTaxAmount>", ">262.60</cbc:TotalTaxAmount>"),
    "tax-is-rate": (r">262.50</cbc:TaxAmount>", ">265.50</cbc:TaxAmount>"),
    "totals": (r"<cbc:LineExtensionTotalAmount.*?</cbc:LineExtensionTotalAmount>", ""),
    "lines-add-up": (r">1200.30</cbc:LineExtensionTotalAmount>", ">1200.40</cbc:LineExtensionTotalAmount>"),
    "net-adds-up": (r">1250.30</cbc:TaxExclusiveTotalAmount>", ">1250.50</cbc:TaxExclusiveTotalAmount>"),
    "payable-adds-up": (r">1513.00<", ">1514.00<"),
    "lines": (r"(?s)<cac:InvoiceLine>.*</cac:InvoiceLine>", ""),
    "line-number": (r"<cac:ID>2</cac:ID>\s*<cbc:Inv", "<cbc:Inv"),
    "line-amount": (r"<cbc:LineExtensionAmount[^>]*>200.30</cbc:LineExtensionAmount>", ""),
    "line-words": (r"<cbc:Description>Byggtjänst</cbc:Description>", ""),
    "credited-invoice": (r">380<", ">381<"),
    "dates": (r"2026-01-31</cbc:TaxPointDate>", "31.1.2026</cbc:TaxPointDate>"),
    "numbers": (r">1513.00<", ">1513,00<"),
    "decimals": (r">1513.00<", ">1513.000<"),
    "currencies": (r'SEK">1513.00<', 'EUR">1513.00<'),
    "once": (
        r"<InvoiceTypeCode>380</InvoiceTypeCode>",
        "<InvoiceTypeCode>380</InvoiceTypeCode><InvoiceTypeCode>380</InvoiceTypeCode>",
    ),
    "order": (r"(<ID>[^<]*</ID>)\s*(<cbc:IssueDate>[^<]*</cbc:IssueDate>)", r"\2\1"),
}


def breaches(text: str) -> list[Breach]:
    document = Svefaktura(parse_xml(text.encode()))
    return list(judged(document, STRUCTURE, WORDS, Layer.STRUCTURE, "3.0.21"))


def test_a_good_invoice_breaks_no_rule() -> None:
    assert breaches(GOOD) == []


def test_every_rule_has_a_case_and_words() -> None:
    assert {rule.id for rule in STRUCTURE} == {f"svefaktura.{name}" for name in CASES} == set(WORDS)
    assert all(rule.judge.__doc__ for rule in STRUCTURE)


@pytest.mark.parametrize("name", CASES)
def test_a_broken_demand_is_told_with_its_place_and_value(name: str) -> None:
    pattern, new = CASES[name]
    changed, count = re.subn(pattern, new, GOOD)
    assert count
    found = [breach for breach in breaches(changed) if breach.rule == f"svefaktura.{name}"]
    assert found
    assert all(breach.line and breach.xpath.startswith("/Invoice") for breach in found)
    assert all(breach.says.format(**dict(breach.values)) for breach in found)
