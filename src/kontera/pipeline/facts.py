"""Fetches what each step must know; a step itself never fetches."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Final

from kontera.core.case import Case
from kontera.core.document import Document, MediaType
from kontera.core.errors import NotReady
from kontera.core.money import Rate
from kontera.core.party import Supplier
from kontera.core.prices import PaidPrice, price_key
from kontera.core.product import Product, line_marks
from kontera.core.row import PastPosting, row_of
from kontera.core.sender import payees
from kontera.formats.detect import read_xml
from kontera.formats.facturx import invoice_xml
from kontera.formats.rules.peppol.ubl import release_on
from kontera.pipeline import accounts
from kontera.pipeline.attesting import approvers_of, arrangement_of, barred_from
from kontera.pipeline.own_model import hints_of, own_model
from kontera.pipeline.picture import all_recognised, picture_beside, picture_of
from kontera.pipeline.pieces import content_of, read_alone, recognised_pieces
from kontera.pipeline.remember import lesson, remembered
from kontera.pipeline.straight import grounds
from kontera.pipeline.validate import Judging, validate_document
from kontera.ports import Box, Doors, PdfContent
from kontera.steps.approval import ApprovalFacts
from kontera.steps.archive import ArchiveFacts
from kontera.steps.checks.check import CheckFacts
from kontera.steps.comparison import ComparisonFacts
from kontera.steps.interpretation.hints import Hints
from kontera.steps.judgement import JudgementFacts
from kontera.steps.ledger import LedgerFacts
from kontera.steps.matching import MatchingFacts, resembling, sought
from kontera.steps.payment import PaymentFacts
from kontera.steps.posting.propose import PostingFacts
from kontera.steps.reading import ReadingFacts
from kontera.steps.reception import ReceptionFacts
from kontera.steps.recognition import RecognitionFacts
from kontera.steps.settlement import SettlementFacts
from kontera.steps.verification import VerificationFacts

INVOICE_SERIES: Final = "L"
PAYMENT_SERIES: Final = "B"


def _document(case: Case) -> Document:
    if case.document is None:
        raise NotReady(reason="nothing was received")
    return case.document


def _content(case: Case, box: Box, doors: Doors) -> PdfContent:
    """What the document holds; a picture is pages without words, data has no pages."""
    document = _document(case)
    if case.pieces:
        return content_of(case.pieces, box.company.id, doors)
    if document.media_type is MediaType.XML:
        return PdfContent(())
    return doors.pdf.content(doors.blobs.get(box.company.id, case.readable))


def _supplier(case: Case, box: Box) -> Supplier | None:
    return box.supplier(case.supplier) if case.supplier else None


def _history(supplier: Supplier | None, box: Box) -> tuple[PastPosting, ...]:
    """What was booked on this supplier's invoices, those of records merged into it among them; newest first."""
    found = [posting for one in (supplier.ids if supplier else ()) for posting in box.postings(one)]
    return tuple(sorted(found, key=lambda posting: posting.on, reverse=True))


def _rate(case: Case, given: Decimal | None, on: date, box: Box, doors: Doors) -> Rate | None:
    """The rate a person gave, else the published one; None for the company's own currency or when none is known."""
    currency, base = case.invoice.currency, box.company.currency
    if not currency or currency == base:
        return None
    if given is not None:
        return Rate(currency, base, on, given, "given")
    return doors.rates.rate(currency, base, on)


def reception(case: Case, box: Box, doors: Doors) -> ReceptionFacts:
    """How long the document is."""
    return ReceptionFacts(len(_content(case, box, doors).pages), box.company.policy.max_pages)


def reading(case: Case, box: Box, doors: Doors) -> ReadingFacts:
    """The document's bytes, its pages with their text layer, and what is embedded in it."""
    content = _content(case, box, doors)
    data = doors.blobs.get(box.company.id, case.readable)
    return ReadingFacts(data, content.pages, content.covered, content.embedded, content.unseen)


def recognition(case: Case, box: Box, doors: Doors) -> RecognitionFacts:
    """The waiting pages, read optically; none where the company does not have its documents scanned."""
    waiting = tuple(page for page in case.pages if not page.by)
    if not waiting or not box.company.scanning:
        return RecognitionFacts((), box.company.scanning)
    if case.first:  # a later invoice of the same file: its pages were recognised with the first
        known = read_alone(case.first, waiting, box)
        if len(known) == len(waiting):
            return RecognitionFacts(known)
    if case.pieces:
        return RecognitionFacts(recognised_pieces(case, waiting, box, doors))
    if case.apart and len(known := read_alone(case.id, waiting, box)) == len(waiting):
        return RecognitionFacts(known)
    data = doors.blobs.get(box.company.id, case.readable)
    return RecognitionFacts(tuple(all_recognised(data, waiting, doors.pdf, doors.ocr)))


def interpretation(case: Case, box: Box, doors: Doors) -> Hints:
    """Who the buyer is, so that it is never taken for the supplier, and what the books remember of such pages."""
    return replace(
        hints_of(box.company),
        received=_document(case).received.date(),
        memory=remembered(case.pages, box),
        model=own_model(box.company.id, doors),
    )


def validation(case: Case, box: Box, doors: Doors) -> JudgementFacts:
    """The judgement of an e-invoice by the rules in force today."""
    if case.reading is None or case.pages:
        return JudgementFacts(None, box.company.invoicing)
    document = _document(case)
    data: bytes | None = doors.blobs.get(box.company.id, case.readable)
    if data and document.media_type is not MediaType.XML:
        data = invoice_xml(doors.pdf.content(data).embedded)
    if not data:
        return JudgementFacts(None, box.company.invoicing)
    judged = validate_document(data, doors.sheets, Judging(release_on(doors.clock.today()), packs=doors.packs))
    return JudgementFacts(judged[min(case.part, len(judged) - 1)], box.company.invoicing)


