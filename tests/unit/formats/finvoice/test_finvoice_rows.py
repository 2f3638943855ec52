"""Which rows of a Finvoice are lines, and what is read of each."""

from __future__ import annotations

from decimal import Decimal

import pytest
from finvoices import details, finvoice, invoice, line, money, read, rows

from kontera.core.invoice import Classification


def test_a_row_without_figures_is_a_note_and_no_line() -> None:
    found = read(
        rows("<ArticleName>OTSIKKO</ArticleName>", "<ArticleName>Tuote</ArticleName>" + money("RowAmount", "5,00"))
    )
    assert [one.description for one in found.invoice.lines] == ["Tuote"]
    assert found.invoice.notes == ("OTSIKKO",)
    assert found.unread == ()


SUB_AMOUNT = money("SubRowVatExcludedAmount", "5,00")
SUB = f"<SubInvoiceRow><SubArticleName>Välisumma</SubArticleName>{SUB_AMOUNT}</SubInvoiceRow>"


def test_a_sub_row_is_shown_and_not_invoiced() -> None:
    found = read(rows(money("RowVatExcludedAmount", "5,00"), SUB))
    assert [one.net_amount for one in found.invoice.lines] == [Decimal("5.00")]
    assert found.invoice.notes == ("Välisumma",)
    assert found.unread == ("Finvoice/InvoiceRow[2]/SubInvoiceRow/SubRowVatExcludedAmount",)


def test_sub_rows_are_lines_where_no_row_has_an_amount() -> None:
    found = read(rows(SUB, SUB))
    assert [one.net_amount for one in found.invoice.lines] == [Decimal("5.00")] * 2
    assert found.unread == ()


def test_sub_rows_are_lines_where_the_total_counts_them() -> None:
    head = f"<InvoiceDetails>{money('InvoiceTotalVatExcludedAmount', '12,00')}</InvoiceDetails>"
    plain = f"<InvoiceRow>{money('RowVatExcludedAmount', '7,00')}</InvoiceRow>"
    found = invoice(finvoice(f"{head}{plain}<InvoiceRow>{SUB}</InvoiceRow>"))
    assert [one.net_amount for one in found.lines] == [Decimal("7.00"), Decimal("5.00")]


def test_the_words_of_a_sub_row_below_a_line_are_its_note() -> None:
    assert line(money("RowAmount", "9,00") + SUB).note == "Välisumma"


def test_a_line_without_a_name_is_called_by_its_first_text() -> None:
    found = line("<RowFreeText>Asennus</RowFreeText><RowFreeText>2 h</RowFreeText>" + money("RowAmount", "9,00"))
    assert (found.description, found.note) == ("Asennus", "2 h")


def price(name: str, value: str, unit: str = "") -> str:
    return f'<{name} AmountCurrencyIdentifier="EUR" UnitPriceUnitCode="{unit}">{value}</{name}>'


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (price("UnitPriceAmount", "50,00"), ("50.00", None, None, None)),
        (price("UnitPriceAmount", "50,00") + price("UnitPriceNetAmount", "50,00"), ("50.00", None, "50.00", None)),
        (price("UnitPriceAmount", "100,00") + price("UnitPriceNetAmount", "90,00"), ("100.00", "10", "100.00", None)),
        (price("UnitPriceAmount", "3,00") + price("UnitPriceNetAmount", "2,00"), ("2.00", None, "3.00", None)),
        (price("UnitPriceNetAmount", "2,00"), ("2.00", None, None, None)),
        (price("UnitPriceAmount", "3,14", "snt/kWh"), ("0.0314", None, None, None)),
        (price("UnitPriceAmount", "4,00") + "<RowDiscountPercent>10</RowDiscountPercent>", ("4.00", "10", None, None)),
        (
            price("UnitPriceAmount", "4,00") + price("UnitPriceDiscountAmount", "1,00"),
            ("4.00", None, "4.00", "1.00"),
        ),
    ],
)
def test_the_price_is_kept_with_its_discount(row: str, expected: tuple[str | None, ...]) -> None:
    found = line(row)
    values = (found.unit_price, found.discount_percent, found.gross_price, found.price_discount)
    assert values == tuple(None if value is None else Decimal(value) for value in expected)


