"""Arithmetic of one invoice line: quantity x price less discount is the amount, with or without VAT."""

# ruff: noqa: PLR2004 - the numbers are weights, distances and probabilities, explained where they are used

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import permutations
from typing import Final

from kontera.core.money import HUNDRED
from kontera.steps.interpretation.layout import Token
from kontera.steps.interpretation.numbers import Figure
from kontera.steps.interpretation.solve import RATES

CENT: Final = Decimal("0.011")


@dataclass(slots=True)
class Item:
    """One invoice line as read: figures by role, words of the description, whether the arithmetic holds."""

    row: int
    figures: dict[str, Figure] = field(default_factory=dict)
    every: list[Figure] = field(default_factory=list)
    words: list[Token] = field(default_factory=list)
    article: list[Token] = field(default_factory=list)
    unit: str = ""
    holds: bool = False
    net: Figure | None = None
    gross: Figure | None = None
    rate: Decimal | None = None
    discount: Decimal | None = None
    rows: list[int] = field(default_factory=list)

    @property
    def description(self) -> str:
        """The words of the description, in reading order."""
        return " ".join(token.text for token in self.words).strip(" ,;:-·")


def settle(item: Item) -> None:
    """Which figure is quantity, price, discount and net: by the columns, confirmed or corrected by arithmetic."""
    rate = item.figures.get("c_vat_rate")
    if rate is not None and 0 <= rate.value < 40:
        item.rate = rate.value
    percents = [figure.value for figure in item.every if figure.percent]
    if item.rate is None and percents and percents[-1] in RATES:
        item.rate = percents[-1]
    amount, gross = item.figures.get("c_amount"), item.figures.get("c_gross")
    item.net, item.gross = amount, gross
    quantity, price = item.figures.get("c_quantity"), item.figures.get("c_price")
    discounts = _discounts(item, percents)
    columns = [figure for figure in (amount, gross) if figure is not None]
    if quantity and price:
        others = [f for f in reversed(item.every) if f.money and f not in (quantity, price, amount, gross)]
        for target in (*columns, *others):
            found = agrees(quantity.value, price.value, target.value, discounts)
            if found is not None:
                _accept(item, target, found, amount, gross)
                return
    figures = [f for f in item.every if not f.percent and f.value and f is not item.figures.get("c_pos")]
    for target in columns:
        others = [figure for figure in figures if figure is not target][:7]
        for one, two in permutations(others, 2):
            ordered = one.decimals < two.decimals or (one.decimals == two.decimals and one.x0 <= two.x0)
            found = agrees(one.value, two.value, target.value, discounts) if ordered else None
            if found is not None and (one.value != 1 or quantity is one):
                item.figures["c_quantity"], item.figures["c_price"] = one, two
                _accept(item, target, found, amount, gross)
                return


def _discounts(item: Item, percents: Sequence[Decimal]) -> list[tuple[str, Decimal]]:
    found = [("", Decimal(0))]
    stated = item.figures.get("c_discount")
    if stated is not None and stated.value:
        found.append(("amount", abs(stated.value)))
        found.append(("percent", abs(stated.value)))
    found += [("percent", value) for value in percents if 0 < value < 100]
    return found


def agrees(
    quantity: Decimal, price: Decimal, amount: Decimal, discounts: Iterable[tuple[str, Decimal]]
) -> tuple[str, Decimal] | None:
    """How quantity x price makes the amount: the kind of discount and its size, or None when it does not."""
    whole = abs(quantity * price)
    slack = max(CENT, abs(quantity) * Decimal("0.0051") if price == round(price, 2) and abs(quantity) < 3 else CENT)
    for kind, value in discounts:
        less = whole - value if kind == "amount" else whole * (HUNDRED - value) / HUNDRED
        if less and abs(less - abs(amount)) <= slack:
            return kind, value
    for size in (10, 100, 1000):
        if whole and abs(whole / size - abs(amount)) <= CENT and abs(amount) > 1 and whole > 100:
            return "per", Decimal(size)
    return None


def _accept(
    item: Item, target: Figure, found: tuple[str, Decimal], amount: Figure | None, gross: Figure | None
) -> None:
    item.holds = True
    if found[0] == "percent" and found[1]:
        item.discount = found[1]
        rates = [figure.value for figure in item.every if figure.percent and figure.value in RATES]
        if item.rate == found[1] and rates.count(found[1]) < 2:
            item.rate = next((rate for rate in reversed(rates) if rate != found[1]), None)
    if target is amount or (target is gross and amount is None):
        return
    item.net = target
    item.gross = gross or (amount if amount is not None and abs(amount.value) > abs(target.value) else None)


def which_amount(items: Sequence[Item]) -> None:
    """A lone amount column that is quantity x price plus VAT on most lines holds amounts with VAT."""
    for item in items:
        quantity, price, amount = item.figures.get("c_quantity"), item.figures.get("c_price"), item.net
        if item.holds or not (quantity and price and amount and item.rate):
            continue
        with_vat = quantity.value * price.value * (HUNDRED + item.rate) / HUNDRED
        if abs(abs(with_vat) - abs(amount.value)) <= Decimal("0.02"):
            item.gross, item.net, item.holds = amount, None, True
