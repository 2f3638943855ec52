"""Converts PDFs to every format and counts what is valid, and why the rest is not: python scripts/bench_convert.py."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from kontera.actions.convert import Converted, Target, converted
from kontera.core.errors import KonteraError
from kontera.core.finding import Severity
from kontera.core.validation import Verdict, Weight
from kontera.wiring import reading_rooms, validating_rooms

CORPUS: Final = Path(__file__).resolve().parent.parent.parent / "shared" / "corpus" / "training"
MOST_RULES: Final = 25
Job = tuple[str, Target, Converted]


def main() -> int:
    """Convert, judge and count; the exit code is 1 when a document is invalid though nothing was said to be missing."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=CORPUS)
    parser.add_argument("--pattern", default="*-02.pdf", help="which files: one of each family by default")
    parser.add_argument("--set", action="append", default=[], metavar="FIELD=VALUE", help="a value given by hand")
    parser.add_argument("--each", action="store_true", help="a line for each document that is not good")
    asked = parser.parse_args()
    given = [tuple(one.split("=", 1)) for one in asked.set]
    jobs = list(_jobs(sorted(asked.folder.glob(asked.pattern)), [(one[0], one[1]) for one in given]))
    return _told(jobs, each=asked.each)


def _jobs(paths: Sequence[Path], given: Sequence[tuple[str, str]]) -> Iterator[Job]:
    for path in paths:
        try:
            readings = reading_rooms.read(path.read_bytes())
        except KonteraError as error:
            print(f"{path.name}: {error}", file=sys.stderr)
            continue
        for reading in readings:
            if reading.format in {"text", "picture"}:
                for target in Target:
                    yield path.stem, target, converted(reading, target, given)


def _told(jobs: Sequence[Job], *, each: bool) -> int:
    verdicts: Counter[tuple[str, str]] = Counter()
    rules: Counter[tuple[str, str]] = Counter()
    lacks: Counter[tuple[str, str]] = Counter()
    silent = 0
    judged = validating_rooms.validate((job.data for _, _, job in jobs), validating_rooms.judging())
    for (name, target, job), reports in zip(jobs, judged, strict=True):
        verdict = reports[0].verdict
        missing = [one for one in job.missing if one.severity is not Severity.NOTE]
        good = verdict in {Verdict.VALID, Verdict.PASSED} and not job.contradicts
        kind = verdict.value if good else "incomplete, said so" if missing else "invalid, nothing missing"
        silent += not good and not missing
        verdicts[target.value, kind] += 1
        fatal = [one for one in reports[0].breaches if one.weight is Weight.FATAL]
        if not good:
            lacks.update({(target.value, f"{one.rule} {one.field}") for one in missing})
            rules.update({(target.value, one.rule) for one in fatal})
        if each and not good:
            print(f"{name} {target.value}: {kind}: {[f'{m.rule} {m.field}' for m in missing]}")
            print(f"    {[(b.rule, b.field, b.found, b.line) for b in fatal][:9]}")
    for (target_name, kind), count in sorted(verdicts.items()):
        print(f"{target_name:9} {kind:26} {count}")
    for title, counts in (("missing", lacks), ("broken rules", rules)):
        print(f"\n{title}")
        for (target_name, rule), count in counts.most_common(MOST_RULES):
            print(f"{target_name:9} {rule:44} {count}")
    return int(silent > 0)


if __name__ == "__main__":
    sys.exit(main())
