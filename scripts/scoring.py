"""Compares flat readings with the truth of a document, field by field and line by line."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any, Final

DATES: Final = ("issue_date", "due_date")
AMOUNTS: Final = ("net_total", "vat_total", "gross_total")
FIELDS: Final = (
    "invoice_number", *DATES, "currency", "supplier_name", "supplier_org_number", "supplier_vat_number", "iban",
    "bankgiro", "plusgiro", "bank_account", "payment_reference", *AMOUNTS,
)  # fmt: skip
FORMS: Final = frozenset(  # of companies: they tell no one apart
    {"ab", "abp", "oy", "oyj", "as", "asa", "ans", "aps", "hb", "kb", "ehf", "hf", "gmbh", "ag", "kg", "ug", "co"}
    | {"ltd", "limited", "inc", "llc", "bv", "nv", "sa", "sas", "sarl", "sdn", "bhd"}
)
ALIKE: Final = 0.6  # share of a name's words that must agree


def right(name: str, found: object, truth: Mapping[str, Any]) -> bool | None:
    """Whether a value found is the true one; None when the truth does not know the field."""
    wanted = truth.get(name)
    if wanted in (None, "", []):
        return None
    return any(_same(name, str(found or ""), str(other)) for other in (wanted, *(truth.get(f"{name}_also") or ())))


def lines_right(found: Iterable[Mapping[str, Any]], truth: Iterable[Mapping[str, Any]]) -> list[tuple[int, int]]:
    """Pairs of places: the found line and the true line it is; each line is paired once."""
    left = dict(enumerate(found))
    pairs = []
    for at, wanted in enumerate(truth):
        hit = next((place for place, line in left.items() if _line(line, wanted)), None)
        if hit is not None:
            pairs.append((hit, at))
            del left[hit]
    return pairs


def money(value: object) -> Decimal | None:
    """The unsigned amount with two decimals, or None."""
    try:
        return abs(Decimal(str(value))).quantize(Decimal("0.01"))
    except InvalidOperation:
        return None


@dataclass(slots=True)
class Score:
    """Counts of right, wrong and missing values by field, and of lines."""

    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    missing: Counter[str] = field(default_factory=Counter)
    core: int = 0
    core_of: int = 0
    documents: int = 0

    def add(self, found: Mapping[str, Any], truth: Mapping[str, Any]) -> None:
        """Count one document."""
        self.documents += 1
        verdicts = {name: right(name, found.get(name), truth) for name in FIELDS}
        for name, verdict in verdicts.items():
            if verdict:
                self.right[name] += 1
            elif verdict is False:
                (self.wrong if found.get(name) else self.missing)[name] += 1
        self._core(verdicts)
        if truth.get("lines"):
            mine = list(found.get("lines") or [])
            hits = len(lines_right(mine, truth["lines"]))
            self.right["lines"] += hits
            self.wrong["lines"] += len(mine) - hits
            self.missing["lines"] += len(truth["lines"]) - hits

    def _core(self, verdicts: Mapping[str, bool | None]) -> None:
        needed = [verdicts[name] for name in ("invoice_number", "issue_date", "gross_total")]
        names = ("supplier_name", "supplier_org_number", "supplier_vat_number")
        supplier = [verdicts[name] for name in names if verdicts[name] is not None]
        if None not in needed and supplier:
            self.core_of += 1
            self.core += all(needed) and any(supplier)

    def f1(self, *names: str) -> float:
        """Micro F1 of the fields; a wrong value counts as a miss and as a false one."""
        hits = sum(self.right[name] for name in names)
        false = sum(self.wrong[name] for name in names)
        missed = false + sum(self.missing[name] for name in names)
        if "lines" in names:
            missed = sum(self.missing[name] for name in names)
        return 2 * hits / (2 * hits + false + missed) if hits else 0.0

    def of(self, name: str) -> int:
        """How many true values the field has."""
        return self.right[name] + self.missing[name] + (0 if name == "lines" else self.wrong[name])


def _same(name: str, one: str, two: str) -> bool:
    if name in AMOUNTS:
        return money(one) is not None and money(one) == money(two)
    if name in DATES:
        return one[:10] == two[:10]
    if name == "supplier_name":
        return _names_alike(_words(one), _words(two))
    first, second = _bare(name, one), _bare(name, two)
    return first == second != ""


def _bare(name: str, value: str) -> str:
    text = re.sub(r"[^0-9A-Z]", "", value.upper())
    if name in {"bankgiro", "plusgiro", "bank_account"}:
        return re.sub(r"\D", "", text)
    if name == "supplier_org_number":
        return re.sub(r"\D", "", text) or text
    if name == "supplier_vat_number":
        return re.sub(r"^[A-Z]{2}(?=[0-9])|(MVA|MOMS)$", "", text)
    return text.lstrip("0") or text if name == "payment_reference" else text


def _words(value: str) -> frozenset[str]:
    plain = "".join(c for c in unicodedata.normalize("NFKD", value.casefold()) if not unicodedata.combining(c))
    words = frozenset(re.findall(r"\w+", plain))
    return words - FORMS or words


def _names_alike(one: frozenset[str], two: frozenset[str]) -> bool:
    if not one or not two:
        return False
    both = len(one & two)
    return both / len(one | two) >= ALIKE or ((one <= two or two <= one) and 2 * both >= max(len(one), len(two)))


def _line(found: Mapping[str, Any], wanted: Mapping[str, Any]) -> bool:
    mine, theirs = _words(str(found.get("description", ""))), _words(str(wanted.get("description", "")))
    if money(wanted.get("amount")) is None:
        return bool(mine & theirs)
    return money(found.get("amount")) == money(wanted.get("amount")) and (not theirs or bool(mine & theirs))
