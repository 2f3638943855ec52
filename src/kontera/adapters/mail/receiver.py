"""Receives mail: a mail is accepted once its bytes are kept, and refused in the session otherwise; nothing bounces."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import Final

from aiosmtpd.controller import Controller
from aiosmtpd.lmtp import LMTP
from aiosmtpd.smtp import SMTP, Envelope, Session

from kontera.core.errors import KonteraError

MAX_BYTES: Final = 40 * 1024 * 1024  # a document of 30 MB grows by a third on its way
MAX_RECIPIENTS: Final = 10
MAX_CONNECTIONS: Final = 20
MAX_LINE: Final = 4096
MAX_COMMANDS: Final = 100  # of one kind in a session
IDLE_SECONDS: Final = 60
_LOG: Final = logging.getLogger(__name__)
_OK: Final = "250 2.0.0 Kept"
_LATER: Final = "451 4.3.0 Not kept, try again later"
Known = Callable[[str], bool]
Take = Callable[[str, bytes, str], object]


class _Handler:
    """Answers RCPT and DATA. Looking up and keeping block, so they run in threads."""

    def __init__(self, known: Known, take: Take, domain: str, *, lmtp: bool) -> None:
        self._known = known
        self._take = take
        self._domain = domain.casefold()
        self._lmtp = lmtp
        self.connections = 0

    async def handle_RCPT(  # noqa: N802 - aiosmtpd names its hooks after the commands
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        """Refuse whom nobody here is, before any byte is sent."""
        if len(envelope.rcpt_tos) >= MAX_RECIPIENTS:
            return "452 4.5.3 Too many recipients, send the rest apart"
        mailbox, _, domain = address.rpartition("@")
        if self._domain and domain.casefold() != self._domain:
            return "550 5.7.1 Not for this server"
        try:
            known = await asyncio.to_thread(self._known, mailbox)
        except Exception:  # noqa: BLE001 - logged, and tried again
            _LOG.exception("looking up a mailbox failed")
            return "451 4.3.0 Cannot look it up, try again later"
        if not known:
            return "550 5.1.1 No such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - as above
        """Keep the mail for each recipient. SMTP has one answer for all of them, LMTP one for each (RFC 2033)."""
        raw = bytes(envelope.original_content or b"")
        answers = [await self._kept(address, raw, envelope.mail_from or "") for address in envelope.rcpt_tos]
        if self._lmtp:
            return "\r\n".join(answers)
        return next((answer for answer in answers if answer != _OK), _OK)

    async def _kept(self, address: str, raw: bytes, sender: str) -> str:
        mailbox = address.rpartition("@")[0]
        try:
            await asyncio.to_thread(self._take, mailbox, raw, sender)
        except KonteraError as error:
            _LOG.warning("a mail was not kept: %s", error.code)
            return _LATER
        except Exception:  # noqa: BLE001 - logged, and tried again
            _LOG.exception("keeping a mail failed")
            return _LATER
        return _OK


class _Capped(SMTP):
    """A session with our caps on the length of lines and the number of sessions at once."""

    line_length_limit = MAX_LINE
    event_handler: _Handler
    _counted = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Turn away one session too many."""
        if self.event_handler.connections >= MAX_CONNECTIONS and isinstance(transport, asyncio.WriteTransport):
            transport.write(b"421 4.3.2 Too many connections\r\n")
            transport.close()
            return
        self._counted = True
        self.event_handler.connections += 1
        super().connection_made(transport)

    def connection_lost(self, error: Exception | None) -> None:
        """Count it out."""
        if self._counted:
            self.event_handler.connections -= 1
            super().connection_lost(error)


class _CappedLmtp(_Capped, LMTP):
    """The same over LMTP, for a mail server in front of us."""


class _Server(Controller):
    """Runs the sessions in a thread of its own."""

    def __init__(self, handler: _Handler, host: str, port: int, name: str, max_bytes: int, *, lmtp: bool) -> None:
        self._session = _CappedLmtp if lmtp else _Capped
        self._max_bytes = max_bytes
        self._name = name
        super().__init__(handler, hostname=host, port=port)

    def factory(self) -> SMTP:
        """One session."""
        return self._session(
            self.handler,
            data_size_limit=self._max_bytes,
            enable_SMTPUTF8=True,
            hostname=self._name,
            ident="Kontera",
            timeout=IDLE_SECONDS,
            command_call_limit=MAX_COMMANDS,
        )


class MailReceiver:
    """Listens for mail.

    `known` says whether a mailbox (the local part) is somebody's; `take` keeps the raw mail with its envelope sender
    and returns only when it is safe, whatever it raises makes the sender try again later. An empty `domain` takes mail
    for any. It trusts its network: facing the internet, a mail server stands in front and hands over by LMTP.
    """

    def __init__(
        self,
        host: str,
        port: int,
        known: Known,
        take: Take,
        max_bytes: int = MAX_BYTES,
        *,
        lmtp: bool = False,
        domain: str = "",
    ) -> None:
        handler = _Handler(known, take, domain, lmtp=lmtp)
        self._server = _Server(handler, host, port, domain or "localhost", max_bytes, lmtp=lmtp)

    def start(self) -> None:
        """Listen in a thread of its own; returns when it does. Raises OSError when the address is taken."""
        self._server.start()

    def stop(self) -> None:
        """Stop listening and end the sessions."""
        self._server.stop(no_assert=True)
