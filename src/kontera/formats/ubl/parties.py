"""Reads the parties of a UBL document: seller, buyer, payee and tax representative, with numbers and addresses."""

from __future__ import annotations

from typing import Final, NamedTuple

from kontera.core.party import Address, Contact, Endpoint, Party
from kontera.formats.codes import VAT_SCHEMES, compact, icd, organisation_number
from kontera.formats.taking import Node
from kontera.formats.ubl.parts import take_scheme

CREDITOR: Final = "SEPA"  # UBL-SR-29: the scheme under which BT-90 stands among a party's ids
STREET: Final = ("StreetName", "BuildingNumber")
# the rest of an address in the order it is written on an envelope; OIOUBL parts it finely
FURTHER: Final = (
    "Floor",
    "Room",
    "AdditionalStreetName",
    "BlockName",
    "BuildingName",
    "PlotIdentification",
    "CitySubdivisionName",
    "Department",
    "InhouseMail",
    "MarkAttention",
    "MarkCare",
    "Postbox",
    "District",
)


class Parties(NamedTuple):
    """Who takes part: BG-4, BG-7, BG-10 and BG-11."""

    seller: Party
    buyer: Party
    payee: Party | None
    tax_representative: Party | None


def read_parties(node: Node) -> Parties:
    """The parties of the document."""
    payee = node.one("PayeeParty", "payee")
    representative = node.one("TaxRepresentativeParty", "tax_representative")
    return Parties(
        seller=read_party(node.one("AccountingSupplierParty/Party", "seller")),
        buyer=read_party(node.one("AccountingCustomerParty/Party", "buyer")),
        payee=read_party(payee) if payee else None,
        tax_representative=read_party(representative) if representative else None,
    )


def read_creditor(node: Node) -> str:
    """BT-90: the creditor's id for direct debits, among the ids of the payee or the seller."""
    for path in ("PayeeParty", "AccountingSupplierParty/Party"):
        for found in node.all(f"{path}/PartyIdentification/ID"):
            if found.attribute("schemeID") == CREDITOR and found.peek():
                return found.named("payment.mandate.creditor").note()
    return ""


def read_party(node: Node) -> Party:
    """One party; the legal name is the registered one, else the name it goes by."""
    scheme = icd(node.one("PartyLegalEntity/CompanyID").attribute("schemeID", "organisation_scheme"))
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
        contact=_contact(node),
    )


def _tax_numbers(node: Node) -> tuple[str, str]:
    """BT-31 and BT-32: the VAT number, and the registration under another scheme (Godkänd för F-skatt)."""
    vat, registration = "", ""
    for scheme in node.all("PartyTaxScheme"):
        kind = scheme.peek("TaxScheme/ID").upper()
        if kind in VAT_SCHEMES and not vat:
            vat = compact(scheme.take("CompanyID", "vat_number"))
            take_scheme(scheme.one("TaxScheme"))
        elif kind not in VAT_SCHEMES and not registration:
            registration = scheme.take("CompanyID", "tax_registration")
            scheme.take("TaxScheme/ID")
    return vat, registration


def _identifiers(node: Node) -> tuple[Endpoint, ...]:
    """BT-29, BT-46, BT-60; the creditor's id stands with the mandate."""
    field = node.under("identifiers")
    found = [
        part for part in node.all("PartyIdentification/ID") if part.peek() and part.attribute("schemeID") != CREDITOR
    ]
    return tuple(
        Endpoint(icd(part.attribute("schemeID")), part.named(f"{field}[{i}]").note()) for i, part in enumerate(found)
    )


def _endpoint(node: Node) -> Endpoint | None:
    return read_identifier(node.one("EndpointID", "endpoint"))


def read_identifier(found: Node) -> Endpoint | None:
    """An id with its scheme, or None when there is none."""
    return Endpoint(icd(found.attribute("schemeID")), found.note()) if found.peek() else None


def _contact(node: Node) -> Contact:
    contact = node.one("Contact", "contact")
    return Contact(
        contact.take("Name", "name") or _person(node),
        contact.take("Telephone", "phone"),
        contact.take("ElectronicMail", "email"),
    )


def _person(node: Node) -> str:
    """The contact's name where it is stated as a person's only."""
    person = node.one("Person", "contact")
    parts = (person.take(name, "name") for name in ("FirstName", "MiddleName", "FamilyName"))
    return " ".join(part for part in parts if part)


def read_address(node: Node) -> Address | None:
    """A postal address, or None when there is none; OIOUBL states the house number and the floor on their own."""
    if not node:
        return None
    node.take("AddressFormatCode")  # says only which of the elements to expect
    street = " ".join(part for part in (node.take(name, "lines") for name in STREET) if part)
    lines = (
        street,
        *(node.take(name, "lines") for name in FURTHER),
        *(line.named(node.under("lines")).note() for line in node.all("AddressLine/Line")),
    )
    return Address(
        lines=tuple(line for line in lines if line),
        city=node.take("CityName", "city"),
        postal_code=node.take("PostalZone", "postal_code"),
        subdivision=node.take("CountrySubentity", "subdivision") or node.take("Region", "subdivision"),
        country=_country(node.one("Country")),
    )


def _country(node: Node) -> str:
    """The country's code; its name beside it says nothing more."""
    code = node.take("IdentificationCode", "country")
    if code:
        node.take("Name")
    return code
