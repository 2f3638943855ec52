"""Reads the parties of a CII document with their numbers and addresses."""

from __future__ import annotations

from typing import Final

from kontera.core.party import Address, Contact, Endpoint, Party
from kontera.formats.codes import compact, organisation_number
from kontera.formats.taking import Node

VAT_NUMBER: Final = "VA"  # UNTDID 1153, as CII binds BT-31
# EN 16931 binds the first three; full CII (XRechnung's older senders) has the others
LINES: Final = ("LineOne", "LineTwo", "LineThree", "LineFour", "LineFive", "StreetName", "PostOfficeBox")


def read_party(node: Node) -> Party:
    """One party; the legal name is the party's name, else the name it trades under."""
    organisation = node.one("SpecifiedLegalOrganization")
    scheme = organisation.one("ID").attribute("schemeID", "organisation_scheme")
    legal = node.take("Name", "name")
    trading = organisation.take("TradingBusinessName", "trading_name" if legal else "name")
    vat, registration = _tax_numbers(node)
    return Party(
        name=legal or trading,
        trading_name=trading if legal else "",
        organisation_number=organisation_number(organisation.take("ID", "organisation_number"), scheme),
        organisation_scheme=scheme,
        vat_number=vat,
        tax_registration=registration,
        identifiers=_identifiers(node),
        legal_information=node.joined("Description", "legal_information"),
        endpoint=read_identifier(node.one("URIUniversalCommunication/URIID", "endpoint")),
        address=read_address(node.one("PostalTradeAddress", "address")) or Address(),
        contact=_contact(node.one("DefinedTradeContact", "contact")),
    )


def read_identifier(found: Node) -> Endpoint | None:
    """An id with its scheme, or None when there is none."""
    return Endpoint(found.attribute("schemeID"), found.note()) if found.peek() else None


def _tax_numbers(node: Node) -> tuple[str, str]:
    """BT-31 (scheme VA) and BT-32 (scheme FC, and whatever else is stated)."""
    vat, registration = "", ""
    for number in node.all("SpecifiedTaxRegistration/ID"):
        is_vat = number.attribute("schemeID") == VAT_NUMBER
        if is_vat and not vat:
            vat = compact(number.take(field="vat_number"))
        elif not is_vat and not registration:
            registration = number.take(field="tax_registration")
    return vat, registration


def _identifiers(node: Node) -> tuple[Endpoint, ...]:
    field = node.under("identifiers")
    stated = [found for found in (*node.all("ID"), *node.all("GlobalID")) if found.peek()]
    return tuple(
        Endpoint(found.attribute("schemeID"), found.named(f"{field}[{i}]").note()) for i, found in enumerate(stated)
    )


def _contact(node: Node) -> Contact:
    """The person to ask, and the department where they sit when no person is named or it says the same."""
    person = node.take("PersonName", "name")
    if not person or node.peek("DepartmentName") == person:
        person = node.take("DepartmentName", "name")
    return Contact(
        person,
        node.take("TelephoneUniversalCommunication/CompleteNumber", "phone"),
        node.take("EmailURIUniversalCommunication/URIID|CompleteNumber", "email"),
    )


def read_address(node: Node) -> Address | None:
    """A postal address, or None when there is none."""
    if not node:
        return None
    lines = tuple(node.take(line, "lines") for line in LINES)
    return Address(
        lines=tuple(line for line in lines if line),
        city=node.take("CityName", "city"),
        postal_code=node.take("PostcodeCode", "postal_code"),
        subdivision=node.take("CountrySubDivisionName", "subdivision"),
        country=node.take("CountryID", "country"),
    )
