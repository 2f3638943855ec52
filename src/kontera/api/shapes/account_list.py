"""The shapes of many payee accounts that are confirmed together."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from kontera.actions.account_lists import MOST, Candidate, Word
from kontera.api.shapes.base import Asked, PageAsked, Shape, Text, Words
from kontera.api.shapes.party import AccountIn, AccountOut, KnownAccountOut
from kontera.core.account_change import Standing
from kontera.core.account_list import AccountList


class CandidatesAsked(PageAsked):
    """Which accounts are wanted."""

    search: Text = Field("", description="Words of the supplier's name, a number or an account.")


class CandidateOut(Shape):
    """An account nobody has confirmed."""

    supplier: str = Field(description="The supplier's id.")
    name: str = Field(description="The supplier's name.")
    known: KnownAccountOut = Field(description="The account as the register knows it.")
    entered_by: list[str] = Field(description="Who brought it into the register, as in the audit trail.")
    why_not: str = Field(description="Why it can be on no list of yours; empty: it can.")

    @classmethod
    def of(cls, one: Candidate) -> CandidateOut:
        """From the candidate."""
        return cls(
            supplier=one.supplier.id,
            name=one.supplier.party.name,
            known=KnownAccountOut.model_validate(one.known),
            entered_by=list(one.entered_by),
            why_not=one.why_not,
        )


class CandidatesOut(Shape):
    """One page of accounts nobody has confirmed."""

    items: list[CandidateOut] = Field(description="The accounts.")
    total: int = Field(description="How many there are in all.")
    people: int = Field(description="How many people must give their word before an account is trusted.")


class ListedIn(Asked):
    """One account of one supplier."""

    supplier: Text = Field(min_length=1, description="The supplier's id.")
    account: AccountIn = Field(description="The account.")

    @property
    def key(self) -> tuple[str, str]:
        """The supplier and the account's key."""
        return self.supplier, self.account.account().key


class Compared(Asked):
    """What one compared the accounts with."""

    source: Text = Field(min_length=1, description="What you compared the accounts with: not the file imported.")
    where: Text = Field(min_length=1, description="Where it is kept.")
    note: Words = Field("", description="What else is to be said.")

    def word(self) -> Word:
        """One's word for the accounts."""
        return Word(self.source, self.where, self.note)


class ListProposed(Compared):
    """The accounts to be confirmed together."""

    accounts: list[ListedIn] = Field(min_length=1, max_length=MOST, description="The accounts.")

    def chosen(self) -> tuple[tuple[str, str], ...]:
        """Suppliers and account keys."""
        return tuple(one.key for one in self.accounts)


class ListConfirmed(Compared):
    """One's own word for a list that another made."""

    without: list[ListedIn] = Field(
        default=[], max_length=MOST, description="The accounts that you do not confirm: they wait as before."
    )

    def left_out(self) -> tuple[tuple[str, str], ...]:
        """Suppliers and account keys."""
        return tuple(one.key for one in self.without)


class ListedOut(Shape):
    """One account on a list."""

    supplier: str = Field(description="The supplier's id.")
    account: AccountOut = Field(description="The account.")
    entered_by: list[str] = Field(description="Who brought it into the register, as in the audit trail.")
    left_out: bool = Field(description="Whether the second person left it out: the list does not confirm it.")


class WordOut(Shape):
    """One person's word for a list."""

    by: str = Field(description="Who gave it, as in the audit trail.")
    on: date = Field(description="The day.")
    source: str = Field(description="What they compared the accounts with.")
    where: str = Field(description="Where it is kept.")
    note: str = Field(description="What else they said.")


class AccountListOut(Shape):
    """Accounts that are confirmed together; not until enough people have given their word is one trusted."""

    id: str = Field(description="Its id.")
    made: date = Field(description="The day it was made.")
    accounts: list[ListedOut] = Field(description="The accounts on it.")
    words: list[WordOut] = Field(description="Who has given their word.")
    standing: Standing = Field(description="Where it stands.")
    reason: str = Field(description="Why it was let go.")
    closed_by: str = Field(description="Who confirmed it last or let it go; empty while it is open.")
    closed: date | None = Field(description="The day of that.")

    @classmethod
    def of(cls, made: AccountList) -> AccountListOut:
        """From the list."""
        out = frozenset(made.left_out)
        return cls(
            id=made.id,
            made=made.made,
            accounts=[
                ListedOut(
                    supplier=one.supplier,
                    account=AccountOut.model_validate(one.account),
                    entered_by=list(one.entered_by),
                    left_out=(one.supplier, one.account.key) in out,
                )
                for one in made.entries
            ],
            words=[
                WordOut(by=one.by, on=one.on, source=one.channel, where=one.contact, note=one.note)
                for one in made.vouches
            ],
            standing=made.standing,
            reason=made.reason,
            closed_by=made.closed_by,
            closed=made.closed,
        )
