"""Reading: which way in. An e-invoice is data; a text layer is words; a picture waits to be recognised."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import log
from typing import Final

from kontera.core.case import Case
from kontera.core.event import DataRead, PagesRead
from kontera.core.evidence import Page, Word
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
UNSEEN_SHARE: Final = 0.3
ODD: Final = frozenset("$#!*<>=?;^_~|\\{}[]`\"'")
ODD_SHARE: Final = 0.15  # invoices have 0.02 at most
DIVERGENCE: Final = 0.5  # pages of invoices have 0.25 at most, letters that stand for others mostly 0.9
FEWEST_LETTERS: Final = 120
FREQUENCIES: Final = {  # per cent of all letters, on invoices in sv, fi, nb, da, en and de together
    "a": 8.6, "b": 2.0, "c": 2.0, "d": 3.1, "e": 11.5, "f": 1.9, "g": 2.5, "h": 1.7, "i": 6.5, "j": 0.5, "k": 3.7,
    "l": 4.5, "m": 3.6, "n": 8.3, "o": 5.3, "p": 2.0, "q": 0.05, "r": 7.5, "s": 6.4, "t": 8.2, "u": 4.2, "v": 2.1,
    "w": 0.4, "x": 0.4, "y": 0.9, "z": 0.4, "å": 0.1, "ä": 1.0, "ö": 0.3, "ø": 0.2, "æ": 0.1,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ReadingFacts:
    """The document's bytes, its pages with their text layer, how much pictures cover, and what is embedded.

    `unseen` is the share (0-1) of each page's text layer that is not to be seen on it.
    """

    data: bytes
    pages: tuple[Page, ...]
    covered: tuple[float, ...] = ()
    embedded: tuple[tuple[str, bytes], ...] = ()
    unseen: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Data:
    """The document holds data: one reading for each invoice in it."""

    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class Pages:
    """The document is pages; those whose `by` is empty have no words of their own yet."""

    pages: tuple[Page, ...]


def needs_ocr(page: Page, covered: float, unseen: float = 0.0) -> bool:
    """Whether the page must be read optically; `covered` is the share (0-1) of it that pictures cover.

    A text layer is used when it has enough words, no picture covers the page, and its letters are legible. One that
    is not what people see lies: `unseen` is the share of it that is hidden or unknown.
    """
    words = len(page.words)
    if unseen > UNSEEN_SHARE:
        return True
    if words < FEWEST_WORDS or covered > MOST_COVERED:
        return True
    if covered > HALF and words < FEWEST_BESIDE_PICTURE:
        return True
    text = "".join(word.text for word in page.words)
    return _strange(text) > STRANGE_SHARE or _odd(text) > ODD_SHARE or _divergence(page.words) > DIVERGENCE


def _strange(text: str) -> float:
    """The share of characters that no text holds: private use, replacement and control characters."""
    strange = sum(not char.isprintable() or "\ue000" <= char <= "\uf8ff" or char == "\ufffd" for char in text)
    return strange / max(len(text), 1)


def _odd(text: str) -> float:
    """The share of signs that hardly stand on an invoice: letters become such when a font's codes are moved."""
    return sum(char in ODD for char in text) / max(len(text), 1)


def _divergence(words: Iterable[Word]) -> float:
    """How far the letters' frequencies are from those of our languages, by Kullback and Leibler, in nats.

    A font whose letters stand for others gives words that no dictionary is needed to doubt. Each word counts once;
    texts of few letters, or in another alphabet, are not judged.
    """
    different = {word.text.casefold() for word in words}
    letters = Counter(char for text in different for char in text if char.isalpha())
    known = {char: count for char, count in letters.items() if char in FREQUENCIES}
    total = sum(known.values())
    if total < FEWEST_LETTERS or 2 * total < letters.total():
        return 0.0
    return sum(count / total * log(100 * count / total / FREQUENCIES[char]) for char, count in known.items())


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
    unseen = facts.unseen or (0.0,) * len(facts.pages)
    waiting = tuple(needs_ocr(*seen) for seen in zip(facts.pages, covered, unseen, strict=True))
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
