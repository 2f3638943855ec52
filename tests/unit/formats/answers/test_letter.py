"""Letters to suppliers: which invoice, why, and what could not be read, in the supplier's language."""

from __future__ import annotations

import string
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontera.formats.answers.letter import LetterFacts, Unread, language_of, write_letter
from kontera.formats.answers.letter_words import FIELDS, LANGUAGES, SENTENCES, Ground

FACTS = LetterFacts(
    "Demomöbel AB", "Pappershuset AB", "1042", "a.pdf", date(2026, 11, 2), Decimal("1250.00"), "SEK", "in@x.example"
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_everything(language: str) -> None:
    assert set(SENTENCES[language]) == set(SENTENCES["en"])
    for name, text in SENTENCES["en"].items():
        places = {field for _, field, _, _ in string.Formatter().parse(text) if field}
        assert {field for _, field, _, _ in string.Formatter().parse(SENTENCES[language][name]) if field} == places
    assert all(len(names) == len(LANGUAGES) for names in FIELDS.values())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("ground", Ground)
def test_a_letter_names_invoice_day_and_sender_and_the_persons_own_words(language: str, ground: Ground) -> None:
    made = write_letter(FACTS, language, ground, "Ring Anna på 08-123.")
    for wanted in ("1042", "Pappershuset AB", "Demomöbel AB", "Ring Anna på 08-123.", "2026", "250"):
        assert wanted in made.text
    assert "1042" in made.subject
    assert "{" not in made.text + made.subject


def test_what_could_not_be_read_is_named_with_its_page() -> None:
    unread = (Unread("number", 1), Unread("lines[2].net_amount", 2), Unread("payment.accounts[0]"), Unread("strange"))
    text = write_letter(FACTS, "sv", Ground.UNREADABLE, unread=unread).text
    assert "– sida 1: fakturanummer\n– sida 2: rad 3\n– betalningskonto (saknas)\n" in text
    assert "in@x.example" in text


def test_a_document_without_a_number_is_named_by_its_file() -> None:
    made = write_letter(LetterFacts("Demomöbel AB", document="skannad.pdf"), "fi", Ground.UNREADABLE)
    assert "skannad.pdf" in made.subject
    assert made.text.startswith("Hei,")


@pytest.mark.parametrize(
    ("wanted", "country", "read", "language"),
    [
        ("fi", "SE", "", "fi"),
        ("", "NO", "sv", "nb"),
        ("no", "", "", "nb"),
        ("", "AT", "", "de"),
        ("", "FR", "da", "da"),
        ("fr", "FR", "fr", "en"),
    ],
)
def test_the_language_is_the_suppliers_own(wanted: str, country: str, read: str, language: str) -> None:
    assert language_of(wanted, country, read) == language


@given(st.text(), st.text(), st.sampled_from(Ground), st.sampled_from(LANGUAGES))
def test_whatever_stands_in_an_invoice_makes_a_letter(name: str, words: str, ground: Ground, language: str) -> None:
    made = write_letter(LetterFacts("X", name, words, name), language, ground, words, (Unread(name, 1),))
    assert made.text.endswith("X\n")
