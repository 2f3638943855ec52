"""An invoice that came in several files becomes one case, by itself where that is certain, else by a person's hand."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from office import PICTURE, SUPPLIER, Office, an_office, invoice_of, words_of

from kontera.actions import archive, decide, join, receive, report
from kontera.core.case import State
from kontera.core.document import Channel
from kontera.core.errors import Forbidden, NotReady
from kontera.core.event import Joined, JoinedInto, TakenApart
from kontera.core.evidence import Page
from kontera.core.invoice import Invoice
from kontera.pipeline.runner import Runner
from kontera.pipeline.way import INVOICE_WAY
from kontera.samples.invent import Kind
from kontera.samples.others import draw_files

LONG = invoice_of(SUPPLIER.key, kind=Kind.LONG)
OTHER = invoice_of(SUPPLIER.key, seed=12)


def photographed(office: Office, invoice: Invoice) -> list[tuple[str, bytes]]:
    """Each page of the invoice as a picture of its own, with its words recorded."""
    files = []
    for number, paper in enumerate(draw_files(invoice, SUPPLIER.layout, "sv"), start=1):
        words = tuple(word for run in paper.runs for word in words_of(run))
        data = PICTURE + f"{invoice.number}-{number}".encode()
        office.pages[hashlib.sha256(data).hexdigest()] = Page(1, 1654.0, 2339.0, words, "ocr")
        files.append((f"IMG_{number}.png", data))
    return files


def dropped(office: Office, files: list[tuple[str, bytes]]) -> list[str]:
    cases = [receive.receive(office.anna, name, data, Channel.UPLOAD)[0].case for name, data in files]
    office.work()
    return cases


def test_photographs_of_one_invoice_that_come_together_become_one() -> None:
    office = an_office()
    first, *others = dropped(office, photographed(office, LONG))
    assert office.case(first).invoice.totals.payable == LONG.totals.payable
    assert len(office.case(first).invoice.lines) == len(LONG.lines)
    assert {office.case(one).joined_into for one in others} == {first}


def test_in_whatever_order_they_come() -> None:
    office = an_office()
    files = photographed(office, LONG)
    cases = dropped(office, files[::-1])
    head = office.case(cases[-1])
    assert [piece.document.name for piece in head.pieces] == [name for name, _ in files]
    assert head.invoice.totals.payable == LONG.totals.payable


def test_what_was_received_is_kept_as_it_came_and_sealed_with_the_invoice() -> None:
    office = an_office()
    files = photographed(office, LONG)
    first, *others = dropped(office, files)
    kept = [report.original(office.anna, case)[2] for case in (first, *others)]
    assert kept == [data for _, data in files]
    assert not archive.verify(office.anna).faults


def test_each_page_is_shown_from_the_file_it_stands_in() -> None:
    office = an_office()
    files = photographed(office, LONG)
    first = dropped(office, files)[0]
    assert [report.picture(office.anna, first, at + 1) for at in range(len(files))] == [data for _, data in files]


def test_two_invoices_that_come_together_stay_two() -> None:
    office = an_office()
    cases = dropped(office, [*photographed(office, OTHER), *photographed(office, invoice_of(SUPPLIER.key, seed=13))])
    assert [office.case(one).joined_into for one in cases] == ["", ""]


def test_pages_of_two_long_invoices_are_not_mixed() -> None:
    office = an_office()
    another = invoice_of(SUPPLIER.key, seed=14, kind=Kind.LONG)
    one, two = photographed(office, LONG), photographed(office, another)
    dropped(office, [file for pair in zip(one, two, strict=False) for file in pair])
    heads = [office.case(hashlib.sha256(files[0][1]).hexdigest()[:20]) for files in (one, two)]
    assert [head.invoice.totals.payable for head in heads] == [LONG.totals.payable, another.totals.payable]


def test_what_came_an_hour_later_waits_for_a_persons_hand() -> None:
    office = an_office()
    files = photographed(office, LONG)
    first = dropped(office, files[:1])[0]
    office.doors = replace(office.doors, clock=type(office.doors.clock)(datetime(2026, 3, 2, 10, 0, tzinfo=UTC)))
    office.anna = replace(office.anna, doors=office.doors)
    others = dropped(office, files[1:])
    assert office.case(first).pieces == ()
    assert join.join(office.anna, [first, *others]) == first
    office.work()
    assert office.case(first).invoice.totals.payable == LONG.totals.payable


def test_a_joined_file_is_closed_and_led_to_where_it_went() -> None:
    office = an_office()
    first, second, *_ = dropped(office, photographed(office, LONG))
    known = office.case(second)
    assert (known.closed, known.joined_into, known.state) == ("joined", first, State.ARCHIVED)
    with pytest.raises(NotReady):
        decide.reopen(office.anna, second, "back")


def test_what_was_joined_is_taken_apart_and_stays_apart() -> None:
    office = an_office()
    cases = dropped(office, photographed(office, LONG))
    assert join.take_apart(office.anna, cases[0]) == tuple(cases)
    office.work()
    assert all(office.case(one).state is State.VERIFY and not office.case(one).joined_into for one in cases)
    assert office.case(cases[0]).pieces == ()


def test_every_stream_tells_that_it_was_joined_and_by_whom() -> None:
    office = an_office()
    first, second, *_ = dropped(office, photographed(office, LONG))
    join.take_apart(office.anna, first)
    office.work()
    told = {case: [(type(n.event), n.by) for n in office.box.history(case)] for case in (first, second)}
    assert (Joined, "way") in told[first]
    assert (JoinedInto, "way") in told[second]
    assert all((TakenApart, "person:anna") in kinds for kinds in told.values())


def test_what_is_booked_is_not_joined() -> None:
    office = an_office()
    one, two = dropped(office, [*photographed(office, OTHER), *photographed(office, invoice_of(SUPPLIER.key, seed=13))])
    decide.verify(office.anna, one, decide.MUST_SEE)
    office.work()
    with pytest.raises(NotReady):
        join.join(office.anna, [two, one])


def test_who_may_not_review_may_not_join() -> None:
    office = an_office()
    nobody = replace(office.anna, person=replace(office.anna.person, roles=frozenset()))
    with pytest.raises(Forbidden):
        join.join(nobody, ["a", "b"])


def test_a_picture_is_not_recognised_twice() -> None:
    office = an_office()
    files = photographed(office, LONG)
    first = dropped(office, files)[0]
    office.pages.clear()  # an optical reader that would find nothing any more
    join.take_apart(office.anna, first)
    office.work()
    assert office.case(first).invoice.number == LONG.number


class Died(BaseException):
    """The process died here."""


class DyingBox:
    """Books whose process dies at one of the moments before or after a transaction is kept."""

    def __init__(self, box: object, left: list[int]) -> None:
        self._box, self._left = box, left

    def __getattr__(self, name: str) -> object:
        return getattr(self._box, name)

    @contextmanager
    def transaction(self) -> Iterator[object]:
        with self._box.transaction() as note:  # type: ignore[attr-defined]  # an InMemoryBox
            yield note
            self._boundary()
        self._boundary()

    def _boundary(self) -> None:
        self._left[0] -= 1
        if self._left[0] == 0:
            raise Died


class DyingBoxes(DyingBox):
    """The same of all companies."""

    def open(self, company: str) -> DyingBox:
        return DyingBox(self._box.open(company), self._left)  # type: ignore[attr-defined]  # InMemoryBoxes


def test_a_crash_at_any_moment_of_the_joining_changes_nothing_in_the_end() -> None:
    passed = 1
    while True:
        office = an_office()
        files = photographed(office, LONG)
        cases = [receive.receive(office.anna, name, data, Channel.UPLOAD)[0].case for name, data in files]
        left, kept = [passed], office.doors
        dying = replace(kept, boxes=DyingBoxes(kept.boxes, left))
        try:
            Office(dying, Runner(INVOICE_WAY, dying), office.anna, office.bo, office.cia, office.tasks, {}).work()
        except Died:
            office.tasks[:] = kept.boxes.outstanding()
        else:
            break
        office.work()
        assert [office.case(case).joined_into for case in cases] == ["", *[cases[0]] * (len(cases) - 1)], passed
        assert office.case(cases[0]).invoice.totals.payable == LONG.totals.payable
        passed += 7  # every seventh moment, so that all kinds of them are met
    assert passed > 40
