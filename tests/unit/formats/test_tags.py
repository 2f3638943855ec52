"""The walk over raw tags sees what the parser sees, and stops at what is open."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontera.core.errors import KonteraError, UnreadableDocument
from kontera.formats.tags import documents_in, guard


@pytest.mark.parametrize(
    ("data", "parts"),
    [
        (b"<a/><b/>", (b"<a/>", b"<b/>")),
        (b"<?xml version='1.0'?><a><b>x</b></a>\n<?xml version='1.0'?><c/>", None),
        (b"<a b='>'><!-- </a> --><![CDATA[</a>]]></a><b/>", (b"<a b='>'><!-- </a> --><![CDATA[</a>]]></a>", b"<b/>")),
        (b"<a/> words <b/>", (b"<a/>", b"<b/>")),
    ],
)
def test_documents_end_where_their_first_tag_is_closed(data: bytes, parts: tuple[bytes, ...] | None) -> None:
    found = documents_in(data)
    assert found == parts or (parts is None and [part[:5] for part in found] == [b"<?xml", b"<?xml"])


@pytest.mark.parametrize("data", [b"<a>", b"</a>", b"<a", b"<!--", b"<a b='", b"<!DOCTYPE a><a/>", b"<a b='<'/>"])
def test_open_markup_and_a_doctype_are_refused(data: bytes) -> None:
    with pytest.raises(UnreadableDocument):
        documents_in(data)


@given(
    st.lists(st.sampled_from((b"<a>", b"</a>", b"<a/>", b"<", b">", b"'", b'"', b"<!--", b"-->", b"x", b"]]>", b"<?")))
)
def test_any_row_of_pieces_raises_only_the_projects_errors(pieces: list[bytes]) -> None:
    for judge in (guard, documents_in):
        try:
            judge(b"".join(pieces))
        except KonteraError:
            continue
