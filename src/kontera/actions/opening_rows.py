"""Judge the open invoices of earlier books row by row: whose they are, what they owe, and what is wrong with them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Final

from kontera.actions import suppliers
from kontera.actions.desk import Desk
from kontera.actions.known import Known
from kontera.actions.supplier_fields import accounts_of, judged
from kontera.core.brought import OpenItem
from kontera.core.case import Case, State
from kontera.core.document import Channel, Document, MediaType
from kontera.core.errors import InvalidValue, KonteraError
from kontera.core.invoice import DocumentType, Invoice, Payment, Totals
from kontera.core.money import ZERO, rounded
from kontera.core.party import KnownAccount, Party, Supplier, Trust
from kontera.core.row import CaseRow, Origin, number_key, row_of
from kontera.formats.open_items import ItemRow, amount, day
from kontera.ports import Box

USUAL_TERM: Final = 30
"""Days to pay where neither the row nor the register says (SE: räntelagen; 30 days between businesses)."""
_NAMES: Final = ("organisation_number", "vat_number")
_NOBODYS: Final = Document("", 0, MediaType.TABLE, "", Channel.UPLOAD, datetime(2000, 1, 1, tzinfo=UTC))
"""Stands for a document where a row is only compared."""


class SupplierUnknown(KonteraError):
    """Nobody in the register is called so, and the file does not tell enough to make a record."""

    code, status, exit_code = "opening.supplier_unknown", 422, 2
    msgid = "No supplier of the register is called {name}."


class ListedTwice(KonteraError):
    """Two rows are one invoice."""

    code, status, exit_code = "opening.listed_twice", 422, 2
    msgid = "Invoice {number} of this supplier stands in the file more than once."


class ArrivedAlready(KonteraError):
    """The invoice itself has been received: it is in Kontera already."""

    code, status, exit_code = "opening.arrived_already", 409, 4
    msgid = "Invoice {number} of this supplier has been received already."


class NothingOpen(KonteraError):
    """The row leaves nothing open."""

    code, status, exit_code = "opening.nothing_open", 422, 2
    msgid = "Nothing is open on it."


class RateUnknown(KonteraError):
    """The amount in the company's currency is not told, and no rate is known for the day."""

    code, status, exit_code = "opening.rate_unknown", 422, 2
    msgid = "What it is booked at in {base} is not told, and no rate for {currency} is known."


@dataclass(frozen=True, slots=True)
class Judged:
    """One row: the invoice it would become, or what is wrong with it by column.

    `new` says that its supplier comes into the register with it, `case` is where the invoice stands already, `sure`
    False that a payment of the file names no invoice and could be this one's.
    """

    row: int
    values: Mapping[str, str]
    supplier: Supplier | None
    item: OpenItem | None
    faults: tuple[tuple[str, KonteraError], ...] = ()
    new: bool = False
    case: str = ""
    sure: bool = True

    @property
    def ready(self) -> bool:
        """Whether it can be brought forward."""
        return self.item is not None and not self.faults and not self.case


