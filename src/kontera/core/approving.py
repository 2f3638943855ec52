"""The attest arrangement of a company: who must approve what, up to which amount, and who stands in for whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from kontera.core.company import Person, Right, Role
from kontera.core.entry import Dimensions
from kontera.core.errors import InvalidValue

STREAM: Final = "arrangement"
"""The fixed event stream of a company that keeps its arrangement: its history is the audit of who changed it."""

UNION: Final = 2
"""The most people one stage can ask for: two in union (två i förening)."""

MOST_PEOPLE: Final = 20
HELD: Final = "held"
NOBODY: Final = "nobody"


def person_seat(person: str) -> str:
    """How a person of this id stands in the audit trail and in what an invoice waits for."""
    return f"person:{person}"


def role_seat(role: Role) -> str:
    """How a role stands in what an invoice waits for."""
    return f"role:{role.value}"


@dataclass(frozen=True, slots=True)
class Condition:
    """When a flow applies; what is empty is not asked about, and all that is asked must hold.

    `at_least` and `at_most` bound the amount in the company's currency, both included; `suppliers` are ids of the
    register, `accounts` prefixes of the accounts of the coding's cost rows, `objects` dimension objects of which the
    coding names one (cost centre "1", project "6").
    """

    at_least: Decimal | None = None
    at_most: Decimal | None = None
    suppliers: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    objects: Dimensions = ()

    def __post_init__(self) -> None:
        """Refuse bounds that no amount lies between."""
        for bound in (self.at_least, self.at_most):
            if bound is not None and (not bound.is_finite() or bound < 0):
                raise InvalidValue(value=bound, field="amount")
        if self.at_least is not None and self.at_most is not None and self.at_most < self.at_least:
            raise InvalidValue(value=self.at_most, field="amount")


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of a flow: `count` of these people, or of those who hold the role, in any order.

    `people` are ids. Raises InvalidValue for a stage that nobody could fill.
    """

    people: tuple[str, ...] = ()
    role: Role | None = None
    count: int = 1

    def __post_init__(self) -> None:
        """Refuse what nobody or too few could fill."""
        enough = self.role is not None or len(set(self.people)) >= self.count
        if not 1 <= self.count <= UNION or not enough or len(self.people) > MOST_PEOPLE:
            raise InvalidValue(value=self.count, field="stage")

    @property
    def seats(self) -> frozenset[str]:
        """Whom the stage accepts, as people and roles stand in what an invoice waits for."""
        named = frozenset(person_seat(person) for person in self.people)
        return named | {role_seat(self.role)} if self.role is not None else named


@dataclass(frozen=True, slots=True)
class Flow:
    """A way of approval: for the invoices that meet the condition, these stages one after the other."""

    name: str
    when: Condition
    stages: tuple[Stage, ...]

    def __post_init__(self) -> None:
        """Refuse a flow in which nobody is asked."""
        if not self.stages or not self.name.strip():
            raise InvalidValue(value=self.name, field="stage")


@dataclass(frozen=True, slots=True)
class Limit:
    """The highest amount, in the company's currency, that a person may approve without another whose limit suffices."""

    person: str
    amount: Decimal

    def __post_init__(self) -> None:
        """Refuse what is no amount."""
        if not self.amount.is_finite() or self.amount < 0:
            raise InvalidValue(value=self.amount, field="limit")


@dataclass(frozen=True, slots=True)
class Substitute:
    """Who stands in for whom from the first day to the last, both included; ids of people."""

    person: str
    by: str
    first: date
    last: date

    def __post_init__(self) -> None:
        """Refuse a period that ends before it begins, and somebody standing in for themselves."""
        if self.last < self.first or self.person == self.by:
            raise InvalidValue(value=self.last, field="substitute")


@dataclass(frozen=True, slots=True)
class Arrangement:
    """A company's rules of approval. Of the flows the first that fits applies; with none, any one approver does."""

    flows: tuple[Flow, ...] = ()
    limits: tuple[Limit, ...] = ()
    substitutes: tuple[Substitute, ...] = ()

    def limit(self, person: str) -> Decimal | None:
        """The person's limit by id; None when there is none."""
        return next((limit.amount for limit in self.limits if limit.person == person), None)

    def stood_in_for(self, person: str, on: date) -> tuple[str, ...]:
        """The ids of those whom this person stands in for on a day."""
        return tuple(one.person for one in self.substitutes if one.by == person and one.first <= on <= one.last)

    def seats(self, person: Person, on: date) -> tuple[str, ...]:
        """As whom a person approves on a day: in their own name, in the roles they hold, and for those away.

        Nobody without the right to approve has a seat, whoever they stand in for.
        """
        if not person.may(Right.APPROVE):
            return ()
        away = (person_seat(one) for one in self.stood_in_for(person.id, on))
        return (person_seat(person.id), *sorted(role_seat(role) for role in person.roles), *away)


ANY_APPROVER: Final = (Stage(role=Role.APPROVER),)
"""What is asked for where the company has no flow that fits."""
