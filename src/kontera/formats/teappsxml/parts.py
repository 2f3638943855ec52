"""Reads the parts that recur in TEAPPSXML: dates in four elements, signed amounts, quantities, allowances, postings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from kontera.core.invoice import AllowanceCharge, Period, VatCategory
from kontera.formats.codes import CATEGORIES
from kontera.formats.taking import DECIMAL, Node

EXCLUDED: Final = "EXCLUDED"
INCLUDED: Final = "INCLUDED"
DATE_PARTS: Final = ("CENTURY", "DECADE_AND_YEAR", "MONTH", "DAY")

_TWO: Final = re.compile(r"[0-9]{2} [0-9]{1,2} [0-9]{1,2} [0-9]{1,2}$")


def day(node: Node, path: str, field: str) -> date | None:
    """A date stated as century, year of the century, month and day; what is none is absent and remarked on."""
    whole = node.one(path)
    parts = [whole.peek(name) for name in DATE_PARTS]
    if whole.element is None or not any(parts):
        return node.day(path, field) if whole.peek() else None
    century, year, month, of_month = parts
    try:
        value = date(int(century + year.zfill(2)), int(month), int(of_month)) if _TWO.match(" ".join(parts)) else None
    except ValueError:
        value = None
    if value is None:
        whole.taking.doubt(whole.element, node.under(field), "-".join(parts))
        return None
    for name in DATE_PARTS:
        whole.named(node.under(field)).one(name).note()
    return value


def read_period(node: Node, field: str = "period") -> Period:
    """BG-14, BG-26: START_PERIOD and END_PERIOD."""
    inner = node.named(node.under(field))
    return Period(day(inner, "START_PERIOD/DATE", "start"), day(inner, "END_PERIOD/DATE", "end"))


def number(node: Node, path: str, field: str = "") -> Decimal | None:
    """A decimal with point or comma; the attribute SIGN may hold its minus."""
    stated = node.one(path) if path else node
    text = stated.peek().replace(",", ".").replace(" ", "").replace("\N{NO-BREAK SPACE}", "")
    if stated.element is None or not text:
        return None
    if not DECIMAL.fullmatch(text):
        stated.taking.doubt(stated.element, node.under(field), stated.peek())
        return None
    stated.take(field=field)
    value = Decimal(text)
    return -value if stated.attribute("SIGN") == "-" and value > 0 else value


def money(node: Node, path: str, field: str, vat: str = EXCLUDED) -> Decimal | None:
    """The AMOUNT under the path that is with (INCLUDED) or without (EXCLUDED) VAT; one that does not say counts too."""
    stated = [part for part in node.all(f"{path}/AMOUNT") if part.peek()]
    fit = next((part for part in stated if part.attribute("VAT") == vat), None)
    fit = fit or next((part for part in stated if not part.attribute("VAT")), None)
    return number(fit.named(node.field), "", field) if fit is not None else None


@dataclass(frozen=True, slots=True)
class Names:
    """How an allowance's or a charge's parts are called."""

    element: str
    words: str
    base: str
    amount: str
    is_charge: bool


ALLOWANCE: Final = Names("DISCOUNT", "DISCOUNT_NAME", "DISCOUNT_FROM_AMOUNT", "DISCOUNT_AMOUNT", is_charge=False)
CHARGE: Final = Names("CHARGES|ROW_CHARGE", "CHARGE_NAME", "CHARGE_FROM_AMOUNT", "CHARGE_AMOUNT", is_charge=True)


def read_allowances(node: Node) -> tuple[AllowanceCharge, ...]:
    """BG-20 and BG-21, or BG-27 and BG-28 of a row; one without an amount stays unread."""
    field = node.under("allowances_charges")
    found: list[AllowanceCharge] = []
    for names in (ALLOWANCE, CHARGE):
        for part in node.all(names.element):
            at = part.named(f"{field}[{len(found)}]")
            amount = money(at, names.amount, "amount")
            if amount is not None:
                at.one(f"{names.amount}/AMOUNT", "is_charge").note()
                found.append(_allowance(at, names, amount))
    return tuple(found)


def _allowance(node: Node, names: Names, amount: Decimal) -> AllowanceCharge:
    category, rate = read_category(node.one("VAT"), "vat_category", "vat_rate")
    return AllowanceCharge(
        is_charge=names.is_charge,
        amount=amount,
        base=money(node, names.base, "base"),
        percentage=number(node, "PER_CENT", "percentage"),
        reason=node.take(names.words, "reason"),
        reason_code=node.attribute("TYPE", "reason_code"),
        vat_category=category,
        vat_rate=rate,
    )


def read_category(node: Node, field: str, rate: str) -> tuple[VatCategory | None, Decimal | None]:
    """The VAT category, an attribute, and its rate in per cent."""
    category = CATEGORIES.get(node.attribute("VAT_TYPE"))
    if category is not None:
        node.attribute("VAT_TYPE", field)
    return category, number(node, "RATE", rate)


def read_dimensions(node: Node, path: str) -> tuple[tuple[str, str], ...]:
    """The buyer's dimensions: the level's title, else its number, and the value."""
    field = node.under("dimensions")
    found: list[tuple[str, str]] = []
    for part in node.all(f"{path}/DIMENSIONS/DIMENSION"):
        if part.peek("DIMENSION_VALUE"):
            at = part.named(f"{field}[{len(found)}]")
            level = at.named(field).one("LEVEL").named(at.field)
            title = level.attribute("TITLE")
            found.append((title or level.peek(), at.named("").one("DIMENSION_VALUE").named(at.field).note()))
            level.note()
    return tuple(found)
