"""Who works here, and how they come in."""

from __future__ import annotations

from typing import Protocol

from kontera.core.company import Colleague, IssuedToken, Person, Right, Role


class People(Protocol):
    """Who works here, and the tokens that act for them."""

    def add(self, company: str, email: str, name: str, roles: frozenset[Role], password: str = "") -> Person:
        """Give somebody roles in a company; an existing person's roles there are replaced."""
        ...

    def of(self, company: str) -> tuple[Person, ...]:
        """Everybody in a company; who is switched off there has no role left."""
        ...

    def staff(self, company: str) -> tuple[Colleague, ...]:
        """The same by name, with the roles they hold or held, as an administrator sees them."""
        ...

    def switch(self, company: str, email: str, *, active: bool) -> None:
        """Let somebody work in a company or no longer; roles and tokens rest with them. Raises NotFound."""
        ...

    def reset_second_factor(self, email: str) -> None:
        """Ask for no one-time code at the next sign-in. Raises NotFound."""
        ...

    def tokens(self, company: str) -> tuple[IssuedToken, ...]:
        """The tokens of a company, newest first, those taken back too."""
        ...

    def revoke_token(self, company: str, token: str) -> bool:
        """Take back one token by its id; False when there is none that acts."""
        ...

    def by_email(self, email: str) -> tuple[Person, ...]:
        """Somebody's roles, one record a company."""
        ...

    def revoke_tokens(self, company: str, label: str) -> int:
        """Take back all tokens of a company with this label; returns how many acted until now."""
        ...

    def issue_token(self, person: Person, label: str, scopes: frozenset[Right]) -> str:
        """A new secret that acts as this person within the scopes; only its hash is kept."""
        ...

    def by_token(self, token: str) -> Person | None:
        """Whom a secret acts for, or None when it is unknown or revoked."""
        ...

    def sign_in_link(self, email: str) -> str:
        """A secret for one sign-in without password, valid for a short time. Raises NotFound for a stranger."""
        ...

    def by_sign_in_link(self, secret: str) -> str | None:
        """The mail address a sign-in secret stands for, which it can be used for once; None when it is no longer."""
        ...
