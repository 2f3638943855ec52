"""Write an invoice, whatever it came as, in the format that was asked for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kontera.core.finding import Finding
from kontera.core.reading import Reading
from kontera.formats.writers import WRITERS


class Target(StrEnum):
    """A format to write."""

    UBL = "ubl"  # Peppol BIS Billing 3
    FINVOICE = "finvoice"  # Finvoice 3.0
    CII = "cii"  # UN/CEFACT CII with the core of EN 16931


@dataclass(frozen=True, slots=True)
class Converted:
    """The invoice in its new format, and what that format demands and the invoice does not state."""

    data: bytes
    missing: tuple[Finding, ...]


def converted(reading: Reading, target: Target) -> Converted:
    """The invoice of a reading written anew. What is missing is said, never invented."""
    writing = WRITERS[target]
    return Converted(writing.write(reading.invoice), writing.missing(reading.invoice))
