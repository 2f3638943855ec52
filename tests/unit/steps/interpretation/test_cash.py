"""What was handed over in cash and given back is no total."""

from __future__ import annotations

from decimal import Decimal

from tests.unit.steps.interpretation.pages import a_page

from kontera.steps.interpretation.context import looked_at
from kontera.steps.interpretation.hints import Hints
from kontera.steps.interpretation.layout import laid_out
from kontera.steps.interpretation.solve import amounts_of, solved


def test_cash_and_change_do_not_make_a_total_together() -> None:
    page = a_page(
        (6, 30, "Lunch"), (80, 30, "24.00"), (6, 34, "Total"), (80, 34, "24.00"), (6, 36, "Cash"), (80, 36, "30.00"),
        (6, 38, "Change"), (80, 38, "6.00"),
    )  # fmt: skip
    context = looked_at(laid_out((page,)), Hints())
    assert amounts_of(context).keys() == {Decimal("24.00")}
    gross = solved(context, frozenset(), None).gross
    assert gross is not None
    assert gross.value == Decimal("24.00")
