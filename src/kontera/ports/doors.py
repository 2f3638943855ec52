"""All doors of an installation in one hand."""

from __future__ import annotations

from dataclasses import dataclass

from kontera.core.validation import Pack
from kontera.ports.around import Clock, Models, Post, Rates
from kontera.ports.box import Boxes
from kontera.ports.documents import Blobs, OcrEngine, PdfReader
from kontera.ports.people import People
from kontera.ports.sheets import Sheets


@dataclass(frozen=True, slots=True)
class Doors:
    """All doors of an installation, as the wiring hands them in."""

    boxes: Boxes
    people: People
    blobs: Blobs
    pdf: PdfReader
    ocr: OcrEngine
    clock: Clock
    rates: Rates
    sheets: Sheets
    packs: tuple[Pack, ...] = ()
    models: Models | None = None
    post: Post | None = None
