"""What is looked after now and then while a process runs: an act in a thread of its own, tried again when it fails."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

import structlog

HOUR: Final = 3600.0  # seconds
SOON: Final = 20.0  # seconds after the start, so that a start is quick
STOP: Final = 10.0


@contextmanager
def hourly(act: Callable[[], object], every: float = HOUR, soon: float = SOON) -> Iterator[None]:
    """While this is open the act is performed soon after the start and then every so many seconds."""
    stopping = threading.Event()

    def run() -> None:
        from kontera.adapters.db.connection import close_idle

        wait = soon
        while not stopping.wait(wait):
            wait = every
            try:
                act()
            except Exception:  # noqa: BLE001 - logged, and tried again
                structlog.get_logger().exception("the hourly look failed")
            finally:
                close_idle()

    thread = threading.Thread(target=run, name="hourly", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stopping.set()
        thread.join(STOP)
