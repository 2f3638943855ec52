"""OpenPeppol's own expectations of its rules on CII are met, and no change to a document makes judging fall over."""

from __future__ import annotations

import json
from copy import deepcopy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cii_invoices import RIGHT
from einvoices import SHARED
from kontera.formats.rules.peppol.cii import judge_cii
from kontera.formats.rules.rule import RELEASES
from kontera.formats.xml import parse_xml

OFFICIAL = SHARED / "official"
needs_official = pytest.mark.skipif(not OFFICIAL.is_dir(), reason="../shared/einvoices/official is absent")
OLDEST = RELEASES[0]  # the release that the expectations are of
WORDS = (
    "",
    " ",
    "0",
    "-1",
    "1e9",
    "DK",
    "SE",
    "VAT",
    "0088",
    "true",
    "20260101",
    "ZZZ",
    "#",
    "𝟙",
    "9" * 100,
    "0." + "9" * 98,
    "9" * 5000,
)


@needs_official
def test_every_official_expectation_is_met() -> None:
    cases = [
        case for case in json.loads((OFFICIAL / "cases.json").read_text())["unit"] if case["ruleset"] == "peppol-cii"
    ]
    wrong = []
    for case in cases:
        fired = {breach.rule for breach in judge_cii(parse_xml((OFFICIAL / case["file"]).read_bytes()), OLDEST)}
        if (case["rule"] in fired) is not (case["expect"] == "fire"):
            wrong.append((case["rule"], case["expect"], case["file"]))
    assert len(cases) > 200
    assert wrong == []


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 10**6), st.sampled_from(WORDS)), min_size=1, max_size=12))
def test_a_damaged_invoice_is_judged_all_the_same(damage: list[tuple[int, int, str]]) -> None:
    root = parse_xml(RIGHT.encode())
    for kind, place, word in damage:
        elements = list(root.iter("*"))[1:]
        if not elements:
            break
        element = elements[place % len(elements)]
        match kind:
            case 0 if len(elements) > 1:
                element.getparent().remove(element)
            case 1:
                element.text = word
            case 2:
                element.set(("schemeID", "currencyID", "unitCode", "format")[place % 4], word)
            case _:
                element.addnext(deepcopy(element))
    for release in RELEASES:
        assert all(breach.rule and breach.says for breach in judge_cii(root, release))
