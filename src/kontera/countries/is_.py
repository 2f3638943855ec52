"""Iceland."""

from __future__ import annotations

from typing import Final

from kontera.core import identifiers as ids
from kontera.core.country import CountedFrom, Country, EndpointScheme, IdentifierKind, Notation
from kontera.countries.words import GLN, IBAN, RF, kept, reduced, standard, zero

_NUMBER: Final = IdentifierKind(
    "Icelandic kennitala",
    ids.icelandic_kennitala,
    ids.is_icelandic_kennitala,
    ids.format_swedish_organisation_number,
    ids.mask_kennitala,
)

ICELAND: Final = Country(
    code="IS",
    name="Iceland",
    native_name="Ísland",
    currency="ISK",
    languages=("is",),
    vat_prefix="IS",
    vat_rates=(standard("24"), reduced("11", "food, books, hotels, heating"), zero("export")),
    organisation_number=_NUMBER,
    register_scheme="0196",
    endpoint_schemes=(EndpointScheme("0196", _NUMBER), GLN),
    accounts=(IBAN,),
    references=(RF,),
    retention=kept(7, CountedFrom.FISCAL_YEAR_END, "Lög um bókhald 145/1994, 20. gr."),
    notation=Notation(thousands=(".", " ")),
)
