"""Hands a dead machine's tasks to the living: each executor shows signs of life, one of them looks after the silent.

Only for the distributed form on PostgreSQL; DBOS itself takes up a process's tasks only under its own name. Two that
run the same task for a moment do no harm: every effect has a key.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Final

import sqlalchemy
from sqlalchemy import text

SILENCE_SECONDS: Final = 60.0
_BEATS: Final = 6  # signs of life in a period of silence
_LOCK: Final = 0x6B6F6E74  # an advisory lock's number, the same in every executor
_LOG: Final = logging.getLogger(__name__)
_TABLE: Final = text(
    "CREATE TABLE IF NOT EXISTS kontera_executor (name text PRIMARY KEY, seen timestamptz NOT NULL DEFAULT now())"
)
_BEAT: Final = text(
    "INSERT INTO kontera_executor (name) VALUES (:name) ON CONFLICT (name) DO UPDATE SET seen = clock_timestamp()"
)
_LIVING: Final = text(
    "SELECT name FROM kontera_executor WHERE seen > clock_timestamp() - make_interval(secs => :silence)"
)
_FORGET: Final = text(
    "DELETE FROM kontera_executor WHERE seen < clock_timestamp() - make_interval(secs => :silence * 10)"
)


class Reaper:
    """Beats for this executor, and calls `take_over` with the names of the living while it holds the lock.

    `take_over` resumes what runs under any other name and says how much that was.
    """

    def __init__(
        self, address: str, executor: str, take_over: Callable[[frozenset[str]], int], silence: float = SILENCE_SECONDS
    ) -> None:
        self._database = sqlalchemy.create_engine(address, pool_size=1, pool_pre_ping=True)
        self._executor = executor
        self._take_over = take_over
        self._silence = silence
        self._stopped = threading.Event()
        self._thread: threading.Thread | None = None

    def announce(self) -> None:
        """Show a first sign of life; to be done before any task is taken."""
        with self._database.begin() as connection:
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
            connection.execute(_TABLE)
            connection.execute(_BEAT, {"name": self._executor})

    def start(self) -> None:
        """Beat and look in a thread of its own."""
        self._thread = threading.Thread(target=self._run, name="reaper", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stop; what was not finished is taken over by others once we have been silent long enough."""
        self._stopped.set()
        if self._thread is not None:
            self._thread.join()
        self._database.dispose()

    def look(self) -> int:
        """Beat once and, unless another executor is at it, take over from the silent; returns how many tasks."""
        with self._database.begin() as connection:
            connection.execute(_BEAT, {"name": self._executor})
        with self._database.begin() as connection:
            held = connection.execute(text("SELECT pg_try_advisory_xact_lock(:lock)"), {"lock": _LOCK}).scalar()
            if not held:
                return 0
            living = connection.execute(_LIVING, {"silence": self._silence}).scalars()
            taken = self._take_over(frozenset(living))
            connection.execute(_FORGET, {"silence": self._silence})
        if taken:
            _LOG.warning("took over %d tasks of executors that fell silent", taken)
        return taken

    def _run(self) -> None:
        while not self._stopped.wait(self._silence / _BEATS):
            try:
                self.look()
            except Exception:  # noqa: BLE001 - logged, and tried again
                _LOG.exception("looking after other executors failed")
