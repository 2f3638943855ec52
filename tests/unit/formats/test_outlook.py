"""Mails that Outlook saved open as other mails do, and hostile ones are refused."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from hostile import a_picture
from kontera.core.errors import DocumentTooLarge, KonteraError, UnreadableDocument
from kontera.formats.mail import attachments, head, is_mail
from kontera.formats.outlook import MOST_DEPTH
from outlook import Tree, a_mail, a_msg, compound, fixed, in_eight_bits, with_properties

LONG = bytes(range(256)) * 40
MAIL = a_msg(("faktura å.pdf", b"%PDF-1.7 short"), ("lång.pdf", b"%PDF-1.7" + LONG))


def test_what_is_attached_is_given_with_its_names() -> None:
    assert is_mail(MAIL)
    assert attachments(MAIL) == (("faktura å.pdf", b"%PDF-1.7 short"), ("lång.pdf", b"%PDF-1.7" + LONG))


def test_the_head_tells_who_sent_it() -> None:
    told = head(MAIL)
    assert (told.sender, told.subject, told.message_id) == (
        "hej@furulund.example", "Faktura nr 7", "<7@furulund.example>",
    )  # fmt: skip


def test_a_sender_within_the_house_has_no_mail_address() -> None:
    assert head(a_msg(sender="/O=HUSET/CN=ANNA")).sender == ""


def test_mails_in_the_mail_are_opened() -> None:
    assert attachments(a_msg(a_mail(("inner.pdf", b"%PDF-"), a_mail(("innermost.pdf", b"%PDF-"))))) == (
        ("inner.pdf", b"%PDF-"), ("innermost.pdf", b"%PDF-"),
    )  # fmt: skip


def test_mails_are_not_opened_without_end() -> None:
    inner: Tree = a_mail(("a.pdf", b"%PDF-"))
    for _ in range(MOST_DEPTH + 1):
        inner = a_mail(inner)
    with pytest.raises(DocumentTooLarge):
        attachments(compound(inner))


def test_a_name_with_folders_is_bare() -> None:
    assert attachments(a_msg(("..\\..\\a\x00.pdf", b"x"), ("", b"y"))) == (("a.pdf", b"x"), ("attachment.bin", b"y"))


def test_more_than_fifty_attachments_are_too_many() -> None:
    with pytest.raises(DocumentTooLarge, match="more attachments"):
        attachments(a_msg(*((f"{at}.pdf", b"%PDF-") for at in range(51))))


LOGO = ("image001.png", a_picture("PNG", Image.new("L", (180, 60))))
CONTENT_ID: Tree = {"__substg1.0_3712001F": "image001.png@01DC".encode("utf-16-le")}
HIDDEN: Tree = {"__properties_version1.0": fixed((0x37050003, 1), (0x7FFE000B, 1), head=8)}


@pytest.mark.parametrize(("page", "number"), [("cp1252", 1252), ("utf-8", 65001), ("iso8859-15", 28605)])
def test_texts_in_eight_bits_are_in_the_page_that_the_mail_tells(page: str, number: int) -> None:
    mail = in_eight_bits(a_mail(("räkning ö.pdf", b"%PDF-")), page, number)
    assert attachments(compound(mail)) == (("räkning ö.pdf", b"%PDF-"),)


@pytest.mark.parametrize("number", [0, 99_999, 0xFFFFFFFF])
def test_a_page_nobody_knows_is_taken_for_the_usual_one(number: int) -> None:
    mail = in_eight_bits(a_mail(("räkning.pdf", b"%PDF-")), "cp1252", number)
    assert attachments(compound(mail)) == (("räkning.pdf", b"%PDF-"),)


@pytest.mark.parametrize("told", [CONTENT_ID, HIDDEN])
def test_the_logo_of_a_signature_is_no_attachment(told: Tree) -> None:
    mail = with_properties(a_mail(LOGO, ("faktura.pdf", b"%PDF-")), 0, told)
    assert [name for name, _ in attachments(compound(mail))] == ["faktura.pdf"]


def test_a_small_picture_that_is_attached_and_a_large_one_that_is_shown_are_attachments() -> None:
    shown = ("sida.png", a_picture("PNG", Image.new("L", (800, 1100), 255)))
    mail = with_properties(a_mail(shown, LOGO), 0, CONTENT_ID)
    assert [name for name, _ in attachments(compound(mail))] == ["sida.png", "image001.png"]


def test_a_mail_whose_text_is_rich_alone_and_whose_attachment_is_a_reference_opens() -> None:
    mail = {name: value for name, value in a_mail(("a.pdf", b"%PDF-")).items() if "1000001F" not in name}
    mail["__substg1.0_10090102"] = b"\x10\0\0\0\x08\0\0\0LZFu" + bytes(8)  # PidTagRtfCompressed
    mail["__attach_version1.0_#00000001"] = {"__properties_version1.0": fixed((0x37050003, 2), head=8)}
    assert attachments(compound(mail)) == (("a.pdf", b"%PDF-"),)


def test_who_it_was_sent_for_is_the_sender_where_nobody_else_is_told() -> None:
    mail = {name: value for name, value in a_mail().items() if "5D01" not in name}
    mail["__substg1.0_5D02001F"] = "Ekonomi@Furulund.example".encode("utf-16-le")
    assert head(compound(mail)).sender == "ekonomi@furulund.example"


def test_another_document_in_a_compound_file_is_no_mail() -> None:
    assert not is_mail(compound({"WordDocument": b"text"}))


@pytest.mark.parametrize("share", [0.02, 0.3, 0.7, 0.95])
def test_a_truncated_mail_is_unreadable_or_gives_less(share: float) -> None:
    cut = MAIL[: int(len(MAIL) * share)]
    if is_mail(cut):
        with pytest.raises(UnreadableDocument):
            attachments(cut)


@settings(max_examples=150, deadline=None)
@given(seed=st.integers(0, 2**32), count=st.integers(1, 40))
def test_a_damaged_mail_raises_nothing_but_our_own(seed: int, count: int) -> None:
    chance, data = random.Random(seed), bytearray(MAIL)  # noqa: S311 - repeatable damage, no secret
    for _ in range(count):
        at = chance.choice((chance.randrange(512), chance.randrange(len(data))))
        data[at] = chance.randrange(256)
    try:
        head(bytes(data))
        attachments(bytes(data))
    except KonteraError:
        pass
