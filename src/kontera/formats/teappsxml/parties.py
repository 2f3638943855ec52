"""Reads the parties of a TEAPPSXML invoice: payee (seller), receiver (buyer), others, and where goods went."""

from __future__ import annotations

from typing import Final, NamedTuple

from kontera.core.party import Address, Contact, Endpoint, Party
from kontera.formats.codes import compact, icd
from kontera.formats.taking import Node

INFORMATION: Final = "CUSTOMER_INFORMATION"
STREETS: Final = ("STREET_ADDRESS1", "STREET_ADDRESS2", "STREET_ADDRESS3", "STREET_ADDRESS4")
RECEIVER_OF_MONEY: Final = "PaymentReceiver"  # BG-10, by the comments of version 3.0
TAX_REPRESENTATIVE: Final = "SellerTaxRepr"  # BG-11


class Parties(NamedTuple):
    """Who takes part: BG-4, BG-7, BG-10 and BG-11, and the seller's number of the buyer."""

    seller: Party
    buyer: Party
    payee: Party | None
    tax_representative: Party | None
    customer_number: str


def read_parties(node: Node) -> Parties:
    """The parties of an INVOICE."""
    receiver = node.one("RECEIVER")
    customer = _customer_number(receiver)
    payee = _partner(node, RECEIVER_OF_MONEY, "payee") or _factor(node.one("HEADER/FACTORING_INFORMATION", "payee"))
    return Parties(
        seller=_party(node.one("PAYEE", "seller")),
        buyer=_party(receiver.named("buyer"), own_number=bool(customer)),
        payee=payee,
        tax_representative=_partner(node, TAX_REPRESENTATIVE, "tax_representative"),
        customer_number=customer,
    )


def _customer_number(receiver: Node) -> str:
    for path in (f"{INFORMATION}/CUSTOMER_ID", "CUSTOMER_ID"):
        if receiver.peek(path) and not receiver.one(path).attribute("SCHEME_ID"):
            return receiver.take(path, "customer_number")
    return ""


def _partner(node: Node, kind: str, field: str) -> Party | None:
    found = next((part for part in node.all("OTHER_PARTNER") if part.attribute("PARTNER_TYPE") == kind), None)
    return _party(found.named(field)) if found is not None else None


def _factor(node: Node) -> Party | None:
    """The finance company that the claim was passed on to."""
    if not node.peek("CUSTOMER_NAME"):
        return None
    number = node.one("ORGANIZATION_NUMBER")
    return Party(
        name=node.take("CUSTOMER_NAME", "name"),
        organisation_number=compact(node.take("ORGANIZATION_NUMBER", "organisation_number")),
        organisation_scheme=number.attribute("SCHEME_ID", "organisation_scheme"),
    )


def _party(node: Node, *, own_number: bool = False) -> Party:
    inner = node.one(INFORMATION)
    number = inner.one("ORGANIZATION_NUMBER")
    return Party(
        name=inner.take("CUSTOMER_NAME", "name"),
        trading_name=inner.take("TRADING_NAME", "trading_name"),
        organisation_number=compact(inner.take("ORGANIZATION_NUMBER", "organisation_number")),
        organisation_scheme=number.attribute("SCHEME_ID", "organisation_scheme") if number.peek() else "",
        vat_number=compact(inner.take("VAT_NUMBER", "vat_number")),
        tax_registration=node.take("PRELIMINARY_TAX_REGISTERED", "tax_registration"),
        identifiers=_identifiers(inner, own_number=own_number),
        legal_information=_legal(node),
        endpoint=_endpoint(node),
        address=read_address(inner.one("ADDRESS", "address")) or Address(),
        contact=_contact(inner),
    )


def _legal(node: Node) -> str:
    """BT-33: further legal information, and where the company is registered."""
    parts = (node.take("ADDITIONAL_LEGAL_INFO", "legal_information"), node.take("DOMICILE", "legal_information"))
    return ", ".join(part for part in parts if part)


def _identifiers(inner: Node, *, own_number: bool) -> tuple[Endpoint, ...]:
    stated = [*inner.all("PARTY_IDENTIFICATION_ID"), *(() if own_number else inner.all("CUSTOMER_ID"))]
    field = inner.under("identifiers")
    kept = [part for part in stated if part.peek()]
    return tuple(
        Endpoint(part.attribute("SCHEME_ID") or icd(part.attribute("AUTHORITY")), part.named(f"{field}[{i}]").note())
        for i, part in enumerate(kept)
    )


def _endpoint(node: Node) -> Endpoint | None:
    """BT-34, BT-49: the address in the exchange, with its scheme where version 3.0 states one."""
    if not node.peek("NET_SERVICE_ID"):
        return None
    scheme = node.take("EADDRESS_SCHEME_ID_CODE", "endpoint")
    return Endpoint(scheme, node.take("NET_SERVICE_ID", "endpoint"))


def read_address(node: Node) -> Address | None:
    """A postal address, or None when there is none; the country's name is taken with its code only."""
    if not node:
        return None
    code = node.take("COUNTRY_CODE", "country")
    if code:
        node.take("COUNTRY")
    address = Address(
        lines=tuple(line for line in (node.take(name, "lines") for name in STREETS) if line),
        city=node.take("POST_OFFICE", "city"),
        postal_code=node.take("POSTAL_CODE", "postal_code"),
        subdivision=node.take("SUBDIVISION", "subdivision"),
        country=code,
    )
    return None if address == Address() else address


def _contact(inner: Node) -> Contact:
    person = inner.one("CONTACT_INFORMATION", "contact")
    return Contact(
        person.take("CONTACT_PERSON", "name"),
        person.take("TELEPHONE_NUMBER", "phone"),
        person.take("E-MAIL_ADDRESS", "email") or inner.named(inner.under("contact")).take("E-MAIL_ADDRESS", "email"),
    )
