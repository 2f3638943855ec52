"""Structure rules of OIOUBL 2 for the head of a document and its parties."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kontera.core.identifiers import is_danish_cvr, is_gln
from kontera.formats.rules import own
from kontera.formats.rules.own import at, text
from kontera.formats.rules.rule import Hit, Judged
from kontera.formats.taking import local
from kontera.formats.xml import Element

VERSIONS: Final = frozenset({"2.0", "2.1"})
CUSTOMIZATIONS: Final = frozenset({"OIOUBL-2.01", "OIOUBL-2.02", "OIOUBL-2.1"})
PROFILE: Final = re.compile(
    r"NONE|(?:Procurement|Catalogue|Reference)-[A-Za-z0-9-]+-1\.0|urn:www\.nesubl\.eu:profiles:profile[0-9]+:ver[12]\.0"
)
INVOICE_TYPES: Final = frozenset({"325", "380", "393"})  # invoicetypecode-1.1: proforma, invoice, factored invoice
CURRENCY: Final = re.compile(r"[A-Z]{3}")
COUNTRY: Final = re.compile(r"[A-Z]{2}")
UUID: Final = re.compile(r"[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")
ADDRESS_FORMATS: Final = frozenset(
    {"StructuredDK", "StructuredLax", "StructuredRegion", "StructuredID", "Unstructured"}
)
# endpointid-1.1 and partyid-1.1, without regard to case
SCHEMES: Final = frozenset(
    {
        *("DK:CVR", "DK:P", "DK:SE", "DK:CPR", "DK:VANS", "GLN", "DUNS", "IBAN", "ISO 6523", "ZZZ"),
        *("FR:SIRET", "SE:ORGNR", "FI:OVT", "NO:ORGNR", "NO:VAT", "IS:KT", "EE:CC", "EU:VAT", "EU:REID", "GE:LWID"),
        *("AT:VAT", "BE:VAT", "DE:VAT", "ES:VAT", "FR:VAT", "GB:VAT", "IT:VAT", "NL:KVK", "NL:VAT", "PL:VAT", "SE:VAT"),
    }
)
SELLER: Final = "AccountingSupplierParty/Party"
BUYER: Final = "AccountingCustomerParty/Party"
IDENTIFIERS: Final = frozenset({"EndpointID", "CompanyID"})


def version(doc: Judged) -> Iterator[Hit]:
    """UBLVersionID, where it is stated, is 2.0 or 2.1."""
    return own.unlisted(at(doc.root, "UBLVersionID"), VERSIONS)


def customization(doc: Judged) -> Iterator[Hit]:
    """F-LIB001: CustomizationID is a release of OIOUBL 2."""
    return own.unlisted(at(doc.root, "CustomizationID"), CUSTOMIZATIONS)


def profile(doc: Judged) -> Iterator[Hit]:
    """ProfileID is mandatory."""
    return own.lacking([doc.root], "ProfileID")


def profile_listed(doc: Judged) -> Iterator[Hit]:
    """F-LIB302: ProfileID is in the form of the list profileid."""
    return own.unfit(at(doc.root, "ProfileID"), lambda stated: PROFILE.fullmatch(stated) is not None)


def number_stated(doc: Judged) -> Iterator[Hit]:
    """ID is mandatory."""
    return own.lacking([doc.root], "ID")


def issue_date(doc: Judged) -> Iterator[Hit]:
    """IssueDate is mandatory."""
    return own.lacking([doc.root], "IssueDate")


def type_stated(doc: Judged) -> Iterator[Hit]:
    """InvoiceTypeCode is mandatory in an invoice; a credit note needs none."""
    return own.lacking([doc.root] if local(doc.root) == "Invoice" else [], "InvoiceTypeCode")


def type_listed(doc: Judged) -> Iterator[Hit]:
    """InvoiceTypeCode is in the list invoicetypecode-1.1."""
    return own.unlisted(at(doc.root, "InvoiceTypeCode"), INVOICE_TYPES)


def currency_stated(doc: Judged) -> Iterator[Hit]:
    """DocumentCurrencyCode is mandatory."""
    return own.lacking([doc.root], "DocumentCurrencyCode")


def currency_listed(doc: Judged) -> Iterator[Hit]:
    """DocumentCurrencyCode has the form of ISO 4217."""
    return own.unfit(at(doc.root, "DocumentCurrencyCode"), lambda stated: CURRENCY.fullmatch(stated) is not None)


def uuid_form(doc: Judged) -> Iterator[Hit]:
    """UUID has the form of one."""
    return own.unfit(at(doc.root, "UUID"), lambda stated: UUID.fullmatch(stated) is not None)


def order_number(doc: Judged) -> Iterator[Hit]:
    """OrderReference/ID is there where there is an OrderReference."""
    return own.lacking(at(doc.root, "OrderReference"), "ID")


def seller_endpoint(doc: Judged) -> Iterator[Hit]:
    """AccountingSupplierParty/Party/EndpointID is mandatory."""
    return own.lacking([doc.root], f"{SELLER}/EndpointID")


def buyer_endpoint(doc: Judged) -> Iterator[Hit]:
    """AccountingCustomerParty/Party/EndpointID is mandatory."""
    return own.lacking([doc.root], f"{BUYER}/EndpointID")


def seller_legal(doc: Judged) -> Iterator[Hit]:
    """The seller's PartyLegalEntity/CompanyID is mandatory."""
    return own.lacking([doc.root], f"{SELLER}/PartyLegalEntity/CompanyID")


