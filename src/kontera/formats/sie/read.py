"""Reads SIE 1–4, imports and exports alike, line by line; what does not fit is remarked on, not refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final

from kontera.core.errors import UnreadableDocument
from kontera.core.finding import Finding, Severity
from kontera.formats.sie.book import (
    NAMED_DIMENSIONS,
    Encoding,
    RowMark,
    SieAccount,
    SieBalance,
    SieBook,
    SieDimension,
    SieObject,
    SieRow,
    SieVoucher,
    SieYear,
)
from kontera.formats.sie.text import amount_of, day_of, encoding_of, fields_of, lines_of, objects_of

MOST_FINDINGS: Final = 500
MOST_CODES: Final = 50  # of one account for tax forms
_KINDS: Final = frozenset("TSKI")
_MARKS: Final = frozenset(RowMark)
# Labels of the standard that say nothing we keep.
_UNKEPT: Final = frozenset({"ADRESS", "BKOD", "FORMAT", "FTYP", "KSUMMA", "OMFATTN", "PROSA", "TAXAR"})
# Where the amount stands behind the label, and whether a period and an object list stand before it.
_BALANCES: Final[Mapping[str, tuple[int, bool, bool]]] = {
    "IB": (2, False, False),
    "UB": (2, False, False),
    "RES": (2, False, False),
    "OIB": (3, False, True),
    "OUB": (3, False, True),
    "PSALDO": (4, True, True),
    "PBUDGET": (4, True, True),
}


@dataclass
class SieReader:
    """Walks a file once: `vouchers` gives them as they come, while the rest of what it says gathers in here."""

    data: bytes
    encoding: Encoding = Encoding.ASCII
    head: SieBook = field(default_factory=SieBook)
    accounts: dict[str, SieAccount] = field(default_factory=dict)
    dimensions: dict[str, SieDimension] = field(default_factory=dict)
    objects: dict[tuple[str, str], SieObject] = field(default_factory=dict)
    years: dict[int, SieYear] = field(default_factory=dict)
    balances: list[SieBalance] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    _line: int = 0
    _labels: int = 0
    _unknown: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        """See how the letters are written."""
        self.encoding = encoding_of(self.data)

    def vouchers(self) -> Iterator[SieVoucher]:
        """Each voucher as its block ends. Raises UnreadableDocument at the end of a file that is no SIE file."""
        opened: SieVoucher | None = None
        rows: list[SieRow] = []
        for number, line in lines_of(self.data, self.encoding):
            self._line = number
            if not line.startswith("#"):
                if line.startswith("}") and opened is not None:
                    yield self._closed(opened, rows)
                    opened = None
                continue
            label, *values = fields_of(line)
            self._labels += 1
            name = label[1:].upper()
            if name == "VER":
                if opened is not None:
                    yield self._closed(opened, rows)
                opened, rows = self._voucher(values), []
            elif name in _MARKS:
                rows.extend(self._row(RowMark(name), values) if opened is not None else self._astray())
            else:
                if opened is not None:
                    yield self._closed(opened, rows)
                    opened = None
                self._said(name, values)
        if opened is not None:
            yield self._closed(opened, rows)
        if not self._labels or (not self.accounts and not self.head.program and not self.balances and not rows):
            raise UnreadableDocument(reason="it is no SIE file")

    def book(self, vouchers: tuple[SieVoucher, ...] = ()) -> SieBook:
        """What the file says, as far as it was walked."""
        return replace(
            self.head,
            encoding=self.encoding,
            years=tuple(self.years[index] for index in sorted(self.years, reverse=True)),
            accounts=tuple(self.accounts[number] for number in sorted(self.accounts)),
            dimensions=tuple(self.dimensions.values()),
            objects=tuple(self.objects.values()),
            balances=tuple(self.balances),
            vouchers=vouchers,
            findings=tuple(self.findings),
        )

    def _remark(self, rule: str, msgid: str, severity: Severity = Severity.DOUBT, **values: object) -> None:
        if len(self.findings) < MOST_FINDINGS:
            named = (("line", str(self._line)), *((name, str(value)) for name, value in values.items()))
            self.findings.append(Finding(rule, msgid, severity, f"line {self._line}", named, "sie"))

    def _closed(self, opened: SieVoucher, rows: list[SieRow]) -> SieVoucher:
        made = replace(opened, rows=tuple(rows))
        if made.difference:
            text = "Line {line}: voucher {number} does not balance, {difference} is missing."
            number = f"{made.series}{made.number}" or made.text
            self._remark("sie.unbalanced", text, number=number, difference=-made.difference)
        return made

    def _voucher(self, values: list[str]) -> SieVoucher:
        series, number, day, text = _filled(values, 4)
        on = self._day(day)
        if on is None and day:
            self._remark("sie.no_date", "Line {line}: {value} is no date.", value=day)
        return SieVoucher(series.strip(), number.strip(), on, text.strip(), (), self._line)

    def _row(self, mark: RowMark, values: list[str]) -> Iterator[SieRow]:
        """Account {objects} amount [date text …]; the list may be missing in files of some programs."""
        account, rest = (values[0].strip() if values else ""), values[1:]
        listed = rest[0] if rest and rest[0].startswith("{") else ""
        amount, day, text = _filled(rest[1:] if listed else rest, 3)
        value = amount_of(amount)
        if not account or value is None:
            self._remark("sie.no_amount", "Line {line}: {value} is no amount; the row is left out.", value=amount)
            return
        yield SieRow(account, value, objects_of(listed), text.strip(), day_of(day), mark)

    def _astray(self) -> tuple[SieRow, ...]:
        self._remark("sie.astray", "Line {line}: a row outside any voucher is left out.")
        return ()

    def _day(self, text: str) -> date | None:
        return day_of(text) if text.strip() else None

    def _said(self, name: str, values: list[str]) -> None:
        """One line outside vouchers."""
        known = _SAID.get(name)
        if known is not None:
            known(self, values)
        elif name in _BALANCES:
            self._balance(name, values)
        elif name not in _UNKEPT and name not in self._unknown:
            self._unknown.add(name)
            self._remark("sie.label", "Line {line}: #{label} is not known here.", Severity.NOTE, label=name)

    def _balance(self, name: str, values: list[str]) -> None:
        at, has_period, has_objects = _BALANCES[name]
        # Files of types 1 and 2 leave out the list where the standard has one.
        if has_objects and len(values) > at - 1 and not values[at - 1].startswith("{"):
            values = [*values[: at - 1], "{}", *values[at - 1 :]]
        filled = _filled(values, at + 1)
        amount, year = amount_of(filled[at]), _whole(filled[0])
        if amount is None or year is None:
            self._remark("sie.no_amount", "Line {line}: {value} is no amount; the row is left out.", value=filled[at])
            return
        account = filled[2] if has_period else filled[1]
        objects = objects_of(filled[at - 1]) if has_objects else ()
        self.balances.append(SieBalance(name, year, account, amount, objects, filled[1] if has_period else ""))

    def said_account(self, values: list[str]) -> None:
        """#KONTO number name."""
        number, name = _filled(values, 2)
        if not number.strip():
            self._remark("sie.no_number", "Line {line}: an account without number is left out.")
            return
        known = self.accounts.get(number.strip(), SieAccount(number.strip()))
        self.accounts[known.number] = replace(known, name=name.strip() or known.name)

    def said_account_kind(self, values: list[str]) -> None:
        """#KTYP number type."""
        number, kind = _filled(values, 2)
        known = self.accounts.get(number, SieAccount(number))
        if kind.upper() in _KINDS:
            self.accounts[number] = replace(known, kind=kind.upper())
        else:
            self._remark("sie.kind", "Line {line}: {value} is no type of account.", Severity.NOTE, value=kind)

    def said_account_unit(self, values: list[str]) -> None:
        """#ENHET number unit."""
        number, unit = _filled(values, 2)
        self.accounts[number] = replace(self.accounts.get(number, SieAccount(number)), unit=unit)

    def said_account_sru(self, values: list[str]) -> None:
        """#SRU number code."""
        number, code = _filled(values, 2)
        known = self.accounts.get(number, SieAccount(number))
        if code not in known.sru and len(known.sru) < MOST_CODES:
            self.accounts[number] = replace(known, sru=(*known.sru, code))

    def said_dimension(self, values: list[str]) -> None:
        """#DIM number name."""
        number, name = _filled(values, 2)
        self.dimensions[number] = SieDimension(number, name.strip() or NAMED_DIMENSIONS.get(number, number))

    def said_part_dimension(self, values: list[str]) -> None:
        """#UNDERDIM number name parent."""
        number, name, parent = _filled(values, 3)
        self.dimensions[number] = SieDimension(number, name.strip() or number, parent)

    def said_object(self, values: list[str]) -> None:
        """#OBJEKT dimension number name."""
        dimension, number, name = (value.strip() for value in _filled(values, 3))
        if not number:
            self._remark("sie.no_number", "Line {line}: an object without number is left out.")
            return
        self.objects[dimension, number] = SieObject(dimension, number, name)

    def said_year(self, values: list[str]) -> None:
        """#RAR index first last."""
        number, start, end = _filled(values, 3)
        index = _whole(number)
        if index is None:
            self._remark("sie.year", "Line {line}: {value} is no financial year.", value=number)
            return
        self.years[index] = SieYear(index, day_of(start), day_of(end))

    def said_type(self, values: list[str]) -> None:
        """#SIETYP 1–4."""
        kind = _whole(_filled(values, 1)[0])
        if kind is None or not 1 <= kind <= 4:  # noqa: PLR2004 - the types there are
            self._remark("sie.type", "Line {line}: {value} is no type of SIE file.", value=" ".join(values))
            return
        self.head = replace(self.head, type=kind)

    def said_flag(self, values: list[str]) -> None:
        """#FLAGGA 1 when it was read in before."""
        self.head = replace(self.head, read_before=_filled(values, 1)[0] == "1")

    def said_program(self, values: list[str]) -> None:
        """#PROGRAM name version."""
        self.head = replace(self.head, program=" ".join(values).strip() or "?")

    def said_generated(self, values: list[str]) -> None:
        """#GEN day."""
        self.head = replace(self.head, generated=day_of(_filled(values, 1)[0]))


