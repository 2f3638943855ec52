"""What a document with known values teaches: its candidates in numbers, and which of them were right."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kontera.core.evidence import Page
from kontera.core.invoice import Invoice
from kontera.steps.interpretation.hints import Hints
from kontera.steps.interpretation.interpret import context_of, values_in
from kontera.steps.interpretation.labels import LABELS
from kontera.steps.interpretation.layout import FOLDS
from kontera.steps.interpretation.weigher import Chances, Table, Weigher

FIELDS: Final = (
    "number", "issue_date", "due_date", "seller.name", "seller.organisation_number", "seller.vat_number",
    "payment.reference", "totals.net", "totals.vat", "totals.gross",
)  # fmt: skip
DATES: Final = ("issue_date", "due_date")
MOST_WRONG: Final = 24  # of a field's wrong candidates in a document: the rest are drawn by lot and stand for all
NEXT_TO_NOTHING: Final = 1e-12
ALIKE: Final = 0.6  # of the words of two names must be the same
FORMS: Final = frozenset(
    [
        "ab",
        "abp",
        "aktiebolag",
        "oy",
        "oyj",
        "as",
        "asa",
        "ans",
        "aps",
        "hb",
        "kb",
        "ky",
        "ehf",
        "hf",
        "gmbh",
        "ag",
        "kg",
        "ug",
        "co",
        "ltd",
        "limited",
        "inc",
        "llc",
        "bv",
        "nv",
        "sa",
        "sas",
    ]
)
Wanted = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Lesson:
    """A document with truth: what each field may be (`bare` values; a field left out is unknown), and its weight.

    `family` are the documents of one layout, which are never both learned from and judged by.
    """

    name: str
    family: str
    pages: tuple[Page, ...]
    wanted: Wanted
    weight: float = 1.0


@dataclass(frozen=True, slots=True, eq=False)
class Learned:
    """The candidates of one field in one document: features, which are right, how much each counts."""

    table: Table
    right: NDArray[np.bool_]
    weights: NDArray[np.float64]
    family: str


@dataclass(slots=True)
class Listener:
    """Stands in for a model: leaves all to the rules and notes what it was asked."""

    heard: dict[str, tuple[Table, tuple[object, ...]]] = field(default_factory=dict)

    def share(self, field: str, rule: float = 0.0) -> float:  # noqa: ARG002 - every field is listened to
        """So little that it changes nothing."""
        return NEXT_TO_NOTHING

    def weigh(self, field: str, table: Table, values: Sequence[object]) -> Chances:
        """Note the candidates; none is likely."""
        self.heard[field] = (table, tuple(values))
        return np.zeros(len(table))


def bare(field: str, value: object) -> str:
    """A value in the form in which two are compared: no spaces, no leading zeros, no country before a VAT number."""
    if field in DATES:
        return str(value)[:10]
    if field.startswith("totals."):
        return f"{abs(Decimal(str(value))):.2f}"
    if field == "seller.name":
        plain = re.findall(r"\w+", str(value).casefold().translate(FOLDS))
        return " ".join(sorted(set(plain) - FORMS or set(plain)))
    text = re.sub(r"[^0-9A-Z]", "", str(value).upper())
    if field == "seller.organisation_number":
        return re.sub(r"\D", "", text) or text
    if field == "seller.vat_number":
        return re.sub(r"^[A-Z]{2}(?=[0-9])|(MVA|MOMS)$", "", text)
    return text.lstrip("0") or text if field == "payment.reference" else text


def is_right(field: str, value: object, wanted: frozenset[str]) -> bool:
    """Whether the value is one of those the field may be."""
    mine = bare(field, value)
    if field != "seller.name":
        return mine in wanted
    return any(_alike(set(mine.split()), set(other.split())) for other in wanted)


def _alike(one: set[str], two: set[str]) -> bool:
    both = len(one & two)
    inside = one <= two or two <= one
    return bool(both) and (both / len(one | two) >= ALIKE or (inside and 2 * both >= max(len(one), len(two))))


def wanted_of(invoice: Invoice) -> Wanted:
    """What the fields must be by a verified invoice; what it does not state is unknown."""
    totals = invoice.totals
    known: dict[str, tuple[object, ...]] = {
        "number": (invoice.number,),
        "issue_date": (invoice.issue_date,),
        "due_date": (invoice.due_date,),
        "seller.name": (invoice.seller.name,),
        "seller.organisation_number": (invoice.seller.organisation_number,),
        "seller.vat_number": (invoice.seller.vat_number,),
        "payment.reference": (invoice.payment.reference,),
        "totals.net": (totals.net,),
        "totals.vat": (totals.vat,),
        "totals.gross": (totals.gross,),
        "totals.payable": (totals.payable,),
    }
    return {
        name: frozenset(bare(name, value) for value in values if value not in {None, ""})
        for name, values in known.items()
        if any(value not in {None, ""} for value in values)
    }


def lot(*parts: object) -> float:
    """A number 0–1 that these parts always give: chance that can be repeated."""
    digest = hashlib.sha256(":".join(str(part) for part in parts).encode()).digest()
    return int.from_bytes(digest[:6]) / 2**48


def unlearned(name: str, share: float, seed: object) -> frozenset[str]:
    """The label wordings that are kept from a document, so that place and arithmetic must tell."""
    return frozenset(key for key in LABELS if lot(seed, name, key) < share) if share else frozenset()


def taught(lesson: Lesson, hidden: frozenset[str] = frozenset(), hints: Hints = Hints()) -> dict[str, Learned]:  # noqa: B008 - frozen
    """What the document teaches for each field, with these label wordings hidden."""
    listener = Listener()
    context = context_of(lesson.pages, replace(hints, model=listener))
    context.labels.hide(hidden)
    values_in(context)
    found = {}
    for name, (table, values) in listener.heard.items():
        wanted = lesson.wanted.get(name)
        if wanted:
            right = np.array([is_right(name, value, wanted) for value in values], dtype=bool)
            found[name] = _drawn(lesson, name, table, right)
    return found


def judged(
    lesson: Lesson,
    models: Sequence[Weigher | None],
    hidden: frozenset[str] = frozenset(),
    hints: Hints = Hints(),  # noqa: B008 - frozen
) -> list[dict[str, bool]]:
    """Which of the known fields the interpretation with each model gets right; what it leaves out is wrong."""
    context = context_of(lesson.pages, hints)
    context.labels.hide(hidden)
    found = []
    for model in models:
        choices = values_in(replace(context, hints=replace(hints, model=model))).choices
        found.append(
            {
                name: name in choices and is_right(name, choices[name].value, wanted)
                for name, wanted in lesson.wanted.items()
            }
        )
    return found


def _drawn(lesson: Lesson, name: str, table: Table, right: NDArray[np.bool_]) -> Learned:
    weights = np.full(len(right), lesson.weight)
    wrong = np.flatnonzero(~right)
    if len(wrong) > MOST_WRONG:
        order = sorted(wrong, key=lambda at: lot(lesson.name, name, at))
        weights[~right] *= len(wrong) / MOST_WRONG
        keep = np.sort(np.concatenate([np.flatnonzero(right), np.array(order[:MOST_WRONG])]))
        table, right, weights = table[keep], right[keep], weights[keep]
    return Learned(table, right, weights, lesson.family)
