"""Which answer follows from where an invoice stands: the status, and the reasons that its remarks give."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum, auto
from types import MappingProxyType
from typing import Final

from kontera.core.answer import Action, AnswerStatus, Clarification, Reason
from kontera.core.case import State
from kontera.core.finding import Finding, Severity


class Standing(Enum):
    """Where an invoice stands, as its seller may be told."""

    RECEIVED = auto()
    IN_PROCESS = auto()
    QUESTIONED = auto()  # held, or asked about
    DISPUTED = auto()
    CONDITIONAL = auto()  # it will be paid on conditions that the answer states
    REJECTED = auto()
    APPROVED = auto()
    PAID = auto()


REASONS: Final = (
    ("PEPPOL-EN16931-R003", Reason.REFERENCES),
    ("BR-", Reason.LEGAL),
    ("PEPPOL-", Reason.LEGAL),
    ("vat.", Reason.LEGAL),
)
"""The reason that a remark gives, by the beginning of its rule; the first that fits.

Remarks on fraud give none: a seller is never told that it is suspected.
"""

STANDINGS: Final[Mapping[State, Standing]] = MappingProxyType(
    {
        State.WORKING: Standing.RECEIVED,
        State.VERIFY: Standing.IN_PROCESS,
        State.APPROVE: Standing.IN_PROCESS,
        State.DISPUTED: Standing.DISPUTED,
        State.PAY: Standing.APPROVED,
        State.PAYING: Standing.APPROVED,
        State.PAID: Standing.PAID,
        State.CLOSED: Standing.REJECTED,
    }
)
STATUSES: Final[Mapping[Standing, AnswerStatus]] = MappingProxyType(
    {
        Standing.RECEIVED: AnswerStatus.ACKNOWLEDGED,
        Standing.IN_PROCESS: AnswerStatus.IN_PROCESS,
        Standing.QUESTIONED: AnswerStatus.UNDER_QUERY,
        Standing.DISPUTED: AnswerStatus.UNDER_QUERY,
        Standing.CONDITIONAL: AnswerStatus.CONDITIONALLY_ACCEPTED,
        Standing.REJECTED: AnswerStatus.REJECTED,
        Standing.APPROVED: AnswerStatus.ACCEPTED,
        Standing.PAID: AnswerStatus.PAID,
    }
)
ACTIONS: Final[Mapping[Standing, Action]] = MappingProxyType(
    {
        Standing.QUESTIONED: Action.INFORM,
        Standing.DISPUTED: Action.INFORM,
        Standing.CONDITIONAL: Action.NONE,
        Standing.REJECTED: Action.CREDIT_FULLY,
    }
)
"""What the seller is asked to do, where an answer must say why."""


def standing_of(state: State) -> Standing | None:
    """What a seller may be told of a case in the state; nothing of one in the archive, of which all has been told."""
    return STANDINGS.get(state)


def status_of(standing: Standing) -> AnswerStatus:
    """The status of Peppol's Invoice Response for where an invoice stands."""
    return STATUSES[standing]


def clarified(standing: Standing, said: str = "", findings: Iterable[Finding] = ()) -> tuple[Clarification, ...]:
    """The reasons and the action that an answer carries: none where all is well.

    `said` is what a person wrote to the seller; it stands with each reason. Remarks that are only notes give none.
    Without a remark that gives a reason it is "other", so that the answer always says why.
    """
    action = ACTIONS.get(standing)
    if action is None:
        return ()
    weighty = (finding for finding in findings if finding.severity is not Severity.NOTE)
    found = dict.fromkeys(filter(None, (reason_of(finding.rule) for finding in weighty)))
    reasons = tuple(Clarification(reason, said) for reason in found) or (Clarification(Reason.OTHER, said),)
    return (*reasons, Clarification(action))


def reason_of(rule: str) -> Reason | None:
    """The reason that a remark's rule gives, or nothing."""
    return next((reason for start, reason in REASONS if rule.startswith(start)), None)
