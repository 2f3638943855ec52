"""Writes SIE 4I: vouchers for another ledger to book, in the letters and line ends the standard asks for."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final

from kontera.core.entry import Dimensions
from kontera.core.errors import KonteraError, UnbalancedEntry
from kontera.core.money import rounded
from kontera.formats.sie.book import NAMED_DIMENSIONS, SieAccount, SieDimension, SieObject, SieRow, SieVoucher, SieYear
from kontera.formats.sie.read import read_sie

PROGRAM: Final = "Kontera"
LONGEST: Final = 200  # letters of a text; older programs cut or refuse longer ones
# Letters that code page 437 lacks and that do not fall apart into a plain letter and an accent.
_IN_PC8: Final = str.maketrans(
    {"ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ł": "l", "Ł": "L", "œ": "oe"}
    | {
        "Œ": "OE",
        "ı": "i",
        "€": "EUR",
        "–": "-",
        "—": "-",
        "−": "-",
        "…": "...",
        "“": '"',
        "”": '"',
        "„": '"',
        "’": "'",
    }
    | {"‘": "'", "‚": ",", "\\": "/", "×": "x", "©": "(c)", "®": "(r)", "™": "TM", "ẞ": "SS"}
)


class SieMismatch(KonteraError):
    """What was written does not read back as what was to be written; nothing is handed over."""

    code, status, exit_code = "sie.mismatch", 500, 70
    msgid = "The SIE file does not read back as written, from line {line}; nothing was handed over."


@dataclass(frozen=True, slots=True)
class SieImport:
    """A file of type 4I: who sends it, when it was made, and the vouchers; only what they name of the rest is written.

    A voucher with an empty number is numbered by the ledger that reads it.
    """

    company: str
    organisation_number: str
    generated: date
    vouchers: tuple[SieVoucher, ...]
    years: tuple[SieYear, ...] = ()
    company_id: str = ""
    currency: str = "SEK"
    chart_type: str = ""
    accounts: tuple[SieAccount, ...] = ()
    dimensions: tuple[SieDimension, ...] = ()
    objects: tuple[SieObject, ...] = ()
    version: str = ""


def plain(text: str, longest: int = LONGEST) -> str:
    """The text in letters that code page 437 has: å, ä, ö stay, ø becomes o, what has no likeness a question mark."""
    joined = unicodedata.normalize("NFC", text).translate(_IN_PC8)
    letters = "".join(_letter(letter) for letter in joined)
    return " ".join("".join(letter if letter.isprintable() else " " for letter in letters).split())[:longest].strip()


def _letter(letter: str) -> str:
    if _fits(letter):
        return letter
    base = unicodedata.normalize("NFKD", letter).encode("ascii", "ignore").decode()
    return base or (" " if letter.isspace() or not letter.isprintable() else "?")


def _fits(letter: str) -> bool:
    try:
        letter.encode("cp437")
    except UnicodeEncodeError:
        return False
    return True


def write_sie(asked: SieImport) -> bytes:
    """The file, read back and compared before it is given. Raises UnbalancedEntry, SieMismatch."""
    for voucher in asked.vouchers:
        if voucher.difference:
            raise UnbalancedEntry(difference=voucher.difference)
    data = "".join(f"{line}\r\n" for line in _lines(asked)).encode("cp437")
    _proven(data, asked)
    return data


def as_written(voucher: SieVoucher) -> SieVoucher:
    """The voucher as it reads back: texts in the letters of the standard, amounts in hundredths, no line number."""
    rows = tuple(
        SieRow(
            plain(row.account),
            rounded(row.amount),
            tuple((plain(number), plain(value)) for number, value in row.dimensions if plain(value)),
            plain(row.text),
            row.on,
        )
        for row in voucher.kept
    )
    return SieVoucher(plain(voucher.series), plain(voucher.number), voucher.on, plain(voucher.text), rows)


def _proven(data: bytes, asked: SieImport) -> None:
    back = read_sie(data)
    for read, written in zip(back.vouchers, asked.vouchers, strict=False):
        if replace(read, line=0) != as_written(written):
            raise SieMismatch(line=read.line)
    if len(back.vouchers) != len(asked.vouchers) or back.findings:
        raise SieMismatch(line=back.findings[0].field if back.findings else "1")


def _lines(asked: SieImport) -> Iterator[str]:
    yield "#FLAGGA 0"
    yield _said("PROGRAM", PROGRAM, asked.version)
    yield "#FORMAT PC8"
    yield f"#GEN {asked.generated:%Y%m%d}"
    yield "#SIETYP 4"
    if asked.company_id:
        yield _said("FNR", asked.company_id)
    if asked.organisation_number:
        yield f"#ORGNR {plain(asked.organisation_number)}"
    yield _said("FNAMN", asked.company)
    for year in asked.years:
        if year.start and year.end:
            yield f"#RAR {year.index} {year.start:%Y%m%d} {year.end:%Y%m%d}"
    if asked.chart_type:
        yield f"#KPTYP {asked.chart_type}"
    if asked.currency and asked.currency != "SEK":
        yield f"#VALUTA {asked.currency}"
    yield from _named(asked)
    for voucher in asked.vouchers:
        yield from _voucher(as_written(voucher))


def _named(asked: SieImport) -> Iterator[str]:
    """The accounts, dimensions and objects that the vouchers name."""
    rows = [row for voucher in asked.vouchers for row in voucher.kept]
    used = {row.account for row in rows}
    pairs = {pair for row in rows for pair in row.dimensions}
    for account in asked.accounts:
        if account.number in used and account.name:
            yield f"#KONTO {_word(account.number)} {_quoted(account.name)}"
            if account.kind:
                yield f"#KTYP {_word(account.number)} {account.kind}"
    known = {one.number: one.name for one in asked.dimensions}
    for number in sorted({number for number, _ in pairs}, key=_in_order):
        name = known.get(number) or NAMED_DIMENSIONS.get(number) or number
        yield f"#DIM {_word(number)} {_quoted(name)}"
    for one in asked.objects:
        if (one.dimension, one.number) in pairs:
            yield f"#OBJEKT {_word(one.dimension)} {_quoted(one.number)} {_quoted(one.name)}"


def _voucher(voucher: SieVoucher) -> Iterator[str]:
    day = f"{voucher.on:%Y%m%d}" if voucher.on else '""'
    yield f"#VER {_quoted(voucher.series)} {_quoted(voucher.number)} {day} {_quoted(voucher.text)}"
    yield "{"
    for row in voucher.rows:
        at = f" {row.on:%Y%m%d}" if row.on else (' ""' if row.text else "")
        text = f" {_quoted(row.text)}" if row.text else ""
        yield f"#TRANS {_word(row.account)} {_objects(row.dimensions)} {_amount(row.amount)}{at}{text}"
    yield "}"


def _objects(dimensions: Dimensions) -> str:
    return "{" + " ".join(f"{_quoted(number)} {_quoted(value)}" for number, value in dimensions) + "}"


def _amount(amount: Decimal) -> str:
    return f"{rounded(amount):f}"


def _said(label: str, *values: str) -> str:
    return " ".join((f"#{label}", *(_quoted(value) for value in values if value)))


def _quoted(text: str) -> str:
    return '"' + plain(text).replace('"', '\\"') + '"'


def _word(text: str) -> str:
    """A number without marks where it has no spaces or signs in it."""
    made = plain(text)
    return made if made.isascii() and made.isalnum() else _quoted(made)


def _in_order(number: str) -> tuple[int, str]:
    return (int(number) if number.isascii() and number.isdigit() else 10**9, number)


def in_years(days: Iterable[date], year_of: Iterable[tuple[date, date]]) -> tuple[SieYear, ...]:
    """The financial years of these days, given as first and last day each: the latest is year 0, earlier ones less."""
    spans = sorted({span for span in year_of if any(span[0] <= day <= span[1] for day in days)}, reverse=True)
    return tuple(SieYear(-at, start, end) for at, (start, end) in enumerate(spans))
