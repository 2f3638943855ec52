"""Finds the sheet of paper in a photograph, and lays it flat."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from kontera.adapters.ocr.borders import SEEN, Corners, Soft, crossing, fitted, grown
from kontera.adapters.ocr.detection import Picture, Quad

SMALL: Final = 640  # the longer side on which the sheet is sought
CLOSING: Final = 15  # wide enough to close the lines of text
DARKER: Final = (1.0, 0.8, 0.62)  # of the level that parts bright from dark: a shadow lies over the paper too
NEARER: Final = (1.0, 0.6, 0.35)  # of the level that parts what is unlike the ground from what is like it
RIM: Final = 60  # parts of the picture's shorter side: the outermost shows what lies beneath the sheet
LEAST_AREA: Final = 0.25  # of the picture
MOST_AREA: Final = 0.97  # a sheet that fills the picture needs no laying
FITTING: Final = 0.9  # of the quadrilateral, what the sheet's outline fills
LEAST_ANGLE, MOST_ANGLE = 55.0, 125.0
STEP_OUT: Final = 0.008  # of the longer side: how far from the edge paper and ground are looked at
DIMMER: Final = 0.9  # the ground beside an edge, of the paper near it, where it counts as ground
WITHIN: Final = 8  # parts of the longer side: paper is the brightest so near
ROUGHLY: Final = 0.85  # of all places looked at along the edges, those that must show a rough one
EDGES: Final = 0.9  # the same of the edges that are settled on
ALIKE: Final = 2.0  # pixels on the small picture: corners no farther apart are the same
OUTSIDE: Final = 0.5  # of one edge's places, those that must lie in the picture
STRAIGHT: Final = 0.012  # of the longer side: a sheet whose corners stray less from an upright rectangle lies flat
CORNERS: Final = 4
SAMPLES: Final = 60


def sheet(image: Picture) -> Quad | None:
    """The corners in the picture's pixels, from the upper left clockwise, of a sheet that lies aslant on some ground.

    A dark band along an edge, which is the sheet's own, is part of it: in doubt rather too much than too little.
    None where no sheet is sure, and where it lies straight.
    """
    scale = min(1.0, SMALL / max(image.shape[:2]))
    wide, high = (max(1, round(scale * length)) for length in (image.shape[1], image.shape[0]))
    small = cv2.resize(image, (wide, high), interpolation=cv2.INTER_AREA)
    colours = np.asarray(cv2.GaussianBlur(small, (3, 3), 0), dtype=np.float32)
    rough = _rough(np.asarray(cv2.GaussianBlur(small, (5, 5), 0), dtype=np.uint8), colours)
    if rough is None:
        return None
    found = grown(colours, rough)
    if _edges(colours, found) < EDGES or not _square(found):
        return None
    if float(np.abs(found - _upright(found)).max()) < STRAIGHT * max(small.shape):
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


def _rough(soft: Picture, colours: Soft) -> Corners | None:
    """The largest quadrilateral all of whose edges part paper from ground; bands of the sheet's own may be left out."""
    light = np.asarray(soft.min(axis=2), dtype=np.uint8)  # paper is bright in each colour, coloured ground is not
    best, found = 0.0, None
    tried: list[Quad] = []
    for mask in (*_bright(light), *_unlike(soft)):
        outline = _outlined(mask)
        if outline is None or any(float(np.abs(outline - other).max()) < ALIKE for other in tried):
            continue
        tried.append(outline)
        corners = fitted(colours, outline.astype(np.float64))
        shown = _edges(colours, corners, light)
        worth = cv2.contourArea(corners.astype(np.float32)) * shown**2
        if shown >= ROUGHLY and worth > best:
            best, found = worth, corners
    return found


def _bright(light: Picture) -> Iterator[Picture]:
    """Where it is as bright as paper, at several levels; what is written on it is closed over."""
    closed = cv2.morphologyEx(light, cv2.MORPH_CLOSE, np.ones((CLOSING, CLOSING), np.uint8))
    level = cv2.threshold(closed, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)[0]
    for share in DARKER:
        mask = cv2.threshold(closed, share * level, 255, cv2.THRESH_BINARY)[1]
        yield np.asarray(mask, dtype=np.uint8)


