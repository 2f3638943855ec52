"""Show a reading as JSON: the form in which documents read without a company are written."""

from __future__ import annotations

from typing import Any

from kontera.core.errors import InvalidValue
from kontera.core.evidence import Page
from kontera.core.reading import Reading
from kontera.formats.flat import to_flat
from kontera.formats.full import to_full

FORMATS = {"flat": to_flat, "full": to_full}


def as_json(reading: Reading, form: str) -> dict[str, Any]:
    """A reading as a plain mapping: "flat" (values by field) or "full" (with confidence, box and reason)."""
    if form not in FORMATS:
        raise InvalidValue(value=form, field="format")
    return dict(FORMATS[form](reading))


def words_json(pages: tuple[Page, ...]) -> dict[str, Any]:
    """Words with boxes in the document's own measure: pixels for a picture, points for a PDF, origin top left."""
    return {"words": [word for page in pages for word in _placed(page)]}


def _placed(page: Page) -> list[dict[str, Any]]:
    return [
        {
            "text": word.text,
            "box": [
                round(word.box.x0 * page.width, 1),
                round(word.box.y0 * page.height, 1),
                round(word.box.x1 * page.width, 1),
                round(word.box.y1 * page.height, 1),
            ],
            "confidence": round(word.confidence, 4),
            "page": page.number,
        }
        for word in page.words
    ]