def seller_name(doc: Judged) -> Iterator[Hit]:
    """The seller's PartyName/Name is mandatory, unless its legal name is stated."""
    return _named(doc, SELLER)


def buyer_name(doc: Judged) -> Iterator[Hit]:
    """The buyer's PartyName/Name is mandatory, unless its legal name is stated."""
    return _named(doc, BUYER)


def _named(doc: Judged, path: str) -> Iterator[Hit]:
    nameless = [] if text(doc.root, f"{path}/PartyLegalEntity/RegistrationName") else [doc.root]
    return own.lacking(nameless, f"{path}/PartyName/Name")


def buyer_contact(doc: Judged) -> Iterator[Hit]:
    """The buyer's Contact/ID (the person who ordered) is mandatory."""
    return own.lacking([doc.root], f"{BUYER}/Contact/ID")


def schemes(doc: Judged) -> Iterator[Hit]:
    """EndpointID and CompanyID of the parties have a scheme of the lists endpointid and partyid."""
    for element in _identifiers(doc):
        scheme = element.get("schemeID", "")
        if scheme.upper() not in SCHEMES:
            yield own.hit(element, value=scheme)


def cvr_numbers(doc: Judged) -> Iterator[Hit]:
    """A DK:CVR or DK:SE number is DK and eight digits with a right check digit."""
    marked = (one for one in _identifiers(doc) if one.get("schemeID") in {"DK:CVR", "DK:SE"})
    return own.unfit(marked, lambda stated: is_danish_cvr(stated.removeprefix("DK")))


def location_numbers(doc: Judged) -> Iterator[Hit]:
    """A GLN has thirteen digits with a right check digit."""
    return own.unfit((one for one in _identifiers(doc) if one.get("schemeID") == "GLN"), is_gln)


def _identifiers(doc: Judged) -> Iterator[Element]:
    for path in (SELLER, BUYER):
        for party in at(doc.root, path):
            yield from (element for element in party.iter("*") if local(element) in IDENTIFIERS and text(element))


def address_formats(doc: Judged) -> Iterator[Hit]:
    """F-LIB025: AddressFormatCode is in the list addressformatcode-1.1."""
    codes = frozenset(code.upper() for code in ADDRESS_FORMATS)
    found = (element for element in doc.root.iter("*") if local(element) == "AddressFormatCode")
    return own.unfit(found, lambda stated: stated.upper() in codes)


def countries(doc: Judged) -> Iterator[Hit]:
    """Country/IdentificationCode has the form of ISO 3166-1."""
    found = (element for element in doc.root.iter("*") if local(element) == "IdentificationCode")
    return own.unfit(found, lambda stated: COUNTRY.fullmatch(stated) is not None)
