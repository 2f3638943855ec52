"""The receiving company, and the people who work in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Literal

from kontera.core.party import Account, Party
from kontera.core.policy import Policy

PainVersion = Literal["001.001.03", "001.001.09"]


@dataclass(frozen=True, slots=True)
class Company:
    """A company that receives invoices: its own identity is the buyer on them, never the supplier.

    `country` is ISO 3166-1 alpha-2, `currency` the accounting currency, `year_start` the month its financial year
    begins, `mailbox` the local part of its unique mail address, `pay_from` the account payments are drawn on,
    `pain_version` the version of pain.001 that its bank takes. Without `scanning` (package 1) what is no e-invoice is
    kept and typed by hand; without `invoicing` (the supplier-invoice function) all is received and archived, and
    nothing coded. `scan_address` is where paper goes for scanning, `contact` the mail address that is told what was
    not read; `tell_sender` tells its sender too.
    """

    id: str
    party: Party
    country: str
    currency: str
    mailbox: str = ""
    year_start: int = 1
    pay_from: Account | None = None
    accounts: tuple[Account, ...] = ()
    scanning: bool = True
    invoicing: bool = True
    scan_address: tuple[str, ...] = ()
    contact: str = ""
    tell_sender: bool = False
    pain_version: PainVersion = "001.001.09"
    policy: Policy = Policy()

    @property
    def package(self) -> Literal[1, 2]:
        """1: e-invoices; 2: e-invoices and scanning."""
        return 2 if self.scanning else 1

    def year_of(self, on: date) -> date:
        """The first day of the financial year that a date falls in."""
        year = on.year if on.month >= self.year_start else on.year - 1
        return date(year, self.year_start, 1)


class Role(StrEnum):
    """What a person is in a company; several may be held at once."""

    CLERK = "clerk"  # verifies, corrects, codes, registers
    APPROVER = "approver"  # approves for payment
    PAYER = "payer"  # proposes and releases payments
    ADMIN = "admin"  # people, settings
    AUDITOR = "auditor"  # reads everything, changes nothing


class Right(StrEnum):
    """What can be allowed."""

    SEE = "see"
    RECEIVE = "receive"
    VERIFY = "verify"
    APPROVE = "approve"
    PAY = "pay"
    SUPPLIERS = "suppliers"
    SETTLE = "settle"
    MANAGE = "manage"


RIGHTS: dict[Role, frozenset[Right]] = {
    Role.CLERK: frozenset({Right.SEE, Right.RECEIVE, Right.VERIFY, Right.SUPPLIERS}),
    Role.APPROVER: frozenset({Right.SEE, Right.APPROVE}),
    Role.PAYER: frozenset({Right.SEE, Right.PAY, Right.SETTLE}),
    Role.ADMIN: frozenset({Right.SEE, Right.MANAGE}),
    Role.AUDITOR: frozenset({Right.SEE}),
}


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody at work in one company. `id` is stable and goes into the audit trail; an API token acts as one too.

    `scopes` restrict a token further: None for a person at the screen.
    """

    id: str
    name: str
    company: str
    roles: frozenset[Role]
    email: str = ""
    scopes: frozenset[Right] | None = None

    def may(self, right: Right) -> bool:
        """Whether one of the roles gives the right, and the token's scopes do not take it away."""
        given = any(right in RIGHTS[role] for role in self.roles)
        return given and (self.scopes is None or right in self.scopes)


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody of a company as an administrator sees them; who is switched off may do nothing there."""

    person: Person
    active: bool = True
    second_factor: bool = False
    password: bool = False


@dataclass(frozen=True, slots=True)
class IssuedToken:
    """A token that acts for a person: what it is for, its scopes, since when (UTC), and when it was taken back."""

    id: str
    label: str
    person: Person
    scopes: frozenset[Right]
    created: datetime
    revoked: datetime | None = None


class PersonAct(StrEnum):
    """What an administrator can do about a person."""

    ADDED = "added"
    ROLES = "roles"
    OFF = "off"
    ON = "on"
    SECOND_FACTOR = "second_factor"  # reset: the next sign-in asks for none
    LINK = "link"  # a sign-in link was made
    TOKEN = "token"  # noqa: S105 - a word, no secret
    TOKEN_REVOKED = "token_revoked"  # noqa: S105 - as above
