"""What the steps remarked on an invoice, and that a person verified it or let go of a remark."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kontera.core.finding import Finding


@dataclass(frozen=True, slots=True)
class Matched:
    """The supplier was matched (`supplier` its id) or not (empty), by which criterion, and who else it could be."""

    supplier: str
    by: str = ""
    sure: float = 0.0
    others: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Checked:
    """The checks ran, all those named; these remarks were made."""

    ran: tuple[str, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Stopped:
    """A step could not go on by itself."""

    step: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Passed:
    """A gate let the case through: `because` names the person or the company's rule."""

    step: str
    because: str


@dataclass(frozen=True, slots=True)
class Verified:
    """A person verified the reading; `seen` names what was compared: "picture", "account", "totals".

    `opened` is when (UTC) the person had the invoice before the eyes; None where nothing tells.
    """

    seen: tuple[str, ...]
    opened: datetime | None = None


@dataclass(frozen=True, slots=True)
class Released:
    """A person released a stop, for the reason given; `finding` is its key, so another value stops again."""

    finding: str
    reason: str
