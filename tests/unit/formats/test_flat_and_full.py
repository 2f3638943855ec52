"""The two ways a reading is handed out as data."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

from einvoices import golden, reading
from kontera.core.evidence import Alternative, Box, Evidence, Place, Source
from kontera.core.finding import Finding
from kontera.core.invoice import DocumentType, Invoice, Line, Totals
from kontera.core.reading import Reading
from kontera.formats.flat import to_flat
from kontera.formats.full import to_full


def test_the_flat_record_has_the_main_values() -> None:
    assert to_flat(reading(golden("ubl-bankgiro-invoice"))) == {
        "document_type": "invoice",
        "invoice_number": "F-2026-0117",
        "issue_date": "2026-02-03",
        "due_date": "2026-03-05",
        "currency": "EUR",
        "supplier_name": "Björkens Verkstad AB",
        "supplier_org_number": "5560360793",
        "supplier_vat_number": "SE556036079301",
        "iban": "SE4550000000058398257466",
        "bankgiro": "58056201",
        "plusgiro": "4123456",
        "payment_reference": "1172026",
        "net_total": "216.00",
        "vat_total": "49.00",
        "gross_total": "265.50",
        "amount_due": "200.50",
        "lines": [
            {"description": "Fäste", "quantity": "2", "unit_price": "125.00", "vat_rate": "25", "amount": "186.00"},
            {"description": "Byggtjänst", "quantity": "1", "unit_price": "20.00", "vat_rate": "0", "amount": "20.00"},
        ],
    }


def test_what_was_not_found_has_no_key() -> None:
    assert to_flat(Reading(Invoice(type=DocumentType.QUOTE), "text")) == {"document_type": "quote"}


def test_flat_amounts_have_no_sign_and_no_exponent() -> None:
    lines = (Line(quantity=Decimal(-1), gross_amount=Decimal("-1E+3")),)
    flat = to_flat(Reading(Invoice(totals=Totals(gross=Decimal("-1E+3")), lines=lines), "text"))
    assert flat["gross_total"] == "1000"
    assert flat["lines"] == [{"quantity": "1", "amount": "1000"}]


def test_the_full_record_is_json_with_evidence_for_each_value() -> None:
    full = json.loads(json.dumps(to_full(reading(golden("ubl-bankgiro-invoice")))))
    number = full["fields"]["number"]
    assert (number["value"], number["confidence"], number["source"]) == ("F-2026-0117", 1.0, "e_invoice")
    assert full["fields"]["payment.accounts[0].id"]["by"].startswith("ubl:Invoice/cac:PaymentMeans[1]/")
    assert full["unread"] == []
    assert "Invoice/cbc:UUID" in json.loads(json.dumps(to_full(reading(golden("oioubl-2-slip")))))["unread"]


def test_the_full_record_shows_places_alternatives_and_findings() -> None:
    place = Place(1, (Box(0.1, 0.2, 0.3, 0.25), Box(0.4, 0.21, 0.5, 0.26)))
    seen = Evidence(Source.READ, 0.8, "label.sv", place, "F-1", ("near a label",), (Alternative("F-2", 0.1, place),))
    remark = Finding("x.y", "{a} is odd.", field="number", values=(("a", "F-1"),))
    full = to_full(Reading(Invoice(number="F-1"), "text", {"number": seen}, findings=(remark,), sure=0.7))
    fields, findings = full["fields"], full["findings"]
    assert isinstance(fields, dict)
    assert isinstance(findings, list)
    assert fields["number"]["box"] == {"page": 1, "x0": 0.1, "y0": 0.2, "x1": 0.5, "y1": 0.26}
    assert fields["number"]["alternatives"][0]["value"] == "F-2"
    assert findings[0]["message"] == "F-1 is odd."
    assert full["confidence"] == 0.7


def test_a_value_without_evidence_says_so() -> None:
    full = to_full(replace(Reading(Invoice(number="F-1"), "manual")))
    assert full["fields"]["number"] == {"value": "F-1", "confidence": None}  # type: ignore[index]


def test_the_total_of_what_is_paid_already_is_the_total_with_vat() -> None:
    paid = Totals(gross=Decimal("250.00"), prepaid=Decimal("250.00"), payable=Decimal(0))
    assert to_flat(Reading(Invoice(totals=paid), "text"))["gross_total"] == "250.00"


def test_what_is_left_to_pay_stands_beside_the_total_with_vat() -> None:
    part = Totals(
        gross=Decimal("250.40"), prepaid=Decimal("50.00"), rounding=Decimal("-0.40"), payable=Decimal("200.00")
    )
    flat = to_flat(Reading(Invoice(totals=part), "text"))
    assert (flat["gross_total"], flat["amount_due"]) == ("250.00", "200.00")


def test_a_payment_that_does_not_make_the_difference_changes_no_total() -> None:
    odd = Totals(gross=Decimal("250.00"), prepaid=Decimal("50.00"), payable=Decimal("250.00"))
    flat = to_flat(Reading(Invoice(totals=odd), "text"))
    assert flat["gross_total"] == "250.00"
    assert "amount_due" not in flat
