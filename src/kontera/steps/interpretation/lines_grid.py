"""The columns of a line table as its figures stand: clusters of edges, joined with the headings above them."""

# ruff: noqa: PLR2004 - the numbers are weights, distances and probabilities, explained where they are used

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from kontera.steps.interpretation.columns import NOT_TEXT, Column, Header
from kontera.steps.interpretation.context import Context
from kontera.steps.interpretation.layout import Row
from kontera.steps.interpretation.numbers import Figure

EDGE: Final = 3.0  # how far edges that are aligned may stand apart, in thousandths of the page width
UNIT_LETTERS: Final = 5
MOST_ROWS: Final = 80
REACH: Final = 70.0  # from a heading to the figures that it is for
NEAR_CODE: Final = 25.0  # between a heading and the article numbers below it
PERCENTS: Final = frozenset({"c_discount", "c_vat_rate", "c_vat_amount"})
WORDS: Final = frozenset({"c_description", "c_article", "c_date", "c_note", "c_unit"})


@dataclass(slots=True)
class Cluster:
    """Figures that stand in one column."""

    x0: float
    x1: float
    cells: list[tuple[Row, Figure]] = field(default_factory=list)

    @property
    def percents(self) -> float:
        """The share of its figures that are percentages."""
        return sum(figure.percent for _, figure in self.cells) / len(self.cells)

    @property
    def money(self) -> float:
        """The share of its figures that are printed as amounts are."""
        return sum(figure.money for _, figure in self.cells) / len(self.cells)


def bare(figure: Figure) -> bool:
    """Whether little but the figure, a unit and a currency stands in its segment: it is a cell, not prose."""
    letters = [token.letters for token in figure.segment.tokens]
    return sum(len(text) for text in letters if text not in NOT_TEXT) <= UNIT_LETTERS


def _breadth(figure: Figure) -> tuple[float, float]:
    digits = sum(any(char.isdigit() for char in token.text) for token in figure.segment.tokens)
    own = sum(any(char.isdigit() for char in token.text) for token in figure.tokens)
    return (figure.segment.x0, figure.segment.x1) if digits == own else (figure.x0, figure.x1)


def clusters_of(context: Context, rows: Sequence[Row]) -> list[Cluster]:
    """The columns that the bare figures of the rows stand in, from the left."""
    found: list[Cluster] = []
    for row in rows[:MOST_ROWS]:
        for segment in row.segments:
            for figure in context.figures[segment]:
                if bare(figure):
                    _place(found, row, figure)
    found.sort(key=lambda cluster: cluster.x0)
    return _merged(found)


def _place(found: list[Cluster], row: Row, figure: Figure) -> None:
    x0, x1 = _breadth(figure)
    best, nearest = None, EDGE
    for cluster in found:
        middle = abs(cluster.x0 + cluster.x1 - x0 - x1) / 2
        away = min(abs(cluster.x0 - x0), abs(cluster.x1 - x1), middle)
        if away <= nearest and min(cluster.x1, x1) > max(cluster.x0, x0):
            best, nearest = cluster, away
    if best is None:
        found.append(Cluster(x0, x1, [(row, figure)]))
        return
    best.x0, best.x1 = min(best.x0, x0), max(best.x1, x1)
    best.cells.append((row, figure))


def _merged(found: list[Cluster]) -> list[Cluster]:
    merged: list[Cluster] = []
    for cluster in found:
        last = merged[-1] if merged else None
        if last and min(last.x1, cluster.x1) - max(last.x0, cluster.x0) > 0.5 * min(
            last.x1 - last.x0, cluster.x1 - cluster.x0
        ):
            last.x0, last.x1 = min(last.x0, cluster.x0), max(last.x1, cluster.x1)
            last.cells += cluster.cells
        else:
            merged.append(cluster)
    return merged


def fitted(header: Header, clusters: Sequence[Cluster], rows: int) -> Header:
    """The heading with each column as broad as its figures, and a nameless column for figures without a heading.

    A heading and a cluster are for each other when nothing stands nearer to either; `rows` is the count of rows.
    """
    wishes = sorted(
        (_cost(column, cluster), i, j)
        for i, column in enumerate(header.columns)
        for j, cluster in enumerate(clusters)
        if column.role not in WORDS
    )
    columns = list(header.columns)
    used: set[int] = set()
    named: set[int] = set()
    for cost, i, j in wishes:
        if cost > REACH or i in named or j in used:
            continue
        named.add(i)
        used.add(j)
        columns[i] = replace(columns[i], x0=clusters[j].x0, x1=clusters[j].x1)
    for j, cluster in enumerate(clusters):
        if j in used:
            continue
        code = _coded(columns, cluster)
        if code is not None:
            old = columns[code]
            columns[code] = replace(old, x0=min(old.x0, cluster.x0), x1=max(old.x1, cluster.x1))
        elif _stands_alone(cluster, header, columns, rows):
            columns.append(Column("", cluster.x0, cluster.x1, ""))
    columns.sort(key=lambda column: column.x0)
    return replace(header, columns=tuple(columns))


def _coded(columns: Sequence[Column], cluster: Cluster) -> int | None:
    """The column of article numbers that the figures are a part of: their heading stands above or near them."""
    if 2 * sum(figure.decimals > 0 for _, figure in cluster.cells) >= len(cluster.cells):
        return None
    for at, column in enumerate(columns):
        apart = max(column.x0 - cluster.x1, cluster.x0 - column.x1)
        if column.role == "c_article" and apart < NEAR_CODE and not _parted(columns, column, cluster):
            return at
    return None


def _parted(columns: Sequence[Column], own: Column, cluster: Cluster) -> bool:
    left, right = min(own.x0, cluster.x0), max(own.x1, cluster.x1)
    return any(column is not own and column.x0 < right and left < column.x1 for column in columns)


def _cost(column: Column, cluster: Cluster) -> float:
    shared = min(column.x1, cluster.x1) - max(column.x0, cluster.x0)
    middle = abs(column.x0 + column.x1 - cluster.x0 - cluster.x1) / 2
    away = min(abs(column.x0 - cluster.x0), abs(column.x1 - cluster.x1), middle)
    cost = away - (25 if shared > 0 else 0)
    if (cluster.percents > 0.5) != (column.role in PERCENTS) and (
        cluster.percents > 0.5 or column.role == "c_vat_rate"
    ):
        cost += 30
    if column.role == "c_pos" and cluster.money > 0.5:
        cost += 40
    return cost - min(len(cluster.cells), 5)


def _stands_alone(cluster: Cluster, header: Header, columns: Sequence[Column], rows: int) -> bool:
    if len(cluster.cells) < max(2, rows // 3) and not (rows <= 2 and cluster.money):
        return False
    words = next((column for column in header.columns if column.role == "c_description"), None)
    left = min((column.x0 for column in header.columns), default=0.0)
    aside = cluster.x0 < left - 20 and 2 * sum(figure.decimals > 0 for _, figure in cluster.cells) < len(cluster.cells)
    if aside or (words and cluster.x0 < words.x1 and cluster.x1 > words.x0):
        return False
    return all(min(c.x1, cluster.x1) - max(c.x0, cluster.x0) <= 0 for c in columns if c.role not in WORDS)
