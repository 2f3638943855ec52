"""The totals: of all amounts on the page, the net, VAT and gross that are labelled so and add up."""

# ruff: noqa: PLR2004 - the numbers are weights, distances and probabilities, explained where they are used

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from math import log
from typing import Final

from kontera.core.money import ZERO, rounded, vat_on
from kontera.steps.interpretation.amount import ROUNDING_OFF, Amount, absurd, handed, labelled, made, taken_off
from kontera.steps.interpretation.choice import Choice, as_text
from kontera.steps.interpretation.context import Context
from kontera.steps.interpretation.layout import Token
from kontera.steps.interpretation.model.amounts import weigh_amounts
from kontera.steps.interpretation.numbers import Figure
from kontera.steps.interpretation.paycodes import SURE
from kontera.steps.interpretation.totals_cells import celled_totals, summed_rows, tax_cells

AMOUNT_LABELS: Final = ("net", "vat", "gross", "payable", "rounding", "prepaid", "line_net", "charge", "allowance")
NOT_AMOUNTS: Final = frozenset({"penalty", "terms", "reference", "number", "customer_number", "order_number"})
RATES: Final = tuple(
    Decimal(rate)
    for rate in ("25", "24", "25.5", "12", "6", "14", "13.5", "10", "15", "11", "19", "7", "20", "21", "9", "5.5", "0")
)
RATE_CODE: Final = re.compile(r"\b[A-Z]{1,3}(\d{1,2})\b")  # "S25"
RATE_VALUES: Final = frozenset(RATES)
SHARES: Final = tuple((rate, float(rate) / 100) for rate in RATES if rate)
NEAR: Final = 0.06  # of a legal VAT: only what is as near is worked out to the cent
ABSENT: Final = log(0.03)
FLOOR: Final = 0.012
MOST: Final = 10
CENT_OFF: Final = Decimal("0.02")
HALF: Final = Decimal("0.51")  # rounding to whole crowns
LABELLED: Final = 0.5
BY_RATE: Final = "the sum of the VAT amounts by rate"


@dataclass(frozen=True, slots=True)
class RateRow:
    """VAT of one rate as printed: the base, the VAT, the rate in per cent."""

    rate: Decimal
    base: Decimal
    tax: Decimal
    tokens: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Solved:
    """The totals chosen; each may be absent."""

    net: Choice[Decimal] | None = None
    vat: Choice[Decimal] | None = None
    gross: Choice[Decimal] | None = None
    payable: Choice[Decimal] | None = None
    rounding: Choice[Decimal] | None = None
    prepaid: Choice[Decimal] | None = None
    line_net: Choice[Decimal] | None = None
    charges: Choice[Decimal] | None = None
    allowances: Choice[Decimal] | None = None
    rates: tuple[RateRow, ...] = ()
    adds_up: bool = False


def amounts_of(context: Context, skip: frozenset[int] = frozenset()) -> dict[Decimal, Amount]:
    """The amounts by absolute value; `skip` are the rows of the line table, whose figures are no totals."""
    found: dict[Decimal, Amount] = {}
    celled = celled_totals(context, skip, AMOUNT_LABELS) | summed_rows(context, skip)
    given = handed(context)
    for segment, figures in context.figures.items():
        for figure in figures:
            if figure.percent or segment.row in given:
                continue
            whole = figure.grouped or (figure.decimals == 0 and figure.value >= 1)
            if not whole and not figure.money:
                continue
            in_table = segment.row in skip
            claims = {} if in_table else context.labels.claims(segment, figure.tokens)
            claims = {**claims, **celled[id(figure)]} if id(figure) in celled else claims
            if not figure.money and claims.keys().isdisjoint(AMOUNT_LABELS):
                continue
            value = abs(rounded(figure.value))
            amount = found.setdefault(value, Amount(value))
            amount.figures.append(figure)
            if any(claims[name].score > 0.6 and claims[name].side == "same" for name in NOT_AMOUNTS if name in claims):
                continue
            weight = (1.0 if figure.money else 0.55) * (0.4 if figure.value in RATE_VALUES else 1.0)
            for claim in claims.values():
                if claim.concept in AMOUNT_LABELS and (figure.money or claim.side != "above"):
                    amount.take(claim, claim.score * weight * (1.0 if claim.side != "above" else 0.8), figure)
    _coded(found, context)
    return found


def _coded(found: dict[Decimal, Amount], context: Context) -> None:
    """What a payment code says of an amount that is printed too."""
    for code in context.codes:
        for concept, value in (("payable", code.amount), ("vat", code.vat)):
            if value is not None and value in found:
                amount = found[value]
                amount.scores[concept] = max(SURE, amount.scores.get(concept, 0.0))
                amount.tokens.setdefault(concept, (*amount.figures[0].tokens, code.token))


