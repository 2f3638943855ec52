"""Read documents for the command line and for Python: no company, no database, nothing kept."""

from __future__ import annotations

from typing import Any

from kontera.core.errors import InvalidValue
from kontera.core.evidence import Page
from kontera.core.reading import Reading
from kontera.formats.flat import to_flat
from kontera.formats.full import to_full
from kontera.pipeline.read import read_document, words_of
from kontera.ports import OcrEngine, PdfReader

FORMATS = {"flat": to_flat, "full": to_full}


def read(data: bytes, pdf: PdfReader, ocr: OcrEngine, password: str = "") -> tuple[Reading, ...]:
    """Every invoice in a document. Raises UnreadableDocument, UnsupportedDocument, DocumentTooLarge."""
    return read_document(data, pdf, ocr, password)


def as_json(reading: Reading, form: str) -> dict[str, Any]:
    """A reading as a plain mapping: "flat" (values by field) or "full" (with confidence, box and reason)."""
    if form not in FORMATS:
        raise InvalidValue(value=form, field="format")
    return dict(FORMATS[form](reading))


def words(data: bytes, pdf: PdfReader, ocr: OcrEngine, language: str = "") -> dict[str, Any]:
    """Words with boxes in the document's own measure: pixels for a picture, points for a PDF, origin top left."""
    pages = words_of(data, pdf, ocr, language)
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
