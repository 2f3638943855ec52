"""THE invoice: one canonical record in EN 16931 terms for every format and picture.

A value that was not stated is absent (None or empty), never invented. Amounts are Decimal in `currency`, as the
supplier stated them; nothing here recomputes. Field comments give the business term of EN 16931-1:2017.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from kontera.core.party import Account, Address, Endpoint, Party


class DocumentType(StrEnum):
    """What the document is; only the first three can be booked."""

    INVOICE = "invoice"  # 380 and its kin
    CREDIT_NOTE = "credit_note"  # 381
    RECEIPT = "receipt"  # already paid
    REMINDER = "reminder"
    STATEMENT = "statement"
    QUOTE = "quote"
    ORDER = "order"  # an order, or its confirmation
    DELIVERY_NOTE = "delivery_note"
    PROFORMA = "proforma"
    OTHER = "other"


class VatCategory(StrEnum):
    """BT-118, BT-151: UNCL 5305 as EN 16931 restricts it."""

    STANDARD = "S"
    ZERO = "Z"
    EXEMPT = "E"
    REVERSE_CHARGE = "AE"
    INTRA_COMMUNITY = "K"
    EXPORT = "G"
    OUTSIDE = "O"
    IGIC = "L"
    IPSI = "M"


@dataclass(frozen=True, slots=True)
class Period:
    """BG-14, BG-26: the first and last day invoiced."""

    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class DocumentReference:
    """A reference to another document: BG-3 preceding invoice, BT-122 supporting document."""

    number: str
    issue_date: date | None = None
    type_code: str = ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """BG-24: a supporting document; `content` is its bytes when embedded, else `uri` says where it is."""

    number: str
    description: str = ""
    uri: str = ""
    filename: str = ""
    media_type: str = ""
    content: bytes = b""

    __pydantic_config__: ClassVar = {"ser_json_bytes": "base64", "val_json_bytes": "base64"}


@dataclass(frozen=True, slots=True)
class AllowanceCharge:
    """BG-20/BG-21 and BG-27/BG-28: an allowance (is_charge False) or charge. Amounts without VAT, unsigned."""

    is_charge: bool
    amount: Decimal
    base: Decimal | None = None
    percentage: Decimal | None = None
    reason: str = ""
    reason_code: str = ""
    vat_category: VatCategory | None = None
    vat_rate: Decimal | None = None


@dataclass(frozen=True, slots=True)
class VatSubtotal:
    """BG-23: taxable amount BT-116, VAT BT-117, category BT-118, rate in per cent BT-119, exemption BT-120/121."""

    category: VatCategory | None = None
    rate: Decimal | None = None
    taxable: Decimal | None = None
    tax: Decimal | None = None
    exemption_reason: str = ""
    exemption_code: str = ""


@dataclass(frozen=True, slots=True)
class Classification:
    """BT-158: what kind of thing the item is, `code` in the list `scheme` (UNTDID 7143) of `version`."""

    code: str
    scheme: str = ""
    version: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """BG-25: one invoice line. `net_amount` is without VAT after discounts; `gross_amount` as printed with VAT.

    `unit_price` is the price before a discount in per cent where one leads exactly from it to the price that was
    charged, else the price charged; `gross_price` and `price_discount` are BT-148 and BT-147 as they were stated.
    `dimensions` map the buyer's dimension names to objects; `references` are the line's own orders, despatch advices
    and the like, told apart by UNTDID 1153 in their `type_code`.
    """

    id: str = ""  # BT-126
    description: str = ""  # BT-153
    detail: str = ""  # BT-154
    note: str = ""  # BT-127
    seller_article: str = ""  # BT-155
    buyer_article: str = ""  # BT-156
    standard_article: str = ""  # BT-157, a GTIN mostly
    standard_article_scheme: str = ""  # BT-157-1, such as 0160
    classifications: tuple[Classification, ...] = ()  # BT-158
    attributes: tuple[tuple[str, str], ...] = ()  # BG-32
    origin_country: str = ""  # BT-159
    quantity: Decimal | None = None  # BT-129
    unit: str = ""  # BT-130, UN/ECE Rec 20 or as printed
    unit_price: Decimal | None = None  # BT-146/BT-148
    gross_price: Decimal | None = None  # BT-148
    price_discount: Decimal | None = None  # BT-147
    base_quantity: Decimal | None = None  # BT-149
    base_unit: str = ""  # BT-150
    discount_percent: Decimal | None = None
    allowances_charges: tuple[AllowanceCharge, ...] = ()  # BG-27, BG-28
    net_amount: Decimal | None = None  # BT-131
    gross_amount: Decimal | None = None
    vat_category: VatCategory | None = None  # BT-151
    vat_rate: Decimal | None = None  # BT-152, per cent
    order_line: str = ""  # BT-132
    invoiced_object: Endpoint | None = None  # BT-128
    buyer_accounting: str = ""  # BT-133
    dimensions: tuple[tuple[str, str], ...] = ()
    references: tuple[DocumentReference, ...] = ()
    period: Period = Period()  # BG-26


@dataclass(frozen=True, slots=True)
class Totals:
    """BG-22, as stated. `payable` (BT-115) is the amount to pay; `rounding` (BT-114) is öresavrundning."""

    line_net: Decimal | None = None  # BT-106
    allowances: Decimal | None = None  # BT-107
    charges: Decimal | None = None  # BT-108
    net: Decimal | None = None  # BT-109
    vat: Decimal | None = None  # BT-110
    vat_accounting: Decimal | None = None  # BT-111, in the accounting currency
    gross: Decimal | None = None  # BT-112
    prepaid: Decimal | None = None  # BT-113
    rounding: Decimal | None = None  # BT-114
    payable: Decimal | None = None  # BT-115


@dataclass(frozen=True, slots=True)
class Card:
    """BG-18: the card it was paid with; `number` is the last digits only (BT-87), `network` such as VISA."""

    number: str
    holder: str = ""  # BT-88
    network: str = ""


@dataclass(frozen=True, slots=True)
class Mandate:
    """BG-19: a direct debit the buyer has agreed to."""

    reference: str = ""  # BT-89
    creditor: str = ""  # BT-90
    debited: str = ""  # BT-91, the buyer's account


@dataclass(frozen=True, slots=True)
class Payment:
    """BG-16: how to pay. `reference` (BT-83) is OCR, KID, viite or RF in compact form, or free text."""

    means_code: str = ""  # BT-81, UNCL 4461
    means: str = ""  # BT-82, in words
    reference: str = ""  # BT-83
    accounts: tuple[Account, ...] = ()  # BG-17
    terms: str = ""  # BT-20
    days: int | None = None  # net days, when terms say so
    discount_percent: Decimal | None = None  # cash discount
    discount_days: int | None = None
    discount_amount: Decimal | None = None  # the cash discount as an amount
    discount_date: date | None = None  # the last day of the cash discount
    penalty_rate: Decimal | None = None  # late interest, per cent a year
    card: Card | None = None
    mandate: Mandate | None = None


@dataclass(frozen=True, slots=True)
class Invoice:
    """One invoice or credit note; amounts on a credit note are positive, its type says the direction."""

    type: DocumentType = DocumentType.INVOICE  # BT-3
    type_code: str = ""  # BT-3 as stated
    number: str = ""  # BT-1
    issue_date: date | None = None  # BT-2
    due_date: date | None = None  # BT-9
    tax_point: date | None = None  # BT-7
    tax_point_code: str = ""  # BT-8, UNTDID 2005
    currency: str = ""  # BT-5, ISO 4217
    accounting_currency: str = ""  # BT-6
    buyer_reference: str = ""  # BT-10
    seller_reference: str = ""  # our contact's own words: "vår referens"
    order_number: str = ""  # BT-13
    sales_order: str = ""  # BT-14
    contract: str = ""  # BT-12
    project: str = ""  # BT-11
    tender: str = ""  # BT-17
    despatch_advice: str = ""  # BT-16
    receiving_advice: str = ""  # BT-15
    invoiced_object: str = ""  # BT-18
    invoiced_object_scheme: str = ""  # BT-18-1
    buyer_accounting: str = ""  # BT-19
    customer_number: str = ""
    notes: tuple[str, ...] = ()  # BT-22, led by "#code#" where BT-21 gives its subject
    preceding: tuple[DocumentReference, ...] = ()  # BG-3
    seller: Party = Party()  # BG-4
    buyer: Party = Party()  # BG-7
    payee: Party | None = None  # BG-10
    tax_representative: Party | None = None  # BG-11
    delivery_date: date | None = None  # BT-72
    delivery_name: str = ""  # BT-70
    delivery_location: Endpoint | None = None  # BT-71
    delivery_address: Address | None = None  # BG-15
    delivery_terms: str = ""  # Incoterms or words
    dimensions: tuple[tuple[str, str], ...] = ()  # the buyer's dimension names and objects, for the whole invoice
    period: Period = Period()  # BG-14
    payment: Payment = Payment()  # BG-16
    allowances_charges: tuple[AllowanceCharge, ...] = ()  # BG-20, BG-21
    totals: Totals = Totals()  # BG-22
    vat: tuple[VatSubtotal, ...] = ()  # BG-23
    attachments: tuple[Attachment, ...] = ()  # BG-24
    lines: tuple[Line, ...] = ()  # BG-25
    reverse_charge: bool = False  # the document says so
    process: str = ""  # BT-23
    specification: str = ""  # BT-24
