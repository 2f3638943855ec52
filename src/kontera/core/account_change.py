"""A payee account that is new or changed: its own case, held open until people have asked the supplier."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final

from kontera.core.errors import KonteraError
from kontera.core.party import Account, Contact, KnownAccount, Supplier, Trust, Vouch

PEOPLE: Final = 2
STREAM: Final = "account:"


class Standing(StrEnum):
    """Where an account change stands; only an open one blocks payment."""

    OPEN = "open"
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"  # nobody asks to be paid there any longer


class Cause(StrEnum):
    """Why the account must be confirmed."""

    FIRST = "first"  # the supplier has no confirmed account yet
    CHANGED = "changed"  # it has, and this is another
    SHARED = "shared"  # it stands in the register as another supplier's


class MayNotVouch(KonteraError):
    """Who has entered an account, or has confirmed it once, does not confirm it."""

    code, status, exit_code = "account.may_not_vouch", 403, 6
    msgid = "{person} may not confirm this account: {reason}."


class NotOnFile(KonteraError):
    """The supplier was not asked through a channel that was on file before the account came."""

    code, status, exit_code = "account.not_on_file", 409, 4
    msgid = "Ask through a channel that was on file before: {channel} was not."


class TwoPeopleNeeded(KonteraError):
    """A payee account is confirmed in its own case, never by releasing the stop of one invoice."""

    code, status, exit_code = "account.two_people", 409, 4
    msgid = "Two people confirm the account in its own case, {change}; this stop goes with it."


class ChangeClosed(KonteraError):
    """The account change is no longer open."""

    code, status, exit_code = "account.closed", 409, 4
    msgid = "The account has been decided on already."


@dataclass(frozen=True, slots=True)
class OnFile:
    """A way to reach the supplier that was on file before the change: its kind ("phone", "email") and since when."""

    kind: str
    value: str
    name: str = ""
    since: date | None = None


@dataclass(frozen=True, slots=True)
class AccountChange:
    """An account that a supplier is to be paid on and that is not confirmed.

    `entered_by` are the people who typed it, `case` the invoice that states it (empty: the register) and `field` where
    on it; `on_file` and `before` are the channels and accounts known before it came. Not until `vouches` are enough is
    the account trusted.
    """

    id: str
    supplier: str
    account: Account
    cause: Cause
    opened: date
    opened_by: str
    entered_by: tuple[str, ...] = ()
    case: str = ""
    field: str = ""
    on_file: tuple[OnFile, ...] = ()
    before: tuple[KnownAccount, ...] = ()
    vouches: tuple[Vouch, ...] = ()
    standing: Standing = Standing.OPEN
    reason: str = ""
    closed_by: str = ""
    closed: date | None = None

    @property
    def stream(self) -> str:
        """Where its events stand."""
        return f"{STREAM}{self.id}"

    @property
    def single_handed(self) -> bool:
        """Whether one person alone confirmed it, as the company allows."""
        return self.standing is Standing.CONFIRMED and len(self.vouches) < PEOPLE

    def vouched(self, vouch: Vouch, people: int) -> AccountChange:
        """The change after one more person's word; confirmed once `people` have given theirs.

        Raises ChangeClosed, MayNotVouch, NotOnFile.
        """
        self.still_open()
        if people >= PEOPLE and vouch.by in self.entered_by:
            raise MayNotVouch(person=vouch.by, reason="who entered the account may not confirm it")
        if any(known.by == vouch.by for known in self.vouches):
            raise MayNotVouch(person=vouch.by, reason="another person must confirm it too")
        if self.on_file and vouch.channel not in {known.value for known in self.on_file}:
            raise NotOnFile(channel=vouch.channel or "–")
        vouches = (*self.vouches, vouch)
        enough = len(vouches) >= people
        if enough and not any(one.approver for one in vouches):
            raise MayNotVouch(person=vouch.by, reason="one of the two must have the right to approve")
        if not enough:
            return replace(self, vouches=vouches)
        return replace(self, vouches=vouches, standing=Standing.CONFIRMED, closed_by=vouch.by, closed=vouch.on)

    def ended(self, standing: Standing, by: str, on: date, reason: str) -> AccountChange:
        """The change refused or withdrawn. Raises ChangeClosed."""
        self.still_open()
        return replace(self, standing=standing, closed_by=by, closed=on, reason=reason)

    def still_open(self) -> None:
        """Raises ChangeClosed when it is not."""
        if self.standing is not Standing.OPEN:
            raise ChangeClosed


def change_id(supplier: str, account: Account, earlier: Iterable[AccountChange]) -> str:
    """The id of a new change, the same wherever it is made; `earlier` are the supplier's own before it."""
    times = sum(1 for one in earlier if one.account.key == account.key)
    return hashlib.sha256(f"{supplier}:{account.key}:{times}".encode()).hexdigest()[:12]


def cause_of(supplier: Supplier, account: Account, others: Iterable[Supplier] = ()) -> Cause:
    """Why this account must be confirmed for this supplier."""
    if any(other.id != supplier.id and other.knows(account) is not None for other in others):
        return Cause.SHARED
    confirmed = any(known.trust is Trust.CONFIRMED for known in supplier.accounts)
    return Cause.CHANGED if confirmed else Cause.FIRST


def is_confirmed(supplier: Supplier | None, account: Account) -> bool:
    """Whether the register trusts this account for payment."""
    known = supplier.knows(account) if supplier is not None else None
    return known is not None and known.trust is Trust.CONFIRMED


def trusted(supplier: Supplier, change: AccountChange, on: date) -> Supplier:
    """The supplier with the confirmed account of a change."""
    return _with(supplier, KnownAccount(change.account, Trust.CONFIRMED, on, change.vouches))


def blocked(supplier: Supplier, change: AccountChange, on: date) -> Supplier:
    """The supplier with the refused account of a change, never to be paid on."""
    return _with(supplier, KnownAccount(change.account, Trust.BLOCKED, on))


def _with(supplier: Supplier, known: KnownAccount) -> Supplier:
    others = tuple(one for one in supplier.accounts if one.account.key != known.account.key)
    return replace(supplier, accounts=(*others, known))


def channels(record: Supplier, since: date | None) -> tuple[OnFile, ...]:
    """The telephone numbers and mail addresses of a record, each once."""
    people: tuple[Contact, ...] = (record.party.contact, *record.contacts)
    found: dict[str, OnFile] = {}
    for contact in people:
        for kind, value in (("phone", contact.phone), ("email", contact.email)):
            if value:
                found.setdefault(value, OnFile(kind, value, contact.name, since))
    return tuple(found.values())
