"""Who asks: a bearer token acts as one person in one company, within the token's scopes."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest
from ninja.security import HttpBearer

from kontera.actions.desk import Desk
from kontera.api.doors import desk_of_token
from kontera.core.company import Right

_LONGEST_TOKEN = 500


class Token(HttpBearer):
    """`Authorization: Bearer TOKEN`; cookies are not looked at, so a web page elsewhere cannot act here."""

    def authenticate(self, request: HttpRequest, token: str) -> Desk | None:  # noqa: ARG002 - the framework's signature
        """The desk of whom the token acts for; None refuses the request."""
        if not token or len(token) > _LONGEST_TOKEN:
            return None
        return desk_of_token(token)


def desk_of(request: HttpRequest) -> Desk:
    """The desk of the person whose token came with the request."""
    return cast("Desk", request.auth)  # type: ignore[attr-defined]  # ninja sets it to what `authenticate` gave


def acting_desk(request: HttpRequest) -> Desk:
    """The same, for an act that answers with the case: who may not see it is refused before the act, not after."""
    desk = desk_of(request)
    desk.ask(Right.SEE)
    return desk
