"""Sends mail through the installation's SMTP server."""

from __future__ import annotations

import smtplib
import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Final

from kontera.core.errors import KonteraError

SECONDS: Final = 20.0


class MailNotSent(KonteraError):
    """The mail server did not take the mail."""

    code, status, exit_code = "mail.not_sent", 502, 75
    msgid = "The mail server did not take the mail: {reason}."


@dataclass(frozen=True, slots=True)
class SmtpPost:
    """A server that takes our mail; `ports.Post`. With `tls` the connection is encrypted before anything is said."""

    host: str
    port: int
    sender: str
    user: str = ""
    password: str = ""
    tls: bool = True

    def send(self, to: str, subject: str, text: str) -> None:
        """Send a plain mail. Raises MailNotSent."""
        mail = EmailMessage()
        try:
            mail["From"], mail["To"], mail["Subject"] = self.sender, to, subject
            mail.set_content(text)
            with smtplib.SMTP(self.host, self.port, timeout=SECONDS) as server:
                if self.tls:
                    server.starttls(context=ssl.create_default_context())
                if self.user:
                    server.login(self.user, self.password)
                server.send_message(mail)
        except (OSError, smtplib.SMTPException, ValueError) as error:
            raise MailNotSent(reason=type(error).__name__) from error
