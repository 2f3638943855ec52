"""Confirm many accounts of a register that was taken over: one list, compared by two people with sources of their own.

Only accounts that an import brought, of suppliers nobody has an account confirmed for, come on a list. One that an
invoice brought never does: the supplier is asked, in the account's own case (decision 8).
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from kontera.actions.account_change import stops_fall
from kontera.actions.desk import Desk
from kontera.core.account_change import (
    PEOPLE,
    AccountChange,
    Cause,
    Standing,
    channels,
    trusted,
)
from kontera.core.account_list import MARK, STREAM, AccountList, Listed
from kontera.core.company import Right
from kontera.core.errors import NotFound, NotReady
from kontera.core.event import AccountChangeSaved, AccountListSaved, SupplierSaved
from kontera.core.party import Account, KnownAccount, Supplier, Trust, Vouch
from kontera.ports import Box, Note, View

__all__ = ("MOST", "Candidate", "Candidates", "Word", "candidates", "confirm", "let_go", "lists", "propose")
MOST: Final = 500
"""How many accounts one list holds: as many as a person can have compared."""
_ROWS: Final = 200
_IMPORT: Final = "import"
OWN: Final = "who entered the account may not confirm it"
TYPED: Final = "it was typed in: it is confirmed in its own case"
ON_INVOICE: Final = "an invoice brought it: it is confirmed in its own case"
SHARED: Final = "it stands in the register as another supplier's"
ANOTHER: Final = "the supplier has another account that was decided on"
CLOSE: Final = "who is close to the supplier may not confirm its account"
REACHABLE: Final = "the supplier can be asked through a channel that was on file before"


@dataclass(frozen=True, slots=True)
class Candidate:
    """An account nobody has confirmed; `why_not` says why it is on no list of this person (an English msgid)."""

    supplier: Supplier
    known: KnownAccount
    entered_by: tuple[str, ...] = ()
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class Candidates:
    """One page of accounts that nobody has confirmed, how many there are in all, and how many people are needed."""

    found: tuple[Candidate, ...]
    total: int
    people: int


@dataclass(frozen=True, slots=True)
class Word:
    """What a person says they compared the accounts with: the source, and where it is kept."""

    source: str
    where: str
    note: str = ""


def candidates(desk: Desk, search: str = "", limit: int = MOST, offset: int = 0) -> Candidates:
    """The accounts nobody has confirmed, by the supplier's name; those on an open list are left out."""
    box = desk.ask(Right.SEE)
    taken = {(one.supplier, one.account.key) for each in _open(box) for one in each.entries}
    register, words = box.suppliers(), search.casefold().split()
    shared = _shared(register)
    found = [
        (supplier, known)
        for supplier in register
        for known in supplier.accounts
        if known.trust is Trust.NEW and (supplier.id, known.account.key) not in taken and _has(supplier, known, words)
    ]
    page = found[offset : offset + limit]
    judged = tuple(_judged(desk, box, supplier, known.account, shared) for supplier, known in page)
    return Candidates(judged, len(found), _people(box))


def _has(supplier: Supplier, known: KnownAccount, words: list[str]) -> bool:
    text = f"{supplier.party.name} {supplier.number} {supplier.party.organisation_number} {known.account.id}".casefold()
    return all(word in text for word in words)


def lists(desk: Desk) -> tuple[AccountList, ...]:
    """All lists, newest first."""
    return tuple(reversed(tuple(_lists(desk.ask(Right.SEE)).values())))


