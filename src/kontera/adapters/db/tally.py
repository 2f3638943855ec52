"""Writes what reports add up: an event's turnover, and a booked case's debt, prices and figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.db.models import F

from kontera.adapters.db import models, rows
from kontera.adapters.db.books import Books
from kontera.adapters.db.changes import write_figure, write_prices
from kontera.adapters.db.sums import HABITS, WORKED, Part, parts
from kontera.adapters.projection import turnover_of
from kontera.core.case import Case
from kontera.core.event import BroughtBack, BroughtForward, Noted, Registered, Settled
from kontera.core.figure import Debt, Figure, debt_of, figure_of
from kontera.core.money import minor, rounded
from kontera.core.prices import price_key, prices_of

NAME_LENGTH: Final = 160
UNIT_LENGTH: Final = 16
PRICE_PLACES: Final = 4
TABLES: Final = (models.FigureRow, models.PayableRow, models.PriceRow, models.TurnoverRow)


def tally(books: Books, case: Case, noted: Noted) -> set[Part]:
    """Bring the reports' tables up to date with an event; `case` is its case after it. Which sums are others now."""
    _turn(books, turnover_of(noted.event))
    match noted.event:
        case BroughtForward(item):
            _owe(books, case, item.on)
        case BroughtBack(item):
            _close(books, case.id, item.on)
        case Registered(vouchers):
            if vouchers:
                _owe(books, case, vouchers[-1].entry.on)
            books.of(models.PayableRow).filter(case=case.id, until=None).update(due=case.due)
            _price(books, case)
            return _count(books, case, noted)
        case Settled(paid):
            if paid is not None:
                _close(books, case.id, paid.entry.on)
            if case.vouchers:
                return _count(books, case, noted)
        case _:
            pass
    return set()


def _turn(books: Books, turned: Mapping[tuple[str, date], Decimal]) -> None:
    """Add to the turnover of accounts, always in one order, so that two writers wait for each other."""
    for (account, on), sum_of in sorted(turned.items()):
        key, amount = {"account": account, "on": on}, minor(sum_of)
        if not books.of(models.TurnoverRow).filter(**key).update(amount=F("amount") + amount):
            books.add(models.TurnoverRow, **key, amount=amount)


def _owe(books: Books, case: Case, on: date) -> None:
    """The debt as it stands from a day on, in place of how it stood."""
    _close(books, case.id, on)
    debt = debt_of(case)
    if debt is not None:
        books.add(models.PayableRow, since=on, **debt_columns(debt))


def debt_columns(debt: Debt) -> dict[str, Any]:
    """A debt as columns."""
    return {
        "case": debt.case,
        "supplier": debt.supplier,
        "currency": debt.currency,
        "amount": minor(debt.amount),
        "booked": minor(debt.booked),
        "due": debt.due,
    }


def _close(books: Books, case: str, on: date) -> None:
    """End the debt on a day.

    One taken back on a day before it began was in the books with the opposite sign between the two: so it stands.
    """
    for row in books.of(models.PayableRow).filter(case=case, until=None):
        row.until = on
        if on < row.since:
            row.since, row.until = on, row.since
            row.amount, row.booked = -row.amount, -row.booked
        if row.since == row.until:
            row.delete()
        else:
            row.save()


def _price(books: Books, case: Case) -> None:
    write_prices(books, case.id, price_columns(case))


def price_columns(case: Case) -> Iterator[dict[str, Any]]:
    """The prices of a booked case as columns."""
    names = {price_key(line): line.description or line.seller_article for line in case.invoice.lines}
    for price in prices_of(case):
        yield {
            "supplier": price.supplier,
            "item": price.key,
            "name": names[price.key][:NAME_LENGTH],
            "unit": price.unit[:UNIT_LENGTH],
            "currency": price.currency,
            "on": price.on,
            "price": int(rounded(price.price, PRICE_PLACES).scaleb(PRICE_PLACES)),
        }


def _count(books: Books, case: Case, noted: Noted) -> set[Part]:
    kept = books.of(models.Event).filter(stream=case.id, seq__lte=noted.seq, by__startswith="person:").order_by("seq")
    figure = figure_of(case, tuple(rows.noted(one) for one in kept), noted.at.date())
    figures = write_figure(books, case.id, figure_columns(figure))
    verified = parts(WORKED, ((one["supplier"], one["on"]) for one in figures))
    return verified | parts(HABITS, ((one["supplier"], one["paid"]) for one in figures))


def figure_columns(figure: Figure) -> dict[str, Any]:
    """A booked invoice's figures as columns."""
    return {
        "supplier": figure.supplier,
        "origin": figure.origin.value,
        "on": figure.on,
        "by_hand": figure.by_hand,
        "seconds": figure.seconds,
        "read": figure.read,
        "corrected": figure.corrected,
        "currency": figure.currency,
        "issued": figure.issued,
        "terms": figure.terms,
        "due": figure.due,
        "paid": figure.paid,
        "days": figure.days_to_pay,
        "late": figure.days_late,
        "discount": minor(figure.discount),
        "missed": minor(figure.missed),
    }
