"""Reads TEAPPSXML 2.7 and 3.0, the format of Tieto's InvoiceCenter; the comments of 3.0 name the terms of EN 16931."""

from __future__ import annotations

from datetime import date
from typing import Final

from kontera.core.invoice import Attachment, DocumentReference, DocumentType, Invoice, VatCategory
from kontera.core.party import Endpoint
from kontera.core.reading import Reading
from kontera.formats.codec import Codec
from kontera.formats.codes import CATEGORIES
from kontera.formats.signs import positive
from kontera.formats.taking import Node, Taking, local
from kontera.formats.teappsxml.lines import read_lines
from kontera.formats.teappsxml.parties import INFORMATION, read_address, read_parties
from kontera.formats.teappsxml.parts import day, read_dimensions, read_period
from kontera.formats.teappsxml.payment import read_payment
from kontera.formats.teappsxml.summary import read_charges, read_totals, read_vat
from kontera.formats.xml import MAX_SURROUNDINGS, Element

NAME: Final = "teappsxml"
ROOT: Final = "INVOICE_CENTER"
# what of the frames only moves a batch of invoices: versions, times, counts, printing; who sends to whom is unread
TRANSPORT: Final = frozenset(
    {
        "TF_CODE",
        "CF_CODE",
        "TIMESTAMP",
        "BATCH_ID",
        "BLOCK_ID",
        "CONTENT_REF",
        "FB_REQUEST",
        "REQUEST_MESSAGE",
        "REQUEST_TEXT",
        "TF_SUMMARY",
        "BLOCK_RULES",
        "BLOCK_DEFAULTS",
        "BLOCK_SUMMARY",
    }
)
# INVOICE_TYPE, by the comments of the published samples; all others are invoices. A test invoice is never booked.
TYPES: Final = {
    "01": DocumentType.CREDIT_NOTE,
    "05": DocumentType.CREDIT_NOTE,
    "07": DocumentType.CREDIT_NOTE,
    "08": DocumentType.OTHER,
    "09": DocumentType.REMINDER,
    "31": DocumentType.CREDIT_NOTE,
    "50": DocumentType.OTHER,
    "51": DocumentType.OTHER,
    "60": DocumentType.CREDIT_NOTE,
    "90": DocumentType.OTHER,
    "91": DocumentType.OTHER,
    "92": DocumentType.OTHER,
    "99": DocumentType.OTHER,
}
CODES: Final = {"00": "380", "01": "381"}  # BT-3 where version 2.7 has no attribute for it


def recognises(root: Element) -> bool:
    """Whether this is a file of InvoiceCenter, by its root's name."""
    return local(root) == ROOT


def read(root: Element) -> tuple[Reading, ...]:
    """Every invoice of the file; what stands in the frames around them is unread for each."""
    around = tuple(_around(root))
    invoices = root.iterfind("{*}CONTENT_FRAME/{*}INVOICES/{*}INVOICE")
    return tuple(_reading(invoice, around[:MAX_SURROUNDINGS] if i else around) for i, invoice in enumerate(invoices))


CODEC: Final = Codec(NAME, recognises, read)


def _reading(root: Element, around: tuple[str, ...]) -> Reading:
    taking = Taking(root, NAME, {})
    invoice = positive(_invoice(Node(root, taking)))
    return Reading(invoice, NAME, taking.evidence, (*taking.unread(), *around), tuple(taking.findings))


def _around(root: Element) -> list[str]:
    paths = Taking(root, NAME, {}).paths
    found: list[str] = []
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if local(element) in TRANSPORT or local(element) == "INVOICES":
            continue
        if (element.text or "").strip():
            found.append(paths[element])
        waiting.extend(element.iterchildren("*", reversed=True))
    return found


