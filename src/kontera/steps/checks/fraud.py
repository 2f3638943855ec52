"""Is the money going to the right place: the payee account against what the register trusts."""

from __future__ import annotations

from collections.abc import Iterable

from kontera.core.case import Case
from kontera.core.finding import Finding
from kontera.core.invoice import DocumentType
from kontera.core.party import Account, AccountScheme, Supplier, Trust
from kontera.countries.seller import seller_country
from kontera.steps.checks.rule import CheckFacts, doubt, note, stop


def _confirmed(supplier: Supplier | None) -> tuple[str, ...]:
    known = supplier.accounts if supplier else ()
    return tuple(one.account.key for one in known if one.trust is Trust.CONFIRMED)


def account_is_trusted(case: Case, facts: CheckFacts) -> Iterable[Finding]:
    """An account that is not confirmed for this supplier holds payment, the harder the more it contradicts.

    Beside a confirmed account on the same invoice a new one is only noted: the confirmed one is paid.
    """
    confirmed = _confirmed(facts.supplier)
    accounts = case.invoice.payment.accounts
    safe = any(account.key in confirmed for account in accounts)
    for index, account in enumerate(accounts):
        if account.key not in confirmed:
            yield _judged(account, f"payment.accounts[{index}]", facts, safe=safe, has_confirmed=bool(confirmed))


def _judged(account: Account, field: str, facts: CheckFacts, *, safe: bool, has_confirmed: bool) -> Finding:
    known = facts.supplier.knows(account) if facts.supplier else None
    owners = _owners(account, facts)
    if known is not None and known.trust is Trust.BLOCKED:
        return stop("fraud.account_blocked", "The account {account} is blocked.", field, account=account.id)
    if owners and known is None:
        text = "The account {account} belongs to another supplier in the register: {owner}."
        return stop("fraud.account_shared", text, field, account=account.id, owner=", ".join(owners))
    if safe:
        text = "The account {account} is new; the confirmed one on the invoice is paid."
        return note("fraud.account_added", text, field, account=account.id)
    if has_confirmed:
        text = "The supplier is known with another account than {account}. Confirm it by a contact already on file."
        return stop("fraud.account_changed", text, field, account=account.id)
    text = "The account {account} is new. Confirm it before the first payment."
    return doubt("fraud.account_new", text, field, account=account.id)


def _owners(account: Account, facts: CheckFacts) -> tuple[str, ...]:
    own = facts.supplier.id if facts.supplier else ""
    return tuple(s.party.name or s.id for s in facts.suppliers if s.id != own and s.knows(account) is not None)


def account_is_in_the_suppliers_country(case: Case, facts: CheckFacts) -> Iterable[Finding]:
    """An IBAN of another country than the supplier's own is a question, until the account is confirmed."""
    registered = facts.supplier.party.address.country if facts.supplier else ""
    home = registered or seller_country(case.invoice)
    confirmed = _confirmed(facts.supplier)
    for index, account in enumerate(case.invoice.payment.accounts):
        foreign = account.scheme is AccountScheme.IBAN and home and account.id[:2] != home
        if foreign and account.key not in confirmed:
            text = "The account {account} is in {country}, the supplier in {home}."
            values = {"account": account.id, "country": account.id[:2], "home": home}
            yield doubt("fraud.account_country", text, f"payment.accounts[{index}]", **values)


def has_sent_before(case: Case, facts: CheckFacts) -> Iterable[Finding]:
    """The first invoice of a sender is worth a look: was it ordered?"""
    is_new = facts.supplier is None or not facts.supplier.accounts
    if is_new and case.invoice.type is DocumentType.INVOICE:
        yield note("supplier.first_invoice", "This is the first invoice from this supplier.", "seller.name")
