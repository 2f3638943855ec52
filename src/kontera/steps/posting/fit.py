"""A proposal names only what the books have: what is not there gives way to what comes nearest, and says so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from kontera.core.entry import CodingRow, RowKind
from kontera.core.finding import Finding, Severity
from kontera.core.misfit import Books, Lack, Misfit, is_vat_code, misfit_of_account, misfits_of
from kontera.steps.posting.vat import BY

UNSURE: Final = 0.5
"""How sure a row is whose account only comes near: too little to be booked unseen."""
_NEAR: Final = "Account {missing} is not in the chart of accounts; {account} comes nearest."
_TOLD: Final = {
    Lack.ACCOUNT: "Account {account} is not in the chart of accounts.",
    Lack.UNUSED: "Account {account} is out of use in the chart of accounts.",
    Lack.DIMENSION: "There is no dimension {account} in the books.",
    Lack.OBJECT: "{account} is in use neither as cost centre, project nor other object.",
    Lack.VAT_CODE: "The VAT code {account} is not in use.",
}


def fitted(
    rows: tuple[CodingRow, ...], books: Books, fallback: str
) -> tuple[tuple[CodingRow, ...], tuple[Finding, ...]]:
    """The rows with nothing in them that the books do not have, and what was left out or put in place of it.

    What a person chose stays and is remarked on. An account that is booked on by itself has no substitute: the row is
    left without one, for a person or the company's settings to choose.
    """
    made, found = [], []
    for row in rows:
        wrong = tuple(misfits_of(books, row.account, row.dimensions, row.vat_code))
        found += [_finding(one, row) for one in wrong]
        made.append(row if row.manual else _mended(row, books, fallback))
    return tuple(_joined(made)), tuple(dict.fromkeys(found))


def _finding(wrong: Misfit, row: CodingRow) -> Finding:
    """A note where a substitute is found by itself, else a doubt."""
    settled = not row.manual and (wrong.lack not in {Lack.ACCOUNT, Lack.UNUSED} or row.kind is RowKind.COST)
    severity = Severity.NOTE if settled else Severity.DOUBT
    return Finding("posting.not_in_chart", _TOLD[wrong.lack], severity, "lines", (("account", wrong.value),), BY)


def _mended(row: CodingRow, books: Books, fallback: str) -> CodingRow:
    chart = books.chart
    kept = tuple(pair for pair in row.dimensions if not chart.dimensions or pair[0] in chart.dimensions)
    row = replace(
        row,
        dimensions=tuple(pair for pair in kept if chart.takes_object(*pair)),
        vat_code=row.vat_code if is_vat_code(row.vat_code, books.rates) else "",
        alternatives=tuple(one for one in row.alternatives if one and chart.takes(one)),
    )
    wrong = misfit_of_account(chart, row.account, books.names.get(row.account, ""))
    if wrong is None:
        return row
    account = _instead(row, wrong, books, fallback) if row.kind is RowKind.COST else ""
    reason = (
        "Account {missing} is not in the chart of accounts; {account} comes nearest." if account else _TOLD[wrong.lack]
    )
    values = (("missing" if account else "account", row.account), *((("account", account),) if account else ()))
    others = tuple(one for one in dict.fromkeys((wrong.nearest, *row.alternatives)) if one and one != account)
    sure = min(row.sure, UNSURE)
    return replace(row, account=account, sure=sure, reason=reason, reason_values=values, alternatives=others)


def _instead(row: CodingRow, wrong: Misfit, books: Books, fallback: str) -> str:
    """An account that is called the same or nearly so, else the next best choice, else what begins alike."""
    near = wrong.nearest
    alike = near and (near[:3] == row.account[:3] or books.chart.names[near] == books.names.get(row.account))
    likely = (one for one in row.alternatives if one != fallback)  # the last resort is no choice
    ranked = (near if alike else "", *likely, near, fallback)
    return next((one for one in ranked if one and books.chart.takes(one)), "")


def _joined(rows: Iterable[CodingRow]) -> Iterable[CodingRow]:
    """Cost rows that now stand on one account become one, as they would have been from the start."""
    grouped: dict[tuple[object, ...], CodingRow] = {}
    for at, row in enumerate(rows):
        plain = row.kind is RowKind.COST and not row.manual and row.sure <= UNSURE
        key = (row.account, row.dimensions, row.vat_code, row.text, row.reason) if plain else (at,)
        if key in grouped:
            known = grouped[key]
            lines, sure = known.lines + row.lines, min(known.sure, row.sure)
            row = replace(known, amount=known.amount + row.amount, sure=sure, lines=lines)  # noqa: PLW2901 - joined
        grouped[key] = row
    return grouped.values()
