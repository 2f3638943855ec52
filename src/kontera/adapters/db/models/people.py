"""The tables of people: who signs in, what they are in which company, and the secrets that act for them."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from kontera.adapters.db.models.books import Company


class UserManager(BaseUserManager["User"]):
    """Finds people by mail address, whatever its case."""

    def get_by_natural_key(self, username: str | None) -> User:
        """The person who signs in with this mail address."""
        return self.get(email=(username or "").strip().lower())


class User(AbstractBaseUser):
    """Somebody who signs in, by mail address in lower case; `id` goes into the audit trail."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=8, blank=True)
    totp_secret = models.CharField(max_length=64, blank=True)
    is_active = models.BooleanField(default=True)

    objects = UserManager()

    USERNAME_FIELD = "email"

    def __str__(self) -> str:
        return self.email


class Membership(models.Model):
    """What somebody is in one company: roles parted by commas."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="+")
    roles = models.CharField(max_length=200)
    active = models.BooleanField(default=True)

    class Meta:
        """What is unique."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["user", "company"], name="membership_once")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.company_id}"


class Token(models.Model):
    """A secret that acts for a person in one company; only its SHA-256 is kept."""

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="tokens")
    hash = models.CharField(max_length=64, unique=True)
    label = models.CharField(max_length=200)
    scopes = models.CharField(max_length=200)
    created = models.DateTimeField()
    revoked = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.label


class SignInLink(models.Model):
    """A secret for one sign-in; only its SHA-256 is kept."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    hash = models.CharField(max_length=64, unique=True)
    expires = models.DateTimeField()
    used = models.BooleanField(default=False)

    def __str__(self) -> str:
        return str(self.pk)
