"""Which files are pages of one invoice, and which only came together."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from kontera.core.case import Case, fold
from kontera.core.document import Channel, Document, MediaType, piece_at
from kontera.core.event import Joined, JoinedInto, Noted, Passed, Validated
from kontera.core.evidence import Page
from kontera.core.invoice import DocumentType, Invoice, Line, Totals
from kontera.core.leaf import Leaf, PageKind
from kontera.core.outcome import Done
from kontera.core.party import Party
from kontera.core.reading import Reading
from kontera.steps.joining import JoiningFacts, join

AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def a_file(name: str, leaf: Leaf | None = None, invoice: Invoice | None = None, **changes: object) -> Case:
    """A picture of one page, read and walked as far as joining."""
    made = invoice or Invoice()
    return Case(
        name,
        "demo",
        5,
        Document(name * 8, 9, MediaType.JPEG, f"{name}.jpg", Channel.UPLOAD, AT),
        page_count=1,
        pages=(Page(1, 600, 800),),
        reading=Reading(made, "picture", leaves=(leaf or Leaf(1),)),
        invoice=made,
        **changes,  # type: ignore[arg-type]  # fields of Case
    )


def joined(case: Case, *peers: Case) -> tuple[str, ...]:
    """The ids of what is joined with the case, in the order of the pages; none when it stays alone."""
    outcome = join(case, JoiningFacts(peers))
    assert isinstance(outcome, Done)
    events = (*outcome.events, *(one.event for one in outcome.elsewhere))
    return next((tuple(p.case for p in event.pieces) for event in events if isinstance(event, Joined)), ())


def test_pages_that_number_themselves_are_joined_in_their_order() -> None:
    files = [a_file(name, Leaf(1, at=at, of=3)) for name, at in (("c", 3), ("a", 1), ("b", 2))]
    assert joined(*files) == ("a", "b", "c")


def test_the_first_goes_on_and_the_others_lead_to_it() -> None:
    one, two = a_file("a", Leaf(1, at=1, of=2)), a_file("b", Leaf(1, at=2, of=2))
    outcome = join(two, JoiningFacts((one,)))
    assert isinstance(outcome, Done)
    assert outcome.events == (JoinedInto("a"),)
    assert [(other.case, other.revision) for other in outcome.elsewhere] == [("a", 5)]


def test_pages_wait_for_the_one_that_is_missing() -> None:
    assert joined(a_file("a", Leaf(1, at=1, of=3)), a_file("b", Leaf(1, at=2, of=3))) == ()


def test_two_first_pages_and_one_second_are_left_to_a_person() -> None:
    firsts = [a_file(name, Leaf(1, at=1, of=2)) for name in "ab"]
    assert joined(a_file("c", Leaf(1, at=2, of=2)), *firsts) == ()


@pytest.mark.parametrize("field", ["organisation_number", "vat_number"])
def test_pages_of_two_suppliers_are_not_joined(field: str) -> None:
    one, two = (Invoice(seller=replace(Party(), **{field: number})) for number in ("1", "2"))
    assert joined(a_file("a", Leaf(1, at=1, of=2), one), a_file("b", Leaf(1, at=2, of=2), two)) == ()


def test_pages_with_two_invoice_numbers_are_not_joined() -> None:
    one, two = Leaf(1, at=1, of=2, number="1001", sure=0.9), Leaf(1, at=2, of=2, number="1002", sure=0.9)
    assert joined(a_file("a", one), a_file("b", two)) == ()


def test_a_sum_carried_over_joins() -> None:
    sum_ = Decimal("1250.50")
    assert joined(a_file("b", Leaf(1, brought=sum_)), a_file("a", Leaf(1, carried=sum_))) == ("a", "b")


def test_another_sum_does_not() -> None:
    assert joined(a_file("a", Leaf(1, carried=Decimal(1))), a_file("b", Leaf(1, brought=Decimal(2)))) == ()


def test_the_same_number_joins_when_one_alone_has_a_total() -> None:
    first, last = Leaf(1, number="1001", sure=0.9), Leaf(1, number="1001", sure=0.9, totalled=True)
    files = [a_file("IMG_10", last), a_file("IMG_2", first), a_file("IMG_9", first)]
    assert joined(*files) == ("IMG_2", "IMG_9", "IMG_10")


def test_the_same_invoice_twice_is_a_duplicate_and_no_second_page() -> None:
    leaf = Leaf(1, number="1001", sure=0.9, titled=True, totalled=True)
    assert joined(a_file("a", leaf), a_file("b", leaf)) == ()


def test_lines_that_make_up_the_total_on_the_other_page_join() -> None:
    first = Invoice(lines=(Line(net_amount=Decimal(70)),))
    second = Invoice(lines=(Line(net_amount=Decimal(30)),), totals=Totals(net=Decimal(100), payable=Decimal(125)))
    numbered = Leaf(1, number="1001", sure=0.9)
    assert joined(a_file("a", numbered, first), a_file("b", Leaf(1, totalled=True), second)) == ("a", "b")


def test_a_reminder_is_not_joined_with_a_statement() -> None:
    kinds = (Invoice(type=DocumentType.REMINDER), Invoice(type=DocumentType.STATEMENT))
    one, two = (a_file(name, Leaf(1, at=at, of=2), kind) for name, at, kind in zip("ab", (1, 2), kinds, strict=True))
    assert joined(one, two) == ()


@pytest.mark.parametrize("touched", [{"apart": True}, {"closed": "rejected"}, {"corrected": ("number",)}])
def test_what_a_person_has_touched_is_left_alone(touched: dict[str, object]) -> None:
    one, two = a_file("a", Leaf(1, at=1, of=2), **touched), a_file("b", Leaf(1, at=2, of=2))
    assert joined(two, one) == ()


def test_a_page_of_terms_is_no_page_to_go_on_from() -> None:
    assert joined(a_file("a", Leaf(1, PageKind.TERMS, at=1, of=2)), a_file("b", Leaf(1, at=2, of=2))) == ()


def test_what_came_alone_goes_on_alone() -> None:
    outcome = join(a_file("a"), JoiningFacts())
    assert isinstance(outcome, Done)
    assert outcome.events == (Passed("joining", "way"),)


def test_a_page_of_the_joined_document_is_found_in_its_file() -> None:
    one, two = a_file("a", Leaf(1, at=1, of=2)), a_file("b", Leaf(1, at=2, of=2))
    outcome = join(one, JoiningFacts((two,)))
    assert isinstance(outcome, Done)
    assert isinstance(outcome.events[0], Joined)
    found = [piece_at(outcome.events[0].pieces, number) for number in (1, 2, 3)]
    assert [at and (at[0].case, at[1]) for at in found] == [("a", 1), ("b", 1), None]


def test_what_was_judged_before_there_was_any_joining_has_passed_it() -> None:
    known = fold("a", "demo", (Noted(1, AT, "way", Validated(None)),))
    assert {"joining", "validation"} <= known.done
