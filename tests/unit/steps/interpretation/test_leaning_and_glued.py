"""Words of scans: a page that leans, a figure set over its unit, and words that were read as one."""

from __future__ import annotations

import math

import pytest
from pages import a_page

from kontera.core.evidence import Box, Page, Word
from kontera.steps.interpretation.hints import Hints
from kontera.steps.interpretation.interpret import interpret
from kontera.steps.interpretation.layout import Row, laid_out

RATIO = 842 / 595


def turned(page: Page, lean: float) -> Page:
    """The page as a scanner sees it that was fed askew: turned about its middle by so many radians."""

    def moved(box: Box) -> Box:
        middle, level = (box.x0 + box.x1) / 2 - 0.5, ((box.y0 + box.y1) / 2 - 0.5) * RATIO
        x = middle * math.cos(lean) - level * math.sin(lean) + 0.5
        y = (middle * math.sin(lean) + level * math.cos(lean)) / RATIO + 0.5
        wide, high = (box.x1 - box.x0) / 2, (box.y1 - box.y0) / 2
        return Box(x - wide, y - high, x + wide, y + high)

    words = tuple(Word(word.text, moved(word.box), word.confidence) for word in page.words)
    return Page(1, page.width, page.height, words, "ocr")


def rows(*texts: tuple[float, float, str], by: str = "ocr") -> tuple[Row, ...]:
    return laid_out((a_page(*texts, by=by),)).rows


def texts_of(*texts: tuple[float, float, str], by: str = "ocr") -> list[list[str]]:
    return [[token.text for segment in row.segments for token in segment.tokens] for row in rows(*texts, by=by)]


@pytest.mark.parametrize("lean", [-0.025, 0.025])
def test_the_columns_of_a_page_that_leans_stand_upright(lean: float) -> None:
    lines = tuple((6, 20 + 5 * at, f"Kopieringspapper till kontoret nummer {at} vit") for at in range(12))
    edges = [row.segments[0].x0 for row in laid_out((turned(a_page(*lines), lean),)).rows]
    assert max(edges) - min(edges) < 3


def test_the_lines_of_a_long_table_that_leans_keep_their_words() -> None:
    goods = [(f"Vit vara av sort{at}", 2, f"{10 + at},00", f"{2 * (10 + at)},00") for at in range(12)]
    body = [
        text
        for at, (name, count, price, amount) in enumerate(goods)
        for text in ((20, 33 + 4 * at, name), (52, 33 + 4 * at, str(count)), (66, 33 + 4 * at, price),
                     (86, 33 + 4 * at, amount))
    ]  # fmt: skip
    page = a_page((20, 30, "Benämning"), (50, 30, "Antal"), (66, 30, "A-pris"), (86, 30, "Belopp"), *body)
    lines = interpret((turned(page, 0.03),), Hints()).invoice.lines
    assert [line.description for line in lines] == [name for name, *_ in goods]


def test_what_follows_a_figure_over_its_unit_is_level_with_what_comes_before_it() -> None:
    words = [Word("Besök", Box(0.1, 0.2, 0.2, 0.212)), Word("1", Box(0.6, 0.1956, 0.61, 0.2076))]
    words += [Word("81,50", Box(0.7, 0.2008, 0.75, 0.2128)), Word("81,50", Box(0.85, 0.201, 0.9, 0.213))]
    sheet = laid_out((Page(1, 595, 842, tuple(words), "ocr"),))
    assert [row.text for row in sheet.rows] == ["Besök 1 81,50 81,50"]


def test_a_line_s_number_is_told_from_the_word_it_was_read_with() -> None:
    found = texts_of((6, 30, "1 Papper"), (6, 33, "2Toner svart"), (6, 36, "3 Lampa"), (6, 39, "12Skruv"))
    assert found == [["1", "Papper"], ["2", "Toner", "svart"], ["3", "Lampa"], ["12Skruv"]]


def test_the_word_after_a_line_s_number_begins_where_the_others_do() -> None:
    papper, toner = rows((6, 30, "1     Papper"), (6, 33, "2Toner"))
    assert toner.segments[-1].tokens[-1].x0 == pytest.approx(papper.segments[-1].tokens[-1].x0, abs=8)


def test_a_number_in_a_name_stays_where_no_line_is_counted_and_in_a_text_layer() -> None:
    assert texts_of((6, 30, "7Eleven"), (6, 33, "Kiosk")) == [["7Eleven"], ["Kiosk"]]
    assert texts_of((6, 30, "1 Papper"), (6, 33, "2Toner"), by="text") == [["1", "Papper"], ["2Toner"]]


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("ALV-tunnusFI04656568", ["ALV-tunnus", "FI04656568"]),
        ("USt-IdNr.DE123456789", ["USt-IdNr.", "DE123456789"]),
        ("12904·Banki", ["12904", "·", "Banki"]),
        ("hf.·Sími:5201100", ["hf.", "·", "Sími:", "5201100"]),
        ("n°2026-014", ["n°", "2026-014"]),
        ("KREDITFAKTURAF94107", ["KREDITFAKTURAF94107"]),
        ("RF18539007547034", ["RF18539007547034"]),
    ],
)
def test_a_label_is_told_from_the_number_it_was_read_with(word: str, parts: list[str]) -> None:
    assert texts_of((6, 30, word)) == [parts]


def test_a_vat_number_that_runs_on_from_its_label_is_read() -> None:
    page = a_page((6, 5, "Kivisalmen Maalaamo Osk"), (6, 8, "ALV-tunnusFI04656568"), (60, 5, "LASKU 26-2327"), by="ocr")
    assert interpret((page,), Hints()).invoice.seller.vat_number == "FI04656568"


def test_an_iban_goes_on_in_a_line_whose_letters_touch_the_one_above() -> None:
    page = a_page((6, 80, "Bankverbindung: IBAN DE89 3704 0044"), (6, 81.1, "0532 0130 00 BIC COBADEFFXXX"), by="ocr")
    assert [account.id for account in interpret((page,), Hints()).invoice.payment.accounts] == [
        "DE89370400440532013000"
    ]


@pytest.mark.parametrize("number", ["22 00 0 001 00001", "181/815/08155", "12 345 67890"])
def test_who_has_no_vat_number_is_known_by_the_tax_office_s(number: str) -> None:
    page = a_page((6, 5, "Malermeister Dörfler"), (60, 5, "Rechnung Nr. 2026-17"), (6, 60, f"Steuernummer: {number}"))
    assert interpret((page,), Hints()).invoice.seller.vat_number == number


def test_a_vat_number_goes_before_the_tax_office_s() -> None:
    page = a_page(
        (6, 5, "Lindenhof GmbH"), (60, 5, "Rechnung Nr. 2026-17"),
        (6, 60, "Steuernummer: 22 345 67890"), (6, 62, "USt-IdNr.: DE136695976"),
    )  # fmt: skip
    assert interpret((page,), Hints()).invoice.seller.vat_number == "DE136695976"
