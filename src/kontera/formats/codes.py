"""Codes that the e-invoice formats share: document types, VAT categories, account and number forms."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from kontera.core.invoice import DocumentType, VatCategory
from kontera.core.party import Account, AccountScheme

# UNTDID 1001: the codes that EN 16931 (code list 1.3) counts as credit notes
CREDIT_NOTES: Final = frozenset(
    {"81", "83", "261", "262", "296", "308", "381", "396", "420", "458", "502", "503", "532"}
)

# before EN 16931: EHF 2 told Norwegian rates apart by category (UNCL 5305), OIOUBL 2 has its own words
OLD_CATEGORIES: Final = {
    "AA": VatCategory.STANDARD,
    "H": VatCategory.STANDARD,
    "R": VatCategory.STANDARD,
    "StandardRated": VatCategory.STANDARD,
    "ZeroRated": VatCategory.ZERO,
    "ReverseCharge": VatCategory.REVERSE_CHARGE,
    "REVERSE": VatCategory.REVERSE_CHARGE,
}
# Singapore's GST categories, as Peppol PINT for Singapore writes them
SINGAPORE_CATEGORIES: Final = {
    "SR": VatCategory.STANDARD,
    "ZR": VatCategory.ZERO,
    "ES33": VatCategory.EXEMPT,
    "ESN33": VatCategory.EXEMPT,
    "OS": VatCategory.OUTSIDE,
    "SRCA-S": VatCategory.REVERSE_CHARGE,
}
CATEGORIES: Final = {category.value: category for category in VatCategory} | OLD_CATEGORIES | SINGAPORE_CATEGORIES
# what the tax scheme is called where VAT stands: EN 16931, EHF 2, OIOUBL (the Danish tax agency's code), PINT
VAT_SCHEMES: Final = frozenset({"VAT", "MVA", "63", "MOMS", "GST", "SST", ""})
# what the ICD schemes (ISO 6523) were called before EN 16931: EHF 2 and BIS 2 (CEN BII), OIOUBL 2, SI-UBL 1
OLD_SCHEMES: Final = {
    "GLN": "0088",
    "GTIN": "0160",
    "DUNS": "0060",
    "SE:ORGNR": "0007",
    "FI:OVT": "0037",
    "FI:ORGNR": "0212",
    "NO:ORGNR": "0192",
    "DK:CVR": "0184",
    "DK:P": "0096",
    "DK:SE": "0198",
    "IS:KT": "0196",
    "NL:KVK": "0106",
    "NL:OIN": "0190",
}

IBAN: Final = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}")
IBAN_START: Final = re.compile(r"[A-Z]{2}[0-9]{2}")
# OIOUBL's payment channels that are a country's bank accounts, and a Danish payment slip
BANK_CHANNEL: Final = re.compile(r"[A-Z]{2}:BANK")
SLIP_CHANNELS: Final = frozenset({"DK:FIK", "DK:GIRO"})
# SE-R-007 to SE-R-010; the two BICs are what Swedish senders wrote before Peppol BIS 3
GIROS: Final = {
    "SE:BANKGIRO": AccountScheme.BANKGIRO,
    "SE:PLUSGIRO": AccountScheme.PLUSGIRO,
    "BGABSESS": AccountScheme.BANKGIRO,
    "PGSISESS": AccountScheme.PLUSGIRO,
}
SLIP_MEANS: Final = "93"  # DK-R-011: FIK slips 71, 73 and 75
GIRO_MEANS: Final = "50"  # DK-R-010: giro slips 01, 04 and 15
DANISH_TRANSFER: Final = "42"  # DK-R-005: to an account with its registration number
CREDITOR_DIGITS: Final = 8  # a longer number beside a slip is the bank account
# the means of payment (UNCL 4461) that an account's scheme tells by itself
OWN_CODES: Final = {AccountScheme.DANISH_SLIP: frozenset({SLIP_MEANS, GIRO_MEANS})}
TRANSFER_CODES: Final = frozenset({"30", "31", "42", "58"})
SLIP_REFERENCE: Final = re.compile(r"(?:71|73|75|01|04|15)(?:#.*)?")
REGISTRATION_NUMBER: Final = re.compile(r"[0-9]{4}")  # a Danish bank branch stands before its account number
DANISH_ACCOUNT: Final = re.compile(r"[0-9]{1,10}")

HYPHENLESS: Final = frozenset({"0007"})  # ISO 6523: Swedish numbers are ten digits
PREFIXED: Final = {"0184": "DK", "0096": "DK", "0198": "DK", "DK:CVR": "DK", "DK:P": "DK"}


def document_type(code: str, *, credit_note: bool) -> DocumentType:
    """The document's type by its UNTDID 1001 code (BT-3), or by its root element."""
    return DocumentType.CREDIT_NOTE if credit_note or code in CREDIT_NOTES else DocumentType.INVOICE


