"""What the chosen totals make certain of those that are not printed."""

from __future__ import annotations

from decimal import Decimal

from kontera.steps.interpretation.choice import Choice
from kontera.steps.interpretation.solve import RateRow, Solved
from kontera.steps.interpretation.solve_rest import completed


def _said(value: str) -> Choice[Decimal]:
    return Choice(Decimal(value), 0.9, "label")


def _row(rate: str, base: str, tax: str) -> RateRow:
    return RateRow(Decimal(rate), Decimal(base), Decimal(tax), ())


def _value(choice: Choice[Decimal] | None) -> Decimal | None:
    return choice.value if choice else None


def test_a_rounded_total_is_net_and_vat_with_a_rounding_beside() -> None:
    gross = _said("5704.00")
    found = completed(Solved(_said("4563.00"), _said("1140.75"), gross, gross, adds_up=True))
    assert _value(found.gross) == Decimal("5703.75")
    assert _value(found.rounding) == Decimal("0.25")
    assert _value(found.payable) == Decimal("5704.00")


def test_the_net_of_prices_with_vat_is_the_total_less_its_vat() -> None:
    gross = _said("3869.00")
    assert _value(completed(Solved(None, _said("773.80"), gross, gross)).net) == Decimal("3095.20")


def test_a_vat_that_is_no_legal_rate_of_the_total_gives_no_net() -> None:
    gross = _said("3869.00")
    assert completed(Solved(None, _said("700.00"), gross, gross)).net is None


def test_rows_of_all_rates_make_net_and_vat_where_no_sum_is_printed() -> None:
    rows = (_row("7", "249.53", "17.47"), _row("19", "68.82", "13.08"), _row("0", "7.80", "0"))
    gross = _said("356.70")
    found = completed(Solved(None, None, gross, gross, rates=rows))
    assert (_value(found.net), _value(found.vat)) == (Decimal("326.15"), Decimal("30.55"))
    assert found.adds_up


def test_lines_tell_a_net_that_is_not_printed() -> None:
    gross = _said("3742.00")
    found = completed(Solved(None, _said("748.49"), gross, gross), Decimal("2993.94"))
    assert (_value(found.net), _value(found.rounding)) == (Decimal("2993.94"), Decimal("-0.43"))


def test_lines_that_do_not_make_the_total_tell_no_net() -> None:
    gross = _said("3742.00")
    assert completed(Solved(None, _said("748.49"), gross, gross), Decimal("2500.00")).net is None
