"""Company and VAT numbers: the authorities' own test values and what must be refused."""

from __future__ import annotations

import pytest

from kontera.core import identifiers as ids
from kontera.core.errors import InvalidIdentifier


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("556036-0793", "5560360793"),
        ("202100-5489", "2021005489"),
        ("559999–0008", "5599990008"),
        ("16 556036-0793", "5560360793"),
        ("811228-9874", "8112289874"),
        ("19811228-9874", "8112289874"),
    ],
)
def test_a_swedish_number_is_read(text: str, number: str) -> None:
    assert ids.swedish_organisation_number(text) == number
    assert ids.is_swedish_organisation_number(text)


@pytest.mark.parametrize("text", ["556036-0794", "811228-9873", "16811228-9874", "0000000000", "19556036-0793", ""])
def test_a_wrong_swedish_number_is_refused(text: str) -> None:
    assert not ids.is_swedish_organisation_number(text)
    with pytest.raises(InvalidIdentifier):
        ids.swedish_organisation_number(text)


def test_a_sole_traders_number_is_masked_and_a_companys_is_not() -> None:
    assert ids.mask_personal("8112289874") == "811228-****"
    assert ids.mask_personal("5560360793") == "556036-0793"
    assert ids.is_personal("811228-9874")


@pytest.mark.parametrize(
    ("text", "number"),
    [("2077474-0", "20774740"), ("0112038-9", "01120389"), ("112038-9", "01120389"), ("1234567-1", "12345671")],
)
def test_a_finnish_business_id_is_read(text: str, number: str) -> None:
    assert ids.finnish_business_id(text) == number


@pytest.mark.parametrize("text", ["2077474-1", "1120389", "0000000-0", "2077474"])
def test_a_wrong_finnish_business_id_is_refused(text: str) -> None:
    assert not ids.is_finnish_business_id(text)


def test_an_ovt_is_a_business_id_with_0037_in_front() -> None:
    assert ids.finnish_ovt("003720774740") == "003720774740"
    assert ids.is_finnish_ovt("003720774740ABC12")
    assert not ids.is_finnish_ovt("003720774741")
    assert not ids.is_finnish_ovt("003720774740ABC123")


@pytest.mark.parametrize(
    ("text", "number"),
    [("923 609 016", "923609016"), ("974760673", "974760673"), ("NO995525828MVA", "995525828")],
)
def test_a_norwegian_number_is_read(text: str, number: str) -> None:
    assert ids.norwegian_organisation_number(text) == number


def test_other_wrong_numbers_are_refused() -> None:
    assert not ids.is_norwegian_organisation_number("923609017")
    assert not ids.is_danish_cvr("13585627")
    assert not ids.is_gln("7350000000008")
    assert not ids.is_icelandic_kennitala("450401-3160")
    assert not ids.is_estonian_registry_code("12345679")
    assert not ids.is_german_register_number("12345")


def test_other_right_numbers_are_read() -> None:
    assert ids.danish_cvr("DK 24 25 67 90") == "24256790"
    assert ids.danish_cvr("13585628") == "13585628"
    assert ids.icelandic_kennitala("450401-3150") == "4504013150"
    assert ids.gln("7350000000009") == "7350000000009"
    assert ids.estonian_registry_code("12345678") == "12345678"
    assert ids.german_register_number("Amtsgericht München, HRB 12345") == "HRB 12345"


@pytest.mark.parametrize(
    ("text", "country", "number"),
    [
        ("SE556036079301", "", "SE556036079301"),
        ("SE 556036-0793 01", "", "SE556036079301"),
        ("556036079301", "SE", "SE556036079301"),
        ("FI20774740", "", "FI20774740"),
        ("NO995525828MVA", "", "NO995525828MVA"),
        ("995 525 828 MVA", "", "NO995525828MVA"),
        ("995525828", "NO", "NO995525828MVA"),
        ("DK13585628", "", "DK13585628"),
        ("DE 136 695 976", "", "DE136695976"),
        ("BE 428.759.497", "", "BE0428759497"),
        ("GR 094259216", "", "EL094259216"),
        ("CHE-107.787.577 IVA", "", "CHE107787577"),
        ("GB 980 7806 84", "", "GB980780684"),
        ("IS 12345", "", "IS12345"),
        ("NL810433941B01", "", "NL810433941B01"),
    ],
)
def test_a_vat_number_is_read(text: str, country: str, number: str) -> None:
    assert ids.vat_number(text, country) == number
    assert ids.is_vat_number(text, country)


@pytest.mark.parametrize(
    "text", ["SE556036079401", "SE556036079300", "FI20774741", "DE123456789", "XX123456", "13585628"]
)
def test_a_wrong_vat_number_is_refused(text: str) -> None:
    with pytest.raises(InvalidIdentifier):
        ids.vat_number(text)


def test_an_invented_vat_number_still_has_the_form_of_one() -> None:
    assert ids.has_vat_form("DE123456789")
    assert not ids.has_vat_form("DE12345678")


def test_the_organisation_number_stands_inside_the_vat_number() -> None:
    assert ids.organisation_number_of("SE556036079301") == "5560360793"
    assert ids.organisation_number_of("NO995525828MVA") == "995525828"
    assert not ids.organisation_number_of("DE136695976")
    assert ids.vat_country("EL094259216") == "GR"


def test_numbers_are_written_as_their_countries_do() -> None:
    assert ids.format_swedish_organisation_number("5560360793") == "556036-0793"
    assert ids.format_finnish_business_id("20774740") == "2077474-0"
    assert ids.format_norwegian_organisation_number("923609016") == "923 609 016"
    assert ids.format_danish_cvr("24256790") == "24 25 67 90"