def comparison(case: Case, box: Box, doors: Doors) -> ComparisonFacts:
    """The picture that an e-invoice carries: the hybrid PDF itself, or the PDF attached to the data."""
    if case.reading is None or case.pages:
        return ComparisonFacts(None)
    document, hints = _document(case), interpretation(case, box, doors)
    ocr = doors.ocr if box.company.scanning else None
    data = doors.blobs.get(box.company.id, case.readable)
    if document.media_type is not MediaType.XML:
        return ComparisonFacts(picture_of(document.name, data, doors.pdf.content(data), doors.pdf, ocr, hints))
    if document.picture:
        pdf = doors.blobs.get(box.company.id, document.picture)
        content = doors.pdf.content(pdf)
        return ComparisonFacts(picture_of(document.picture_name, pdf, content, doors.pdf, ocr, hints))
    if not case.invoice.attachments:
        return ComparisonFacts(None)
    return ComparisonFacts(picture_beside(read_xml(data)[case.part].invoice, doors.pdf, ocr, hints))


def matching(case: Case, box: Box, _doors: Doors) -> MatchingFacts:
    """Those of the register who could have sent it, and the company itself; whom a person chose is among them."""
    if case.supplier_chosen:
        chosen = _supplier(case, box)
        return MatchingFacts(box.company, (chosen,) if chosen is not None and not chosen.merged_into else ())
    found = box.suppliers_by(sought(case, box.company))
    if not found:
        found = box.suppliers_by(resembling(case, box.company, box.supplier_names()))
    return MatchingFacts(box.company, found)


def checks(case: Case, box: Box, doors: Doors) -> CheckFacts:
    """The supplier, invoices that look alike, and who else is paid on the same account."""
    return CheckFacts(
        company=box.company,
        today=doors.clock.today(),
        supplier=_supplier(case, box),
        suppliers=box.suppliers_by(payees(case.invoice.payment.accounts)),
        alike=box.alike(row_of(case)),
    )


def posting(case: Case, box: Box, doors: Doors) -> PostingFacts:
    """What was booked before on this supplier and in all, and the day's rate for a foreign currency."""
    company, invoice = box.company, case.invoice
    on = invoice.issue_date or doors.clock.today()
    supplier = _supplier(case, box)
    return PostingFacts(
        company=company,
        supplier=supplier,
        history=_history(supplier, box),
        everybody=box.postings(""),
        rate=_rate(case, case.rate, on, box, doors),
        today=doors.clock.today(),
        products=_products(case, box),
        prices=_prices(case, box),
        books=accounts.books(box, invoice, invoice.tax_point or on),
    )


def _products(case: Case, box: Box) -> tuple[Product, ...]:
    """The products that the lines may be."""
    lines = case.invoice.lines
    supplier = _supplier(case, box)
    names = supplier.ids if supplier else ("",)
    marks = frozenset(mark for line in lines for name in names for mark in line_marks(name, line))
    return box.products_by(marks) if marks else ()


def _prices(case: Case, box: Box) -> tuple[PaidPrice, ...]:
    """What the lines' articles cost on earlier invoices of this supplier."""
    keys = frozenset(price_key(line) for line in case.invoice.lines) - {""}
    supplier = _supplier(case, box)
    if supplier is None or not keys:
        return ()
    return tuple(price for name in supplier.ids for price in box.prices(name, keys))


def verification(case: Case, box: Box, doors: Doors) -> VerificationFacts:
    """What the company lets pass without a person, and what a verified invoice teaches."""
    policy = box.company.policy
    if case.verified:
        return VerificationFacts(policy, lesson(case, box.company))
    if not policy.straight_through:
        return VerificationFacts(policy)
    return VerificationFacts(policy, grounds=grounds(case, box, doors.clock.today()))


def ledger(case: Case, box: Box, doors: Doors) -> LedgerFacts:
    """The next voucher number of the year, today, and what a coding may name."""
    today = doors.clock.today()
    number = box.next_number(INVOICE_SERIES, box.company.year_of(today))
    return LedgerFacts(box.company, INVOICE_SERIES, number, today, accounts.books(box, case.invoice, today))


def approval(case: Case, box: Box, doors: Doors) -> ApprovalFacts:
    """What the company demands before it pays, and who may not approve this invoice."""
    approvers = approvers_of(box, doors)
    barred = frozenset(barred_from(case, box, approvers))
    return ApprovalFacts(box.company.policy, arrangement_of(box), approvers, barred, doors.clock.today())


def payment(case: Case, box: Box, doors: Doors) -> PaymentFacts:
    """The supplier's trusted accounts."""
    return PaymentFacts(box.company, _supplier(case, box), doors.clock.today())


def settlement(case: Case, box: Box, doors: Doors) -> SettlementFacts:
    """The next voucher number, and the rate of the day the bank paid."""
    today = doors.clock.today()
    company = box.company
    on = case.paid.on if case.paid else today
    given = case.paid.rate if case.paid else None
    return SettlementFacts(
        company=company,
        series=PAYMENT_SERIES,
        next_number=box.next_number(PAYMENT_SERIES, company.year_of(on)),
        rate=_rate(case, given, on, box, doors),
        books=accounts.in_force(box),
    )


def archive(case: Case, box: Box, _doors: Doors) -> ArchiveFacts:
    """The whole history, to be sealed with the document."""
    return ArchiveFacts(box.company, box.history(case.id))
