"""Open supplier invoices of earlier books: a file looked at, or brought forward."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest
from ninja import Query, Router, Status
from pydantic import Field

from kontera.actions import opening_payables
from kontera.actions.opening_payables import Asked as File
from kontera.actions.opening_payables import Plan
from kontera.actions.opening_rows import Judged
from kontera.api.access import acting_desk
from kontera.api.answers import ERRORS, CaseId
from kontera.api.shapes.asked import Because
from kontera.api.shapes.base import AmountIn, Asked, Number, Shape, Text
from kontera.core.document import Channel

router = Router(tags=["books"])


class OpeningAsked(Asked):
    """How a file is taken in."""

    dry: bool = Field(default=False, description="Tell only what would be brought forward.")
    on: date | None = Field(None, description="The last day booked in the earlier books; none: today, or the file's.")
    balance: AmountIn | None = Field(None, description="The debt on the payables account that day, to compare with.")
    leave_out: bool = Field(default=False, description="Bring the others forward where rows are wrong.")
    name: Text = Field("", description="The file's name.")


class RowFaultOut(Shape):
    """What is wrong with one row."""

    column: str = Field(description="Which of the columns.")
    code: str = Field(description="A stable code.")
    message: str = Field(description="What is wrong.")


class OpeningRowOut(Shape):
    """One row of the file."""

    row: int = Field(description="The row in the file, from 1.")
    supplier: str = Field(description="The supplier's id; empty when nobody was found.")
    number: str = Field(description="The invoice number.")
    ready: bool = Field(description="Whether it can be brought forward.")
    case: str = Field(description="The case it was brought forward as before; empty: none.")
    assumed: list[str] = Field(description="Values that the row does not state.")
    faults: list[RowFaultOut] = Field(description="What is wrong with it.")

    @classmethod
    def of(cls, one: Judged) -> OpeningRowOut:
        """From the judged row."""
        return cls(
            row=one.row,
            supplier=one.supplier.id if one.supplier is not None else "",
            number=one.values.get("number", ""),
            ready=one.ready,
            case=one.case,
            assumed=list(one.item.assumed) if one.item is not None else [],
            faults=[RowFaultOut(column=at, code=error.code, message=str(error)) for at, error in one.faults],
        )


class OpeningOut(Shape):
    """What taking in a file did, or would do; `rows` are those that are wrong or were there before."""

    brought: int = Field(description="How many were brought forward.")
    on: date = Field(description="The day of the earlier books.")
    account: str = Field(description="The account their debt stands on.")
    ready: int = Field(description="Rows that can be brought forward.")
    wrong: int = Field(description="Rows that cannot.")
    there: int = Field(description="Rows that were brought forward before.")
    amount: Number = Field(description="The debt of the rows that are ready, in the company's currency.")
    balance: Number | None = Field(description="The debt by the earlier books, where it is known.")
    difference: Number | None = Field(description="What the ledger would exceed them by.")
    rows: list[OpeningRowOut] = Field(description="The rows that are not ready.")

    @classmethod
    def of(cls, plan: Plan, brought: int = 0) -> OpeningOut:
        """From the plan."""
        return cls(
            brought=brought,
            on=plan.on,
            account=plan.account,
            ready=len(plan.ready),
            wrong=len(plan.wrong),
            there=len(plan.there),
            amount=plan.amount,
            balance=plan.balance,
            difference=plan.difference,
            rows=[OpeningRowOut.of(one) for one in (*plan.wrong, *plan.there)],
        )


@router.post(
    "/payables/opening",
    response={200: OpeningOut, **ERRORS},
    summary="Bring open invoices forward",
    openapi_extra={
        "requestBody": {
            "content": {
                "text/csv": {"schema": {"type": "string", "format": "binary"}},
                "application/octet-stream": {"schema": {"type": "string", "format": "binary"}},
            },
            "required": True,
        }
    },
)
def bring_forward(request: HttpRequest, asked: Query[OpeningAsked]) -> OpeningOut:
    """Open invoices of the books kept before, from a CSV or SIE file sent as the body. Needs *see* and *verify*.

    With `dry` only what would come is told. While rows are wrong nothing is done (422), unless `leave_out`. The same
    invoice is brought forward once. A supplier who is not in the register comes into it with the scope *suppliers*.
    """
    desk = acting_desk(request)
    data = request.read(opening_payables.MOST_BYTES + 1)  # one byte more tells that it is too large
    file = File(data, asked.name, asked.on, balance=asked.balance)
    plan = opening_payables.plan(desk, file)
    if asked.dry:
        return OpeningOut.of(plan)
    done = opening_payables.take_in(desk, file, plan.token, leave_out=asked.leave_out, channel=Channel.API)
    return OpeningOut.of(plan, done.count)


@router.post("/cases/{case_id}/take-back", response={204: None, **ERRORS}, summary="Take back what was brought forward")
def take_back(request: HttpRequest, case_id: CaseId, asked: Because) -> Status[None]:
    """It was brought forward by mistake: the ledger is as if it had never been. Needs *see* and *verify*."""
    opening_payables.take_back(acting_desk(request), case_id, asked.reason)
    return Status(204, None)
