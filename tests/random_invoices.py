"""Invoices for the page's tests: whole ones with every value filled, plain or random, and the values they hold."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, Final

from hypothesis import strategies as st

from kontera.core.invoice import (
    AllowanceCharge,
    Attachment,
    Card,
    Classification,
    DocumentReference,
    DocumentType,
    Invoice,
    Line,
    Mandate,
    Payment,
    Period,
    Totals,
    VatCategory,
    VatSubtotal,
)
from kontera.core.party import Account, AccountScheme, Address, Contact, Endpoint, Party
from kontera.formats.page.payment import written
from kontera.formats.page.words import Language, Tongue

# Letters that a page shows as they are: no blanks at the ends, no signs that hide
WORDS: Final = st.text("abcxyzåäöÅÄÖæøłßΩжé0123456789<>&\"'#-/.", min_size=5, max_size=12)
AMOUNTS: Final = st.decimals("-99999999", "99999999", places=2, allow_nan=False)
RATES: Final = st.decimals("0", "100", places=1)
CODES: Final = st.sampled_from(("ABC", "ZZZ", "Q9"))


def filled(kind: type, **given: Any) -> st.SearchStrategy[Any]:
    """A record with every text, amount and day filled; `given` are the rest."""
    made: dict[str, Any] = {}
    for field in dataclasses.fields(kind):
        declared = str(field.type)
        if field.name in given:
            made[field.name] = given[field.name]
        elif declared == "str":
            made[field.name] = WORDS
        elif declared.startswith("Decimal"):
            made[field.name] = AMOUNTS
        elif declared.startswith("date"):
            made[field.name] = st.dates(date(1990, 1, 1), date(2100, 1, 1))
        elif declared == "VatCategory | None":
            made[field.name] = st.sampled_from(VatCategory)
        elif declared == "bool":
            made[field.name] = st.booleans()
        elif declared == "int | None":
            made[field.name] = st.integers(0, 400)
    return st.builds(kind, **made)


def few(one: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(one, min_size=1, max_size=2).map(tuple)


ENDPOINTS: Final = st.builds(Endpoint, WORDS, WORDS)
ADDRESSES: Final = st.builds(Address, few(WORDS), WORDS, WORDS, WORDS, st.sampled_from(("SE", "FI", "DE")))
PARTIES: Final = filled(
    Party,
    identifiers=few(ENDPOINTS),
    endpoint=ENDPOINTS,
    address=ADDRESSES,
    contact=filled(Contact),
)
PERIODS: Final = filled(Period)
REFERENCES: Final = few(filled(DocumentReference))
PAIRS: Final = few(st.tuples(WORDS, WORDS))
ALLOWANCES: Final = few(filled(AllowanceCharge))
ACCOUNTS: Final = few(st.builds(Account, st.just(AccountScheme.DOMESTIC), WORDS, WORDS, WORDS, st.just("SE")))
INVOICES: Final = filled(
    Invoice,
    type=st.sampled_from(DocumentType),
    notes=few(WORDS.filter(lambda text: not text.startswith("#"))),  # a subject's code stands apart
    preceding=REFERENCES,
    seller=PARTIES,
    buyer=PARTIES,
    payee=PARTIES,
    tax_representative=PARTIES,
    delivery_location=ENDPOINTS,
    delivery_address=ADDRESSES,
    dimensions=PAIRS,
    period=PERIODS,
    payment=filled(Payment, accounts=ACCOUNTS, card=filled(Card), mandate=filled(Mandate)),
    allowances_charges=ALLOWANCES,
    totals=filled(Totals),
    vat=few(filled(VatSubtotal)),
    attachments=few(filled(Attachment, content=st.binary(max_size=20))),
    lines=few(
        filled(
            Line,
            classifications=few(filled(Classification)),
            attributes=PAIRS,
            allowances_charges=ALLOWANCES,
            invoiced_object=ENDPOINTS,
            dimensions=PAIRS,
            references=REFERENCES,
            period=PERIODS,
        )
    ),
)

# What a page shows in other words than the value's own: the name of its code, a flag as a word
OTHERWISE: Final = re.compile(r"type|reverse_charge|.*\.is_charge|.*\.content|.*\.scheme")


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every value in a record with its path."""
    if isinstance(value, Enum) or not dataclasses.is_dataclass(value):
        if isinstance(value, tuple):
            for number, one in enumerate(value):
                yield from leaves(one, f"{path}[{number}]")
        elif value not in {None, ""}:
            yield path, value
        return
    for field in dataclasses.fields(value):
        yield from leaves(getattr(value, field.name), f"{path}.{field.name}".strip("."))


def shown(value: Any, language: Language) -> tuple[str, ...]:
    """The ways in which a page may write a value."""
    tongue = Tongue(language)
    match value:
        case Enum():
            return (str(value.value),)
        case Decimal():
            return (tongue.number(value), tongue.amount(value))
        case date():
            return (tongue.day(value),)
        case Account():
            return (written(value),)
        case _:
            return (str(value), tongue.unit(str(value)))
