"""The sheet: what a page shows, in the order it shows it, before any layout."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kontera.formats.page.words import Language


@dataclass(frozen=True, slots=True)
class Fact:
    """One labelled value: `term` is its business term in EN 16931 ("BT-1"), `small` a scheme or code beside it.

    A fact without a label is running text. `strong` is what the eye should find first.
    """

    label: str
    text: str
    term: str = ""
    small: str = ""
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Facts under one heading; `lead` are the lines above them, such as a name and its address."""

    heading: str
    facts: tuple[Fact, ...] = ()
    lead: tuple[str, ...] = ()
    term: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; numbers stand to the right."""

    label: str
    term: str = ""
    is_number: bool = False
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A value in a table, `small` a code beside it."""

    text: str = ""
    small: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row: one cell a column, and what is said beneath them."""

    cells: tuple[Cell, ...]
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a heading; without rows it is not shown."""

    heading: str
    columns: tuple[Column, ...] = ()
    rows: tuple[Row, ...] = ()
    term: str = ""


class Tone(StrEnum):
    """How loud a remark is."""

    STOP = "stop"
    DOUBT = "doubt"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that was found to differ: `word` says how heavy it is, `mend` how to put it right."""

    tone: Tone
    word: str
    text: str
    mend: str = ""
    rule: str = ""
    field: str = ""


@dataclass(frozen=True, slots=True)
class Furniture:
    """The words that belong to the page and not to the invoice."""

    page_of: str  # with {page} and {pages}
    made_from: str
    show_terms: str
    remarks: str
    field: str
    missing: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole page. `day` is the invoice's own date and `number` its number, both absent where not stated."""

    language: Language
    title: str
    number: str
    seller: str
    day: date | None
    furniture: Furniture
    summary: tuple[Fact, ...]
    remarks: tuple[Remark, ...]
    parties: tuple[Group, ...]
    facts: tuple[Group, ...]
    notes: Group
    lines: Table
    allowances: Table
    vat: Table
    totals: Group
    payment: Group
    preceding: Table
    attachments: Table
    unread: Group
    source: Group
