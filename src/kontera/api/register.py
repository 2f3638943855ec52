"""The supplier register: list, show, add, change, and confirm an account."""

from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest
from ninja import Path, Query, Router, Status
from pydantic import Field

from kontera.actions import account_change, related, report, supplier_import, supplier_merge, supplier_page, suppliers
from kontera.api.access import acting_desk, desk_of
from kontera.api.answers import ERRORS, SupplierId
from kontera.api.shapes.asked import Because
from kontera.api.shapes.base import Asked, Listed, PageAsked, Shape, Text
from kontera.api.shapes.case import CaseLineOut, HappenedOut
from kontera.api.shapes.party import AccountChangeOut, Confirmation, SupplierIn, SupplierOut, VouchIn
from kontera.ports import RegisterView

router = Router(tags=["suppliers"])


ChangeId = Annotated[str, Path(max_length=100, description="The id of the account change.")]


class ImportAsked(Asked):
    """How a file is taken in."""

    dry: bool = Field(default=False, description="Tell only what would change.")


class FaultOut(Shape):
    """What is wrong with one value of the file."""

    row: int = Field(description="The row in the file, from 1.")
    column: str = Field(description="The column's heading.")
    text: str = Field(description="The value.")
    code: str = Field(description="A stable code.")
    message: str = Field(description="What is wrong.")


class ImportOut(Shape):
    """What taking in a file did, or would do."""

    done: bool = Field(description="Whether it was taken in.")
    new: int = Field(description="Suppliers that are new.")
    changed: int = Field(description="Suppliers that change.")
    same: int = Field(description="Rows that change nothing.")
    unknown: list[str] = Field(description="Columns nobody knows.")
    faults: list[FaultOut] = Field(description="What is wrong; with one fault nothing is taken in.")

    @classmethod
    def of(cls, plan: supplier_import.Plan, *, done: bool) -> ImportOut:
        """From the plan."""
        faults = [
            FaultOut(row=one.row, column=one.column, text=one.text, code=one.error.code, message=str(one.error))
            for one in plan.faults
        ]
        return cls(
            done=done,
            new=plan.new,
            changed=plan.changed,
            same=plan.same,
            unknown=list(plan.table.unknown),
            faults=faults,
        )


class Merging(Asked):
    """Which record goes."""

    gone: Text = Field(min_length=1, description="The id of the record that becomes part of this one.")


class Relating(Asked):
    """Which of our people are close to a supplier."""

    people: list[Text] = Field(max_length=200, description="Their ids, as GET /people or the audit trail has them.")
    why: Text = Field("", description="In what way.")


class SupplierFullOut(SupplierOut):
    """A supplier with its invoices and the history of its record."""

    cases: list[CaseLineOut] = Field(description="Its latest invoices.")
    history: list[HappenedOut] = Field(description="The changes of its record, the oldest first.")


class RegisterAsked(PageAsked):
    """Which part of the register is wanted."""

    search: Text = Field("", description="Words of the name, a number or an account.")
    sort: Text = Field("name", description="*name*, *number* or *organisation*; a hyphen before it turns the order.")


@router.get("", response={200: Listed[SupplierOut], **ERRORS}, summary="List suppliers")
def list_suppliers(request: HttpRequest, asked: Query[RegisterAsked]) -> Listed[SupplierOut]:
    """The register, by name. Needs the scope *see*."""
    view = RegisterView(asked.search, asked.sort, asked.limit, asked.offset)
    page, total = supplier_page.register(desk_of(request), view)
    return Listed[SupplierOut](items=[SupplierOut.model_validate(one) for one in page], total=total)


@router.post(
    "/import",
    response={200: ImportOut, **ERRORS},
    summary="Import suppliers",
    openapi_extra={
        "requestBody": {"content": {"text/csv": {"schema": {"type": "string", "format": "binary"}}}, "required": True}
    },
)
def import_suppliers(request: HttpRequest, asked: Query[ImportAsked]) -> ImportOut:
    """Take in a register from a CSV file, sent as the body: all of it or nothing. Needs *see* and *suppliers*.

    With `dry` only what would change is told. Answers 200 with `faults` when values are wrong: then nothing was done.
    """
    desk = acting_desk(request)
    data = request.read(supplier_import.MOST_BYTES + 1)  # one byte more tells that it is too large
    plan = supplier_import.plan(desk, data)
    if not asked.dry and not plan.faults:
        plan = supplier_import.take_in(desk, data, plan.token)
    return ImportOut.of(plan, done=not asked.dry and not plan.faults)


