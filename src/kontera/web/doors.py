"""How the web application gets its doors: the wiring opens them once at start, a request asks for its desk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, cast

from django.http import HttpRequest

from kontera.actions.desk import Desk
from kontera.core.company import Company, Person
from kontera.core.errors import Forbidden, NotReady
from kontera.ports import Box, Boxes, Doors


@dataclass(slots=True)
class _Held:
    """What the wiring has handed in."""

    doors: Doors | None = None
    desk: Callable[[Person, Doors], Desk] | None = None
    mail_domain: str = ""
    folder: str = ""
    first_code: str = ""


_held = _Held()


def open_with(doors: Doors, runner: Any, mail_domain: str = "", folder: str = "", first_code: str = "") -> None:  # noqa: ANN401 - the runner's type lives in a room no face may name
    """Hand in the doors and the runner; called once by the wiring, before the first request."""
    _held.doors = doors
    _held.desk = lambda person, seen: Desk(seen, runner, person)
    _held.mail_domain = mail_domain
    _held.folder = folder
    _held.first_code = first_code


def doors() -> Doors:
    """The open doors. Raises NotReady before the wiring has opened them."""
    if _held.doors is None:
        raise NotReady(reason="the application is starting")
    return _held.doors


def mail_domain() -> str:
    """The part after @ of the addresses that receive invoices."""
    return _held.mail_domain


def setup_code() -> str:
    """The code that lets somebody set up a fresh installation; empty when none was handed in."""
    return _held.first_code


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
    return _held.desk(person, _seen_by(request))


def company_of(request: HttpRequest) -> Company:
    """The company whose books the person has open."""
    person = person_of(request)
    if person is None:
        raise Forbidden(person="-", reason="nobody is signed in")
    return _seen_by(request).boxes.open(person.company).company


class _Opened:
    """All companies, each opened once: a page that only reads asks for its own a dozen times."""

    def __init__(self, boxes: Boxes) -> None:
        self._boxes = boxes
        self._open: dict[str, Box] = {}

    def open(self, company: str) -> Box:
        """The books of one company. Raises NotFound."""
        if company not in self._open:
            self._open[company] = self._boxes.open(company)
        return self._open[company]

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever else the boxes can do
        return getattr(self._boxes, name)


def _seen_by(request: HttpRequest) -> Doors:
    """The doors for one request; what a request changes it must see, so only one that reads keeps what it opened."""
    if request.method not in {"GET", "HEAD"}:
        return doors()
    seen: Doors | None = getattr(request, "seen", None)
    if seen is None:
        seen = replace(doors(), boxes=cast("Boxes", _Opened(doors().boxes)))
        request.seen = seen  # type: ignore[attr-defined] # an attribute of ours: a request has no place for one
    return seen
