"""Own structure rules for TEAPPSXML 2.7 and 3.0: what its schema and comments demand, check digits, arithmetic."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final

from kontera.core.identifiers import (
    is_bic,
    is_finnish_business_id,
    is_gln,
    is_iban,
    is_rf,
    is_vat_number,
    is_viite,
)
from kontera.core.money import CENT, HUNDRED, total
from kontera.core.validation import Weight
from kontera.formats.rules import own
from kontera.formats.rules.own import at, number, text
from kontera.formats.rules.rule import Hit, Rule, Words
from kontera.formats.teappsxml.judged import Teapps, amount
from kontera.formats.teappsxml.lines import counted_rows
from kontera.formats.xml import Element

UNIT: Final = Decimal(1)
# the schema's list of INVOICE_TYPE
TYPES: Final = frozenset({f"{code:02}" for code in (*range(10), 20, 30, 31, 32, 50, 51, 60, 90, 91, 92, 99)})
ROW_TYPES: Final = frozenset({"MAIN", "SPECIFICATION", "SUBTOTAL", "INFO"})
VAT_TYPES: Final = frozenset({"S", "Z", "E", "AE", "K", "G", "O", "L", "M"})  # UNTDID 5305, as EN 16931 restricts it
DATE_PARTS: Final = ("DAY", "MONTH", "CENTURY", "DECADE_AND_YEAR")
RATES: Final = ("RATE", "PER_CENT", "INTEREST_RATE")
QUANTITIES: Final = ("ORDERED", "CONFIRMED", "DELIVERED", "CHARGED", "RETURNED", "POSTDELIVERED", "OFFERED")
LONGEST: Final = 1024  # the schema's limit for FREE_TEXT
GLN: Final = "0088"
DIGITS_OF_GLN: Final = 13


def has_invoice(doc: Teapps) -> Iterator[Hit]:
    """INVOICE_CENTER/CONTENT_FRAME/INVOICES/INVOICE: the file holds an invoice."""
    if not doc.invoices:
        yield own.hit(doc.root, element="INVOICE", value="")


def frame(doc: Teapps) -> Iterator[Hit]:
    """CONTENT_FRAME has CF_CODE, NET_SERVICE_ID, BLOCK_ID and TIMESTAMP."""
    for name in ("CF_CODE", "NET_SERVICE_ID", "BLOCK_ID", "TIMESTAMP"):
        yield from own.lacking(at(doc.root, "CONTENT_FRAME"), name)


def invoice_number(doc: Teapps) -> Iterator[Hit]:
    """HEADER/INVOICE_ID is mandatory."""
    return own.lacking(doc.invoices, "HEADER/INVOICE_ID")


def invoice_type(doc: Teapps) -> Iterator[Hit]:
    """HEADER/INVOICE_TYPE is mandatory."""
    return own.lacking(doc.invoices, "HEADER/INVOICE_TYPE")


def type_listed(doc: Teapps) -> Iterator[Hit]:
    """HEADER/INVOICE_TYPE is one of the schema's codes."""
    return own.unlisted(doc.parts("HEADER/INVOICE_TYPE"), TYPES)


def invoice_date(doc: Teapps) -> Iterator[Hit]:
    """HEADER/INVOICE_DATE/DATE is mandatory."""
    return own.lacking(doc.invoices, "HEADER/INVOICE_DATE/DATE/DAY")


def currency(doc: Teapps) -> Iterator[Hit]:
    """HEADER/CURRENCY/CODE is mandatory."""
    return own.lacking(doc.invoices, "HEADER/CURRENCY/CODE")


def currency_code(doc: Teapps) -> Iterator[Hit]:
    """CURRENCY/CODE is an ISO 4217 code of three letters."""
    codes = (one for part in doc.named("CURRENCY") for one in at(part, "CODE"))
    return own.unfit(codes, lambda found: len(found) == len("EUR") and found.isalpha() and found.isupper())


def payee_name(doc: Teapps) -> Iterator[Hit]:
    """PAYEE/CUSTOMER_INFORMATION/CUSTOMER_NAME is mandatory."""
    return own.lacking(doc.invoices, "PAYEE/CUSTOMER_INFORMATION/CUSTOMER_NAME")


