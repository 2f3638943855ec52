"""Reads the parties of a Finvoice: seller, buyer, payee, tax representative, and where it was delivered."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from kontera.core.party import Address, Contact, Endpoint, Party
from kontera.formats.codes import compact, organisation_number
from kontera.formats.finvoice.parts import repeated, stated, taken
from kontera.formats.taking import Node, local

OVT: Final = "0216"  # EAS: the Finnish organisation identifier OVT
OVT_FORM: Final = re.compile(r"0037[0-9]{8}[0-9A-Za-z]{0,5}")
SELF_BILLING: Final = "INV07"  # then the buyer is the sender
PAYEE: Final = "PE"  # UNTDID 3035, as AnyPartyCode: payee
TAX_REPRESENTATIVE: Final = "LC"  # UNTDID 3035: the party that declares the VAT
DETAILS: Final = {"Seller": "SellerPartyDetails", "Buyer": "BuyerPartyDetails"}
RECIPIENT: Final = "InvoiceRecipient"


class Parties(NamedTuple):
    """Who takes part: BG-4, BG-7, BG-10 and BG-11."""

    seller: Party
    buyer: Party
    payee: Party | None
    tax_representative: Party | None


def read_parties(root: Node) -> Parties:
    """The parties; a sender and a recipient that repeat seller and buyer are taken with them, else stay unread.

    Where there is no buyer the recipient is the buyer. A factoring company is who is to be paid.
    """
    seller = _seller(root)
    buyer_role = "Buyer" if root.one(DETAILS["Buyer"]) or not root.one(f"{RECIPIENT}PartyDetails") else RECIPIENT
    buyer = _party(root, buyer_role, "buyer")
    _repetition(root, "InvoiceSender", seller)
    if buyer_role != RECIPIENT:
        _repetition(root, RECIPIENT, buyer)
    payee = _any_party(root, PAYEE, "payee") or _factoring(root)
    return Parties(seller, buyer, payee, _any_party(root, TAX_REPRESENTATIVE, "tax_representative"))


def _seller(root: Node) -> Party:
    party = _party(root, "Seller", "seller")
    told = root.one("SellerInformationDetails", "seller")
    contact = Contact(
        party.contact.name,
        party.contact.phone or told.take("SellerPhoneNumber", "contact.phone"),
        party.contact.email or told.take("SellerCommonEmailaddressIdentifier", "contact.email"),
    )
    repeated(told, "SellerPhoneNumber", contact.phone)
    repeated(told, "SellerCommonEmailaddressIdentifier", contact.email)
    registration = stated(told, "SellerTaxRegistrationText", "tax_registration") or stated(
        told, "SellerVatRegistrationText", "tax_registration"
    )
    official = told.one("SellerOfficialPostalAddressDetails", "address")
    return Party(
        name=party.name,
        trading_name=party.trading_name,
        organisation_number=party.organisation_number,
        organisation_scheme=party.organisation_scheme,
        vat_number=party.vat_number,
        tax_registration=registration,
        identifiers=party.identifiers,
        legal_information=_legal(told, registration),
        endpoint=party.endpoint,
        address=party.address if party.address != Address() else read_address(official, "SellerOfficial"),
        contact=contact,
    )


def _legal(told: Node, registration: str) -> str:
    """BT-33: the additional legal information, the home town, and a VAT registration beside a tax registration."""
    repeated(told, "SellerVatRegistrationText", registration)
    beside = [part for part in told.all("SellerVatRegistrationText") if not taken(part)]
    parts = (*told.all("SellerAdditionalLegalInfo"), *told.all("SellerHomeTownName"), *beside)
    return "\n".join(part.named("seller.legal_information").note() for part in parts if part.peek())


def _party(root: Node, role: str, field: str) -> Party:
    """The party in the elements that begin with its role, inside its details and beside them."""
    details, beside = root.one(f"{role}PartyDetails", field), root.named(field)
    names = details.all(f"{role}OrganisationName")
    name, other = _names(names, details, role)
    scheme = details.one(f"{role}PartyIdentifier").attribute("SchemeID", "organisation_scheme")
    organisation = organisation_number(stated(details, f"{role}PartyIdentifier", "organisation_number"), scheme)
    endpoint = _endpoint(root, field)
    unit = root.one(f"{role}OrganisationUnitNumber", "endpoint").named(f"{field}.endpoint")
    if endpoint is None and unit.peek():
        text = unit.note()
        endpoint = Endpoint(OVT if OVT_FORM.fullmatch(text) else "", text)
    elif endpoint is not None:
        repeated(unit, "", endpoint.id)
    return Party(
        name=name,
        trading_name=other,
        organisation_number=organisation,
        organisation_scheme=scheme,
        vat_number=compact(stated(details, f"{role}OrganisationTaxCode", "vat_number")),
        identifiers=_identifiers(root, details, role, unit),
        endpoint=endpoint,
        address=read_address(details.one(f"{role}PostalAddressDetails", "address"), role),
        contact=_contact(beside, details, role),
    )


def _names(names: tuple[Node, ...], details: Node, role: str) -> tuple[str, str]:
    """The legal name, and the trading name or else the name in a second language; further names stay unread."""
    texts = [name for name in names if name.peek()]
    first = texts[0].take(field="name") if texts else ""
    other = details.take(f"{role}OrganisationTradingName", "trading_name")
    if not other and len(texts) > 1:
        other = texts[1].take(field="trading_name")
    return first, other


def _identifiers(root: Node, details: Node, role: str, unit: Node) -> tuple[Endpoint, ...]:
    """BT-29, BT-46: its codes, the number the buyer gave the seller, and a unit number that is not the address."""
    field = details.under("identifiers")
    given = root.all("InvoiceDetails/BuyersSellerIdentifier") if role == "Seller" else ()
    other = () if taken(unit) else (unit,)
    found = [part.named(field) for part in (*details.all(f"{role}Code"), *given, *other) if part.peek()]
    return tuple(_identifier(part.named(f"{field}[{i}]")) for i, part in enumerate(found))


def _identifier(node: Node) -> Endpoint:
    text = node.note()
    scheme = node.attribute("SchemeID") or node.attribute("IdentifierType")
    return Endpoint(scheme or (OVT if OVT_FORM.fullmatch(text) else ""), text)


def _endpoint(root: Node, field: str) -> Endpoint | None:
    """BT-34, BT-49: the address it was sent from or to; a self-billed invoice is sent by the buyer."""
    sent_by = "buyer" if root.peek("InvoiceDetails/InvoiceTypeCode") == SELF_BILLING else "seller"
    path = "MessageSenderDetails/FromIdentifier" if field == sent_by else "MessageReceiverDetails/ToIdentifier"
    found = root.one(f"MessageTransmissionDetails/{path}").named(f"{field}.endpoint")
    if not found.peek():
        return None
    text = found.note()
    return Endpoint(found.attribute("SchemeID") or (OVT if OVT_FORM.fullmatch(text) else ""), text)


def _contact(beside: Node, details: Node, role: str) -> Contact:
    """The contact person, or else the department (BT-41, BT-56), with phone and mail."""
    name = beside.take(f"{role}ContactPersonName", "contact.name")
    name = name or beside.take(f"{role}ContactPersonDepartment", "contact.name")
    name = name or details.take(f"{role}OrganisationDepartment|{role}Department", "contact.name")
    reach = beside.one(f"{role}CommunicationDetails", "contact")
    return Contact(
        name,
        reach.take(f"{role}PhoneNumberIdentifier", "phone"),
        reach.take(f"{role}EmailaddressIdentifier|{role}EmailAddressIdentifier", "email"),
    )


def read_address(node: Node, role: str) -> Address:
    """A postal address; the post office box is its last line, the country's name only repeats the code."""
    box = f"{role}PostOfficeBoxIdentifier|{role}PostofficeBoxIdentifier"
    lines = [line for line in node.all(f"{role}StreetName") if line.peek()]
    repeated(node, box, *(line.peek() for line in lines))
    lines += [line for line in node.all(box) if line.peek() and not taken(line)]
    country = node.take("CountryCode", "country")
    if country:
        node.take("CountryName")
    return Address(
        lines=tuple(line.named(node.under("lines")).note() for line in lines),
        city=node.take(f"{role}TownName", "city"),
        postal_code=node.take(f"{role}PostCodeIdentifier", "postal_code"),
        subdivision=node.take(f"{role}CountrySubdivision", "subdivision"),
        country=country,
    )


