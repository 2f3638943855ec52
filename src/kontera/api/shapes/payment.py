"""The shapes of payments: items, batches, and what a caller asks of them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from kontera.api.shapes.base import Asked, Number, Reason, Shape
from kontera.api.shapes.party import AccountOut
from kontera.core.payment import Batch, BatchState, ReferenceKind


class PayItemOut(Shape):
    """One invoice to pay."""

    case: str = Field(description="The case it pays.")
    supplier: str = Field(description="The supplier's id.")
    payee: str = Field(description="The name of who is paid.")
    account: AccountOut = Field(description="Where the money goes.")
    amount: Number = Field(description="The amount; negative for a credit note.")
    currency: str = Field(description="ISO 4217.")
    due: date = Field(description="The due date.")
    number: str = Field(description="The invoice number.")
    reference: str = Field(description="The payment reference.")
    reference_kind: ReferenceKind = Field(description="How the reference goes to the bank.")


class SumOut(Shape):
    """A sum in one currency."""

    currency: str = Field(description="ISO 4217.")
    amount: Number = Field(description="The sum.")


class BatchOut(Shape):
    """A batch of payments."""

    id: str = Field(description="Its id.")
    state: BatchState = Field(description="Where it stands.")
    execution: date = Field(description="The day the bank is asked to pay.")
    sums: list[SumOut] = Field(description="The sum in each currency.")
    items: list[PayItemOut] = Field(description="The payments.")
    proposed_by: str = Field(description="Who proposed it.")
    released_by: str = Field(description="Who released it; empty until then.")
    single_handed: bool = Field(description="Whether the one who proposed it released it too.")
    file_name: str = Field(description="The name of the payment file; empty until it is released.")
    settled_on: date | None = Field(description="The day the bank paid.")

    @classmethod
    def of(cls, batch: Batch) -> BatchOut:
        """The shape of a batch."""
        return cls(
            id=batch.id,
            state=batch.state,
            execution=batch.execution,
            sums=[SumOut(currency=currency, amount=amount) for currency, amount in batch.sums()],
            items=[PayItemOut.model_validate(item) for item in batch.items],
            proposed_by=batch.proposed_by,
            released_by=batch.released_by,
            single_handed=batch.single_handed,
            file_name=batch.file_name,
            settled_on=batch.settled_on,
        )


class Proposal(Asked):
    """Which approved invoices to pay, and when."""

    cases: list[Annotated[str, Field(min_length=1, max_length=100)]] = Field(
        min_length=1, max_length=1000, description="The cases; each must be approved and in no other batch."
    )
    execution: date = Field(description="The day the bank shall pay; not in the past.")


class Settlement(Asked):
    """When the bank paid."""

    on: date = Field(description="The day of payment; not in the future.")
    rates: dict[
        Annotated[str, Field(pattern=r"^[A-Z]{3}$")], Annotated[Decimal, Field(gt=0, max_digits=18, decimal_places=10)]
    ] = Field(
        default_factory=dict,
        max_length=50,
        description="What the bank took of the company's currency for one unit of another, by currency (ISO 4217). "
        "One that is left out is booked at the published rate of the day; payment.rate_needed when there is none.",
    )


class Cancellation(Asked):
    """Why a batch is cancelled."""

    reason: Reason = Field(description="Why.")
