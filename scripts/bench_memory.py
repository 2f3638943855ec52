"""Measures field memory: what one corrected invoice does for the next: python scripts/bench_memory.py [--verbose]."""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from scoring import FIELDS, Score, lines_right, right

from kontera.adapters.pdf.reader import PdfiumReader
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

TRAINING: Final = Path(__file__).resolve().parent.parent.parent / "shared" / "corpus" / "training"
MADE: Final = 60
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


@dataclass(frozen=True, slots=True)
class Document:
    """A document's pages with its truth."""

    name: str
    pages: tuple[Page, ...]
    truth: Mapping[str, Any]


@dataclass(slots=True)
class Result:
    """What a set of pairs gave, without memory and with."""

    title: str
    cold: Score = field(default_factory=Score)
    warm: Score = field(default_factory=Score)
    misses: list[str] = field(default_factory=list)
    spent: list[float] = field(default_factory=list)
    met: int = 0

    def add(self, one: Document, two: Document, *, taken: bool = False) -> None:
        """Correct the first, read the second; `taken` makes the first one's supplier the second's."""
        record = _taught(one)
        if record and taken:
            numbers = (two.truth.get(name) for name in ("supplier_vat_number", "supplier_org_number"))
            record = replace(record, identifiers=tuple(str(number) for number in numbers if number), accounts=())
        before = interpret(two.pages, Hints())
        start = time.process_time()
        after = interpret(two.pages, Hints(memory=(record,) if record else ()))
        self.spent.append((time.process_time() - start) / max(len(two.pages), 1))
        flat, cold = to_flat(after), to_flat(before)
        self.cold.add(cold, two.truth)
        self.warm.add(flat, two.truth)
        self.met += any("earlier invoices" in reason for e in after.evidence.values() for reason in e.reasons)
        for name in FIELDS:
            if right(name, flat.get(name), two.truth) is False:
                was = "worse" if right(name, cold.get(name), two.truth) else "as before"
                told = f"{two.truth.get(name)} read as {flat.get(name)}"
                self.misses.append(f"{two.name} after {one.name}: {name}: {told} ({was})")
        if two.truth.get("lines"):
            wrong, old = (_line_misses(found, two.truth) for found in (flat, cold))
            if wrong:
                self.misses.append(f"{two.name} after {one.name}: {wrong} lines wrong ({old} before)")


def _line_misses(found: Mapping[str, Any], truth: Mapping[str, Any]) -> int:
    mine, theirs = list(found.get("lines") or []), truth["lines"]
    return max(len(mine), len(theirs)) - len(lines_right(mine, theirs))


