"""Ledger files that would cost much: they are refused for a reason, or take no longer than their length."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kontera.core.errors import DocumentTooLarge
from kontera.formats.sie.five import read_any
from kontera.formats.sie.payables import payables
from kontera.formats.sie.read import MOST_CODES
from kontera.formats.sie.text import LONGEST_LINE, MOST_LINES, fields_of

HEAD = b'#FLAGGA 0\n#PROGRAM "x" 1\n#SIETYP 4\n#KONTO 2440 "Skulder"\n#KONTO 4000 "Varor"\n'


@pytest.mark.parametrize("end", [b"\n", b"\r", b"\x1a", b"\r\n"])
def test_a_ledger_of_more_lines_than_any_is_refused_before_it_is_read(end: bytes) -> None:
    with pytest.raises(DocumentTooLarge, match="more rows"):
        read_any(HEAD + end * (MOST_LINES + 1))


@pytest.mark.parametrize(
    "line",
    ["#TRANS " + "{" * 60_000, '#TRANS {"' + '\\"' * 30_000, "#TRANS {" + '"a" ' * 15_000, "#VER " + '"\\' * 30_000],
)
def test_a_list_that_never_closes_takes_no_longer_than_its_length(line: str) -> None:
    assert fields_of(line)[0] in {"#TRANS", "#VER"}


def test_a_list_keeps_a_path_s_last_stroke_and_what_never_closes_is_read_as_plain_fields() -> None:
    assert fields_of('#TRANS 4000 {1 "C:\\"} 10.00 "a"') == ("#TRANS", "4000", '{1 "C:\\"}', "10.00", "a")
    assert fields_of('#TRANS 4000 {1 "a" 10.00') == ("#TRANS", "4000", "1", "a", "10.00")


def test_what_a_line_holds_beyond_its_length_is_passed_over() -> None:
    book = read_any(HEAD + b"#FNAMN " + b"a" * (2 * LONGEST_LINE) + b'\n#ORGNR "556000-0001"\n')
    assert (len(book.company), book.organisation_number) == (LONGEST_LINE - len("#FNAMN "), "556000-0001")


def test_an_account_keeps_only_so_many_codes() -> None:
    book = read_any(HEAD + b"".join(b"#SRU 2440 %d\n" % code for code in range(20_000)))
    assert len(next(one for one in book.accounts if one.number == "2440").sru) == MOST_CODES


def test_elements_in_themselves_are_counted_once() -> None:
    deep, wide = 100, 2_000
    dimensions = b'<Dimension id="1">' * deep + b'<Object id="a"/>' * wide + b"</Dimension>" * deep
    journals = (
        b'<Journal id="1">' * 60 + b'<JournalEntry id="a">' * 60 + b'<LedgerEntry accountId="1" amount="1"/>' * wide
    )
    journals += b"</JournalEntry>" * 60 + b"</Journal>" * 60
    book = read_any(b'<Sie xmlns="http://www.sie.se/sie5">' + dimensions + journals + b"</Sie>")
    assert (len(book.objects), len(book.vouchers)) == (wide, 1)


def test_many_invoices_of_one_number_or_one_amount_are_looked_up_and_not_searched_for() -> None:
    invoice = b'#VER A %d 20250101 "faktura Bolag%d AB 1"\n{\n#TRANS 4000 {} 1\n#TRANS 2440 {} -1\n}\n'
    paid = b'#VER B %d 20250102 "bet %d"\n{\n#TRANS 1930 {} -1\n#TRANS 2440 {} 1\n}\n'
    count = 2_000
    vouchers = b"".join(form % (at, at) for at in range(count) for form in (invoice, paid))
    found = payables(read_any(HEAD + vouchers), "2440")
    assert (found.balance, found.nameless) == (None, Decimal(count))
    assert not any(one.sure for one in found.items)


@pytest.mark.parametrize("blank", [" " * 5_000, "(" * 5_000, "f " * 2_500, "." * 5_000])
def test_a_long_text_names_no_invoice_in_no_time(blank: str) -> None:
    text = f"faktura{blank}x".encode()
    rows = b'#VER A 1 20250101 "%b"\n{\n#TRANS 4000 {} 1\n#TRANS 2440 {} -1\n}\n' % text
    assert len(payables(read_any(HEAD + rows * 50), "2440").items) == 50