def rate_rows(context: Context, skip: frozenset[int] = frozenset()) -> tuple[RateRow, ...]:
    """Rows where base and VAT of one rate stand together and agree."""
    rows: dict[tuple[Decimal, Decimal], RateRow] = {}
    for row in context.sheet.rows:
        if row.index in skip:
            continue
        figures = context.figures_in(row)
        stated = any(figure.percent for figure in figures)
        money = [f for f in figures if not f.percent and (f.money or (stated and f.decimals == 0))]
        if len(money) < 2:
            continue
        rates = _rates_in(row.text, figures)
        untaxed = _untaxed(rates, figures)
        if untaxed is not None:
            rows.setdefault((ZERO, untaxed.base), untaxed)
        for one, two in combinations(money, 2):
            base, tax = sorted((abs(one.value), abs(two.value)), reverse=True)
            for rate in rates:
                if rate and tax and abs(vat_on(base, rate) - tax) <= CENT_OFF * 3:
                    rows.setdefault((rate, base), RateRow(rate, base, tax, (*one.tokens, *two.tokens)))
    return tuple(rows.values())


def _untaxed(rates: Sequence[Decimal], figures: Sequence[Figure]) -> RateRow | None:
    """A row that says of an amount that its rate and its VAT are nought."""
    money = [figure for figure in figures if figure.money]
    values = {abs(figure.value) for figure in money}
    stated = any(f.percent and not f.value for f in figures) or sum(not f.value for f in figures) > 1
    if rates != [ZERO] or ZERO not in values or len(values) != 2 or not stated:
        return None
    base = max(values)
    tokens = tuple(token for figure in money for token in figure.tokens)
    return RateRow(ZERO, base, ZERO, tokens)


def _rates_in(text: str, figures: Iterable[Figure]) -> list[Decimal]:
    rates = [figure.value for figure in figures if figure.percent or figure.value in RATE_VALUES]
    rates += [Decimal(found) for found in RATE_CODE.findall(text)]
    return [rate for rate in dict.fromkeys(rates) if rate in RATE_VALUES]


def solved(context: Context, skip: frozenset[int], line_sum: Decimal | None) -> Solved:
    """The set of totals that is best labelled and adds up; `line_sum` is the sum of the lines' nets, if known."""
    amounts = amounts_of(context, skip)
    rows = rate_rows(context, skip)
    if not amounts:
        return Solved(rates=rows)
    weigh_amounts(context, amounts, skip, line_sum)
    taxes = _tax_sums(context, skip)
    nets = _ranked(amounts, "net", line_sum)
    vats = _ranked(amounts, "vat", None)
    grosses = _ranked(amounts, "gross", None, also="payable")
    best_score = -1e9
    best_set: tuple[Amount | None, Amount | None, Amount | None] = (None, None, None)
    likely = _Likely(rows, line_sum, taken_off(context, skip))
    chances = [(vat, likely.single(vat, "vat")) for vat in (*vats, None)]
    most = max(two for _, two in chances) + likely.most(several=bool(taxes))
    for gross in (*grosses, None):
        three = likely.single(gross, "gross", "payable")
        for net in (*nets, None):
            one = likely.single(net, "net")
            if net is not None and one + three + most < best_score:
                continue  # so unlikely that no sum makes up for it
            for vat, two in chances:
                score = _score(one + two + three, (net, vat, gross), likely, taxes)
                if score > best_score:
                    best_score, best_set = score, (net, vat, gross)
    return _finished(amounts, best_set, rows, taxes)


