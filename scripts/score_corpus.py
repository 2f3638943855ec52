"""Read every document of a folder with truth and score what was read: python scripts/score_corpus.py FOLDER [...]."""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from kontera.adapters.pdf.reader import PdfiumReader
from kontera.core.evidence import Page
from kontera.formats.flat import to_flat
from kontera.steps.interpretation.hints import Hints
from kontera.steps.interpretation.interpret import interpret


def main() -> None:
    """Read, write the predictions to a temporary folder, score them with the folder's score.py."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--score", type=Path, help="score.py (default: beside or above the folder)")
    parser.add_argument("--only", default="")
    parser.add_argument("--verbose", action="store_true")
    parser.add_argument("--pictures", action="store_true", help="read the pictures too, by OCR")
    parser.add_argument("--sure", type=Path, help="write path, probability and value of every reading as JSON")
    options = parser.parse_args()
    pdfs = PdfiumReader()
    spent, count = 0.0, 0
    with tempfile.TemporaryDirectory() as out:
        for path in sorted(options.folder.iterdir()):
            if not path.with_suffix(".json").exists() or path.suffix == ".json":
                continue
            if options.only and not re.search(options.only, path.stem):
                continue
            pages = _pages(path, pdfs, pictures=options.pictures)
            if not pages:
                continue
            start = time.process_time()
            reading = interpret(pages, Hints())
            spent += time.process_time() - start
            count += len(pages)
            Path(out, path.stem + ".json").write_text(json.dumps(to_flat(reading), default=str), encoding="utf-8")
            if options.sure:
                known = {key: [value.sure, value.by] for key, value in reading.evidence.items()}
                with options.sure.open("a", encoding="utf-8") as stream:
                    stream.write(
                        json.dumps({"name": path.stem, "flat": to_flat(reading), "sure": known}, default=str) + "\n"
                    )
        pdfs.close()
        score = (
            options.score
            or next(p for p in (options.folder, options.folder.parent) if (p / "score.py").exists()) / "score.py"
        )
        names = "|".join(sorted(re.escape(path.stem) for path in Path(out).glob("*.json")))
        command = [sys.executable, str(score), out, str(options.folder), "--only", f"^({names})$"]
        subprocess.run([*command, *(["--verbose"] if options.verbose else [])], check=True)  # noqa: S603 - named by the caller
    print(f"{1000 * spent / max(count, 1):.1f} ms a page over {count} pages")


def _pages(path: Path, pdfs: PdfiumReader, *, pictures: bool) -> tuple[Page, ...]:
    if path.suffix == ".pdf":
        return pdfs.content(path.read_bytes()).pages
    if not pictures:
        return ()
    from kontera.adapters.ocr.engine import RapidEngine  # noqa: PLC0415 - loads the models only when asked

    data = path.read_bytes()
    engine = RapidEngine()
    count = len(pdfs.content(data).pages)
    return tuple(replace(engine.read(pdfs.picture(data, at, 200)), number=at) for at in range(1, count + 1))


if __name__ == "__main__":
    main()
