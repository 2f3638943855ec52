"""Why a value was not read: what stands on the page, what was chosen in its stead, and what would have been next."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from scoring import AMOUNTS, DATES, FIELDS, lines_right, money, right

from kontera.core.evidence import Page
from kontera.core.reading import Reading
from kontera.formats.flat import to_flat
from kontera.steps.interpretation.hints import Hints
from kontera.steps.interpretation.interpret import context_of
from kontera.steps.interpretation.layout import folded

PATHS: Final = {
    "invoice_number": "number", "issue_date": "issue_date", "due_date": "due_date", "currency": "currency",
    "supplier_name": "seller.name", "supplier_org_number": "seller.organisation_number",
    "supplier_vat_number": "seller.vat_number", "payment_reference": "payment.reference",
    "net_total": "totals.net", "vat_total": "totals.vat", "gross_total": "totals.payable",
}  # fmt: skip


def misses(name: str, truth: Mapping[str, Any], pages: tuple[Page, ...], reading: Reading) -> Iterator[str]:
    """One line for each value of the truth that was not read rightly."""
    flat = to_flat(reading)
    wrong = [field for field in FIELDS if right(field, flat.get(field), truth) is False]
    lines = truth.get("lines") or []
    found = flat.get("lines") or []
    left = set(range(len(lines))) - {at for _, at in lines_right(found, lines)}
    if not wrong and not left:
        return
    words = _Words(pages)
    for field in wrong:
        said = flat.get(field)
        yield f"{name} {field}: {truth[field]} read as {said or 'nothing'}: {_cause(field, truth, words, reading)}"
    for at in sorted(left):
        line = lines[at]
        cause = _line_cause(line, found, words)
        yield f"{name} line {at + 1}: {line.get('amount')} {line.get('description', '')!r}: {cause}"


class _Words:
    """What stands on the pages, in the forms in which values are looked for."""

    def __init__(self, pages: tuple[Page, ...]) -> None:
        context = context_of(pages, Hints())
        self.text = context.text
        self.compact = re.sub(r"[^0-9A-Z]", "", context.text.upper())
        self.folded = folded(context.text)
        self.dates = {dated.value.isoformat() for dated in context.dates}
        self.amounts = {
            money(figure.value) for figures in context.figures.values() for figure in figures if not figure.percent
        }

    def hold(self, field: str, value: object) -> bool:
        """Whether the value can be seen."""
        if field in DATES:
            return str(value)[:10] in self.dates
        if field in AMOUNTS:
            return money(value) in self.amounts
        if field == "supplier_name":
            return folded(str(value)) in self.folded
        return re.sub(r"[^0-9A-Z]", "", str(value).upper()) in self.compact


def _cause(field: str, truth: Mapping[str, Any], words: _Words, reading: Reading) -> str:
    path = PATHS.get(field, "")
    seen = reading.evidence.get(path)
    if not words.hold(field, truth[field]):
        return "does not stand on the page as this (misread, in parts, or only in a picture)"
    if seen is None:
        return "stands on the page, nothing claimed it"
    others = [other.value for other in seen.alternatives]
    place = next((at for at, value in enumerate(others, 2) if right(field, value, truth)), 0)
    if place:
        return f"was number {place} of the candidates; {seen.by} won at {seen.sure:.2f}"
    return f"stands on the page, was no candidate; {seen.by} won at {seen.sure:.2f}"


def _line_cause(line: Mapping[str, Any], found: list[Mapping[str, Any]], words: _Words) -> str:
    amount = money(line.get("amount"))
    if not found:
        return "no line was found at all"
    if any(money(one.get("amount")) == amount for one in found):
        return "the amount was read on a line of other words"
    if amount not in words.amounts:
        return "the amount does not stand on the page as this"
    return "its row was not taken for a line"
