"""The columns of words in a line table as the words stand below their headings, however these are aligned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from kontera.steps.interpretation.columns import Column, Header
from kontera.steps.interpretation.context import Context
from kontera.steps.interpretation.layout import Row, Segment
from kontera.steps.interpretation.lines_grid import EDGE, WORDS

MOST_ROWS: Final = 40
COMMON: Final = 0.35  # of the rows: as many begin a text at the same edge where it is a column
FARTHEST: Final = 60.0  # from a heading to its texts, where they do not stand under one another
CLEAR: Final = 6.0  # between two columns of words


@dataclass(slots=True)
class Texts:
    """Texts that begin at one edge, row after row."""

    x0: float
    x1: float
    rows: int = 1


def aligned(context: Context, header: Header, rows: Sequence[Row]) -> Header:
    """The heading with its columns of words where these begin; the heading itself where nothing stands otherwise.

    Texts under a heading that names no column are a column aside: they are no part of the description.
    """
    texts = _texts(context, rows[:MOST_ROWS])
    columns = list(header.columns)
    wishes = sorted(
        (cost, i, j)
        for i, column in enumerate(columns)
        if column.role in WORDS
        for j, text in enumerate(texts)
        if (cost := _cost(column, text)) is not None
    )
    named: set[int] = set()
    used: set[int] = set()
    for _, i, j in wishes:
        if i in named or j in used:
            continue
        named.add(i)
        used.add(j)
        column, text = columns[i], texts[j]
        if text.x0 < column.x0 - CLEAR and not _between(columns, text, column):
            columns[i] = replace(column, x0=text.x0)
    aside = [text for j, text in enumerate(texts) if j not in used and _headed(context, header, text)]
    columns += [Column("c_note", text.x0, text.x1, "") for text in aside if _apart(columns, text)]
    if columns == list(header.columns):
        return header
    columns.sort(key=lambda column: column.x0)
    return replace(header, columns=tuple(columns))


def _texts(context: Context, rows: Sequence[Row]) -> list[Texts]:
    found: list[Texts] = []
    for row in rows:
        for segment in row.segments:
            left = _begins(context, segment)
            if left is None:
                continue
            known = next((text for text in found if abs(text.x0 - left) <= EDGE), None)
            if known is None:
                found.append(Texts(left, segment.x1))
            else:
                known.rows += 1
                known.x1 = max(known.x1, segment.x1)
    least = max(min(2, len(rows)), COMMON * len(rows))
    return sorted((text for text in found if text.rows >= least), key=lambda text: text.x0)


def _begins(context: Context, segment: Segment) -> float | None:
    """Where the words of the segment begin, codes like "10-4471" among them; None when it has nothing but figures."""
    figures = [token for figure in context.figures[segment] for token in figure.tokens]
    used = {id(token) for token in figures if not token.letters}
    codes = {id(token) for at, token in enumerate(figures) if any(token is other for other in figures[:at])}
    for token in segment.tokens:
        if id(token) in codes or (id(token) not in used and len(token.letters) > 1):
            return token.x0
        if not used and any(map(str.isalnum, token.text)):
            return token.x0
    return None


def _cost(column: Column, text: Texts) -> float | None:
    away = min(abs(column.x0 - text.x0), abs(column.x0 + column.x1 - text.x0 - text.x1) / 2)
    if min(column.x1, text.x1) > max(column.x0, text.x0):
        return min(away, 25.0) - 25.0
    return away if away <= FARTHEST else None


def _between(columns: Sequence[Column], text: Texts, own: Column) -> bool:
    """Whether another column stands between where the texts begin and their heading."""
    return any(text.x0 - EDGE < other.x1 and other.x0 < own.x0 for other in columns if other is not own)


def _headed(context: Context, header: Header, text: Texts) -> bool:
    """Whether words of the heading that name no column stand above the texts."""
    return any(
        min(segment.x1, text.x1) > max(segment.x0, text.x0)
        and not any(min(segment.x1, column.x1) > max(segment.x0, column.x0) for column in header.columns)
        for row in context.sheet.rows[header.first : header.last + 1]
        for segment in row.segments
    )


def _apart(columns: Sequence[Column], text: Texts) -> bool:
    return all(min(column.x1, text.x1) - max(column.x0, text.x0) <= 0 for column in columns)
