"""What the stores derive from events: further rows, the search, the order of lists, and the hash chains.

Both the database and its twin in memory use it, so that they cannot disagree.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Final

from kontera.core.case import Case
from kontera.core.entry import CodingRow, RowKind, Voucher
from kontera.core.errors import InvalidValue
from kontera.core.event import (
    Archived,
    BroughtBack,
    BroughtForward,
    Event,
    OutlaysRepaid,
    Received,
    Registered,
    Settled,
)
from kontera.core.money import minor
from kontera.core.party import Supplier
from kontera.core.product import Product
from kontera.core.row import CaseRow, PastPosting, Sealed, number_key
from kontera.core.serial import chained

SORTS: Final = frozenset(
    {
        "received",
        "supplier_name",
        "number",
        "issue_date",
        "due_date",
        "payable",
        "open_amount",
        "state",
        "queue",
        "booked_on",
        "voucher",
        "file_name",
        "type",
        "waits_since",
    }
)
_AFTER_Z: Final = str.maketrans({"å": "{", "ä": "|", "æ": "|", "ö": "}", "ø": "}", "ü": "y"})
_KEY_LETTERS: Final = 40
_TEXT_LENGTH: Final = 300
_DIGITS_OF_A_SUM: Final = 15


@dataclass(frozen=True, slots=True)
class Seal:
    """What an event adds to the archive log."""

    kind: str
    digest: str
    retain_until: date | None = None


def seal_of(event: Event) -> Seal | None:
    """The archive log's entry for this event, if it makes one: a document received, or a bundle sealed."""
    match event:
        case Received(document, part, _) if part == 0:
            return Seal("received", document.digest)
        case Archived(bundle, retain_until):
            return Seal("bundle", bundle, retain_until)
        case _:
            return None


def sealed(previous: Sealed | None, seal: Seal, case: str, at: datetime) -> Sealed:
    """The entry chained to the one before it."""
    seq = previous.seq + 1 if previous else 1
    until = seal.retain_until.isoformat() if seal.retain_until else ""
    parts = (str(seq), at.isoformat(), seal.kind, case, seal.digest, until)
    return Sealed(
        seq, at, seal.kind, case, seal.digest, seal.retain_until, chained(previous.hash if previous else "", *parts)
    )


def broken_seals(log: Iterable[Sealed]) -> tuple[int, ...]:
    """The numbers of entries whose hash is not that of their content and the entry before."""
    broken, previous = [], None
    for entry in log:
        seal = Seal(entry.kind, entry.digest, entry.retain_until)
        if sealed(previous, seal, entry.case, entry.at) != entry:
            broken.append(entry.seq)
        previous = entry
    return tuple(broken)


@dataclass(frozen=True, slots=True)
class Link:
    """An event as stored: what its hash is taken over."""

    seq: int
    at: datetime
    by: str
    kind: str
    payload: str
    hash: str = ""

    def chained(self, previous: str) -> str:
        """The hash that chains it to the event before."""
        return chained(previous, str(self.seq), self.at.isoformat(), self.by, self.kind, self.payload)


def broken_links(links: Iterable[Link]) -> tuple[int, ...]:
    """The numbers of stored events that were changed, or before which one is missing."""
    broken, previous, expected = [], "", 1
    for link in links:
        if link.seq != expected or link.chained(previous) != link.hash:
            broken.append(link.seq)
        previous, expected = link.hash, link.seq + 1
    return tuple(broken)


def vouchers_of(event: Event) -> tuple[Voucher, ...]:
    """The vouchers that this event books."""
    match event:
        case Registered(vouchers, _, _):
            return vouchers
        case Settled(voucher) if voucher is not None:
            return (voucher,)
        case OutlaysRepaid(_, _, _, _, voucher) if voucher is not None:
            return (voucher,)
        case _:
            return ()


def turnover_of(event: Event) -> dict[tuple[str, date], Decimal]:
    """What this event adds to the turnover of accounts by day: debit positive.

    What is brought forward is no voucher: it is the part of an account's opening balance that is told apart.
    """
    made: dict[tuple[str, date], Decimal] = {}
    for voucher in vouchers_of(event):
        for line in voucher.entry.lines:
            key = (line.account, voucher.entry.on)
            made[key] = made.get(key, Decimal(0)) + line.debit - line.credit
    match event:
        case BroughtForward(item):
            made[item.account, item.on] = -item.booked
        case BroughtBack(item):
            made[item.account, item.on] = item.booked
        case _:
            pass
    return made


def postings_of(case: Case) -> tuple[PastPosting, ...]:
    """What a booked case adds to its supplier's history: each cost row with its share of the cost."""
    if not case.vouchers:
        return ()
    costs = tuple(row for row in case.rows if row.kind is RowKind.COST and row.amount)
    whole = sum(abs(row.amount) for row in costs)
    on = case.vouchers[-1].entry.on
    return tuple(
        PastPosting(
            supplier=case.supplier,
            on=on,
            account=row.account,
            amount=row.amount,
            share=float(abs(row.amount) / whole),
            text=_posting_text(row, case),
            dimensions=row.dimensions,
            vat_code=row.vat_code,
        )
        for row in costs
    )


