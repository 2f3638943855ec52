"""The desk in a real browser: keyboard, autosave, and a page without script errors under the strict policy."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer
from web_house import PASSWORD, a_user, a_web_house

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome") or ""
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium on this machine"),
]
SWITCHES = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; the driver runs an event loop, beside which Django's own calls are allowed."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        yield started
        started.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def page(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    """Somebody signed in at the inbox, with two cases; errors of scripts are gathered on the page."""
    house = a_web_house()
    email = a_user(house)
    house.case("one")
    house.case("two")
    context = browser.new_context(locale="sv-SE", base_url=live_server.url)
    made = context.new_page()
    made.goto("/sign-in/?next=/inbox/")
    made.fill("[name=email]", email)
    made.fill("[name=password]", PASSWORD)
    made.press("[name=password]", "Enter")
    made.wait_for_selector("tr[data-row]:focus")
    yield made
    context.close()


def test_the_keyboard_alone_opens_an_invoice_and_saves_a_value(page: Page) -> None:
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/cases/**")
    page.press(".more-fields summary", "Enter")
    page.fill("#f-buyer_reference", "Anna")
    page.keyboard.press("Tab")
    expect(page.locator("[data-path=buyer_reference] .source")).to_have_text("manuell")
    assert faults == []


def test_a_clicked_word_goes_to_the_field(page: Page) -> None:
    page.keyboard.press("Enter")
    page.wait_for_url("**/cases/**")
    page.press(".more-fields summary", "Enter")
    page.focus("#f-order_number")
    page.locator(".words rect").first.click(position={"x": 40, "y": 20})
    expect(page.locator("#f-order_number")).to_have_value("Faktura")


def test_an_invoice_is_reviewed_and_the_next_is_shown(page: Page) -> None:
    page.keyboard.press("Enter")
    page.wait_for_url("**/cases/**")
    first = page.url
    for box in page.locator("input[name=seen]").all():
        box.check()
    page.keyboard.press("Control+Enter")
    page.wait_for_url(lambda url: "/cases/" in url and url != first)
    expect(page.locator(".notice")).to_contain_text("är granskad")
