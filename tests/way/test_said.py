"""Whatever the steps say of an invoice, an accountant reads in their own language: invoices of all kinds are walked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import pytest
from babel.messages.pofile import read_po
from django.utils import translation
from office import an_office, invoice_of

from kontera.core.case import Case
from kontera.core.finding import Finding, Severity
from kontera.samples.companies import SUPPLIERS, business
from kontera.samples.invent import Kind
from kontera.web import said
from kontera.web.catalogues import LANGUAGES, source_of

PHRASE = re.compile(r"[a-z][a-z'-]*(?:[,:;]? [a-zA-Z'-]+)+")
KEYS = tuple(dict.fromkeys(one.key for one in SUPPLIERS))[::3]
KINDS = tuple(Kind)
MANY = 20  # different sentences: fewer would mean that nothing was walked


@cache
def cases() -> tuple[Case, ...]:
    """Invoices of several suppliers and every kind, on paper and as data, and one of them once more."""
    office = an_office()
    ids = []
    for at, key in enumerate(KEYS):
        ids.append(office.scanned(invoice_of(key, 20 + at, KINDS[at % len(KINDS)]), business(key)))
        ids.append(office.sent(invoice_of(key, 40 + at, KINDS[(at + 1) % len(KINDS)])))
    ids.append(office.sent(invoice_of(KEYS[0], 20, KINDS[0])))
    return tuple(office.case(case) for case in ids)


def said_of(case: Case) -> Iterator[str]:
    """The messages that go with an invoice: why a value is believed, what is wrong, why a row is coded so."""
    for evidence in case.evidence.values():
        yield from evidence.reasons
    yield from (finding.msgid for finding in case.findings)
    yield from (row.reason for row in case.rows)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_and_finding_is_translated(language: str) -> None:
    with source_of(language).open("rb") as file:
        known = {message.id for message in read_po(file) if message.id and message.string}
    said_ones = {message for case in cases() for message in said_of(case)} - {""}
    assert len(said_ones) > MANY
    assert said_ones - known == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_value_within_a_sentence_is_left_in_english(language: str) -> None:
    values = {pair for case in cases() for finding in case.findings for pair in finding.values}
    values |= {pair for case in cases() for row in case.rows for pair in row.reason_values}
    told = {(name, value) for name, value in values if PHRASE.fullmatch(value)}
    with translation.override(language):
        assert {pair for pair in told if said.value_words(*pair, {}) == pair[1]} == set()


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("sv", "Moms 25,5 % finns inte i Sverige."),
        ("fi", "ALV 25,5 % ei ole käytössä maassa Ruotsi."),
        ("en", "VAT of 25.5 % does not exist in Sweden."),
    ],
)
def test_a_rate_and_a_country_are_written_as_the_reader_writes_them(language: str, told: str) -> None:
    values = (("rate", "25.5"), ("country", "SE"))
    finding = Finding("vat.rate", "VAT of {rate} % does not exist in {country}.", Severity.DOUBT, "", values, "checks")
    with translation.override(language):
        assert said.finding_words(finding) == told


def test_a_kind_stands_in_small_letters_within_a_sentence() -> None:
    asked = (("value", "GB1"), ("kind", "VAT number"))
    with translation.override("sv"):
        assert said.filled("{value} is not a valid {kind}.", dict(asked)) == "GB1 är inget giltigt momsnummer."
