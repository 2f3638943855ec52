"""What every page shows around its own content: the person, the rooms with counts, the company, what was told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kontera.actions import account_change, approve, report, straight
from kontera.actions.decide import may_act
from kontera.core.case import State
from kontera.core.company import Company, Person, Right
from kontera.web.doors import company_of, desk_of, mail_address, person_of, watched_folder
from kontera.web.telling import notices


@dataclass(frozen=True, slots=True)
class Room:
    """One room of the left rail."""

    name: str
    label: str | Promise
    icon: str
    states: tuple[State, ...] = ()

    @property
    def daily(self) -> bool:
        """Whether it is among the few that stand in the bar of a narrow screen."""
        return self.name in _DAILY


_DAILY: Final = frozenset({"start", "inbox", "approvals", "payments"})
ROOMS: Final = (
    Room("start", _("Start"), "layout-dashboard"),
    Room("inbox", _("Inbox"), "inbox", (State.WORKING, State.VERIFY, State.APPROVE, State.DISPUTED)),
    Room("approvals", _("To approve"), "stamp"),
    Room("samples", _("Samples"), "scan-eye"),
    Room("payments", _("To pay"), "wallet", (State.PAY,)),
    Room("suppliers", _("Suppliers"), "building-2"),
    Room("products", _("Products"), "package"),
    Room("ledger", _("Accounts payable ledger"), "book-open"),
    Room("vouchers", _("Vouchers"), "receipt-text"),
    Room("reports", _("Reports"), "chart-column"),
    Room("archive", _("Archive"), "archive"),
    Room("reception", _("Reception"), "mail-open"),
    Room("settings", _("Settings"), "settings"),
)


_COUNTED: Final = frozenset(state for room in ROOMS for state in room.states)


@dataclass(frozen=True, slots=True)
class Door:
    """A room as the rail shows it now."""

    url: str
    label: str | Promise
    icon: str
    count: int
    here: bool
    daily: bool


def frame(request: HttpRequest) -> dict[str, object]:
    """The context of every template; a stranger and a fragment get less."""
    person = person_of(request)
    if person is None:
        return {"person": None, "notices": notices(request) if hasattr(request, "session") else ()}
    if request.headers.get("HX-Request") or not person.may(Right.SEE):
        return {"person": person, "may": {right.value: True for right in may_act(person)}}
    company = company_of(request)
    return {
        "person": person,
        "may": {right.value: True for right in may_act(person)},
        "company": company,
        "companies": _companies(request),
        "mail_address": mail_address(company),
        "watched_folder": watched_folder(company),
        "rooms": _doors(request, report.states(desk_of(request), _COUNTED)),
        "notices": notices(request),
    }


def _doors(request: HttpRequest, states: Mapping[State, int]) -> tuple[Door, ...]:
    here = request.resolver_match.url_name if request.resolver_match else ""
    path = request.path
    made = []
    for room in ROOMS:
        url = reverse(f"web:{room.name}")
        inside = here == room.name or (room.name != "start" and path.startswith(url))
        if room.name == "inbox" and path.startswith("/cases/"):
            inside = True
        count = account_change.waiting(desk_of(request)) if room.name == "suppliers" else 0
        count += approve.count_mine(desk_of(request)) if room.name == "approvals" else 0
        if room.name == "samples":
            count = straight.count_waiting(desk_of(request)) if desk_of(request).person.may(Right.VERIFY) else 0
            if not count and not inside:
                continue
        count += sum(states.get(s, 0) for s in room.states)
        made.append(Door(url, room.label, room.icon, count, inside, room.daily))
    return tuple(made)


def _companies(request: HttpRequest) -> tuple[Company, ...]:
    people: tuple[Person, ...] = getattr(request, "people", ())
    return tuple(desk_of(request).doors.boxes.open(person.company).company for person in people)
