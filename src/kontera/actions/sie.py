"""SIE: take in a company's chart, its dimensions and what it booked before."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from kontera.actions import chart as charts
from kontera.actions.desk import Desk
from kontera.core.chart import AccountClass, Chart, ChartAccount, Dimension, DimensionObject
from kontera.core.company import Company, Right
from kontera.core.errors import DocumentTooLarge, KonteraError
from kontera.core.event import ChartChanged, Noted
from kontera.core.row import PastPosting
from kontera.countries.all import country
from kontera.countries.charts import class_of
from kontera.formats.sie.book import SieBook
from kontera.formats.sie.five import read_any
from kontera.formats.sie.purchases import Purchase, purchases
from kontera.formats.sie.suppliers import Register

MOST_BYTES: Final = 60_000_000
MOST_OF_ONE: Final = 200  # as many postings of a supplier as a proposal looks at
MOST_OF_UNKNOWN: Final = 400
_TEXT: Final = 300
_WHY: Final = "SIE"
_KINDS: Final[Mapping[str, AccountClass]] = {
    "T": AccountClass.ASSET,
    "S": AccountClass.LIABILITY,
    "I": AccountClass.INCOME,
    "K": AccountClass.COST,
}


class OthersFile(KonteraError):
    """The file is another company's."""

    code, status, exit_code = "sie.others_file", 409, 4
    msgid = "The file is from {name}, not from this company."


