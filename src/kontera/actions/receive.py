"""Take in documents, by whatever way they came: kept and recorded before anybody is told so."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace

from kontera.actions.desk import Desk
from kontera.core.company import Company, Right
from kontera.core.document import Channel, Document, Refused
from kontera.core.errors import DocumentTooLarge, KonteraError, NotFound, UnsupportedDocument
from kontera.core.event import Event, Received
from kontera.formats.mail import MOST_PACKED, attachments, head, is_mail
from kontera.formats.media import is_zip, media_type, unzipped
from kontera.pipeline.pairing import File, paired
from kontera.pipeline.portfolio import files_of
from kontera.ports import Box, Doors, TaskKind


class NotTaken(KonteraError):
    """A file of the watched folder was refused."""

    code, status, exit_code = "document.not_taken", 422, 3
    msgid = "{name} was not taken in: {reason}"


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of one document: its case, whether the same bytes were known, or why it was refused."""

    name: str
    digest: str
    case: str = ""
    known: bool = False
    refused: Refused | None = None


@dataclass(frozen=True, slots=True)
class Arrival:
    """How something arrived; `then` is what happens to its case in the transaction that makes it.

    `packed` counts the ZIPs, saved mails and portfolios that it lay in.
    """

    channel: Channel
    by: str
    sender: str = ""
    envelope: str = ""
    then: tuple[Event, ...] = ()
    packed: int = 0


def receive(desk: Desk, name: str, data: bytes, channel: Channel) -> tuple[Receipt, ...]:
    """Take in one file for the person's company; a ZIP or a saved mail gives one receipt for each file in it.

    What cannot be an invoice is refused, with a reason, and stays in the list of refused documents.
    """
    box = desk.ask(Right.RECEIVE)
    return take(desk.doors, box.company.id, name, data, Arrival(channel, desk.by, desk.person.email))


def from_folder(doors: Doors, mailbox: str, name: str, data: bytes) -> tuple[Receipt, ...]:
    """Take in a file laid in a company's watched folder. Raises NotFound for an unknown company, NotTaken."""
    receipts = take(doors, _company(doors, mailbox).id, name, data, Arrival(Channel.FOLDER, "folder"))
    refused = next((receipt.refused for receipt in receipts if receipt.refused), None)
    if refused is not None:
        raise NotTaken(name=refused.name, reason=refused.reason)
    return receipts


def from_mail(doors: Doors, mailbox: str, raw: bytes) -> str:
    """Keep a whole mail as it came and ask for it to be opened; gives its digest. Raises NotFound."""
    company = _company(doors, mailbox)
    digest = doors.blobs.put(company.id, raw)
    with doors.boxes.open(company.id).transaction() as note:
        if note.claim(f"mail:{digest}"):
            note.later(TaskKind.UNPACK, digest, f"unpack:{company.id}:{digest}")
    return digest


def unpack(doors: Doors, company: str, digest: str) -> tuple[Receipt, ...]:
    """Open a kept mail and take in what is attached to it; a mail without attachments is refused visibly."""
    raw = doors.blobs.get(company, digest)
    box = doors.boxes.open(company)
    arrival = Arrival(Channel.MAIL, "mail", envelope=digest)
    try:
        arrival = replace(arrival, sender=head(raw).sender)
        found = attachments(raw)
    except KonteraError as error:
        return (_refuse(doors, box, digest[:12] + ".eml", raw, arrival, error),)
    if not found:
        return (
            _refuse(doors, box, digest[:12] + ".eml", raw, arrival, UnsupportedDocument(media_type="message/rfc822")),
        )
    return _together(doors, company, found, arrival)


def _together(doors: Doors, company: str, files: Iterable[tuple[str, bytes]], arrival: Arrival) -> tuple[Receipt, ...]:
    """Take in files that came together; a PDF that shows one of the e-invoices among them goes with it."""
    return tuple(
        receipt
        for file in paired(tuple(files), doors.pdf)
        for receipt in take(doors, company, file.name, file.data, arrival, file.picture)
    )


def take(
    doors: Doors, company: str, name: str, data: bytes, arrival: Arrival, picture: tuple[str, bytes] | None = None
) -> tuple[Receipt, ...]:
    """Take in one file's bytes, and the PDF that shows it: kept, recorded as a case, and asked to be walked."""
    box = doors.boxes.open(company)
    try:
        _small_enough(box, data)
        if is_zip(data):
            return _together(doors, company, unzipped(data), _within(arrival))
        if is_mail(data):
            found = _attached(data)
            envelope = arrival.envelope or doors.blobs.put(company, data)
            return _together(doors, company, found, replace(_within(arrival), envelope=envelope))
        if files := files_of(data, doors.pdf):
            return _together(doors, company, files, _within(arrival))
        return (_admit(doors, box, File(name, data, picture), arrival),)
    except KonteraError as error:
        if error.code.startswith("document."):
            return (_refuse(doors, box, name, data, arrival, error),)
        raise


def _within(arrival: Arrival) -> Arrival:
    """How what is packed in an arrival comes. Raises DocumentTooLarge past four ZIPs and mails in each other."""
    if arrival.packed >= MOST_PACKED:
        raise DocumentTooLarge(size="more nested or parted", limit=str(MOST_PACKED))
    return replace(arrival, packed=arrival.packed + 1)


def _attached(mail: bytes) -> tuple[tuple[str, bytes], ...]:
    """What is attached to a saved mail. Raises UnsupportedDocument when nothing is."""
    found = attachments(mail)
    if not found:
        raise UnsupportedDocument(media_type="message/rfc822")
    return found


def _small_enough(box: Box, data: bytes) -> None:
    limit = box.company.policy.max_bytes
    if len(data) > limit:
        raise DocumentTooLarge(size=len(data), limit=limit)


def _admit(doors: Doors, box: Box, file: File, arrival: Arrival) -> Receipt:
    name, data = file.name, file.data
    kind = media_type(data)
    digest = hashlib.sha256(data).hexdigest()
    known = box.by_digest(digest)
    if known is not None:
        return Receipt(name, digest, known, known=True)
    doors.blobs.put(box.company.id, data)
    if file.picture is not None:
        doors.blobs.put(box.company.id, file.picture[1])
    document = Document(
        digest,
        len(data),
        kind,
        name,
        arrival.channel,
        doors.clock.now(),
        arrival.sender,
        arrival.envelope,
        hashlib.sha256(file.picture[1]).hexdigest() if file.picture else "",
        file.picture[0] if file.picture else "",
    )
    case = digest[:20]
    with box.transaction() as note:
        if not note.claim(f"received:{digest}"):
            return Receipt(name, digest, case, known=True)
        number = note.event(case, Received(document), by=arrival.by, expect=0).seq
        for event in arrival.then:
            number = note.event(case, event, by=arrival.by, expect=number).seq
        note.later(TaskKind.WALK, case, f"walk:{box.company.id}:{case}:1")
    return Receipt(name, digest, case)


def _refuse(doors: Doors, box: Box, name: str, data: bytes, arrival: Arrival, error: KonteraError) -> Receipt:
    digest = hashlib.sha256(data).hexdigest()
    refused = Refused(
        digest, name, len(data), arrival.channel, doors.clock.now(), error.code, str(error), arrival.sender
    )
    with box.transaction() as note:
        note.refuse(refused)
    return Receipt(name, digest, refused=refused)


def _company(doors: Doors, mailbox: str) -> Company:
    company = doors.boxes.by_mailbox(mailbox)
    if company is None:
        raise NotFound(what=mailbox)
    return company