def _unlike(soft: Picture) -> Iterator[Picture]:
    """Where it is unlike the ground at the picture's rim, at several levels."""
    rim = max(2, min(soft.shape[:2]) // RIM)
    around = np.ones(soft.shape[:2], dtype=bool)
    around[rim:-rim, rim:-rim] = False
    ground = np.median(soft[around], axis=0)
    away = np.abs(soft.astype(np.float32) - ground.astype(np.float32)).max(axis=2).astype(np.uint8)
    closed = cv2.morphologyEx(away, cv2.MORPH_CLOSE, np.ones((CLOSING, CLOSING), np.uint8))
    level = cv2.threshold(closed, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)[0]
    for share in NEARER:
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
        corner = crossing(before, points[at], ends[at], after)
        if corner is None:
            return None
        points = np.roll(points, -at, axis=0)[1:]  # its end now stands first
        points[0] = corner
    return points if len(points) == CORNERS else None


def _clockwise(corners: Quad) -> Quad:
    """From the upper left clockwise."""
    middle = corners.mean(axis=0)
    around = corners[np.argsort(np.arctan2(corners[:, 1] - middle[1], corners[:, 0] - middle[0]))]
    return np.roll(around, -int(np.argmin(around.sum(axis=1))), axis=0)


def _square(quad: Quad | Corners) -> bool:
    """Whether all its angles could be those of a sheet seen aslant."""
    for at in range(CORNERS):
        one, two = quad[at - 1] - quad[at], quad[(at + 1) % CORNERS] - quad[at]
        cosine = float(one @ two) / max(float(np.linalg.norm(one) * np.linalg.norm(two)), 1e-6)
        if not LEAST_ANGLE < float(np.degrees(np.arccos(np.clip(cosine, -1, 1)))) < MOST_ANGLE:
            return False
    return True


def _edges(colours: Soft, corners: Corners, light: Picture | None = None) -> float:
    """Of the places along the edges that lie in the picture, the share where the colour changes (0-1).

    With `light`, it must be darker outside than the paper near by.
    """
    out = STEP_OUT * max(colours.shape)
    paper = None if light is None else _paper(light, corners)
    middle, shown, looked = corners.mean(axis=0), 0, 0
    for at in range(CORNERS):
        one, two = corners[at], corners[(at + 1) % CORNERS]
        along = (two - one) / max(_length(one, two), 1.0)
        normal = np.array([along[1], -along[0]])
        normal = out * (normal if float((one - middle) @ normal) > 0 else -normal)
        places = one + np.linspace(0.03, 0.97, SAMPLES)[:, None] * (two - one)
        inside, outside = _levels(colours, places - normal), _levels(colours, places + normal)
        there = ~np.isnan(inside[:, 0]) & ~np.isnan(outside[:, 0])
        if np.count_nonzero(there) < OUTSIDE * SAMPLES:
            return 0.0
        parted = np.abs(inside[there] - outside[there]).max(axis=1) > SEEN
        if paper is not None:
            parted &= outside[there].min(axis=1) < DIMMER * _levels(paper, places - normal)[there, 0]
        shown += int(np.count_nonzero(parted))
        looked += int(np.count_nonzero(there))
    return shown / looked


def _paper(light: Picture, corners: Corners) -> Soft:
    """How bright the paper is near each place: light falls off, and a band of the sheet's own is dark."""
    mask = np.zeros(light.shape, dtype=np.uint8)
    cv2.fillConvexPoly(mask, np.round(corners).astype(np.int32), 1)
    near = max(light.shape) // WITHIN | 1
    bright = cv2.dilate(cv2.erode(light * mask, np.ones((3, 3), np.uint8)), np.ones((near, near), np.uint8))
    return np.asarray(bright, dtype=np.float32)[:, :, None]


def _upright(quad: Corners) -> Corners:
    """The upright rectangle nearest to it."""
    left, right = quad[[0, 3], 0].mean(), quad[[1, 2], 0].mean()
    top, bottom = quad[[0, 1], 1].mean(), quad[[2, 3], 1].mean()
    return np.array([[left, top], [right, top], [right, bottom], [left, bottom]], dtype=np.float64)


def _levels(image: Soft, places: Corners) -> NDArray[np.float64]:
    """The colours at the places; not a number where one lies outside the picture."""
    height, width = image.shape[:2]
    x, y = np.round(places[:, 0]).astype(int), np.round(places[:, 1]).astype(int)
    within = (x >= 0) & (x < width) & (y >= 0) & (y < height)
    levels = image[np.clip(y, 0, height - 1), np.clip(x, 0, width - 1)].astype(np.float64)
    return np.where(within[:, None], levels, np.nan)


def _length(one: NDArray[np.floating], two: NDArray[np.floating]) -> float:
    return float(np.linalg.norm(one - two))
