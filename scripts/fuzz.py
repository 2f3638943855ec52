"""Changes e-invoices at random, by a seed, and reads them: only the project's own errors may come, and soon.

    python scripts/fuzz.py --rounds 20000 [--seed 1] [--shared DIR]

Prints how many documents were read a second, what came of them, and each exception that is not the project's, with the
seed and round that make it again.
"""

from __future__ import annotations

import argparse
import random
import re
import resource
import time
from collections import Counter
from pathlib import Path
from typing import Final

from kontera.core.errors import KonteraError
from kontera.formats.detect import read_xml

ROOT: Final = Path(__file__).resolve().parents[1]
SLOW: Final = 5.0  # seconds
LEAF: Final = re.compile(rb"<([\w:.-]+)[^<>]*>[^<>]*</\1>")
ATTRIBUTE: Final = re.compile(rb"\s(?!xmlns)[\w:.-]+=\"([^\"<>]*)\"")
TEXT: Final = re.compile(rb">([^<>]{1,200})<")
PIECES: Final = (
    b"\x00",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"<",
    b">",
    b"&",
    b"&#0;",
    b"&#x1F600;",
    b"]]>",
    b"<![CDATA[<x>]]>",
    b"<!-- - -->",
    b"<?xml version='1.0'?>",
    b"<!DOCTYPE x>",
    b"<x/>",
    b"<a:b/>",
    b"-0",
    b"1e9",
    b"NaN",
    b"9" * 40,
    b"-" * 3,
    b"2026-02-30",
    b"00000000",
    b" ",
    "\N{NO-BREAK SPACE}".encode(),
    "ä".encode("latin-1"),
)


def changed(data: bytes, other: bytes, chance: random.Random) -> bytes:
    """The document after one to six changes; half of all keep it well-formed, so that the codecs see it."""
    changes = KEEPING if chance.random() < 0.5 else (*BREAKING, *KEEPING)  # noqa: PLR2004 - half of all
    for _ in range(chance.randint(1, 6)):
        data = chance.choice(changes)(data or b"<", other or b"<", chance)
    return data


def _spot(data: bytes, chance: random.Random) -> tuple[int, int]:
    at = chance.randrange(len(data))
    return at, min(len(data), at + chance.randint(1, 200))


def _flipped(data: bytes, _: bytes, chance: random.Random) -> bytes:
    at, _end = _spot(data, chance)
    return data[:at] + bytes([data[at] ^ (1 << chance.randrange(8))]) + data[at + 1 :]


def _cut(data: bytes, _: bytes, chance: random.Random) -> bytes:
    at, until = _spot(data, chance)
    return data[:at] if chance.random() < 0.2 else data[:at] + data[until:]  # noqa: PLR2004 - one in five


def _pierced(data: bytes, _: bytes, chance: random.Random) -> bytes:
    at, _end = _spot(data, chance)
    return data[:at] + chance.choice(PIECES) + data[at:]


def _doubled(data: bytes, _: bytes, chance: random.Random) -> bytes:
    at, until = _spot(data, chance)
    return data[:until] + data[at:until] * chance.randint(1, 20) + data[until:]


def _crossed(data: bytes, other: bytes, chance: random.Random) -> bytes:
    at, until = _spot(data, chance)
    start = chance.randrange(len(other))
    return data[:at] + other[start : start + chance.randint(1, 2000)] + data[until:]


def _joined(data: bytes, other: bytes, _: random.Random) -> bytes:
    return data + other


def _wrapped(data: bytes, _: bytes, __: random.Random) -> bytes:
    return b"<w>" + (data.partition(b"?>")[2] or data) + b"</w>"


def _swapped(data: bytes, _: bytes, chance: random.Random) -> bytes:
    found = list(LEAF.finditer(data))
    if len(found) < 2:  # noqa: PLR2004 - a swap needs two
        return data
    first, second = sorted(chance.sample(found, 2), key=lambda match: match.start())
    middle = data[first.end() : second.start()]
    return data[: first.start()] + second[0] + middle + first[0] + data[second.end() :]


