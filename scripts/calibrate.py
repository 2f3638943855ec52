"""Fits how sure readings are: python scripts/calibrate.py ../shared/corpus/training ../shared/corpus [--write]."""

from __future__ import annotations

import argparse
import hashlib
import json
import pickle
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any, Final

import numpy as np
from folds import KEPT, family_of, fold_models
from numpy.typing import NDArray
from scoring import lines_right, money, right

from kontera.adapters.ocr.engine import RapidEngine
from kontera.adapters.pdf.reader import PdfiumReader
from kontera.core.evidence import Page
from kontera.core.invoice import Invoice
from kontera.core.party import AccountScheme
from kontera.core.reading import Reading
from kontera.formats.flat import to_flat
from kontera.samples.degrade import scan
from kontera.steps.interpretation.calibration import LEAST, MOST, ceiling, features, kind_of
from kontera.steps.interpretation.hints import Hints
from kontera.steps.interpretation.interpret import Values, values_of

DATA: Final = Path(__file__).parent.parent / "src/kontera/steps/interpretation/calibration.json"
VERSION: Final = 1
RIDGE: Final = 2.0
SCANS_OF_A_LAYOUT: Final = 3
FEW: Final = 10  # scans of one language that say little: all of its documents are scanned for the benchmark
STRENGTHS: Final = (0.2, 0.5, 0.8)
MOST_PAGES: Final = 2
DPI: Final = 200
POOR_DPI: Final = 96
POOR_EVERY: Final = 4
BINS: Final = 10
CLOSE: Final = 1e-6
TRUSTED: Final = 0.9  # from here on a value raises no doubt
SURE: Final = 0.95
HEADER: Final = {
    "type": "document_type",
    "number": "invoice_number",
    "issue_date": "issue_date",
    "due_date": "due_date",
    "currency": "currency",
    "seller.name": "supplier_name",
    "seller.organisation_number": "supplier_org_number",
    "seller.vat_number": "supplier_vat_number",
    "payment.reference": "payment_reference",
    "totals.net": "net_total",
    "totals.vat": "vat_total",
    "totals.payable": "gross_total",
}
ACCOUNTS: Final = {
    AccountScheme.IBAN: "iban",
    AccountScheme.BANKGIRO: "bankgiro",
    AccountScheme.PLUSGIRO: "plusgiro",
    AccountScheme.DOMESTIC: "bank_account",
    AccountScheme.DANISH_SLIP: "bank_account",
}
LINE: Final = ("quantity", "unit_price", "vat_rate")
Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Example:
    """One value read from a page with truth: what spoke for it, and whether it was right."""

    name: str
    path: str
    family: str
    optical: bool
    raw: float
    right: bool
    features: Mapping[str, float]
    ceiling: float


