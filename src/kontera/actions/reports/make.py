"""The reports by name; every one begins with the right to see."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from kontera.actions.desk import Desk
from kontera.actions.reports.changing import changes, channels
from kontera.actions.reports.owing import open_items, payments
from kontera.actions.reports.reading import reading
from kontera.actions.reports.spending import spend
from kontera.actions.reports.table import Report
from kontera.actions.reports.wanted import Wanted
from kontera.core.company import Right
from kontera.ports import Box

REPORTS: Final[Mapping[str, Callable[[Box, Wanted], Report]]] = {
    "spend": spend,
    "open": open_items,
    "payments": payments,
    "changes": changes,
    "reading": reading,
    "channels": channels,
}


def make(desk: Desk, name: str, wanted: Wanted) -> Report:
    """The report of this name, one of REPORTS. Raises KeyError."""
    return REPORTS[name](desk.ask(Right.SEE), wanted)
