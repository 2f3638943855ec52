"""Keep the supplier register: add, change, take in what invoices say, forget what was learned."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from kontera.actions import account_change
from kontera.actions.desk import Desk, walk_on
from kontera.actions.fits import check_defaults, known_books
from kontera.core.account_change import is_confirmed
from kontera.core.company import Right
from kontera.core.errors import Forbidden, NotFound, NotReady
from kontera.core.event import SupplierChosen, SupplierSaved, Unlearned
from kontera.core.party import Account, KnownAccount, Party, Supplier, Trust
from kontera.pipeline.account_watch import Asked, open_change
from kontera.ports import Box


def save(desk: Desk, supplier: Supplier, why: str = "", seen: int | None = None) -> Supplier:
    """Add a supplier or change its record. Accounts keep the trust they had; a new one gets its own case.

    `seen` is the number of the record's last change that the person saw: raises Conflict when there is a later one.
    Raises NotInBooks for a default account or dimension that the books do not have.
    Raises Forbidden for who takes away their own name from those close to the supplier.
    """
    box = desk.ask(Right.SUPPLIERS)
    known = _known(box, supplier.id)
    if known is not None and desk.person.id in set(known.related) - set(supplier.related):
        raise Forbidden(person=desk.person.name, reason="another person must say that you are no longer close to it")
    check_defaults(known_books(desk, box), supplier, known)
    accounts, fresh = _accounts(known, supplier, desk)
    saved = replace(supplier, accounts=accounts)
    with box.transaction() as note:
        for account in fresh:
            # before the record is written, so that what was on file is what was there before
            open_change(Asked(known or replace(saved, accounts=()), account), box, desk.doors, note, desk.by)
        note.event(f"supplier:{saved.id}", SupplierSaved(saved, why=why), by=desk.by, expect=seen)
    return saved


def _known(box: Box, supplier: str) -> Supplier | None:
    try:
        return box.supplier(supplier)
    except NotFound:
        return None


def _accounts(
    known: Supplier | None, supplier: Supplier, desk: Desk
) -> tuple[tuple[KnownAccount, ...], tuple[Account, ...]]:
    """The accounts to be kept, and those that are new: no trust comes by saving, and no refusal goes by it."""
    before = {one.account.key: one for one in known.accounts} if known else {}
    today = desk.doors.clock.today()
    kept, fresh = [], []
    for one in supplier.accounts:
        old = before.get(one.account.key)
        if old is None:
            fresh.append(one.account)
            kept.append(KnownAccount(one.account, Trust.NEW, today))
        else:
            kept.append(replace(old, account=one.account))
    keys = {one.account.key for one in kept}
    refused = (one for key, one in before.items() if key not in keys and one.trust is Trust.BLOCKED)
    return (*kept, *refused), tuple(fresh)


def add_from_case(desk: Desk, case: str) -> Supplier:
    """Take the supplier of an unmatched invoice into the register, as the invoice names it; its account is new.

    One that is there already under the same number is chosen, and nothing of its record changes. Raises NotReady when
    the invoice has no supplier name.
    """
    box = desk.ask(Right.SUPPLIERS)
    known = box.case(case)
    seller = known.invoice.seller
    if not seller.name:
        raise NotReady(reason="the supplier has no name")
    today = desk.doors.clock.today()
    accounts = tuple(KnownAccount(account, Trust.NEW, today) for account in known.invoice.payment.accounts)
    made = Supplier(id=identity(seller), party=seller, accounts=accounts, default_currency=known.invoice.currency)
    there = _known(box, made.id)
    while there is not None and there.merged_into:
        there = box.supplier(there.merged_into)
    supplier = there or made
    with box.transaction() as note:
        if there is None:
            note.event(f"supplier:{supplier.id}", SupplierSaved(supplier, why=f"case:{case}"), by=desk.by)
        chosen = SupplierChosen(supplier.id, desk.runner.redo_from("matching"))
        number = note.event(case, chosen, by=desk.by, expect=known.revision).seq
        walk_on(note, known, number)
    return supplier


def confirm_account(desk: Desk, supplier: str, account: Account, word: account_change.Word) -> Supplier:
    """Give one's word for an account of a supplier, in the account's own case, which is opened where it is not.

    Raises MayNotVouch, NotOnFile, NotReady. Two people's words make the account trusted.
    """
    box = desk.ask(Right.APPROVE)
    known = box.supplier(supplier)
    if is_confirmed(known, account):
        return known
    if known.knows(account) is None:
        raise NotFound(what=account.id)
    opened = account_change.open_case(desk, supplier, account.key)
    account_change.vouch(desk, opened.id, word)
    return box.supplier(supplier)


def forget(desk: Desk, supplier: str, cases: tuple[str, ...]) -> None:
    """Let what these invoices taught about the supplier's layout be forgotten."""
    box = desk.ask(Right.SUPPLIERS)
    box.supplier(supplier)
    if not cases:
        raise NotReady(reason="nothing is chosen")
    with box.transaction() as note:
        note.event(f"supplier:{supplier}", Unlearned(cases), by=desk.by)


def identity(party: Party) -> str:
    """A stable id for a new supplier, from the first of its own ids that is known, else its name."""
    own = party.organisation_number or party.vat_number or party.name.casefold()
    return hashlib.sha256(f"{party.address.country}:{own}".encode()).hexdigest()[:12]
