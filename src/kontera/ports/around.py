"""What lies around an installation: the time, exchange rates, the companies' models, mail to people."""

from __future__ import annotations

from datetime import date, datetime
from typing import Protocol

from kontera.core.money import Rate


class Clock(Protocol):
    """What time it is."""

    def now(self) -> datetime:
        """Now, in UTC."""
        ...

    def today(self) -> date:
        """Today where the installation stands."""
        ...


class Rates(Protocol):
    """Published exchange rates."""

    def rate(self, currency: str, base: str, on: date) -> Rate | None:
        """The latest rate published on or before the day and at most 7 days back; None when there is none."""
        ...


class Models(Protocol):
    """The reading models that companies taught from their own archives."""

    def of(self, company: str) -> bytes:
        """The company's model as a file's bytes, the same object until it changes; empty when it has none."""
        ...

    def keep(self, company: str, data: bytes) -> None:
        """Read with this one from now on."""
        ...


class Post(Protocol):
    """Sends mail to people."""

    def send(self, to: str, subject: str, text: str) -> None:
        """Send a plain mail. Raises KonteraError when the server does not take it."""
        ...
