"""Peppol's rules on a UBL document's codes: currencies, types, reasons, schemes, dates, exemptions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kontera.core.validation import Weight
from kontera.formats.rules.peppol.codes import (
    ADDRESS_SCHEMES,
    ADDRESS_SCHEMES_19,
    ADDRESS_SCHEMES_20,
    ALLOWANCE_REASONS,
    CHARGE_REASONS,
    CURRENCIES,
    DOCUMENT_TYPES,
    MIME_TYPES,
)
from kontera.formats.rules.peppol.document import UblDocument, a_date, says, value, values
from kontera.formats.rules.peppol.ubl_lines import AMOUNTS
from kontera.formats.rules.peppol.values import normal
from kontera.formats.rules.rule import Hit, Rule

CREDIT_TYPES: Final = frozenset({"381", "396", "81", "83", "532"})  # UNTDID 1001
INVOICE_TYPES: Final = DOCUMENT_TYPES - CREDIT_TYPES
SELF_BILLED_INVOICES: Final = frozenset({"389", "527"})
SELF_BILLED_CREDITS: Final = frozenset({"261"})
GERMAN_TYPES: Final = frozenset({"326", "384"})  # partial and corrected invoice
TAX_POINTS: Final = frozenset({"3", "35", "432"})  # UNTDID 2005
DATES: Final = (
    "cbc:IssueDate",
    "cbc:DueDate",
    "cbc:TaxPointDate",
    "cbc:StartDate",
    "cbc:EndDate",
    "cbc:ActualDeliveryDate",
)
DATE_LENGTH: Final = 10
CURRENCIES_19: Final = (CURRENCIES - {"CNH", "XCG"}) | {"ANG", "BGN"}
CURRENCIES_OF: Final = {  # ISO 4217 as the rules on UBL have it
    "3.0.19": CURRENCIES_19,
    "3.0.20": (CURRENCIES_19 - {"STN"}) | {"CNH", "STD"},
    "3.0.21": CURRENCIES,
}
SCHEMES_OF: Final = {  # EAS; the rules on UBL of May 2026 lack 0158
    "3.0.19": ADDRESS_SCHEMES_19,
    "3.0.20": ADDRESS_SCHEMES_20 - {"0245"},
    "3.0.21": ADDRESS_SCHEMES - {"0158"},
}


def cl001(doc: UblDocument) -> Iterator[Hit]:
    """PEPPOL-EN16931-CL001: an attached file is PDF, PNG, JPEG, CSV or a spreadsheet."""
    for binary in doc.all("cbc:EmbeddedDocumentBinaryObject"):
        if (kind := binary.get("mimeCode")) is not None and kind not in MIME_TYPES:
            yield Hit(binary, kind)


def cl002(doc: UblDocument) -> Iterator[Hit]:
    """PEPPOL-EN16931-CL002: an allowance's reason code (BT-98, BT-140) is in UNTDID 5189."""
    return _reasons(doc, "false", ALLOWANCE_REASONS)


def cl003(doc: UblDocument) -> Iterator[Hit]:
    """PEPPOL-EN16931-CL003: a charge's reason code (BT-105, BT-145) is in UNTDID 7161."""
    return _reasons(doc, "true", CHARGE_REASONS)


def _reasons(doc: UblDocument, kind: str, allowed: frozenset[str]) -> Iterator[Hit]:
    for code in doc.under("cac:AllowanceCharge/cbc:AllowanceChargeReasonCode"):
        above = code.getparent()
        if above is not None and kind in values(above, "cbc:ChargeIndicator") and normal(value(code)) not in allowed:
            yield Hit(code, value(code))


def cl006(doc: UblDocument) -> Iterator[Hit]:
    """PEPPOL-EN16931-CL006: the code for the VAT point (BT-8) is 3, 35 or 432."""
    for code in doc.under("cac:InvoicePeriod/cbc:DescriptionCode"):
        if normal(value(code)) not in TAX_POINTS:
            yield Hit(code, value(code))


def cl007(doc: UblDocument) -> Iterator[Hit]:
    """PEPPOL-EN16931-CL007: an amount's currency is in ISO 4217, as the release lists it."""
    for stated in doc.all(*AMOUNTS, "cbc:TaxAmount"):
        if stated.get("currencyID") not in CURRENCIES_OF[doc.release]:
            yield Hit(stated, stated.get("currencyID", ""))


def cl008(doc: UblDocument) -> Iterator[Hit]:
    """PEPPOL-EN16931-CL008: an electronic address has a scheme of the EAS list, as the release has it."""
    for endpoint in doc.all("cbc:EndpointID"):
        if (scheme := endpoint.get("schemeID")) is not None and scheme not in SCHEMES_OF[doc.release]:
            yield Hit(endpoint, scheme)


def f001(doc: UblDocument) -> Iterator[Hit]:
    """PEPPOL-EN16931-F001: a date is written YYYY-MM-DD and exists."""
    for stated in doc.all(*DATES):
        if len(stated.text or "") != DATE_LENGTH or a_date(value(stated)) is None:
            yield Hit(stated, value(stated))


def p0100(doc: UblDocument) -> Iterator[Hit]:
    """PEPPOL-EN16931-P0100: the invoice type (BT-3) is one that the business process allows."""
    allowed = SELF_BILLED_INVOICES if doc.is_self_billed else INVOICE_TYPES
    return _types(doc, "cbc:InvoiceTypeCode", allowed)


