"""Teaches the reading model from a company's own archive, when asked or once a week; nothing leaves the machine."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import Final

import structlog

from kontera.adapters.models import FolderModels
from kontera.core.company import Company
from kontera.pipeline.learn import TrainingNotInstalled
from kontera.pipeline.own_model import hints_of
from kontera.pipeline.relearn import Relearned, relearn
from kontera.settings import Settings
from kontera.steps.interpretation.model.file import packaged
from kontera.wiring.rooms import Rooms

WEEK: Final = 7 * 24 * 3600.0  # seconds between two lessons
LOOK: Final = 3600.0  # seconds between two looks at whose week is over
STOP: Final = 10.0
NICE: Final = 10


def models(settings: Settings) -> FolderModels:
    """The companies' own models: DATA/models/COMPANY.model."""
    return FolderModels(settings.data_dir / "models")


def learn(rooms: Rooms, company: Company) -> Relearned:
    """Teach the model from the company's verified invoices; it is kept where it reads no worse than before.

    Raises TooLittleToLearn, and TrainingNotInstalled without the extra [train].
    """
    if not can_learn():
        raise TrainingNotInstalled
    kept = models(rooms.settings)
    kept.learned(company.id)
    told = relearn(rooms.doors.boxes.open(company.id), hints_of(company), packaged())
    if told.data is not None:
        kept.keep(company.id, told.data)
    return told


def can_learn() -> bool:
    """Whether the extra [train] is installed."""
    return find_spec("lightgbm") is not None


@contextmanager
def weekly(rooms: Rooms) -> Iterator[None]:
    """While this is open each company's archive is learned from once a week, in a process of its own.

    Without the extra [train] nothing is done.
    """
    if not can_learn():
        yield
        return
    kept = models(rooms.settings)

    def due() -> list[str]:
        return [company.id for company in rooms.doors.boxes.companies() if kept.age(company.id) >= WEEK]

    learner = Learner(due, LOOK)
    learner.start()
    try:
        yield
    finally:
        learner.stop()


class Learner:
    """Looks every now and then whose week is over, and runs `kontera learn` for each, one after the other."""

    def __init__(self, due: Callable[[], list[str]], every: float, command: tuple[str, ...] = ()) -> None:
        self._due = due
        self._every = every
        self._command = command or (sys.executable, "-m", "kontera", "learn")
        self._stopping = threading.Event()
        self._running: subprocess.Popen[str] | None = None
        self._thread = threading.Thread(target=self._run, name="learner", daemon=True)

    def start(self) -> None:
        """Look in a thread of its own; the first time after a while, so that a start is quick."""
        self._thread.start()

    def stop(self) -> None:
        """End, and with it the process that learns: it keeps nothing half."""
        self._stopping.set()
        running = self._running
        if running is not None and running.poll() is None:
            running.terminate()
        self._thread.join(STOP)

    def _run(self) -> None:
        from kontera.adapters.db.connection import close_idle

        while not self._stopping.wait(self._every):
            try:
                for company in self._due():
                    if not self._stopping.is_set():
                        self._learn(company)
            except Exception:  # noqa: BLE001 - logged, and tried again
                structlog.get_logger().exception("learning failed")
            finally:
                close_idle()

    def _learn(self, company: str) -> None:
        command = (*self._command, company)
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as running:  # noqa: S603 - our own command
            self._running = running
            os.setpriority(os.PRIO_PROCESS, running.pid, NICE)
            if self._stopping.is_set():
                running.terminate()
            told, _ = running.communicate()
        structlog.get_logger().info("learned", company=company, code=running.returncode, told=told.strip())
