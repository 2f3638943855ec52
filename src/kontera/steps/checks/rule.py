"""The shape of a rule: a function of the case and the facts that yields remarks and changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from kontera.core.case import Case
from kontera.core.company import Company
from kontera.core.finding import Finding, Severity
from kontera.core.party import Supplier
from kontera.core.row import CaseRow

BY: Final = "checks"


@dataclass(frozen=True, slots=True)
class CheckFacts:
    """What the rules must know: the supplier when matched, the whole register, and other cases that look alike."""

    company: Company
    today: date
    supplier: Supplier | None = None
    suppliers: tuple[Supplier, ...] = ()
    alike: tuple[CaseRow, ...] = ()


Rule = Callable[[Case, CheckFacts], Iterable[Finding]]


def note(rule: str, msgid: str, field: str = "", **values: object) -> Finding:
    """A remark worth knowing."""
    return _finding(rule, msgid, Severity.NOTE, field, values)


def doubt(rule: str, msgid: str, field: str = "", **values: object) -> Finding:
    """A remark that a person should look at."""
    return _finding(rule, msgid, Severity.DOUBT, field, values)


def stop(rule: str, msgid: str, field: str = "", **values: object) -> Finding:
    """A remark that holds payment until a person releases it."""
    return _finding(rule, msgid, Severity.STOP, field, values)


def _finding(rule: str, msgid: str, severity: Severity, field: str, values: dict[str, object]) -> Finding:
    return Finding(rule, msgid, severity, field, tuple((name, str(value)) for name, value in values.items()), BY)
