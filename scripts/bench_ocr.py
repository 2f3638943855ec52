"""Measures optical reading on worn pages whose text is known: python scripts/bench_ocr.py [--pages N] [--dpi 200]."""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import resource
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Final

import cv2
import numpy as np
from ocr_scoring import LETTERS, Tally, Text, scored
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from kontera.adapters.ocr.engine import RapidEngine
from kontera.adapters.pdf.reader import PdfiumReader
from kontera.core.evidence import Page, Word
from kontera.core.laying import given, laid
from kontera.samples.companies import SUPPLIERS, buyer_in
from kontera.samples.degrade import Wear, wear
from kontera.samples.draw import draw
from kontera.samples.invent import invent

ON: Final = date(2026, 3, 2)
MIX: Final = (
    *(Wear.CLEAN,) * 4,
    *(Wear.JPEG,) * 3,
    *(Wear.SCAN,) * 13,
    *(Wear.SCANBAD,) * 10,
    *(Wear.FAX,) * 5,
    *(Wear.PHOTO,) * 5,
)
LANGUAGES: Final = ("sv", "fi", "nb", "sv", "fi", "da", "sv", "de", "sv", "en")
COMMON: Final = 24
FOLDERS: Final = (Path("/usr/share/fonts/truetype/dejavu"), Path("/usr/share/fonts/truetype/liberation"))
STANDARD: Final = ("Helvetica", "Times-Roman", "Courier")


@dataclass(frozen=True, slots=True)
class Pages:
    """A set of pages: its seed, the designs that its layouts take turns in, and its fonts (regular, bold)."""

    seed: int
    designs: tuple[int, ...]
    fonts: tuple[tuple[str, str], ...]


SETS: Final = {
    "tune": Pages(
        4_000,
        (0, 2, 4, 6, 8),
        (
            ("", ""),
            ("DejaVuSans", "DejaVuSans-Bold"),
            ("LiberationSansNarrow-Regular", "LiberationSansNarrow-Bold"),
            ("Lato-Regular", "Lato-Bold"),
            ("SourceSerifPro-Regular", "SourceSerifPro-Bold"),
            ("DejaVuSansMono", "DejaVuSansMono-Bold"),
        ),
    ),
    "measure": Pages(
        7_000,
        (1, 3, 5, 7, 9),
        (
            ("LiberationSans-Regular", "LiberationSans-Bold"),
            ("LiberationSerif-Regular", "LiberationSerif-Bold"),
            ("LiberationMono-Regular", "LiberationMono-Bold"),
            ("DejaVuSerif", "DejaVuSerif-Bold"),
            ("DejaVuSansCondensed", "DejaVuSansCondensed-Bold"),
            ("Roboto-Regular", "Roboto-Bold"),
            ("SourceSansPro-Regular", "SourceSansPro-Bold"),
            ("Caladea-Regular", "Caladea-Bold"),
            ("Manrope-Regular", "Manrope-Bold"),
        ),
    ),
}
"""Nothing of one set is in the other: what the engine was tuned on does not measure it."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A worn page with its truth."""

    name: str
    how: str
    dpi: int
    data: bytes
    matrix: tuple[float, ...]
    runs: tuple[Text, ...]
    turned: int


@dataclass(frozen=True, slots=True)
class Answer:
    """One page's tally and what it cost: processor and wall seconds, and the process's peak memory in MB."""

    how: str
    dpi: int
    tally: Tally
    cpu: float
    wall: float
    memory: float


