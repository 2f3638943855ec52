"""Who may come in: the right that a page or a route of the API needs, asked before anything of it runs.

The faces declare a need beside every address; the action behind it asks for its right again (`Desk.ask`).
"""

from __future__ import annotations

from typing import Final

from kontera.core.company import Person, Right
from kontera.core.errors import Forbidden

Need = Right | frozenset[Right] | None
"""One right; any one of several; or None: whoever is at work may."""

NOBODY: Final[frozenset[Right]] = frozenset()
"""The need of what nobody has declared: it is refused to all."""

REVIEW: Final = frozenset({Right.VERIFY, Right.APPROVE})
"""Of whoever reviews or approves: to hold an invoice, to release a stop, to write to its supplier."""

ACCOUNTS: Final = frozenset({Right.APPROVE, Right.SUPPLIERS})
"""Of whoever approves or keeps the register: to vouch for a payment account."""


def admits(person: Person, need: Need) -> bool:
    """Whether the person may come in."""
    return need is None or any(person.may(right) for right in _any_of(need))


def admit(person: Person, need: Need) -> None:
    """Raises Forbidden for whom the need is not met by."""
    if admits(person, need):
        return
    wanted = next((right for right in Right if need is not None and right in _any_of(need)), None)
    reason = f"the right '{wanted}' is missing" if wanted else "no right has been declared for it"
    raise Forbidden(person=person.name, reason=reason)


def _any_of(need: Right | frozenset[Right]) -> frozenset[Right]:
    return frozenset({need}) if isinstance(need, Right) else need