def test_a_discount_with_an_amount_is_an_allowance_of_the_line() -> None:
    row = (
        "<RowDiscountPercent>10</RowDiscountPercent>"
        + money("RowDiscountAmount", "-4,00")
        + money("RowAmount", "36,00")
    )
    found = line(row)
    assert found.discount_percent is None
    assert [(one.is_charge, one.amount, one.percentage) for one in found.allowances_charges] == [
        (False, Decimal("4.00"), Decimal(10))
    ]


def quantity(name: str, value: str, unit: str, code: str = "") -> str:
    return f'<{name} QuantityUnitCode="{unit}" QuantityUnitCodeUN="{code}">{value}</{name}>'


@pytest.mark.parametrize(
    ("row", "expected", "unit"),
    [
        (quantity("InvoicedQuantity", "2", "kpl"), "2", "kpl"),
        (quantity("InvoicedQuantity", "2", "kpl", "C62"), "2", "C62"),
        (quantity("DeliveredQuantity", "3,5", "m"), "3.5", "m"),
        (quantity("DeliveredQuantity", "3", "m") + quantity("InvoicedQuantity", "4", "m"), "4", "m"),
        (quantity("OrderedQuantity", "1", "Kpl"), "1", "Kpl"),
        (
            quantity("InvoicedQuantity", "1", "ltk")
            + quantity("InvoicedQuantity", "24", "kpl")
            + price("UnitPriceAmount", "1,00", "EUR/kpl"),
            "24",
            "kpl",
        ),
    ],
)
def test_the_quantity_is_the_one_that_is_priced(row: str, expected: str, unit: str) -> None:
    found = line(row)
    assert (found.quantity, found.unit) == (Decimal(expected), unit)


def test_a_quantity_that_is_no_number_is_absent_and_remarked_on() -> None:
    found = read(rows(quantity("InvoicedQuantity", "kaksi", "kpl")))
    assert found.invoice.lines[0].quantity is None
    assert [one.field for one in found.findings] == ["lines[0].quantity"]


@pytest.mark.parametrize(("vat", "unread"), [("2,55", 0), ("2,50", 1)])
def test_a_rows_vat_is_unread_only_where_it_says_something_else(vat: str, unread: int) -> None:
    amounts = money("RowVatAmount", vat) + money("RowVatExcludedAmount", "10,00")
    assert len(read(rows(f"<RowVatRatePercent>25,5</RowVatRatePercent>{amounts}")).unread) == unread


@pytest.mark.parametrize(
    ("text", "accounting", "dimensions"),
    [
        ("55000", "55000", ()),
        ("kp=100", "", (("kp", "100"),)),
        ("kp = 100 ; projekti = 7", "", (("kp", "100"), ("projekti", "7"))),
        ("kp=100;7", "kp=100;7", ()),
    ],
)
def test_dimensions_are_read_where_they_are_named(
    text: str, accounting: str, dimensions: tuple[tuple[str, str], ...]
) -> None:
    found = line(money("RowAmount", "1,00") + f"<RowAccountDimensionText>{text}</RowAccountDimensionText>")
    assert (found.buyer_accounting, found.dimensions) == (accounting, dimensions)
    whole = invoice(details(f"<AccountDimensionText>{text}</AccountDimensionText>"))
    assert (whole.buyer_accounting, whole.dimensions) == (accounting, dimensions)


def test_a_customs_code_is_a_classification_with_its_origin() -> None:
    customs = "<RowCustomsInfo><CNCode>84295290</CNCode><CNOriginCountryCode>SE</CNOriginCountryCode></RowCustomsInfo>"
    found = line(money("RowAmount", "1,00") + f"<RowDeliveryDetails>{customs}</RowDeliveryDetails>")
    assert (found.classifications, found.origin_country) == ((Classification("84295290", "HS"),), "SE")
