"""Reads the parties of a UBL document: seller, buyer and payee, with their numbers and addresses."""

from __future__ import annotations

from typing import Final, NamedTuple

from kontera.core.party import Address, Contact, Endpoint, Party
from kontera.formats.codes import compact, organisation_number
from kontera.formats.taking import Node

# what the tax scheme is called where VAT numbers stand: EN 16931, EHF 2, OIOUBL (Skat's code for moms)
VAT_SCHEMES: Final = frozenset({"VAT", "MVA", "63", ""})


class Parties(NamedTuple):
    """Who takes part: BG-4, BG-7 and BG-10."""

    seller: Party
    buyer: Party
    payee: Party | None


def read_parties(node: Node) -> Parties:
    """The parties of the document."""
    payee = node.one("PayeeParty", "payee")
    return Parties(
        seller=read_party(node.one("AccountingSupplierParty/Party", "seller")),
        buyer=read_party(node.one("AccountingCustomerParty/Party", "buyer")),
        payee=read_party(payee) if payee else None,
    )


def read_party(node: Node) -> Party:
    """One party; the legal name is the registered one, else the name it goes by."""
    scheme = node.one("PartyLegalEntity/CompanyID").attribute("schemeID", "organisation_scheme")
    legal = node.take("PartyLegalEntity/RegistrationName", "name")
    name = node.take("PartyName/Name", "trading_name" if legal else "name")
    vat, registration = _tax_numbers(node)
    return Party(
        name=legal or name,
        trading_name=name if legal else "",
        organisation_number=organisation_number(node.take("PartyLegalEntity/CompanyID", "organisation_number"), scheme),
        organisation_scheme=scheme,
        vat_number=vat,
        tax_registration=registration,
        identifiers=_identifiers(node),
        legal_information=node.take("PartyLegalEntity/CompanyLegalForm", "legal_information"),
        endpoint=_endpoint(node),
        address=read_address(node.one("PostalAddress", "address")) or Address(),
        contact=_contact(node.one("Contact", "contact")),
    )


def _tax_numbers(node: Node) -> tuple[str, str]:
    """BT-31 and BT-32: the VAT number, and the registration under another scheme (Godkänd för F-skatt)."""
    vat, registration = "", ""
    for scheme in node.all("PartyTaxScheme"):
        kind = scheme.peek("TaxScheme/ID").upper()
        if kind in VAT_SCHEMES and not vat:
            vat = compact(scheme.take("CompanyID", "vat_number"))
            scheme.take("TaxScheme/ID")
        elif kind not in VAT_SCHEMES and not registration:
            registration = scheme.take("CompanyID", "tax_registration")
            scheme.take("TaxScheme/ID")
    return vat, registration


def _identifiers(node: Node) -> tuple[Endpoint, ...]:
    field = node.under("identifiers")
    stated = [found for found in node.all("PartyIdentification/ID") if found.peek()]
    return tuple(
        Endpoint(found.attribute("schemeID"), found.named(f"{field}[{i}]").note()) for i, found in enumerate(stated)
    )


def _endpoint(node: Node) -> Endpoint | None:
    found = node.one("EndpointID", "endpoint")
    return Endpoint(found.attribute("schemeID"), found.note()) if found.peek() else None


def _contact(node: Node) -> Contact:
    return Contact(node.take("Name", "name"), node.take("Telephone", "phone"), node.take("ElectronicMail", "email"))


def read_address(node: Node) -> Address | None:
    """A postal address, or None when there is none; OIOUBL states the house number on its own."""
    if not node:
        return None
    street = " ".join(part for part in (node.take("StreetName", "lines"), node.take("BuildingNumber", "lines")) if part)
    lines = (
        street,
        node.take("AdditionalStreetName", "lines"),
        node.take("Postbox", "lines"),
        *(line.named(node.under("lines")).note() for line in node.all("AddressLine/Line")),
    )
    return Address(
        lines=tuple(line for line in lines if line),
        city=node.take("CityName", "city"),
        postal_code=node.take("PostalZone", "postal_code"),
        subdivision=node.take("CountrySubentity", "subdivision"),
        country=node.take("Country/IdentificationCode", "country"),
    )
