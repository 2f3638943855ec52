"""Mails that Outlook saved open as other mails do, and hostile ones are refused."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kontera.core.errors import DocumentTooLarge, KonteraError, UnreadableDocument
from kontera.formats.mail import attachments, head, is_mail
from kontera.formats.outlook import MOST_DEPTH
from outlook import Tree, a_mail, a_msg, compound

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
