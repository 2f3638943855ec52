"""Validates e-invoices: opens what they came in, asks the rule sheets through their door, and judges each document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import islice
from threading import Lock
from typing import Final

from lxml import etree

from kontera.core.document import MediaType
from kontera.core.errors import KonteraError, UnsupportedDocument
from kontera.core.validation import Breach, Layer, LayerRun, Pack, Report, SheetRun, State, Weight
from kontera.formats.detect import is_invoice_xml
from kontera.formats.envelopes import documents
from kontera.formats.mail import attachments
from kontera.formats.media import is_zip, media_type, unzipped
from kontera.formats.profile import UNKNOWN
from kontera.ports import Asked, PdfReader, Sheets
from kontera.steps.validation import Document, Question, ValidationFacts, document_of, judge, questions

BATCH: Final = 32  # files asked about at once, so that the sheets and we work at the same time
BATCH_BYTES: Final = 16 * 1024**2
DEPTH: Final = 3  # a mail in a ZIP in a mail
_MAIL: Final = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]{1,60}:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*)+\r?\n")
_MAIL_WINDOW: Final = 64 * 1024
_JUDGING: Final = Lock()  # a compiled schema keeps the faults of its last document in itself, for all threads
_BLANKS: Final = b"\xef\xbb\xbf \t\r\n"


@dataclass(frozen=True, slots=True)
class Judging:
    """How to judge: the release of Peppol's rules, whether business rules only, and the operator's rule packs."""

    release: str
    rules_only: bool = False
    packs: tuple[Pack, ...] = ()

    @property
    def facts(self) -> ValidationFacts:
        """The same as the step asks for it, before any sheet was asked."""
        return ValidationFacts(self.release, self.rules_only, self.packs)


Opened = tuple[Document, ...] | Exception
Prepared = tuple[Opened, tuple[tuple[Question, ...], ...]]


def validate_document(data: bytes, sheets: Sheets, judging: Judging) -> tuple[Report, ...]:
    """The judgement of each e-invoice in XML bytes. Raises UnreadableDocument and DocumentTooLarge."""
    found = tuple(document_of(root) for root in documents(data))
    prepared = _prepared(found, judging)
    return _judged(prepared, iter(sheets.judge(_asked(prepared))), judging)


def validate_files(
    files: Iterable[bytes | KonteraError], sheets: Sheets, pdf: PdfReader, judging: Judging
) -> Iterator[tuple[Report, ...]]:
    """The judgement of each file in turn, XML, PDF with XML in it, ZIP or mail; at least one report for each.

    An error stands for a file that is not to be had. What cannot be opened gives a report with one fatal breach;
    nothing a file holds raises. The sheets work on one batch while the batch before it is judged here.
    """
    with ThreadPoolExecutor(1) as ahead:
        before: tuple[list[Prepared], Future[tuple[SheetRun, ...]]] | None = None
        for batch in _batches(files):
            prepared = [_prepared(_opened(data, pdf), judging) for data in batch]
            running = ahead.submit(sheets.judge, [asked for one in prepared for asked in _asked(one)])
            if before is not None:
                yield from _answers(*before, judging)
            before = (prepared, running)
        if before is not None:
            yield from _answers(*before, judging)


def _batches(files: Iterable[bytes | KonteraError]) -> Iterator[list[bytes | KonteraError]]:
    batch: list[bytes | KonteraError] = []
    size = 0
    for file in files:
        batch.append(file)
        size += len(file) if isinstance(file, bytes) else 0
        if len(batch) >= BATCH or size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _answers(
    prepared: Sequence[Prepared], running: Future[tuple[SheetRun, ...]], judging: Judging
) -> Iterator[tuple[Report, ...]]:
    runs = iter(running.result())
    for one in prepared:
        yield _judged(one, runs, judging)


def _opened(data: bytes | KonteraError, pdf: PdfReader) -> Opened:
    """The e-invoices in a file, or why there are none."""
    if isinstance(data, KonteraError):
        return data
    try:
        return tuple(document_of(root) for xml in xml_in(data, pdf) for root in documents(xml))
    except Exception as error:  # noqa: BLE001 - one bad file never stops the rest; its report says what happened
        return error


def xml_in(data: bytes, pdf: PdfReader, depth: int = 0) -> tuple[bytes, ...]:
    """The XML documents in a file, by content: itself, what is attached to a PDF, or in a ZIP or mail.

    Raises UnreadableDocument, UnsupportedDocument, DocumentTooLarge.
    """
    if is_zip(data):
        return _xml_among((inner for _, inner in unzipped(data)), pdf, depth, "application/zip")
    try:
        kind = media_type(data)
    except UnsupportedDocument:
        if data.lstrip(_BLANKS).startswith(b"<"):
            return (data,)  # whether it is XML after all is told by the parser, with the reason
        if not _MAIL.match(data[:_MAIL_WINDOW]):
            raise
        return _xml_among((inner for _, inner in attachments(data)), pdf, depth, "message/rfc822")
    if kind is MediaType.XML:
        return (data,)
    if kind is not MediaType.PDF:
        raise UnsupportedDocument(media_type=kind.value)
    found = tuple(inner for _, inner in pdf.content(data).embedded if is_invoice_xml(inner))
    if not found:
        raise UnsupportedDocument(media_type=kind.value)
    return found


def _xml_among(files: Iterable[bytes], pdf: PdfReader, depth: int, kind: str) -> tuple[bytes, ...]:
    """The XML documents of all files together; those that are no e-invoice are passed over when others are."""
    found: list[bytes] = []
    refused: KonteraError | None = None
    for data in files if depth < DEPTH else ():
        try:
            found.extend(xml_in(data, pdf, depth + 1))
        except KonteraError as error:
            refused = refused or error
    if not found:
        raise refused or UnsupportedDocument(media_type=kind)
    return tuple(found)


def _prepared(opened: Opened, judging: Judging) -> Prepared:
    if isinstance(opened, Exception):
        return opened, ()
    return opened, tuple(questions(document, judging.facts) for document in opened)


def _asked(prepared: Prepared) -> list[Asked]:
    opened, questioned = prepared
    if isinstance(opened, Exception):
        return []
    return [
        Asked(question.sheet, text)
        for document, about in zip(opened, questioned, strict=True)
        if about
        for text in (etree.tostring(document.root, encoding="unicode", with_tail=False).encode(),)
        for question in about
    ]


def _judged(prepared: Prepared, runs: Iterator[SheetRun], judging: Judging) -> tuple[Report, ...]:
    opened, questioned = prepared
    if isinstance(opened, Exception):
        return (_refused(opened),)
    answered = [
        replace(
            judging.facts,
            runs={question.layer: run for question, run in zip(about, islice(runs, len(about)), strict=True)},
        )
        for about in questioned
    ]
    return tuple(_report(document, facts) for document, facts in zip(opened, answered, strict=True))


def _report(document: Document, facts: ValidationFacts) -> Report:
    try:
        with _JUDGING:
            return judge(document, facts)
    except Exception as error:  # noqa: BLE001 - as for opening: the report says what happened
        return _refused(error)


def _refused(error: Exception) -> Report:
    """The report on a file that is no e-invoice, or that we failed on: then the verdict stays open."""
    if isinstance(error, KonteraError):
        values = tuple((name, str(value)) for name, value in error.values.items())
        breach = Breach(error.code, Weight.FATAL, Layer.SCHEMA, error.msgid, values=values)
        return Report(UNKNOWN, layers=(LayerRun(Layer.SCHEMA, State.FAILED, reason=str(error)),), breaches=(breach,))
    name = type(error).__name__
    says = "The file could not be judged ({error})."
    breach = Breach("validation.failed", Weight.WARNING, Layer.SCHEMA, says, values=(("error", name),))
    return Report(UNKNOWN, layers=(LayerRun(Layer.SCHEMA, State.FAILED, reason=name),), breaches=(breach,))
