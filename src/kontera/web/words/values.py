"""The labels of an invoice's values by path, and words of what they hold."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from kontera.core.case import Case
from kontera.web import register_words, shown
from kontera.web.words.shape import Words

_LINE: Final = re.compile(r"^lines\[(\d+)\](?:\.(.+))?$")

_VAT: Final = re.compile(r"^vat\[(\d+)\](?:\.(.+))?$")

_INDEX: Final = re.compile(r"\[\d+\]")

VAT_CATEGORY: Final[Words] = {
    "S": _("standard"),
    "Z": _("zero rate"),
    "E": _("exempt"),
    "AE": _("reverse charge"),
    "K": _("within the EU"),
    "G": _("export"),
    "O": _("outside VAT"),
    "L": "IGIC",
    "M": "IPSI",
}

_CODE: Final = re.compile(r"^([A-Z]+)([\d.]*)$")


def vat_code(code: str) -> str:
    """What a VAT code of the coding says: the category, and the rate where it has one."""
    found = _CODE.match(code)
    if found is None or found[1] not in VAT_CATEGORY:
        return ""
    rate = f" {shown.number(Decimal(found[2]))} %" if found[2] else ""
    return f"{VAT_CATEGORY[found[1]]}{rate}"


def vat_codes(case: Case) -> tuple[tuple[str, str], ...]:
    """The VAT codes of the invoice and its coding, each with what it says."""
    stated = {
        f"{one.category}{one.rate.normalize():f}" if one.rate is not None else str(one.category)
        for one in case.invoice.vat
        if one.category
    }
    codes = sorted(stated | {row.vat_code for row in case.rows if row.vat_code})
    return tuple((code, vat_code(code)) for code in codes)


OFFICE_FIELD: Final[Words] = {
    "account": _("Account"),
    "amount": _("Amount"),
    "bic": "BIC",
    "booked": _("Booked amount"),
    "company": _("Legal name"),
    "country": _("Country"),
    "dimension": _("Dimension"),
    "email": _("Mail address"),
    "name": _("Name"),
    "object": _("Number"),
    "open": _("Open amount"),
    "people": _("People"),
    "role": _("Roles"),
    "roles": _("Roles"),
    "year_start": _("The financial year begins in"),
}
"""What is typed in the settings, the set-up and lists brought in."""

FIELD: Final[Words] = {
    **register_words.FIELDS,
    "type": _("Document"),
    "number": _("Invoice number"),
    "issue_date": _("Invoice date"),
    "due_date": _("Due date"),
    "tax_point": _("Tax point"),
    "delivery_date": _("Delivery date"),
    "period.start": _("Period from"),
    "period.end": _("Period to"),
    "currency": _("Currency"),
    "payment.reference": _("Payment reference"),
    "payment.accounts": _("Payment account"),
    "payment.execution": _("Execution date"),
    "hold": _("Hold until"),
    "stage": _("Stage"),
    "limit": _("Limit"),
    "substitute": _("Substitute"),
    "rate": _("Exchange rate"),
    "payment.terms": _("Payment terms"),
    "payment.days": _("Payment days"),
    "payment.discount_percent": _("Cash discount, %"),
    "payment.discount_days": _("Cash discount, days"),
    "payment.penalty_rate": _("Late interest, %"),
    "payment.means_code": _("Means of payment"),
    "buyer_reference": _("Your reference"),
    "seller_reference": _("Our reference"),
    "order_number": _("Order number"),
    "sales_order": _("Supplier's order"),
    "contract": _("Contract"),
    "project": _("Project"),
    "customer_number": _("Customer number"),
    "despatch_advice": _("Despatch advice"),
    "receiving_advice": _("Receiving advice"),
    "invoiced_object": _("Invoiced object"),
    "buyer_accounting": _("Accounting reference"),
    "reverse_charge": _("Reverse charge"),
    "notes": _("Note"),
    "preceding": _("Preceding invoice"),
    "attachments": _("Attachment"),
    "totals.line_net": _("Sum of lines"),
    "totals.allowances": _("Discounts"),
    "totals.charges": _("Charges"),
    "totals.net": _("Net"),
    "totals.vat": _("VAT"),
    "totals.vat_accounting": _("VAT in the accounting currency"),
    "totals.gross": _("Total with VAT"),
    "totals.prepaid": _("Prepaid"),
    "totals.rounding": _("Rounding"),
    "totals.payable": _("Amount due"),
    "totals": _("Totals"),
    "seller": _("Supplier's details"),
    "seller.name": _("Supplier"),
    "seller.organisation_number": _("Organisation number"),
    "seller.vat_number": _("VAT number"),
    "seller.tax_registration": _("Tax registration"),
    "seller.address": _("Supplier's address"),
    "seller.address.country": _("Supplier's country"),
    "buyer": _("Buyer's details"),
    "buyer.name": _("Buyer"),
    "buyer.organisation_number": _("Buyer's organisation number"),
    "buyer.vat_number": _("Buyer's VAT number"),
    "payee.name": _("Payee"),
    "lines": _("Lines"),
    "product.name": _("Name"),
    "product.price": _("Price"),
    "product.vat_rate": _("VAT, %"),
    "product.account": _("Account"),
    "mailbox": _("Mail address"),
    "contact": _("Contact"),
    "supplier": _("Supplier"),
    "vat": _("VAT by rate"),
    "coding": _("Coding"),
    **OFFICE_FIELD,
}

LINE_FIELD: Final[Words] = {
    "description": _("Description"),
    "quantity": _("Quantity"),
    "unit": _("Unit"),
    "unit_price": _("Price"),
    "discount_percent": _("Discount, %"),
    "vat_rate": _("VAT, %"),
    "net_amount": _("Amount"),
    "gross_amount": _("Amount with VAT"),
    "seller_article": _("Article"),
}

VAT_FIELD: Final[Words] = {
    "rate": _("VAT rate"),
    "taxable": _("VAT base"),
    "tax": _("VAT amount"),
    "category": _("VAT category"),
}

UNIT: Final[Words] = {
    "H87": _("pcs"),
    "C62": _("pcs"),
    "EA": _("pcs"),
    "MON": _("months"),
    "HUR": _("h"),
    "DAY": _("days"),
    "ANN": _("years"),
    "KGM": "kg",
    "GRM": "g",
    "TNE": "t",
    "LTR": "l",
    "MTR": "m",
    "MTK": "m²",
    "MTQ": "m³",
    "KMT": "km",
    "KWH": "kWh",
    "SET": _("set"),
    "PR": _("pair"),
    "XPK": _("packages"),
    "XBX": _("box"),
    "XCA": _("can"),
}


def field(path: str) -> str:
    """The label of an invoice value by its path; lines and VAT rates are counted from 1."""
    if found := _LINE.match(path):
        whole = _now("Line {number}").format(number=int(found[1]) + 1)
        return f"{whole}: {LINE_FIELD.get(found[2], found[2])}" if found[2] else whole
    if found := _VAT.match(path):
        return str(VAT_FIELD.get(found[2] or "", FIELD["vat"]))
    bare = _INDEX.sub("", path)
    while bare not in FIELD and "." in bare:
        bare = bare.rpartition(".")[0]
    return str(FIELD.get(bare, path))