def _posting_text(row: CodingRow, case: Case) -> str:
    lines = case.invoice.lines
    described = " ".join(lines[i].description for i in row.lines if i < len(lines))
    return (row.text or described)[:_TEXT_LENGTH]


def product_text(product: Product) -> str:
    """All that a search for a product looks in."""
    articles = (word for one in product.articles for word in (one.number, one.text))
    return " ".join(word for word in (product.name, product.number, product.gtin, *articles) if word).casefold()


def name_key(name: str) -> str:
    """A key that sorts names the Nordic way under any collation: å, ä and ö after z, other accents ignored.

    Two hexadecimal digits a letter, which every collation puts in the same order.
    """
    letters = unicodedata.normalize("NFC", name.strip().casefold()).translate(_AFTER_Z)
    plain = unicodedata.normalize("NFKD", letters).encode("ascii", "ignore")
    return plain[:_KEY_LETTERS].hex()


REGISTER_SORTS: Final = frozenset({"name", "number", "organisation"})
_DIGITS: Final = re.compile(r"\d+")
_MARKS: Final = re.compile(r"[\s.\-/]+")
_NUMBER_LENGTH: Final = 12


def number_order(number: str) -> str:
    """A supplier number for sorting: its figures padded, so that 9 comes before 10."""
    return _DIGITS.sub(lambda found: found[0].zfill(_NUMBER_LENGTH), number.casefold())[:80]


def register_text(supplier: Supplier) -> str:
    """All that a search in the register looks in: names, numbers, addresses and accounts, numbers without marks."""
    words = [supplier.number, *supplier.domains]
    for party in supplier.parties:
        words += [party.name, party.trading_name, party.organisation_number, party.vat_number, party.address.city]
        words += [endpoint.id for endpoint in (*party.identifiers, *((party.endpoint,) if party.endpoint else ()))]
    words += [known.account.id for known in supplier.accounts]
    words += [contact.email for contact in (supplier.party.contact, *supplier.contacts)]
    return " ".join(dict.fromkeys(word.casefold() for word in words if word))


def register_search(text: str) -> tuple[tuple[str, ...], str]:
    """A search in the register as typed: its words, and the same as one number without marks (empty: no number)."""
    bare = _MARKS.sub("", text.casefold())
    return tuple(text.casefold().split()), bare if any(sign.isdigit() for sign in bare) else ""


def register_order(sort: str) -> tuple[str, bool]:
    """A register list's sort as a column and whether it runs downward. Raises InvalidValue."""
    field = sort.removeprefix("-")
    if field not in REGISTER_SORTS:
        raise InvalidValue(value=sort, field="sort")
    return field, sort.startswith("-")


def order_of(sort: str) -> tuple[str, bool]:
    """A list's sort as a field of the row and whether it runs downward. Raises InvalidValue."""
    field = sort.removeprefix("-")
    if field not in SORTS:
        raise InvalidValue(value=sort, field="sort")
    return field, sort.startswith("-")


def search_text(row: CaseRow) -> str:
    """All that a search for words looks in."""
    return f"{row.text} {row.number} {row.reference} {row.voucher} {row.file_name} {row.id}".casefold()


@dataclass(frozen=True, slots=True)
class Search:
    """What a person's search asks for: all these words, or this number, or this amount in hundredths."""

    words: tuple[str, ...]
    number: str
    reference: str
    amount: int | None

    def finds(self, row: CaseRow) -> bool:
        """Whether the row is one of those looked for."""
        text = search_text(row)
        if all(word in text for word in self.words):
            return True
        if self.number and self.number == row.number_key:
            return True
        if self.reference and self.reference == row.reference:
            return True
        return self.amount is not None and row.payable is not None and minor(row.payable) == self.amount


def search_of(text: str) -> Search:
    """A search as typed."""
    return Search(tuple(text.casefold().split()), number_key(text), "".join(text.split()), _amount(text))


def _amount(text: str) -> int | None:
    compact = "".join(text.split()).replace(",", ".")
    digits = compact.replace(".", "", 1)
    if not (digits.isascii() and digits.isdigit()) or len(digits) > _DIGITS_OF_A_SUM:
        return None
    try:
        return minor(Decimal(compact))
    except InvalidOperation:
        return None


def same_purchase(row: CaseRow, other: CaseRow) -> bool:
    """Whether a duplicate check must compare them: same number, same reference, or same amount and date."""
    if row.id == other.id:
        return False
    if row.number_key and row.number_key == other.number_key:
        return True
    if row.reference and row.reference == other.reference:
        return True
    known = row.payable is not None and row.issue_date is not None
    return known and row.issue_date == other.issue_date and row.payable == other.payable
