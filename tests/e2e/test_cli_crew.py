"""Jobs in several processes: what one of them does to its process concerns no other."""

from __future__ import annotations

import os
import signal
import time

from kontera.cli.crew import Lost, perform


def act(job: str) -> str:
    """Die, dawdle, or answer, as the job says."""
    if job == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if job == "dawdle":
        time.sleep(60)
    return job.upper()


def test_each_job_has_its_answer() -> None:
    jobs = [f"job {number}" for number in range(7)]
    assert dict(perform(act, jobs, 2, 60)) == {job: job.upper() for job in jobs}


def test_a_job_that_kills_its_process_costs_only_itself() -> None:
    answers = dict(perform(act, ["one", "die", "two", "three"], 2, 60))
    assert answers == {"one": "ONE", "die": Lost.DIED, "two": "TWO", "three": "THREE"}


def test_a_job_that_takes_too_long_is_given_up() -> None:
    begun = time.monotonic()
    assert dict(perform(act, ["dawdle", "one"], 1, 8)) == {"dawdle": Lost.LATE, "one": "ONE"}
    assert time.monotonic() - begun < 50
