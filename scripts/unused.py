"""Finds dead code; what templates and settings name counts as used. Exits with 1 when something is dead."""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

from vulture import Vulture
from vulture.config import DEFAULTS

ROOT = Path(__file__).resolve().parent.parent
NAMED_IN = ("src/kontera/web/templates/**/*.html", "src/kontera/wiring/django/*.py")


def named() -> set[str]:
    """Every identifier that templates and the framework's settings name."""
    texts = (path.read_text(encoding="utf-8") for pattern in NAMED_IN for path in ROOT.glob(pattern))
    return {name for text in texts for name in re.findall(r"[A-Za-z_]\w+", text)}


def main() -> int:
    """Print what is dead."""
    given = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["vulture"]
    config = {**DEFAULTS, **given}
    finder = Vulture(ignore_names=config["ignore_names"], ignore_decorators=config["ignore_decorators"])
    finder.scavenge(config["paths"], exclude=[f"*{part}*" for part in config["exclude"]])
    used = named()
    dead = [item for item in finder.get_unused_code(min_confidence=config["min_confidence"]) if item.name not in used]
    for item in dead:
        print(item.get_report())
    return 1 if dead else 0


if __name__ == "__main__":
    sys.exit(main())
