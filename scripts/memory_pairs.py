"""Pairs of documents for bench_memory.py: what a person corrects on the first, and invoices drawn for the purpose."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from scoring import FIELDS, lines_right, right

from kontera.core.edit import changed
from kontera.core.errors import KonteraError
from kontera.core.evidence import Box, Page, Word
from kontera.core.invoice import Invoice, Line
from kontera.core.memory import Record
from kontera.core.reading import Reading
from kontera.formats.flat import to_flat
from kontera.samples.chance import chance
from kontera.samples.companies import SUPPLIERS, buyer_in
from kontera.samples.draw import draw
from kontera.samples.invent import invent
from kontera.samples.sheet import A4, Run
from kontera.samples.wording import LABELS
from kontera.steps.interpretation.hints import Hints
from kontera.steps.interpretation.interpret import interpret
from kontera.steps.interpretation.memory import learned

ON: Final = date(2026, 5, 4)
PATHS: Final = {
    "invoice_number": "number",
    "issue_date": "issue_date",
    "due_date": "due_date",
    "currency": "currency",
    "supplier_name": "seller.name",
    "supplier_org_number": "seller.organisation_number",
    "supplier_vat_number": "seller.vat_number",
    "payment_reference": "payment.reference",
    "net_total": "totals.net",
    "vat_total": "totals.vat",
    "gross_total": "totals.payable",
}
SCHEMES: Final = {"iban": "iban", "bankgiro": "bankgiro", "plusgiro": "plusgiro", "bank_account": "domestic"}


@dataclass(slots=True)
class Document:
    """A document's pages with its truth, read without memory once, and learned from once."""

    name: str
    pages: tuple[Page, ...]
    truth: Mapping[str, Any]
    family: str = ""
    hints: Hints = field(default_factory=Hints)
    _read: Reading | None = None
    _taught: tuple[Record | None, int] | None = None

    @property
    def language(self) -> str:
        """As the truth says, or as the page was found to be."""
        return str(self.truth.get("language") or self.read().language or "?")

    def read(self) -> Reading:
        """What is read without memory."""
        if self._read is None:
            self._read = interpret(self.pages, self.hints)
        return self._read

    def taught(self) -> tuple[Record | None, int]:
        """The record left when a person corrected the reading to the truth, and how many values were set."""
        if self._taught is None:
            reading = self.read()
            invoice, paths = corrected(reading, self.truth)
            hints = replace(self.hints, model=None)
            record = learned(self.name, self.pages, invoice, reading.evidence, corrected=paths, hints=hints)
            self._taught = record, len(paths)
        return self._taught


def corrected(reading: Reading, truth: Mapping[str, Any]) -> tuple[Invoice, list[str]]:
    """The invoice as a person leaves it: each wrong or missing value set to the true one, the rest as it was read."""
    invoice, flat, paths = reading.invoice, to_flat(reading), []
    for name in FIELDS:
        if right(name, flat.get(name), truth) is not False:
            continue
        path = PATHS.get(name) or _account_path(invoice, SCHEMES[name])
        text = str(truth[name]) if name in PATHS else f"{SCHEMES[name]}:{truth[name]}"
        try:
            invoice = changed(invoice, path, text)
        except KonteraError:
            continue
        paths.append(path)
    if truth.get("lines"):
        read: Any = flat.get("lines") or []
        pairs = lines_right(read, truth["lines"])
        if len(pairs) < max(len(invoice.lines), len(truth["lines"])):
            kept = {at: invoice.lines[place] for place, at in pairs}
            lines = tuple(kept.get(at) or _line(line) for at, line in enumerate(truth["lines"]))
            invoice = replace(invoice, lines=lines)
            paths += [f"lines[{at}].net_amount" for at in range(len(lines)) if at not in kept] or ["lines[0]"]
    return invoice, paths


def _account_path(invoice: Invoice, scheme: str) -> str:
    at = next((i for i, one in enumerate(invoice.payment.accounts) if one.scheme == scheme), None)
    return f"payment.accounts[{len(invoice.payment.accounts) if at is None else at}]"


def _line(truth: Mapping[str, Any]) -> Line:
    def number(key: str) -> Decimal | None:
        return Decimal(str(truth[key])) if truth.get(key) not in {None, ""} else None

    return Line(
        description=str(truth.get("description", "")),
        quantity=number("quantity"),
        unit_price=number("unit_price"),
        vat_rate=number("vat_rate"),
        net_amount=number("amount"),
    )


def made(at: int, number: int, look: int, *, strange: bool = False) -> Document:
    """The `number`-th invoice of the `at`-th supplier in a look; `strange` with label words that no list knows."""
    supplier = SUPPLIERS[at % len(SUPPLIERS)]
    buyer = buyer_in(supplier.party.address.country)
    invoice = invent(40_000 + 2 * at + number, supplier, buyer, ON + timedelta(days=31 * number))
    drawn = draw(invoice, look, supplier.language, supplier.web)
    pages: dict[int, list[Word]] = defaultdict(list)
    for run in drawn.runs:
        pages[run.page].extend(_words(run, at, strange=strange))
    sheets = tuple(Page(page, *A4, tuple(words), "text") for page, words in sorted(pages.items()))
    text = "".join(char for page in sheets for word in page.words for char in word.text.upper() if char.isalnum())
    truth = to_flat(Reading(invoice, "made"))
    printed = {
        key: value
        for key, value in truth.items()
        if key not in {*SCHEMES, "payment_reference", "supplier_vat_number", "supplier_org_number", "vat_total"}
        or "".join(char for char in str(value).upper() if char.isalnum()) in text
    }
    printed["language"] = supplier.language
    return Document(f"made-{at}-{number}", sheets, printed, f"made-{at}")


def _words(run: Run, at: int, *, strange: bool) -> Iterator[Word]:
    box, start = run.box, 0
    wide = (box.x1 - box.x0) / max(len(run.text), 1)
    label = strange and (not run.tag or run.tag.startswith("label"))
    for part in run.text.split(" "):
        if part:
            place = Box(box.x0 + start * wide, box.y0, box.x0 + (start + len(part)) * wide, box.y1)
            yield Word(_scrambled(part, at) if label else part, place)
        start += len(part) + 1


KNOWN: Final = frozenset(
    word.strip(".:").casefold()
    for spoken in LABELS.values()
    for text in spoken.values()
    for one in text.split("/")
    for word in one.split()
)


def _scrambled(word: str, seed: int) -> str:
    """A label's word in letters of no language, always the same for one supplier."""
    bare = word.strip(".:()").casefold()
    if bare not in KNOWN or not any(char.isalpha() for char in bare):
        return word
    dice = chance("scrambled", seed, bare)
    letters = "".join(dice.choice("bdfgjklmprtvz" if at % 2 else "aeiouy") for at in range(len(bare)))
    return letters.title() + (":" if word.endswith(":") else "")
