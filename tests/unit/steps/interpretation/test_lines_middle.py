"""Lines whose figures stand in the middle of several rows of words, with other figures above and below them."""

from __future__ import annotations

from tests.unit.steps.interpretation.pages import a_page

from kontera.steps.interpretation.context import looked_at
from kontera.steps.interpretation.hints import Hints
from kontera.steps.interpretation.layout import laid_out
from kontera.steps.interpretation.table import Table, table_of

Text = tuple[float, float, str]


def cell(y: float, end: float, text: str) -> Text:
    """A figure that ends where the others of its column do."""
    return (end - 0.85 * len(text.replace(" ", "")) - 0.51 * text.count(" "), y, text)


def line(y: float, words: tuple[str, str, str], prices: tuple[str, str], figures: tuple[str, str]) -> tuple[Text, ...]:
    """Three rows of words; quantity and amount stand on the last, a gross price and a rebate above it."""
    gross, net = prices
    quantity, amount = figures
    rows = tuple((30.0, y + at, text) for at, text in enumerate(words))
    upper = (cell(y + 0.7, 66, gross), cell(y + 0.7, 78, "-1,00"))
    level = (cell(y + 2, 71, quantity), cell(y + 2, 78, "1,00"), cell(y + 2, 90, amount), cell(y + 2, 97, "20%"))
    return (*rows, *upper, *level, cell(y + 3.3, 66, net))


def read() -> Table:
    heading = ((30.0, 18.0, "Désignation"), *(cell(18, end, text) for end, text in HEADED))
    lines = (
        *line(21, ("Prestation support", "période de janvier", "équipe A"), ("65,00", "60,00"), ("1,00", "60,00")),
        *line(27, ("Fournitures papier", "lot 4711", "tarif 2022"), ("31,00", "30,00"), ("3,00", "28,00")),
        *line(33, ("Appel entrant", "unité", "ligne directe"), ("7,00", "7,00"), ("1,00", "7,00")),
    )
    sums = ((66.0, 40.0, "Total HT"), cell(40, 90, "95,00"), (66.0, 42.0, "TVA 20%"), cell(42, 90, "19,00"))
    whole = ((66.0, 44.0, "Total TTC"), cell(44, 90, "114,00"))
    return table_of(looked_at(laid_out((a_page(*heading, *lines, *sums, *whole),)), Hints()))


HEADED = ((71, "Qté"), (78, "Remise"), (90, "TOTAL HT"), (97, "TVA"))


def test_the_words_above_the_figures_are_the_lines_own() -> None:
    found = [[word for word in item.description.split() if "," not in word] for item in read().items]
    assert [" ".join(words) for words in found] == [
        "Prestation support période de janvier équipe A",
        "Fournitures papier lot 4711 tarif 2022",
        "Appel entrant unité ligne directe",
    ]


def test_the_column_headed_quantity_holds_it_though_another_figure_stands_before() -> None:
    quantities = [str(item.figures["c_quantity"].value) for item in read().items]
    assert quantities == ["1.00", "3.00", "1.00"]
