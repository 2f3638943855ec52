"""Manual entry: what the registers fill in and what follows from what was typed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build import BANKGIRO, NOW, STRANGE_BANKGIRO, a_case, a_supplier
from kontera.core.case import Case, fold_in
from kontera.core.event import Change, Corrected, Filled, Noted
from kontera.core.evidence import Source
from kontera.core.following import changes_of, following, product_values, register_values
from kontera.core.invoice import Invoice
from kontera.core.party import KnownAccount, Trust
from kontera.core.product import Product, SupplierArticle

SUPPLIER = a_supplier(payment_days=10, default_currency="EUR", default_vat_rate="25")


def typed(**values: str) -> Case:
    """A case in which a person has typed these values; dots are written as two underscores."""
    case = a_case(Invoice(), reading=None, evidence={})
    for path, text in values.items():
        change = Change(path.replace("__", "."), "", text)
        case = fold_in(case, Noted(case.revision + 1, NOW, "person:anna", Corrected((change,), ())))
    return case


def filled(case: Case, values: dict[str, str]) -> Case:
    """The same with what follows."""
    event = Filled(changes_of(case.invoice, values), Source.ASSUMED)
    return fold_in(case, Noted(case.revision + 1, NOW, "person:anna", event))


LINE = {
    "lines[0]__description": "Skruv",
    "lines[0]__quantity": "3",
    "lines[0]__unit_price": "10.50",
    "lines[0]__vat_rate": "25",
}


def test_the_register_fills_in_only_what_the_invoice_does_not_say() -> None:
    values = register_values(typed(currency="SEK"), SUPPLIER, "SEK")
    assert values["payment.days"] == "10"
    assert values["seller.name"] == "Pappershuset AB"
    assert values["payment.accounts[0]"] == f"bankgiro:{BANKGIRO.id}"
    assert "currency" not in values


def test_an_account_that_nobody_confirmed_is_not_filled_in() -> None:
    strange = replace(SUPPLIER, accounts=(KnownAccount(STRANGE_BANKGIRO, Trust.NEW),))
    assert "payment.accounts[0]" not in register_values(typed(), strange, "SEK")


def test_a_filled_value_is_the_register_s_and_nobody_s_correction() -> None:
    event = Filled((Change("currency", "", "EUR"),), Source.REGISTER)
    case = fold_in(typed(), Noted(1, NOW, "person:anna", event))
    assert (case.evidence["currency"].source, case.corrected) == (Source.REGISTER, ())


def test_amount_sums_and_amount_due_follow_from_the_lines() -> None:
    assert following(typed(**LINE)) == {
        "lines[0].net_amount": "31.50",
        "totals.net": "31.50",
        "totals.vat": "7.88",
        "totals.payable": "39.38",
    }


def test_what_was_reckoned_is_reckoned_anew_and_what_was_typed_stays() -> None:
    case = filled(typed(**LINE), following(typed(**LINE)))
    change = Corrected((Change("lines[0].quantity", "3", "4"), Change("totals.vat", "", "10.00")), ())
    case = fold_in(case, Noted(case.revision + 1, NOW, "person:anna", change))
    values = following(case)
    assert (values["totals.net"], values["totals.payable"], "totals.vat" in values) == ("42.00", "52.00", False)


@pytest.mark.parametrize(
    ("values", "path", "text"),
    [
        ({"totals__payable": "125", "totals__vat": "25"}, "totals.net", "100"),
        ({"totals__payable": "125", "totals__net": "100"}, "totals.vat", "25"),
        ({"totals__net": "100", "totals__vat": "25"}, "totals.payable", "125"),
    ],
)
def test_of_three_sums_the_third_follows_from_two(values: dict[str, str], path: str, text: str) -> None:
    assert following(typed(**values)) == {path: text}


def test_the_due_date_follows_from_date_and_days() -> None:
    values = following(typed(issue_date="2026-11-01", payment__days="30"))
    assert values == {"due_date": date(2026, 12, 1).isoformat()}


def test_nothing_follows_on_an_invoice_that_was_read() -> None:
    assert following(replace(typed(**LINE), reading=a_case().reading)) == {}


def test_a_line_without_a_rate_takes_the_supplier_s() -> None:
    case = typed(**{name: text for name, text in LINE.items() if "vat" not in name})
    assert following(case, SUPPLIER)["lines[0].vat_rate"] == "25"


def test_a_product_comes_as_this_supplier_sells_it() -> None:
    article = SupplierArticle("s1", "4711", "Papper 80 g", Decimal("85.00"), "SEK")
    product = Product("p1", "Papper", "P-1", "C62", Decimal(99), "SEK", vat_rate=Decimal(12), articles=(article,))
    values = product_values(typed(currency="SEK"), product, SUPPLIER)
    assert (values["lines[0].description"], values["lines[0].unit_price"]) == ("Papper 80 g", "85.00")
    assert (values["lines[0].seller_article"], values["lines[0].buyer_article"]) == ("4711", "P-1")


def test_a_price_in_another_currency_is_not_taken() -> None:
    product = Product("p1", "Papper", price=Decimal(99), currency="EUR")
    assert "lines[0].unit_price" not in product_values(typed(currency="SEK"), product, None)


@given(st.lists(st.tuples(st.integers(1, 99), st.decimals("0.01", "9999", places=2)), min_size=1, max_size=5))
def test_the_sums_that_follow_always_add_up(lines: list[tuple[int, Decimal]]) -> None:
    values: dict[str, str] = {}
    for at, (quantity, price) in enumerate(lines):
        cells = {"description": "x", "quantity": str(quantity), "unit_price": f"{price:f}", "vat_rate": "25"}
        values |= {f"lines[{at}].{name}": text for name, text in cells.items()}
    made = following(typed(**values))
    assert Decimal(made["totals.payable"]) == Decimal(made["totals.net"]) + Decimal(made["totals.vat"])
    assert Decimal(made["totals.net"]) == sum(quantity * price for quantity, price in lines)
