"""The clock of the machine."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Final
from zoneinfo import ZoneInfo

DEFAULT_ZONE: Final = "Europe/Stockholm"


class SystemClock:
    """The machine's time; `ports.Clock`. The day begins at midnight in the zone given."""

    def __init__(self, zone: str = DEFAULT_ZONE) -> None:
        self._zone = ZoneInfo(zone)

    def now(self) -> datetime:
        """Now, in UTC."""
        return datetime.now(UTC)

    def today(self) -> date:
        """Today where the installation stands."""
        return datetime.now(self._zone).date()
