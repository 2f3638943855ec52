"""Field memory: what a verified invoice teaches about its supplier's layout, for the supplier's next one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, Final

from kontera.core.edit import text_of
from kontera.core.evidence import Evidence, Page
from kontera.core.invoice import Invoice
from kontera.core.memory import (
    SHORTEST,
    Exemplar,
    Record,
    digits_of,
    marks_of,
)
from kontera.steps.interpretation.context import Context, looked_at
from kontera.steps.interpretation.dates import Dated
from kontera.steps.interpretation.hints import Hints
from kontera.steps.interpretation.labels import best
from kontera.steps.interpretation.layout import laid_out
from kontera.steps.interpretation.memory_places import (
    ACCOUNTS,
    CONCEPTS,
    CONSTANTS,
    DATES,
    TEXTS,
    Seen,
    Starts,
    at_boxes,
    compact,
    exemplar_of,
    figures_equal,
    fingerprint,
    month_first,
    numbers_on,
    same_place,
    spans_equal,
    spans_like,
    starts_of,
    turned,
)
from kontera.steps.interpretation.memory_shape import rows_of_lines, shape_of_table
from kontera.steps.interpretation.paycodes import paycodes

EXEMPLARS: Final = 3  # of one value
NAMED: Final = 0.5  # of a label's claim from which on it names a total
BETTER: Final = 0.2  # by which one of its own names claims it more
LABEL_OF: Final = {"period.start": "period", "period.end": "period"}


def learned(
    case: str, pages: tuple[Page, ...], invoice: Invoice, evidence: Mapping[str, Evidence], *,
    hints: Hints, corrected: Iterable[str] = (),
) -> Record | None:  # fmt: skip
    """What an invoice that a person verified teaches; None when its pages hold no words.

    `evidence` says where untouched values were read; a corrected value is looked for on the pages by what it is.
    """
    context = looked_at(laid_out(pages), hints, paycodes(pages))
    layout = fingerprint(context.sheet)
    if not layout:
        return None
    changed = tuple(dict.fromkeys(_kind(path) for path in corrected))
    lessons = _Lessons(context, invoice, evidence, frozenset(corrected))
    own = _own_identifiers(invoice, hints)
    return Record(
        case=case,
        identifiers=own,
        layout=tuple(sorted(layout)),
        exemplars=tuple(lessons.all()),
        table=shape_of_table(context, invoice),
        constants=tuple((path, value) for path in CONSTANTS if (value := text_of(invoice, path))),
        accounts=tuple(account.key for account in invoice.payment.accounts),
        corrected=changed,
    )


def _kind(path: str) -> str:
    return path.split("[", 1)[0]


def _own_identifiers(invoice: Invoice, hints: Hints) -> tuple[str, ...]:
    """The supplier's numbers; whatever is the buyer's too is none of them."""
    seller, buyer = invoice.seller, invoice.buyer
    numbers = (seller.vat_number, seller.organisation_number, *(account.id for account in invoice.payment.accounts))
    theirs = {digits_of(one) for one in (*hints.buyer_ids, buyer.vat_number, buyer.organisation_number)}
    found = (compact(number) for number in numbers if number and digits_of(number) not in theirs)
    return tuple(dict.fromkeys(found))


class _Lessons:
    """Finds where the values of an invoice stand on its pages."""

    def __init__(
        self, context: Context, invoice: Invoice, evidence: Mapping[str, Evidence], corrected: frozenset[str]
    ) -> None:
        self._context, self._invoice, self._evidence, self._corrected = context, invoice, evidence, corrected
        self._starts: Starts = starts_of(context.sheet)
        self._lines = rows_of_lines(context, invoice)

    def all(self) -> Iterator[Exemplar]:
        """Up to three exemplars of every value that is found."""
        for path in DATES:
            yield from self._first(path, self._dates(path))
        for path in CONCEPTS:
            yield from self._first(path, self._amounts(path))
        for path in TEXTS:
            yield from self._first(path, self._texts(path, text_of(self._invoice, path)))
        for at, account in enumerate(self._invoice.payment.accounts):
            found = self._texts(f"{ACCOUNTS}[{at}]", account.id)
            for exemplar in self._first(ACCOUNTS, found):
                yield replace(exemplar, form=f"{account.scheme}/{exemplar.form}")

    def _first(self, path: str, sights: Iterable[tuple[Seen, str]]) -> Iterator[Exemplar]:
        known: list[Exemplar] = []
        for seen, form in sights:
            exemplar = exemplar_of(self._context, path, seen, form)
            exemplar = replace(exemplar, nth=self._order(exemplar, seen))
            if not any(same_place(exemplar, other) and exemplar.y == other.y for other in known):
                known.append(exemplar)
            if len(known) == EXEMPLARS:
                break
        yield from known

    def _order(self, exemplar: Exemplar, seen: Seen) -> int:
        """How many other texts with the same words beside them come before this one."""
        if exemplar.path in DATES or exemplar.path in CONCEPTS:
            return 0
        order = 0
        for other in spans_like(self._starts, exemplar):
            if other.tokens[0] is seen.tokens[0]:
                break
            around = exemplar_of(self._context, "", other)
            order += (around.before, around.left) == (exemplar.before, exemplar.left)
        return order

    def _told(self, path: str) -> Seen | None:
        """The place that evidence gives: where it was read, or where a person pointed."""
        evidence = self._evidence.get(path)
        if evidence is None or evidence.place is None:
            return None
        return at_boxes(self._context.sheet, evidence.place.page, evidence.place.boxes)

    def _dates(self, path: str) -> Iterator[tuple[Seen, str]]:
        value = _value(self._invoice, path)
        if not isinstance(value, date):
            return
        matching = [(dated, _date_form(dated, value)) for dated in self._context.dates]
        equal = [(Seen(dated.segment, dated.tokens), form) for dated, form in matching if form is not None]
        yield from self._ranked(path, equal, (LABEL_OF.get(path, path), "date"))

    def _amounts(self, path: str) -> Iterator[tuple[Seen, str]]:
        value = _value(self._invoice, path)
        if isinstance(value, Decimal):
            figures = figures_equal(self._context, abs(value))
            sights = sorted(figures, key=lambda one: (-one[1].money, -one[0].segment.row))
            every = [(seen, "") for seen, _ in sights]
            equal = [one for one in every if one[0].segment.row not in self._lines] or every
            concepts = (CONCEPTS[path], "gross") if path == "totals.payable" else (CONCEPTS[path],)
            yield from self._ranked(path, equal, concepts)

    def _texts(self, path: str, value: str) -> Iterator[tuple[Seen, str]]:
        if value:
            yield from self._ranked(path, list(spans_equal(self._context, value)), (path.rsplit(".", 1)[-1],))

    def _ranked(
        self, path: str, sights: Sequence[tuple[Seen, str]], concepts: tuple[str, ...]
    ) -> Iterator[tuple[Seen, str]]:
        """The sights of a value, the likeliest place first; only that where it is known which it was."""
        told = self._told(path)
        if told is not None:
            mine = [one for one in sights if {id(t) for t in one[0].tokens} & {id(t) for t in told.tokens}]
            if mine and not self._misnamed(path, mine[0][0], sights, concepts):
                yield from mine[:1]
                return
        taken = self._taken(path)
        free = [one for one in sights if not taken & {id(token) for token in one[0].tokens}] or list(sights)
        yield from sorted(free, key=lambda one: -self._claim(one[0], concepts))

    def _misnamed(self, path: str, told: Seen, sights: Sequence[tuple[Seen, str]], concepts: tuple[str, ...]) -> bool:
        """Whether a total was read under another's name, though the same amount stands under one of its own.

        Without VAT the net total is the amount to pay: its place would be the wrong one on the next invoice.
        """
        if path not in CONCEPTS or path in self._corrected:
            return False
        least = max(NAMED, self._claim(told, concepts) + BETTER)
        return any(self._claim(seen, concepts) >= least for seen, _ in sights)

    def _claim(self, seen: Seen, concepts: tuple[str, ...]) -> float:
        claim = best(self._context.labels.claims(seen.segment, seen.tokens), concepts)
        return round(claim.score, 1) if claim else 0.0

    def _taken(self, path: str) -> set[int]:
        """The words that other values were read from."""
        places = (
            self._told(other)
            for other in self._evidence
            if other != path and other not in self._corrected and not other.startswith(("lines[", "totals.", "vat["))
        )
        return {id(token) for seen in places if seen is not None for token in seen.tokens}


def _value(invoice: Invoice, path: str) -> object:
    value: Any = invoice
    for step in path.split("."):
        value = getattr(value, step)
    return value


def _date_form(dated: Dated, value: date) -> str | None:
    if dated.value == value:
        return "month first" if month_first(dated.raw, value.month, value.day) else ""
    return "month first" if turned(dated.raw) == value else None


def marks_on(pages: tuple[Page, ...]) -> frozenset[str]:
    """What the books are asked by for what they know of these pages."""
    sheet = laid_out(pages)
    return marks_of(numbers_on(sheet, SHORTEST), fingerprint(sheet))
