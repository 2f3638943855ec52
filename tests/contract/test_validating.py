"""Whole files are judged as they come, with the packaged sheets: nothing in them raises or harms another file."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfWriter
from reportlab.pdfgen.canvas import Canvas

from einvoices import SHARED, golden, ubl
from kontera.actions.validate import worst
from kontera.adapters.inmemory.sheets import InMemorySheets
from kontera.adapters.pdf.reader import PdfiumReader
from kontera.adapters.sheets.pack import UnusablePack, read_pack
from kontera.adapters.sheets.saxon import SaxonSheets
from kontera.core.errors import KonteraError, UnreadableDocument
from kontera.core.validation import Layer, Report, State, Verdict
from kontera.pipeline.validate import Judging, validate_document, validate_files
from kontera.wiring.validating_rooms import installed_packs

FULL = golden("cii-full-invoice")
HOW = Judging("3.0.21")
BIS = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0"
BOMB = b'<!DOCTYPE b [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><Invoice>&b;</Invoice>'


@pytest.fixture(scope="module")
def sheets() -> Iterator[SaxonSheets]:
    one = SaxonSheets()
    yield one
    one.close()


@pytest.fixture(scope="module")
def pdf() -> Iterator[PdfiumReader]:
    one = PdfiumReader()
    yield one
    one.close()


def _zipped(*files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number, data in enumerate(files):
            archive.writestr(f"{number}.bin", data)
    return out.getvalue()


def _hybrid(attached: bytes) -> bytes:
    page = io.BytesIO()
    canvas = Canvas(page)
    canvas.drawString(50, 700, "Faktura")
    canvas.save()
    writer = PdfWriter(clone_from=page)
    writer.add_attachment("anything.bin", attached)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _mailed(attached: bytes) -> bytes:
    head = b"From: a@example.com\r\nSubject: Faktura\r\nMIME-Version: 1.0\r\n"
    return head + b'Content-Type: application/xml; name="f.xml"\r\nContent-Disposition: attachment\r\n\r\n' + attached


def _found(report: Report) -> set[str]:
    return {breach.rule for breach in report.breaches}


def test_a_sound_invoice_is_valid_by_schema_and_official_sheet(sheets: SaxonSheets) -> None:
    (report,) = validate_document(FULL, sheets, HOW)
    assert (report.verdict, report.breaches) == (Verdict.VALID, ())


def test_the_official_sheet_speaks_in_our_words_with_line_field_and_value(sheets: SaxonSheets) -> None:
    changed = FULL.replace(b"<ram:DuePayableAmount>", b"<ram:DuePayableAmount>1", 1)
    assert changed != FULL
    (report,) = validate_document(changed, sheets, HOW)
    breach = next(one for one in report.breaches if one.rule == "BR-CO-16")
    assert (breach.field, breach.says[:17]) == ("totals.payable", "The amount to pay")
    assert breach.found.startswith("1")
    assert breach.line > 1
    assert report.verdict is Verdict.INVALID


def test_a_pdf_a_zip_and_a_mail_are_opened(sheets: SaxonSheets, pdf: PdfiumReader) -> None:
    files = (_hybrid(FULL), _zipped(FULL, b"\x89PNG\r\n\x1a\n"), _mailed(FULL), b"\xef\xbb\xbf" + FULL)
    assert [[one.format for one in reports] for reports in validate_files(files, sheets, pdf, HOW)] == [["cii"]] * 4


def test_several_documents_in_a_file_are_judged_each_and_the_worst_decides(
    sheets: SaxonSheets, pdf: PdfiumReader
) -> None:
    (reports,) = validate_files([_zipped(FULL, ubl(""), golden("finvoice-full-invoice"))], sheets, pdf, HOW)
    assert [one.format for one in reports] == ["cii", "ubl-invoice", "finvoice"]
    assert [one.verdict for one in reports] == [Verdict.VALID, Verdict.INVALID, Verdict.PASSED]
    assert worst(reports) is Verdict.INVALID


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "document.unsupported"),
        (b"<Invoice", "document.unreadable"),
        (BOMB, "document.unreadable"),
        (b"<?xml version='1.0'?>", "document.unreadable"),
        (b"hello", "document.unsupported"),
        (b"\x89PNG\r\n\x1a\n", "document.unsupported"),
        (b"PK\x05\x06", "document.unreadable"),
        (b"%PDF-1.7", "document.unreadable"),
        (b"<html><body>Invoice</body></html>", "document.unknown"),
        (b"<a>" * 300 + b"</a>" * 300, "document.unreadable"),
    ],
)
def test_what_is_no_e_invoice_gives_one_finding_and_no_error(pdf: PdfiumReader, data: bytes, code: str) -> None:
    (reports,) = validate_files([data], InMemorySheets({}), pdf, HOW)
    assert worst(reports) is Verdict.INVALID
    assert _found(reports[0]) == {code}


def test_a_pdf_without_an_e_invoice_says_so(pdf: PdfiumReader) -> None:
    (reports,) = validate_files([_hybrid(b"<note/>")], InMemorySheets({}), pdf, HOW)
    assert _found(reports[0]) == {"document.unsupported"}


def test_a_file_that_is_not_to_be_had_keeps_its_place(pdf: PdfiumReader) -> None:
    gone: KonteraError = UnreadableDocument(reason="it is gone")
    first, second = validate_files([gone, b"<rss/>"], InMemorySheets({}), pdf, HOW)
    assert (_found(first[0]), _found(second[0])) == ({"document.unreadable"}, {"document.unknown"})


def test_a_document_that_no_file_holds_raises_where_one_is_asked_for() -> None:
    with pytest.raises(UnreadableDocument):
        validate_document(b"<Invoice", InMemorySheets({}), HOW)


def test_a_sheet_that_fails_is_told_and_the_rest_is_judged(pdf: PdfiumReader) -> None:
    (reports,) = validate_files([FULL], InMemorySheets({}), pdf, HOW)
    assert reports[0].state_of(Layer.EN16931) is State.FAILED
    assert reports[0].verdict is Verdict.UNDECIDED


def test_partial_documents_are_judged_by_business_rules(sheets: SaxonSheets) -> None:
    (report,) = validate_document(ubl("<cbc:ID>1</cbc:ID>"), sheets, Judging("3.0.21", rules_only=True))
    assert "BR-03" in _found(report)
    assert not [one for one in report.breaches if one.layer is Layer.SCHEMA]


@pytest.mark.parametrize("broken", [b"free", b"1.2.3", b"-", b"NaN", b"1e5"])
def test_amounts_that_no_sheet_can_reckon_with_never_crash(sheets: SaxonSheets, broken: bytes) -> None:
    changed = FULL.replace(b"<ram:GrandTotalAmount>", b"<ram:GrandTotalAmount>" + broken + b" ", 1)
    (report,) = validate_document(changed, sheets, HOW)
    assert report.verdict is Verdict.INVALID


@given(data=st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_mutated_invoices_never_raise(sheets: SaxonSheets, pdf: PdfiumReader, data: st.DataObject) -> None:
    source = data.draw(st.sampled_from((FULL, golden("ubl-bankgiro-invoice"), golden("finvoice-full-invoice"))))
    start = data.draw(st.integers(0, len(source)))
    length = data.draw(st.integers(0, 40))
    changed = source[:start] + data.draw(st.binary(max_size=20)) + source[start + length :]
    (reports,) = validate_files([changed], sheets, pdf, HOW)
    assert reports
    assert not [one for one in reports if "validation.failed" in _found(one)]


def test_memory_stays_flat_over_two_hundred_files(sheets: SaxonSheets, pdf: PdfiumReader) -> None:
    def child() -> int:
        process = sheets._child  # noqa: SLF001 - the promise is about the process
        assert process is not None
        lines = Path(f"/proc/{process.process.pid}/status").read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS:"))

    list(validate_files([FULL] * 100, sheets, pdf, HOW))
    before = child()
    assert len(list(validate_files([FULL] * 200, sheets, pdf, HOW))) == 200
    assert child() < before * 1.3 + 30_000


PACK = """name = "Test"
release = "1"
since = 2026-01-01
[[rule]]
layer = "peppol"
file = "rules.xslt"
formats = ["ubl-invoice"]
claims = ["poacc:billing"]
"""
SHEET = """<xsl:stylesheet version="2.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
 xmlns:svrl="http://purl.oclc.org/dsdl/svrl"><xsl:template match="/"><svrl:schematron-output>
 <svrl:failed-assert id="T-1" flag="warning" location="/*[1]"><svrl:text>[T-1]-Odd.</svrl:text></svrl:failed-assert>
 </svrl:schematron-output></xsl:template></xsl:stylesheet>"""


def _pack(folder: Path, manifest: str = PACK) -> Path:
    (folder / "pack.toml").write_text(manifest, encoding="utf-8")
    (folder / "rules.xslt").write_text(SHEET, encoding="utf-8")
    (folder / "rules.sch").write_text("<schema/>", encoding="utf-8")
    return folder


def test_a_pack_in_a_folder_is_carried_out(sheets: SaxonSheets, tmp_path: Path) -> None:
    how = Judging("3.0.21", packs=(read_pack(_pack(tmp_path)),))
    claim = ubl(f"<cbc:CustomizationID>{BIS}</cbc:CustomizationID>")
    (report,) = validate_document(claim, sheets, how)
    (breach,) = (one for one in report.breaches if one.layer is Layer.PEPPOL)
    assert (breach.rule, dict(breach.values)) == ("T-1", {"text": "Odd."})
    assert next(run.by for run in report.layers if run.layer is Layer.PEPPOL) == "Test"


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('file = "rules.xslt"', 'file = "rules.sch"', "must be compiled to XSLT"),
        ('file = "rules.xslt"', 'file = "../../etc/passwd"', "is not in it"),
        ('file = "rules.xslt"', 'file = "none.xslt"', "is not in it"),
        ('layer = "peppol"', 'layer = "mine"', "mine is no layer"),
        ("since = 2026-01-01", "since = 3", "since is no date"),
        ('name = "Test"', "", "lacks 'name'"),
        ('name = "Test"', "name =", "is no TOML"),
        ("[[rule]]", "[rule]", "lacks"),
    ],
)
def test_a_pack_that_is_not_whole_is_refused_with_the_reason(tmp_path: Path, old: str, new: str, reason: str) -> None:
    with pytest.raises(UnusablePack, match=reason):
        read_pack(_pack(tmp_path, PACK.replace(old, new)))


def test_the_packs_in_a_folder_are_found_by_name(tmp_path: Path) -> None:
    for name in ("b", "a"):
        (tmp_path / name).mkdir()
        _pack(tmp_path / name, PACK.replace('"Test"', f'"{name}"'))
    assert [pack.name for pack in installed_packs(tmp_path)] == ["a", "b"]
    assert installed_packs(tmp_path / "none") == ()


def test_a_folder_without_a_manifest_is_no_pack(tmp_path: Path) -> None:
    with pytest.raises(UnusablePack, match=r"has no pack\.toml"):
        read_pack(tmp_path)


@pytest.mark.skipif(not SHARED.is_dir(), reason="../shared is absent")
def test_every_shared_e_invoice_is_judged(sheets: SaxonSheets, pdf: PdfiumReader) -> None:
    paths = sorted(path for kind in ("*/*.xml", "*/*.pdf") for path in SHARED.glob(kind))
    for path, reports in zip(
        paths, validate_files((path.read_bytes() for path in paths), sheets, pdf, HOW), strict=True
    ):
        assert not [one for one in reports if "validation.failed" in _found(one)], path
        assert State.FAILED not in {run.state for one in reports for run in one.layers} or "unknown" in {
            one.format for one in reports
        }, path
