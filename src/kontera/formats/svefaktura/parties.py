"""Reads the parties of a Svefaktura: seller and buyer with their numbers, addresses and contacts."""

from __future__ import annotations

from typing import Final, NamedTuple

from kontera.core.identifiers import is_swedish_organisation_number
from kontera.core.party import Address, Contact, Endpoint, Party
from kontera.formats.codes import compact, organisation_number
from kontera.formats.svefaktura.parts import identifier, read_address
from kontera.formats.taking import Node

SWEDISH: Final = "SWT"  # the tax scheme under which the organisation number and F-tax stand
VAT: Final = "VAT"
ORGANISATIONS: Final = "0007"  # ISO 6523: Swedish organisation numbers


class _Numbers(NamedTuple):
    """What the tax schemes of a party say."""

    organisation: str
    vat: str
    registration: str
    seat: str
    name: str


def read_party(node: Node) -> Party:
    """The party inside BuyerParty or SellerParty; the legal name is the registered one, else the name it goes by."""
    party = node.one("Party")
    numbers = _numbers(party)
    name = party.take("PartyName/Name", "trading_name" if numbers.name else "name")
    own, identifiers = _identifiers(party, organisation_known=bool(numbers.organisation))
    organisation = numbers.organisation or own
    return Party(
        name=numbers.name or name,
        trading_name=name if numbers.name and name != numbers.name else "",
        organisation_number=organisation,
        organisation_scheme=ORGANISATIONS if is_swedish_organisation_number(organisation) else "",
        vat_number=numbers.vat,
        tax_registration=numbers.registration,
        identifiers=identifiers,
        legal_information=numbers.seat,
        address=read_address(party.one("Address", "address")) or Address(),
        contact=_contact(party.one("Contact", "contact") or node.one("AccountsContact", "contact")),
    )


def _numbers(party: Node) -> _Numbers:
    organisation, vat, registration, seat, name = "", "", "", "", ""
    for scheme in party.all("PartyTaxScheme"):
        kind = scheme.peek("TaxScheme/ID").upper()
        if kind not in {SWEDISH, VAT}:
            continue
        scheme.take("TaxScheme/ID", "organisation_scheme" if kind == SWEDISH else "")
        if not name or scheme.peek("RegistrationName") == name:
            name = scheme.take("RegistrationName", "name")
        if kind == VAT and not vat:
            vat = compact(scheme.take("CompanyID", "vat_number"))
        elif kind == SWEDISH and not organisation:
            organisation = organisation_number(scheme.take("CompanyID", "organisation_number"), ORGANISATIONS)
            registration = scheme.take("ExemptionReason", "tax_registration")
            seat = _seat(scheme.one("RegistrationAddress"))
    return _Numbers(organisation, vat, registration, seat, name)


def _seat(node: Node) -> str:
    """BT-33: where the company is registered, town and country."""
    parts = (node.take("CityName", "legal_information"), node.take("Country/IdentificationCode", "legal_information"))
    return ", ".join(part for part in parts if part)


def _identifiers(party: Node, *, organisation_known: bool) -> tuple[str, tuple[Endpoint, ...]]:
    """The organisation number, where it stands among the ids only, and the other ids, those of the address included."""
    own, found = "", dict[str, Endpoint]()
    field = party.under("identifiers")
    for stated in (*party.all("PartyIdentification/ID"), *party.all("Address/ID")):
        text = compact(stated.peek()).replace("-", "")
        bare = not stated.attribute("identificationSchemeAgencyID") and not stated.attribute("identificationSchemeID")
        if bare and not own and not organisation_known and is_swedish_organisation_number(text):
            for part in ("organisation_number", "organisation_scheme"):
                stated.named(party.under(part)).note()
            own = text
            continue
        read = identifier(stated.named(f"{field}[{len(found)}]")) if stated.peek() not in found else None
        if read is not None:
            found[read.id] = read
        else:
            stated.note()
    return own, tuple(found.values())


def _contact(node: Node) -> Contact:
    return Contact(node.take("Name", "name"), node.take("Telephone", "phone"), node.take("ElectronicMail", "email"))
