"""Rows among the invoice lines that are no lines: totals, sub-totals, sums carried to the next page, discounts."""

# ruff: noqa: PLR2004 - the numbers are weights, distances and probabilities, explained where they are used

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from kontera.core.money import HUNDRED, ZERO
from kontera.steps.interpretation.columns import NOT_TEXT, Header, column_of
from kontera.steps.interpretation.context import Context
from kontera.steps.interpretation.item import Item
from kontera.steps.interpretation.labels import Hit
from kontera.steps.interpretation.layout import Row, Segment, has_digit
from kontera.steps.interpretation.numbers import Figure

TOTALS: Final = ("net", "vat", "gross", "payable", "line_net", "rounding", "prepaid")
STEPS: Final = ("charge", "allowance")
CENT: Final = Decimal("0.011")
MERGED: Final = 3  # names of totals in a row: a heading of the VAT table, though read as one run
CARRIED: Final = re.compile(
    r"^\W*(transport(eras|erat)?\b(?!\w)|transp\b|överför\w*|att överföra|från föregående|forts\w*|överf\b"
    r"|siirto\b|siirret\w*|siirtyy|edellinen sivu"
    r"|overfør\w*|fra forrige side|til neste side|overført"
    r"|(saldo|beløb|sum) overført|übertrag\b|übertrag\w*|vortrag\b|saldovortrag"
    r"|(sub\s?total |total |amount |balance )?(carried|brought) (forward|over|down)|c/f\b|b/f\b|continued"
    r"|à reporter|report\b|a reporter|flutt|millifært)",
    re.IGNORECASE,
)
SUBTOTAL: Final = re.compile(
    r"^\W*(del\s?summa|mellan\s?summa|summa\b|väli\s?summa|yhteensä\b|delsum\b|sum\b|mellomsum|subtotal\b|sub[- ]total"
    r"|i alt\b|zwischensumme|summe\b|total\b|totalt\b|sous[- ]total|millisamtala|samtals)",
    re.IGNORECASE,
)
DISCOUNT: Final = re.compile(
    r"\b(rabatt?\w*|rab|avdrag|nedsatt pris|alennu\w*|ale|hyvitys|avslag|fradrag|discounts?|disc|allowances?"
    r"|less|nachlass|abschlag|remise|korting|afsl\w*)\b",
    re.IGNORECASE,
)


def text_of(context: Context, row: Row) -> str:
    """The words of the row without its figures, percent signs and currencies."""
    used = {id(token) for figure in context.figures_in(row) for token in figure.tokens}
    words = (t.text for s in row.segments for t in s.tokens if id(t) not in used and t.letters not in NOT_TEXT)
    return " ".join(word for word in words if word.strip("%-–:€$£=() "))


def stops(context: Context, row: Row, header: Header) -> bool:
    """Whether the row begins what stands below the lines: totals, or a table of VAT."""
    figures = context.figures_in(row)
    if not any(context.labels.hits[segment] for segment in row.segments):
        return False
    if len(figures) >= 3 and {"c_quantity", "c_price"} <= {column_of(figure, header).role for figure in figures}:
        return False
    left = min((c.x0 for c in header.columns if c.role == "c_description"), default=0.0)
    for segment in row.segments:
        if _total(context, row, segment, figures, left):
            return True
    names = [hit for segment in row.segments for hit in context.labels.hits[segment]]
    names = [hit for hit in names if hit.names_any(TOTALS)]
    return (
        len(names) >= 2
        and all(figure.percent for figure in figures)
        and not any(hit.names("c_description") for hit in names)
        and (len(row.segments) >= 2 or len(names) >= MERGED)
    )


