"""Open supplier invoices as tables of text, as ledgers list them: columns by their headings (sv, en, fi), and back."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import chain, islice
from typing import Final

from kontera.core.errors import InvalidAmount, InvalidValue, KonteraError
from kontera.formats.cells import Unparted, delimiter_of, opened, plain_heading

MOST_ROWS: Final = 20_000
MOST_BYTES: Final = 30_000_000
_LOOKED_AT: Final = 15  # rows in which the heading is looked for: ledgers print titles above it
_FEWEST: Final = 3  # known columns that make a row a heading

COLUMNS: Final = (
    "supplier_number",
    "supplier",
    "organisation_number",
    "vat_number",
    "number",
    "issue_date",
    "due_date",
    "currency",
    "gross",
    "open",
    "booked",
    "bankgiro",
    "plusgiro",
    "iban",
    "bic",
    "bank_account",
    "reference",
)
_WORDS: Final[Mapping[str, str]] = {
    "supplier": "leverantör leverantörsnamn leverantörensnamn namn supplier suppliername vendor vendorname name "
    "toimittaja toimittajannimi toimittajan nimi",
    "supplier_number": "leverantörsnr leverantörsnummer levnr levnummer levkod supplierno suppliernumber vendorno "
    "vendornumber toimittajanumero toimittajanro",
    "organisation_number": "orgnr organisationsnummer organisationsnr orgnummer personorgnr orgpersnr companynumber "
    "organisationnumber organizationnumber orgno businessid ytunnus",
    "vat_number": "vatnr vatnummer momsnr momsnummer momsregnr momsregistreringsnummer vatno vatnumber vatid alvnumero "
    "alvtunnus",
    "number": "fakturanr fakturanummer faktura fakturano levfakturanr leverantörensfakturanr externtfakturanr invoice "
    "invoiceno invoicenumber invoicenr supplierinvoiceno documentno laskunumero laskunnumero laskunro lasku",
    "issue_date": "fakturadatum fakturadat fakturadag datum invoicedate date issuedate documentdate laskupäivä "
    "laskunpäivä laskupvm päiväys pvm",
    "due_date": "förfallodatum förfallodag förfaller förfdatum förfdat förfallodat förfall duedate due eräpäivä eräpvm",
    "currency": "valuta valutakod val currency currencycode valuutta valuuttakoodi",
    "gross": "belopp fakturabelopp totalt totalbelopp summa total amount invoiceamount totalamount gross grossamount "
    "laskunsumma laskusumma yhteensä",
    "open": "restbelopp rest saldo utestående obetalt återstår attbetala kvarattbetala restsaldo öppetbelopp "
    "fakturasaldo openamount open balance outstanding remaining remainingamount unpaid avoin avoinna avoinsumma "
    "maksamatta jäljellä",
    "booked": "bokförtbelopp bokfört restbeloppsek saldosek beloppsek restsek beloppibasvaluta saldoibasvaluta "
    "bookedamount booked amountinbasecurrency balanceinbasecurrency amountsek kirjattu kirjattusumma avoinnaeur",
    "bankgiro": "bankgiro bankgironr bankgironummer bg bgnr",
    "plusgiro": "plusgiro plusgironr plusgironummer postgiro pg pgnr",
    "iban": "iban ibannr ibannumber ibantilinumero",
    "bic": "bic swift bicswift swiftbic bickod swiftkod swiftcode biccode bickoodi",
    "bank_account": "bankkonto bankkontonr bankkontonummer kontonr kontonummer bankaccount bankaccountnumber "
    "tilinumero pankkitili",
    "reference": "ocr ocrnr ocrnummer referens betalningsreferens betalreferens meddelande reference paymentreference "
    "viite viitenumero maksuviite",
}
_FIELD_OF: Final[dict[str, str]] = {}
_OWNERS: Final[tuple[str, ...]] = ("supplier", "supplier_number", "organisation_number")
_SPACES: Final = re.compile(r"[\s\u00a0\u2007\u202f']+")
_UNITS: Final = re.compile(r"(?i)\b(?:sek|eur|nok|dkk|isk|usd|gbp)\b|kr\.?|[€$£]|:-")
_AMOUNT: Final = re.compile(r"\d+(\.\d{1,4})?", re.ASCII)
_ISO: Final = re.compile(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?:[T ].*)?", re.ASCII)
_DAY_FIRST: Final = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})", re.ASCII)
_COMPACT: Final = re.compile(r"(\d{4}|\d{2})(\d\d)(\d\d)", re.ASCII)
_CENTURY: Final = 2000


class NotOpenItems(KonteraError):
    """The file is no list of open invoices: no row heads its columns with a supplier, a number and an amount."""

    code, status, exit_code = "open_items.unreadable", 422, 3
    msgid = "No columns of open supplier invoices were found: supplier, invoice number and amount at least."


class TooManyItems(KonteraError):
    """The file has too many rows."""

    code, status, exit_code = "open_items.too_many", 413, 3
    msgid = "The file has too many rows: at most {limit} open invoices are taken in at once."


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One open invoice as text, by our column names; `number` is its row in the file, from 1."""

    number: int
    values: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        """The text of a column; empty when the file has no such column."""
        return self.values.get(column, "")


