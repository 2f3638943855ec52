"""Posting by the product register: account, dimensions and VAT of a known article, and prices that changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from build import TODAY, a_case, a_company, a_line, a_posting, a_supplier, an_invoice, coding, totals
from kontera.core.case import Case
from kontera.core.entry import RowKind
from kontera.core.event import Proposed
from kontera.core.invoice import DocumentType, Invoice
from kontera.core.means import PaidWith
from kontera.core.outcome import Done
from kontera.core.prices import PaidPrice
from kontera.core.product import Product, SupplierArticle
from kontera.steps.posting.propose import PostingFacts, propose

PAPER = Product("p1", "Papper", account="5460", dimensions=(("1", "100"),), articles=(SupplierArticle("s1", "4711"),))
LINE = a_line(seller_article="4711")
BEFORE = PaidPrice("s1", "n:4711", date(2026, 10, 1), Decimal(80), "SEK", "C62", "c0", "900")


def proposed(invoice: Invoice | None = None, case: Case | None = None, **facts: Any) -> Proposed:
    """What is proposed for an invoice of one box of article 4711."""
    known = PostingFacts(a_company(), a_supplier(default_account="6110"), (), (), None, TODAY)
    outcome = propose(case or a_case(invoice or an_invoice(lines=(LINE,))), replace(known, **facts))
    assert isinstance(outcome, Done)
    assert isinstance(outcome.events[0], Proposed)
    return outcome.events[0]


def test_a_known_article_goes_before_the_supplier_s_account() -> None:
    row = proposed(products=(PAPER,)).rows[0]
    assert (row.account, row.dimensions, row.reason) == (
        "5460",
        (("1", "100"),),
        "Article {article} in the product register.",
    )


def test_a_product_is_known_by_the_very_same_words_where_no_article_is_stated() -> None:
    product = replace(PAPER, articles=(SupplierArticle("s1", text="Kopieringspapper, A4"),))
    assert proposed(an_invoice(), products=(product,)).rows[0].account == "5460"


@pytest.mark.parametrize(
    "products",
    [
        (replace(PAPER, articles=(SupplierArticle("s2", "4711"),)),),
        (PAPER, replace(PAPER, id="p2", account="4010")),
        (replace(PAPER, account=""),),
    ],
)
def test_another_supplier_s_article_a_shared_one_and_one_without_account_decide_nothing(
    products: tuple[Product, ...],
) -> None:
    assert proposed(products=products).rows[0].account == "6110"


def test_lines_of_two_products_become_two_rows() -> None:
    other = replace(PAPER, id="p2", account="6540", articles=(SupplierArticle("s1", "9"),), dimensions=())
    lines = (LINE, a_line(seller_article="9", net_amount=Decimal(500)))
    invoice = an_invoice(lines=lines, totals=totals("1500.00", "375.00"), vat=())
    rows = [row for row in proposed(invoice, products=(PAPER, other)).rows if row.kind is RowKind.COST]
    assert [(row.account, row.amount) for row in rows] == [("5460", Decimal(1000)), ("6540", Decimal(500))]


def test_the_register_s_rate_makes_up_the_vat_that_the_invoice_leaves_out() -> None:
    line = replace(LINE, vat_rate=None, vat_category=None)
    sums = replace(totals("1000.00", "120.00"), vat=None, net=None, line_net=None)
    event = proposed(an_invoice(lines=(line,), totals=sums, vat=()), products=(replace(PAPER, vat_rate=Decimal(12)),))
    assert next(row.amount for row in event.rows if row.kind is RowKind.VAT) == Decimal("120.00")


@pytest.mark.parametrize(("price", "percent", "word"), [("100.00", "25.00", "more"), ("60.00", "25.00", "less")])
def test_another_price_than_the_last_time_is_noted_with_both_and_the_invoice(
    price: str, percent: str, word: str
) -> None:
    invoice = an_invoice(lines=(replace(LINE, unit_price=Decimal(price)),))
    finding = next(f for f in proposed(invoice, prices=(BEFORE,)).findings if f.rule == "price.changed")
    values = dict(finding.values)
    assert (values["before"], values["price"], values["percent"], values["other"]) == ("80.00", price, percent, "c0")
    assert word in finding.msgid
    assert finding.field == "lines[0].unit_price"


@pytest.mark.parametrize(
    "price",
    [
        replace(BEFORE, price=Decimal(100)),
        replace(BEFORE, price=Decimal("99.80")),
        replace(BEFORE, on=date(2026, 11, 20)),
        replace(BEFORE, case="c1"),
        replace(BEFORE, currency="EUR"),
        replace(BEFORE, unit="XPK"),
        replace(BEFORE, key="n:9"),
    ],
)
def test_the_same_price_a_later_one_and_one_that_cannot_be_compared_are_not_told(price: PaidPrice) -> None:
    assert [f for f in proposed(prices=(price,)).findings if f.rule == "price.changed"] == []


def test_without_an_earlier_invoice_the_price_agreed_in_the_register_is_compared() -> None:
    agreed = replace(PAPER, articles=(SupplierArticle("s1", "4711", price=Decimal(90), currency="SEK"),))
    finding = next(f for f in proposed(products=(agreed,)).findings if f.rule == "price.changed")
    assert dict(finding.values)["before"] == "90.00"


@pytest.mark.parametrize(
    ("means", "account"), [(PaidWith.ACCOUNT, "1930"), (PaidWith.CARD, "2499"), (PaidWith.PERSON, "2890")]
)
def test_a_receipt_stands_against_what_it_was_paid_with(means: PaidWith, account: str) -> None:
    case = a_case(an_invoice(type=DocumentType.RECEIPT), paid_with=means, paid_by="Bo Ek")
    assert proposed(case=case).rows[-1].account == account


def test_an_account_that_a_person_chose_for_a_receipt_stays() -> None:
    rows = (*coding()[:2], replace(coding()[2], account="1910", manual=True))
    assert proposed(case=a_case(an_invoice(type=DocumentType.RECEIPT), rows=rows)).rows[-1].account == "1910"


def test_an_account_booked_often_does_not_outweigh_the_register() -> None:
    history = tuple(a_posting("4010") for _ in range(9))
    assert proposed(products=(PAPER,), history=history).rows[0].account == "5460"
