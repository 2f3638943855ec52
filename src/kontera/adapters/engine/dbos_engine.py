"""The durable engine: tasks as DBOS workflows, which survive a killed process."""

from __future__ import annotations

import itertools
import logging
import socket
import threading
from collections.abc import Callable, Iterable
from contextvars import Context
from datetime import UTC, datetime, timedelta
from typing import Final

import sqlalchemy
from dbos import DBOS, DBOSConfig, SetWorkflowID

from kontera.adapters.engine.inline import nothing
from kontera.adapters.engine.reaper import SILENCE_SECONDS, Reaper
from kontera.adapters.engine.records import Json, sqlite_engine, with_driver
from kontera.ports import Task, TaskKind

SHAPE: Final = "1"
"""The version of the workflow's shape: raised by hand when the order of its steps changes, never by a mere release."""

QUEUE: Final = "kontera"
WORKFLOW: Final = "kontera_task"
EMBEDDED_POLL_SECONDS: Final = 0.15
SHARED_POLL_SECONDS: Final = 1.0
STOP_SECONDS: Final = 15
SWEEP_SECONDS: Final = 60.0
KEPT: Final = timedelta(days=30)
_PURGE_EVERY: Final = 60  # sweeps
_MAX_STEPS: Final = 200  # a walk has some fifteen; past this it is going in circles
_MAX_KILLED: Final = 5  # a task that was running each time the process died is not taken up again
_LOG: Final = logging.getLogger(__name__)


class WalkedInCircles(Exception):
    """A task went on for more steps than any way has."""


