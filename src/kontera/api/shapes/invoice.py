"""The shape of the invoice itself, in EN 16931 terms; what was not stated is empty or null, never invented."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from kontera.api.shapes.base import Number, Shape
from kontera.api.shapes.party import AccountOut, AddressOut, EndpointOut, PartyOut
from kontera.core.invoice import DocumentType, VatCategory


class PeriodOut(Shape):
    """The first and last day invoiced (BG-14, BG-26)."""

    start: date | None = Field(description="The first day.")
    end: date | None = Field(description="The last day.")


class ReferenceOut(Shape):
    """A reference to another document (BG-3)."""

    number: str = Field(description="Its number.")
    issue_date: date | None = Field(description="Its date.")
    type_code: str = Field(description="Its type in UNCL 1001, where stated.")


class AttachmentOut(Shape):
    """A supporting document (BG-24); its bytes are in the original."""

    number: str = Field(description="Its reference (BT-122).")
    description: str = Field(description="What it is (BT-123).")
    uri: str = Field(description="Where it lies when it is not embedded (BT-124).")
    filename: str = Field(description="The name of the embedded file.")
    media_type: str = Field(description="The media type of the embedded file.")


class AllowanceChargeOut(Shape):
    """An allowance or charge on the document (BG-20, BG-21) or a line (BG-27, BG-28)."""

    is_charge: bool = Field(description="True for a charge, false for an allowance.")
    amount: Number | None = Field(description="The amount without VAT, unsigned.")
    base: Number | None = Field(description="The amount it is taken of.")
    percentage: Number | None = Field(description="The per cent of that amount.")
    reason: str = Field(description="Why, in words.")
    reason_code: str = Field(description="Why, as a code.")
    vat_category: VatCategory | None = Field(description="The VAT category, UNCL 5305.")
    vat_rate: Number | None = Field(description="The VAT rate in per cent.")


class VatOut(Shape):
    """One row of the VAT summary (BG-23)."""

    category: VatCategory | None = Field(description="The VAT category (BT-118), UNCL 5305.")
    rate: Number | None = Field(description="The VAT rate in per cent (BT-119).")
    taxable: Number | None = Field(description="The taxable amount (BT-116).")
    tax: Number | None = Field(description="The VAT (BT-117).")
    exemption_reason: str = Field(description="Why it is exempt (BT-120).")
    exemption_code: str = Field(description="The code of that reason (BT-121).")


class ClassificationOut(Shape):
    """What kind of thing an item is (BT-158)."""

    code: str = Field(description="The code.")
    scheme: str = Field(description="The list it stands in, UNTDID 7143.")
    version: str = Field(description="The version of that list.")


class LineOut(Shape):
    """One invoice line (BG-25)."""

    id: str = Field(description="Its number on the invoice (BT-126).")
    description: str = Field(description="What was sold (BT-153).")
    detail: str = Field(description="More about it (BT-154).")
    note: str = Field(description="A note on the line (BT-127).")
    seller_article: str = Field(description="The seller's article number (BT-155).")
    buyer_article: str = Field(description="Our article number (BT-156).")
    standard_article: str = Field(description="A standard number, mostly a GTIN (BT-157).")
    standard_article_scheme: str = Field(description="The scheme of that number (BT-157-1).")
    classifications: list[ClassificationOut] = Field(description="Its classifications (BT-158).")
    attributes: list[tuple[str, str]] = Field(description="Its attributes, name and value (BG-32).")
    origin_country: str = Field(description="The country of origin (BT-159).")
    quantity: Number | None = Field(description="The quantity (BT-129).")
    unit: str = Field(description="The unit (BT-130): UN/ECE Recommendation 20, or as printed.")
    unit_price: Number | None = Field(description="The price of one unit, before a stated discount (BT-146, BT-148).")
    gross_price: Number | None = Field(description="The price before the discount, as stated (BT-148).")
    price_discount: Number | None = Field(description="The discount on the price, as stated (BT-147).")
    base_quantity: Number | None = Field(description="The quantity that the price is for (BT-149).")
    base_unit: str = Field(description="The unit of that quantity (BT-150).")
    discount_percent: Number | None = Field(description="The discount in per cent.")
    allowances_charges: list[AllowanceChargeOut] = Field(description="Allowances and charges on the line.")
    net_amount: Number | None = Field(description="The amount without VAT, after discounts (BT-131).")
    gross_amount: Number | None = Field(description="The amount with VAT, where printed.")
    vat_category: VatCategory | None = Field(description="The VAT category (BT-151), UNCL 5305.")
    vat_rate: Number | None = Field(description="The VAT rate in per cent (BT-152).")
    order_line: str = Field(description="The line of the order (BT-132).")
    invoiced_object: EndpointOut | None = Field(description="The object invoiced (BT-128).")
    dimensions: list[tuple[str, str]] = Field(description="Our dimensions and objects, as the supplier states them.")
    references: list[ReferenceOut] = Field(description="The line's own orders, despatch advices and the like.")
    buyer_accounting: str = Field(description="Our own accounting reference (BT-133).")
    period: PeriodOut = Field(description="The period invoiced.")


class TotalsOut(Shape):
    """The totals as the supplier stated them (BG-22); nothing is recomputed."""

    line_net: Number | None = Field(description="The sum of the lines (BT-106).")
    allowances: Number | None = Field(description="The allowances (BT-107).")
    charges: Number | None = Field(description="The charges (BT-108).")
    net: Number | None = Field(description="The total without VAT (BT-109).")
    vat: Number | None = Field(description="The VAT (BT-110).")
    vat_accounting: Number | None = Field(description="The VAT in the accounting currency (BT-111).")
    gross: Number | None = Field(description="The total with VAT (BT-112).")
    prepaid: Number | None = Field(description="What is paid already (BT-113).")
    rounding: Number | None = Field(description="The rounding (BT-114), *öresavrundning*.")
    payable: Number | None = Field(description="The amount to pay (BT-115).")


class CardOut(Shape):
    """The card it was paid with (BG-18)."""

    number: str = Field(description="Its last digits (BT-87).")
    holder: str = Field(description="Whose it is (BT-88).")
    network: str = Field(description="Its network, such as VISA.")


class MandateOut(Shape):
    """A direct debit that we have agreed to (BG-19)."""

    reference: str = Field(description="The mandate (BT-89).")
    creditor: str = Field(description="The creditor's identifier (BT-90).")
    debited: str = Field(description="The account that is debited (BT-91).")


class PaymentOut(Shape):
    """How the supplier wants to be paid (BG-16)."""

    means_code: str = Field(description="The means of payment (BT-81), UNCL 4461.")
    means: str = Field(description="The means of payment in words (BT-82).")
    reference: str = Field(description="The payment reference (BT-83): OCR, KID, viite or RF in compact form, or text.")
    accounts: list[AccountOut] = Field(description="Where to pay (BG-17); the first one is used.")
    terms: str = Field(description="The terms in words (BT-20).")
    days: int | None = Field(description="The net days, when the terms say so.")
    discount_percent: Number | None = Field(description="The cash discount in per cent.")
    discount_days: int | None = Field(description="Within how many days the cash discount is given.")
    discount_amount: Number | None = Field(description="The cash discount as an amount.")
    discount_date: date | None = Field(description="The last day of the cash discount.")
    penalty_rate: Number | None = Field(description="The late interest in per cent a year.")
    card: CardOut | None = Field(description="The card it was paid with.")
    mandate: MandateOut | None = Field(description="The direct debit agreed to.")


class InvoiceOut(Shape):
    """One invoice or credit note. Amounts on a credit note are positive; its type says the direction."""

    type: DocumentType = Field(description="What the document is (BT-3).")
    type_code: str = Field(description="The type as stated (BT-3), UNCL 1001.")
    number: str = Field(description="The invoice number (BT-1).")
    issue_date: date | None = Field(description="The invoice date (BT-2).")
    due_date: date | None = Field(description="The due date (BT-9).")
    tax_point: date | None = Field(description="The date on which VAT falls due (BT-7).")
    tax_point_code: str = Field(description="What decides that date (BT-8), UNTDID 2005.")
    currency: str = Field(description="The currency of all amounts (BT-5), ISO 4217.")
    accounting_currency: str = Field(description="The currency VAT is accounted in (BT-6).")
    buyer_reference: str = Field(description="Our reference (BT-10).")
    seller_reference: str = Field(description="The seller's reference.")
    order_number: str = Field(description="Our order (BT-13).")
    sales_order: str = Field(description="The seller's order (BT-14).")
    contract: str = Field(description="The contract (BT-12).")
    project: str = Field(description="The project (BT-11).")
    tender: str = Field(description="The tender or lot (BT-17).")
    despatch_advice: str = Field(description="The despatch advice (BT-16).")
    receiving_advice: str = Field(description="The receiving advice (BT-15).")
    invoiced_object: str = Field(description="The object invoiced (BT-18), such as a meter or a telephone number.")
    invoiced_object_scheme: str = Field(description="What kind of object that is (BT-18-1).")
    buyer_accounting: str = Field(description="Our accounting reference (BT-19).")
    customer_number: str = Field(description="Our number at the supplier.")
    notes: list[str] = Field(description="Notes (BT-22).")
    preceding: list[ReferenceOut] = Field(description="Invoices that this one refers to (BG-3).")
    seller: PartyOut = Field(description="The seller (BG-4).")
    buyer: PartyOut = Field(description="The buyer as the invoice names it (BG-7).")
    payee: PartyOut | None = Field(description="Who is to be paid when it is not the seller (BG-10).")
    tax_representative: PartyOut | None = Field(description="Who pays the seller's VAT for it (BG-11).")
    delivery_date: date | None = Field(description="The day of delivery (BT-72).")
    delivery_name: str = Field(description="To whom it was delivered (BT-70).")
    delivery_location: EndpointOut | None = Field(description="The number of the place of delivery (BT-71).")
    delivery_address: AddressOut | None = Field(description="The place of delivery (BG-15).")
    delivery_terms: str = Field(description="The terms of delivery: Incoterms or words.")
    dimensions: list[tuple[str, str]] = Field(description="Our dimensions and objects, for the whole invoice.")
    period: PeriodOut = Field(description="The period invoiced (BG-14).")
    payment: PaymentOut = Field(description="How to pay.")
    allowances_charges: list[AllowanceChargeOut] = Field(description="Allowances and charges on the document.")
    totals: TotalsOut = Field(description="The totals.")
    vat: list[VatOut] = Field(description="The VAT summary.")
    attachments: list[AttachmentOut] = Field(description="Supporting documents.")
    lines: list[LineOut] = Field(description="The lines, in the order of the invoice.")
    reverse_charge: bool = Field(description="Whether the document says that the buyer accounts for the VAT.")
    process: str = Field(description="The business process (BT-23).")
    specification: str = Field(description="The specification it follows (BT-24).")
