"""Makes the reading model: python scripts/make_model.py [../shared/corpus/training ../shared/corpus] [--write]."""

from __future__ import annotations

import argparse
import hashlib
import json
import pickle
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path
from random import Random
from typing import Any, Final

import numpy as np
from folds import KEPT, family_of
from scoring import money

from kontera import __version__
from kontera.adapters.pdf.reader import PdfiumReader
from kontera.pipeline.learn import GROWING, ROUNDS, grown
from kontera.samples.companies import SUPPLIERS, buyer_in
from kontera.samples.draw import draw_pdf
from kontera.samples.invent import Kind, invent
from kontera.steps.interpretation.lessons import FIELDS, Learned, Lesson, bare, judged, taught, unlearned, wanted_of
from kontera.steps.interpretation.model.features import SCHEMA
from kontera.steps.interpretation.model.file import NAME, Model, packaged, written

DATA: Final = Path(__file__).parent.parent / "src/kontera/steps/interpretation/model" / NAME
GENERATOR: Final = 1  # raise when the generator changes what it draws
SEED: Final = 20_000
MADE: Final = 150
FIRST_DAY: Final = date(2025, 9, 1)
HIDDEN: Final = (0.0, 0.2, 0.45)  # shares of the label wordings that are kept from a document, one pass each
JUDGED: Final = (0.0, 0.2)
RULES: Final = (0.0, False)
WAYS: Final = (
    RULES,
    (0.5, False),
    (0.7, False),
    (1.0, False),
    (0.7, True),
    (1.0, True),
)  # share, and whether it defers
FOLDS: Final = 5
LOSS: Final = 0.004  # of what the rules get right: less than a fifth of one family
# Where the value is not on the page a model takes another number; the truth cannot show it, for it names no absence.
RULED: Final = ("seller.organisation_number", "payment.reference")
LEAST_GAIN: Final = 0.015
DRAWS: Final = 1000
KINDS: Final = (Kind.ORDINARY,) * 6 + (
    Kind.LONG, Kind.DISCOUNTED, Kind.DISCOUNTED, Kind.WHOLE_KRONA, Kind.CREDIT, Kind.CONSTRUCTION, Kind.PREPAID,
)  # fmt: skip
NAMES: Final = {
    "number": "invoice_number",
    "issue_date": "issue_date",
    "due_date": "due_date",
    "seller.name": "supplier_name",
    "seller.organisation_number": "supplier_org_number",
    "seller.vat_number": "supplier_vat_number",
    "payment.reference": "payment_reference",
    "totals.net": "net_total",
    "totals.vat": "vat_total",
    "totals.payable": "gross_total",
}
CHECKED: Final = ("number", "seller.organisation_number", "seller.vat_number", "payment.reference")
Verdicts = Mapping[str, bool]
Way = tuple[float, bool]


@dataclass(frozen=True, slots=True)
class Choosing:
    """The share of each field, which fields defer to sure rules, and the figures that chose them."""

    shares: Mapping[str, float]
    defers: frozenset[str]
    report: Mapping[str, Any]
    folds: Sequence[tuple[frozenset[str], Model]] = ()


def main() -> None:
    """Gather, judge on families left out, choose how much the model counts, report; with --write write the file.

    Without folders the model is grown from invented documents alone, with the shares of the packaged one: these can
    not be chosen by documents that we drew ourselves, and a model so made does not replace the packaged one.
    """
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", type=Path, nargs="*")
    parser.add_argument("--out", type=Path, default=DATA, help="the file that --write writes")
    parser.add_argument("--scans", type=Path, help="a cache of scans read by calibrate.py, to learn from too")
    parser.add_argument("--made", type=int, default=MADE, help="how many invented documents")
    parser.add_argument("--keep", type=Path, help="where the documents read are kept for the next time")
    parser.add_argument(
        "--folds", type=Path, default=KEPT, help="a folder for the models that left families out, to judge by"
    )
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    lessons = _kept(options.keep, lambda: [*corpus(options.folders, options.scans), *made(options.made)])
    learned = [
        (lesson, [taught(lesson, unlearned(lesson.name, share, SEED)) for share in HIDDEN]) for lesson in lessons
    ]
    choosing = _chosen(learned) if options.folders else Choosing(packaged().shares, packaged().defers, {})
    print(json.dumps(choosing.report, indent=1))
    digest = hashlib.sha256("\n".join(sorted(f"{one.name}:{len(one.pages)}" for one in lessons)).encode()).hexdigest()
    about = {
        "kontera": __version__,
        "generator": {"version": GENERATOR, "seed": SEED, "documents": options.made},
        "documents": len(lessons),
        "families": len({lesson.family for lesson in lessons}),
        "training_list_sha256": digest,
        "lexicon_sha256": _lexicon(),
        "features": SCHEMA,
        "growing": {**GROWING, "rounds": ROUNDS, "hidden": HIDDEN},
        "left_out": choosing.report,
    }
    if choosing.folds:
        _keep(options.folds, choosing)
    model = grown([one for _, passes in learned for one in passes], choosing.shares, about, defers=choosing.defers)
    data = written(model)
    print(f"{len(data)} bytes, sha256 {hashlib.sha256(data).hexdigest()[:16]}, fields {sorted(model.forests)}")
    if options.write:
        options.out.parent.mkdir(parents=True, exist_ok=True)
        options.out.write_bytes(data)


