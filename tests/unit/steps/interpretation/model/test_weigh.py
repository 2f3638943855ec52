from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

import numpy as np
from tests.unit.steps.interpretation.pages import SWEDISH, a_page

from kontera.core.reading import Reading
from kontera.steps.interpretation.hints import Hints
from kontera.steps.interpretation.interpret import interpret
from kontera.steps.interpretation.model.features import COLUMNS
from kontera.steps.interpretation.model.file import Model
from kontera.steps.interpretation.weigher import Chances, Table


@dataclass(frozen=True, slots=True)
class Certain:
    """A model that is sure of one value a field and of nothing else."""

    of: Mapping[str, object]
    counts: float = 0.5
    asked: dict[str, int] = field(default_factory=dict)

    def share(self, field: str, rule: float = 0.0) -> float:
        return self.counts if field in self.of else 0.0

    def weigh(self, field: str, table: Table, values: Sequence[object]) -> Chances:
        assert table.shape == (len(values), len(COLUMNS))
        assert np.isfinite(table).all()
        self.asked[field] = len(values)
        return np.array([0.99 if value == self.of[field] else 0.01 for value in values])


def _read(texts: Sequence[tuple[float, float, str]], model: Certain | Model | None) -> Reading:
    return interpret((a_page(*texts),), Hints(model=model))


def test_a_model_of_nothing_leaves_all_to_the_rules() -> None:
    said = _read(SWEDISH, Model({}, {}))
    assert (said.invoice.number, said.invoice.due_date) == ("F42147", date(2026, 5, 10))
    assert said.invoice.totals.payable == Decimal("1753.00")


def test_a_number_beside_an_unknown_label_is_found_by_the_model() -> None:
    texts = [(x, y, {"FAKTURA": "Blankett", "Fakturanummer:": "Löpkod:"}.get(text, text)) for x, y, text in SWEDISH]
    assert _read(texts, Model({}, {})).invoice.number == ""
    assert _read(texts, Certain({"number": "F42147"})).invoice.number == "F42147"


def test_a_due_date_beside_an_unknown_label_is_found_by_the_model() -> None:
    texts = [(x, y, text.replace("Förfallodatum:", "Tjoflöjt:")) for x, y, text in SWEDISH]
    found = _read(texts, Certain({"due_date": date(2026, 5, 10)}))
    assert found.invoice.due_date == date(2026, 5, 10)
    assert found.evidence["due_date"].by == "model"


def test_the_model_chooses_the_totals_by_what_adds_up() -> None:
    texts = [(x, y, text.replace("Netto", "Tjoflöjt")) for x, y, text in SWEDISH]
    model = Certain({"totals.net": Decimal("1402.00")})
    assert _read(texts, model).invoice.totals.net == Decimal("1402.00")
    assert model.asked["totals.net"] > 4


def test_a_model_that_hardly_counts_changes_nothing() -> None:
    wrong = {"number": "831", "due_date": date(2026, 4, 10), "seller.name": "Konsulttimmar"}
    ruled, said = _read(SWEDISH, Model({}, {})), _read(SWEDISH, Certain(wrong, counts=0.05))
    assert said.invoice == ruled.invoice


def test_a_page_of_nothing_asks_the_model_nothing() -> None:
    model = Certain({"number": "1", "totals.net": Decimal(1)})
    assert _read([(5, 5, "Hej")], model).invoice.number == ""
    assert model.asked == {}