def _repetition(root: Node, role: str, party: Party) -> None:
    """Take what the sender or the recipient only repeats of the seller or buyer."""
    told = (
        party.name,
        party.trading_name,
        party.organisation_number,
        party.vat_number,
        party.endpoint.id if party.endpoint else "",
        *party.address.lines,
        party.address.city,
        party.address.postal_code,
        party.address.country,
        party.contact.name,
        party.contact.phone,
        party.contact.email,
    )
    for part in root.all("|".join(f"{role}{name}" for name in ("PartyDetails", "CommunicationDetails"))):
        _repeated_below(part, told)
    repeated(root, f"{role}OrganisationUnitNumber|{role}ContactPersonName", *told)


def _repeated_below(node: Node, told: tuple[str, ...]) -> None:
    if node.element is None:
        return
    for child in node.element.iter("*"):
        part = Node(child, node.taking)
        repeated(part, "", *told)
        if local(child) == "CountryName" and taken(Node(child.getprevious(), node.taking)):
            part.take()


def _any_party(root: Node, code: str, field: str) -> Party | None:
    """The further party of this role, told by its AnyPartyCode."""
    for part in root.all("AnyPartyDetails"):
        if part.one("AnyPartyText").attribute("AnyPartyCode") == code:
            return _further(part.named(field))
    return None