def _invoice(node: Node) -> Invoice:
    header = node.one("HEADER")
    node.taking.currency = currency = header.take("CURRENCY/CODE", "currency")
    parties = read_parties(node)
    lines = read_lines(node)
    destination = header.one("TRANSPORT_INFORMATION/FINAL_DESTINATION", "delivery_location")
    delivery = node.one(f"DELIVERY_PARTY/{INFORMATION}")
    return Invoice(
        type=_type(header),
        type_code=_type_code(header.one("INVOICE_TYPE")),
        number=header.take("INVOICE_ID", "number"),
        issue_date=day(header, "INVOICE_DATE/DATE", "issue_date"),
        due_date=_due_date(header),
        tax_point=day(header, "TAX_POINT_DATE/DATE", "tax_point"),
        tax_point_code=header.take("TAX_POINT_DATE/DATE_CODE", "tax_point_code"),
        currency=currency,
        accounting_currency=_accounting_currency(node),
        buyer_reference=_buyer_reference(header),
        seller_reference=node.take("PAYEE/PAYEE_REFERENCE", "seller_reference")
        or header.take("DELIVERER_REFERENCE", "seller_reference"),
        order_number=_order(header, ("CO", ""), "order_number")
        or header.take("INVOICE_ORDER_NUMBER", "order_number")
        or _order_of_rows(node),
        sales_order=_order(header, ("VN",), "sales_order"),
        contract=header.take("CONTRACT_INFORMATION/CONTRACT_NUMBER", "contract"),
        project=header.take("PROJECT_INFORMATION/PROJECT_NUMBER", "project"),
        tender=header.take("OFFER_REFERENCE", "tender"),
        despatch_advice=header.take("NOTE_NUMBER", "despatch_advice"),
        receiving_advice=header.take("TRANSPORT_INFORMATION/TRANSPORT_NOTE", "receiving_advice"),
        invoiced_object=header.take("INVOICED_OBJECT", "invoiced_object"),
        invoiced_object_scheme=header.one("INVOICED_OBJECT").attribute("SCHEME_ID", "invoiced_object_scheme"),
        buyer_accounting=header.take(
            "PAYER_POSTING_GROUP_DEFAULTS/POSTING_DEFAULT/ACCOUNT_REFERENCE", "buyer_accounting"
        ),
        customer_number=parties.customer_number,
        notes=_notes(node),
        preceding=_preceding(node),
        seller=parties.seller,
        buyer=parties.buyer,
        payee=parties.payee,
        tax_representative=parties.tax_representative,
        delivery_date=day(header, "DELIVERY_DATE/DATE", "delivery_date"),
        delivery_name=delivery.take("CUSTOMER_NAME", "delivery_name"),
        delivery_location=Endpoint(destination.attribute("SCHEME_ID"), destination.note())
        if destination.peek()
        else None,
        delivery_address=read_address(delivery.one("ADDRESS", "delivery_address")),
        delivery_terms=header.take("TERMS_OF_DELIVERY", "delivery_terms")
        or header.one("TERMS_OF_DELIVERY").attribute("TERMS_OF_DELIVERY_CODE", "delivery_terms"),
        dimensions=read_dimensions(header, "PAYER_POSTING_DEFAULTS")
        or read_dimensions(header, "PAYER_POSTING_GROUP_DEFAULTS/POSTING_DEFAULT"),
        period=read_period(header),
        payment=read_payment(node),
        allowances_charges=read_charges(node),
        totals=read_totals(node),
        vat=read_vat(node),
        attachments=_attachments(node),
        lines=lines,
        reverse_charge=_reverse_charge(node),
        process=header.take("BUSINESS_PROCESS_TYPE", "process"),
        specification=header.take("SPECIFICATION_ID", "specification"),
    )


def _type(header: Node) -> DocumentType:
    return TYPES.get(header.take("INVOICE_TYPE", "type"), DocumentType.INVOICE)


def _type_code(stated: Node) -> str:
    """BT-3: the UNTDID 1001 code, or what the format's own code for invoices and credit notes means."""
    code = stated.attribute("UNTDID_CODE", "type_code")
    if code or stated.peek() not in CODES:
        return code
    return CODES[stated.named("type_code").note()]


def _due_date(header: Node) -> date | None:
    return day(header, "DUE_DATE/DATE", "due_date")


def _buyer_reference(header: Node) -> str:
    """BT-10: the buyer's reference, else the orderer's at the order."""
    orders = [part for part in header.all("ORDER_INFORMATION") if part.attribute("ORDER_TYPE") != "VN"]
    return (
        header.take("BUYER_REFERENCE", "buyer_reference")
        or next((text for part in orders if (text := part.take("ORDER_REFERENCE", "buyer_reference"))), "")
        or header.take("ORDER_REFERENCE", "buyer_reference")
    )


