"""Fits a sheet's edges to where its colours end, also beyond a dark band of its own that was taken for ground."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

Soft = NDArray[np.float32]  # a small picture of three colours
Rows = NDArray[np.float64]
Corners = NDArray[np.float64]

NEAR: Final = 6  # pixels inside and outside of a rough edge, where the true one is sought
ASIDE: Final = 10  # pixels beside the sheet that are looked at with it
STEP: Final = 3  # pixels on both sides of an edge that are compared
SEEN: Final = 9.0  # grey levels in one colour that two places differ by, where there is an edge
FAR: Final = 0.35  # of the sheet's depth: how far beyond an edge the true one may lie
TILT: Final = 0.12  # of an edge's length: how much more one end may move than the other
FEW: Final = 5  # pixels that tell no colour
COHERENT: Final = 0.75  # of an edge's places, those that show it
SIDES: Final = 0.7  # of the rows that are added, those in which the sheet ends where its side runs on
LEAST: Final = 3  # rows that are worth adding
ALIKE: Final = 0.6  # of the clearest line's strength, what another has that is taken because it lies farther out
PLACES: Final = 60
KNOWN: Final = 0.5  # of an edge's places, those that must lie in the picture
ROUNDS: Final = 2
ALONG: Final = np.linspace(0.02, 0.98, PLACES)


@dataclass(frozen=True, slots=True)
class _Strip:
    """One edge laid level, with what lies beyond it below: its row NEAR is the edge, column ASIDE its beginning."""

    side: int
    wide: int
    colours: Soft  # not a number outside the picture
    back: NDArray[np.float64]  # takes a place on the strip to the picture


def fitted(image: Soft, corners: Corners) -> Corners:
    """Each edge moved to where the colours change most, at most NEAR pixels away."""
    for side in range(4):
        strip = _strip(image, corners, side, 0.0)
        if len(strip.colours) < 2 * NEAR:
            continue
        lines = _lines(strip, range(1, 2 * NEAR), range(-NEAR, NEAR + 1))
        sure = lines.shown >= max(COHERENT, float(lines.shown.max()) - 0.1)
        if sure.any():
            worth = _farthest(np.where(sure, lines.strength, -1.0), 2 * NEAR)
            corners = _moved(corners, strip, _straight(lines, worth))
    return corners


def grown(image: Soft, corners: Corners) -> Corners:
    """Each edge moved out to the farthest line up to which the sheet's sides run on."""
    for _ in range(ROUNDS):
        before = corners
        for side in range(4):
            corners = _grown(image, corners, side)
        if float(np.abs(before - corners).max()) < 1:
            break
        corners = fitted(image, corners)
    return corners


