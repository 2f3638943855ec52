"""Supplier and buyer as an invoice names them, and as the register knows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final


@dataclass(frozen=True, slots=True)
class Address:
    """A postal address (EN 16931 BG-5, BG-8); `country` is ISO 3166-1 alpha-2."""

    lines: tuple[str, ...] = ()
    city: str = ""
    postal_code: str = ""
    subdivision: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact point (EN 16931 BG-6, BG-9)."""

    name: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An electronic address (BT-34, BT-49): `scheme` from the EAS list such as "0007", and the id."""

    scheme: str
    id: str


@dataclass(frozen=True, slots=True)
class Party:
    """Seller, buyer or payee in EN 16931 terms; absent values are empty."""

    name: str = ""  # BT-27, BT-44: the legal name
    trading_name: str = ""  # BT-28, BT-45
    organisation_number: str = ""  # BT-30, BT-47: compact, as the country writes it
    organisation_scheme: str = ""  # the ICD scheme of that number, such as 0007
    vat_number: str = ""  # BT-31, BT-48: with country prefix
    tax_registration: str = ""  # BT-32: "Godkänd för F-skatt"
    identifiers: tuple[Endpoint, ...] = ()  # BT-29, BT-46: GLN and other ids with scheme
    legal_information: str = ""  # BT-33
    endpoint: Endpoint | None = None  # BT-34, BT-49
    address: Address = Address()
    contact: Contact = Contact()


class AccountScheme(StrEnum):
    """The kinds of account money is sent to."""

    IBAN = "iban"
    BANKGIRO = "bankgiro"
    PLUSGIRO = "plusgiro"
    DOMESTIC = "domestic"  # a bank account in its country's own form (BBAN)
    DANISH_SLIP = "danish_slip"  # FIK/giro creditor number


ACCOUNT_IN_IBAN: Final = {"NO": 11, "DK": 14}
"""Countries whose IBAN ends with the domestic account as it is written, and that account's length in digits."""


@dataclass(frozen=True, slots=True, order=True)
class Account:
    """An account money can be sent to (BG-17): scheme, id in compact form, BIC and holder where known."""

    scheme: AccountScheme
    id: str
    bic: str = ""
    holder: str = ""
    country: str = ""

    @property
    def key(self) -> str:
        """What makes two accounts the same; a domestic account and the IBAN that holds it have one key."""
        held = ACCOUNT_IN_IBAN.get(self.id[:2]) if self.scheme is AccountScheme.IBAN else None
        if held:
            return f"{AccountScheme.DOMESTIC}:{self.id[-held:]}"
        if self.scheme is AccountScheme.DOMESTIC and self.country in ACCOUNT_IN_IBAN:
            return f"{self.scheme}:{self.id[:4]}{self.id[4:].zfill(ACCOUNT_IN_IBAN[self.country] - 4)}"
        return f"{self.scheme}:{self.id}"


class Trust(StrEnum):
    """How far a supplier's account is trusted for payment."""

    NEW = "new"  # seen on an invoice only: payment is held
    CONFIRMED = "confirmed"  # confirmed by people, or paid before
    BLOCKED = "blocked"


@dataclass(frozen=True, slots=True)
class KnownAccount:
    """A supplier's account in the register, with its trust and since when."""

    account: Account
    trust: Trust
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Supplier:
    """A supplier in a company's register, with the defaults its invoices inherit.

    `vat_rate` is per cent; `payment_days` the agreed net days; `dimensions` map number ("1", "6") to object.
    """

    id: str
    party: Party
    number: str = ""
    accounts: tuple[KnownAccount, ...] = ()
    default_account: str = ""
    default_vat_rate: str = ""
    default_dimensions: tuple[tuple[str, str], ...] = ()
    default_currency: str = ""
    payment_days: int | None = None
    language: str = ""
    notes: str = ""
    domains: tuple[str, ...] = ()

    def knows(self, account: Account) -> KnownAccount | None:
        """The register's record of this account, or None when it is new."""
        return next((known for known in self.accounts if known.account.key == account.key), None)
