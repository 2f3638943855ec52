"""The nearest known wording is found as if every one had been compared letter by letter."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz, process

from kontera.steps.interpretation.alike import Wordings

KEYS = ("fakturanummer", "fakturadatum", "forfallodatum", "betalningsvillkor", "kundnummer", "kontonummer")
LEAST = 88


@st.composite
def misread(draw: st.DrawFn) -> str:
    """A known wording, some of whose letters are others, or gone, or doubled."""
    letters = list(draw(st.sampled_from(KEYS)))
    for at in draw(st.lists(st.integers(0, len(letters) - 1), max_size=4)):
        letters[at] = draw(st.text("abcdefghijklmnopqrstuvwxyz", max_size=2))
    return "".join(letters)


@given(misread())
def test_no_wording_that_is_alike_enough_is_ruled_out(word: str) -> None:
    whole = process.extractOne(word, KEYS, scorer=fuzz.ratio, score_cutoff=LEAST)
    assert Wordings(KEYS, LEAST).nearest(word) == (whole[:2] if whole else None)


def test_a_word_with_a_letter_misread_is_still_known() -> None:
    found = Wordings(KEYS, LEAST).nearest("fakturanurnmer")
    assert found is not None
    assert found[0] == "fakturanummer"


def test_another_word_is_none_of_them() -> None:
    assert Wordings(KEYS, LEAST).nearest("skruvdragare") is None
