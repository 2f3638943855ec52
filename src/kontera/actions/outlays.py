"""Outlays: what the company owes to people who paid receipts with their own money, and giving it back."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from kontera.actions.desk import Desk
from kontera.core.company import Right
from kontera.core.entry import Entry, EntryLine, Voucher
from kontera.core.errors import Conflict, NotReady
from kontera.core.event import OutlaysRepaid
from kontera.core.means import Repayment
from kontera.core.money import ZERO, total
from kontera.core.outlay import Outlay, person_key
from kontera.pipeline.accounts import booked_on, in_force
from kontera.ports import Box

SERIES: Final = "B"
COLUMNS: Final = ("person", "date", "text", "voucher", "account", "amount", "currency", "repaid")
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Owed:
    """What one person is owed, in the company's currency."""

    person: str
    items: tuple[Outlay, ...]

    @property
    def amount(self) -> Decimal:
        """The sum."""
        return total(one.amount for one in self.items)


def owed(desk: Desk) -> tuple[Owed, ...]:
    """What is owed to people, by name."""
    return _by_person(desk.ask(Right.SEE).outlays())


def given_back(desk: Desk) -> tuple[Outlay, ...]:
    """What was given back, newest first."""
    return tuple(reversed(desk.ask(Right.SEE).outlays(repaid=True)))


def _by_person(items: Iterable[Outlay]) -> tuple[Owed, ...]:
    grouped: dict[str, list[Outlay]] = {}
    for one in items:
        grouped.setdefault(one.key, []).append(one)
    return tuple(Owed(grouped[key][0].person, tuple(grouped[key])) for key in sorted(grouped))


def repay(desk: Desk, person: str, cases: tuple[str, ...], on: date, by: Repayment) -> OutlaysRepaid:
    """Note that a person got the money for these receipts back on a day; from the bank it is booked at once.

    Nobody gives back to themselves in a company that demands two people for payments: the person who pays must be
    another than the one who laid out, as far as the names tell. Raises NotReady, Conflict when it was given back.
    """
    box = desk.ask(Right.SETTLE)
    if on > desk.doors.clock.today():
        raise NotReady(reason="the day has not come")
    if box.company.policy.two_to_release and person_key(desk.person.name) == person_key(person):
        raise NotReady(reason="another person must give back what you laid out")
    items = tuple(one for one in box.outlays() if one.key == person_key(person) and one.case in cases)
    if not items or len(items) != len(set(cases)):
        raise NotReady(reason="no outlay is chosen" if not items else "an outlay was given back already")
    year = box.company.year_of(on)
    with box.transaction() as note:
        for one in items:
            if not note.claim(f"outlay:{one.case}"):
                raise Conflict(who="Somebody")
        voucher = None
        if by is Repayment.BANK:
            voucher = Voucher(SERIES, box.next_number(SERIES, year), year, _entry(items, on, box))
        event = OutlaysRepaid(items[0].person, tuple(one.case for one in items), on, by, voucher)
        note.event("outlays", event, by=desk.by)
    return event


def _entry(items: tuple[Outlay, ...], on: date, box: Box) -> Entry:
    """Debit what was owed, credit the bank."""
    chart = booked_on(box.company, in_force(box))
    bank = chart.bank if chart else ""
    if not bank:
        raise NotReady(reason="the company has no bank account in its chart")
    lines: dict[str, Decimal] = {}
    for one in items:
        lines[one.account] = lines.get(one.account, ZERO) + one.amount
    lines[bank] = lines.get(bank, ZERO) - total(one.amount for one in items)
    made = tuple(EntryLine(account, max(sum_, ZERO), max(-sum_, ZERO)) for account, sum_ in lines.items() if sum_)
    return Entry(on, items[0].person, made)


def as_csv(desk: Desk, headings: tuple[str, ...] = COLUMNS, *, comma: bool = False) -> bytes:
    """All outlays, owed and given back, one a row, as UTF-8 with a byte order mark for spreadsheets.

    `headings` stand for `COLUMNS`, in the reader's language; `comma` writes decimals as in the Nordics.
    """
    box = desk.ask(Right.SEE)
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow(headings)
    for one in (*box.outlays(), *box.outlays(repaid=True)):
        repaid = one.repaid.isoformat() if one.repaid else ""
        words = (_plain(one.person), one.on.isoformat(), _plain(one.text), one.voucher, one.account)
        amount = f"{one.amount:f}".replace(".", ",") if comma else f"{one.amount:f}"
        writer.writerow((*words, amount, box.company.currency, repaid))
    return b"\xef\xbb\xbf" + file.getvalue().encode()


def _plain(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text
