"""OpenPeppol's own expectations of its rules on UBL: each unit test, and whole documents under two releases."""

from __future__ import annotations

from typing import Any, Final

import pytest
from cases import OFFICIAL, official_cases

from kontera.formats.rules.peppol.ubl import applies_to, judge_ubl
from kontera.formats.xml import Element, parse_xml

RELEASES: Final = {"peppol-ubl": "3.0.19", "peppol-ubl-2026.5": "3.0.21"}
UNIT: Final = [case for case in official_cases()["unit"] if case["ruleset"] == "peppol-ubl"]
DOCUMENTS: Final = [
    (case["file"], release, case["fired"][ruleset])
    for case in official_cases()["documents"]
    for ruleset, release in RELEASES.items()
    if ruleset in case["fired"]
]
pytestmark = pytest.mark.skipif(not UNIT, reason="the shared e-invoices are not beside this checkout")


def _read(name: str) -> Element:
    return parse_xml((OFFICIAL / name).read_bytes())


@pytest.mark.parametrize("case", UNIT, ids=lambda case: f"{case['rule']} {case['file'].rpartition('/')[2]}")
def test_a_rule_fires_where_its_publisher_says(case: dict[str, Any]) -> None:
    broken = {breach.rule for breach in judge_ubl(_read(case["file"]), "3.0.19")}
    assert (case["rule"] in broken) == (case["expect"] == "fire")


@pytest.mark.parametrize(("name", "release", "fired"), DOCUMENTS)
def test_a_whole_document_breaks_the_rules_that_its_publisher_says(
    name: str, release: str, fired: dict[str, str]
) -> None:
    root = _read(name)
    assert applies_to(root)
    assert {breach.rule: breach.weight.value for breach in judge_ubl(root, release)} == fired
