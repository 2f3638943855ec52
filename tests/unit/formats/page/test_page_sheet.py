"""The sheet of an invoice holds every value that was stated, in the reader's language, as it was stated."""

from __future__ import annotations

import dataclasses
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from build import an_invoice
from kontera.core.finding import Finding, Severity
from kontera.core.invoice import DocumentType, Invoice, Payment, Totals
from kontera.core.party import Account, AccountScheme, Address, Party
from kontera.core.reading import Reading
from kontera.core.validation import Breach, Layer, Report, Weight
from kontera.formats.page.lay import lay_out, sheet_of
from kontera.formats.page.remarks import from_breaches
from kontera.formats.page.sheet import Fact, Sheet, Tone
from kontera.formats.page.words import LABELS, Language, Tongue
from random_invoices import INVOICES, OTHERWISE, leaves, shown


def texts(sheet: Any) -> str:
    """Everything a sheet says, a line each."""
    match sheet:
        case str():
            return sheet
        case tuple() | list():
            return "\n".join(texts(one) for one in sheet)
        case _ if dataclasses.is_dataclass(sheet):
            return "\n".join(texts(getattr(sheet, field.name)) for field in dataclasses.fields(sheet))
    return ""


def labelled(sheet: Sheet, term: str) -> list[str]:
    """The labels that stand for a business term in the payment and the totals."""
    return [one.label for one in (*sheet.payment.facts, *sheet.totals.facts) if one.term == term]


@settings(max_examples=40, deadline=None, phases=(Phase.explicit, Phase.generate))
@given(INVOICES, st.sampled_from(Language))
def test_every_value_that_was_stated_stands_on_the_sheet(invoice: Invoice, language: Language) -> None:
    said = texts(lay_out(invoice, language))
    lost = [
        path
        for path, value in leaves(invoice)
        if not OTHERWISE.fullmatch(path) and not any(way in said for way in shown(value, language))
    ]
    assert lost == []


@pytest.mark.parametrize("language", Language)
def test_every_label_has_words_in_every_language(language: Language) -> None:
    assert [key for key in LABELS if not Tongue(language).word(key)] == []


@pytest.mark.parametrize(
    ("type_", "code", "title"),
    [
        (DocumentType.INVOICE, "380", "Faktura"),
        (DocumentType.INVOICE, "", "Faktura"),
        (DocumentType.CREDIT_NOTE, "381", "Kreditfaktura"),
        (DocumentType.INVOICE, "389", "Självfaktura"),
        (DocumentType.CREDIT_NOTE, "261", "Självfaktura, kredit"),
        (DocumentType.CREDIT_NOTE, "384", "Kreditfaktura"),
        (DocumentType.REMINDER, "380", "Påminnelse"),
    ],
)
def test_the_title_tells_what_the_document_is(type_: DocumentType, code: str, title: str) -> None:
    assert lay_out(replace(an_invoice(), type=type_, type_code=code), Language.SV).title == title


@pytest.mark.parametrize(
    ("language", "amount", "day", "rate"),
    [
        (Language.SV, "1\xa0234\xa0567,50", "2026-03-04", "25,5\xa0%"),
        (Language.EN, "1,234,567.50", "2026-03-04", "25.5%"),
        (Language.FI, "1\xa0234\xa0567,50", "4.3.2026", "25,5\xa0%"),
        (Language.NB, "1\xa0234\xa0567,50", "04.03.2026", "25,5\xa0%"),
        (Language.DA, "1.234.567,50", "04.03.2026", "25,5\xa0%"),
    ],
)
def test_numbers_and_days_are_written_as_in_the_language(language: Language, amount: str, day: str, rate: str) -> None:
    tongue = Tongue(language)
    assert tongue.amount(Decimal("1234567.5")) == amount
    assert tongue.day(date(2026, 3, 4)) == day
    assert tongue.per_cent(Decimal("25.50")) == rate


def test_an_amount_keeps_every_decimal_that_was_stated() -> None:
    tongue = Tongue(Language.SV)
    assert [tongue.amount(Decimal(text)) for text in ("10", "10.005", "-0.10", "1E+3")] == [
        "10,00",
        "10,005",
        "\N{MINUS SIGN}0,10",
        "1\xa0000,00",
    ]


def test_a_number_too_long_for_the_eye_is_written_as_stated() -> None:
    assert Tongue(Language.SV).number(Decimal("1E+999999")) == "1E+999999"


def test_a_currency_without_a_minor_unit_has_no_decimals() -> None:
    assert Tongue(Language.EN).amount(Decimal(1500), "ISK") == "1,500\xa0ISK"


def test_the_totals_stand_in_the_order_of_their_terms() -> None:
    stated = Totals(*(Decimal(number) for number in range(1, 11)))
    sheet = lay_out(replace(an_invoice(), totals=stated), Language.EN)
    assert [one.term for one in sheet.totals.facts] == [f"BT-{number}" for number in range(106, 116)]


