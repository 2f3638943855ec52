"""What is known before a document is read: who receives it, and when it came."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Hints:
    """Facts about the receiving company and the moment.

    `buyer_ids` are its compact organisation numbers, VAT numbers, IBANs and accounts: they never become the
    supplier's. `default_country` (ISO 3166-1) settles what the page leaves open, such as which krona "kr" is.
    """

    buyer_ids: frozenset[str] = frozenset()
    buyer_names: frozenset[str] = frozenset()
    default_country: str = ""
    received: date | None = None