class Judge:
    """Judges the rows of one file against the register and the books; what it saw before counts.

    `on` is the day the earlier books stand at, `account` their debts to suppliers; with `makes` a supplier who is not
    in the register comes into it.
    """

    def __init__(self, desk: Desk, box: Box, on: date, account: str, *, makes: bool) -> None:
        self._desk, self._box, self._on, self._account, self._makes = desk, box, on, account, makes
        self._known = Known(box.suppliers())
        self._fresh: dict[str, Supplier] = {}
        self._seen: set[tuple[str, str, DocumentType]] = set()

    @property
    def register(self) -> tuple[Supplier, ...]:
        """The suppliers the rows were judged against."""
        return self._known.register

    @property
    def fresh(self) -> Mapping[str, Supplier]:
        """The suppliers who come into the register, by id."""
        return self._fresh

    def judged(self, row: ItemRow, supplier: Supplier | None = None, *, sure: bool = True) -> Judged:
        """The row; `supplier` is whose it is where that is known otherwise."""
        faults: dict[str, KonteraError] = {}
        whose, new = (supplier, False) if supplier is not None else self._whose(row, faults)
        item = self._item(row, whose, faults) if whose is not None else None
        there = ""
        if item is not None and whose is not None and not faults:
            there = self._there(item, faults)
            key = (whose.id, number_key(item.invoice.number), item.invoice.type)
            if key in self._seen:
                faults["number"] = ListedTwice(number=item.invoice.number)
            self._seen.add(key)
        if new and whose is not None and item is not None and not faults:
            self._fresh.setdefault(whose.id, whose)
        return Judged(row.number, row.values, whose, item, tuple(faults.items()), new, there, sure)

    def _whose(self, row: ItemRow, faults: dict[str, KonteraError]) -> tuple[Supplier | None, bool]:
        home = self._box.company.country
        given = {name: row[name] for name in _NAMES if row[name]}
        if row["supplier"]:
            given["name"] = row["supplier"]
        named, wrong = judged(Supplier("", Party(), row["supplier_number"]), given, home)
        faults.update(wrong)
        found = self._known.find(named.party, row["supplier_number"]) or self._came(named)
        if found is not None or faults:
            return found, found is not None and found.id in self._fresh
        if not self._makes or not row["supplier"]:
            faults["supplier"] = SupplierUnknown(name=row["supplier"] or row["supplier_number"] or "–")
            return None, False
        made = replace(named, party=replace(named.party, address=replace(named.party.address, country=home)))
        accounts, _wrong = accounts_of(row.values, home)
        today = self._desk.doors.clock.today()
        new = tuple(KnownAccount(one, Trust.NEW, today) for one in accounts)
        return replace(made, id=suppliers.identity(made.party), accounts=new), True

    def _came(self, named: Supplier) -> Supplier | None:
        """The same supplier on an earlier row of the file."""
        home = self._box.company.country
        party = replace(named.party, address=replace(named.party.address, country=home))
        return self._fresh.get(suppliers.identity(party))

    def _item(self, row: ItemRow, supplier: Supplier, faults: dict[str, KonteraError]) -> OpenItem | None:
        read = _Read(row, faults)
        number, issued = read.needed("number"), read.day("issue_date")
        if issued is not None and issued > self._on:
            faults["issue_date"] = InvalidValue(value=row["issue_date"], field="issue_date")
        due, assumed = self._due(read, supplier, issued)
        open_sum, gross = self._sums(read)
        currency = read.currency(self._box.company.currency)
        accounts, wrong = accounts_of(row.values, supplier.party.address.country or self._box.company.country)
        faults.update(wrong)
        booked = self._booked(read, open_sum, currency, assumed) if open_sum is not None else None
        if faults or issued is None or due is None or open_sum is None or gross is None or booked is None:
            return None
        kind = DocumentType.CREDIT_NOTE if open_sum < ZERO else DocumentType.INVOICE
        prepaid = abs(gross) - abs(open_sum)
        totals = Totals(gross=abs(gross), prepaid=prepaid or None, payable=abs(open_sum))
        payment = Payment(reference="".join(row["reference"].split()), accounts=accounts)
        invoice = Invoice(
            type=kind,
            number=number,
            issue_date=issued,
            due_date=due,
            currency=currency,
            seller=supplier.party,
            payment=payment,
            totals=totals,
        )
        return OpenItem(supplier.id, invoice, booked, self._on, self._account, due, row.number, tuple(assumed))

    @staticmethod
    def _due(read: _Read, supplier: Supplier, issued: date | None) -> tuple[date | None, list[str]]:
        if read.row["due_date"]:
            return read.day("due_date"), []
        if issued is None:
            return None, []
        days = supplier.payment_days if supplier.payment_days is not None else USUAL_TERM
        return issued + timedelta(days=days), ["due_date"]

    @staticmethod
    def _sums(read: _Read) -> tuple[Decimal | None, Decimal | None]:
        """What is open and the whole; one that is not told is the other."""
        gross, open_sum = read.amount("gross"), read.amount("open")
        left, whole = open_sum if open_sum is not None else gross, gross if gross is not None else open_sum
        if left is None or whole is None:
            read.faults.setdefault("open", InvalidValue(value="–", field="open"))
        elif not left:
            read.faults["open"] = NothingOpen()
        elif abs(left) > abs(whole) or (left > ZERO) != (whole > ZERO):
            read.faults["open"] = InvalidValue(value=read.row["open"], field="open")
        return left, whole

    def _booked(self, read: _Read, left: Decimal, currency: str, assumed: list[str]) -> Decimal | None:
        """What the earlier books have it at, in the company's currency."""
        base = self._box.company.currency
        told = read.amount("booked")
        if told is not None:
            if (told > ZERO) != (left > ZERO) or (currency == base and told != left):
                read.faults["booked"] = InvalidValue(value=read.row["booked"], field="booked")
            return rounded(told)
        if currency == base:
            return rounded(left)
        rate = self._desk.doors.rates.rate(currency, base, self._on) if len(currency) == len("SEK") else None
        if rate is None:
            read.faults["booked"] = RateUnknown(currency=currency or "–", base=base)
            return None
        assumed.append("rate")
        return rounded(left * rate.value)

    def _there(self, item: OpenItem, faults: dict[str, KonteraError]) -> str:
        """The case in which it was brought forward before; a fault where the invoice itself has been received."""
        row = row_of(Case("", "", document=_NOBODYS, supplier=item.supplier, invoice=item.invoice))
        for one in self._box.alike(row):
            if one.supplier != item.supplier or not _is_same(one, item.invoice):
                continue
            if one.origin is Origin.OPENING:
                return one.id
            faults["number"] = ArrivedAlready(number=item.invoice.number)
        return ""


