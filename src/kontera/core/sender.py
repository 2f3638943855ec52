"""Who sent an invoice, as invoice and register name them: the keys by which two are told to be the same."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from kontera.core.case import Case
from kontera.core.company import Company
from kontera.core.company_names import bare_name
from kontera.core.identifiers.vat import organisation_number_of
from kontera.core.identifiers.writing import bare
from kontera.core.party import Account, AccountScheme, Endpoint, Party, Supplier

Mark = tuple[str, str]
"""A key with its kind: a criterion's name, PAYEE or NAMED."""

PAYEE: Final = "payee"
"""The kind of the keys of accounts (`core.party.Account.key`)."""
NAMED: Final = "name"
"""The kind of the names without their company form; LONG stands for one that is too long to be a key."""
LONG: Final = "*"
LONGEST: Final = 200  # of a key
_GLN: Final = "0088"
_DOMAINS: Final = """
gmail.com googlemail.com hotmail.com outlook.com live.com live.se yahoo.com icloud.com telia.com
"""
_EVERYBODYS_DOMAINS: Final = frozenset(_DOMAINS.split())


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sent it, from whatever names it: an invoice or a record of the register."""

    party: Party
    accounts: tuple[Account, ...]
    domains: frozenset[str]


@dataclass(frozen=True, slots=True)
class Criterion:
    """One way to tell a supplier: its name in the trail, how sure it makes us (0–1), and the keys it compares."""

    name: str
    sure: float
    keys: Callable[[Sender], Iterable[str]]

    @property
    def words(self) -> str:
        """The name for the eye."""
        return self.name.replace("_", " ")


def _organisation_numbers(sender: Sender) -> Iterable[str]:
    yield bare(sender.party.organisation_number)
    yield str(organisation_number_of(bare(sender.party.vat_number)))


def _vat_numbers(sender: Sender) -> Iterable[str]:
    yield bare(sender.party.vat_number)


def _accounts(scheme: AccountScheme) -> Callable[[Sender], Iterable[str]]:
    def keys(sender: Sender) -> Iterable[str]:
        return (bare(account.id) for account in sender.accounts if account.scheme is scheme)

    return keys


def _endpoints(sender: Sender) -> tuple[Endpoint, ...]:
    own = sender.party.endpoint
    return (*((own,) if own else ()), *sender.party.identifiers)


def _glns(sender: Sender) -> Iterable[str]:
    return (bare(found.id) for found in _endpoints(sender) if found.scheme == _GLN)


def _e_addresses(sender: Sender) -> Iterable[str]:
    return (f"{found.scheme}:{bare(found.id)}" for found in _endpoints(sender) if found.scheme != _GLN)


STRONG: Final = (
    Criterion("organisation_number", 0.99, _organisation_numbers),
    Criterion("iban", 0.97, _accounts(AccountScheme.IBAN)),
    Criterion("vat_number", 0.97, _vat_numbers),
    Criterion("bankgiro", 0.95, _accounts(AccountScheme.BANKGIRO)),
    Criterion("plusgiro", 0.95, _accounts(AccountScheme.PLUSGIRO)),
    Criterion("account", 0.95, _accounts(AccountScheme.DOMESTIC)),
    Criterion("creditor_number", 0.95, _accounts(AccountScheme.DANISH_SLIP)),
    Criterion("gln", 0.95, _glns),
    Criterion("e_address", 0.95, _e_addresses),
)
"""The criteria that identify, in the order they are asked; a later one can only narrow or contradict an earlier."""
DOMAIN: Final = Criterion("domain", 0.7, lambda sender: sender.domains)
NAME: Final = Criterion(NAMED, 0.7, lambda _sender: ())


def domain(address: str) -> str:
    """The domain of a mail address; empty for one where everybody has an address."""
    found = address.rpartition("@")[2].strip(" <>").casefold()
    return "" if found in _EVERYBODYS_DOMAINS or "@" not in address else found


def sender_of(case: Case) -> Sender:
    """Who sent a case's invoice."""
    seller = case.invoice.seller
    mailed = case.document.sender if case.document else ""
    domains = {domain(mailed), domain(seller.contact.email)}
    return Sender(seller, case.invoice.payment.accounts, frozenset(domains - {""}))


def all_known(supplier: Supplier) -> tuple[Sender, ...]:
    """What names a supplier: its record, and the identities that were merged into it."""
    domains = {*(one.casefold() for one in supplier.domains), domain(supplier.party.contact.email)}
    record = Sender(supplier.party, tuple(known.account for known in supplier.accounts), frozenset(domains - {""}))
    return (record, *(Sender(party, (), frozenset()) for party in supplier.also))


def company_itself(company: Company) -> Sender:
    """What names the company that receives."""
    paying = (company.pay_from,) if company.pay_from else ()
    return Sender(company.party, (*company.accounts, *paying), frozenset({domain(company.party.contact.email)} - {""}))


def names(party: Party) -> tuple[str, ...]:
    """The names of a party for comparing, without those that are nothing but a company form."""
    both = (bare_name(name) for name in (party.name, party.trading_name) if name)
    return tuple(name for name in both if name)


def marks(kind: str, keys: Iterable[str]) -> frozenset[Mark]:
    """Keys with their kind, those that are too long told by their digest: they are the same when the keys are."""
    return frozenset((kind, key if len(key) <= LONGEST else _digest(key)) for key in keys if key)


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


def payees(accounts: Iterable[Account]) -> frozenset[Mark]:
    """The marks of payee accounts."""
    return marks(PAYEE, (account.key for account in accounts))


def supplier_marks(supplier: Supplier) -> frozenset[Mark]:
    """All marks by which a supplier of the register is found."""
    named = (name if len(name) <= LONGEST else LONG for name in names(supplier.party))
    accounts = payees(known.account for known in supplier.accounts)
    return frozenset(_identities(supplier)) | accounts | marks(NAMED, named)


def _identities(supplier: Supplier) -> Iterator[Mark]:
    for criterion in (*STRONG, DOMAIN):
        for one in all_known(supplier):
            yield from marks(criterion.name, criterion.keys(one))
