"""Who: seller, buyer, payee, tax representative and the place of delivery, with every number they were named by."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from kontera.core import identifiers as ids
from kontera.core.invoice import Invoice
from kontera.core.party import Address, Endpoint, Party
from kontera.formats.page.facts import fact, joined, term
from kontera.formats.page.sheet import Fact, Group
from kontera.formats.page.words import Tongue

# what people call the numbers of a scheme (ISO 6523, EAS, UNTDID 7143)
SCHEMES: Final = {
    "0007": "org.nr SE",
    "0037": "OVT",
    "0060": "DUNS",
    "0088": "GLN",
    "0096": "P-nr DK",
    "0160": "GTIN",
    "0184": "CVR",
    "0192": "org.nr NO",
    "0198": "SE-nr DK",
    "0199": "LEI",
    "0212": "Y-tunnus",
    "0213": "ALV FI",
    "0215": "OVT",
    "0216": "OVT",
}
_Form = tuple[Callable[[str], bool], Callable[[str], str]]
_SWEDISH: Final[_Form] = (ids.is_swedish_organisation_number, ids.format_swedish_organisation_number)
_NORWEGIAN: Final[_Form] = (ids.is_norwegian_organisation_number, ids.format_norwegian_organisation_number)
_DANISH: Final[_Form] = (ids.is_danish_cvr, ids.format_danish_cvr)
_FINNISH: Final[_Form] = (ids.is_finnish_business_id, ids.format_finnish_business_id)
_WRITTEN: Final = {
    **dict.fromkeys(("0007", "SE"), _SWEDISH),
    **dict.fromkeys(("0192", "NO"), _NORWEGIAN),
    **dict.fromkeys(("0184", "DK"), _DANISH),
    **dict.fromkeys(("0212", "FI"), _FINNISH),
}
_DIGITS: Final = 10  # an organisation number with more than its plain digits is shown as stated


def scheme(code: str) -> str:
    """A scheme's everyday name with its code, or the code: "GLN 0088"."""
    return joined(SCHEMES.get(code, ""), code, by=" ")


def organisation(number: str, code: str, country: str) -> str:
    """An organisation number in its country's written form, or as stated where it has no such form."""
    form = _WRITTEN.get(code or country)
    if form is None or not number.isdecimal() or len(number) > _DIGITS or not form[0](number):
        return number
    return form[1](number)


def parties(tongue: Tongue, invoice: Invoice) -> tuple[Group, ...]:
    """Every party that was named, seller and buyer first, and where it was delivered."""
    known = (
        ("seller", invoice.seller),
        ("buyer", invoice.buyer),
        ("payee", invoice.payee),
        ("tax_representative", invoice.tax_representative),
    )
    groups = [_group(tongue, key, party, place) for place, (key, party) in enumerate(known) if party is not None]
    return tuple(one for one in (*groups, _delivery(tongue, invoice, len(known))) if one.lead or one.facts)


def _group(tongue: Tongue, key: str, party: Party, place: int) -> Group:
    country = party.address.country
    own = organisation(party.organisation_number, party.organisation_scheme, country)
    facts = (
        *fact(tongue, "trading_name", party.trading_name, place=place),
        *fact(tongue, "organisation_number", own, scheme(party.organisation_scheme), place=place),
        *fact(tongue, "vat_number", party.vat_number, place=place),
        *fact(tongue, "tax_registration", party.tax_registration),
        *(one for known in party.identifiers for one in _address_of(tongue, "identifier", known, place)),
        *_address_of(tongue, "endpoint", party.endpoint, place),
        *fact(tongue, "contact", party.contact.name, place=place),
        *fact(tongue, "phone", party.contact.phone, place=place),
        *fact(tongue, "email", party.contact.email, place=place),
        *fact(tongue, "legal_information", party.legal_information),
        *fact(tongue, "subdivision", party.address.subdivision, place=place),
    )
    return Group(tongue.word(key), facts, _lead(tongue, party.name, party.address), term("name", place))


def _delivery(tongue: Tongue, invoice: Invoice, place: int) -> Group:
    address = invoice.delivery_address or Address()
    facts = (
        *fact(tongue, "delivery_date", tongue.day(invoice.delivery_date)),
        *_address_of(tongue, "delivery_location", invoice.delivery_location),
        *fact(tongue, "delivery_terms", invoice.delivery_terms),
        *fact(tongue, "subdivision", address.subdivision, place=place),
    )
    return Group(tongue.word("delivery"), facts, _lead(tongue, invoice.delivery_name, address), term("name", place))


def _lead(tongue: Tongue, name: str, address: Address) -> tuple[str, ...]:
    """The name and the address beneath it; the name's line stays, empty, when only an address was stated."""
    place = joined(address.postal_code, address.city, by=" ")
    country = tongue.country(address.country) if address.country else ""
    lines = tuple(line for line in (*address.lines, place, country) if line)
    return (name, *lines) if name or lines else ()


def _address_of(tongue: Tongue, key: str, known: Endpoint | None, place: int = 0) -> tuple[Fact, ...]:
    return fact(tongue, key, known.id, scheme(known.scheme), place=place) if known else ()
