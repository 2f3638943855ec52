"""What the chosen totals and the VAT by rate make certain of the totals that are not printed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations
from typing import Final

from kontera.core.evidence import Source
from kontera.core.money import ZERO, rounded, vat_on
from kontera.steps.interpretation.amount import ROUNDING_OFF
from kontera.steps.interpretation.choice import Choice, as_text
from kontera.steps.interpretation.context import Context
from kontera.steps.interpretation.labels import best
from kontera.steps.interpretation.layout import Token
from kontera.steps.interpretation.solve import AMOUNT_LABELS, CENT_OFF, HALF, RATES, RateRow, Solved

MOST_RATES: Final = 4
LESS_VAT: Final = "the total less its VAT"
RATES_SUMMED: Final = "the VAT by rate with its bases makes the total"
LINES: Final = "the lines, with the VAT, make the total"
NET_AND_VAT: Final = "net and VAT together"
SURE: Final = 0.93
SETTLED: Final = "nothing is left to pay"
UNSAID: Final = "nothing says what was paid"
STRAIGHT: Final = 0.7
ALREADY: Final = re.compile(
    r"\b(?:betalt|betald|betalats|förskott|forskudd|maksettu|ennakkomaksu|bezahlt|gezahlt|dankend|anzahlung|paid|received"
    r"|vipps|swish|klarna|paypal|korttimaksu|verkkomaksu)\b",
    re.IGNORECASE,
)
NO_VAT: Final = "the page says why it has no VAT"
EXEMPT: Final = re.compile(
    r"kleinunternehmer|§\s?19\b|umsatzsteuerbefreit|(?:mwst|ust|umsatzsteuer|steuer)-?\s?(?:frei|befreit)"
    r"|ohne umsatzsteuer"
    r"|reverse.charge|steuerschuldnerschaft|omvänd|omvendt|moms-?\s?fri|mva-?\s?fri|(?:undantag|unntat|fritat|fritaget)\w*\b"
    r"[^.]{0,30}\b(?:moms|mva|merverdi|mervärde)|(?:moms|mva|merverdi|mervärde)\w*\b[^.]{0,30}\b(?:undantag|unntat|fritat"
    r"|fritaget|ikke (?:pliktig|beregnet))|(?:exempt from|not subject to|outside the scope of|no) (?:vat|tax)"
    r"|vat exempt|zero.rated|käännetty|arvonlisäverot(?:on|ta ei)|ei alv|alv 0|exonération|autoliquidation"
    r"|tva non applicable|btw verlegd|vrijgesteld",
    re.IGNORECASE,
)
PAYMENTS: Final = "the payments between the total and what is to pay"
PAID: Final = re.compile(
    r"abschlag|anzahlung|gezahlt|bezahlt|zahlung|betal|paid|payment|deposit|förskott|forskudd|a\s?conto|akonto|maksettu"
    r"|ennakko|suoritu|guthaben|balance|credit|saldo|tilgode|tillgodo"
    r"|acompte|delfaktur|tidigare fakt|kort\b|vipps|swish|klarna",
    re.IGNORECASE,
)


def completed(totals: Solved, line_sum: Decimal | None = None) -> Solved:
    """The totals with a net, a VAT or a total that only the others tell; nothing is told that does not add up.

    `line_sum` is the sum of the lines' nets, where all are known.
    """
    if totals.gross is None:
        return totals
    if not totals.adds_up:
        totals = _by_rates(totals)
    if totals.net is None and totals.vat is not None:
        totals = _of_lines(totals, line_sum) if line_sum else totals
        totals = _without_net(totals) if totals.net is None else totals
    return _rounded(totals)


def _by_rates(totals: Solved) -> Solved:
    """Net and VAT where rows of all rates, bases with VAT, make the total and no sum of them is printed."""
    gross = totals.gross
    some = _making(totals.rates, gross.value) if gross is not None else ()
    if not some or gross is None:
        return totals
    net, vat = sum((row.base for row in some), ZERO), sum((row.tax for row in some), ZERO)
    tokens = tuple(token for row in some for token in row.tokens)
    return replace(
        totals, net=_told(net, SURE, RATES_SUMMED, tokens), vat=_told(vat, SURE, RATES_SUMMED, tokens),
        gross=gross.because(RATES_SUMMED, max(gross.sure, SURE)), adds_up=True,
    )  # fmt: skip


def _making(rows: Sequence[RateRow], gross: Decimal) -> tuple[RateRow, ...]:
    for count in range(min(len(rows), MOST_RATES), 1, -1):
        for some in combinations(rows, count):
            once = len({row.rate for row in some}) == count
            if once and abs(sum((row.base + row.tax for row in some), ZERO) - gross) <= CENT_OFF:
                return some
    return ()


def _of_lines(totals: Solved, line_sum: Decimal) -> Solved:
    """The net that only the lines tell: with the VAT, and a rounding to whole crowns, they make the total."""
    gross, vat, net = totals.gross, totals.vat, abs(line_sum)
    if gross is None or vat is None:
        return totals
    off = abs(net + vat.value - gross.value)
    whole = gross.value == gross.value.to_integral_value()
    if off > (HALF if whole else CENT_OFF) or not any(
        rate and abs(vat_on(net, rate) - vat.value) <= CENT_OFF for rate in RATES
    ):
        return totals
    return replace(
        totals, net=_told(net, SURE, LINES, ()), vat=vat.because(LINES, max(vat.sure, SURE)), adds_up=True,
        gross=gross.because(LINES, max(gross.sure, SURE)),
    )  # fmt: skip


def _without_net(totals: Solved) -> Solved:
    """The net of prices with VAT: the total less the VAT, where that makes a legal rate."""
    gross, vat = totals.gross, totals.vat
    if gross is None or vat is None:
        return totals
    net = gross.value - vat.value
    if net <= 0 or not any(rate and abs(vat_on(net, rate) - vat.value) <= CENT_OFF for rate in RATES):
        return totals
    sure = min(gross.sure, vat.sure)
    return replace(
        totals, net=_told(net, sure, LESS_VAT, (*gross.tokens, *vat.tokens)), adds_up=True,
        vat=vat.because(LESS_VAT, max(vat.sure, SURE)), gross=gross.because(LESS_VAT, max(gross.sure, SURE)),
    )  # fmt: skip


def _rounded(totals: Solved) -> Solved:
    """BR-CO-15: the total is net and VAT; what is paid beside it by less than a crown is the rounding (BT-114)."""
    net, vat, gross, payable = totals.net, totals.vat, totals.gross, totals.payable
    if net is None or vat is None or gross is None or payable is None or payable.value != gross.value:
        return totals
    whole = net.value + vat.value
    off = gross.value - whole
    rounded = gross.value == gross.value.to_integral_value()
    if not rounded or not CENT_OFF < abs(off) <= HALF:
        return totals
    tokens = totals.rounding.tokens if totals.rounding is not None else gross.tokens
    return replace(
        totals, gross=_told(whole, gross.sure, NET_AND_VAT, (*net.tokens, *vat.tokens)),
        rounding=Choice(off, 0.9, "rounding", tokens, as_text(off)),
    )  # fmt: skip


def untaxed(context: Context, totals: Solved) -> Solved:
    """BT-110 of an invoice that says why it has no VAT: nought, where the net is all there is to pay."""
    net, gross = totals.net, totals.gross
    if net is None or gross is None or totals.vat is not None or net.value != gross.value or not net.value:
        return totals
    if any(row.tax for row in totals.rates) or not EXEMPT.search(context.text):
        return totals
    return replace(totals, vat=_told(rounded(ZERO), min(net.sure, gross.sure), NO_VAT, net.tokens))


def paid_before(context: Context, totals: Solved) -> Solved:
    """BT-113 of several payments: the amounts between the total and what is to pay, where they make the difference."""
    gross, payable = totals.gross, totals.payable
    if gross is None or payable is None or not (gross.tokens and payable.tokens):
        return totals
    less = gross.value - payable.value
    if less <= 0:
        return totals
    if totals.prepaid is not None and (
        abs(less - totals.prepaid.value) < ROUNDING_OFF or totals.prepaid.value <= gross.value
    ):
        return totals
    rows = [row for row in context.sheet.rows if row.page == payable.tokens[0].page]
    rows = [row for row in rows if gross.tokens[-1].y1 < row.middle < payable.tokens[-1].y0]
    figures = [[f for segment in row.segments for f in context.figures[segment] if f.money] for row in rows]
    paid = [found[-1] for row, found in zip(rows, figures, strict=True) if found and PAID.search(row.text)]
    if not paid or abs(sum((abs(figure.value) for figure in paid), ZERO) - less) > CENT_OFF:
        return totals
    tokens = tuple(token for figure in paid for token in figure.tokens)
    return replace(totals, prepaid=Choice(less, 0.9, PAYMENTS, tokens, as_text(less), (PAYMENTS,)))


def settled(context: Context, totals: Solved) -> Solved:
    """BT-115 of an invoice that is paid already: nought below the total, labelled as what is to pay."""
    gross, payable = totals.gross, totals.payable
    if gross is None or not gross.tokens or gross.value <= ZERO or (payable and payable.value != gross.value):
        return totals
    total = gross.tokens[-1]
    noughts = ((one, f) for one, figures in context.figures.items() for f in figures if not f.value and not f.percent)
    for segment, figure in noughts:
        first = figure.tokens[0]
        if (first.page, first.y1) <= (total.page, total.y1):
            continue
        claims = context.labels.claims(segment, figure.tokens)
        said = best(claims, (name for name in AMOUNT_LABELS if name != "payable"))
        mine = claims.get("payable")
        if mine is None or mine.side == "above" or mine.score < STRAIGHT or (said and said.score > mine.score):
            continue
        paid = totals.prepaid is not None or ALREADY.search(context.text) is not None
        if payable and "agrees with the total" in payable.reasons and not paid:
            return totals
        nought = Choice(
            rounded(ZERO), 0.9 if paid else 0.5, f"label.{mine.language}:{mine.key}", figure.tokens,
            " ".join(token.text for token in figure.tokens), (SETTLED,) if paid else (SETTLED, UNSAID),
        )  # fmt: skip
        before = totals.prepaid or Choice(gross.value, nought.sure, SETTLED, gross.tokens, gross.raw, (SETTLED,))
        return replace(totals, payable=nought, prepaid=before) if before.value == gross.value else totals
    return totals


def _told(value: Decimal, sure: float, by: str, tokens: tuple[Token, ...]) -> Choice[Decimal]:
    return Choice(value, sure, by, tokens, as_text(value), (by,), source=Source.ASSUMED)
