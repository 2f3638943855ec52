"""Which bytes are an e-invoice is told by content."""

from __future__ import annotations

import pytest

from einvoices import golden, reading, ubl
from kontera.core.errors import UnsupportedDocument
from kontera.formats.detect import is_invoice_xml, read_xml
from kontera.formats.facturx import invoice_xml

ENVELOPE = "http://www.unece.org/cefact/namespaces/StandardBusinessDocumentHeader"


def wrapped(data: bytes) -> bytes:
    inner = data.decode().partition("?>")[2] or data.decode()
    header = "<StandardBusinessDocumentHeader><HeaderVersion>1.0</HeaderVersion></StandardBusinessDocumentHeader>"
    return f'<StandardBusinessDocument xmlns="{ENVELOPE}">{header}{inner}</StandardBusinessDocument>'.encode()


@pytest.mark.parametrize(
    ("name", "format_"),
    [
        ("ubl-bankgiro-invoice", "ubl"),
        ("ubl-credit-note", "ubl"),
        ("cii-comfort-invoice", "cii"),
        ("zugferd-1-invoice", "cii"),
    ],
)
def test_a_format_is_told_by_its_root(name: str, format_: str) -> None:
    assert is_invoice_xml(golden(name))
    assert reading(golden(name)).format == format_


def test_an_enveloped_invoice_is_the_invoice() -> None:
    read = reading(wrapped(golden("ubl-bankgiro-invoice")))
    assert read.invoice == reading(golden("ubl-bankgiro-invoice")).invoice
    assert read.evidence["number"].by == "ubl:Invoice/cbc:ID"


@pytest.mark.parametrize(
    "data",
    [
        b"<Invoice/>",
        b"<html><body>Invoice</body></html>",
        ubl("", "Order"),
        wrapped(b"<x/>"),
        b'<a xmlns="urn:x">1</a>',
    ],
)
def test_another_xml_document_is_not_supported(data: bytes) -> None:
    assert not is_invoice_xml(data)
    with pytest.raises(UnsupportedDocument):
        read_xml(data)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"<", b"\x00\x01", b"plain text"])
def test_what_is_no_xml_is_no_invoice(data: bytes) -> None:
    assert not is_invoice_xml(data)


def test_the_invoice_among_attachments_is_found_whatever_its_name() -> None:
    invoice = golden("cii-comfort-invoice")
    attachments = (("factur-x.xml", b"<note/>"), ("picture.png", b"\x89PNG"), ("bilaga.dat", invoice))
    assert invoice_xml(attachments) == invoice


def test_attachments_without_an_invoice_give_none() -> None:
    assert invoice_xml((("factur-x.xml", b"<note/>"), ("terms.pdf", b"%PDF-1.4"))) is None
