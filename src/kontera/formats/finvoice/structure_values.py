"""Structure rules of Finvoice: the form of values, code lists, lengths and check digits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Final

from kontera.core.identifiers.accounts import is_iban
from kontera.core.identifiers.organisations import is_finnish_business_id, is_finnish_ovt
from kontera.core.identifiers.references import is_rf, is_viite
from kontera.core.identifiers.vat import is_vat_number
from kontera.formats.codes import CATEGORIES, compact
from kontera.formats.finvoice.parties import OVT_FORM
from kontera.formats.finvoice.parts import CURRENCY, parsed
from kontera.formats.finvoice.structure_parts import INVOICE, ORDER, at, ending, first, named, text
from kontera.formats.finvoice.structure_tables import ENDINGS, LENGTHS
from kontera.formats.rules.rule import Hit, Judged
from kontera.formats.taking import local
from kontera.formats.xml import Element

DATE: Final = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
MOMENT: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}")
DATE_FORMAT: Final = "CCYYMMDD"
AMOUNT: Final = re.compile(r"-?[0-9]{1,15}(?:,[0-9]{2,5})?")
ORDER_AMOUNT: Final = re.compile(r"-?[0-9]{1,15},[0-9]{2}")
PERCENT: Final = re.compile(r"[1-9]?[0-9]{1,2}(?:,[0-9]{1,3})?")
ISO_CURRENCY: Final = re.compile(r"[A-Z]{3}")
COUNTRY: Final = re.compile(r"[A-Z]{2}")
TYPE: Final = re.compile(r"(?:REQ|QUO|ORD|ORC|INV|DEV|TES|INF|PRI|DEN|SEI|REC|RES|SDD)[0-9]{2}")
REFERENCE: Final = re.compile(r"[0-9]{2,20}|RF[0-9]{2}[0-9A-Za-z]{1,21}")
BUSINESS_ID: Final = re.compile(r"[0-9]{6,7}-[0-9]")
PERCENTS: Final = ("Percent", "InterestRate")
QUANTITY_LENGTH: Final = 14
SHORTEST: Final = min(*LENGTHS.values(), *(limit for _, limit in ENDINGS))
NEVER_EMPTY: Final = (
    "Amount",
    "Date",
    "Percent",
    "CountryCode",
    "VatCode",
    "VatCategoryCode",
    "ReasonCode",
    "TypeCodeUN",
)
COUNTRIES: Final = (
    "CountryCode",
    "DelivererCountryCode",
    "ManufacturerCountryCode",
    "DestinationCountryCode",
    "CNOriginCountryCode",
)
OTHER_CURRENCIES: Final = ("OtherCurrency", "InvoiceTotalVatAccountingAmount")


def dates(document: Judged) -> Iterator[Hit]:
    """A date is CCYYMMDD, and its Format attribute says so."""
    for element in document.root.iter("*"):
        dated = element.get("Format") is not None or (local(element).endswith("Date") and not len(element))
        if dated and text(element) and not (is_day(text(element)) and element.get("Format") == DATE_FORMAT):
            yield Hit(element, text(element))


def is_day(written: str) -> bool:
    """Whether the text is a day of the calendar as CCYYMMDD."""
    parts = DATE.fullmatch(written)
    try:
        return parts is not None and date(*(int(part) for part in parts.groups())) is not None
    except ValueError:
        return False


def amounts(document: Judged) -> Iterable[Hit]:
    """An amount has a decimal comma and two to five decimals."""
    return (Hit(one, text(one)) for one in ending(document, "Amount") if not AMOUNT.fullmatch(text(one)))


def order_amounts(document: Judged) -> Iterable[Hit]:
    """EpiInstructedAmount has exactly two decimals."""
    found = (one for one in at(document.root, f"{ORDER}/EpiInstructedAmount") if text(one))
    return (Hit(one, text(one)) for one in found if not ORDER_AMOUNT.fullmatch(text(one)))


def currencies(document: Judged) -> Iterator[Hit]:
    """Every amount names its currency by ISO 4217."""
    for one in ending(document, "Amount"):
        if not ISO_CURRENCY.fullmatch(one.get(CURRENCY) or ""):
            yield Hit(one, one.get(CURRENCY) or "")


def one_currency(document: Judged) -> Iterator[Hit]:
    """The amounts of an invoice are in one currency, but those that give another one on purpose."""
    total = first(document, f"{INVOICE}/InvoiceTotalVatIncludedAmount")
    expected = "" if total is None else total.get(CURRENCY) or ""
    for one in ending(document, "Amount"):
        stated = one.get(CURRENCY) or ""
        if expected and stated and stated != expected and not local(one).startswith(OTHER_CURRENCIES):
            yield Hit(one, stated, (("currency", stated), ("expected", expected)))


def percents(document: Judged) -> Iterable[Hit]:
    """A percentage is not negative and has at most three decimals after a comma."""
    return (Hit(one, text(one)) for one in ending(document, *PERCENTS) if not PERCENT.fullmatch(text(one)))


def quantities(document: Judged) -> Iterator[Hit]:
    """A quantity is a number of at most 14 characters."""
    for one in ending(document, "Quantity"):
        if parsed(text(one)) is None or len(text(one)) > QUANTITY_LENGTH:
            yield Hit(one, text(one))


def vat_codes(document: Judged) -> Iterator[Hit]:
    """VatCode, RowVatCode and VatCategoryCode are codes of UNCL 5305."""
    for one in named(document, "VatCode", "RowVatCode", "SubRowVatCode", "VatCategoryCode"):
        if text(one) and text(one) not in CATEGORIES:
            yield Hit(one, text(one))


def country_codes(document: Judged) -> Iterator[Hit]:
    """Countries are two letters of ISO 3166-1."""
    for one in named(document, *COUNTRIES):
        if text(one) and not COUNTRY.fullmatch(text(one)):
            yield Hit(one, text(one))


def type_codes(document: Judged) -> Iterator[Hit]:
    """InvoiceTypeCode is three letters of the list of messages and two digits."""
    for one in at(document.root, f"{INVOICE}/InvoiceTypeCode"):
        if text(one) and not TYPE.fullmatch(text(one)):
            yield Hit(one, text(one))


def timestamps(document: Judged) -> Iterator[Hit]:
    """MessageTimeStamp is a date and a time in ISO 8601."""
    for one in named(document, "MessageTimeStamp"):
        if text(one) and not _is_moment(text(one)):
            yield Hit(one, text(one))


def _is_moment(written: str) -> bool:
    try:
        return MOMENT.match(written) is not None and datetime.fromisoformat(written) is not None
    except ValueError:
        return False


def lengths(document: Judged) -> Iterator[Hit]:
    """Names, numbers and texts are no longer than the schema allows."""
    for one in document.root.iter("*"):
        written = text(one)
        limit = _limit(local(one)) if len(written) > SHORTEST else None
        if limit is not None and len(written) > limit:
            yield Hit(one, written, (("limit", str(limit)),))


def _limit(name: str) -> int | None:
    """The longest text of an element of this name; None where there is none or it is not known."""
    return LENGTHS.get(name) or next((limit for end, limit in ENDINGS if name.endswith(end)), None)


def filled(document: Judged) -> Iterator[Hit]:
    """Amounts, dates, percentages and codes are not empty: what is absent is left out."""
    for one in document.root.iter("*"):
        if not len(one) and not text(one) and local(one).endswith(NEVER_EMPTY):
            yield Hit(one, local(one))


def account_schemes(document: Judged) -> Iterator[Hit]:
    """An account number says whether it is an IBAN or a domestic number (BBAN)."""
    for one in _accounts(document):
        if (one.get("IdentificationSchemeName") or "") not in {"IBAN", "BBAN"}:
            yield Hit(one, one.get("IdentificationSchemeName") or "")


def ibans(document: Judged) -> Iterator[Hit]:
    """An IBAN has the check digits of ISO 13616."""
    for one in _accounts(document):
        if one.get("IdentificationSchemeName") == "IBAN" and not is_iban(text(one)):
            yield Hit(one, text(one))


def _accounts(document: Judged) -> Iterator[Element]:
    return (one for one in named(document, "SellerAccountID", "EpiAccountID", "DebitedAccountID") if text(one))


def references(document: Judged) -> Iterator[Hit]:
    """EpiRemittanceInfoIdentifier is 2 to 20 digits, or RF with two check digits and up to 21 characters."""
    for one in _references(document):
        if not REFERENCE.fullmatch(text(one)):
            yield Hit(one, text(one))


def reference_digits(document: Judged) -> Iterator[Hit]:
    """A viite has the check digit of the weights 7, 3, 1; an RF reference those of ISO 11649."""
    for one in _references(document):
        right = is_rf(text(one)) if text(one).startswith("RF") else is_viite(text(one))
        if REFERENCE.fullmatch(text(one)) and not right:
            yield Hit(one, text(one))


def _references(document: Judged) -> list[Element]:
    return [one for one in at(document.root, f"{ORDER}/EpiRemittanceInfoIdentifier") if text(one)]


def business_ids(document: Judged) -> Iterator[Hit]:
    """A Finnish business id (Y-tunnus) has its check digit."""
    for one in named(document, "SellerPartyIdentifier", "BuyerPartyIdentifier", "InvoiceRecipientPartyIdentifier"):
        if BUSINESS_ID.fullmatch(text(one)) and not is_finnish_business_id(text(one)):
            yield Hit(one, text(one))


def vat_numbers(document: Judged) -> Iterator[Hit]:
    """A Finnish VAT number is FI and the business id's eight digits."""
    for one in named(document, "SellerOrganisationTaxCode", "BuyerOrganisationTaxCode"):
        number = compact(text(one)).replace("-", "")
        if number.startswith("FI") and not is_vat_number(number):
            yield Hit(one, text(one))


def unit_numbers(document: Judged) -> Iterator[Hit]:
    """An OVT is 0037 and a business id with its check digit."""
    for one in named(
        document, "SellerOrganisationUnitNumber", "BuyerOrganisationUnitNumber", "FromIdentifier", "ToIdentifier"
    ):
        if OVT_FORM.fullmatch(text(one)) and not is_finnish_ovt(text(one)):
            yield Hit(one, text(one))
