"""How an event marks a case: a step done, remarks made, steps to be walked again."""

from __future__ import annotations

from dataclasses import replace

from kontera.core.case.acts import Act
from kontera.core.case.life import Case
from kontera.core.finding import Finding


def did(case: Case, step: str) -> Case:
    """The step is done; why it had stopped is over."""
    remarks = {name: made for name, made in case.remarks.items() if name != "stopped"}
    return replace(case, done=case.done | {step}, remarks=remarks)


def remarked(case: Case, step: str, findings: tuple[Finding, ...]) -> Case:
    """The step's remarks, in place of those it made before."""
    return replace(case, remarks={**case.remarks, step: findings})


def afresh(case: Case) -> Case:
    """The case as it was received: nothing read, nothing typed. What people said about it stands."""
    return Case(
        case.id,
        case.company,
        case.revision,
        document=case.document,
        part=case.part,
        first=case.first,
        opened=case.opened,
        pieces=case.pieces,
        apart=case.apart,
        done=case.done & {"received", "unlocked"},
        asked=case.asked,
        waiting_since=case.waiting_since,
        held=case.held,
        questions=case.questions,
        editors=case.editors,
    )


def undone(case: Case, redo: tuple[str, ...], act: Act) -> Case:
    """Take back the steps to be walked again; a verification or approval among them falls."""
    return replace(
        case,
        done=case.done - frozenset(redo),
        item=None if "payment" in redo else case.item,
        verified=None if "verification" in redo else case.verified,
        seen=() if "verification" in redo else case.seen,
        passed_by="" if "verification" in redo else case.passed_by,
        straight=None if "verification" in redo else case.straight,
        approvals=() if "approval" in redo else case.approvals,
        editors=case.editors | {act.by},
    )
