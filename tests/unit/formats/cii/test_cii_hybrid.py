"""The invoices in published hybrid PDFs are read as their expectations say."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Final

import pytest
from pypdf import PdfReader

from einvoices import SHARED, reading
from kontera.core.invoice import Invoice, Line
from kontera.formats.facturx import invoice_xml
from kontera.formats.flat import to_flat

# d018: its picture, and so its expectation, is of another invoice than its XML
FILES: Final = tuple(path for path in sorted(SHARED.glob("hybrid-pdf/*.pdf")) if path.stem != "d018")
# an early ZUGFeRD writer put the amounts with VAT where the net amounts belong; stated values are kept as they are
WITH_VAT: Final = frozenset({"d023"})
TEXTS: Final = ("document_type", "invoice_number", "issue_date", "due_date", "currency", "supplier_name")
NUMBERS: Final = ("supplier_vat_number", "iban", "payment_reference")
pytestmark = pytest.mark.skipif(not FILES, reason="the shared e-invoices are not beside this checkout")

Record = dict[str, object]


def read(path: Path) -> tuple[Record, Record, Invoice]:
    """What is expected, the flat record, and the invoice."""
    attached = ((name, part) for name, parts in PdfReader(path).attachments.items() for part in parts)
    chosen = invoice_xml(attached)
    assert chosen is not None
    found = reading(chosen)
    return json.loads(path.with_suffix(".json").read_text(encoding="utf-8")), to_flat(found), found.invoice


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_header_is_the_expected_one(path: Path) -> None:
    expected, flat, invoice = read(path)
    assert {key: flat.get(key) for key in TEXTS if key in expected} == {
        key: expected[key] for key in TEXTS if key in expected
    }
    assert {key: flat.get(key) for key in NUMBERS if key in expected} == {
        key: expected[key] for key in NUMBERS if key in expected
    }
    totals = invoice.totals
    assert totals.net == Decimal(str(expected["net_total"]))
    assert totals.vat in {None, Decimal(str(expected.get("vat_total", "0.00")))}
    assert Decimal(str(expected["gross_total"])) in {totals.gross, totals.payable}
    number = "".join(str(expected.get("supplier_org_number", "")).split())
    assert number in {"", invoice.seller.organisation_number}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_lines_are_the_expected_ones(path: Path) -> None:
    expected, _, invoice = read(path)
    lines = expected["lines"]
    assert isinstance(lines, list)
    assert len(invoice.lines) == len(lines)
    for line, told in zip(invoice.lines, lines, strict=True):
        assert told["description"].startswith(line.description)
        assert line.quantity == Decimal(told["quantity"])
        assert net_price(line) == Decimal(told["unit_price"])
        assert line.vat_rate in {Decimal(told.get("vat_rate", "0")), None}
        if path.stem not in WITH_VAT:
            assert line.net_amount == Decimal(told["amount"])


def net_price(line: Line) -> Decimal | None:
    """The expectations have the price charged."""
    if line.unit_price is None or line.discount_percent is None:
        return line.unit_price
    return line.unit_price * (100 - line.discount_percent) / 100
