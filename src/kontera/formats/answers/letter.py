"""A letter to the supplier in its language: which invoice, why it is not paid, what could not be read and where."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from babel.dates import format_date
from babel.numbers import format_decimal

from kontera.formats.answers.letter_words import FIELDS, LANGUAGES, REMINDERS, SENTENCES, Ground

_LOCALES: Final = {"sv": "sv_SE", "en": "en_GB", "fi": "fi_FI", "nb": "nb_NO", "da": "da_DK", "de": "de_DE"}
_OF_COUNTRY: Final = {
    "SE": "sv",
    "AX": "sv",
    "FI": "fi",
    "NO": "nb",
    "DK": "da",
    "GL": "da",
    "DE": "de",
    "AT": "de",
    "CH": "de",
    "LI": "de",
}
_LINE: Final = re.compile(r"^lines\[(\d+)\]")


@dataclass(frozen=True, slots=True)
class Unread:
    """A value that could not be read: its path in the invoice, and the page (from 1) where it stands; 0 for none."""

    path: str
    page: int = 0


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """What a letter says: about which invoice (or document, where no number was read), and from whom to whom."""

    sender: str
    supplier: str = ""
    number: str = ""
    document: str = ""
    issued: date | None = None
    amount: Decimal | None = None
    currency: str = ""
    address: str = ""  # where our invoices are received


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter ready to be sent."""

    language: str
    subject: str
    text: str


def language_of(wanted: str, country: str, read: str = "") -> str:
    """The letter's language: the one agreed with the supplier, else its country's, else the invoice's, else English."""
    for language in (_known(wanted), _OF_COUNTRY.get(country, ""), _known(read)):
        if language:
            return language
    return "en"


def _known(language: str) -> str:
    plain = {"no": "nb", "nn": "nb"}.get(language[:2].lower(), language[:2].lower())
    return plain if plain in LANGUAGES else ""


def write_letter(
    facts: LetterFacts, language: str, ground: Ground, words: str = "", unread: tuple[Unread, ...] = ()
) -> Letter:
    """The letter. `words` is what the person adds, in their own words; `unread` what could not be read.

    Another language than those of `LANGUAGES` is written in English.
    """
    language = language if language in LANGUAGES else "en"
    said = SENTENCES[language]
    invoice = said["invoice"].format(number=facts.number) if facts.number else ""
    invoice = invoice or said["document"].format(name=facts.document)
    illegible = ground is Ground.UNREADABLE
    paragraphs = (
        said["greeting"].format(name=facts.supplier) if facts.supplier else said["greeting_unknown"],
        _about(facts, said, language, invoice),
        "\n".join(part for part in (said[ground], words.strip()) if part),
        _fields(unread, said, language),
        "" if illegible and not facts.number else said["hold"],
        said["ask_unread"].format(to=said["to"].format(address=facts.address) if facts.address else "")
        if illegible
        else said["ask"],
        f"{said['close']}\n{facts.sender}",
    )
    subject = said["subject_unread" if illegible else "subject"].format(invoice=invoice)
    subject = subject[:1].upper() + subject[1:]
    return Letter(language, subject, "\n\n".join(part for part in paragraphs if part) + "\n")


def _about(facts: LetterFacts, said: Mapping[str, str], language: str, invoice: str) -> str:
    locale = _LOCALES[language]
    dated = said["dated"].format(day=format_date(facts.issued, "medium", locale=locale)) if facts.issued else ""
    amount = ""
    if facts.amount is not None:
        told = format_decimal(facts.amount, format="#,##0.00", locale=locale)
        amount = said["amount"].format(amount=told, currency=facts.currency).rstrip()
    return said["about"].format(invoice=invoice, dated=dated, amount=amount)


def _fields(unread: tuple[Unread, ...], said: Mapping[str, str], language: str) -> str:
    told = []
    for one in unread:
        name = _field(one.path, language)
        if name:
            form = "field" if one.page else "field_unplaced"
            told.append("– " + said[form].format(page=one.page, field=name))
    return "\n".join((said["fields"], *dict.fromkeys(told))) if told else ""


def _field(path: str, language: str) -> str:
    """The field's name; the longest known beginning of its path says it, nothing known says nothing."""
    plain = re.sub(r"\[\d+\]", "", path)
    best = max((name for name in FIELDS if plain == name or plain.startswith(f"{name}.")), key=len, default="")
    if not best:
        return ""
    line = _LINE.match(path)
    return FIELDS[best][LANGUAGES.index(language)].format(line=int(line[1]) + 1 if line else "").strip()


def write_reminder(language: str, name: str, count: int, address: str) -> Letter:
    """The mail that reminds one of our own people of invoices that wait; in English where the language is not told."""
    told = REMINDERS.get(language, REMINDERS["en"])
    subject, text = (told[part].format(name=name, count=count, address=address) for part in ("subject", "text"))
    return Letter(language, subject, text)
