"""Peppol's rules on the lines of a CII invoice: net amount, prices, references."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from kontera.core.validation import Weight
from kontera.formats.rules.peppol.cii_document import CiiDocument, below, first, has, is_charge, values
from kontera.formats.rules.peppol.values import decimal, divided, in_cents, product, total, within
from kontera.formats.rules.rule import Hit, Rule
from kontera.formats.xml import Element

NET: Final = "ram:SpecifiedLineTradeSettlement/ram:SpecifiedTradeSettlementLineMonetarySummation/ram:LineTotalAmount"
QUANTITY: Final = "ram:SpecifiedLineTradeDelivery/ram:BilledQuantity"
PRICE: Final = "ram:SpecifiedLineTradeAgreement/ram:NetPriceProductTradePrice/ram:ChargeAmount"
BASE: Final = "ram:SpecifiedLineTradeAgreement/ram:NetPriceProductTradePrice/ram:BasisQuantity"
CHARGES: Final = "ram:SpecifiedLineTradeSettlement/ram:SpecifiedTradeAllowanceCharge"
REFERENCES: Final = "ram:SpecifiedLineTradeSettlement/ram:AdditionalReferencedDocument"
INVOICED_OBJECT: Final = "130"
SLACK: Final = Decimal("0.02")
ONE: Final = Decimal(1)
ZERO: Final = Decimal(0)


def line_net_follows(document: CiiDocument) -> Iterable[Hit]:
    """PEPPOL-EN16931-R120: a line's net is quantity times price per base quantity, charges added, allowances taken."""
    for at in document.all("ram:IncludedSupplyChainTradeLineItem"):
        expected = _expected_net(at)
        stated = _stated(at, NET, ZERO)
        if expected is not None and stated is not None and not within(stated, expected, SLACK):
            yield Hit(at, first(at, NET))


def _expected_net(line: Element) -> Decimal | None:
    """The net that follows from the line's other values; nothing where one of them is no number."""
    quantity = _stated(line, QUANTITY, ONE)
    price = _stated(line, PRICE, ZERO)
    base = _stated(line, BASE, ONE)
    charges, allowances = _sum(line, "true"), _sum(line, "false")
    if quantity is None or price is None or base is None or charges is None or allowances is None:
        return None
    return total((product(quantity, divided(price, base or ONE)), charges, allowances.copy_negate()))


def _stated(line: Element, path: str, otherwise: Decimal) -> Decimal | None:
    return decimal(first(line, path)) if has(line, path) else otherwise


def _sum(line: Element, indicator: str) -> Decimal | None:
    charges = [charge for charge in below(line, CHARGES) if is_charge(charge) == indicator]
    amounts = [decimal(text) for charge in charges for text in values(charge, "ram:ActualAmount")]
    known = [amount for amount in amounts if amount is not None]
    return in_cents(total(known)) if len(known) == len(amounts) else None


def one_object_on_line(document: CiiDocument) -> Iterable[Hit]:
    """PEPPOL-EN16931-R100: at most one invoiced object (BT-128) on a line."""
    for at in document.all("ram:IncludedSupplyChainTradeLineItem"):
        references = below(at, REFERENCES)
        if sum(INVOICED_OBJECT in values(reference, "ram:TypeCode") for reference in references) > 1:
            yield Hit(at)


def line_refers_to_object(document: CiiDocument) -> Iterable[Hit]:
    """PEPPOL-EN16931-R101: a document named on a line is the invoiced object (type 130)."""
    for at in document.all("ram:IncludedSupplyChainTradeLineItem"):
        if has(at, REFERENCES) and INVOICED_OBJECT not in values(at, f"{REFERENCES}/ram:TypeCode"):
            yield Hit(at, ", ".join(values(at, f"{REFERENCES}/ram:TypeCode")))


def base_quantity_positive(document: CiiDocument) -> Iterable[Hit]:
    """PEPPOL-EN16931-R121: a price's base quantity (BT-149) is above zero."""
    prices = (*document.all("ram:NetPriceProductTradePrice"), *document.all("ram:GrossPriceProductTradePrice"))
    for at in prices:
        found = first(at, "ram:BasisQuantity")
        quantity = decimal(found)
        if quantity is not None and quantity <= 0:
            yield Hit(at, found)


def base_unit_same(document: CiiDocument) -> Iterable[Hit]:
    """PEPPOL-EN16931-R130: a price's base quantity is in the unit (BT-130) that was invoiced."""
    prices = (*document.all("ram:NetPriceProductTradePrice"), *document.all("ram:GrossPriceProductTradePrice"))
    for price in prices:
        agreement = price.getparent()
        line = None if agreement is None else agreement.getparent()
        units = [] if line is None else [quantity.get("unitCode") for quantity in below(line, QUANTITY)]
        for at in below(price, "ram:BasisQuantity"):
            if (unit := at.get("unitCode")) is not None and unit not in units:
                yield Hit(at, unit)


LINE_RULES: Final[tuple[Rule[CiiDocument], ...]] = (
    Rule("PEPPOL-EN16931-R120", Weight.FATAL, line_net_follows),
    Rule("PEPPOL-EN16931-R100", Weight.FATAL, one_object_on_line),
    Rule("PEPPOL-EN16931-R101", Weight.FATAL, line_refers_to_object),
    Rule("PEPPOL-EN16931-R121", Weight.FATAL, base_quantity_positive),
    Rule("PEPPOL-EN16931-R130", Weight.FATAL, base_unit_same),
)