def main() -> None:
    """Draw, wear, read, score and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--set", choices=tuple(SETS), default="measure")
    parser.add_argument("--pages", type=int, default=40)
    parser.add_argument("--start", type=int, default=0, help="the first page's number in its set")
    parser.add_argument("--dpi", default="150,200,200,300", help="taken in turns")
    parser.add_argument("--how", default="", help="only this wear")
    parser.add_argument("--turned", type=int, default=0, choices=(0, 90, 180, 270), help="lay every page so")
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--fonts", type=Path, default=None, help="a folder with more of the sets' fonts")
    parser.add_argument("--out", type=Path, default=None, help="write every page's figures here, as JSON")
    options = parser.parse_args()
    dpis = [int(part) for part in options.dpi.split(",")]
    names = [*FOLDERS, *([options.fonts] if options.fonts else [])]
    pictures = made(SETS[options.set], range(options.start, options.start + options.pages), dpis, options.how, names)
    laid = [_turned(picture, options.turned) for picture in pictures]
    answers = read_all(laid, options.processes)
    _print(answers, options.processes)
    if options.out:
        options.out.write_text(json.dumps([[a.how, a.dpi, a.cpu, a.tally.missed] for a in answers], indent=0))


def made(pages: Pages, numbers: Sequence[int], dpis: Sequence[int], how: str, folders: Sequence[Path]) -> list[Picture]:
    """Worn pictures of the first page of invented invoices."""
    drawer, found, fonts = PdfiumReader(), [], _there(pages, folders)
    for at in numbers:
        language = LANGUAGES[at % len(LANGUAGES)]
        able = [one for one in SUPPLIERS if one.language == language]
        one = able[(at // len(LANGUAGES)) % len(able)]
        _dress(fonts[at % len(fonts)], folders)
        invoice = invent(pages.seed + at, one, buyer_in(one.country), ON + timedelta(days=at))
        layout = 10 * (pages.seed + at) + pages.designs[(at * 7 // 3) % len(pages.designs)]
        drawn = draw(invoice, layout, language, one.web)
        dpi = dpis[at % len(dpis)]
        wanted = Wear(how) if how else MIX[(at * 17) % len(MIX)]
        worn = wear(drawer.picture(drawn.pdf, 1, dpi), wanted, pages.seed + at)
        runs = tuple(
            Text(run.text, run.tag, run.x, run.y, run.size, run.width)  # the width in the font that is worn now
            for run in drawn.runs
            if run.page == 1 and any(char.isalnum() for char in run.text)
        )
        name = f"{at}-{language}-{layout % 10}-{fonts[at % len(fonts)][0] or 'standard'}-{wanted}-{dpi}"
        found.append(Picture(name, wanted.value, dpi, worn.picture, worn.matrix, runs, 0))
    drawer.close()
    return found


def _there(pages: Pages, folders: Sequence[Path]) -> list[tuple[str, str]]:
    """The set's fonts that this machine has."""
    return [pair for pair in pages.fonts if not pair[0] or _file(pair[0], folders)] or [("", "")]


def _file(name: str, folders: Sequence[Path]) -> Path | None:
    return next((each / f"{name}.ttf" for each in folders if (each / f"{name}.ttf").exists()), None)


def _dress(pair: tuple[str, str], folders: Sequence[Path]) -> None:
    """Let this font stand where the layouts ask for one of the standard fonts."""
    bold = {"Helvetica": "Helvetica-Bold", "Times-Roman": "Times-Bold", "Courier": "Courier-Bold"}
    for regular in STANDARD:
        for name, wanted in ((regular, pair[0]), (bold[regular], pair[1])):
            path = _file(wanted, folders) if wanted else None
            if path is None:
                pdfmetrics._fonts.pop(name, None)  # noqa: SLF001 - there is no public way to take a font back
            else:
                pdfmetrics.registerFont(TTFont(name, str(path)))