def propose(desk: Desk, chosen: Iterable[tuple[str, str]], word: Word) -> AccountList:
    """Make a list of these accounts (supplier and key) with one's own word for it; it waits for another person.

    What is not fit for a list is left out. Raises NotReady without a source, or when nothing is left.
    """
    box = desk.ask(_right(desk))
    given = _word(desk, word)
    entries = tuple(_fit(desk, box, tuple(dict.fromkeys(chosen))[:MOST]))
    if not entries:
        raise NotReady(reason="none of these accounts can be confirmed together")
    made = AccountList(_id(desk, box, entries), entries, given.on).vouched(given, _people(box))
    with box.transaction() as note:
        note.event(STREAM, AccountListSaved(made), by=desk.by, expect=len(box.history(STREAM)))
        if made.standing is Standing.CONFIRMED:
            _trust(desk, box, note, made)
    return made


def confirm(desk: Desk, list_id: str, word: Word, without: Iterable[tuple[str, str]] = ()) -> AccountList:
    """Give one's own word for a list; the accounts are trusted then, those left out and those no longer fit not.

    Raises MayNotVouch for who made it, NotReady without a source or when nothing is left, ChangeClosed.
    """
    box = desk.ask(_right(desk))
    known = _list(box, list_id)
    known.still_open()
    given = _word(desk, word)
    out = set(without)
    fit = {(one.supplier, one.account.key) for one in _fit(desk, box, _keys(known), known.id)}
    left_out = tuple(key for key in _keys(known) if key in out or key not in fit)
    if len(left_out) == len(known.entries):
        raise NotReady(reason="none of these accounts can be confirmed together")
    after = known.vouched(given, _people(box), left_out)
    with box.transaction() as note:
        note.event(STREAM, AccountListSaved(after), by=desk.by, expect=len(box.history(STREAM)))
        if after.standing is Standing.CONFIRMED:
            _trust(desk, box, note, after)
    return after


def let_go(desk: Desk, list_id: str, reason: str) -> AccountList:
    """Let a list go: its accounts wait as before. Raises NotReady without a reason, ChangeClosed."""
    box = desk.ask(_right(desk))
    known = _list(box, list_id)
    if not reason.strip():
        raise NotReady(reason="a reason is needed")
    after = known.withdrawn(desk.by, desk.doors.clock.today(), reason.strip())
    with box.transaction() as note:
        note.event(STREAM, AccountListSaved(after), by=desk.by, expect=len(box.history(STREAM)))
    return after


def _trust(desk: Desk, box: Box, note: Note, made: AccountList) -> None:
    """The accounts of the list are the suppliers'; the stops that spoke of them fall, and their open cases end."""
    today = desk.doors.clock.today()
    for one in made.kept:
        change = AccountChange(made.id, one.supplier, one.account, Cause.FIRST, made.made, desk.by, one.entered_by)
        vouched = replace(change, vouches=made.vouches, standing=Standing.CONFIRMED)
        supplier = trusted(box.supplier(one.supplier), vouched, today)
        saved = SupplierSaved(supplier, (one.account,), why=f"account:{made.id}")
        note.event(f"supplier:{supplier.id}", saved, by=desk.by)
        for opened in box.account_changes(Standing.OPEN, one.supplier):
            if opened.account.key == one.account.key:
                ended = replace(opened.ended(Standing.CONFIRMED, desk.by, today, ""), vouches=made.vouches)
                note.event(opened.stream, AccountChangeSaved(ended), by=desk.by)
        stops_fall(box, note, supplier, made.id, desk.by)


def _fit(desk: Desk, box: Box, keys: Iterable[tuple[str, str]], own: str = "") -> Iterator[Listed]:
    """Those of the accounts that can be on a list of this person."""
    wanted = tuple(keys)
    register = box.suppliers()
    shared, by_id = _shared(register), {one.id: one for one in register}
    taken = {key for each in _open(box) if each.id != own for key in _keys(each)}
    for supplier_id, key in wanted:
        supplier = by_id.get(supplier_id)
        known = next((one for one in supplier.accounts if one.account.key == key), None) if supplier else None
        if supplier is None or known is None or (supplier_id, key) in taken:
            continue
        judged = _judged(desk, box, supplier, known.account, shared)
        if not judged.why_not:
            yield Listed(supplier.id, known.account, judged.entered_by)


