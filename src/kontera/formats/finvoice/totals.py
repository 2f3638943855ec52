"""Reads the amounts of a Finvoice's header: totals, VAT per rate, discounts and charges."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from kontera.core.invoice import AllowanceCharge, Totals, VatCategory, VatSubtotal
from kontera.formats.finvoice.parts import CURRENCY, amount, category, number, peek_number, unsigned
from kontera.formats.finvoice.payment import INSTRUCTION
from kontera.formats.taking import Node

ACCOUNTING: Final = "InvoiceTotalVatAccountingAmount"
# where the invoice's currency stands, the amount to pay first
CURRENCIES: Final = (
    "InvoiceDetails/InvoiceTotalVatIncludedAmount",
    f"{INSTRUCTION}/EpiInstructedAmount",
    "InvoiceDetails/InvoiceTotalVatExcludedAmount",
    "InvoiceRow/RowVatExcludedAmount",
    "InvoiceRow/RowAmount",
)


def read_currency(root: Node) -> str:
    """BT-5, the attribute that stands on every amount."""
    for path in CURRENCIES:
        found = root.one(path).named("currency").attribute(CURRENCY)
        if found:
            root.one(path).attribute(CURRENCY, "currency")
            return found
    return ""


def read_accounting_currency(root: Node) -> str:
    """BT-6: the currency of the VAT total for accounting."""
    return root.one(f"InvoiceDetails/{ACCOUNTING}").attribute(CURRENCY, "accounting_currency")


def read_totals(root: Node) -> Totals:
    """BG-22, with the signs they have there."""
    node = root.one("InvoiceDetails", "totals")
    return Totals(
        line_net=amount(node, "RowsTotalVatExcludedAmount", "line_net"),
        allowances=amount(node, "DiscountsTotalVatExcludedAmount", "allowances"),
        charges=amount(node, "ChargesTotalVatExcludedAmount", "charges"),
        net=amount(node, "InvoiceTotalVatExcludedAmount", "net"),
        vat=amount(node, "InvoiceTotalVatAmount", "vat"),
        vat_accounting=number(node, ACCOUNTING, "vat_accounting"),
        gross=amount(node, "InvoiceTotalVatIncludedAmount", "gross"),
        prepaid=amount(node, "InvoicePaidAmount", "prepaid"),
        rounding=amount(node, "InvoiceTotalRoundoffAmount", "rounding"),
        payable=amount(root.named("totals"), f"{INSTRUCTION}/EpiInstructedAmount", "payable"),
    )


def read_vat(root: Node) -> tuple[VatSubtotal, ...]:
    """BG-23: the net and the VAT per rate, as VatSpecificationDetails states them."""
    groups = root.all("InvoiceDetails/VatSpecificationDetails")
    return tuple(_group(group.named(f"vat[{i}]")) for i, group in enumerate(groups))


def _group(node: Node) -> VatSubtotal:
    """One rate; a text at the standard rate is no reason for an exemption and stays unread."""
    code = category(node, "VatCode", "category")
    rate = number(node, "VatRatePercent", "rate")
    taxed = code is VatCategory.STANDARD or (code is None and bool(rate))
    return VatSubtotal(
        category=code,
        rate=rate,
        taxable=amount(node, "VatBaseAmount", "taxable"),
        tax=amount(node, "VatRateAmount", "tax"),
        exemption_reason="" if taxed else node.joined("VatFreeText", "exemption_reason"),
        exemption_code="" if taxed else node.take("VatExemptionReasonCode", "exemption_code"),
    )


def read_reverse_charge(root: Node) -> bool:
    """Whether a VAT group or a row says reverse charge (AE)."""
    codes = (*root.all("InvoiceDetails/VatSpecificationDetails/VatCode"), *root.all("InvoiceRow/RowVatCode"))
    said = next((code for code in codes if code.peek() == VatCategory.REVERSE_CHARGE.value), None)
    if said is not None:
        said.named("reverse_charge").note()
    return said is not None


def read_allowances(root: Node) -> tuple[AllowanceCharge, ...]:
    """BG-20 and BG-21; one without an amount stays unread."""
    stated = [
        part
        for part in (*root.all("InvoiceDetails/DiscountDetails"), *root.all("InvoiceDetails/ChargeDetails"))
        if peek_number(part, "Amount") is not None
    ]
    return tuple(read_allowance(part.named(f"allowances_charges[{i}]")) for i, part in enumerate(stated))


def read_allowance(node: Node) -> AllowanceCharge:
    """A discount or charge of the header, or a charge of a row; its kind is its element's name."""
    charge = node.element is not None and str(node.element.tag).endswith("ChargeDetails")
    node.take("Amount", "is_charge")
    return AllowanceCharge(
        is_charge=charge,
        amount=unsigned(node, "Amount", "amount") or Decimal(0),
        base=unsigned(node, "BaseAmount", "base"),
        percentage=number(node, "Percent", "percentage"),
        reason=node.take("FreeText|ReasonText", "reason"),
        reason_code=node.take("ReasonCode", "reason_code"),
        vat_category=category(node, "VatCategoryCode", "vat_category"),
        vat_rate=number(node, "VatRatePercent", "vat_rate"),
    )
