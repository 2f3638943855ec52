"""One invoice line as read, and its arithmetic: quantity x price less discount is the amount, with or without VAT."""

# ruff: noqa: PLR2004 - the numbers are weights, distances and probabilities, explained where they are used

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import chain, combinations, permutations, product
from typing import Final

from kontera.core.money import HUNDRED, ZERO
from kontera.steps.interpretation.layout import Token
from kontera.steps.interpretation.numbers import Figure
from kontera.steps.interpretation.solve import RATES

CENT: Final = Decimal("0.011")
LOOSE: Final = Decimal("0.002")  # of the amount: the most that a price rounded to its decimals may put it off
SIZES: Final = (Decimal(100), Decimal(1000))
ROUGH: Final = 0.05  # only what binary fractions put as near is worked out to the cent
FINE: Final = 1e-9  # of the amount: far more than binary fractions are off
MOST_FIGURES: Final = 7
MOST_EXTRA: Final = 4
ONE: Final = Decimal(1)
BASE: Final = re.compile(r"(?:/|per|pr|à|\()\s?(\d{1,5})(?![\d.,])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Way:
    """How quantity x price becomes the amount: less a percentage, less or plus amounts, per so many, plus VAT."""

    percent: Decimal = ZERO
    extras: tuple[Figure, ...] = ()
    size: Decimal = ONE
    vat: Decimal = ZERO


@dataclass(slots=True)
class Item:
    """One invoice line as read: figures by role, words of the description, whether the arithmetic holds."""

    row: int
    figures: dict[str, Figure] = field(default_factory=dict)
    every: list[Figure] = field(default_factory=list)
    cells: list[tuple[int, Figure]] = field(default_factory=list)
    words: list[Token] = field(default_factory=list)
    article: list[Token] = field(default_factory=list)
    notes: list[Token] = field(default_factory=list)
    code: Token | None = None
    unit: str = ""
    holds: bool = False
    proven: bool = False
    net: Figure | None = None
    gross: Figure | None = None
    rate: Decimal | None = None
    discount: Decimal | None = None
    extras: tuple[Figure, ...] = ()
    base: Decimal | None = None
    sign: int = 0  # of the lines together; 0: not known, all amounts are unsigned
    rate_seen: tuple[Token, ...] = ()
    rows: list[int] = field(default_factory=list)

    @property
    def description(self) -> str:
        """The words of the description, in reading order."""
        return " ".join(token.text for token in self.words).strip(" ,;:-·")

    @property
    def amount(self) -> Figure | None:
        """The amount that the line adds to the invoice: net where that is printed, else with VAT."""
        return self.net or self.gross


def settle(item: Item, rates: Sequence[Decimal] = ()) -> None:
    """Which figure is quantity, price, discount and net: by the columns, confirmed or corrected by arithmetic.

    `rates` are the VAT rates that the document names, for amounts with VAT of lines that name none.
    """
    _rated(item)
    amount, gross = item.figures.get("c_amount"), item.figures.get("c_gross")
    item.net, item.gross = amount, gross
    quantity, price = item.figures.get("c_quantity"), item.figures.get("c_price")
    columns = [figure for figure in (amount, gross) if figure is not None]
    if quantity and price and _seated(item, quantity, price, columns, rates):
        return
    _searched(item, columns)


def _rated(item: Item) -> None:
    rate = item.figures.get("c_vat_rate")
    if rate is not None and rate.value in RATES:
        item.rate = rate.value
    percents = [
        figure.value for figure in item.every if figure.percent and figure is not item.figures.get("c_discount")
    ]
    if item.rate is None and percents and percents[-1] in RATES:
        item.rate = percents[-1]


def _seated(item: Item, quantity: Figure, price: Figure, columns: Sequence[Figure], rates: Sequence[Decimal]) -> bool:
    """Whether the quantity and price of the columns make an amount of the line, in any usual way."""
    taken = (quantity, price, *columns, item.figures.get("c_pos"))
    others = [f for f in reversed(item.every) if f.money and f not in taken]
    prices = [*(f for f in reversed(others) if abs(f.x1 - price.x1) < 3 or abs(f.x0 - price.x0) < 3), price]
    slack = _slack(quantity, price)
    plain = list(ways(item))
    for target, one in product(columns, prices):
        rest = [figure for figure in others if figure is not one]
        if _made(item, target, quantity.value * one.value, chain(plain, adjusted(item, rest)), slack):
            item.figures["c_price"] = one
            return True
    whole = quantity.value * price.value
    if _taxed(item, whole, columns, others, rates):
        return True
    if any(_made(item, target, whole, plain, CENT) for target in others):
        return True
    sizes = [Way(size=size) for size in SIZES] if abs(whole) > 100 else []
    return any(_made(item, target, whole, sizes, CENT) for target in columns)


def _made(item: Item, target: Figure, whole: Decimal, some: Iterable[Way], slack: Decimal) -> bool:
    """Whether one of the ways leads from the product to the amount; the line then keeps it."""
    way = next((way for way in some if _makes(whole, way, target.value, slack)), None)
    if way is not None:
        _accept(item, target, way)
    return way is not None


def _taxed(
    item: Item, whole: Decimal, columns: Sequence[Figure], others: Sequence[Figure], rates: Sequence[Decimal]
) -> bool:
    """Whether the product with VAT is an amount of the line; then the net may stand elsewhere in the line."""
    known = [item.rate] if item.rate is not None else list(rates)
    plain = list(ways(item))
    for target in columns:
        for rate in known:
            for way in plain:
                if rate and _makes(whole, way, target.value, CENT * 2, HUNDRED + rate):
                    item.rate = rate
                    net = next((f for f in (*columns, *others) if _makes(whole, way, f.value, CENT)), None)
                    _accept(item, target, replace(way, vat=rate))
                    item.net = net
                    return True
    return False


def _searched(item: Item, columns: Sequence[Figure]) -> bool:
    """Whether some other two figures of the line make an amount: the columns are not what they seemed."""
    quantity = item.figures.get("c_quantity")
    barred = (item.figures.get("c_pos"), item.figures.get("c_discount"), item.figures.get("c_vat_rate"))
    figures = [f for f in item.every if not f.percent and f.value and f not in barred]
    plain = list(ways(item))
    for target in columns:
        others = [figure for figure in figures if figure is not target][:MOST_FIGURES]
        for one, two in permutations(others, 2):
            ordered = one.decimals < two.decimals or (one.decimals == two.decimals and one.x0 <= two.x0)
            if one.decimals == two.decimals and (quantity is one or quantity is two):
                ordered = quantity is one  # the column that is headed so
            if not ordered or (abs(one.value) == 1 and quantity is not one):
                continue
            if not _near(float(one.value * two.value), float(target.value), plain):
                continue
            for way in plain:
                if _makes(one.value * two.value, way, target.value, CENT):
                    item.figures["c_quantity"], item.figures["c_price"] = one, two
                    _accept(item, target, way)
                    return True
    return False


def _near(whole: float, amount: float, some: Sequence[Way]) -> bool:
    """Whether one of the ways may lead from the product to the amount: a quick look before the exact one."""
    return any(
        way.extras or abs(abs(whole) * (1 - float(way.percent) / 100) / float(way.size) - abs(amount)) < 0.05
        for way in some
    )


def _slack(quantity: Figure, price: Figure) -> Decimal:
    return abs(quantity.value) * Decimal(5).scaleb(-price.decimals - 1) if price.decimals >= 2 else CENT


def ways(item: Item) -> Iterator[Way]:
    """The ways in which quantity x price may become the amount, the plainest first."""
    yield Way()
    stated = item.figures.get("c_discount")
    percents = [abs(figure.value) for figure in item.every if figure.percent and 0 < abs(figure.value) < 100]
    if stated is not None and stated.value:
        if 0 < abs(stated.value) < 100:
            percents.insert(0, abs(stated.value))
        if not stated.percent:
            yield Way(extras=(stated,))
    for percent in dict.fromkeys(percents):
        yield Way(percent)
    for size in dict.fromkeys(_bases(item)):
        yield Way(size=size)
        for percent in dict.fromkeys(percents):
            yield Way(percent, size=size)


def adjusted(item: Item, others: Sequence[Figure]) -> Iterator[Way]:
    """The ways with discounts and charges as amounts, which stand in the line's own rows."""
    stated = item.figures.get("c_discount")
    amounts = [stated] if stated is not None and stated.value and not stated.percent else []
    extras = [*amounts, *(figure for figure in others if figure is not stated)][:MOST_EXTRA]
    sizes = list(dict.fromkeys(_bases(item))) if extras else []
    for count in range(1, len(extras) + 1):
        for some in combinations(extras, count):
            yield Way(extras=some)
            for size in sizes:
                yield Way(extras=some, size=size)


def _bases(item: Item) -> Iterator[Decimal]:
    """The quantities that the price may be for, as the line states them: "/100", "per 100", "(3 kg)", "3 PCE"."""
    texts = " ".join(token.text for token in (*item.words, *item.notes))
    price = item.figures.get("c_price")
    around = price.segment.text if price else ""
    for found in BASE.findall(f"{texts} {around}"):
        if int(found) > 1:
            yield Decimal(found)
    quantity = item.figures.get("c_quantity")
    for figure in item.every:
        if figure is not quantity and figure.unit and not figure.decimals and 1 < figure.value < 10000:
            yield figure.value


def _makes(gross: Decimal, way: Way, amount: Decimal, slack: Decimal, times: Decimal = HUNDRED) -> bool:
    whole = abs(gross) / way.size
    if way.percent:
        whole = whole * (HUNDRED - way.percent) / HUNDRED
    for extra in way.extras:
        whole = whole + abs(extra.value) if extra.raw.startswith("+") else whole - abs(extra.value)
    if times != HUNDRED:
        whole = whole * times / HUNDRED
    plain = not way.extras and not way.percent and way.size == 1
    most = max(CENT, min(slack, abs(amount) * LOOSE)) if plain else CENT
    if way.size != 1 and abs(amount) <= 1:
        return False
    return bool(whole) and abs(whole - abs(amount)) <= max(most, CENT if times == HUNDRED else CENT * 2)


def agrees(quantity: Decimal, price: Decimal, amount: Decimal, discounts: Iterable[Decimal] = ()) -> bool:
    """Whether quantity x price, less one of the discounts in per cent, makes the amount."""
    whole, target = abs(quantity * price), abs(amount)
    if whole and abs(whole - target) <= CENT:
        return True
    rough, near = float(whole), float(target)
    off = ROUGH + near * FINE
    likely = [percent for percent in discounts if abs(rough * (1 - float(percent) / 100) - near) < off]
    lessened = (whole * (HUNDRED - percent) / HUNDRED for percent in likely)
    return any(less and abs(less - target) <= CENT for less in lessened)


def _grown(net: Decimal, gross: Decimal) -> bool:
    """Whether one amount is the other with VAT at a legal rate."""
    return any(rate and abs(net * (HUNDRED + rate) / HUNDRED - gross) <= CENT * 2 for rate in RATES)


def _accept(item: Item, target: Figure, way: Way) -> None:
    item.holds = True
    amount, gross = item.figures.get("c_amount"), item.figures.get("c_gross")
    item.extras = way.extras
    item.base = way.size if way.size != 1 else None
    if way.percent:
        item.discount = way.percent
        rates = [figure.value for figure in item.every if figure.percent and figure.value in RATES]
        if item.rate == way.percent and rates.count(way.percent) < 2 and item.figures.get("c_vat_rate") is None:
            item.rate = next((rate for rate in reversed(rates) if rate != way.percent), None)
    if way.vat:
        item.gross, item.net = target, None
        return
    if target is amount or (target is gross and amount is None):
        return
    if target is gross and amount is not None and _grown(amount.value, target.value):
        return  # the price that multiplies is the one with VAT
    item.net = target
    item.gross = gross or (amount if amount is not None and abs(amount.value) > abs(target.value) else None)
