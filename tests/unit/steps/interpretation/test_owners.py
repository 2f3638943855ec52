"""Numbers of other companies on the page: the buyer's in its section of a form, a group's, a factor's, a branch's."""

from __future__ import annotations

import pytest
from pages import SWEDISH, a_page

from kontera.core.reading import Reading
from kontera.steps.interpretation.hints import Hints
from kontera.steps.interpretation.interpret import interpret
from kontera.steps.interpretation.owned import ANOTHERS, UNOWNED
from kontera.steps.interpretation.owners import alike, bare

BODY = (
    *(text for text in SWEDISH if text[2] not in {"Org.nr: 556036-0793", "Momsreg.nr: SE556036079301"}),
    (6, 96, "Ekdungens Transport AB · Tel 0470-11 22 33 · Säte Östersund"),
)
Texts = tuple[tuple[float, float, str], ...]


def read(*more: tuple[float, float, str], page: Texts = BODY) -> Reading:
    return interpret((a_page(*page, *more),), Hints())


def form(page: int, *, seller: bool) -> Texts:
    """The second half of a form's page: what it says of the buyer, and of the seller when it does."""
    buyers = ((8, 40, "Informationen zum Käufer"), (10, 44, "Bundesland:"), (10, 48, "Umsatzsteuer-ID:"))
    sellers = ((8, 10, "Informationen zum Verkäufer"), (10, 14, "Bundesland:"), (10, 18, "Umsatzsteuer-ID:"))
    own = (*sellers, (33, 18, "DE813402274")) if seller else ()
    return (*own, *buyers, (33, 48, "DE266118403"), (8, 60, f"Seite {page}"))


FIRST = (
    (8, 10, "Informationen zum Käufer"), (52, 10, "Informationen zum Verkäufer"),
    (10, 14, "Name:"), (30, 14, "Amt Süd"), (54, 14, "Firmenname:"), (76, 14, "Grün Gartenbau GmbH"),
    (8, 40, "Rechnungsdaten"), (10, 44, "Rechnungsnummer:"), (33, 44, "7711"),
    (10, 48, "Rechnungsdatum:"), (33, 48, "10.5.2026"), (10, 60, "Gesamtsumme brutto"), (80, 60, "119,00"),
)  # fmt: skip


def test_the_number_in_the_sellers_section_is_read() -> None:
    pages = (a_page(*FIRST), a_page(*form(2, seller=True), number=2))
    assert interpret(pages, Hints()).invoice.seller.vat_number == "DE813402274"


def test_the_number_in_the_buyers_section_is_never_the_sellers() -> None:
    pages = (a_page(*FIRST), a_page(*form(2, seller=False), number=2))
    reading = interpret(pages, Hints())
    evidence = reading.evidence.get("seller.vat_number")
    assert reading.invoice.seller.vat_number == "" or (evidence is not None and evidence.sure <= 0.6)


def test_a_section_goes_on_over_the_end_of_its_page() -> None:
    begun = a_page((8, 90, "Informationen zum Käufer"), (10, 93, "Bundesland:"), number=2)
    rest = a_page((10, 6, "Umsatzsteuer-ID:"), (33, 6, "DE266118403"), number=3)
    reading = interpret((a_page(*FIRST), begun, rest), Hints())
    evidence = reading.evidence.get("seller.vat_number")
    assert reading.invoice.seller.vat_number == "" or (evidence is not None and evidence.sure <= 0.6)


@pytest.mark.parametrize(
    "told",
    [
        "Fråga Brisa Finans AB (org.nr 556677-8808).",
        "Moderbolag: Ekbacken Förvaltning AB, org.nr 556677-8808",
        "Överlåten till Wermia Finans AB, org.nr 556677-8808, Box 12.",
    ],
)
def test_a_number_after_another_company_is_doubtful(told: str) -> None:
    reading = read((6, 80, told))
    evidence = reading.evidence.get("seller.organisation_number")
    assert evidence is None or evidence.sure <= 0.6


def test_the_number_after_the_sellers_own_name_goes_before_those_of_its_group() -> None:
    group = (6, 80, "Nord Holding AB, org.nr 556677-8808. Ekdungens Transport AB, org.nr 556036-0793, Säte Östersund")
    reading = read(group)
    assert reading.invoice.seller.organisation_number.replace("-", "") == "5560360793"
    assert ANOTHERS not in reading.evidence["seller.organisation_number"].reasons


def test_a_number_with_nothing_of_the_seller_beside_it_is_no_certain_one() -> None:
    evidence = read((70, 26, "Org.nr 556677-8808")).evidence["seller.organisation_number"]
    assert UNOWNED in evidence.reasons
    assert evidence.sure < 0.97


def test_a_branch_has_its_own_number_and_not_that_of_its_head_office() -> None:
    branch = (
        (6, 72, "Org.nr 556036-0793"),
        (6, 76, "Huvudkontor"),
        (6, 77.5, "Oslogata 2"),
        (6, 79, "Org.nr 923 609 016"),
    )
    assert read(*branch).invoice.seller.organisation_number.replace("-", "") == "5560360793"


def test_part_of_an_iban_is_no_organisation_number() -> None:
    page = (*(text for text in BODY if "IBAN" not in text[2]), (6, 66, "Y-tunnus"), (6, 68, "FI20 5019 7948 8403 79"))
    assert read(page=page).invoice.seller.organisation_number == ""


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("Elbtal Technik Nord GmbH & Co. KG", "Elbtal Technik Nord GmbH", True),
        ("Fjellbetong AS Filial Sverige", "Fjellbetong AS", True),
        ("Malermester ANS", "Blåskjær Malermester", True),
        ("Kvarnbäckens2Stad AB", "Kvarnbäckens Städ AB", True),
        ("Elbtal Holding AG", "Elbtal Technik Nord GmbH", False),
        ("BaggerVerleih Nord Verwaltungs GmbH", "BaggerVerleih Nord GmbH & Co. KG", False),
        ("Brisa Finans AB", "Brisa Mobil Sverige AB", False),
    ],
)
def test_two_names_are_of_one_company(one: str, two: str, same: bool) -> None:
    assert alike(bare(one), bare(two)) is same