def _judged(desk: Desk, box: Box, supplier: Supplier, account: Account, shared: frozenset[str]) -> Candidate:
    """The account with the first reason that keeps it off this person's list, if any does."""
    known = supplier.knows(account) or KnownAccount(account, Trust.NEW)
    before, by, why, at = _brought(box, supplier, account)
    reasons = (
        (any(one.trust is not Trust.NEW for one in (known, *supplier.accounts)), ANOTHER),
        (account.key in shared, SHARED),
        (why.startswith("case:") or _came_on_an_invoice(box, supplier, account, at), ON_INVOICE),
        (why != _IMPORT, TYPED),
        (before is not None and bool(channels(before, None)), REACHABLE),
        (desk.person.id in supplier.related, CLOSE),
        (by == desk.by and _people(box) >= PEOPLE, OWN),
    )
    return Candidate(supplier, known, (by,), next((reason for holds, reason in reasons if holds), ""))


def _brought(box: Box, supplier: Supplier, account: Account) -> tuple[Supplier | None, str, str, datetime | None]:
    """The record before the account came into it, who brought it, why, and when."""
    before: Supplier | None = None
    for noted in box.history(f"supplier:{supplier.id}"):
        match noted.event:
            case SupplierSaved(saved, _, why):
                if saved.knows(account) is not None:
                    return before, noted.by, why, noted.at
                before = saved
            case _:
                continue
    return before, "", "", None


def _came_on_an_invoice(box: Box, supplier: Supplier, account: Account, at: datetime | None) -> bool:
    """Whether an invoice asked to be paid there before the register had it."""
    if at is None:
        return True
    for change in box.account_changes(supplier=supplier.id):
        stood_before = any(one.account.key == account.key for one in change.before)
        if change.account.key == account.key and change.case and not stood_before:
            return True
    rows = (row for one in supplier.ids for row in box.rows(View(supplier=one, sort="received", limit=_ROWS)))
    return any(row.account == account.key and row.received < at for row in rows)


def _shared(register: Iterable[Supplier]) -> frozenset[str]:
    """The accounts that stand at several suppliers."""
    counted = Counter(key for one in register for key in {known.account.key for known in one.accounts})
    return frozenset(key for key, times in counted.items() if times > 1)


def _word(desk: Desk, word: Word) -> Vouch:
    if not word.source.strip() or not word.where.strip():
        raise NotReady(reason="say what you compared the accounts with, and where it is kept")
    approver = desk.person.may(Right.APPROVE)
    today = desk.doors.clock.today()
    return Vouch(desk.by, today, word.source.strip(), word.where.strip(), word.note.strip(), approver)


def _lists(box: Box) -> Mapping[str, AccountList]:
    found = (noted.event.list for noted in box.history(STREAM) if isinstance(noted.event, AccountListSaved))
    return {one.id: one for one in found}


def _open(box: Box) -> tuple[AccountList, ...]:
    return tuple(one for one in _lists(box).values() if one.standing is Standing.OPEN)


def _list(box: Box, list_id: str) -> AccountList:
    found = _lists(box).get(list_id)
    if found is None:
        raise NotFound(what=list_id)
    return found


def _keys(known: AccountList) -> tuple[tuple[str, str], ...]:
    return tuple((one.supplier, one.account.key) for one in known.entries)


def _id(desk: Desk, box: Box, entries: tuple[Listed, ...]) -> str:
    told = "|".join((desk.by, str(len(box.history(STREAM))), *(f"{one.supplier}:{one.account.key}" for one in entries)))
    return MARK + hashlib.sha256(told.encode()).hexdigest()[:12]


def _people(box: Box) -> int:
    return PEOPLE if box.company.policy.two_to_release else 1


def _right(desk: Desk) -> Right:
    return Right.APPROVE if desk.person.may(Right.APPROVE) else Right.SUPPLIERS