@router.get("/account-changes", response={200: Listed[AccountChangeOut], **ERRORS}, summary="List account changes")
def list_account_changes(request: HttpRequest, asked: Query[PageAsked]) -> Listed[AccountChangeOut]:
    """New and changed payee accounts, the open ones first. Needs the scope *see*."""
    found = account_change.changes(desk_of(request))
    page = found[asked.offset : asked.offset + asked.limit]
    items = [AccountChangeOut.model_validate(change) for change, _supplier in page]
    return Listed[AccountChangeOut](items=items, total=len(found))


@router.post(
    "/account-changes/{change_id}/confirm", response={200: AccountChangeOut, **ERRORS}, summary="Vouch for an account"
)
def vouch(request: HttpRequest, change_id: ChangeId, asked: VouchIn) -> AccountChangeOut:
    """Say that the account is the supplier's, having asked through a channel on file. Needs *approve* or *suppliers*.

    Two different people must; who entered the account is neither of them (403). A channel that was not on file
    answers 409.
    """
    word = account_change.Word(asked.channel, asked.contact, asked.note)
    return AccountChangeOut.model_validate(account_change.vouch(acting_desk(request), change_id, word))


@router.post(
    "/account-changes/{change_id}/refuse", response={200: AccountChangeOut, **ERRORS}, summary="Refuse an account"
)
def refuse(request: HttpRequest, change_id: ChangeId, asked: Because) -> AccountChangeOut:
    """The account is not the supplier's: it is blocked. Needs *approve* or *suppliers*."""
    return AccountChangeOut.model_validate(account_change.refuse(acting_desk(request), change_id, asked.reason))


@router.get("/{supplier_id}", response={200: SupplierFullOut, **ERRORS}, summary="Show a supplier")
def show_supplier(request: HttpRequest, supplier_id: SupplierId) -> SupplierFullOut:
    """A supplier with its invoices and the history of its record. Needs the scope *see*."""
    supplier, rows, history = report.supplier(desk_of(request), supplier_id)
    return SupplierFullOut.model_validate(
        {
            **dict(SupplierOut.model_validate(supplier)),
            "cases": [CaseLineOut.model_validate(row) for row in rows],
            "history": [HappenedOut.of(noted, {}) for noted in history],
        }
    )


@router.post("", response={201: SupplierOut, **ERRORS}, summary="Add a supplier")
def add_supplier(request: HttpRequest, asked: SupplierIn) -> Status[SupplierOut]:
    """Add a supplier; its id is made from its numbers. Needs the scopes *see* and *suppliers*.

    Answers 409 when a supplier with these numbers stands in the register. Its accounts are new: nothing is paid to
    them until they are confirmed.
    """
    desk = acting_desk(request)
    party = asked.party()
    saved = suppliers.save(desk, asked.supplier(suppliers.identity(party)), asked.why, seen=0)
    return Status(201, SupplierOut.model_validate(saved))


@router.put("/{supplier_id}", response={200: SupplierOut, **ERRORS}, summary="Change a supplier")
def change_supplier(request: HttpRequest, supplier_id: SupplierId, asked: SupplierIn) -> SupplierOut:
    """Replace a supplier's record; accounts keep the trust they have. Needs the scopes *see* and *suppliers*."""
    desk = acting_desk(request)
    before, _rows, _history = report.supplier(desk, supplier_id)
    saved = suppliers.save(desk, asked.supplier(supplier_id, before), asked.why)
    return SupplierOut.model_validate(saved)


@router.put("/{supplier_id}/related", response={200: SupplierOut, **ERRORS}, summary="Say who is close to a supplier")
def relate(request: HttpRequest, supplier_id: SupplierId, asked: Relating) -> SupplierOut:
    """Who of our people is close to the supplier: they approve none of its invoices. Needs *see* and *suppliers*.

    Nobody takes away their own name (403).
    """
    return SupplierOut.model_validate(related.relate(acting_desk(request), supplier_id, asked.people, asked.why))


@router.post("/{supplier_id}/accounts/confirm", response={200: SupplierOut, **ERRORS}, summary="Confirm an account")
def confirm_account(request: HttpRequest, supplier_id: SupplierId, asked: Confirmation) -> SupplierOut:
    """Vouch for an account of a supplier, in the account's own case. Needs the scope *approve*.

    Two different people must; the account is then trusted. Who entered it is neither of them (403); a channel that was
    not on file answers 409.
    """
    word = account_change.Word(asked.channel, asked.contact, asked.why)
    saved = suppliers.confirm_account(desk_of(request), supplier_id, asked.account.account(), word)
    return SupplierOut.model_validate(saved)


@router.post("/{supplier_id}/merge", response={200: SupplierOut, **ERRORS}, summary="Merge two suppliers")
def merge(request: HttpRequest, supplier_id: SupplierId, asked: Merging) -> SupplierOut:
    """Join another record into this one; its open invoices go over, no account is trusted by it. Needs *suppliers*."""
    return SupplierOut.model_validate(supplier_merge.merge(acting_desk(request), supplier_id, asked.gone))
