"""Reads invoices in looks of their own, drawn by hand as HTML: python scripts/bench_looks.py [--set NAME] [--misses].

Each of `tests/looks/SET/NAME.html` is printed by Chromium as a PDF (kept under `build/looks`), read by its text layer,
and compared with the truth beside it. None comes from the generator, and no two look alike. The rules were mended on
them: a look that a change was made for says nothing any more about looks never met; draw new ones for that.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from misses import PATHS, misses
from playwright.sync_api import sync_playwright
from scoring import FIELDS, Score, right

from kontera.adapters.pdf.reader import PdfiumReader
from kontera.core.evidence import Page
from kontera.formats.flat import to_flat
from kontera.steps.interpretation.hints import Hints
from kontera.steps.interpretation.interpret import interpret

LOOKS: Final = Path("tests/looks")
PRINTED: Final = Path("build/looks")
CERTAIN: Final = 0.99
CHROMIUM: Final = ("chromium", "chromium-browser", "google-chrome")


@dataclass(slots=True)
class Tally:
    """What one set came to."""

    score: Score = field(default_factory=Score)
    pages: int = 0
    spent: float = 0.0
    certain: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)


def main() -> int:
    """Print, read and score; 1 when there is no Chromium."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--set", default="", help="only this folder of tests/looks")
    parser.add_argument("--misses", action="store_true", help="list each value that was missed, with its cause")
    options = parser.parse_args()
    sources = sorted(path for path in LOOKS.glob("*/*.html") if options.set in ("", path.parent.name))
    try:
        files = dict(zip(sources, printed(sources), strict=True))
    except FileNotFoundError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    tallies: dict[str, Tally] = {}
    reader = PdfiumReader()
    for source, pdf in files.items():
        tally = tallies.setdefault(source.parent.name, Tally())
        _count(tally, source, reader.content(pdf.read_bytes()).pages)
    reader.close()
    _print(tallies, listed=options.misses)
    return 0


def printed(sources: list[Path]) -> Iterator[Path]:
    """The PDF of each source; printed anew only where the source changed."""
    PRINTED.mkdir(parents=True, exist_ok=True)
    targets = [PRINTED / f"{hashlib.sha256(path.read_bytes()).hexdigest()[:24]}.pdf" for path in sources]
    if not all(target.exists() for target in targets):
        browser_path = next((found for name in CHROMIUM if (found := shutil.which(name))), None)
        if browser_path is None:
            raise FileNotFoundError("Printing the looks needs Chromium: python scripts/browser.py fetches it.")
        with sync_playwright() as play:
            browser = play.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
            page = browser.new_page()
            for source, target in zip(sources, targets, strict=True):
                if not target.exists():
                    page.goto(source.resolve().as_uri())
                    target.write_bytes(page.pdf(prefer_css_page_size=True, print_background=True))
            browser.close()
    yield from targets


def _count(tally: Tally, source: Path, pages: tuple[Page, ...]) -> None:
    truth = json.loads(source.with_suffix(".json").read_text(encoding="utf-8"))
    begun = time.process_time()
    reading = interpret(pages, Hints())
    tally.spent += time.process_time() - begun
    tally.pages += len(pages)
    flat = to_flat(reading)
    tally.score.add(flat, truth)
    for name in FIELDS:
        seen = reading.evidence.get(PATHS.get(name, ""))
        if flat.get(name) and right(name, flat[name], truth) is False and seen is not None and seen.sure >= CERTAIN:
            tally.certain.append(f"{source.stem} {name}: {truth[name]} read as {flat[name]} at {seen.sure:.3f}")
    tally.missed.extend(misses(source.stem, truth, pages, reading))


def _print(tallies: dict[str, Tally], *, listed: bool) -> None:
    sys.stdout.write("set       looks  header F1  line F1  all four  wrong at 0.99  CPU-ms a page\n")
    for name, tally in tallies.items():
        score = tally.score
        speed = 1000 * tally.spent / max(tally.pages, 1)
        sys.stdout.write(
            f"{name:<9} {score.documents:>5}  {score.f1(*FIELDS):>9.3f}  {_told(score, 'lines'):>7}"
            f"  {score.core:>3} of {score.core_of:<3} {len(tally.certain):>12}  {speed:>13.1f}\n"
        )
    sys.stdout.write("\n" + " " * 22 + "".join(f"{name:>10}" for name in tallies) + "\n")
    for one in FIELDS:
        cells = (f"{tally.score.right[one]:>5} of {tally.score.of(one):<3}"[:11] for tally in tallies.values())
        sys.stdout.write(f"{one:<21}" + " ".join(cells) + "\n")
    for tally in tallies.values():
        for line in (*(f"certain and wrong: {one}" for one in tally.certain), *(tally.missed if listed else ())):
            sys.stdout.write(line + "\n")


def _told(score: Score, name: str) -> str:
    """F1 of what the truth knows at all."""
    return f"{score.f1(name):.3f}" if score.of(name) else "–"


if __name__ == "__main__":
    sys.exit(main())
