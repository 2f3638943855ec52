"""Manual entry in a real browser: a picture is put in, the registers give supplier and product, the sums follow."""

from __future__ import annotations

import pytest
from browser_house import Visits, arrived, tick_all
from entry_house import PICTURE, a_typing_house
from playwright.sync_api import FilePayload, Page, expect


@pytest.fixture
def page(visits: Visits) -> Page:
    """Somebody signed in at the inbox, who works in English."""
    return visits.let_in(a_typing_house(), language="en")


def at_the_desk(page: Page) -> None:
    """The document is put in and the desk stands open."""
    page.get_by_role("link", name="Enter by hand").click()
    file = FilePayload(name="faktura.pdf", mimeType="application/pdf", buffer=PICTURE + b"paper")
    page.get_by_label("Picture or PDF").set_input_files(file)
    page.get_by_role("button", name="Go on and type").click()
    arrived(page, "**/cases/**")


def test_an_invoice_is_typed_with_supplier_and_product_register(page: Page) -> None:
    at_the_desk(page)
    page.fill("#typed-supplier", "Pappershuset AB")
    page.press("#typed-supplier", "Enter")
    expect(page.locator(".supplier-strip .known")).to_be_visible()
    expect(page.locator("#f-currency")).to_have_value("SEK")
    page.fill("#f-number", "2026-17")
    page.press("#f-number", "Tab")
    page.fill("#f-issue_date", "2026-11-20")
    page.press("#f-issue_date", "Tab")
    expect(page.locator("#f-due_date")).to_have_value("2026-12-10")
    page.locator("#find-product").press_sequentially("4711")
    expect(page.locator(".products-found")).to_contain_text("Papper A4 80 g")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("#f-lines-0-seller_article")).to_have_value("4711")
    page.fill("#f-lines-0-quantity", "4")
    expect(page.locator("#f-lines-0-net_amount")).to_have_value("340.00")
    page.press("#f-lines-0-quantity", "Tab")
    expect(page.locator("#f-totals-payable")).to_have_value("425.00")
    expect(page.locator("#coding [name=account]").first).to_have_value("5460")
    tick_all(page.locator("input[name=seen]"))
    page.keyboard.press("Control+Enter")
    expect(page.locator(".notice, .said")).to_contain_text("is reviewed")


def test_the_next_line_can_be_typed_though_the_pane_was_exchanged_while_the_last_was_saved(page: Page) -> None:
    at_the_desk(page)
    page.evaluate("""() => document.body.addEventListener("htmx:beforeSend", () => {
        const pane = document.getElementById("side");
        pane.replaceWith(pane.cloneNode(true));
    }, { once: true })""")
    page.fill("#add-description", "Skruv")
    page.press("#add-description", "Enter")
    expect(page.locator("#f-lines-0-description")).to_have_value("Skruv")
    expect(page.locator("#add-article")).to_be_focused()


def test_the_amount_shows_while_a_new_line_is_typed(page: Page) -> None:
    at_the_desk(page)
    page.fill("#add-description", "Skruv")
    page.fill("#add-quantity", "3")
    page.fill("#add-price", "10.50")
    expect(page.locator("#add-amount")).to_have_value("31.50")
    page.fill("#add-vat", "25")
    page.press("#add-vat", "Enter")
    expect(page.locator("#f-lines-0-net_amount")).to_have_value("31.50")
    expect(page.locator("#add-article")).to_be_focused()
    expect(page.locator("#f-totals-vat")).to_have_value("7.88")
