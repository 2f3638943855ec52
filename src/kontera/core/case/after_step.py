"""The case after a step of the way, one arm an event."""

from __future__ import annotations

from dataclasses import replace

from kontera.core.case.acts import Act
from kontera.core.case.after_person import after_person
from kontera.core.case.life import Case
from kontera.core.case.marking import afresh, did, remarked
from kontera.core.case.standing import JOINED
from kontera.core.event import (
    Admitted,
    Checked,
    Compared,
    DataRead,
    Event,
    Interpreted,
    Joined,
    JoinedInto,
    Matched,
    PagesRead,
    PagesRecognised,
    Passed,
    Proposed,
    Received,
    Sampled,
    Stopped,
    StraightThrough,
    TakenApart,
    Unlocked,
    Validated,
)
from kontera.core.legible import not_whole
from kontera.core.reading import Reading
from kontera.core.straight import Sample


def _read(case: Case, reading: Reading) -> Case:
    case = remarked(case, "reading", reading.findings)
    return replace(case, reading=reading, invoice=reading.invoice, evidence=reading.evidence)


def _apart(case: Case) -> Case:
    """What was joined has its own file again; what had been joined into it goes on where it was."""
    if not case.joined_into:
        return replace(afresh(case), pieces=(), apart=True)
    return replace(case, joined_into="", closed="", archived=None, done=case.done - {"archive"}, apart=True)


def after_step(case: Case, event: Event, act: Act) -> Case:  # noqa: C901, PLR0911, PLR0912 - one arm an event
    """The case after what a step found; what is no step's is a person's."""
    match event:
        case Received(document, part, first):
            return did(replace(case, document=document, part=part, first=first), "received")
        case Admitted(pages):
            return did(replace(case, page_count=pages), "reception")
        case Unlocked(digest):
            return did(replace(case, opened=digest), "unlocked")
        case Joined(pieces):
            return replace(afresh(case), pieces=pieces)
        case JoinedInto(other):
            return replace(case, joined_into=other, closed=JOINED)
        case TakenApart():
            return _apart(case)
        case PagesRead(pages):
            return did(replace(case, pages=pages), "reading")
        case DataRead(reading):
            return did(_read(case, reading), "reading")
        case PagesRecognised(pages):
            return did(replace(remarked(case, "recognition", not_whole(pages)), pages=pages), "recognition")
        case Interpreted(reading):
            return did(_read(case, reading) if reading else case, "interpretation")
        case Validated(report, findings):
            case = did(case, "joining")  # what was judged before there was any joining has passed it
            return did(replace(remarked(case, "validation", findings), report=report), "validation")
        case Compared():
            beside = event if event.pages else None
            return did(replace(remarked(case, "comparison", event.findings), beside=beside), "comparison")
        case Matched():
            case = remarked(case, "matching", event.findings)
            return did(replace(case, supplier=event.supplier, matched=event), "matching")
        case Checked(_, findings):
            return did(remarked(case, "checks", findings), "checks")
        case Proposed(rows, findings):
            return did(replace(remarked(case, "posting", findings), rows=rows), "posting")
        case Stopped(_, findings):
            return remarked(case, "stopped", findings)
        case Passed(step, because):
            return did(replace(case, passed_by=because) if step == "verification" else case, step)
        case StraightThrough():
            return replace(case, straight=event)
        case Sampled():
            return replace(case, sample=Sample.WAITING) if case.sample is Sample.NONE else case
        case _:
            return after_person(case, event, act)
