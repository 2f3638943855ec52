"""The product register: what is bought again and again, its coding, and what each supplier calls it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from kontera.core.entry import Dimensions
from kontera.core.invoice import Line

LONGEST_KEY: Final = 120  # characters
_NOT_ALNUM: Final = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class SupplierArticle:
    """A product as one supplier sells it: its article number, its own words for it, and the price agreed.

    `price` is for one unit without VAT, in `currency`; `since` is the first day it holds.
    """

    supplier: str
    number: str = ""
    text: str = ""
    price: Decimal | None = None
    currency: str = ""
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Product:
    """A product in a company's register: the coding its invoice lines inherit, and the articles it is bought as.

    `number` is the company's own; `price` is for one `unit` without VAT in `currency`; `vat_rate` is per cent and
    `vat_category` a code of UNCL 5305; `gtin` the world-wide article number, the same at every supplier.
    """

    id: str
    name: str
    number: str = ""
    unit: str = ""
    price: Decimal | None = None
    currency: str = ""
    account: str = ""
    vat_rate: Decimal | None = None
    vat_category: str = ""
    dimensions: Dimensions = ()
    gtin: str = ""
    articles: tuple[SupplierArticle, ...] = ()
    retired: bool = False
    notes: str = ""

    def article_of(self, *supplier: str) -> SupplierArticle | None:
        """How the supplier with one of these ids sells it; None when it does not."""
        return next((one for one in self.articles if one.supplier in supplier), None)

    @property
    def marks(self) -> tuple[str, ...]:
        """What it is found by: "supplier|n:article", "supplier|t:words", and "|g:GTIN" at any supplier."""
        made: list[str] = [f"|g:{article_key(self.gtin)}"] if article_key(self.gtin) else []
        for one in self.articles:
            if article_key(one.number):
                made.append(f"{one.supplier}|n:{article_key(one.number)}")
            made.extend(f"{one.supplier}|t:{text_key(words)}" for words in (one.text, self.name) if text_key(words))
        return tuple(dict.fromkeys(made))


def article_key(number: str) -> str:
    """An article number for comparing: letters and digits in upper case, as printed with or without marks."""
    return _NOT_ALNUM.sub("", number.upper())[:LONGEST_KEY]


def text_key(text: str) -> str:
    """A description for comparing: small letters and digits, whatever stands between them one space."""
    return " ".join(_NOT_ALNUM.sub(" ", text.casefold()).split())[:LONGEST_KEY]


def line_marks(supplier: str, line: Line) -> tuple[str, ...]:
    """What an invoice line asks the register with, the surest first; a number that is stated rules out mere words."""
    made: list[str] = []
    if article_key(line.seller_article):
        made.append(f"{supplier}|n:{article_key(line.seller_article)}")
    if article_key(line.standard_article):
        made.append(f"|g:{article_key(line.standard_article)}")
    if not made and text_key(line.description):
        made.append(f"{supplier}|t:{text_key(line.description)}")
    return tuple(made)
