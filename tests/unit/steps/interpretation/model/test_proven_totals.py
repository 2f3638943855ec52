"""Totals in which labels and sums leave no choice are not weighed by the model."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest

from kontera.steps.interpretation.amount import Amount
from kontera.steps.interpretation.model.amounts import proven
from kontera.steps.interpretation.model.file import Model
from kontera.steps.interpretation.model.trees import Forest
from kontera.steps.interpretation.weigher import PROVEN


def an_amount(value: str, **scores: float) -> Amount:
    return Amount(Decimal(value), scores)


NET, VAT, GROSS = an_amount("100", net=0.9), an_amount("25", vat=0.9), an_amount("125", payable=0.9, gross=0.4)


@pytest.mark.parametrize(
    ("others", "lines", "sure"),
    [
        ((), None, True),
        ((), "100.01", True),
        ((), "-100", True),
        ((), "90", False),
        ((an_amount("40", net=0.3),), None, True),
        ((an_amount("99", net=0.6), an_amount("26", vat=0.6)), None, False),
        ((an_amount("500", gross=0.7),), None, False),
        ((an_amount("500", gross=0.7),), "100", True),
    ],
)
def test_totals_are_proven_by_one_sum_of_labelled_amounts(
    others: tuple[Amount, ...], lines: str | None, sure: bool
) -> None:
    assert proven((NET, VAT, GROSS, *others), Decimal(lines) if lines else None) is sure


@pytest.mark.parametrize("missing", [NET, VAT, GROSS])
def test_nothing_is_proven_where_a_total_has_no_label(missing: Amount) -> None:
    assert not proven([one for one in (NET, VAT, GROSS) if one is not missing], None)


def test_a_model_leaves_to_the_rules_what_is_proven() -> None:
    leaf = np.zeros(1, np.int32)
    model = Model({"totals.net": Forest(leaf - 1, np.zeros(1), leaf, leaf, leaf, 1)}, {"totals.net": 0.5})
    assert (model.share("totals.net", 0.9), model.share("totals.net", PROVEN)) == (0.5, 0.0)
