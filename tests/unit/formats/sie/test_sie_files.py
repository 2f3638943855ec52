"""SIE read and written: letters, quotation marks, object lists, remarks by line, and what is written reads back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontera.core.errors import KonteraError, UnbalancedEntry, UnreadableDocument
from kontera.formats.sie.book import Encoding, RowMark, SieAccount, SieObject, SieRow, SieVoucher, SieYear
from kontera.formats.sie.five import read_any
from kontera.formats.sie.purchases import purchases
from kontera.formats.sie.read import SieReader, read_sie
from kontera.formats.sie.text import amount_of, fields_of, objects_of
from kontera.formats.sie.write import SieImport, as_written, in_years, plain, write_sie

DAY = date(2026, 3, 2)
FILE = """#FLAGGA 0
#PROGRAM "Bokaren" 1.2
#FORMAT PC8
#GEN 20260302 "Åsa"
#SIETYP 4
#FNR 17
#ORGNR 559999-0008
#FNAMN "Östra \\"Lådan\\" AB"
#RAR 0 20260101 20261231
#RAR -1 20250101 20251231
#KPTYP EUBAS97
#KONTO 2440 "Leverantörsskulder"
#KTYP 2440 S
#KONTO 6110 Kontorsmaterial
#KTYP 6110 K
#SRU 6110 7513
#DIM 1 "Kostnadsställe"
#UNDERDIM 21 "Avdelning" 1
#OBJEKT 1 100 "Ledning"
#IB 0 1930 1000.00
#OIB 0 1930 {1 "100"} 10.00
#PSALDO 0 202601 6110 {} 12.50
#VER L 1 20260115 "Pennverket AB 1001"
{
   #TRANS 6110 {1 "100" 6 "P 1"} 1000.00 "" "papper"
   #TRANS\t2641 {} 250.00
   #RTRANS 2440 {} -1250.00
   #TRANS 2440 {} -1250.00
   #BTRANS 6110 {} -1.00
}
"""


def a_file(text: str = FILE, encoding: str = "cp437") -> bytes:
    """The file with the line ends of the standard."""
    return text.replace("\n", "\r\n").encode(encoding)


def a_voucher(*rows: SieRow, text: str = "Pennverket AB 1001") -> SieVoucher:
    """A balanced voucher, unless other rows are given."""
    usual = (SieRow("6110", Decimal("1000.00"), (("1", "100"),)), SieRow("2440", Decimal("-1000.00")))
    return SieVoucher("L", "", DAY, text, rows or usual)


def an_import(*vouchers: SieVoucher) -> SieImport:
    """A file to be written."""
    return SieImport("Östra Lådan AB", "559999-0008", DAY, vouchers or (a_voucher(),))


@pytest.mark.parametrize("encoding", ["cp437", "latin-1", "utf-8", "utf-8-sig", "utf-16"])
def test_the_letters_are_right_whatever_encoding_the_file_is_in(encoding: str) -> None:
    book = read_sie(a_file(encoding=encoding))
    assert (book.company, book.accounts[0].name) == ('Östra "Lådan" AB', "Leverantörsskulder")
    assert not book.findings


def test_the_head_the_chart_and_the_register_are_read() -> None:
    book = read_sie(a_file())
    assert (book.type, book.program, book.organisation_number, book.chart_type) == (
        4,
        "Bokaren 1.2",
        "559999-0008",
        "EUBAS97",
    )
    assert book.year == SieYear(0, date(2026, 1, 1), date(2026, 12, 31))
    assert book.accounts[1] == SieAccount("6110", "Kontorsmaterial", "K", sru=("7513",))
    assert [(one.number, one.parent) for one in book.dimensions] == [("1", ""), ("21", "1")]
    assert book.objects == (SieObject("1", "100", "Ledning"),)
    assert [(one.kind, one.amount, one.objects, one.period) for one in book.balances] == [
        ("IB", Decimal(1000), (), ""),
        ("OIB", Decimal(10), (("1", "100"),), ""),
        ("PSALDO", Decimal("12.5"), (), "202601"),
    ]


def test_added_and_struck_rows_are_kept_apart_and_do_not_count() -> None:
    voucher = read_sie(a_file()).vouchers[0]
    assert [row.mark for row in voucher.rows][2:] == [RowMark.ADDED, RowMark.KEPT, RowMark.STRUCK]
    assert voucher.difference == 0
    assert voucher.rows[0].dimensions == (("1", "100"), ("6", "P 1"))
    assert voucher.rows[0].text == "papper"


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("#TRANS 6110 {} tolv", "sie.no_amount"),
        ("#TRANS 6110 {} 12.00", "sie.unbalanced"),
        ("}\n#TRANS 6110 {} 12.00", "sie.astray"),
        ("}\n#SIETYP 9", "sie.type"),
        ("}\n#KTYP 6110 Q", "sie.kind"),
        ("}\n#RAR i", "sie.year"),
        ("}\n#HITTEPÅ 1", "sie.label"),
        ('}\n#VER "" "" 20261399 ""', "sie.no_date"),
    ],
)
def test_what_does_not_fit_is_remarked_on_with_its_line(line: str, rule: str) -> None:
    rows = FILE.rstrip().removesuffix("}") + line + "\n}\n"
    findings = read_sie(a_file(rows)).findings
    assert rule in [finding.rule for finding in findings]
    assert all(dict(finding.values)["line"].isdigit() for finding in findings)


def test_vouchers_come_one_by_one_while_the_file_is_walked() -> None:
    reader = SieReader(a_file(FILE + '#VER L 2 20260116 "senare"\n{\n}\n'))
    first = next(reader.vouchers())
    assert first.number == "1"
    assert reader.head.company == 'Östra "Lådan" AB'


def test_bytes_that_are_no_sie_file_are_refused() -> None:
    for data in (b"", b"%PDF-1.7", b"hello\nworld", b"<Invoice/>"):
        with pytest.raises(UnreadableDocument):
            read_any(data)


@given(st.binary(max_size=400))
def test_hostile_bytes_raise_only_our_own_errors(data: bytes) -> None:
    for made in (data, b'#VER "a" 1 20260101 "x"\n{\n' + data + b"\n}", b"#KONTO 1 " + data):
        try:
            read_any(made)
        except KonteraError:
            continue


def test_fields_keep_escaped_marks_and_a_path_s_last_stroke() -> None:
    assert fields_of(r'#A "a \"b\" c" d {1 "x}y"} "C:\map\"') == ("#A", 'a "b" c', "d", '{1 "x}y"}', "C:\\map\\")
    assert fields_of('#A "never closed') == ("#A", "never closed")
    assert fields_of('#VER A 1 20260101 "{" {') == ("#VER", "A", "1", "20260101", "{")
    assert objects_of('{1 "a b" 6 P1 7}') == (("1", "a b"), ("6", "P1"))


@pytest.mark.parametrize(("text", "amount"), [("-1,5", "-1.5"), ("1 000.25", "1000.25"), ("1E9", None), ("", None)])
def test_amounts_are_read_as_programs_write_them(text: str, amount: str | None) -> None:
    assert amount_of(text) == (None if amount is None else Decimal(amount))


def test_a_file_is_written_in_code_page_437_with_what_its_vouchers_name() -> None:
    made = an_import(a_voucher(text="Smørrebrød & Åkesson"))
    made = SieImport(
        made.company,
        made.organisation_number,
        made.generated,
        made.vouchers,
        years=in_years([DAY], [(date(2026, 1, 1), date(2026, 12, 31))]),
        accounts=(SieAccount("6110", "Kontorsmaterial", "K"), SieAccount("9999", "unused", "K")),
        objects=(SieObject("1", "100", "Ledning"), SieObject("1", "200", "unused")),
    )
    text = write_sie(made).decode("cp437")
    assert text.count("\r\n") == text.count("\n")
    assert '#VER "L" "" 20260302 "Smorrebrod & Åkesson"' in text
    assert "#RAR 0 20260101 20261231" in text
    assert '#DIM 1 "Kostnadsställe"\r\n#OBJEKT 1 "100" "Ledning"' in text
    assert "unused" not in text


def test_an_unbalanced_voucher_is_never_written() -> None:
    with pytest.raises(UnbalancedEntry):
        write_sie(an_import(a_voucher(SieRow("6110", Decimal(1)))))


Rows = list[tuple[int, Decimal, str, list[tuple[str, str]]]]
AMOUNTS = st.decimals(min_value=-(10**9), max_value=10**9, places=2)
TEXTS = st.text(max_size=60)
ROWS = st.lists(
    st.tuples(st.integers(1000, 9999), AMOUNTS, TEXTS, st.lists(st.tuples(st.sampled_from("126"), TEXTS), max_size=3)),
    max_size=5,
)


@given(ROWS, TEXTS, TEXTS)
def test_what_is_written_reads_back(
    rows: list[tuple[int, Decimal, str, list[tuple[str, str]]]], series: str, text: str
) -> None:
    made = [SieRow(str(account), amount, tuple(pairs), words) for account, amount, words, pairs in rows]
    made.append(SieRow("2440", -sum((row.amount for row in made), Decimal(0)), (), ""))
    voucher = SieVoucher(series, "", DAY, text, tuple(made))
    back = read_sie(write_sie(an_import(voucher))).vouchers[0]
    assert (back.series, back.text, back.rows) == (
        as_written(voucher).series,
        as_written(voucher).text,
        as_written(voucher).rows,
    )


@given(TEXTS)
def test_a_plain_text_is_in_the_code_page_and_stays_as_it_is(text: str) -> None:
    assert plain(plain(text)) == plain(text)
    assert plain(text).encode("cp437").decode("cp437") == plain(text)


def test_purchases_are_the_vouchers_that_owe_a_supplier() -> None:
    sale = SieVoucher("A", "1", DAY, "Kund", (SieRow("1510", Decimal(10)), SieRow("3010", Decimal(-10))))
    found = list(purchases((*read_sie(a_file()).vouchers, sale), "244", ["6110"]))
    assert [(one.on, one.words, one.costs[0].account, one.costs[0].share) for one in found] == [
        (date(2026, 1, 15), "Pennverket AB 1001 papper", "6110", 1.0)
    ]


def test_every_gathered_file_reads(shared: Path) -> None:
    files = [path for path in sorted((shared / "sie").glob("*/*")) if path.is_file()]
    assert files
    for path in files:
        book = read_any(path.read_bytes())
        assert book.vouchers or book.accounts, path.name
        assert "\ufffd" not in book.company, path.name
        for finding in book.findings:
            assert finding.msgid.format_map(dict(finding.values))


def test_a_latin_file_that_says_pc8_is_told_by_its_letters(shared: Path) -> None:
    for name, encoding in (("", Encoding.PC8), ("_ISO_8859_15", Encoding.LATIN), ("_UTF_8", Encoding.UTF8)):
        book = read_sie((shared / "sie" / "sie4j" / f"BLBLOV_SIE4{name}.SI").read_bytes())
        assert (book.encoding, book.company) == (encoding, "Övningsbolaget")
