"""What an action needs: the doors, the runner and the person asking, held together for one request."""

from __future__ import annotations

from dataclasses import dataclass

from kontera.core.case import Case
from kontera.core.company import Person, Right
from kontera.core.errors import Forbidden
from kontera.pipeline.runner import Runner
from kontera.ports import Box, Doors, Note, TaskKind


@dataclass(frozen=True, slots=True)
class Desk:
    """The person at work, with the doors open; every action begins with `ask`, which says who may."""

    doors: Doors
    runner: Runner
    person: Person

    def ask(self, right: Right) -> Box:
        """The books of the person's company. Raises Forbidden when the person lacks the right."""
        if not self.person.may(right):
            raise Forbidden(person=self.person.name, reason=f"the right '{right}' is missing")
        return self.doors.boxes.open(self.person.company)

    @property
    def by(self) -> str:
        """How the person stands in the audit trail."""
        return f"person:{self.person.id}"


def walk_on(note: Note, case: Case, revision: int) -> None:
    """Ask for the case to be walked on from this revision."""
    note.later(TaskKind.WALK, case.id, f"walk:{case.id}:{revision}")
