"""What the words around an account say of it: that it alone frees the payer, or that invoices are not paid there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from kontera.core.party import Account
from kontera.steps.interpretation.choice import Choice
from kontera.steps.interpretation.context import Context
from kontera.steps.interpretation.layout import Segment

FREEING: Final = re.compile(
    r"befriande|frigjørende|frigørende|pätevästi|schuldbefreiend|to whom alone|lib[eé]ratoire|"
    r"(?:endast|bara|kun|bare|vain|ausschließlich|only)\s(?:\w+\s){0,3}(?:till|til|konto|tilille|auf|to)\b",
    re.IGNORECASE,
)
NOT_INVOICES: Final = re.compile(
    r"\bei laskujen|gjelder ikke (?:for )?(?:faktura|betaling)|ikke (?:for|til) (?:faktura|betaling)|"
    r"(?:inte|ej) för (?:faktura|inbetalning|betalning)|endast (?:för )?leverantör|nicht für (?:rechnung|zahlung)|"
    r"not for (?:invoice|payment)",
    re.IGNORECASE,
)
FREES: Final = "only paying there frees the payer"
ROWS: Final = 3  # of a sentence before the account
LEAST: Final = 0.5


def as_said(context: Context, choices: Sequence[Choice[Account]]) -> list[Choice[Account]]:
    """The accounts as likely as the words around them make them: one that is not for invoices hardly at all."""
    freeing, barred = FREEING.search(context.text), NOT_INVOICES.search(context.text)
    if len(choices) < 2 or not (freeing or barred):  # noqa: PLR2004 - one account needs no choice
        return list(choices)
    found = []
    for choice in choices:
        home = context.home(choice.tokens[0]) if choice.tokens else None
        if home is not None and barred and _not_for_invoices(context, home, choice):
            found.append(replace(choice, sure=LEAST * choice.sure))
        elif home is not None and freeing and _frees(context, home):
            found.append(choice.because(FREES, max(choice.sure, 0.97)))
        else:
            found.append(choice)
    return found


def _frees(context: Context, home: Segment) -> bool:
    rows = context.sheet.rows[max(0, home.row - ROWS) : home.row + 1]
    near = (
        other
        for row in rows
        for other in row.segments
        if other.page == home.page and other.overlap(home) > 0 and home.y0 - other.y1 < ROWS * 2 * home.height
    )
    return any(FREEING.search(other.text) for other in near)


def _not_for_invoices(context: Context, home: Segment, choice: Choice[Account]) -> bool:
    after = home.text[max(0, home.text.find(choice.tokens[-1].text)) :]
    below = (
        other.text
        for row in context.sheet.rows[home.row + 1 : home.row + 3]
        for other in row.segments
        if other.page == home.page and other.text.startswith("(") and other.overlap(home) > 0
    )
    return any(NOT_INVOICES.search(text) for text in (after, *below))


def first_of(choice: Choice[Account]) -> bool:
    """Whether the account goes before others of any kind."""
    return FREES in choice.reasons
