"""Reads line crops: batches by width, and the letters with their places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from kontera.adapters.ocr.detection import Picture, Quad
from kontera.adapters.ocr.sessions import Session, Stack

HEIGHT: Final = 48
LEAST_WIDTH: Final = 128
EMPTY: Final = 48  # pixels of nothing after the line, as the recogniser was taught
STEP: Final = 32
BATCH_WIDTH: Final = 1_920  # pixels in one batch; more gains nothing and takes memory
MOST_WIDTH: Final = 3_200
MOST_READ: Final = 150_000  # pixels of all a page's lines at that height: a dense invoice has 20,000
TALL: Final = 1.5  # a box taller than this many times its width stands upright
BLANK: Final = 0


@dataclass(frozen=True, slots=True)
class Letters:
    """One line as read: for each letter its class, its probability, and how far along the line it stands (0-1).

    `tables` holds each letter's probabilities over all classes.
    """

    classes: NDArray[np.intp]
    scores: NDArray[np.float32]
    places: NDArray[np.float64]
    tables: Stack

    @property
    def score(self) -> float:
        """The mean of the letters' probabilities, 0 without any."""
        return float(self.scores.mean()) if len(self.scores) else 0.0


def size(box: Quad) -> tuple[float, float]:
    """A box's width and height in pixels."""
    return float(np.linalg.norm(box[0] - box[1])), float(np.linalg.norm(box[0] - box[3]))


def laid(box: Quad) -> Quad:
    """The box with its line's beginning first: a line that stands upright runs from its upper right corner down."""
    width, height = size(box)
    return np.roll(box, -1, axis=0) if height >= TALL * width else box


def _wide(box: Quad) -> int:
    """How long the box's line is at the recogniser's height."""
    width, height = size(box)
    return min(max(1, round(HEIGHT * width / max(height, 1.0))), MOST_WIDTH)


def crop(image: Picture, box: Quad) -> Picture:
    """What stands in the laid box, as a line of the recogniser's height."""
    wide = _wide(box)
    target = np.array([[0, 0], [wide, 0], [wide, HEIGHT], [0, HEIGHT]], dtype=np.float32)
    matrix = cv2.getPerspectiveTransform(np.asarray(box, dtype=np.float32), target)
    cut = cv2.warpPerspective(image, matrix, (wide, HEIGHT), borderMode=cv2.BORDER_REPLICATE, flags=cv2.INTER_CUBIC)
    return np.asarray(cut, dtype=np.uint8)


def recognise(network: Session, crops: Sequence[Picture]) -> list[Letters]:
    """Each crop's letters; crops of like width go together."""
    results: dict[int, Letters] = {}
    for chosen, wide in _batches(crops):
        stack = np.zeros((len(chosen), 3, HEIGHT, wide), dtype=np.float32)
        for row, at in enumerate(chosen):
            stack[row, :, :, : crops[at].shape[1]] = (crops[at].astype(np.float32) / 127.5 - 1).transpose(2, 0, 1)
        for at, table in zip(chosen, network(stack), strict=True):
            results[at] = _decoded(table, crops[at].shape[1] / wide)
    return [results[at] for at in range(len(crops))]


def _batches(crops: Sequence[Picture]) -> Iterator[tuple[list[int], int]]:
    """The places of the crops that go together, and the width that all of them are filled up to."""
    chosen: list[int] = []
    for at in sorted(range(len(crops)), key=lambda at: crops[at].shape[1]):
        wide = _filled(crops[at])
        if chosen and (len(chosen) + 1) * wide > max(BATCH_WIDTH, wide):
            yield chosen, _filled(crops[chosen[-1]])
            chosen = []
        chosen.append(at)
    if chosen:
        yield chosen, _filled(crops[chosen[-1]])


def _filled(cut: Picture) -> int:
    return _with_empty(int(cut.shape[1]))


def _with_empty(wide: int) -> int:
    return max(LEAST_WIDTH, -(-(wide + EMPTY) // STEP) * STEP)


def affordable(boxes: Sequence[Quad]) -> int:
    """How many of the laid boxes, from the first on, are within what is read of one page."""
    widths = np.cumsum([_with_empty(_wide(box)) for box in boxes]) if len(boxes) else np.zeros(0)
    return int(np.searchsorted(widths, MOST_READ, side="right"))


def _decoded(table: Stack, share: float) -> Letters:
    """CTC: repeated classes joined, blanks dropped; `share` is the part of the width that the line fills."""
    best = table.argmax(axis=1)
    keep = (best != BLANK) & np.concatenate(([True], best[1:] != best[:-1]))
    steps = np.flatnonzero(keep)
    places = np.minimum(1.0, (steps + 0.5) / (len(best) * share))
    return Letters(
        best[steps], table[steps].max(axis=1) if len(steps) else np.zeros(0, np.float32), places, table[steps]
    )
