"""Who the token acts for, and what it may do."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Router
from pydantic import Field

from kontera.actions.decide import may_act
from kontera.api.access import desk_of
from kontera.api.answers import ERRORS
from kontera.api.shapes.base import Shape
from kontera.core.company import Right, Role

router = Router(tags=["me"])


class CompanyOut(Shape):
    """The company whose books the token opens."""

    id: str = Field(description="Its id.")
    name: str = Field(description="Its name.")
    country: str = Field(description="ISO 3166-1 alpha-2.")
    currency: str = Field(description="The accounting currency, ISO 4217.")
    mailbox: str = Field(description="The local part of the mail address it receives invoices at.")


class MeOut(Shape):
    """Whom a token acts for."""

    id: str = Field(description="The person's id, as it stands in the audit trail.")
    name: str = Field(description="The person's name.")
    email: str = Field(description="The person's mail address.")
    company: CompanyOut = Field(description="The one company the token is for.")
    roles: list[Role] = Field(description="The person's roles there.")
    rights: list[Right] = Field(description="What the token may do: the rights of the roles, within its scopes.")


@router.get("", response={200: MeOut, **ERRORS}, summary="Show whom the token acts for")
def me(request: HttpRequest) -> MeOut:
    """The person, the company and the rights of this token. Needs no scope."""
    desk = desk_of(request)
    person, company = desk.person, desk.doors.boxes.open(desk.person.company).company
    named = CompanyOut(
        id=company.id,
        name=company.party.name,
        country=company.country,
        currency=company.currency,
        mailbox=company.mailbox,
    )
    return MeOut(
        id=person.id,
        name=person.name,
        email=person.email,
        company=named,
        roles=sorted(person.roles),
        rights=sorted(may_act(person)),
    )
