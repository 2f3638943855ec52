"""How a step ends: done, waiting for somebody, or stopped because a person must look."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kontera.core.event import Event
from kontera.core.finding import Finding


class Awaiting(StrEnum):
    """Whom or what a case waits for."""

    VERIFICATION = "verification"
    APPROVAL = "approval"
    PAYMENT = "payment"


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What a step notes in the stream of another case, which was looked at when it had this revision."""

    case: str
    revision: int
    event: Event


@dataclass(frozen=True, slots=True)
class Done:
    """The step is done: these events happened, and those `elsewhere` with them; the other cases are walked on.

    `siblings` counts further invoices in the same document, each to become a case; `keep` are bytes to be stored
    before the events are noted, which name them by digest; `hold` names by digest what must be kept until a day.
    """

    events: tuple[Event, ...]
    siblings: int = 0
    keep: tuple[bytes, ...] = ()
    hold: tuple[tuple[str, date], ...] = ()
    elsewhere: tuple[Elsewhere, ...] = ()


@dataclass(frozen=True, slots=True)
class Wait:
    """The case rests until somebody acts; `events` happened on the way there, and are told only when they are new."""

    awaiting: Awaiting
    events: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True)
class Stop:
    """The step cannot go on by itself; the findings say why, and a person takes over."""

    findings: tuple[Finding, ...]


Outcome = Done | Wait | Stop