def _turned(picture: Picture, degrees: int) -> Picture:
    """The picture lying on its side or head; `degrees` clockwise, as many as the engine must turn it back."""
    if not degrees:
        return picture
    image = cv2.imdecode(np.frombuffer(picture.data, np.uint8), cv2.IMREAD_COLOR)
    laid = np.ascontiguousarray(np.rot90(np.asarray(image), -(degrees // 90)))
    data = cv2.imencode(".png", laid)[1].tobytes()
    return Picture(picture.name, picture.how, picture.dpi, data, picture.matrix, picture.runs, degrees)


ENGINE: Final[list[RapidEngine]] = []


def _begin() -> None:
    os.environ["OMP_NUM_THREADS"] = "1"
    cv2.setNumThreads(1)
    ENGINE.append(RapidEngine())
    ENGINE[0].read(cv2.imencode(".png", np.full((400, 300, 3), 255, np.uint8))[1].tobytes())


def _answer(picture: Picture) -> Answer:
    cpu, wall = time.process_time(), time.perf_counter()
    page = ENGINE[0].read(picture.data)
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    tally = scored(picture.runs, _as_given(page), picture.matrix, picture.name)
    if page.turned != picture.turned:
        tally.missed.append(f"{picture.name}: turned by {page.turned}")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Answer(picture.how, picture.dpi, tally, cpu, wall, memory)


def _as_given(page: Page) -> tuple[Word, ...]:
    """The words where they stand in the picture, right way up, as the truth does: a sheet laid flat has moved them."""
    if not page.corners:
        return page.words
    seen = (replace(word, box=given(word.box, page.corners, page.turned)) for word in page.words)
    return tuple(replace(word, box=laid(word.box, (), page.turned)) for word in seen)


def read_all(pictures: Sequence[Picture], processes: int) -> list[Answer]:
    """Read each picture, in processes of their own with one thread each; loading the models is not timed."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, mp_context=context, initializer=_begin) as pool:
        return list(pool.map(_answer, pictures))


def _print(answers: Sequence[Answer], processes: int) -> None:
    print(f"{'':10}{'pages':>6}{'CER %':>7}{'spur.':>7}{'w.acc':>7}{'whole':>7}{'amounts':>9}{'dates':>7}{'ids':>7}"
          f"{'fields':>8}{'CPU-s':>7}")  # fmt: skip
    for title, chosen in _rows(answers):
        tally = Tally()
        for answer in chosen:
            tally.add(answer.tally)
        cells = [_share(tally.fields_right[kind], tally.fields[kind]) for kind in ("amounts", "dates", "ids")]
        every = _share(tally.fields_right.total(), tally.fields.total())
        letters = max(tally.letters, 1)
        cpu = sum(answer.cpu for answer in chosen) / len(chosen)
        print(f"{title:10}{len(chosen):>6}{100 * tally.wrong / letters:>7.2f}{100 * tally.spurious / letters:>7.2f}"
              f"{_share(tally.words_right, tally.words):>7}{_share(tally.whole, tally.words):>7}"
              f"{cells[0]:>9}{cells[1]:>7}{cells[2]:>7}{every:>8}{cpu:>7.2f}")  # fmt: skip
    whole = Tally()
    for answer in answers:
        whole.add(answer.tally)
    print("letters % " + "  ".join(
        f"{each} {_share(whole.special_right[each], whole.special[each])} of {whole.special[each]}"
        for each in LETTERS if whole.special[each]
    ))  # fmt: skip
    mistaken = whole.confused.most_common(COMMON)
    print("mistaken  " + "  ".join(f"{truth or '+'}>{read or '-'} {count}" for (truth, read), count in mistaken))
    wall = sum(answer.wall for answer in answers)
    memory = max(answer.memory for answer in answers)
    rate, each = processes * len(answers) / wall, wall / len(answers)
    print(f"{rate:.3f} pages/s on {processes} process(es), wall {each:.2f} s a page, "
          f"load {os.getloadavg()[0]:.1f}, peak {memory:.0f} MB a process")  # fmt: skip
    for missed in whole.missed:
        print("-", missed)


def _rows(answers: Sequence[Answer]) -> Iterator[tuple[str, list[Answer]]]:
    yield "all", list(answers)
    for how in Wear:
        chosen = [answer for answer in answers if answer.how == how.value]
        if chosen:
            yield how.value, chosen
    for dpi in sorted({answer.dpi for answer in answers}):
        yield f"{dpi} dpi", [answer for answer in answers if answer.dpi == dpi]


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}" if whole else "–"


if __name__ == "__main__":
    main()
