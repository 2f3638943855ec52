"""A mail is opened to its attachments, whatever it is wrapped in."""

from __future__ import annotations

from contextlib import suppress
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kontera.core.errors import DocumentTooLarge, KonteraError, UnreadableDocument
from kontera.formats.mail import attachments, head, is_mail

PDF = b"%PDF-1.7 faktura"


def a_mail(*files: tuple[str, bytes], subject: str = "Faktura") -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = "Säljaren AB <Faktura@Saljare.example>"
    mail["To"] = "alfa.abcdefghij@in.example"
    mail["Subject"] = subject
    mail["Message-ID"] = "<1@saljare.example>"
    mail.set_content("Hej!")
    mail.add_alternative("<p>Hej!</p>", subtype="html")
    for name, data in files:
        mail.add_attachment(data, maintype="application", subtype="pdf", filename=name)
    return mail


def test_the_attachments_come_in_order_and_the_bodies_stay_behind() -> None:
    raw = a_mail(("a.pdf", PDF), ("Fäktura åäö.pdf", PDF + b"2")).as_bytes()
    assert attachments(raw) == (("a.pdf", PDF), ("Fäktura åäö.pdf", PDF + b"2"))


def test_the_head_says_who_what_and_which() -> None:
    told = head(a_mail(subject="Faktura för mars").as_bytes())
    assert (told.sender, told.subject) == ("faktura@saljare.example", "Faktura för mars")
    assert told.message_id == "<1@saljare.example>"


def test_a_forwarded_mail_is_opened_too() -> None:
    outer = a_mail()
    outer.add_attachment(a_mail(("inner.pdf", PDF)))
    assert attachments(outer.as_bytes()) == (("inner.pdf", PDF),)


def test_a_mail_that_is_nothing_but_a_pdf_is_its_attachment() -> None:
    mail = EmailMessage()
    mail["From"] = "skanner@example.se"
    mail.set_content(PDF, maintype="application", subtype="pdf")
    assert attachments(mail.as_bytes()) == (("attachment.pdf", PDF),)


def test_a_mail_without_attachments_has_none() -> None:
    assert attachments(a_mail().as_bytes()) == ()


def test_an_xml_attached_as_text_is_taken() -> None:
    mail = a_mail()
    mail.add_attachment("<Invoice/>", subtype="xml", filename="invoice.xml")
    assert [name for name, _ in attachments(mail.as_bytes())] == ["invoice.xml"]


def test_winmail_is_left_out() -> None:
    mail = a_mail()
    mail.add_attachment(b"\x78\x9f\x3e\x22", maintype="application", subtype="ms-tnef", filename="winmail.dat")
    assert attachments(mail.as_bytes()) == ()


def test_a_name_never_carries_a_path() -> None:
    assert attachments(a_mail(("../../etc/passwd.pdf", PDF)).as_bytes())[0][0] == "passwd.pdf"
    assert attachments(a_mail(("C:\\Fakturor\\a.pdf", PDF)).as_bytes())[0][0] == "a.pdf"


def test_more_than_fifty_attachments_are_too_much() -> None:
    with pytest.raises(DocumentTooLarge):
        attachments(a_mail(*((f"{n}.pdf", PDF) for n in range(51))).as_bytes())


def test_mails_in_mails_past_the_depth_are_too_much() -> None:
    mail = a_mail(("a.pdf", PDF))
    for _ in range(4):
        outer = a_mail()
        outer.add_attachment(mail)
        mail = outer
    with pytest.raises(DocumentTooLarge):
        attachments(mail.as_bytes())


@pytest.mark.parametrize("raw", [b"", b"\x00\x01\x02", b"just some words\n"])
def test_what_has_no_head_is_no_mail(raw: bytes) -> None:
    with pytest.raises(UnreadableDocument):
        attachments(raw)


@settings(deadline=None)
@given(st.binary(max_size=500))
def test_hostile_bytes_raise_only_our_own_errors(data: bytes) -> None:
    for raw in (data, b"From: a@b\n" + data, b'Content-Type: multipart/mixed; boundary="x"\n\n--x\n' + data):
        with suppress(KonteraError):
            attachments(raw)
        with suppress(KonteraError):
            head(raw)


@settings(deadline=None)
@given(st.integers(0, 2000), st.binary(min_size=1, max_size=4))
def test_a_damaged_mail_raises_only_our_own_errors(at: int, junk: bytes) -> None:
    raw = bytearray(a_mail(("a.pdf", PDF)).as_bytes())
    raw[at % len(raw) : at % len(raw) + len(junk)] = junk
    with suppress(KonteraError):
        attachments(bytes(raw))
        head(bytes(raw))


@pytest.mark.parametrize(
    "data",
    [
        a_mail().as_bytes(),
        b"\xef\xbb\xbf" + a_mail().as_bytes(),
        b"Return-Path: <a@b.example>\r\nReceived: from x\r\n\tby y; today\r\nX-Odd: 1\r\n\r\nHej",
    ],
)
def test_a_saved_mail_is_told_by_its_fields(data: bytes) -> None:
    assert is_mail(data)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        PDF,
        b"<Invoice/>",
        b"Subject: one field only\n\nHej",
        b"Hej,\nFrom: a\nTo: b\n",
        b"Datum: 1\nFakturanr: 2\n",
    ],
)
def test_other_text_is_no_mail(data: bytes) -> None:
    assert not is_mail(data)
