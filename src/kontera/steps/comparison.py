"""Comparison: an e-invoice that carries a picture must say what its picture says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Final

from kontera.core.case import Case
from kontera.core.edit import text_of
from kontera.core.errors import InvalidValue
from kontera.core.event import Compared
from kontera.core.evidence import Page, Place
from kontera.core.finding import Finding, Severity
from kontera.core.invoice import Invoice
from kontera.core.outcome import Done, Outcome
from kontera.core.party import Account
from kontera.core.reading import Reading

BY: Final = "comparison"
SURE: Final = 0.5  # how sure the picture's reader must be before its other value is held against the data
FEWEST_WORDS: Final = 20  # a picture with fewer says nothing that could differ
_NUMBER: Final = re.compile(r"\d{1,3}(?:[ .,'’]\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d+(?:[.,]\d{1,2})?(?!\d)")
_BLANKS: Final = str.maketrans(dict.fromkeys("\u00a0\u2009\u202f", " "))
_CENTS: Final = 2
FEWEST_SIGNS: Final = 3  # a shorter number stands on any page by chance
FEWEST_MARKS: Final = 2


@dataclass(frozen=True, slots=True)
class Picture:
    """What an e-invoice's own picture says: the name of the file it is, its pages, and what was read from them."""

    name: str
    pages: tuple[Page, ...]
    reading: Reading
    attachment: int = -1  # its number among the attachments; -1 is the received PDF itself


@dataclass(frozen=True, slots=True)
class ComparisonFacts:
    """The picture an e-invoice carries, or None."""

    picture: Picture | None


def compare(case: Case, facts: ComparisonFacts) -> Outcome:
    """Hold the data against its picture; without a picture there is nothing to hold it against."""
    if facts.picture is None or case.reading is None:
        return Done((Compared("", ()),))
    picture, invoice = facts.picture, case.reading.invoice
    found = differences(invoice, picture)
    return Done((Compared(picture.name, found, picture.attachment, picture.pages, _places(invoice, picture.reading)),))


def _places(invoice: Invoice, seen: Reading) -> tuple[tuple[str, Place], ...]:
    """Where on the picture the values stand that it and the data agree on."""
    return tuple(
        (path, evidence.place)
        for path, evidence in seen.evidence.items()
        if evidence.place is not None and not path.startswith("lines[") and _agree(invoice, seen.invoice, path)
    )


def _agree(invoice: Invoice, seen: Invoice, path: str) -> bool:
    try:
        text = text_of(invoice, path)
        return bool(text) and text == text_of(seen, path)
    except InvalidValue:
        return False


def differences(invoice: Invoice, picture: Picture) -> tuple[Finding, ...]:
    """Where the picture says something else than the data: amount to pay, number, dates, payee account.

    A value that stands anywhere on the picture agrees, however the reader understood it. One that stands nowhere is
    remarked on when the reader is sure of another in its place; another account than the data's holds payment.
    """
    if sum(len(page.words) for page in picture.pages) < FEWEST_WORDS:
        return ()
    text = " ".join(word.text for page in picture.pages for word in page.words).translate(_BLANKS)
    found = (
        _amount(invoice, picture.reading, text),
        _number(invoice, picture.reading, text),
        _day(invoice, picture.reading, text, "issue_date"),
        _day(invoice, picture.reading, text, "due_date"),
        _account(invoice, picture.reading, text),
    )
    return tuple(finding for finding in found if finding is not None)


def shows(invoice: Invoice, picture: Picture) -> bool:
    """Whether an attached file is the invoice's own picture, and no annex: it bears the marks of this invoice."""
    text = " ".join(word.text for page in picture.pages for word in page.words).translate(_BLANKS)
    bare = _bare(text)
    seller = (invoice.seller.name, invoice.seller.organisation_number, invoice.seller.vat_number)
    marks = (
        len(invoice.number) >= FEWEST_SIGNS and _bare(invoice.number) in bare,
        any(mark and _bare(mark) in bare for mark in seller),
        bool(invoice.totals.payable) and abs(invoice.totals.payable or 0) in set(_amounts(text)),
        any(_bare(account.id) in bare for account in invoice.payment.accounts),
    )
    return sum(marks) >= FEWEST_MARKS


