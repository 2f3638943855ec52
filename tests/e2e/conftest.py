"""What the tests in a browser share: Chromium, started once for each file of tests, and the people who come with it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from browser_house import Visits, a_chromium
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, for the browser tests of one file.

    Not for the whole run: its loop of events goes on as long as it lives, and the durable engine of other tests, in the
    same process, refuses to start beside one.
    """
    with a_chromium() as started:
        yield started


@pytest.fixture
def visits(browser: Browser, live_server: LiveServer) -> Iterator[Visits]:
    """Opens windows on the server of the test; a fault in a script of any page fails the test."""
    made = Visits(browser, live_server)
    yield made
    made.close()
    assert made.faults == []
