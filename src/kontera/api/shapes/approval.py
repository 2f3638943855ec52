"""How approval is asked about and told: the arrangement, where an invoice's approval stands, and what is said of it."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from kontera.actions.approve import Attest
from kontera.actions.arrange import Arranged
from kontera.api.shapes.base import AmountIn, Asked, Number, Reason, Shape, Text, Words
from kontera.core.approving import Arrangement, Condition, Flow, Limit, Stage, Substitute
from kontera.core.company import Role
from kontera.core.errors import InvalidValue

_MANY = 200


class ConditionOut(Shape):
    """When a flow applies; what is empty is not asked about."""

    at_least: Number | None = Field(description="The least amount, in the company's currency, included.")
    at_most: Number | None = Field(description="The greatest amount, included.")
    suppliers: list[str] = Field(description="Ids of suppliers.")
    accounts: list[str] = Field(description="What cost accounts of the coding begin with.")
    objects: list[tuple[str, str]] = Field(description='Dimension and object, such as ["1", "100"] for a cost centre.')


class StageOut(Shape):
    """One stage of a flow."""

    people: list[str] = Field(description="Ids of the people who may fill it.")
    role: Role | None = Field(description="Or anybody who may approve and holds this role.")
    count: int = Field(description="How many of them: 1, or 2 in union.")


class FlowOut(Shape):
    """A way of approval."""

    name: str = Field(description="Its name.")
    when: ConditionOut = Field(description="For which invoices.")
    stages: list[StageOut] = Field(description="The stages, one after the other.")


class LimitOut(Shape):
    """The highest amount a person approves alone."""

    person: str = Field(description="The person's id.")
    amount: Number = Field(description="In the company's currency.")


class SubstituteOut(Shape):
    """Who stands in for whom, and when."""

    person: str = Field(description="Who is away, by id.")
    by: str = Field(description="Who stands in, by id.")
    first: date = Field(description="The first day.")
    last: date = Field(description="The last day, included.")


class ArrangementOut(Shape):
    """The company's rules of approval."""

    revision: int = Field(description="The number of its last change; send it back when you change it.")
    flows: list[FlowOut] = Field(description="The first that fits an invoice applies; with none, one approver does.")
    limits: list[LimitOut] = Field(description="Who may approve alone up to which amount; others without limit.")
    substitutes: list[SubstituteOut] = Field(description="Who stands in for whom.")

    @classmethod
    def of(cls, arranged: Arranged) -> ArrangementOut:
        """The shape of the arrangement."""
        known = arranged.arrangement
        return cls.model_validate(
            {
                "revision": arranged.revision,
                "flows": [FlowOut.model_validate(flow) for flow in known.flows],
                "limits": [LimitOut.model_validate(limit) for limit in known.limits],
                "substitutes": [SubstituteOut.model_validate(one) for one in known.substitutes],
            }
        )


class ConditionIn(Asked):
    """When a flow applies; what is empty is not asked about."""

    at_least: AmountIn | None = Field(None, description="The least amount, in the company's currency, included.")
    at_most: AmountIn | None = Field(None, description="The greatest amount, included.")
    suppliers: list[Text] = Field(default=[], max_length=_MANY, description="Ids of suppliers.")
    accounts: list[Text] = Field(default=[], max_length=_MANY, description="What cost accounts begin with.")
    objects: list[tuple[Text, Text]] = Field(default=[], max_length=_MANY, description="Dimensions and objects.")


class StageIn(Asked):
    """One stage of a flow."""

    people: list[Text] = Field(default=[], max_length=20, description="Ids of the people who may fill it.")
    role: Role | None = Field(None, description="Or anybody who may approve and holds this role.")
    count: int = Field(1, ge=1, le=2, description="How many of them: 1, or 2 in union.")


class FlowIn(Asked):
    """A way of approval."""

    name: Text = Field(min_length=1, description="Its name.")
    when: ConditionIn = Field(default=ConditionIn(), description="For which invoices.")
    stages: list[StageIn] = Field(min_length=1, max_length=5, description="The stages, one after the other.")

    def flow(self) -> Flow:
        """The flow. Raises InvalidValue."""
        when = self.when
        condition = Condition(
            when.at_least, when.at_most, tuple(when.suppliers), tuple(when.accounts), tuple(when.objects)
        )
        stages = tuple(Stage(tuple(stage.people), stage.role, stage.count) for stage in self.stages)
        return Flow(self.name, condition, stages)


