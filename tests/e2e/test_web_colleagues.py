"""Two people at one invoice, each in a browser of their own: nothing is lost, nobody writes over another unseen."""

from __future__ import annotations

from datetime import date

import pytest
from api_house import House
from browser_house import Visits, tick_all
from entry_house import a_typing_house
from playwright.sync_api import Page, expect

from kontera.core.invoice import Invoice


@pytest.fixture
def house() -> House:
    """One invoice waits to be reviewed; every act is followed by its walk."""
    made = a_typing_house()
    made.case("one")
    return made


@pytest.fixture
def both(house: House, visits: Visits) -> tuple[Page, Page]:
    """Anna and Bo, who have opened it at the same time; neither's page asks by itself what has happened since."""
    pages = visits.let_in(house, "/cases/one/", "anna"), visits.let_in(house, "/cases/one/", "bo")
    for page in pages:
        page.route("**/pulse/**", lambda route: route.fulfill(status=204))
    return pages


def invoice(house: House) -> Invoice:
    """What is kept."""
    return house.boxes.open("mottagaren").case("one").invoice


def write(page: Page, field: str, text: str) -> None:
    """Type a value and leave the field."""
    page.fill(f"#f-{field}", text)
    page.press(f"#f-{field}", "Tab")


def saved(page: Page, path: str, text: str) -> None:
    """Wait until a value is told to be kept, and to be a person's."""
    field = page.locator(f"[data-path='{path}']")
    expect(field.locator("[data-was]")).to_have_attribute("data-was", text)
    expect(field.locator(".source")).to_have_text("manuell")


def test_two_who_change_different_values_both_keep_theirs_and_are_told(house: House, both: tuple[Page, Page]) -> None:
    anna, bo = both
    write(anna, "number", "A-1")
    saved(anna, "number", "A-1")
    write(bo, "due_date", "2026-12-24")
    saved(bo, "due_date", "2026-12-24")
    expect(bo.locator(".said")).to_contain_text("Anna ändrade under tiden: Fakturanummer")
    expect(bo.locator("#f-number")).to_have_value("A-1")
    kept = invoice(house)
    assert (kept.number, str(kept.due_date)) == ("A-1", "2026-12-24")


def test_who_writes_over_a_colleague_sees_both_and_may_keep_the_others(house: House, both: tuple[Page, Page]) -> None:
    anna, bo = both
    write(anna, "number", "A-1")
    saved(anna, "number", "A-1")
    write(bo, "number", "B-2")
    field = bo.locator("[data-path=number]")
    expect(field.locator(".field-wrong")).to_contain_text("Anna")
    expect(bo.locator("#f-number")).to_have_value("B-2")  # what he typed is not lost
    assert invoice(house).number == "A-1"  # nor what she wrote
    field.get_by_role("button", name="Behåll ”A-1”").click()
    expect(bo.locator("#f-number")).to_have_value("A-1")
    expect(field.locator(".field-wrong")).to_be_hidden()
    assert invoice(house).number == "A-1"


def test_who_writes_over_a_colleague_may_insist(house: House, both: tuple[Page, Page]) -> None:
    anna, bo = both
    write(anna, "number", "A-1")
    saved(anna, "number", "A-1")
    write(bo, "number", "B-2")
    bo.locator("[data-path=number]").get_by_role("button", name="Skriv ”B-2”").press("Enter")
    saved(bo, "number", "B-2")
    expect(bo.locator(".said.error")).to_be_hidden()
    assert invoice(house).number == "B-2"


def test_undo_does_not_take_away_what_a_colleague_wrote_later(house: House, both: tuple[Page, Page]) -> None:
    anna, bo = both
    write(anna, "number", "A-1")
    saved(anna, "number", "A-1")
    bo.reload()
    write(bo, "number", "B-2")
    saved(bo, "number", "B-2")
    anna.locator("#side h1").click()
    anna.keyboard.press("Control+z")
    expect(anna.locator(".said.error")).to_contain_text("Bo")
    assert invoice(house).number == "B-2"
    bo.locator("#side h1").click()
    bo.keyboard.press("Control+z")
    expect(bo.locator("#f-number")).to_have_value("A-1")
    assert invoice(house).number == "A-1"


def test_a_reading_is_not_approved_over_a_change_that_was_not_seen(house: House, both: tuple[Page, Page]) -> None:
    anna, bo = both
    tick_all(bo.locator("input[name=seen]"))
    write(anna, "number", "A-1")
    saved(anna, "number", "A-1")
    bo.keyboard.press("Control+Enter")
    expect(bo.locator(".said.error")).to_contain_text("Anna ändrade under tiden: Fakturanummer")
    assert house.boxes.open("mottagaren").case("one").verified is None
    bo.keyboard.press("Control+Enter")
    bo.wait_for_url("**/inbox/**")
    assert house.boxes.open("mottagaren").case("one").registered


def test_a_colleagues_change_shows_by_itself_and_what_is_being_typed_stays(house: House, visits: Visits) -> None:
    anna, bo = (visits.let_in(house, "/cases/one/", name) for name in ("anna", "bo"))
    bo.fill("#f-due_date", "2026-12-")
    write(anna, "number", "A-1")
    expect(bo.locator("#f-number")).to_have_value("A-1")
    expect(bo.locator(".said")).to_contain_text("Anna ändrade under tiden: Fakturanummer")
    expect(bo.locator("#f-due_date")).to_be_focused()
    expect(bo.locator("#f-due_date")).to_have_value("2026-12-")
    assert invoice(house).due_date == date(2026, 12, 2)
    bo.keyboard.press("End")
    bo.keyboard.type("24")
    write(anna, "number", "A-2")
    expect(bo.locator("#f-number")).to_have_value("A-2")
    bo.keyboard.press("Tab")  # nothing was written since the pane was exchanged; it is saved all the same
    saved(bo, "due_date", "2026-12-24")
    assert invoice(house).due_date == date(2026, 12, 24)
