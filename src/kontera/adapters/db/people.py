"""Who works here, and the secrets that act for them, in the database."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import replace
from datetime import timedelta
from typing import Final

from django.db import transaction
from django.db.models import QuerySet

from kontera.adapters.db.models import Membership, SignInLink, Token, User
from kontera.core.company import Colleague, IssuedToken, Person, Right, Role
from kontera.core.errors import NotFound
from kontera.ports import Clock

LINK_LIFE: Final = timedelta(minutes=15)
_SECRET_BYTES: Final = 32


class DbPeople:
    """People and their roles; `ports.People`.

    Secrets are 256 random bits, so that their plain SHA-256 is enough; passwords go through Django's hashers.
    """

    def __init__(self, clock: Clock, using: str = "default") -> None:
        self._clock = clock
        self._using = using

    def add(self, company: str, email: str, name: str, roles: frozenset[Role], password: str = "") -> Person:
        """Give somebody roles in a company; who can sign in already keeps their own name and password."""
        with transaction.atomic(using=self._using):
            user = self._user(email, name, password)
            columns = {"roles": ",".join(sorted(roles))}
            manager = Membership.objects.using(self._using)
            membership, _ = manager.update_or_create(user=user, company_id=company, defaults=columns)
        return _person(membership)

    def _user(self, email: str, name: str, password: str) -> User:
        user = User.objects.using(self._using).filter(email=_address(email)).first()
        if user is not None and user.has_usable_password():
            return user
        if user is None:
            user = User(email=_address(email), name=name)
        user.set_password(password or None)
        user.save(using=self._using)
        return user

    def of(self, company: str) -> tuple[Person, ...]:
        """Everybody in a company, by name; who is switched off has no role left."""
        return tuple(
            one.person if one.active else replace(one.person, roles=frozenset()) for one in self.staff(company)
        )

    def staff(self, company: str) -> tuple[Colleague, ...]:
        """The same with the roles they hold or held."""
        kept = self._memberships().filter(company_id=company).order_by("user__name", "user__email")
        return tuple(
            Colleague(_person(one), one.active, bool(one.user.totp_secret), one.user.has_usable_password())
            for one in kept
        )

    def switch(self, company: str, email: str, *, active: bool) -> None:
        """Let somebody work in a company or no longer. Raises NotFound."""
        members = Membership.objects.using(self._using).filter(company_id=company, user__email=_address(email))
        if not members.update(active=active):
            raise NotFound(what=email)

    def reset_second_factor(self, email: str) -> None:
        """Ask for no one-time code at the next sign-in. Raises NotFound."""
        if not User.objects.using(self._using).filter(email=_address(email)).update(totp_secret=""):
            raise NotFound(what=email)

    def by_email(self, email: str) -> tuple[Person, ...]:
        """Somebody's roles, one record a company."""
        return self._people(self._memberships().filter(user__email=_address(email), active=True).order_by("company_id"))

    def issue_token(self, person: Person, label: str, scopes: frozenset[Right]) -> str:
        """A new secret that acts as this person within the scopes. Raises NotFound."""
        membership = self._memberships().filter(user_id=person.id, company_id=person.company, active=True).first()
        if membership is None:
            raise NotFound(what=person.name)
        secret = secrets.token_urlsafe(_SECRET_BYTES)
        Token.objects.using(self._using).create(
            membership=membership,
            hash=_hash(secret),
            label=label,
            scopes=",".join(sorted(scopes)),
            created=self._clock.now(),
        )
        return secret

    def by_token(self, token: str) -> Person | None:
        """Whom a secret acts for, or None when it is unknown or revoked."""
        tokens = Token.objects.using(self._using).select_related("membership__user")
        standing = {"membership__user__is_active": True, "membership__active": True}
        kept = tokens.filter(hash=_hash(token), revoked=None, **standing).first()
        if kept is None:
            return None
        return _person(kept.membership, _scopes(kept))

    def revoke_tokens(self, company: str, label: str) -> int:
        """Take back all tokens of a company with this label; returns how many acted until now."""
        tokens = Token.objects.using(self._using).filter(membership__company_id=company, label=label, revoked=None)
        return tokens.update(revoked=self._clock.now())

    def tokens(self, company: str) -> tuple[IssuedToken, ...]:
        """The tokens of a company, newest first, those taken back too."""
        kept = Token.objects.using(self._using).select_related("membership__user")
        return tuple(
            IssuedToken(str(one.pk), one.label, _person(one.membership), _scopes(one), one.created, one.revoked)
            for one in kept.filter(membership__company_id=company).order_by("-created", "-pk")
        )

    def revoke_token(self, company: str, token: str) -> bool:
        """Take back one token by its id; False when there is none that acts."""
        if not token.isdigit():
            return False
        kept = Token.objects.using(self._using).filter(membership__company_id=company, pk=int(token), revoked=None)
        return bool(kept.update(revoked=self._clock.now()))

    def sign_in_link(self, email: str) -> str:
        """A secret for one sign-in without password, valid a quarter of an hour. Raises NotFound."""
        user = User.objects.using(self._using).filter(email=_address(email), is_active=True).first()
        if user is None:
            raise NotFound(what=email)
        secret = secrets.token_urlsafe(_SECRET_BYTES)
        expires = self._clock.now() + LINK_LIFE
        SignInLink.objects.using(self._using).create(user=user, hash=_hash(secret), expires=expires)
        return secret

    def by_sign_in_link(self, secret: str) -> str | None:
        """The mail address a link's secret signs in, once; None when it is unknown, used or too old."""
        links = SignInLink.objects.using(self._using).filter(hash=_hash(secret), used=False)
        kept = links.filter(expires__gt=self._clock.now(), user__is_active=True).select_related("user").first()
        if kept is None or not links.update(used=True):
            return None
        return kept.user.email

    def _memberships(self) -> QuerySet[Membership]:
        return Membership.objects.using(self._using).select_related("user")

    @staticmethod
    def _people(memberships: QuerySet[Membership]) -> tuple[Person, ...]:
        return tuple(_person(membership) for membership in memberships)


def _person(membership: Membership, scopes: frozenset[Right] | None = None) -> Person:
    user = membership.user
    roles = frozenset(Role(role) for role in membership.roles.split(",") if role)
    return Person(str(user.id), user.name, membership.company_id, roles, user.email, scopes)


def _scopes(token: Token) -> frozenset[Right]:
    return frozenset(Right(scope) for scope in token.scopes.split(",") if scope)


def _address(email: str) -> str:
    return email.strip().lower()


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
