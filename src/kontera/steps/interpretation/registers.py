"""Numbers of foreign company registers that are told by their own form: the German, the British and the French."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kontera.steps.interpretation.choice import Choice
from kontera.steps.interpretation.dates import tokens_at
from kontera.steps.interpretation.layout import Segment

GERMAN: Final = re.compile(r"\b(?P<kind>HR[AB])\b[\s.:]*(?:Nr\.?\s*)?(?P<number>\d{2,6}(?:\s?[A-Z]{1,2}\b)?)")
"""Handelsregister, part A (partnerships) or B (companies), numbered by each local court; some add a letter."""
BRITISH: Final = re.compile(
    r"\b(?:CRN|Company\s+(?:Reg(?:istration|istered)?\.?\s+)?(?:No|Number|Nr)\b\.?|Registered\s+(?:No|Number)\b\.?)"
    r"[\s.:]*(?P<number>(?:[A-Z]{2})?\d{6,8})\b",
    re.IGNORECASE,
)
"""Companies House: eight digits (leading zeros often left out), or two letters and six digits."""
FRENCH: Final = re.compile(r"\bSIRE[NT]\b[^\d\n]{0,12}(?P<number>(?:\d\s?){9}(?:(?:\d\s?){5})?)(?!\d)")
"""SIREN of nine digits, or SIRET: the SIREN with five more for the establishment."""
SURE: Final = 0.75  # a form of its own, yet without a check digit that is kept


def registered(segment: Segment, role: float) -> Iterator[Choice[str]]:
    """The numbers of such registers in a segment; `role` says how likely it speaks of the seller (0–1)."""
    for form in (GERMAN, BRITISH, FRENCH):
        for match in form.finditer(segment.text):
            number = re.sub(r"\s+", "", match["number"])
            value = f"{match['kind']} {match['number'].strip()}" if form is GERMAN else number
            tokens = tokens_at(segment, match.start("number"), match.end("number"))
            yield Choice(value, SURE * role, "register form", tokens, match[0].strip())
