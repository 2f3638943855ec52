"""Own structure rules for Svefaktura 1.0: the head, the parties, and how to pay."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kontera.core.identifiers import is_bankgiro, is_bic, is_gln, is_iban, is_ocr, is_plusgiro, is_vat_number
from kontera.core.identifiers import is_swedish_organisation_number as is_organisation
from kontera.formats.rules import own
from kontera.formats.rules.own import at, number, text
from kontera.formats.rules.rule import Hit
from kontera.formats.svefaktura.judged import Svefaktura

SCHEMES: Final = frozenset({"VAT", "SWT"})
CURRENCY: Final = re.compile(r"[A-Z]{3}")
COUNTRY: Final = re.compile(r"[A-Z]{2}")
GLN_DIGITS: Final = 13


def invoice_number(doc: Svefaktura) -> Iterator[Hit]:
    """Invoice/ID is mandatory."""
    return own.lacking((doc.root,), "ID")


def issue_date(doc: Svefaktura) -> Iterator[Hit]:
    """Invoice/IssueDate is mandatory."""
    return own.lacking((doc.root,), "IssueDate")


def type_stated(doc: Svefaktura) -> Iterator[Hit]:
    """Invoice/InvoiceTypeCode is mandatory."""
    return own.lacking((doc.root,), "InvoiceTypeCode")


def type_listed(doc: Svefaktura) -> Iterator[Hit]:
    """Invoice/InvoiceTypeCode: 380 for an invoice, 381 for a credit."""
    return own.unlisted(at(doc.root, "InvoiceTypeCode"), {"380", "381"})


def currency_stated(doc: Svefaktura) -> Iterator[Hit]:
    """Invoice/InvoiceCurrencyCode is mandatory."""
    return own.lacking((doc.root,), "InvoiceCurrencyCode")


def currency_listed(doc: Svefaktura) -> Iterator[Hit]:
    """InvoiceCurrencyCode and TaxCurrencyCode are ISO 4217 codes."""
    return own.unfit(
        doc.named(("InvoiceCurrencyCode", "TaxCurrencyCode")), lambda found: bool(CURRENCY.fullmatch(found))
    )


def tax_currency_differs(doc: Svefaktura) -> Iterator[Hit]:
    """TaxCurrencyCode stands only where it is another than InvoiceCurrencyCode."""
    currency = text(doc.root, "InvoiceCurrencyCode")
    return (own.hit(found) for found in at(doc.root, "TaxCurrencyCode") if text(found) == currency)


def line_count(doc: Svefaktura) -> Iterator[Hit]:
    """LineItemCountNumeric is mandatory and the number of InvoiceLine elements."""
    yield from own.lacking((doc.root,), "LineItemCountNumeric")
    for stated in at(doc.root, "LineItemCountNumeric"):
        if text(stated) and number(stated) != len(doc.lines):
            yield own.hit(stated, value=text(stated), expected=str(len(doc.lines)))


def seller_name(doc: Svefaktura) -> Iterator[Hit]:
    """SellerParty/Party/PartyName/Name is mandatory."""
    return own.lacking((doc.root,), "SellerParty/Party/PartyName/Name")


def buyer_name(doc: Svefaktura) -> Iterator[Hit]:
    """BuyerParty/Party/PartyName/Name is mandatory."""
    return own.lacking((doc.root,), "BuyerParty/Party/PartyName/Name")


def seller_address(doc: Svefaktura) -> Iterator[Hit]:
    """SellerParty/Party/Address: an invoice names the seller's address (11 kap. 8 § ML 2023:200)."""
    return own.lacking(at(doc.root, "SellerParty/Party"), "Address/CityName")


def seller_tax(doc: Svefaktura) -> Iterator[Hit]:
    """SellerParty/Party/PartyTaxScheme with the scheme VAT, where VAT is charged."""
    charged = any(number(group, "TaxAmount") for group in doc.groups)
    stated = any(text(scheme, "TaxScheme/ID") == "VAT" for scheme in at(doc.root, "SellerParty/Party/PartyTaxScheme"))
    if charged and not stated:
        yield own.hit(doc.root, element="PartyTaxScheme", value="")


def tax_scheme_listed(doc: Svefaktura) -> Iterator[Hit]:
    """TaxScheme/ID is VAT, or SWT for a Swedish organisation number."""
    return own.unlisted((found for element in doc.named(("TaxScheme",)) for found in at(element, "ID")), SCHEMES)


