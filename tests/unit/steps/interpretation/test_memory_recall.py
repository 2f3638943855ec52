"""Field memory: one corrected invoice, and what is read of the next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.steps.interpretation.pages import SWEDISH, a_page

from kontera.core.edit import changed
from kontera.core.evidence import Evidence, Page, Source
from kontera.core.invoice import Invoice, Line
from kontera.core.memory import Record
from kontera.core.party import Account, AccountScheme
from kontera.core.reading import Reading
from kontera.steps.interpretation.calibration import Setting, calibrated
from kontera.steps.interpretation.choice import Choice
from kontera.steps.interpretation.hints import Hints
from kontera.steps.interpretation.interpret import interpret
from kontera.steps.interpretation.memory import learned
from kontera.steps.interpretation.recall import REMEMBERED, STRANGE, TRUSTED

STRANGE_WORDS = {
    "Fakturanummer:": "Blorvig:",
    "Fakturadatum:": "Zumpdag:",
    "Förfallodatum:": "Krillstund:",
    "OCR:": "Wexla:",
    "FAKTURA": "MUMFEL",
    "Beskrivning": "Trallanka",
    "Antal": "Fjupp",
    "A-pris": "Gnoz",
    "Moms %": "Hurv %",
    "Summa": "Tvorn",
    "Netto": "Splank",
    "Moms 25 %": "Hurv 25 %",
    "Öresavrundning": "Pytteklump",
    "Att betala": "Ska lurvas",
}
TRUTH = {
    "number": "F42147",
    "issue_date": "2026-04-10",
    "due_date": "2026-05-10",
    "payment.reference": "12345682",
    "totals.net": "1402.00",
    "totals.vat": "350.50",
    "totals.payable": "1753.00",
}
LINES = (
    Line(
        "1",
        "Konsulttimmar",
        quantity=Decimal(2),
        unit_price=Decimal(500),
        vat_rate=Decimal(25),
        net_amount=Decimal(1000),
    ),
    Line(
        "2",
        "Toner svart",
        quantity=Decimal(4),
        unit_price=Decimal("100.5"),
        vat_rate=Decimal(25),
        net_amount=Decimal(402),
    ),
)
NEXT = {
    "F42147": "F42311",
    "2026-04-10": "2026-06-02",
    "2026-05-10": "2026-07-02",
    "12345682": "99887766",
    "Toner svart": "Kablar",
    "402,00": "500,00",
    "4": "5",
    "100,50": "100,00",
    "1 402,00": "1 500,00",
    "350,50": "375,00",
    "0,50": "0,00",
    "1 753,00 kr": "1 875,00 kr",
}


def strange(changes: Mapping[str, str] | None = None, *, words: Mapping[str, str] = STRANGE_WORDS) -> Page:
    """The Swedish page with labels that no word list knows, and with other values."""
    given_values = changes or {}
    return a_page(*((x, y, words.get(text, given_values.get(text, text))) for x, y, text in SWEDISH))


def corrected(
    page: Page, truth: Mapping[str, str] = TRUTH, lines: tuple[Line, ...] = LINES
) -> tuple[Invoice, tuple[str, ...]]:
    """What a person makes of the page, and the paths that were set."""
    invoice = replace(interpret((page,), Hints()).invoice, lines=lines)
    for path, text in truth.items():
        invoice = changed(invoice, path, text)
    return invoice, (*truth, "lines[0].net_amount", "lines[1].net_amount")


def taught(page: Page, case: str = "a", truth: Mapping[str, str] = TRUTH, **changes: Any) -> Record:
    """The record of a page that a person corrected."""
    invoice, paths = corrected(page, truth)
    record = learned(case, (page,), invoice, {}, hints=changes.get("hints", Hints()), corrected=paths)
    assert record is not None
    return record


def read(page: Page, *records: Record) -> Reading:
    return interpret((page,), Hints(memory=records))


def test_one_correction_suffices_for_words_that_no_list_knows() -> None:
    warm = read(strange(NEXT), taught(strange())).invoice
    assert (warm.number, warm.payment.reference) == ("F42311", "99887766")
    assert (warm.issue_date, warm.due_date) == (date(2026, 6, 2), date(2026, 7, 2))
    assert (warm.totals.net, warm.totals.vat, warm.totals.payable) == (Decimal(1500), Decimal(375), Decimal(1875))


def test_the_lines_are_read_by_the_remembered_columns() -> None:
    warm = read(strange(NEXT), taught(strange())).invoice
    assert [(x.description, x.quantity, x.unit_price, x.net_amount) for x in warm.lines] == [
        ("Konsulttimmar", Decimal(2), Decimal("500.00"), Decimal("1000.00")),
        ("Kablar", Decimal(5), Decimal("100.00"), Decimal("500.00")),
    ]


def test_a_remembered_value_says_so_and_where_it_stands() -> None:
    evidence = read(strange(NEXT), taught(strange())).evidence["number"]
    assert REMEMBERED in evidence.reasons
    assert (evidence.source, evidence.raw) == (Source.READ, "F42311")
    assert evidence.place is not None


def test_a_changed_account_is_never_filled_from_memory_and_warned_of() -> None:
    page = strange({**NEXT, "Bankgiro: 5050-1055": "Bankgiro: 5805-6201", "IBAN: SE45 5000 0000 0583 9825 7466": ""})
    reading = read(page, taught(strange()))
    assert [account.id for account in reading.invoice.payment.accounts] == ["58056201"]
    assert [finding.rule for finding in reading.findings] == ["memory.account_changed"]
    assert STRANGE in reading.evidence["payment.accounts[0]"].reasons


def test_an_account_that_is_not_printed_is_not_there() -> None:
    page = strange({**NEXT, "Bankgiro: 5050-1055": "", "IBAN: SE45 5000 0000 0583 9825 7466": ""})
    reading = read(page, taught(strange()))
    assert reading.invoice.payment.accounts == ()


def test_the_known_account_is_surer_and_not_warned_of() -> None:
    reading = read(strange(NEXT), taught(strange()))
    assert reading.findings == ()
    assert TRUSTED in reading.evidence["payment.accounts[0]"].reasons


def test_an_account_of_another_supplier_in_the_same_layout_is_not_warned_of() -> None:
    record = replace(taught(strange()), identifiers=("SE556677889901",))
    assert read(strange(NEXT), record).findings == ()


def test_a_constant_is_given_only_where_the_page_shows_it() -> None:
    record = taught(strange(), truth={**TRUTH, "seller.name": "Ekdungens Transport AB"})
    elsewhere = strange({**NEXT, "Ekdungens Transport AB": "Almlundens Åkeri AB"})
    assert read(strange(NEXT), record).invoice.seller.name == "Ekdungens Transport AB"
    assert read(elsewhere, record).invoice.seller.name != "Ekdungens Transport AB"


def test_a_page_of_another_layout_recalls_nothing() -> None:
    page = a_page((6, 5, "Sundets Bageri AB"), (6, 50, "Wexla:"), (30, 50, "77"), (6, 60, "Splank"), (30, 60, "12,00"))
    assert read(page, taught(strange())) == read(page)


def test_the_buyer_s_numbers_identify_nobody() -> None:
    hints = Hints(buyer_ids=frozenset({"5560360793", "SE556036079301"}))
    record = taught(strange(), hints=hints)
    assert not [number for number in record.identifiers if "5560360793" in number]


def test_a_later_correction_lowers_what_was_remembered() -> None:
    """The number moved: a person set it, and from then on the new place counts."""
    first = taught(strange())
    moved = {**STRANGE_WORDS, "Kund": "Blorvig B:"}
    page = strange({**NEXT, "Lindmarkens Livs AB": "G77001"}, words=moved)
    assert read(page, first).invoice.number == "F42311"
    second = taught(page, "b", {**_next_truth(), "number": "G77001"})
    later = strange({**NEXT, "F42147": "F50001", "Lindmarkens Livs AB": "G77002"}, words=moved)
    assert read(later, first, second).invoice.number == "G77002"


def test_three_invoices_make_a_place_trusted_and_surer() -> None:
    records = [taught(strange(), case) for case in "abc"]
    once, thrice = (read(strange(NEXT), *records[:count]).evidence["number"] for count in (1, 3))
    assert REMEMBERED in once.reasons
    assert TRUSTED in thrice.reasons
    plain = Choice("1", 0.4, "label.memory:blorvig")
    sure = [
        calibrated("number", plain.because(reason), Setting(optical=False, adds_up=False)) for reason in ("", TRUSTED)
    ]
    assert sure[0] < sure[1]


def test_what_a_person_pointed_at_is_the_place() -> None:
    page = strange({"2026-05-10": "2026-04-10"})
    invoice, paths = corrected(page, {**TRUTH, "due_date": "2026-04-10"})
    told = next(word for word in page.words if word.text == "2026-04-10" and word.box.y0 > 0.11)
    place = interpret((page,), Hints()).evidence["seller.name"].place
    assert place is not None
    evidence = {"due_date": Evidence(Source.MANUAL, place=replace(place, boxes=(told.box,)))}
    record = learned("a", (page,), invoice, evidence, hints=Hints(), corrected=paths)
    assert record is not None
    assert [one.left for one in record.exemplars if one.path == "due_date"] == ["krillstund"]


def test_a_page_without_words_teaches_nothing() -> None:
    assert learned("a", (a_page(),), Invoice(), {}, hints=Hints()) is None


def test_the_same_pages_teach_the_same() -> None:
    assert taught(strange()) == taught(strange())


def _next_truth() -> dict[str, str]:
    return {
        "number": "F42311",
        "issue_date": "2026-06-02",
        "due_date": "2026-07-02",
        "payment.reference": "99887766",
        "totals.net": "1500.00",
        "totals.vat": "375.00",
        "totals.payable": "1875.00",
    }


@settings(max_examples=25, deadline=None)
@given(
    st.integers(10_000, 99_999),
    st.dates(date(2025, 1, 1), date(2027, 12, 31)),
    st.integers(1, 90),
    st.sampled_from(("5805-6201", "5050-1055", "991-2346")),
)
def test_every_value_recalled_is_the_page_s_own(number: int, issued: date, days: int, giro: str) -> None:
    due = issued + timedelta(days=days)
    values = {"F42147": f"F{number}", "2026-04-10": issued.isoformat(), "2026-05-10": due.isoformat()}
    page = strange({**NEXT, **values, "Bankgiro: 5050-1055": f"Bankgiro: {giro}"})
    invoice = read(page, taught(strange())).invoice
    assert (invoice.number, invoice.issue_date, invoice.due_date) == (f"F{number}", issued, due)
    assert Account(AccountScheme.BANKGIRO, giro.replace("-", "")) in [
        replace(account, country="") for account in invoice.payment.accounts
    ]
