"""Writes the parties of a CII document in the order of its schema."""

from __future__ import annotations

from typing import Final

from kontera.core.party import Address, Contact, Endpoint, Party
from kontera.formats.cii.tree import Tree

LINES: Final = ("LineOne", "LineTwo", "LineThree")


def write_party(to: Tree, party: Party) -> None:
    """Seller or buyer (BG-4, BG-7)."""
    write_identifiers(to, party.identifiers)
    to.text("Name", party.name)
    to.text("Description", party.legal_information)
    if party.organisation_number or party.trading_name:
        organisation = to.part("SpecifiedLegalOrganization")
        organisation.text("ID", party.organisation_number, schemeID=party.organisation_scheme)
        organisation.text("TradingBusinessName", party.trading_name)
    if party.contact != Contact():
        _write_contact(to.part("DefinedTradeContact"), party.contact)
    _write_address(to, party.address)
    if party.endpoint is not None:
        to.part("URIUniversalCommunication").text("URIID", party.endpoint.id, schemeID=party.endpoint.scheme)
    _write_tax_numbers(to, party)


def write_payee(to: Tree, party: Party) -> None:
    """BG-10: EN 16931 has places for the payee's ids, name and registration number alone."""
    write_identifiers(to, party.identifiers)
    to.text("Name", party.name)
    if party.organisation_number:
        organisation = to.part("SpecifiedLegalOrganization")
        organisation.text("ID", party.organisation_number, schemeID=party.organisation_scheme)


def write_representative(to: Tree, party: Party) -> None:
    """BG-11: the name, address and VAT number."""
    to.text("Name", party.name)
    _write_address(to, party.address)
    _write_tax_numbers(to, party)


def write_identifiers(to: Tree, identifiers: tuple[Endpoint, ...]) -> None:
    """Those without a scheme first, as the schema wants."""
    for identifier in identifiers:
        if not identifier.scheme:
            to.text("ID", identifier.id)
    for identifier in identifiers:
        if identifier.scheme:
            to.text("GlobalID", identifier.id, schemeID=identifier.scheme)


def _write_contact(to: Tree, contact: Contact) -> None:
    to.text("PersonName", contact.name)
    if contact.phone:
        to.part("TelephoneUniversalCommunication").text("CompleteNumber", contact.phone)
    if contact.email:
        to.part("EmailURIUniversalCommunication").text("URIID", contact.email)


def _write_address(to: Tree, address: Address) -> None:
    if address != Address():
        write_address(to.part("PostalTradeAddress"), address)


def write_address(to: Tree, address: Address) -> None:
    """A postal address; EN 16931 has three lines, so what is more stands with the third."""
    first, second, *others = (*address.lines, "", "")
    to.text("PostcodeCode", address.postal_code)
    for name, line in zip(LINES, (first, second, ", ".join(line for line in others if line)), strict=True):
        to.text(name, line)
    to.text("CityName", address.city)
    to.text("CountryID", address.country)
    to.text("CountrySubDivisionName", address.subdivision)


def _write_tax_numbers(to: Tree, party: Party) -> None:
    """BT-31 and BT-32; SE-R-005 wants the F-tax statement under FC."""
    for number, scheme in ((party.vat_number, "VA"), (party.tax_registration, "FC")):
        if number:
            to.part("SpecifiedTaxRegistration").text("ID", number, schemeID=scheme)