class _Likely:
    """How likely each amount is what, and net and VAT a pair; worked out once for all the sets they are tried in."""

    def __init__(self, rows: Sequence[RateRow], line_sum: Decimal | None, off: frozenset[Decimal]) -> None:
        self._rows, self._line_sum, self._off = rows, line_sum, off
        once = len({row.rate for row in rows}) == len(rows) > 1
        self._made = sum((row.base + row.tax for row in rows), ZERO) if once else None
        self._single: dict[tuple[Decimal | None, str], float] = {}
        self._pairs: dict[tuple[Decimal, Decimal], tuple[float, float]] = {}

    def most(self, *, several: bool) -> float:
        """No set with a net in it gains more than this by what adds up; `several` where VAT is printed by rate."""
        summed = 8.0 if len(self._rows) > 1 else 0.0
        return max(3.0 + 0.8 + summed, 5.0 if several else 1.2) + 1.61  # with a little for rounding

    def single(self, amount: Amount | None, concept: str, also: str = "") -> float:
        """The log of the chance that the amount is the concept's."""
        key = (amount.value if amount else None, concept)
        known = self._single.get(key)
        if known is None:
            known = self._single[key] = _p(amount, concept, also)
        return known

    def pair(self, net: Decimal, vat: Decimal) -> tuple[float, float]:
        """What speaks for the two together: a legal rate, and the rows by rate that make them."""
        known = self._pairs.get((net, vat))
        if known is None:
            base, tax = float(net), float(vat)
            near = [rate for rate, share in SHARES if abs(base * share - tax) < NEAR]
            legal = any(abs(vat_on(net, rate) - vat) <= CENT_OFF * 2 for rate in near)
            known = (0.8 if legal else 0.0, 8.0 if _sums_up(net, vat, self._rows) else 0.0)
            self._pairs[net, vat] = known
        return known

    def inside(self, vat: Amount, gross: Amount) -> float:
        """What it is worth, where no net is printed, that the VAT is a legal rate's within a total so labelled.

        Or that the lines, and the VAT on them, make that total; and that the lines have VAT in them and make it.
        """
        said = max(gross.scores.get("gross", 0.0), gross.scores.get("payable", 0.0), gross.chances.get("gross", 0.0))
        net, lines = gross.value - vat.value, abs(self._line_sum) if self._line_sum is not None else ZERO
        if said < LABELLED or net <= 0:
            return 0.0
        off = abs(lines - net)
        if lines and (off <= CENT_OFF or (off <= HALF and gross.value == gross.value.to_integral_value())):
            return 4.0 if self.pair(lines, vat.value)[0] else 2.0
        if not self.pair(net, vat.value)[0]:
            return 0.0
        return 4.6 if abs(lines - gross.value) <= CENT_OFF else 3.0

    def of_rates(self, gross: Decimal) -> float:
        """What it is worth that the bases and the VAT of several rates make the total, where no sum of them stands."""
        return 12.0 if self._made is not None and abs(self._made - gross) <= CENT_OFF else 0.0

    def lines(self, net: Decimal) -> float:
        """What it is worth that the lines, or the lines less a discount on them, make the net."""
        less = abs(self._line_sum) - net if self._line_sum is not None else None
        return 1.6 if less is not None and (abs(less) <= CENT_OFF or less in self._off) else 0.0


def _ranked(amounts: dict[Decimal, Amount], concept: str, known: Decimal | None, also: str = "") -> list[Amount]:
    def strength(amount: Amount) -> float:
        extra = 0.4 if known is not None and abs(amount.value - abs(known)) <= CENT_OFF else 0.0
        said = max(amount.scores.get(concept, 0.0), 0.97 * amount.scores.get(also, 0.0))
        return max(said, amount.chances.get(concept, 0.0)) + extra

    strong = {value: strength(amount) for value, amount in amounts.items()}
    ranked = sorted(amounts.values(), key=lambda amount: (-strong[amount.value], -amount.value))
    chosen = [amount for amount in ranked if strong[amount.value] > 0.05][:MOST]
    largest = sorted(amounts.values(), key=lambda amount: -amount.value)[:4]
    return chosen + [amount for amount in largest if amount not in chosen and concept != "vat"]


def _p(amount: Amount | None, concept: str, also: str = "") -> float:
    if amount is None:
        return ABSENT
    best = max(amount.scores.get(concept, 0.0), 0.97 * amount.scores.get(also, 0.0))
    rival = max((s for name, s in amount.scores.items() if name not in {concept, also}), default=0.0)
    ruled = best * (1 - 0.45 * max(0.0, rival - best))
    return log(max(FLOOR, amount.chances.get(concept, ruled)))


def _score(
    score: float, three: tuple[Amount | None, Amount | None, Amount | None], likely: _Likely,
    taxes: dict[Decimal, tuple[Token, ...]],
) -> float:  # fmt: skip
    """What speaks for net, VAT and gross together, in logs of chances; `score` is what speaks for each alone."""
    net, vat, gross = three
    score += absurd(net, vat, gross)
    if net and vat and gross:
        off = abs(net.value + vat.value - gross.value)
        score += 3.0 if off <= CENT_OFF else 2.1 if off <= HALF and not gross.value % 1 else -2.4
    elif net and gross:
        score += _without_vat(net, gross, taxes)
    elif vat and gross and vat.value:
        score += likely.inside(vat, gross)
    elif gross and not net:
        score += likely.of_rates(gross.value)
    if net and vat and vat.value and net.value:
        legal, summed = likely.pair(net.value, vat.value)
        score += legal + summed
    return score + likely.lines(net.value) if net else score


def _without_vat(net: Amount, gross: Amount, taxes: Mapping[Decimal, tuple[Token, ...]]) -> float:
    """What a set without a VAT total is worth: best when the difference is the sum of the VAT by rate."""
    tax = gross.value - net.value
    if any(_taxes_make(tax, known, gross.value) for known in taxes):
        return 5.0
    if net is gross:
        return 1.2 if not taxes else -0.5
    return -0.7 if tax else 0.0