def main() -> None:
    """Read, compare, fit without each family in turn, report; with --write fit on all and write the data file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--cache", type=Path, default=Path("/tmp/kontera-calibration"))  # noqa: S108 - a developer's cache
    parser.add_argument("--scans", type=int, default=10_000, help="how many scans to read at most")
    parser.add_argument("--folds", type=Path, default=KEPT, help="the models that left families out")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--only-scan", action="store_true", help="read the scans into the cache, and no more")
    parser.add_argument("--rest", type=Path, help="read what bench_reading measures beside them into this folder")
    parser.add_argument("--wrong", action="store_true", help="list the wrong values above 0.9, and the low right ones")
    options = parser.parse_args()
    options.cache.mkdir(parents=True, exist_ok=True)
    if options.rest:
        _read_rest(options.folders, options.cache, options.rest)
        return
    documents = list(_documents(options.folders, options.cache, options.scans))
    if options.only_scan:
        return
    models = fold_models(options.folds)
    examples = [
        example
        for name, truth, pages in documents
        for example in examples_of(name, truth, pages, Hints(model=models.get(family_of(truth, name.split("@")[0]))))
    ]
    names = sorted({name for example in examples for name in example.features})
    unseen = held_out(examples)
    report = _report(examples, unseen)
    print(json.dumps(report, indent=1))
    if options.wrong:
        _list_wrong(examples, unseen)
    if options.write:
        weights = _fitted(_table(examples, names), _truth(examples), _shares(examples))
        digest = hashlib.sha256("\n".join(sorted(f"{name}:{len(pages)}" for name, _, pages in documents)).encode())
        content = {
            "version": VERSION,
            "fit": {**report, "documents": len(documents), "training_list_sha256": digest.hexdigest()},
            "weights": {name: round(float(w), 4) for name, w in zip(names, weights, strict=True)},
        }
        DATA.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


def _documents(
    folders: Sequence[Path], cache: Path, scans: int
) -> Iterator[tuple[str, Mapping[str, Any], tuple[Page, ...]]]:
    """Every PDF with truth by its text layer, then scans of some of the first folder's, then pictures with truth."""
    pdfs, engine = PdfiumReader(), RapidEngine()
    by_layout: dict[str, list[Path]] = defaultdict(list)
    pictures: list[Path] = []
    for at, folder in enumerate(folders):
        for path in sorted(folder.iterdir()):
            truth_file = path.with_suffix(".json")
            if path.suffix == ".json" or not truth_file.exists():
                continue
            truth = json.loads(truth_file.read_text(encoding="utf-8"))
            if path.suffix != ".pdf":
                pictures.append(path)
                continue
            yield path.stem, truth, pdfs.content(path.read_bytes()).pages
            if at == 0:
                by_layout[truth["layout"]].append(path)
    for place, path in list(_plan(by_layout))[:scans]:
        truth = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        pages = _scanned(path, place, STRENGTHS[(place // 2) % len(STRENGTHS)], DPI, cache, pdfs, engine)
        if pages:
            yield f"{path.stem}@scan", truth, pages
        pages = _scanned(path, place, 1.0, POOR_DPI, cache, pdfs, engine) if place % POOR_EVERY == 0 else ()
        if pages:
            yield f"{path.stem}@poor", truth, pages
    for path in pictures:
        pages = _scanned(path, -1, 0.0, DPI, cache, pdfs, engine)
        yield path.stem, json.loads(path.with_suffix(".json").read_text(encoding="utf-8")), pages
    pdfs.close()


def _read_rest(folders: Sequence[Path], cache: Path, rest: Path) -> None:
    """Scans that nothing learns from: all further documents of tongues with few scans, and of the later folders."""
    pdfs, engine = PdfiumReader(), RapidEngine()
    scanned = {kept.stem for kept in cache.glob("*.pkl")}
    rest.mkdir(parents=True, exist_ok=True)
    tongues: dict[Path, str | None] = {}
    for path in (path for folder in folders for path in sorted(folder.glob("*.pdf"))):
        if (truth := path.with_suffix(".json")).exists():
            tongues[path] = json.loads(truth.read_text(encoding="utf-8")).get("language")
    count = Counter(tongue for path, tongue in tongues.items() if path.stem in scanned)
    few = [path for path, tongue in tongues.items() if path.stem not in scanned and count[tongue] < FEW]
    for place, path in enumerate(few):
        _scanned(path, place, STRENGTHS[place % len(STRENGTHS)], DPI, rest, pdfs, engine)
    pdfs.close()


def _plan(by_layout: Mapping[str, Sequence[Path]]) -> Iterable[tuple[int, Path]]:
    dice = Random(7)  # noqa: S311 - a fixed choice, not a secret
    chosen = []
    for _, paths in sorted(by_layout.items()):
        shuffled = list(paths)
        dice.shuffle(shuffled)
        chosen += list(enumerate(shuffled[:SCANS_OF_A_LAYOUT]))
    chosen.sort(key=lambda pair: (pair[0], pair[1].name))
    return enumerate(path for _, path in chosen)


def _scanned(
    path: Path, seed: int, strength: float, dpi: int, cache: Path, pdfs: PdfiumReader, engine: RapidEngine
) -> tuple[Page, ...]:
    """The pages as read optically, remembered in the cache; a negative seed leaves the picture as it is."""
    kept = cache / f"{path.stem}{'' if dpi == DPI else f'-{dpi}'}.pkl"
    if kept.exists():
        pages: tuple[Page, ...] = pickle.loads(kept.read_bytes())[1]  # noqa: S301 - written below
        return pages
    data = path.read_bytes()
    count = len(pdfs.content(data).pages)
    if count > MOST_PAGES:
        return ()
    pictures = [pdfs.picture(data, at, dpi) for at in range(1, count + 1)]
    made = [scan(picture, seed, strength) if seed >= 0 else picture for picture in pictures]
    read = tuple(replace(engine.read(picture), number=at) for at, picture in enumerate(made, 1))
    kept.write_bytes(pickle.dumps((strength, read)))
    return read


def examples_of(
    name: str,
    truth: Mapping[str, Any],
    pages: tuple[Page, ...],
    hints: Hints = Hints(),  # noqa: B008 - frozen
) -> Iterator[Example]:
    """Every value read from the pages with truth, and whether it was right."""
    values = values_of(pages, hints)
    family = family_of(truth, name)
    optical = any(page.by == "ocr" for page in pages)
    flat = to_flat(Reading(values.invoice, "text"))
    for path, verdict in (*header_verdicts(flat, truth, values.invoice), *_line_verdicts(flat, truth, values)):
        if verdict is not None and path in values.choices:
            choice = values.choices[path]
            raw = max(
                LEAST, min(MOST, choice.sure * (0.4 + 0.6 * min((t.confidence for t in choice.tokens), default=1)))
            )
            yield Example(
                name,
                path,
                family,
                optical,
                raw,
                verdict,
                features(path, choice, values.setting),
                ceiling(path, choice, values.setting),
            )


def header_verdicts(
    flat: Mapping[str, Any], truth: Mapping[str, Any], invoice: Invoice
) -> Iterator[tuple[str, bool | None]]:
    """The path of each value above the lines, and whether it is right; None where the truth does not know."""
    for path, name in HEADER.items():
        yield path, right(name, flat.get(name), truth)
    yield "totals.gross", _gross_right(truth, invoice)
    seen: set[str] = set()
    for at, account in enumerate(invoice.payment.accounts):
        name = ACCOUNTS.get(account.scheme, "")
        if name and name not in seen:
            yield f"payment.accounts[{at}]", right(name, account.id, truth)
        seen.add(name)


def _gross_right(truth: Mapping[str, Any], invoice: Invoice) -> bool | None:
    gross, payable = invoice.totals.gross, money(truth.get("gross_total", ""))
    net, vat = money(truth.get("net_total", "")), money(truth.get("vat_total", ""))
    if gross is None or payable is None:
        return None
    return money(gross) in {payable, net + vat if net is not None and vat is not None else payable}


def _line_verdicts(
    flat: Mapping[str, Any], truth: Mapping[str, Any], values: Values
) -> Iterator[tuple[str, bool | None]]:
    wanted = truth.get("lines") or []
    if not wanted:
        return
    found = flat.get("lines") or []
    pairs = dict(lines_right(found, wanted))
    for at in range(len(values.invoice.lines)):
        for name in ("net_amount", "gross_amount", "description"):
            yield f"lines[{at}].{name}", at in pairs
        for name in LINE if at in pairs else ():
            theirs = money(wanted[pairs[at]].get(name, ""))
            if theirs is not None:
                yield f"lines[{at}].{name}", money(found[at].get(name, "")) == theirs


def _table(examples: Sequence[Example], names: Sequence[str]) -> Numbers:
    return np.array([[example.features.get(name, 0.0) for name in names] for example in examples])


def _truth(examples: Sequence[Example]) -> Numbers:
    return np.array([float(example.right) for example in examples])


def _shares(examples: Sequence[Example]) -> Numbers:
    """Weights: an example counts less the more its family has, so that no well-known layout drowns the others."""
    counts: dict[str, int] = defaultdict(int)
    for example in examples:
        counts[example.family] += 1
    weights = np.array([counts[example.family] ** -0.25 for example in examples])
    made: Numbers = weights * len(examples) / weights.sum()
    return made


def _fitted(table: Numbers, truth: Numbers, shares: Numbers) -> Numbers:
    """Logistic regression with a ridge, by Newton's method: the same data give the same weights."""
    weights = np.zeros(table.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-np.clip(table @ weights, -30, 30)))
        gradient = table.T @ (shares * (truth - p)) - RIDGE * weights
        curvature = (table * (shares * p * (1 - p))[:, None]).T @ table + RIDGE * np.eye(len(weights))
        step = np.linalg.solve(curvature, gradient)
        weights += step
        if np.abs(step).max() < CLOSE:
            break
    return weights


def held_out(examples: Sequence[Example]) -> Numbers:
    """The probability of each example by a model that never saw its family."""
    names = sorted({name for example in examples for name in example.features})
    table, truth, shares = _table(examples, names), _truth(examples), _shares(examples)
    families = np.array([example.family for example in examples])
    found = np.zeros(len(examples))
    for family in sorted(set(families)):
        mine = families == family
        weights = _fitted(table[~mine], truth[~mine], shares[~mine])
        found[mine] = 1 / (1 + np.exp(-np.clip(table[mine] @ weights, -30, 30)))
    made: Numbers = np.clip(np.minimum(found, [example.ceiling for example in examples]), LEAST, MOST)
    return made


def _report(examples: Sequence[Example], held_out: Numbers) -> dict[str, Any]:
    truth, raw = _truth(examples), np.array([example.raw for example in examples])
    header = np.array([not example.path.startswith("lines") for example in examples])
    optical = np.array([example.optical for example in examples])
    parts = {
        "all": header | True,
        "header": header,
        "lines": ~header,
        "text": header & ~optical,
        "ocr": header & optical,
        "alone": header & np.array([example.family == example.name for example in examples]),
    }
    return {
        "folds": "one family left out",
        "families": len({example.family for example in examples}),
        **{name: _figures(truth[part], raw[part], held_out[part]) for name, part in parts.items() if part.any()},
        "reliability": _reliability(truth[header], held_out[header]),
        "kinds": _by_kind(examples, held_out),
    }


def _figures(truth: Numbers, raw: Numbers, sure: Numbers) -> dict[str, float]:
    high = sure >= SURE
    return {
        "n": len(truth),
        "right": round(float(truth.mean()), 4),
        "ece_before": round(ece(truth, raw), 4),
        "ece_after": round(ece(truth, sure), 4),
        "share_from_0.9": round(float((sure >= TRUSTED).mean()), 4),
        "wrong_from_0.9": round(float(1 - truth[sure >= TRUSTED].mean()), 4),
        "share_from_0.95": round(float(high.mean()), 4),
        "wrong_from_0.95": round(float(1 - truth[high].mean()) if high.any() else 0.0, 4),
        "coverage_at_99_before": round(coverage(truth, raw), 4),
        "coverage_at_99_after": round(coverage(truth, sure), 4),
    }


def ece(truth: Numbers, sure: Numbers) -> float:
    """Expected calibration error: over ten bins, how far confidence stands from the share that is right."""
    bins = np.minimum((sure * BINS).astype(int), BINS - 1)
    return sum(
        float((bins == at).mean()) * abs(float(truth[bins == at].mean()) - float(sure[bins == at].mean()))
        for at in range(BINS)
        if (bins == at).any()
    )


def coverage(truth: Numbers, sure: Numbers, precision: float = 0.99) -> float:
    """The largest share of the values, surest first, of which this part is right."""
    order = np.argsort(-sure, kind="stable")
    shares = np.cumsum(truth[order]) / np.arange(1, len(order) + 1)
    last = np.append(np.diff(sure[order]) != 0, True)
    good = np.flatnonzero((shares >= precision) & last)
    return float(good[-1] + 1) / len(order) if len(good) else 0.0


def _reliability(truth: Numbers, sure: Numbers) -> list[list[float]]:
    edges = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 1.01)
    rows = []
    for low, high in pairwise(edges):
        part = (sure >= low) & (sure < high)
        if part.any():
            rows.append([low, int(part.sum()), round(float(sure[part].mean()), 3), round(float(truth[part].mean()), 3)])
    return rows


def _by_kind(examples: Sequence[Example], sure: Numbers) -> dict[str, list[float]]:
    truth, found = _truth(examples), {}
    kinds = np.array([kind_of(example.path) for example in examples])
    for kind in sorted(set(kinds)):
        part = kinds == kind
        found[str(kind)] = [
            int(part.sum()), round(float(truth[part].mean()), 3), round(float(sure[part].mean()), 3),
            round(ece(truth[part], sure[part]), 3), round(float((sure[part] >= TRUSTED).mean()), 3),
        ]  # fmt: skip
    return found


def _list_wrong(examples: Sequence[Example], held_out: Numbers) -> None:
    for example, sure in sorted(zip(examples, held_out, strict=True), key=lambda pair: -pair[1]):
        if not example.path.startswith("lines") and example.right == (sure < TRUSTED):
            shown = {
                k: round(v, 2) for k, v in example.features.items() if not k.startswith(("kind", "raw.", "optical."))
            }
            print(f"{sure:.3f}", "right" if example.right else "WRONG", example.name, example.path, shown)


if __name__ == "__main__":
    main()
