"""The seller's address in one line: before its name, under it, in the foot; the receiver's is let be."""

from __future__ import annotations

import pytest
from pages import SWEDISH, a_page

from kontera.core.party import Address
from kontera.steps.interpretation.hints import Hints
from kontera.steps.interpretation.interpret import interpret

HEAD = {"Ekdungens Transport AB", "Lärkvägen 3", "831 30 Östersund"}
BODY = tuple(text for text in SWEDISH if text[2] not in HEAD)


def address(*more: tuple[float, float, str]) -> Address:
    return interpret((a_page(*BODY, *more),), Hints()).invoice.seller.address


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        (
            (6, 13, "Ekdungens Transport AB, Vävargatan 41, 504 33 Borås"),
            Address(("Vävargatan 41",), "Borås", "504 33"),
        ),
        (
            (6, 90, "Ekdungens Transport AB · Box 1510 · 581 15 Linköping · Org.nr 556218-7343"),
            Address(("Box 1510",), "Linköping", "581 15"),
        ),
        (
            (6, 90, "Ekdungens Transport AB, Spreeufer 88, 10179 Berlin, Germany. Managing director: Lea Funk"),
            Address(("Spreeufer 88",), "Berlin", "10179", country="DE"),
        ),
    ],
)
def test_a_line_with_the_name_street_and_town_is_the_sellers(line: tuple[float, float, str], wanted: Address) -> None:
    assert address(line) == wanted


def test_a_letterhead_without_a_name_is_told_by_its_telephone() -> None:
    head = ((30, 3, "Ekdungens Transport AB"), (6, 12, "Strandvägen 1 · SE-621 55 Visby · +46 498 24 00 10"))
    assert address(*head) == Address(("Strandvägen 1",), "Visby", "621 55", country="SE")


def test_a_line_that_says_where_to_deliver_is_not_the_sellers() -> None:
    assert address((6, 13, "Leveransadress: Lindmarkens Livs AB, Kungsgatan 92, 352 30 Växjö")).city != "Växjö"


def test_a_letterhead_set_to_the_right_has_its_address_under_the_name() -> None:
    right = ((77.6, 2, "Ekdungens Transport AB"), (84.9, 3.6, "Lärkvägen 3"), (80.95, 5.2, "831 30 Östersund"))
    assert address(*right) == Address(("Lärkvägen 3",), "Östersund", "831 30")


@pytest.mark.parametrize(
    ("town", "wanted"),
    [
        ("San Francisco, California 94104", Address((), "San Francisco", "94104", "California")),
        ("Reading RG1 1DB", Address((), "Reading", "RG1 1DB")),
    ],
)
def test_towns_of_america_and_britain_stand_before_their_codes(town: str, wanted: Address) -> None:
    found = address((6, 3, "Ekdungens Transport AB"), (6, 4.6, "548 Market Street"), (6, 6.2, town))
    assert (found.city, found.postal_code, found.subdivision) == (wanted.city, wanted.postal_code, wanted.subdivision)
