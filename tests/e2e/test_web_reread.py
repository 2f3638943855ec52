"""Rows drawn over in the picture are read again, in a real browser; and the earlier ones come back by the keyboard."""

from __future__ import annotations

from datetime import date

import pytest
from browser_house import Visits
from playwright.sync_api import Page, expect
from web_house import a_web_house

from kontera.core.event import PagesRead
from kontera.core.evidence import Box, Word
from kontera.core.evidence import Page as Sheet
from kontera.samples.companies import DEMO_BUYER, business
from kontera.samples.draw import draw
from kontera.samples.invent import Kind, invent

SELLER = business("pennverket")
INVOICE = invent(11, SELLER, DEMO_BUYER, date(2026, 2, 20), Kind.ORDINARY)


def a_sheet() -> Sheet:
    """The invoice on paper, its words with their places."""
    words: list[Word] = []
    for run in draw(INVOICE, SELLER.layout, "sv").runs:
        if run.page == 1:
            wide, at = (run.box.x1 - run.box.x0) / max(len(run.text), 1), 0
            for part in run.text.split(" "):
                left = run.box.x0 + at * wide
                words += [Word(part, Box(left, run.box.y0, left + len(part) * wide, run.box.y1))] if part else []
                at += len(part) + 1
    return Sheet(1, 595.0, 842.0, tuple(words), "text")


@pytest.fixture
def page(visits: Visits) -> Page:
    """Somebody at the desk of an invoice whose page holds more rows than were read."""
    house = a_web_house()
    house.note(house.case("one"), PagesRead((a_sheet(),)))
    return visits.let_in(house, "/cases/one/")


def test_rows_drawn_over_are_read_again_and_put_back(page: Page) -> None:
    rows = page.locator("table.lines tbody tr")
    before = rows.count()
    sheet = page.locator(".sheet svg").bounding_box()
    assert sheet is not None
    assert len(INVOICE.lines) != before
    page.mouse.move(sheet["x"] + 2, sheet["y"] + 2)
    page.mouse.down()
    page.mouse.move(sheet["x"] + sheet["width"] / 2, sheet["y"] + 200)
    page.mouse.move(sheet["x"] + sheet["width"] - 2, sheet["y"] + sheet["height"] - 2)
    page.mouse.up()
    expect(page.locator("[data-part=lines]")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("[data-part=lines]")).to_be_hidden()
    page.locator(".reread summary").click()
    page.locator("[data-reread-page='1']").click()
    expect(rows).to_have_count(len(INVOICE.lines))
    page.locator("#side h1").click()
    page.keyboard.press("Control+z")
    expect(rows).to_have_count(before)
