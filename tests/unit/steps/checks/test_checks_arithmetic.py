"""The sums: each rule on the plain invoice with one figure changed."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from build import TODAY, a_case, a_company, a_line, a_subtotal, an_invoice, totals
from kontera.core.finding import Finding, Severity
from kontera.core.invoice import AllowanceCharge, Invoice, Totals
from kontera.steps.checks import arithmetic
from kontera.steps.checks.rule import CheckFacts, Rule

FACTS = CheckFacts(a_company(), TODAY)


def remarks(rule: Rule, invoice: Invoice) -> list[Finding]:
    return list(rule(a_case(invoice), FACTS))


def with_totals(**changes: Any) -> Invoice:
    return an_invoice(totals=replace(totals("1000.00", "250.00"), **changes))


ALL = (
    arithmetic.lines_add_up,
    arithmetic.net_adds_up,
    arithmetic.vat_adds_up,
    arithmetic.gross_adds_up,
    arithmetic.payable_adds_up,
    arithmetic.vat_is_reckoned_right,
    arithmetic.vat_bases_add_up,
    arithmetic.each_line_is_reckoned_right,
)


@pytest.mark.parametrize("rule", ALL)
def test_the_plain_invoice_adds_up(rule: Rule) -> None:
    assert remarks(rule, an_invoice()) == []


@pytest.mark.parametrize("rule", ALL)
def test_what_is_not_stated_is_not_judged(rule: Rule) -> None:
    assert remarks(rule, Invoice()) == []


@pytest.mark.parametrize(
    ("rule", "changes", "name"),
    [
        (arithmetic.lines_add_up, {"line_net": Decimal(1100)}, "BR-CO-10"),
        (arithmetic.net_adds_up, {"net": Decimal(900)}, "BR-CO-13"),
        (arithmetic.vat_adds_up, {"vat": Decimal(200)}, "BR-CO-14"),
        (arithmetic.gross_adds_up, {"gross": Decimal(1200)}, "BR-CO-15"),
        (arithmetic.payable_adds_up, {"payable": Decimal(1300)}, "BR-CO-16"),
        (arithmetic.vat_bases_add_up, {"net": Decimal(800)}, "vat.base"),
    ],
)
def test_a_wrong_total_is_doubted(rule: Rule, changes: dict[str, Decimal], name: str) -> None:
    (finding,) = remarks(rule, with_totals(**changes))
    assert (finding.rule, finding.severity) == (name, Severity.DOUBT)


def test_a_hundredth_on_the_sum_of_lines_is_rounding() -> None:
    assert remarks(arithmetic.lines_add_up, with_totals(line_net=Decimal("1000.01"))) == []


def test_document_allowances_and_charges_belong_to_the_net() -> None:
    given = (AllowanceCharge(False, Decimal(100)), AllowanceCharge(True, Decimal(50)))
    invoice = replace(with_totals(net=Decimal(950)), allowances_charges=given)
    assert remarks(arithmetic.net_adds_up, invoice) == []


def test_an_unstated_rounding_to_whole_kronor_is_only_noted() -> None:
    invoice = an_invoice(totals=totals("1234.56", "308.64", "1543.00"))
    (finding,) = remarks(arithmetic.payable_adds_up, invoice)
    assert (finding.rule, finding.severity) == ("rounding.unstated", Severity.NOTE)


def test_a_stated_rounding_and_a_prepayment_add_up() -> None:
    invoice = an_invoice(
        totals=totals("1000.00", "250.00", "1000.40", prepaid=Decimal("250.00"), rounding=Decimal("0.40"))
    )
    assert remarks(arithmetic.payable_adds_up, invoice) == []


def test_vat_that_is_not_rate_times_base_is_doubted() -> None:
    (finding,) = remarks(arithmetic.vat_is_reckoned_right, an_invoice(vat=(a_subtotal(tax="240.00"),)))
    assert (finding.rule, finding.field) == ("BR-CO-17", "vat[0].tax")


def test_vat_reckoned_line_by_line_may_differ_by_some_cents() -> None:
    assert remarks(arithmetic.vat_is_reckoned_right, an_invoice(vat=(a_subtotal(tax="250.04"),))) == []


def test_a_line_that_is_not_quantity_times_price_is_doubted() -> None:
    (finding,) = remarks(arithmetic.each_line_is_reckoned_right, an_invoice(lines=(a_line(quantity=Decimal(9)),)))
    assert (finding.rule, finding.field) == ("line.amount", "lines[0].net_amount")


@pytest.mark.parametrize("printed", ["111.1111", "100.00"])
def test_a_price_may_be_printed_before_or_after_the_discount(printed: str) -> None:
    line = a_line(unit_price=Decimal(printed), discount_percent=Decimal(10))
    assert remarks(arithmetic.each_line_is_reckoned_right, an_invoice(lines=(line,))) == []


def test_a_price_for_a_hundred_is_divided() -> None:
    line = a_line(unit_price=Decimal(10000), base_quantity=Decimal(100))
    assert remarks(arithmetic.each_line_is_reckoned_right, an_invoice(lines=(line,))) == []


def test_a_lone_total_is_enough_to_go_on() -> None:
    invoice = an_invoice(totals=Totals(payable=Decimal(1250)), vat=(), lines=())
    assert [rule for rule in ALL if remarks(rule, invoice)] == []