@dataclass(frozen=True, slots=True)
class Parts:
    """What of a file is taken in."""

    chart: bool = True
    dimensions: bool = True
    history: bool = True


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What a file gave: counts, whether it is the company's own (`other` is the name in it if not), and remarks.

    `named` of the `purchases` were booked on a supplier of the register; `lacking` accounts were kept from the starter
    chart because Kontera books on them.
    """

    book: SieBook
    accounts: int = 0
    objects: int = 0
    purchases: int = 0
    named: int = 0
    lacking: tuple[str, ...] = ()
    other: str = ""


def not_too_large(size: int) -> None:
    """Refuse a file of so many bytes before it is read. Raises DocumentTooLarge."""
    if size > MOST_BYTES:
        raise DocumentTooLarge(size=f"{-(-size // 1_000_000)} MB", limit=f"{MOST_BYTES // 1_000_000} MB")


def look(data: bytes, company: Company) -> TakenIn:
    """What a file would give. Raises UnreadableDocument, DocumentTooLarge."""
    not_too_large(len(data))
    book = read_any(data)
    digits = "".join(letter for letter in book.organisation_number if letter.isdigit())
    own = "".join(letter for letter in company.party.organisation_number if letter.isdigit())
    other = (book.company or book.organisation_number) if digits and own and digits[-len(own) :] != own else ""
    bought = sum(1 for _ in _purchases(book, company))
    return TakenIn(book, len(book.accounts), len(book.objects), bought, other=other)


def take_in(desk: Desk, data: bytes, parts: Parts | None = None, name: str = "", *, whosever: bool = False) -> TakenIn:
    """Take a file in: its chart, its objects, and its purchases as the history that proposals learn from.

    The first chart takes the place of the starter chart, a later one adds to it. A purchase that was taken in before
    is not again. Raises UnreadableDocument, DocumentTooLarge, and OthersFile unless `whosever`.
    """
    wanted = parts or Parts()
    box = desk.ask(Right.MANAGE)
    seen = look(data, box.company)
    if seen.other and not whosever:
        raise OthersFile(name=seen.other)
    book, first = seen.book, not any(_replaces(noted) for noted in box.history(charts.STREAM))
    known, with_chart = charts.in_force(box), wanted.chart and bool(book.accounts)
    accounts, lacking = _chart_of(book, known, box.company, first=first) if with_chart else ((), ())
    dimensions, objects = _register_of(book, known) if wanted.dimensions else ((), ())
    bought = tuple(_latest(book, box.company, Register(box.suppliers()))) if wanted.history else ()
    taken: Counter[bool] = Counter()
    with box.transaction() as note:
        if accounts or dimensions or objects:
            why = f"{_WHY} {name}".strip()
            changed = ChartChanged(accounts, dimensions, objects, replaces=first and bool(accounts), why=why)
            note.event(charts.STREAM, changed, by=desk.by)
        for supplier, purchase in bought:
            if not note.claim(f"sie:{_digest(purchase)}"):
                continue
            taken[bool(supplier)] += 1
            for posting in _postings(supplier, purchase):
                note.posting(posting)
    return TakenIn(book, len(accounts), len(objects), taken.total(), taken[True], lacking, seen.other)


def _replaces(noted: Noted) -> bool:
    """Whether the event brought the chart of an earlier file."""
    return isinstance(noted.event, ChartChanged) and noted.event.replaces and noted.event.why.startswith(_WHY)


def _chart_of(
    book: SieBook, known: Chart, company: Company, *, first: bool
) -> tuple[tuple[ChartAccount, ...], tuple[str, ...]]:
    """The file's accounts that are new or named anew, with those Kontera books on and the file lacks; these' numbers.

    An account that was taken out of use stays so.
    """
    given = {
        one.number: ChartAccount(
            one.number,
            one.name or one.number,
            _KINDS.get(one.kind) or class_of(one.number),
            first or one.number not in known.accounts or known.accounts[one.number].active,
        )
        for one in book.accounts
    }
    lacking = tuple(account for account in charts.needed(company) if account.number not in given) if first else ()
    fresh = tuple(one for one in given.values() if first or known.accounts.get(one.number) != one)
    return (*fresh, *lacking), tuple(account.number for account in lacking)


def _register_of(book: SieBook, known: Chart) -> tuple[tuple[Dimension, ...], tuple[DimensionObject, ...]]:
    """The dimensions and objects of the file that are new or named anew; suppliers, customers and invoices are none."""
    apart = frozenset({"7", "8", "9", "10"})
    dimensions = tuple(
        Dimension(one.number, one.name)
        for one in book.dimensions
        if one.number not in apart and known.dimensions.get(one.number) != Dimension(one.number, one.name)
    )
    have = {*known.dimensions, *(one.number for one in dimensions)}
    objects = tuple(
        DimensionObject(one.dimension, one.number, one.name)
        for one in book.objects
        if one.dimension in have
        and known.objects.get((one.dimension, one.number)) != DimensionObject(one.dimension, one.number, one.name)
    )
    return dimensions, objects


def _purchases(book: SieBook, company: Company) -> Iterator[Purchase]:
    where = country(company.country)
    if where is None or where.chart is None:
        return iter(())
    payables = where.chart.payables.rstrip("0") or where.chart.payables
    return purchases(book.vouchers, payables, _costs(book))


def _costs(book: SieBook) -> frozenset[str]:
    """The accounts that take costs, by the file's own word and else by their number."""
    said = {one.number: _KINDS.get(one.kind) for one in book.accounts}
    numbers = {row.account for voucher in book.vouchers for row in voucher.rows}
    return frozenset(number for number in numbers if (said.get(number) or class_of(number)) is AccountClass.COST)


def _latest(book: SieBook, company: Company, register: Register) -> Iterator[tuple[str, Purchase]]:
    """The newest purchases of each supplier, and of nobody known: as many as a proposal looks at."""
    counted: Counter[str] = Counter()
    for purchase in sorted(_purchases(book, company), key=lambda one: one.on, reverse=True):
        supplier = register.of(purchase)
        counted[supplier] += len(purchase.costs)
        if counted[supplier] <= (MOST_OF_ONE if supplier else MOST_OF_UNKNOWN):
            yield supplier, purchase


def _postings(supplier: str, purchase: Purchase) -> Iterator[PastPosting]:
    for cost in purchase.costs:
        text = (cost.text or purchase.words)[:_TEXT]
        yield PastPosting(supplier, purchase.on, cost.account, cost.amount, cost.share, text, cost.dimensions)


def _digest(purchase: Purchase) -> str:
    parts = (str(purchase.on), purchase.words, *(f"{cost.account} {cost.amount}" for cost in purchase.costs))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:40]
