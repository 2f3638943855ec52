"""IBANs that are broken over lines or cells, and the choice that an account is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kontera.core.identifiers import is_iban
from kontera.core.party import Account, AccountScheme
from kontera.steps.interpretation.choice import Choice
from kontera.steps.interpretation.context import Context
from kontera.steps.interpretation.dates import tokens_at
from kontera.steps.interpretation.layout import Segment, Token

CUT_IBAN: Final = re.compile(r"^[A-Z]{2}\d{2}[0-9A-Z]{4,28}$")
CUT_REST: Final = re.compile(r"^[0-9A-Z]{1,20}$")
IBAN_HEAD: Final = re.compile(r"(?<![A-Za-z0-9])([A-Z]{2}\d{2}(?:\s?[0-9A-Z]{2,5}){0,7})$")
DEBITED: Final = re.compile(
    r"\b(?:ihrem|ihr|ert|er|ditt|deres|din|jeres|your|tililtänne|votre)\s+(?:bank)?(?:konto|konti|account|compte)|tililtänne|"
    r"lastschrift|autogiro|avtalegiro|direct debit|sepa-mandat",
    re.IGNORECASE,
)
SPACE: Final = re.compile(r"\s")
LONGEST_IBAN: Final = 34
LINE: Final = 1.5  # line heights to the next line
ASIDE: Final = 4.0  # thousandths of the page width


def account(
    scheme: AccountScheme, number: str, country: str, sure: float, by: str, tokens: tuple[Token, ...],
    reasons: tuple[str, ...] = (),
) -> Choice[Account]:  # fmt: skip
    """An account as a choice, its number as it is compared."""
    return Choice(Account(scheme, number, country=country), sure, by, tokens, number, reasons)


def broken_iban(context: Context, segment: Segment) -> Iterator[Choice[Account]]:
    """An IBAN that runs over the end of a line of text into the next."""
    head = IBAN_HEAD.search(segment.text) if segment.tokens[-1].text.isalnum() else None
    begun = SPACE.sub("", head[1]) if head else ""
    if not begun or is_iban(begun) or DEBITED.search(segment.text):
        return
    for row in context.sheet.rows[segment.row + 1 : segment.row + 3]:
        for other in row.segments:
            below = segment.middle < other.y1 and other.y0 - segment.y1 < LINE * segment.height
            close = below and other.page == segment.page
            taken = 0
            joined = begun
            while close and taken < len(other.tokens) and len(joined) < LONGEST_IBAN:
                joined += other.tokens[taken].text.strip(",.;")
                taken += 1
                if is_iban(joined):
                    start = tokens_at(segment, head.start(1), head.end(1)) if head else ()
                    tokens = (*start, *other.tokens[:taken])
                    reasons = ("check digits agree",)
                    yield account(AccountScheme.IBAN, joined, joined[:2], 0.95, "iban", tokens, reasons)
                    return


def _below(context: Context, segment: Segment) -> Segment | None:
    """The single word right under a single word, as when a cell breaks a long number."""
    for row in context.sheet.rows[segment.row + 1 : segment.row + 4]:
        for other in row.segments:
            near = other.page == segment.page and 0 <= other.y0 - segment.y1 < segment.height
            if near and abs(other.x0 - segment.x0) < ASIDE and len(other.tokens) == 1:
                return other
    return None


def cut_iban(context: Context, segment: Segment) -> Iterator[Choice[Account]]:
    """An IBAN whose end stands right under it in a narrow cell."""
    rest = _below(context, segment)
    if rest and CUT_REST.match(rest.text) and is_iban(segment.text + rest.text):
        tokens = (*segment.tokens, *rest.tokens)
        yield account(
            AccountScheme.IBAN,
            segment.text + rest.text,
            segment.text[:2],
            0.95,
            "iban",
            tokens,
            ("check digits agree",),
        )
