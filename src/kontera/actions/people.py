"""People: who works in a company and as what, how somebody gets in, and the tokens that act for them."""

from __future__ import annotations

import re
from typing import Final

from kontera.actions.desk import Desk
from kontera.core.company import Colleague, IssuedToken, Person, PersonAct, Right, Role
from kontera.core.errors import Forbidden, InvalidValue, KonteraError, NotFound, NotReady
from kontera.core.event import Noted, PersonChanged
from kontera.ports import Doors

STREAM: Final = "people"
_EMAIL: Final = re.compile(r"[^\s@<>\"',;]+@[^\s@<>\"',;]+\.[^\s@<>\"',;.]{2,}")
_LONGEST: Final = 200


class LastAdministrator(KonteraError):
    """Somebody must be left who keeps people and settings."""

    code, status, exit_code = "people.last_administrator", 409, 4
    msgid = "{name} is the only administrator left. Make somebody else administrator first."


class NoRole(InvalidValue):
    """Somebody without a role may do nothing here."""

    msgid = "Choose at least one role."


def sign_in_address(doors: Doors, base_url: str, email: str) -> str:
    """A web address that signs somebody in once, for a short time. Raises NotFound for a stranger."""
    return f"{base_url}/sign-in/link/{doors.people.sign_in_link(email)}"


def staff(desk: Desk) -> tuple[Colleague, ...]:
    """Everybody of the company, by name."""
    return desk.doors.people.staff(desk.ask(Right.MANAGE).company.id)


def tokens(desk: Desk) -> tuple[IssuedToken, ...]:
    """The company's tokens, newest first."""
    return desk.doors.people.tokens(desk.ask(Right.MANAGE).company.id)


def history(desk: Desk) -> tuple[Noted, ...]:
    """What was changed about people, oldest first."""
    return desk.ask(Right.MANAGE).history(STREAM)


def add(desk: Desk, email: str, name: str, roles: frozenset[Role]) -> Person:
    """Add somebody, or give somebody who is there other roles. Raises InvalidValue, NoRole, LastAdministrator."""
    company = desk.ask(Right.MANAGE).company.id
    address, called = valid_email(email), " ".join(name.split())
    if not called or len(called) > _LONGEST:
        raise InvalidValue(value=name, field="name")
    if not roles:
        raise NoRole
    if any(one.person.email == address for one in desk.doors.people.staff(company)):
        return set_roles(desk, address, roles)
    made = desk.doors.people.add(company, address, called, roles)
    _note(desk, PersonChanged(PersonAct.ADDED, made.email, made.name, after=_sorted(roles)))
    return made


def set_roles(desk: Desk, email: str, roles: frozenset[Role]) -> Person:
    """Change what somebody may. Raises NotFound, NoRole, LastAdministrator."""
    known = _known(desk, email)
    if not roles:
        raise NoRole
    if known.person.roles == roles:
        return known.person
    if Role.ADMIN not in roles:
        _not_the_last(desk, known)
    person = known.person
    made = desk.doors.people.add(person.company, person.email, person.name, roles)
    _note(desk, PersonChanged(PersonAct.ROLES, person.email, person.name, _sorted(person.roles), _sorted(roles)))
    return made


def switch(desk: Desk, email: str, *, active: bool) -> None:
    """Let somebody work here or no longer; their tokens rest with them. Raises NotFound, LastAdministrator."""
    known = _known(desk, email)
    if known.active is active:
        return
    if not active:
        _not_the_last(desk, known)
    desk.doors.people.switch(known.person.company, known.person.email, active=active)
    act = PersonAct.ON if active else PersonAct.OFF
    _note(desk, PersonChanged(act, known.person.email, known.person.name, _sorted(known.person.roles)))


def link(desk: Desk, email: str, base_url: str) -> str:
    """A sign-in link to hand over, where no mail goes out. Raises NotFound, NotReady, Forbidden for others' people."""
    known = _known(desk, email)
    if not known.active:
        raise NotReady(reason="the person is switched off")
    _only_ours(desk, known)
    address = sign_in_address(desk.doors, base_url, known.person.email)
    _note(desk, PersonChanged(PersonAct.LINK, known.person.email, known.person.name))
    return address


def reset_second_factor(desk: Desk, email: str) -> None:
    """Ask somebody for no one-time code at the next sign-in. Raises NotFound, Forbidden for others' people."""
    known = _known(desk, email)
    _only_ours(desk, known)
    desk.doors.people.reset_second_factor(known.person.email)
    _note(desk, PersonChanged(PersonAct.SECOND_FACTOR, known.person.email, known.person.name))


def issue_token(desk: Desk, email: str, label: str, scopes: frozenset[Right]) -> str:
    """A secret for a program that acts as this person within the scopes; it is shown this once.

    Raises NotFound, InvalidValue without a label or scope, Forbidden for somebody else's.
    """
    known = _known(desk, email)
    _only_ours(desk, known)
    called = " ".join(label.split())[:_LONGEST]
    if not called or not scopes:
        raise InvalidValue(value=label or "-", field="label" if scopes else "scopes")
    secret = desk.doors.people.issue_token(known.person, called, scopes)
    detail = f"{called}: {', '.join(sorted(scopes))}"
    _note(desk, PersonChanged(PersonAct.TOKEN, known.person.email, known.person.name, detail=detail))
    return secret


def revoke_token(desk: Desk, token: str) -> None:
    """Take a token back by its id. Raises NotFound when there is none that acts."""
    company = desk.ask(Right.MANAGE).company.id
    known = next((one for one in desk.doors.people.tokens(company) if one.id == token), None)
    if known is None or not desk.doors.people.revoke_token(company, token):
        raise NotFound(what=f"token {token}")
    person = known.person
    _note(desk, PersonChanged(PersonAct.TOKEN_REVOKED, person.email, person.name, detail=known.label))


def valid_email(text: str) -> str:
    """A mail address in small letters. Raises InvalidValue."""
    address = text.strip().lower()
    if not _EMAIL.fullmatch(address) or len(address) > _LONGEST:
        raise InvalidValue(value=text, field="email")
    return address


def _known(desk: Desk, email: str) -> Colleague:
    company = desk.ask(Right.MANAGE).company.id
    address = email.strip().lower()
    found = next((one for one in desk.doors.people.staff(company) if one.person.email == address), None)
    if found is None:
        raise NotFound(what=email)
    return found


def _not_the_last(desk: Desk, known: Colleague) -> None:
    """Raises LastAdministrator when nobody else in the company could keep its people."""
    others = (one for one in desk.doors.people.staff(known.person.company) if one.person.id != known.person.id)
    is_one = known.active and Role.ADMIN in known.person.roles
    if is_one and not any(one.active and Role.ADMIN in one.person.roles for one in others):
        raise LastAdministrator(name=known.person.name)


def _only_ours(desk: Desk, known: Colleague) -> None:
    """Whoever works in other companies too is reached there as well: only their administrator may do this for them.

    Raises Forbidden.
    """
    if desk.person.email == known.person.email:
        return
    kept = {one.company for one in desk.doors.people.by_email(desk.person.email) if one.may(Right.MANAGE)}
    elsewhere = {one.company for one in desk.doors.people.by_email(known.person.email)} - {known.person.company}
    if elsewhere - kept and desk.person.id != "command":
        raise Forbidden(person=desk.person.name, reason="the person works in other companies too")


def _note(desk: Desk, event: PersonChanged) -> None:
    with desk.ask(Right.MANAGE).transaction() as note:
        note.event(STREAM, event, by=desk.by)


def _sorted(roles: frozenset[Role]) -> tuple[Role, ...]:
    return tuple(sorted(roles))
