"""Content, dates, numbers and VAT: each rule on the plain invoice with one thing changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from build import (
    FINNISH_IBAN,
    TODAY,
    a_case,
    a_company,
    a_line,
    a_seller,
    a_subtotal,
    a_supplier,
    an_invoice,
    totals,
)
from kontera.core.case import Case
from kontera.core.event import Checked
from kontera.core.evidence import Evidence, Source
from kontera.core.finding import Severity
from kontera.core.invoice import DocumentType, Invoice, Payment, VatCategory
from kontera.core.outcome import Done
from kontera.core.party import Account, AccountScheme, Address, Party
from kontera.steps.checks.check import CHECKS, CheckFacts, check


def found(case: Case, **changes: Any) -> dict[str, str]:
    plain = CheckFacts(a_company(), TODAY, a_supplier(), (a_supplier(),))
    outcome = check(case, replace(plain, **changes))
    assert isinstance(outcome, Done)
    (event,) = outcome.events
    assert isinstance(event, Checked)
    return {f"{finding.rule}@{finding.field}": finding.severity.value for finding in event.findings}


def on(**changes: Any) -> dict[str, str]:
    return found(a_case(an_invoice(**changes)))


def test_nothing_is_wrong_with_the_plain_invoice() -> None:
    assert on() == {}


def test_every_rule_is_named_once_in_the_trail() -> None:
    outcome = check(a_case(), CheckFacts(a_company(), TODAY))
    assert isinstance(outcome, Done)
    (event,) = outcome.events
    assert isinstance(event, Checked)
    assert len(set(event.ran)) == len(CHECKS)


def test_an_empty_invoice_is_checked_without_falling_over() -> None:
    rules = found(a_case(Invoice()), supplier=None)
    assert {"missing.number@number", "missing.issue_date@issue_date", "missing.payable@totals.payable"} <= set(rules)


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"number": ""}, "missing.number@number"),
        ({"issue_date": None, "payment": Payment()}, "missing.issue_date@issue_date"),
        ({"currency": ""}, "missing.currency@currency"),
        ({"due_date": None, "payment": Payment()}, "missing.due_date@due_date"),
        ({"currency": "KRX"}, "BR-CL-04@currency"),
        ({"totals": totals("-1000.00", "-250.00")}, "amount.negative@totals.payable"),
        ({"type": DocumentType.REMINDER}, "document.not_invoice@type"),
        ({"type": DocumentType.OTHER}, "document.not_invoice@type"),
        ({"seller": Party()}, "missing.seller@seller.name"),
        ({"due_date": date(2026, 10, 1)}, "date.due_before_issue@due_date"),
        ({"due_date": date(2028, 10, 1)}, "date.due_far@due_date"),
        ({"issue_date": date(2026, 12, 24)}, "date.future@issue_date"),
        ({"issue_date": date(2025, 1, 1)}, "date.old@issue_date"),
        ({"seller": a_seller(organisation_number="5599991239")}, "number.organisation@seller.organisation_number"),
        ({"seller": a_seller(vat_number="SE559999123901")}, "number.vat@seller.vat_number"),
        ({"buyer": Party(name="Annan AB", organisation_number="5599994562")}, "buyer.other@buyer.organisation_number"),
        ({"seller": a_company().party}, "seller.is_buyer@seller.organisation_number"),
    ],
)
def test_a_fault_is_doubted(changes: dict[str, Any], rule: str) -> None:
    assert on(**changes).get(rule) == "doubt"


def test_a_due_date_from_terms_is_noted() -> None:
    assert on(due_date=None)["due.derived@due_date"] == "note"


def test_terms_that_disagree_with_the_due_date_are_noted() -> None:
    assert on(due_date=date(2026, 11, 12))["date.terms@due_date"] == "note"


def test_a_buyer_named_by_vat_number_alone_is_us() -> None:
    assert on(buyer=replace(a_company().party, organisation_number="")) == {}


def test_a_small_amount_may_be_a_simplified_invoice() -> None:
    assert on(buyer=Party(), lines=(a_line(description=""),)) == {}


def test_a_full_invoice_without_buyer_is_noted() -> None:
    big = {"totals": totals("10000.00", "2500.00"), "vat": (a_subtotal("10000.00", "2500.00"),), "lines": ()}
    assert on(buyer=Party(), **big) == {
        "content.full@buyer.name": "note",
        "content.full@buyer.address.city": "note",
        "content.full@lines": "note",
    }


def test_no_account_anywhere_is_doubted() -> None:
    case = a_case(an_invoice(payment=Payment(days=30)))
    assert found(case, supplier=None)["missing.account@payment.accounts[0]"] == "doubt"


def test_no_account_on_the_invoice_is_well_when_the_register_has_one() -> None:
    assert "missing.account@payment.accounts[0]" not in on(payment=Payment(days=30))


@pytest.mark.parametrize(
    "account",
    [
        Account(AccountScheme.IBAN, "SE4550000000058398257467"),
        Account(AccountScheme.BANKGIRO, "9912347"),
        Account(AccountScheme.PLUSGIRO, "28655"),
        Account(AccountScheme.DOMESTIC, "86011117948", country="NO"),
        Account(AccountScheme.DANISH_SLIP, "123456789"),
    ],
)
def test_an_account_with_a_wrong_check_digit_is_doubted(account: Account) -> None:
    assert on(payment=Payment(accounts=(account,), days=30))["number.account@payment.accounts[0]"] == "doubt"


@pytest.mark.parametrize(("scanned", "severity"), [(True, "doubt"), (False, "note")])
def test_a_wrong_ocr_weighs_more_when_it_was_read_from_a_picture(scanned: bool, severity: str) -> None:
    payment = replace(an_invoice().payment, reference="1234567")
    assert found(a_case(an_invoice(payment=payment), scanned=scanned))["number.reference@payment.reference"] == severity


@pytest.mark.parametrize("reference", ["1001", "Faktura 1001", "RF341234561", ""])
def test_a_text_a_number_or_a_right_reference_is_let_be(reference: str) -> None:
    assert on(payment=replace(an_invoice().payment, reference=reference)) == {}


def test_a_wrong_finnish_reference_is_doubted() -> None:
    payment = Payment(accounts=(FINNISH_IBAN,), reference="1234562", days=30)
    assert on(payment=payment)["number.reference@payment.reference"] == "doubt"


def test_a_wrong_rf_reference_is_doubted() -> None:
    payment = replace(an_invoice().payment, reference="RF9711112")
    assert on(payment=payment)["number.reference@payment.reference"] == "doubt"


def test_a_key_value_read_with_little_confidence_is_doubted() -> None:
    case = a_case(evidence={"totals.payable": Evidence(Source.READ, 0.6, raw="1 250,00")})
    assert found(case) == {"reading.unsure@totals.payable": "doubt"}


def test_an_uncertain_value_that_pays_nothing_is_let_be() -> None:
    assert found(a_case(evidence={"buyer_reference": Evidence(Source.READ, 0.2)})) == {}


@pytest.mark.parametrize(("rate", "tax", "rule"), [("25.5", "255.00", "vat.rate"), ("24", "240.00", "vat.rate")])
def test_a_rate_that_never_was_law_is_doubted(rate: str, tax: str, rule: str) -> None:
    invoice = an_invoice(totals=totals("1000.00", tax), vat=(a_subtotal(tax=tax, rate=rate),), lines=())
    assert found(a_case(invoice))[f"{rule}@vat[0].rate"] == "doubt"


def test_a_rate_that_was_law_once_is_a_question() -> None:
    seller = a_seller(vat_number="FI12345671", organisation_number="", address=Address(country="FI"))
    invoice = an_invoice(
        seller=seller, totals=totals("1000.00", "240.00"), vat=(a_subtotal(tax="240.00", rate="24"),), lines=()
    )
    assert found(a_case(invoice))["vat.rate_former@vat[0].rate"] == "doubt"


def test_the_day_of_delivery_decides_the_rate() -> None:
    seller = a_seller(vat_number="FI12345671", organisation_number="", address=Address(country="FI"))
    invoice = an_invoice(
        seller=seller,
        delivery_date=date(2024, 8, 20),
        totals=totals("1000.00", "240.00"),
        vat=(a_subtotal(tax="240.00", rate="24"),),
        lines=(),
    )
    assert "vat.rate_former@vat[0].rate" not in found(a_case(invoice))


def test_reverse_charge_with_vat_is_doubted() -> None:
    vat = (a_subtotal(category=VatCategory.REVERSE_CHARGE),)
    assert on(vat=vat)["BR-AE-09@totals.vat"] == "doubt"


def test_amounts_in_a_finding_are_named_values() -> None:
    outcome = check(a_case(an_invoice(totals=totals("1000.00", "250.00", "1300.00"))), CheckFacts(a_company(), TODAY))
    assert isinstance(outcome, Done)
    (event,) = outcome.events
    assert isinstance(event, Checked)
    (finding,) = (f for f in event.findings if f.rule == "BR-CO-16")
    assert (
        finding.msgid.format_map(dict(finding.values)) == "The amount to pay should be 1250.00, but 1300.00 is stated."
    )
    assert (finding.by, finding.severity) == ("checks", Severity.DOUBT)


def test_every_message_finds_its_values() -> None:
    outcome = check(a_case(Invoice(number="1", payment=Payment(reference="RF00"))), CheckFacts(a_company(), TODAY))
    assert isinstance(outcome, Done)
    (event,) = outcome.events
    assert isinstance(event, Checked)
    assert all(finding.msgid.format_map(dict(finding.values)) for finding in event.findings)
