"""The books: open items, vouchers and the archive."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Query, Router

from kontera.actions import archive, report
from kontera.api.access import desk_of
from kontera.api.answers import ERRORS, counted
from kontera.api.shapes.asked import ArchiveAsked
from kontera.api.shapes.base import Listed, PageAsked
from kontera.api.shapes.case import CaseLineOut
from kontera.api.shapes.ledger import PayablesOut, ProofOut, SealedOut, VoucherOut
from kontera.core.case import State
from kontera.ports import View

router = Router(tags=["books"])

_KEPT = frozenset({State.ARCHIVED, State.CLOSED, State.PAID})


@router.get("/payables", response={200: PayablesOut, **ERRORS}, summary="Show the accounts-payable ledger")
def payables(request: HttpRequest) -> PayablesOut:
    """The open items of the accounts-payable ledger today, their sums and their ageing. Needs the scope *see*."""
    desk = desk_of(request)
    today = desk.doors.clock.today()
    return PayablesOut.of(report.payables(desk, today), today)


@router.get("/vouchers", response={200: Listed[VoucherOut], **ERRORS}, summary="List vouchers")
def vouchers(request: HttpRequest, asked: Query[PageAsked]) -> Listed[VoucherOut]:
    """Vouchers, newest first. The total is null until the last page is reached. Needs the scope *see*."""
    found = report.vouchers(desk_of(request), asked.limit + 1, asked.offset)
    page, total = counted(found, asked.limit, asked.offset)
    return Listed[VoucherOut](items=[VoucherOut.model_validate(one) for one in page], total=total)


@router.get("/archive", response={200: Listed[CaseLineOut], **ERRORS}, summary="Search the archive")
def search_archive(request: HttpRequest, asked: Query[ArchiveAsked]) -> Listed[CaseLineOut]:
    """Paid, archived and closed cases, newest first. Needs the scope *see*."""
    view = View(states=_KEPT, search=asked.search, limit=asked.limit, offset=asked.offset)
    found = report.inbox(desk_of(request), view)
    return Listed[CaseLineOut](items=[CaseLineOut.model_validate(row) for row in found.rows], total=found.total)


@router.get("/archive/log", response={200: Listed[SealedOut], **ERRORS}, summary="Show the archive log")
def archive_log(request: HttpRequest, asked: Query[PageAsked]) -> Listed[SealedOut]:
    """The append-only log of what was sealed, the oldest first. Needs the scope *see*."""
    found = report.sealed(desk_of(request))
    page = found[asked.offset : asked.offset + asked.limit]
    return Listed[SealedOut](items=[SealedOut.model_validate(entry) for entry in page], total=len(found))


@router.post("/archive/verify", response={200: ProofOut, **ERRORS}, summary="Prove the archive")
def verify_archive(request: HttpRequest) -> ProofOut:
    """Recompute the digest of everything sealed and every link of every chain. Changes nothing; needs *see*."""
    return ProofOut.of(archive.verify(desk_of(request)))
