"""Validates e-invoices with the doors that validating needs: no database, no web framework."""

from __future__ import annotations

import atexit
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from kontera.adapters.clock import SystemClock
from kontera.adapters.sheets.pack import read_pack
from kontera.adapters.sheets.saxon import SaxonSheets
from kontera.core.errors import KonteraError
from kontera.core.validation import Pack, Report
from kontera.formats.rules.peppol.ubl import release_on
from kontera.pipeline.validate import Judging, validate_files
from kontera.ports import PdfReader, Sheets
from kontera.wiring.reading_rooms import pdf_reader


def rule_sheets() -> Sheets:
    """The official rule sheets, in their own process, which ends with this one."""
    sheets = SaxonSheets()
    atexit.register(sheets.close)
    return sheets


def installed_packs(folder: Path) -> tuple[Pack, ...]:
    """The rule packs that the operator installed, one in each folder of this one, by name; none when it is not there.

    Raises UnusablePack: official rules that were installed are never left out silently.
    """
    if not folder.is_dir():
        return ()
    return tuple(read_pack(one) for one in sorted(folder.iterdir()) if one.is_dir())


@cache
def _shared() -> tuple[Sheets, PdfReader]:
    """This process's one processor of rule sheets and one PDF reader."""
    return rule_sheets(), pdf_reader()


def judging(release: str = "", packs: Iterable[Path] = (), *, rules_only: bool = False) -> Judging:
    """How to judge; without a release of Peppol's rules, by the one in force today. Raises UnusablePack."""
    today = release or release_on(SystemClock().today())
    return Judging(today, rules_only, tuple(read_pack(folder) for folder in packs))


def validate(files: Iterable[bytes | KonteraError], how: Judging) -> Iterator[tuple[Report, ...]]:
    """The judgement of each file in turn, at least one report for each; an error stands for a file not to be had."""
    return validate_files(files, *_shared(), how)
