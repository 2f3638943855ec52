"""The shapes of suppliers, buyers and the accounts money goes to."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from kontera.api.shapes.base import Asked, Reason, Shape, Text, Words
from kontera.core.party import Account, AccountScheme, Address, Contact, KnownAccount, Party, Supplier, Trust


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

    def supplier(self, supplier_id: str, before: Party | None = None) -> Supplier:
        """The record to be saved."""
        return Supplier(
            id=supplier_id,
            party=self.party(before),
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
        )


class Confirmation(Asked):
    """Which account is trusted from now on, and why."""

    account: AccountIn = Field(description="The account that was confirmed.")
    why: Reason = Field(description="Whom you asked, through which channel already on file.")
