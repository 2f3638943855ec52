"""The shapes of the books: coding, vouchers, open items and the archive log."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from kontera.actions.archive import Proof
from kontera.actions.report import OpenItem, Payables
from kontera.api.shapes.base import AmountIn, Asked, Number, Shape, Text
from kontera.core.entry import CodingRow, RowKind


class CodingRowOut(Shape):
    """One row of the coding."""

    account: str = Field(description="The account in the ledger.")
    amount: Number = Field(description="Debit when positive, credit when negative, in the company's currency.")
    kind: RowKind = Field(description="What the row stands for.")
    text: str = Field(description="Its text.")
    dimensions: list[tuple[str, str]] = Field(description="SIE dimension numbers with their objects.")
    vat_code: str = Field(description="The VAT code, where one is used.")
    reason: str = Field(description="Why this account was proposed; English, with named places.")
    reason_values: list[tuple[str, str]] = Field(description="The values of those places.")
    sure: float = Field(description="The probability, 0 to 1, that the row stays as proposed.")
    lines: list[int] = Field(description="The invoice lines it carries, counted from 0.")
    alternatives: list[str] = Field(description="Other accounts that come into question, the likeliest first.")
    manual: bool = Field(description="Whether a person chose it.")


class CodingRowIn(Asked):
    """One row of the coding as a caller writes it."""

    account: str = Field(pattern=r"^[0-9A-Za-z.-]{1,20}$", description="The account in the ledger.", examples=["6110"])
    amount: AmountIn = Field(description="Debit when positive, credit when negative, in the company's currency.")
    kind: RowKind = Field(RowKind.COST, description="What the row stands for.")
    text: Text = Field("", description="Its text.")
    dimensions: list[tuple[Text, Text]] = Field(
        default=[], max_length=20, description="SIE dimension numbers with their objects."
    )
    vat_code: Text = Field("", description="The VAT code.")
    lines: list[Annotated[int, Field(ge=0, le=100_000)]] = Field(
        default=[], max_length=10_000, description="The invoice lines it carries, counted from 0."
    )

    def row(self) -> CodingRow:
        """The row."""
        return CodingRow(
            account=self.account,
            amount=self.amount,
            kind=self.kind,
            text=self.text,
            dimensions=tuple(self.dimensions),
            vat_code=self.vat_code,
            lines=tuple(self.lines),
        )


class CodingIn(Asked):
    """The whole coding; its rows must add up to zero."""

    rows: list[CodingRowIn] = Field(min_length=1, max_length=1000, description="The rows, payable and VAT included.")
    revision: int = Field(ge=0, description="The revision you saw.")


class EntryLineOut(Shape):
    """One line of an entry."""

    account: str = Field(description="The account.")
    debit: Number = Field(description="The debit, or 0.")
    credit: Number = Field(description="The credit, or 0.")
    text: str = Field(description="Its text.")
    dimensions: list[tuple[str, str]] = Field(description="SIE dimension numbers with their objects.")


class EntryOut(Shape):
    """A balanced entry."""

    on: date = Field(description="The accounting date.")
    text: str = Field(description="Its text.")
    lines: list[EntryLineOut] = Field(description="Its lines; debit and credit are equal.")


class VoucherOut(Shape):
    """A numbered entry, *verifikation*."""

    series: str = Field(description="The series.")
    number: int = Field(description="Its number; a series runs without gaps within a financial year.")
    year: date = Field(description="The first day of that financial year.")
    entry: EntryOut = Field(description="What is booked.")
    case: str = Field(description="The case it came from.")
    corrects: int | None = Field(description="The number of the voucher it reverses.")


class OpenItemOut(Shape):
    """One open item of the accounts-payable ledger."""

    case: str = Field(description="The case.")
    supplier: str = Field(description="The supplier's id.")
    supplier_name: str = Field(description="The supplier's name.")
    number: str = Field(description="The invoice number.")
    due_date: date | None = Field(description="When it is due.")
    amount: Number = Field(description="What is owed; negative for a credit note.")
    currency: str = Field(description="ISO 4217.")
    age: int = Field(description="Days past due; negative when it is not due yet.")
    voucher: str = Field(description="The voucher that booked it.")

    @classmethod
    def of(cls, item: OpenItem) -> OpenItemOut:
        """The shape of an open item."""
        row = item.row
        return cls(
            case=row.id,
            supplier=row.supplier,
            supplier_name=row.supplier_name,
            number=row.number,
            due_date=row.due_date,
            amount=item.amount,
            currency=row.currency,
            age=item.age,
            voucher=row.voucher,
        )


class AgeOut(Shape):
    """The open items of one age."""

    days_past_due: str = Field(description='"not_due", or at least so many days past due: "0", "30", "60", "90".')
    sums: dict[str, Number] = Field(description="The sum in each currency.")


class PayablesOut(Shape):
    """The accounts-payable ledger."""

    on: date = Field(description="The day it is taken at.")
    items: list[OpenItemOut] = Field(description="The open items, by due date.")
    total: int = Field(description="How many there are.")
    sums: dict[str, Number] = Field(description="What is owed in each currency.")
    ageing: list[AgeOut] = Field(description="The same by days past due.")

    @classmethod
    def of(cls, payables: Payables, on: date) -> PayablesOut:
        """The shape of the ledger."""
        return cls(
            on=on,
            items=[OpenItemOut.of(item) for item in payables.items],
            total=payables.count,
            sums=dict(payables.sums),
            ageing=[AgeOut(days_past_due=label, sums=dict(sums)) for label, sums in payables.ageing],
        )


class SealedOut(Shape):
    """One entry of the archive log, chained to the entry before it."""

    seq: int = Field(description="Its place, from 1.")
    at: datetime = Field(description="When it was sealed, in UTC.")
    kind: str = Field(description='"received" for a document, "bundle" for an archived case.')
    case: str = Field(description="The case.")
    digest: str = Field(description="The SHA-256 of what was sealed.")
    retain_until: date | None = Field(description="The day until which it must be kept.")
    hash: str = Field(description="The hash over this entry and the one before.")


class FaultOut(Shape):
    """Something in the archive that is not what it was."""

    what: str = Field(description="Which thing: a digest, or a place in a chain.")
    fault: str = Field(description='"missing", "changed" or "chain".')


class ProofOut(Shape):
    """The result of proving the archive."""

    sound: bool = Field(description="Whether nothing is wrong.")
    documents: int = Field(description="How many sealed documents and bundles were looked at.")
    events: int = Field(description="How many events were looked at.")
    head: str = Field(description="The last hash of the archive log; keep it elsewhere to prove more later.")
    faults: list[FaultOut] = Field(description="What is wrong.")

    @classmethod
    def of(cls, proof: Proof) -> ProofOut:
        """The shape of a proof."""
        return cls(
            sound=not proof.faults,
            documents=proof.documents,
            events=proof.events,
            head=proof.head,
            faults=[FaultOut.model_validate(fault) for fault in proof.faults],
        )
