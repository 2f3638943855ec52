"""Small UBL documents for Peppol's rules: a faultless invoice of which a test changes one part."""

from __future__ import annotations

import json
from functools import cache
from typing import Any, Final
from xml.sax.saxutils import escape, quoteattr

from einvoices import SHARED, ubl

OFFICIAL: Final = SHARED / "official"
SPECIFICATION: Final = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0"
SELF_BILLING: Final = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:selfbilling:3.0"
PROCESS: Final = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"
SELF_BILLING_PROCESS: Final = "urn:fdc:peppol.eu:2017:poacc:selfbilling:01:1.0"


def b(name: str, text: str = "x", **attributes: str) -> str:
    """A basic element."""
    stated = "".join(f" {key}={quoteattr(value)}" for key, value in attributes.items())
    return f"<cbc:{name}{stated}>{escape(text)}</cbc:{name}>"


def a(names: str, *inner: str) -> str:
    """An aggregate, or several, one in the other, with their content."""
    content = "".join(inner)
    for name in reversed(names.split("/")):
        content = f"<cac:{name}>{content}</cac:{name}>"
    return content


def money(name: str, text: str, currency: str = "EUR") -> str:
    return b(name, text, currencyID=currency)


def tax_scheme(number: str, kind: str = "VAT") -> str:
    return a("PartyTaxScheme", b("CompanyID", number), a("TaxScheme", b("ID", kind)))


def address(country: str, lines: str = "StreetName CityName PostalZone") -> str:
    return a("PostalAddress", *(b(line) for line in lines.split()), a("Country", b("IdentificationCode", country)))


def legal(number: str, scheme: str = "") -> str:
    return a("PartyLegalEntity", b("CompanyID", number, **({"schemeID": scheme} if scheme else {})))


def party(country: str = "FI", *more: str, endpoint: str = b("EndpointID", "7300010000001", schemeID="0088")) -> str:
    """A party at an address; `country` may also be a whole address."""
    return a("Party", endpoint, country if country.startswith("<") else address(country), *more)


def seller(country: str = "FI", *more: str, **parts: str) -> str:
    return a("AccountingSupplierParty", party(country, *more, **parts))


def buyer(country: str = "FI", *more: str, **parts: str) -> str:
    return a("AccountingCustomerParty", party(country, *more, **parts))


def means(code: str, *more: str) -> str:
    return a("PaymentMeans", b("PaymentMeansCode", code), *more)


def account(number: str, branch: str = "") -> str:
    return a(
        "PayeeFinancialAccount", b("ID", number), a("FinancialInstitutionBranch", b("ID", branch)) if branch else ""
    )


def allowance(*inner: str, kind: str = "false", net: str = "10.00") -> str:
    return a("AllowanceCharge", b("ChargeIndicator", kind), *inner, money("Amount", net))


def document(description: str, *inner: str, number: str = "1") -> str:
    return a("AdditionalDocumentReference", b("ID", number), b("DocumentDescription", description), *inner)


def vat(*more: str, currency: str = "EUR", tax: str = "25.00") -> str:
    return a("TaxTotal", money("TaxAmount", tax, currency), a("TaxSubtotal", *(more or (category(),))))


def category(code: str = "S", rate: str = "25", *more: str, name: str = "TaxCategory") -> str:
    return a(name, b("ID", code), b("Percent", rate), *more, a("TaxScheme", b("ID", "VAT")))


def line(
    *more: str, net: str = "100.00", quantity: str = "10", price: str = "10.00", per: str = "", kind: str = ""
) -> str:
    """A line of ten units at ten, or what `per` says; of a credit note where `kind` is "Credit"."""
    counted = b("CreditedQuantity" if kind else "InvoicedQuantity", "10", unitCode="C62")
    priced = per or a("Price", money("PriceAmount", "10.00"))
    name = "CreditNoteLine" if kind else "InvoiceLine"
    return a(name, b("ID", "1"), counted, money("LineExtensionAmount", net), priced, *more)


PARTS: Final = {
    "specification": b("CustomizationID", SPECIFICATION),
    "process": b("ProfileID", PROCESS),
    "number": b("ID", "1"),
    "issued": b("IssueDate", "2026-03-31"),
    "kind": b("InvoiceTypeCode", "380"),
    "currency": b("DocumentCurrencyCode", "EUR"),
    "reference": b("BuyerReference", "0150"),
    "seller": seller(),
    "buyer": buyer(),
    "means": means("30", account("FI2112345600000785")),
    "tax": vat(),
    "totals": a("LegalMonetaryTotal", money("PayableAmount", "125.00")),
    "lines": line(),
}
CREDIT: Final = {"kind": b("CreditNoteTypeCode", "381"), "lines": line(kind="Credit")}


def invoice(*more: str, **parts: str) -> bytes:
    """An invoice without fault, with some parts changed or (empty) left out, and more elements at its end."""
    return ubl("".join((PARTS | parts).values()) + "".join(more))


def credit_note(*more: str, **parts: str) -> bytes:
    """A credit note without fault, changed in the same way."""
    return ubl("".join((PARTS | CREDIT | parts).values()) + "".join(more), "CreditNote")


@cache
def official_cases() -> dict[str, Any]:
    """The published expectations; nothing where they are not beside this checkout."""
    path = OFFICIAL / "cases.json"
    cases: dict[str, Any] = json.loads(path.read_text()) if path.exists() else {"unit": [], "documents": []}
    return cases