def _kept(attribute: str) -> Callable[[SieReader, list[str]], None]:
    """Keeps the first value of a line in a text field of the head."""

    def keep(reader: SieReader, values: list[str]) -> None:
        said: dict[str, Any] = {attribute: _filled(values, 1)[0].strip()}
        reader.head = replace(reader.head, **said)

    return keep


_SAID: Final[Mapping[str, Callable[[SieReader, list[str]], None]]] = {
    "KONTO": SieReader.said_account,
    "KTYP": SieReader.said_account_kind,
    "ENHET": SieReader.said_account_unit,
    "SRU": SieReader.said_account_sru,
    "DIM": SieReader.said_dimension,
    "UNDERDIM": SieReader.said_part_dimension,
    "OBJEKT": SieReader.said_object,
    "RAR": SieReader.said_year,
    "SIETYP": SieReader.said_type,
    "FLAGGA": SieReader.said_flag,
    "PROGRAM": SieReader.said_program,
    "GEN": SieReader.said_generated,
    "FNAMN": _kept("company"),
    "FNR": _kept("company_id"),
    "ORGNR": _kept("organisation_number"),
    "VALUTA": _kept("currency"),
    "KPTYP": _kept("chart_type"),
}


def read_sie(data: bytes) -> SieBook:
    """A whole SIE file of type 1–4. Raises UnreadableDocument for bytes that are none."""
    reader = SieReader(data)
    vouchers = tuple(reader.vouchers())
    return reader.book(vouchers)


def _filled(values: list[str], count: int) -> tuple[str, ...]:
    """So many values, empty where the line is shorter."""
    return tuple((*values, *[""] * count)[:count])


def _whole(text: str) -> int | None:
    plain = text.strip()
    return int(plain) if plain.lstrip("-").isascii() and plain.lstrip("-").isdigit() and len(plain) < 9 else None  # noqa: PLR2004 - no year has more
