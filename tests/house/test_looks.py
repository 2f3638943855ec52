"""The looks drawn by hand: each has its truth, names nobody real on the net, and says amounts that agree."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path

import pytest

LOOKS = sorted((Path(__file__).parents[1] / "looks").glob("*/*.html"))
ADDRESS = re.compile(r"(?:https?://|www\.|@(?!page|media))[\w.-]*\.([a-z]{2,})", re.IGNORECASE)


def test_there_are_many_of_them() -> None:
    assert len(LOOKS) >= 160


@pytest.mark.parametrize("look", LOOKS, ids=lambda path: path.stem)
def test_a_look_has_its_truth_and_no_address_of_anybody(look: Path) -> None:
    truth = json.loads(look.with_suffix(".json").read_text(encoding="utf-8"))
    assert truth["document_type"]
    assert set(ADDRESS.findall(look.read_text(encoding="utf-8"))) <= {"example"}


@pytest.mark.parametrize("look", [path for path in LOOKS if path.parent.name == "ugly"], ids=lambda path: path.stem)
def test_net_and_vat_make_the_total_but_for_rounding_and_what_is_paid(look: Path) -> None:
    truth = json.loads(look.with_suffix(".json").read_text(encoding="utf-8"))
    if truth.get("net_total") and truth.get("vat_total"):
        assert abs(Decimal(truth["net_total"]) + Decimal(truth["vat_total"]) - Decimal(truth["gross_total"])) < 1
