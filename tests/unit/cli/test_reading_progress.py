"""What is told while many files are read, and at their end: in the person's language, with the files that failed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kontera.cli.progress import MOST_NAMED, Progress
from kontera.cli.taken import bytes_of
from kontera.core.errors import DocumentTooLarge

DAMAGED = ("document.unreadable", "The document cannot be read: it is damaged.")


def a_clock(*seconds: float) -> Iterator[float]:
    yield from seconds


def progress(total: int, *seconds: float) -> Progress:
    clock = a_clock(*seconds)
    return Progress(total, str, lambda: next(clock))


def test_the_time_left_is_told_in_minutes_when_it_is_long() -> None:
    one = progress(500, 0.0, 10.0, 10.0)
    for _ in range(10):
        one.count("a.pdf", None)
    assert one.now() == "10 of 500 documents, 0 could not be read, about 8 min left"
    one.count("b.pdf", DAMAGED)
    assert one.now() == "11 of 500 documents, 1 could not be read, about 7 min left"


def test_the_end_names_the_files_that_could_not_be_read_and_counts_the_rest() -> None:
    one = progress(20, 0.0, 30.0)
    for at in range(20):
        one.count(f"{at}.pdf", DAMAGED if at < MOST_NAMED + 2 else None)
    told = one.told("out")
    assert told[0] == "8 of 20 documents read into out in 30 s; not read: 12 document.unreadable"
    assert told[1] == f"  0.pdf: {DAMAGED[1]}"
    assert (len(told), told[-1]) == (MOST_NAMED + 2, "  and 2 more")


def test_a_single_file_that_is_read_is_told_in_one_line() -> None:
    one = progress(1, 0.0, 2.0)
    one.count("a.pdf", None)
    assert one.told("") == ["1 of 1 documents read in 2 s"]


def test_a_file_larger_than_it_may_be_is_not_read_to_its_end(tmp_path: Path) -> None:
    file = tmp_path / "large.csv"
    file.write_bytes(bytes(2_000_001))
    assert len(bytes_of(file)) == 2_000_001
    with pytest.raises(DocumentTooLarge, match="over 2 MB"):
        bytes_of(file, 2_000_000)