def _order(header: Node, kinds: tuple[str, ...], field: str) -> str:
    stated = (part for part in header.all("ORDER_INFORMATION") if part.attribute("ORDER_TYPE") in kinds)
    return next((text for part in stated if (text := part.take("ORDER_NUMBER", field))), "")


def _order_of_rows(node: Node) -> str:
    """The order that all rows which name one name alike."""
    stated = [part for part in node.all("ROWS/ROW/ORDER_INFORMATION") if part.attribute("ORDER_TYPE") != "VN"]
    numbers = [part.one("ORDER_NUMBER") for part in (*stated, *node.all("ROWS/ROW")) if part.peek("ORDER_NUMBER")]
    if len({part.peek() for part in numbers}) != 1:
        return ""
    return numbers[0].named("order_number").note()


def _accounting_currency(node: Node) -> str:
    for path in ("SUMMARY/VAT_TOTAL_IN_OTHER_CURRENCY/CURRENCY/CODE", "SUMMARY/VAT_SUMMARY/CURRENCY_CODE"):
        if node.peek(path) not in {"", node.taking.currency}:
            return node.take(path, "accounting_currency")
    return ""


def _notes(node: Node) -> tuple[str, ...]:
    """BT-22: free texts, and titled contents with the title's code (BT-21) before them."""
    header = node.one("HEADER")
    plain = (*header.all("SUBJECT"), *header.all("VAT_TEXT"), *header.all("FREE_TEXT"), *node.all("SUMMARY/FREE_TEXT"))
    clause = header.all("FACTORING_INFORMATION/ENDORSEMENT_CLAUSE|FREE_TEXT")
    found: list[str] = []
    for part in (*plain, *clause):
        if part.peek():
            found.append(part.named(f"notes[{len(found)}]").note())
    for info in header.all("HEADER_INFO"):
        at = info.named(f"notes[{len(found)}]")
        title, content = at.one("TITLE").note(), at.one("CONTENT").note()
        code = at.one("TITLE").attribute("INFO_TYPE")
        text = ": ".join(part for part in (title, content) if part)
        if text:
            found.append(f"#{code}#{text}" if code else text)
    return tuple(found)


def _preceding(node: Node) -> tuple[DocumentReference, ...]:
    """BG-3: the credited invoice, and those that were paid before."""
    found: list[DocumentReference] = []
    header = node.one("HEADER")
    stated = [(header, "CREDIT_INVOICE_NUMBER", "CREDIT_INVOICE_DATE/DATE")]
    stated += [
        (part, "PRECEDING_INVOICE_ID", "PRECEDING_INVOICE_DATE/DATE")
        for part in node.all("SUMMARY/PRECEDING_INVOICE_INFORMATION")
    ]
    for part, number, dated in stated:
        at = part.named(f"preceding[{len(found)}]")
        if at.peek(number):
            found.append(DocumentReference(at.take(number, "number"), day(at, dated, "issue_date")))
    return tuple(found)


def _attachments(node: Node) -> tuple[Attachment, ...]:
    """BG-24: files that travel beside the invoice, by name, and links."""
    found: list[Attachment] = []
    for image in node.all("CONTROL/IMAGE_CONTROL"):
        at = image.named(f"attachments[{len(found)}]")
        if at.peek("IMAGE_FILE"):
            at.take("IMAGE_FILE", "number")
            name = at.take("IMAGE_FILE", "filename")
            words = at.take("IMAGE_DESCRIPTION", "description") or at.attribute("TYPE", "description")
            found.append(Attachment(name, words, filename=name))
    for link in node.all("HEADER/LINKS/LINK"):
        at = link.named(f"attachments[{len(found)}]")
        if at.peek():
            number = at.attribute("OBJECT", "number") or str(len(found) + 1)
            found.append(Attachment(number, at.attribute("TYPE", "description"), uri=at.take(field="uri")))
    return tuple(found)


def _reverse_charge(node: Node) -> bool:
    """Whether a VAT group or a row says reverse charge."""
    stated = (*node.all("SUMMARY/VAT_SUMMARY"), *node.all("ROWS/ROW/VAT"))
    said = (part for part in stated if CATEGORIES.get(part.attribute("VAT_TYPE")) is VatCategory.REVERSE_CHARGE)
    found = next(said, None)
    if found is not None:
        found.named("").attribute("VAT_TYPE", "reverse_charge")
    return found is not None
