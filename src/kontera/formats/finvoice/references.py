"""Reads what a Finvoice refers to: orders, agreements, earlier invoices, links and attachments."""

from __future__ import annotations

from typing import Final, NamedTuple

from kontera.core.invoice import Attachment, DocumentReference, Period
from kontera.formats.finvoice.parts import stated
from kontera.formats.taking import Node

ATTACHED: Final = "::attachments"  # how the name of the message that carries the attachments ends
ACCOUNTING: Final = (
    "AccountDimensionText",
    "NormalProposedAccountIdentifier",
    "ProposedAccountText",
    "ShortProposedAccountIdentifier",
)


class References(NamedTuple):
    """The numbers by which buyer and seller find the matter again: BT-10 to BT-18."""

    buyer: str
    seller: str
    order: str
    sales_order: str
    contract: str
    project: str
    tender: str
    invoiced_object: str
    invoiced_object_scheme: str
    buyer_accounting: str
    customer_number: str


def read_references(root: Node) -> References:
    """Who ordered and who sold stand in for a missing buyer's and seller's reference."""
    node = root.one("InvoiceDetails")
    thing = node.one("InvoicedObjectID")
    return References(
        buyer=stated(node, "BuyerReferenceIdentifier", "buyer_reference")
        or node.take("OrdererName", "buyer_reference"),
        seller=stated(node, "SellerReferenceIdentifier", "seller_reference")
        or node.take("SalesPersonName", "seller_reference"),
        order=stated(node, "OrderIdentifier", "order_number"),
        sales_order=stated(node, "OrderConfirmationIdentifier", "sales_order"),
        contract=stated(node, "AgreementIdentifier", "contract"),
        project=stated(node, "ProjectReferenceIdentifier", "project"),
        tender=stated(node, "TenderReference", "tender"),
        invoiced_object=thing.take(field="invoiced_object"),
        invoiced_object_scheme=thing.attribute("SchemeID", "invoiced_object_scheme"),
        buyer_accounting=read_accounting(node, ""),
        customer_number=stated(node, "SellersBuyerIdentifier", "customer_number"),
    )


def read_accounting(node: Node, prefix: str) -> str:
    """BT-19, BT-133: the dimensions as text, else the account that the seller proposes."""
    for name in ACCOUNTING:
        if node.peek(prefix + name) and not is_dimensions(node.peek(prefix + name)):
            return node.take(prefix + name, "buyer_accounting")
    return ""


def is_dimensions(text: str) -> bool:
    """Whether the text is pairs of dimension and object, such as cost centre=100;project=7."""
    pairs = [pair.partition("=") for pair in text.split(";")]
    return all(name.strip() and equals and value.strip() for name, equals, value in pairs)


def read_dimensions(node: Node, path: str) -> tuple[tuple[str, str], ...]:
    """The dimensions and their objects where the text names both."""
    if not is_dimensions(node.peek(path)):
        return ()
    pairs = [pair.partition("=") for pair in node.take(path, "dimensions").split(";")]
    return tuple((name.strip(), value.strip()) for name, _, value in pairs)


def read_preceding(root: Node) -> tuple[DocumentReference, ...]:
    """BG-3: the invoice that this one corrects, and further ones."""
    node = root.one("InvoiceDetails")
    found: list[DocumentReference] = []
    if node.peek("OriginalInvoiceNumber"):
        first = node.named("preceding[0]")
        number = first.take("OriginalInvoiceNumber", "number")
        found.append(DocumentReference(number, first.day("OriginalInvoiceDate", "issue_date")))
    for further in node.all("OriginalInvoiceReference"):
        if further.peek("InvoiceNumber"):
            part = further.named(f"preceding[{len(found)}]")
            number = part.take("InvoiceNumber", "number")
            found.append(DocumentReference(number, part.day("InvoiceDate", "issue_date")))
    return tuple(found)


def read_period(root: Node) -> Period:
    """BG-14: the invoicing period, else the period of delivery."""
    node = root.one("InvoiceDetails", "period")
    stated_period = Period(node.day("InvoicingPeriodStartDate", "start"), node.day("InvoicingPeriodEndDate", "end"))
    if stated_period != Period():
        return stated_period
    delivery = root.one("DeliveryDetails/DeliveryPeriodDetails").named("period")
    return Period(delivery.day("StartDate", "start"), delivery.day("EndDate", "end"))


def read_attachments(root: Node) -> tuple[Attachment, ...]:
    """BG-24: the links with their names in order, and the message that carries attachments beside the invoice."""
    links, names = root.all("InvoiceUrlText"), root.all("InvoiceUrlNameText")
    found: list[Attachment] = []
    for i, link in enumerate(links):
        if link.peek():
            field = f"attachments[{len(found)}]"
            name = names[i].named(f"{field}.number").note() if i < len(names) else ""
            found.append(Attachment(number=name, uri=link.named(f"{field}.uri").note()))
    message = root.one("AttachmentMessageDetails/AttachmentMessageIdentifier")
    if message.peek():
        found.append(Attachment(number=message.named(f"attachments[{len(found)}].number").note()))
    return tuple(found)
