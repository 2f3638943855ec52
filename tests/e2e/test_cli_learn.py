"""`kontera learn`: what it says when there is nothing to learn from, and who runs it once a week."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from installation import Installation

from kontera.wiring.learning_rooms import Learner


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    installation = Installation(tmp_path_factory.mktemp("learn"))
    installation.furnish()
    yield installation
    installation.stop()


def test_too_small_an_archive_is_said(made: Installation) -> None:
    done = made.run("learn")
    assert done.returncode == 4
    assert "There are 0 verified invoices of 0 suppliers; learning needs 30 of 3." in done.stderr
    assert "[learn.too_little]" in done.stderr
    assert not list((made.folder / "data" / "models").glob("*.model"))


def test_without_the_training_library_it_says_what_to_install(made: Installation, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "import importlib.util as util\nfound = util.find_spec\n"
        "util.find_spec = lambda name, *more: None if name == 'lightgbm' else found(name, *more)\n",
        encoding="utf-8",
    )
    before = dict(made.environment)
    made.environment["PYTHONPATH"] = str(tmp_path)
    try:
        done = made.run("learn")
    finally:
        made.environment.clear()
        made.environment.update(before)
    assert done.returncode == 3
    assert "pip install 'kontera[train]'" in done.stderr


def test_a_company_that_is_not_there_is_said(made: Installation) -> None:
    assert made.run("learn", "nobody").returncode != 0


def test_the_weekly_lesson_runs_for_each_company_that_is_due(tmp_path: Path) -> None:
    waiting = ["alfa", "beta"]
    script = f"import sys, pathlib; pathlib.Path({str(tmp_path)!r}, sys.argv[1]).touch()"

    def due() -> list[str]:
        given = list(waiting)
        waiting.clear()
        return given

    learner = Learner(due, 0.05, (sys.executable, "-c", script))
    learner.start()
    for _ in range(200):
        if {path.name for path in tmp_path.iterdir()} == {"alfa", "beta"}:
            break
        time.sleep(0.05)
    learner.stop()
    assert {path.name for path in tmp_path.iterdir()} == {"alfa", "beta"}


def test_a_lesson_ends_with_the_process_that_serves() -> None:
    learner = Learner(lambda: ["alfa"], 0.01, (sys.executable, "-c", "import time; time.sleep(60)"))
    learner.start()
    time.sleep(0.5)
    started = time.monotonic()
    learner.stop()
    assert time.monotonic() - started < 5
