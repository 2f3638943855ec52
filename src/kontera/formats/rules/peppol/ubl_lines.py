"""Peppol's rules on a UBL document's lines, prices, allowances and charges, and on the currency of amounts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Final

from kontera.core.validation import Weight
from kontera.formats.rules.peppol.document import (
    UblDocument,
    a_date,
    amount,
    below,
    first,
    has,
    hits,
    inside,
    says,
    value,
    values,
)
from kontera.formats.rules.peppol.values import decimal, divided, in_cents, normal, product, within
from kontera.formats.rules.rule import Hit, Rule
from kontera.formats.xml import Element

SLACK: Final = Decimal("0.02")
NIL: Final = Decimal(0)
ONE: Final = Decimal(1)
INVOICED_OBJECT: Final = "130"  # UNTDID 1001
PERCENTAGE: Final = "cbc:MultiplierFactorNumeric"
BASE: Final = "cbc:BaseAmount"
AMOUNTS: Final = (
    "cbc:Amount",
    "cbc:BaseAmount",
    "cbc:PriceAmount",
    "cbc:TaxableAmount",
    "cbc:LineExtensionAmount",
    "cbc:TaxExclusiveAmount",
    "cbc:TaxInclusiveAmount",
    "cbc:AllowanceTotalAmount",
    "cbc:ChargeTotalAmount",
    "cbc:PrepaidAmount",
    "cbc:PayableRoundingAmount",
    "cbc:PayableAmount",
)


def r040(doc: UblDocument) -> Iterator[Hit]:
    """PEPPOL-EN16931-R040: an allowance or charge is its base times its percentage, give or take 0.02."""
    for each in doc.allowances:
        if not has(each, PERCENTAGE) or not has(each, BASE):
            continue
        stated, base, percent = amount(each, "cbc:Amount", NIL), amount(each, BASE, NIL), amount(each, PERCENTAGE, NIL)
        if stated is None or base is None or percent is None:
            continue
        if not within(stated, divided(product(base, percent), Decimal(100)), SLACK):
            yield Hit(each, str(stated))


def r041(doc: UblDocument) -> Iterator[Hit]:
    """PEPPOL-EN16931-R041: an allowance or charge with a percentage has a base amount."""
    return hits(each for each in doc.allowances if has(each, PERCENTAGE) and not has(each, BASE))


def r042(doc: UblDocument) -> Iterator[Hit]:
    """PEPPOL-EN16931-R042: an allowance or charge with a base amount has a percentage."""
    return hits(each for each in doc.allowances if has(each, BASE) and not has(each, PERCENTAGE))


def r043(doc: UblDocument) -> Iterator[Hit]:
    """PEPPOL-EN16931-R043: whether it is a charge is said by true or false; asked where R041 and R042 are silent."""
    for each in doc.allowances:
        word = says(each, "cbc:ChargeIndicator")
        if has(each, PERCENTAGE) == has(each, BASE) and word not in {"true", "false"}:
            yield Hit(each, word)


def r044(doc: UblDocument) -> Iterator[Hit]:
    """PEPPOL-EN16931-R044: a price has no charge, only a discount."""
    for each in doc.under("cac:Price/cac:AllowanceCharge"):
        if (word := says(each, "cbc:ChargeIndicator")) != "false":
            yield Hit(each, word)


def r046(doc: UblDocument) -> Iterator[Hit]:
    """PEPPOL-EN16931-R046: the net price is the gross price less the discount, where a gross price is stated."""
    for each in doc.under("cac:Price/cac:AllowanceCharge"):
        price = each.getparent()
        if price is None or not has(each, BASE):
            continue
        if not has(price, "cbc:PriceAmount") or not has(each, "cbc:Amount"):
            yield Hit(each)
            continue
        net, gross = amount(price, "cbc:PriceAmount", NIL), amount(each, BASE, NIL)
        discount = amount(each, "cbc:Amount", NIL)
        if net is not None and gross is not None and discount is not None and net != gross - discount:
            yield Hit(each, str(net))


def r051(doc: UblDocument) -> Iterator[Hit]:
    """PEPPOL-EN16931-R051: every amount is in the invoice's currency, but for the VAT in the accounting currency."""
    for each in (*doc.all(*AMOUNTS), *_broken_down(doc)):
        if each.get("currencyID") not in doc.currencies:
            yield Hit(each, each.get("currencyID", ""))


def _broken_down(doc: UblDocument) -> Iterator[Element]:
    """VAT amounts of the breakdown, and of the total that has it; self-billing asks of the total only."""
    for tax in doc.all("cbc:TaxAmount"):
        above = tax.getparent()
        is_total = above is not None and inside(tax, "cac:TaxTotal") and has(above, "cac:TaxSubtotal")
        if is_total or (inside(tax, "cac:TaxSubtotal") and not doc.is_self_billed):
            yield tax


def r100(doc: UblDocument) -> Iterator[Hit]:
    """PEPPOL-EN16931-R100: a line has at most one invoiced object (BT-128)."""
    return hits(line for line in doc.invoice_lines if len(below(line, "cac:DocumentReference")) > 1)


def r101(doc: UblDocument) -> Iterator[Hit]:
    """PEPPOL-EN16931-R101: a line's document reference is of type 130, an invoiced object."""
    for line in doc.invoice_lines:
        types = values(line, "cac:DocumentReference/cbc:DocumentTypeCode")
        if has(line, "cac:DocumentReference") and INVOICED_OBJECT not in types:
            yield Hit(line, types[0] if types else "")


