"""What a SIE file says: accounts, dimensions, objects, years, balances and vouchers, with remarks by line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from kontera.core.entry import Dimensions
from kontera.core.finding import Finding
from kontera.core.money import ZERO, total


class Encoding(StrEnum):
    """How a file's letters are written, whatever it says of itself."""

    PC8 = "cp437"
    LATIN = "latin-1"
    UTF8 = "utf-8"
    UTF16 = "utf-16"
    ASCII = "ascii"


class RowMark(StrEnum):
    """The three kinds of voucher rows (SIE 4B, 11): those in force, added later, and struck."""

    KEPT = "TRANS"
    ADDED = "RTRANS"  # followed by the same row as TRANS
    STRUCK = "BTRANS"


@dataclass(frozen=True, slots=True)
class SieAccount:
    """#KONTO with #KTYP (T asset, S liability, K cost, I income; empty when not said), #ENHET and #SRU."""

    number: str
    name: str = ""
    kind: str = ""
    unit: str = ""
    sru: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SieDimension:
    """#DIM or #UNDERDIM: number, name, and the number of the dimension it is part of."""

    number: str
    name: str
    parent: str = ""


@dataclass(frozen=True, slots=True)
class SieObject:
    """#OBJEKT: one cost centre, project … of a dimension."""

    dimension: str
    number: str
    name: str


@dataclass(frozen=True, slots=True)
class SieYear:
    """#RAR: `index` 0 is the current financial year, -1 the one before."""

    index: int
    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class SieBalance:
    """#IB, #UB, #RES, #OIB, #OUB, #PSALDO or #PBUDGET (`kind`): debit positive; `period` is yyyymm or empty."""

    kind: str
    year: int
    account: str
    amount: Decimal
    objects: Dimensions = ()
    period: str = ""


@dataclass(frozen=True, slots=True)
class SieRow:
    """One row of a voucher: debit positive, credit negative; `on` and `text` where they differ from the voucher's."""

    account: str
    amount: Decimal
    dimensions: Dimensions = ()
    text: str = ""
    on: date | None = None
    mark: RowMark = RowMark.KEPT


@dataclass(frozen=True, slots=True)
class SieVoucher:
    """#VER: series and number may be empty, then the reading ledger numbers it; `line` is where it begins."""

    series: str
    number: str
    on: date | None
    text: str
    rows: tuple[SieRow, ...]
    line: int = 0

    @property
    def kept(self) -> tuple[SieRow, ...]:
        """The rows in force: added ones stand there a second time, struck ones do not count."""
        return tuple(row for row in self.rows if row.mark is RowMark.KEPT)

    @property
    def difference(self) -> Decimal:
        """What is missing for balance; zero in a sound voucher."""
        return total(row.amount for row in self.kept) if self.kept else ZERO


@dataclass(frozen=True, slots=True)
class SieBook:
    """A whole file. `type` is #SIETYP 1–4 (5 for SIE 5), `read_before` is #FLAGGA 1, `currency` is #VALUTA."""

    type: int = 1
    read_before: bool = False
    program: str = ""
    generated: date | None = None
    company: str = ""
    company_id: str = ""
    organisation_number: str = ""
    currency: str = ""
    chart_type: str = ""
    encoding: Encoding = Encoding.ASCII
    years: tuple[SieYear, ...] = ()
    accounts: tuple[SieAccount, ...] = ()
    dimensions: tuple[SieDimension, ...] = ()
    objects: tuple[SieObject, ...] = ()
    balances: tuple[SieBalance, ...] = ()
    vouchers: tuple[SieVoucher, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def year(self) -> SieYear | None:
        """The current financial year, where the file says it."""
        return next((year for year in self.years if year.index == 0), None)


NAMED_DIMENSIONS = {
    "1": "Kostnadsställe",
    "2": "Kostnadsbärare",
    "6": "Projekt",
    "7": "Anställd",
    "8": "Kund",
    "9": "Leverantör",
    "10": "Faktura",
}
"""The dimensions whose numbers the standard gives away (SIE 4B, #DIM)."""
