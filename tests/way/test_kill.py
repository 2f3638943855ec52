"""kill -9 at every boundary of the way: after the restart every document is exactly once at its right place."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

SCRIPT = Path(__file__).with_name("killing.py")
ONCE = {
    "states": ["archived", "archived"],
    "vouchers": ["B1", "B2", "L1", "L2"],
    "batches": ["settled"],
    "sealed": ["bundle", "bundle", "received", "received"],
    "outstanding": 0,
    "faults": [],
}
FEWEST_BOUNDARIES = 60


def _lines(address: str, folder: Path) -> list[dict[str, Any]]:
    environment = {**os.environ, "PYTHONPATH": str(SCRIPT.parent.parent)}
    with (folder / "out").open("w") as out, (folder / "err").open("w") as err:
        done = subprocess.run(
            [sys.executable, str(SCRIPT), address, str(folder), "1"],
            stdout=out,
            stderr=err,
            env=environment,
            check=False,
            timeout=900,
        )
    assert done.returncode == 0, (folder / "err").read_text()[-2000:]
    return [json.loads(line) for line in (folder / "out").read_text().splitlines()]


def _all_once(lines: list[dict[str, Any]]) -> None:
    *runs, last = lines
    assert last["boundaries"] >= FEWEST_BOUNDARIES
    assert len(runs) == last["boundaries"]
    whole = runs[0]["kinds"]
    for run in runs:
        assert {name: run[name] for name in ONCE} == ONCE, run["boundary"]
        assert run["kinds"] == whole, run["boundary"]


def test_killed_at_every_boundary_nothing_is_lost_or_doubled_on_sqlite(tmp_path: Path) -> None:
    _all_once(_lines("sqlite:///", tmp_path))


def test_killed_at_every_boundary_nothing_is_lost_or_doubled_on_postgresql(pgserver: str, tmp_path: Path) -> None:
    _all_once(_lines(pgserver, tmp_path))
