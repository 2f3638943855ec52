"""A sheet as PDF: A4, tagged for screen readers (PDF/UA-1) and made for archives (PDF/A-2a).

Typst draws it inside this process from fonts that are part of it: no file, no network, no clock; the same sheet gives
the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any, Final

import typst

from kontera.formats.page.letters import drawable
from kontera.formats.page.sheet import Sheet

_EPOCH: Final = 0  # the clock Typst is given; nothing on the page shows it
_ACCESSIBLE: Final[list[typst.PDFStandard]] = ["ua-1"]
_ARCHIVAL: Final[list[typst.PDFStandard]] = ["a-2a", "ua-1"]


class Terms(StrEnum):
    """Whether the business terms of EN 16931 stand beside the labels."""

    HIDDEN = "hidden"
    SHOWN = "shown"


@cache
def _template() -> bytes:
    return files("kontera.formats.page").joinpath("sheet.typ").read_bytes()


@cache
def _fonts() -> typst.Fonts:
    """The fonts that are part of Typst, and no other: the same everywhere."""
    return typst.Fonts(include_system_fonts=False)


def to_pdf(sheets: Sequence[Sheet], terms: Terms = Terms.HIDDEN) -> bytes:
    """One PDF of the sheets, each from a new page on with pages of its own count.

    Its date is the first invoice's own. Without one it cannot be PDF/A, which wants a date, and is PDF/UA only.
    """
    day = sheets[0].day
    data = {
        "title": _title(sheets[0]),
        "day": [day.year, day.month, day.day] if day else None,
        "terms": terms is Terms.SHOWN,
        "sheets": [_drawable(asdict(sheet)) for sheet in sheets],
    }
    inputs = {"data": json.dumps(data, default=str)}
    try:
        return _drawn(inputs, _ARCHIVAL if day else _ACCESSIBLE)
    except typst.TypstError:  # a cluster of letters that the fonts hold one by one but not together
        return _drawn(inputs, [])


def _drawn(inputs: dict[str, str], standards: list[typst.PDFStandard]) -> bytes:
    return typst.compile(
        _template(), font_paths=_fonts(), sys_inputs=inputs, format="pdf", pdf_standards=standards, timestamp=_EPOCH
    )


def _title(sheet: Sheet) -> str:
    return drawable(" ".join(part for part in (sheet.title, sheet.number, sheet.seller) if part))


def _drawable(value: Any) -> Any:  # noqa: ANN401 - a record of any depth, as `asdict` gives it
    match value:
        case str():
            return drawable(value)
        case dict():
            return {key: _drawable(one) for key, one in value.items()}
        case list() | tuple():
            return [_drawable(one) for one in value]
    return value