def receiver_name(doc: Teapps) -> Iterator[Hit]:
    """RECEIVER/CUSTOMER_INFORMATION/CUSTOMER_NAME is mandatory."""
    return own.lacking(doc.invoices, "RECEIVER/CUSTOMER_INFORMATION/CUSTOMER_NAME")


def account(doc: Teapps) -> Iterator[Hit]:
    """PAYEE/BANKS states an account, national or IBAN."""
    for bank in doc.parts("PAYEE/BANKS"):
        if not text(bank, "IBAN_ACCOUNT_NUMBER"):
            yield from own.lacking((bank,), "BANK_ACCOUNT_NUMBER")


def iban(doc: Teapps) -> Iterator[Hit]:
    """IBAN_ACCOUNT_NUMBER is an IBAN with its check digits."""
    return own.unfit(doc.parts("PAYEE/BANKS/IBAN_ACCOUNT_NUMBER"), is_iban)


def bic(doc: Teapps) -> Iterator[Hit]:
    """SWIFT_CODE is a BIC."""
    return own.unfit(doc.parts("PAYEE/BANKS/SWIFT_CODE"), is_bic)


def finnish_reference(doc: Teapps) -> Iterator[Hit]:
    """FI_PAYMENT_REFERENCE is a Finnish reference number with its check digit."""
    return own.unfit(doc.parts("PAYEE/DETAILS_OF_PAYMENT/FI_PAYMENT_REFERENCE"), is_viite)


def international_reference(doc: Teapps) -> Iterator[Hit]:
    """IPI_REFERENCE that begins with RF is a creditor reference of ISO 11649 with its check digits."""
    stated = doc.parts("PAYEE/DETAILS_OF_PAYMENT/IPI_REFERENCE")
    return own.unfit(stated, lambda found: not found.upper().startswith("RF") or is_rf(found))


def business_id(doc: Teapps) -> Iterator[Hit]:
    """ORGANIZATION_NUMBER of a party in Finland is a business id with its check digit."""
    finnish = (part for part in doc.named("CUSTOMER_INFORMATION") if text(part, "ADDRESS/COUNTRY_CODE") == "FI")
    return own.unfit((one for part in finnish for one in at(part, "ORGANIZATION_NUMBER")), is_finnish_business_id)


def vat_number(doc: Teapps) -> Iterator[Hit]:
    """VAT_NUMBER has its country's prefix and form."""
    return own.unfit(doc.named("VAT_NUMBER"), is_vat_number)


def location_number(doc: Teapps) -> Iterator[Hit]:
    """An id with SCHEME_ID 0088 is a GLN; EAN_CODE is a GTIN of 8, 12, 13 or 14 digits with its check digit."""
    stated = (one for one in doc.elements if one.get("SCHEME_ID") == GLN)
    yield from own.unfit(stated, is_gln)
    for code in doc.named("EAN_CODE"):
        if code.get("SCHEME_ID", "0160") == "0160":
            yield from own.unfit((code,), lambda found: len(found) > DIGITS_OF_GLN or is_gln(found.zfill(13)))


def dates(doc: Teapps) -> Iterator[Hit]:
    """DATE has DAY, MONTH, CENTURY and DECADE_AND_YEAR, each of two digits, or none of them."""
    for part in doc.named("DATE"):
        stated = [text(part, name) for name in DATE_PARTS]
        if any(stated) and not all(one.isdecimal() and len(one) <= len("31") for one in stated):
            yield own.hit(part, value="-".join(reversed(stated)))


def numbers(doc: Teapps) -> Iterator[Hit]:
    """Amounts, quantities and rates are decimals with a point."""
    return own.unfit(doc.named("AMOUNT", *RATES, *QUANTITIES), own.is_number)


def signs(doc: Teapps) -> Iterator[Hit]:
    """The attribute SIGN is + or -."""
    for part in doc.elements:
        if part.get("SIGN", "") not in {"", "+", "-"}:
            yield own.hit(part, value=part.get("SIGN", ""))


