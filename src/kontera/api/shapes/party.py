"""The shapes of suppliers, buyers and the accounts money goes to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from pydantic import Field

from kontera.api.shapes.base import Asked, Reason, Shape, Text, Words
from kontera.core.account_change import Cause, Standing
from kontera.core.party import (
    Account,
    AccountScheme,
    Address,
    Contact,
    Handling,
    KnownAccount,
    Party,
    PayMethod,
    Supplier,
    Trust,
)


class AddressOut(Shape):
    """A postal address (EN 16931 BG-5, BG-8)."""

    lines: list[str] = Field(description="Street and further lines.")
    city: str = Field(description="The city; empty when not stated.")
    postal_code: str = Field(description="The postal code as written.")
    subdivision: str = Field(description="Region or county.")
    country: str = Field(description="ISO 3166-1 alpha-2; empty when not stated.")


class ContactOut(Shape):
    """A contact point (EN 16931 BG-6, BG-9)."""

    name: str = Field(description="The person or department.")
    phone: str = Field(description="The telephone number as written.")
    email: str = Field(description="The mail address.")


class EndpointOut(Shape):
    """An electronic address or another identifier with its scheme (BT-29, BT-34)."""

    scheme: str = Field(description="The scheme from the EAS or ICD list, such as 0007.")
    id: str = Field(description="The identifier.")


class PartyOut(Shape):
    """Seller, buyer or payee; what was not stated is empty."""

    name: str = Field(description="The legal name (BT-27, BT-44).")
    trading_name: str = Field(description="The trading name (BT-28, BT-45).")
    organisation_number: str = Field(description="The national company number in compact form (BT-30, BT-47).")
    organisation_scheme: str = Field(description="The ICD scheme of that number, such as 0007.")
    vat_number: str = Field(description="The VAT number with its country prefix (BT-31, BT-48).")
    tax_registration: str = Field(description="Other tax registration (BT-32), such as *Godkänd för F-skatt*.")
    identifiers: list[EndpointOut] = Field(description="Further identifiers, such as a GLN (BT-29, BT-46).")
    legal_information: str = Field(description="Further legal information (BT-33).")
    endpoint: EndpointOut | None = Field(description="The electronic address (BT-34, BT-49).")
    address: AddressOut = Field(description="The postal address.")
    contact: ContactOut = Field(description="The contact point.")


class AccountOut(Shape):
    """An account money can be sent to (BG-17)."""

    scheme: AccountScheme = Field(description="The kind of account.")
    id: str = Field(description="The account in compact form, without spaces or hyphens.")
    bic: str = Field(description="The BIC of the bank, where known.")
    holder: str = Field(description="Whose account it is, where stated.")
    country: str = Field(description="The country of a domestic account, ISO 3166-1 alpha-2.")


class KnownAccountOut(Shape):
    """A supplier's account as the register knows it."""

    account: AccountOut = Field(description="The account.")
    trust: Trust = Field(description="How far it is trusted: nothing is paid to a new account unasked.")
    since: date | None = Field(description="Since when it has this trust.")


class SupplierOut(Shape):
    """A supplier in the register, with the defaults its invoices inherit."""

    id: str = Field(description="Its stable id.")
    number: str = Field(description="Its number in the company's own numbering.")
    party: PartyOut = Field(description="Name, numbers and addresses.")
    accounts: list[KnownAccountOut] = Field(description="Its accounts, with the trust each has.")
    default_account: str = Field(description="The cost account proposed first.")
    default_vat_rate: str = Field(description="The VAT rate in per cent, as text, that its invoices mostly have.")
    default_dimensions: list[tuple[str, str]] = Field(description="SIE dimension numbers with their objects.")
    default_currency: str = Field(description="ISO 4217.")
    payment_days: int | None = Field(description="The agreed net days.")
    language: str = Field(description="ISO 639-1.")
    notes: str = Field(description="Free notes.")
    domains: list[str] = Field(description="The mail domains its invoices come from.")
    contacts: list[ContactOut] = Field(description="Further people.")
    terms: str = Field(description="The payment terms in words.")
    handling: Handling = Field(description="What its documents are by default.")
    pay_method: PayMethod = Field(description="How its invoices are paid.")
    hold: str = Field(description="Why nothing is paid for now; empty: nothing holds.")
    related: list[str] = Field(description="Our people (ids) who are close to it and approve none of its invoices.")
    merged_into: str = Field(description="The record this one is part of since they were merged; empty: none.")


