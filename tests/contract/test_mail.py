"""The promises of the mail receiver, over SMTP and LMTP, with a real client."""

from __future__ import annotations

import smtplib
import socket
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from kontera.adapters.mail.receiver import MailReceiver
from kontera.core.errors import Conflict

MAX_BYTES = 20_000
SENDER = "faktura@saljare.example"
RAW = "From: faktura@saljare.example\r\nSubject: Faktura\r\n\r\nHej, åäö!\r\n".encode()


@dataclass
class Inbox:
    """Whom it knows, what it kept, and whether keeping fails just now."""

    kept: list[tuple[str, bytes, str]] = field(default_factory=list)
    failing: dict[str, Exception] = field(default_factory=dict)

    def known(self, mailbox: str) -> bool:
        return mailbox in {"alfa", "beta"}

    def take(self, mailbox: str, raw: bytes, sender: str) -> None:
        if mailbox in self.failing:
            raise self.failing[mailbox]
        self.kept.append((mailbox, raw, sender))


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


def _running(inbox: Inbox, *, lmtp: bool) -> Iterator[int]:
    port = _free_port()
    receiver = MailReceiver(
        "127.0.0.1", port, inbox.known, inbox.take, MAX_BYTES, lmtp=lmtp, domain="in.kontera.example"
    )
    receiver.start()
    yield port
    receiver.stop()


@pytest.fixture
def smtp(inbox: Inbox) -> Iterator[smtplib.SMTP]:
    for port in _running(inbox, lmtp=False):
        with smtplib.SMTP("127.0.0.1", port, timeout=10) as session:
            yield session


def test_a_mail_is_kept_as_it_came_before_it_is_accepted(inbox: Inbox, smtp: smtplib.SMTP) -> None:
    assert smtp.sendmail(SENDER, ["alfa@in.kontera.example"], RAW) == {}
    assert inbox.kept == [("alfa", RAW, SENDER)]


def test_an_unknown_mailbox_is_refused_before_any_byte(inbox: Inbox, smtp: smtplib.SMTP) -> None:
    with pytest.raises(smtplib.SMTPRecipientsRefused) as refusal:
        smtp.sendmail(SENDER, ["gamma@in.kontera.example"], RAW)
    assert refusal.value.recipients["gamma@in.kontera.example"][0] == 550
    assert inbox.kept == []


def test_it_is_no_relay(inbox: Inbox, smtp: smtplib.SMTP) -> None:
    with pytest.raises(smtplib.SMTPRecipientsRefused) as refusal:
        smtp.sendmail(SENDER, ["alfa@elsewhere.example"], RAW)
    assert refusal.value.recipients["alfa@elsewhere.example"][0] == 550
    assert inbox.kept == []


def test_a_mail_too_large_is_refused(inbox: Inbox, smtp: smtplib.SMTP) -> None:
    smtp.ehlo()
    smtp.esmtp_features.pop("size")  # a sender that does not announce how much it brings
    with pytest.raises(smtplib.SMTPDataError) as refusal:
        smtp.sendmail(SENDER, ["alfa@in.kontera.example"], RAW + b"x\r\n" * MAX_BYTES)
    assert refusal.value.smtp_code == 552
    assert inbox.kept == []


def test_an_announced_size_too_large_is_refused_at_once(smtp: smtplib.SMTP) -> None:
    with pytest.raises(smtplib.SMTPSenderRefused) as refusal:
        smtp.sendmail(SENDER, ["alfa@in.kontera.example"], RAW + b"x\r\n" * MAX_BYTES)
    assert refusal.value.smtp_code == 552


@pytest.mark.parametrize("error", [Conflict(who="x"), OSError("disk full")])
def test_what_cannot_be_kept_is_to_be_sent_again(inbox: Inbox, smtp: smtplib.SMTP, error: Exception) -> None:
    inbox.failing["alfa"] = error
    with pytest.raises(smtplib.SMTPDataError) as refusal:
        smtp.sendmail(SENDER, ["alfa@in.kontera.example"], RAW)
    assert refusal.value.smtp_code == 451
    inbox.failing.clear()
    assert smtp.sendmail(SENDER, ["alfa@in.kontera.example"], RAW) == {}


def test_a_mail_to_two_companies_is_kept_for_both(inbox: Inbox, smtp: smtplib.SMTP) -> None:
    smtp.sendmail(SENDER, ["alfa@in.kontera.example", "beta@in.kontera.example"], RAW)
    assert [mailbox for mailbox, _, _ in inbox.kept] == ["alfa", "beta"]


def test_a_line_without_end_is_refused(inbox: Inbox, smtp: smtplib.SMTP) -> None:
    with pytest.raises(smtplib.SMTPDataError) as refusal:
        smtp.sendmail(SENDER, ["alfa@in.kontera.example"], RAW + b"x" * 9000 + b"\r\n")
    assert refusal.value.smtp_code == 500
    assert inbox.kept == []


def test_one_session_too_many_is_turned_away(inbox: Inbox) -> None:
    for port in _running(inbox, lmtp=False):
        sessions = [smtplib.SMTP("127.0.0.1", port, timeout=10) for _ in range(20)]
        with pytest.raises(smtplib.SMTPConnectError) as refusal:
            smtplib.SMTP("127.0.0.1", port, timeout=10)
        assert refusal.value.smtp_code == 421
        for session in sessions:
            session.quit()
        with smtplib.SMTP("127.0.0.1", port, timeout=10) as session:
            assert session.noop()[0] == 250


def test_over_lmtp_each_recipient_has_an_answer(inbox: Inbox) -> None:
    inbox.failing["beta"] = OSError("disk full")
    for port in _running(inbox, lmtp=True):
        with smtplib.LMTP("127.0.0.1", port, timeout=10) as session:
            session.ehlo_or_helo_if_needed()
            session.mail(SENDER)
            assert session.rcpt("alfa@in.kontera.example")[0] == 250
            assert session.rcpt("beta@in.kontera.example")[0] == 250
            assert session.data(RAW)[0] == 250
            assert session.getreply()[0] == 451
    assert [mailbox for mailbox, _, _ in inbox.kept] == ["alfa"]
