"""What a company can be called: its legal form, and the words that are no name."""

# ruff: noqa: PLR2004 - the numbers are counts of words and letters, explained where they are used

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from kontera.steps.interpretation.layout import FOLDS

LEGAL_FORM: Final = re.compile(
    r"(?:^|\s)(?:AB|Aktiebolag|HB|KB|Handelsbolag|Ekonomisk förening|Ek\.? för\.?|Oy|Oyj|Abp|Ky|Tmi|T:mi|Osk|Osuuskunta"
    r"|AS|ASA|ANS|DA|ENK|SA|NUF|A/S|ApS|I/S|K/S|IVS|P/S|A\.m\.b\.a\.?|ehf\.?|hf\.?|slf\.?|GmbH|UG|AG|KG|OHG|e\.\s?K\.?"
    r"|e\.\s?V\.?|GbR|PartG|mbB|mbH|SE|Ltd\.?|Limited|LLC|Inc\.?|PLC|LLP|Corp\.?|eG|(?i:Sdn\.? Bhd\.?|Bhd\.?)|SARL|SAS"
    r"|S\.A\.|EURL|B\.?V\.?|N\.?V\.?|VOF|Rf|Ry|Brf|OÜ|SIA|UAB|OY|OYJ|LTD\.?|LIMITED|GMBH|ömsesidigt?"
    r"|[Gg]jensidig)(?=$|[\s,.;·•|()-])"
)
STREET: Final = re.compile(
    r"(?:gatan|vägen|gata|väg|katu|tie|vej|gade|veien|gate|vei|straße|strasse|str\.|street|road|avenue|rue|plads|allé|torget|gränd)(?![^\W\d_])\s?\d*",
    re.IGNORECASE,
)
CURRENCY: Final = re.compile(r"^(?:SEK|NOK|DKK|EUR|ISK|USD|GBP|Euro)$")
BOX: Final = re.compile(r"^(?:Box|Boks|Postboks|Postfach|PL|FE|PB|BP)\s?\d", re.IGNORECASE)
CARE_OF: Final = re.compile(r"^(?:c/o|co/|att(?:n|ention)?[.:]?|v/|z\.\s?hd\.?)\s", re.IGNORECASE)
COURT: Final = re.compile(r"^AG\s[A-ZÄÖÜ][\w-]+(?:\s[A-ZÄÖÜ]\w+)?$")  # "AG Kempten": the local court
SLIP: Final = re.compile(r"^(?:tilisiirto|girering|inbetalning\b|innbetaling\b|zahlschein|überweisung)", re.IGNORECASE)
ADDRESSED: Final = re.compile(r"(?:frau|herrn?|familie|firma|fru|fröken|mr|mrs|ms|messrs)\.?", re.IGNORECASE)
ABBREVIATED: Final = re.compile(r"(?:[^\W\d_]{2,}\.){2,}")  # "Alv.rek.": a label
SENTENCE: Final = 2  # words in small letters before a company's form: a sentence speaks of it
CAPITALS: Final = re.compile(r"(?:[A-ZÅÄÖÆØÜ][\w'’.-]*|&|och|og|ja|and|und|i|in|of)")
ARTICLES: Final = frozenset({"le", "la", "les", "the"})
NAME_WORDS: Final = 9
SMALL_WORDS: Final = frozenset({"&", "och", "og", "ja", "and", "und", "et", "of", "the", "i", "in", "für", "de", "+"})


@lru_cache(maxsize=4096)
def legal(text: str) -> bool:
    """Whether a company's legal form stands in the text."""
    return LEGAL_FORM.search(text) is not None


@lru_cache(maxsize=4096)
def plain(name: str) -> str:
    """The name in small letters without accents and marks: the form in which names are compared."""
    return " ".join(re.sub(r"[^\w]+", " ", name.casefold().translate(FOLDS)).split())


@lru_cache(maxsize=4096)
def named_so(text: str) -> bool:
    """Whether a company can be called that."""
    words = text.split()
    if not 1 <= len(words) <= NAME_WORDS or len(text) < 3 or "@" in text or "www." in text or ":" in text:
        return False
    if COURT.match(text) or (text.endswith("-") and len(words) == 1) or (SLIP.match(text) and not legal(text)):
        return False
    if not text[0].isalpha() or sum(map(str.isdigit, text)) > 2 or sum(map(str.isalpha, text)) < 3:
        return False
    if (
        ADDRESSED.fullmatch(text)
        or ABBREVIATED.fullmatch(text)
        or CURRENCY.match(text)
        or LEGAL_FORM.fullmatch(text)
        or BOX.match(text)
        or CARE_OF.match(text)
    ):
        return False
    if legal(text) and sum(word[0].islower() and word not in SMALL_WORDS for word in words) >= SENTENCE:
        return False
    return legal(text) or (text[0].isupper() and STREET.search(text) is None)


def christened(words: Sequence[str]) -> bool:
    """Whether a word that can be a label is a name by what stands with it: "Le Fournil", "Kunde B"."""
    if len(words) != 2 or not all(word[0].isupper() for word in words):
        return False
    return words[0].casefold() in ARTICLES or (len(words[1]) == 1 and words[1].isalpha())


def begun(text: str) -> str:
    """The company that a line of its own particulars begins with ("Bryggan AB Bankgiro 123-4567"), else nothing."""
    found = LEGAL_FORM.search(text) if legal(text) else None
    words = text[: found.end()].split() if found else []
    if not 1 < len(words) <= NAME_WORDS or any(word[0].islower() and word not in SMALL_WORDS for word in words[:-1]):
        return ""
    name = " ".join(words).rstrip(" ,.;·•|()-") if found else ""
    return name if named_so(name) else ""


def spoken_of(text: str) -> str:
    """The company in a sentence ("Fakturan är utställd av Ekdungens Transport AB"), else nothing."""
    found = LEGAL_FORM.search(text) if legal(text) and not CARE_OF.match(text) else None
    words = text[: found.end()].split() if found else []
    at = len(words) - 1
    while at > 0 and CAPITALS.fullmatch(words[at - 1]):
        at -= 1
    name = " ".join(words[at:]).strip(" ,.;()-")
    return name if 0 < at < len(words) - 1 and words[at][0].isupper() and name in text and named_so(name) else ""
