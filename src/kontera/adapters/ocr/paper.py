"""Finds the sheet of paper in a photograph, and lays it flat."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from kontera.adapters.ocr.detection import Picture, Quad

SMALL: Final = 640  # the longer side on which the sheet is sought
CLOSING: Final = 15  # wide enough to close the lines of text
DARKER: Final = (1.0, 0.8, 0.62)  # of the level that parts bright from dark: a shadow lies over the paper too
LEAST_AREA: Final = 0.25  # of the picture
MOST_AREA: Final = 0.97  # a sheet that fills the picture needs no laying
FITTING: Final = 0.94  # of the quadrilateral, what the sheet's outline fills
LEAST_ANGLE, MOST_ANGLE = 55.0, 125.0
STEP_OUT: Final = 0.008  # of the longer side: how far from the edge paper and ground are looked at
DIMMER: Final = 0.9  # the ground beside an edge, of the paper inside it, where it counts as ground
EDGES: Final = 0.9  # of all places looked at along the edges, those that must show it
OUTSIDE: Final = 0.5  # of one edge's places, those that must lie in the picture
STRAIGHT: Final = 0.012  # of the longer side: a sheet whose corners stray less from an upright rectangle lies flat
CORNERS: Final = 4
SAMPLES: Final = 60


def sheet(image: Picture) -> Quad | None:
    """The corners in the picture's pixels, from the upper left clockwise, of a sheet that lies aslant on some ground.

    None where no sheet is sure, and where it lies straight.
    """
    scale = min(1.0, SMALL / max(image.shape[:2]))
    small = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    soft = np.asarray(cv2.GaussianBlur(small, (5, 5), 0), dtype=np.uint8)
    light = np.asarray(soft.min(axis=2), dtype=np.uint8)  # paper is bright in each colour, coloured ground is not
    best, found = EDGES, None
    for mask in _bright(light):
        corners = _outlined(mask)
        if corners is not None and (shown := _edges(light, corners)) > best:
            best, found = shown, corners
    if found is None or float(np.abs(found - _upright(found)).max()) < STRAIGHT * max(light.shape):
        return None
    return np.asarray(found / scale, dtype=np.float32)


def flat(image: Picture, corners: Quad) -> Picture:
    """The sheet laid flat, as large as it is in the picture."""
    wide = max(1, round(max(_length(corners[0], corners[1]), _length(corners[3], corners[2]))))
    high = max(1, round(max(_length(corners[0], corners[3]), _length(corners[1], corners[2]))))
    target = np.array([[0, 0], [wide, 0], [wide, high], [0, high]], dtype=np.float32)
    matrix = cv2.getPerspectiveTransform(corners, target)
    laid = cv2.warpPerspective(image, matrix, (wide, high), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(laid, dtype=np.uint8)


def _bright(light: Picture) -> Iterator[Picture]:
    """Where it is as bright as paper, at several levels; what is written on it is closed over."""
    closed = cv2.morphologyEx(light, cv2.MORPH_CLOSE, np.ones((CLOSING, CLOSING), np.uint8))
    level = cv2.threshold(closed, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)[0]
    for share in DARKER:
        mask = cv2.threshold(closed, share * level, 255, cv2.THRESH_BINARY)[1]
        yield np.asarray(mask, dtype=np.uint8)


def _outlined(mask: Picture) -> Quad | None:
    """The quadrilateral around the largest bright island, where the island all but fills it."""
    contours = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)[0]
    if not contours:
        return None
    hull = cv2.convexHull(max(contours, key=cv2.contourArea))
    area = cv2.contourArea(hull)
    if not LEAST_AREA < area / mask.size < MOST_AREA:
        return None
    found = _four(cv2.approxPolyDP(hull, 2.0, closed=True).reshape(-1, 2).astype(np.float64))
    if found is None:
        return None
    quad = _clockwise(found.astype(np.float32))
    return quad if area > FITTING * cv2.contourArea(quad) and _square(quad) else None


def _four(outline: NDArray[np.float64]) -> NDArray[np.float64] | None:
    """The convex outline with its shortest side taken away, and its neighbours drawn on, until four are left."""
    points = outline
    while len(points) > CORNERS:
        ends = np.roll(points, -1, axis=0)
        at = int(np.argmin(np.linalg.norm(ends - points, axis=1)))
        before, after = points[at - 1], ends[(at + 1) % len(points)]
        corner = _crossing(before, points[at], ends[at], after)
        if corner is None:
            return None
        points = np.roll(points, -at, axis=0)[1:]  # its end now stands first
        points[0] = corner
    return points if len(points) == CORNERS else None


def _crossing(
    one: NDArray[np.float64], two: NDArray[np.float64], three: NDArray[np.float64], four: NDArray[np.float64]
) -> NDArray[np.float64] | None:
    """Where the line from one through two meets the line from four through three; None where they run alike."""
    matrix = np.stack([two - one, three - four], axis=1)
    if abs(float(np.linalg.det(matrix))) < 1e-6:  # noqa: PLR2004 - parallel, as far as numbers tell
        return None
    return one + float(np.linalg.solve(matrix, four - one)[0]) * (two - one)


def _clockwise(corners: Quad) -> Quad:
    """From the upper left clockwise."""
    middle = corners.mean(axis=0)
    around = corners[np.argsort(np.arctan2(corners[:, 1] - middle[1], corners[:, 0] - middle[0]))]
    return np.roll(around, -int(np.argmin(around.sum(axis=1))), axis=0)


def _square(quad: Quad) -> bool:
    """Whether all its angles could be those of a sheet seen aslant."""
    for at in range(CORNERS):
        one, two = quad[at - 1] - quad[at], quad[(at + 1) % CORNERS] - quad[at]
        cosine = float(one @ two) / max(float(np.linalg.norm(one) * np.linalg.norm(two)), 1e-6)
        if not LEAST_ANGLE < float(np.degrees(np.arccos(np.clip(cosine, -1, 1)))) < MOST_ANGLE:
            return False
    return True


def _edges(light: Picture, quad: Quad) -> float:
    """Of the places along the edges that lie in the picture, the share where paper meets something darker (0-1)."""
    out = STEP_OUT * max(light.shape)
    middle, shown, looked = quad.mean(axis=0), 0, 0
    for at in range(CORNERS):
        one, two = quad[at], quad[(at + 1) % CORNERS]
        along = (two - one) / max(_length(one, two), 1.0)
        normal = np.array([along[1], -along[0]])
        normal = normal if float((one - middle) @ normal) > 0 else -normal
        places = one + np.linspace(0.03, 0.97, SAMPLES)[:, None] * (two - one)
        inside, outside = _levels(light, places - 2 * out * normal), _levels(light, places + 2 * out * normal)
        there = ~np.isnan(inside) & ~np.isnan(outside)
        if np.count_nonzero(there) < OUTSIDE * SAMPLES:
            return 0.0
        shown += int(np.count_nonzero(outside[there] < DIMMER * inside[there]))
        looked += int(np.count_nonzero(there))
    return shown / looked


def _upright(quad: Quad) -> Quad:
    """The upright rectangle nearest to it."""
    left, right = quad[[0, 3], 0].mean(), quad[[1, 2], 0].mean()
    top, bottom = quad[[0, 1], 1].mean(), quad[[2, 3], 1].mean()
    return np.array([[left, top], [right, top], [right, bottom], [left, bottom]], dtype=np.float32)


def _levels(light: Picture, places: NDArray[np.floating]) -> NDArray[np.float64]:
    """How light it is at the places; not a number where one lies outside the picture."""
    height, width = light.shape
    x, y = np.round(places[:, 0]).astype(int), np.round(places[:, 1]).astype(int)
    within = (x >= 0) & (x < width) & (y >= 0) & (y < height)
    levels = light[np.clip(y, 0, height - 1), np.clip(x, 0, width - 1)].astype(np.float64)
    return np.where(within, levels, np.nan)


def _length(one: NDArray[np.floating], two: NDArray[np.floating]) -> float:
    return float(np.linalg.norm(one - two))
