"""How the web application gets its doors: the wiring opens them once at start, a request asks for its desk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from kontera.actions.desk import Desk
from kontera.core.company import Company, Person
from kontera.core.errors import Forbidden, NotReady
from kontera.ports import Doors


@dataclass(slots=True)
class _Held:
    """What the wiring has handed in."""

    doors: Doors | None = None
    desk: Callable[[Person], Desk] | None = None
    mail_domain: str = ""
    folder: str = ""


_held = _Held()


def open_with(doors: Doors, runner: Any, mail_domain: str = "", folder: str = "") -> None:  # noqa: ANN401 - the runner's type lives in a room no face may name
    """Hand in the doors and the runner; called once by the wiring, before the first request."""
    _held.doors = doors
    _held.desk = lambda person: Desk(doors, runner, person)
    _held.mail_domain = mail_domain
    _held.folder = folder


def doors() -> Doors:
    """The open doors. Raises NotReady before the wiring has opened them."""
    if _held.doors is None:
        raise NotReady(reason="the application is starting")
    return _held.doors


def mail_address(company: Company) -> str:
    """The company's unique mail address; empty when it has none."""
    if not company.mailbox or not _held.mail_domain:
        return ""
    return f"{company.mailbox}@{_held.mail_domain}"


def watched_folder(company: Company) -> str:
    """The folder whose files are received for the company; empty when none is watched."""
    return f"{_held.folder}/{company.mailbox}" if company.mailbox and _held.folder else ""


def person_of(request: HttpRequest) -> Person | None:
    """Who is at work in which company, as the middleware found out."""
    person: Person | None = getattr(request, "person", None)
    return person


def desk_of(request: HttpRequest) -> Desk:
    """The desk of the person behind a request. Raises Forbidden for a stranger."""
    person = person_of(request)
    if person is None or _held.desk is None:
        raise Forbidden(person="-", reason="nobody is signed in")
    return _held.desk(person)


def company_of(request: HttpRequest) -> Company:
    """The company whose books the person has open."""
    person = person_of(request)
    if person is None:
        raise Forbidden(person="-", reason="nobody is signed in")
    return doors().boxes.open(person.company).company
