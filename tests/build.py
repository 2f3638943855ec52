"""The builders of the tests: a plain, correct thing each, to be changed in one place."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from kontera.core.case import Act, Approval, Case
from kontera.core.company import Company
from kontera.core.document import Channel, Document, MediaType
from kontera.core.entry import CodingRow, RowKind
from kontera.core.evidence import Evidence, Page, Source
from kontera.core.invoice import Invoice, Line, Payment, Totals, VatCategory, VatSubtotal
from kontera.core.party import Account, AccountScheme, Address, KnownAccount, Party, Supplier, Trust
from kontera.core.payment import Batch, PayItem
from kontera.core.reading import Reading
from kontera.core.row import CaseRow, PastPosting, row_of

TODAY = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
ANNA = "person:anna"
BO = "person:bo"

BANKGIRO = Account(AccountScheme.BANKGIRO, "9912346")
STRANGE_BANKGIRO = Account(AccountScheme.BANKGIRO, "50501055")
PLUSGIRO = Account(AccountScheme.PLUSGIRO, "28654")
SWEDISH_IBAN = Account(AccountScheme.IBAN, "SE4550000000058398257466")
FINNISH_IBAN = Account(AccountScheme.IBAN, "FI2112345600000785")
DANISH_IBAN = Account(AccountScheme.IBAN, "DK5000400440116243")
NORWEGIAN_ACCOUNT = Account(AccountScheme.DOMESTIC, "86011117947", country="NO")
SWEDISH_ACCOUNT = Account(AccountScheme.DOMESTIC, "54391024039", country="SE")
COMPANY_IBAN = Account(AccountScheme.IBAN, "SE3550000000054910000003")


def a_company(**changes: Any) -> Company:
    """A Swedish company that keeps its books in SEK by the calendar year."""
    party = Party(
        name="Mottagaren AB",
        organisation_number="5599990008",
        vat_number="SE559999000801",
        address=Address(("Köpvägen 1",), "Umeå", "903 26", country="SE"),
    )
    plain = Company("mottagaren", party, "SE", "SEK", pay_from=COMPANY_IBAN, accounts=(COMPANY_IBAN,))
    return replace(plain, **changes)


def a_seller(**changes: Any) -> Party:
    """The seller as the plain invoice names it."""
    plain = Party(
        name="Pappershuset AB",
        organisation_number="5599991238",
        vat_number="SE559999123801",
        tax_registration="Godkänd för F-skatt",
        address=Address(("Säljgatan 2",), "Sundsvall", "852 30", country="SE"),
    )
    return replace(plain, **changes)


def a_supplier(**changes: Any) -> Supplier:
    """The seller as the register knows it, its bankgiro confirmed."""
    known = (KnownAccount(BANKGIRO, Trust.CONFIRMED, date(2025, 1, 1)),)
    return replace(Supplier("s1", a_seller(), number="1", accounts=known), **changes)


def a_line(**changes: Any) -> Line:
    """Ten packs of paper at 100.00, VAT 25 per cent."""
    plain = Line(
        id="1",
        description="Kopieringspapper A4",
        quantity=Decimal(10),
        unit="C62",
        unit_price=Decimal("100.00"),
        net_amount=Decimal("1000.00"),
        vat_category=VatCategory.STANDARD,
        vat_rate=Decimal(25),
    )
    return replace(plain, **changes)


def totals(net: str, vat: str, payable: str = "", **changes: Any) -> Totals:
    """Totals that add up: gross is net and VAT, to be paid in full unless `payable` says another amount."""
    gross = Decimal(net) + Decimal(vat)
    plain = Totals(
        line_net=Decimal(net),
        net=Decimal(net),
        vat=Decimal(vat),
        gross=gross,
        payable=Decimal(payable) if payable else gross,
    )
    return replace(plain, **changes)


def a_subtotal(net: str = "1000.00", tax: str = "250.00", rate: str = "25", **changes: Any) -> VatSubtotal:
    """One row of the VAT summary."""
    return replace(VatSubtotal(VatCategory.STANDARD, Decimal(rate), Decimal(net), Decimal(tax)), **changes)


def an_invoice(**changes: Any) -> Invoice:
    """A Swedish invoice of 1 000.00 and 25 per cent VAT, in which nothing is wrong."""
    plain = Invoice(
        type_code="380",
        number="1001",
        issue_date=date(2026, 11, 2),
        due_date=date(2026, 12, 2),
        currency="SEK",
        seller=a_seller(),
        buyer=a_company().party,
        payment=Payment(reference="1234566", accounts=(BANKGIRO,), days=30),
        totals=totals("1000.00", "250.00"),
        vat=(a_subtotal(),),
        lines=(a_line(),),
    )
    return replace(plain, **changes)


def of_amount(net: str, vat: str, rate: str = "25", **changes: Any) -> Invoice:
    """The plain invoice for another amount, on one line."""
    line = a_line(quantity=Decimal(1), unit_price=Decimal(net), net_amount=Decimal(net), vat_rate=Decimal(rate))
    plain = an_invoice(totals=totals(net, vat), vat=(a_subtotal(net, vat, rate),), lines=(line,))
    return replace(plain, **changes)


def a_document(**changes: Any) -> Document:
    """A PDF that came by mail."""
    plain = Document(
        "d" * 64, 1000, MediaType.PDF, "faktura.pdf", Channel.MAIL, NOW, sender="faktura@pappershuset.example"
    )
    return replace(plain, **changes)


def coding(cost: str = "1000.00", vat: str = "250.00") -> tuple[CodingRow, ...]:
    """The coding of the plain invoice."""
    whole = Decimal(cost) + Decimal(vat)
    return (
        CodingRow("6110", Decimal(cost), RowKind.COST, lines=(0,)),
        CodingRow("2641", Decimal(vat), RowKind.VAT),
        CodingRow("2440", -whole, RowKind.PAYABLE),
    )


def a_case(invoice: Invoice | None = None, *, scanned: bool = True, **changes: Any) -> Case:
    """A case read from a scanned page (or, with `scanned` False, received as data), matched to the plain supplier."""
    read = invoice if invoice is not None else an_invoice()
    source = Source.READ if scanned else Source.E_INVOICE
    evidence = {"number": Evidence(source, 0.99), "totals.payable": Evidence(source, 0.99)}
    plain = Case(
        "c1",
        "mottagaren",
        revision=5,
        document=a_document(),
        pages=(Page(1, 595, 842, by="text"),) if scanned else (),
        reading=Reading(read, "text" if scanned else "ubl", evidence),
        invoice=read,
        evidence=evidence,
        supplier="s1",
        done=frozenset({"received", "reception", "reading", "recognition", "interpretation", "matching", "checks"}),
    )
    return replace(plain, **changes)


def an_approval(case: Case, by: str = ANNA) -> Approval:
    """An approval of the case as it stands now."""
    accounts = case.invoice.payment.accounts
    amount = case.invoice.totals.payable or Decimal(0)
    return Approval(Act(by, NOW), amount, case.invoice.currency, accounts[0].key if accounts else "")


def a_row(invoice: Invoice | None = None, **changes: Any) -> CaseRow:
    """The row of another case that holds this invoice."""
    return replace(row_of(a_case(invoice)), **{"id": "c0", **changes})


def a_posting(account: str = "6110", amount: str = "1000.00", **changes: Any) -> PastPosting:
    """A cost row booked a month ago on the plain supplier."""
    return replace(PastPosting("s1", date(2026, 10, 20), account, Decimal(amount)), **changes)


def an_item(**changes: Any) -> PayItem:
    """The plain invoice to be paid."""
    plain = PayItem("c1", "s1", "Pappershuset AB", BANKGIRO, Decimal("1250.00"), "SEK", date(2026, 12, 2), "1001")
    return replace(plain, **changes)


def a_batch(*items: PayItem, **changes: Any) -> Batch:
    """A proposed batch of these items."""
    return replace(Batch("b1", items or (an_item(),), date(2026, 11, 30), ANNA), **changes)
