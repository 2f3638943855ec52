"""Approval in a real browser: two people in union, and one by phone."""

from __future__ import annotations

from approval_house import APPROVER, an_office, in_union, state
from browser_house import Visits, arrived
from playwright.sync_api import expect
from web_house import a_user

from kontera.core.case import State

HAND = 44  # pixels: what a thumb hits


def test_two_browsers_approve_in_union(visits: Visits) -> None:
    house = an_office()
    for name in ("anna", "bo"):
        a_user(house, name, APPROVER)
    in_union(house)
    house.case("one", "approve")
    anna, bo = (visits.let_in(house, "/approvals/", name, roles=APPROVER) for name in ("anna", "bo"))
    for page in (anna, bo):
        page.get_by_role("link", name="Pappershuset AB").first.click()
        arrived(page, "**/approvals/one/")
    anna.keyboard.press("Control+Enter")
    anna.wait_for_url("**/approvals/")
    assert state(house, "one") is State.APPROVE
    bo.reload()
    expect(bo.locator(".stages")).to_contain_text("Anna")
    bo.locator(".approval-bar .primary").click()
    bo.wait_for_url("**/approvals/")
    assert state(house, "one") is State.PAY


def test_an_invoice_is_approved_by_phone(visits: Visits) -> None:
    house = an_office()
    house.case("one", "approve")
    page = visits.let_in(house, "/approvals/", "anna", roles=APPROVER, width=390)
    page.get_by_role("link", name="Pappershuset AB").first.tap()
    arrived(page, "**/approvals/one/")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    bar = page.locator(".approval-bar")
    box = bar.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= 844
    for button in bar.locator("button, a").all():
        size = button.bounding_box()
        assert size is not None
        assert size["height"] >= HAND
    bar.locator("[data-talk]").tap()
    page.locator(".talk-new textarea").fill("Stämmer med leveransen")
    page.locator(".talk-new button[value=comment]").tap()
    expect(page.locator(".talk")).to_contain_text("Stämmer med leveransen")
    page.locator(".approval-bar .primary").tap()
    page.wait_for_url("**/approvals/")
    assert state(house, "one") is State.PAY
