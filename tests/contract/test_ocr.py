"""What every OCR engine promises: words of a drawn picture, upright whatever way it lies, and never the network."""

from __future__ import annotations

import io
import socket
from collections.abc import Iterator, Sequence

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from kontera.adapters.ocr.accents import Accents
from kontera.adapters.ocr.engine import RapidEngine
from kontera.adapters.ocr.glyphs import mended
from kontera.adapters.ocr.models import models, recogniser
from kontera.adapters.ocr.recognition import Letters, crop, recognise
from kontera.adapters.ocr.sessions import OnnxSession
from kontera.core.errors import UnreadableDocument
from kontera.core.evidence import Page

TEXTS = (
    "Kvarnbäckens Åkeri AB",
    "Fakturanummer 48892",
    "Förfallodatum 2026-11-21",
    "Att betala 1 753,00 SEK",
    "Bankgiro 5050-1055",
)


@pytest.fixture(scope="module")
def engine() -> Iterator[RapidEngine]:
    connect = socket.socket.connect

    def refuse(*_: object) -> None:
        raise AssertionError("the engine asked the network")

    socket.socket.connect = refuse  # type: ignore[method-assign] # a lock on the network, for this module
    yield RapidEngine()
    socket.socket.connect = connect  # type: ignore[method-assign] # and off again


def a_picture(turns: int = 0) -> bytes:
    image = Image.new("L", (900, 700), 255)
    draw = ImageDraw.Draw(image)
    font = ImageFont.load_default(size=34)
    for at, text in enumerate(TEXTS):
        draw.text((60, 60 + 110 * at), text, fill=0, font=font)
    out = io.BytesIO()
    image.rotate(90 * turns, expand=True).save(out, "PNG")
    return out.getvalue()


def _text(page: Page) -> str:
    return " ".join(word.text for word in page.words)


def test_words_are_read_with_boxes_and_confidence(engine: RapidEngine) -> None:
    page = engine.read(a_picture())
    assert page.by == "ocr"
    assert (page.width, page.height) == (900, 700)
    for word in ("48892", "2026-11-21", "5050-1055", "betala"):
        found = next(seen for seen in page.words if seen.text == word)
        assert 0 <= found.box.x0 < found.box.x1 <= 1
        assert found.confidence > 0.8
    label = next(word for word in page.words if word.text.startswith("Fakturanummer"))
    number = next(word for word in page.words if word.text == "48892")
    assert label.box.x1 <= number.box.x0 + 0.01


@pytest.mark.parametrize("turns", [1, 2, 3])
def test_a_picture_that_lies_or_stands_on_its_head_is_set_upright(engine: RapidEngine, turns: int) -> None:
    page = engine.read(a_picture(turns))
    assert (page.width, page.height) == (900, 700)
    assert "48892" in _text(page)
    top = next(word for word in page.words if word.text.startswith("Kvarn"))
    low = next(word for word in page.words if word.text.startswith("Bankgiro"))
    assert top.box.y1 < low.box.y0


def test_an_empty_picture_has_no_words(engine: RapidEngine) -> None:
    out = io.BytesIO()
    Image.new("L", (300, 200), 255).save(out, "PNG")
    assert engine.read(out.getvalue()).words == ()


@pytest.mark.parametrize("data", [b"", b"no picture", b"\x89PNG\r\n\x1a\n"])
def test_what_is_no_picture_is_unreadable(engine: RapidEngine, data: bytes) -> None:
    with pytest.raises(UnreadableDocument):
        engine.read(data)


ALPHABET = ("", *"0123456789FISEVDTMABPbcdefghijklmnoprstuvyaåäáàöøóðþÞ .,-")


def _line(text: str, doubts: dict[int, dict[str, float]] | None = None) -> Letters:
    """A line as the recogniser gives it: sure of each letter but those in doubt."""
    table = np.zeros((len(text), len(ALPHABET)), dtype=np.float32)
    for at, letter in enumerate(text):
        for each, chance in (doubts or {}).get(at, {letter: 1.0}).items():
            table[at, ALPHABET.index(each)] = chance
    classes = np.array([ALPHABET.index(letter) for letter in text], dtype=np.intp)
    return Letters(classes, table.max(axis=1), np.linspace(0.1, 0.9, len(text)), table)


def _accented(*lines: Letters) -> list[str]:
    accents = Accents(lines, ALPHABET)
    return [accents.text(line) for line in lines]


def _mended(texts: Sequence[str], lines: Sequence[Letters] | None = None) -> list[str]:
    return mended(texts, lines or [_line(text) for text in texts], ALPHABET)


def test_an_accent_that_no_neighbour_writes_is_a_ring() -> None:
    assert _accented(_line("förfaller"), _line("dröjsmál", {6: {"á": 0.8, "å": 0.1}})) == ["förfaller", "dröjsmål"]


