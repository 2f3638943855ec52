"""How sure values are said to be."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.steps.interpretation.pages import SWEDISH, a_page

from kontera.core.evidence import Box
from kontera.steps.interpretation.calibration import LEAST, MOST, Setting, calibrated, features, kind_of
from kontera.steps.interpretation.choice import Choice
from kontera.steps.interpretation.hints import Hints
from kontera.steps.interpretation.interpret import interpret
from kontera.steps.interpretation.layout import Token

TEXT = Setting(optical=False, adds_up=True)
SCAN = Setting(optical=True, adds_up=True)
KEYS = ("number", "issue_date", "due_date", "seller.name", "totals.net", "totals.vat", "totals.payable")


def a_choice(sure: float = 0.9, *, confidence: float = 1.0) -> Choice[str]:
    token = Token("F42147", 1, 0, 0, 10, 10, Box(0, 0, 0.1, 0.1), confidence, "f", digits=True)
    return Choice("F42147", sure, "label.sv:fakturanr", (token,), "F42147")


@pytest.mark.parametrize("path", KEYS)
def test_what_is_clearly_labelled_and_adds_up_raises_no_doubt(path: str) -> None:
    assert interpret((a_page(*SWEDISH),), Hints()).evidence[path].sure >= 0.9


def test_a_better_labelled_value_is_surer() -> None:
    assert calibrated("number", a_choice(0.9), TEXT) > calibrated("number", a_choice(0.3), TEXT)


def test_check_digits_that_agree_make_surer() -> None:
    path = "seller.organisation_number"
    assert calibrated(path, a_choice(0.6).because("check digits agree"), TEXT) > calibrated(path, a_choice(0.6), TEXT)


def test_a_word_hard_to_read_is_less_sure() -> None:
    clear, blurred = (calibrated("number", a_choice(0.9, confidence=c), SCAN) for c in (0.99, 0.55))
    assert clear > blurred


def test_a_near_rival_is_told_by_the_margin() -> None:
    alone = a_choice()
    rivalled = replace(alone, others=(("F1", 0.8, ()),))
    assert features("number", rivalled, TEXT)["margin"] < features("number", alone, TEXT)["margin"]


def test_paths_of_one_kind_are_weighed_alike() -> None:
    assert kind_of("payment.accounts[12]") == kind_of("payment.accounts[0]") == "payment.accounts"
    assert kind_of("lines[3].net_amount") == "lines.net_amount"


@given(st.floats(0, 1), st.floats(0, 1), st.sampled_from(["number", "totals.vat", "lines[0].net_amount", "unheard_of"]))
def test_a_probability_is_never_certain(sure: float, confidence: float, path: str) -> None:
    for setting in (TEXT, SCAN):
        assert LEAST <= calibrated(path, a_choice(sure, confidence=confidence), setting) <= MOST


def test_the_fit_kept_what_is_asked_of_it() -> None:
    fit = json.loads(files("kontera.steps.interpretation").joinpath("calibration.json").read_text("utf-8"))["fit"]
    assert fit["header"]["ece_after"] <= 0.02
    assert fit["ocr"]["ece_after"] <= 0.02
    assert fit["header"]["wrong_from_0.95"] <= 0.01
