"""Walks a case along the way, step by step; a crash between any two lines is harmless.

Each step's events are noted in one transaction under a key made of case, step and revision. The next step is always
told from what is noted, so a walk that died goes on where it was, on any machine.
"""

from __future__ import annotations

from typing import assert_never

from kontera.core.case import RECEIVED_ONLY, Case, fold_in
from kontera.core.document import Document
from kontera.core.errors import Conflict, KonteraError, NotFound
from kontera.core.event import Closed, Passed, Received, Stopped, Unlocked
from kontera.core.finding import Finding, Severity
from kontera.core.outcome import Done, Outcome, Stop, Wait
from kontera.pipeline.step import Step
from kontera.ports import Box, Doors, Note, TaskKind

BY: str = "way"
_CONFLICTS = 10


class Runner:
    """Walks cases along the way it was given."""

    def __init__(self, way: tuple[Step, ...], doors: Doors) -> None:
        self._way = way
        self._doors = doors

    def walk(self, company: str, case: str) -> None:
        """Walk a case until it rests."""
        while self.advance(company, case):
            pass

    def advance(self, company: str, case: str) -> bool:
        """Walk one step; False when the case rests. Another's write in between is met by looking again."""
        box = self._doors.boxes.open(company)
        for _ in range(_CONFLICTS):
            try:
                return self._advance(box, box.case(case))
            except Conflict:
                continue
        raise Conflict(who=BY)

    def give_up(self, company: str, case: str, error: Exception) -> None:
        """After the last attempt: leave the case to a person, saying what failed."""
        box = self._doors.boxes.open(company)
        known = box.case(case)
        step = self._next(known)
        if step is not None:
            self._stop(box, known, step, Stop((_failed(error, step),)))

    def redo(self, paths: tuple[str, ...]) -> tuple[str, ...]:
        """The steps to walk again when these values change: from the first step that reads one of them."""
        for index, step in enumerate(self._way):
            if any(path.startswith(prefix) for path in paths for prefix in step.reads):
                return tuple(later.name for later in self._way[index:])
        return ()

    def redo_from(self, name: str) -> tuple[str, ...]:
        """The step of this name and all after it."""
        names = tuple(step.name for step in self._way)
        return names[names.index(name) :]

    def by_hand(self, case: Case) -> tuple[str, ...]:
        """The steps not done that a person's typing stands in for."""
        return tuple(step.name for step in self._way if step.by_hand and step.name not in case.done)

    def _next(self, case: Case) -> Step | None:
        for step in self._way:
            if step.name not in case.done and (step.closing or not case.closed):
                return step
        return None

    def _advance(self, box: Box, case: Case) -> bool:
        step = self._next(case)
        if step is None:
            return False
        outcome = self._outcome(box, case, step)
        match outcome:
            case Done():
                return self._done(box, case, step, outcome)
            case Wait():
                return self._wait(box, case, outcome)
            case Stop() if step.by_hand and not box.company.invoicing:
                return self._kept(box, case, step, outcome)
            case Stop():
                return self._stop(box, case, step, outcome)
            case _:
                assert_never(outcome)

    def _outcome(self, box: Box, case: Case, step: Step) -> Outcome:
        if step.elsewhere and case.brought is not None:
            return Done((Passed(step.name, "opening"),))
        try:
            return step.run(case, step.facts(case, box, self._doors))
        except Conflict:
            raise
        except KonteraError as error:
            return Stop((_failed(error, step),))

    def _done(self, box: Box, case: Case, step: Step, done: Done) -> bool:
        for data in done.keep:
            self._doors.blobs.put(box.company.id, data)
        for digest, until in done.hold:
            self._doors.blobs.retain(box.company.id, digest, until)
        with box.transaction() as note:
            if not note.claim(f"{step.name}:{case.id}:{case.revision}"):
                raise Conflict(who=BY)
            after = case
            for event in done.events:
                after = fold_in(after, note.event(case.id, event, by=BY, expect=after.revision))
            for other in done.elsewhere:
                noted = note.event(other.case, other.event, by=BY, expect=other.revision)
                note.later(TaskKind.WALK, other.case, f"walk:{other.case}:{noted.seq}")
            if step.beside is not None:
                step.beside(after, box, self._doors, note)
            _open_siblings(note, box, case, done.siblings)
        return True

    @staticmethod
    def _wait(box: Box, case: Case, wait: Wait) -> bool:
        """Note what happened on the way to the rest; the step tells it once, so that looking again adds nothing."""
        if wait.events:
            with box.transaction() as note:
                expect = case.revision
                for event in wait.events:
                    expect = note.event(case.id, event, by=BY, expect=expect).seq
        return False

    @staticmethod
    def _stop(box: Box, case: Case, step: Step, stop: Stop) -> bool:
        if case.remarks.get("stopped") == stop.findings:
            return False
        with box.transaction() as note:
            note.event(case.id, Stopped(step.name, stop.findings), by=BY, expect=case.revision)
        return False

    @staticmethod
    def _kept(box: Box, case: Case, step: Step, stop: Stop) -> bool:
        """What cannot be read in a company that codes nothing waits for nobody: it is closed and archived as it is."""
        with box.transaction() as note:
            noted = note.event(case.id, Stopped(step.name, stop.findings), by=BY, expect=case.revision)
            note.event(case.id, Closed(RECEIVED_ONLY), by=BY, expect=noted.seq)
        return True


def _failed(error: Exception, step: Step) -> Finding:
    if isinstance(error, KonteraError):
        values = tuple((name, str(value)) for name, value in error.values.items())
        return Finding(error.code, error.msgid, Severity.DOUBT, values=values, by=step.name)
    return Finding(
        "way.failed",
        "The step {step} failed ({error}). Try again, or type the values.",
        Severity.DOUBT,
        values=(("step", step.name), ("error", type(error).__name__)),
        by=step.name,
    )


def _open_siblings(note: Note, box: Box, case: Case, count: int) -> None:
    """Each further invoice of the document becomes a case of its own, named after the first.

    Those of a document that is read once more are there already.
    """
    document: Document | None = case.document
    if document is None:
        return
    for part in range(1, count + 1):
        name = f"{case.id}-{part + 1}"
        if _is_there(box, name):
            continue
        note.event(name, Received(document, part, case.id), by=BY, expect=0)
        if case.opened:
            note.event(name, Unlocked(case.opened), by=BY, expect=1)
        note.later(TaskKind.WALK, name, f"walk:{name}:1")


def _is_there(box: Box, name: str) -> bool:
    try:
        box.case(name)
    except NotFound:
        return False
    return True


def passed_by_hand(steps: tuple[str, ...], person: str) -> tuple[Passed, ...]:
    """The events that say a person's typing stands in for these steps."""
    return tuple(Passed(step, person) for step in steps)
