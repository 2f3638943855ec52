"""Take in a supplier register from a file: what would change is shown first, and nothing is half done."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from kontera.actions import suppliers
from kontera.actions.desk import Desk
from kontera.actions.fits import faults as faults_of
from kontera.actions.fits import known_books
from kontera.actions.known import Known
from kontera.actions.supplier_fields import accounts_of, judged, texts
from kontera.core.account_change import is_confirmed
from kontera.core.company import Right
from kontera.core.errors import Conflict, KonteraError
from kontera.core.event import SupplierSaved
from kontera.core.party import KnownAccount, Party, Supplier, Trust
from kontera.formats.register_csv import MOST_BYTES, RegisterTable, TableRow, read_register
from kontera.pipeline.account_watch import Asked, open_change
from kontera.ports import Box

__all__ = ("MOST_BYTES", "Fault", "ImportRefused", "Plan", "Planned", "Repeated", "plan", "take_in")
_NAMED: Final = ("country", "name", "organisation_number", "vat_number", "number")
"""The fields by which a row names its supplier."""
_FILLED: Final = frozenset({"handling", "pay_method", "contacts"})


class ImportRefused(KonteraError):
    """The file has rows that cannot be taken in; nothing was."""

    code, status, exit_code = "register.import_refused", 422, 2
    msgid = "{count} values of the file are wrong; nothing was taken in."


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one value: its row in the file, the column's own heading, the text and the error."""

    row: int
    column: str
    text: str
    error: KonteraError


@dataclass(frozen=True, slots=True)
class Planned:
    """What a row does: the record before (None: a new one) and after, the fields that change, accounts that come."""

    row: int
    before: Supplier | None
    after: Supplier
    fields: tuple[tuple[str, str, str], ...]
    accounts: tuple[KnownAccount, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What taking in a file would do; `token` is of the file and the register as they are now."""

    table: RegisterTable
    planned: tuple[Planned, ...]
    same: int
    faults: tuple[Fault, ...]
    token: str

    @property
    def new(self) -> int:
        """How many suppliers would be added."""
        return sum(one.before is None for one in self.planned)

    @property
    def changed(self) -> int:
        """How many would be changed."""
        return sum(one.before is not None for one in self.planned)


def plan(desk: Desk, data: bytes) -> Plan:
    """What taking in this file would change; changes nothing. Raises NotATable, TableTooLarge."""
    box = desk.ask(Right.SUPPLIERS)
    table = read_register(data)
    known, books = Known(box.suppliers()), known_books(desk, box)
    planned: list[Planned] = []
    faults: list[Fault] = []
    same = 0
    for row in table.rows:
        made, wrong = _planned(desk, box, known, row)
        wrong = {**faults_of(books, made.after, made.before), **wrong}
        faults.extend(
            Fault(row.number, table.columns.get(field, field), row.values.get(field, ""), error)
            for field, error in wrong.items()
        )
        if wrong:
            continue
        if made.before is not None and not made.fields and not made.accounts:
            same += 1
            continue
        planned.append(made)
    faults.extend(_twice(planned, table))
    return Plan(table, tuple(planned), same, tuple(sorted(faults, key=lambda one: one.row)), _token(data, known))


def take_in(desk: Desk, data: bytes, token: str = "") -> Plan:
    """Take in the file, all of it or nothing. A new account of a supplier with a trusted one gets its own case.

    `token` is of the plan that a person saw: raises Conflict when the register has changed since. Raises ImportRefused
    when a value is wrong.
    """
    box = desk.ask(Right.SUPPLIERS)
    made = plan(desk, data)
    if token and token != made.token:
        raise Conflict(who="Somebody")
    if made.faults:
        raise ImportRefused(count=len(made.faults))
    with box.transaction() as note:
        for one in made.planned:
            before = one.before
            for known in one.accounts:
                if before is not None and any(is_confirmed(before, other.account) for other in before.accounts):
                    open_change(Asked(before, known.account), box, desk.doors, note, desk.by)
            note.event(f"supplier:{one.after.id}", SupplierSaved(one.after, why="import"), by=desk.by)
    return made


def _planned(desk: Desk, box: Box, known: Known, row: TableRow) -> tuple[Planned, Mapping[str, KonteraError]]:
    home = box.company.country
    given = {field: text for field, text in row.values.items() if text}
    named: dict[str, str] = {field: given.get(field, "") for field in _NAMED if field in given or field == "name"}
    bare_row, _wrong = judged(Supplier("", Party()), named, home)
    before = known.find(bare_row.party, bare_row.number)
    start = before or Supplier(suppliers.identity(bare_row.party), replace(Party(), name=bare_row.party.name))
    if before is None and "country" not in given:
        given = {"country": home, **given}
    after, wrong = judged(start, given, home)
    if "name" not in given and before is None:
        _nobody, missing = judged(start, {"name": ""}, home)
        wrong = {**wrong, **missing}
    accounts, wrong_accounts = accounts_of(given, after.party.address.country or home)
    today = desk.doors.clock.today()
    fresh = tuple(KnownAccount(one, Trust.NEW, today) for one in accounts if start.knows(one) is None)
    after = replace(after, accounts=(*start.accounts, *fresh))
    if before is None:
        after = replace(after, id=suppliers.identity(after.party))
    return Planned(row.number, before, after, _fields(before, after), fresh), {**wrong, **wrong_accounts}


def _fields(before: Supplier | None, after: Supplier) -> tuple[tuple[str, str, str], ...]:
    old, new = texts(before) if before else {}, texts(after)
    return tuple(
        (name, old.get(name, ""), new[name])
        for name in new
        if old.get(name, "") != new[name] and (before is not None or name not in _FILLED)
    )


def _twice(planned: list[Planned], table: RegisterTable) -> list[Fault]:
    """Two rows of the file that mean one supplier."""
    times = Counter(one.after.id for one in planned)
    heading = table.columns["name"]
    return [
        Fault(one.row, heading, one.after.party.name, Repeated(name=one.after.party.name))
        for one in planned
        if times[one.after.id] > 1
    ]


class Repeated(KonteraError):
    """Two rows of a file are one supplier."""

    code, status, exit_code = "register.repeated", 422, 2
    msgid = "{name} stands in the file more than once."


def _token(data: bytes, known: Known) -> str:
    digest = hashlib.sha256(data)
    for one in known.register:
        digest.update(repr(one).encode())
    return digest.hexdigest()[:24]
