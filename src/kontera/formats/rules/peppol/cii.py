"""Judges a CII invoice by OpenPeppol's rules of Peppol BIS Billing 3, national rules among them."""

from __future__ import annotations

from typing import Final

from kontera.core.validation import Breach, Layer
from kontera.formats.rules.peppol.cii_countries import COUNTRY_RULES
from kontera.formats.rules.peppol.cii_denmark import DANISH_RULES
from kontera.formats.rules.peppol.cii_document import ROOT, CiiDocument
from kontera.formats.rules.peppol.cii_general import GENERAL_RULES
from kontera.formats.rules.peppol.cii_identifiers import IDENTIFIER_RULES
from kontera.formats.rules.peppol.cii_lines import LINE_RULES
from kontera.formats.rules.peppol.cii_lists import LIST_RULES
from kontera.formats.rules.peppol.cii_sweden import SWEDISH_RULES
from kontera.formats.rules.peppol.cii_words import CII_WORDS
from kontera.formats.rules.rule import RELEASES, Rule, judged
from kontera.formats.xml import Element

CII_RULES: Final[tuple[Rule[CiiDocument], ...]] = (
    *GENERAL_RULES,
    *LINE_RULES,
    *IDENTIFIER_RULES,
    *COUNTRY_RULES,
    *DANISH_RULES,
    *SWEDISH_RULES,
    *LIST_RULES,
)


def judge_cii(root: Element, release: str = RELEASES[-1]) -> tuple[Breach, ...]:
    """The rules of the release that a CII invoice breaks, at each place where it does; none for another root.

    Where XPath 2.0 would give up on a document (several elements where a rule takes one, text where it takes a number)
    the first element is judged, and what is no number is left to the schema.
    """
    if root.tag != ROOT:
        return ()
    return tuple(judged(CiiDocument(root), CII_RULES, CII_WORDS, Layer.PEPPOL, release))
