"""Amounts and other numbers as printed: "1 234,56", "1.234,56", "1,234.56", "1234:50", "1 500:-", "250,00-"."""

# ruff: noqa: PLR2004 - the numbers are weights, distances and probabilities, explained where they are used

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from typing import Final

from kontera.steps.interpretation.dates import tokens_at
from kontera.steps.interpretation.layout import Segment, Token
from kontera.steps.interpretation.record import record

MINUS: Final = "-−–‐~"
NUMBER: Final = re.compile(
    rf"(?<![\w.,])(?P<sign>[{MINUS}+]\s?)?(?:(?:kr\.?|SEK|NOK|DKK|EUR|USD|ISK|GBP|CHF|RM|[€$£])\s?)?(?P<sign2>[{MINUS}])?"
    r"(?P<body>\d{1,3}(?:[ ’'\u00a0\u202f]\d{3})+(?:[.,:]\d{1,4})?"
    r"|\d{1,3}(?:\.\d{3})+,\d{1,4}|\d{1,3}(?:,\d{3})+\.\d{1,4}|\d{1,3}(?:[.,]\d{3}){2,}|\d+(?:[.,:]\d{1,6})?)"
    rf"(?P<tail>[:,.][{MINUS}]|[{MINUS}](?![\w]))?(?![\w]*[\d])",
    re.IGNORECASE,
)
CENTS: Final = re.compile(r"(?<!\d\.)(?<!\d\.\d)\d([.,])\d{2}(?![\d.,])")  # no date: "3.9.26"
GROUPED_CENTS: Final = re.compile(r"\d[.,]\d{3}([.,])\d{2}(?!\d)")
GAPS: Final = dict.fromkeys(map(ord, " ’'\u00a0\u202f"))  # what parts thousands
NOT_DIGITS: Final = re.compile(r"\D")
SHORT: Final = re.compile(r"^\d{1,3}(?:[.,]\d{3})$")
FARTHEST_UNIT: Final = 13  # characters: a unit and what ends it
LONGEST: Final = 17  # characters: a longer one is an identifier


@record
class Figure:
    """A number as printed: its value, how many decimals it was printed with, and its words."""

    value: Decimal
    decimals: int
    raw: str
    segment: Segment
    tokens: tuple[Token, ...]
    percent: bool = False
    grouped: bool = False
    unit: str = ""

    @property
    def x0(self) -> float:
        """Its left edge."""
        return self.tokens[0].x0

    @property
    def x1(self) -> float:
        """Its right edge."""
        return self.tokens[-1].x1

    @property
    def money(self) -> bool:
        """Whether it is printed as amounts are: with two decimals."""
        return self.decimals == 2 and not self.percent


def decimal_mark(texts: Iterable[str]) -> str:
    """The decimal mark that the page uses: "," or "."; the comma when nothing tells."""
    votes: Counter[str] = Counter()
    for text in texts:
        if "," not in text and "." not in text:
            continue
        for mark in CENTS.findall(text):
            votes[mark] += 1
        for mark in GROUPED_CENTS.findall(text) if text.count(",") + text.count(".") > 1 else ():
            votes[mark] += 2
    return "." if votes["."] > votes[","] else ","


@lru_cache(maxsize=4096)
def parsed(body: str, mark: str) -> tuple[Decimal, int] | None:
    """The value and its count of decimals; `mark` settles what a lone mark before three digits means."""
    text = body.translate(GAPS)
    if not text.isascii() or len(text) > LONGEST:
        return None
    if text.isdecimal():
        return Decimal(text), 0
    last = max(text.rfind(","), text.rfind("."), text.rfind(":"))
    if last < 0:
        return None
    whole, fraction = text[:last], text[last + 1 :]
    used = text[last]
    several = sum(text.count(sign) for sign in ".,:") > 1
    same = text.count(used) > 1
    thousands = same or (SHORT.match(text) is not None and used != mark and not several)
    if thousands:
        return Decimal(NOT_DIGITS.sub("", text)), 0
    digits = NOT_DIGITS.sub("", whole)
    return Decimal(f"{digits or '0'}.{fraction}"), len(fraction)


def figures_in(segment: Segment, mark: str) -> list[Figure]:
    """The numbers in a segment."""
    figures: list[Figure] = []
    for found in NUMBER.finditer(segment.text):
        sign, minus, body, tail = found.group("sign", "sign2", "body", "tail")
        rounded_off = tail is not None and len(tail) == 2  # "38.500,-": the tail stands for the decimals
        value = parsed(body, (",." if "." in body else ".,")[0] if rounded_off else mark)
        if value is None:
            continue
        negative = bool((sign or "").strip(" +") or minus or (tail and len(tail) == 1 and tail in MINUS))
        after = segment.text[found.end() :].lstrip()
        decimals = 2 if rounded_off else value[1]
        figures.append(Figure(
            -value[0] if negative else value[0], decimals, found[0].strip(), segment,
            tokens_at(segment, found.start("body"), found.end()),
            after.startswith("%"), " " in body or (decimals != 0 and "." in body[:-3]),
            _unit(after[:FARTHEST_UNIT]) if after else "",
        ))  # fmt: skip
    return figures


@lru_cache(maxsize=4096)
def _unit(after: str) -> str:
    found = re.match(r"/?\s?([^\W\d_]{1,8}[²³23]?)\.?(?=$|[\s/;,)])", after)
    return found[1] if found else ""
