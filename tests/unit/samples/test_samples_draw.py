"""Drawn invoices: every layout in every language, nothing outside the page or on top of something else."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from itertools import pairwise

import pytest

from kontera.core.invoice import Invoice
from kontera.core.party import AccountScheme
from kontera.samples.companies import DEMO_BUYER, SUPPLIERS, business, buyer_in
from kontera.samples.draw import draw, draw_pdf
from kontera.samples.invent import Kind, invent
from kontera.samples.layout import lay_out
from kontera.samples.sheet import A4, Run
from kontera.samples.style import DESIGNS, style
from kontera.samples.wording import LANGUAGES

DAY = date(2026, 11, 20)
KINDS = tuple(Kind)


def an_invoice(seed: int) -> Invoice:
    one = SUPPLIERS[seed % len(SUPPLIERS)]
    return invent(seed, one, buyer_in(one.country) if seed % 3 else DEMO_BUYER, DAY, KINDS[seed % len(KINDS)])


def runs_of(seed: int, language: str) -> tuple[Run, ...]:
    return lay_out(an_invoice(seed * 7 + LANGUAGES.index(language)), style(seed, language), "www.some.example").runs


def covers(one: Run, other: Run) -> bool:
    beside = min(one.x + one.width, other.x + other.width) - max(one.x, other.x) <= 1
    above = abs(one.y - other.y) >= 0.6 * min(one.size, other.size)
    return not (beside or above)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("seed", range(2 * len(DESIGNS)))
def test_all_text_is_inside_the_page_and_readable(seed: int, language: str) -> None:
    for run in runs_of(seed, language):
        assert run.x >= 4
        assert run.x + run.width <= A4[0] - 4
        assert run.y - run.size >= 4
        assert run.y <= A4[1] - 4
        assert run.size >= 4
        assert 0 <= run.box.x0 < run.box.x1 <= 1
        assert 0 <= run.box.y0 < run.box.y1 <= 1


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("seed", range(2 * len(DESIGNS)))
def test_no_text_lies_on_another(seed: int, language: str) -> None:
    pages: dict[int, list[Run]] = defaultdict(list)
    for run in runs_of(seed, language):
        pages[run.page].append(run)
    for runs in pages.values():
        found = [
            (one.text, other.text)
            for place, one in enumerate(runs)
            for other in runs[place + 1 :]
            if covers(one, other)
        ]
        assert not found


@pytest.mark.parametrize("seed", range(len(DESIGNS)))
def test_number_dates_and_amounts_are_on_the_paper(seed: int) -> None:
    invoice = invent(seed, business("pennverket"), DEMO_BUYER, DAY)
    tags = {run.tag: run.text for run in draw(invoice, seed, "sv").runs}
    assert tags["number"] == invoice.number
    assert {"issue_date", "due_date", "net", "vat", "payable", "seller.name", "buyer.name"} <= set(tags)
    assert {f"line.{place}.net_amount" for place in range(len(invoice.lines))} <= set(tags)
    assert invoice.payment.reference in {run.text for run in draw(invoice, seed, "sv").runs}


@pytest.mark.parametrize("seed", range(len(DESIGNS)))
def test_the_supplier_says_who_it_is_and_where_to_pay(seed: int) -> None:
    one = business("beslagsboden")
    words = " ".join(run.text for run in draw(invent(1, one, DEMO_BUYER, DAY), seed, "sv").runs)
    account = one.account(AccountScheme.BANKGIRO)
    assert account is not None
    assert f"{account.id[:4]}-{account.id[4:]}" in words
    assert "559990-5055" in words
    assert one.party.vat_number in words
    assert "Godkänd för F-skatt" in words


def test_the_same_seed_gives_the_same_bytes() -> None:
    invoice = an_invoice(3)
    assert draw_pdf(invoice, 1, "sv") == draw_pdf(invoice, 1, "sv")
    assert draw_pdf(invoice, 1, "sv") != draw_pdf(invoice, 11, "sv")


def test_a_long_table_goes_on_overleaf_in_order() -> None:
    invoice = invent(1, business("beslagsboden"), DEMO_BUYER, DAY, Kind.LONG)
    runs = draw(invoice, 4, "sv").runs
    pages = [run.page for run in runs if run.tag.endswith(".net_amount") and run.tag.startswith("line.")]
    assert pages[-1] > 1
    assert all(first <= second for first, second in pairwise(pages))


@pytest.mark.parametrize(
    ("key", "tag"), [("pennverket", "ocr_line"), ("koivuosa", "bank_bar_code"), ("fjordull", "payable.kroner")]
)
def test_each_country_has_its_slip(key: str, tag: str) -> None:
    one = business(key)
    runs = draw(invent(1, one, buyer_in(one.country), DAY), 2, one.language).runs
    assert tag in {run.tag for run in runs}


def test_a_credit_note_has_no_slip_and_says_what_it_is() -> None:
    invoice = invent(1, business("pennverket"), DEMO_BUYER, DAY, Kind.CREDIT)
    tags = {run.tag: run.text for run in draw(invoice, 2, "sv").runs}
    assert "ocr_line" not in tags
    assert tags["type"].casefold().startswith("kredit")


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(KeyError):
        draw_pdf(an_invoice(1), 1, "xx")
