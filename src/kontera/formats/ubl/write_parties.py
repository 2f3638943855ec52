"""Writes the parties of a UBL document in the order of its schema."""

from __future__ import annotations

from kontera.core.party import Address, Contact, Party
from kontera.formats.writing import Writer


def write_party(to: Writer, party: Party) -> None:
    """Seller or buyer (BG-4, BG-7)."""
    inner = to.part("Party")
    if party.endpoint is not None:
        inner.text("EndpointID", party.endpoint.id, schemeID=party.endpoint.scheme)
    _write_identifiers(inner, party)
    if party.trading_name:
        inner.part("PartyName").text("Name", party.trading_name)
    if party.address != Address():
        write_address(inner.part("PostalAddress"), party.address)
    _write_tax_numbers(inner, party)
    _write_legal_entity(inner, party)
    if party.contact != Contact():
        contact = inner.part("Contact")
        contact.text("Name", party.contact.name)
        contact.text("Telephone", party.contact.phone)
        contact.text("ElectronicMail", party.contact.email)


def write_payee(to: Writer, party: Party) -> None:
    """BG-10: Peppol BIS 3 has places for the payee's ids, name and registration number alone."""
    _write_identifiers(to, party)
    if party.name:
        to.part("PartyName").text("Name", party.name)
    if party.organisation_number:
        number = to.part("PartyLegalEntity")
        number.text("CompanyID", party.organisation_number, schemeID=party.organisation_scheme)


def _write_identifiers(to: Writer, party: Party) -> None:
    for identifier in party.identifiers:
        to.part("PartyIdentification").text("ID", identifier.id, schemeID=identifier.scheme)


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
    """A postal address; its third line and more stand as address lines."""
    street, additional, *others = (*address.lines, "", "")
    to.text("StreetName", street)
    to.text("AdditionalStreetName", additional)
    to.text("CityName", address.city)
    to.text("PostalZone", address.postal_code)
    to.text("CountrySubentity", address.subdivision)
    for line in others:
        if line:
            to.part("AddressLine").text("Line", line)
    if address.country:
        to.part("Country").text("IdentificationCode", address.country)
