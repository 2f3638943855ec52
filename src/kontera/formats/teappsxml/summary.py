"""Reads the sums of a TEAPPSXML invoice: totals, VAT by rate, charges that have an element of their own."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from kontera.core.invoice import AllowanceCharge, Totals, VatSubtotal
from kontera.formats.taking import Node
from kontera.formats.teappsxml.parts import EXCLUDED, INCLUDED, money, number, read_allowances, read_category

# charges for the whole invoice with an element of their own: UNTDID 7161 where it has a code, and in words
NAMED_CHARGES: Final = {
    "CARGO": ("FC", "Freight"),
    "DELIVERY_EXTRA": ("DL", "Delivery"),
    "INSURANCE_TOTAL": ("IN", "Insurance"),
    "POSTAGE_COSTS": ("", "Postage"),
    "PROCESSING_COSTS": ("", "Handling"),
    "SURCHARGE_TOTAL": ("", "Surcharge"),
    "INTEREST_CHARGE": ("", "Interest"),
    "COLLECTION_SURCHARGE_TOTAL": ("", "Collection"),
}


def read_totals(node: Node) -> Totals:
    """BG-22. The invoice's total is what is to be paid; it is the total with VAT too where nothing was paid before."""
    summary = node.one("SUMMARY", "totals")
    before = "INVOICE_TOTAL_WITHOUT_ADVANCE_PAYMENT"
    net, gross = money(summary, before, "net"), _marked(summary, before, "gross", INCLUDED)
    prepaid, rounding = _prepaid(summary), number(summary, "ROUNDINGS", "rounding")
    if net is None:
        net = _marked(summary, "INVOICE_TOTAL", "net", EXCLUDED)
    if gross is None and not prepaid and not rounding:
        gross = _marked(summary, "INVOICE_TOTAL", "gross", INCLUDED)
    return Totals(
        line_net=money(summary, "ROWS_TOTAL", "line_net"),
        allowances=money(summary, "DISCOUNTS_TOTAL", "allowances"),
        charges=money(summary, "CHARGES_TOTAL", "charges"),
        net=net,
        vat=money(summary, "VAT_TOTAL", "vat", INCLUDED) or money(summary, "VAT_TOTAL", "vat"),
        vat_accounting=money(summary, "VAT_TOTAL_IN_OTHER_CURRENCY", "vat_accounting", INCLUDED)
        or money(summary, "VAT_TOTAL_IN_OTHER_CURRENCY", "vat_accounting"),
        gross=gross,
        prepaid=prepaid,
        rounding=rounding,
        payable=money(summary, "INVOICE_TOTAL", "payable", INCLUDED),
    )


def _marked(summary: Node, path: str, field: str, vat: str) -> Decimal | None:
    """An amount that itself says to be with or without VAT."""
    stated = next((part for part in summary.all(f"{path}/AMOUNT") if part.attribute("VAT") == vat), None)
    return number(stated.named(summary.field), "", field) if stated is not None else None


def _prepaid(summary: Node) -> Decimal | None:
    """BT-113 has no minus, whichever way the sender writes what was paid."""
    stated = money(summary, "ADVANCE_PAYMENT", "prepaid", INCLUDED)
    stated = stated if stated is not None else money(summary, "ADVANCE_PAYMENT", "prepaid")
    return stated if stated is None else abs(stated)


def read_vat(node: Node) -> tuple[VatSubtotal, ...]:
    """BG-23: one group for each VAT_SUMMARY that states something."""
    stated = [part for part in node.all("SUMMARY/VAT_SUMMARY") if part.peek("RATE") or part.peek("ACCORDING/AMOUNT")]
    return tuple(_subtotal(part.named(f"vat[{i}]")) for i, part in enumerate(stated))


def _subtotal(group: Node) -> VatSubtotal:
    category, rate = read_category(group, "category", "rate")
    tax = money(group, "VAT_RATE_TOTAL", "tax", INCLUDED)
    return VatSubtotal(
        category=category,
        rate=rate,
        taxable=money(group, "ACCORDING", "taxable"),
        tax=tax if tax is not None else money(group, "VAT_RATE_TOTAL", "tax"),
        exemption_reason=group.take("VAT_DESCRIPTION", "exemption_reason"),
        exemption_code=group.take("EXEMPTION_REASON_CODE", "exemption_code"),
    )


def read_charges(node: Node) -> tuple[AllowanceCharge, ...]:
    """BG-20 and BG-21: discounts, charges, and the named charges unless they are zero."""
    summary = node.named("").one("SUMMARY")
    found = list(read_allowances(summary))
    for name, (code, words) in NAMED_CHARGES.items():
        amount = money(summary, name, f"allowances_charges[{len(found)}].amount")
        if amount:
            for told in ("is_charge", "reason", *(("reason_code",) if code else ())):
                summary.one(f"{name}/AMOUNT", f"allowances_charges[{len(found)}].{told}").note()
            found.append(AllowanceCharge(is_charge=True, amount=amount, reason=words, reason_code=code))
    return tuple(found)
