"""Whose a name or a number is where no heading says it: letterheads, feet, windows, factors and the buyer's own."""

from __future__ import annotations

from pages import a_page

from kontera.core.invoice import Invoice
from kontera.steps.interpretation.hints import Hints
from kontera.steps.interpretation.interpret import interpret
from kontera.steps.interpretation.layout import laid_out
from kontera.steps.interpretation.standing import Standing

LINES = (
    (60, 8, "Fakturanummer:"), (80, 8, "F42147"),
    (60, 10, "Fakturadatum:"), (80, 10, "2026-04-10"),
    (6, 30, "Beskrivning"), (45, 30, "Antal"), (58, 30, "A-pris"), (88, 30, "Summa"),
    (6, 33, "Konsulttimmar"), (46, 33, "2"), (58, 33, "500,00"), (86, 33, "1 000,00"),
    (70, 45, "Netto"), (86, 45, "1 000,00"),
    (70, 47, "Moms 25 %"), (88, 47, "250,00"),
    (70, 49, "Att betala"), (86, 49, "1 250,00"),
)  # fmt: skip
WINDOW = ((6, 14, "Lindmarkens Livs AB"), (6, 15.6, "Kungsgatan 92"), (6, 17.2, "352 30 Växjö"))
FOOT = (6, 90, "Ekdungens Transport AB Org.nr 556218-7343 Bankgiro 512-7048 Innehar F-skattebevis")


def read(*more: tuple[float, float, str]) -> Invoice:
    return interpret((a_page(*LINES, *more),), Hints()).invoice


def test_the_company_of_the_foot_is_the_seller_and_that_of_the_window_the_buyer() -> None:
    invoice = read(*WINDOW, FOOT)
    assert (invoice.seller.name, invoice.seller.organisation_number) == ("Ekdungens Transport AB", "5562187343")
    assert invoice.buyer.name == "Lindmarkens Livs AB"


def test_a_number_that_a_label_calls_the_buyers_is_never_the_sellers() -> None:
    boxed = ((60, 14, "Lindmarkens Livs AB"), (60, 15.6, "Org.nr: 556044-1205"))
    called = (6, 60, "Köparens momsreg.nr SE556044120501")
    invoice = read(*boxed, called, FOOT)
    assert (invoice.seller.organisation_number, invoice.seller.vat_number) == ("5562187343", "")
    assert (invoice.buyer.name, invoice.buyer.vat_number) == ("Lindmarkens Livs AB", "SE556044120501")
    assert invoice.buyer.organisation_number == "5560441205"


def test_a_factor_is_not_the_seller() -> None:
    factor = (6, 60, "Fakturan är överlåten till Fjordpartner Finans AB, org.nr 556737-0431, och betalas dit.")
    invoice = read(*WINDOW, factor, FOOT)
    assert (invoice.seller.name, invoice.seller.organisation_number) == ("Ekdungens Transport AB", "5562187343")


def test_an_address_after_its_heading_in_one_line_is_the_buyers() -> None:
    head = ((30, 4, "Marthes Bakeri og Selskapsmat"), (30, 5.6, "Kirkeveien 22, 4300 Sandnes mob. 91 22 33 48"))
    invoice = read(*head, (6, 20, "Kunde: Jæren Regnskap AS, Torget 3, 4330 Ålgård"))
    assert invoice.seller.name == "Marthes Bakeri og Selskapsmat"
    assert invoice.seller.address.city == "Sandnes"


def test_a_heading_in_two_languages_is_a_heading() -> None:
    invoice = read((6, 14, "Köpare / Buyer"), (6, 15.6, "Kemira Fiktiv Oy"), (6, 17.2, "PL 330, 00101 Helsinki"), FOOT)
    assert invoice.buyer.name == "Kemira Fiktiv Oy"


def test_a_contact_person_is_not_the_seller() -> None:
    contact = ((60, 20, "Handläggare"), (60, 21.6, "Ture Ängslund"))
    assert read(*WINDOW, *contact, FOOT).seller.name == "Ekdungens Transport AB"


def test_a_sender_is_told_by_what_only_it_writes() -> None:
    sheet = laid_out((a_page(*LINES, *WINDOW, FOOT),))
    standing = Standing(sheet)
    by_text = {segment.text: segment for segment in sheet.segments}
    foot, window = by_text[FOOT[2]], by_text["Lindmarkens Livs AB"]
    assert standing.sender(foot) == 0.95
    assert (standing.sender(window), standing.window(window), standing.low(window)) == (0.0, True, False)


