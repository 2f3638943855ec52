"""Damaged Finvoice documents raise only the project's own errors, and strange values become remarks."""

from __future__ import annotations

from itertools import pairwise

import pytest
from finvoices import CREDIT, FULL, OLD, broken, finvoice, read
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kontera.core.errors import KonteraError
from kontera.formats.finvoice.write import write_finvoice
from kontera.formats.xml import parse_xml

WHOLE = st.sampled_from([FULL, CREDIT, OLD])
CALM = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def survives(data: bytes) -> None:
    """It is read, judged and written again, or refused with an error of the project."""
    try:
        parse_xml(data)
    except KonteraError:
        return
    found = read(data)
    broken(data)
    try:
        write_finvoice(found.invoice)
    except KonteraError:
        return


@CALM
@given(WHOLE, st.integers(0, 20_000), st.binary(max_size=6))
def test_overwritten_bytes_are_survived(whole: bytes, place: int, junk: bytes) -> None:
    at = place % len(whole)
    survives(whole[:at] + junk + whole[at + len(junk) :])


@CALM
@given(WHOLE, st.integers(0, 20_000), st.integers(0, 20_000))
def test_cut_out_bytes_are_survived(whole: bytes, first: int, second: int) -> None:
    start, end = sorted((first % len(whole), second % len(whole)))
    survives(whole[:start] + whole[end:])


@CALM
@given(st.lists(st.tuples(st.integers(0, 400), st.text(max_size=12)), min_size=1, max_size=8))
def test_any_text_in_any_element_is_survived(changes: list[tuple[int, str]]) -> None:
    root = parse_xml(FULL)
    leaves = [element for element in root.iter("*") if not len(element)]
    for place, text in changes:
        leaves[place % len(leaves)].text = "".join(char for char in text if char.isprintable())
    from lxml import etree

    survives(etree.tostring(root))


@CALM
@given(st.data())
def test_moved_and_repeated_elements_are_survived(data: st.DataObject) -> None:
    from lxml import etree

    root = parse_xml(FULL)
    elements = list(root.iter("*"))[1:]
    moved, target = data.draw(st.sampled_from(elements)), data.draw(st.sampled_from(elements))
    target.append(etree.fromstring(etree.tostring(moved)))
    survives(etree.tostring(root))


@pytest.mark.parametrize("name", ["InvoiceRow", "SubInvoiceRow", "InvoiceDetails", "EpiDetails", "SellerPartyDetails"])
def test_nested_and_empty_groups_are_survived(name: str) -> None:
    survives(finvoice(f"<{name}>" * 100 + f"</{name}>" * 100))
    survives(finvoice(f"<{name}/>" * 50))


def test_huge_numbers_stay_exact() -> None:
    texts = ["9" * 24 + ",00", "0," + "1" * 18]
    for text in texts:
        data = finvoice(
            f"<InvoiceDetails><InvoiceTotalVatIncludedAmount>{text}</InvoiceTotalVatIncludedAmount></InvoiceDetails>"
        )
        assert f"{read(data).invoice.totals.gross:f}" == text.replace(",", ".")
    assert [one < other for one, other in pairwise(sorted(texts))] == [True]
