"""What every processor of rule sheets promises, on friendly and hostile documents and sheets, and when it dies."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from kontera.adapters.inmemory.sheets import InMemorySheets
from kontera.adapters.sheets.saxon import SaxonSheets, allowed
from kontera.core.validation import Failure, SheetRun
from kontera.ports import Asked, Sheets

GOOD = b"<order><price>5</price></order>"
BAD = b"<order><price>-5</price><price>-6</price></order>"
NO_NUMBER = b"<order><price>free</price></order>"
XSL = "http://www.w3.org/1999/XSL/Transform"
SVRL = "http://purl.oclc.org/dsdl/svrl"


def a_sheet(folder: Path, body: str, name: str = "rules.xslt") -> str:
    names = f'xmlns:xsl="{XSL}" xmlns:svrl="{SVRL}" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:f="urn:f"'
    path = folder / name
    path.write_text(f'<xsl:stylesheet version="2.0" {names}>{body}</xsl:stylesheet>', encoding="utf-8")
    return str(path)


@pytest.fixture
def prices(tmp_path: Path) -> str:
    """A sheet with one rule: no price is negative."""
    told = '<svrl:failed-assert id="P-1" flag="fatal" test=". ge 0" location="/order[1]/price[{position()}]">'
    return a_sheet(
        tmp_path,
        '<xsl:template match="/"><svrl:schematron-output><svrl:fired-rule context="price"/>'
        '<xsl:for-each select="//price"><xsl:if test="xs:decimal(.) lt 0">'
        f"{told}<svrl:text>[P-1] - a price   below zero</svrl:text></svrl:failed-assert>"
        "</xsl:if></xsl:for-each></svrl:schematron-output></xsl:template>",
    )


@pytest.fixture(params=["memory", "saxon"])
def door(request: pytest.FixtureRequest, prices: str) -> Iterator[Sheets]:
    if request.param == "memory":
        found = tuple(_negative(place) for place in (1, 2))
        yield InMemorySheets({prices: SheetRun(found)})
        return
    one = SaxonSheets()
    yield one
    one.close()


@pytest.fixture(scope="module")
def saxon() -> Iterator[SaxonSheets]:
    one = SaxonSheets()
    yield one
    one.close()


def _negative(place: int) -> Failure:
    return Failure("P-1", "fatal", f"/order[1]/price[{place}]", ". ge 0", "[P-1] - a price below zero")


def _child(sheets: SaxonSheets) -> int:
    child = sheets._child  # noqa: SLF001 - the promise is about the process
    assert child is not None
    return child.process.pid


def _memory(pid: int) -> int:
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS:"))


def test_what_a_sheet_finds_comes_with_id_weight_place_and_text(door: Sheets, prices: str) -> None:
    (run,) = door.judge([Asked(prices, BAD)])
    assert run == SheetRun((_negative(1), _negative(2)))


def test_a_sheet_that_is_not_there_says_so(door: Sheets) -> None:
    (run,) = door.judge([Asked("/nowhere/rules.xslt", GOOD)])
    assert run.failed == "the rule sheet cannot be compiled"


def test_nothing_asked_is_nothing_answered(door: Sheets) -> None:
    assert door.judge([]) == ()


def test_answers_come_in_the_order_of_the_documents(saxon: SaxonSheets, prices: str) -> None:
    runs = saxon.judge([Asked(prices, one) for one in (GOOD, BAD, GOOD, NO_NUMBER, BAD)])
    assert [(len(run.failures), run.error) for run in runs] == [(0, ""), (2, ""), (0, ""), (0, "FORG0001"), (2, "")]


def test_a_document_that_is_no_xml_is_an_error_of_the_document(saxon: SaxonSheets, prices: str) -> None:
    broken, sound = saxon.judge([Asked(prices, b"<order>"), Asked(prices, BAD)])
    assert (bool(broken.error), broken.failed, len(sound.failures)) == (True, "", 2)


@pytest.mark.parametrize(
    "document",
    [
        b'<!DOCTYPE o [<!ENTITY x SYSTEM "file:///etc/passwd">]><order>&x;</order>',
        b"<order>" + b"<a>" * 5_000 + b"</a>" * 5_000 + b"</order>",
        b'<order a="' + b"x" * 2_000_000 + b'"/>',
        b"<order>" + b"<price>-1</price>" * 20_000 + b"</order>",
        b"\xff\xfe\x00",
        b"",
    ],
)
def test_a_hostile_document_harms_no_other(saxon: SaxonSheets, prices: str, document: bytes) -> None:
    hostile, sound = saxon.judge([Asked(prices, document), Asked(prices, BAD)])
    assert isinstance(hostile, SheetRun)
    assert len(sound.failures) == 2


def test_a_sheet_reaches_nothing_on_the_network(saxon: SaxonSheets, tmp_path: Path) -> None:
    sheet = a_sheet(
        tmp_path, '<xsl:template match="/"><xsl:copy-of select="doc(\'http://127.0.0.1:1/x\')"/></xsl:template>'
    )
    (run,) = saxon.judge([Asked(sheet, GOOD)])
    assert run.error or run.failed


def test_endless_recursion_ends_the_document_only(saxon: SaxonSheets, tmp_path: Path, prices: str) -> None:
    endless = (
        '<xsl:function name="f:deep"><xsl:param name="n"/><xsl:sequence select="1 + f:deep($n + 1)"/></xsl:function>'
        '<xsl:template match="/"><xsl:value-of select="f:deep(1)"/></xsl:template>'
    )
    ended, sound = saxon.judge([Asked(a_sheet(tmp_path, endless, "deep.xslt"), GOOD), Asked(prices, BAD)])
    assert ended.error or ended.failed
    assert len(sound.failures) == 2


def test_a_child_that_was_killed_is_replaced_and_nobody_notices(prices: str) -> None:
    sheets = SaxonSheets()
    sheets.judge([Asked(prices, GOOD)])
    killed = _child(sheets)
    os.kill(killed, signal.SIGKILL)
    runs = sheets.judge([Asked(prices, BAD), Asked(prices, GOOD)])
    assert [len(run.failures) for run in runs] == [2, 0]
    assert _child(sheets) != killed
    sheets.close()


def test_a_document_that_takes_too_long_fails_and_those_around_it_do_not(tmp_path: Path, prices: str) -> None:
    counting = "count(for $i in 1 to 1000000, $j in 1 to 1000000 return if ($i + $j = 0) then $j else ())"
    loop = f'<xsl:template match="/"><xsl:value-of select="{counting}"/></xsl:template>'
    slow = a_sheet(tmp_path, loop, "slow.xslt")
    sheets = SaxonSheets(seconds=3)
    before, slow_run, after = sheets.judge([Asked(prices, BAD), Asked(slow, GOOD), Asked(prices, BAD)])
    assert slow_run.failed == "the rule sheet took longer than 3 seconds"
    assert len(before.failures) == len(after.failures) == 2
    sheets.close()


def test_a_worn_child_is_replaced(prices: str) -> None:
    sheets = SaxonSheets(documents=2)
    sheets.judge([Asked(prices, GOOD)] * 2)
    first = _child(sheets)
    assert sheets.judge([Asked(prices, GOOD)]) == (SheetRun(),)
    assert _child(sheets) != first
    sheets.close()


def test_a_child_ends_with_its_door(prices: str) -> None:
    sheets = SaxonSheets()
    sheets.judge([Asked(prices, GOOD)])
    pid = _child(sheets)
    sheets.close()
    assert not Path(f"/proc/{pid}").exists()


def test_memory_stays_flat_over_many_documents(saxon: SaxonSheets, prices: str) -> None:
    many = [Asked(prices, b"<order>" + b"<price>-1</price>" * 20 + b"</order>")] * 100
    saxon.judge(many)
    before = _memory(_child(saxon))
    saxon.judge(many)
    saxon.judge(many)
    assert _memory(_child(saxon)) < before * 1.5 + 20_000


def test_a_larger_document_may_take_longer_up_to_a_bound() -> None:
    small, large, endless = allowed(1_000), allowed(21_000_000), allowed(10**10)
    assert 30 <= small < 31
    assert large > 5 * small
    assert endless == 600
