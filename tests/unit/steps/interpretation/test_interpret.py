"""Whole pages in, invoices with evidence out."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.steps.interpretation.pages import SWEDISH, a_page

from kontera.core.evidence import Box, Page, Source, Word
from kontera.core.invoice import DocumentType
from kontera.core.party import AccountScheme
from kontera.steps.interpretation.hints import Hints
from kontera.steps.interpretation.interpret import interpret


def test_a_swedish_page_gives_number_dates_and_currency() -> None:
    invoice = interpret((a_page(*SWEDISH),), Hints()).invoice
    assert invoice.type is DocumentType.INVOICE
    assert (invoice.number, invoice.issue_date, invoice.due_date) == ("F42147", date(2026, 4, 10), date(2026, 5, 10))
    assert invoice.currency == "SEK"


def test_the_totals_add_up_with_the_rounding() -> None:
    totals = interpret((a_page(*SWEDISH),), Hints()).invoice.totals
    assert (totals.net, totals.vat, totals.payable) == (Decimal("1402.00"), Decimal("350.50"), Decimal("1753.00"))


def test_seller_and_buyer_are_told_apart() -> None:
    invoice = interpret((a_page(*SWEDISH),), Hints()).invoice
    assert invoice.seller.name == "Ekdungens Transport AB"
    assert invoice.seller.organisation_number == "5560360793"
    assert invoice.seller.vat_number == "SE556036079301"
    assert invoice.buyer.name == "Lindmarkens Livs AB"


def test_accounts_and_reference_are_read() -> None:
    payment = interpret((a_page(*SWEDISH),), Hints()).invoice.payment
    assert {(account.scheme, account.id) for account in payment.accounts} == {
        (AccountScheme.BANKGIRO, "50501055"),
        (AccountScheme.IBAN, "SE4550000000058398257466"),
    }
    assert payment.reference == "12345682"


def test_lines_have_quantity_price_rate_and_amount() -> None:
    lines = interpret((a_page(*SWEDISH),), Hints()).invoice.lines
    assert [(x.description, x.quantity, x.unit_price, x.vat_rate, x.net_amount) for x in lines] == [
        ("Konsulttimmar", Decimal(2), Decimal("500.00"), Decimal(25), Decimal("1000.00")),
        ("Toner svart", Decimal(4), Decimal("100.50"), Decimal(25), Decimal("402.00")),
    ]


def test_every_value_says_where_it_was_seen() -> None:
    evidence = interpret((a_page(*SWEDISH),), Hints()).evidence
    for path in ("number", "issue_date", "totals.payable", "seller.name", "payment.accounts[0]", "lines[0].net_amount"):
        place = evidence[path].place
        assert place is not None
        assert place.page == 1
        assert 0.5 < evidence[path].sure < 1
    assert evidence["number"].by == "label.sv:fakturanummer"


def test_the_receiving_companys_own_numbers_are_never_the_suppliers() -> None:
    hints = Hints(buyer_ids=frozenset({"5560360793", "SE556036079301", "50501055", "SE4550000000058398257466"}))
    invoice = interpret((a_page(*SWEDISH),), hints).invoice
    assert invoice.seller.organisation_number == ""
    assert invoice.seller.vat_number == ""
    assert invoice.payment.accounts == ()


def test_the_receiving_companys_name_is_never_the_suppliers() -> None:
    page = a_page((6, 5, "Mottagande Bolag AB"), (6, 20, "Sända Varor AB"), (60, 5, "Faktura 12345"))
    invoice = interpret((page,), Hints(buyer_names=frozenset({"Mottagande Bolag AB"}))).invoice
    assert invoice.seller.name == "Sända Varor AB"
    assert invoice.buyer.name == "Mottagande Bolag AB"


def test_a_due_date_is_counted_from_the_terms_and_says_so() -> None:
    page = a_page(
        (6, 5, "FAKTURA 1001"), (6, 8, "Fakturadatum: 2026-11-21"), (6, 10, "Betalningsvillkor: 30 dagar netto")
    )
    reading = interpret((page,), Hints())
    assert reading.invoice.due_date == date(2026, 12, 21)
    assert reading.evidence["due_date"].source is Source.ASSUMED
    assert reading.evidence["due_date"].by == "terms"


def test_an_empty_page_gives_an_empty_invoice() -> None:
    reading = interpret((a_page(),), Hints())
    assert reading.invoice.number == ""
    assert reading.invoice.totals.payable is None
    assert reading.invoice.lines == ()
    assert reading.sure == 0.0


def test_a_credit_note_has_positive_amounts() -> None:
    page = a_page(
        (6, 5, "KREDITNOTA"), (6, 8, "Kreditnota nr: 778"), (60, 20, "Netto"), (85, 20, "-100,00"),
        (60, 22, "Moms 25 %"),
        (86, 22, "-25,00"), (60, 24, "Att betala"), (85, 24, "-125,00"),
    )  # fmt: skip
    invoice = interpret((page,), Hints()).invoice
    assert invoice.type is DocumentType.CREDIT_NOTE
    assert (invoice.totals.net, invoice.totals.vat, invoice.totals.payable) == (Decimal(100), Decimal(25), Decimal(125))


def test_a_reminder_is_told_from_an_invoice() -> None:
    page = a_page((6, 5, "MAKSUMUISTUTUS"), (6, 8, "Laskun numero: 123"), (6, 10, "Eräpäivä: 21.11.2026"))
    assert interpret((page,), Hints()).invoice.type is DocumentType.REMINDER


def test_reverse_charge_is_seen() -> None:
    page = a_page((6, 5, "FAKTURA 1001"), (6, 50, "Omvänd betalningsskyldighet för byggtjänster"))
    assert interpret((page,), Hints()).invoice.reverse_charge


def test_a_finnish_page_is_read_in_its_own_words() -> None:
    page = a_page(
        (6, 5, "Kivisalmen Tilitoimisto Oy"), (60, 5, "LASKU"), (60, 8, "Laskun numero:"), (80, 8, "6557358"),
        (60, 10, "Laskun päiväys:"), (80, 10, "9.10.2026"), (60, 12, "Eräpäivä:"), (80, 12, "29.10.2026"),
        (60, 14, "Viitenumero:"), (80, 14, "1234561"), (60, 16, "Maksettava:"), (80, 16, "1255,00 euroa"),
        (60, 18, "Veroton yhteensä:"), (80, 18, "1000,00"), (60, 20, "Alv yhteensä:"), (80, 20, "255,00"),
        (6, 60, "Y-tunnus: 2077474-0"), (30, 60, "FI21 1234 5600 0007 85"),
    )  # fmt: skip
    reading = interpret((page,), Hints())
    invoice = reading.invoice
    assert reading.language == "fi"
    assert (invoice.number, invoice.issue_date, invoice.due_date) == ("6557358", date(2026, 10, 9), date(2026, 10, 29))
    assert (invoice.totals.net, invoice.totals.vat, invoice.totals.payable) == (
        Decimal(1000),
        Decimal(255),
        Decimal(1255),
    )
    assert invoice.payment.reference == "1234561"
    assert invoice.payment.accounts[0].id == "FI2112345600000785"
    assert invoice.seller.organisation_number == "20774740"


def test_vat_of_several_rates_without_a_total_is_summed() -> None:
    page = a_page(
        (6, 5, "Faktura 48892"), (60, 40, "Sum eks. mva"), (85, 40, "300,00 kr"), (60, 42, "MVA 25 %"),
        (85, 42, "50,00 kr"),
        (60, 44, "MVA 12 %"), (85, 44, "12,00 kr"), (60, 50, "Til betaling"), (85, 50, "362,00 kr"),
    )  # fmt: skip
    reading = interpret((page,), Hints())
    assert reading.invoice.totals.vat == Decimal("62.00")
    assert reading.evidence["totals.vat"].by == "sum of rates"


def test_a_letter_misread_in_an_iban_is_repaired_only_when_the_check_digits_agree() -> None:
    page = a_page((6, 60, "IBAN: FI21 1234 56O0 0007 85"), by="ocr")
    reading = interpret((page,), Hints())
    assert [account.id for account in reading.invoice.payment.accounts] == ["FI2112345600000785"]
    assert "a misread letter was repaired" in reading.evidence["payment.accounts[0]"].reasons


def test_the_swedish_slip_gives_reference_and_account() -> None:
    page = a_page((6, 90, "# 97080179514 # 22810 00 6 > 96893003#41#"))
    payment = interpret((page,), Hints()).invoice.payment
    assert payment.reference == "97080179514"
    assert [(account.scheme, account.id) for account in payment.accounts] == [(AccountScheme.BANKGIRO, "96893003")]


WORDS = (
    "Faktura", "Fakturanr:", "1 234,56", "-12,00", "25 %", "2026-01-01", "99.99.9999", "IBAN", "SE45", "½²³", "٣٤٥",
    "+71<", "1" * 80,
    "Moms", "Summa", "Antal", "A-pris", "Kund", "AB", "a@b.c", "#", "Att betala", "1.234.567,89", "0:00", "RF18",
    "KID", "x" * 200,
)  # fmt: skip


@given(
    st.lists(
        st.tuples(st.floats(0, 99), st.sampled_from([5.0, 5.3, 20.0, 50.0, 99.0]), st.sampled_from(WORDS)), max_size=40
    )
)
@settings(max_examples=60, deadline=None)
def test_whatever_stands_on_a_page_something_is_read(texts: list[tuple[float, float, str]]) -> None:
    reading = interpret((a_page(*texts, by="ocr"),), Hints())
    assert all(0 < evidence.sure < 1 for evidence in reading.evidence.values())


def test_a_page_without_size_is_read_as_empty_as_it_is() -> None:
    page = Page(1, 0, 0, (Word("Faktura", Box(0, 0, 0, 0)), Word("1001", Box(0.1, 0, 0.1, 0))), "text")
    assert interpret((page,), Hints()).format == "text"
