"""Who asks: a bearer token acts as one person in one company, within the token's scopes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, cast

from django.http import HttpRequest
from ninja.security import HttpBearer

from kontera.actions.access import ACCOUNTS, NOBODY, REVIEW, Need, admit
from kontera.actions.desk import Desk
from kontera.api.doors import desk_of_token
from kontera.core.company import Right

_LONGEST_TOKEN = 500

_SUPPLIER: Final = frozenset({Right.VERIFY, Right.SUPPLIERS})  # chosen for a case, or added to the register
NEEDS: Final[Mapping[str, Need]] = {
    "GET /me": None,
    "POST /documents": Right.RECEIVE,
    "GET /documents/refused": Right.SEE,
    "GET /cases": Right.SEE,
    "GET /cases/{case_id}": Right.SEE,
    "GET /cases/{case_id}/original": Right.SEE,
    "GET /cases/{case_id}/response": Right.SEE,
    "GET /cases/{case_id}/attachments/{number}": Right.SEE,
    "GET /cases/{case_id}/pages/{page}.png": Right.SEE,
    "PATCH /cases/{case_id}": Right.VERIFY,
    "POST /cases/{case_id}/supplier": _SUPPLIER,
    "PUT /cases/{case_id}/coding": Right.VERIFY,
    "POST /cases/{case_id}/paid-with": Right.VERIFY,
    "POST /cases/{case_id}/rate": Right.VERIFY,
    "POST /cases/{case_id}/verify": Right.VERIFY,
    "POST /cases/{case_id}/approve": Right.APPROVE,
    "POST /cases/{case_id}/release": REVIEW,
    "POST /cases/{case_id}/dispute": Right.APPROVE,
    "POST /cases/{case_id}/end-dispute": Right.APPROVE,
    "POST /cases/{case_id}/close": Right.VERIFY,
    "POST /cases/{case_id}/reopen": Right.VERIFY,
    "POST /cases/{case_id}/password": Right.VERIFY,
    "POST /cases/{case_id}/join": Right.VERIFY,
    "POST /cases/{case_id}/take-apart": Right.VERIFY,
    "POST /cases/{case_id}/comment": Right.SEE,
    "GET /approval/arrangement": Right.SEE,
    "POST /approval/arrangement": Right.MANAGE,
    "GET /approval/mine": Right.SEE,
    "GET /cases/{case_id}/approval": Right.SEE,
    "POST /cases/{case_id}/reject": Right.APPROVE,
    "POST /cases/{case_id}/question": Right.SEE,
    "POST /cases/{case_id}/answer": Right.SEE,
    "POST /cases/{case_id}/hold": REVIEW,
    "POST /cases/{case_id}/end-hold": REVIEW,
    "GET /cases/{case_id}/letter": Right.SEE,
    "POST /cases/{case_id}/letter": REVIEW,
    "GET /straight-through": Right.MANAGE,
    "POST /straight-through/trial": Right.MANAGE,
    "PUT /straight-through": Right.MANAGE,
    "POST /straight-through/off": Right.MANAGE,
    "POST /straight-through/suppliers/{supplier_id}/restore": Right.MANAGE,
    "GET /samples": Right.SEE,
    "POST /samples/{case_id}": Right.VERIFY,
    "GET /suppliers": Right.SEE,
    "POST /suppliers": Right.SUPPLIERS,
    "GET /suppliers/{supplier_id}": Right.SEE,
    "PUT /suppliers/{supplier_id}": Right.SUPPLIERS,
    "POST /suppliers/{supplier_id}/accounts/confirm": Right.APPROVE,
    "PUT /suppliers/{supplier_id}/related": Right.SUPPLIERS,
    "POST /suppliers/{supplier_id}/merge": Right.SUPPLIERS,
    "POST /suppliers/import": Right.SUPPLIERS,
    "GET /suppliers/account-changes": Right.SEE,
    "POST /suppliers/account-changes/{change_id}/confirm": ACCOUNTS,
    "POST /suppliers/account-changes/{change_id}/refuse": ACCOUNTS,
    "GET /suppliers/account-lists": Right.SEE,
    "POST /suppliers/account-lists": ACCOUNTS,
    "GET /suppliers/account-lists/candidates": Right.SEE,
    "POST /suppliers/account-lists/{list_id}/confirm": ACCOUNTS,
    "POST /suppliers/account-lists/{list_id}/let-go": ACCOUNTS,
    "GET /products": Right.SEE,
    "POST /products": Right.SUPPLIERS,
    "GET /products/{product_id}": Right.SEE,
    "PUT /products/{product_id}": Right.SUPPLIERS,
    "GET /outlays": Right.SEE,
    "POST /outlays/repay": Right.SETTLE,
    "GET /reports/{name}": Right.SEE,
    "GET /payables": Right.SEE,
    "POST /payables/opening": Right.VERIFY,
    "POST /cases/{case_id}/take-back": Right.VERIFY,
    "GET /vouchers": Right.SEE,
    "GET /vouchers/export": Right.SEE,
    "GET /chart": Right.SEE,
    "GET /chart/broken": Right.SEE,
    "PUT /chart/uses": Right.MANAGE,
    "GET /people": Right.MANAGE,
    "GET /hand-overs": Right.SEE,
    "POST /hand-overs": Right.VERIFY,
    "GET /hand-overs/{number}/file": Right.SEE,
    "GET /payments/due": Right.SEE,
    "GET /payments/batches": Right.SEE,
    "POST /payments/batches": Right.PAY,
    "GET /payments/batches/{batch_id}": Right.SEE,
    "GET /payments/batches/{batch_id}/file": Right.SEE,
    "POST /payments/batches/{batch_id}/release": Right.PAY,
    "POST /payments/batches/{batch_id}/settle": Right.SETTLE,
    "POST /payments/batches/{batch_id}/cancel": Right.PAY,
    "GET /archive": Right.SEE,
    "GET /archive/log": Right.SEE,
    "POST /archive/verify": Right.SEE,
}
"""What each route needs of whom the token acts for; what stands not here is refused to everybody."""


def need_of(method: str, route: str) -> Need:
    """What a request needs, by its method and the route it was matched by (".../v1/cases/<case_id>")."""
    address = route.partition("v1/")[2].replace("<", "{").replace(">", "}")
    return NEEDS.get(f"{method} /{address}", NOBODY)


class Token(HttpBearer):
    """`Authorization: Bearer TOKEN`; cookies are not looked at, so a web page elsewhere cannot act here."""

    def authenticate(self, request: HttpRequest, token: str) -> Desk | None:
        """The desk of whom the token acts for; None refuses the request. Raises Forbidden where the route's need is."""
        if not token or len(token) > _LONGEST_TOKEN:
            return None
        desk = desk_of_token(token)
        if desk is not None:
            matched = request.resolver_match
            admit(desk.person, need_of(request.method or "", matched.route if matched else ""))
        return desk


def desk_of(request: HttpRequest) -> Desk:
    """The desk of the person whose token came with the request."""
    return cast("Desk", request.auth)  # type: ignore[attr-defined]  # ninja sets it to what `authenticate` gave


def acting_desk(request: HttpRequest) -> Desk:
    """The same, for an act that answers with the case: who may not see it is refused before the act, not after."""
    desk = desk_of(request)
    desk.ask(Right.SEE)
    return desk
