"""The promises of the engines: a task is done once, tried again, given up at last, and survives a killed process."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest

from kontera.adapters.engine.dbos_engine import DbosEngine
from kontera.adapters.engine.inline import InlineEngine
from kontera.ports import Task, TaskKind

WAITS = (0.05, 0.05)
PATIENCE = 60.0
HERE = Path(__file__).parent


@dataclass
class Bench:
    """An engine, what its tasks shall do, and what it did."""

    engine: Any = None
    failures: Counter[str] = field(default_factory=Counter)
    pieces: Counter[str] = field(default_factory=Counter)
    given_up: list[tuple[str, str]] = field(default_factory=list)
    finished: list[str] = field(default_factory=list)
    asks: dict[str, str] = field(default_factory=dict)
    durable: bool = False

    def perform(self, task: Task) -> bool:
        if self.failures[task.argument]:
            self.failures[task.argument] -= 1
            raise OSError("away")
        if task.argument in self.asks:
            self.engine.submit(a_task(self.asks[task.argument]))
        self.pieces[task.argument] += 1
        return self.pieces[task.argument] < 3

    def give_up(self, task: Task, error: Exception) -> None:
        self.given_up.append((task.argument, type(error).__name__))

    def finish(self, task: Task) -> None:
        self.finished.append(task.argument)

    def do(self, *names: str) -> None:
        """Submit tasks of these names and wait until they are finished."""
        for name in names:
            self.engine.submit(a_task(name))
        if not self.durable:
            self.engine.drain()
        until(lambda: set(names) <= set(self.finished))


def a_task(name: str) -> Task:
    return Task(TaskKind.WALK, "alfa", name, f"walk:{name}:1")


def until(true: Callable[[], bool], patience: float = PATIENCE) -> None:
    """Wait for it; fails when it takes too long."""
    deadline = time.monotonic() + patience
    while not true():
        assert time.monotonic() < deadline, "it took too long"
        time.sleep(0.02)


@pytest.fixture(scope="module")
def durable(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    bench = Bench(durable=True)
    address = f"sqlite:///{tmp_path_factory.mktemp('engine') / 'engine.sqlite3'}"
    bench.engine = DbosEngine(address, bench.perform, bench.give_up, bench.finish, WAITS, executor="test")
    bench.engine.start()
    yield bench
    bench.engine.stop()


@pytest.fixture(params=["inline", "dbos"])
def bench(request: pytest.FixtureRequest) -> Bench:
    if request.param == "dbos":
        shared: Bench = request.getfixturevalue("durable")
        return shared
    made = Bench()
    made.engine = InlineEngine(made.perform, made.give_up, made.finish, attempts=1 + len(WAITS))
    return made


def test_a_task_is_done_piece_by_piece_and_then_finished(bench: Bench) -> None:
    bench.do("plain")
    assert bench.pieces["plain"] == 3
    assert bench.finished.count("plain") == 1


def test_a_key_submitted_again_is_not_done_again(bench: Bench) -> None:
    bench.do("twice")
    bench.do("twice", "after")
    assert bench.pieces["twice"] == 3


def test_what_fails_is_tried_again(bench: Bench) -> None:
    bench.failures["shaky"] = 2
    bench.do("shaky")
    assert bench.pieces["shaky"] == 3
    assert "shaky" not in dict(bench.given_up)


def test_what_keeps_failing_is_given_up_and_finished(bench: Bench) -> None:
    bench.failures["hopeless"] = 100
    bench.do("hopeless")
    assert dict(bench.given_up)["hopeless"] == "OSError"
    assert bench.failures["hopeless"] == 100 - 1 - len(WAITS)


def test_a_task_may_ask_for_another(bench: Bench) -> None:
    bench.asks["parent"] = "child"
    bench.do("parent")
    until(lambda: "child" in bench.finished)
    assert bench.pieces["child"] == 3


def test_the_sweep_submits_what_the_engine_does_not_know_and_ends_what_it_has_done(durable: Bench) -> None:
    durable.do("known")
    assert durable.engine.sweep([a_task("known"), a_task("lost")]) == 1
    until(lambda: "lost" in durable.finished)
    until(lambda: durable.engine.sweep([a_task("known")]) == 0 and durable.finished.count("known") > 1)
    assert durable.pieces["known"] == 3


def test_sweeping_goes_on_by_itself(durable: Bench) -> None:
    durable.engine.keep_sweeping(lambda: [a_task("swept")], 0.1)
    until(lambda: "swept" in durable.finished)


def test_records_of_ended_tasks_are_dropped_when_old(durable: Bench) -> None:
    durable.do("old")
    assert durable.engine.purge(timedelta(days=1)) == 0
    time.sleep(0.01)
    until(lambda: durable.engine.purge(timedelta(0)) > 0)


def _started(address: str, executor: str, log: Path, tasks: int, seconds: float) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(HERE.parent.parent / "src")}
    arguments = [sys.executable, str(HERE / "engine_process.py"), address, executor, str(log), str(tasks), str(seconds)]
    with log.with_name("errors").open("ab") as errors:
        return subprocess.Popen(arguments, stdout=errors, stderr=errors, env=environment)


def _lines(log: Path) -> list[str]:
    return log.read_text(encoding="utf-8").splitlines()


def _ended(process: subprocess.Popen[bytes]) -> None:
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'engine.sqlite3'}"
    server: str = request.getfixturevalue("server_address")
    return server


@pytest.fixture
def server_address(pgserver: str) -> str:
    """A new database on the server, for the distributed form."""
    with psycopg.connect(pgserver, autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS engine WITH (FORCE)")
        connection.execute("CREATE DATABASE engine")
    return pgserver.replace("/postgres?", "/engine?")


def test_another_machine_takes_over_from_a_dead_one(server_address: str, tmp_path: Path) -> None:
    log = tmp_path / "log"
    log.touch()
    dead = _started(server_address, "one", log, 3, 0.3)
    until(lambda: sum(line.startswith("piece") for line in _lines(log)) >= 2)
    dead.kill()
    dead.wait()
    living = _started(server_address, "two", log, 0, 0.05)
    until(lambda: {f"finished t{n}" for n in range(3)} <= set(_lines(log)))
    log.with_name("stop").touch()
    _ended(living)
    assert all(4 <= Counter(_lines(log))[f"piece t{n}"] <= 5 for n in range(3))


def test_a_killed_process_goes_on_where_it_was(address: str, tmp_path: Path) -> None:
    log = tmp_path / "log"
    log.touch()
    first = _started(address, "one", log, 4, 0.2)
    until(lambda: sum(line.startswith("piece") for line in _lines(log)) >= 3)
    first.kill()
    first.wait()
    before = Counter(_lines(log))
    second = _started(address, "one", log, 4, 0.05)
    until(lambda: {f"finished t{n}" for n in range(4)} <= set(_lines(log)))
    log.with_name("stop").touch()
    _ended(second)
    after = Counter(_lines(log))
    assert before["started"] == 1
    assert not any(line.startswith("gave up") for line in after)
    assert all(4 <= after[f"piece t{n}"] <= 5 for n in range(4))
