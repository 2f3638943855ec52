"""Reads Finvoice 1.3, 2.01 and 3.0; older versions have the same elements."""

from __future__ import annotations

from typing import Final

from kontera.core.invoice import Invoice
from kontera.core.reading import Reading
from kontera.formats.codec import Codec
from kontera.formats.finvoice.kinds import read_type, read_type_code
from kontera.formats.finvoice.notes import read_notes
from kontera.formats.finvoice.parties import read_delivery, read_parties
from kontera.formats.finvoice.parts import stated
from kontera.formats.finvoice.payment import read_due_date, read_payment, take_repeated
from kontera.formats.finvoice.references import (
    read_attachments,
    read_dimensions,
    read_period,
    read_preceding,
    read_references,
)
from kontera.formats.finvoice.rows import read_rows
from kontera.formats.finvoice.sign import kept
from kontera.formats.finvoice.totals import (
    read_accounting_currency,
    read_allowances,
    read_currency,
    read_reverse_charge,
    read_totals,
    read_vat,
)
from kontera.formats.taking import Node, Taking
from kontera.formats.xml import Element

NAME: Final = "finvoice"
ROOT: Final = "Finvoice"


def recognises(root: Element) -> bool:
    """Whether this is a Finvoice, which has no namespace; some senders invent one."""
    return isinstance(root.tag, str) and root.tag.rpartition("}")[2] == ROOT


def read(root: Element) -> tuple[Reading, ...]:
    """The one invoice of a Finvoice document, with the evidence of each value and what has no place in it."""
    taking = Taking(root, NAME, {})
    node = Node(root, taking)
    invoice = kept(_invoice(node))
    language = node.take("InvoiceRecipientLanguageCode").lower()  # what the recipient asked for
    return (Reading(invoice, NAME, taking.evidence, taking.unread(), tuple(taking.findings), language),)


CODEC: Final = Codec(NAME, recognises, read)


def _invoice(root: Node) -> Invoice:
    """The invoice with the signs that the document has."""
    currency = root.taking.currency = read_currency(root)
    code = read_type_code(root)
    details, delivery = root.one("InvoiceDetails"), root.one("DeliveryDetails")
    parties = read_parties(root)
    place = read_delivery(root, parties.buyer)
    references = read_references(root)
    totals = read_totals(root)
    rows = read_rows(root, (totals.line_net, totals.net))
    issued = details.day("InvoiceDate", "issue_date")
    take_repeated(root, issued, parties.seller.organisation_number)
    return Invoice(
        type=read_type(root, code),
        type_code=code,
        number=details.take("InvoiceNumber", "number"),
        issue_date=issued,
        due_date=read_due_date(root),
        tax_point=details.day("VatPoint/VatPointDate", "tax_point"),
        tax_point_code=details.take("VatPoint/VatPointDateCode", "tax_point_code"),
        currency=currency,
        accounting_currency=read_accounting_currency(root),
        buyer_reference=references.buyer,
        seller_reference=references.seller,
        order_number=references.order,
        sales_order=references.sales_order,
        contract=references.contract,
        project=references.project,
        tender=references.tender,
        despatch_advice=stated(delivery, "DeliveryNoteIdentifier", "despatch_advice")
        or stated(delivery, "WaybillIdentifier", "despatch_advice"),
        invoiced_object=references.invoiced_object,
        invoiced_object_scheme=references.invoiced_object_scheme,
        buyer_accounting=references.buyer_accounting,
        customer_number=references.customer_number,
        notes=read_notes(root, rows.texts),
        preceding=read_preceding(root),
        seller=parties.seller,
        buyer=parties.buyer,
        payee=parties.payee,
        tax_representative=parties.tax_representative,
        delivery_date=delivery.day("DeliveryDate", "delivery_date"),
        delivery_name=place.name,
        delivery_location=place.location,
        delivery_address=place.address,
        delivery_terms=delivery.take("DeliveryTermsText|DeliveryTermsCode", "delivery_terms"),
        dimensions=read_dimensions(details, "AccountDimensionText"),
        period=read_period(root),
        payment=read_payment(root, (parties.seller.name, parties.payee.name if parties.payee else "")),
        allowances_charges=read_allowances(root),
        totals=totals,
        vat=read_vat(root),
        attachments=read_attachments(root),
        lines=rows.lines,
        reverse_charge=read_reverse_charge(root),
        specification=root.take("MessageTransmissionDetails/MessageDetails/SpecificationIdentifier", "specification"),
    )
