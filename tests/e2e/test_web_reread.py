"""Rows drawn over in the picture are read again, in a real browser; and the earlier ones come back by the keyboard."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import date

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer
from web_house import PASSWORD, a_user, a_web_house

from kontera.core.event import PagesRead
from kontera.core.evidence import Box, Word
from kontera.core.evidence import Page as Sheet
from kontera.samples.companies import DEMO_BUYER, business
from kontera.samples.draw import draw
from kontera.samples.invent import Kind, invent

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome") or ""
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium on this machine"),
]
SWITCHES = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking"]
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
def page(live_server: LiveServer) -> Iterator[Page]:
    """Somebody at the desk of an invoice whose page holds more rows than were read."""
    house = a_web_house()
    email = a_user(house)
    house.note(house.case("one"), PagesRead((a_sheet(),)))
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # the driver runs an event loop beside Django's own calls
    with sync_playwright() as driver:
        browser: Browser = driver.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        made = browser.new_context(locale="sv-SE", base_url=live_server.url).new_page()
        made.goto("/sign-in/?next=/cases/one/")
        made.fill("[name=email]", email)
        made.fill("[name=password]", PASSWORD)
        made.press("[name=password]", "Enter")
        made.wait_for_selector("#side")
        yield made
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


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