def _taxes_make(tax: Decimal, known: Decimal, gross: Decimal) -> bool:
    """Whether the VAT by rate is what the total has over the net, but for a rounding to whole crowns."""
    return abs(tax - known) <= (CENT_OFF if gross % 1 else HALF)


def _sums_up(net: Decimal, vat: Decimal, rows: Sequence[RateRow]) -> bool:
    for count in (2, 3):
        for some in combinations(rows, count):
            if len({row.rate for row in some}) < count:
                continue
            tax, base = sum((row.tax for row in some), ZERO), sum((row.base for row in some), ZERO)
            part = base <= net + CENT_OFF and all(row.tax for row in some)
            if abs(tax - vat) <= CENT_OFF * 2 and (part or abs(base - net) <= CENT_OFF * 3):
                return True
    return False


def _tax_sums(context: Context, skip: frozenset[int]) -> dict[Decimal, tuple[Token, ...]]:
    """Sums of VAT amounts that are printed for different rates only, without a total."""
    taxes = list(tax_cells(context, skip))
    for row in context.sheet.rows:
        if row.index in skip:
            continue
        figures = context.figures_in(row)
        rates = [figure.value for figure in figures if figure.percent]
        money = [figure for figure in figures if figure.money]
        if len(rates) != 1 or not money:
            continue
        claims = context.labels.claims(money[-1].segment, money[-1].tokens)
        if "vat" in claims and claims["vat"].score > 0.35:
            taxes.append((rates[0], abs(money[-1].value), money[-1].tokens))
    sums: dict[Decimal, tuple[Token, ...]] = {}
    for count in (2, 3, 4):
        for some in combinations(taxes[:6], count):
            if len({rate for rate, _, _ in some}) == count:
                total = sum((tax for _, tax, _ in some), ZERO)
                sums.setdefault(total, tuple(token for _, _, tokens in some for token in tokens))
    return sums


def _finished(
    amounts: dict[Decimal, Amount], best: tuple[Amount | None, Amount | None, Amount | None],
    rows: tuple[RateRow, ...], taxes: dict[Decimal, tuple[Token, ...]],
) -> Solved:  # fmt: skip
    net, vat, gross = best
    off = abs(net.value + vat.value - gross.value) if net and vat and gross else None
    adds_up = off is not None and off <= Decimal("0.51")
    payable, rounding, prepaid = _payable(amounts, gross)
    tax_choice = made(vat, "vat", amounts, adds_up=adds_up)
    gross_choice = made(gross, "gross", amounts, adds_up=adds_up, also="payable")
    if net and gross and vat is None and net is not gross:
        difference = gross.value - net.value
        near = sorted(taxes, key=lambda known: abs(known - difference))[:1]
        for tax in near if near and _taxes_make(difference, near[0], gross.value) else ():
            tax_choice = Choice(tax, 0.93, "sum of rates", taxes[tax], as_text(tax), (BY_RATE,))
            adds_up = True
            gross_choice = made(gross, "gross", amounts, adds_up=True, also="payable")
    return Solved(
        made(net, "net", amounts, adds_up=adds_up), tax_choice, gross_choice, payable or gross_choice, rounding,
        prepaid, labelled(amounts, "line_net"), labelled(amounts, "charge"), labelled(amounts, "allowance"), rows,
        adds_up,
    )  # fmt: skip


def _payable(
    amounts: dict[Decimal, Amount], gross: Amount | None
) -> tuple[Choice[Decimal] | None, Choice[Decimal] | None, Choice[Decimal] | None]:
    """The amount to pay, with the rounding and the prepaid amount that lead to it from the gross total."""
    said = sorted(
        (a for a in amounts.values() if a.scores.get("payable", 0.0) >= 0.45), key=lambda a: -a.scores["payable"]
    )[:4]
    rounding, prepaid = labelled(amounts, "rounding"), labelled(amounts, "prepaid")
    fallback: tuple[Choice[Decimal], float] | None = None
    for amount in said:
        choice = made(amount, "payable", amounts, adds_up=False)
        if choice is None or gross is None:
            return choice, rounding, prepaid
        off = amount.value - gross.value
        if abs(off) <= CENT_OFF:
            return choice.because("agrees with the total", max(choice.sure, 0.97)), rounding, prepaid
        if abs(off) < ROUNDING_OFF:
            signed = Choice(off, 0.9, "rounding", rounding.tokens if rounding else amount.tokens["payable"], str(off))
            return choice.because("the total rounded", max(choice.sure, 0.95)), signed, prepaid
        if prepaid and abs(off + prepaid.value) <= Decimal("1.00"):
            return choice.because("the total less what is paid", max(choice.sure, 0.95)), rounding, prepaid
        if fallback is None:
            fallback = (choice, amount.scores["payable"])
    if fallback and fallback[1] > 0.6:
        return fallback[0].because("differs from the total", fallback[0].sure * 0.75), rounding, prepaid
    return None, rounding, prepaid
