"""Answers to invoices (what the buyer says of one) and to messages (what became of one on its way).

Codes are those of Peppol: Invoice Response 3 (UNCL 4343 and OpenPeppol's lists) and Message Level Status 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import Final

from kontera.core.errors import KonteraError
from kontera.core.party import Contact, Endpoint

RESPONSE_SPECIFICATION: Final = "urn:fdc:peppol.eu:poacc:trns:invoice_response:3"
RESPONSE_PROCESS: Final = "urn:fdc:peppol.eu:poacc:bis:invoice_response:3"
BILLING_WITH_RESPONSE: Final = "urn:peppol:bis:billing_with_response"  # Peppol BIS Billing 3, profile 02


class AnswerIncomplete(KonteraError):
    """An answer lacks something that its receiver must have."""

    code, status, exit_code = "answer.incomplete", 422, 2
    msgid = "The answer lacks {field}."


class AnswerStatus(StrEnum):
    """Where the buyer stands with an invoice (UNCL 4343, the part that T111 allows)."""

    ACKNOWLEDGED = "AB"  # it has come in and can be read
    IN_PROCESS = "IP"
    UNDER_QUERY = "UQ"  # the seller must answer something first
    CONDITIONALLY_ACCEPTED = "CA"  # accepted as it reads with the conditions stated
    REJECTED = "RE"  # final: it will not be paid
    ACCEPTED = "AP"  # final: it will be paid
    PAID = "PD"


class Reason(StrEnum):
    """Why the status is what it is (OpenPeppol's list OPStatusReason)."""

    NO_ISSUE = "NON"
    REFERENCES = "REF"  # order number, buyer's reference or other references are wrong or missing
    LEGAL = "LEG"  # the law asks for something else, such as VAT
    RECEIVER = "REC"  # it is not for us
    QUALITY = "QUA"
    DELIVERY = "DEL"
    PRICES = "PRI"
    QUANTITY = "QTY"
    ITEMS = "ITM"
    PAYMENT_TERMS = "PAY"
    UNRECOGNISED = "UNR"
    FINANCE = "FIN"
    PARTLY_PAID = "PPD"  # with a text, and with the status paid alone
    OTHER = "OTH"


class Action(StrEnum):
    """What the seller is asked to do (OpenPeppol's list OPStatusAction)."""

    NONE = "NOA"
    INFORM = "PIN"  # send more information
    NEW_INVOICE = "NIN"
    CREDIT_FULLY = "CNF"
    CREDIT_PARTLY = "CNP"
    CREDIT_AMOUNT = "CNA"
    OTHER = "OTH"


NEEDS_CLARIFICATION: Final = frozenset(
    {AnswerStatus.UNDER_QUERY, AnswerStatus.CONDITIONALLY_ACCEPTED, AnswerStatus.REJECTED}
)
"""The states that Peppol lets stand only with a reason or an action (PEPPOL-T111-R001)."""


@dataclass(frozen=True, slots=True)
class Detail:
    """One value that should be another: its term of EN 16931 ("BT-48") and the value it should have."""

    term: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Clarification:
    """A reason or an action with its text and the values it speaks of."""

    code: Reason | Action | None = None
    text: str = ""
    details: tuple[Detail, ...] = ()


@dataclass(frozen=True, slots=True)
class AnswerParty:
    """Who sends or receives an answer, or stands on the invoice; a receiver's contact is not sent."""

    name: str = ""
    endpoint: Endpoint | None = None
    identifier: Endpoint | None = None
    contact: Contact = Contact()


@dataclass(frozen=True, slots=True)
class Answered:
    """A document that an answer is about: the invoice first, a payment's reference and others after it."""

    number: str
    issued: date | None = None
    type_code: str = "380"  # UNTDID 1001


@dataclass(frozen=True, slots=True)
class Answer:
    """What a buyer says of one invoice (Peppol Invoice Response, transaction T111).

    `effective` is the day from which the status holds. `seller` and `buyer` are stated where sender or receiver act
    for somebody else. `time` has a zone where one was stated.
    """

    id: str
    issued: date | None
    status: AnswerStatus
    sender: AnswerParty
    receiver: AnswerParty
    about: tuple[Answered, ...]
    clarifications: tuple[Clarification, ...] = ()
    effective: date | None = None
    note: str = ""
    time: time | None = None
    seller: AnswerParty | None = None
    buyer: AnswerParty | None = None
    specification: str = RESPONSE_SPECIFICATION
    process: str = RESPONSE_PROCESS


class MessageProtocol(StrEnum):
    """The two kinds of answers to messages."""

    MLS = "mls"  # Message Level Status 1, from one access point to the other
    MLR = "mlr"  # Message Level Response 3, which it takes the place of


class MessageStatus(StrEnum):
    """What became of a message (UNCL 4343, the part that MLS allows)."""

    ACKNOWLEDGED = "AB"  # taken over; whether it arrived is not known
    ACCEPTED = "AP"  # delivered
    REJECTED = "RE"


class IssueKind(StrEnum):
    """What an issue with a message is (OpenPeppol's list of MLS reasons)."""

    RULE = "BV"  # a fatal business rule is broken
    WARNING = "BW"
    DELIVERY = "FD"  # it could not be delivered
    SYNTAX = "SV"


@dataclass(frozen=True, slots=True)
class Issue:
    """One thing wrong with a message; `place` is an XPath, or empty where there is none."""

    text: str
    kind: IssueKind | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class MessageAnswer:
    """What an access point says of one message; `message` is the id of the message's envelope (SBDH).

    A rejection has a text and at least one issue that is no warning; other states have warnings at most.
    """

    id: str
    issued: date | None
    status: MessageStatus
    sender: Endpoint | None
    receiver: Endpoint | None
    message: str
    time: time | None = None
    text: str = ""
    issues: tuple[Issue, ...] = ()
    protocol: MessageProtocol = MessageProtocol.MLS
