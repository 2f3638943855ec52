"""What a caller sends about one case: values, the supplier, and decisions."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import Field, SecretStr, model_validator

from kontera.api.shapes.base import Asked, PageAsked, Reason, Shape, Text, Words
from kontera.core.case import Queue, State
from kontera.core.means import PaidWith

Path = Annotated[str, Field(min_length=1, max_length=200)]


class CasesAsked(PageAsked):
    """Which cases are wanted, in which order."""

    state: list[State] = Field(default=[], description="Only cases in these states; may be given several times.")
    queue: Queue | None = Field(None, description="Only cases in this queue of the inbox.")
    search: Text = Field("", description="Words, an invoice number, a reference or an amount.")
    supplier: Text = Field("", description="Only cases of the supplier with this id.")
    sort: str = Field(
        "-received",
        max_length=40,
        pattern=r"^-?[a-z_]+$",
        description=(
            "The field to sort by, with a minus for downward: received, supplier_name, number, issue_date, due_date, "
            "payable, open_amount, state, queue, booked_on, voucher, file_name or type."
        ),
    )


class ArchiveAsked(PageAsked):
    """Which archived cases are wanted."""

    search: Text = Field("", description="Words, an invoice number, a reference or an amount.")


class Correction(Asked):
    """Values of the invoice to be set."""

    values: dict[Path, Words] = Field(
        min_length=1,
        max_length=500,
        description=(
            "Values by path, as text: dates ISO 8601, decimals with a point, accounts as scheme:number. "
            "An empty text takes the value away; an index one past the end adds an item."
        ),
        examples=[{"totals.payable": "1250.00", "due_date": "2026-12-02", "payment.accounts[0]": "bankgiro:9912346"}],
    )
    revision: int = Field(ge=0, description="The revision you saw; another person's later change of a value conflicts.")


class Revised(Shape):
    """The case after a correction."""

    id: str = Field(description="Its id.")
    revision: int = Field(description="Its new revision.")


class SupplierChoice(Asked):
    """Which supplier the invoice is from: one of the register, or as the invoice names it."""

    supplier: Text = Field("", description="The id of a supplier of the register.")
    add: bool = Field(default=False, description="True to take the seller into the register, as the invoice names it.")

    @model_validator(mode="after")
    def one_of_both(self) -> Self:
        """Refuse what names both or neither."""
        if bool(self.supplier) == self.add:
            raise ValueError("name a supplier, or say add: true")
        return self


class Opening(Asked):
    """The password of a locked document."""

    password: SecretStr = Field(min_length=1, max_length=200, description="It is used once and kept nowhere.")


class MeansIn(Asked):
    """What a receipt was paid with."""

    means: PaidWith = Field(description="The company's account, its card, or a person's own money.")
    person: Text = Field("", description="Who laid out the money: needed for a person's own.")


class RateIn(Asked):
    """The rate to book at."""

    rate: Annotated[Decimal, Field(gt=0, max_digits=18, decimal_places=10)] = Field(
        description="Units of the company's currency for one of the invoice's."
    )


class Verification(Asked):
    """What was compared with the document."""

    seen: list[Literal["picture", "account", "totals"]] = Field(
        default=[], max_length=3, description="All three are needed for a document that was read from paper or a PDF."
    )


class Approval(Asked):
    """An approval for payment."""

    comment: Words = Field("", description="A comment for the trail.")


class Release(Asked):
    """The release of a stop."""

    finding: str = Field(min_length=1, max_length=2000, description="The key of the finding.")
    reason: Reason = Field(description="Why the payment may go on.")


class Because(Asked):
    """An act that needs a reason."""

    reason: Reason = Field(description="Why.")


class Closing(Asked):
    """Why a case is taken out of the way."""

    reason: Literal["not_invoice", "duplicate", "rejected"] = Field(description="Why.")
    comment: Words = Field("", description="More about it, for the trail.")


class Joining(Asked):
    """The cases whose pages follow, in this order."""

    others: list[Annotated[str, Field(min_length=1, max_length=64)]] = Field(
        min_length=1, max_length=100, alias="with", description="The cases whose pages follow those of this one."
    )


class Parting(Asked):
    """Why a joined invoice is taken apart."""

    why: Words = Field("", description="Why, for the trail.")


class Remark(Asked):
    """A comment."""

    text: Reason = Field(description="The comment.")
