"""A product register as CSV: semicolon, comma or tab, with a heading in Swedish, Finnish or English."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from kontera.core.errors import DocumentTooLarge, KonteraError
from kontera.formats.cells import Row, Unparted, opened

MOST_ROWS: Final = 50_000
_LOOKED_AT: Final = 64 * 1024  # letters in which the heading begins
_LONGEST_HEADING: Final = 100
_HEADINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "number": ("number", "product number", "our number", "nummer", "produktnummer", "eget nummer", "tuotenumero"),
    "name": (
        "name",
        "product",
        "description",
        "namn",
        "produkt",
        "benämning",
        "beskrivning",
        "nimi",
        "tuote",
        "nimike",
    ),
    "unit": ("unit", "enhet", "yksikkö"),
    "price": ("price", "pris", "à-pris", "a-pris", "hinta", "yksikköhinta"),
    "currency": ("currency", "valuta", "valuutta"),
    "account": ("account", "konto", "kostnadskonto", "tili"),
    "vat_rate": ("vat", "vat rate", "vat %", "moms", "momssats", "moms %", "alv", "alv %", "alv-kanta"),
    "cost_centre": ("cost centre", "cost center", "kostnadsställe", "kst", "kustannuspaikka"),
    "project": ("project", "projekt", "projekti"),
    "gtin": ("gtin", "ean", "gtin/ean"),
    "supplier": ("supplier", "leverantör", "leverantörsnummer", "toimittaja", "supplier number"),
    "article": (
        "article",
        "article number",
        "supplier article",
        "artikel",
        "artikelnummer",
        "artikelnr",
        "art.nr",
        "tuotekoodi",
        "toimittajan tuotenumero",
    ),
    "article_text": ("article text", "supplier text", "artikeltext", "tuoteteksti"),
    "article_price": ("article price", "supplier price", "inköpspris", "ostohinta"),
}
COLUMNS: Final = tuple(_HEADINGS)


class NotProducts(KonteraError):
    """The file is no product register: it has no heading that names products."""

    code, status, exit_code = "products.unreadable", 422, 3
    msgid = "The file has no heading with a product name and other columns we know."


@dataclass(frozen=True, slots=True)
class ProductRow:
    """One row as text, by our column names; `line` is its number in the file, from 1 with the heading."""

    line: int
    values: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        """The text of a column; empty when the file has no such column."""
        return self.values.get(column, "")


def read_products(data: bytes) -> tuple[ProductRow, ...]:
    """The rows of the file; empty ones are left out. Raises NotProducts, DocumentTooLarge, Workbook."""
    table = opened(data)
    heading = next((line for line in table.text[:_LOOKED_AT].splitlines() if line.strip()), "")
    rows = table.rows(max(";\t,", key=heading.count))
    try:
        columns = [_column(name) for name in next(rows, (0, []))[1]]
        if "name" not in columns or len(set(columns) - {""}) < 2:  # noqa: PLR2004 - a name and something about it
            raise NotProducts
        made = tuple(islice(_rows(rows, columns), MOST_ROWS + 1))
    except Unparted as error:
        raise NotProducts from error
    if len(made) > MOST_ROWS:
        raise DocumentTooLarge(size="more rows", limit=str(MOST_ROWS))
    return made


def _rows(rows: Iterable[Row], columns: Sequence[str]) -> Iterator[ProductRow]:
    for number, cells in rows:
        values = {name: text.strip() for name, text in zip(columns, cells, strict=False) if name and text.strip()}
        if values:
            yield ProductRow(number, values)


def _column(heading: str) -> str:
    plain = " ".join(heading[:_LONGEST_HEADING].casefold().replace("_", " ").replace("*", "").split())
    return next((name for name, words in _HEADINGS.items() if plain in words or plain == name.replace("_", " ")), "")


def write_products(rows: tuple[Mapping[str, str], ...]) -> bytes:
    """The rows as CSV that `read_products` reads, with a byte order mark for spreadsheets."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([row.get(name, "") for name in COLUMNS] for row in rows)
    return b"\xef\xbb\xbf" + file.getvalue().encode()
