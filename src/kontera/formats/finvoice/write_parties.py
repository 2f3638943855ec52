"""Writes the parties of a Finvoice in the order of its schema."""

from __future__ import annotations

import re
from typing import Final

from kontera.core.invoice import Invoice
from kontera.core.party import Account, AccountScheme, Address, Endpoint, Party
from kontera.formats.finvoice.parties import PAYEE, TAX_REPRESENTATIVE
from kontera.formats.finvoice.sheet import Sheet

LONG, MIDDLE, SHORT = 512, 70, 35  # the lengths most texts may have
BIC: Final = re.compile(r"[A-Za-z0-9]{8,11}")
ICD: Final = re.compile(r"[0-9]{4}")
STREETS: Final = 3  # a fourth line stands as the post office box
GIRO_BICS: Final = {AccountScheme.BANKGIRO: "BGABSESS", AccountScheme.PLUSGIRO: "PGSISESS"}
FURTHER: Final = {PAYEE: "Maksunsaaja", TAX_REPRESENTATIVE: "Veroedustaja"}


def write_seller(to: Sheet, invoice: Invoice) -> None:
    """BG-4, with the accounts that have a BIC, which the schema wants."""
    party = invoice.seller
    _write_details(to.part("SellerPartyDetails"), "Seller", party, party.identifiers)
    _write_beside(to, "Seller", party)
    told = to.part("SellerInformationDetails")
    told.text("SellerTaxRegistrationText", party.tax_registration, SHORT)
    told.text("SellerAdditionalLegalInfo", party.legal_information, LONG)
    for account in payable_to(invoice):
        if bic_of(account):
            details = told.part("SellerAccountDetails")
            details.text("SellerAccountID", account.id, SHORT, IdentificationSchemeName=scheme_of(account))
            details.text("SellerBic", bic_of(account), SHORT, IdentificationSchemeName="BIC")
            details.text("SellerAccountName", account.holder, MIDDLE)


def payable_to(invoice: Invoice) -> tuple[Account, ...]:
    """The accounts that Finvoice can name; a Danish payment slip would pass for an account number."""
    return tuple(one for one in invoice.payment.accounts if one.scheme is not AccountScheme.DANISH_SLIP)


def scheme_of(account: Account) -> str:
    """How Finvoice names the kind of account number."""
    return "IBAN" if account.scheme is AccountScheme.IBAN else "BBAN"


def bic_of(account: Account) -> str:
    """The account's BIC, where it has the form of one; Swedish giros have one each."""
    return GIRO_BICS.get(account.scheme, account.bic if BIC.fullmatch(account.bic) else "")


def write_buyer(to: Sheet, party: Party) -> None:
    """BG-7; Finvoice has a place for one identifier."""
    _write_details(to.part("BuyerPartyDetails"), "Buyer", party, party.identifiers[:1])
    _write_beside(to, "Buyer", party)


def _write_details(to: Sheet, role: str, party: Party, identifiers: tuple[Endpoint, ...]) -> None:
    scheme = party.organisation_scheme if ICD.fullmatch(party.organisation_scheme) else ""
    to.text(f"{role}PartyIdentifier", party.organisation_number, SHORT, SchemeID=scheme)
    to.text(f"{role}OrganisationName", party.name, MIDDLE)
    to.text(f"{role}OrganisationTradingName", party.trading_name, MIDDLE)
    to.text(f"{role}OrganisationTaxCode", party.vat_number, SHORT)
    for identifier in identifiers:
        write_identifier(to, f"{role}Code", identifier)
    _write_address(to, f"{role}PostalAddressDetails", role, party.address)


def write_identifier(to: Sheet, name: str, identifier: Endpoint) -> None:
    """An identifier with its ISO 6523 scheme, or another scheme as its type."""
    icd = ICD.fullmatch(identifier.scheme) is not None
    kind = {"SchemeID": identifier.scheme} if icd else {"IdentifierType": identifier.scheme}
    to.text(name, identifier.id, MIDDLE, **kind)


