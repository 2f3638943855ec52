"""A changed payment account in a real browser: one person stops it, two others ask the supplier, then it is paid."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest
from api_house import House
from playwright.sync_api import Browser, Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer
from web_house import PASSWORD, a_user, a_web_house

from build import STRANGE_BANKGIRO, a_seller, a_supplier
from kontera.core.account_change import Standing
from kontera.core.event import SupplierSaved
from kontera.core.party import Contact

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome") or ""
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium on this machine"),
]
SWITCHES = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking"]
PHONE = "060-12 34 56"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; the driver runs an event loop, beside which Django's own calls are allowed."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        yield started
        started.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


def enter(browser: Browser, server: LiveServer, house: House, name: str, width: int = 1440) -> Page:
    """Somebody signs in, at a browser of their own."""
    email = a_user(house, name)
    context = browser.new_context(
        locale="sv-SE", base_url=server.url, viewport={"width": width, "height": 900 if width > 400 else 844}
    )
    page = context.new_page()
    page.goto("/sign-in/?next=/suppliers/")
    page.fill("[name=email]", email)
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url("**/suppliers/")
    return page


def confirm(page: Page, contact: str, so_far: int) -> None:
    """Ask through the number on file, and say so; by keyboard alone."""
    page.get_by_role("radio", name=PHONE).focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type(contact)
    page.keyboard.press("Tab")
    page.keyboard.type("De har bytt bank.")
    page.keyboard.press("Enter")
    expect(page.locator(".steps-two .done")).to_have_count(so_far)


def test_a_changed_account_is_paid_only_when_two_others_have_asked_the_supplier(
    browser: Browser, live_server: LiveServer
) -> None:
    house = a_web_house()
    house.note("supplier:s1", SupplierSaved(a_supplier(party=a_seller(contact=Contact("Eva", PHONE)))))
    house.case("one", "pay")
    anna, bo = enter(browser, live_server, house, "anna"), enter(browser, live_server, house, "bo")
    cia = enter(browser, live_server, house, "cia", width=390)
    anna.get_by_role("link", name="Pappershuset AB").click()
    anna.fill("[name=new_account]", "5050-1055")
    anna.press("[name=new_account]", "Enter")
    expect(anna.locator(".banner")).to_contain_text("5050-1055")
    anna.locator(".banner a").click()
    expect(anna.locator(".waits")).to_be_visible()
    address = anna.url
    anna.goto("/payments/")
    expect(anna.locator("input[name=case]")).to_be_disabled()
    bo.goto("/suppliers/accounts/")
    bo.get_by_role("link", name="Pappershuset AB").click()
    confirm(bo, "Eva", 1)
    expect(bo.locator(".waits")).to_be_visible()
    cia.goto(address)
    confirm(cia, "Växeln", 2)
    known = house.boxes.open("mottagaren").supplier("s1").knows(STRANGE_BANKGIRO)
    assert known is not None
    assert len(known.vouched) == 2
    assert house.boxes.open("mottagaren").account_changes(Standing.OPEN) == ()
    anna.goto("/payments/")
    expect(anna.locator("input[name=case]")).to_be_enabled()
