"""Mends single glyphs that look alike, only where what stands around them leaves one reading."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from kontera.adapters.ocr.recognition import Letters
from kontera.core.identifiers.accounts import is_iban

LETTER_FOR: Final = str.maketrans("1l|05826", "IIIOSBZG")
DIGIT_FOR: Final = str.maketrans("IlO|oSBZ", "11010582")
IBAN: Final = re.compile(
    r"(?<![\w])([A-Z0-9l|]{2})([0-9OIlS]{2}(?: ?[0-9A-Za-z|]{4}){2,7}(?: ?[0-9A-Za-z|]{1,4})?)(?![\w])"
)
CAPITALS: Final = re.compile(r"(?<![\w.,/-])(?=[A-ZÅÄÖÆØ]*[10][A-ZÅÄÖÆØ]*(?![\w/-]))[A-ZÅÄÖÆØ10]{4,}")
CAPITAL_FOR: Final = {"1": "I", "0": "O"}
FRACTION: Final = re.compile(r"(?<=\d)[.,](?=\d\d(?!\d|[.,]\d))|(?<=(?<![\d.,])0)[.,](?=\d{3,4}(?!\d|[.,]\d))")
DAY_AND_MONTH: Final = re.compile(r"(?<![\d.,])(?:0?[1-9]|[12]\d|3[01])[.](?:0[1-9]|1[0-2])(?!\d)")
FEWEST: Final = 5
LEAST_CHANCE: Final = 0.01
LIKE_ENOUGH: Final = 0.05
COMMA: Final = 2.0  # how much likelier a decimal comma is than a point, beforehand, where å ä ö ø æ are written
COMMA_LETTERS: Final = frozenset("åäöøæÅÄÖØÆ")


def mended(texts: Sequence[str], lines: Sequence[Letters], letters: Sequence[str]) -> list[str]:
    """The lines' texts, each letter still in its place."""
    places = {letter: at for at, letter in enumerate(letters)}
    mark = _decimal_mark(texts, lines, places)
    return [
        _marked(_named(_banked(text), line, places), line, mark, places)
        for text, line in zip(texts, lines, strict=True)
    ]


def _banked(text: str) -> str:
    """The text with its IBAN's country in letters and the rest in digits, where only so its check digits hold."""
    found = IBAN.search(text)
    if found is None or is_iban(found.group().replace(" ", "")):
        return text
    country, rest = found.group(1).translate(LETTER_FOR), found.group(2)
    for body in (rest, rest.translate(DIGIT_FOR)):
        if is_iban((country + body).replace(" ", "")):
            return text[: found.start()] + country + body + text[found.end() :]
    return text


def _named(text: str, line: Letters, places: dict[str, int]) -> str:
    """The text with the one 1 or 0 in a word of capitals as I or O, where the letter's picture allows it."""
    for found in CAPITALS.finditer(text) if len(text) == len(line.classes) else ():
        at = next(at for at in range(*found.span()) if text[at] in CAPITAL_FOR)
        letter = CAPITAL_FOR[text[at]]
        if float(line.tables[at][places[letter]]) > LIKE_ENOUGH:
            text = text[:at] + letter + text[at + 1 :]
    return text


def _decimal_mark(texts: Sequence[str], lines: Sequence[Letters], places: dict[str, int]) -> str:
    """The mark before the last digits that the page's pictures of it speak for, "" when there are few or none."""
    tables = [
        line.tables[found.start()]
        for text, line in zip(texts, lines, strict=True)
        if len(text) == len(line.classes)
        for found in FRACTION.finditer(text)
    ]
    if len(tables) < FEWEST:
        return ""
    commas, points = (sum(float(table[places[mark]]) for table in tables) for mark in ",.")
    northern = any(char in COMMA_LETTERS for text in texts for char in text)
    return "," if commas * (COMMA if northern else 1.0) > points else "."


def _marked(text: str, line: Letters, mark: str, places: dict[str, int]) -> str:
    """The text with the page's decimal mark, where the letter's picture allows it and it is no day and month."""
    if not mark or len(text) != len(line.classes) or DAY_AND_MONTH.search(text):
        return text
    for found in FRACTION.finditer(text):
        at = found.start()
        if text[at] != mark and float(line.tables[at][places[mark]]) > LEAST_CHANCE:
            text = text[:at] + mark + text[at + 1 :]
    return text
