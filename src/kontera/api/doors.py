"""Where the API finds the desk of whoever holds a token: handed in once, at start."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from kontera.actions.desk import Desk
from kontera.core.company import Person
from kontera.core.errors import KonteraError


class NotOpen(KonteraError):
    """The installation has not opened its doors yet: try again in a moment."""

    code, status, exit_code = "api.not_open", 503, 75
    msgid = "The installation is not ready yet."


@dataclass(frozen=True, slots=True)
class _Opened:
    desk_for: Callable[[Person], Desk]
    person_of_token: Callable[[str], Person | None]


_held: Final[list[_Opened]] = []


def open_with(desk_for: Callable[[Person], Desk], person_of_token: Callable[[str], Person | None]) -> None:
    """Hand in how a person's desk is set up and whom a token acts for; a later call replaces an earlier."""
    _held[:] = [_Opened(desk_for, person_of_token)]


def desk_of_token(token: str) -> Desk | None:
    """The desk of whoever this token acts for, or None when nobody. Raises NotOpen before `open_with`."""
    if not _held:
        raise NotOpen
    person = _held[0].person_of_token(token)
    return None if person is None else _held[0].desk_for(person)
