"""Prove the archive: every sealed byte, every event and the log itself are what they were."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from kontera.actions.desk import Desk
from kontera.core.company import Right
from kontera.core.errors import NotFound
from kontera.core.row import Sealed
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
    faults = [Fault(f"log#{seq}", "chain") for seq in box.broken_seals()]
    faults.extend(fault for entry in log for fault in _changed(desk.doors, box, entry))
    streams = box.streams()
    faults.extend(Fault(entry.case, "missing") for entry in log if entry.case not in streams)
    faults.extend(Fault(f"{name}#{seq}", "chain") for name in streams for seq in box.broken_links(name))
    head = log[-1].hash if log else ""
    return Proof(len(log), sum(streams.values()), head, tuple(faults))


def _changed(doors: Doors, box: Box, entry: Sealed) -> tuple[Fault, ...]:
    try:
        data = doors.blobs.get(box.company.id, entry.digest)
    except NotFound:
        return (Fault(entry.digest, "missing"),)
    if hashlib.sha256(data).hexdigest() != entry.digest:
        return (Fault(entry.digest, "changed"),)
    return ()
