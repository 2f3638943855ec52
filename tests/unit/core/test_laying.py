"""Places on a picture and on the sheet in it."""

from __future__ import annotations

import pytest
from hypothesis import given as on
from hypothesis import strategies as st

from kontera.core.evidence import Box
from kontera.core.laying import given, laid

ASLANT = (0.1, 0.05, 0.9, 0.12, 0.97, 0.9, 0.02, 0.95)
TURNS = st.sampled_from((0, 90, 180, 270))
PLACES = st.floats(0.1, 0.9)


def close(one: Box, two: Box, by: float) -> bool:
    pairs = ((one.x0, two.x0), (one.y0, two.y0), (one.x1, two.x1), (one.y1, two.y1))
    return all(abs(a - b) < by for a, b in pairs)


def test_without_corners_and_turn_a_box_stays() -> None:
    box = Box(0.1, 0.2, 0.3, 0.4)
    assert laid(box, (), 0) == given(box, (), 0) == box


def test_the_corners_of_the_sheet_are_its_corners() -> None:
    for at, corner in enumerate(((0, 0), (1, 0), (1, 1), (0, 1))):
        x, y = ASLANT[2 * at : 2 * at + 2]
        point = laid(Box(x, y, x, y), ASLANT, 0)
        assert (point.x0, point.y0) == pytest.approx(corner, abs=1e-9)


def test_the_whole_sheet_lies_within_its_corners() -> None:
    assert close(given(Box(0, 0, 1, 1), ASLANT, 0), Box(0.02, 0.05, 0.97, 0.95), 1e-9)


@on(PLACES, PLACES, TURNS)
def test_a_place_on_the_sheet_comes_back_to_itself(x: float, y: float, turned: int) -> None:
    point = Box(x, y, x, y)
    assert close(laid(given(point, ASLANT, turned), ASLANT, turned), point, 1e-9)


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_a_small_box_keeps_its_place_when_turned(turned: int) -> None:
    box = Box(0.2, 0.3, 0.4, 0.35)
    assert close(given(laid(box, (), turned), (), turned), box, 1e-12)


def test_what_lies_outside_the_sheet_is_cut_to_its_edge() -> None:
    assert laid(Box(0, 0, 0.05, 0.03), ASLANT, 0).x0 == 0
