"""A house in which the gate of approval is the real one, and the rules that its company has for it."""

from __future__ import annotations

from api_house import House, _nothing, _rests
from web_house import a_web_house

from kontera.actions import arrange
from kontera.actions.desk import Desk
from kontera.core.approving import Arrangement, Condition, Flow, Stage
from kontera.core.case import State
from kontera.core.company import Role
from kontera.pipeline import facts
from kontera.pipeline.runner import Runner
from kontera.pipeline.step import Step
from kontera.ports import Task, TaskKind
from kontera.steps.approval import approve
from kontera.steps.payment import plan
from kontera.web import doors as web_doors

APPROVER = frozenset({Role.APPROVER})


def an_office() -> House:
    """A house in which the gate of approval is the real one, and every act is followed by its walk."""
    house = a_web_house()
    rests = {name: Step(name, _rests, _nothing) for name in ("matching", "posting", "verification", "ledger")}
    way = (
        *rests.values(),
        Step("approval", approve, facts.approval),
        Step("payment", plan, facts.payment),
        Step("settlement", _rests, _nothing),
    )
    runner = Runner(way, house.doors)

    def walk(task: Task) -> None:
        if task.kind is TaskKind.WALK:
            runner.walk(task.company, task.argument)

    house.boxes.submit = walk
    web_doors.open_with(house.doors, runner, "in.kontera.example")
    return house


def ids(house: House) -> dict[str, str]:
    """The people's ids by their names."""
    return {one.name.lower(): one.id for one in house.doors.people.of("mottagaren")}


def ruled(house: House, arrangement: Arrangement) -> None:
    """The company's rules, put in place by its administrator."""
    chief = house.doors.people.add("mottagaren", "chief@mottagaren.example", "Chief", frozenset({Role.ADMIN}))
    runner = Runner((), house.doors)
    arrange.save(Desk(house.doors, runner, chief), arrangement)


def in_union(house: House) -> None:
    """Everything is approved by Anna and Bo in union."""
    known = ids(house)
    stage = Stage((known["anna"], known["bo"]), count=2)
    ruled(house, Arrangement((Flow("Två i förening", Condition(), (stage,)),)))


def state(house: House, case: str) -> State:
    """Where a case stands."""
    return house.boxes.open("mottagaren").case(case).state
