"""Where places of a picture go when the sheet of paper in it is laid flat and turned upright, and back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from kontera.core.evidence import Box

Place = tuple[float, float]
CORNERS: Final = 8  # numbers: the x and y of four corners


def laid(box: Box, corners: tuple[float, ...], turned: int) -> Box:
    """A box of the picture as received, on the upright sheet; what lies outside the sheet is cut to its edge.

    `corners` are the sheet's, as fractions of the picture: x and y from the upper left clockwise (none: the picture
    is the sheet). `turned` are the degrees counter-clockwise that the laid sheet was turned by.
    """
    flat = _around(box, lambda place: _to_square(corners, place)) if len(corners) == CORNERS else box
    return _around(flat, lambda place: _turned(place, turned))


def given(box: Box, corners: tuple[float, ...], turned: int) -> Box:
    """A box of the upright sheet, on the picture as received: the other way of `laid`."""
    flat = _around(box, lambda place: _turned(place, -turned))
    return _around(flat, lambda place: _to_quad(corners, place)) if len(corners) == CORNERS else flat


def _around(box: Box, move: Callable[[Place], Place]) -> Box:
    """The upright rectangle around the box's corners when each is moved so."""
    moved = [move(place) for place in ((box.x0, box.y0), (box.x1, box.y0), (box.x1, box.y1), (box.x0, box.y1))]
    xs, ys = [min(1.0, max(0.0, x)) for x, _ in moved], [min(1.0, max(0.0, y)) for _, y in moved]
    return Box(min(xs), min(ys), max(xs), max(ys))


def _turned(place: Place, degrees: int) -> Place:
    x, y = place
    match degrees % 360:
        case 90:
            return y, 1 - x
        case 180:
            return 1 - x, 1 - y
        case 270:
            return 1 - y, x
    return x, y


def _coefficients(corners: tuple[float, ...]) -> tuple[float, ...]:
    """The projective map from the unit square to the quadrilateral, a to h (Heckbert 1989, section 2.2.3)."""
    x0, y0, x1, y1, x2, y2, x3, y3 = corners
    dx1, dx2, sx = x1 - x2, x3 - x2, x0 - x1 + x2 - x3
    dy1, dy2, sy = y1 - y2, y3 - y2, y0 - y1 + y2 - y3
    divisor = dx1 * dy2 - dx2 * dy1
    g, h = (sx * dy2 - dx2 * sy) / divisor, (dx1 * sy - sx * dy1) / divisor
    return x1 - x0 + g * x1, x3 - x0 + h * x3, x0, y1 - y0 + g * y1, y3 - y0 + h * y3, y0, g, h


def _to_quad(corners: tuple[float, ...], place: Place) -> Place:
    a, b, c, d, e, f, g, h = _coefficients(corners)
    u, v = place
    below = g * u + h * v + 1
    return (a * u + b * v + c) / below, (d * u + e * v + f) / below


def _to_square(corners: tuple[float, ...], place: Place) -> Place:
    a, b, c, d, e, f, g, h = _coefficients(corners)
    x, y = place
    u, v = (e - f * h) * x + (c * h - b) * y + b * f - c * e, (f * g - d) * x + (a - c * g) * y + c * d - a * f
    below = (d * h - e * g) * x + (b * g - a * h) * y + a * e - b * d
    return u / below, v / below
