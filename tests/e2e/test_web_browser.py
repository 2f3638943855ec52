"""The desk in a real browser, by keyboard alone: a clear invoice is finished, a value saved, a word clicked."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import count

import pytest
from api_house import House
from browser_house import Visits, arrived, ready
from entry_house import a_typing_house
from playwright.sync_api import Page, expect
from web_house import PASSWORD, a_user

from build import of_amount
from kontera.core.case import Queue, State
from kontera.core.party import Endpoint
from kontera.formats.ubl.write import write_ubl

PRESSES_ELECTRONIC = 2  # open it, approve it
PRESSES_SCANNED = 6  # the same, and what must be compared: asked for, then each of the three
"""What a clear invoice may cost a person, in presses of keys."""


class Keys:
    """Presses keys, and counts them."""

    def __init__(self, page: Page) -> None:
        self.page, self.numbers, self.pressed = page, count(1), 0

    def press(self, *keys: str) -> None:
        """Press one after another."""
        for key in keys:
            self.page.keyboard.press(key)
            self.pressed = next(self.numbers)


@pytest.fixture
def house() -> House:
    """Every act is followed by its walk."""
    return a_typing_house()


def two_scanned(house: House) -> None:
    """Two clear invoices from a picture wait to be reviewed."""
    house.case("one")
    house.case("two")


def an_e_invoice(house: House, number: str, net: str, vat: str) -> str:
    """One arrives as data in which nothing is wrong; gives its case."""
    plain = of_amount(net, vat, number=number, buyer_reference="Anna")
    whole = replace(
        plain,
        seller=replace(plain.seller, endpoint=Endpoint("0007", "5599991238")),
        buyer=replace(plain.buyer, endpoint=Endpoint("0007", "5599990008")),
        payment=replace(plain.payment, reference=""),
    )
    taken = house.client().send(write_ubl(whole), "?name=faktura.xml", "application/xml")
    case: str = json.loads(taken.content)["case"]
    assert house.boxes.open("mottagaren").case(case).queue is Queue.READY
    return case


def at_the_inbox(visits: Visits, house: House) -> tuple[Page, Keys]:
    """Somebody stands at the first row."""
    page = visits.let_in(house)
    expect(page.locator("tr[data-row]:focus")).to_be_visible()
    return page, Keys(page)


def test_a_clear_e_invoice_is_finished_in_two_presses_and_the_next_is_shown(house: House, visits: Visits) -> None:
    an_e_invoice(house, "1041", "1000.00", "250.00")
    an_e_invoice(house, "1042", "400.00", "100.00")
    page, keys = at_the_inbox(visits, house)
    keys.press("Enter")
    first = arrived(page, "**/cases/*/**").url
    keys.press("Control+Enter")
    page.wait_for_url(lambda address: "/cases/" in address and address != first)
    expect(page.locator(".notice")).to_contain_text("är granskad")
    assert keys.pressed == PRESSES_ELECTRONIC
    done = first.partition("/cases/")[2].partition("/")[0]
    assert house.boxes.open("mottagaren").case(done).registered


def test_a_clear_scanned_invoice_is_compared_and_finished_without_a_mouse(house: House, visits: Visits) -> None:
    two_scanned(house)
    page, keys = at_the_inbox(visits, house)
    keys.press("Enter")
    first = arrived(page, "**/cases/*/**").url
    keys.press("Control+Enter")
    boxes = page.locator("#acts input[name=seen]")
    for at in range(3):
        expect(boxes.nth(at)).to_be_focused()
        keys.press("Space")
    expect(page.locator("#verify button[data-key]")).to_be_focused()
    keys.press("Enter")
    page.wait_for_url(lambda address: "/cases/" in address and address != first)
    expect(page.locator(".notice")).to_contain_text("är granskad")
    assert keys.pressed == PRESSES_SCANNED
    done = first.partition("/cases/")[2].partition("/")[0]
    known = house.boxes.open("mottagaren").case(done)
    assert known.registered
    assert known.state is State.APPROVE
    assert set(known.seen) == {"picture", "account", "totals"}


def test_a_scanned_invoice_is_not_approved_before_it_is_compared(house: House, visits: Visits) -> None:
    two_scanned(house)
    page = visits.let_in(house, "/cases/one/")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".must.asked")).to_be_visible()
    page.keyboard.press("Control+Enter")
    expect(page.locator("#acts input[name=seen]").first).to_be_focused()
    assert house.boxes.open("mottagaren").case("one").verified is None


def test_somebody_signs_in_and_opens_an_invoice_and_saves_a_value_by_keyboard(house: House, visits: Visits) -> None:
    two_scanned(house)
    page = visits.window()
    page.goto("/sign-in/?next=/inbox/")
    page.fill("[name=email]", a_user(house))
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    ready(page)
    expect(page.locator("tr[data-row]:focus")).to_be_visible()
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    arrived(page, "**/cases/**")
    page.press(".more-fields summary", "Enter")
    page.fill("#f-buyer_reference", "Anna")
    page.keyboard.press("Tab")
    expect(page.locator("[data-path=buyer_reference] .source")).to_have_text("manuell")


def test_a_clicked_word_goes_to_the_field(house: House, visits: Visits) -> None:
    two_scanned(house)
    page = visits.let_in(house, "/cases/one/")
    page.press(".more-fields summary", "Enter")
    page.focus("#f-order_number")
    page.locator(".words rect").first.click(position={"x": 40, "y": 20})
    expect(page.locator("#f-order_number")).to_have_value("Faktura")
    expect(page.locator("[data-path=order_number] .source")).to_have_text("manuell")
