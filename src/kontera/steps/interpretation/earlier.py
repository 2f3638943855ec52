"""Where a page speaks of another invoice than itself: the one it credits, corrects or replaces."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from kontera.steps.interpretation.layout import Segment, Token

EARLIER: Final = re.compile(
    r"\b(?:annule(?: et remplace)?|remplace|rectifie|corrige|avoir (?:sur|relatif à)|sur|"
    r"ersetzt|storniert|korrigiert|zur?|replaces?|cancels?|corrects?|credits?|credited against|"
    r"ersätter|krediterar|kreditering av|kredit av|avser|erstatter|krediterer|gjelder|vedrører|"
    r"vervangt|crediteert|hyvittää|korvaa)\s+"
    r"(?:(?:la|notre|votre|die|der|unsere[r]?|ihre[r]?|the|our|your|original|vår|vores|onze|uw|de)\s+){0,2}"
    r"(?:facture|rechnung|invoice|faktura\w*|factuur|laskun?)\b[^;,]{0,40}$",
    re.IGNORECASE,
)
"""Up to its end: what comes next is the number, or the date, of the other invoice."""
INVOICES: Final = ("facture", "rechnung", "invoice", "faktura", "factuur", "lasku")
"""One of these is in whatever EARLIER finds: most lines have none, and need not be searched."""


def of_earlier(segment: Segment, tokens: Sequence[Token]) -> bool:
    """Whether the words before the value, in its own line, make it another invoice's."""
    words = segment.tokens
    at = next((i for i, token in enumerate(words) if token is tokens[0]), 0)
    return at > 1 and _earlier(" ".join(token.text for token in words[:at]))


@lru_cache(maxsize=4096)
def _earlier(before: str) -> bool:
    text = before.casefold()
    return any(word in text for word in INVOICES) and EARLIER.search(before) is not None
