"""`kontera read` and `kontera words` as a person runs them: files in, JSON out, without a company or a database."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw, ImageFont

import kontera
from kontera.core.errors import UnsupportedDocument
from kontera.formats.ubl.write import write_ubl
from kontera.samples.companies import DEMO_BUYER, business
from kontera.samples.draw import draw_pdf
from kontera.samples.invent import invent

FLAT_KEYS = {
    "document_type", "invoice_number", "issue_date", "due_date", "currency", "supplier_name", "supplier_org_number",
    "supplier_vat_number", "iban", "bankgiro", "plusgiro", "bank_account", "payment_reference", "net_total",
    "vat_total", "gross_total", "lines",
}  # fmt: skip
LINE_KEYS = {"description", "quantity", "unit_price", "vat_rate", "amount"}
PLAIN = re.compile(r"\d+(\.\d+)?")
ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
SUPPLIER = business("furulund")
INVOICE = invent(7, SUPPLIER, DEMO_BUYER, date(2026, 5, 4))


def run(*words: str | Path) -> subprocess.CompletedProcess[str]:
    program = "from kontera.cli import app; app()"
    command = [sys.executable, "-c", program, *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, timeout=240, check=False)


def loaded(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def a_picture(width: int = 900, *, scale: float = 1.0, turns: int = 0) -> bytes:
    """Two words at known places: 48892 begins 60 x scale from the left and the top, 1753 far below."""
    image = Image.new("L", (width, int(700 * scale)), 255)
    pen, font = ImageDraw.Draw(image), ImageFont.load_default(size=34 * scale)
    for at, text in enumerate(("Fakturanummer 48892", "Leverantören Kvarnen AB", "Summa att betala 1753,00")):
        pen.text((60 * scale, (60 + 200 * at) * scale), text, fill=0, font=font)
    out = io.BytesIO()
    image.rotate(90 * turns, expand=True).save(out, "PNG", dpi=(300, 300))
    return out.getvalue()


@pytest.fixture(scope="module")
def inbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A text PDF, an e-invoice, a picture, something that is no document at all."""
    folder = tmp_path_factory.mktemp("inbox")
    (folder / "paper.pdf").write_bytes(draw_pdf(INVOICE, SUPPLIER.layout, SUPPLIER.language, SUPPLIER.web))
    (folder / "data.xml").write_bytes(write_ubl(INVOICE))
    (folder / "photo.png").write_bytes(a_picture())
    (folder / "garbage.pdf").write_bytes(b"\x00\x01 no document")
    return folder


