"""Sweden."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Final

from kontera.core import identifiers as ids
from kontera.core.country import (
    AccountKind,
    ChartDefaults,
    CountedFrom,
    Country,
    DateOrder,
    EndpointScheme,
    IdentifierKind,
    Notation,
    SelfAssessed,
    SelfAssessedAccounts,
)
from kontera.core.party import AccountScheme
from kontera.countries.words import GLN, IBAN, RF, kept, reduced, standard

_NUMBER: Final = IdentifierKind(
    "Swedish organisation number",
    ids.swedish_organisation_number,
    ids.is_swedish_organisation_number,
    ids.format_swedish_organisation_number,
    ids.mask_personal,
)


def _account(text: str) -> str:
    return ids.swedish_account(text).compact


def _written(text: str) -> str:
    return ids.swedish_account(text).written


# Mervärdesskattelagen 2023:200, chapter 9; food at 6 % for 21 months, then 12 % again unless the law is changed.
_RATES: Final = (
    standard("25"),
    reduced("12", "hotels, restaurants and catering"),
    reduced("12", "food", until=date(2026, 3, 31)),
    reduced("6", "food, takeaway included", date(2026, 4, 1), date(2027, 12, 31)),
    reduced("12", "food", date(2028, 1, 1)),
    reduced("6", "books, newspapers, passenger transport, culture, sport"),
)
# (kind, the middle digit of the 26x4 family, the input account); rates 25, 12 and 6 take 261x, 262x and 263x.
_SELF_ASSESSED: Final = tuple(
    SelfAssessedAccounts(kind, Decimal(rate), f"{family}{ending}", deducted)
    for kind, ending, deducted in (
        (SelfAssessed.DOMESTIC, "4", "2647"),
        (SelfAssessed.EU, "4", "2645"),
        (SelfAssessed.ABROAD, "4", "2645"),
        (SelfAssessed.IMPORT, "5", "2645"),
    )
    for rate, family in ((25, "261"), (12, "262"), (6, "263"))
)

SWEDEN: Final = Country(
    code="SE",
    name="Sweden",
    native_name="Sverige",
    currency="SEK",
    languages=("sv",),
    in_eu=True,
    vat_prefix="SE",
    vat_rates=_RATES,
    organisation_number=_NUMBER,
    register_scheme="0007",
    endpoint_schemes=(EndpointScheme("0007", _NUMBER), GLN),
    accounts=(
        AccountKind(
            AccountScheme.BANKGIRO,
            IdentifierKind("bankgiro number", ids.bankgiro, ids.is_bankgiro, ids.format_bankgiro),
        ),
        AccountKind(
            AccountScheme.PLUSGIRO,
            IdentifierKind("plusgiro number", ids.plusgiro, ids.is_plusgiro, ids.format_plusgiro),
        ),
        AccountKind(
            AccountScheme.DOMESTIC,
            IdentifierKind("Swedish account number", _account, ids.is_swedish_account, _written),
        ),
        IBAN,
    ),
    references=(IdentifierKind("OCR reference", ids.ocr, ids.is_ocr), RF),
    retention=kept(7, CountedFrom.CALENDAR_YEAR_END, "BFL 7:2"),
    chart=ChartDefaults(
        payables="2440",
        disputed_payables="2445",
        input_vat="2641",
        self_assessed=_SELF_ASSESSED,
        rounding="3740",
        currency_gain="3960",
        currency_loss="7960",
        late_interest="8422",
        cash_discount="4731",
        prepaid="1790",
        bank="1930",
        paid_by_employee="2890",
        card="2499",
        fallback_cost="6991",
    ),
    reverse_charge_words=("omvänd betalningsskyldighet", "omvänd skattskyldighet", "omvänd moms"),
    notation=Notation(dates=DateOrder.YEAR_FIRST),
)