def with_vat(doc: Teapps) -> Iterator[Hit]:
    """The attribute VAT of AMOUNT is INCLUDED or EXCLUDED."""
    for part in doc.named("AMOUNT"):
        if part.get("VAT", "") not in {"", "INCLUDED", "EXCLUDED"}:
            yield own.hit(part, value=part.get("VAT", ""))


def decimals(doc: Teapps) -> Iterator[Hit]:
    """What is to be paid has at most two decimals."""
    return own.too_fine(doc.parts("SUMMARY/INVOICE_TOTAL/AMOUNT"), 2)


def vat_type(doc: Teapps) -> Iterator[Hit]:
    """The attribute VAT_TYPE is a code of UNTDID 5305 that EN 16931 allows."""
    for part in doc.elements:
        if part.get("VAT_TYPE", "") not in VAT_TYPES | {""}:
            yield own.hit(part, value=part.get("VAT_TYPE", ""))


def free_text(doc: Teapps) -> Iterator[Hit]:
    """FREE_TEXT has at most 1024 letters."""
    for part in doc.named("FREE_TEXT"):
        if len(text(part)) > LONGEST:
            yield own.hit(part, value="", most=str(LONGEST))


def row_type(doc: Teapps) -> Iterator[Hit]:
    """ROW/@ROW_TYPE is MAIN, SPECIFICATION, SUBTOTAL or INFO."""
    for row in doc.parts("ROWS/ROW"):
        if row.get("ROW_TYPE", "") not in ROW_TYPES | {""}:
            yield own.hit(row, value=row.get("ROW_TYPE", ""))


def invoice_total(doc: Teapps) -> Iterator[Hit]:
    """SUMMARY/INVOICE_TOTAL/AMOUNT is mandatory."""
    return own.lacking(doc.invoices, "SUMMARY/INVOICE_TOTAL/AMOUNT")


def rows_add_up(doc: Teapps) -> Iterator[Hit]:
    """ROWS_TOTAL is the sum of ROW_TOTAL."""
    for invoice in doc.invoices:
        rows = counted_rows(invoice)
        expected = total(amount(row, "ROW_TOTAL") for row in rows) if rows else None
        yield from own.unlike(
            _first(invoice, "SUMMARY/ROWS_TOTAL"), amount(invoice, "SUMMARY/ROWS_TOTAL"), expected, CENT
        )


def vat_adds_up(doc: Teapps) -> Iterator[Hit]:
    """VAT_TOTAL is the sum of VAT_RATE_TOTAL."""
    for invoice in doc.invoices:
        groups = at(invoice, "SUMMARY/VAT_SUMMARY")
        expected = total(amount(group, "VAT_RATE_TOTAL") for group in groups) if groups else None
        stated = amount(invoice, "SUMMARY/VAT_TOTAL")
        yield from own.unlike(_first(invoice, "SUMMARY/VAT_TOTAL"), stated, expected, CENT)


def vat_is_rate(doc: Teapps) -> Iterator[Hit]:
    """VAT_RATE_TOTAL is ACCORDING at RATE, within one unit: rows may be rounded each."""
    for group in doc.parts("SUMMARY/VAT_SUMMARY"):
        taxable, rate = amount(group, "ACCORDING"), number(group, "RATE")
        expected = taxable * rate / HUNDRED if taxable is not None and rate is not None else None
        yield from own.unlike(_first(group, "VAT_RATE_TOTAL"), amount(group, "VAT_RATE_TOTAL"), expected, UNIT)


def total_adds_up(doc: Teapps) -> Iterator[Hit]:
    """INVOICE_TOTAL with VAT is the total without it and VAT_TOTAL."""
    for invoice in doc.invoices:
        parts = {part.get("VAT"): part for part in at(invoice, "SUMMARY/INVOICE_TOTAL/AMOUNT")}
        net, vat = amount(invoice, "SUMMARY/INVOICE_TOTAL"), amount(invoice, "SUMMARY/VAT_TOTAL")
        if {"INCLUDED", "EXCLUDED"} <= parts.keys() and net is not None and vat is not None:
            stated = amount(invoice, "SUMMARY/INVOICE_TOTAL", "INCLUDED")
            rounding = number(invoice, "SUMMARY/ROUNDINGS")
            yield from own.unlike(parts["INCLUDED"], stated, total((net, vat, rounding)), CENT)