def _grown(image: Soft, corners: Corners, side: int) -> Corners:
    strip = _strip(image, corners, side, FAR)
    shares = [_running(colours) for colours in (strip.colours, strip.colours[:, ::-1])]
    reach = max(int(np.flatnonzero(share >= SIDES).max(initial=0)) for share in shares)
    if reach < NEAR + LEAST:
        return corners
    most = round(TILT * strip.wide)
    lines = _lines(strip, range(NEAR + 1, min(reach + STEP, len(strip.colours))), range(-most, most + 1, 3))
    fit = (lines.shown >= COHERENT) & _sided(shares, lines)
    if not fit.any():
        return corners
    worth = np.where(fit, lines.strength * lines.shown**2, -1.0)
    worth = _farthest(worth, most // 2 + STEP)
    return _moved(corners, strip, _straight(lines, worth))


def _farthest(worth: NDArray[np.float64], crossing: int) -> NDArray[np.float64]:
    """The worth of the clear lines farthest out alone; `crossing` is how many rows aslant lines may overlap by."""
    left = worth
    for near, least in ((crossing, ALIKE), (2 * STEP, 0.0)):
        farthest = int(np.flatnonzero(left.max(axis=1) > 0).max(initial=0))
        left = np.where(np.arange(len(left))[:, None] < farthest - near, -1.0, left)
        left = np.where(left < least * float(left.max()), -1.0, left)
    return left


@dataclass(frozen=True, slots=True)
class _Lines:
    """Lines across a strip, by the row of their middle and how much lower they end than they begin."""

    middles: NDArray[np.intp]
    tilts: NDArray[np.intp]
    shown: NDArray[np.float64]  # the share of places on each line that show an edge
    strength: NDArray[np.float64]
    steps: Soft


def _strip(image: Soft, corners: Corners, side: int, far: float) -> _Strip:
    one, two, three, four = (corners[(side + at) % 4] for at in range(4))
    wide = max(8, round(float(np.linalg.norm(two - one))))
    high = max(8, round(float(np.linalg.norm(four - one) + np.linalg.norm(three - two)) / 2))
    rows = NEAR + max(NEAR + STEP + 1, round(far * high))
    level = [[ASIDE, NEAR], [ASIDE + wide, NEAR], [ASIDE + wide, NEAR - high], [ASIDE, NEAR - high]]
    back = cv2.getPerspectiveTransform(np.array(level, np.float32), np.array([one, two, three, four], np.float32))
    colours = cv2.warpPerspective(
        image, back, (wide + 2 * ASIDE, rows), flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_CONSTANT, borderValue=(np.nan, np.nan, np.nan),
    )  # fmt: skip
    inside = np.isfinite(colours[:, ASIDE : ASIDE + wide, 0]).mean(axis=1) > KNOWN
    rows = int(np.flatnonzero(inside).max()) + 1 if inside.any() else 0
    return _Strip(side, wide, np.asarray(colours[:rows], dtype=np.float32), np.asarray(back, dtype=np.float64))


def _lines(strip: _Strip, middles: range, tilts: range) -> _Lines:
    columns = np.round(ASIDE + ALONG * strip.wide).astype(int)
    steps = _steps(strip.colours[:, columns])
    known = np.isfinite(steps)
    wider = np.asarray(cv2.dilate(np.nan_to_num(steps), np.ones((3, 1), np.uint8)), dtype=np.float32)
    mids, turns = np.array(middles, dtype=np.intp), np.array(tilts, dtype=np.intp)
    rows = mids[:, None, None] + np.round(turns[:, None] * (ALONG - 0.5)).astype(np.intp)
    within = (rows >= 0) & (rows < len(steps))
    rows = np.clip(rows, 0, max(len(steps) - 1, 0))
    there = np.arange(PLACES)
    values, seen = wider[rows, there], within & known[rows, there]
    count = seen.sum(axis=2)
    shown = ((values > SEEN) & seen).sum(axis=2) / np.maximum(count, 1)
    strength = np.where(seen, np.minimum(values, 4 * SEEN), 0).sum(axis=2) / np.maximum(count, 1)
    return _Lines(mids, turns, np.where(count >= KNOWN * PLACES, shown, 0.0), strength, steps)


def _steps(colours: Soft) -> Soft:
    """How much what lies above each row differs from it and what lies below, in the colour that differs most."""
    rows = len(colours)
    seen = np.isfinite(colours[:, :, 0])
    sums, counts = np.zeros((rows + 1, *colours.shape[1:])), np.zeros((rows + 1, seen.shape[1]))
    np.cumsum(np.nan_to_num(colours), axis=0, dtype=np.float64, out=sums[1:])
    np.cumsum(seen, axis=0, out=counts[1:])
    at = np.arange(rows)
    low, high = np.maximum(at - STEP, 0), np.minimum(at + STEP, rows)
    above, below = counts[at] - counts[low], counts[high] - counts[at]
    before = (sums[at] - sums[low]) / np.maximum(above, 1)[..., None]
    after = (sums[high] - sums[at]) / np.maximum(below, 1)[..., None]
    steps = np.abs(before - after).max(axis=2)
    steps[(above < STEP - 1) | (below < STEP - 1)] = np.nan
    return np.asarray(steps, dtype=np.float32)


def _running(colours: Soft) -> Rows:
    """For each row the share of those up to it in which the sheet ends at the strip's beginning; 0 where few tell."""
    ends = _ends(colours)
    known = np.cumsum(np.isfinite(ends[NEAR:]))
    share = np.nancumsum(ends[NEAR:] > SEEN) / np.maximum(known, 1)
    share[known < np.maximum(LEAST - 1, KNOWN * np.arange(1, len(known) + 1))] = 0.0
    return np.concatenate([np.zeros(min(NEAR, len(colours))), share])


def _sided(shares: Sequence[Rows], lines: _Lines) -> NDArray[np.bool_]:
    """For each line whether the sheet ends at one of its sides in most of the rows up to it."""
    fine = np.zeros(lines.shown.shape, dtype=bool)
    turned = np.zeros_like(fine)
    for share, sign in zip(shares, (-1, 1), strict=True):
        end = np.round(lines.middles[:, None] + sign * lines.tilts / 2).astype(int)
        turned |= end < NEAR - STEP
        fine |= (end >= NEAR + LEAST) & (share[np.clip(end - 2, 0, len(share) - 1)] >= SIDES)
    return np.asarray(fine & ~turned, dtype=np.bool_)


def _ends(colours: Soft) -> Rows:
    """For each row how much the colours left of the strip's beginning differ from those right of it."""
    inside, outside = (_level(colours[:, a:b]) for a, b in ((ASIDE + 2, ASIDE + 8), (ASIDE - 8, ASIDE - 1)))
    return np.asarray(np.abs(inside - outside).max(axis=1), dtype=np.float64)


def _level(colours: Soft) -> Rows:
    """The mean colour around each row; not a number where too little of it lies in the picture."""
    around = np.ones(5)
    counts = np.convolve(np.isfinite(colours[:, :, 0]).sum(axis=1), around, "same")
    sums = np.nan_to_num(colours).sum(axis=1)
    mean = np.stack([np.convolve(sums[:, each], around, "same") for each in range(3)], axis=1)
    return np.where(counts[:, None] < FEW, np.nan, mean / np.maximum(counts, 1)[:, None])


def _straight(lines: _Lines, worth: NDArray[np.float64]) -> tuple[float, float]:
    """The rows at which the worthiest line begins and ends, to parts of a pixel."""
    row, turn = np.unravel_index(int(np.argmax(worth)), worth.shape)
    middle, tilt = float(lines.middles[row]), float(lines.tilts[turn])
    rows = np.round(middle + tilt * (ALONG - 0.5))[:, None].astype(int) + np.arange(-STEP, STEP + 1)
    within = (rows >= 0) & (rows < len(lines.steps))
    values = np.nan_to_num(lines.steps[np.clip(rows, 0, len(lines.steps) - 1), np.arange(PLACES)[:, None]])
    weights = np.where(within, np.maximum(values - SEEN / 2, 0), 0)
    total = weights.sum(axis=1)
    good = total > SEEN / 2
    places = (weights * rows).sum(axis=1) / np.maximum(total, 1e-6)
    begin, end = middle - tilt / 2, middle + tilt / 2
    keep = good
    for _ in range(3):
        if np.count_nonzero(keep) < PLACES // 4:
            break
        slope, begin = np.polyfit(ALONG[keep], places[keep], 1)
        end = begin + slope
        away = np.abs(places - begin - slope * ALONG)
        keep = good & (away <= max(1.0, 2 * float(np.median(away[good]))))
    return float(begin) - 0.5, float(end) - 0.5  # a step lies between two rows


def _moved(corners: Corners, strip: _Strip, ends: tuple[float, float]) -> Corners:
    level = np.array([[[ASIDE, ends[0]], [ASIDE + strip.wide, ends[1]]]])
    begin, end = cv2.perspectiveTransform(level, strip.back)[0].astype(np.float64)
    side, after = strip.side, (strip.side + 1) % 4
    one = crossing(corners[side - 1], corners[side], end, begin)
    two = crossing(corners[(side + 2) % 4], corners[after], begin, end)
    if one is None or two is None:
        return corners
    moved = corners.copy()
    moved[side], moved[after] = one, two
    return moved


def crossing(
    one: NDArray[np.float64], two: NDArray[np.float64], three: NDArray[np.float64], four: NDArray[np.float64]
) -> NDArray[np.float64] | None:
    """Where the line from one through two meets the line from four through three; None where they run alike."""
    matrix = np.stack([two - one, three - four], axis=1)
    if abs(float(np.linalg.det(matrix))) < 1e-6:  # noqa: PLR2004 - parallel, as far as numbers tell
        return None
    return one + float(np.linalg.solve(matrix, four - one)[0]) * (two - one)
