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
class Vouch:
    """One person's word that an account is the supplier's: whom they spoke to, through which channel, on which day.

    `by` is the person as in the audit trail, `channel` a number or address that was on file; `approver` says that the
    person had the right to approve payments.
    """

    by: str
    on: date
    channel: str
    contact: str
    note: str = ""
    approver: bool = False


@dataclass(frozen=True, slots=True)
class KnownAccount:
    """A supplier's account in the register, with its trust, since when, and who vouched for it."""

    account: Account
    trust: Trust
    since: date | None = None
    vouched: tuple[Vouch, ...] = ()


class Handling(StrEnum):
    """What the documents of a supplier are by default."""

    INVOICE = "invoice"  # a debt to the supplier
    RECEIPT = "receipt"  # paid on the spot from an account of the company
    OUTLAY = "outlay"  # paid by a person, who gets the money back


class PayMethod(StrEnum):
    """How a supplier's invoices are paid."""

    FILE = "file"  # by a payment file of ours
    DIRECT_DEBIT = "direct_debit"  # the supplier draws the money (autogiro)
    CARD = "card"
    MANUAL = "manual"  # by hand in the bank


@dataclass(frozen=True, slots=True)
class Supplier:
    """A supplier in a company's register, with the defaults its invoices inherit.

    `vat_rate` is per cent; `payment_days` the agreed net days; `dimensions` map number ("1", "6") to object. `contacts`
    are people besides `party.contact`; `hold` is why nothing is paid for now (empty: nothing holds). `also` and
    `merged` are the identities and ids of records merged into this one; a record with `merged_into` is out of the
    register. `declined` are facts of its invoices, by field and value, that a person did not take in.
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
    contacts: tuple[Contact, ...] = ()
    terms: str = ""
    handling: Handling = Handling.INVOICE
    pay_method: PayMethod = PayMethod.FILE
    hold: str = ""
    also: tuple[Party, ...] = ()
    merged: tuple[str, ...] = ()
    merged_into: str = ""
    declined: tuple[tuple[str, str], ...] = ()
    related: tuple[str, ...] = ()  # ids of our people who are close to it and may not approve its invoices

    @property
    def ids(self) -> tuple[str, ...]:
        """Its own id and those of the records that were merged into it: its invoices stand under all of them."""
        return (self.id, *self.merged)

    @property
    def parties(self) -> tuple[Party, ...]:
        """Its identity, and those it also goes by since records were merged."""
        return (self.party, *self.also)

    def knows(self, account: Account) -> KnownAccount | None:
        """The register's record of this account, or None when it is new."""
        return next((known for known in self.accounts if known.account.key == account.key), None)