def _write_beside(to: Sheet, role: str, party: Party) -> None:
    to.text(f"{role}OrganisationUnitNumber", party.endpoint.id if party.endpoint else "", SHORT)
    to.text(f"{role}ContactPersonName", party.contact.name, MIDDLE)
    reach = to.part(f"{role}CommunicationDetails")
    reach.text(f"{role}PhoneNumberIdentifier", party.contact.phone, SHORT)
    reach.text(f"{role}EmailaddressIdentifier", party.contact.email, MIDDLE)


def is_complete(address: Address | None) -> bool:
    """Whether the address has what Finvoice wants of one: a street, a town and a post code."""
    return address is not None and bool(address.lines and address.city and address.postal_code)


def _write_address(to: Sheet, name: str, role: str, address: Address) -> None:
    """A postal address; one that lacks what the schema wants is left out."""
    if not is_complete(address):
        return
    part = to.part(name)
    for line in address.lines[:STREETS]:
        part.text(f"{role}StreetName", line, SHORT)
    part.text(f"{role}TownName", address.city, SHORT)
    part.text(f"{role}PostCodeIdentifier", address.postal_code, SHORT)
    part.text(f"{role}CountrySubdivision", address.subdivision, SHORT)
    part.text("CountryCode", address.country, 2)
    box = "PostofficeBoxIdentifier" if role == "Delivery" else "PostOfficeBoxIdentifier"
    part.text(f"{role}{box}", ", ".join(address.lines[STREETS:]), SHORT)


def write_delivery(to: Sheet, invoice: Invoice) -> None:
    """BG-13 and BG-15; where the place has no name it is the buyer's."""
    address, location = invoice.delivery_address, invoice.delivery_location
    if address is not None and is_complete(address):
        party = to.part("DeliveryPartyDetails")
        party.text("DeliveryOrganisationName", invoice.delivery_name or invoice.buyer.name, SHORT)
        if location is not None:
            write_identifier(party, "DeliveryCode", location)
        _write_address(party, "DeliveryPostalAddressDetails", "Delivery", address)
    elif location is not None:
        to.text("DeliverySiteCode", location.id, SHORT)
    details = to.part("DeliveryDetails")
    details.day("DeliveryDate", invoice.delivery_date)
    details.text("DeliveryTermsText", invoice.delivery_terms, LONG)
    details.text("DeliveryNoteIdentifier", invoice.despatch_advice, MIDDLE)


def write_further(to: Sheet, invoice: Invoice) -> None:
    """BG-10 and BG-11 as further parties."""
    for code, party in ((PAYEE, invoice.payee), (TAX_REPRESENTATIVE, invoice.tax_representative)):
        if party is not None:
            _write_further(to.part("AnyPartyDetails"), code, party)


def _write_further(to: Sheet, code: str, party: Party) -> None:
    role = "AnyParty"
    scheme = party.organisation_scheme if ICD.fullmatch(party.organisation_scheme) else ""
    to.text("AnyPartyText", FURTHER[code], SHORT, AnyPartyCode=code)
    to.text("AnyPartyIdentifier", party.organisation_number, SHORT, SchemeID=scheme)
    to.text("AnyPartyOrganisationName", party.name, SHORT)
    to.text("AnyPartyOrganisationName", party.trading_name, SHORT)
    to.text("AnyPartyOrganisationTaxCode", party.vat_number, SHORT)
    for identifier in party.identifiers[:1]:
        write_identifier(to, "AnyPartyCode", identifier)
    to.text("AnyPartyContactPersonName", party.contact.name, MIDDLE)
    reach = to.part("AnyPartyCommunicationDetails")
    reach.text("AnyPartyPhoneNumberIdentifier", party.contact.phone, SHORT)
    reach.text("AnyPartyEmailAddressIdentifier", party.contact.email, MIDDLE)
    _write_address(to, "AnyPartyPostalAddressDetails", role, party.address)
