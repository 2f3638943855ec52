"""Many payee accounts of a register that was taken over, confirmed together: one list, two people's words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from kontera.core.account_change import PEOPLE, ChangeClosed, MayNotVouch, Standing
from kontera.core.party import Account, Vouch

STREAM: Final = "account-lists"
MARK: Final = "list-"
"""What the id of a list begins with, so that the trail tells it from the case of one account."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One account on a list: whose it is, and who brought it into the register."""

    supplier: str
    account: Account
    entered_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AccountList:
    """Accounts that came with the register and that people compare with a source of their own.

    Not until `vouches` are enough is one of them trusted. `left_out` are those (supplier and account key) that the
    second person did not confirm.
    """

    id: str
    entries: tuple[Listed, ...]
    made: date
    vouches: tuple[Vouch, ...] = ()
    standing: Standing = Standing.OPEN
    left_out: tuple[tuple[str, str], ...] = ()
    reason: str = ""
    closed_by: str = ""
    closed: date | None = None

    @property
    def kept(self) -> tuple[Listed, ...]:
        """The entries that were not left out."""
        out = frozenset(self.left_out)
        return tuple(one for one in self.entries if (one.supplier, one.account.key) not in out)

    def vouched(self, vouch: Vouch, people: int, left_out: tuple[tuple[str, str], ...] = ()) -> AccountList:
        """The list after one more person's word; confirmed once `people` have given theirs.

        Raises ChangeClosed, MayNotVouch for who has given theirs, brought in an account that is kept, or when no
        approver is among them.
        """
        self.still_open()
        after = replace(self, left_out=tuple(dict.fromkeys((*self.left_out, *left_out))))
        if any(known.by == vouch.by for known in self.vouches):
            raise MayNotVouch(person=vouch.by, reason="another person must confirm it too")
        if people >= PEOPLE and any(vouch.by in one.entered_by for one in after.kept):
            raise MayNotVouch(person=vouch.by, reason="who entered the account may not confirm it")
        vouches = (*self.vouches, vouch)
        if len(vouches) < people:
            return replace(after, vouches=vouches)
        if not any(one.approver for one in vouches):
            raise MayNotVouch(person=vouch.by, reason="one of the two must have the right to approve")
        return replace(after, vouches=vouches, standing=Standing.CONFIRMED, closed_by=vouch.by, closed=vouch.on)

    def withdrawn(self, by: str, on: date, reason: str) -> AccountList:
        """The list let go: nothing on it is trusted by it. Raises ChangeClosed."""
        self.still_open()
        return replace(self, standing=Standing.WITHDRAWN, closed_by=by, closed=on, reason=reason)

    def still_open(self) -> None:
        """Raises ChangeClosed when it is not."""
        if self.standing is not Standing.OPEN:
            raise ChangeClosed
