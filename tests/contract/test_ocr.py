"""What every OCR engine promises: words of a drawn picture, upright whatever way it lies, and never the network."""

from __future__ import annotations

import io
import socket
from collections.abc import Iterator

import pytest
from PIL import Image, ImageDraw, ImageFont

from kontera.adapters.ocr.engine import RapidEngine
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
