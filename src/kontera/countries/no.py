"""Norway; Svalbard and Jan Mayen are outside its VAT area."""

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
    EndpointScheme,
    IdentifierKind,
    SelfAssessed,
    SelfAssessedAccounts,
)
from kontera.core.party import AccountScheme
from kontera.countries.words import GLN, IBAN, RF, kept, reduced, standard, zero

_NUMBER: Final = IdentifierKind(
    "Norwegian organisation number",
    ids.norwegian_organisation_number,
    ids.is_norwegian_organisation_number,
    ids.format_norwegian_organisation_number,
)
_HIGH: Final = Decimal(25)
_MEDIUM: Final = Decimal(15)
_LOW: Final = Decimal(12)

NORWAY: Final = Country(
    code="NO",
    name="Norway",
    native_name="Norge",
    currency="NOK",
    languages=("no",),
    vat_prefix="NO",
    vat_rates=(
        standard("25"),
        reduced("15", "food"),
        reduced("15", "water and sewage", date(2025, 7, 1)),
        reduced("12", "passenger transport, hotels, cinema, culture"),
        reduced("11.11", "raw fish"),
        zero("export, books, newspapers"),
    ),
    organisation_number=_NUMBER,
    register_scheme="0192",
    endpoint_schemes=(EndpointScheme("0192", _NUMBER), GLN),
    accounts=(
        AccountKind(
            AccountScheme.DOMESTIC,
            IdentifierKind(
                "Norwegian account number",
                ids.norwegian_account,
                ids.is_norwegian_account,
                ids.format_norwegian_account,
            ),
        ),
        IBAN,
    ),
    references=(IdentifierKind("KID", ids.kid, ids.is_kid), RF),
    retention=kept(5, CountedFrom.FISCAL_YEAR_END, "Bokføringsloven § 13"),
    chart=ChartDefaults(
        payables="2400",
        input_vat="2710",
        input_vat_by_rate=((_HIGH, "2710"), (_MEDIUM, "2711"), (_LOW, "2713")),
        self_assessed=(
            SelfAssessedAccounts(SelfAssessed.DOMESTIC, _HIGH, "2707", "2717"),
            SelfAssessedAccounts(SelfAssessed.EU, _HIGH, "2704", "2714"),
            SelfAssessedAccounts(SelfAssessed.EU, _LOW, "2709", "2718"),
            SelfAssessedAccounts(SelfAssessed.ABROAD, _HIGH, "2704", "2714"),
            SelfAssessedAccounts(SelfAssessed.ABROAD, _LOW, "2709", "2718"),
            SelfAssessedAccounts(SelfAssessed.IMPORT, _HIGH, "2705", "2715"),
            SelfAssessedAccounts(SelfAssessed.IMPORT, _MEDIUM, "2706", "2716"),
        ),
        rounding="7740",
        currency_gain="8060",
        currency_loss="8160",
        late_interest="8150",
        bank="1920",
        paid_by_employee="2910",
        card="2990",
        fallback_cost="7790",
    ),
    reverse_charge_words=("snudd avregning", "omvendt avgiftsplikt"),
)
