"""Decide on a new or changed payee account: two people confirm it, one is enough to refuse it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from kontera.actions.desk import Desk, walk_on
from kontera.core.account_change import (
    PEOPLE,
    AccountChange,
    NotOnFile,
    Standing,
    TwoPeopleNeeded,
    blocked,
    is_confirmed,
    trusted,
)
from kontera.core.case import Case, State
from kontera.core.company import Right
from kontera.core.errors import Conflict, NotReady
from kontera.core.event import AccountChangeSaved, Noted, PayeeJudged, SupplierSaved
from kontera.core.evidence import Place
from kontera.core.finding import Finding
from kontera.core.party import Account, Supplier, Trust, Vouch
from kontera.core.row import CaseRow
from kontera.pipeline.account_watch import Asked, entered_by, open_change
from kontera.ports import Box, Note, View

PAYABLE: Final = frozenset({State.WORKING, State.VERIFY, State.APPROVE, State.DISPUTED, State.PAY})
OPEN: Final = PAYABLE | {State.PAYING}
_AGAIN: Final = ("checks", "approval", "payment")  # walked again when the account was refused
_MOST: Final = 1000
_PHONE: Final = 7  # figures: a shorter number could stand anywhere on a page
_FIELD: Final = re.compile(r"payment\.accounts\[(\d+)\]")


@dataclass(frozen=True, slots=True)
class ChangeView:
    """One account change with all that is to be weighed: supplier, invoices that wait, where it was read, its events.

    `may_vouch` says that this person can still give their word, `why_not` why not; `people` how many are needed.
    """

    change: AccountChange
    supplier: Supplier
    rows: tuple[CaseRow, ...]
    place: Place | None
    history: tuple[Noted, ...]
    people: int
    may_vouch: bool
    why_not: str


@dataclass(frozen=True, slots=True)
class Word:
    """What a person says they did: the channel they used, whom they spoke to, what was said."""

    channel: str
    contact: str
    note: str = ""


def changes(desk: Desk) -> tuple[tuple[AccountChange, Supplier], ...]:
    """All account changes with their suppliers, the open ones first, then the newest."""
    box = desk.ask(Right.SEE)
    found = sorted(box.account_changes(), key=lambda one: one.standing is not Standing.OPEN)
    return tuple((one, box.supplier(one.supplier)) for one in found)


def waiting(desk: Desk) -> int:
    """How many account changes are open."""
    return len(desk.ask(Right.SEE).account_changes(Standing.OPEN))


def change(desk: Desk, change_id: str) -> ChangeView:
    """One account change. Raises NotFound."""
    box = desk.ask(Right.SEE)
    known = _with_all_who_entered(box, box.account_change(change_id))
    supplier = box.supplier(known.supplier)
    evidence = box.case(known.case).evidence.get(known.field) if known.case else None
    why_not = _why_not(desk, box, known)
    return ChangeView(
        known,
        supplier,
        open_rows(box, supplier),
        evidence.place if evidence else None,
        box.history(known.stream),
        _people(box),
        not why_not,
        why_not,
    )


def vouch(desk: Desk, change_id: str, word: Word) -> AccountChange:
    """Give one's word that the account is the supplier's, having asked through a channel already on file.

    With enough people the account is trusted, and the stops on the supplier's invoices fall. Raises MayNotVouch,
    NotOnFile, ChangeClosed, NotReady.
    """
    box = desk.ask(_right(desk))
    stored = box.account_change(change_id)
    known = _with_all_who_entered(box, stored)
    said = Word(word.channel.strip(), word.contact.strip(), word.note.strip())
    if not said.channel or not said.contact:
        raise NotReady(reason="say whom you spoke to, and through which channel")
    if not known.on_file and _stands_on_the_invoice(box, known, said.channel):
        raise NotOnFile(channel=said.channel)
    approver = desk.person.may(Right.APPROVE)
    given = Vouch(desk.by, desk.doors.clock.today(), said.channel, said.contact, said.note, approver)
    after = known.vouched(given, _people(box))
    with box.transaction() as note:
        note.event(known.stream, AccountChangeSaved(after), by=desk.by, expect=_last(box, known))
        if after.standing is Standing.CONFIRMED:
            _confirm(desk, box, after, note)
    return after


def refuse(desk: Desk, change_id: str, reason: str) -> AccountChange:
    """The account is not the supplier's: it is blocked, and every invoice that asks to be paid there is stopped."""
    box = desk.ask(_right(desk))
    known = box.account_change(change_id)
    if not reason.strip():
        raise NotReady(reason="a reason is needed")
    today = desk.doors.clock.today()
    after = known.ended(Standing.REFUSED, desk.by, today, reason.strip())
    supplier = box.supplier(known.supplier)
    with box.transaction() as note:
        note.event(known.stream, AccountChangeSaved(after), by=desk.by, expect=_last(box, known))
        saved = SupplierSaved(blocked(supplier, after, today), why=f"account:{after.id} {after.reason}")
        note.event(f"supplier:{supplier.id}", saved, by=desk.by)
        for row in _rows(box, supplier, PAYABLE):
            if row.account == after.account.key:
                _judge(box, note, row, PayeeJudged(after.id, Standing.REFUSED, redo=_AGAIN), desk.by)
    return after


