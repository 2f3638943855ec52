"""Measures field memory, what one corrected invoice does for the next: bench_memory.py [--scans DIR] [--misses].

Each document is read with a model that never saw its layout family (make_model.py --folds). The first of a pair is
corrected to its truth, the second is read without that memory and with it. Intervals are 95 %, over layout families.
"""

from __future__ import annotations

import argparse
import json
import pickle
import statistics
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from typing import Any, Final

import numpy as np
from folds import KEPT, family_of, fold_models
from memory_pairs import Document, made
from scoring import FIELDS, Score, lines_right, right

from kontera.adapters.pdf.reader import PdfiumReader
from kontera.core.memory import Record
from kontera.core.reading import Reading
from kontera.formats.flat import to_flat
from kontera.steps.interpretation.hints import Hints
from kontera.steps.interpretation.interpret import interpret

CORPUS: Final = Path(__file__).resolve().parent.parent.parent / "shared" / "corpus"
MADE: Final = 60
DRAWS: Final = 1000
ACCOUNT_CHANGED: Final = "memory.account_changed"


@dataclass(slots=True)
class Pair:
    """One document read after another was corrected: its scores without memory and with."""

    family: str
    language: str
    cold: Score
    warm: Score


@dataclass(slots=True)
class Result:
    """What a set of pairs gave."""

    title: str
    pairs: list[Pair] = field(default_factory=list)
    misses: list[str] = field(default_factory=list)
    spent: list[float] = field(default_factory=list)
    met: int = 0
    set_by_hand: int = 0
    accounts: Counter[str] = field(default_factory=Counter)

    def add(self, one: Document, two: Document, *, taken: bool = False) -> None:
        """Correct the first, read the second; `taken` makes the first one's supplier the second's."""
        record, by_hand = one.taught()
        if record and taken:
            record = _taken_for(record, two)
            if record.numbers and one.family == two.family:
                self._watch_accounts(record, one, two)
            record = replace(record, accounts=())
        start = time.process_time()
        after = interpret(two.pages, replace(two.hints, memory=(record,) if record else ()))
        self.spent.append((time.process_time() - start) / max(len(two.pages), 1))
        pair = Pair(two.family, two.language, Score(), Score())
        cold, warm = to_flat(two.read()), to_flat(after)
        pair.cold.add(cold, two.truth)
        pair.warm.add(warm, two.truth)
        self.pairs.append(pair)
        self.set_by_hand += by_hand
        self.met += _spoke(after)
        self.misses += (f"{two.name} after {one.name}: {miss}" for miss in _misses(cold, warm, two.truth))

    def _watch_accounts(self, record: Record, one: Document, two: Document) -> None:
        """With the first one's accounts as those known: each other account must be told, and none filled in."""
        known = set(record.accounts)
        read = interpret(two.pages, replace(two.hints, memory=(record,)))
        asked = {account.key for account in read.invoice.payment.accounts}
        plain = {account.key for account in two.read().invoice.payment.accounts}
        if known and asked - known and _spoke(read):
            fields = {finding.field for finding in read.findings if finding.rule == ACCOUNT_CHANGED}
            accounts = enumerate(read.invoice.payment.accounts)
            told = [one.key for at, one in accounts if one.key not in known and f"payment.accounts[{at}]" in fields]
            self.accounts["changed"] += len(asked - known)
            self.accounts["told"] += len(set(told))
            self.accounts["filled in"] += len((asked & known) - plain)
            if set(told) != asked - known:
                self.misses.append(f"{two.name} after {one.name}: a changed account is not told")


def _spoke(reading: Reading) -> bool:
    """Whether memory found the page to be of a layout it knows."""
    return any("earlier invoices" in reason for one in reading.evidence.values() for reason in one.reasons)


def _taken_for(record: Record, two: Document) -> Record:
    """The record as one of the second document's supplier; it remembers none of that one's values."""
    numbers = (two.truth.get(name) for name in ("supplier_vat_number", "supplier_org_number"))
    return replace(record, identifiers=tuple(str(number) for number in numbers if number))


