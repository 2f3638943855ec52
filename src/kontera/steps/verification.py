"""The first gate: a person has verified the reading, or the company's own rule lets a clean invoice through."""

from __future__ import annotations

from dataclasses import dataclass

from kontera.core.case import BOOKABLE, Case
from kontera.core.entry import RowKind
from kontera.core.event import Event, Learned, Passed, Sampled, StraightThrough
from kontera.core.memory import Record
from kontera.core.money import total
from kontera.core.outcome import Awaiting, Done, Outcome, Wait
from kontera.core.passing import obstacles
from kontera.core.policy import Policy
from kontera.core.straight import BY_RULE, NO_GROUNDS, Grounds, Sample, is_sample


@dataclass(frozen=True, slots=True)
class VerificationFacts:
    """What the company lets pass without a person, and what the invoice teaches once a person has verified it.

    `grounds` are what the rule judges by; fetched only where it is on.
    """

    policy: Policy
    lesson: Record | None = None
    grounds: Grounds = NO_GROUNDS


def verify(case: Case, facts: VerificationFacts) -> Outcome:
    """Pass what a person verified, or what the straight-through rule allows; all else waits at the desk.

    What is not an invoice, credit note or receipt always waits: it is to be closed or its type corrected.
    """
    if case.invoice.type not in BOOKABLE:
        return Wait(Awaiting.VERIFICATION)
    if case.verified is not None:
        taught = (Learned(facts.lesson),) if facts.lesson is not None else ()
        return Done((Passed("verification", case.verified.by), *taught))
    if facts.policy.straight_through and not obstacles(case, facts.policy, facts.grounds):
        return Done(_straight(case, facts))
    return Wait(Awaiting.VERIFICATION)


def _straight(case: Case, facts: VerificationFacts) -> tuple[Event, ...]:
    """The rule's decision with all it was made from; and for some, that a person looks at it afterwards."""
    rule, accounts = facts.policy.straight, case.invoice.payment.accounts
    decided = StraightThrough(
        rule,
        facts.policy.straight_through_limit,
        facts.grounds,
        amount=abs(total(row.amount for row in case.rows if row.kind is RowKind.PAYABLE)),
        account=accounts[0].key if accounts else "",
        unsure=min((row.sure for row in case.rows if row.kind is RowKind.COST), default=1.0),
    )
    received = case.document.received.isoformat() if case.document else ""
    drawn = case.sample is Sample.NONE and is_sample(case.id, received, rule.sample_every)
    sampled = (Sampled(rule.sample_every),) if drawn else ()
    return (decided, Passed("verification", f"{BY_RULE} v{rule.version}"), *sampled)
