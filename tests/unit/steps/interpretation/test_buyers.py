"""Who buys: the block of lines that is the buyer's address, its numbers, and what is never taken for it."""

from __future__ import annotations

from pages import SWEDISH, a_page

from kontera.core.invoice import Invoice
from kontera.core.party import Address
from kontera.steps.interpretation.hints import Hints
from kontera.steps.interpretation.interpret import interpret

WITHOUT_HEADING = tuple(text for text in SWEDISH if text[2] not in {"Kund", "Lindmarkens Livs AB", "Kungsgatan 92"})


def read(*more: tuple[float, float, str], page: tuple[tuple[float, float, str], ...] = SWEDISH) -> Invoice:
    return interpret((a_page(*page, *more),), Hints()).invoice


def test_the_lines_under_the_buyers_name_are_its_address() -> None:
    assert read((60, 24, "352 30 Växjö, SE")).buyer.address == Address(
        ("Kungsgatan 92",), "Växjö", "352 30", country="SE"
    )


def test_a_country_on_its_own_line_belongs_to_the_address() -> None:
    assert read((60, 24, "352 30 Växjö"), (60, 26, "Sverige")).buyer.address.country == "SE"


def test_numbers_in_the_block_are_the_buyers_when_their_check_digits_agree() -> None:
    more = ((60, 24, "352 30 Växjö"), (60, 26, "Org.nr: 556016-0680"))
    assert read(*more).buyer.organisation_number == "5560160680"
    assert read(more[0], (60, 26, "Org.nr: 556016-0681")).buyer.organisation_number == ""


def test_a_block_in_the_envelopes_window_is_the_buyer_without_any_heading() -> None:
    window = ((60, 18, "Lindmarkens Livs AB"), (60, 20, "Kungsgatan 92"), (60, 22, "352 30 Växjö"))
    buyer = read(*window, page=WITHOUT_HEADING).buyer
    assert (buyer.name, buyer.address.city) == ("Lindmarkens Livs AB", "Växjö")


def test_the_senders_line_above_the_window_is_not_of_the_buyers_address() -> None:
    line = (6, 14, "Ekdungens Transport AB • Lärkvägen 3 • 831 30 Östersund")
    window = (line, (6, 16, "Vikens kommun"), (6, 18, "Kungsgatan 92"), (6, 20, "352 30 Växjö"))
    invoice = read(*window, page=WITHOUT_HEADING[3:])
    assert (invoice.buyer.name, invoice.buyer.address.lines) == ("Vikens kommun", ("Kungsgatan 92",))
    assert invoice.seller.address.city != "Växjö"


def test_the_sellers_own_block_is_never_the_buyer() -> None:
    assert read(page=WITHOUT_HEADING).buyer.address == Address()
