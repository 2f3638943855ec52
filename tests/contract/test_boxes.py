"""The promises of a company's books, on each store."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connections

from build import (
    NOW,
    STRANGE_BANKGIRO,
    a_batch,
    a_company,
    a_document,
    a_posting,
    a_seller,
    a_supplier,
    an_invoice,
    coding,
    of_amount,
    totals,
)
from kontera.adapters.db import models
from kontera.core.account_change import AccountChange, Cause, Standing
from kontera.core.case import Queue, State
from kontera.core.document import Channel, Refused
from kontera.core.entry import Voucher, entry_of
from kontera.core.errors import Conflict, InvalidValue, NotFound
from kontera.core.event import (
    AccountChangeSaved,
    Archived,
    BatchSaved,
    Commented,
    DataRead,
    Learned,
    Matched,
    Proposed,
    Received,
    Registered,
    Settled,
    Stopped,
    SupplierSaved,
    Unlearned,
)
from kontera.core.invoice import Invoice
from kontera.core.memory import KEPT, Record
from kontera.core.party import Party
from kontera.core.reading import Reading
from kontera.ports import OpenSum, RegisterView, Task, TaskKind, View
from stores import Store

YEAR = date(2026, 1, 1)


def received(
    store: Store, case: str = "a", invoice: Invoice | None = None, *, digest: str = "", received: datetime = NOW
) -> None:
    """A case received and read as data."""
    document = a_document(digest=digest or (case * 64)[:64], received=received)
    with store.box.transaction() as note:
        note.event(case, Received(document), by="mail", expect=0)
        note.event(case, DataRead(Reading(invoice or an_invoice(), "ubl")), by="way")
        note.event(case, Matched("s1"), by="way")


def a_voucher(number: int, case: str = "a", series: str = "L") -> Voucher:
    return Voucher(series, number, YEAR, entry_of(coding(), date(2026, 11, 21), "Pappershuset"), case)


def booked(store: Store, case: str = "a") -> None:
    """The next voucher, booked on the case."""
    box = store.box
    voucher = a_voucher(box.next_number("L", YEAR), case)
    with box.transaction() as note:
        note.event(case, Proposed(coding()), by="way")
        note.event(case, Registered((voucher,), Decimal("1250.00"), date(2026, 12, 2)), by="way")


def together(count: int, act: Callable[[int], None]) -> list[Exception]:
    """Do the act in so many threads at once; what they raised."""
    raised: list[Exception] = []
    start = threading.Barrier(count)

    def run(index: int) -> None:
        try:
            start.wait()
            act(index)
        except Exception as error:  # noqa: BLE001 - the test looks at what it was
            raised.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(index,)) for index in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised


def test_a_case_is_what_its_events_say(store: Store) -> None:
    received(store)
    case = store.box.case("a")
    assert (case.revision, case.company, case.invoice) == (3, store.company, an_invoice())
    assert [noted.seq for noted in store.box.history("a")] == [1, 2, 3]
    assert store.box.history("a")[0].by == "mail"
    assert store.box.history("a")[0].at == store.clock.at


def test_another_company_s_case_does_not_exist(store: Store) -> None:
    received(store)
    with pytest.raises(NotFound):
        store.others.case("a")
    assert store.others.rows(View()) == ()
    assert store.others.history("a") == ()
    assert store.others.by_digest("a" * 64) is None
    assert store.others.streams() == {}


def test_a_case_s_neighbours_in_its_queue_are_the_newer_and_the_older_one(store: Store) -> None:
    for name in "abc":
        received(store, name)
    received(store, "d", received=NOW - timedelta(days=1))
    queue = store.box.rows(View())[0].queue
    ids = [row.id for row in store.box.rows(View(queue=queue))]
    assert ids == ["c", "b", "a", "d"]
    around = [store.box.neighbours(one, queue) for one in ids]
    assert around == [("", "b"), ("c", "a"), ("b", "d"), ("a", "")]
    assert store.box.neighbours("elsewhere", queue) == ("", "c")
    assert store.others.neighbours("a", queue) == ("", "")


def test_what_is_open_is_summed_by_currency_and_due_date(store: Store) -> None:
    for name in "abc":
        received(store, name)
    for name in "ab":
        booked(store, name)
    assert store.box.sums(View()) == (OpenSum("SEK", date(2026, 12, 2), Decimal("2500.00"), 2),)
    assert store.box.sums(View(cases=frozenset("a")))[0].count == 1
    assert store.others.sums(View()) == ()


def test_states_can_be_counted_among_some(store: Store) -> None:
    received(store)
    state = store.box.rows(View())[0].state
    assert store.box.states(frozenset({state})) == {state: 1}
    assert dict(store.box.states(frozenset({State.ARCHIVED}))) == {}


def test_an_unknown_company_is_not_found(store: Store) -> None:
    with pytest.raises(NotFound):
        store.boxes.open("nobody")


def test_an_event_expected_elsewhere_is_a_conflict_and_nothing_is_written(store: Store) -> None:
    received(store)

    def late() -> None:
        with store.box.transaction() as note:
            note.claim("effect")
            note.event("a", Commented("x"), by="anna", expect=2)

    with pytest.raises(Conflict) as refusal:
        late()
    assert refusal.value.values == {"who": "way"}
    with store.box.transaction() as note:
        assert note.claim("effect")
    assert len(store.box.history("a")) == 3


def test_a_transaction_that_fails_leaves_nothing(store: Store) -> None:
    def failing() -> None:
        with store.box.transaction() as note:
            note.event("a", Received(a_document()), by="mail")
            note.later(TaskKind.WALK, "a", "walk:a:1")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        failing()
    assert store.box.history("a") == ()
    assert store.submitted == []
    assert all(task.company != store.company for task in store.boxes.outstanding())


def test_an_effect_is_claimed_once(store: Store) -> None:
    with store.box.transaction() as note:
        assert note.claim("pay:1")
        assert not note.claim("pay:1")
    with store.box.transaction() as note:
        assert not note.claim("pay:1")
    with store.others.transaction() as note:
        assert note.claim("pay:1")


def test_a_task_is_handed_on_after_the_commit_and_outstanding_until_finished(store: Store) -> None:
    with store.box.transaction() as note:
        note.later(TaskKind.WALK, "a", "walk:a:1")
        assert store.submitted == []
    task = Task(TaskKind.WALK, store.company, "a", "walk:a:1")
    assert store.submitted == [task]
    assert task in store.boxes.outstanding()
    store.boxes.finished(task)
    assert task not in store.boxes.outstanding()


def test_a_key_asked_for_again_is_not_done_again(store: Store) -> None:
    for _ in range(2):
        with store.box.transaction() as note:
            note.later(TaskKind.WALK, "a", "walk:a:1")
        store.boxes.finished(Task(TaskKind.WALK, store.company, "a", "walk:a:1"))
    assert len(store.submitted) == 1
    assert all(task.company != store.company for task in store.boxes.outstanding())


def test_the_row_follows_the_case(store: Store) -> None:
    received(store)
    row = store.box.rows(View())[0]
    assert (row.id, row.revision, row.state, row.number_key) == ("a", 3, State.WORKING, "1001")
    assert (row.payable, row.currency, row.supplier) == (Decimal("1250.00"), "SEK", "s1")
    booked(store)
    row = store.box.rows(View())[0]
    assert (row.voucher, row.open_amount, row.booked_on) == ("L1", Decimal("1250.00"), date(2026, 11, 21))
    assert row.state is State.APPROVE


def test_the_list_filters_counts_and_pages(store: Store) -> None:
    for number in range(5):
        at = datetime(2026, 11, 1 + number, tzinfo=UTC)
        received(store, f"c{number}", an_invoice(number=f"N{number}"), digest=f"{number}" * 64, received=at)
    with store.box.transaction() as note:
        note.event("c3", Stopped("reading", ()), by="way")
    newest_first = [row.id for row in store.box.rows(View(limit=2, offset=1))]
    assert newest_first == ["c3", "c2"]
    assert store.box.count(View(limit=2)) == 5
    assert [row.id for row in store.box.rows(View(sort="received"))] == ["c0", "c1", "c2", "c3", "c4"]
    assert store.box.states() == {State.WORKING: 5}
    assert store.box.count(View(states=frozenset({State.VERIFY}))) == 0
    assert store.box.count(View(queue=Queue.NONE)) == 5
    assert store.box.count(View(supplier="s2")) == 0


def test_a_stopped_case_stands_in_a_queue(store: Store) -> None:
    received(store)
    with store.box.transaction() as note:
        note.event("a", Proposed(coding()), by="way")
    assert store.box.queues() == {Queue.READY: 1}
    assert store.box.states() == {State.VERIFY: 1}
    assert store.box.count(View(queue=Queue.READY, states=frozenset({State.VERIFY}))) == 1


@pytest.mark.parametrize(
    "search",
    ["pappers", "PAPPERSHUSET ab", "kopieringspapper", "1001", "00-1001", "1 250,00", "1250", "1234566", "Faktura.PDF"],
)
def test_search_finds_words_numbers_references_and_amounts(store: Store, search: str) -> None:
    received(store)
    assert store.box.count(View(search=search)) == 1


@pytest.mark.parametrize("search", ["pappershuset oy", "9999", "1 250,01", "%", "_"])
def test_search_does_not_find_what_is_not_there(store: Store, search: str) -> None:
    received(store)
    assert store.box.count(View(search=search)) == 0


def test_names_sort_the_nordic_way(store: Store) -> None:
    names = ("Zäta", "Ärla", "Ånge", "öberg", "Adam", "Éclair", "Øst", "")
    for index, name in enumerate(names):
        received(store, f"c{index}", an_invoice(seller=a_seller(name=name)), digest=f"{index}" * 64)
    ordered = [row.supplier_name for row in store.box.rows(View(sort="supplier_name"))]
    assert ordered == ["", "Adam", "Éclair", "Zäta", "Ånge", "Ärla", "öberg", "Øst"]


def test_values_that_are_absent_come_last_in_both_directions(store: Store) -> None:
    received(store, "a", an_invoice(totals=replace(totals("1", "1"), payable=None)))
    received(store, "b", of_amount("10.00", "2.50"))
    received(store, "c", of_amount("20.00", "5.00"))
    assert [row.id for row in store.box.rows(View(sort="payable"))] == ["b", "c", "a"]
    assert [row.id for row in store.box.rows(View(sort="-payable"))] == ["c", "b", "a"]


def test_a_sort_that_is_none_is_refused(store: Store) -> None:
    with pytest.raises(InvalidValue):
        store.box.rows(View(sort="company_id"))


def test_bytes_received_before_are_known_by_their_digest(store: Store) -> None:
    received(store)
    assert store.box.by_digest("a" * 64) == "a"
    assert store.box.by_digest("b" * 64) is None


def test_alike_are_cases_with_the_same_number_reference_or_amount_and_date(store: Store) -> None:
    plain = an_invoice()
    received(store, "a", plain)
    received(
        store, "b", replace(of_amount("5.00", "1.00"), number="10-01", payment=replace(plain.payment, reference=""))
    )
    received(store, "c", replace(of_amount("6.00", "1.00"), number="77"))
    received(store, "d", replace(plain, number="78", payment=replace(plain.payment, reference="")))
    received(store, "e", replace(of_amount("7.00", "1.00"), number="", payment=replace(plain.payment, reference="")))
    row = next(row for row in store.box.rows(View()) if row.id == "a")
    assert [other.id for other in store.box.alike(row)] == ["b", "c", "d"]
    empty = next(row for row in store.box.rows(View()) if row.id == "e")
    assert store.box.alike(empty) == ()


def test_suppliers_are_kept_by_id_and_listed_by_name(store: Store) -> None:
    with store.box.transaction() as note:
        note.event("supplier:2", SupplierSaved(a_supplier(id="2", party=Party(name="Öst"))), by="anna")
        note.event("supplier:1", SupplierSaved(a_supplier(id="1", party=Party(name="Ask"))), by="anna")
        note.event("supplier:1", SupplierSaved(a_supplier(id="1", party=Party(name="Asp"))), by="anna")
    assert [supplier.party.name for supplier in store.box.suppliers()] == ["Asp", "Öst"]
    assert store.box.supplier("1") == a_supplier(id="1", party=Party(name="Asp"))
    with pytest.raises(NotFound):
        store.others.supplier("1")


def test_batches_are_listed_newest_first(store: Store) -> None:
    with store.box.transaction() as note:
        note.event("batch:b1", BatchSaved(a_batch()), by="anna")
        note.event("batch:b2", BatchSaved(a_batch(id="b2")), by="anna")
        note.event("batch:b1", BatchSaved(a_batch().released("bo", "f" * 64, "pay.xml")), by="bo")
    assert [batch.id for batch in store.box.batches()] == ["b2", "b1"]
    assert store.box.batch("b1").released_by == "bo"
    with pytest.raises(NotFound):
        store.others.batch("b1")


def test_vouchers_are_numbered_without_gaps(store: Store) -> None:
    received(store)
    received(store, "b")
    booked(store)
    booked(store, "b")
    assert [voucher.number for voucher in store.box.vouchers()] == [2, 1]
    assert store.box.next_number("L", YEAR) == 3
    assert store.box.next_number("L", date(2027, 1, 1)) == 1
    assert store.box.next_number("B", YEAR) == 1
    assert store.others.next_number("L", YEAR) == 1
    assert [voucher.number for voucher in store.box.vouchers(1, 1)] == [1]


@pytest.mark.parametrize("number", [1, 3])
def test_a_voucher_number_taken_or_skipped_is_a_conflict(store: Store, number: int) -> None:
    received(store)
    booked(store)
    wrong = Registered((a_voucher(number),), Decimal("1250.00"), date(2026, 12, 2))
    with pytest.raises(Conflict), store.box.transaction() as note:
        note.event("a", wrong, by="way")
    assert len(store.box.vouchers()) == 1


def test_a_booked_invoice_teaches_its_supplier_s_history_and_a_rebooking_replaces_it(store: Store) -> None:
    received(store)
    booked(store)
    first = store.box.postings("s1")
    assert [(posting.account, posting.amount, posting.share) for posting in first] == [
        ("6110", Decimal("1000.00"), 1.0)
    ]
    assert first[0].text == "Kopieringspapper A4"
    booked(store)
    assert len(store.box.postings("s1")) == 1
    assert store.box.postings("s2") == ()
    assert store.others.postings("") == ()


def test_postings_come_newest_first_and_anybody_s_for_an_empty_id(store: Store) -> None:
    with store.box.transaction() as note:
        note.posting(a_posting("6110", on=date(2026, 1, 1)))
        note.posting(a_posting("6540", on=date(2026, 3, 1), supplier="s2", dimensions=(("1", "100"),)))
        note.posting(a_posting("5010", on=date(2026, 2, 1)))
    assert [posting.account for posting in store.box.postings("s1")] == ["5010", "6110"]
    assert [posting.account for posting in store.box.postings("", limit=2)] == ["6540", "5010"]
    assert store.box.postings("s2")[0].dimensions == (("1", "100"),)


def test_refusals_are_listed_newest_first(store: Store) -> None:
    at = datetime(2026, 11, 21, tzinfo=UTC)
    for name in ("a.exe", "b.docx"):
        with store.box.transaction() as note:
            note.refuse(Refused("d" * 64, name, 10, Channel.MAIL, at, "document.unsupported", "no"))
    assert [refused.name for refused in store.box.refusals()] == ["b.docx", "a.exe"]
    assert store.others.refusals() == ()


def test_the_archive_log_is_a_chain_of_what_was_received_and_sealed(store: Store) -> None:
    received(store)
    with store.box.transaction() as note:
        note.event("a-2", Received(a_document(), 1, "a"), by="way")
        note.event("a", Archived("e" * 64, date(2033, 12, 31)), by="way")
    log = store.box.sealed()
    assert [(entry.seq, entry.kind, entry.digest[0]) for entry in log] == [(1, "received", "a"), (2, "bundle", "e")]
    assert log[1].retain_until == date(2033, 12, 31)
    assert store.box.broken_seals() == ()


def test_the_streams_are_named_in_the_order_they_began(store: Store) -> None:
    received(store, "b")
    received(store, "a")
    assert list(store.box.streams()) == ["b", "a"]


def test_rebuilding_gives_the_same_rows_and_keeps_what_was_imported(store: Store) -> None:
    with store.box.transaction() as note:
        note.posting(a_posting("5010", on=date(2025, 1, 1)))
        note.event("supplier:s1", SupplierSaved(a_supplier()), by="anna")
        note.event("batch:b1", BatchSaved(a_batch()), by="anna")
    received(store)
    received(store, "b")
    booked(store)
    booked(store, "b")
    with store.box.transaction() as note:
        note.event("a", Settled(replace(a_voucher(1), series="B")), by="way")
        note.event("a", Archived("e" * 64, date(2033, 12, 31)), by="way")

    def all_rows() -> tuple[Any, ...]:
        box = store.box
        return (box.rows(View()), box.suppliers(), box.batches(), box.vouchers(), box.postings(""), box.sealed())

    before = all_rows()
    assert store.box.rebuild() == 2
    assert all_rows() == before


def test_rebuilding_appends_what_the_archive_log_lacks(store: Store) -> None:
    received(store)
    received(store, "b")
    before = store.box.sealed()
    if store.alias:
        models.SealedRow.objects.using(store.alias).filter(company_id=store.company, seq=2).delete()
        assert store.box.rebuild() == 2
    assert store.box.sealed() == before


def test_of_two_that_expect_the_same_revision_one_meets_a_conflict(store: Store) -> None:
    received(store)

    def append(index: int) -> None:
        with store.boxes.open(store.company).transaction() as note:
            note.event("a", Commented(str(index)), by="anna", expect=3)

    raised = together(2, append)
    assert [type(error) for error in raised] == [Conflict]
    assert len(store.box.history("a")) == 4


def test_four_at_once_number_their_vouchers_without_gaps(store: Store) -> None:
    for index in range(4):
        received(store, f"c{index}", digest=f"{index}" * 64)

    def register(index: int) -> None:
        for _ in range(40):
            try:
                booked(store, f"c{index}")
            except Conflict:
                continue
            return

    assert together(4, register) == []
    assert sorted(voucher.number for voucher in store.box.vouchers()) == [1, 2, 3, 4]


def test_appending_without_expectation_waits_instead_of_failing(store: Store) -> None:
    received(store)

    def comment(index: int) -> None:
        with store.boxes.open(store.company).transaction() as note:
            note.event("a", Commented(str(index)), by="anna")

    assert together(4, comment) == []
    assert [noted.seq for noted in store.box.history("a")] == [1, 2, 3, 4, 5, 6, 7]
    assert store.box.broken_links("a") == ()


def test_an_effect_is_claimed_by_one_of_many(store: Store) -> None:
    won: list[int] = []

    def claim(index: int) -> None:
        with store.boxes.open(store.company).transaction() as note:
            if note.claim("pay:1"):
                won.append(index)

    assert together(4, claim) == []
    assert len(won) == 1


def test_documents_received_at_once_make_one_unbroken_log(store: Store) -> None:
    assert together(4, lambda index: received(store, f"c{index}", digest=f"{index}" * 64)) == []
    assert [entry.seq for entry in store.box.sealed()] == [1, 2, 3, 4]
    assert store.box.broken_seals() == ()


def test_a_company_is_found_by_its_mailbox_in_any_case(store: Store) -> None:
    found = store.boxes.by_mailbox(f"{store.company}.ABC")
    assert found is not None
    assert found.id == store.company
    assert store.boxes.by_mailbox("") is None
    assert store.boxes.by_mailbox("nobody") is None


def test_a_mailbox_belongs_to_one_company(store: Store) -> None:
    with pytest.raises(Conflict):
        store.boxes.save(a_company(id=store.other, mailbox=f"{store.company}.abc"))


def test_settings_of_a_company_change(store: Store) -> None:
    store.boxes.save(a_company(id=store.company, scanning=False))
    assert not store.box.company.scanning
    assert store.company in [company.id for company in store.boxes.companies()]


@pytest.mark.parametrize(
    "changed", [{"payload": '{"text":"forged"}'}, {"by": "nobody"}, {"at": datetime(2020, 1, 1, tzinfo=UTC)}]
)
def test_a_changed_event_breaks_the_chain(store: Store, changed: dict[str, Any]) -> None:
    received(store)
    with store.box.transaction() as note:
        note.event("a", Commented("true"), by="anna")
        note.event("a", Commented("more"), by="anna")
    assert store.box.broken_links("a") == ()
    if store.alias:
        rows = models.Event.objects.using(store.alias).filter(company_id=store.company, stream="a", seq=4)
        rows.update(**changed)
        assert store.box.broken_links("a") == (4,)


def test_a_missing_event_breaks_the_chain(store: Store) -> None:
    received(store)
    if store.alias:
        models.Event.objects.using(store.alias).filter(company_id=store.company, stream="a", seq=2).delete()
        assert store.box.broken_links("a") == (3,)


def test_a_forged_archive_log_is_seen(store: Store) -> None:
    received(store)
    received(store, "b")
    if store.alias:
        models.SealedRow.objects.using(store.alias).filter(company_id=store.company, seq=1).update(digest="0" * 64)
        assert 1 in store.box.broken_seals()


def test_moments_come_back_as_they_were_noted(store: Store) -> None:
    store.clock.at = datetime(2026, 3, 29, 1, 59, 59, 123456, tzinfo=UTC)
    received(store)
    store.clock.at += timedelta(hours=1)
    assert store.box.history("a")[0].at == datetime(2026, 3, 29, 1, 59, 59, 123456, tzinfo=UTC)


LAYOUT = tuple((f"word{at}", at % 25) for at in range(40))


def taught(store: Store, case: str, identifier: str = "SE556036079301", number: str = "1") -> Record:
    """A record learned in a case of its own."""
    record = Record(case, (identifier,), LAYOUT, constants=(("number", number),))
    with store.box.transaction() as note:
        note.event(case, Learned(record), by="way")
    return record


def test_what_an_invoice_taught_is_found_by_its_marks(store: Store) -> None:
    record = taught(store, "a")
    assert store.box.remembered(record.marks) == (record,)
    assert store.box.remembered(frozenset({"n556036079301"})) == (record,)
    assert store.box.remembered(frozenset({"n1234567"})) == ()
    assert store.box.remembered(frozenset()) == ()


def test_another_company_s_memory_is_never_seen(store: Store) -> None:
    record = taught(store, "a")
    assert store.others.remembered(record.marks) == ()


def test_an_invoice_verified_again_teaches_anew(store: Store) -> None:
    taught(store, "a")
    other = taught(store, "b", "FI12345678")
    again = taught(store, "a", number="2")
    assert store.box.remembered(again.marks | other.marks) == (other, again)


def test_of_one_layout_the_last_lessons_are_kept(store: Store) -> None:
    records = [taught(store, f"c{at}") for at in range(KEPT + 2)]
    assert store.box.remembered(records[0].marks) == tuple(records[2:])


def test_a_rebuild_gives_the_same_memory(store: Store) -> None:
    marks = frozenset(mark for at in range(KEPT + 2) for mark in taught(store, f"c{at}", number=str(at)).marks)
    taught(store, "c3", number="again")
    before = store.box.remembered(marks)
    store.box.rebuild()
    assert len(before) == KEPT
    assert store.box.remembered(marks) == before


def test_a_lesson_that_is_not_committed_teaches_nothing(store: Store) -> None:
    record = Record("a", ("SE556036079301",), LAYOUT)

    def fail() -> None:
        with store.box.transaction() as note:
            note.event("a", Learned(record), by="way")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert store.box.remembered(record.marks) == ()


def test_very_many_marks_can_be_asked_for(store: Store) -> None:
    record = taught(store, "a")
    assert store.box.remembered(record.marks | {f"n{at}" for at in range(3000)}) == (record,)


def test_the_register_is_searched_sorted_and_paged_and_leaves_out_what_was_merged(store: Store) -> None:
    names = (("b", "Ö-varv AB", "10"), ("a", "Ahlmans AB", "9"), ("c", "Åkeri AB", "2"))
    with store.box.transaction() as note:
        for name, title, number in names:
            party = a_seller(name=title, organisation_number="", vat_number="")
            note.event(f"supplier:{name}", SupplierSaved(a_supplier(id=name, party=party, number=number)), by="anna")
        gone = a_supplier(id="d", merged_into="a")
        note.event("supplier:d", SupplierSaved(gone), by="anna")
    box = store.box
    assert [one.id for one in box.register(RegisterView())] == ["a", "c", "b"]
    assert [one.id for one in box.register(RegisterView(sort="-number"))] == ["b", "a", "c"]
    assert [one.id for one in box.register(RegisterView(limit=1, offset=1))] == ["c"]
    assert [one.id for one in box.register(RegisterView("ö-varv"))] == ["b"]
    assert (box.register_count(), box.register_count("991-2346"), box.register_count("nobody")) == (3, 3, 0)
    assert [one.id for one in box.suppliers()] == ["a", "c", "b"]
    assert box.supplier("d") == gone
    with pytest.raises(InvalidValue):
        box.register(RegisterView(sort="colour"))
    box.rebuild()
    assert [one.id for one in box.register(RegisterView())] == ["a", "c", "b"]


def test_account_changes_are_kept_as_they_last_stood(store: Store) -> None:
    first = AccountChange("one", "s1", STRANGE_BANKGIRO, Cause.CHANGED, date(2026, 11, 21), "way")
    second = replace(first, id="two", supplier="s2")
    with store.box.transaction() as note:
        for change in (first, second):
            note.event(change.stream, AccountChangeSaved(change), by="way", expect=0)
        refused = first.ended(Standing.REFUSED, "anna", date(2026, 11, 22), "no")
        note.event(first.stream, AccountChangeSaved(refused), by="anna", expect=1)
    for _ in range(2):
        assert store.box.account_changes() == (second, refused)
        assert store.box.account_changes(Standing.OPEN) == (second,)
        assert store.box.account_changes(supplier="s1") == (refused,)
        assert store.box.account_change("one") == refused
        store.box.rebuild()
    assert store.others.account_changes() == ()
    with pytest.raises(NotFound):
        store.others.account_change("one")


def test_what_a_person_let_be_forgotten_stays_forgotten(store: Store) -> None:
    records = tuple(Record(name, ("5599991238",), (("faktura", 1),)) for name in ("a", "b"))
    with store.box.transaction() as note:
        for record in records:
            note.event(record.case, Learned(record), by="way")
        note.event("supplier:s1", Unlearned(("a",)), by="anna")
    for _ in range(2):
        assert store.box.remembered(records[0].marks) == (records[1],)
        store.box.rebuild()
