"""The words of the web application: what is typed, what is shown, and that nothing is left untranslated."""

from __future__ import annotations

import ast
import importlib.util
import re
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.pofile import read_po
from django.utils import translation

from kontera.core.errors import KonteraError
from kontera.core.event import KINDS
from kontera.core.finding import Finding
from kontera.web import said, shown, typed, words
from kontera.web.catalogues import LANGUAGES, source_of

ROOT = Path(__file__).resolve().parent.parent.parent


def _script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("messages", ROOT / "scripts" / "messages.py")
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    return script


def _messages() -> set[object]:
    return {(message.id, message.context) for message in _script().messages() if message.id}


def test_a_reason_kept_in_a_name_is_a_message_too() -> None:
    said_in_a_step = {"seen more than once", "read from the code on the page", "payments to the supplier are on hold"}
    assert said_in_a_step <= {message for message, _context in _messages()}


def test_no_message_stands_inside_another_text_where_it_is_not_found() -> None:
    marks = _script().KEYWORDS
    calls = (
        f"{path.name}: {ast.unparse(node)}"
        for path in (ROOT / "src" / "kontera").rglob("*.py")
        for text in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(text, ast.JoinedStr)
        for node in ast.walk(text)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in marks
    )
    assert list(calls) == []


def test_what_is_not_to_be_translated_is_still_in_the_source() -> None:
    script = _script()
    assert set(script.phrases()) >= script.UNSAID


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_translated(language: str) -> None:
    with source_of(language).open("rb") as file:
        known = {(m.id, m.context) for m in read_po(file) if m.id and m.string and all([*m.string])}
    assert _messages() - known == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_keeps_the_named_places(language: str) -> None:
    with source_of(language).open("rb") as file:
        for message in read_po(file):
            one = message.id if isinstance(message.id, str) else message.id[-1]
            other = message.string if isinstance(message.string, str) else message.string[-1]
            assert sorted(re.findall(r"\{\w+\}|%\(\w+\)s", one)) == sorted(re.findall(r"\{\w+\}|%\(\w+\)s", other))


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1 250,00", "1250.00"),
        ("1.250,00", "1250.00"),
        ("1,250.00", "1250.00"),
        ("1250:-", "1250"),
        ("1\u00a0250,5 kr", "1250.5"),
        ("−67,00", "-67.00"),
        ("1.250", "1250"),
        ("€ 12,50", "12.50"),
    ],
)
def test_an_amount_is_read_as_it_is_typed(text: str, amount: str) -> None:
    assert typed.canonical("totals.payable", text) == amount


@pytest.mark.parametrize(
    "text", ["2026-12-31", "31.12.2026", "31/12 2026".replace(" ", "/"), "20261231", "31 dec 2026"]
)
def test_a_day_is_read_as_it_is_typed(text: str) -> None:
    assert typed.canonical("due_date", text) == "2026-12-31"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Bankgiro 991-2346", "bankgiro:9912346"),
        ("991-2346", "bankgiro:9912346"),
        ("SE45 5000 0000 0583 9825 7466", "iban:SE4550000000058398257466"),
    ],
)
def test_an_account_is_known_by_its_form(text: str, key: str) -> None:
    assert typed.canonical("payment.accounts[0]", text) == key


@pytest.mark.parametrize("text", ["991-2347", "SE45 5000 0000 0583 9825 7467", "abc"])
def test_an_account_with_wrong_digits_is_refused(text: str) -> None:
    with pytest.raises(KonteraError):
        typed.canonical("payment.accounts[0]", text)


def test_what_is_shown_is_read_back() -> None:
    for language in ("sv", "fi", "en"):
        with translation.override(language):
            assert typed.canonical("due_date", shown.day(date(2026, 3, 1))) == "2026-03-01"


def test_a_finding_with_a_missing_value_is_still_told() -> None:
    assert said.finding_words(Finding("x.y", "The {what} is gone.")) == "The – is gone."


def test_every_kind_of_event_has_a_name() -> None:
    assert {kind.__name__ for kind in KINDS} == set(words.EVENT)
