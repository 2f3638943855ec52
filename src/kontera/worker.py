"""The worker: performs the tasks that transactions asked for, one pipeline step at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import structlog

from kontera.actions import receive
from kontera.ports import Doors, Task, TaskKind

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Worker:
    """Performs tasks: `advance` walks one step of a case, `give_up` leaves a case to a person."""

    doors: Doors
    advance: Callable[[str, str], bool]
    give_up: Callable[[str, str, Exception], None]

    def perform(self, task: Task) -> bool:
        """One step of a task; True when there is more of it."""
        match task.kind:
            case TaskKind.WALK:
                return self.advance(task.company, task.argument)
            case TaskKind.UNPACK:
                receipts = receive.unpack(self.doors, task.company, task.argument)
                log.info("mail.unpacked", company=task.company, documents=len(receipts))
                return False

    def abandon(self, task: Task, error: Exception) -> None:
        """After the last attempt: a case is left to a person, who sees what failed."""
        log.error("task.abandoned", kind=task.kind, company=task.company, argument=task.argument, error=repr(error))
        if task.kind is TaskKind.WALK:
            self.give_up(task.company, task.argument, error)
