"""Fills in what follows exactly from what an invoice states of its parties: a country, and the code of an address."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from kontera.core.party import Address, Endpoint, Party

# BR-CO-09: a VAT number begins with its country's ISO 3166-1 code, but Greece's with EL; XI is Northern Ireland
COUNTRIES: Final = {"EL": "GR", "XI": "GB"}
PREFIX: Final = re.compile(r"[A-Z]{2}(?=[0-9A-Z+*]{2,13}$)")
OVT: Final = re.compile(r"0037[0-9]{8}[0-9A-Za-z]{0,5}")
OLD_OVT: Final = "0037"  # left Peppol's list of address schemes in 3.0.21; the whole OVT is 0216
NEW_OVT: Final = "0216"


def complete_party(party: Party) -> Party:
    """The party with the country its VAT number names, and a Finnish OVT under the code that Peppol knows it by."""
    return replace(party, address=_address(party), endpoint=_endpoint(party.endpoint))


def _address(party: Party) -> Address:
    prefix = PREFIX.match(party.vat_number)
    if party.address.country or prefix is None:
        return party.address
    return replace(party.address, country=COUNTRIES.get(prefix[0], prefix[0]))


def _endpoint(endpoint: Endpoint | None) -> Endpoint | None:
    if endpoint is None or endpoint.scheme != OLD_OVT or not OVT.fullmatch(endpoint.id):
        return endpoint
    return Endpoint(NEW_OVT, endpoint.id)
