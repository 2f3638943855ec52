"""The shapes of received documents: what became of them, and what was refused."""

from __future__ import annotations

from datetime import datetime

from pydantic import Field

from kontera.actions.receive import Receipt
from kontera.api.shapes.base import Shape
from kontera.core.document import Channel, MediaType


class DocumentOut(Shape):
    """One received document."""

    digest: str = Field(description="The SHA-256 of its bytes in hex.")
    size: int = Field(description="Its size in bytes.")
    media_type: MediaType = Field(description="Its type, told by its content.")
    name: str = Field(description="Its file name as given.")
    channel: Channel = Field(description="The way it came.")
    received: datetime = Field(description="When it came, in UTC.")
    sender: str = Field(description="The mail address it came from.")


class RefusedOut(Shape):
    """A document that was not taken in."""

    digest: str = Field(description="The SHA-256 of its bytes in hex.")
    name: str = Field(description="Its file name as given.")
    size: int = Field(description="Its size in bytes.")
    channel: Channel = Field(description="The way it came.")
    received: datetime = Field(description="When it came, in UTC.")
    code: str = Field(description="Why, as a stable code.")
    reason: str = Field(description="Why, in English words.")
    sender: str = Field(description="The mail address it came from.")


class ReceiptOut(Shape):
    """What became of one file."""

    name: str = Field(description="Its file name.")
    digest: str = Field(description="The SHA-256 of its bytes in hex: the proof of what was received.")
    case: str = Field(description="The case it became; empty when it was refused.")
    known: bool = Field(description="Whether the same bytes had come before; the case is then the earlier one.")
    code: str = Field("", description="Why it was refused, as a stable code; empty when it was taken in.")
    message: str = Field("", description="Why it was refused, in English words.")

    @classmethod
    def of(cls, receipt: Receipt) -> ReceiptOut:
        """The shape of a receipt."""
        refused = receipt.refused
        return cls(
            name=receipt.name,
            digest=receipt.digest,
            case=receipt.case,
            known=receipt.known,
            code=refused.code if refused else "",
            message=refused.reason if refused else "",
        )


class ReceiptsOut(Shape):
    """What became of several files, or of the files in a ZIP; each is taken in or refused by itself."""

    documents: list[ReceiptOut] = Field(description="One receipt for each file.")
