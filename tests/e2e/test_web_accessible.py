"""Every page under axe (WCAG 2.2 AA) in each language, wide and narrow, light and dark: nothing is wrong."""

from __future__ import annotations

from typing import Any, Final

import pytest
from api_house import House
from axe_playwright_python.sync_playwright import Axe
from browser_house import Language, Scheme, Visits, give_key, ready
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page
from web_house import a_web_house, signed_in

from kontera.web.urls import pages

RULES: Final = {"resultTypes": ["violations"], "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
WIDE: Final = (1440, 900)
NARROW: Final = (390, 844)
SCREENS: Final[tuple[tuple[Language, tuple[int, int], Scheme], ...]] = (
    ("sv", WIDE, "light"),
    ("en", WIDE, "dark"),
    ("fi", NARROW, "dark"),
)
"""Every language, both widths and both schemes, in as few rounds as hold them all together."""


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


@pytest.mark.parametrize(("language", "size", "scheme"), SCREENS)
def test_no_page_has_a_fault_that_axe_knows(
    visits: Visits, language: Language, size: tuple[int, int], scheme: Scheme
) -> None:
    house = a_web_house()
    client = signed_in(house, language=language)
    page, seen = visits.window(*size, language=language, scheme=scheme, bypass_csp=True), {}
    give_key(page, client.cookies[settings.SESSION_COOKIE_NAME].value, visits.server)
    asked = addresses(house, client)
    for address in asked:
        page.goto(address)
        seen[address] = faults(ready(page))
        wider = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        seen[address] += [f"{wider} px wider than the screen"] if wider > 0 else []
        said = page.evaluate("document.documentElement.lang")
        seen[address] += [f"speaks {said}"] if said != language else []
    assert len(asked) > 8
    assert "\n".join(f"{address}: {one}" for address, found in seen.items() for one in found) == ""