def p0101(doc: UblDocument) -> Iterator[Hit]:
    """PEPPOL-EN16931-P0101: the credit note type (BT-3) is one that the business process allows."""
    allowed = SELF_BILLED_CREDITS if doc.is_self_billed else CREDIT_TYPES
    return _types(doc, "cbc:CreditNoteTypeCode", allowed)


def _types(doc: UblDocument, name: str, allowed: frozenset[str]) -> Iterator[Hit]:
    with_response = doc.profile == "02" and doc.release >= "3.0.21" and not doc.is_self_billed
    if doc.profile != "01" and not with_response:
        return
    for code in doc.all(name):
        if normal(value(code)) not in allowed:
            yield Hit(code, value(code))


def p0112(doc: UblDocument) -> Iterator[Hit]:
    """PEPPOL-EN16931-P0112: partial (326) and corrected (384) invoices are for German parties only."""
    for code in doc.all("cbc:InvoiceTypeCode"):
        if normal(value(code)) in GERMAN_TYPES and not doc.are_both_german:
            yield Hit(code, value(code))


def _exempt(doc: UblDocument, reason: str, category: str) -> Iterator[Hit]:
    """VAT categories with the exemption code (BT-121) that are not of the category it belongs to."""
    for taxed in doc.all("cac:TaxCategory"):
        reasons = [code.upper() for code in values(taxed, "cbc:TaxExemptionReasonCode")]
        if reasons == [reason] and says(taxed, "cbc:ID") != category:
            yield Hit(taxed, says(taxed, "cbc:ID"))


def p0104(doc: UblDocument) -> Iterator[Hit]:
    """PEPPOL-EN16931-P0104: export (VATEX-EU-G) is category G."""
    return _exempt(doc, "VATEX-EU-G", "G")


def p0105(doc: UblDocument) -> Iterator[Hit]:
    """PEPPOL-EN16931-P0105: what is not subject to VAT (VATEX-EU-O) is category O."""
    return _exempt(doc, "VATEX-EU-O", "O")


def p0106(doc: UblDocument) -> Iterator[Hit]:
    """PEPPOL-EN16931-P0106: intra-community supply (VATEX-EU-IC) is category K."""
    return _exempt(doc, "VATEX-EU-IC", "K")


def p0107(doc: UblDocument) -> Iterator[Hit]:
    """PEPPOL-EN16931-P0107: reverse charge (VATEX-EU-AE) is category AE."""
    return _exempt(doc, "VATEX-EU-AE", "AE")


def p0108(doc: UblDocument) -> Iterator[Hit]:
    """PEPPOL-EN16931-P0108: travel agents' margin (VATEX-EU-D) is category E."""
    return _exempt(doc, "VATEX-EU-D", "E")


def p0109(doc: UblDocument) -> Iterator[Hit]:
    """PEPPOL-EN16931-P0109: the margin on second-hand goods (VATEX-EU-F) is category E."""
    return _exempt(doc, "VATEX-EU-F", "E")


def p0110(doc: UblDocument) -> Iterator[Hit]:
    """PEPPOL-EN16931-P0110: the margin on works of art (VATEX-EU-I) is category E."""
    return _exempt(doc, "VATEX-EU-I", "E")


def p0111(doc: UblDocument) -> Iterator[Hit]:
    """PEPPOL-EN16931-P0111: the margin on collectors' items and antiques (VATEX-EU-J) is category E."""
    return _exempt(doc, "VATEX-EU-J", "E")


RULES: Final = (
    Rule("PEPPOL-EN16931-CL001", Weight.FATAL, cl001),
    Rule("PEPPOL-EN16931-CL002", Weight.FATAL, cl002),
    Rule("PEPPOL-EN16931-CL003", Weight.FATAL, cl003),
    Rule("PEPPOL-EN16931-CL006", Weight.FATAL, cl006),
    Rule("PEPPOL-EN16931-CL007", Weight.FATAL, cl007),
    Rule("PEPPOL-EN16931-CL008", Weight.FATAL, cl008),
    Rule("PEPPOL-EN16931-F001", Weight.FATAL, f001),
    Rule("PEPPOL-EN16931-P0100", Weight.FATAL, p0100),
    Rule("PEPPOL-EN16931-P0101", Weight.FATAL, p0101),
    Rule("PEPPOL-EN16931-P0104", Weight.FATAL, p0104),
    Rule("PEPPOL-EN16931-P0105", Weight.FATAL, p0105),
    Rule("PEPPOL-EN16931-P0106", Weight.FATAL, p0106),
    Rule("PEPPOL-EN16931-P0107", Weight.FATAL, p0107),
    Rule("PEPPOL-EN16931-P0108", Weight.FATAL, p0108),
    Rule("PEPPOL-EN16931-P0109", Weight.FATAL, p0109),
    Rule("PEPPOL-EN16931-P0110", Weight.FATAL, p0110),
    Rule("PEPPOL-EN16931-P0111", Weight.FATAL, p0111),
)
NOT_SELF_BILLED: Final = (Rule("PEPPOL-EN16931-P0112", Weight.FATAL, p0112),)
