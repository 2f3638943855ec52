"""The supplier register: list, show, add, change, and confirm an account."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Query, Router, Status
from pydantic import Field

from kontera.actions import report, suppliers
from kontera.api.access import acting_desk, desk_of
from kontera.api.answers import ERRORS, SupplierId
from kontera.api.shapes.base import Listed, PageAsked
from kontera.api.shapes.case import CaseLineOut, HappenedOut
from kontera.api.shapes.party import Confirmation, SupplierIn, SupplierOut
from kontera.core.errors import Conflict, NotFound

router = Router(tags=["suppliers"])


class SupplierFullOut(SupplierOut):
    """A supplier with its invoices and the history of its record."""

    cases: list[CaseLineOut] = Field(description="Its latest invoices.")
    history: list[HappenedOut] = Field(description="The changes of its record, the oldest first.")


@router.get("", response={200: Listed[SupplierOut], **ERRORS}, summary="List suppliers")
def list_suppliers(request: HttpRequest, asked: Query[PageAsked]) -> Listed[SupplierOut]:
    """The register, by name. Needs the scope *see*."""
    found = report.suppliers(desk_of(request))
    page = found[asked.offset : asked.offset + asked.limit]
    return Listed[SupplierOut](items=[SupplierOut.model_validate(one) for one in page], total=len(found))


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
    supplier_id = suppliers.identity(asked.party())
    if any(known.id == supplier_id for known in report.suppliers(desk)):
        raise Conflict(who=supplier_id)
    saved = suppliers.save(desk, asked.supplier(supplier_id), asked.why)
    return Status(201, SupplierOut.model_validate(saved))


@router.put("/{supplier_id}", response={200: SupplierOut, **ERRORS}, summary="Change a supplier")
def change_supplier(request: HttpRequest, supplier_id: SupplierId, asked: SupplierIn) -> SupplierOut:
    """Replace a supplier's record; accounts keep the trust they have. Needs the scopes *see* and *suppliers*."""
    desk = acting_desk(request)
    before = next((known for known in report.suppliers(desk) if known.id == supplier_id), None)
    if before is None:
        raise NotFound(what=supplier_id)
    saved = suppliers.save(desk, asked.supplier(supplier_id, before.party), asked.why)
    return SupplierOut.model_validate(saved)


@router.post("/{supplier_id}/accounts/confirm", response={200: SupplierOut, **ERRORS}, summary="Confirm an account")
def confirm_account(request: HttpRequest, supplier_id: SupplierId, asked: Confirmation) -> SupplierOut:
    """Trust an account of a supplier from now on, for a reason. Needs the scope *approve*."""
    saved = suppliers.confirm_account(desk_of(request), supplier_id, asked.account.account(), asked.why)
    return SupplierOut.model_validate(saved)
