"""Vouchers as a table: one row for each of theirs, with semicolons and decimal commas as Nordic spreadsheets read."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Final

from kontera.core.entry import Voucher
from kontera.core.money import ZERO, rounded

HEAD: Final = (
    "series",
    "number",
    "date",
    "text",
    "account",
    "account_name",
    "debit",
    "credit",
    "dimensions",
    "row_text",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_table(vouchers: Iterable[Voucher], names: Mapping[str, str], headings: tuple[str, ...] = HEAD) -> bytes:
    """The vouchers as CSV in UTF-8 with byte order mark; a text that a spreadsheet would calculate is kept a text.

    `headings` stand for `HEAD`, in the reader's language.
    """
    out = io.StringIO()
    rows = csv.writer(out, delimiter=";", lineterminator="\r\n")
    rows.writerow(headings)
    for voucher in vouchers:
        entry = voucher.entry
        for line in entry.lines:
            rows.writerow(
                (
                    voucher.series,
                    voucher.number,
                    entry.on.isoformat(),
                    _text(entry.text),
                    _text(line.account),
                    _text(names.get(line.account, "")),
                    _amount(line.debit),
                    _amount(line.credit),
                    _text(" ".join(f"{number}:{value}" for number, value in line.dimensions)),
                    _text(line.text),
                )
            )
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _amount(amount: Decimal) -> str:
    return f"{rounded(amount):f}".replace(".", ",") if amount != ZERO else ""


def _text(text: str) -> str:
    plain = " ".join(text.split())
    return f"'{plain}" if plain.startswith(_FORMULA) else plain
