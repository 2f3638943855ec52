"""Take pictures of every room of the web application, of a demo installation that is made for it and thrown away."""

from __future__ import annotations

import argparse
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, Literal

from playwright.sync_api import Browser, Page, sync_playwright

ROOT: Final = Path(__file__).resolve().parent.parent
PICTURES: Final = ROOT / "docs" / "pictures"
ROOMS: Final = (
    "", "inbox/", "entry/", "approvals/", "payments/", "suppliers/", "suppliers/accounts/",
    "suppliers/accounts/many/", "suppliers/doubles/", "suppliers/import/", "products/", "products/add/", "ledger/",
    "ledger/opening/", "outlays/", "vouchers/", "reports/", "reports/spend/",
    "reports/open/", "reports/payments/", "reports/changes/", "reports/reading/", "reports/channels/", "archive/",
    "reception/", "samples/", "setup/", "settings/?totp=1", "settings/people/", "settings/chart/", "settings/approval/",
    "settings/rules/",
)  # fmt: skip
DEEPER: Final = (
    ("suppliers/", "main table td a", "supplier"),
    ("suppliers/accounts/", "main table td a", "account-change"),
    ("approvals/", "main table td a", "approval"),
)
QUEUES: Final = ("ready", "doubt", "stopped", "duplicate", "not_invoice", "waiting")
SIZES: Final = {"wide": (1440, 900), "narrow": (390, 844)}
SWITCHES: Final = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking"]
STARTS_WITHIN: Final = 300.0
READ_WITHIN: Final = 420.0
TIMEOUT_MS: Final = 90_000


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port: int = trial.getsockname()[1]
        return port


@contextmanager
def demo() -> Iterator[str]:
    """A demo installation on a folder of its own; gives the printed sign-in link."""
    port = str(_free_port())
    command = [sys.executable, "-m", "kontera", "up", "--demo", "--port", port]
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "up.log"
        environment = {**os.environ, "KONTERA_DATA_DIR": f"{folder}/data", "KONTERA_MAIL_PORT": str(_free_port())}
        with log.open("wb") as out, subprocess.Popen(command, env=environment, stdout=out, stderr=out) as process:  # noqa: S603 - our own command
            try:
                yield _link(log, process)
            finally:
                process.terminate()


def _listens(port: int) -> bool:
    with socket.socket() as trial:
        return trial.connect_ex(("127.0.0.1", port)) == 0


def _link(log: Path, process: subprocess.Popen[bytes]) -> str:
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until and process.poll() is None:
        found = re.search(r"https?://[^:]+:(\d+)/sign-in/link/\S+", log.read_text(encoding="utf-8"))
        if found and _listens(int(found[1])):
            return found.group()
        time.sleep(0.3)
    raise SystemExit(log.read_text(encoding="utf-8"))


class Camera:
    """Photographs pages, and tells what a reader would stumble over: script errors and pages wider than the screen."""

    def __init__(self, page: Page, address: str, out: Path, name: str) -> None:
        self.page, self.address, self.out, self.name = page, address, out, name
        self.faults: list[str] = []
        page.on("pageerror", lambda error: self.faults.append(f"{page.url}: {error}"))
        page.on("console", lambda told: self._told(told.type, told.text))

    def _told(self, kind: str, text: str) -> None:
        if kind in {"error", "warning"}:
            self.faults.append(f"{self.page.url}: {text}")

    def take(self, path: str, picture: str) -> None:
        """Open a page and keep its picture, whole."""
        self.page.goto(f"{self.address}/{path}")
        self.page.locator("html[data-ready]").wait_for(state="attached")
        self.page.wait_for_load_state("networkidle")
        wider = self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if wider > 0:
            self.faults.append(f"{self.page.url}: {wider} px wider than the screen")
        self.page.screenshot(path=self.out / f"{picture}-{self.name}.png", full_page=True)

    def first(self, path: str, selector: str) -> str:
        """The address the first such link of a page leads to; empty when there is none."""
        self.page.goto(f"{self.address}/{path}")
        found = self.page.locator(selector)
        return (found.first.get_attribute("href") or "").lstrip("/") if found.count() else ""


def _read(page: Page, address: str) -> None:
    """Wait until nothing is being read any longer."""
    until = time.monotonic() + READ_WITHIN
    while time.monotonic() < until:
        page.goto(f"{address}/inbox/")
        if not page.locator(".working").count():
            return
        page.wait_for_timeout(1000)


def _album(camera: Camera) -> None:
    for room in ROOMS:
        camera.take(room, room.partition("?")[0].strip("/").replace("/", "-") or "start")
    for queue in QUEUES:
        case = camera.first(f"inbox/?queue={queue}", "#rows td.who a")
        if case:
            camera.take(f"inbox/?queue={queue}", f"inbox-{queue}")
            camera.take(case, f"desk-{queue}")
            if queue == "doubt":
                camera.take(f"{case.partition('?')[0]}join/", "join")
    for room, selector, name in DEEPER:
        inside = camera.first(room, selector)
        if inside:
            camera.take(inside, name)


def photograph(browser: Browser, link: str, asked: argparse.Namespace) -> list[str]:
    """The whole album at each size; returns the faults that were seen."""
    address, faults = link.partition("/sign-in/")[0], []
    scheme: Literal["dark", "light"] = "dark" if asked.dark else "light"
    state = None
    for size, (width, height) in SIZES.items():
        context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme, storage_state=state, locale=asked.language
        )
        context.set_default_timeout(TIMEOUT_MS)
        page = context.new_page()
        if state is None:
            page.goto(link)
            page.goto(f"{address}/settings/")
            page.locator(f"main button[value={asked.language}]").click()
            _read(page, address)
        camera = Camera(page, address, asked.out, f"{size}-{asked.language}" + ("-dark" if asked.dark else ""))
        _album(camera)
        faults += camera.faults
        state = context.storage_state()
        context.close()
    return faults


def main() -> int:
    """Take the pictures; 1 when a page had a script error or was wider than the screen."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "pictures", help="the folder the pictures go to")
    parser.add_argument("--language", choices=("sv", "en", "fi"), default="sv")
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--docs", action="store_true", help="renew the pictures of the documentation too")
    parser.add_argument("--link", help="a sign-in link of an installation that runs, instead of a demo of its own")
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as driver:
        speaks = {**os.environ, "LANGUAGE": asked.language}  # how the browser itself writes dates and asks for files
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=SWITCHES, env=speaks)
        if asked.link:
            faults = photograph(browser, asked.link, asked)
        else:
            with demo() as link:
                faults = photograph(browser, link, asked)
    if asked.docs:
        _renew(asked.out, asked.language)
    print("\n".join(dict.fromkeys(faults)) or f"Pictures in {asked.out}, no faults.")
    return 1 if faults else 0


def _renew(out: Path, language: str) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    for source, name in (("desk-doubt", "desk"), ("inbox-doubt", "inbox")):
        shutil.copyfile(out / f"{source}-wide-{language}.png", PICTURES / f"{name}.png")


if __name__ == "__main__":
    sys.exit(main())
