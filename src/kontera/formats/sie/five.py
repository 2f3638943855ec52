"""Reads SIE 5, the XML form: accounts, dimensions and journals of a whole file (Sie) or an entry file (SieEntry)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from lxml import etree

from kontera.core.errors import UnreadableDocument
from kontera.core.finding import Finding, Severity
from kontera.formats.sie.book import (
    Encoding,
    SieAccount,
    SieBook,
    SieDimension,
    SieObject,
    SieRow,
    SieVoucher,
    SieYear,
)
from kontera.formats.sie.read import read_sie
from kontera.formats.sie.text import amount_of, day_of
from kontera.formats.xml import Element, parse_xml

_ROOTS: Final = frozenset({"Sie", "SieEntry"})
_KINDS: Final[Mapping[str, str]] = {
    "asset": "T",
    "liability": "S",
    "equity": "S",
    "cost": "K",
    "income": "I",
    "statistics": "",
}


def read_any(data: bytes) -> SieBook:
    """A SIE file of any type, 1–5, told by its first letter. Raises UnreadableDocument."""
    return read_five(data) if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") else read_sie(data)


def read_five(data: bytes) -> SieBook:
    """A SIE 5 file. Raises UnreadableDocument when it is none."""
    root = parse_xml(data)
    if _name(root) not in _ROOTS:
        raise UnreadableDocument(reason="it is no SIE file")
    info = next(_all(root, "FileInfo"), root)
    company = next(_all(info, "Company"), info)
    product = next(_all(info, "SoftwareProduct"), info)
    made = next(_all(info, "FileCreation"), info)
    vouchers = tuple(_vouchers(root))
    return SieBook(
        type=5,
        program=" ".join(part for part in (product.get("name", ""), product.get("version", "")) if part),
        generated=day_of(made.get("time", "")),
        company=company.get("name", ""),
        company_id=company.get("clientId", ""),
        organisation_number=company.get("organizationId", ""),
        currency=next((one.get("currency", "") for one in _all(info, "AccountingCurrency")), ""),
        encoding=Encoding.UTF8,
        years=tuple(_years(info)),
        accounts=tuple(_accounts(root)),
        dimensions=tuple(SieDimension(one.get("id", ""), one.get("name", "")) for one in _all(root, "Dimension")),
        objects=tuple(
            SieObject(dimension.get("id", ""), one.get("id", ""), one.get("name", ""))
            for dimension in _all(root, "Dimension")
            for one in _within(dimension, "Object")
        ),
        vouchers=vouchers,
        findings=tuple(_unbalanced(voucher) for voucher in vouchers if voucher.difference),
    )


def _name(element: Element) -> str:
    return str(etree.QName(element).localname)


def _all(within: Element, name: str) -> Iterator[Element]:
    return within.iter(f"{{*}}{name}")


def _within(element: Element, name: str) -> Iterator[Element]:
    """Only what stands right in it: what is nested in itself is not counted once for each level."""
    return element.iterchildren(f"{{*}}{name}")


def _accounts(root: Element) -> Iterator[SieAccount]:
    for one in _all(root, "Account"):
        if one.get("id"):
            yield SieAccount(one.get("id", ""), one.get("name", ""), _KINDS.get(one.get("type", ""), ""))


def _years(info: Element) -> Iterator[SieYear]:
    found = [
        (day_of(f"{one.get('start', '')}-01"), day_of(f"{one.get('end', '')}-01"), one.get("primary") == "true")
        for one in _all(info, "FiscalYear")
    ]
    spans = sorted((one for one in found if one[0] is not None), key=lambda one: str(one[0]), reverse=True)
    first = next((at for at, one in enumerate(spans) if one[2]), 0)
    for at, (start, end, _) in enumerate(spans):
        yield SieYear(first - at, start, end)


def _vouchers(root: Element) -> Iterator[SieVoucher]:
    for journal in _all(root, "Journal"):
        for entry in _within(journal, "JournalEntry"):
            yield SieVoucher(
                journal.get("id", ""),
                entry.get("id", ""),
                day_of(entry.get("journalDate", "")),
                entry.get("text", ""),
                tuple(_rows(entry)),
                int(getattr(entry, "sourceline", 0) or 0),
            )


def _rows(entry: Element) -> Iterator[SieRow]:
    for one in _within(entry, "LedgerEntry"):
        amount = amount_of(one.get("amount", ""))
        if amount is not None and next(_within(one, "Overstrike"), None) is None:
            objects = tuple((ref.get("dimId", ""), ref.get("objectId", "")) for ref in _within(one, "ObjectReference"))
            yield SieRow(one.get("accountId", ""), amount, objects, one.get("text", ""))


def _unbalanced(voucher: SieVoucher) -> Finding:
    number = f"{voucher.series}{voucher.number}"
    values = (("line", str(voucher.line)), ("number", number), ("difference", str(-voucher.difference)))
    text = "Line {line}: voucher {number} does not balance, {difference} is missing."
    return Finding("sie.unbalanced", text, Severity.DOUBT, f"line {voucher.line}", values, "sie")