def withdraw(desk: Desk, change_id: str, reason: str) -> AccountChange:
    """Let the change go because no open invoice asks to be paid there; an unconfirmed account leaves the register too.

    Raises NotReady while an invoice does, or where the account is confirmed.
    """
    box = desk.ask(_right(desk))
    known = box.account_change(change_id)
    supplier = box.supplier(known.supplier)
    if any(row.account == known.account.key for row in _rows(box, supplier, OPEN)):
        raise NotReady(reason="an open invoice asks to be paid on the account")
    after = known.ended(Standing.WITHDRAWN, desk.by, desk.doors.clock.today(), reason.strip())
    kept = tuple(one for one in supplier.accounts if one.account.key != known.account.key or one.trust is not Trust.NEW)
    with box.transaction() as note:
        note.event(known.stream, AccountChangeSaved(after), by=desk.by, expect=_last(box, known))
        if kept != supplier.accounts:
            saved = SupplierSaved(replace(supplier, accounts=kept), why=f"account:{after.id} {after.reason}".strip())
            note.event(f"supplier:{supplier.id}", saved, by=desk.by)
    return after


def open_case(desk: Desk, supplier_id: str, key: str, case: str = "") -> AccountChange:
    """Open the case of an account of the register or of an invoice, by its key; the open one, where there is one.

    Raises NotReady for an account that is confirmed already or stands nowhere.
    """
    box = desk.ask(_right(desk))
    supplier = box.supplier(supplier_id)
    known = box.case(case) if case else None
    stated = known.invoice.payment.accounts if known else ()
    listed = (*(one.account for one in supplier.accounts), *stated)
    account = next((one for one in listed if one.key == key), None)
    if account is None or is_confirmed(supplier, account):
        raise NotReady(reason="there is no such account to confirm")
    index = next((at for at, one in enumerate(stated) if one.key == key), 0)
    asked = Asked(supplier, account, known, f"payment.accounts[{index}]" if known else "")
    with box.transaction() as note:
        opened = open_change(asked, box, desk.doors, note, desk.by)
    if opened is None:
        raise NotReady(reason="there is no such account to confirm")
    return opened


def leads_to_case(desk: Desk, box: Box, case: Case, stop: Finding) -> None:
    """A stop about the payee's account falls with the account's own case, never by itself; opens it where it is not.

    Returns when the account is confirmed by now. Raises TwoPeopleNeeded, NotReady without a supplier.
    """
    account = _account_of(case, stop)
    if not case.supplier or account is None:
        raise NotReady(reason="choose the supplier first")
    supplier = box.supplier(case.supplier)
    if is_confirmed(supplier, account):
        return
    if stop.rule == "fraud.account_blocked":
        raise NotReady(reason="the account is blocked: correct it, or have its case opened again in the register")
    asked = Asked(supplier, account, case, stop.field)
    with box.transaction() as note:
        # who presses the button has not entered the account
        opened = open_change(asked, box, desk.doors, note, "way")
    raise TwoPeopleNeeded(change=opened.id if opened else supplier.party.name)


def blocking(box: Box) -> Mapping[str, AccountChange]:
    """The suppliers that nothing is paid to now, each with the account change that holds it."""
    return {one.supplier: one for one in box.account_changes(Standing.OPEN)}


def open_rows(box: Box, supplier: Supplier) -> tuple[CaseRow, ...]:
    """The supplier's invoices that are not paid."""
    return _rows(box, supplier, OPEN)


def _rows(box: Box, supplier: Supplier, states: frozenset[State]) -> tuple[CaseRow, ...]:
    views = (View(states=states, supplier=one, sort="due_date", limit=_MOST) for one in supplier.ids)
    return tuple(row for view in views for row in box.rows(view))


