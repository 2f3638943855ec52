"""Records of layouts: how alike two are, what they are found by, and how many are kept."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from kontera.core.memory import (
    KEPT,
    MOST_FOUND,
    ColumnPlace,
    Exemplar,
    Record,
    TableShape,
    forgotten,
    found,
    likeness,
    marks_of,
)
from kontera.core.serial import from_json, to_json

LAYOUT = tuple((f"word{at}", at % 25) for at in range(60))
PLAIN = Record("a", ("SE556036079301", "50501055"), LAYOUT)
LAYOUTS = st.frozensets(st.tuples(st.text("abcdefgh", min_size=2, max_size=6), st.integers(0, 25)), max_size=80)


def like(share: float) -> tuple[tuple[str, int], ...]:
    """A layout that has this share of its words in common with the plain one."""
    kept = int(share * len(LAYOUT))
    return (*LAYOUT[:kept], *((f"other{at}", at % 25) for at in range(len(LAYOUT) - kept)))


def test_a_record_survives_being_written() -> None:
    exemplar = Exemplar("number", 1, 10.0, 20.5, 30.0, before="fakturanr", shape="A9", run=(1.0, 20.5), nth=1)
    table = TableShape((ColumnPlace("c_amount", 800.0, 900.0, "belopp", 840.0),), ("c_amount",), ("belopp",))
    record = replace(PLAIN, exemplars=(exemplar,), table=table, constants=(("seller.name", "Ek AB"),))
    assert from_json(Record, to_json(record)) == record


@given(LAYOUTS, LAYOUTS)
def test_likeness_is_a_share_and_the_same_both_ways(
    one: frozenset[tuple[str, int]], two: frozenset[tuple[str, int]]
) -> None:
    assert 0.0 <= likeness(one, two) == likeness(two, one) <= 1.0
    assert likeness(one, one) == (1.0 if one else 0.0)


@given(LAYOUTS)
def test_a_layout_is_found_by_its_own_marks(layout: frozenset[tuple[str, int]]) -> None:
    marks = marks_of((), layout)
    assert marks == marks_of((), frozenset(sorted(layout)))
    assert bool(marks) is bool(layout)


def test_a_layout_half_alike_shares_a_mark() -> None:
    assert marks_of((), frozenset(LAYOUT)) & marks_of((), frozenset(like(0.7)))


def test_a_record_is_found_by_a_number_alone_however_it_is_written() -> None:
    marks = marks_of({"556036079301"}, frozenset({("quite", 1), ("different", 2)}))
    assert found((PLAIN,), marks) == (PLAIN,)


def test_of_many_records_those_that_share_most_are_given_oldest_first() -> None:
    known = tuple(replace(PLAIN, case=f"c{at}", layout=like(0.9) if at % 2 else LAYOUT) for at in range(60))
    given_back = found(known, PLAIN.marks)
    assert len(given_back) == MOST_FOUND
    assert [record.case for record in given_back] == [f"c{at}" for at in range(20, 60, 2)]


def test_an_invoice_verified_again_takes_the_place_of_its_own_record() -> None:
    assert forgotten((PLAIN,), replace(PLAIN, constants=(("seller.name", "Ek AB"),))) == ("a",)


def test_of_one_supplier_in_one_layout_the_last_five_are_kept() -> None:
    known: tuple[Record, ...] = ()
    for at in range(9):
        new = replace(PLAIN, case=f"c{at}")
        gone = forgotten(known, new)
        known = (*(record for record in known if record.case not in gone), new)
    assert [record.case for record in known] == ["c4", "c5", "c6", "c7", "c8"]
    assert len(known) == KEPT


def test_another_layout_or_supplier_is_kept_beside() -> None:
    known = tuple(replace(PLAIN, case=f"c{at}") for at in range(KEPT))
    assert forgotten(known, replace(PLAIN, case="new", layout=like(0.2))) == ()
    assert forgotten(known, replace(PLAIN, case="new", identifiers=("SE556677889901",))) == ()
