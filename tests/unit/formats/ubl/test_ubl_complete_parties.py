"""What follows of the parties before an invoice is written: no more than the standard leaves one answer for."""

from __future__ import annotations

from build import a_seller
from kontera.core.party import Address, Endpoint
from kontera.formats.ubl.complete_parties import complete_party


def test_a_vat_number_names_the_country_where_none_is_stated() -> None:
    assert complete_party(a_seller(address=Address())).address.country == "SE"
    assert complete_party(a_seller(address=Address(), vat_number="EL123456789")).address.country == "GR"


def test_a_stated_country_stands_whatever_the_vat_number_says() -> None:
    assert complete_party(a_seller(address=Address(country="FI"))).address.country == "FI"


def test_nothing_follows_from_a_number_without_a_country() -> None:
    for number in ("", "5599991238", "SE"):
        assert complete_party(a_seller(address=Address(), vat_number=number)).address.country == "", number


def test_a_finnish_ovt_is_written_under_the_code_peppol_knows() -> None:
    assert complete_party(a_seller(endpoint=Endpoint("0037", "003712345671"))).endpoint == Endpoint(
        "0216", "003712345671"
    )
    for kept in (Endpoint("0007", "5599991238"), Endpoint("0037", "12345671")):
        assert complete_party(a_seller(endpoint=kept)).endpoint == kept