class AccountIn(Asked):
    """An account as a caller names it."""

    scheme: AccountScheme = Field(description="The kind of account.")
    id: str = Field(
        min_length=2,
        max_length=40,
        pattern=r"^[0-9A-Za-z -]+$",
        description="The account; spaces and hyphens are dropped.",
        examples=["991-2346"],
    )
    bic: Text = Field("", description="The BIC of the bank.")
    holder: Text = Field("", description="Whose account it is.")
    country: Text = Field("", description="The country of a domestic account, ISO 3166-1 alpha-2.")

    def account(self) -> Account:
        """The account in compact form."""
        compact = self.id.replace(" ", "").replace("-", "").upper()
        return Account(self.scheme, compact, self.bic, self.holder, self.country)


class AddressIn(Asked):
    """A postal address as a caller writes it."""

    lines: list[Text] = Field(default=[], max_length=10, description="Street and further lines.")
    city: Text = Field("", description="The city.")
    postal_code: Text = Field("", description="The postal code.")
    country: str = Field("", pattern="^([A-Z]{2})?$", description="ISO 3166-1 alpha-2.")


class ContactIn(Asked):
    """A person at the supplier."""

    name: Text = Field("", description="The person or department.")
    phone: Text = Field("", description="The telephone number.")
    email: Text = Field("", description="The mail address.")


class SupplierIn(Asked):
    """A supplier as a caller writes it; the whole record is replaced, an account keeps the trust it has."""

    name: Text = Field(min_length=1, description="The legal name.")
    organisation_number: Text = Field("", description="The national company number in compact form.")
    vat_number: Text = Field("", description="The VAT number with its country prefix.")
    address: AddressIn = Field(default=AddressIn(), description="The postal address.")
    phone: Text = Field("", description="The telephone number.")
    email: Text = Field("", description="The mail address.")
    number: Text = Field("", description="Its number in the company's own numbering.")
    accounts: list[AccountIn] = Field(
        default=[],
        max_length=50,
        description="Its accounts. One that was not known is new: it still has to be confirmed.",
    )
    default_account: Text = Field("", description="The cost account to propose first.")
    default_vat_rate: str = Field(
        "", pattern=r"^(\d{1,2}(\.\d{1,2})?)?$", description="The VAT rate in per cent.", examples=["25"]
    )
    default_dimensions: list[tuple[Text, Text]] = Field(
        default=[], max_length=20, description="SIE dimension numbers with their objects."
    )
    default_currency: str = Field("", pattern="^([A-Z]{3})?$", description="ISO 4217.")
    payment_days: int | None = Field(None, ge=0, le=365, description="The agreed net days.")
    language: str = Field("", pattern="^([a-z]{2})?$", description="ISO 639-1.")
    notes: Words = Field("", description="Free notes.")
    domains: list[Text] = Field(default=[], max_length=50, description="The mail domains its invoices come from.")
    contacts: list[ContactIn] | None = Field(None, max_length=50, description="Further people; null: as they are.")
    terms: Text | None = Field(None, description="The payment terms in words; null: as they are.")
    handling: Handling | None = Field(None, description="What its documents are; null: as before.")
    pay_method: PayMethod | None = Field(None, description="How it is paid; null: as before.")
    hold: Text | None = Field(None, description="Why payments are held, empty when they are not; null: as before.")
    why: Words = Field("", description="Why it is changed, for the record's history.")

    def party(self, before: Party | None = None) -> Party:
        """The party as written; what this shape does not carry stays as it was."""
        known = before or Party()
        return Party(
            name=self.name,
            trading_name=known.trading_name,
            organisation_number=self.organisation_number,
            organisation_scheme=known.organisation_scheme,
            vat_number=self.vat_number,
            tax_registration=known.tax_registration,
            identifiers=known.identifiers,
            legal_information=known.legal_information,
            endpoint=known.endpoint,
            address=Address(
                tuple(self.address.lines), self.address.city, self.address.postal_code, country=self.address.country
            ),
            contact=Contact(known.contact.name, self.phone, self.email),
        )

    def supplier(self, supplier_id: str, before: Supplier | None = None) -> Supplier:
        """The record to be saved; what this shape does not carry stays as it was."""
        known = before or Supplier(supplier_id, Party())
        return replace(
            known,
            party=self.party(known.party),
            number=self.number,
            accounts=tuple(KnownAccount(given.account(), Trust.NEW) for given in self.accounts),
            default_account=self.default_account,
            default_vat_rate=self.default_vat_rate,
            default_dimensions=tuple(self.default_dimensions),
            default_currency=self.default_currency,
            payment_days=self.payment_days,
            language=self.language,
            notes=self.notes,
            domains=tuple(self.domains),
            contacts=known.contacts
            if self.contacts is None
            else tuple(Contact(one.name, one.phone, one.email) for one in self.contacts),
            terms=known.terms if self.terms is None else self.terms,
            handling=self.handling or known.handling,
            pay_method=self.pay_method or known.pay_method,
            hold=known.hold if self.hold is None else self.hold,
        )