@pytest.fixture(scope="module")
def flat(inbox: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """All of them, and a file that is not there, read with two processes."""
    out = tmp_path_factory.mktemp("flat") / "new"
    files = [inbox / name for name in ("paper.pdf", "data.xml", "photo.png", "garbage.pdf", "missing.pdf")]
    return out, run("read", *files, "--out", out, "--jobs", "2")


Flat = tuple[Path, subprocess.CompletedProcess[str]]


def test_a_bad_file_says_why_and_does_not_stop_the_rest(flat: Flat) -> None:
    out, done = flat
    assert done.returncode == 0, done.stderr
    assert {path.name for path in out.iterdir()} == {
        "paper.json", "data.json", "photo.json", "garbage.error.json", "missing.error.json",
    }  # fmt: skip
    for name in ("garbage", "missing"):
        error = loaded(out / f"{name}.error.json")
        assert set(error) == {"file", "code", "message"}
        assert error["message"]
        assert error["code"]


@pytest.mark.parametrize("name", ["paper", "data", "photo"])
def test_the_flat_record_has_its_keys_and_no_other(flat: Flat, name: str) -> None:
    record = loaded(flat[0] / f"{name}.json")
    assert set(record) <= FLAT_KEYS
    assert all(value not in (None, "", []) for value in record.values())
    assert all(set(line) <= LINE_KEYS for line in record.get("lines", []))
    numbers = [record[key] for key in ("net_total", "vat_total", "gross_total") if key in record]
    numbers += [line[key] for line in record.get("lines", []) for key in LINE_KEYS - {"description"} if key in line]
    assert all(PLAIN.fullmatch(number) for number in numbers)
    assert all(ISO.fullmatch(record[key]) for key in ("issue_date", "due_date") if key in record)


@pytest.mark.parametrize("name", ["paper", "data"])
def test_the_values_are_those_of_the_invoice(flat: Flat, name: str) -> None:
    record = loaded(flat[0] / f"{name}.json")
    assert record["invoice_number"] == INVOICE.number
    assert record["supplier_org_number"] == INVOICE.seller.organisation_number
    assert record["gross_total"] == f"{INVOICE.totals.payable:f}"
    assert len(record["lines"]) == len(INVOICE.lines)


def test_the_full_record_says_how_sure_where_and_why(inbox: Path, tmp_path: Path) -> None:
    done = run("read", inbox / "paper.pdf", "--out", tmp_path, "--format", "full")
    assert done.returncode == 0, done.stderr
    number = loaded(tmp_path / "paper.json")["fields"]["number"]
    assert number["value"] == INVOICE.number
    assert 0 < number["confidence"] < 1
    assert number["box"]["page"] == 1
    assert 0 <= number["box"]["x0"] < number["box"]["x1"] <= 1
    assert number["by"]
    assert isinstance(number["reasons"], list)


def test_several_invoices_in_one_file_are_numbered(inbox: Path, tmp_path: Path) -> None:
    both = tmp_path / "both.zip"
    with zipfile.ZipFile(both, "w") as packed:
        for name in ("data.xml", "paper.pdf"):
            packed.write(inbox / name, name)
    assert run("read", both, "--out", tmp_path / "out").returncode == 0
    written = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert written == ["both-2.json", "both.json"]
    assert {loaded(tmp_path / "out" / name)["invoice_number"] for name in written} == {INVOICE.number}


def test_alike_names_are_refused_before_anything_is_written(inbox: Path, tmp_path: Path) -> None:
    (tmp_path / "paper.xml").write_bytes(write_ubl(INVOICE))
    out = tmp_path / "out"
    done = run("read", inbox / "paper.pdf", tmp_path / "paper.xml", "--out", out)
    assert done.returncode == 2
    assert "paper" in done.stderr
    assert not out.exists()


def test_when_nothing_could_be_read_the_exit_code_says_so(inbox: Path, tmp_path: Path) -> None:
    assert run("read", inbox / "garbage.pdf", "--out", tmp_path).returncode == 3


def test_an_old_error_goes_when_the_file_can_be_read(inbox: Path, tmp_path: Path) -> None:
    (tmp_path / "data.error.json").write_text("{}")
    assert run("read", inbox / "data.xml", "--out", tmp_path).returncode == 0
    assert {path.name for path in tmp_path.iterdir()} == {"data.json"}


def test_reading_loads_no_web_framework_and_no_engine(inbox: Path, tmp_path: Path) -> None:
    program = (
        "import sys\nfrom kontera.cli import app\n"
        "try:\n    app()\nexcept SystemExit as end:\n    assert not end.code, end.code\n"
        "print(sorted({name.split('.')[0] for name in sys.modules} & {'django', 'dbos', 'ninja', 'psycopg'}))"
    )
    command = [sys.executable, "-c", program, "read", str(inbox / "paper.pdf"), "--out", str(tmp_path), "--jobs", "1"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=240, check=True)
    assert done.stdout.strip() == "[]"


def test_read_works_on_a_path_and_on_bytes(inbox: Path) -> None:
    path = inbox / "paper.pdf"
    by_path, by_bytes = kontera.read(path), kontera.read(path.read_bytes())
    assert by_path == by_bytes == kontera.read(str(path))
    assert by_path[0].invoice.number == INVOICE.number


def test_what_is_no_document_raises(inbox: Path) -> None:
    with pytest.raises(UnsupportedDocument):
        kontera.read(inbox / "garbage.pdf")


def words_of(path: Path, *options: str) -> list[dict[str, Any]]:
    done = run("words", path, *options)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert set(found) == {"words"}
    assert all(set(word) == {"text", "box", "confidence", "page"} for word in found["words"])
    listed: list[dict[str, Any]] = found["words"]
    return listed


def test_words_of_a_picture_have_boxes_in_its_pixels(tmp_path: Path) -> None:
    (tmp_path / "page.png").write_bytes(a_picture())
    found = next(word for word in words_of(tmp_path / "page.png", "--lang", "sv") if word["text"] == "48892")
    left, top, right, bottom = found["box"]
    assert 300 < left < right < 460
    assert 55 < top < bottom < 115
    assert 0.5 < found["confidence"] <= 1
    assert found["page"] == 1


def test_words_of_a_large_picture_have_boxes_in_the_pixels_it_was_given_in(tmp_path: Path) -> None:
    (tmp_path / "large.png").write_bytes(a_picture(5400, scale=6.0))
    found = next(word for word in words_of(tmp_path / "large.png") if word["text"] == "48892")
    left, top, right, bottom = found["box"]
    assert 1800 < left < right < 2760
    assert 330 < top < bottom < 690


@pytest.mark.parametrize("turns", [1, 2, 3])
def test_words_of_a_turned_picture_have_boxes_where_they_stand_on_it(tmp_path: Path, turns: int) -> None:
    (tmp_path / "turned.png").write_bytes(a_picture(turns=turns))
    x0, y0, x1, y1 = next(word for word in words_of(tmp_path / "turned.png") if word["text"] == "48892")["box"]
    middle = ((x0 + x1) / 2, (y0 + y1) / 2)
    x, y = {1: (85, 520), 2: (520, 615), 3: (615, 380)}[turns]
    assert abs(middle[0] - x) < 40
    assert abs(middle[1] - y) < 60


def test_words_of_a_pdf_have_boxes_in_points(inbox: Path) -> None:
    found = words_of(inbox / "paper.pdf")
    assert all(0 <= word["box"][0] <= 595 and 0 <= word["box"][3] <= 842 for word in found)
    assert INVOICE.number in {word["text"] for word in found}


def test_words_of_an_e_invoice_are_refused(inbox: Path) -> None:
    done = run("words", inbox / "data.xml")
    assert done.returncode != 0
    assert "kontera:" in done.stderr
    assert "Traceback" not in done.stderr


def test_words_of_a_missing_file_are_refused(tmp_path: Path) -> None:
    done = run("words", tmp_path / "none.png")
    assert done.returncode == 3
    assert "Traceback" not in done.stderr
