"""A remark on an invoice: what is wrong with it is data, shown to a person, and the case goes on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding weighs."""

    NOTE = "note"  # worth knowing
    DOUBT = "doubt"  # a person should look
    STOP = "stop"  # payment is held until a person has resolved it


@dataclass(frozen=True, slots=True)
class Finding:
    """A remark with a stable rule id.

    `msgid` is an English sentence with {named} places filled from `values`; faces translate it.
    `field` is the path of the invoice value it speaks of ("payment.accounts[0]", "lines[2].net_amount").
    """

    rule: str
    msgid: str
    severity: Severity = Severity.DOUBT
    field: str = ""
    values: tuple[tuple[str, str], ...] = ()
    by: str = ""  # the step that made it

    @property
    def key(self) -> str:
        """What makes two remarks the same: rule, field and the values spoken of."""
        return "|".join((self.rule, self.field, *(f"{name}={value}" for name, value in self.values)))