def _misses(cold: Mapping[str, Any], warm: Mapping[str, Any], truth: Mapping[str, Any]) -> Iterator[str]:
    for name in FIELDS:
        if right(name, warm.get(name), truth) is False:
            was = "worse" if right(name, cold.get(name), truth) else "as before"
            yield f"{name}: {truth.get(name)} read as {warm.get(name)} ({was})"
    if truth.get("lines"):
        wrong, old = (_line_misses(found, truth) for found in (warm, cold))
        if wrong:
            yield f"lines: {wrong} wrong ({'worse' if wrong > old else 'as before'}: {old})"


def _line_misses(found: Mapping[str, Any], truth: Mapping[str, Any]) -> int:
    mine, theirs = list(found.get("lines") or []), truth["lines"]
    return max(len(mine), len(theirs)) - len(lines_right(mine, theirs))


def main() -> None:
    """Print the figures of all sets."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folds", type=Path, default=KEPT, help="the models of make_model.py --folds")
    parser.add_argument("--scans", type=Path, help="scans already read: a folder of calibrate.py --cache")
    parser.add_argument("--misses", action="store_true", help="list every value that is wrong with memory")
    parser.add_argument("--made", type=int, default=MADE, help="how many invented pairs")
    parser.add_argument("--only", default="", help="only layouts whose name holds this")
    options = parser.parse_args()
    models = fold_models(options.folds)
    print(f"models that left each family out: {len(set(models.values())) or 'none'}")
    texts = list(_texts(models, options.only))
    results = [*_paired("text layer", texts)]
    if options.scans:
        results += _paired("scans (OCR)", list(_scans(texts, options.scans)))
    if not options.only:
        results += _invented(options.made)
    results = [result for result in results if result.pairs]
    for result in results:
        _print(result)
    if options.misses:
        for result in results:
            print(f"\n{result.title}", *(f"  {miss}" for miss in result.misses), sep="\n")


def _texts(models: Mapping[str, Any], only: str) -> Iterator[Document]:
    pdfs = PdfiumReader()
    for path in (*sorted((CORPUS / "training").glob("*.pdf")), *sorted(CORPUS.glob("*.pdf"))):
        truth = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        family = family_of(truth, path.stem)
        truth.setdefault("layout", family)  # the development documents name none: one maker's is one layout
        if only in truth["layout"]:
            hints = Hints(model=models.get(family))
            yield Document(path.stem, pdfs.content(path.read_bytes()).pages, truth, family, hints)
    pdfs.close()


def _scans(texts: Sequence[Document], folder: Path) -> Iterator[Document]:
    by_name = {document.name: document for document in texts}
    for kept in sorted(folder.glob("*.pkl")):
        if document := by_name.get(kept.stem):
            pages = pickle.loads(kept.read_bytes())[1]  # noqa: S301 - calibrate.py wrote it
            yield Document(document.name, pages, document.truth, document.family, document.hints)


def _paired(how: str, documents: Sequence[Document]) -> tuple[Result, ...]:
    """Each document after another one of its layout and language, and after one of another layout."""
    groups: dict[tuple[str, str], list[Document]] = defaultdict(list)
    for document in documents:
        groups[document.truth["layout"], document.truth.get("language", "")].append(document)
    one_supplier = Result(f"{how}: one supplier, one layout")
    same = Result(f"{how}: of them, pairs that are one supplier's as they came")
    other = Result(f"{how}: another supplier, the same layout and language")
    new = Result(f"{how}: one supplier, another layout")
    for group in groups.values():
        for at, two in enumerate(group):
            one = _partner(group, at)
            if one is not None:
                alike = one.truth.get("supplier_name") == two.truth.get("supplier_name")
                if two.truth.get("language"):
                    one_supplier.add(one, two, taken=not alike)
                if alike or two.truth.get("language"):  # the development documents only where they are one supplier's
                    (same if alike else other).add(one, two)
    for at, two in enumerate(documents):
        if not two.truth.get("language"):
            continue
        apart = (one for one in (*documents[at + 1 :], *documents[:at]) if one.family != two.family)
        one = next((one for one in apart if one.language == two.language), None)
        if one is not None:
            new.add(one, two, taken=True)
    return one_supplier, same, other, new


def _partner(documents: Sequence[Document], at: int) -> Document | None:
    others = [*documents[at + 1 :], *documents[:at]]
    name = documents[at].truth.get("supplier_name")
    return next((one for one in others if one.truth.get("supplier_name") == name), others[0] if others else None)


def _invented(count: int) -> Iterator[Result]:
    """Two invoices of one supplier in one look, with words known and unknown, and in a new look."""
    for title, strange, new in (
        ("invented: one look, known words", False, 0),
        ("invented: one look, unknown words", True, 0),
        ("invented: a new look, known words", False, 1),
        ("invented: a new look, unknown words", True, 1),
    ):
        result = Result(title)
        for at in range(count):
            one, two = (made(at, number, 700 + at + 500 * new * number, strange=strange) for number in (0, 1))
            result.add(one, two)
        yield result


def _print(result: Result) -> None:
    pairs = result.pairs
    families = len({pair.family for pair in pairs})
    print(f"\n{result.title}: {len(pairs)} pairs, {families} families; memory spoke on {result.met}")
    print(f"  {'':24}{'without':>9}{'with':>8}  interval")
    for name, figure in (("header macro F1", _macro), ("header micro F1", _micro), ("line row F1", _rows)):
        if figure is not _rows or _rows(_sum(pair.warm for pair in pairs)):
            cold, warm = (figure(_sum(getattr(pair, side) for pair in pairs)) for side in ("cold", "warm"))
            print(f"  {name:24}{cold:9.3f}{warm:8.3f}  {_interval(pairs, figure)}")
    cold, warm = (_sum(getattr(pair, side) for pair in pairs) for side in ("cold", "warm"))
    changed = [name for name in FIELDS if warm.of(name) and (warm.f1(name) < 1.0 or cold.f1(name) < 1.0)]
    for name in changed:
        wrong = warm.wrong[name] + warm.missing[name]
        print(f"  {name:24}{cold.f1(name):9.3f}{warm.f1(name):8.3f}  {wrong} of {warm.of(name)} not right")
    for language in sorted({pair.language for pair in pairs}):
        some = [pair for pair in pairs if pair.language == language]
        told = [f"{_macro(_sum(getattr(p, side) for p in some)):.3f}" for side in ("cold", "warm")]
        rows = [f"{_rows(_sum(getattr(p, side) for p in some)):.3f}" for side in ("cold", "warm")]
        print(f"  {language:3}{len(some):4} pairs: header {' → '.join(told)}, lines {' → '.join(rows)}")
    causes = Counter(miss.split(": ")[1] for miss in result.misses if "(worse" in miss)
    if result.accounts:
        told = result.accounts
        print(f"  accounts: {told['changed']} changed, {told['told']} told, {told['filled in']} filled in from memory")
    print(f"  values set by hand {result.set_by_hand}; right without and wrong with memory: {dict(causes) or 'none'}")
    print(f"  interpretation: CPU-ms a page, median {1000 * statistics.median(result.spent):.0f}")


def _sum(scores: Iterable[Score]) -> Score:
    whole = Score()
    for score in scores:
        whole.documents += score.documents
        whole.right.update(score.right)
        whole.wrong.update(score.wrong)
        whole.missing.update(score.missing)
    return whole


def _macro(score: Score) -> float:
    known = [score.f1(name) for name in FIELDS if score.of(name)]
    return statistics.mean(known) if known else 0.0


def _micro(score: Score) -> float:
    return score.f1(*FIELDS)


def _rows(score: Score) -> float:
    return score.f1("lines")


def _interval(pairs: Sequence[Pair], figure: Callable[[Score], float]) -> str:
    """Over draws of families with replacement, of the score with memory."""
    families: dict[str, list[Score]] = defaultdict(list)
    for pair in pairs:
        families[pair.family].append(pair.warm)
    sums = [_sum(scores) for _, scores in sorted(families.items())]
    dice = Random(7)  # noqa: S311 - a fixed choice, not a secret
    drawn = [figure(_sum(dice.choices(sums, k=len(sums)))) for _ in range(DRAWS)]
    low, high = np.percentile(drawn, [2.5, 97.5])
    return f"{low:.3f}–{high:.3f}"


if __name__ == "__main__":
    main()
