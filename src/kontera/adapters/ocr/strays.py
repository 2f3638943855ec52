"""Finds what the detector passes over: a lone digit in a row of a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from kontera.adapters.ocr.detection import Picture, Quad
from kontera.adapters.ocr.recognition import size

MOST: Final = 40  # more than so many are specks
FEWEST_LINES: Final = 4  # fewer do not tell how high text is
WINDOW: Final = 31
CONTRAST: Final = 28  # grey levels darker than around it
TEXT_HEIGHT: Final = 24.0  # pixels that a line's box has when strays are looked for
LOWEST, HIGHEST = 0.28, 0.80  # a letter's height, of a line's box
WIDEST: Final = 1.0
SPARSEST: Final = 0.2  # of a letter's rectangle that is ink
OFF_LINE: Final = 0.25  # of a line's box
APART: Final = 0.35  # letters nearer than this, of a line's box, are one word
PADDING: Final = 0.3
RULE: Final = 30  # pixels that no letter is long
STROKE: Final = 0.4  # what is left of a rule is narrower than this, of its height
LONG: Final = 3.0


def strays(image: Picture, boxes: Sequence[Quad]) -> list[Quad]:
    """Boxes around what looks like a letter or two, on the level of a known line, in none of the boxes."""
    wide = [box for box in boxes if size(box)[0] > size(box)[1]]
    if len(wide) < FEWEST_LINES:
        return []
    height = float(np.median([size(box)[1] for box in wide]))
    scale = min(1.0, TEXT_HEIGHT / height)
    ink = _ink(image, boxes, scale)
    crossed = _marks(_without_rules(ink), height * scale)
    broad = crossed[crossed[:, 2] - crossed[:, 0] > STROKE * (crossed[:, 3] - crossed[:, 1])]
    marks = np.concatenate([_marks(ink, height * scale), broad]) / scale
    slope = float(np.median([_slope(box) for box in wide if size(box)[0] > LONG * size(box)[1]] or [0.0]))
    found = [_box(mark, height, level) for mark in _joined(marks, height) if (level := _level(mark, wide, slope))]
    return found if len(found) <= MOST else []


def _ink(image: Picture, boxes: Sequence[Quad], scale: float) -> Picture:
    """Where it is darker than around, outside the boxes."""
    grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    if scale < 1:
        grey = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    around = cv2.boxFilter(grey, -1, (WINDOW, WINDOW)).astype(np.int16)
    ink = (around - grey.astype(np.int16) > CONTRAST).astype(np.uint8)
    for box in boxes:
        cv2.fillConvexPoly(ink, np.round(box * scale).astype(np.int32), 0)
    return np.asarray(ink, dtype=np.uint8)


def _without_rules(ink: Picture) -> Picture:
    """The ink without streaks and ruled lines; what they ran through is mended."""
    for across, down in ((1, RULE), (RULE, 1)):
        opened = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((down, across), np.uint8))
        rules = np.asarray(opened, dtype=np.uint8)
        rest = ink & ~rules
        near = np.ones((1, 3) if down > 1 else (3, 1), np.uint8)
        ink = rest | (np.asarray(cv2.dilate(rest, near), dtype=np.uint8) & rules)
    return ink


def _marks(ink: Picture, height: float) -> NDArray[np.float64]:
    """The islands of ink that are as big as letters: left, top, right, bottom."""
    stats = cv2.connectedComponentsWithStats(ink, connectivity=8)[2][1:].astype(np.float64)
    across, down, area = stats[:, 2], stats[:, 3], stats[:, 4]
    fit = (down > LOWEST * height) & (down < HIGHEST * height) & (across < WIDEST * height) & (across > 1)
    stats = stats[fit & (area > SPARSEST * across * down)]
    return np.stack([stats[:, 0], stats[:, 1], stats[:, 0] + stats[:, 2], stats[:, 1] + stats[:, 3]], axis=1)


def _joined(marks: NDArray[np.float64], height: float) -> list[tuple[float, float, float, float]]:
    """Marks that stand side by side, as one."""
    words: list[tuple[float, float, float, float]] = []
    for x0, y0, x1, y1 in sorted(tuple(float(each) for each in mark) for mark in marks):
        at = next(
            (i for i, w in enumerate(words) if x0 - w[2] < APART * height and min(y1, w[3]) > max(y0, w[1])), None
        )
        if at is None:
            words.append((x0, y0, x1, y1))
        else:
            old = words[at]
            words[at] = (min(x0, old[0]), min(y0, old[1]), max(x1, old[2]), max(y1, old[3]))
    return words


def _slope(box: Quad) -> float:
    along = (box[1] + box[2] - box[0] - box[3]) / 2
    return float(along[1] / along[0]) if along[0] else 0.0


def _level(mark: tuple[float, float, float, float], boxes: Sequence[Quad], slope: float) -> float | None:
    """The height of the line that the mark stands on: the nearest to it of those whose middle passes through it."""
    x, y = (mark[0] + mark[2]) / 2, (mark[1] + mark[3]) / 2
    near = []
    for box in boxes:
        middle = box.mean(axis=0)
        if abs(float(middle[1]) + slope * (x - float(middle[0])) - y) < OFF_LINE * size(box)[1]:
            near.append((abs(float(middle[0]) - x), size(box)[1]))
    return min(near)[1] if near else None


def _box(mark: tuple[float, float, float, float], height: float, level: float) -> Quad:
    """A box around it as the detector would draw it: as high as its line's."""
    high = min(level, 1.5 * height)
    middle, aside = (mark[1] + mark[3]) / 2, PADDING * high
    x0, x1, y0, y1 = mark[0] - aside, mark[2] + aside, middle - high / 2, middle + high / 2
    return np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]], dtype=np.float32)
