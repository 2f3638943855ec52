"""The case after a person's act, one arm an event."""

from __future__ import annotations

from dataclasses import replace

from kontera.core.case.acts import Act, Approval, Hold, Question
from kontera.core.case.after_booking import after_booking
from kontera.core.case.life import Case
from kontera.core.case.marking import undone
from kontera.core.case.values import with_changes, with_lines, with_means, with_values
from kontera.core.event import (
    Answered,
    ApprovalAsked,
    Approved,
    Closed,
    Coded,
    Commented,
    Corrected,
    Disputed,
    DisputeEnded,
    Event,
    Filled,
    Held,
    HoldEnded,
    LinesReread,
    MeansGiven,
    PayeeJudged,
    Questioned,
    RateGiven,
    Released,
    Reopened,
    SampleSeen,
    StraightRestored,
    SupplierChosen,
    Verified,
)
from kontera.core.straight import Sample


def _approval(event: Approved, act: Act) -> Approval:
    return Approval(
        act, event.amount, event.currency, event.account, event.supplier, event.coding, event.seats, event.comment
    )


def _payee_judged(case: Case, event: PayeeJudged, act: Act) -> Case:
    """Stops fall with the account's own case; who judged it has changed nothing on the invoice."""
    judged = undone(case, event.redo, act)
    return replace(judged, released=case.released | set(event.released), editors=case.editors)


def after_person(case: Case, event: Event, act: Act) -> Case:  # noqa: C901, PLR0911, PLR0912 - one arm an event
    """The case after a person's act; what is none follows from the booking."""
    match event:
        case Corrected(_, redo):
            return undone(with_changes(case, event), redo, act)
        case LinesReread(lines, evidence, redo):
            return undone(with_lines(case, lines, evidence), redo, act)
        case Filled(_, _, redo):
            return undone(with_values(case, event), redo, act)
        case MeansGiven(means, person, redo):
            return undone(with_means(case, means, person), redo, act)
        case RateGiven(value, redo):
            return undone(replace(case, rate=value), redo, act)
        case SupplierChosen(supplier, redo):
            return undone(replace(case, supplier=supplier, supplier_chosen=True), redo, act)
        case Coded(rows, redo):
            return undone(replace(case, rows=rows), redo, act)
        case Verified(seen):
            return replace(case, verified=act, seen=seen)
        case SampleSeen(right, _, redo):
            seen_as = replace(case, sample=Sample.RIGHT if right else Sample.WRONG)
            return replace(undone(seen_as, redo, act), editors=case.editors)  # who looked has changed nothing
        case StraightRestored():
            return replace(case, sample=Sample.MENDED) if case.sample is Sample.WRONG else case
        case Released(finding):
            return replace(case, released=case.released | {finding})
        case PayeeJudged():
            return _payee_judged(case, event, act)
        case Approved():
            return replace(case, approvals=(*case.approvals, _approval(event, act)))
        case ApprovalAsked(_, _, waits, limit_wanted):
            return replace(case, asked=waits, limit_wanted=limit_wanted)
        case Held(reason, until):
            done = case.done - {"approval", "payment"}  # what was approved stands; it is not paid meanwhile
            return replace(case, held=Hold(act, reason, until), done=done, item=None)
        case HoldEnded():
            return replace(case, held=None)
        case Questioned(text, to):
            return replace(case, questions=(*case.questions, Question(case.revision + 1, act, text, to)))
        case Answered(question):
            return replace(case, questions=tuple(one for one in case.questions if one.seq != question))
        case Disputed(reason, redo):
            return undone(replace(case, disputed=reason), redo, act)
        case DisputeEnded(_, redo):
            return undone(replace(case, disputed=""), redo, act)
        case Closed(reason):
            return replace(case, closed=reason)
        case Reopened():
            return replace(case, closed="", archived=None, done=case.done - {"archive"})
        case Commented():
            return case
        case _:
            return after_booking(case, event, act)