def _total(context: Context, row: Row, segment: Segment, figures: Sequence[Figure], left: float) -> bool:
    """Whether this part of the row names a total that has its amount to the right."""
    hits = context.labels.hits[segment]
    total = _first(hits, TOTALS)
    if total is None:
        step = _first(hits, STEPS)
        aside = step is not None and bool(left) and segment.x0 > left + 200
        aside = aside and not any(left - 12 <= other.x0 < segment.x0 for other in row.segments)
        return step is not None and not step.start and aside and any(figure.money for figure in figures)
    if segment.text.startswith("(") or (total.start and not segment.tokens[0].digits):
        return False  # "(Net): 60,00" under a price says how that was made
    rest = [t for t in segment.tokens[total.end :] if t.letters and t.letters not in NOT_TEXT]
    money = [figure for figure in figures if figure.x1 > segment.x0]
    alone = len(row.segments) == 1 and not figures and segment.x0 > left + 120
    if len(rest) <= 3 and any(figure.money or figure.decimals == 0 for figure in money) and not alone:
        return True
    whole = total.end == len(segment.tokens) and segment.text.endswith(":")
    return not figures and segment is row.segments[0] and whole


def _first(hits: Sequence[Hit], names: Sequence[str]) -> Hit | None:
    return next((hit for hit in hits if hit.names_any(names)), None)


def sums_up(text: str, amount: Figure, items: Sequence[Item], since: int) -> bool:
    """Whether the row is a sum of the lines above (all, or those since the last sub-total) or carries one on."""
    if CARRIED.match(text):
        return bool(running(items, 0, amount)) or not any(char.isalpha() for char in CARRIED.sub("", text, count=1))
    named = SUBTOTAL.match(text) is not None
    if not items or (has_digit(text) and not named):
        return False
    groups = running(items, since, amount) or running(items, 0, amount)
    return bool(groups) and (named or (groups > 1 and len(text.split()) <= 3))


def running(items: Sequence[Item], since: int, amount: Figure) -> int:
    """How many lines from `since` on add up to the amount; 0 when they do not."""
    some = [item.figures.get("c_amount") or item.figures.get("c_gross") for item in items[since:]]
    values = [figure.value for figure in some if figure is not None]
    gross = [figure.value for item in items[since:] if (figure := item.figures.get("c_gross")) is not None]
    for sums in (values, gross):
        if sums and abs(abs(sum(sums, ZERO)) - abs(amount.value)) <= CENT:
            return len(sums)
    return 0


def discounts(text: str, amount: Figure, item: Item, percents: Sequence[Decimal]) -> bool:
    """Whether the row is a discount on the line above: no words but "discount", and the sum that the percentage makes.

    A discount without a percentage counts when it is printed with a minus and nothing else is.
    """
    words = DISCOUNT.sub("", text).strip(" .,:;-–()%")
    if any(char.isalpha() for char in words):
        return False
    whole = item.figures.get("c_amount") or item.figures.get("c_gross")
    if whole is None or abs(amount.value) >= abs(whole.value):
        return False
    if any(abs(abs(whole.value) * one / HUNDRED - abs(amount.value)) <= CENT for one in percents):
        return True
    return not percents and (amount.value < 0) != (whole.value < 0) and not text.strip()


def lessened(item: Item, less: Figure, percents: Sequence[Figure]) -> None:
    """Take a discount that stands on a row of its own off the line above."""
    for role in ("c_amount", "c_gross"):
        whole = item.figures.get(role)
        if whole is None:
            continue
        value = abs(whole.value) - abs(less.value)
        value = -value if whole.value < 0 else value
        tokens = (*whole.tokens, *less.tokens)
        rest = replace(whole, value=value, raw=f"{whole.raw} {less.raw}", tokens=tokens)
        item.cells = [(at, rest if figure is whole else figure) for at, figure in item.cells]
        item.every = [rest if figure is whole else figure for figure in item.every]
        item.figures[role] = rest
        break
    item.every += percents or [less]


def vat_codes(context: Context, codes: Sequence[str]) -> dict[str, Decimal]:
    """What the VAT codes of the lines stand for, as some row of the page says: "A 25,00 %", "1 = 12 %"."""
    found: dict[str, Decimal] = {}
    for row in context.sheet.rows:
        first = row.segments[0].tokens[0].text.strip(" :=()[]")
        if first not in codes:
            continue
        figures = context.figures_in(row)
        rates = [figure.value for figure in figures if figure.percent]
        if len(rates) == 1:
            found.setdefault(first, rates[0])
    for code in codes:
        tail = re.search(r"^[A-ZÅÄÖ]{1,3}(\d{1,2})$", code)
        if tail and code not in found:
            found[code] = Decimal(tail[1])
    return found
