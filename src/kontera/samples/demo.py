"""Today's post at the demo company: e-invoices, PDFs by mail, scans, and everything that can be wrong with them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Final

from kontera.core.invoice import DocumentReference, Invoice, Totals
from kontera.formats.ubl.write import write_ubl
from kontera.samples.business import Business
from kontera.samples.companies import DEMO_BUYER, UNKNOWN_SUPPLIER, business
from kontera.samples.demo_products import risen
from kontera.samples.draw import draw_pdf
from kontera.samples.found import bankgiro
from kontera.samples.history import demo_history
from kontera.samples.invent import Kind, invent

WRONG_BY: Final = Decimal(900)


class Media(StrEnum):
    """How the document arrives."""

    XML = "xml"  # an e-invoice
    PDF = "pdf"  # by mail, with a text layer
    SCAN = "scan"  # on paper: render the PDF and put it through `degrade.scan`
    PHOTO = "photo"  # on paper: render the PDF and put it through `degrade.photo`


@dataclass(frozen=True, slots=True)
class SampleDocument:
    """One received document: `content` is UBL or PDF as `media` says, `invoice` what it truly says.

    `note` tells a reader, in English, what it is there to show; `sender` is the mail address it came from.
    """

    name: str
    media: Media
    content: bytes
    invoice: Invoice
    note: str
    sender: str = ""

    @property
    def scan(self) -> bool:
        """Whether the PDF must first be made a picture."""
        return self.media in {Media.SCAN, Media.PHOTO}


@dataclass(frozen=True, slots=True)
class _Plan:
    """One document to make: from whom, how, how many days ago, of what kind, and what is changed in it."""

    key: str
    media: Media
    ago: int
    note: str
    kind: Kind = Kind.ORDINARY
    seed: int = 100
    change: Callable[[Invoice, date], Invoice] | None = None
    sender: str = ""


def _other_giro(invoice: Invoice, _: date) -> Invoice:
    """The same invoice asking for payment to a bankgiro the supplier never had."""
    strange = bankgiro("5550101")
    return replace(
        invoice,
        payment=replace(invoice.payment, accounts=(strange,)),
        notes=(*invoice.notes, "Observera! Vi har bytt bankgiro. Vänligen betala snarast till det nya numret."),
    )


def _miscounted(invoice: Invoice, _: date) -> Invoice:
    """Totals that do not follow from the lines: the net is too high, VAT and payable follow it."""
    totals = invoice.totals
    wrong = Totals(
        line_net=totals.line_net,
        charges=totals.charges,
        net=(totals.net or Decimal(0)) + WRONG_BY,
        vat=totals.vat,
        gross=(totals.gross or Decimal(0)) + WRONG_BY,
        rounding=totals.rounding,
        payable=(totals.payable or Decimal(0)) + WRONG_BY,
    )
    return replace(invoice, totals=wrong)


def _crediting(invoice: Invoice, today: date) -> Invoice:
    """A credit note for the last booked invoice of the same supplier."""
    number = invoice.seller.organisation_number
    booked = [each.invoice for each in demo_history(today) if each.supplier.party.organisation_number == number]
    last = booked[-1]
    return replace(
        invoice,
        preceding=(DocumentReference(last.number, last.issue_date),),
        notes=(f"Krediterar faktura {last.number}.",),
    )


def _again(invoice: Invoice, today: date) -> Invoice:
    """The last booked invoice of the same supplier, once more."""
    number = invoice.seller.organisation_number
    booked = [each.invoice for each in demo_history(today) if each.supplier.party.organisation_number == number]
    return booked[-1]


PLANS: Final = (
    _Plan("norrglans", Media.XML, 3, "An e-invoice that recurs every month, rounded to whole kronor."),
    _Plan("fiberviken", Media.XML, 2, "An e-invoice with costs on several accounts."),
    _Plan("trygghamn", Media.XML, 6, "An e-invoice without VAT: insurance is exempt."),
    _Plan(
        "molnskog",
        Media.XML,
        1,
        "An e-invoice on which a product of the register has become dearer.",
        seed=104,
        change=risen,
    ),
    _Plan("furulund", Media.PDF, 4, "A PDF with freight.", seed=102),
    _Plan("beslagsboden", Media.PDF, 5, "A PDF whose table runs over pages.", Kind.LONG),
    _Plan("pennverket", Media.PDF, 2, "A PDF with bankgiro slip and whole-krona rounding.", Kind.WHOLE_KRONA, 101),
    _Plan("kanelsnurran", Media.SCAN, 3, "A scan with two VAT rates.", seed=107),
    _Plan("fyrtornet", Media.PHOTO, 5, "A photographed hotel bill with two VAT rates.", seed=103),
    _Plan("slipstugan", Media.SCAN, 7, "A scan from a sole trader, whose number is a personal one, paid by plusgiro."),
    _Plan("gronvik", Media.PDF, 2, "An invoice that is already booked, sent again.", change=_again),
    _Plan(
        "raskvagn",
        Media.PDF,
        1,
        "Fraud: a known supplier with a changed bankgiro, from a look-alike domain.",
        change=_other_giro,
        sender="faktura@raskvagn-se.example",
    ),
    _Plan("katalogtorget", Media.PDF, 1, "An unknown supplier asks for payment of what was never ordered."),
    _Plan("pennverket", Media.PDF, 1, "A credit note for a booked invoice.", Kind.CREDIT, 105, _crediting),
    _Plan("tuppfjat", Media.PDF, 2, "A payment reminder, which is no invoice.", Kind.REMINDER),
    _Plan("koivuosa", Media.PDF, 6, "Goods from Finland in euro: the buyer accounts for the VAT."),
    _Plan("varnarock", Media.PDF, 4, "The totals do not follow from the lines.", change=_miscounted),
)


def demo_documents(today: date) -> tuple[SampleDocument, ...]:
    """Today's post: the same day gives the same documents to the byte."""
    return tuple(_made(plan, place, today) for place, plan in enumerate(PLANS, start=1))


def _made(plan: _Plan, place: int, today: date) -> SampleDocument:
    one = UNKNOWN_SUPPLIER if plan.key == UNKNOWN_SUPPLIER.key else business(plan.key)
    invoice = invent(plan.seed, one, DEMO_BUYER, today - timedelta(days=plan.ago), plan.kind)
    if plan.change is not None:
        invoice = plan.change(invoice, today)
    invoice = _addressed(plan.media, invoice)
    return SampleDocument(
        name=f"{place:02d}-{plan.key}-{invoice.number}.{'xml' if plan.media is Media.XML else 'pdf'}",
        media=plan.media,
        content=_content(plan.media, one, invoice),
        invoice=invoice,
        note=plan.note,
        sender=plan.sender or one.party.contact.email,
    )


def _content(media: Media, one: Business, invoice: Invoice) -> bytes:
    return write_ubl(invoice) if media is Media.XML else draw_pdf(invoice, one.layout, one.language, one.web)


def _addressed(media: Media, invoice: Invoice) -> Invoice:
    """An e-invoice names the buyer's reference: Peppol carries none without (PEPPOL-EN16931-R003)."""
    if media is not Media.XML or invoice.order_number:
        return invoice
    return replace(invoice, buyer_reference=invoice.buyer_reference or DEMO_BUYER.contact.name)
