"""Keep the supplier register: add, change, learn from an invoice with a person's confirmation."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from kontera.actions.decide import with_confirmed
from kontera.actions.desk import Desk, walk_on
from kontera.core.company import Right
from kontera.core.errors import NotReady
from kontera.core.event import SupplierChosen, SupplierSaved
from kontera.core.party import Account, KnownAccount, Party, Supplier, Trust


def save(desk: Desk, supplier: Supplier, why: str = "") -> Supplier:
    """Add a supplier or change its record. Accounts keep the trust they had; a new one is not trusted by this act."""
    box = desk.ask(Right.SUPPLIERS)
    known = {s.id: s for s in box.suppliers()}.get(supplier.id)
    before = {a.account.key: a for a in known.accounts} if known else {}
    fresh = {a.account.key for a in supplier.accounts} - set(before)
    accounts = tuple(
        replace(before.get(a.account.key, a), account=a.account)
        if a.account.key not in fresh
        else KnownAccount(a.account, Trust.NEW, desk.doors.clock.today())
        for a in supplier.accounts
    )
    saved = replace(supplier, accounts=accounts)
    with box.transaction() as note:
        note.event(f"supplier:{saved.id}", SupplierSaved(saved, why=why), by=desk.by)
    return saved


def add_from_case(desk: Desk, case: str) -> Supplier:
    """Take the supplier of an unmatched invoice into the register, as the invoice names it; its account is new.

    Raises NotReady when the invoice has no supplier name.
    """
    box = desk.ask(Right.SUPPLIERS)
    known = box.case(case)
    seller = known.invoice.seller
    if not seller.name:
        raise NotReady(reason="the supplier has no name")
    today = desk.doors.clock.today()
    accounts = tuple(KnownAccount(account, Trust.NEW, today) for account in known.invoice.payment.accounts)
    supplier = Supplier(id=identity(seller), party=seller, accounts=accounts, default_currency=known.invoice.currency)
    with box.transaction() as note:
        note.event(f"supplier:{supplier.id}", SupplierSaved(supplier, why=f"case:{case}"), by=desk.by)
        chosen = SupplierChosen(supplier.id, desk.runner.redo_from("matching"))
        number = note.event(case, chosen, by=desk.by, expect=known.revision).seq
        walk_on(note, known, number)
    return supplier


def confirm_account(desk: Desk, supplier: str, account: Account, why: str) -> Supplier:
    """Trust an account of a supplier, for a reason: whom was asked, by which channel already on file."""
    box = desk.ask(Right.APPROVE)
    if not why.strip():
        raise NotReady(reason="a reason is needed")
    saved = with_confirmed(box.supplier(supplier), account, desk)
    with box.transaction() as note:
        note.event(f"supplier:{supplier}", SupplierSaved(saved, (account,), why), by=desk.by)
    return saved


def identity(party: Party) -> str:
    """A stable id for a new supplier, from the first of its own ids that is known, else its name."""
    own = party.organisation_number or party.vat_number or party.name.casefold()
    return hashlib.sha256(f"{party.address.country}:{own}".encode()).hexdigest()[:12]
