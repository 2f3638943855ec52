"""Browsers for the tests: one Chromium for each worker, and people at pages whose scripts have taken charge."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final, Literal

import pytest
from api_house import House
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Error, Locator, Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer
from web_house import EVERYTHING, signed_in

from kontera.core.company import Role

NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SWITCHES: Final = ("--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking")
PATIENCE_MS: Final = 30_000  # a busy machine is slow, not wrong; what is there is seen at once however long this is
READY: Final = "html[data-ready]"  # said by first.js once the scripts of the page have taken charge
SPEECH: Final = {"sv": "sv-SE", "en": "en-GB", "fi": "fi-FI"}
Language = Literal["sv", "en", "fi"]
Scheme = Literal["light", "dark"]


@contextmanager
def a_chromium() -> Iterator[Browser]:
    """The installed Chromium, else the one Playwright downloaded; its driver runs an event loop beside Django."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    with sync_playwright() as driver:
        try:
            started = driver.chromium.launch(executable_path=found, args=SWITCHES)
        except Error:
            pytest.fail("These tests need a browser: install Chromium by `python scripts/browser.py`.")
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
        expect.set_options(timeout=PATIENCE_MS)
        yield started
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]
        started.close()


def ready(page: Page) -> Page:
    """The page, once its scripts have taken charge."""
    page.locator(READY).wait_for(state="attached")
    return page


def arrived(page: Page, address: str) -> Page:
    """The page, once it stands at such an address (a pattern) and its scripts have taken charge."""
    page.wait_for_url(address)
    return ready(page)


def tick_all(boxes: Locator) -> None:
    """Tick every box."""
    for box in boxes.all():
        box.check()


@dataclass
class Visits:
    """Lets people in at the server, each with a browser window of their own; keeps what their scripts stumbled over."""

    browser: Browser
    server: LiveServer
    contexts: list[BrowserContext] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def window(
        self,
        width: int = 1440,
        height: int = 900,
        *,
        language: Language = "sv",
        scheme: Scheme = "light",
        bypass_csp: bool = False,
    ) -> Page:
        """A window that knows nobody; narrow ones are touched."""
        context = self.browser.new_context(
            base_url=self.server.url,
            viewport={"width": width, "height": height},
            has_touch=width < 500,
            locale=SPEECH[language],
            color_scheme=scheme,
            bypass_csp=bypass_csp,
        )
        context.set_default_timeout(PATIENCE_MS)
        context.on("weberror", lambda error: self.faults.append(str(error.error)))
        self.contexts.append(context)
        return context.new_page()

    def let_in(
        self,
        house: House,
        address: str = "/inbox/",
        name: str = "alma",
        *,
        roles: frozenset[Role] = EVERYTHING,
        width: int = 1440,
        language: Language = "sv",
    ) -> Page:
        """Somebody at work in the house, signed in, at this address."""
        page = self.window(width, 844 if width < 500 else 900, language=language)
        give_key(page, signed_in(house, name, roles, language).cookies[settings.SESSION_COOKIE_NAME].value, self.server)
        page.goto(address)
        return ready(page)

    def close(self) -> None:
        """Close all windows."""
        for context in self.contexts:
            context.close()


def give_key(page: Page, session: str, server: LiveServer) -> None:
    """Put the cookie of a signed-in person into a window."""
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": server.url}])