def test_what_stands_left_of_a_heading_on_its_row_is_not_its_party() -> None:
    left = ((6, 14, "Cloudharbor Limited"), (6, 15.6, "548 Market Street"), (6, 17.2, "billing@cloudharbor.example"))
    right = ((60, 14, "Bill to"), (60, 15.6, "Lindmarkens Livs AB"), (60, 17.2, "Kungsgatan 92"))
    invoice = read(*left, *right)
    assert (invoice.seller.name, invoice.buyer.name) == ("Cloudharbor Limited", "Lindmarkens Livs AB")


def test_a_label_of_a_form_heads_only_what_stands_beside_it() -> None:
    form = (
        (6, 60, "Zon"), (30, 60, "Stora torget"), (6, 61.6, "Kund"), (30, 61.6, "Lindmarkens Livs AB"),
        (6, 63.2, "Betalsätt"), (30, 63.2, "Kort"),
    )  # fmt: skip
    invoice = read(*form, (6, 70, "Parkia Sverige AB | Org.nr 556812-0942 | support@parkia.example"))
    assert (invoice.seller.name, invoice.seller.organisation_number) == ("Parkia Sverige AB", "5568120942")


def test_a_customers_number_after_the_word_for_customer_is_no_heading() -> None:
    meta = ((60, 14, "Kund"), (80, 14, "88"), (60, 15.6, "Er referens"), (80, 15.6, "Gun Ljung"))
    invoice = read(*WINDOW, *meta, FOOT)
    assert (invoice.buyer.name, invoice.customer_number) == ("Lindmarkens Livs AB", "88")


def test_the_particulars_below_the_amounts_belong_to_no_heading_above_them() -> None:
    foot = (6, 60, "Organisationsnummer 556218-7343 kassor@foreningen.example")
    invoice = read((6, 20, "Till"), (6, 21.6, "Lindmarkens Livs AB"), foot)
    assert (invoice.seller.organisation_number, invoice.seller.contact.email) == (
        "5562187343",
        "kassor@foreningen.example",
    )


def test_a_company_that_a_sentence_names_is_read_without_the_sentence() -> None:
    sentence = (
        6,
        90,
        "Fakturan är utställd av Ekdungens Transport AB, org.nr 556218-7343, Lärkvägen 3, 831 30 Östersund",
    )
    assert read(*WINDOW, sentence).seller.name == "Ekdungens Transport AB"


def test_who_takes_care_of_the_letters_is_not_the_buyer() -> None:
    window = ((6, 14, "Til"), (6, 15.6, "Hytteeierforeningen Totten"), (6, 17.2, "c/o Advokatfirma Lund AS"))
    assert read(*window, (6, 18.8, "Postboks 77"), (6, 20.4, "0305 Oslo")).buyer.name == "Hytteeierforeningen Totten"


def test_one_person_with_its_town_in_its_line_is_the_sender_of_a_letter_to_a_company() -> None:
    head = ((6, 4, "Målarn i Bjuv"), (6, 5.6, "Ekvägen 3, 267 31 Bjuv"), (6, 60, "Innehar F-skattsedel"))
    invoice = read(*head, *WINDOW)
    assert (invoice.seller.name, invoice.buyer.name) == ("Målarn i Bjuv", "Lindmarkens Livs AB")


def test_the_beginning_of_an_iban_is_no_vat_number() -> None:
    foot = "Ekdungens Transport GmbH DE62 2004 0000 0628 9089 00 HASPDEHHXXX"
    invoice = read(*WINDOW, (6, 14, "x"), (6, 90, foot), (6, 92, "VAT-ID DE136695976"))
    assert invoice.seller.vat_number == "DE136695976"


def test_a_block_that_something_beside_keeps_from_its_name_is_still_the_buyers() -> None:
    rows = (
        (6, 14, "Bill to:"), (6, 15.6, "Kronborg Bryggeri A/S"), (22, 15.6, "PO: KB-2210"), (6, 17.2, "Havnepladsen 1"),
        (6, 18.8, "3000 Helsingør"), (6, 20.4, "VAT no: DK31200458"),
    )  # fmt: skip
    invoice = read(*rows, FOOT)
    assert (invoice.buyer.name, invoice.buyer.vat_number) == ("Kronborg Bryggeri A/S", "DK31200458")
