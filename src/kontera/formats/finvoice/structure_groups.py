"""Structure rules of Finvoice: which elements there must be, and in which order (Finvoice XSD 1.3, 2.01 and 3.0)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from kontera.formats.finvoice.structure_parts import INVOICE, ORDER, absent, at, first, groups, named, text, version
from kontera.formats.finvoice.structure_tables import ORDERS, PARTS, REPEATED
from kontera.formats.rules.rule import Hit, Judged
from kontera.formats.taking import local

VERSIONS: Final = frozenset({"1.0", "1.1", "1.2", "1.3", "2.0", "2.01", "3.0"})
OLD: Final = frozenset({"1.0", "1.1", "1.2", "1.3"})
REQUIRED: Final = ("SellerPartyDetails", "BuyerPartyDetails", INVOICE, "InvoiceRow", "EpiDetails")
ORIGINS: Final = frozenset({"Original", "Copy", "Cancel"})
_PARTY: Final = ("OrganisationUnitNumber", "SiteCode", "ContactPersonName", "ContactPersonFunction")
# the children of Finvoice in the order of the schema of 3.0
ORDERED: Final = (
    "MessageTransmissionDetails",
    "SellerPartyDetails",
    *(f"Seller{name}" for name in (*_PARTY, "ContactPersonDepartment", "CommunicationDetails", "InformationDetails")),
    "InvoiceSenderPartyDetails",
    "InvoiceRecipientPartyDetails",
    *(f"InvoiceRecipient{name}" for name in (*_PARTY, "ContactPersonDepartment", "LanguageCode")),
    "InvoiceRecipientCommunicationDetails",
    "BuyerPartyDetails",
    *(f"Buyer{name}" for name in (*_PARTY, "ContactPersonDepartment", "CommunicationDetails")),
    "DeliveryPartyDetails",
    *(f"Delivery{name}" for name in (*_PARTY, "ContactPersonDepartment", "CommunicationDetails", "Details")),
    "AnyPartyDetails",
    INVOICE,
    "PaymentCardInfo",
    "DirectDebitInfo",
    "PaymentStatusDetails",
    "PartialPaymentDetails",
    "FactoringAgreementDetails",
    "VirtualBankBarcode",
    "InvoiceRow",
    "SpecificationDetails",
    "EpiDetails",
    "InvoiceUrlNameText",
    "InvoiceUrlText",
    "StorageUrlText",
    "LayOutIdentifier",
    "InvoiceSegmentIdentifier",
    "ControlChecksum",
    "MessageChecksum",
    "ControlStampText",
    "AcceptanceStampText",
    "OriginalInvoiceFormat",
    "AttachmentMessageDetails",
)
# of the elements that versions after 1.3 brought, those that change what is paid or how it is read
NEWER: Final = frozenset(
    {
        "InvoiceTypeCodeUN",
        "RowsTotalVatExcludedAmount",
        "DiscountsTotalVatExcludedAmount",
        "ChargesTotalVatExcludedAmount",
        "InvoicePaidAmount",
        "DiscountDetails",
        "ChargeDetails",
        "UnitPriceNetAmount",
        "UnitPriceDiscountAmount",
        "RowChargeDetails",
        "VatPoint",
        "TenderReference",
        "PaymentCardInfo",
        "DirectDebitInfo",
        "AttachmentMessageDetails",
    }
)


def known_version(document: Judged) -> Iterable[Hit]:
    """Finvoice/@Version: one of the versions published."""
    return () if version(document) in VERSIONS else (Hit(document.root, version(document)),)


def main_groups(document: Judged) -> Iterable[Hit]:
    """SellerPartyDetails, BuyerPartyDetails, InvoiceDetails, InvoiceRow and EpiDetails are mandatory."""
    return (Hit(document.root, name, (("name", name),)) for name in REQUIRED if not at(document.root, name))


def known_groups(document: Judged) -> Iterable[Hit]:
    """Finvoice has no other children than those of its schema."""
    return (Hit(child, local(child)) for child in document.root.iterchildren("*") if local(child) not in ORDERED)


def main_order(document: Judged) -> Iterator[Hit]:
    """The children of Finvoice stand in the order of the schema."""
    places = {name: place for place, name in enumerate(ORDERED)}
    reached = 0
    for child in document.root.iterchildren("*"):
        place = places.get(local(child), reached)
        if place < reached:
            yield Hit(child, local(child))
        reached = max(reached, place)


def inner_order(document: Judged) -> Iterator[Hit]:
    """The children of the larger groups stand in the order of the schema."""
    for group in named(document, *ORDERS):
        places = {name: place for place, name in enumerate(ORDERS[local(group)])}
        reached = 0
        for child in group.iterchildren("*"):
            place = places.get(local(child), reached)
            if place < reached:
                yield Hit(child, local(child))
            reached = max(reached, place)


def known_elements(document: Judged) -> Iterator[Hit]:
    """The larger groups have no other children than those of the schema."""
    for group in named(document, *ORDERS):
        for child in group.iterchildren("*"):
            if local(child) not in ORDERS[local(group)]:
                yield Hit(child, local(child))


def repeated_elements(document: Judged) -> Iterator[Hit]:
    """What may stand in a group once stands there once."""
    for group in (document.root, *named(document, *ORDERS)):
        seen: set[str] = set()
        for child in group.iterchildren("*"):
            if local(child) in seen and local(child) not in REPEATED:
                yield Hit(child, local(child))
            seen.add(local(child))


def group_parts(document: Judged) -> Iterator[Hit]:
    """Smaller groups have what the schema makes mandatory in them."""
    for group, part in PARTS:
        for found in named(document, group):
            if not at(found, part):
                yield Hit(found, part)


def seller_name(document: Judged) -> Iterable[Hit]:
    """SellerPartyDetails/SellerOrganisationName is mandatory."""
    return absent(document, "SellerPartyDetails", "SellerOrganisationName")


def buyer_name(document: Judged) -> Iterable[Hit]:
    """BuyerPartyDetails/BuyerOrganisationName is mandatory."""
    return absent(document, "BuyerPartyDetails", "BuyerOrganisationName")


def delivery_name(document: Judged) -> Iterable[Hit]:
    """DeliveryPartyDetails needs DeliveryOrganisationName and an address."""
    return absent(document, "DeliveryPartyDetails", "DeliveryOrganisationName", "DeliveryPostalAddressDetails")


def invoice_type(document: Judged) -> Iterable[Hit]:
    """InvoiceDetails/InvoiceTypeCode is mandatory."""
    return absent(document, INVOICE, "InvoiceTypeCode")


def type_text(document: Judged) -> Iterable[Hit]:
    """InvoiceDetails/InvoiceTypeText is mandatory."""
    return absent(document, INVOICE, "InvoiceTypeText")


def origin(document: Judged) -> Iterator[Hit]:
    """InvoiceDetails/OriginCode is mandatory: Original, Copy or Cancel."""
    for details in at(document.root, INVOICE):
        found = first(document, f"{INVOICE}/OriginCode")
        if text(found) not in ORIGINS:
            yield Hit(details if found is None else found, text(found))


def invoice_number(document: Judged) -> Iterable[Hit]:
    """InvoiceDetails/InvoiceNumber is mandatory."""
    return absent(document, INVOICE, "InvoiceNumber")


def invoice_date(document: Judged) -> Iterable[Hit]:
    """InvoiceDetails/InvoiceDate is mandatory."""
    return absent(document, INVOICE, "InvoiceDate")


def total_with_vat(document: Judged) -> Iterable[Hit]:
    """InvoiceDetails/InvoiceTotalVatIncludedAmount is mandatory."""
    return absent(document, INVOICE, "InvoiceTotalVatIncludedAmount")


def totals_of_old_versions(document: Judged) -> Iterable[Hit]:
    """To version 1.3 the totals without VAT and of VAT are mandatory too."""
    if version(document) not in OLD:
        return ()
    return absent(document, INVOICE, "InvoiceTotalVatExcludedAmount", "InvoiceTotalVatAmount")


def newer_elements(document: Judged) -> Iterable[Hit]:
    """Version 1.3 and older do not know the elements that came later."""
    if version(document) not in OLD:
        return ()
    return (Hit(element, local(element)) for element in named(document, *NEWER))


def order_groups(document: Judged) -> Iterator[Hit]:
    """EpiDetails has its three groups, and the first a date and a reference, which may be empty."""
    yield from absent(document, "EpiDetails/EpiIdentificationDetails", "EpiDate")
    for details in at(document.root, "EpiDetails"):
        for name in ("EpiIdentificationDetails", "EpiPartyDetails", "EpiPaymentInstructionDetails"):
            if not at(details, name):
                yield Hit(details, name)
        for group, name in (("EpiIdentificationDetails", "EpiReference"), ("EpiPartyDetails", "EpiBfiPartyDetails")):
            yield from (Hit(part, name) for part in at(details, group) if not at(part, name))


def order_account(document: Judged) -> Iterator[Hit]:
    """EpiBeneficiaryPartyDetails/EpiAccountID is mandatory."""
    for parties in at(document.root, "EpiDetails/EpiPartyDetails"):
        if not any(text(one) for one in at(parties, "EpiBeneficiaryPartyDetails/EpiAccountID")):
            yield Hit(parties, "EpiAccountID")


def order_amount(document: Judged) -> Iterable[Hit]:
    """EpiPaymentInstructionDetails/EpiInstructedAmount is mandatory."""
    return absent(document, ORDER, "EpiInstructedAmount")


def order_due_date(document: Judged) -> Iterable[Hit]:
    """EpiPaymentInstructionDetails/EpiDateOptionDate is mandatory."""
    return absent(document, ORDER, "EpiDateOptionDate")


def order_charge(document: Judged) -> Iterator[Hit]:
    """EpiPaymentInstructionDetails/EpiCharge with its ChargeOption is mandatory."""
    for order in at(document.root, ORDER):
        charge = next(iter(at(order, "EpiCharge")), None)
        option = "" if charge is None else charge.get("ChargeOption") or ""
        if option not in {"SHA", "OUR", "BEN", "SLEV"}:
            yield Hit(order if charge is None else charge, option)


def addresses(document: Judged) -> Iterator[Hit]:
    """Every postal address needs a street, a town and a post code."""
    for address in groups(document, "PostalAddressDetails"):
        for part in ("StreetName", "TownName", "PostCodeIdentifier"):
            if not any(local(child).endswith(part) and text(child) for child in address.iterchildren("*")):
                yield Hit(address, part)


def account_bic(document: Judged) -> Iterable[Hit]:
    """SellerAccountDetails needs both SellerAccountID and SellerBic."""
    return absent(document, "SellerInformationDetails/SellerAccountDetails", "SellerAccountID", "SellerBic")


def row_kinds(document: Judged) -> Iterator[Hit]:
    """In 3.0 a row has either values of its own or sub-rows."""
    for row in at(document.root, "InvoiceRow"):
        children = {local(child) for child in row.iterchildren("*")}
        if version(document) == "3.0" and "SubInvoiceRow" in children and len(children) > 1:
            yield Hit(row)


def transmission(document: Judged) -> Iterator[Hit]:
    """MessageTransmissionDetails names sender, receiver, both operators, the message and its time."""
    for details in at(document.root, "MessageTransmissionDetails"):
        for path in (
            "MessageSenderDetails/FromIdentifier",
            "MessageSenderDetails/FromIntermediator",
            "MessageReceiverDetails/ToIdentifier",
            "MessageReceiverDetails/ToIntermediator",
            "MessageDetails/MessageIdentifier",
            "MessageDetails/MessageTimeStamp",
        ):
            if not any(text(one) for one in at(details, path)):
                yield Hit(details, path.rpartition("/")[2])