class DbosEngine:
    """Does tasks in this process; `address` is "sqlite:///file" (one process only) or "postgresql://…".

    `perform` does one piece of a task and says whether there is more; `give_up` takes over a task that failed at every
    attempt, `waits` apart in seconds; `finished` forgets one that is done; `rested` runs in the worker's thread after
    each of these, to close what it opened. All may run twice after a crash.

    A task's company and key are its workflow's id: a key submitted twice is done once. A killed process goes on with
    its own tasks when it starts again under the same `executor`. On PostgreSQL each machine needs an `executor` name of
    its own (its host name, unless given), and the others take over the tasks of one that has been silent for `silence`
    seconds. One engine a process: DBOS is a singleton.
    """

    def __init__(
        self,
        address: str,
        perform: Callable[[Task], bool],
        give_up: Callable[[Task, Exception], None],
        finished: Callable[[Task], None],
        waits: tuple[float, ...],
        *,
        executor: str = "",
        workers: int = 4,
        rested: Callable[[], None] = nothing,
        silence: float = SILENCE_SECONDS,
    ) -> None:
        self._address = with_driver(address)
        self._embedded = address.startswith("sqlite:")
        self._perform = perform
        self._give_up = give_up
        self._forget = finished
        self._rested = rested
        self._waits = waits
        self._executor = executor or self._usual_name()
        self._workers = workers
        self._silence = silence
        self._stopping = threading.Event()
        self._sweeper: threading.Thread | None = None
        self._reaper: Reaper | None = None
        self._engine: sqlalchemy.Engine | None = None
        self._workflow: Callable[[str, str, str, str], None] | None = None

    def start(self) -> None:
        """Launch, take up what a killed process left, and begin with what is queued."""
        self._stopping.clear()
        if self._embedded:
            self._engine = sqlite_engine(self._address)
        else:
            self._reaper = Reaper(self._address, self._executor, self._take_over, self._silence)
            self._reaper.announce()
        DBOS(config=self._config())
        declare = DBOS.workflow(name=WORKFLOW, max_recovery_attempts=_MAX_KILLED)
        self._workflow = declare(self._workflow_body())
        DBOS.launch()
        poll = EMBEDDED_POLL_SECONDS if self._embedded else SHARED_POLL_SECONDS
        DBOS.register_queue(
            QUEUE, worker_concurrency=self._workers, polling_interval_sec=poll, on_conflict="always_update"
        )
        if self._reaper is not None:
            self._reaper.start()

    def stop(self) -> None:
        """Let running pieces end, then stop; unfinished tasks go on at the next start."""
        self._stopping.set()
        if self._sweeper is not None:
            self._sweeper.join()
            self._sweeper = None
        if self._reaper is not None:
            self._reaper.stop()
            self._reaper = None
        DBOS.destroy(destroy_registry=True, workflow_completion_timeout_sec=STOP_SECONDS if self._busy() else 0)
        if self._engine is not None:
            self._engine.dispose()
            self._engine = None
        self._workflow = None

    def submit(self, task: Task) -> None:
        """Queue a task; one known under its key is not queued again."""
        if self._workflow is None:
            _LOG.warning("the engine does not run: the sweep will find %s", task.key)
            return
        # A task may ask for another from within its step, where DBOS starts none: in a context of its own it does.
        Context().run(_enqueue, self._workflow, task)

    def sweep(self, outstanding: Iterable[Task]) -> int:
        """Queue what a crash left between commit and queue; ends what the engine knows as done. Returns how many."""
        swept = 0
        for task in outstanding:
            known = DBOS.get_workflow_status(workflow_id(task))
            swept += self._swept(task, known.status if known else "")
        return swept

    def _swept(self, task: Task, status: str) -> bool:
        match status:
            case "":
                self.submit(task)
            case "ERROR" | "CANCELLED":  # giving up failed in its turn, or the database was away
                DBOS.delete_workflow(workflow_id(task))
                self.submit(task)
            case "MAX_RECOVERY_ATTEMPTS_EXCEEDED":  # it killed the process each time
                self._given_up(task)
                self._finished(task)
            case "SUCCESS":
                self._finished(task)
                return False
            case _:
                return False
        return True

    def purge(self, older_than: timedelta) -> int:
        """Drop the records of workflows that ended before; returns how many. Our own events are the history."""
        before = (datetime.now(UTC) - older_than).isoformat()
        ended = DBOS.list_workflows(
            status=["SUCCESS", "ERROR", "CANCELLED"], end_time=before, load_input=False, load_output=False
        )
        DBOS.delete_workflows([workflow.workflow_id for workflow in ended])
        return len(ended)

    def keep_sweeping(self, outstanding: Callable[[], Iterable[Task]], every: float = SWEEP_SECONDS) -> None:
        """Sweep again and again in a thread of its own until stopped, and drop old records now and then."""
        self._sweeper = threading.Thread(target=self._sweeping, args=(outstanding, every), name="sweep", daemon=True)
        self._sweeper.start()

    def _sweeping(self, outstanding: Callable[[], Iterable[Task]], every: float) -> None:
        for turn in itertools.count():
            if self._stopping.wait(every):
                return
            try:
                self.sweep(outstanding())
                if turn % _PURGE_EVERY == 0:
                    self.purge(KEPT)
            except Exception:  # noqa: BLE001 - logged, and tried again at the next turn
                _LOG.exception("sweeping failed")
            finally:
                self._rested()

    def _usual_name(self) -> str:
        return "kontera-1" if self._embedded else socket.gethostname()

    def _take_over(self, living: frozenset[str]) -> int:
        """Queue again what runs under the name of none of the living."""
        running = DBOS.list_workflows(status="PENDING", queue_name=QUEUE, load_input=False, load_output=False)
        orphans = [workflow.workflow_id for workflow in running if workflow.executor_id not in living]
        for orphan in orphans:
            DBOS.resume_workflow(orphan, queue_name=QUEUE)
        return len(orphans)

    def _busy(self) -> bool:
        running = DBOS.list_workflows(
            status="PENDING", executor_id=self._executor, limit=1, load_input=False, load_output=False
        )
        return bool(running)

    def _config(self) -> DBOSConfig:
        config: DBOSConfig = {
            "name": "kontera",
            "system_database_url": self._address,
            "application_version": SHAPE,
            "executor_id": self._executor,
            "serializer": Json(),
            "log_level": "WARNING",
            "scheduler_polling_interval_sec": 60.0,
        }
        if self._engine is not None:
            config["system_database_engine"] = self._engine
        return config

    def _workflow_body(self) -> Callable[[str, str, str, str], None]:
        """A plain function: DBOS does not take methods."""

        def kontera_task(kind: str, company: str, argument: str, key: str) -> None:
            self._do(Task(TaskKind(kind), company, argument, key))

        return kontera_task

    def _do(self, task: Task) -> None:
        """Each piece is a step of the workflow, its answer checkpointed; what fails is tried again after a while."""
        failed = 0
        for _ in range(_MAX_STEPS):
            answer = DBOS.run_step({"name": "perform"}, self._attempt, task, last=failed >= len(self._waits))
            match answer:
                case "more":
                    failed = 0
                case "failed":
                    DBOS.sleep(self._waits[failed])
                    failed += 1
                case _:
                    break
        else:
            DBOS.run_step({"name": "give_up"}, self._given_up, task)
        DBOS.run_step({"name": "finished"}, self._finished, task)

    def _attempt(self, task: Task, *, last: bool) -> str:
        """One piece: "more", "done", or "failed" when it is worth another attempt."""
        try:
            return "more" if self._perform(task) else "done"
        except Exception as error:  # noqa: BLE001 - logged, tried again, at last given up
            _LOG.exception("%s of %s failed", task.kind.value, task.argument)
            if not last:
                return "failed"
            self._give_up(task, error)
            return "given up"
        finally:
            self._rested()

    def _given_up(self, task: Task) -> None:
        try:
            self._give_up(task, WalkedInCircles(task.key))
        finally:
            self._rested()

    def _finished(self, task: Task) -> None:
        try:
            self._forget(task)
        finally:
            self._rested()


def _enqueue(workflow: Callable[[str, str, str, str], None], task: Task) -> None:
    with SetWorkflowID(workflow_id(task)):
        DBOS.enqueue_workflow(QUEUE, workflow, task.kind.value, task.company, task.argument, task.key)


def workflow_id(task: Task) -> str:
    """The workflow's id: what makes a task happen once, also across companies."""
    return f"{task.company}/{task.key}"
