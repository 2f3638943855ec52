"""A changed payment account in a real browser: one person stops it, two others ask the supplier, then it is paid."""

from __future__ import annotations

from browser_house import Visits
from playwright.sync_api import Page, expect
from web_house import a_web_house

from build import STRANGE_BANKGIRO, a_seller, a_supplier
from kontera.core.account_change import Standing
from kontera.core.event import SupplierSaved
from kontera.core.party import Contact

PHONE = "060-12 34 56"


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


def test_a_changed_account_is_paid_only_when_two_others_have_asked_the_supplier(visits: Visits) -> None:
    house = a_web_house()
    house.note("supplier:s1", SupplierSaved(a_supplier(party=a_seller(contact=Contact("Eva", PHONE)))))
    house.case("one", "pay")
    anna, bo = (visits.let_in(house, "/suppliers/", name) for name in ("anna", "bo"))
    cia = visits.let_in(house, "/suppliers/", "cia", width=390)
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
