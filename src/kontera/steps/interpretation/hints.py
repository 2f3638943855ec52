"""What is known before a document is read: who receives it, and when it came."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kontera.core.memory import Record
from kontera.steps.interpretation.weigher import Weigher


@dataclass(frozen=True, slots=True)
class Hints:
    """Facts about the receiving company and the moment.

    `buyer_ids` are its compact organisation numbers, VAT numbers, IBANs and accounts: they never become the
    supplier's. `default_country` (ISO 3166-1) settles what the page leaves open, such as which krona "kr" is.
    `memory` is what earlier invoices taught that may be of this layout, oldest first.
    `model` is the installation's own trained model; None for the one that comes with Kontera.
    """

    buyer_ids: frozenset[str] = frozenset()
    buyer_names: frozenset[str] = frozenset()
    default_country: str = ""
    received: date | None = None
    memory: tuple[Record, ...] = ()
    model: Weigher | None = None
