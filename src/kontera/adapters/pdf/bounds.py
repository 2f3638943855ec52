"""What a child process may use for one document, and what it answers when that is not enough.

Runs in the child process and imports nothing of ours.
"""

from __future__ import annotations

import resource
import signal
from typing import Final

MEMORY: Final = 1024**3
SECONDS: Final = 6.0  # of processor: the costliest page of an invoice that was measured takes 0.9
PAGE_SECONDS: Final = 0.25  # more for each page that was opened: twice what a dense page takes
WALL_SECONDS: Final = 180  # on a machine of much other work the processor comes late


class TooLargeError(Exception):
    """A cap is passed: the size found and the limit."""


class LockedError(Exception):
    """The PDF is encrypted, and the password (if any) does not open it."""


class UnreadableError(Exception):
    """The bytes cannot be read, with the reason in a few words."""


def enclose() -> None:
    """Bound this process's memory for good; it leaves no core behind."""
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def begin() -> None:
    """Give the coming request its share of processor and wall time; passing either ends the process."""
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    signal.alarm(WALL_SECONDS)


def allow_page() -> None:
    """A page was opened: give the request a little more processor time for the next one."""
    left = signal.getitimer(signal.ITIMER_PROF)[0]
    signal.setitimer(signal.ITIMER_PROF, left + PAGE_SECONDS)


def end() -> None:
    """The request is answered: nothing runs out any more."""
    signal.setitimer(signal.ITIMER_PROF, 0)
    signal.alarm(0)