def organisation_number(doc: Svefaktura) -> Iterator[Hit]:
    """PartyTaxScheme/CompanyID under SWT is a Swedish organisation number."""
    stated = (one for part in doc.tax_schemes if text(part, "TaxScheme/ID") == "SWT" for one in at(part, "CompanyID"))
    return own.unfit(stated, is_organisation)


def vat_number(doc: Svefaktura) -> Iterator[Hit]:
    """PartyTaxScheme/CompanyID under VAT is a VAT number with its country."""
    stated = (one for part in doc.tax_schemes if text(part, "TaxScheme/ID") == "VAT" for one in at(part, "CompanyID"))
    return own.unfit(stated, is_vat_number)


def seat(doc: Svefaktura) -> Iterator[Hit]:
    """PartyTaxScheme under SWT names the seat: RegistrationAddress/Country/IdentificationCode."""
    swedish = (part for part in at(doc.root, "SellerParty/Party/PartyTaxScheme") if text(part, "TaxScheme/ID") == "SWT")
    return own.lacking(swedish, "RegistrationAddress/Country/IdentificationCode")


def f_tax(doc: Svefaktura) -> Iterator[Hit]:
    """PartyTaxScheme under SWT says in ExemptionReason whether the seller is approved for F-tax."""
    swedish = (part for part in at(doc.root, "SellerParty/Party/PartyTaxScheme") if text(part, "TaxScheme/ID") == "SWT")
    return own.lacking(swedish, "ExemptionReason")


def location_number(doc: Svefaktura) -> Iterator[Hit]:
    """An ID with identificationSchemeAgencyID 9 is GS1's: a GLN or GTIN of 13 digits, or a shorter or longer GTIN."""
    stated = (one for one in doc.named(("ID",)) if one.get("identificationSchemeAgencyID") == "9")
    return own.unfit(stated, lambda found: found.isdecimal() and (len(found) > GLN_DIGITS or is_gln(found.zfill(13))))


def country_listed(doc: Svefaktura) -> Iterator[Hit]:
    """Country/IdentificationCode is an ISO 3166-1 code of two letters."""
    return own.unfit(doc.named(("IdentificationCode",)), lambda found: bool(COUNTRY.fullmatch(found)))


def due_date(doc: Svefaktura) -> Iterator[Hit]:
    """PaymentMeans/DuePaymentDate is mandatory for an invoice (380)."""
    if text(doc.root, "InvoiceTypeCode") == "380":
        yield from own.lacking((doc.root,), "PaymentMeans/DuePaymentDate")


def means_code(doc: Svefaktura) -> Iterator[Hit]:
    """PaymentMeans/PaymentMeansTypeCode is mandatory; Svefaktura uses the code 1."""
    yield from own.lacking(at(doc.root, "PaymentMeans"), "PaymentMeansTypeCode")
    yield from own.unlisted(at(doc.root, "PaymentMeans/PaymentMeansTypeCode"), {"1"})


def account_number(doc: Svefaktura) -> Iterator[Hit]:
    """PayeeFinancialAccount/ID is mandatory where the element stands."""
    return own.lacking(doc.accounts, "ID")


def bankgiro(doc: Svefaktura) -> Iterator[Hit]:
    """An account at BGABSESS is a bankgiro number with its check digit."""
    return own.unfit(doc.accounts_at("BGABSESS"), is_bankgiro)


def plusgiro(doc: Svefaktura) -> Iterator[Hit]:
    """An account at PGSISESS is a plusgiro number with its check digit."""
    return own.unfit(doc.accounts_at("PGSISESS"), is_plusgiro)


def iban(doc: Svefaktura) -> Iterator[Hit]:
    """An account whose identificationSchemeName is IBAN is one."""
    stated = (
        one
        for part in doc.accounts
        for one in at(part, "ID")
        if one.get("identificationSchemeName", "").upper() == "IBAN"
    )
    return own.unfit(stated, is_iban)


def bic(doc: Svefaktura) -> Iterator[Hit]:
    """FinancialInstitution/ID is a BIC; the giros have their own."""
    path = "FinancialInstitutionBranch/FinancialInstitution/ID"
    return own.unfit((one for part in doc.accounts for one in at(part, path)), is_bic)


def ocr_reference(doc: Svefaktura) -> Iterator[Hit]:
    """PaymentInstructionID of digits, to a giro, is an OCR number with its check digit."""
    stated = (one for part in doc.accounts for one in at(part, "PaymentInstructionID"))
    return own.unfit(stated, lambda found: not found.isdecimal() or is_ocr(found))