def _text_changed(data: bytes, _: bytes, chance: random.Random) -> bytes:
    """A value emptied, replaced or repeated: the document stays well-formed, so the codecs see it."""
    found = list(TEXT.finditer(data))
    if not found:
        return data
    one = chance.choice(found)
    value = chance.choice((b"", one[1] * 2, b"-" + one[1], b"9" * 30, b"x", b"2026-13-45", b"1,5", b"\xc3\xa5 ", b"0"))
    return data[: one.start(1)] + value + data[one.end(1) :]


def _tag_changed(data: bytes, _: bytes, chance: random.Random) -> bytes:
    """A whole element of no children doubled or taken away, or a name made another."""
    found = list(LEAF.finditer(data))
    if not found:
        return data
    one, two = chance.choice(found), chance.choice(found)
    return chance.choice(
        (
            data[: one.start()] + data[one.end() :],
            data[: one.end()] + one[0] * chance.randint(1, 5) + data[one.end() :],
            data[: one.start()] + two[0] + data[one.end() :],
            data.replace(one[1], two[1]),
        )
    )


def _attribute_changed(data: bytes, _: bytes, chance: random.Random) -> bytes:
    found = list(ATTRIBUTE.finditer(data))
    if not found:
        return data
    one = chance.choice(found)
    return data[: one.start(1)] + chance.choice((b"", b"-", b"x", b"9" * 30, b"EUR", b"0088")) + data[one.end(1) :]


KEEPING: Final = (_text_changed, _tag_changed, _swapped, _attribute_changed, _joined, _wrapped)
BREAKING: Final = (_flipped, _cut, _pierced, _doubled, _crossed)


def documents(shared: Path | None) -> tuple[list[bytes], list[bytes]]:
    """The project's own e-invoices, and those of the folder beside it, up to 200 kB each; without, own ones twice."""
    own = _small(sorted((ROOT / "tests" / "golden").glob("*/input.xml")))
    return own, (_small(sorted(shared.rglob("*.xml"))) if shared else []) or own


def _small(paths: list[Path]) -> list[bytes]:
    found = [path.read_bytes() for path in paths]
    return [data for data in found if 0 < len(data) <= 200_000]  # noqa: PLR2004 - larger ones only slow the run


def run(rounds: int, seed: int, sources: tuple[list[bytes], list[bytes]]) -> Counter[str]:
    """Read that many changed documents; the count of each outcome, with foreign exceptions named by their place."""
    outcomes: Counter[str] = Counter()
    for number in range(rounds):
        chance = random.Random(f"{seed}:{number}")  # noqa: S311 - repeatable, no secret
        data = changed(chance.choice(chance.choice(sources)), chance.choice(chance.choice(sources)), chance)
        began = time.perf_counter()
        outcomes[_outcome(data, f"seed {seed} round {number}", outcomes)] += 1
        took = time.perf_counter() - began
        if took > SLOW:
            outcomes["SLOW"] += 1
            print(f"slow: seed {seed} round {number}: {took:.1f} s, {len(data)} bytes")
    return outcomes


def _outcome(data: bytes, named: str, seen: Counter[str]) -> str:
    try:
        return "read" if read_xml(data) else "nothing"
    except KonteraError as error:
        return error.code
    except Exception as error:  # noqa: BLE001 - finding any is what this is for
        at = error.__traceback__
        while at is not None and at.tb_next is not None:
            at = at.tb_next
        place = f"{Path(at.tb_frame.f_code.co_filename).name}:{at.tb_lineno}" if at else ""
        outcome = f"BUG {type(error).__name__} {place}"
        if not seen[outcome]:
            print(f"{outcome}: {named}: {str(error)[:200]}")
        return outcome


def main() -> int:
    """Run from the command line; exits with 1 when anything but the project's errors came."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared" / "einvoices")
    given = parser.parse_args()
    sources = documents(given.shared if given.shared.is_dir() else None)
    began = time.perf_counter()
    outcomes = run(given.rounds, given.seed, sources)
    took = time.perf_counter() - began
    count = len({data for group in sources for data in group})
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{given.rounds} documents from {count} sources, {given.rounds / took:.0f} a second, {memory} MB at most")
    for outcome, count in outcomes.most_common():
        print(f"{count:8} {outcome}")
    return 1 if any(outcome.startswith(("BUG", "SLOW")) for outcome in outcomes) else 0


if __name__ == "__main__":
    raise SystemExit(main())
