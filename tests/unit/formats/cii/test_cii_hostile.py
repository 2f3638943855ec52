"""Whatever stands in a CII document, reading and writing it again fails in no other way than ours."""

from __future__ import annotations

from contextlib import suppress

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from einvoices import golden, reading
from kontera.core.errors import KonteraError
from kontera.formats.cii.write import write_cii
from kontera.formats.xml import Element

NAMES = ("cii-full-invoice", "facturx-extended-invoice", "zugferd-1-full-invoice")
TEXTS = st.sampled_from(
    [
        "",
        " ",
        "NaN",
        "-",
        "-0",
        "1e9",
        "9" * 24,
        "9" * 40,
        "x" * 400,
        "00010101",
        "99991231",
        "20260230",
        "#SKONTO#TAGE=9999#PROZENT=99.99#",
        "916",
        "130",
        "AE",
        "VA",
        "٣",
    ]
)
CHANGES = st.lists(
    st.tuples(st.integers(0, 400), st.sampled_from(["text", "drop", "double", "mark"]), TEXTS), max_size=5
)


def changed(root: Element, changes: list[tuple[int, str, str]]) -> bytes:
    for place, how, text in changes:
        elements = list(root.iter("*"))
        element = elements[place % len(elements)]
        above = element.getparent()
        if how == "text":
            element.text = text
        elif how == "mark":
            for name in element.attrib:
                element.set(name, text)
        elif above is not None and how == "drop":
            above.remove(element)
        elif above is not None:
            above.append(etree.fromstring(etree.tostring(element)))
    return etree.tostring(root)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(NAMES), CHANGES)
def test_a_document_with_anything_in_it_is_read_and_written_or_refused(
    name: str, changes: list[tuple[int, str, str]]
) -> None:
    data = changed(etree.fromstring(golden(name)), changes)
    with suppress(KonteraError):
        read = reading(data)
        assert reading(write_cii(read.invoice)).format == "cii"
