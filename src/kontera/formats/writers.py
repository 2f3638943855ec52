"""The formats an invoice can be written in, and what each demands that an invoice may lack."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from kontera.core.finding import Finding
from kontera.core.invoice import Invoice
from kontera.formats.cii.write import write_cii
from kontera.formats.finvoice.missing import missing_for_finvoice
from kontera.formats.finvoice.write import write_finvoice
from kontera.formats.ubl.required import missing_for_peppol
from kontera.formats.ubl.write import write_ubl


@dataclass(frozen=True, slots=True)
class Writing:
    """How one format is written, and what it demands of an invoice before."""

    write: Callable[[Invoice], bytes]
    missing: Callable[[Invoice], tuple[Finding, ...]]


def _missing_for_core(invoice: Invoice) -> tuple[Finding, ...]:
    """What EN 16931 itself demands, without what Peppol adds."""
    return tuple(finding for finding in missing_for_peppol(invoice) if finding.rule.startswith("BR-"))


WRITERS: Final[Mapping[str, Writing]] = {
    "ubl": Writing(write_ubl, missing_for_peppol),
    "finvoice": Writing(write_finvoice, missing_for_finvoice),
    "cii": Writing(write_cii, _missing_for_core),
}