def _amount(invoice: Invoice, seen: Reading, text: str) -> Finding | None:
    stated = invoice.totals.payable
    other = seen.invoice.totals.payable
    if stated is None or other is None or abs(other) == abs(stated) or not _sure(seen, "totals.payable"):
        return None
    if abs(stated) in set(_amounts(text)):
        return None
    return _differs("einvoice.picture_amount", "totals.payable", f"{stated:f}", f"{other:f}")


def _number(invoice: Invoice, seen: Reading, text: str) -> Finding | None:
    stated, other = invoice.number, seen.invoice.number
    if not stated or not other or _bare(stated) in _bare(text) or not _sure(seen, "number"):
        return None
    if _bare(other) in _bare(stated):  # printed without the series that the data leads it with
        return None
    return _differs("einvoice.picture_number", "number", stated, other)


def _day(invoice: Invoice, seen: Reading, text: str, field: str) -> Finding | None:
    stated: date | None = getattr(invoice, field)
    other: date | None = getattr(seen.invoice, field)
    if stated is None or other is None or stated == other or not _sure(seen, field):
        return None
    if any(form in text for form in _forms(stated)):
        return None
    return _differs(f"einvoice.picture_{field}", field, stated.isoformat(), other.isoformat())


def _account(invoice: Invoice, seen: Reading, text: str) -> Finding | None:
    """Another account of the same kind, and none of the data's own on the picture: the mark of a changed invoice."""
    stated = invoice.payment.accounts
    digits = _bare(text)
    if not stated or any(_bare(account.id) in digits for account in stated):
        return None
    kinds = {account.scheme for account in stated}
    others = [a for a in seen.invoice.payment.accounts if a.scheme in kinds and a.key not in {s.key for s in stated}]
    if not others or not _sure(seen, "payment.accounts[0]"):
        return None
    field = "payment.accounts[0]"
    return _differs("einvoice.picture_account", field, _shown(stated), _shown(others), Severity.STOP)


def _differs(rule: str, field: str, stated: str, seen: str, severity: Severity = Severity.DOUBT) -> Finding:
    values = (("stated", stated), ("seen", seen))
    return Finding(rule, "The e-invoice says {stated}, its picture {seen}.", severity, field, values, BY)


def _sure(seen: Reading, path: str) -> bool:
    evidence = seen.evidence.get(path)
    return evidence is not None and evidence.sure >= SURE


def _amounts(text: str) -> Iterator[Decimal]:
    """Every number in the text that could be an amount, whichever mark parts its decimals."""
    for match in _NUMBER.finditer(text):
        yield from _read_both_ways(match.group())
        if " " in match.group():  # a blank may part two numbers as well as thousands
            for part in match.group().split(" "):
                yield from _read_both_ways(part)


def _read_both_ways(text: str) -> Iterator[Decimal]:
    plain = re.sub(r"[ '’]", "", text)
    whole, mark, cents = plain.rpartition("," if plain.rfind(",") > plain.rfind(".") else ".")
    forms = {re.sub(r"[.,]", "", plain)}
    if mark and len(cents) <= _CENTS:
        forms.add(re.sub(r"[.,]", "", whole) + "." + cents)
    for form in forms:
        try:
            yield Decimal(form)
        except InvalidOperation:
            continue


def _forms(day: date) -> tuple[str, ...]:
    """How a day is written in digits, in the order of the Nordics, of Germany and of England."""
    y, m, d = day.year, day.month, day.day
    full = tuple(f"{d:02}{s}{m:02}{s}{y}" for s in ".-/ ")
    short = tuple(f"{d:02}{s}{m:02}{s}{y % 100:02}" for s in ".-/")
    bare = (f"{d}.{m}.{y}", f"{d}/{m}/{y}", f"{d}.{m}.{y % 100:02}", f"{d}/{m} {y}", f"{m:02}/{d:02}/{y}")
    return (day.isoformat(), f"{y}{m:02}{d:02}", f"{y}/{m:02}/{d:02}", f"{y}.{m:02}.{d:02}", *full, *short, *bare)


def _bare(text: str) -> str:
    """Letters and digits alone, in one case."""
    return "".join(char for char in text if char.isalnum()).casefold()


def _shown(accounts: Iterable[Account]) -> str:
    return ", ".join(account.id for account in accounts)
