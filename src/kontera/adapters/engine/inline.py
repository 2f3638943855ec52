"""Does tasks in the caller's own thread: for tests and single commands."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable

from kontera.ports import Task


def nothing() -> None:
    """Nothing is to be done after a task."""


class InlineEngine:
    """Queues tasks until `drain` does them, in order, each tried `attempts` times.

    `perform` does one piece of a task and says whether there is more; `give_up` takes over a task that keeps failing;
    `finished` forgets one that is done.
    """

    def __init__(
        self,
        perform: Callable[[Task], bool],
        give_up: Callable[[Task, Exception], None],
        finished: Callable[[Task], None],
        attempts: int = 1,
    ) -> None:
        self._perform = perform
        self._give_up = give_up
        self._finished = finished
        self._attempts = attempts
        self._queue: deque[Task] = deque()
        self._known: set[tuple[str, str]] = set()

    def submit(self, task: Task) -> None:
        """Queue a task; one queued before under its key is not queued again."""
        if (task.company, task.key) not in self._known:
            self._known.add((task.company, task.key))
            self._queue.append(task)

    def sweep(self, outstanding: Iterable[Task]) -> None:
        """Queue what a crash left undone."""
        for task in outstanding:
            self.submit(task)

    def drain(self) -> int:
        """Do all that is queued, and what that asks for in turn; returns how many tasks."""
        done = 0
        while self._queue:
            self._do(self._queue.popleft())
            done += 1
        return done

    def start(self) -> None:
        """Nothing runs by itself here."""

    def stop(self) -> None:
        """Do what is still queued."""
        self.drain()

    def _do(self, task: Task) -> None:
        for attempt in range(1, self._attempts + 1):
            try:
                while self._perform(task):
                    pass
                break
            except Exception as error:  # noqa: BLE001 - whatever fails is given up for a person to see
                if attempt == self._attempts:
                    self._give_up(task, error)
        self._finished(task)