def icd(scheme: str) -> str:
    """The ISO 6523 code of an identifier's scheme that older formats name in words; others as stated."""
    return OLD_SCHEMES.get(scheme.upper(), scheme)


def compact(text: str) -> str:
    """The text without blanks."""
    return "".join(text.split())


def organisation_number(text: str, scheme: str) -> str:
    """A registration number without blanks, in the form its ICD scheme has; unknown schemes keep the rest as stated."""
    number = compact(text)
    if scheme in HYPHENLESS:
        number = number.replace("-", "")
    return number.removeprefix(PREFIXED.get(scheme, ""))


def account(
    number: str, *, scheme: str = "", branch: str = "", bic: str = "", holder: str = "", means: str = "", slip: str = ""
) -> Account:
    """The account that a payment instruction names.

    `scheme` is the number's own scheme or its payment channel where one is stated, `branch` the institution's branch
    (in EN 16931 the BIC, a giro's name, or a Danish branch number), `bic` the institution apart from its branch,
    `means` the UNCL 4461 code and `slip` the payment id, which tell Danish slips.
    """
    plain = compact(number)
    country = scheme[:2].upper() if BANK_CHANNEL.fullmatch(scheme.upper()) else ""
    giro = GIROS.get(branch.upper()) or GIROS.get(bic.upper()) or GIROS.get(scheme.upper())
    if giro is not None:
        return Account(giro, plain.replace("-", ""), holder=holder, country="SE")
    bank = compact(bic or ("" if branch.isdecimal() else branch))
    iban = plain.upper()
    if IBAN.fullmatch(iban) or (scheme.upper() == "IBAN" and IBAN_START.match(iban)):
        return Account(AccountScheme.IBAN, iban, bank, holder, iban[:2])
    slipped = means == SLIP_MEANS or (means == GIRO_MEANS and SLIP_REFERENCE.fullmatch(slip))
    slipped = slipped or scheme.upper() in SLIP_CHANNELS
    if slipped and len(plain) <= CREDITOR_DIGITS:
        return Account(AccountScheme.DANISH_SLIP, plain, holder=holder, country="DK")
    if REGISTRATION_NUMBER.fullmatch(branch) and DANISH_ACCOUNT.fullmatch(plain):
        danish = country or ("DK" if means == DANISH_TRANSFER else "")
        return Account(AccountScheme.DOMESTIC, branch + plain, bank, holder, danish)
    return Account(AccountScheme.DOMESTIC, plain, bank, holder, country)


def price_discount(gross: Decimal, net: Decimal) -> Decimal | None:
    """The discount in per cent that leads exactly from the gross price BT-148 to the net price BT-146, else None.

    A discount that no short percentage expresses is left out rather than rounded: then the net price is the price.
    """
    if not gross or gross == net:
        return None
    percent = (gross - net) * 100 / gross
    short = round(percent, 4)
    return short.normalize() + Decimal(0) if short and gross * (100 - short) == net * 100 else None
