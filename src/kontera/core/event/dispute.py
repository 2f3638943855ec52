"""What is said about an invoice, among ourselves and to the supplier."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LetterWritten:
    """A person says that this letter about the invoice was sent to the supplier."""

    to: str
    language: str
    subject: str
    text: str


@dataclass(frozen=True, slots=True)
class Disputed:
    """A person disputes the invoice: it stays booked and is not paid."""

    reason: str
    redo: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DisputeEnded:
    """The dispute is over."""

    reason: str
    redo: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Commented:
    """A remark by a person; `mentions` are the ids of people it is meant for."""

    text: str
    mentions: tuple[str, ...] = ()
