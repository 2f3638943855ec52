"""Writes the parties of a UBL document in the order of its schema."""

from __future__ import annotations

from typing import Final

from kontera.core.party import Address, Contact, Party
from kontera.formats.writing import Writer

CREDITOR: Final = "SEPA"  # UBL-SR-29


def write_party(to: Writer, party: Party, *, reference: str = "", creditor: str = "") -> None:
    """Seller or buyer (BG-4, BG-7); `reference` is the seller's own, `creditor` its id for direct debits (BT-90)."""
    inner = to.part("Party")
    if party.endpoint is not None:
        inner.text("EndpointID", party.endpoint.id, schemeID=party.endpoint.scheme)
    _write_identifiers(inner, party, creditor)
    if party.trading_name:
        inner.part("PartyName").text("Name", party.trading_name)
    if party.address != Address():
        write_address(inner.part("PostalAddress"), party.address)
    _write_tax_numbers(inner, party)
    _write_legal_entity(inner, party)
    if party.contact != Contact() or reference:
        contact = inner.part("Contact")
        contact.text("ID", reference)
        contact.text("Name", party.contact.name)
        contact.text("Telephone", party.contact.phone)
        contact.text("ElectronicMail", party.contact.email)


def write_payee(to: Writer, party: Party, creditor: str = "") -> None:
    """BG-10: Peppol BIS 3 has places for the payee's ids, name and registration number alone."""
    _write_identifiers(to, party, creditor)
    if party.name:
        to.part("PartyName").text("Name", party.name)
    if party.organisation_number:
        number = to.part("PartyLegalEntity")
        number.text("CompanyID", party.organisation_number, schemeID=party.organisation_scheme)


def write_tax_representative(to: Writer, party: Party) -> None:
    """BG-11: name, address and VAT number."""
    if party.name:
        to.part("PartyName").text("Name", party.name)
    if party.address != Address():
        write_address(to.part("PostalAddress"), party.address)
    _write_tax_numbers(to, party)


def _write_identifiers(to: Writer, party: Party, creditor: str) -> None:
    for identifier in party.identifiers:
        to.part("PartyIdentification").text("ID", identifier.id, schemeID=identifier.scheme)
    if creditor:
        to.part("PartyIdentification").text("ID", creditor, schemeID=CREDITOR)


def _write_tax_numbers(to: Writer, party: Party) -> None:
    """BT-31 under VAT and BT-32 under another scheme (SE-R-005 wants the F-tax statement there)."""
    for number, scheme in ((party.vat_number, "VAT"), (party.tax_registration, "TAX")):
        if number:
            registration = to.part("PartyTaxScheme")
            registration.text("CompanyID", number)
            registration.part("TaxScheme").text("ID", scheme)


def _write_legal_entity(to: Writer, party: Party) -> None:
    if party.name or party.organisation_number or party.legal_information:
        entity = to.part("PartyLegalEntity")
        entity.text("RegistrationName", party.name)
        entity.text("CompanyID", party.organisation_number, schemeID=party.organisation_scheme)
        entity.text("CompanyLegalForm", party.legal_information)


def write_address(to: Writer, address: Address) -> None:
    """A postal address; its third line and more stand as one further line, as UBL-SR-51 allows no second."""
    street, additional, *others = (*address.lines, "", "")
    to.text("StreetName", street)
    to.text("AdditionalStreetName", additional)
    to.text("CityName", address.city)
    to.text("PostalZone", address.postal_code)
    to.text("CountrySubentity", address.subdivision)
    further = ", ".join(line for line in others if line)
    if further:
        to.part("AddressLine").text("Line", further)
    if address.country:
        to.part("Country").text("IdentificationCode", address.country)
