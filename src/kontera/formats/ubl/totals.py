"""Reads the totals and the VAT breakdown of a UBL document (BG-22, BG-23)."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from kontera.core.invoice import Totals, VatSubtotal
from kontera.formats.taking import Node
from kontera.formats.ubl.parts import read_category, take_same_number

OIOUBL_2: Final = "OIOUBL-"


def read_totals(node: Node, accounting_currency: str, specification: str) -> Totals:
    """BG-22, as stated."""
    total = node.one("LegalMonetaryTotal", "totals")
    stated, accounted = _tax_totals(node, accounting_currency)
    vat = stated.named("totals").amount("TaxAmount", "vat")
    prepaid = total.amount("PrepaidAmount", "prepaid")
    if len(node.all("PrepaidPayment")) == 1:
        take_same_number(node, "PrepaidPayment/PaidAmount", prepaid)
    return Totals(
        line_net=total.amount("LineExtensionAmount", "line_net"),
        allowances=total.amount("AllowanceTotalAmount", "allowances"),
        charges=total.amount("ChargeTotalAmount", "charges"),
        net=_net(total, vat, specification),
        vat=vat,
        vat_accounting=_accounted(accounted, stated, accounting_currency),
        gross=total.amount("TaxInclusiveAmount", "gross"),
        prepaid=prepaid,
        rounding=total.amount("PayableRoundingAmount", "rounding"),
        payable=total.amount("PayableAmount", "payable"),
    )


def _net(total: Node, vat: Decimal | None, specification: str) -> Decimal | None:
    """BT-109; OIOUBL 2 puts the sum of the taxes there, which says nothing that BT-110 does not."""
    if not specification.startswith(OIOUBL_2):
        return total.amount("TaxExclusiveAmount", "net")
    if total.peek("TaxExclusiveAmount") and total.amount("TaxExclusiveAmount") != vat:
        total.remark("einvoice.tax_total_differs", "Two different totals of tax are stated.")
    return None


def _accounted(accounted: Node, stated: Node, accounting_currency: str) -> Decimal | None:
    """BT-111: in a total of its own, or in UBL 2.0 beside the one VAT group."""
    if accounted:
        return accounted.named("totals").number("TaxAmount", "vat_accounting")
    beside = stated.all("TaxSubtotal/TransactionCurrencyTaxAmount")
    if len(stated.all("TaxSubtotal")) == 1 and beside and beside[0].attribute("currencyID") == accounting_currency:
        return beside[0].named("totals.vat_accounting").number("")
    return None


def _tax_totals(node: Node, accounting_currency: str) -> tuple[Node, Node]:
    """The tax total in the invoice's currency (BT-110) and the one in the accounting currency (BT-111)."""
    nothing = Node(None, node.taking)
    other = accounting_currency and accounting_currency != node.taking.currency
    stated, accounted = nothing, nothing
    for total in node.all("TaxTotal"):
        if other and total.one("TaxAmount").attribute("currencyID") == accounting_currency:
            accounted = accounted or total
        else:
            stated = stated or total
    return stated, accounted


def read_vat(node: Node, accounting_currency: str) -> tuple[VatSubtotal, ...]:
    """BG-23, in the invoice's currency."""
    stated, _ = _tax_totals(node, accounting_currency)
    return tuple(_subtotal(group.named(f"vat[{i}]")) for i, group in enumerate(stated.all("TaxSubtotal")))


def _subtotal(group: Node) -> VatSubtotal:
    category = group.one("TaxCategory")
    found, rate = read_category(category)
    if rate is not None:
        take_same_number(group, "Percent", rate)
    return VatSubtotal(
        category=found,
        rate=rate if rate is not None else group.number("Percent", "rate"),
        taxable=group.amount("TaxableAmount", "taxable"),
        tax=group.amount("TaxAmount", "tax"),
        exemption_reason=category.take("TaxExemptionReason", "exemption_reason"),
        exemption_code=category.take("TaxExemptionReasonCode", "exemption_code"),
    )