def _further(node: Node) -> Party:
    role = "AnyParty"
    node.take("AnyPartyText")
    scheme = node.one("AnyPartyIdentifier").attribute("SchemeID", "organisation_scheme")
    name, other = _names(node.all("AnyPartyOrganisationName"), node, role)
    return Party(
        name=name,
        trading_name=other,
        organisation_number=organisation_number(node.take("AnyPartyIdentifier", "organisation_number"), scheme),
        organisation_scheme=scheme,
        vat_number=compact(node.take("AnyPartyOrganisationTaxCode", "vat_number")),
        identifiers=_identifiers(Node(None, node.taking), node, role, Node(None, node.taking)),
        address=read_address(node.one("AnyPartyPostalAddressDetails", "address"), role),
        contact=_contact(node, node, role),
    )


def _factoring(root: Node) -> Party | None:
    """The factoring company, to which the claim was transferred."""
    node = root.one("FactoringAgreementDetails", "payee")
    if not node.peek("FactoringPartyName"):
        return None
    scheme = node.one("FactoringPartyIdentifier").attribute("SchemeID", "organisation_scheme")
    return Party(
        name=node.take("FactoringPartyName", "name"),
        organisation_number=organisation_number(node.take("FactoringPartyIdentifier", "organisation_number"), scheme),
        organisation_scheme=scheme,
        address=read_address(node.one("FactoringPartyPostalAddressDetails", "address"), "FactoringParty"),
    )


class Delivery(NamedTuple):
    """Where it was delivered: BT-70, BT-71 and BG-15."""

    name: str
    location: Endpoint | None
    address: Address | None


def read_delivery(root: Node, buyer: Party) -> Delivery:
    """The delivery address with its name and code; what repeats the buyer's identity says nothing new."""
    node = root.one("DeliveryPartyDetails")
    told = (buyer.organisation_number, buyer.vat_number, buyer.endpoint.id if buyer.endpoint else "")
    repeated(node, "DeliveryPartyIdentifier|DeliveryOrganisationTaxCode", *told)
    repeated(root, "DeliveryOrganisationUnitNumber", *told)
    code = node.one("DeliveryCode") if node.peek("DeliveryCode") else root.one("DeliverySiteCode")
    scheme = code.attribute("SchemeID") or code.attribute("IdentifierType")
    place = code.named("delivery_location").note()
    address = read_address(node.one("DeliveryPostalAddressDetails").named("delivery_address"), "Delivery")
    return Delivery(
        node.take("DeliveryOrganisationName", "delivery_name"),
        Endpoint(scheme, place) if place else None,
        address if address != Address() else None,
    )
