"""Many payee accounts of an imported register, confirmed together by two people: what may be listed, and the lists."""

from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest
from ninja import Path, Query, Router, Status

from kontera.actions import account_lists
from kontera.api.access import acting_desk, desk_of
from kontera.api.answers import ERRORS
from kontera.api.shapes.account_list import (
    AccountListOut,
    CandidateOut,
    CandidatesAsked,
    CandidatesOut,
    ListConfirmed,
    ListProposed,
)
from kontera.api.shapes.asked import Because
from kontera.api.shapes.base import Listed, PageAsked

router = Router(tags=["suppliers"])

ListId = Annotated[str, Path(max_length=100, description="The id of the list.")]


@router.get("", response={200: Listed[AccountListOut], **ERRORS}, summary="List the lists of accounts")
def list_account_lists(request: HttpRequest, asked: Query[PageAsked]) -> Listed[AccountListOut]:
    """The lists of accounts that are confirmed together, the newest first. Needs the scope *see*."""
    found = account_lists.lists(desk_of(request))
    page = found[asked.offset : asked.offset + asked.limit]
    return Listed[AccountListOut](items=[AccountListOut.of(one) for one in page], total=len(found))


@router.get("/candidates", response={200: CandidatesOut, **ERRORS}, summary="List accounts nobody has confirmed")
def list_candidates(request: HttpRequest, asked: Query[CandidatesAsked]) -> CandidatesOut:
    """The accounts nobody has confirmed, by the supplier's name; those on an open list are left out.

    `why_not` says why an account cannot be on a list of whom the token acts for. Needs the scope *see*.
    """
    found = account_lists.candidates(desk_of(request), asked.search, asked.limit, asked.offset)
    items = [CandidateOut.of(one) for one in found.found]
    return CandidatesOut(items=items, total=found.total, people=found.people)


@router.post("", response={201: AccountListOut, **ERRORS}, summary="Propose a list of accounts")
def propose(request: HttpRequest, asked: ListProposed) -> Status[AccountListOut]:
    """Put accounts on a list, having compared them with a source of one's own. Needs *approve* or *suppliers*.

    The list waits for another person. What is not fit for a list is left out; when nothing is left, or without a
    source, it answers 409. Who imported the accounts cannot list them.
    """
    made = account_lists.propose(acting_desk(request), asked.chosen(), asked.word())
    return Status(201, AccountListOut.of(made))


@router.post("/{list_id}/confirm", response={200: AccountListOut, **ERRORS}, summary="Confirm a list of accounts")
def confirm(request: HttpRequest, list_id: ListId, asked: ListConfirmed) -> AccountListOut:
    """Give one's own word for a list that another made: its accounts are trusted then. Needs *approve* or *suppliers*.

    One of the two must have the right to approve, and who made the list is refused (403). Accounts that you imported
    yourself are left out. When nothing is left, without a source, or when the list is closed, it answers 409.
    """
    made = account_lists.confirm(acting_desk(request), list_id, asked.word(), asked.left_out())
    return AccountListOut.of(made)


@router.post("/{list_id}/let-go", response={200: AccountListOut, **ERRORS}, summary="Let a list of accounts go")
def let_go(request: HttpRequest, list_id: ListId, asked: Because) -> AccountListOut:
    """Close a list without confirming it: its accounts wait as before. Needs *approve* or *suppliers*."""
    return AccountListOut.of(account_lists.let_go(acting_desk(request), list_id, asked.reason))