class Confirmation(Asked):
    """Which account is vouched for, through which channel the supplier was asked, and whom it was."""

    account: AccountIn = Field(description="The account that was confirmed.")
    why: Reason = Field(description="What was said.")
    channel: Text = Field(
        "", description="The telephone number or mail address that was used: one that was on file before."
    )
    contact: Text = Field("", description="Whom you spoke to.")


class VouchIn(Asked):
    """One person's word that an account is the supplier's."""

    channel: Text = Field(min_length=1, description="The number or address used: one that was on file before.")
    contact: Text = Field(min_length=1, description="Whom you spoke to.")
    note: Words = Field("", description="What was said.")


class VouchOut(Shape):
    """One person's word that an account is the supplier's."""

    by: str = Field(description="Who gave it, as in the audit trail.")
    on: date = Field(description="The day.")
    channel: str = Field(description="The channel used.")
    contact: str = Field(description="Whom they spoke to.")
    note: str = Field(description="What was said.")


class OnFileOut(Shape):
    """A way to reach the supplier that was on file before its account changed."""

    kind: str = Field(description="*phone* or *email*.")
    value: str = Field(description="The number or address.")
    name: str = Field(description="Whose it is, where known.")
    since: date | None = Field(description="Since when it is on file.")


class AccountChangeOut(Shape):
    """The case of a payee account that is new or changed; while it is open nothing is paid to the supplier."""

    id: str = Field(description="Its id.")
    supplier: str = Field(description="The supplier's id.")
    account: AccountOut = Field(description="The account to be confirmed.")
    cause: Cause = Field(description="Why it must be confirmed.")
    opened: date = Field(description="The day it came.")
    case: str = Field(description="The invoice it came with; empty when it was typed into the register.")
    on_file: list[OnFileOut] = Field(description="The channels the supplier may be asked through.")
    before: list[KnownAccountOut] = Field(description="The supplier's accounts before it came.")
    vouches: list[VouchOut] = Field(description="Who has confirmed it.")
    standing: Standing = Field(description="Where it stands.")
    reason: str = Field(description="Why it was refused or let go.")
    single_handed: bool = Field(description="Whether one person alone confirmed it, as the company allows.")
