"""kontera convert: a document in, an e-invoice of another format out, judged."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from typer import Typer
from typer.testing import CliRunner, Result

from kontera.cli.converting import convert
from kontera.core.errors import InvalidValue, UnsupportedDocument
from kontera.formats.detect import read_xml
from kontera.formats.ubl.write import write_ubl
from kontera.samples.demo import demo_documents

XML = next(one for one in demo_documents(date(2026, 3, 2)) if one.name.endswith(".xml"))


def run(*words: str | Path) -> Result:
    commands = Typer()
    commands.command()(convert)
    return CliRunner().invoke(commands, [str(word) for word in words])


@pytest.mark.parametrize(("target", "read_as"), [("ubl", "ubl"), ("finvoice", "finvoice"), ("cii", "cii")])
def test_an_e_invoice_is_written_in_each_format_and_found_good(tmp_path: Path, target: str, read_as: str) -> None:
    source, made = tmp_path / "in.xml", tmp_path / "out.xml"
    source.write_bytes(XML.content)
    result = run(source, "--to", target, "-o", made)
    (reading,) = read_xml(made.read_bytes())
    assert (result.exit_code, reading.format) == (0, read_as), result.output
    assert reading.invoice.number == XML.invoice.number
    assert reading.invoice.totals.payable == XML.invoice.totals.payable
    assert len(reading.invoice.lines) == len(XML.invoice.lines)


def test_what_the_format_demands_and_the_invoice_lacks_is_said_and_nothing_is_written(tmp_path: Path) -> None:
    source, made = lacking(tmp_path), tmp_path / "out.xml"
    result = run(source, "--to", "ubl", "-o", made, "--lang", "sv")
    assert result.exit_code == 1
    assert "BR-06" in result.output
    assert "--set seller.name=" in result.output
    assert not made.exists()


def test_a_draft_is_written_whatever_it_lacks(tmp_path: Path) -> None:
    made = tmp_path / "out.xml"
    result = run(lacking(tmp_path), "--to", "ubl", "-o", made, "--draft")
    assert (result.exit_code, made.exists()) == (0, True), result.output


def test_a_value_given_by_hand_makes_the_document_valid(tmp_path: Path) -> None:
    source, made = tmp_path / "in.xml", tmp_path / "out.xml"
    source.write_bytes(write_ubl(replace(XML.invoice, buyer_reference="", order_number="", sales_order="")))
    words = (source, "--to", "ubl", "-o", made)
    assert "PEPPOL-EN16931-R003 buyer_reference" in run(*words).output
    result = run(*words, "--set", "buyer_reference=Room 4")
    assert result.exit_code == 0, result.output
    assert read_xml(made.read_bytes())[0].invoice.buyer_reference == "Room 4"


def test_a_value_without_its_field_is_refused(tmp_path: Path) -> None:
    source = lacking(tmp_path)
    assert isinstance(run(source, "--to", "ubl", "--set", "Room 4").exception, InvalidValue)


def lacking(folder: Path) -> Path:
    """An e-invoice with a number and lines, and no more."""
    source = folder / "in.xml"
    source.write_bytes(write_ubl(XML.invoice.__class__(number="7", lines=XML.invoice.lines)))
    return source


def test_what_is_no_invoice_is_refused(tmp_path: Path) -> None:
    source = tmp_path / "in.xml"
    source.write_bytes(b"<nothing/>")
    assert isinstance(run(source, "--to", "cii").exception, UnsupportedDocument)


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    assert run(tmp_path / "none.xml", "--to", "cii").exit_code == 3
