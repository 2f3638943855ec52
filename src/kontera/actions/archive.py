"""Prove the archive: every sealed byte, every event and the log itself are what they were."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from kontera.actions.desk import Desk
from kontera.core.company import Right
from kontera.core.errors import NotFound
from kontera.core.event import Noted
from kontera.core.row import Sealed
from kontera.core.serial import chained, link
from kontera.ports import Box, Doors


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is not what it was: which thing, and in what way ("missing", "changed", "chain")."""

    what: str
    fault: str


@dataclass(frozen=True, slots=True)
class Proof:
    """What was looked at, and what was found wrong; `head` is the last hash of the archive log."""

    documents: int
    events: int
    head: str
    faults: tuple[Fault, ...]


def verify(desk: Desk) -> Proof:
    """Recompute the digest of every sealed document and bundle, and every link of every chain."""
    box = desk.ask(Right.SEE)
    log = box.sealed()
    faults = [*_broken_log(log), *(fault for entry in log for fault in _changed(desk.doors, box, entry))]
    events = 0
    for stream in box.streams():
        history = box.history(stream)
        events += len(history)
        faults.extend(Fault(f"{stream}#{seq}", "chain") for seq in broken_links(history))
    head = log[-1].hash if log else ""
    return Proof(len(log), events, head, tuple(faults))


def _changed(doors: Doors, box: Box, entry: Sealed) -> tuple[Fault, ...]:
    try:
        data = doors.blobs.get(box.company.id, entry.digest)
    except NotFound:
        return (Fault(entry.digest, "missing"),)
    if hashlib.sha256(data).hexdigest() != entry.digest:
        return (Fault(entry.digest, "changed"),)
    return ()


def _broken_log(log: tuple[Sealed, ...]) -> tuple[Fault, ...]:
    faults, previous = [], ""
    for place, entry in enumerate(log, start=1):
        until = entry.retain_until.isoformat() if entry.retain_until else ""
        expected = chained(previous, str(place), entry.at.isoformat(), entry.kind, entry.case, entry.digest, until)
        if entry.seq != place or entry.hash != expected:
            faults.append(Fault(f"log#{entry.seq}", "chain"))
        previous = entry.hash
    return tuple(faults)


def broken_links(history: tuple[Noted, ...]) -> tuple[int, ...]:
    """The numbers of the events of a stream whose link does not fit what they say."""
    broken, previous = [], ""
    for place, noted in enumerate(history, start=1):
        if noted.seq != place or noted.hash != link(previous, noted):
            broken.append(noted.seq)
        previous = noted.hash
    return tuple(broken)
