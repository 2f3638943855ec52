"""What a SIE file tells of the debts to suppliers: their balance on a day, and invoices that seem to be open.

The format has no sub-ledger. What can be read are the dimensions 9 (supplier) and 10 (invoice) where a program writes
them, and else the texts of vouchers, which name supplier and number in each program's own way. The opening balance is
one sum, and a payment that names no invoice closes nothing: so what is found is a proposal, to be compared with the
ledger's own list.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final

from kontera.core.entry import Dimensions
from kontera.core.money import ZERO, rounded, total
from kontera.formats.sie.book import SieBook, SieRow, SieVoucher

SUPPLIER, INVOICE = "9", "10"
"""The dimensions whose numbers the standard gives to suppliers and invoices (SIE 4B, #DIM)."""
_WORD: Final = (
    r"lev(?:erant[öo]rs?)?\.?\s*-?fakt(?:ura)?|kredit(?:fakt(?:ura)?|nota)?|credit(?:\s*note)?|hyvityslasku|"
    r"fakt(?:ura)?|inv(?:oice)?|lasku|f"
)
_LED: Final = re.compile(rf"(?i)\b(?:{_WORD})\.?\s*+(?:nr|nro|no|nummer|number)?[.:\s#-]*+([a-z]{{0,4}}-?\d[\w/-]*)")
_LAST: Final = re.compile(r"(?:^|[,;:\s(])([A-Za-z]{0,4}-?\d[\w/-]*)\)?\s*$")
_SERIAL: Final = re.compile(r"\([^)]*\)")
_PLAIN_WORDS: Final = re.compile(
    r"(?i)\b(?:leverant[öo]rsfaktur\w*|kredit\w*|credit(?:\s*note)?|hyvityslasku|lev\.?\s*-?fakt\w*\.?|faktur\w*|fakt\.|"
    r"invoice|ostolasku|inköp|purchase|nr)\b[.:]*"
)
_PAID: Final = re.compile(r"(?i)utbet|betaln|betald|betal(?:nings)?journal|\bbet\.|payment|\bpaid\b|maksu|maksettu")
_CREDIT: Final = re.compile(r"(?i)kredit|credit|hyvity")
_LONGEST_TEXT: Final = 200  # letters in which a number and a name are looked for
_MOST_ALIKE: Final = 20  # invoices of one number
_TRIMMED: Final = " ,;:.-–()/"
_NOT_ALNUM: Final = re.compile(r"[^0-9a-zåäö]")


@dataclass(frozen=True, slots=True)
class Owed:
    """An invoice that a file seems to leave open: `amount` is left of `invoiced`; negative is owed to us.

    `supplier` is the name or text that tells whose it is, `supplier_number` its object of dimension 9. `sure` is False
    where a payment in the file names no invoice and could be this one's.
    """

    supplier: str
    number: str
    on: date
    amount: Decimal
    invoiced: Decimal
    supplier_number: str = ""
    voucher: str = ""
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Payables:
    """The debts of a file on a day: the balance (positive is a debt), what it was when the year began, and the rest.

    `opening` and `balance` are None where the file says nothing of them; no row tells apart what the opening is made
    of. `nameless` is the sum of payments that name no invoice.
    """

    on: date
    account: str
    opening: Decimal | None
    balance: Decimal | None
    items: tuple[Owed, ...]
    nameless: Decimal = ZERO


def payables(book: SieBook, account: str, on: date | None = None) -> Payables:
    """The debts on the account and its likes (those with the same first three digits) at the end of a day.

    Without a day that of the file: its last voucher, or the end of its year.
    """
    prefix = account.rstrip("0") or account
    until = on or _last_day(book)
    opening = _opening(book, prefix)
    vouchers = tuple(one for one in book.vouchers if one.on is not None and one.on <= until)
    moved = total(-row.amount for one in vouchers for row in one.kept if row.account.startswith(prefix))
    items, nameless = _open(book, vouchers, prefix)
    balance = None if opening is None and not moved else (opening or ZERO) + moved
    return Payables(until, account, opening, balance, items, nameless)


def _last_day(book: SieBook) -> date:
    days = [one.on for one in book.vouchers if one.on is not None]
    year = book.year
    ends = [year.end] if year is not None and year.end is not None else []
    return max(days) if days else max(ends, default=book.generated or date.min)


def _opening(book: SieBook, prefix: str) -> Decimal | None:
    found = [
        -one.amount for one in book.balances if one.kind == "IB" and one.year == 0 and one.account.startswith(prefix)
    ]
    return total(found) if found else None


def _open(book: SieBook, vouchers: Iterable[SieVoucher], prefix: str) -> tuple[tuple[Owed, ...], Decimal]:
    """The invoices with what is left of them, and the payments that could not be laid to any."""
    names = {one.number: one.name for one in book.objects if one.dimension == SUPPLIER}
    found = list(_brought(book, prefix, names))
    places: dict[str, list[int]] = {}  # where in `found` the invoices of each number stand
    for place, one in enumerate(found):
        places.setdefault(_key(one.number), []).append(place)
    unnamed: list[tuple[Decimal, str]] = []
    for voucher in vouchers:
        for row in voucher.kept:
            if not row.account.startswith(prefix) or not row.amount:
                continue
            item = _item(voucher, row, names)
            at = _named(found, places.get(_key(item.number), ()), item)
            if at is not None:
                found[at] = replace(found[at], amount=found[at].amount + item.amount)
            elif _is_invoice(item, row.text or voucher.text):
                places.setdefault(_key(item.number), []).append(len(found))
                found.append(item)
            else:
                unnamed.append((-item.amount, _bare(item.supplier)))
    left = total(_by_amount(found, unnamed))
    return tuple(replace(one, sure=not left) for one in found if rounded(one.amount)), left


def _is_invoice(item: Owed, text: str) -> bool:
    """A row of a payment is none; a debit is one only where it is called a credit note."""
    return not _PAID.search(text) and (item.amount > ZERO or bool(_CREDIT.search(text)))


def _brought(book: SieBook, prefix: str, names: Mapping[str, str]) -> Iterator[Owed]:
    """What #OIB tells apart by supplier and invoice."""
    year = book.year
    start = year.start if year is not None and year.start is not None else date.min
    for one in book.balances:
        objects = dict(one.objects)
        if one.kind == "OIB" and one.year == 0 and one.account.startswith(prefix) and objects.get(INVOICE):
            who = objects.get(SUPPLIER, "")
            yield Owed(names.get(who, who), objects[INVOICE], start, -one.amount, -one.amount, who)


def _item(voucher: SieVoucher, row: SieRow, names: Mapping[str, str]) -> Owed:
    objects: Mapping[str, str] = dict(_apart(row.dimensions))
    above = voucher.text[:_LONGEST_TEXT]
    text = row.text[:_LONGEST_TEXT] or above
    number = objects.get(INVOICE, "") or number_in(text) or number_in(above)
    who = objects.get(SUPPLIER, "")
    name = names.get(who, "") or name_in(text, number) or name_in(above, number)
    day = row.on or voucher.on or date.min
    return Owed(name, number, day, -row.amount, -row.amount, who, f"{voucher.series}{voucher.number}")


def _apart(dimensions: Dimensions) -> Iterator[tuple[str, str]]:
    return ((number, value) for number, value in dimensions if number in {SUPPLIER, INVOICE})


def _named(found: list[Owed], places: Sequence[int], item: Owed) -> int | None:
    """The invoice that a row speaks of: the same number, and the same supplier where both are told.

    `places` are those of the number; only the latest are looked at.
    """
    if not item.number:
        return None
    same = places[-_MOST_ALIKE:]
    told = [at for at in same if _same_supplier(found[at], item)]
    if told:
        return told[-1]
    opposite = [at for at in same if not found[at].supplier or not item.supplier]
    return opposite[-1] if len(opposite) == 1 else None


def _same_supplier(one: Owed, other: Owed) -> bool:
    if one.supplier_number or other.supplier_number:
        return one.supplier_number == other.supplier_number
    return bool(one.supplier) and _bare(one.supplier) == _bare(other.supplier)


def _by_amount(found: list[Owed], unnamed: list[tuple[Decimal, str]]) -> list[Decimal]:
    """Lay payments that name no invoice to the one invoice open with just that amount; gives what is left of them."""
    fits: dict[tuple[Decimal, str], set[int]] = {}  # by amount and whose it is, and by the amount alone
    for at, one in enumerate(found):
        for key in _sums(one):
            fits.setdefault(key, set()).add(at)
    left = []
    for paid, who in unnamed:
        own = fits.get((paid, who)) or fits.get((paid, ""), set())
        if len(own) != 1:
            left.append(paid)
            continue
        (at,) = own
        for key in _sums(found[at]):
            fits[key].discard(at)
        found[at] = replace(found[at], amount=ZERO)
    return left


def _sums(item: Owed) -> set[tuple[Decimal, str]]:
    return {(item.amount, ""), (item.amount, _bare(item.supplier))}


def number_in(text: str) -> str:
    """The invoice number in a voucher's text: what follows the word for invoice, else the last number; or nothing."""
    plain = _SERIAL.sub(" ", text) if _LED.search(_SERIAL.sub(" ", text)) else text
    found = _LED.search(plain) or _LAST.search(plain)
    return found[1].strip("-/") if found else ""


def name_in(text: str, number: str) -> str:
    """The supplier's name in a voucher's text: what is left without the words for invoice and the number."""
    left = text.replace(number, " ") if number else text
    left = _PLAIN_WORDS.sub(" ", _SERIAL.sub(" ", left))
    return " ".join(left.split()).strip(_TRIMMED)


def _key(number: str) -> str:
    return _NOT_ALNUM.sub("", number.casefold()).lstrip("0")


def _bare(name: str) -> str:
    return _NOT_ALNUM.sub("", name.casefold())
