"""Fills in what law and registers leave no choice of about a party: country, register, VAT number, e-address."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from kontera.core.country import Country
from kontera.core.finding import Finding, Severity
from kontera.core.invoice import Invoice, VatCategory
from kontera.core.party import Endpoint, Party
from kontera.countries.all import COUNTRIES, country

BY: Final = "convert"
COUNTRY: Final = "The country {value} follows from the number, the currency or the sender's own country."
REGISTER: Final = "The register {value} is the one that gives out the organisation number."
ENDPOINT: Final = "The electronic address {value} is made of the organisation or VAT number."
VAT_NUMBER: Final = "The VAT number {value} is made of the organisation number."
NUMBER: Final = "The organisation number {value} is part of the VAT number."
PREFIX: Final = re.compile(r"(EL|XI|[A-Z]{2})[0-9A-Z+*]{2,13}$")
PREFIXES: Final = {"EL": "GR", "XI": "GB"}
# postal codes as written without a country; a letter stays in its sender's country when it names none (UPU S42)
POSTAL: Final = {
    "SE": re.compile(r"\d{3} ?\d{2}"), "FI": re.compile(r"\d{5}"), "NO": re.compile(r"\d{4}"),
    "DK": re.compile(r"\d{4}"), "IS": re.compile(r"\d{3}"), "DE": re.compile(r"\d{5}"), "EE": re.compile(r"\d{5}"),
}  # fmt: skip
# how a VAT number is made of the organisation number, and which part of it that is (no law makes others one of another)
MADE: Final = {"SE": "SE{}01", "FI": "FI{}", "NO": "NO{}MVA", "DK": "DK{}"}
HELD: Final = {
    "SE": re.compile(r"SE(\d{10})01"), "FI": re.compile(r"FI(\d{8})"), "NO": re.compile(r"NO(\d{9})(?:MVA)?"),
    "DK": re.compile(r"DK(\d{8})"),
}  # fmt: skip

Filled = list[Finding]


def with_parties(invoice: Invoice) -> tuple[Invoice, tuple[Finding, ...]]:
    """The invoice with seller and buyer filled in, and what was filled in and from what."""
    told: Filled = []
    taxed = any(group.category is VatCategory.STANDARD and group.tax for group in invoice.vat)
    seller = _filled(invoice.seller, "seller", _own_country(invoice.seller, invoice.currency), told, taxed=taxed)
    home = seller.address.country
    theirs = _own_country(invoice.buyer, invoice.currency) or _domestic(invoice.buyer, home)
    buyer = _filled(invoice.buyer, "buyer", theirs, told, taxed=False)
    return replace(invoice, seller=seller, buyer=buyer), tuple(told)


def _own_country(party: Party, currency: str) -> str:
    """The country that the party states, or that its numbers are of."""
    if party.address.country:
        return party.address.country
    prefix = PREFIX.match(party.vat_number)
    if prefix:
        return PREFIXES.get(prefix[1], prefix[1])
    number = party.organisation_number
    fits = [one.code for one in COUNTRIES if one.register_scheme and number and one.organisation_number.fits(number)]
    paid_in = [code for code in fits if (known := country(code)) and known.currency == currency]
    return paid_in[0] if len(paid_in) == 1 else ""


def _domestic(buyer: Party, home: str) -> str:
    """A buyer whose address names no country, and has a postal code of the seller's, is in the seller's country."""
    form = POSTAL.get(home)
    stated = buyer.address.postal_code
    return home if form is not None and stated and form.fullmatch(stated) else ""


def _filled(party: Party, field: str, code: str, told: Filled, *, taxed: bool) -> Party:
    known = country(code)
    if code and not party.address.country:
        party = replace(party, address=replace(party.address, country=code))
        _tell(told, "country", COUNTRY, f"{field}.address.country", code)
    if known is None:
        return party
    held = HELD[code].fullmatch(party.vat_number) if code in HELD else None
    if held and not party.organisation_number:
        party = replace(party, organisation_number=held[1])
        _tell(told, "number", NUMBER, f"{field}.organisation_number", held[1])
    fits = bool(party.organisation_number) and known.organisation_number.fits(party.organisation_number)
    if fits and taxed and not party.vat_number and code in MADE:
        party = replace(party, vat_number=MADE[code].format(party.organisation_number))
        _tell(told, "vat_number", VAT_NUMBER, f"{field}.vat_number", party.vat_number)
    if fits and known.register_scheme and not party.organisation_scheme:
        party = replace(party, organisation_scheme=known.register_scheme)
        _tell(told, "register", REGISTER, f"{field}.organisation_scheme", known.register_scheme)
    endpoint = None if party.endpoint else _endpoint(party, known)
    if endpoint is not None:
        party = replace(party, endpoint=endpoint)
        _tell(told, "endpoint", ENDPOINT, f"{field}.endpoint", f"{endpoint.scheme}:{endpoint.id}")
    return party


def _endpoint(party: Party, known: Country) -> Endpoint | None:
    """BT-34, BT-49: the country's first scheme that one of the party's own numbers fits."""
    numbers = [party.organisation_number, f"0037{party.organisation_number}", party.vat_number]
    for scheme in known.endpoint_schemes:
        for number in numbers:
            if number and scheme.last_day is None and scheme.identifier.fits(number):
                return Endpoint(scheme.code, scheme.identifier.parse(number))
    return None


def _tell(told: Filled, rule: str, says: str, field: str, value: str) -> None:
    told.append(Finding(f"convert.{rule}", says, Severity.NOTE, field, (("value", value),), BY))