def _confirm(desk: Desk, box: Box, after: AccountChange, note: Note) -> None:
    """Trust the account; the stops that spoke of it fall."""
    supplier = trusted(box.supplier(after.supplier), after, desk.doors.clock.today())
    saved = SupplierSaved(supplier, (after.account,), why=f"account:{after.id}")
    note.event(f"supplier:{supplier.id}", saved, by=desk.by)
    stops_fall(box, note, supplier, after.id, desk.by)


def stops_fall(box: Box, note: Note, supplier: Supplier, change: str, by: str) -> None:
    """The stops on the supplier's open invoices that spoke of an account fall; `change` says where it was confirmed."""
    for row in _rows(box, supplier, PAYABLE):
        if not any(rule.startswith("fraud.account_") for rule in row.doubts):
            continue
        case = box.case(row.id)
        stops = tuple(one.key for one in case.stops if _speaks_of(one, case, supplier))
        if stops:
            redo = ("checks",) if case.state is not State.PAY else ()
            _judge(box, note, row, PayeeJudged(change, Standing.CONFIRMED, stops, redo), by)


def _speaks_of(stop: Finding, case: Case, supplier: Supplier) -> bool:
    """Whether a stop is about an account that is confirmed now, or stands beside one that is."""
    if stop.rule not in {"fraud.account_changed", "fraud.account_shared", "fraud.account_new"}:
        return False
    account = _account_of(case, stop)
    if account is not None and is_confirmed(supplier, account):
        return True
    beside = any(is_confirmed(supplier, one) for one in case.invoice.payment.accounts)
    return beside and stop.rule != "fraud.account_shared"


def _judge(box: Box, note: Note, row: CaseRow, event: PayeeJudged, by: str) -> None:
    case = box.case(row.id)
    number = note.event(row.id, event, by=by, expect=case.revision).seq
    walk_on(note, case, number)


def _account_of(case: Case, stop: Finding) -> Account | None:
    accounts = case.invoice.payment.accounts
    found = _FIELD.match(stop.field)
    index = int(found[1]) if found else 0
    return accounts[index] if index < len(accounts) else None


def _people(box: Box) -> int:
    return PEOPLE if box.company.policy.two_to_release else 1


def _right(desk: Desk) -> Right:
    """Approvers and those who keep the register may ask a supplier; one approver must be among them."""
    return Right.APPROVE if desk.person.may(Right.APPROVE) else Right.SUPPLIERS


def _with_all_who_entered(box: Box, change: AccountChange) -> AccountChange:
    """The change with everybody who has typed its account by now, on its invoice or into the register."""
    case = box.case(change.case) if change.case else None
    asked = Asked(box.supplier(change.supplier), change.account, case, change.field)
    later = entered_by(asked, box, "way")
    return replace(change, entered_by=tuple(dict.fromkeys((*change.entered_by, *later))))


def _why_not(desk: Desk, box: Box, change: AccountChange) -> str:
    """Why this person cannot give their word; empty when they can."""
    if change.standing is not Standing.OPEN:
        return "the account has been decided on"
    if not desk.person.may(_right(desk)):
        return "the right is missing"
    if _people(box) >= PEOPLE and desk.by in change.entered_by:
        return "who entered the account may not confirm it"
    if any(one.by == desk.by for one in change.vouches):
        return "another person must confirm it too"
    return ""


def _stands_on_the_invoice(box: Box, change: AccountChange, channel: str) -> bool:
    """Whether a channel was taken from the very invoice that brought the account: it would reach the forger."""
    if not change.case:
        return False
    case = box.case(change.case)
    contact = case.invoice.seller.contact
    words = [contact.phone, contact.email, *(word.text for page in case.pages for word in page.words)]
    digits = re.sub(r"\D", "", channel)
    if len(digits) >= _PHONE:
        return digits[-_PHONE:] in re.sub(r"\D", "", "".join(words))
    plain = channel.casefold()
    return "@" in plain and any(plain in word.casefold() for word in words if word)


def _last(box: Box, change: AccountChange) -> int:
    """The number of the change's last event, where the record read is still what that event says."""
    history = box.history(change.stream)
    if history and isinstance(history[-1].event, AccountChangeSaved):
        latest = history[-1].event.change
        if len(latest.vouches) != len(change.vouches) or latest.standing is not change.standing:
            raise Conflict(who=history[-1].by)
    return len(history)
