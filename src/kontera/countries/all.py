"""Every country, in order of nearness; the one list, and what is asked of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kontera.core.country import Country, EndpointScheme
from kontera.countries.de import GERMANY
from kontera.countries.dk import DENMARK
from kontera.countries.ee import ESTONIA
from kontera.countries.elsewhere import ELSEWHERE
from kontera.countries.fi import FINLAND
from kontera.countries.is_ import ICELAND
from kontera.countries.no import NORWAY
from kontera.countries.se import SWEDEN
from kontera.countries.words import ANY_NUMBER, DUNS, GLN

COUNTRIES: Final[tuple[Country, ...]] = (SWEDEN, FINLAND, NORWAY, DENMARK, ICELAND, ESTONIA, GERMANY, *ELSEWHERE)
REVERSE_CHARGE_WORDS: Final = tuple(dict.fromkeys(w for c in reversed(COUNTRIES) for w in c.reverse_charge_words))
_BY_CODE: Final[Mapping[str, Country]] = {found.code: found for found in COUNTRIES}
_SCHEMES: Final[Mapping[str, EndpointScheme]] = {
    scheme.code: scheme for scheme in (GLN, DUNS, *(s for c in COUNTRIES for s in c.endpoint_schemes))
}


def country(code: str) -> Country | None:
    """The country of an ISO 3166-1 alpha-2 code, or None when it is not in the list."""
    return _BY_CODE.get(code.upper())


def endpoint_scheme(code: str) -> EndpointScheme | None:
    """The electronic address or register scheme of a code such as 0007, or None when it is not in the list."""
    return _SCHEMES.get(code)


def organisation_number(code: str, text: str) -> str:
    """The organisation number in compact form by the country's rule; raises InvalidIdentifier."""
    found = country(code)
    return (found.organisation_number if found else ANY_NUMBER).parse(text)


def is_organisation_number(code: str, text: str) -> bool:
    """The twin of `organisation_number` that does not raise."""
    found = country(code)
    return (found.organisation_number if found else ANY_NUMBER).fits(text)


def format_organisation_number(code: str, text: str) -> str:
    """The organisation number for the eye; a text that is none comes back as it was."""
    found = country(code)
    kind = found.organisation_number if found else ANY_NUMBER
    return kind.show(kind.parse(text)) if kind.fits(text) else text
