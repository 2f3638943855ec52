"""Reads the parts that recur in Svefaktura: amounts, VAT categories, allowances and charges, addresses."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from kontera.core.finding import Finding
from kontera.core.invoice import AllowanceCharge, VatCategory
from kontera.core.money import CENT, HUNDRED
from kontera.core.party import Address, Endpoint
from kontera.formats.codes import CATEGORIES, icd
from kontera.formats.taking import Node

TRUE: Final = frozenset({"true", "1"})
GS1: Final = "9"  # UN/EDIFACT 3055: the agency of GLN and GTIN
GLN: Final = "0088"
REVERSED: Final = ("omvänd", "reverse charge", "reverse vat")


def money(node: Node, path: str, field: str = "") -> Decimal | None:
    """An amount in the invoice's currency, which Svefaktura states as amountCurrencyID; another is remarked on."""
    value = node.number(path, field)
    currency = node.one(path).attribute("amountCurrencyID")
    expected = node.taking.currency
    if value is not None and currency and expected and currency != expected:
        node.taking.findings.append(
            Finding(
                "einvoice.other_currency",
                "The amount is stated in {currency}, the invoice in {expected}.",
                field=node.under(field),
                values=(("currency", currency), ("expected", expected)),
                by=node.taking.by,
            )
        )
    return value


def read_category(node: Node, field: str = "category", rate: str = "rate") -> tuple[VatCategory | None, Decimal | None]:
    """The VAT category and its rate in per cent; a code that EN 16931 does not know stays unread."""
    category = CATEGORIES.get(node.peek("ID"))
    if category is not None:
        node.take("ID", field)
    node.take("TaxScheme/ID")
    return category, node.number("Percent", rate)


def says_reverse_charge(reason: str) -> bool:
    """Whether a reason for no VAT means that the buyer accounts for it; Svefaktura has no code for that."""
    return any(word in reason.lower() for word in REVERSED)


def read_allowances(node: Node) -> tuple[AllowanceCharge, ...]:
    """The document's or a line's allowances and charges; one without an amount stays unread."""
    field = node.under("allowances_charges")
    stated = tuple(part for part in node.all("AllowanceCharge") if part.peek_number("Amount") is not None)
    return tuple(_allowance(part.named(f"{field}[{i}]")) for i, part in enumerate(stated))


def _allowance(node: Node) -> AllowanceCharge:
    amount = money(node, "Amount", "amount") or Decimal(0)
    base = money(node, "AllowanceChargeBaseAmount", "base")
    category, rate = read_category(node.one("TaxCategory"), "vat_category", "vat_rate")
    reason = node.one("ReasonCode").attribute("name", "reason")
    return AllowanceCharge(
        is_charge=node.take("ChargeIndicator", "is_charge").lower() in TRUE,
        amount=amount,
        base=base,
        percentage=_percentage(node.number("MultiplierFactorNumeric", "percentage"), amount, base),
        reason=reason,
        reason_code=node.take("ReasonCode", "reason_code"),
        vat_category=category,
        vat_rate=rate,
    )


def _percentage(stated: Decimal | None, amount: Decimal, base: Decimal | None) -> Decimal | None:
    """In per cent: UBL 1 means a factor, some write per cent, and only the amount tells which."""
    if stated is None or base is None:
        return stated
    as_factor = abs(base * stated - amount) <= CENT
    as_percent = abs(base * stated / HUNDRED - amount) <= CENT
    return stated * HUNDRED if as_factor and not as_percent else stated


def identifier(node: Node) -> Endpoint | None:
    """An id with its scheme: the ICD code for GS1's numbers, else what the sender states."""
    if not node.peek():
        return None
    agency = node.attribute("identificationSchemeAgencyID")
    scheme = node.attribute("identificationSchemeID") or ("" if agency == GS1 else agency)
    return Endpoint(GLN if agency == GS1 and not scheme else icd(scheme), node.note())


def read_address(node: Node, *, with_department: bool = True) -> Address | None:
    """A postal address, or None when there is none."""
    if not node:
        return None
    lines = (
        node.take("Department", "lines") if with_department else "",
        node.take("StreetName", "lines"),
        node.take("Postbox", "lines"),
        *(line.named(node.under("lines")).note() for line in node.all("AddressLine/Line")),
    )
    return Address(
        lines=tuple(line for line in lines if line),
        city=node.take("CityName", "city"),
        postal_code=node.take("PostalZone", "postal_code"),
        country=node.take("Country/IdentificationCode", "country"),
    )
