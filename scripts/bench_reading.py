"""Measures reading on layouts left out of training: bench_reading.py [--scans DIR] [--misses] (make bench-reading).

Each document is read with a model that never saw its layout family (make_model.py --folds), and its probabilities come
from a calibration fitted without that family. Intervals are 95 %, by drawing layout families with replacement.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import pickle
import re
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from typing import Any, Final

import numpy as np
from calibrate import Example, ece, examples_of, held_out
from folds import KEPT, family_of, fold_models
from misses import misses
from scoring import AMOUNTS, DATES, FIELDS, lines_right, right

from kontera.adapters.pdf.reader import PdfiumReader
from kontera.core.evidence import Page
from kontera.formats.flat import to_flat
from kontera.steps.interpretation.hints import Hints
from kontera.steps.interpretation.interpret import interpret
from kontera.steps.interpretation.model.file import Model

SHARED: Final = Path(__file__).resolve().parent.parent.parent / "shared"
CORPUS: Final = SHARED / "corpus"
DRAWS: Final = 1000
CERTAIN: Final = 0.99
FEARED: Final = frozenset(FIELDS) - {"supplier_name", "currency", *DATES}
CORE: Final = ("invoice_number", "issue_date", "gross_total")
SUPPLIER: Final = ("supplier_name", "supplier_org_number", "supplier_vat_number")
THEIRS: Final = {
    "invoice_number": "invoice_number", "date": "issue_date", "date_due": "due_date", "amount": "gross_total",
    "amount_untaxed": "net_total", "amount_tax": "vat_total", "currency": "currency", "issuer": "supplier_name",
    "vat": "supplier_vat_number", "iban": "iban",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Document:
    """A document with its truth; `pages` as read by text layer or optically."""

    name: str
    family: str
    language: str
    truth: Mapping[str, Any]
    pages: tuple[Page, ...]
    path: Path


@dataclass(slots=True)
class Count:
    """What was right, wrong and missing in one document."""

    family: str
    language: str
    verdicts: dict[str, bool | None] = field(default_factory=dict)
    said: frozenset[str] = frozenset()
    rows: tuple[int, int, int] = (0, 0, 0)  # right, found, true


def main() -> None:
    """Read all documents once and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folds", type=Path, default=KEPT, help="the models of make_model.py --folds")
    parser.add_argument("--scans", type=Path, nargs="+", help="folders of scans that calibrate.py has read")
    parser.add_argument("--rules", action="store_true", help="the rules alone, without the model")
    parser.add_argument("--misses", action="store_true", help="list each miss with its cause")
    options = parser.parse_args()
    models = {} if options.rules else fold_models(options.folds)
    print(
        f"models that left each family out: {'none, the rules alone' if options.rules else len(set(models.values()))}"
    )
    texts = list(_texts())
    told = _report("text layer", texts, models, rules=options.rules)
    scans = list(_scans(texts, options.scans)) if options.scans else []
    if scans:
        told += _report("scans (OCR)", scans, models, rules=options.rules)
    _theirs(texts)
    if options.misses:
        print("\nmisses", *told, sep="\n  ")


def _texts() -> Iterator[Document]:
    pdfs = PdfiumReader()
    for folder in (CORPUS / "training", CORPUS):
        for path in sorted(folder.glob("*.pdf")):
            if path.with_suffix(".json").exists():
                truth = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
                language = truth.get("language") or ""
                pages = pdfs.content(path.read_bytes()).pages
                yield Document(path.stem, family_of(truth, path.stem), language, truth, pages, path)
    pdfs.close()


def _scans(texts: Sequence[Document], folders: Sequence[Path]) -> Iterator[Document]:
    by_name = {document.name: document for document in texts}
    for kept in (kept for folder in folders for kept in sorted(folder.glob("*.pkl"))):
        if document := by_name.get(kept.stem):
            yield replace(document, pages=pickle.loads(kept.read_bytes())[1])  # noqa: S301 - calibrate.py wrote it


def _report(title: str, documents: Sequence[Document], models: Mapping[str, Any], *, rules: bool) -> list[str]:
    """Read, count and print; gives the misses with their causes."""
    counts, examples, times, told = [], list[Example](), list[tuple[float, int]](), list[str]()
    for document in documents:
        model = Model({}, {}) if rules else models.get(document.family)
        hints = Hints(model=model)
        start = time.process_time()
        reading = interpret(document.pages, hints)
        times.append((1000 * (time.process_time() - start), max(len(document.pages), 1)))
        flat = to_flat(reading)
        counts.append(_count(document, flat, reading.language))
        told += (f"{title}: {miss}" for miss in misses(document.name, document.truth, document.pages, reading))
        examples += examples_of(document.name, document.truth, document.pages, hints)
    print(f"\n{title}: {len(documents)} documents, {len({c.family for c in counts})} layout families")
    _print_measures(counts)
    _print_fields(counts)
    _print_languages(counts)
    _print_sure(examples)
    _print_times(times)
    return told


def _pace() -> float:
    """Milliseconds of processor time for a fixed piece of work, best of five: what the machine gives just now."""
    spent = []
    for _ in range(5):
        start = time.process_time()
        sum(len(str(at)) for at in range(100_000))
        spent.append(1000 * (time.process_time() - start))
    return min(spent)


def _print_times(times: Sequence[tuple[float, int]]) -> None:
    """Processor time of interpretation: of all pages together, and how it spreads over the documents."""
    pages = sum(count for _, count in times)
    each = [spent / count for spent, count in times]
    print(
        f"interpretation: {sum(spent for spent, _ in times) / max(pages, 1):.1f} CPU-ms a page over {pages} pages; "
        f"by document median {np.median(each):.1f}, mean {np.mean(each):.1f}, 95 % {np.percentile(each, 95):.1f}; "
        f"a fixed piece of work took {_pace():.1f} ms"
    )


