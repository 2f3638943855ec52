"""VAT by rate, and how the lines, charges and allowances lead to the net total: only what agrees with the totals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations
from typing import Final

from kontera.core.invoice import VatCategory
from kontera.core.money import ZERO, vat_on
from kontera.countries.all import REVERSE_CHARGE_WORDS
from kontera.steps.interpretation.choice import Choice
from kontera.steps.interpretation.item import Item
from kontera.steps.interpretation.solve import CENT_OFF, RATES, RateRow, Solved

MOST_RATES: Final = 4
LINES_AGREE: Final = "the lines make the net"
RATES_AGREE: Final = "the VAT by rate makes the VAT"
REVERSE_WORDS: Final = (*REVERSE_CHARGE_WORDS, "autoliquidation", "btw verlegd")
REVERSE_CHARGE: Final = re.compile("|".join(map(re.escape, REVERSE_WORDS)), re.IGNORECASE)
REVERSE_FOLDED: Final = tuple(words.casefold() for words in REVERSE_WORDS)
EXEMPT: Final = re.compile(
    r"momsfri\w*|undantag\w* från (?:moms|skatteplikt)|unntatt (?:for )?(?:mva|merverdiavgift)|momsfritag\w*"
    r"|arvonlisäverot(?:on|onta)|vat[ -]exempt|exempt from vat|steuerfrei\w*|umsatzsteuerbefrei\w*|exonération",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Taxed:
    """VAT of one rate: the row, its category, and the words that say why there is none."""

    row: RateRow
    category: VatCategory
    why: str = ""


def reverse_charge_in(text: str) -> str:
    """The words that say that the buyer owes the VAT; empty when there are none."""
    words = text.casefold()
    found = REVERSE_CHARGE.search(text) if any(one in words for one in REVERSE_FOLDED) else None
    return found[0] if found else ""


def taxed(totals: Solved, items: Sequence[Item], text: str, reverse: str) -> tuple[Taxed, ...]:
    """VAT by rate (BG-23): as printed, else by the one rate that fits, else by the lines; empty if nothing adds up.

    `reverse` are the words of the page that say that the buyer owes the VAT.
    """
    net, vat = totals.net, totals.vat
    if net is None or vat is None:
        if net is None or totals.gross is None or net.value != totals.gross.value or not reverse:
            return ()
        return (Taxed(RateRow(ZERO, net.value, ZERO, net.tokens), VatCategory.REVERSE_CHARGE, reverse),)
    if not vat.value:
        exempt = _exempt(text)
        category = VatCategory.REVERSE_CHARGE if reverse else VatCategory.EXEMPT if exempt else VatCategory.ZERO
        return (Taxed(RateRow(ZERO, net.value, ZERO, vat.tokens), category, reverse or exempt),)
    found = _printed(totals.rates, net.value, vat.value) or _single(net, vat, text) or _by_lines(items, net, vat)
    rest = net.value - sum((row.base for row in found), ZERO)
    rows = [Taxed(row, VatCategory.STANDARD if row.rate else VatCategory.ZERO) for row in found]
    exempt = _exempt(text) if rows and rest > CENT_OFF * MOST_RATES else ""
    untaxed = exempt or any(item.rate == ZERO for item in items)
    if rows and untaxed and rest > CENT_OFF * MOST_RATES:
        category = VatCategory.EXEMPT if exempt else VatCategory.ZERO
        rows.append(Taxed(RateRow(ZERO, rest, ZERO, net.tokens), category, exempt))
    return tuple(rows)


def _exempt(text: str) -> str:
    """The words that say that no VAT is owed; empty when there are none."""
    found = EXEMPT.search(text)
    return found[0] if found else ""


def _printed(rows: Sequence[RateRow], net: Decimal, vat: Decimal) -> tuple[RateRow, ...]:
    for count in range(min(len(rows), MOST_RATES), 0, -1):
        for some in combinations(rows, count):
            base, tax = sum((row.base for row in some), ZERO), sum((row.tax for row in some), ZERO)
            once = len({row.rate for row in some}) == count
            if once and abs(tax - vat) <= CENT_OFF * count and base <= net + CENT_OFF * count:
                return some
    return ()


def _single(net: Choice[Decimal], vat: Choice[Decimal], text: str) -> tuple[RateRow, ...]:
    fitting = [rate for rate in RATES if rate and abs(vat_on(net.value, rate) - vat.value) <= CENT_OFF]
    said = [rate for rate in fitting if re.search(rf"(?<![\d.,]){rate}(?:[.,]0+)?\s?%".replace(".", "[.,]", 1), text)]
    rates = said or fitting
    return (RateRow(rates[0], net.value, vat.value, vat.tokens),) if rates else ()


def _by_lines(items: Sequence[Item], net: Choice[Decimal], vat: Choice[Decimal]) -> tuple[RateRow, ...]:
    bases: dict[Decimal, Decimal] = {}
    for item in items:
        if item.rate is None or item.net is None:
            return ()
        bases[item.rate] = bases.get(item.rate, ZERO) + (item.sign or 1) * item.net.value
    rows = tuple(RateRow(rate, base, vat_on(base, rate), vat.tokens) for rate, base in bases.items())
    off = abs(sum((row.tax for row in rows), ZERO) - vat.value)
    agrees = off <= CENT_OFF * len(rows) and abs(sum(bases.values(), ZERO) - net.value) <= CENT_OFF
    return rows if agrees else ()


def rated(items: Sequence[Item], rows: Sequence[Taxed], totals: Solved) -> None:
    """Give lines that name no rate the invoice's, where it has one rate on the whole of its net."""
    if len(rows) != 1 or totals.net is None or abs(rows[0].row.base - totals.net.value) > CENT_OFF:
        return
    for item in items:
        if item.rate is None:
            item.rate, item.rate_seen = rows[0].row.rate, rows[0].row.tokens


def agreed(totals: Solved, line_sum: Decimal | None, rows: Sequence[Taxed]) -> Solved:
    """The totals with what proves them: the lines with charges and allowances make the net, the rates the VAT."""
    net, vat = totals.net, totals.vat
    if vat is not None and rows:
        totals = replace(totals, vat=vat.because(RATES_AGREE))
    if net is None or line_sum is None:
        return totals
    lines = abs(line_sum)
    for charges, allowances in _steps(totals):
        more = charges.value if charges else ZERO
        less = abs(allowances.value) if allowances else ZERO
        if abs(lines + more - less - net.value) <= CENT_OFF:
            line_net = totals.line_net
            if line_net is None or abs(line_net.value - lines) > CENT_OFF:
                line_net = Choice(lines, net.sure, "the lines", net.tokens, str(lines), (LINES_AGREE,))
            return replace(
                totals, net=net.because(LINES_AGREE), line_net=line_net.because(LINES_AGREE), charges=charges,
                allowances=allowances,
            )  # fmt: skip
    return totals


def _steps(totals: Solved) -> Iterator[tuple[Choice[Decimal] | None, Choice[Decimal] | None]]:
    yield None, None
    yield totals.charges, None
    yield None, totals.allowances
    yield totals.charges, totals.allowances
