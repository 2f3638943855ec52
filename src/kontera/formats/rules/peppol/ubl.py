"""Judging a UBL invoice or credit note by Peppol BIS Billing 3, its self-billing, and the national rules."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Final

from kontera.core.validation import Breach, Layer
from kontera.formats.rules.peppol import (
    ubl_accounts,
    ubl_codes,
    ubl_de,
    ubl_de_payment,
    ubl_dk,
    ubl_general,
    ubl_gr,
    ubl_is,
    ubl_it,
    ubl_lines,
    ubl_nl,
    ubl_no,
    ubl_se,
)
from kontera.formats.rules.peppol.document import CREDIT_NOTE, INVOICE, UblDocument, says
from kontera.formats.rules.peppol.words import WORDS
from kontera.formats.rules.rule import RELEASES, Rule, judged
from kontera.formats.xml import Element

CURRENT: Final = RELEASES[-1]
# the day from which each release is mandatory, as OpenPeppol's release notes say
SINCE: Final = {
    "3.0.19": date(2025, 8, 25),
    "3.0.20": date(2026, 2, 23),
    "3.0.21": date(2026, 8, 17),
}
CLAIMS: Final = ("urn:fdc:peppol.eu:2017:poacc:billing:3.", "urn:fdc:peppol.eu:2017:poacc:selfbilling:3.")
PROCESSES: Final = ("urn:fdc:peppol.eu:2017:poacc:", "urn:peppol:bis:billing")
STANDARD: Final = "urn:cen.eu:en16931:2017"

SELF_BILLED_RULES: Final = (
    *ubl_general.RULES,
    *ubl_lines.RULES,
    *ubl_accounts.RULES,
    *ubl_codes.RULES,
)
RULES: Final = (
    *SELF_BILLED_RULES,
    *ubl_codes.NOT_SELF_BILLED,
    *ubl_no.RULES,
    *ubl_dk.RULES,
    *ubl_it.RULES,
    *ubl_se.RULES,
    *ubl_gr.RULES,
    *ubl_is.RULES,
    *ubl_nl.RULES,
    *ubl_de.RULES,
    *ubl_de_payment.RULES,
)


def applies_to(root: Element) -> bool:
    """Whether the document is UBL and claims to follow Peppol BIS Billing 3 or its self-billing.

    A document that claims no specification of EN 16931 at all is judged too where its business process is Peppol's.
    """
    if root.tag not in {INVOICE, CREDIT_NOTE}:
        return False
    claim = says(root, "cbc:CustomizationID")
    if claim.startswith(STANDARD):
        return any(known in claim for known in CLAIMS)
    return says(root, "cbc:ProfileID").startswith(PROCESSES)


def release_on(day: date) -> str:
    """The release that is mandatory on the day; before the oldest known one, that one."""
    return next((release for release in reversed(RELEASES) if SINCE[release] <= day), RELEASES[0])


def judge_ubl(root: Element, release: str = CURRENT) -> tuple[Breach, ...]:
    """Each place where a Peppol rule of the release ("3.0.19" to "3.0.21") is broken, in the order of the rules."""
    document = UblDocument(root, release)
    rules = _rules_of(release, is_self_billed=document.is_self_billed)
    return tuple(judged(document, rules, WORDS, Layer.PEPPOL, release))


@cache
def _rules_of(release: str, *, is_self_billed: bool) -> tuple[Rule[UblDocument], ...]:
    rules = SELF_BILLED_RULES if is_self_billed else RULES
    return tuple(rule for rule in rules if rule.holds_in(release))
