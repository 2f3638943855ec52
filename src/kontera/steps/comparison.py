"""Comparison: an e-invoice that carries a picture must say what its picture says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from kontera.core.case import Case
from kontera.core.edit import text_of
from kontera.core.errors import InvalidValue
from kontera.core.event import Compared
from kontera.core.evidence import Page, Place
from kontera.core.finding import Finding, Severity
from kontera.core.invoice import Invoice
from kontera.core.marks import amounts_in, bare, plain
from kontera.core.outcome import Done, Outcome
from kontera.core.party import Account
from kontera.core.reading import Reading

BY: Final = "comparison"
SURE: Final = 0.5  # how sure the picture's reader must be before its other value is held against the data
FEWEST_WORDS: Final = 20  # a picture with fewer says nothing that could differ


@dataclass(frozen=True, slots=True)
class Picture:
    """What an e-invoice's own picture says: the name of the file it is, its pages, and what was read from them."""

    name: str
    pages: tuple[Page, ...]
    reading: Reading
    attachment: int = -1  # its number among the attachments; -1 is a PDF that was received

    @property
    def text(self) -> str:
        """All its words."""
        return plain(" ".join(word.text for page in self.pages for word in page.words))


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
    text = picture.text
    found = (
        _amount(invoice, picture.reading, text),
        _number(invoice, picture.reading, text),
        _day(invoice, picture.reading, text, "issue_date"),
        _day(invoice, picture.reading, text, "due_date"),
        _account(invoice, picture.reading, text),
    )
    return tuple(finding for finding in found if finding is not None)


def _amount(invoice: Invoice, seen: Reading, text: str) -> Finding | None:
    stated = invoice.totals.payable
    other = seen.invoice.totals.payable
    if stated is None or other is None or abs(other) == abs(stated) or not _sure(seen, "totals.payable"):
        return None
    if abs(stated) in set(amounts_in(text)):
        return None
    return _differs("einvoice.picture_amount", "totals.payable", f"{stated:f}", f"{other:f}")


def _number(invoice: Invoice, seen: Reading, text: str) -> Finding | None:
    stated, other = invoice.number, seen.invoice.number
    if not stated or not other or bare(stated) in bare(text) or not _sure(seen, "number"):
        return None
    if bare(other) in bare(stated):  # printed without the series that the data leads it with
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
    digits = bare(text)
    if not stated or any(bare(account.id) in digits for account in stated):
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


def _forms(day: date) -> tuple[str, ...]:
    """How a day is written in digits, in the order of the Nordics, of Germany and of England."""
    y, m, d = day.year, day.month, day.day
    full = tuple(f"{d:02}{s}{m:02}{s}{y}" for s in ".-/ ")
    short = tuple(f"{d:02}{s}{m:02}{s}{y % 100:02}" for s in ".-/")
    bare = (f"{d}.{m}.{y}", f"{d}/{m}/{y}", f"{d}.{m}.{y % 100:02}", f"{d}/{m} {y}", f"{m:02}/{d:02}/{y}")
    return (day.isoformat(), f"{y}{m:02}{d:02}", f"{y}/{m:02}/{d:02}", f"{y}.{m:02}.{d:02}", *full, *short, *bare)


def _shown(accounts: Iterable[Account]) -> str:
    return ", ".join(account.id for account in accounts)
