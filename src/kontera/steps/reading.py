"""Reading: which way in. An e-invoice is data; a text layer is words; a picture waits to be recognised."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from kontera.core.case import Case
from kontera.core.event import DataRead, PagesRead
from kontera.core.evidence import Page
from kontera.core.finding import Finding, Severity
from kontera.core.invoice import Attachment
from kontera.core.outcome import Done, Outcome, Stop
from kontera.core.reading import Reading
from kontera.formats.detect import read_xml
from kontera.formats.facturx import invoice_xml

FEWEST_WORDS: Final = 12  # a page with fewer holds a stamp or a footer, not an invoice
MOST_COVERED: Final = 0.75  # a picture larger than this is the page itself
FEWEST_BESIDE_PICTURE: Final = 80  # words that outweigh a picture of half the page
HALF: Final = 0.5
STRANGE_SHARE: Final = 0.3
BARE: Final = 0.02


@dataclass(frozen=True, slots=True)
class ReadingFacts:
    """The document's bytes, its pages with their text layer, how much pictures cover, and what is embedded."""

    data: bytes
    pages: tuple[Page, ...]
    covered: tuple[float, ...] = ()
    embedded: tuple[tuple[str, bytes], ...] = ()


@dataclass(frozen=True, slots=True)
class Data:
    """The document holds data: one reading for each invoice in it."""

    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class Pages:
    """The document is pages; those whose `by` is empty have no words of their own yet."""

    pages: tuple[Page, ...]


def needs_ocr(page: Page, covered: float) -> bool:
    """Whether the page must be read optically; `covered` is the share (0-1) of it that pictures cover.

    A text layer is used when it has enough words, no picture covers the page, and its letters are legible.
    """
    words = len(page.words)
    if words < FEWEST_WORDS or covered > MOST_COVERED:
        return True
    if covered > HALF and words < FEWEST_BESIDE_PICTURE:
        return True
    return _strange(page) > STRANGE_SHARE


def _strange(page: Page) -> float:
    """The share of characters that no text holds: private use, replacement and control characters."""
    text = "".join(word.text for word in page.words)
    strange = sum(not char.isprintable() or "\ue000" <= char <= "\uf8ff" or char == "\ufffd" for char in text)
    return strange / max(len(text), 1)


def _is_rest(page: Page, covered: float) -> bool:
    """Whether a page of few words and no picture is just that: the rest of a document whose other pages have text."""
    return bool(page.words) and covered < BARE


def _as_text(page: Page) -> Page:
    return replace(page, by="text")


def _as_picture(page: Page) -> Page:
    return replace(page, words=(), by="")


def way_in(facts: ReadingFacts) -> Data | Pages:
    """Data where there is any, in the file itself or embedded; else pages. Raises UnreadableDocument."""
    if not facts.pages:
        return Data(read_xml(facts.data))
    embedded = invoice_xml(facts.embedded)
    if embedded is not None:
        return Data(read_xml(embedded))
    covered = facts.covered or (0.0,) * len(facts.pages)
    waiting = tuple(needs_ocr(page, share) for page, share in zip(facts.pages, covered, strict=True))
    has_text = not all(waiting)
    pages = zip(facts.pages, covered, waiting, strict=True)
    return Pages(tuple(_as_text(p) if not w or (has_text and _is_rest(p, c)) else _as_picture(p) for p, c, w in pages))


def read(case: Case, facts: ReadingFacts) -> Outcome:
    """Take the data, or the pages; a file with several invoices becomes several cases."""
    match way_in(facts):
        case Data(readings) if case.part < len(readings):
            siblings = len(readings) - 1 if case.part == 0 else 0
            return Done((DataRead(_without_content(readings[case.part])),), siblings=siblings)
        case Data():
            text = "The document holds no invoice number {part}."
            return Stop((Finding("reading.no_part", text, Severity.DOUBT, values=(("part", str(case.part + 1)),)),))
        case Pages(pages):
            return Done((PagesRead(pages),))


def _without_content(reading: Reading) -> Reading:
    """Attached files stay in the received bytes; the event names them only."""
    named = tuple(_named(attachment) for attachment in reading.invoice.attachments)
    return replace(reading, invoice=replace(reading.invoice, attachments=named))


def _named(attachment: Attachment) -> Attachment:
    return replace(attachment, content=b"")