def credited_invoice(doc: Teapps) -> Iterator[Hit]:
    """HEADER/CREDIT_INVOICE_NUMBER stands where INVOICE_TYPE is 01, a credit note."""
    return own.lacking(
        (one for one in doc.invoices if text(one, "HEADER/INVOICE_TYPE") == "01"), "HEADER/CREDIT_INVOICE_NUMBER"
    )


def _first(context: Element, path: str) -> Element | None:
    return next(iter(at(context, f"{path}/AMOUNT")), None)


FATAL: Final = Weight.FATAL
WARNING: Final = Weight.WARNING
# every rule with its weight, what it says and the invoice field it speaks of, in the order of the document
_ALL: Final = (
    ("invoice", FATAL, has_invoice, own.MISSING, ""),
    ("frame", WARNING, frame, own.MISSING, ""),
    ("invoice-number", FATAL, invoice_number, own.MISSING, "number"),
    ("type", FATAL, invoice_type, own.MISSING, "type_code"),
    ("type-code", FATAL, type_listed, own.NOT_IN_LIST, "type_code"),
    ("invoice-date", FATAL, invoice_date, own.MISSING, "issue_date"),
    ("currency", FATAL, currency, own.MISSING, "currency"),
    ("currency-code", FATAL, currency_code, own.NOT_IN_LIST, "currency"),
    ("payee-name", FATAL, payee_name, own.MISSING, "seller.name"),
    ("receiver-name", FATAL, receiver_name, own.MISSING, "buyer.name"),
    ("account", FATAL, account, own.MISSING, "payment.accounts"),
    ("iban", WARNING, iban, own.CHECK_DIGIT, "payment.accounts"),
    ("bic", WARNING, bic, own.CHECK_DIGIT, "payment.accounts"),
    ("finnish-reference", WARNING, finnish_reference, own.CHECK_DIGIT, "payment.reference"),
    ("rf-reference", WARNING, international_reference, own.CHECK_DIGIT, "payment.reference"),
    ("business-id", WARNING, business_id, own.CHECK_DIGIT, "seller.organisation_number"),
    ("vat-number", WARNING, vat_number, own.CHECK_DIGIT, "seller.vat_number"),
    ("gs1-number", WARNING, location_number, own.CHECK_DIGIT, ""),
    ("dates", FATAL, dates, own.NOT_A_DATE, ""),
    ("numbers", FATAL, numbers, own.NOT_A_NUMBER, ""),
    ("sign", FATAL, signs, own.NOT_IN_LIST, ""),
    ("with-vat", FATAL, with_vat, own.NOT_IN_LIST, ""),
    ("decimals", WARNING, decimals, own.DECIMALS, "totals.payable"),
    ("vat-type", FATAL, vat_type, own.NOT_IN_LIST, "vat"),
    ("free-text", FATAL, free_text, own.TOO_LONG, "notes"),
    ("row-type", FATAL, row_type, own.NOT_IN_LIST, "lines"),
    ("invoice-total", FATAL, invoice_total, own.MISSING, "totals.payable"),
    ("rows-add-up", WARNING, rows_add_up, own.SUM_DIFFERS, "totals.line_net"),
    ("vat-adds-up", WARNING, vat_adds_up, own.SUM_DIFFERS, "totals.vat"),
    ("vat-is-rate", WARNING, vat_is_rate, own.SUM_DIFFERS, "vat"),
    ("total-adds-up", WARNING, total_adds_up, own.SUM_DIFFERS, "totals.payable"),
    ("credited-invoice", WARNING, credited_invoice, own.MISSING, "preceding"),
)
STRUCTURE: Final[tuple[Rule[Teapps], ...]] = tuple(
    Rule(f"teappsxml.{name}", weight, judge) for name, weight, judge, _, _ in _ALL
)
WORDS: Final[Mapping[str, Words]] = {
    f"teappsxml.{name}": Words(words.says, words.mend, field) for name, _, _, words, field in _ALL
}
