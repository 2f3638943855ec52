"""The kinds of document that Finvoice knows, by its own type codes."""

from __future__ import annotations

from typing import Final

from kontera.core.invoice import DocumentType, Invoice
from kontera.formats.codes import document_type
from kontera.formats.finvoice.parts import stated
from kontera.formats.taking import Node

CREDIT: Final = "INV02"
# Finvoice implementation guidelines, the list of message types, with UNTDID 1001 where it has the same kind
UN_CODES: Final = {"INV01": "380", CREDIT: "381", "INV06": "325", "INV07": "389"}
TYPES: Final = {
    CREDIT: DocumentType.CREDIT_NOTE,
    "INV05": DocumentType.REMINDER,  # collection
    "INV08": DocumentType.REMINDER,
    "REQ": DocumentType.OTHER,
    "QUO": DocumentType.QUOTE,
    "ORD": DocumentType.OTHER,
    "ORC": DocumentType.OTHER,
    "DEV": DocumentType.DELIVERY_NOTE,
    "DEN": DocumentType.DELIVERY_NOTE,
    "PRI": DocumentType.OTHER,
}
PAID: Final = "PAID"
WORDS: Final = {DocumentType.CREDIT_NOTE: "HYVITYSLASKU", DocumentType.REMINDER: "MAKSUMUISTUTUS"}
INVOICE_WORD: Final = "LASKU"
NOT_THE_ORIGINAL: Final = {
    "COPY": ("finvoice.copy", "The document is a copy of an invoice that was sent before."),
    "CANCEL": ("finvoice.cancellation", "The document cancels an invoice that was sent before."),
}


def read_type_code(root: Node) -> str:
    """BT-3 in UNTDID 1001, as stated or by the Finvoice code; empty for kinds that list does not know."""
    own = root.take("InvoiceDetails/InvoiceTypeCode", "type")
    root.take("InvoiceDetails/InvoiceTypeText", "type")
    stated_code = stated(root, "InvoiceDetails/InvoiceTypeCodeUN", "type_code")
    if not stated_code and own in UN_CODES:
        root.take("InvoiceDetails/InvoiceTypeCode", "type_code")
    return stated_code or UN_CODES.get(own, "")


def read_type(root: Node, code: str) -> DocumentType:
    """The kind of document; a receipt is a message that is no invoice and says it is paid.

    What is paid, a copy or a cancellation is remarked on, for such an invoice is not to be paid (again).
    """
    own = root.peek("InvoiceDetails/InvoiceTypeCode")
    paid = root.one("PaymentStatusDetails/PaymentStatusCode")
    origin = root.one("InvoiceDetails/OriginCode")
    origin.take()
    remark = NOT_THE_ORIGINAL.get(origin.peek().upper())
    if remark is not None:
        origin.named("type").remark(*remark)
    if paid.take() == PAID:
        if own.startswith("INF"):
            return DocumentType.RECEIPT
        paid.named("totals.payable").remark("finvoice.paid", "The invoice says that it is paid already.")
    kind = TYPES.get(own) or TYPES.get(own[:3])
    return kind or document_type(code, credit_note=False)


def is_paid(invoice: Invoice) -> bool:
    """Whether the document is to say that it is paid."""
    return invoice.type is DocumentType.RECEIPT


def own_code(invoice: Invoice) -> str:
    """The Finvoice code for an invoice that is to be written."""
    if invoice.type is DocumentType.CREDIT_NOTE:
        return CREDIT
    if invoice.type is DocumentType.REMINDER:
        return "INV08"
    return next((own for own, code in UN_CODES.items() if code == invoice.type_code and own != CREDIT), "INV01")
