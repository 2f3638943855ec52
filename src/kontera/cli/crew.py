"""Does many jobs in several processes; a job that kills its process, or takes too long, costs only itself."""

from __future__ import annotations

import contextlib
import multiprocessing
import resource
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import Any, Final, Generic, TypeVar

Job = TypeVar("Job")
Answer = TypeVar("Answer")
MEMORY: Final = 4 * 1024**3  # of one process's own data; reading a page needs a fifth of it
STARTS_WITHIN: Final = 120.0  # seconds a process may take to load
_SPAWN: Final = multiprocessing.get_context("spawn")


class Lost(StrEnum):
    """Why a job has no answer."""

    DIED = "died"
    LATE = "late"


@dataclass(slots=True)
class _Hand(Generic[Job]):
    """One process with the job it has in hand, and until when it may take; that counts from its first word."""

    process: SpawnProcess
    line: Connection
    job: Job
    until: float
    at_work: bool = False


def perform(
    act: Callable[[Job], Answer], jobs: Sequence[Job], processes: int, seconds: float
) -> Iterator[tuple[Job, Answer | Lost]]:
    """Each job with its answer, as they come; `act` is a function of a module, `seconds` the longest a job may take."""
    waiting, hands = deque(jobs), list[_Hand[Job]]()
    try:
        while waiting or hands:
            while waiting and len(hands) < processes:
                hands.append(_hired(act, waiting.popleft()))
            for hand in _ready(hands, seconds):
                answer: Answer | Lost = _answer_of(hand)
                yield hand.job, answer
                if isinstance(answer, Lost):
                    _dismiss(hand)
                    hands.remove(hand)
                elif waiting:
                    hand.job, hand.until = waiting.popleft(), time.monotonic() + seconds
                    hand.line.send(hand.job)
                else:
                    hand.line.close()
                    hands.remove(hand)
    finally:
        for hand in hands:
            _dismiss(hand)


def _hired(act: Callable[[Job], Answer], job: Job) -> _Hand[Job]:
    """A new process that has begun with the job."""
    ours, theirs = _SPAWN.Pipe()
    process = _SPAWN.Process(target=_work, args=(act, theirs), daemon=True)
    process.start()
    theirs.close()
    ours.send(job)
    return _Hand(process, ours, job, time.monotonic() + STARTS_WITHIN)


def _work(act: Callable[[Job], Answer], line: Connection) -> None:
    """Say that everything is loaded, then do what comes down the line, until the other end is gone."""
    with contextlib.suppress(ValueError, OSError):  # a system that knows no such limit
        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, resource.getrlimit(resource.RLIMIT_DATA)[1]))
    with contextlib.suppress(EOFError, OSError, KeyboardInterrupt):
        line.send(None)
        while True:
            line.send(act(line.recv()))


def _ready(hands: Sequence[_Hand[Job]], seconds: float) -> list[_Hand[Job]]:
    """The hands that have answered, died or run out of time, as soon as there is one."""
    left = min(hand.until for hand in hands) - time.monotonic()
    told = wait([hand.line for hand in hands], timeout=max(0.0, left))
    now = time.monotonic()
    return [hand for hand in hands if (hand.line in told and _answers(hand, now + seconds)) or now >= hand.until]


def _answers(hand: _Hand[Job], until: float) -> bool:
    """Whether what stands on the line answers the job; a process's first word only says that its time begins."""
    if hand.at_work:
        return True
    try:
        hand.line.recv()
    except (EOFError, OSError):
        return True
    hand.at_work, hand.until = True, until
    return False


def _answer_of(hand: _Hand[Job]) -> Any:  # noqa: ANN401 - what the act gave, or why it gave nothing
    try:
        return hand.line.recv() if hand.line.poll() else Lost.LATE
    except (EOFError, OSError):
        return Lost.DIED


def _dismiss(hand: _Hand[Job]) -> None:
    hand.process.kill()
    hand.process.join()
    hand.line.close()