def _kept(place: Path | None, read: Callable[[], list[Lesson]]) -> list[Lesson]:
    if place and place.exists():
        kept: list[Lesson] = pickle.loads(place.read_bytes())  # noqa: S301 - written below
        return kept
    lessons = read()
    if place:
        place.write_bytes(pickle.dumps(lessons))
    return lessons


def _lexicon() -> str:
    data = files("kontera.steps.interpretation").joinpath("lexicon.toml").read_bytes()
    return hashlib.sha256(data).hexdigest()[:16]


def corpus(folders: Sequence[Path], scans: Path | None) -> Iterator[Lesson]:
    """The documents with truth by their text layer, and those of which a scan was read."""
    pdfs = PdfiumReader()
    for folder in folders:
        for path in sorted(folder.glob("*.json")):
            truth = json.loads(path.read_text(encoding="utf-8"))
            family = family_of(truth, path.stem)
            wanted = wanted_in(truth)
            if (pdf := path.with_suffix(".pdf")).exists():
                yield Lesson(path.stem, family, pdfs.content(pdf.read_bytes()).pages, wanted)
            for kept in sorted(scans.glob(f"{path.stem}*.pkl")) if scans else ():
                if kept.stem.removesuffix("-96") == path.stem:
                    yield Lesson(f"{kept.stem}@scan", family, pickle.loads(kept.read_bytes())[1], wanted)  # noqa: S301
    pdfs.close()


