"""A process with a durable engine, to be killed by its test: each piece of each task leaves a line in a file."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from kontera.adapters.engine.dbos_engine import DbosEngine
from kontera.ports import Task, TaskKind

PIECES = 4


def main(address: str, executor: str, log: Path, tasks: int, seconds: float) -> None:
    """Submit so many tasks and do them, a piece in `seconds`, until killed or told by a file named "stop"."""

    def wrote(line: str) -> None:
        with log.open("a", encoding="utf-8") as file:
            file.write(line + "\n")

    def perform(task: Task) -> bool:
        done = sum(line == f"piece {task.argument}" for line in log.read_text(encoding="utf-8").splitlines())
        time.sleep(seconds)
        wrote(f"piece {task.argument}")
        return done + 1 < PIECES

    engine = DbosEngine(
        address,
        perform,
        lambda task, _error: wrote(f"gave up {task.argument}"),
        lambda task: wrote(f"finished {task.argument}"),
        (0.1,),
        executor=executor,
        workers=2,
        silence=3.0,
    )
    engine.start()
    wrote("started")
    engine.sweep(Task(TaskKind.WALK, "alfa", f"t{n}", f"walk:t{n}:1") for n in range(tasks))
    while not log.with_name("stop").exists():
        time.sleep(0.05)
    engine.stop()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]), int(sys.argv[4]), float(sys.argv[5]))
