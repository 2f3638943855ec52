"""Numbers of foreign registers are known by their form, and what only looks like one is let be."""

from __future__ import annotations

import pytest

from kontera.core.evidence import Box, Page, Word
from kontera.steps.interpretation.layout import laid_out
from kontera.steps.interpretation.registers import registered


def found(text: str) -> list[str]:
    """The numbers found in one row of words."""
    words, at = [], 0.05
    for part in text.split():
        words.append(Word(part, Box(at, 0.1, at + 0.008 * len(part), 0.112)))
        at += 0.008 * (len(part) + 1)
    sheet = laid_out((Page(1, 595.0, 842.0, tuple(words), "text"),))
    return [choice.value for segment in sheet.segments for choice in registered(segment, 1.0)]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Handelsregisternummer: HRA 45678", "HRA 45678"),
        ("Amtsgericht München HRB 123456", "HRB 123456"),
        ("HRB Nr. 1234 B", "HRB 1234 B"),
        ("CRN 9876543", "9876543"),
        ("Company Registration No. SC123456", "SC123456"),
        ("Registered Number: 01234567", "01234567"),
        ("Registered in England and Wales No. 08812203", "08812203"),
        ("Amtsgericht Freiburg VR 3021", "VR 3021"),
        ("AG Essen PR 3311", "PR 3311"),
        ("Reg.nr 10137319", "10137319"),
        ("SIRET : 123 456 789 00014", "12345678900014"),
        ("SIREN 123456782", "123456782"),
        ("RCS Lyon 488 221 078", "488221078"),
        ("KvK-nummer 32087411", "32087411"),
        ("KvK 's-Hertogenbosch 17224410", "17224410"),
        ("ABN 51 824 753 556", "51824753556"),
        ("EIN 94-3120557", "94-3120557"),
        ("HR-12345678", "HR 12345678"),
    ],
)
def test_a_register_number_is_known_by_its_form(text: str, number: str) -> None:
    assert found(text) == [number]


@pytest.mark.parametrize(
    "text", ["HRB", "Company No", "CRN 12", "SIRET 12345", "Our reference HR 12345", "Invoice No 12345678"]
)
def test_what_only_looks_like_one_is_let_be(text: str) -> None:
    assert found(text) == []