def test_a_vowel_is_marked_when_all_its_marks_together_outweigh_the_bare_letter() -> None:
    doubt = {1: {"a": 0.4, "á": 0.2, "à": 0.2, "å": 0.2}}
    assert _accented(_line("förfaller"), _line("man", doubt)) == ["förfaller", "mån"]


def test_the_mark_on_an_o_is_the_stroke_where_danish_or_norwegian_is_written() -> None:
    assert _accented(_line("beløb"), _line("mórkt")) == ["beløb", "mørkt"]
    assert _accented(_line("lösen"), _line("mórkt")) == ["lösen", "mörkt"]


def test_what_begins_like_a_p_may_be_a_thorn_on_an_icelandic_page() -> None:
    page = [_line("verð"), _line("uppheð"), _line("greiðsla")]
    doubt = {0: {"p": 0.9, "Þ": 0.002, "P": 0.05}}
    assert _accented(*page, _line("prif", doubt), _line("prufa"))[3:] == ["Þrif", "prufa"]
    assert _accented(*page, _line("haf por", {4: {"p": 0.9, "þ": 0.02}}))[3:] == ["haf þor"]
    assert _accented(*page, _line("hafpor", {3: {"p": 0.9, "þ": 0.02}}))[3:] == ["hafpor"]


def test_no_thorn_is_read_where_no_eth_is() -> None:
    assert _accented(_line("verd"), _line("prif", {0: {"p": 0.9, "Þ": 0.002}})) == ["verd", "prif"]


def test_the_a_of_a_price_keeps_its_accent_and_so_does_a_page_in_another_language() -> None:
    assert _accented(_line("förfaller"), _line("2 à 50")) == ["förfaller", "2 à 50"]
    assert _accented(_line("fábrica de móveis")) == ["fábrica de móveis"]


def test_an_iban_is_mended_only_where_its_check_digits_then_hold() -> None:
    assert _mended(["F104 9990 0000 0020 25"]) == ["FI04 9990 0000 0020 25"]
    assert _mended(["F104 9990 0000 0020 26"]) == ["F104 9990 0000 0020 26"]


def test_a_point_becomes_the_comma_that_the_page_writes_but_not_in_a_date() -> None:
    sums = ["1 200,00", "35,50", "4 000,25", "7,00", "99,90"]
    doubtful = _line("496.65", {3: {".": 0.8, ",": 0.2}})
    dated = _line("den 12.05", {6: {".": 0.8, ",": 0.2}})
    read = _mended([*sums, "496.65", "den 12.05"], [*map(_line, sums), doubtful, dated])
    assert read[-2:] == ["496,65", "den 12.05"]
    assert _mended([*sums, "496.65"])[-1] == "496.65"


def test_a_word_in_capitals_has_no_digit_where_its_picture_could_be_the_letter() -> None:
    assert _mended(["1DEA"], [_line("1DEA", {0: {"1": 0.8, "I": 0.2}})]) == ["IDEA"]
    assert _mended(["1DEA"]) == ["1DEA"]
    assert _mended(["M1VE12"], [_line("M1VE12", {1: {"1": 0.8, "I": 0.2}})]) == ["M1VE12"]


def test_the_recogniser_reads_the_same_with_our_letters_alone() -> None:
    whole, ours = OnnxSession(models()[1]), recogniser()
    image = cv2.cvtColor(np.asarray(Image.open(io.BytesIO(a_picture())).convert("RGB")), cv2.COLOR_RGB2BGR)
    box = np.array([[50, 160], [600, 160], [600, 220], [50, 220]], dtype=np.float32)
    cut = crop(np.asarray(image, dtype=np.uint8), box)
    (line,) = recognise(OnnxSession(ours.onnx), [cut])
    (full,) = recognise(whole, [cut])
    assert "".join(ours.letters[each] for each in line.classes) == "Fakturanummer 48892"
    assert len(full.classes) == len(line.classes)
    assert len(ours.letters) < full.tables.shape[1] / 100


def test_a_lone_digit_in_a_table_is_read(engine: RapidEngine) -> None:
    image = Image.new("L", (1240, 900), 255)
    draw, font = ImageDraw.Draw(image), ImageFont.load_default(size=24)
    for row in range(8):
        for at, text in ((60, f"Skruvdragare {row + 3}"), (640, "1"), (720, "st"), (900, f"{row + 2} 100,00")):
            draw.text((at, 60 + 90 * row), text, fill=0, font=font)
    out = io.BytesIO()
    image.save(out, "PNG")
    words = engine.read(out.getvalue()).words
    assert [word.text for word in words if 0.5 < word.box.x0 < 0.55] == ["1"] * 8
