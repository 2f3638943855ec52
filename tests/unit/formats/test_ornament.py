"""A logo is told from a picture of an invoice by its size alone."""

from __future__ import annotations

from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from hostile import a_picture
from kontera.core.errors import DocumentTooLarge
from kontera.formats.mail import MOST_HEAD, MOST_LINES, attachments
from kontera.formats.ornament import LEAST_SIDE, is_ornament

SMALL, LARGE = Image.new("RGB", (900, LEAST_SIDE - 1)), Image.new("RGB", (LEAST_SIDE, LEAST_SIDE))


@pytest.mark.parametrize("form", ["PNG", "JPEG", "GIF"])
def test_a_picture_is_small_by_its_shorter_side(form: str) -> None:
    assert is_ornament(a_picture(form, SMALL))
    assert not is_ornament(a_picture(form, LARGE))


@given(st.binary(max_size=60), st.sampled_from([b"\x89PNG\r\n\x1a\n", b"GIF89a", b"\xff\xd8\xff", b""]))
def test_whatever_the_bytes_are_nothing_is_raised(data: bytes, start: bytes) -> None:
    assert is_ornament(start + data) in {True, False}


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"\xff\xd8\xff\xe0\0\0" * 200])
def test_what_is_no_picture_or_does_not_say_its_size_is_none(data: bytes) -> None:
    assert not is_ornament(data)


def test_a_logo_that_the_text_of_a_mail_shows_is_no_attachment() -> None:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "a@furulund.example", "Faktura"
    mail.set_content("Hej")
    mail.add_alternative("<img src='cid:logo@1'>", subtype="html")
    for at, (picture, told) in enumerate([(SMALL, "<logo@1>"), (SMALL, None), (LARGE, "<sida@1>")]):
        mail.add_attachment(a_picture("PNG", picture), maintype="image", subtype="png", filename=f"{at}.png", cid=told)
    assert [name for name, _ in attachments(mail.as_bytes())] == ["1.png", "2.png"]


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"From: a@b.example\nX: " + b"a" * MOST_HEAD, "a row of more letters"),
        (b"From: a@b.example\n" + b"X: a\n" * (MOST_HEAD // 5), "a row of more letters"),
        (b"From: a@b.example\n\n" + b"\n" * MOST_LINES, "more rows"),
    ],
)
def test_a_mail_of_a_head_or_of_lines_without_end_is_refused_before_it_is_opened(raw: bytes, said: str) -> None:
    with pytest.raises(DocumentTooLarge, match=said):
        attachments(raw)
