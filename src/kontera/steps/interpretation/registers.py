"""Numbers of foreign company registers that are told by their form: German, British, French, Estonian and others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kontera.core.identifiers import is_estonian_registry_code
from kontera.steps.interpretation.choice import Choice
from kontera.steps.interpretation.dates import tokens_at
from kontera.steps.interpretation.layout import Segment

GERMAN: Final = re.compile(
    r"\b(?P<kind>HR[AB]|HR(?=-\d)|VR|PR|GnR)\b[\s.:-]*(?:Nr\.?\s*)?(?P<number>\d{2,8}(?:\s?[A-Z]{1,2}\b)?)"
)
"""Handelsregister, part A (partnerships) or B (companies), numbered by each local court; some add a letter.

VR, PR and GnR are the registers of associations, of professional partnerships and of co-operatives.
"""
BRITISH: Final = re.compile(
    r"\b(?:CRN|Company\s+(?:Reg(?:istration|istered)?\.?\s+)?(?:No|Number|Nr)\b\.?|"
    r"Registered\s+(?:in\s+(?:England(?:\s+(?:and|&)\s+Wales)?|Scotland|Wales|Ireland)[\s,:]*)?(?:No|Number)\b\.?)"
    r"[\s.:]*(?P<number>(?:[A-Z]{2})?\d{6,8})\b",
    re.IGNORECASE,
)
"""Companies House: eight digits (leading zeros often left out), or two letters and six digits."""
FRENCH: Final = re.compile(r"\bSIRE[NT]\b[^\d\n]{0,12}(?P<number>(?:\d\s?){9}(?:(?:\d\s?){5})?)(?!\d)")
"""SIREN of nine digits, or SIRET: the SIREN with five more for the establishment."""
FRENCH_COURT: Final = re.compile(r"\bR\.?C\.?S\.?\s+[^\W\d_][^\d\n]{2,30}?(?P<number>\d{3}\s?\d{3}\s?\d{3})(?!\s?\d)")
"""The SIREN as the register of a town's commercial court has it: "RCS Lyon 488 221 078"."""
DUTCH: Final = re.compile(
    r"\bK\.?v\.?K\.?(?:[\s-]{0,2}(?:nummer|nr|no)\b)?(?:\s['’]?[^\W\d_][^\s\d]{2,24})?"
    r"[\s.:]*(?P<number>\d{8})\b",
    re.IGNORECASE,
)
"""Kamer van Koophandel: eight digits."""
AUSTRALIAN: Final = re.compile(r"\b(?:ABN|A\.B\.N\.)[\s:]*(?P<number>\d{2}\s?\d{3}\s?\d{3}\s?\d{3})\b")
"""Australian Business Number: eleven digits."""
AMERICAN: Final = re.compile(r"\bEIN[\s:#]*(?P<number>\d{2}-\d{7})\b")
"""Employer Identification Number of the United States: two digits and seven."""
ESTONIAN: Final = re.compile(r"\b(?:reg(?:istri)?\.?\s?(?:nr|no|kood|code))[\s.:]*(?P<number>\d{8})\b", re.IGNORECASE)
"""The code of the Estonian business register: eight digits, the last a check digit."""
PARTS: Final = (
    "hra", "hrb", "hr-", "vr", "pr", "gnr", "crn", "company", "reg", "siren", "siret", "rcs", "r.c.s", "kvk", "k.v.k",
    "abn", "a.b.n",
)  # fmt: skip
"""One of these stands in whatever a form matches; most text has none, and is not searched."""
COURT: Final = 0.45  # a SIREN or SIRET that is called so goes before the court's
SURE: Final = 0.75  # a form of its own, yet without a check digit that is kept


def may_register(segment: Segment) -> bool:
    """Whether something stands in the segment that one of the forms has; most have nothing, and need no search."""
    words = segment.text.casefold() if segment.letters else ""  # most are but figures
    return bool(words) and ("EIN" in segment.text or any(map(words.__contains__, PARTS)))


def registered(segment: Segment, role: float) -> Iterator[Choice[str]]:
    """The numbers of such registers in a segment; `role` says how likely it speaks of the seller (0–1)."""
    for form in (GERMAN, BRITISH, FRENCH, FRENCH_COURT, DUTCH, AUSTRALIAN, AMERICAN, ESTONIAN):
        for match in form.finditer(segment.text):
            number = re.sub(r"\s+", "", match["number"])
            if form is ESTONIAN and not is_estonian_registry_code(number):
                continue
            value = f"{match['kind']} {match['number'].strip()}" if form is GERMAN else number
            tokens = tokens_at(segment, match.start("number"), match.end("number"))
            weight = SURE if form is not FRENCH_COURT else COURT
            yield Choice(value, weight * role, "register form", tokens, match[0].strip())