def _count(document: Document, flat: Mapping[str, Any], language: str = "") -> Count:
    verdicts = {name: right(name, flat.get(name), document.truth) for name in FIELDS}
    wanted, found = document.truth.get("lines") or [], flat.get("lines") or []
    rows = (len(lines_right(found, wanted)), len(found), len(wanted)) if wanted else (0, 0, 0)
    said = frozenset(name for name in FIELDS if flat.get(name))
    return Count(document.family, document.language or language or "?", verdicts, said, rows)


def _f1(counts: Sequence[Count], name: str) -> float | None:
    hits = sum(c.verdicts[name] is True for c in counts)
    known = sum(c.verdicts[name] is not None for c in counts)
    wrong = sum(c.verdicts[name] is False and name in c.said for c in counts)
    return 2 * hits / (known + hits + wrong) if known else None


def _macro(counts: Sequence[Count]) -> float:
    figures = [f1 for name in FIELDS if (f1 := _f1(counts, name)) is not None]
    return sum(figures) / max(len(figures), 1)


def _rows(counts: Sequence[Count]) -> float:
    hits, found, wanted = (sum(c.rows[at] for c in counts) for at in range(3))
    return 2 * hits / max(found + wanted, 1)


def _core(counts: Sequence[Count]) -> float:
    judged = []
    for c in counts:
        supplier = [c.verdicts[name] for name in SUPPLIER if c.verdicts[name] is not None]
        if supplier and all(c.verdicts[name] is not None for name in CORE):
            judged.append(all(c.verdicts[name] for name in CORE) and any(supplier))
    return sum(judged) / max(len(judged), 1)


def _interval(counts: Sequence[Count], figure: Callable[[Sequence[Count]], float | None]) -> str:
    families: dict[str, list[Count]] = defaultdict(list)
    for c in counts:
        families[c.family].append(c)
    names, dice, drawn = sorted(families), Random(7), []  # noqa: S311 - a fixed choice, not a secret
    for _ in range(DRAWS):
        some = [c for name in dice.choices(names, k=len(names)) for c in families[name]]
        value = figure(some)
        if value is not None:
            drawn.append(value)
    low, high = np.percentile(drawn, [2.5, 97.5]) if drawn else (0.0, 0.0)
    return f"{low:.3f}–{high:.3f}"


def _print_measures(counts: Sequence[Count]) -> None:
    for name, figure in (
        ("header macro F1", _macro),
        ("line row F1", _rows),
        ("number, date, gross and supplier", _core),
    ):
        print(f"  {name:34} {figure(counts):.3f}  [{_interval(counts, figure)}]")


def _print_fields(counts: Sequence[Count]) -> None:
    print(f"  {'field':24} {'F1':>6}  {'interval':13} {'right':>5} {'wrong':>5} {'missing':>7}")
    for name in FIELDS:
        f1 = _f1(counts, name)
        if f1 is not None:
            tally = Counter(
                c.verdicts[name] if name in c.said or c.verdicts[name] is None else "absent" for c in counts
            )
            between = _interval(counts, lambda some, name=name: _f1(some, name))
            print(f"  {name:24} {f1:6.3f}  {between:13} {tally[True]:5} {tally[False]:5} {tally['absent']:7}")


def _print_languages(counts: Sequence[Count]) -> None:
    print(f"  {'language':10} {'documents':>9} {'header':>7} {'lines':>7} {'all four':>8}")
    for language in sorted({c.language for c in counts}):
        some = [c for c in counts if c.language == language]
        print(f"  {language:10} {len(some):9} {_macro(some):7.3f} {_rows(some):7.3f} {_core(some):8.3f}")


def _print_sure(examples: Sequence[Example]) -> None:
    header = [one for one in examples if not one.path.startswith("lines")]
    sure = held_out(examples)
    chosen = [(one, p) for one, p in zip(examples, sure, strict=True) if not one.path.startswith("lines")]
    truth = np.array([float(one.right) for one in header])
    print(f"  expected calibration error {ece(truth, np.array([p for _, p in chosen])):.4f} over {len(header)} values")
    wrong = [(one, p) for one, p in chosen if p >= CERTAIN and not one.right]
    print(f"  wrong at {CERTAIN} or more: {len(wrong)}")
    for one, p in sorted(wrong, key=lambda pair: -pair[1]):
        print(f"    {p:.3f} {one.name} {one.path}")


def _theirs(documents: Sequence[Document]) -> None:
    """The same files by invoice2data with its own templates, when it is installed."""
    if importlib.util.find_spec("invoice2data") is None:
        print("\ninvoice2data is not installed: no comparison")
        return
    script = Path(__file__).with_name("bench_theirs.py")
    paths = [str(document.path) for document in documents]
    answer = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, str(script)], input="\n".join(paths), capture_output=True, text=True, check=True
    )
    read = json.loads(answer.stdout)
    counts = []
    for document in documents:
        said = read.get(str(document.path)) or {}
        flat = {ours: said.get(theirs) for theirs, ours in THEIRS.items()}
        flat |= {name: re.sub(r"[^\d.-]", "", str(flat[name])) for name in AMOUNTS if flat.get(name) is not None}
        counts.append(_count(document, flat))
    print(f"\ninvoice2data on the same files (it knew a template for {len(read)} of {len(documents)})")
    _print_measures(counts)


if __name__ == "__main__":
    main()
