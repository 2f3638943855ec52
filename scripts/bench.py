"""Measures reading: how much is right, how sure, how fast, how much memory: python scripts/bench.py [--pages N]."""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import resource
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import numpy as np
from calibrate import SURE, coverage, ece, header_verdicts
from scoring import FIELDS, Score

from kontera.adapters.ocr.engine import RapidEngine
from kontera.adapters.pdf.reader import PdfiumReader
from kontera.core.errors import KonteraError
from kontera.core.reading import Reading
from kontera.formats.detect import read_xml
from kontera.formats.flat import to_flat
from kontera.formats.ubl.write import write_ubl
from kontera.samples.companies import SUPPLIERS, buyer_in
from kontera.samples.degrade import scan
from kontera.samples.draw import draw_pdf
from kontera.samples.invent import invent
from kontera.steps.interpretation.hints import Hints
from kontera.steps.interpretation.interpret import interpret

SHARED: Final = Path(__file__).resolve().parent.parent.parent / "shared"
CORPUS: Final = SHARED / "corpus"
DPI: Final = 200
STRENGTH: Final = 0.5
SAMPLES: Final = 80
MOST_E_INVOICES: Final = 400
LARGEST: Final = 2_000_000  # bytes of an e-invoice
ON: Final = date(2026, 5, 4)
PRINTED: Final = (
    "iban",
    "bankgiro",
    "plusgiro",
    "bank_account",
    "payment_reference",
    "supplier_vat_number",
    "vat_total",
)
GAP: Final = "    –"


@dataclass(frozen=True, slots=True)
class Document:
    """A document with its truth; `bytes` are read when it is measured."""

    name: str
    truth: Mapping[str, Any]
    content: Callable[[], bytes]
    is_pdf: bool = True


@dataclass(slots=True)
class Result:
    """What one set gave."""

    title: str
    score: Score = field(default_factory=Score)
    verdicts: list[tuple[float, bool]] = field(default_factory=list)
    pages: int = 0
    wall: float = 0.0
    cpu: float = 0.0

    def add(self, reading: Reading, truth: Mapping[str, Any]) -> None:
        """Count one document."""
        flat = to_flat(reading)
        self.score.add(flat, truth)
        for path, verdict in header_verdicts(flat, truth, reading.invoice):
            if verdict is not None and path in reading.evidence:
                self.verdicts.append((reading.evidence[path].sure, verdict))


