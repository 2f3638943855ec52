"""The small doors in memory: people, documents, rates, clock, and reading that was recorded before."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from kontera.core.company import Colleague, IssuedToken, Person, Right, Role
from kontera.core.errors import NotFound
from kontera.core.evidence import Page
from kontera.core.money import Rate
from kontera.ports import Clock

_LINK_LIFE = timedelta(minutes=15)
_DAYS_BACK = 7


class FixedClock:
    """A clock that stands until it is set; `ports.Clock`."""

    def __init__(self, at: datetime = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)) -> None:
        self.at = at

    def now(self) -> datetime:
        """The time it was set to, in UTC."""
        return self.at

    def today(self) -> date:
        """The day of that time in UTC."""
        return self.at.date()


class InMemoryBlobs:
    """Bytes by digest; `ports.Blobs`."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], bytes] = {}
        self.retained: dict[tuple[str, str], date] = {}

    def put(self, company: str, data: bytes) -> str:
        """Keep the bytes and give their SHA-256."""
        digest = hashlib.sha256(data).hexdigest()
        self._kept[company, digest] = data
        return digest

    def get(self, company: str, digest: str) -> bytes:
        """The bytes as kept. Raises NotFound."""
        try:
            return self._kept[company, digest]
        except KeyError:
            raise NotFound(what=digest) from None

    def has(self, company: str, digest: str) -> bool:
        """Whether they are kept."""
        return (company, digest) in self._kept

    def retain(self, company: str, digest: str, until: date) -> None:
        """Hold them at least until this day; never shortens. Raises NotFound."""
        self.get(company, digest)
        self.retained[company, digest] = max(until, self.retained.get((company, digest), until))


class InMemoryPeople:
    """People and their secrets; `ports.People`. Passwords are not kept: nobody signs in here."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._people: dict[tuple[str, str], Person] = {}
        self._ids: dict[str, tuple[str, str]] = {}
        self._tokens: dict[str, IssuedToken] = {}
        self._off: set[tuple[str, str]] = set()
        self._links: dict[str, tuple[str, datetime]] = {}

    def add(self, company: str, email: str, name: str, roles: frozenset[Role], password: str = "") -> Person:  # noqa: ARG002 - see the class
        """Give somebody roles in a company; who is known keeps name and id."""
        address = email.strip().lower()
        user, known_as = self._ids.setdefault(address, (f"person-{len(self._ids) + 1}", name))
        person = Person(user, known_as, company, roles, address)
        self._people[company, address] = person
        return person

    def of(self, company: str) -> tuple[Person, ...]:
        """Everybody in a company, by name; who is switched off has no role left."""
        return tuple(
            one.person if one.active else replace(one.person, roles=frozenset()) for one in self.staff(company)
        )

    def staff(self, company: str) -> tuple[Colleague, ...]:
        """The same with the roles they hold or held; nobody has a password or a second factor here."""
        here = sorted(
            (person for person in self._people.values() if person.company == company),
            key=lambda person: (person.name, person.email),
        )
        return tuple(Colleague(person, (company, person.email) not in self._off) for person in here)

    def switch(self, company: str, email: str, *, active: bool) -> None:
        """Let somebody work in a company or no longer. Raises NotFound."""
        member = company, email.strip().lower()
        if member not in self._people:
            raise NotFound(what=email)
        (self._off.discard if active else self._off.add)(member)

    def reset_second_factor(self, email: str) -> None:
        """Ask for no one-time code at the next sign-in: nobody has one here. Raises NotFound."""
        if email.strip().lower() not in self._ids:
            raise NotFound(what=email)

    def by_email(self, email: str) -> tuple[Person, ...]:
        """Somebody's roles, one record a company."""
        address = email.strip().lower()
        working = (person for member, person in self._people.items() if member not in self._off)
        known = (person for person in working if person.email == address)
        return tuple(sorted(known, key=lambda person: person.company))

    def issue_token(self, person: Person, label: str, scopes: frozenset[Right]) -> str:
        """A new secret that acts as this person within the scopes. Raises NotFound."""
        member = person.company, person.email
        if member not in self._people or member in self._off:
            raise NotFound(what=person.name)
        secret = secrets.token_urlsafe()
        number = str(len(self._tokens) + 1)
        self._tokens[secret] = IssuedToken(number, label, self._people[member], scopes, self._clock.now())
        return secret

    def by_token(self, token: str) -> Person | None:
        """Whom a secret acts for, or None when it is unknown or revoked."""
        kept = self._tokens.get(token)
        if kept is None or kept.revoked is not None:
            return None
        member = kept.person.company, kept.person.email
        return None if member in self._off else replace(self._people[member], scopes=kept.scopes)

    def revoke_tokens(self, company: str, label: str) -> int:
        """Take back all tokens of a company with this label; returns how many acted until now."""
        gone = [kept.id for kept in self.tokens(company) if kept.label == label and kept.revoked is None]
        return sum(self.revoke_token(company, token) for token in gone)

    def tokens(self, company: str) -> tuple[IssuedToken, ...]:
        """The tokens of a company, newest first, those taken back too."""
        return tuple(reversed([kept for kept in self._tokens.values() if kept.person.company == company]))

    def revoke_token(self, company: str, token: str) -> bool:
        """Take back one token by its id; False when there is none that acts."""
        for secret, kept in self._tokens.items():
            if (kept.person.company, kept.id, kept.revoked) == (company, token, None):
                self._tokens[secret] = replace(kept, revoked=self._clock.now())
                return True
        return False

    def sign_in_link(self, email: str) -> str:
        """A secret for one sign-in, valid a quarter of an hour. Raises NotFound."""
        address = email.strip().lower()
        if address not in self._ids:
            raise NotFound(what=email)
        secret = secrets.token_urlsafe()
        self._links[secret] = (address, self._clock.now() + _LINK_LIFE)
        return secret

    def by_sign_in_link(self, secret: str) -> str | None:
        """The mail address a link's secret signs in, once; None when it is unknown, used or too old."""
        address, expires = self._links.pop(secret, ("", self._clock.now()))
        return address if expires > self._clock.now() else None


class InMemoryRates:
    """Rates as given; `ports.Rates`."""

    def __init__(self, rates: tuple[Rate, ...] = ()) -> None:
        self._rates = rates

    def rate(self, currency: str, base: str, on: date) -> Rate | None:
        """The latest given on or before the day and at most 7 days back."""
        fitting = (
            rate
            for rate in self._rates
            if (rate.currency, rate.base) == (currency, base) and on - timedelta(days=_DAYS_BACK) <= rate.on <= on
        )
        return max(fitting, key=lambda rate: rate.on, default=None)


class RecordedOcr:
    """Pages that were read before, by the digest of their picture; a blank page for any other. `ports.OcrEngine`."""

    def __init__(self, pages: Mapping[str, Page]) -> None:
        self._pages = pages

    def read(self, picture: bytes, language: str = "") -> Page:  # noqa: ARG002 - what was recorded was read already
        """The page recorded for these bytes."""
        return self._pages.get(hashlib.sha256(picture).hexdigest(), Page(1, 1.0, 1.0, (), "ocr"))
