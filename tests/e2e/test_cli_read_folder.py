"""`kontera read` on a folder of good and bad files: each gives its line, none stops the rest."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
import zlib
from datetime import date
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfReader as Pypdf
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from hostile import a_pdf
from kontera.formats.ubl.write import write_ubl
from kontera.samples.companies import DEMO_BUYER, business
from kontera.samples.draw import draw_pdf
from kontera.samples.invent import invent

SUPPLIER = business("furulund")
INVOICE = invent(7, SUPPLIER, DEMO_BUYER, date(2026, 5, 4))
PAPER = draw_pdf(INVOICE, SUPPLIER.layout, SUPPLIER.language, SUPPLIER.web)
LAUGHS = (
    '<!DOCTYPE lolz [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {two} "{8 * f"&{one};"}">' for one, two in zip("abcdefghi", "bcdefghij", strict=True))
    + "]><Invoice>&j;</Invoice>"
)


def a_written_pdf(contents: bytes, pages: int = 1, filters: str = "/FlateDecode") -> bytes:
    """A PDF of so many pages that all show the same stream, which is given as it is stored."""
    kids = " ".join(f"{4 + at} 0 R" for at in range(pages))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {pages}/Kids[{kids}]/MediaBox[0 0 595 842]>>".encode(),
        f"<</Filter[{filters}]/Length {len(contents)}>>stream\n".encode() + contents + b"\nendstream",
        *(b"<</Type/Page/Parent 2 0 R/Contents 3 0 R>>",) * pages,
    ]
    return a_pdf(*objects)


def with_script() -> bytes:
    writer = PdfWriter(clone_from=Pypdf(io.BytesIO(PAPER)))
    script = {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("while (true) {}")}
    writer.root_object[NameObject("/OpenAction")] = DictionaryObject(script)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def locked(password: str) -> bytes:
    writer = PdfWriter(clone_from=Pypdf(io.BytesIO(PAPER)))
    writer.encrypt(password, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def a_huge_picture() -> bytes:
    out = io.BytesIO()
    Image.new("1", (30_000, 30_000), 1).save(out, "PNG")
    return out.getvalue()


def zipped(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in files.items():
            packed.writestr(name, data)
    return out.getvalue()


def mailed(paper: bytes) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "hej@furulund.example", "Faktura"
    mail.set_content("Se bilaga.")
    mail.add_attachment(paper, maintype="application", subtype="pdf", filename="faktura.pdf")
    return mail.as_bytes()


GOOD = {
    "paper.pdf": PAPER,
    "paper.xml": write_ubl(INVOICE),  # of one name with the PDF
    "below/deeper/paper.pdf": PAPER,
    "script.pdf": with_script(),
    "packed.zip": zipped(a=PAPER, b=write_ubl(INVOICE)),
    "name with space and åäö.PDF": PAPER,
    "mixed.zip": zipped(good=PAPER, cut=PAPER[: len(PAPER) // 3]),
    "mail.eml": mailed(PAPER),
}
BAD = {
    "empty.pdf": (b"", "document.unsupported"),
    "cut.pdf": (PAPER[: len(PAPER) // 3], "document.unreadable"),
    "program.pdf": (b"MZ" + bytes(3000), "document.unsupported"),
    "text.png": (b"this is no picture", "document.unsupported"),
    "cut.png": (a_huge_picture()[:2000], "document.too_large"),
    "huge.png": (a_huge_picture(), "document.too_large"),
    "laughs.xml": (LAUGHS.encode(), "document.unreadable"),
    "half.xml": (write_ubl(INVOICE)[:900], "document.unreadable"),
    "bomb.zip": (zipped(a=bytes(300_000_000)), "document.too_large"),
    "locked.pdf": (locked("hemligt"), "document.locked"),
    "pages.pdf": (a_written_pdf(zlib.compress(b"BT ET"), 10_000), "document.too_large"),
}
UNSAID = {"spaces.pdf": a_written_pdf(zlib.compress(zlib.compress(b" " * 200_000_000)), 1, "/FlateDecode/FlateDecode")}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("mixed")
    for name, data in (*GOOD.items(), *((name, bad) for name, (bad, _) in BAD.items()), *UNSAID.items()):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    (folder / ".hidden.pdf").write_bytes(PAPER)
    (folder / "gone.pdf").symlink_to(folder / "nowhere.pdf")
    return folder


def run(*words: str | Path) -> subprocess.CompletedProcess[str]:
    program = "from kontera.cli import app; app()"
    command = [sys.executable, "-c", program, "read", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, timeout=500, check=False)


@pytest.fixture(scope="module")
def lines(folder: Path) -> dict[str, dict[str, Any]]:
    """What was printed for each file of the folder, by its place in it."""
    done = run(folder, "--jobs", "2")
    assert done.returncode == 0, done.stderr
    assert f"{len(GOOD)} of" in done.stderr or f"{len(GOOD) + 1} of" in done.stderr
    assert "3 document.unsupported" in done.stderr
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(told) == len(GOOD) + len(BAD) + len(UNSAID)
    return {str(Path(line.pop("file")).relative_to(folder)): line for line in told}


def test_each_good_file_gives_its_invoices(lines: dict[str, dict[str, Any]]) -> None:
    for name in GOOD:
        assert {one["invoice_number"] for one in lines[name]["invoices"]} == {INVOICE.number}, name
    assert len(lines["packed.zip"]["invoices"]) == 2


def test_a_bad_file_beside_a_good_one_in_a_zip_says_why(lines: dict[str, dict[str, Any]]) -> None:
    (refused,) = lines["mixed.zip"]["refused"]
    assert (refused["name"], refused["code"]) == ("cut", "document.unreadable")


def test_each_bad_file_says_why(lines: dict[str, dict[str, Any]]) -> None:
    assert {name: lines[name]["error"]["code"] for name in BAD} == {name: code for name, (_, code) in BAD.items()}
    assert set(lines["spaces.pdf"]) & {"error", "invoices"}  # a page of nothing may be read as such


def test_readings_of_a_folder_are_written_at_its_places(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "in" / "below").mkdir(parents=True)
    for name in ("paper.pdf", "paper.xml", "half.xml"):
        (tmp_path / "in" / name).write_bytes((folder / name).read_bytes())
    (tmp_path / "in" / "below" / "paper.pdf").write_bytes(PAPER)
    out = tmp_path / "out"
    done = run(tmp_path / "in", "--out", out)
    assert done.returncode == 0, done.stderr
    assert not done.stdout
    written = {str(path.relative_to(out)) for path in out.rglob("*") if path.is_file()}
    assert written == {"paper.pdf.json", "paper.xml.json", "half.error.json", "below/paper.json"}


def test_a_password_opens_what_is_locked(folder: Path) -> None:
    right, wrong = (run(folder / "locked.pdf", "--password", word) for word in ("hemligt", "gissat"))
    assert json.loads(right.stdout)["invoices"][0]["invoice_number"] == INVOICE.number
    assert json.loads(wrong.stdout)["error"]["code"] == "document.wrong_password"
    assert wrong.returncode == 3


def test_why_a_file_is_not_read_is_said_in_the_language_asked_for(folder: Path) -> None:
    said = [run(folder / name, "--lang", "sv") for name in ("program.pdf", "cut.pdf")]
    messages = [json.loads(one.stdout)["error"]["message"] for one in said]
    assert messages[0] == "Dokument av typen application/x-msdownload tas inte emot."
    assert messages[1].startswith("Dokumentet kan inte läsas: ")


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    done = run(tmp_path)
    assert done.returncode == 2
    assert "no file to read" in done.stderr
