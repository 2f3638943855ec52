"""Small Finvoice documents built from a few elements, and the readings of them."""

from __future__ import annotations

from typing import Final

from einvoices import GOLDEN
from kontera.core.invoice import Invoice, Line
from kontera.core.reading import Reading
from kontera.core.validation import Layer
from kontera.formats.finvoice.read import CODEC
from kontera.formats.finvoice.structure import STRUCTURE, WORDS
from kontera.formats.rules.rule import Judged, judged
from kontera.formats.xml import parse_xml

FULL: Final = (GOLDEN / "finvoice-full-invoice" / "input.xml").read_bytes()
CREDIT: Final = (GOLDEN / "finvoice-credit-note" / "input.xml").read_bytes()
OLD: Final = (GOLDEN / "finvoice-old-invoice" / "input.xml").read_bytes()


def finvoice(inner: str, version: str = "3.0") -> bytes:
    return f'<Finvoice Version="{version}">{inner}</Finvoice>'.encode()


def details(inner: str) -> bytes:
    return finvoice(f"<InvoiceDetails>{inner}</InvoiceDetails>")


def rows(*inner: str) -> bytes:
    return finvoice("".join(f"<InvoiceRow>{row}</InvoiceRow>" for row in inner))


def money(name: str, value: str, currency: str = "EUR") -> str:
    return f'<{name} AmountCurrencyIdentifier="{currency}">{value}</{name}>'


def read(data: bytes) -> Reading:
    (one,) = CODEC.read(parse_xml(data))
    return one


def invoice(data: bytes) -> Invoice:
    return read(data).invoice


def line(row: str) -> Line:
    (one,) = invoice(rows(row)).lines
    return one


def broken(data: bytes) -> list[str]:
    document = Judged(parse_xml(data))
    return [breach.rule for breach in judged(document, STRUCTURE, WORDS, Layer.STRUCTURE, "3.0.21")]
