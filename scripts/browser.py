"""Find a Chromium for the browser tests: installed, else by apt as root on Debian, else Playwright's download."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def main() -> int:
    """Print where the browser is; 1 when none could be had."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None and shutil.which("apt-get") and os.geteuid() == 0:
        print("Installing Chromium with apt for the browser tests …", flush=True)
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "chromium"]):
            subprocess.run(command, check=False, env=environment, stdout=subprocess.DEVNULL)  # noqa: S603 - fixed words
        found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        done = subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
        if done.returncode:
            print("The browser tests need Chromium: install the package chromium.", file=sys.stderr)
            return 1
        found = "the one Playwright downloaded"
    print(f"Browser: {found}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