def wanted_in(truth: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    """What the fields must be by a flat truth."""
    wanted = {
        field: frozenset(bare(field, value) for value in (truth[name], *(truth.get(f"{name}_also") or ())))
        for field, name in NAMES.items()
        if truth.get(name) not in {None, "", 0}
    }
    if "totals.payable" in wanted:
        net, vat = money(truth.get("net_total")), money(truth.get("vat_total"))
        both = {f"{net + vat:.2f}"} if net is not None and vat is not None else set[str]()
        wanted["totals.gross"] = wanted["totals.payable"] | both
    return wanted


def made(count: int) -> Iterator[Lesson]:
    """Invented invoices with their truth: the same seeds give the same documents."""
    pdfs = PdfiumReader()
    for at in range(count):
        one = SUPPLIERS[at % len(SUPPLIERS)]
        kind = KINDS[at % len(KINDS)]
        invoice = invent(SEED + at, one, buyer_in(one.party.address.country), FIRST_DAY + timedelta(days=at), kind)
        pages = pdfs.content(draw_pdf(invoice, SEED + at, one.language, one.web)).pages
        text = re.sub(r"\W", "", "".join(word.text for page in pages for word in page.words)).upper()
        wanted = wanted_of(invoice)
        seen = {
            name: values for name, values in wanted.items() if name not in CHECKED or any(v in text for v in values)
        }
        yield Lesson(f"made-{at}", "made", pages, seen)
    pdfs.close()


def _chosen(learned: Sequence[tuple[Lesson, Sequence[Mapping[str, Learned]]]]) -> Choosing:
    """Each field's share: the one that gets most right on families left out, and hardly fewer than the rules ever."""
    families = sorted({lesson.family for lesson, _ in learned} - {"made"}, key=lambda f: (_lot(f), f))
    folds: list[tuple[frozenset[str], Model]] = []
    verdicts: dict[tuple[float, Way], list[tuple[Lesson, Verdicts]]] = {}
    for fold in range(FOLDS):
        left_out = set(families[fold::FOLDS])
        seen = [one for lesson, passes in learned if lesson.family not in left_out for one in passes]
        model = grown(seen, dict.fromkeys(FIELDS, 1.0), {})
        folds.append((frozenset(left_out), model))
        for lesson, _ in learned:
            if lesson.family in left_out:
                for hidden in JUDGED:
                    keys = unlearned(lesson.name, hidden, "judging")
                    tried = [_by(model, way) for way in WAYS]
                    for way, verdict in zip(WAYS, judged(lesson, tried, keys), strict=True):
                        verdicts.setdefault((hidden, way), []).append((lesson, verdict))
    report: dict[str, Any] = {"families": len(families), "folds": FOLDS}
    ways: dict[str, Way] = {}
    for field in (*FIELDS, "totals.payable"):
        table = {way: [round(_mean(_by_family(verdicts[hidden, way], field)), 4) for hidden in JUDGED] for way in WAYS}
        fit = [way for way in WAYS if all(a >= b - LOSS for a, b in zip(table[way], table[RULES], strict=True))]
        best = max(fit, key=lambda way: (round(sum(table[way]), 3), not way[1], -way[0]))
        best = best if field not in RULED and sum(table[best]) > sum(table[RULES]) + LEAST_GAIN else RULES
        ways[field] = best
        report[field] = {
            "share": best[0], "defers": best[1],
            "right": {f"{share}{' defers' * defers}": right for (share, defers), right in table.items()},
            "gain": [_interval(verdicts[hidden, best], verdicts[hidden, RULES], field) for hidden in JUDGED],
        }  # fmt: skip
    kept = {field: way for field, way in ways.items() if way[0] and field in FIELDS}
    shares = {field: share for field, (share, _) in kept.items()}
    return Choosing(shares, frozenset(field for field, (_, defers) in kept.items() if defers), report, folds)


def _by(model: Model, way: Way) -> Model:
    share, defers = way
    return Model(model.forests, dict.fromkeys(FIELDS, share), {}, frozenset(FIELDS if defers else ()))


def _keep(folder: Path, choosing: Choosing) -> None:
    """Each model with the families that it never saw, for scripts that judge."""
    folder.mkdir(parents=True, exist_ok=True)
    homes = {}
    for at, (families, model) in enumerate(choosing.folds):
        name = f"fold-{at}.model"
        shared = Model(model.forests, choosing.shares, {}, choosing.defers)
        folder.joinpath(name).write_bytes(written(shared))
        homes |= dict.fromkeys(families, name)
    folder.joinpath("families.json").write_text(json.dumps(homes, indent=1, sort_keys=True), encoding="utf-8")


def _lot(family: str) -> str:
    return hashlib.sha256(family.encode()).hexdigest()


def _by_family(verdicts: Sequence[tuple[Lesson, Verdicts]], field: str) -> dict[str, float]:
    found: dict[str, list[bool]] = {}
    for lesson, verdict in verdicts:
        if field in verdict:
            found.setdefault(lesson.family, []).append(verdict[field])
    return {family: sum(hits) / len(hits) for family, hits in found.items()}


def _mean(figures: Mapping[str, float]) -> float:
    return sum(figures.values()) / max(len(figures), 1)


def _interval(
    one: Sequence[tuple[Lesson, Verdicts]], two: Sequence[tuple[Lesson, Verdicts]], field: str
) -> list[float]:
    """The gain of the first over the second with its 95 % interval, families drawn with replacement."""
    first, second = _by_family(one, field), _by_family(two, field)
    gains = np.array([first[family] - second[family] for family in sorted(first)])
    dice = Random(7)  # noqa: S311 - a fixed choice, not a secret
    drawn = [float(np.mean([dice.choice(gains) for _ in gains])) for _ in range(DRAWS)]
    low, high = np.percentile(drawn, [2.5, 97.5])
    return [round(float(gains.mean()), 4), round(float(low), 4), round(float(high), 4)]


if __name__ == "__main__":
    main()