class _Read:
    """Reads the texts of one row; what is wrong goes to the faults, by column."""

    def __init__(self, row: ItemRow, faults: dict[str, KonteraError]) -> None:
        self.row, self.faults = row, faults

    def needed(self, column: str) -> str:
        """A text that must be there."""
        if not self.row[column]:
            self.faults[column] = InvalidValue(value="–", field=column)
        return self.row[column]

    def day(self, column: str) -> date | None:
        """A day that must be there."""
        try:
            return day(self.row[column] or "–", column)
        except KonteraError as error:
            self.faults[column] = error
            return None

    def amount(self, column: str) -> Decimal | None:
        """An amount, or None where the row has none."""
        if not self.row[column]:
            return None
        try:
            return amount(self.row[column])
        except KonteraError as error:
            self.faults[column] = error
            return None

    def currency(self, usual: str) -> str:
        """The currency; the company's own where the row names none."""
        text = (self.row["currency"] or usual).strip().upper()
        if len(text) != len("SEK") or not text.isascii() or not text.isalpha():
            self.faults["currency"] = InvalidValue(value=text, field="currency")
        return text


def _is_same(row: CaseRow, invoice: Invoice) -> bool:
    """The same number the same way round; what was taken out of the way does not count."""
    gone = row.state is State.CLOSED or (row.state is State.ARCHIVED and not row.voucher)
    credit = DocumentType.CREDIT_NOTE
    return (
        not gone
        and row.number_key == number_key(invoice.number)
        and (row.type is credit) == (invoice.type is credit)
        and bool(row.number_key)
    )


def case_id(item: OpenItem, times: int) -> str:
    """The id of the case of such an invoice; `times` counts how often it was brought forward and taken back before."""
    invoice = item.invoice
    parts = (item.supplier, number_key(invoice.number), invoice.type, invoice.issue_date, str(times))
    return hashlib.sha256("|".join(str(part) for part in ("opening", *parts)).encode()).hexdigest()[:20]
