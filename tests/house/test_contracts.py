"""The import contracts hold, and each of them can fail: a fault is planted for every one."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
PLANTS = (
    ("Each floor stands on the floors below it", "core/money.py", "from kontera.formats import xml"),
    ("No step knows another step", "steps/matching.py", "from kontera.steps import reception"),
    ("The thinking rooms know no framework", "steps/reception.py", "import django"),
    ("The thinking rooms know no framework", "formats/ubl/read.py", "import kontera.ports"),
    ("The runner knows no step by name", "pipeline/runner.py", "from kontera.steps import matching"),
    ("Only the wiring touches adapters and settings", "actions/pay.py", "from kontera import settings"),
    ("Only the wiring touches adapters and settings", "web/start.py", "from kontera.adapters import clock"),
    ("Django stays in adapters, web, api and wiring", "actions/pay.py", "from django.db import models"),
    ("The durable engine stays in adapters", "wiring/process.py", "import dbos"),
    ("No circles anywhere", "core/party.py", "from kontera.core import invoice"),
    ("Actions move a case only through the runner", "actions/pay.py", "from kontera.steps import payment"),
    ("Faces ask actions, nothing deeper", "web/start.py", "from kontera.formats.ubl import read"),
)
MARK = "from __future__ import annotations\n"


def _broken(house: Path) -> list[str]:
    """The names of the contracts that a house breaks."""
    done = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()", "--no-cache"],
        cwd=house,
        env={"PYTHONPATH": str(house / "src"), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Contracts:" in done.stdout, done.stdout + done.stderr
    return re.findall(r"^(.+?) BROKEN", done.stdout, flags=re.MULTILINE)


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A copy of the house to plant faults in."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__", "static", "locale"))
    return tmp_path


def test_the_house_keeps_its_contracts(house: Path) -> None:
    assert _broken(house) == []


@pytest.mark.parametrize(("contract", "file", "line"), PLANTS)
def test_a_planted_fault_breaks_its_contract(house: Path, contract: str, file: str, line: str) -> None:
    path = house / "src" / "kontera" / file
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(MARK, f"{MARK}\n{line}\n", 1), encoding="utf-8")
    assert any(name.startswith(contract) for name in _broken(house))


def test_what_frameworks_load_by_name_names_no_adapter_outside_the_wiring() -> None:
    named = [
        path
        for path in (ROOT / "src").rglob("*.py")
        if "wiring" not in path.parts
        and "adapters" not in path.parts
        and '"kontera.adapters' in path.read_text("utf-8")
    ]
    assert named == []


def test_the_pure_rooms_ask_no_clock_no_chance_and_no_environment() -> None:
    banned = re.compile(
        r"date\.today\(|datetime\.now\(|os\.environ|os\.getenv|(?<!np\.)\brandom\.(?!Random)\w+\(|xml\.etree"
    )
    pure = ("core", "formats", "countries", "steps", "samples")
    found = [
        f"{path.name}: {match.group(0)}"
        for room in pure
        for path in (ROOT / "src" / "kontera" / room).rglob("*.py")
        if (match := banned.search(path.read_text(encoding="utf-8")))
    ]
    assert found == []
