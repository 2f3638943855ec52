"""What Peppol's rules say of a CII invoice, where that is another thing than of a UBL one."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from kontera.formats.rules.peppol.words import WORDS
from kontera.formats.rules.rule import Words

OWN: Final[Mapping[str, Words]] = MappingProxyType(
    {
        "PEPPOL-EN16931-R002": Words(
            "The invoice has more than one note, or a note with a subject code.",
            "Put all text into one note without a subject code.",
            "notes",
        ),
        "PEPPOL-EN16931-R080": Words(
            "The invoice has more than one project reference.", "Keep one project reference.", "project"
        ),
        "PEPPOL-EN16931-F001": Words(
            "A date is not written as year, month and day in eight digits.",
            "Write it as 20260331, with format 102.",
        ),
        "PEPPOL-EN16931-R110": Words(
            "A line's period begins before the invoice's period.",
            "Correct the line's first day, or the invoice's.",
            "lines.period.start",
        ),
        "PEPPOL-EN16931-R111": Words(
            "A line's period ends after the invoice's period.",
            "Correct the line's last day, or the invoice's.",
            "lines.period.end",
        ),
        "DK-R-007": Words(
            "A Danish direct debit needs mandate and creditor number.",
            "State both, or use another means of payment.",
            "payment.mandate",
        ),
    }
)
CII_WORDS: Final[Mapping[str, Words]] = MappingProxyType({**WORDS, **OWN})
