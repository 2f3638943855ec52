"""Makes facts and tables out of values; what was not stated makes none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kontera.formats.page.sheet import Cell, Column, Fact, Row, Table
from kontera.formats.page.words import LABELS, Tongue


def term(key: str, place: int = 0) -> str:
    """The business term behind a label; `place` chooses where the term differs by party or level."""
    terms = LABELS[key][0].split("|")
    return terms[place] if place < len(terms) else ""


def fact(
    tongue: Tongue, key: str, text: str, small: str = "", *, strong: bool = False, place: int = 0
) -> tuple[Fact, ...]:
    """One labelled value, or none when there is nothing to show."""
    if not text and not small:
        return ()
    return (Fact(tongue.word(key), text, term(key, place), small, strong),)


def column(tongue: Tongue, key: str, *, is_number: bool = False, wide: bool = False, place: int = 0) -> Column:
    """A column with its label and business term."""
    return Column(tongue.word(key), term(key, place), is_number, wide)


def table(tongue: Tongue, key: str, columns: Sequence[Column], rows: Iterable[Row]) -> Table:
    """A table of the columns that hold something in some row; the wide column always stays."""
    made = tuple(rows)
    kept = [i for i, one in enumerate(columns) if one.wide or any(row.cells[i] != Cell() for row in made)]
    return Table(
        tongue.word(key),
        tuple(columns[i] for i in kept),
        tuple(Row(tuple(row.cells[i] for i in kept), row.facts) for row in made),
        term(key),
    )


def joined(*parts: str, by: str = " · ") -> str:
    """The parts that are there, with a mark between."""
    return by.join(part for part in parts if part)
