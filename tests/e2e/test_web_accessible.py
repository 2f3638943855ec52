"""Every page of the web application under axe (WCAG 2.2 AA), wide and narrow, light and dark: nothing is wrong."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from typing import Any, Literal

import pytest
from api_house import House
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer
from web_house import a_web_house, signed_in

from kontera.web.urls import pages

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome") or ""
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium on this machine"),
]
SWITCHES = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking"]
RULES = {"resultTypes": ["violations"], "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
SCREENS: tuple[tuple[int, int, Literal["dark", "light"]], ...] = ((1440, 900, "light"), (390, 844, "dark"))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; the driver runs an event loop, beside which Django's own calls are allowed."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        yield started
        started.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


def addresses(house: House, client: Client) -> list[str]:
    """The addresses of all pages: those of the rooms, and of one case, supplier and the like each."""
    cases = [house.case("one"), house.case("two", at="stopped")]
    known = {"case": cases[0], "supplier_id": house.boxes.open("mottagaren").suppliers()[0].id}
    found = [f"/cases/{case}/" for case in cases]
    for address in pages():
        filled = address
        for name, value in known.items():
            filled = filled.replace(f"<str:{name}>", value)
        if "<" not in filled and is_page(client, filled):
            found.append(filled)
    return list(dict.fromkeys(found))


def is_page(client: Client, address: str) -> bool:
    """Whether it answers a plain request with a whole page."""
    answer = client.get(address)
    return answer.status_code == 200 and b"<html" in getattr(answer, "content", b"")


def faults(page: Page) -> list[str]:
    """What axe finds wrong: the rule, why, and the first element."""
    found: list[dict[str, Any]] = Axe().run(page, options=RULES).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['failureSummary']} – {one['nodes'][0]['html'][:160]}" for one in found]


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: f"{screen[0]}-{screen[2]}")
def test_no_page_has_a_fault_that_axe_knows(
    browser: Browser, live_server: LiveServer, screen: tuple[int, int, Literal["dark", "light"]]
) -> None:
    house = a_web_house()
    client = signed_in(house)
    width, height, scheme = screen
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=scheme, locale="sv-SE", base_url=live_server.url,
        bypass_csp=True,
    )  # fmt: skip
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
    page, seen = context.new_page(), {}
    asked = addresses(house, client)
    for address in asked:
        page.goto(address)
        seen[address] = faults(page)
        wider = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        seen[address] += [f"{wider} px wider than the screen"] if wider > 0 else []
    context.close()
    assert len(asked) > 8
    assert "\n".join(f"{address}: {one}" for address, found in seen.items() for one in found) == ""
