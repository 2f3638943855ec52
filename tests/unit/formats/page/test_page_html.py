"""The page as HTML: self-contained, escaped, and read by a machine as by the eye."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, Final

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from lxml import etree

from build import a_line, an_invoice
from kontera.core.finding import Finding
from kontera.core.invoice import Attachment, DocumentType, Invoice
from kontera.core.reading import Reading
from kontera.formats.page.html import to_fragment, to_html
from kontera.formats.page.lay import lay_out, sheet_of
from kontera.formats.page.words import Language
from random_invoices import INVOICES, OTHERWISE, leaves, shown

HOSTILE: Final = "\"><script>alert(1)</script><img src=x onerror='alert(2)'>&amp;</style>]]>"
PARSER: Final = etree.HTMLParser(encoding="utf-8")


def read(page: bytes) -> Any:
    return etree.fromstring(page, PARSER)


def html(invoice: Invoice, language: Language = Language.SV) -> bytes:
    return to_html([lay_out(invoice, language)])


@settings(max_examples=15, deadline=None, phases=(Phase.explicit, Phase.generate))
@given(INVOICES, st.sampled_from(Language))
def test_every_value_that_was_stated_can_be_read_on_the_page(invoice: Invoice, language: Language) -> None:
    said = "".join(str(text) for text in read(html(invoice, language)).itertext())
    lost = [
        path
        for path, value in leaves(invoice)
        if not OTHERWISE.fullmatch(path) and not any(way in said for way in shown(value, language))
    ]
    assert lost == []


def test_hostile_text_stays_text_in_every_place() -> None:
    invoice = replace(
        an_invoice(),
        number=HOSTILE,
        notes=(HOSTILE,),
        seller=replace(an_invoice().seller, name=HOSTILE),
        lines=(a_line(description=HOSTILE, attributes=((HOSTILE, HOSTILE),)),),
        attachments=(Attachment(HOSTILE, HOSTILE, uri=f"javascript:{HOSTILE}", filename=HOSTILE),),
    )
    page = to_html([sheet_of(Reading(invoice, HOSTILE, unread=(HOSTILE,)), Language.SV)])
    tree = read(page)
    assert tree.xpath("//script | //img | //@onerror | //a") == []
    assert tree.xpath("//h1//bdi/text()") == [HOSTILE]


@pytest.mark.parametrize("sign", ["\u202e", "\u2066", "\u200b", "\x07", "\x00", "\ufeff", "\ud800"])
def test_a_sign_that_hides_or_turns_text_is_shown_as_its_code(sign: str) -> None:
    page = html(replace(an_invoice(), number=f"12{sign}34")).decode()
    assert f"12[U+{ord(sign):04X}]34" in page
    assert sign not in page


def test_a_break_in_a_note_is_kept_and_one_that_keeps_xml_tidy_is_not() -> None:
    page = html(replace(an_invoice(), notes=("Första\nAndra\r\nTredje", "En\n\t\t\trad"))).decode()
    assert "Första\nAndra\nTredje" in page
    assert "En rad" in page


def test_the_page_needs_nothing_beside_it() -> None:
    page = html(an_invoice()).decode()
    assert re.search(r"<link|<script|@import|url\(|https?://", page) is None
    assert "default-src 'none'" in page


@pytest.mark.parametrize("language", Language)
def test_the_page_says_its_language(language: Language) -> None:
    tree = read(html(an_invoice(), language))
    assert tree.get("lang") == language.value
    assert tree.xpath("//article/@lang") == [language.value]


def test_headings_descend_by_one_and_tables_name_their_columns_and_rows() -> None:
    tree = read(html(an_invoice()))
    levels = [int(one.tag[1]) for one in tree.xpath("//h1|//h2|//h3|//h4")]
    assert levels[0] == 1
    assert set(levels[1:]) == {2}
    for table in tree.xpath("//table"):
        assert table.get("aria-label")
        assert all(one.get("scope") == "col" for one in table.xpath("./thead//th"))
        assert all(one.get("scope") == "row" for one in table.xpath("./tbody//th"))


def test_each_row_fills_the_table_it_stands_in() -> None:
    line = a_line(seller_article="A1")
    for table in read(html(replace(an_invoice(), lines=(line, line)))).xpath("//table"):
        width = len(table.xpath("./thead/tr/th"))
        rows = [sum(int(cell.get("colspan", 1)) for cell in row) for row in table.xpath("./tbody/tr")]
        assert set(rows) == {width}


def test_labels_tell_their_business_term_when_pointed_at() -> None:
    titles = read(html(an_invoice())).xpath("//dt/@title")
    assert {"BT-1", "BT-2", "BT-115"} <= set(titles)


def test_several_invoices_follow_each_other() -> None:
    sheets = [lay_out(replace(an_invoice(), number=number), Language.SV) for number in ("A1", "B2")]
    assert [str(one) for one in read(to_html(sheets)).xpath("//article//h1//bdi/text()")] == ["A1", "B2"]


def test_a_missing_number_is_said_to_be_missing() -> None:
    assert "saknas" in html(replace(an_invoice(), number="")).decode()


def test_a_credit_note_says_so_and_what_is_credited() -> None:
    page = html(replace(an_invoice(), type=DocumentType.CREDIT_NOTE)).decode()
    assert "Kreditfaktura" in page
    assert "Att kreditera" in page
    assert "Att betala" not in page


def test_the_fragment_links_attachments_that_can_be_fetched_and_only_those() -> None:
    invoice = replace(
        an_invoice(), attachments=(Attachment("1", filename="a.pdf"), Attachment("2", uri="https://x.se"))
    )
    fragment = to_fragment(lay_out(invoice, Language.SV), ("/a/0?x=1&y=2", ""))
    assert read(fragment.encode()).xpath("//a/@href") == ["/a/0?x=1&y=2"]


def test_the_fragment_carries_no_style_of_its_own() -> None:
    fragment = to_fragment(lay_out(an_invoice(), Language.SV))
    assert "style" not in fragment
    assert fragment.startswith('<article class="paper"')


def test_every_class_is_the_pages_own_so_that_no_other_style_reaches_it() -> None:
    line = a_line(seller_article="A1")
    invoice = replace(an_invoice(), lines=(line,), notes=("x",), attachments=(Attachment("1"),))
    reading = Reading(invoice, "ubl", findings=(Finding("a", "b"),), unread=("x",))
    classes = read(to_fragment(sheet_of(reading, Language.SV)).encode()).xpath("//@class")
    assert {name for one in classes for name in str(one).split() if not name.startswith("paper")} == set()
