"""The invoice line that an item of the table is, with the place and the reasons of each of its values."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any, Final

from kontera.core.evidence import Source
from kontera.core.invoice import AllowanceCharge, Line
from kontera.steps.interpretation.choice import Choice
from kontera.steps.interpretation.item import Item
from kontera.steps.interpretation.layout import Token, folded
from kontera.steps.interpretation.numbers import Figure
from kontera.steps.interpretation.vat import LINES_AGREE

Take = Callable[[str, Choice[Any] | None, Any], Any]
MULTIPLIES: Final = "quantity times price makes the amount"
ONLY_RATE: Final = "the only VAT rate on the invoice"
EDGES: Final = " ,;:-·"
PER_UNIT: Final = re.compile(r"/\s?([^\W\d_]{1,8}[²³]?)\.?$")
SUMMED: Final = frozenset({"net_amount", "gross_amount"})  # what the total of the lines proves


def line_of(at: int, item: Item, take: Take) -> Line:
    """BG-25: the line as printed, signed so that the lines together are positive; `take` notes why each is believed."""
    path = f"lines[{at}]"
    by = "quantity x price" if item.holds else "column"
    proofs = (MULTIPLIES,) if item.holds else ()

    def figure(name: str, value: Decimal | None, *seen: Figure | None) -> Decimal | None:
        shown = [one for one in seen if one is not None]
        if value is None or not shown:
            return None
        reasons = (*proofs, LINES_AGREE) if item.proven and name in SUMMED else proofs
        tokens = tuple(token for one in shown for token in one.tokens)
        chosen = Choice(value, _sure(item, name), by, tokens, shown[0].raw, reasons)
        value_taken: Decimal | None = take(f"{path}.{name}", chosen, None)
        return value_taken

    def words(name: str, tokens: Sequence[Token]) -> str:
        text = " ".join(token.text for token in tokens).strip(EDGES)
        if not text:
            return ""
        chosen = Choice(text, _sure(item, name), "column", tuple(tokens), text, proofs)
        return str(take(f"{path}.{name}", chosen, ""))

    quantity, price = item.figures.get("c_quantity"), item.figures.get("c_price")
    signed = _signed(item)
    return Line(
        id=str(at + 1),
        description=words("description", item.words),
        note=words("note", item.notes),
        seller_article=words("seller_article", item.article[:1]),
        quantity=figure("quantity", _quantity(item, quantity), quantity),
        unit=_unit(item, quantity, price),
        unit_price=figure("unit_price", abs(price.value) if price else None, price),
        base_quantity=item.base,
        discount_percent=figure("discount_percent", item.discount, *_percents(item)),
        allowances_charges=() if item.discount else tuple(_allowance(extra) for extra in item.extras),
        net_amount=figure("net_amount", signed(item.net), item.net),
        gross_amount=figure("gross_amount", signed(item.gross), item.gross),
        vat_rate=_rate(item, path, take, figure),
    )


def _sure(item: Item, name: str) -> float:
    if item.holds:
        return 0.98 if item.proven else 0.95
    if item.proven and name in {*SUMMED, "description"}:
        return 0.93
    return 0.7 if item.proven else 0.5


def _signed(item: Item) -> Callable[[Figure | None], Decimal | None]:
    def value(figure: Figure | None) -> Decimal | None:
        if figure is None:
            return None
        return abs(figure.value) if not item.sign else item.sign * figure.value

    return value


def _quantity(item: Item, quantity: Figure | None) -> Decimal | None:
    """The quantity with the sign of the amount: a price is never negative (EN 16931, BR-27)."""
    if quantity is None:
        return None
    amount = item.amount
    less = amount is not None and item.sign * amount.value < 0
    return -abs(quantity.value) if less else abs(quantity.value)


def _unit(item: Item, quantity: Figure | None, price: Figure | None) -> str:
    """The unit as printed: of its own column, else beside the quantity, else "/st" behind the price."""
    if item.unit:
        return item.unit
    described = {token.letters for token in item.words}
    if quantity is not None and quantity.unit and folded(quantity.unit) not in described:
        return quantity.unit
    behind = PER_UNIT.search(price.segment.text) if price is not None else None
    return behind[1] if behind else ""


def _percents(item: Item) -> list[Figure]:
    stated = item.figures.get("c_discount")
    if stated is not None and abs(stated.value) == item.discount:
        return [stated]
    return [figure for figure in item.every if figure.percent and abs(figure.value) == item.discount][:1]


def _allowance(extra: Figure) -> AllowanceCharge:
    return AllowanceCharge(extra.raw.startswith("+"), abs(extra.value))


def _rate(item: Item, path: str, take: Take, figure: Callable[..., Decimal | None]) -> Decimal | None:
    if item.rate is None:
        return None
    stated = item.figures.get("c_vat_rate")
    if stated is None:
        stated = next((one for one in item.every if one.percent and one.value == item.rate), None)
    if stated is not None and stated.value == item.rate:
        return figure("vat_rate", item.rate, stated)
    if item.code is None and not item.rate_seen:
        return item.rate
    tokens = (item.code,) if item.code is not None else item.rate_seen
    raw = " ".join(token.text for token in tokens)
    only = item.code is None
    source, reasons = (Source.ASSUMED, (ONLY_RATE,)) if only else (Source.READ, ())
    chosen = Choice(
        item.rate, 0.93 if only else 0.9, "only rate" if only else "code", tokens, raw, reasons, source=source
    )
    rate: Decimal | None = take(f"{path}.vat_rate", chosen, None)
    return rate
