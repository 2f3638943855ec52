"""The shapes of the straight-through rule: its terms, what it would have let by, and its samples."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Self

from pydantic import Field, model_validator

from kontera.actions.straight import Ruled, Samples, Terms
from kontera.actions.straight_trial import Trial
from kontera.api.shapes.base import AmountIn, Asked, Number, Reason, Shape, Text, Words
from kontera.api.shapes.case import CaseLineOut, StandingOut
from kontera.core.straight import StraightRule

SupplierIds = Annotated[list[Annotated[str, Field(min_length=1, max_length=100)]], Field(max_length=1000)]


class TermsIn(Asked):
    """The rule as it is wanted; the defaults are the careful ones."""

    limit: AmountIn = Field(description="The highest amount, in the company's currency.")
    scanned: bool = Field(default=False, description="Also what was read from paper or a PDF; else e-invoices only.")
    verified_before: int = Field(3, ge=1, le=50, description="How many of the supplier's latest were untouched.")
    only: SupplierIds = Field(default=[], description="The suppliers it is for; empty: all.")
    never: SupplierIds = Field(default=[], description="The suppliers it is not for.")
    deviation: AmountIn = Field(
        Decimal(3), description="How many times the usual amount is still usual; 0 asks nothing."
    )
    sample_every: int = Field(10, ge=1, le=1000, description="One of this many that passed is looked at afterwards.")

    def terms(self, *, on: bool) -> Terms:
        """The terms to be tried or put in place."""
        rule = StraightRule(
            scanned=self.scanned,
            verified_before=self.verified_before,
            only=tuple(self.only),
            never=tuple(self.never),
            deviation=self.deviation,
            sample_every=self.sample_every,
        )
        return Terms(on, self.limit, rule)


class RuleIn(TermsIn):
    """The terms to be put in place."""

    on: bool = Field(description="Whether the rule is on.")
    tried: Text = Field("", description="The digest of the trial of these very terms: needed while the rule is on.")
    why: Words = Field("", description="Why, for the audit trail.")
    revision: int | None = Field(None, ge=0, description="The revision you saw; a later change conflicts.")


class OffIn(Asked):
    """Why the rule is turned off."""

    why: Reason = Field(description="Why, for the audit trail.")


class RuleChangeOut(Shape):
    """One change of the company's settings."""

    at: datetime = Field(description="When, in UTC.")
    by: str = Field(description="Who made it.")
    why: str = Field(description="Why, or what was changed.")


class RuleOut(Shape):
    """The rule as it stands."""

    on: bool = Field(description="Whether clean invoices pass without a person.")
    version: int = Field(description="The number of the terms; it stands with every decision made by them.")
    digest: str = Field(description="What tells these terms from others.")
    limit: Number = Field(description="The highest amount, in the company's currency.")
    scanned: bool = Field(description="Whether what was read from paper or a PDF may pass too.")
    verified_before: int = Field(description="How many of the supplier's latest a person verified untouched.")
    only: list[str] = Field(description="The suppliers it is for; empty: all.")
    never: list[str] = Field(description="The suppliers it is not for.")
    deviation: Number = Field(description="How many times the usual is still usual; 0 asks nothing.")
    sample_every: int = Field(description="One of this many that passed is looked at afterwards.")
    off: list[str] = Field(description="Suppliers for which a sample was wrong: the rule does not hold for them.")
    revision: int = Field(description="The number of the last change of the company's settings.")
    history: list[RuleChangeOut] = Field(description="The changes of the company's settings, the newest first.")

    @classmethod
    def of(cls, ruled: Ruled) -> Self:
        """The shape of the rule."""
        terms, rule = ruled.terms, ruled.terms.rule
        return cls(
            on=terms.on,
            version=rule.version,
            digest=terms.digest,
            limit=terms.limit,
            scanned=rule.scanned,
            verified_before=rule.verified_before,
            only=list(rule.only),
            never=list(rule.never),
            deviation=rule.deviation,
            sample_every=rule.sample_every,
            off=sorted(ruled.off),
            revision=ruled.revision,
            history=[
                RuleChangeOut(at=noted.at, by=noted.by, why=getattr(noted.event, "why", ""))
                for noted in reversed(ruled.history)
            ],
        )


class TriedOut(Shape):
    """One past invoice that would have passed."""

    case: CaseLineOut = Field(description="The invoice.")
    corrected: list[str] = Field(description="The fields a person corrected on it: each would have been an error.")


class TrialOut(Shape):
    """What the terms would have done to what people verified lately."""

    digest: str = Field(description="Of the terms that were tried: sent along to put them in place.")
    tried: int = Field(description="How many invoices were tried.")
    passed: list[TriedOut] = Field(description="Those that would have passed, those with errors first.")
    wrong: int = Field(description="How many of these a person had corrected.")
    held: dict[str, int] = Field(description="What held the others, and how many: one may be held by several things.")

    @classmethod
    def of(cls, trial: Trial) -> Self:
        """The shape of a trial."""
        passed = [
            TriedOut(case=CaseLineOut.model_validate(one.row), corrected=list(one.corrected)) for one in trial.passed
        ]
        held = {obstacle.value: count for obstacle, count in trial.held.items()}
        return cls(digest=trial.digest, tried=trial.tried, passed=passed, wrong=trial.wrong, held=held)


class SamplesOut(Shape):
    """The samples of what the rule let by."""

    waiting: list[CaseLineOut] = Field(description="Those that wait to be looked at, the oldest first; 200 at most.")
    wrong: list[CaseLineOut] = Field(description="Those found wrong for whose supplier the rule is still off.")
    total: int = Field(description="How many wait.")

    @classmethod
    def of(cls, samples: Samples) -> Self:
        """The shape of the samples."""
        waiting = [CaseLineOut.model_validate(row) for row in samples.waiting]
        return cls(
            waiting=waiting, wrong=[CaseLineOut.model_validate(row) for row in samples.wrong], total=samples.total
        )


class JudgementIn(Asked):
    """What a person says of a sample."""

    right: bool = Field(description="Whether nothing was wrong.")
    comment: Words = Field("", description="What was wrong: needed when something was.")

    @model_validator(mode="after")
    def reasoned(self) -> Self:
        """Refuse a wrong one without a word on what was wrong."""
        if not self.right and not self.comment.strip():
            raise ValueError("say in the comment what was wrong")
        return self


class JudgedOut(Shape):
    """What became of a sample."""

    back: bool = Field(description="Whether the invoice came back to be verified by a person.")
    case: StandingOut = Field(description="The invoice as it now stands.")