def main() -> None:
    """Measure all sets once and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=20, help="how many degraded pages to read optically")
    options = parser.parse_args()
    results, files_a_second = _measured(options.pages)
    print(f"Kontera on {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}\n")
    _print_right(results)
    _print_fields(results)
    _print_sure(results)
    _print_speed(results, files_a_second)


def _measured(pages: int) -> tuple[list[Result], tuple[int, float]]:
    sets = [("development, text layer", _folder(CORPUS, "*.pdf")), ("training, text layer", _training())]
    pictures = [("development pictures, OCR", _folder(CORPUS, "*.jpg") + _folder(CORPUS, "*.png"))]
    made = _made()
    results = [_text(title, documents) for title, documents in (*sets, ("invented, text layer", made)) if documents]
    results += [_optical(title, documents) for title, documents in pictures if documents]
    training = _spread([d for _, documents in sets[1:] for d in documents], pages)
    for title, documents in (("training, degraded, OCR", training), ("invented, degraded, OCR", _spread(made, pages))):
        if documents:
            results.append(_optical(title, documents, degraded=True))
    return results, _e_invoices()


def _folder(folder: Path, pattern: str) -> list[Document]:
    found = []
    for path in sorted(folder.glob(pattern)):
        truth = path.with_suffix(".json")
        if truth.exists():
            said = json.loads(truth.read_text(encoding="utf-8"))
            found.append(Document(path.stem, said, path.read_bytes, path.suffix == ".pdf"))
    return found


def _training() -> list[Document]:
    return _folder(CORPUS / "training", "*.pdf")


def _made() -> list[Document]:
    """Invented invoices of all suppliers, drawn in layouts of the samples."""
    found, pdfs = [], PdfiumReader()
    for at in range(SAMPLES):
        one = SUPPLIERS[at % len(SUPPLIERS)]
        invoice = invent(9_000 + at, one, buyer_in(one.party.address.country), ON + timedelta(days=at))
        drawn = draw_pdf(invoice, 500 + at, one.language, one.web)
        text = _bare("".join(word.text for page in pdfs.content(drawn).pages for word in page.words))
        truth = {k: v for k, v in to_flat(Reading(invoice, "made")).items() if k not in PRINTED or _bare(v) in text}
        found.append(Document(f"made-{at}", truth, partial(bytes, drawn)))
    pdfs.close()
    return found


def _bare(value: object) -> str:
    return re.sub(r"\W", "", str(value)).upper()


def _spread(documents: Sequence[Document], count: int) -> list[Document]:
    step = max(1, len(documents) // max(count, 1))
    return list(documents[::step][:count])


def _text(title: str, documents: Sequence[Document]) -> Result:
    result = Result(title)
    contents = [(document, document.content()) for document in documents]
    with _Clock(result) as pdfs:
        for document, data in contents:
            pages = pdfs.content(data).pages
            result.pages += len(pages)
            result.add(interpret(pages, Hints()), document.truth)
    return result


def _optical(title: str, documents: Sequence[Document], *, degraded: bool = False) -> Result:
    result, drawer, pictures = Result(title), PdfiumReader(), []
    for at, document in enumerate(documents):
        data = document.content()
        drawn = [drawer.picture(data, number, DPI) for number in range(1, len(drawer.content(data).pages) + 1)]
        if len(drawn) == 1:
            pictures.append((document, scan(drawn[0], at, STRENGTH) if degraded else data))
    drawer.close()
    engine = RapidEngine()
    engine.read(scan(_blank(), 0))  # the models load before the clock starts
    with _Clock(result) as pdfs:
        for document, picture in pictures:
            page = engine.read(pdfs.picture(picture, 1, DPI))
            result.pages += 1
            result.add(interpret((replace(page, number=1),), Hints()), document.truth)
    return result


def _blank() -> bytes:
    reader = PdfiumReader()
    one = SUPPLIERS[0]
    picture = reader.picture(draw_pdf(invent(1, one, buyer_in("SE"), ON), 1, one.language), 1, 72)
    reader.close()
    return picture


class _Clock:
    """Wall and processor seconds of what runs inside, the child that opens PDFs included."""

    def __init__(self, result: Result) -> None:
        self._result, self._pdfs = result, PdfiumReader()

    def __enter__(self) -> PdfiumReader:
        self._wall, self._cpu = time.perf_counter(), _cpu()
        return self._pdfs

    def __exit__(self, *_: object) -> None:
        self._pdfs.close()
        self._result.wall, self._result.cpu = time.perf_counter() - self._wall, _cpu() - self._cpu


def _cpu() -> float:
    both = (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    return sum(used.ru_utime + used.ru_stime for used in both)


def _e_invoices() -> tuple[int, float]:
    """How many e-invoices were read, and how many in a second."""
    data = list(_received()) or [
        write_ubl(invent(at, SUPPLIERS[at % len(SUPPLIERS)], buyer_in("SE"), ON)) for at in range(200)
    ]
    start, count = time.perf_counter(), 0
    for one in data:
        try:
            count += bool(read_xml(one))
        except KonteraError:
            continue
    return count, count / (time.perf_counter() - start)


def _received() -> Iterator[bytes]:
    paths = sorted((SHARED / "einvoices").rglob("*.xml")) if SHARED.is_dir() else []
    for path in paths[:: max(1, len(paths) // MOST_E_INVOICES)]:
        if path.stat().st_size < LARGEST:
            yield path.read_bytes()


def _print_right(results: Sequence[Result]) -> None:
    print(f"{'set':28}{'docs':>6}{'pages':>7}{'header F1':>11}{'line F1':>9}{'core all right':>16}")
    for result in results:
        score = result.score
        core = f"{score.core} of {score.core_of}"
        lines = f"{score.f1('lines'):>9.3f}" if score.of("lines") else GAP.rjust(9)
        print(f"{result.title:28}{score.documents:>6}{result.pages:>7}{score.f1(*FIELDS):>11.3f}{lines}{core:>16}")


def _print_fields(results: Sequence[Result]) -> None:
    print(f"\nF1 by field\n{'':22}" + "".join(f"{at:>8}" for at in range(1, len(results) + 1)))
    for name in FIELDS:
        cells = (f"{r.score.f1(name):.3f}" if r.score.of(name) else GAP for r in results)
        print(f"{name:22}" + "".join(f"{cell:>8}" for cell in cells))
    print("".join(f"\n{at}: {result.title}" for at, result in enumerate(results, 1)))


def _print_sure(results: Sequence[Result]) -> None:
    fit = json.loads(files("kontera.steps.interpretation").joinpath("calibration.json").read_text(encoding="utf-8"))[
        "fit"
    ]
    print(f"\n{'confidence of header values':34}{'n':>6}{'ECE':>8}{'at 99 %':>9}{'from 0.95':>11}{'wrong there':>13}")
    for name in ("text", "ocr", "alone"):
        held = fit[name]
        title = {"text": "left out, text", "ocr": "left out, OCR", "alone": "left out, one of its kind"}[name]
        _sure_row(
            title, held["n"], held["ece_after"], held["coverage_at_99_after"], held["share_from_0.95"],
            held["wrong_from_0.95"],
        )  # fmt: skip
    for result in results:
        sure = np.array([p for p, _ in result.verdicts])
        truth = np.array([float(right) for _, right in result.verdicts])
        high = sure >= SURE
        wrong = float(1 - truth[high].mean()) if high.any() else 0.0
        _sure_row(result.title, len(sure), ece(truth, sure), coverage(truth, sure), float(high.mean()), wrong)


def _sure_row(title: str, *figures: float) -> None:
    n, error, covered, high, wrong = figures
    print(f"{title:34}{n:>6.0f}{error:>8.4f}{covered:>9.3f}{high:>11.3f}{wrong:>13.4f}")


def _print_speed(results: Sequence[Result], e_invoices: tuple[int, float]) -> None:
    print(f"\n{'speed':28}{'pages':>7}{'s a page':>10}{'CPU-s a page':>14}")
    for result in results:
        pages = max(result.pages, 1)
        print(f"{result.title:28}{result.pages:>7}{result.wall / pages:>10.3f}{result.cpu / pages:>14.3f}")
    count, rate = e_invoices
    print(f"{'e-invoices':28}{count:>7}{1 / rate if rate else 0:>10.4f}{'':>8}{rate:>6.0f} files/s")
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\npeak memory: {own:.0f} MB with the optical reader, without the child that opens PDFs")


if __name__ == "__main__":
    main()
