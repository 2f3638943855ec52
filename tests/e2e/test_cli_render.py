"""kontera render: a document in, a page for people out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from typer import Typer
from typer.testing import CliRunner, Result

from build import an_invoice
from kontera.actions.render import NoOwnPage, NoSuchForm, fragment
from kontera.cli.rendering import render
from kontera.core.errors import UnsupportedDocument
from kontera.core.invoice import Attachment, Invoice
from kontera.core.reading import Reading
from kontera.formats.page.lay import lay_out
from kontera.formats.page.pdf import to_pdf
from kontera.formats.page.words import Language
from kontera.formats.ubl.write import write_ubl

INVOICE = an_invoice()


def run(*words: str | Path) -> Result:
    """The command with these words; an error of ours is kept in the result."""
    commands = Typer()
    commands.command()(render)
    return CliRunner().invoke(commands, [str(word) for word in words])


def file(folder: Path, invoice: Invoice = INVOICE) -> Path:
    path = folder / "invoice.xml"
    path.write_bytes(write_ubl(invoice))
    return path


def pictured(invoice: Invoice = INVOICE) -> Invoice:
    """The invoice with its sender's own PDF beside the data."""
    own = to_pdf([lay_out(invoice, Language.SV)])
    return replace(
        invoice, attachments=(Attachment("1", filename="own.pdf", media_type="application/pdf", content=own),)
    )


@pytest.mark.parametrize(
    ("language", "word"), [("sv", "Faktura"), ("en", "Invoice"), ("fi", "Lasku"), ("da", "At betale")]
)
def test_an_e_invoice_becomes_html_in_the_language(tmp_path: Path, language: str, word: str) -> None:
    done = run(file(tmp_path), "-o", tmp_path / "page.html", "--lang", language)
    assert done.exit_code == 0
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert word in page
    assert INVOICE.number in page


def test_an_e_invoice_becomes_a_pdf(tmp_path: Path) -> None:
    assert run(file(tmp_path), "--out", tmp_path / "page.PDF").exit_code == 0
    assert (tmp_path / "page.PDF").read_bytes().startswith(b"%PDF-")


def test_the_senders_own_pdf_is_told_of_and_written_when_asked_for(tmp_path: Path) -> None:
    invoice = pictured()
    told = run(file(tmp_path, invoice), "-o", tmp_path / "page.pdf")
    assert told.exit_code == 0
    assert "--own" in told.stderr
    assert run(file(tmp_path, invoice), "-o", tmp_path / "own.pdf", "--own").exit_code == 0
    assert (tmp_path / "own.pdf").read_bytes() == invoice.attachments[0].content
    assert (tmp_path / "page.pdf").read_bytes() != invoice.attachments[0].content


def test_a_pdf_that_shows_another_thing_is_not_the_senders_page(tmp_path: Path) -> None:
    other = pictured(replace(INVOICE, number="X-1")).attachments
    annex = to_pdf([lay_out(Invoice(notes=("Villkor " * 40,)), Language.SV)])
    invoice = replace(INVOICE, attachments=(replace(other[0], content=annex),))
    assert isinstance(run(file(tmp_path, invoice), "-o", tmp_path / "own.pdf", "--own").exception, NoOwnPage)
    assert not (tmp_path / "own.pdf").exists()


def test_an_unsupported_document_and_an_unknown_form_are_refused(tmp_path: Path) -> None:
    (tmp_path / "text.txt").write_text("hej", encoding="utf-8")
    assert isinstance(run(tmp_path / "text.txt", "-o", tmp_path / "page.pdf").exception, UnsupportedDocument)
    assert isinstance(run(file(tmp_path), "-o", tmp_path / "page.docx").exception, NoSuchForm)
    assert isinstance(run(file(tmp_path), "-o", tmp_path / "page.html", "--own").exception, NoSuchForm)


def test_a_file_that_is_not_there_is_told_plainly(tmp_path: Path) -> None:
    done = run(tmp_path / "missing.xml", "-o", tmp_path / "page.pdf")
    assert done.exit_code == 3
    assert "missing.xml" in done.stderr


def test_the_screen_hides_a_sole_traders_number() -> None:
    seller = replace(INVOICE.seller, organisation_number="6408233234")
    shown = fragment(Reading(replace(INVOICE, seller=seller), "ubl"), "sv", str)
    assert "640823-****" in shown
    assert "3234" not in shown


def test_the_screen_links_what_the_document_holds_and_speaks_english_where_it_must() -> None:
    attached = (Attachment("1", filename="a.pdf"), Attachment("2", uri="https://example.se/a.pdf"))
    shown = fragment(Reading(replace(INVOICE, attachments=attached), "ubl"), "de", lambda number: f"/files/{number}")
    assert 'href="/files/0"' in shown
    assert 'href="/files/1"' not in shown
    assert "Amount due" in shown
