"""Supplier registers as tables of text: delimiter, encoding and columns (sv, en, fi) are found out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Final

from kontera.core.errors import KonteraError
from kontera.formats.cells import Row, Unparted, delimiter_of, opened, plain_heading

MOST_ROWS: Final = 50_000
MOST_BYTES: Final = 30_000_000
_LOOKED_AT: Final = 12  # rows in which the heading is looked for: programs print titles above it
_FEWEST: Final = 2  # known columns that make a row a heading

# The words that programs head their columns with; compared in small letters without accents, marks and spaces.
_COLUMNS: Final[Mapping[str, str]] = {
    "name": "namn leverantörsnamn leverantör företagsnamn företag name supplier suppliername vendor vendorname company "
    "companyname nimi toimittaja toimittajannimi yritys yrityksennimi benämning",
    "trading_name": "handelsnamn kallasför tradingname aputoiminimi markkinointinimi",
    "number": "nr nummer levnr leverantörsnr leverantörsnummer levnummer levkod leverantörskod id number no supplierno "
    "suppliernumber vendorno vendornumber suppliercode numero nro toimittajanumero toimittajanro tunnus",
    "organisation_number": "orgnr organisationsnummer organisationsnr orgnummer personorgnr orgpersnr "
    "organisationspersonnummer orgno organisationnumber organizationnumber organisationno companynumber businessid "
    "registrationnumber companyregistrationnumber ytunnus yrityksentunnus",
    "vat_number": "vatnr vatnummer vatno vatnumber vatid momsnr momsnummer momsregnr momsregistreringsnummer vat "
    "alvnro alvnumero alvtunnus vattunnus",
    "tax_registration": "fskatt taxregistration ennakkoperintärekisteri",
    "gln": "gln glnkod glnnummer ean eankod eanlokationskod",
    "foreign_id": "utländsktid registernummer registerid foreignid foreignregisterid rekisterinumero",
    "e_address": "eadress efakturaadress peppolid peppol peppoladress participantid eaddress einvoiceaddress "
    "electronicaddress endpoint verkkolaskuosoite ovt ovttunnus",
    "street": "adress adress1 gatuadress postadress utdelningsadress address address1 street streetaddress "
    "addressline1 osoite katuosoite lähiosoite postiosoite",
    "street2": "adress2 coadress address2 addressline2 osoite2",
    "postal_code": "postnr postnummer postkod zip zipcode postcode postalcode postinumero",
    "city": "ort postort stad city town postitoimipaikka kaupunki paikkakunta",
    "country": "land landkod landskod country countrycode maa maakoodi maatunnus",
    "contact_name": "kontakt kontaktperson kontaktnamn erreferens contact contactname contactperson yhteyshenkilö",
    "phone": "telefon telefonnr telefonnummer tel tele telefon1 tfn phone phonenumber telephone puhelin puhelinnumero",
    "email": "epost epostadress mail mejl mailadress email emailaddress sähköposti sähköpostiosoite",
    "bankgiro": "bankgiro bankgironr bankgironummer bg bgnr",
    "plusgiro": "plusgiro plusgironr plusgironummer postgiro pg pgnr",
    "iban": "iban ibannr ibannumber ibantilinumero",
    "bank_account": "bankkonto bankkontonr bankkontonummer kontonr kontonummer bankaccount bankaccountnumber "
    "tilinumero pankkitili",
    "bic": "bic swift bicswift swiftbic bickod swiftkod swiftcode biccode bickoodi",
    "currency": "valuta valutakod currency currencycode valuutta valuuttakoodi",
    "payment_days": "betalningsdagar betaldagar kreditdagar kredittid betalningsvillkor betvillkor paymentdays "
    "paymentterms creditdays termsdays netdays maksuehto maksuaika maksuehtopv",
    "default_account": "konto standardkonto kostnadskonto motkonto konteringskonto förvaltkonto account defaultaccount "
    "costaccount expenseaccount glaccount tili oletustili kulutili menotili",
    "default_vat_rate": "moms momssats momsprocent vatrate vatpercent vatpct alv alvprosentti alvkanta",
    "cost_centre": "kostnadsställe kst ks costcentre costcenter kustannuspaikka",
    "project": "projekt project projekti",
    "language": "språk språkkod language languagecode kieli kielikoodi",
    "notes": "anteckning anteckningar notering noteringar kommentar note notes comment comments huomautus huomautukset "
    "lisätiedot",
    "domains": "domän domäner maildomän domain domains verkkotunnus",
}
_FIELD_OF: Final[dict[str, str]] = {}


class NotATable(KonteraError):
    """The file is no table of suppliers: no row heads its columns with a name and another known word."""

    code, status, exit_code = "register.not_a_table", 422, 3
    msgid = "No columns of a supplier register were found in the file."


class TableTooLarge(KonteraError):
    """The file has too many rows."""

    code, status, exit_code = "register.too_large", 413, 3
    msgid = "The file is too large: at most {limit} rows are read at once."


@dataclass(frozen=True, slots=True)
class TableRow:
    """One supplier of the file: its row in the file, from 1, and its values by field."""

    number: int
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class RegisterTable:
    """What was found in a file: the heading of each field, the headings nobody knows, and the rows."""

    encoding: str
    delimiter: str
    columns: Mapping[str, str]
    unknown: tuple[str, ...]
    rows: tuple[TableRow, ...]


def read_register(data: bytes) -> RegisterTable:
    """Read a register from a file. Raises NotATable, TableTooLarge, DocumentTooLarge, Workbook."""
    table = opened(data, MOST_BYTES)
    delimiter = delimiter_of(table.text)
    try:
        rows = table.rows(delimiter)
        above = list(islice(rows, _LOOKED_AT))
        at = _heading(above)
        if at is None:
            raise NotATable
        heading = above[at][1]
        columns, unknown = _columns(heading)
        taken = tuple(_rows(chain(above[at + 1 :], rows), columns))
    except Unparted as error:
        raise NotATable from error
    headings = {field: heading[place].strip() for field, place in columns.items()}
    return RegisterTable(table.encoding, delimiter, headings, unknown, taken)


def _heading(above: Sequence[Row]) -> int | None:
    for at, (_line, cells) in enumerate(above):
        fields = {field for cell in cells if (field := _field(cell))}
        if "name" in fields and len(fields) >= _FEWEST:
            return at
    return None


def _rows(rows: Iterable[Row], columns: Mapping[str, int]) -> Iterable[TableRow]:
    """The rows that say something in a known column. Raises TableTooLarge past the most."""
    count = 0
    for line, cells in rows:
        values = {field: cells[place].strip() for field, place in columns.items() if place < len(cells)}
        if not any(values.values()):
            continue
        count += 1
        if count > MOST_ROWS:
            raise TableTooLarge(limit=MOST_ROWS)
        yield TableRow(line, _joined(values))


def _columns(cells: Iterable[str]) -> tuple[dict[str, int], tuple[str, ...]]:
    found: dict[str, int] = {}
    unknown = []
    for place, cell in enumerate(cells):
        field = _field(cell)
        if field and field not in found:
            found[field] = place
        elif cell.strip():
            unknown.append(cell.strip())
    return found, tuple(unknown)


def _field(heading: str) -> str:
    if not _FIELD_OF:
        _FIELD_OF.update({plain_heading(word): field for field, words in _COLUMNS.items() for word in words.split()})
        _FIELD_OF.update({plain_heading(field): field for field in _COLUMNS})
    return _FIELD_OF.get(plain_heading(heading), "")


def _joined(values: Mapping[str, str]) -> dict[str, str]:
    """The second address line under the first; days out of texts such as "30 dagar netto"."""
    made = {field: text for field, text in values.items() if field != "street2"}
    if values.get("street2"):
        made["street"] = "\n".join(text for text in (values.get("street", ""), values["street2"]) if text)
    days = re.search(r"\d{1,3}", made.get("payment_days", ""))
    if days:
        made["payment_days"] = str(int(days[0]))
    return made
