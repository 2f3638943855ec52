"""`kontera report`: for the eye, as CSV, and as a spreadsheet that opens."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from installation import Installation

from kontera.actions.reports.make import REPORTS


@pytest.fixture(scope="module")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """An installation with a company and nothing booked."""
    made = Installation(tmp_path_factory.mktemp("report"))
    made.furnish()
    return made


def test_a_report_is_printed_for_the_eye_and_as_csv(furnished: Installation) -> None:
    told = furnished.told("report", "open", "--last", "2026-03-01")
    assert told.startswith("open, 2026-03-01, SEK")
    assert "1–29 days" in told
    assert furnished.told("report", "open", "--csv", "--table", "ageing").splitlines()[:2] == [
        "age,amount,count",
        "not_due,0.00,0",
    ]


def test_a_report_is_written_as_a_spreadsheet(furnished: Installation, tmp_path: Path) -> None:
    place = tmp_path / "open.xlsx"
    assert furnished.told("report", "open", "--xlsx", str(place)) == ""
    with ZipFile(place) as book:
        assert len([name for name in book.namelist() if name.startswith("xl/worksheets/sheet")]) == 3


def test_what_is_no_report_and_no_table_is_said_so(furnished: Installation) -> None:
    assert len(REPORTS) == 6
    for words in (("weather",), ("open", "--table", "nothing"), ("spend", "--by", "colour")):
        done = furnished.run("report", *words)
        assert done.returncode != 0
        assert "Traceback" not in done.stderr