def r110(doc: UblDocument) -> Iterator[Hit]:
    """PEPPOL-EN16931-R110: a line's period (BT-134) begins no earlier than the invoice's (BT-73)."""
    whole = _period(doc, "cbc:StartDate")
    for start in _line_dates(doc, "cbc:StartDate"):
        begins = a_date(value(start))
        if not start.text or (begins and whole and begins < whole):
            yield Hit(start, value(start))


def r111(doc: UblDocument) -> Iterator[Hit]:
    """PEPPOL-EN16931-R111: a line's period (BT-135) ends no later than the invoice's (BT-74)."""
    whole = _period(doc, "cbc:EndDate")
    for end in _line_dates(doc, "cbc:EndDate"):
        ends = a_date(value(end))
        if not end.text or (ends and whole and ends > whole):
            yield Hit(end, value(end))


def _period(doc: UblDocument, name: str) -> date | None:
    return a_date(first(doc.root, f"cac:InvoicePeriod/{name}"))


def _line_dates(doc: UblDocument, name: str) -> list[Element]:
    """The line dates that are held against the document's period, where that has the same date."""
    if not has(doc.root, f"cac:InvoicePeriod/{name}"):
        return []
    line = "cac:InvoiceLine" if doc.is_invoice else "cac:CreditNoteLine"
    return below(doc.root, f"{line}/cac:InvoicePeriod/{name}") if doc.is_invoice or doc.is_credit_note else []


def r120(doc: UblDocument) -> Iterator[Hit]:
    """PEPPOL-EN16931-R120: a line's net is quantity times price, with charges, less allowances, give or take 0.02."""
    quantity_name = "cbc:InvoicedQuantity" if doc.is_invoice else "cbc:CreditedQuantity"
    for line in doc.invoice_lines:
        net = amount(line, "cbc:LineExtensionAmount", NIL)
        quantity = amount(line, quantity_name, ONE)
        price = amount(line, "cac:Price/cbc:PriceAmount", NIL)
        per = amount(line, "cac:Price/cbc:BaseQuantity", ONE)
        charges, allowances = _total(line, "true"), _total(line, "false")
        if net is None or quantity is None or price is None or per is None or charges is None or allowances is None:
            continue
        reckoned = product(quantity, divided(price, per or ONE)) + charges - allowances
        if not within(net, reckoned, SLACK):
            yield Hit(line, str(net))


def _total(line: Element, kind: str) -> Decimal | None:
    """The line's charges ("true") or allowances ("false") in cents; nothing where one cannot be read."""
    total = NIL
    for each in below(line, "cac:AllowanceCharge"):
        if says(each, "cbc:ChargeIndicator") != kind:
            continue
        for text in values(each, "cbc:Amount"):
            stated = decimal(text)
            if stated is None:
                return None
            total += stated
    return in_cents(total)


def r121(doc: UblDocument) -> Iterator[Hit]:
    """PEPPOL-EN16931-R121: the quantity that a price is for (BT-149) is above zero."""
    for line in doc.invoice_lines:
        per = amount(line, "cac:Price/cbc:BaseQuantity", ONE)
        if per is not None and per <= 0:
            yield Hit(line, str(per))


def r130(doc: UblDocument) -> Iterator[Hit]:
    """PEPPOL-EN16931-R130: the price is for the unit that the line invoices (BT-150 is BT-130)."""
    stated = "cbc:InvoicedQuantity" if doc.is_invoice else "cbc:CreditedQuantity"
    for per in doc.under("cac:Price/cbc:BaseQuantity"):
        price = per.getparent()
        line = None if price is None else price.getparent()
        if line is None or per.get("unitCode") is None:
            continue
        counted = has(line, "cbc:InvoicedQuantity") or has(line, "cbc:CreditedQuantity")
        if counted and per.get("unitCode") not in {quantity.get("unitCode") for quantity in below(line, stated)}:
            yield Hit(per, normal(per.get("unitCode", "")))


RULES: Final = (
    Rule("PEPPOL-EN16931-R040", Weight.FATAL, r040),
    Rule("PEPPOL-EN16931-R041", Weight.FATAL, r041),
    Rule("PEPPOL-EN16931-R042", Weight.FATAL, r042),
    Rule("PEPPOL-EN16931-R043", Weight.FATAL, r043),
    Rule("PEPPOL-EN16931-R044", Weight.FATAL, r044),
    Rule("PEPPOL-EN16931-R046", Weight.FATAL, r046),
    Rule("PEPPOL-EN16931-R051", Weight.FATAL, r051),
    Rule("PEPPOL-EN16931-R100", Weight.FATAL, r100),
    Rule("PEPPOL-EN16931-R101", Weight.FATAL, r101),
    Rule("PEPPOL-EN16931-R110", Weight.FATAL, r110),
    Rule("PEPPOL-EN16931-R111", Weight.FATAL, r111),
    Rule("PEPPOL-EN16931-R120", Weight.FATAL, r120),
    Rule("PEPPOL-EN16931-R121", Weight.FATAL, r121),
    Rule("PEPPOL-EN16931-R130", Weight.FATAL, r130),
)
