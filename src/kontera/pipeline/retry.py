"""How often a failed act is tried again, and how long to wait in between."""

from __future__ import annotations

from typing import Final

ATTEMPTS: Final = 5
FIRST_WAIT_SECONDS: Final = 0.5
BACKOFF: Final = 3.0


def waits() -> tuple[float, ...]:
    """The seconds to wait before each further attempt: 0.5, 1.5, 4.5, 13.5."""
    return tuple(FIRST_WAIT_SECONDS * BACKOFF**i for i in range(ATTEMPTS - 1))
