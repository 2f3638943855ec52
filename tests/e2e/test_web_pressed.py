"""No press is lost: not before the page's scripts are there, not while a part of the page is exchanged beneath it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from api_house import House
from browser_house import READY, Visits, arrived, ready, tick_all
from entry_house import a_typing_house
from playwright.sync_api import APIResponse, Page, Route, expect

from kontera.core.event import Commented
from kontera.ports import Task

SCRIPTS = re.compile(r"/(frame|desk|inbox|htmx[^/]*)\.js$")
ANSWERS = re.compile(r"/(correct|coding)/$")
PULSES = re.compile(r"/pulse/")


@pytest.fixture
def house() -> House:
    """An invoice waits to be reviewed; every act is followed by its walk."""
    made = a_typing_house()
    made.case("one")
    return made


class Gate:
    """Holds what a page asks for until it is opened."""

    def __init__(self, page: Page, asked: re.Pattern[str]) -> None:
        self.page, self.waiting = page, list[Route]()
        self.opened = False
        page.route(asked, self.take)

    def take(self, route: Route) -> None:
        """Hold it, or let it pass when the gate stands open."""
        if self.opened:
            route.continue_()
        else:
            self.waiting.append(route)

    def let_one(self) -> None:
        """Let the first that waits, or comes, pass; what comes after it waits."""
        while not self.waiting:
            self.page.wait_for_timeout(20)
        self.waiting.pop(0).continue_()

    def open(self) -> None:
        """Let everything pass, what waits first."""
        self.opened = True
        while self.waiting:
            self.waiting.pop(0).continue_()


class Rest:
    """The walks of the house, held until they are let go: what was changed is worked on meanwhile."""

    def __init__(self, house: House) -> None:
        self.house, self.walk, self.tasks = house, house.boxes.submit, list[Task]()
        house.boxes.submit = self.tasks.append

    def end(self) -> None:
        """Walk, in this thread: nobody asks the house anything meanwhile."""
        self.house.boxes.submit = self.walk
        for task in self.tasks:
            self.walk(task)


@contextmanager
def slow_scripts(page: Page, address: str) -> Iterator[None]:
    """The page is there and its scripts are not; they come at the end."""
    gate = Gate(page, SCRIPTS)
    page.goto(address, wait_until="commit")
    page.locator("main h1").first.wait_for()
    assert not page.locator(READY).count()
    yield
    gate.open()
    page.locator(READY).wait_for(state="attached")
    page.unroute(SCRIPTS)


def test_a_button_pressed_before_the_scripts_are_there_does_its_work(house: House, visits: Visits) -> None:
    page = visits.let_in(house)
    with slow_scripts(page, "/cases/one/"):
        tick_all(page.locator("input[name=seen]"))
        page.get_by_role("button", name="Godkänn läsningen och nästa").click()
        expect(page.locator("#verify button[data-held]")).to_be_visible()
    page.wait_for_url("**/inbox/**")
    expect(page.locator(".notice")).to_contain_text("är granskad")
    assert house.boxes.open("mottagaren").case("one").registered


def test_a_button_pressed_twice_in_impatience_is_one_act(house: House, visits: Visits) -> None:
    page = visits.let_in(house)
    with slow_scripts(page, "/cases/one/"):
        page.get_by_placeholder("Skriv en kommentar…").fill("Ringt leverantören")
        send = page.get_by_role("button", name="Skicka")
        send.click()
        send.click()
    expect(page.locator(".trail")).to_contain_text("Ringt leverantören")
    told = [noted.event for noted in house.boxes.open("mottagaren").history("one")]
    assert told.count(Commented("Ringt leverantören")) == 1


def test_a_value_typed_before_the_scripts_are_there_is_saved(house: House, visits: Visits) -> None:
    page = visits.let_in(house)
    with slow_scripts(page, "/cases/one/"):
        page.fill("#f-number", "4711")
        page.keyboard.press("Tab")
    expect(page.locator("[data-path=number] .source")).to_have_text("manuell")
    assert house.boxes.open("mottagaren").case("one").invoice.number == "4711"


def test_keys_pressed_before_the_scripts_are_there_are_pressed_in_their_order(house: House, visits: Visits) -> None:
    house.case("two")
    page = visits.let_in(house)
    first = page.locator("tr[data-row]").first.get_attribute("data-id")
    with slow_scripts(page, "/inbox/"):
        page.keyboard.press("j")
        page.keyboard.press("Enter")
    arrived(page, "**/cases/**")
    assert f"/{first}/" not in page.url


def test_what_is_searched_for_before_the_scripts_are_there_is_found(house: House, visits: Visits) -> None:
    house.case("two")
    page = visits.let_in(house)
    with slow_scripts(page, "/inbox/"):
        page.get_by_role("searchbox", name="Sök i inkorgen").fill("two-1")
    expect(page.locator("tr[data-row]")).to_have_count(1)


def test_a_dialog_and_a_word_of_the_picture_wait_too(house: House, visits: Visits) -> None:
    page = visits.let_in(house)
    with slow_scripts(page, "/inbox/"):
        page.get_by_role("button", name="Kortkommandon").click()
    expect(page.locator("dialog#keys")).to_be_visible()
    with slow_scripts(page, "/cases/one/"):
        page.focus("#f-payment-reference")
        page.locator(".words rect").first.click(position={"x": 40, "y": 20})
    expect(page.locator("#f-payment-reference")).to_have_value("Faktura")


def test_what_is_typed_is_saved_before_the_reading_is_approved(house: House, visits: Visits) -> None:
    page = visits.let_in(house, "/cases/one/")
    tick_all(page.locator("input[name=seen]"))
    gate = Gate(page, ANSWERS)
    page.fill("#f-number", "4711")
    page.keyboard.press("Control+Enter")
    page.wait_for_timeout(300)  # long enough for an act that does not wait to be done
    assert house.boxes.open("mottagaren").case("one").verified is None
    gate.open()
    page.wait_for_url("**/inbox/**")
    known = house.boxes.open("mottagaren").case("one")
    assert (known.invoice.number, bool(known.registered)) == ("4711", True)


def test_a_refused_value_is_shown_and_the_reading_not_approved(house: House, visits: Visits) -> None:
    page = visits.let_in(house, "/cases/one/")
    tick_all(page.locator("input[name=seen]"))
    page.fill("#f-issue_date", "i förrgår kanske")
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-path=issue_date].refused")).to_be_visible()
    assert house.boxes.open("mottagaren").case("one").verified is None


def test_a_value_refused_before_the_page_comes_to_anything_else_is_not_approved(house: House, visits: Visits) -> None:
    page = visits.let_in(house)
    page.add_init_script("const soon = setTimeout; window.setTimeout = (run, ms = 0) => soon(run, ms + 1000)")
    page.goto("/cases/one/")
    ready(page)
    tick_all(page.locator("input[name=seen]"))
    page.fill("#f-issue_date", "i förrgår kanske")
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-path=issue_date].refused")).to_be_visible()
    page.wait_for_timeout(1500)  # what a late timer would do is done
    assert house.boxes.open("mottagaren").case("one").verified is None


def test_a_press_that_began_before_the_pane_was_exchanged_counts(house: House, visits: Visits) -> None:
    page = visits.let_in(house, "/cases/one/")
    tick_all(page.locator("input[name=seen]"))
    page.fill("#f-number", "4711")
    button = page.locator("#verify button[data-key]").bounding_box()
    assert button is not None
    page.mouse.move(button["x"] + 20, button["y"] + 10)
    page.mouse.down()  # the field is left, its value saved, and the pane drawn anew
    expect(page.locator("[data-path=number] .source")).to_have_text("manuell")
    page.mouse.up()
    page.wait_for_url("**/inbox/**")
    assert house.boxes.open("mottagaren").case("one").registered


def test_what_was_compared_stays_ticked_while_the_invoice_is_worked_on(house: House, visits: Visits) -> None:
    page = visits.let_in(house, "/cases/one/")
    boxes = page.get_by_role("group", name="Jämfört").get_by_role("checkbox")
    count = boxes.count()
    tick_all(boxes)
    boxes.last.uncheck()
    rest, pulses = Rest(house), Gate(page, PULSES)
    page.fill("#f-number", "4711")
    page.keyboard.press("Tab")
    expect(page.locator("[data-path=number] .source")).to_have_text("manuell")
    expect(boxes).to_have_count(0)  # worked on: the pane asks for no comparing
    rest.end()
    pulses.open()
    expect(boxes).to_have_count(count)
    assert count > 1
    assert [box.is_checked() for box in boxes.all()] == [True] * (count - 1) + [False]


def test_the_keys_of_approval_wait_for_an_invoice_that_is_worked_on(house: House, visits: Visits) -> None:
    page = visits.let_in(house, "/cases/one/")
    tick_all(page.locator("input[name=seen]"))
    rest, pulses = Rest(house), Gate(page, PULSES)
    page.fill("#f-number", "4711")
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-path=number] .source")).to_have_text("manuell")
    expect(page.locator("#verify")).to_have_count(0)
    assert house.boxes.open("mottagaren").case("one").verified is None
    rest.end()
    pulses.open()
    page.wait_for_url("**/inbox/**")
    known = house.boxes.open("mottagaren").case("one")
    assert (known.invoice.number, bool(known.registered)) == ("4711", True)


def test_a_button_that_is_away_while_a_save_runs_is_pressed_when_it_is_back(house: House, visits: Visits) -> None:
    page = visits.let_in(house, "/cases/one/")
    tick_all(page.locator("input[name=seen]"))
    saves, pulses, rest = Gate(page, ANSWERS), Gate(page, PULSES), Rest(house)
    page.fill("#f-number", "4711")
    page.keyboard.press("Tab")
    page.fill("#f-due_date", "2026-12-24")
    button = page.locator("#verify button[data-key]").bounding_box()
    assert button is not None
    page.mouse.move(button["x"] + 20, button["y"] + 10)
    page.mouse.down()  # the second value is sent too, behind the first
    saves.let_one()
    expect(page.locator("[data-path=number] .source")).to_have_text("manuell")
    expect(page.locator("#verify")).to_have_count(0)
    page.mouse.up()  # let go where the button stood
    assert house.boxes.open("mottagaren").case("one").verified is None
    rest.end()
    saves.open()
    pulses.open()
    page.wait_for_url("**/inbox/**")
    known = house.boxes.open("mottagaren").case("one")
    assert (known.invoice.number, str(known.invoice.due_date), bool(known.registered)) == ("4711", "2026-12-24", True)


def test_who_writes_on_after_pressing_has_not_approved(house: House, visits: Visits) -> None:
    page = visits.let_in(house, "/cases/one/")
    tick_all(page.locator("input[name=seen]"))
    rest, pulses = Rest(house), Gate(page, PULSES)
    page.fill("#f-number", "4711")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#verify")).to_have_count(0)
    page.fill("#f-number", "4712")
    rest.end()
    pulses.open()
    expect(page.locator("#verify")).to_be_visible()
    expect(page.locator("#f-number")).to_have_value("4712")
    assert house.boxes.open("mottagaren").case("one").verified is None


def test_an_approval_waits_for_coding_whose_form_was_exchanged_meanwhile(house: House, visits: Visits) -> None:
    page = visits.let_in(house, "/cases/one/")
    tick_all(page.locator("input[name=seen]"))
    answers: list[tuple[Route, APIResponse]] = []

    def late(route: Route) -> None:
        if answers:
            route.continue_()
        else:
            answers.append((route, route.fetch()))

    page.route(re.compile(r"/coding/$"), late)
    page.locator("#coding").get_by_label("Konto").first.fill("6250")
    page.locator("#side h1").click()
    expect(page.locator(".trail")).to_contain_text("6250")  # the beat laid a new pane before the answer came
    page.get_by_role("button", name="Godkänn läsningen och nästa").click()
    for route, answer in answers:
        route.fulfill(response=answer)
    page.wait_for_url("**/inbox/**")
    assert house.boxes.open("mottagaren").case("one").registered
