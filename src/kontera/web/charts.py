"""Charts as plain geometry for SVG: bars side by side over time, and bars one under another by size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil
from typing import Final

WIDE: Final = 720
HIGH: Final = 220
_LEFT: Final = 64  # room for the axis
_BOTTOM: Final = 26
_TOP: Final = 12
_ROW: Final = 26
_NAME: Final = 230  # room for names of lying bars
_FIGURE: Final = 110
_FEWEST: Final = 2  # points that show a course
_LINES: Final = 5  # at most so many above nothing
_LABELS: Final = 12  # at most so many under standing bars
_NAME_LETTERS: Final = 32
LETTER: Final = 7.0  # room for a letter of a label under a standing bar


@dataclass(frozen=True, slots=True)
class Point:
    """One value of a chart: its label, its size, and how it is told."""

    label: str
    value: Decimal
    told: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One drawn bar, with where its words stand: its whole `name`, and what of it is written, which may be nothing."""

    x: float
    y: float
    width: float
    height: float
    name: str
    label: str
    told: str
    text_x: float
    text_y: float
    told_x: float
    below: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the grid, with its figure."""

    y: float
    told: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: `kind` is "standing" or "lying", `title` what it shows, `about` the same in a sentence."""

    kind: str
    title: str
    about: str
    width: int
    height: int
    left: int
    bars: tuple[Bar, ...]
    grid: tuple[Line, ...] = ()
    zero: float = 0.0


def standing(title: str, about: str, points: Sequence[Point], axis: Sequence[Point]) -> Chart | None:
    """Bars over time; `axis` are the values that get a line. None for a single point: nothing runs over time then."""
    if len(points) < _FEWEST:
        return None
    values = [*(point.value for point in points), *(line.value for line in axis), Decimal(0)]
    least, most = min(values), max(values)
    scale = (HIGH - _TOP - _BOTTOM) / float(most - least or 1)
    longest = max(len(point.label) for point in points)
    step = min((WIDE - _LEFT) / len(points), (WIDE - _LEFT - longest * LETTER / 2) / (len(points) - 0.5))
    nth = max(ceil(len(points) / _LABELS), ceil(longest * LETTER / step))

    def height(value: Decimal) -> float:
        return round(_TOP + float(most - value) * scale, 1)

    zero, thick = height(Decimal(0)), round(min(step * 0.7, 46), 1)
    bars = []
    for at, point in enumerate(points):
        top, bottom = sorted((zero, height(point.value)))
        middle = round(_LEFT + (at + 0.5) * step, 1)
        label = point.label if at % nth == 0 else ""
        x = round(middle - thick / 2, 1)
        long = round(bottom - top, 1)
        bars.append(Bar(x, top, thick, long, point.label, label, point.told, middle, HIGH - 8, middle, point.value < 0))
    grid = tuple(Line(height(line.value), line.told) for line in axis)
    return Chart("standing", title, about, WIDE, HIGH, _LEFT, tuple(bars), grid, zero)


def lying(title: str, about: str, points: Sequence[Point]) -> Chart | None:
    """Bars one under another, the names before them; None when all are nothing.

    What is below zero is told by its figure and its look.
    """
    if not any(point.value for point in points):
        return None
    most = max((abs(point.value) for point in points), default=Decimal(1)) or Decimal(1)
    room = WIDE - _NAME - _FIGURE
    bars = []
    for at, point in enumerate(points):
        y, width = _TOP + at * _ROW, round(max(1.0, float(abs(point.value) / most) * room), 1)
        name = point.label if len(point.label) <= _NAME_LETTERS else point.label[: _NAME_LETTERS - 1] + "…"
        told_x = round(_NAME + width + 8, 1)
        below = point.value < 0
        bars.append(Bar(_NAME, y, width, _ROW - 9, point.label, name, point.told, _NAME - 10, y + 13, told_x, below))
    return Chart("lying", title, about, WIDE, _TOP + len(points) * _ROW, _NAME, tuple(bars))


def steps(most: Decimal, least: Decimal = Decimal(0)) -> tuple[Decimal, ...]:
    """Round values from nothing to the most (and the least below): three to six of them."""
    span = max(most, -least, Decimal(1))
    power = Decimal(10) ** (len(str(int(span))) - 1)
    step = next(
        power * part
        for part in (Decimal("0.2"), Decimal("0.5"), Decimal(1), Decimal(2))
        if span <= power * part * _LINES
    )
    above = [step * at for at in range(int(most / step) + 1)] if most > 0 else [Decimal(0)]
    below = [-step * at for at in range(1, int(-least / step) + 1)] if least < 0 else []
    return tuple(sorted({*above, *below}))
