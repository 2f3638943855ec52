"""The marks by which a page is known to show an invoice: what stands on it, however it is written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Final

from kontera.core.invoice import Invoice

FEWEST_SIGNS: Final = 3  # a shorter number stands on any page by chance
FEWEST_MARKS: Final = 2
_NUMBER: Final = re.compile(r"\d{1,3}(?:[ .,'’]\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d+(?:[.,]\d{1,2})?(?!\d)")
_BLANKS: Final = str.maketrans(dict.fromkeys("\u00a0\u2009\u202f", " "))
_CENTS: Final = 2


def shows(invoice: Invoice, text: str) -> bool:
    """Whether a page's text is the invoice's own picture, and no annex: it bears at least two marks of it.

    The marks are the number, the seller's name or numbers, the amount to pay, and an account.
    """
    compact, amount = bare(text), invoice.totals.payable
    seller = (invoice.seller.name, invoice.seller.organisation_number, invoice.seller.vat_number)
    marks = (
        len(invoice.number) >= FEWEST_SIGNS and bare(invoice.number) in compact,
        any(mark and bare(mark) in compact for mark in seller),
        bool(amount) and abs(amount or 0) in set(amounts_in(plain(text))),
        any(bare(account.id) in compact for account in invoice.payment.accounts),
    )
    return sum(marks) >= FEWEST_MARKS


def plain(text: str) -> str:
    """The text with ordinary blanks only."""
    return text.translate(_BLANKS)


def bare(text: str) -> str:
    """Letters and digits alone, in one case."""
    return "".join(char for char in text if char.isalnum()).casefold()


def amounts_in(text: str) -> Iterator[Decimal]:
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
