"""Denmark; the Faroe Islands and Greenland are outside its VAT area. It has no chart in general use."""

from __future__ import annotations

from typing import Final

from kontera.core import identifiers as ids
from kontera.core.country import AccountKind, CountedFrom, Country, EndpointScheme, IdentifierKind, Notation
from kontera.core.party import AccountScheme
from kontera.countries.words import GLN, IBAN, RF, kept, standard, zero

_NUMBER: Final = IdentifierKind("Danish CVR number", ids.danish_cvr, ids.is_danish_cvr, ids.format_danish_cvr)


def _slip(text: str) -> str:
    return ids.danish_slip(text).written


DENMARK: Final = Country(
    code="DK",
    name="Denmark",
    native_name="Danmark",
    currency="DKK",
    languages=("da",),
    in_eu=True,
    vat_prefix="DK",
    vat_rates=(standard("25"), zero("newspapers")),
    organisation_number=_NUMBER,
    register_scheme="0184",
    endpoint_schemes=(
        EndpointScheme("0184", _NUMBER),
        EndpointScheme("0198", _NUMBER),
        EndpointScheme("0096", IdentifierKind("Danish P-number", ids.danish_p_number, ids.is_danish_p_number)),
        GLN,
    ),
    accounts=(
        AccountKind(AccountScheme.DANISH_SLIP, IdentifierKind("Danish payment slip", _slip, ids.is_danish_slip)),
        AccountKind(
            AccountScheme.DOMESTIC,
            IdentifierKind(
                "Danish account number", ids.danish_account, ids.is_danish_account, ids.format_danish_account
            ),
        ),
        IBAN,
    ),
    references=(RF,),
    retention=kept(5, CountedFrom.FISCAL_YEAR_END, "Bogføringsloven § 12"),
    reverse_charge_words=("omvendt betalingspligt",),
    notation=Notation(thousands=(".", " ")),
)
