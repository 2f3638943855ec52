"""Every page under axe (WCAG 2.2 AA) in each language, each wide and narrow, light and dark: nothing is wrong."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final

import pytest
from api_house import House
from axe_playwright_python.sync_playwright import Axe
from browser_house import Language, Scheme, Visits, give_key, ready
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page
from web_house import a_web_house, signed_in

from kontera.core.event import ProductSaved
from kontera.core.product import Product
from kontera.web.urls import pages

RULES: Final = {"resultTypes": ["violations"], "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
WIDE: Final = (1440, 900)
NARROW: Final = (390, 844)
SCREENS: Final[tuple[tuple[tuple[int, int], Scheme, tuple[str, ...]], ...]] = (
    (WIDE, "light", ()),
    (WIDE, "dark", ("color-contrast",)),
    (NARROW, "dark", ()),
    (NARROW, "light", ("color-contrast",)),
)
"""Both widths and both schemes, in turn on a page that stands open; a width's second scheme changes colours only."""


NAMED: Final = ("/reports/spend/", "/reports/open/", "/setup/company/", "/setup/chart/", "/setup/people/", "/sign-in/")
"""Pages whose addresses hold a word of ours; those of one kind are made alike."""


def addresses(house: House, client: Client) -> list[str]:
    """The addresses of all pages: those of the rooms, and of one case, supplier and the like each."""
    cases = [house.case("one"), house.case("two", at="stopped")]
    house.case("three", at="approve")
    house.case("four", at="pay")
    house.note("product:p1", ProductSaved(Product("p1", "Skruv", price=Decimal("5.12"))))
    supplier = house.boxes.open("mottagaren").suppliers()[0].id
    known = {"case": cases[0], "supplier_id": supplier, "product_id": "p1"}
    found = [*(f"/cases/{case}/" for case in cases), *NAMED]
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


def faults(page: Page, rules: tuple[str, ...] = ()) -> list[str]:
    """What axe finds wrong (by these rules alone, when some are named): the rule, why, and the first element."""
    asked = {**RULES, "runOnly": list(rules)} if rules else RULES
    found: list[dict[str, Any]] = Axe().run(page, options=asked).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['failureSummary']} – {one['nodes'][0]['html'][:160]}" for one in found]


UNCOVERED: Final = "@media (max-width: 560px) { .acts, .approval-bar, .rail { position: static !important } }"
"""Bars that stay below cover what lies under them until it is scrolled; which that is hangs on the fonts installed."""


def seen_on_all_screens(page: Page) -> list[str]:
    """What is wrong with an open page on any of the screens."""
    found = []
    page.add_style_tag(content=UNCOVERED)
    for size, scheme, rules in SCREENS:
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.emulate_media(color_scheme=scheme)
        found += [f"{size[0]} {scheme} {one}" for one in faults(page, rules)]
        wider = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        found += [f"{wider} px wider than {size[0]}"] if wider > 0 else []
    return found


@pytest.mark.parametrize("language", ["sv", "en", "fi"])
def test_no_page_has_a_fault_that_axe_knows(visits: Visits, language: Language) -> None:
    house = a_web_house()
    client = signed_in(house, language=language)
    page, seen = visits.window(*WIDE, language=language, bypass_csp=True), {}
    give_key(page, client.cookies[settings.SESSION_COOKIE_NAME].value, visits.server)
    asked = addresses(house, client)
    for address in asked:
        page.goto(address)
        seen[address] = seen_on_all_screens(ready(page))
        said = page.evaluate("document.documentElement.lang")
        seen[address] += [f"speaks {said}"] if said != language else []
    assert len(asked) > 8
    assert "\n".join(f"{address}: {one}" for address, found in seen.items() for one in found) == ""
