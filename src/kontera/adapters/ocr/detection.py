"""Finds lines of text on a page: the detector's map, and a rectangle around each island in it."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from kontera.adapters.ocr.sessions import Session, Stack

SIDE: Final = 1280  # of a whole page; more finds nothing more (docs/decisions/0006)
STRIDE: Final = 32
THRESHOLD: Final = 0.3
LEAST_SCORE: Final = 0.5
UNCLIP: Final = 1.6
LEAST_SIDE: Final = 3
MOST_BOXES: Final = 1_500
COARSE: Final = 4
BLUR: Final = 31
CONTRAST: Final = 18
MARGIN: Final = 24

Picture = NDArray[np.uint8]
Quad = NDArray[np.float32]


def detect(network: Session, image: Picture, side: int = SIDE) -> list[Quad]:
    """The corners of each line of text: upper left, upper right, lower right, lower left, in the picture's pixels."""
    height, width = image.shape[:2]
    scale = min(1.0, side / max(height, width))
    left, top, right, bottom = _written(image)
    part = image[top:bottom, left:right]
    wide, high = _strides((right - left) * scale), _strides((bottom - top) * scale)
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    found = network(_stack(np.asarray(cv2.resize(part, (wide, high), interpolation=way), dtype=np.uint8)))
    ratio = np.array([(right - left) / wide, (bottom - top) / high], dtype=np.float32)
    boxes = [box * ratio + np.array([left, top], dtype=np.float32) for box in _islands(found[0, 0])]
    most = np.array([width - 1, height - 1], dtype=np.float32)
    return [np.clip(box, 0, most).astype(np.float32) for box in boxes]


def _strides(length: float) -> int:
    return max(STRIDE, round(length / STRIDE) * STRIDE)


def _stack(image: Picture) -> Stack:
    return np.ascontiguousarray(((image.astype(np.float32) / 255 - 0.5) / 0.5).transpose(2, 0, 1)[None])


def _written(image: Picture) -> tuple[int, int, int, int]:
    """The part of the page that anything stands on: left, top, right, bottom."""
    height, width = image.shape[:2]
    small = cv2.resize(
        cv2.cvtColor(image, cv2.COLOR_BGR2GRAY), (max(1, width // COARSE), max(1, height // COARSE)),
        interpolation=cv2.INTER_AREA,
    )  # fmt: skip
    ink = np.abs(small.astype(np.int16) - cv2.boxFilter(small, -1, (BLUR, BLUR)).astype(np.int16)) > CONTRAST
    down, across = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    if not len(down):
        return 0, 0, width, height
    return (
        max(0, int(across[0]) * COARSE - MARGIN),
        max(0, int(down[0]) * COARSE - MARGIN),
        min(width, int(across[-1] + 1) * COARSE + MARGIN),
        min(height, int(down[-1] + 1) * COARSE + MARGIN),
    )


def _islands(chart: NDArray[np.float32]) -> list[Quad]:
    """A rectangle around each island of the map, grown to the whole letters, from the top down."""
    mask = cv2.dilate((chart > THRESHOLD).astype(np.uint8), np.ones((2, 2), np.uint8))
    contours = cv2.findContours(mask, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)[0]
    found = []
    for contour in contours[:MOST_BOXES]:
        (x, y), (wide, high), angle = cv2.minAreaRect(contour)
        if min(wide, high) < LEAST_SIDE or _score(chart, _corners(x, y, wide, high, angle)) < LEAST_SCORE:
            continue
        grown = 2 * wide * high * UNCLIP / (2 * (wide + high))
        found.append(_ordered(_corners(x, y, wide + grown, high + grown, angle)))
    return sorted(found, key=lambda box: (float(box[0, 1]), float(box[0, 0])))


def _corners(x: float, y: float, wide: float, high: float, angle: float) -> Quad:
    return np.asarray(cv2.boxPoints(((x, y), (wide, high), angle)), dtype=np.float32)


def _score(chart: NDArray[np.float32], corners: Quad) -> float:
    """How sure the map is within the rectangle, on average."""
    height, width = chart.shape
    x0, y0 = np.clip(np.floor(corners.min(axis=0)).astype(int), 0, (width - 1, height - 1))
    x1, y1 = np.clip(np.ceil(corners.max(axis=0)).astype(int), 0, (width - 1, height - 1))
    mask = np.zeros((y1 - y0 + 1, x1 - x0 + 1), dtype=np.uint8)
    cv2.fillPoly(mask, [(corners - (x0, y0)).astype(np.int32)], 1)
    return float(cv2.mean(chart[y0 : y1 + 1, x0 : x1 + 1], mask)[0])


def _ordered(corners: Quad) -> Quad:
    """Upper left, upper right, lower right, lower left."""
    by_x = corners[np.argsort(corners[:, 0], kind="stable")]
    left, right = by_x[:2], by_x[2:]
    left, right = left[np.argsort(left[:, 1])], right[np.argsort(right[:, 1])]
    return np.array([left[0], right[0], right[1], left[1]], dtype=np.float32)
