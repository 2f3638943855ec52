"""What reading a document gave: the invoice, the evidence of each value, and what was left unread."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kontera.core.evidence import Evidence
from kontera.core.finding import Finding
from kontera.core.invoice import Invoice
from kontera.core.leaf import Leaf


@dataclass(frozen=True, slots=True)
class Reading:
    """One invoice as read from a document.

    `format` names the codec ("ubl", "cii", "picture", "text"); `evidence` maps the path of each value in the invoice
    ("number", "seller.vat_number", "totals.payable", "payment.accounts[0]", "lines[2].net_amount") to its evidence;
    `unread` lists the paths of elements that have no place in the invoice; `language` is ISO 639-1 or empty;
    `pages` are the page numbers it stands on (empty: all), `leaves` what each of its pages is.
    """

    invoice: Invoice
    format: str
    evidence: Mapping[str, Evidence] = field(default_factory=dict)
    unread: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    language: str = ""
    pages: tuple[int, ...] = ()
    sure: float = 1.0
    leaves: tuple[Leaf, ...] = ()
