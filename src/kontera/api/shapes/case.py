"""The shapes of a case: one row in a list, and all that is known of it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from pydantic import Field

from kontera.actions.report import CaseView
from kontera.api.shapes.base import Number, Shape
from kontera.api.shapes.document import DocumentOut
from kontera.api.shapes.invoice import InvoiceOut
from kontera.api.shapes.ledger import CodingRowOut, VoucherOut
from kontera.api.shapes.payment import PayItemOut
from kontera.core.case import Case, Queue, State
from kontera.core.document import Piece
from kontera.core.event import DataRead, Event, Interpreted, Noted, PagesRead, PagesRecognised, Received
from kontera.core.evidence import Source
from kontera.core.finding import Finding, Severity
from kontera.core.invoice import DocumentType
from kontera.core.leaf import PageKind
from kontera.core.row import Origin, row_of
from kontera.core.serial import to_json
from kontera.core.validation import Breach, Layer, Report, Verdict, Weight
from kontera.core.validation import State as RulesState

_PLACE: Final = re.compile(r"\{(\w+)\}")


class CaseLineOut(Shape):
    """One case as lists show it."""

    id: str = Field(description="Its id.")
    revision: int = Field(description="The number of its last event; send it back when you change something.")
    state: State = Field(description="Where it stands.")
    queue: Queue = Field(description="Its queue in the inbox; empty when it is no longer there.")
    origin: Origin = Field(description="How the invoice came.")
    received: datetime = Field(description="When it came, in UTC.")
    type: DocumentType = Field(description="What the document is.")
    supplier: str = Field(description="The supplier's id; empty when it is not known.")
    supplier_name: str = Field(description="The seller's name as the invoice states it.")
    number: str = Field(description="The invoice number.")
    issue_date: date | None = Field(description="The invoice date.")
    due_date: date | None = Field(description="When it is due.")
    payable: Number | None = Field(description="The amount to pay, unsigned, as on the document.")
    currency: str = Field(description="ISO 4217.")
    reference: str = Field(description="The payment reference.")
    account: str = Field(description='The account to pay to, such as "bankgiro:9912346".')
    lines: int = Field(description="How many lines it has.")
    doubts: list[str] = Field(description="The rules that made a remark.")
    batch: str = Field(description="The batch of payments it stands in.")
    voucher: str = Field(description="The voucher that booked it last.")
    booked_on: date | None = Field(description="The accounting date of that voucher.")
    open_amount: Number | None = Field(description="What the ledger still owes; negative for a credit note.")
    retain_until: date | None = Field(description="The day until which it must be kept, once archived.")
    waits_for: list[str] = Field(
        description='Whom it waits for: "person:ID", "role:NAME", "answer:person:ID", "held"; "-person:ID" is left out.'
    )
    waits_since: datetime | None = Field(description="Since when it waits for them, in UTC.")
    file_name: str = Field(description="The document's file name.")
    digest: str = Field(description="The SHA-256 of the document.")


class BoxOut(Shape):
    """A rectangle on the upright page, in fractions 0 to 1 of its width and height, from the top left."""

    x0: float = Field(description="The left edge.")
    y0: float = Field(description="The top edge.")
    x1: float = Field(description="The right edge.")
    y1: float = Field(description="The bottom edge.")


class PlaceOut(Shape):
    """Where on the document."""

    page: int = Field(description="The page, from 1.")
    boxes: list[BoxOut] = Field(description="The boxes of the words.")


class AlternativeOut(Shape):
    """Another candidate for the same value."""

    value: str = Field(description="The value as text.")
    sure: float = Field(description="Its probability, 0 to 1.")
    place: PlaceOut | None = Field(description="Where it was seen.")


class EvidenceOut(Shape):
    """Why a value is believed."""

    source: Source = Field(description="Where it came from.")
    sure: float = Field(description="The probability, 0 to 1, that it is right.")
    by: str = Field(description="The rule, label or model that chose it.")
    place: PlaceOut | None = Field(description="Where on the document it was seen.")
    raw: str = Field(description="The text as it was read.")
    reasons: list[str] = Field(description="Why, in short English phrases.")
    alternatives: list[AlternativeOut] = Field(description="What else it could be.")


def _filled(msgid: str, values: dict[str, str]) -> str:
    return _PLACE.sub(lambda place: values.get(place[1], place[0]), msgid)


class FindingOut(Shape):
    """A remark on the invoice."""

    key: str = Field(description="What to name when it is released.")
    rule: str = Field(description="The stable id of the rule.")
    severity: Severity = Field(description="How much it weighs; a stop holds the payment.")
    message: str = Field(description="The remark in English.")
    field: str = Field(description="The path of the value it speaks of.")
    values: dict[str, str] = Field(description="The values the message speaks of, by name.")
    by: str = Field(description="The step that made it.")

    @classmethod
    def of(cls, finding: Finding) -> FindingOut:
        """The shape of a finding, its message filled in."""
        values = dict(finding.values)
        return cls(
            key=finding.key,
            rule=finding.rule,
            severity=finding.severity,
            message=_filled(finding.msgid, values),
            field=finding.field,
            values=values,
            by=finding.by,
        )


class PageOut(Shape):
    """One page of the document."""

    number: int = Field(description="From 1.")
    width: float = Field(description="Points for a PDF, pixels for a picture.")
    height: float = Field(description="Points for a PDF, pixels for a picture.")
    turned: int = Field(description="By how many degrees, counter-clockwise, the page was turned to stand upright.")
    by: str = Field(description='"text" for a text layer, "ocr" for optical reading, empty when it waits for it.')


class ActOut(Shape):
    """Who did it, and when."""

    by: str = Field(description="Who.")
    at: datetime = Field(description="When, in UTC.")


class ApprovalOut(Shape):
    """An approval that stands."""

    act: ActOut = Field(description="Who approved, and when.")
    amount: Number = Field(description="The amount approved.")
    currency: str = Field(description="ISO 4217.")
    account: str = Field(description="The payee's account approved.")


class HappenedOut(Shape):
    """One event in the life of the case."""

    seq: int = Field(description="Its place, from 1.")
    at: datetime = Field(description="When, in UTC.")
    by: str = Field(description='By whom: "person:ID", or "way" for the system.')
    name: str = Field(description="The person's name, where it was one.")
    kind: str = Field(description="What happened.", examples=["Corrected"])
    values: dict[str, Any] = Field(description="What it says; words of pages and whole readings are left out.")
    hash: str = Field(description="The hash that chains it to the event before.")

    @classmethod
    def of(cls, noted: Noted, names: Mapping[str, str]) -> HappenedOut:
        """The shape of an event."""
        return cls(
            seq=noted.seq,
            at=noted.at,
            by=noted.by,
            name=names.get(noted.by, ""),
            kind=type(noted.event).__name__,
            values=_said(noted.event),
            hash=noted.hash,
        )


class SupplierMatchOut(Shape):
    """How the supplier was found in the register."""

    by: str = Field(description="The criterion.")
    sure: float = Field(description="The probability, 0 to 1, that it is right.")
    others: list[str] = Field(description="The ids of the suppliers it could also be.")


class StandingOut(Shape):
    """Where a case stands after an act; the system may go on with it at once."""

    id: str = Field(description="Its id.")
    revision: int = Field(description="The number of its last event.")
    state: State = Field(description="Where it stands.")
    queue: Queue = Field(description="Its queue in the inbox; empty when it is no longer there.")

    @classmethod
    def of(cls, case: Case) -> StandingOut:
        """The standing of a case."""
        return cls(id=case.id, revision=case.revision, state=case.state, queue=case.queue)


class LayerOut(Shape):
    """What became of one layer of rules."""

    layer: Layer = Field(description="The kind of rules.")
    state: RulesState = Field(description="Whether they ran.")
    release: str = Field(description="The release of the rules.")
    by: str = Field(description="What carried them out.")
    reason: str = Field(description="Why they did not run, in words.")


class BreachOut(Shape):
    """One broken rule at one place of the e-invoice."""

    rule: str = Field(description="The id its publisher gave it.")
    weight: Weight = Field(description="How heavy it is, as its publisher says.")
    layer: Layer = Field(description="The layer it belongs to.")
    message: str = Field(description="What is wrong, in English.")
    mend: str = Field(description="How to put it right, in English.")
    field: str = Field(description="The path of the value it speaks of; empty when there is none.")
    found: str = Field(description="The value found there.")
    xpath: str = Field(description="The place in the XML.")
    line: int = Field(description="The line in the XML, from 1; 0 when it is not known.")

    @classmethod
    def of(cls, breach: Breach) -> BreachOut:
        """The shape of a breach, its sentences filled in."""
        values = dict(breach.values)
        return cls(
            rule=breach.rule,
            weight=breach.weight,
            layer=breach.layer,
            message=_filled(breach.says, values),
            mend=_filled(breach.mend, values),
            field=breach.field,
            found=breach.found,
            xpath=breach.xpath,
            line=breach.line,
        )


class ReportOut(Shape):
    """How the e-invoice was judged by the rules of its format."""

    format: str = Field(description="The syntax.")
    profile: str = Field(description="What the document claims to follow.")
    verdict: Verdict = Field(description="Valid only when every layer that applies ran.")
    layers: list[LayerOut] = Field(description="What ran.")
    breaches: list[BreachOut] = Field(description="The broken rules.")

    @classmethod
    def of(cls, report: Report) -> ReportOut:
        """The shape of a report."""
        return cls(
            format=report.format,
            profile=report.profile,
            verdict=report.verdict,
            layers=[LayerOut.model_validate(run) for run in report.layers],
            breaches=[BreachOut.of(breach) for breach in report.breaches],
        )


class PieceOut(Shape):
    """Pages of one received file that are part of an invoice which came in several."""

    case: str = Field(description="The case that the file became; its original is fetched there.")
    name: str = Field(description="The file's name.")
    digest: str = Field(description="The SHA-256 of the file as received, in hex.")
    pages: list[int] = Field(description="Its pages, from 1.")

    @classmethod
    def of(cls, piece: Piece) -> PieceOut:
        """The shape of a piece."""
        return cls(case=piece.case, name=piece.document.name, digest=piece.document.digest, pages=list(piece.pages))


class CaseOut(CaseLineOut):
    """All that is known of one case."""

    document: DocumentOut = Field(description="The document as it was received.")
    part: int = Field(description="Which invoice of the document it is, from 0.")
    first: str = Field(description="The case of the first invoice in the same document; empty for that one itself.")
    pieces: list[PieceOut] = Field(description="The files it is read from, in order, when it came in several.")
    joined_into: str = Field(description="The case that its pages are part of; empty when it stands alone.")
    page_kinds: dict[int, PageKind] = Field(description="What each page is, by its number; none for an e-invoice.")
    pages: list[PageOut] = Field(description="The pages; none for an e-invoice.")
    format: str = Field(description='What it was read from, such as "ubl", "cii", "text" or "picture".')
    language: str = Field(description="The language of the document, ISO 639-1.")
    unread: list[str] = Field(description="Elements of an e-invoice that have no place in the invoice.")
    invoice: InvoiceOut = Field(description="The invoice as it is now, with corrections.")
    evidence: dict[str, EvidenceOut] = Field(description="Why each value is believed, by its path in the invoice.")
    corrected: list[str] = Field(description="The paths a person has set.")
    supplier_chosen: bool = Field(description="Whether a person chose the supplier.")
    match: SupplierMatchOut | None = Field(description="How the supplier was found.")
    findings: list[FindingOut] = Field(description="The remarks that stand; those released are left out.")
    report: ReportOut | None = Field(description="How an e-invoice was judged by the rules of its format.")
    released: list[str] = Field(description="The keys of the stops that a person has released.")
    coding: list[CodingRowOut] = Field(description="The coding.")
    verified: ActOut | None = Field(description="Who verified the reading.")
    approvals: list[ApprovalOut] = Field(description="The approvals that stand.")
    disputed: str = Field(description="Why it is disputed; empty when it is not.")
    closed: str = Field(description="Why it was taken out of the way; empty when it was not.")
    vouchers: list[VoucherOut] = Field(description="The vouchers that booked it and its payment, reversals included.")
    payment: PayItemOut | None = Field(description="What is to be paid, once it is approved.")
    paid_on: date | None = Field(description="When the bank paid.")
    history: list[HappenedOut] = Field(description="Its events, the oldest first: the audit trail.")

    @classmethod
    def of(cls, view: CaseView) -> CaseOut:
        """The shape of a case."""
        case = view.case
        line = CaseLineOut.model_validate(row_of(case))
        return cls.model_validate({**dict(line), **_read_part(case), **_worked_part(case), "history": _trail(view)})


def _read_part(case: Case) -> dict[str, object]:
    reading = case.reading
    return {
        "document": DocumentOut.model_validate(case.document),
        "part": case.part,
        "first": case.first,
        "pieces": [PieceOut.of(piece) for piece in case.pieces],
        "joined_into": case.joined_into,
        "page_kinds": {leaf.page: leaf.kind for leaf in reading.leaves} if reading else {},
        "pages": [PageOut.model_validate(page) for page in case.pages],
        "format": reading.format if reading else "",
        "language": reading.language if reading else "",
        "unread": reading.unread if reading else (),
        "invoice": InvoiceOut.model_validate(case.invoice),
        "evidence": {path: EvidenceOut.model_validate(seen) for path, seen in case.evidence.items()},
        "corrected": case.corrected,
    }


def _worked_part(case: Case) -> dict[str, object]:
    paid = (case.payment_voucher,) if case.payment_voucher else ()
    return {
        "supplier_chosen": case.supplier_chosen,
        "match": SupplierMatchOut.model_validate(case.matched) if case.matched else None,
        "findings": [FindingOut.of(finding) for finding in case.findings],
        "report": ReportOut.of(case.report) if case.report else None,
        "released": sorted(case.released),
        "coding": [CodingRowOut.model_validate(row) for row in case.rows],
        "verified": ActOut.model_validate(case.verified) if case.verified else None,
        "approvals": [ApprovalOut.model_validate(approval) for approval in case.approvals],
        "disputed": case.disputed,
        "closed": case.closed,
        "vouchers": [VoucherOut.model_validate(voucher) for voucher in (*case.vouchers, *paid)],
        "payment": PayItemOut.model_validate(case.item) if case.item else None,
        "paid_on": case.paid.on if case.paid else None,
    }


def _trail(view: CaseView) -> list[HappenedOut]:
    return [HappenedOut.of(noted, view.names) for noted in view.history]


def _said(event: Event) -> dict[str, Any]:
    match event:
        case PagesRead(pages) | PagesRecognised(pages):
            return {"pages": len(pages)}
        case DataRead(reading):
            return {"format": reading.format}
        case Interpreted(reading):
            return {"format": reading.format if reading else ""}
        case Received(document, part, _):
            return {"digest": document.digest, "name": document.name, "part": part}
        case _:
            plain: dict[str, Any] = json.loads(to_json(event))
            return plain
