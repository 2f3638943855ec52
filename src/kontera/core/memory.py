"""What a verified invoice teaches about its supplier's layout: where each value stood, and under which words."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

Layout = frozenset[tuple[str, int]]

KEPT: Final = 5  # records of one supplier in one layout
ALIKE: Final = 0.45
"""The least likeness (0–1) of two pages of one layout, an identifier of the supplier counted in."""
IDENTIFIED: Final = 0.35  # what an identifier of the supplier adds to the likeness of two pages
SHORTEST: Final = 6  # digits: a shorter number tells no supplier
MOST_WORDS: Final = 400  # of a page in its fingerprint
LONGEST_MARK: Final = 48  # characters
BANDS: Final = 20  # pairs of least hashes: pages of likeness 0.45 share a pair in 99 cases of 100
PRIME: Final = 4_294_967_311
MOST_FOUND: Final = 20  # records that a search gives


@dataclass(frozen=True, slots=True)
class Exemplar:
    """Where a value of the invoice stood, in thousandths of the page's width; its words are kept with digits masked.

    `path` is the value's kind ("number", "payment.reference"); `before` and `after` are the words beside it in its own
    run, `left` the run to the left and `further` the next one, `above` the run above, `head` the nearest one above
    without a figure, `cell` the heading in its place among as many in the row above. `words` counts the value's words,
    `shape` is how it is written ("A-9"), `form` how it is told from what is printed, `run` the edges of its run, `nth`
    how many others with the same words beside them come before.
    """

    path: str
    page: int
    x0: float
    x1: float
    y: float
    before: str = ""
    after: str = ""
    left: str = ""
    further: str = ""
    above: str = ""
    head: str = ""
    cell: str = ""
    words: int = 1
    shape: str = ""
    form: str = ""
    run: tuple[float, float] = (0.0, 0.0)
    nth: int = 0


@dataclass(frozen=True, slots=True)
class ColumnPlace:
    """A column of the line table: its role and the breadth its values took, in thousandths of the page's width.

    `head` is the text over it, `head_x0` where that begins: columns move together with their headings.
    """

    role: str
    x0: float
    x1: float
    head: str = ""
    head_x0: float = 0.0


@dataclass(frozen=True, slots=True)
class TableShape:
    """The line table: its columns, those filled on every line, the words of its heading and of the row that ends it.

    `above` and `below` count the rows a line takes besides that with its amount.
    """

    columns: tuple[ColumnPlace, ...]
    every: tuple[str, ...]
    heading: tuple[str, ...] = ()
    end: tuple[str, ...] = ()
    above: int = 0
    below: int = 0


@dataclass(frozen=True, slots=True)
class Record:
    """What one verified invoice taught; `case` is the case it came from.

    `identifiers` are the supplier's own numbers (VAT, organisation, accounts) in compact form, never the buyer's.
    `accounts` are those money was asked to: they are compared, never filled in. `constants` are values that stay the
    same, by path; `corrected` the kinds of values that a person had to set.
    """

    case: str
    identifiers: tuple[str, ...]
    layout: tuple[tuple[str, int], ...]
    exemplars: tuple[Exemplar, ...] = ()
    table: TableShape | None = None
    constants: tuple[tuple[str, str], ...] = ()
    accounts: tuple[str, ...] = ()
    corrected: tuple[str, ...] = ()

    @property
    def numbers(self) -> frozenset[str]:
        """The supplier's numbers as their digits alone, as they are looked for on a page."""
        return frozenset(digits for one in self.identifiers if len(digits := digits_of(one)) >= SHORTEST)

    @property
    def marks(self) -> frozenset[str]:
        """What the record is found by in the books."""
        return marks_of(self.numbers, frozenset(self.layout))


def digits_of(text: str) -> str:
    """The digits of an identifier, by which "FI12345678" and "1234567-8" are one."""
    return re.sub(r"[^0-9]", "", text)


def likeness(one: Layout, two: Layout) -> float:
    """The Jaccard index of two fingerprints, 0–1."""
    return len(one & two) / len(one | two) if one or two else 0.0


def marks_of(numbers: Iterable[str], layout: Layout) -> frozenset[str]:
    """Short texts that two records or pages share when they have a number in common or look alike.

    The looks are told by pairs of least hashes (Broder 1997): the liker two pages, the more pairs they share.
    """
    return frozenset(f"n{number}"[:LONGEST_MARK] for number in numbers) | frozenset(_sketch(layout))


def hashed(word: tuple[str, int]) -> int:
    """A number for a word of a fingerprint, the same in every process."""
    return zlib.crc32(f"{word[0]}/{word[1]}".encode())


def _sketch(layout: Layout) -> Iterable[str]:
    numbers = [hashed(word) for word in layout]
    if not numbers:
        return
    for band in range(BANDS):
        least = [
            min((h * (2 * at + 2_654_435_761) + 40_503 * at) % PRIME for h in numbers)
            for at in (2 * band, 2 * band + 1)
        ]
        yield f"l{band}.{zlib.crc32(f'{least}'.encode()):08x}"


def same_source(one: Record, two: Record) -> bool:
    """Whether two records are of one supplier in one layout."""
    if one.numbers and two.numbers:
        supplier = bool(one.numbers & two.numbers)
    else:
        supplier = dict(one.constants).get("seller.name") == dict(two.constants).get("seller.name")
    return supplier and likeness(frozenset(one.layout), frozenset(two.layout)) > ALIKE


def forgotten(known: Sequence[Record], new: Record) -> tuple[str, ...]:
    """The cases whose records the new one replaces: its own earlier one, and all but the last of its kind.

    `known` are the records from the oldest on.
    """
    own = tuple(record.case for record in known if record.case == new.case)
    alike = [record.case for record in known if record.case != new.case and same_source(record, new)]
    return own + tuple(alike[: max(0, len(alike) - KEPT + 1)])


def found(known: Sequence[Record], marks: frozenset[str]) -> tuple[Record, ...]:
    """The records that share a mark, oldest first; of many those that share most."""
    shared = [(len(record.marks & marks), at) for at, record in enumerate(known)]
    best = sorted((one for one in shared if one[0]), key=lambda one: (-one[0], -one[1]))[:MOST_FOUND]
    return tuple(known[at] for at in sorted(at for _, at in best))