class LimitIn(Asked):
    """The highest amount a person approves alone."""

    person: Text = Field(description="The person's id.")
    amount: AmountIn = Field(description="In the company's currency.")


class SubstituteIn(Asked):
    """Who stands in for whom, and when."""

    person: Text = Field(description="Who is away, by id.")
    by: Text = Field(description="Who stands in, by id.")
    first: date = Field(description="The first day.")
    last: date = Field(description="The last day, included.")


class ArrangementIn(Asked):
    """The company's rules of approval, in full: what is left out is taken away."""

    revision: int = Field(ge=0, description="The revision you saw; a later change conflicts.")
    flows: list[FlowIn] = Field(default=[], max_length=_MANY, description="In the order they are tried.")
    limits: list[LimitIn] = Field(default=[], max_length=_MANY, description="Limits.")
    substitutes: list[SubstituteIn] = Field(default=[], max_length=_MANY, description="Substitutes.")
    why: Text = Field("", description="Why it is changed.")

    def arrangement(self) -> Arrangement:
        """The arrangement. Raises InvalidValue."""
        if len({limit.person for limit in self.limits}) != len(self.limits):
            raise InvalidValue(value=len(self.limits), field="limit")
        return Arrangement(
            tuple(flow.flow() for flow in self.flows),
            tuple(Limit(one.person, one.amount) for one in self.limits),
            tuple(Substitute(one.person, one.by, one.first, one.last) for one in self.substitutes),
        )


class AttestOut(Shape):
    """Where an invoice's approval stands."""

    flow: str = Field(description="The flow that applies; empty when none does.")
    waits: list[str] = Field(
        description='Who could approve next: "person:ID", "role:NAME"; "-person:ID" is left out. Empty when approved.'
    )
    approved_by: list[list[str]] = Field(description="Who has approved, stage by stage.")
    refused: str = Field(description="Why you cannot approve it now; empty when you can.")

    @classmethod
    def of(cls, found: Attest) -> AttestOut:
        """The shape of an approval."""
        approved = [[one.act.by for one in stage] for stage in found.progress.filled]
        progress = found.progress
        return cls(flow=progress.flow, waits=list(progress.waits), approved_by=approved, refused=found.refused)


class QuestionAsked(Asked):
    """A question to people in the company."""

    text: Reason = Field(description="The question.")
    to: list[Text] = Field(min_length=1, max_length=20, description="Ids of the people asked.")


class AnswerGiven(Asked):
    """The answer to a question."""

    question: int = Field(ge=1, description="The number of the question's event in the case's history.")
    text: Reason = Field(description="The answer.")


class HoldAsked(Asked):
    """A hold."""

    reason: Reason = Field(description="Why it is held.")
    until: date | None = Field(None, description="The day on which the hold ends by itself.")


class LetterOut(Shape):
    """A letter to the supplier, ready to be sent."""

    language: str = Field(description="The language it is written in, ISO 639-1.")
    subject: str = Field(description="The subject.")
    text: str = Field(description="The letter.")
    to: str = Field(description="The supplier's mail address; empty when none is known.")


class LetterSent(Asked):
    """A letter that was sent."""

    to: Text = Field(min_length=1, description="Where to.")
    language: Text = Field(description="The language, ISO 639-1.")
    subject: Text = Field(description="The subject.")
    text: Words = Field(min_length=1, description="The letter as it was sent.")


class LetterAsked(Asked):
    """What the letter is to say."""

    ground: Literal[
        "",
        "unreadable",
        "price",
        "quantity",
        "not_ordered",
        "not_delivered",
        "reference",
        "buyer",
        "vat",
        "duplicate",
        "other",
    ] = Field("", description="Why; empty: as the case shows.")
    words: Words = Field("", description="What you add in your own words.")
    language: Literal["", "sv", "en", "fi", "nb", "da", "de"] = Field("", description="Empty: the supplier's.")
