"""The promises of what reports add up, on each store."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from build import a_document, an_invoice, coding, totals
from kontera.core.entry import Voucher, entry_of
from kontera.core.event import (
    Change,
    Corrected,
    DataRead,
    Interpreted,
    Matched,
    PagesRead,
    Paid,
    PaymentPlanned,
    Proposed,
    Received,
    Registered,
    Sampled,
    SampleSeen,
    Settled,
    StraightRestored,
    Verified,
)
from kontera.core.evidence import Evidence, Page, Source
from kontera.core.figure import Asking, By, Span, fields_in
from kontera.core.invoice import Invoice
from kontera.core.reading import Reading
from kontera.core.row import Origin
from kontera.core.straight import Sample
from kontera.ports import Box, View
from stores import Store

YEAR = date(2026, 1, 1)
NOVEMBER = Span(date(2026, 11, 1), date(2026, 11, 30))
EVER = Span(date(2000, 1, 1), date(2100, 1, 1))


def vouched(box: Box, case: str, on: date, *, back: bool = False, series: str = "L", first: int = 0) -> Voucher:
    entry = entry_of(coding(), on, case)
    number = box.next_number(series, YEAR) + first
    return Voucher(series, number, YEAR, entry.reversed(on, "back") if back else entry, case)


def booked(
    store: Store,
    case: str,
    on: date = date(2026, 11, 2),
    supplier: str = "s1",
    invoice: Invoice | None = None,
    *,
    scanned: bool = False,
) -> None:
    """A case received, read, verified by hand and booked on a day."""
    read = invoice or an_invoice(number=case, issue_date=on)
    with store.box.transaction() as note:
        note.event(case, Received(a_document(digest=(case * 64)[:64])), by="mail", expect=0)
        if scanned:
            note.event(case, PagesRead((Page(1, 1, 1, by="text"),)), by="way")
            evidence = {"number": Evidence(Source.READ), "totals.payable": Evidence(Source.READ)}
            note.event(case, Interpreted(Reading(read, "text", evidence)), by="way")
        else:
            note.event(case, DataRead(Reading(read, "ubl")), by="way")
        note.event(case, Matched(supplier), by="way")
        note.event(case, Proposed(coding()), by="way")
        note.event(case, Verified(("totals",)), by="person:anna")
        note.event(case, Registered((vouched(store.box, case, on),), Decimal(1250), on + timedelta(30)), by="way")


def paid(store: Store, case: str, on: date, amount: str = "1250.00") -> None:
    """The case paid in full on a day: its debt booked away."""
    entry = entry_of(coding()[2:] and tuple(replace(r, amount=-r.amount) for r in coding()), on, "paid")
    voucher = Voucher("B", store.box.next_number("B", YEAR), YEAR, entry, case)
    with store.box.transaction() as note:
        note.event(case, PaymentPlanned(None), by="way")
        note.event(case, Paid("b", on, Decimal(amount)), by="person:dag")
        note.event(case, Settled(voucher), by="way")


def test_costs_are_told_apart_by_supplier_account_and_day(store: Store) -> None:
    booked(store, "a")
    booked(store, "b", date(2026, 11, 5), "s2")
    asked = Asking(NOVEMBER)
    figures = store.box.figures
    assert {(one.supplier, one.amount) for one in figures.spend(asked, By.SUPPLIER)} == {
        ("s1", Decimal(1000)),
        ("s2", Decimal(1000)),
    }
    assert [(one.account, one.amount, one.rows) for one in figures.spend(asked, By.ACCOUNT)] == [
        ("6110", Decimal(2000), 2)
    ]
    assert [(one.on, one.amount, one.rows) for one in figures.spend(asked, By.MONTH)] == [
        (date(2026, 11, 1), Decimal(2000), 2)
    ]


def test_costs_are_told_apart_by_dimension_and_led_back_to_their_invoices(store: Store) -> None:
    rows = (replace(coding()[0], dimensions=(("1", "åkeri"), ("6", "P1"))), *coding()[1:])
    booked(store, "a")
    with store.box.transaction() as note:
        note.event("a", Proposed(rows), by="way")
        note.event("a", Registered((), Decimal(1250), date(2026, 12, 2)), by="way")
    booked(store, "b")
    figures = store.box.figures
    assert {one.dimensions for one in figures.spend(Asking(NOVEMBER), By.DIMENSION)} == {
        (),
        (("1", "åkeri"), ("6", "P1")),
    }
    asked = Asking(NOVEMBER, "s1", "6110", ("1", "åkeri"))
    assert figures.spent(asked) == (("a", Decimal(1000)),)
    assert [row.id for row in store.box.rows(View(cases=frozenset({"a"})))] == ["a"]


def test_a_debt_is_open_from_its_booking_until_its_payment(store: Store) -> None:
    booked(store, "a", date(2026, 11, 2))
    paid(store, "a", date(2026, 11, 20))
    figures = store.box.figures
    assert figures.owed(date(2026, 11, 1)) == ()
    [owed] = figures.owed(date(2026, 11, 19))
    assert (owed.amount, owed.booked, owed.count, owed.age) == (Decimal(1250), Decimal(1250), 1, None)
    assert figures.owed(date(2026, 11, 20)) == ()


def test_what_is_owed_is_told_apart_by_the_age_it_has_reached(store: Store) -> None:
    booked(store, "a", date(2026, 11, 2))  # due on 2 December
    ages, due = (0, 30, 60), date(2026, 12, 2)
    reached = [store.box.figures.owed(due + timedelta(days), ages)[0].age for days in (-1, 0, 1, 29, 30, 59, 60, 400)]
    assert reached == [None, None, 0, 0, 30, 30, 60, 60]


def test_open_items_agree_with_the_account_on_every_day_even_when_booked_anew_on_an_earlier_day(store: Store) -> None:
    booked(store, "a", date(2026, 11, 10))
    booked(store, "b", date(2026, 11, 12))
    first = vouched(store.box, "a", date(2026, 11, 5), back=True)
    again = vouched(store.box, "a", date(2026, 11, 5), first=1)
    with store.box.transaction() as note:
        note.event("a", Registered((first, again), Decimal(1250), date(2026, 12, 5)), by="way")
    paid(store, "a", date(2026, 11, 25))
    figures = store.box.figures
    for number in range(1, 31):
        day = date(2026, 11, number)
        owed = sum((one.booked for one in figures.owed(day)), Decimal(0))
        assert owed == -figures.balance(frozenset({"2440"}), day)
    assert [debt.case for debt in figures.debts(date(2026, 11, 30), 10)] == ["b"]


def test_days_to_pay_and_lateness_are_counted_by_supplier(store: Store) -> None:
    booked(store, "a", date(2026, 10, 1))
    booked(store, "b", date(2026, 10, 1))
    paid(store, "a", date(2026, 11, 5))
    paid(store, "b", date(2026, 10, 30))
    [habit] = store.box.figures.habits(NOVEMBER)
    assert (habit.supplier, habit.paid, habit.timed, habit.days, habit.late, habit.late_days) == ("s1", 1, 1, 35, 1, 5)
    assert (habit.least_terms, habit.most_terms) == (30, 30)


def test_a_cash_discount_that_was_not_taken_is_missed(store: Store) -> None:
    plain = an_invoice(issue_date=date(2026, 11, 2))
    offering = replace(plain, payment=replace(plain.payment, discount_percent=Decimal(2)))
    booked(store, "a", invoice=replace(offering, number="a"))
    booked(store, "b", invoice=replace(offering, number="b"))
    paid(store, "a", date(2026, 11, 25))
    paid(store, "b", date(2026, 11, 10), "1225.00")
    [habit] = store.box.figures.habits(NOVEMBER)
    assert (habit.discount, habit.missed) == (Decimal(50), Decimal(25))


def test_reading_quality_counts_what_people_set_and_how_long_they_sat(store: Store) -> None:
    booked(store, "a", scanned=True)
    store.clock.at = datetime(2026, 11, 21, 9, 0, 0, tzinfo=UTC)
    booked(store, "b", scanned=True)
    with store.box.transaction() as note:
        note.event("b", Corrected((Change("totals.payable", "1", "1250.00"),), ("verification",)), by="person:anna")
    store.clock.at += timedelta(seconds=40)
    with store.box.transaction() as note:
        note.event("b", Verified(("totals",)), by="person:anna")
        note.event("b", Registered((), Decimal(1250), date(2026, 12, 2)), by="way")
    figures = store.box.figures
    [worked] = figures.worked(EVER, By.SUPPLIER)
    assert (worked.supplier, worked.origin, worked.count, worked.untouched) == ("s1", Origin.MAIL, 2, 1)
    assert (worked.seconds, worked.timed, worked.straight) == (40, 1, 0)
    wrong = [one for one in figures.misread(EVER) if one.corrected]
    assert [(fields_in(one.read), fields_in(one.corrected), one.count) for one in wrong] == [
        (("number", "totals.payable"), ("totals.payable",), 1)
    ]
    assert {(one.origin, one.count) for one in figures.came(EVER)} == {(Origin.MAIL, 2)}


def test_the_time_from_opening_to_verifying_is_counted(store: Store) -> None:
    with store.box.transaction() as note:
        note.event("a", Received(a_document()), by="mail", expect=0)
        note.event("a", DataRead(Reading(an_invoice(), "ubl")), by="way")
        note.event("a", Proposed(coding()), by="way")
        opened = store.clock.at - timedelta(seconds=8)
        note.event("a", Verified(("totals",), opened), by="person:anna")
        note.event("a", Registered((vouched(store.box, "a", YEAR),), Decimal(1250), YEAR), by="way")
    [worked] = store.box.figures.worked(EVER, By.MONTH)
    assert (worked.on, worked.seconds, worked.timed) == (store.clock.at.date().replace(day=1), 8, 1)


def test_a_changed_price_is_told_with_the_one_before(store: Store) -> None:
    plain = an_invoice()
    dearer = replace(plain.lines[0], unit_price=Decimal("112.5050"))
    booked(store, "a", invoice=replace(plain, number="a", issue_date=date(2026, 10, 1)))
    booked(store, "b", invoice=replace(plain, number="b", issue_date=date(2026, 11, 3), lines=(dearer,)))
    booked(store, "c", invoice=replace(plain, number="c", issue_date=date(2026, 11, 9), lines=(dearer,)))
    [change] = store.box.figures.prices(NOVEMBER)
    assert (change.case, change.name, change.before, change.after) == (
        "b",
        "Kopieringspapper A4",
        Decimal(100),
        Decimal("112.505"),
    )


def test_an_older_invoice_that_comes_late_is_the_one_before(store: Store) -> None:
    plain = an_invoice()
    dearer = replace(plain.lines[0], unit_price=Decimal("112.50"))
    dearest = replace(plain.lines[0], unit_price=Decimal("130.00"))
    booked(store, "a", invoice=replace(plain, number="a", issue_date=date(2026, 10, 1)))
    booked(store, "c", invoice=replace(plain, number="c", issue_date=date(2026, 11, 9), lines=(dearest,)))
    booked(store, "b", invoice=replace(plain, number="b", issue_date=date(2026, 11, 3), lines=(dearer,)))
    changes = [(one.case, one.before, one.after) for one in store.box.figures.prices(NOVEMBER)]
    assert changes == [("c", Decimal("112.5"), Decimal(130)), ("b", Decimal(100), Decimal("112.5"))]


def test_terms_of_an_older_invoice_that_comes_late_are_the_ones_before(store: Store) -> None:
    for case, on, days in (("a", date(2026, 10, 1), 90), ("c", date(2026, 11, 9), 10), ("b", date(2026, 11, 3), 30)):
        invoice = an_invoice(number=case, issue_date=on, totals=totals("1000.00", "250.00"))
        booked(store, case, invoice=replace(invoice, payment=replace(invoice.payment, days=days)))
    changes = [(one.case, one.before, one.after) for one in store.box.figures.terms(NOVEMBER)]
    assert changes == [("c", 30, 10), ("b", 90, 30)]


def test_changed_terms_are_told_but_a_weekend_is_no_change(store: Store) -> None:
    for case, on, days in (
        ("0", date(2026, 10, 1), 90),
        ("a", date(2026, 10, 30), 30),
        ("b", NOVEMBER.first, 31),
        ("c", NOVEMBER.last, 20),
    ):
        invoice = an_invoice(number=case, issue_date=on, totals=totals("1000.00", "250.00"))
        booked(store, case, invoice=replace(invoice, payment=replace(invoice.payment, days=days)))
    [change] = store.box.figures.terms(NOVEMBER)
    assert (change.case, change.before, change.after) == ("c", 31, 20)


def test_a_rebuild_adds_up_to_the_same(store: Store) -> None:
    booked(store, "a", scanned=True)
    booked(store, "b", date(2026, 11, 12), "s2")
    paid(store, "a", date(2026, 11, 25))

    def told() -> tuple[object, ...]:
        figures = store.box.figures
        by = (By.SUPPLIER, By.ACCOUNT, By.DIMENSION, By.MONTH)
        return (
            [set(figures.spend(Asking(EVER), one)) for one in by],
            [figures.debts(date(2026, 11, day), 9) for day in (2, 12, 25)],
            [figures.balance(frozenset({"2440"}), date(2026, 11, day)) for day in (2, 12, 25)],
            set(figures.habits(EVER)),
            set(figures.worked(EVER, By.MONTH)),
            set(figures.misread(EVER)),
            set(figures.came(EVER)),
            figures.prices(EVER),
        )

    before = told()
    store.box.rebuild()
    assert told() == before


def test_the_rule_asks_for_a_suppliers_earlier_invoices_newest_first(store: Store) -> None:
    for name, day in (("a", 1), ("b", 3), ("c", 2)):
        store.clock.at = datetime(2026, 11, day, 9, 0, tzinfo=UTC)
        booked(store, name)
    booked(store, "d", supplier="s2")
    with store.box.transaction() as note:
        note.event("c", Corrected((Change("number", "1", "2"),), ("verification",)), by="person:anna")
        note.event("c", Verified(("totals",)), by="person:anna")
        note.event("c", Registered((), Decimal(1250), date(2026, 12, 2)), by="way")
    figures = store.box.figures
    known = figures.earlier("s1", date(2026, 11, 2))
    assert [(one.case, one.by_hand, one.corrected) for one in known] == [("b", True, False), ("c", True, True)]
    assert {(one.payable, one.currency) for one in known} == {(Decimal("1250.00"), "SEK")}
    assert len(figures.earlier("s1", date(2026, 11, 1), limit=2)) == 2
    assert figures.earlier("s3", date(2026, 11, 1)) == ()
    found = figures.by_hand(EVER, 3)
    assert (len(found), found[-1][0], fields_in(found[-1][2])) == (3, "c", ("number",))


def test_samples_are_listed_counted_and_kept_by_a_rebuild(store: Store) -> None:
    for name in ("a", "b", "c"):
        booked(store, name)
    with store.box.transaction() as note:
        for name in ("a", "b"):
            note.event(name, Sampled(10), by="way")
        note.event("b", SampleSeen(right=False, comment="fel"), by="person:anna")
    asked = {sample: View(samples=frozenset({sample})) for sample in (Sample.WAITING, Sample.WRONG, Sample.RIGHT)}

    def answers() -> object:
        counted = {(one.supplier, one.sample, one.count) for one in store.box.figures.samples(EVER)}
        return [[row.id for row in store.box.rows(view)] for view in asked.values()], counted

    expected = [["a"], ["b"], []], {("s1", Sample.WAITING, 1), ("s1", Sample.WRONG, 1)}
    assert answers() == expected
    assert store.box.count(replace(asked[Sample.WRONG], supplier="s2")) == 0
    store.box.rebuild()
    assert answers() == expected
    with store.box.transaction() as note:
        note.event("b", StraightRestored("rättat"), by="person:bo")
    assert store.box.count(asked[Sample.WRONG]) == 0


def test_another_companys_books_are_not_added_in(store: Store) -> None:
    booked(store, "a")
    figures = store.others.figures
    assert figures.spend(Asking(EVER), By.SUPPLIER) == ()
    assert figures.owed(date(2030, 1, 1)) == ()
    assert figures.balance(frozenset({"2440"}), date(2030, 1, 1)) == 0
    assert figures.worked(EVER, By.MONTH) == ()