def test_vat_in_another_currency_says_which() -> None:
    stated = replace(an_invoice().totals, vat_accounting=Decimal("612.5"))
    sheet = lay_out(replace(an_invoice(), currency="EUR", accounting_currency="SEK", totals=stated), Language.SV)
    assert [one.text for one in sheet.totals.facts if one.term == "BT-111"] == ["612,50\xa0SEK"]


def test_totals_that_do_not_add_up_are_shown_as_stated() -> None:
    wrong = replace(an_invoice().totals, payable=Decimal("1.00"))
    sheet = lay_out(replace(an_invoice(), totals=wrong), Language.EN)
    assert sheet.totals.facts[-1].text == f"1.00\xa0{an_invoice().currency}"


@pytest.mark.parametrize(
    ("account", "country", "reference", "label"),
    [
        (Account(AccountScheme.BANKGIRO, "9912346"), "SE", "1001202603", "OCR-nummer"),
        (Account(AccountScheme.BANKGIRO, "9912346"), "SE", "faktura 12", "Betalningsreferens"),
        (Account(AccountScheme.DOMESTIC, "86011117947", country="NO"), "NO", "2345676", "KID"),
        (Account(AccountScheme.IBAN, "FI2112345600000785", country="FI"), "FI", "1232", "Finskt referensnummer"),
        (Account(AccountScheme.IBAN, "FI2112345600000785", country="FI"), "FI", "RF661234567", "RF-referens"),
        (Account(AccountScheme.DANISH_SLIP, "12345678"), "DK", "71#123456789012345", "FIK-betalnings-id"),
    ],
)
def test_the_reference_has_the_name_it_has_where_it_is_paid(
    account: Account, country: str, reference: str, label: str
) -> None:
    seller = Party(name="S", address=Address(country=country))
    invoice = replace(an_invoice(), seller=seller, payment=Payment(accounts=(account,), reference=reference))
    assert labelled(lay_out(invoice, Language.SV), "BT-83") == [label]


def test_each_account_is_named_by_its_kind_and_written_as_people_do() -> None:
    accounts = (
        Account(AccountScheme.BANKGIRO, "9912346"),
        Account(AccountScheme.PLUSGIRO, "28654"),
        Account(AccountScheme.IBAN, "SE4550000000058398257466"),
    )
    sheet = lay_out(replace(an_invoice(), payment=Payment(accounts=accounts)), Language.SV)
    assert [(one.label, one.text) for one in sheet.payment.facts] == [
        ("Bankgiro", "991-2346"),
        ("Plusgiro", "28 65-4"),
        ("IBAN", "SE45 5000 0000 0583 9825 7466"),
    ]


def test_an_organisation_number_is_written_as_its_country_does() -> None:
    sheet = lay_out(an_invoice(), Language.SV)
    assert "559999-1238" in texts(sheet.parties[0])


def test_a_note_shows_its_subject_beside_it() -> None:
    sheet = lay_out(replace(an_invoice(), notes=("#AAI#Hör av er", "#1 i Norden")), Language.SV)
    assert [(one.text, one.small) for one in sheet.notes.facts] == [("Hör av er", "AAI"), ("#1 i Norden", "")]


def test_a_column_that_no_line_fills_is_left_out() -> None:
    labels = [one.label for one in lay_out(an_invoice(), Language.EN).lines.columns]
    assert "Discount" not in labels
    assert {"Description", "Amount"} <= set(labels)


def test_what_reading_remarked_on_and_left_unread_is_told_the_heaviest_first() -> None:
    findings = (
        Finding("a", "A note on {thing}", Severity.NOTE, values=(("thing", "paper"),)),
        Finding("b", "A stop", Severity.STOP, field="totals.payable"),
    )
    sheet = sheet_of(Reading(an_invoice(), "ubl", findings=findings, unread=("Invoice/x",)), Language.EN)
    assert [(one.word, one.text) for one in sheet.remarks] == [("Error", "A stop"), ("Note", "A note on paper")]
    assert sheet.unread.facts == (Fact("", "Invoice/x"),)


def test_broken_rules_are_remarks_with_how_to_mend_them() -> None:
    breach = Breach("BR-01", Weight.FATAL, Layer.EN16931, "No {what}", "State it", (("what", "id"),), "number")
    (remark,) = from_breaches(Tongue(Language.SV), (breach,))
    assert (remark.tone, remark.word, remark.text, remark.mend) == (Tone.STOP, "Fel", "No id", "State it")
    assert (remark.rule, remark.field) == ("BR-01", "number")


def test_the_rules_that_an_invoice_breaks_stand_before_what_reading_remarked_on() -> None:
    report = Report("ubl-invoice", breaches=(Breach("BR-02", Weight.WARNING, Layer.EN16931, "No number"),))
    reading = Reading(an_invoice(), "ubl", findings=(Finding("a", "A doubt"),))
    sheet = sheet_of(reading, Language.EN, report=report)
    assert [one.text for one in sheet.remarks] == ["No number", "A doubt"]


def test_an_empty_invoice_makes_an_empty_sheet_and_invents_nothing() -> None:
    sheet = lay_out(Invoice(), Language.SV)
    assert (sheet.number, sheet.summary, sheet.parties, sheet.lines.rows) == ("", (), (), ())