def main() -> None:
    """Print the figures of all sets."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--verbose", action="store_true", help="list every value that memory leaves wrong")
    parser.add_argument("--made", type=int, default=MADE, help="how many invented pairs")
    parser.add_argument("--only", default="", help="only layouts whose name holds this")
    options = parser.parse_args()
    results = [*_real(options.only), *(() if options.only else _invented(options.made))]
    _print(results)
    if options.verbose:
        for result in results:
            print(f"\n{result.title}")
            print("\n".join(f"  {miss}" for miss in result.misses))


def _real(only: str) -> Iterator[Result]:
    """Each document after the one before it of the same layout and language."""
    if not TRAINING.is_dir():
        return
    groups: dict[tuple[str, str], list[Document]] = defaultdict(list)
    pdfs = PdfiumReader()
    for path in sorted(TRAINING.glob("*.pdf")):
        truth = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        if only in truth["layout"]:
            pages = pdfs.content(path.read_bytes()).pages
            groups[truth["layout"], truth.get("language", "")].append(Document(path.stem, pages, truth))
    pdfs.close()
    same, other = Result("same supplier, same layout"), Result("another supplier, same layout and language")
    forced = Result("the same, taken for one supplier")
    for documents in groups.values():
        for at, two in enumerate(documents):
            one = _partner(documents, at)
            if one is not None:
                if one.truth.get("supplier_name") == two.truth.get("supplier_name"):
                    same.add(one, two)
                else:
                    other.add(one, two)
                    forced.add(one, two, taken=True)
    yield from (same, other, forced)


def _partner(documents: Sequence[Document], at: int) -> Document | None:
    others = [*documents[at + 1 :], *documents[:at]]
    name = documents[at].truth.get("supplier_name")
    return next((one for one in others if one.truth.get("supplier_name") == name), others[0] if others else None)


def _invented(count: int) -> Iterator[Result]:
    """Two invoices of one supplier in one look: with known label words, and with words nobody knows."""
    for title, strange in (("invented, known words", False), ("invented, unknown words", True)):
        result = Result(title)
        for at in range(count):
            one, two = (_made(at, number, strange=strange) for number in (0, 1))
            result.add(one, two)
        yield result


def _made(at: int, number: int, *, strange: bool) -> Document:
    supplier = SUPPLIERS[at % len(SUPPLIERS)]
    invoice = invent(
        40_000 + 2 * at + number, supplier, buyer_in(supplier.party.address.country), ON + timedelta(days=31 * number)
    )
    drawn = draw(invoice, 700 + at, supplier.language, supplier.web)
    pages: dict[int, list[Word]] = defaultdict(list)
    for run in drawn.runs:
        pages[run.page].extend(_words(run, at, strange=strange))
    made = tuple(Page(page, *A4, tuple(words), "text") for page, words in sorted(pages.items()))
    text = "".join(char for page in made for word in page.words for char in word.text.upper() if char.isalnum())
    truth = to_flat(Reading(invoice, "made"))
    printed = {
        key: value
        for key, value in truth.items()
        if key not in {*SCHEMES, "payment_reference", "supplier_vat_number", "supplier_org_number", "vat_total"}
        or "".join(char for char in str(value).upper() if char.isalnum()) in text
    }
    return Document(f"made-{at}-{number}", made, printed)


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
    made = "".join(dice.choice("bdfgjklmprtvz" if at % 2 else "aeiouy") for at in range(len(bare)))
    return made.title() + (":" if word.endswith(":") else "")


def _taught(document: Document) -> Record | None:
    """The record of a document that a person corrected to the truth."""
    reading = interpret(document.pages, Hints())
    invoice, corrected = _corrected(reading, document.truth)
    return learned(document.name, document.pages, invoice, reading.evidence, corrected=corrected, hints=Hints())


def _corrected(reading: Reading, truth: Mapping[str, Any]) -> tuple[Invoice, list[str]]:
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


def _macro(score: Score) -> float:
    known = [score.f1(name) for name in FIELDS if score.of(name)]
    return statistics.mean(known) if known else 0.0


def _print(results: Sequence[Result]) -> None:
    heads = "".join(f"{name:>18}" for name in ("header macro F1", "header micro F1"))
    print(f"{'set':46}{'pairs':>6}{'met':>5}{heads}{'line row F1':>16}{'CPU-ms a page':>15}")
    for result in results:
        cold, warm = result.cold, result.warm
        if not warm.documents:
            continue
        figures = (
            (_macro(cold), _macro(warm)),
            (cold.f1(*FIELDS), warm.f1(*FIELDS)),
            (cold.f1("lines"), warm.f1("lines")),
        )
        told = "".join(
            f"{f'{one:.3f} → {two:.3f}':>{wide}}" for (one, two), wide in zip(figures, (18, 18, 16), strict=True)
        )
        print(
            f"{result.title:46}{warm.documents:>6}{result.met:>5}{told}{1000 * statistics.median(result.spent):>15.0f}"
        )
    print(f"\nF1 by field, before and after\n{'':22}" + "".join(f"{at:>16}" for at in range(1, len(results) + 1)))
    for name in FIELDS:
        cells = (f"{r.cold.f1(name):.3f} → {r.warm.f1(name):.3f}" if r.warm.of(name) else "–" for r in results)
        print(f"{name:22}" + "".join(f"{cell:>16}" for cell in cells))
    causes = Counter(miss.split(": ")[1] for result in results for miss in result.misses if "worse" in miss)
    print(f"\nvalues right before and wrong after: {dict(causes)}")


if __name__ == "__main__":
    main()
