"""Watches the payee's account: one that is not confirmed gets a case of its own, which blocks payment."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from kontera.core.account_change import (
    AccountChange,
    Cause,
    OnFile,
    Standing,
    cause_of,
    change_id,
    channels,
    is_confirmed,
)
from kontera.core.case import BOOKABLE, Case
from kontera.core.event import AccountChangeSaved, Corrected, SupplierSaved
from kontera.core.invoice import DocumentType
from kontera.core.party import Account, Supplier, Trust
from kontera.core.sender import payees
from kontera.ports import Box, Doors, Note

BY: Final = "way"


def watch_accounts(case: Case, box: Box, doors: Doors, note: Note) -> None:
    """Open a change for the account that this invoice wants to be paid on, and let go what it no longer asks for."""
    if not case.supplier:
        return
    supplier = box.supplier(case.supplier)
    wanted = unconfirmed(case, supplier)
    for change in box.account_changes(Standing.OPEN, supplier.id):
        if change.case == case.id and change.account.key not in {a.key for a in case.invoice.payment.accounts}:
            gone = change.ended(Standing.WITHDRAWN, BY, doors.clock.today(), "the invoice states another account")
            note.event(change.stream, AccountChangeSaved(gone), by=BY)
    if wanted is not None:
        index, account = wanted
        open_change(Asked(supplier, account, case, f"payment.accounts[{index}]"), box, doors, note, BY)


def unconfirmed(case: Case, supplier: Supplier) -> tuple[int, Account] | None:
    """The account that the invoice would be paid on, where none of those it states is confirmed, and its number."""
    accounts = case.invoice.payment.accounts
    kind = case.invoice.type
    if case.closed or kind not in BOOKABLE or kind is DocumentType.RECEIPT:
        return None
    if any(is_confirmed(supplier, account) for account in accounts):
        return None
    for index, account in enumerate(accounts):
        known = supplier.knows(account)
        if known is None or known.trust is Trust.NEW:
            return index, account
    return None


class Asked:
    """Which account of which supplier is to be confirmed; `case` and `field` say which invoice states it."""

    def __init__(self, supplier: Supplier, account: Account, case: Case | None = None, field: str = "") -> None:
        self.supplier, self.account, self.case, self.field = supplier, account, case, field


def open_change(asked: Asked, box: Box, doors: Doors, note: Note, by: str) -> AccountChange | None:
    """Open the case of an account, in this transaction; the open one, where there is one. None when it was refused."""
    supplier, account = asked.supplier, asked.account
    earlier = tuple(one for one in box.account_changes(supplier=supplier.id) if one.account.key == account.key)
    standing = next((one for one in earlier if one.standing is Standing.OPEN), None)
    if standing is not None:
        return standing
    if by == BY and _is_blocked(supplier, account):
        return None
    change = AccountChange(
        id=change_id(supplier.id, account, earlier),
        supplier=supplier.id,
        account=account,
        cause=_cause(asked, box),
        opened=doors.clock.today(),
        opened_by=by,
        entered_by=entered_by(asked, box, by),
        case=asked.case.id if asked.case else "",
        field=asked.field,
        on_file=on_file(supplier, asked.case.id if asked.case else "", box),
        before=supplier.accounts,
    )
    if note.claim(change.stream):
        note.event(change.stream, AccountChangeSaved(change), by=by, expect=0)
    return change


def _is_blocked(supplier: Supplier, account: Account) -> bool:
    known = supplier.knows(account)
    return known is not None and known.trust is Trust.BLOCKED


def _cause(asked: Asked, box: Box) -> Cause:
    remarks = asked.case.remarks.get("checks", ()) if asked.case else ()
    if any(one.rule == "fraud.account_shared" and one.field == asked.field for one in remarks):
        return Cause.SHARED
    return cause_of(asked.supplier, asked.account, () if asked.case else box.suppliers_by(payees((asked.account,))))


def entered_by(asked: Asked, box: Box, by: str) -> tuple[str, ...]:
    """Who typed the account: on the invoice or into the register."""
    people = [] if by == BY else [by]
    if asked.case is not None:
        people.extend(_typed_on(asked.case, box))
    people.extend(_typed_into(asked.supplier, asked.account, box))
    return tuple(dict.fromkeys(people))


def _typed_on(case: Case, box: Box) -> Iterable[str]:
    if not any(path.startswith("payment.accounts") for path in case.corrected):
        return
    for noted in box.history(case.id):
        match noted.event:
            case Corrected(changes) if any(one.path.startswith("payment.accounts") for one in changes):
                yield noted.by
            case _:
                continue


def _typed_into(supplier: Supplier, account: Account, box: Box) -> Iterable[str]:
    """Who first saved the account in the register, unless it was taken over from an invoice as that states it."""
    for noted in box.history(f"supplier:{supplier.id}"):
        match noted.event:
            case SupplierSaved(saved, _, why) if saved.knows(account) is not None:
                if not why.startswith("case:") and noted.by.startswith("person:"):
                    yield noted.by
                return
            case _:
                continue


def on_file(supplier: Supplier, case: str, box: Box) -> tuple[OnFile, ...]:
    """How the supplier could be reached before this: nothing that was taken from the very invoice counts."""
    found: dict[str, OnFile] = {}
    for noted in box.history(f"supplier:{supplier.id}"):
        match noted.event:
            case SupplierSaved(saved, _, why) if not case or why.partition(" ")[0] != f"case:{case}":
                fresh = {one.value: one for one in channels(saved, noted.at.date())}
                found = {
                    value: replace(one, since=found[value].since) if value in found else one
                    for value, one in fresh.items()
                }
            case _:
                continue
    return tuple(found.values())