@dataclass(frozen=True, slots=True)
class ItemTable:
    """What was found in a file: the heading of each column we know, the headings nobody knows, and the rows."""

    encoding: str
    delimiter: str
    columns: Mapping[str, str]
    unknown: tuple[str, ...]
    rows: tuple[ItemRow, ...]


def read_items(data: bytes) -> ItemTable:
    """The open invoices that a table lists; sums between them are left out.

    Raises NotOpenItems, TooManyItems, DocumentTooLarge, Workbook.
    """
    table = opened(data, MOST_BYTES)
    delimiter = delimiter_of(table.text)
    try:
        lines = table.rows(delimiter)
        above = list(islice(lines, _LOOKED_AT))
        at = next((at for at, (_row, cells) in enumerate(above) if _is_heading(cells)), None)
        if at is None:
            raise NotOpenItems
        heading = above[at][1]
        places = _places(heading)
        rows = tuple(islice(_rows(chain(above[at + 1 :], lines), places), MOST_ROWS + 1))
    except Unparted as error:
        raise NotOpenItems from error
    if len(rows) > MOST_ROWS:
        raise TooManyItems(limit=MOST_ROWS)
    known = {column: heading[place].strip() for column, place in places.items()}
    unknown = tuple(cell.strip() for place, cell in enumerate(heading) if cell.strip() and place not in places.values())
    return ItemTable(table.encoding, delimiter, known, unknown, rows)


def _is_heading(cells: Iterable[str]) -> bool:
    fields = {field for cell in cells if (field := _field(cell))}
    names = {"supplier", "supplier_number", "organisation_number"} & fields
    return bool(names and "number" in fields and {"gross", "open"} & fields) and len(fields) >= _FEWEST


def _places(heading: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, cell in enumerate(heading):
        field = _field(cell)
        if field:
            found.setdefault(field, place)
    return found


def _rows(table: Iterable[tuple[int, list[str]]], places: Mapping[str, int]) -> Iterable[ItemRow]:
    """The rows that name an invoice. A list grouped by supplier names it once: its next rows are the same one's."""
    above: dict[str, str] = {}
    for line, cells in table:
        values = {field: cells[at].strip() for field, at in places.items() if at < len(cells) and cells[at].strip()}
        named = {field: values[field] for field in _OWNERS if field in values}
        above = named or above
        if "number" in values and ("open" in values or "gross" in values):
            yield ItemRow(line, {**above, **values})


def _field(heading: str) -> str:
    if not _FIELD_OF:
        _FIELD_OF.update({plain_heading(word): field for field, words in _WORDS.items() for word in words.split()})
        _FIELD_OF.update({plain_heading(field): field for field in COLUMNS})
    return _FIELD_OF.get(plain_heading(heading), "")


def amount(text: str) -> Decimal:
    """An amount as tables write it: "1 250,00", "1.250,00 kr", "-500", "500-", "(500)". Raises InvalidAmount."""
    plain = _SPACES.sub("", _UNITS.sub("", text)).replace("\u2212", "-")
    minus = plain.startswith(("-", "(")) or plain.endswith("-")
    plain = plain.strip("+-()")
    if "," in plain and "." in plain:
        group = "." if plain.rindex(",") > plain.rindex(".") else ","
        plain = plain.replace(group, "")
    plain = plain.replace(",", ".")
    if not _AMOUNT.fullmatch(plain):
        raise InvalidAmount(value=text)
    return -Decimal(plain) if minus else Decimal(plain)


def day(text: str, field: str) -> date:
    """A day as tables write it: year first, or day first with dots, strokes or hyphens. Raises InvalidValue."""
    plain = text.strip()
    if found := _ISO.fullmatch(plain) or _COMPACT.fullmatch(plain):
        year, month, of_month = found.groups()
    elif found := _DAY_FIRST.fullmatch(plain):
        of_month, month, year = found.groups()
    else:
        raise InvalidValue(value=text, field=field)
    try:
        return date(int(year) + (_CENTURY if len(year) < len("2026") else 0), int(month), int(of_month))
    except ValueError:
        raise InvalidValue(value=text, field=field) from None


def write_items(rows: Iterable[Mapping[str, str]]) -> bytes:
    """The rows as CSV that `read_items` reads, with a byte order mark for spreadsheets.

    Texts that a spreadsheet would carry out as a formula are led by an apostrophe.
    """
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([_harmless(row.get(name, "")) for name in COLUMNS] for row in rows)
    return b"\xef\xbb\xbf" + file.getvalue().encode()


def _harmless(text: str) -> str:
    formula = text.startswith(("=", "@", "+", "\t")) or (text.startswith("-") and not text[1:2].isdigit())
    return f"'{text}" if formula else text
