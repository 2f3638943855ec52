"""Which bytes are an e-invoice is told by content."""

from __future__ import annotations

import base64

import pytest

from einvoices import golden, reading, ubl
from kontera.core.errors import DocumentTooLarge, UnsupportedDocument
from kontera.formats.detect import is_invoice_xml, read_xml
from kontera.formats.envelopes import documents, opened
from kontera.formats.facturx import invoice_xml

ENVELOPE = "http://www.unece.org/cefact/namespaces/StandardBusinessDocumentHeader"

SOAP = "http://schemas.xmlsoap.org/soap/envelope/"
EB = "http://www.oasis-open.org/committees/ebxml-msg/schema/msg-header-2_0.xsd"
FINVOICE = (
    '<Finvoice Version="3.0"><InvoiceDetails><InvoiceTypeCode>INV01</InvoiceTypeCode>'
    "<InvoiceNumber>F-1</InvoiceNumber></InvoiceDetails></Finvoice>"
)
DECLARED = '<?xml version="1.0" encoding="UTF-8"?>'


def numbered(number: str) -> bytes:
    return ubl(f"<cbc:ID>{number}</cbc:ID>")


def soap(body: str) -> str:
    header = f'<e:Header><b:MessageHeader xmlns:b="{EB}"><b:From><b:PartyId>003712345678</b:PartyId></b:From>'
    rest = "<b:Service>Routing</b:Service></b:MessageHeader></e:Header>"
    return f'<e:Envelope xmlns:e="{SOAP}">{header}{rest}<e:Body>{body}</e:Body></e:Envelope>'


def numbers(data: bytes) -> list[str]:
    return [read.invoice.number for read in read_xml(data)]


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
        ("svefaktura-full-invoice", "svefaktura"),
        ("svefaktura-object-envelope", "svefaktura"),
        ("teappsxml-2.7-invoice", "teappsxml"),
        ("teappsxml-3.0-invoice", "teappsxml"),
    ],
)
def test_a_format_is_told_by_its_root(name: str, format_: str) -> None:
    assert is_invoice_xml(golden(name))
    assert reading(golden(name)).format == format_


def test_an_enveloped_invoice_is_the_invoice() -> None:
    read = reading(wrapped(golden("ubl-bankgiro-invoice")))
    assert read.invoice == reading(golden("ubl-bankgiro-invoice")).invoice
    assert read.evidence["number"].by == "ubl:Invoice/cbc:ID"


def test_who_sent_an_enveloped_invoice_is_told_as_unread_and_its_transport_is_not() -> None:
    unread = reading(soap(FINVOICE).encode()).unread
    assert [path for path in unread if path.startswith("Envelope")] == ["Envelope/Header/MessageHeader/From/PartyId"]


@pytest.mark.parametrize(
    "data",
    [
        soap(FINVOICE),
        DECLARED + soap("<m:Manifest xmlns:m='urn:m'/>") + DECLARED + FINVOICE,
        soap("") + "\n" + FINVOICE,
        "\ufeff  \r\n" + DECLARED + soap("") + "\r\n\ufeff" + DECLARED + FINVOICE + "\r\n",
    ],
)
def test_a_finvoice_is_found_in_its_soap_envelope_and_behind_it(data: str) -> None:
    assert numbers(data.encode()) == ["F-1"]
    assert numbers(data.lstrip("\ufeff \r\n").encode("utf-16")) == ["F-1"]
    assert "Envelope/Header/MessageHeader/From/PartyId" in reading(data.encode()).unread


def test_documents_of_two_encodings_in_one_file_are_each_read_by_their_own() -> None:
    first = b'<?xml version="1.0" encoding="ISO-8859-1"?>' + numbered("Å").decode().encode("latin-1")
    second = DECLARED.encode() + numbered("Ö")
    assert numbers(first + b"\n" + second) == ["Å", "Ö"]


@pytest.mark.parametrize(
    "data",
    [
        DECLARED.encode() + numbered("1") + DECLARED.encode() + numbered("2"),
        numbered("1") + numbered("2"),
        wrapped(numbered("1") + numbered("2")),
        b"<batch><no>7</no><item>" + numbered("1") + b"</item><item>" + numbered("2") + b"</item></batch>",
        b"<!-- two --> " + numbered("1") + b"<!-- and <x> --> " + numbered("2") + b" trailing",
    ],
)
def test_several_invoices_in_one_file_are_several_readings(data: bytes) -> None:
    assert numbers(data) == ["1", "2"]
    assert len(documents(data)) == 2


def test_a_value_of_an_unknown_wrapper_is_unread_for_each_invoice() -> None:
    data = b"<batch><no>7</no>" + numbered("1") + numbered("2") + b"</batch>"
    assert [read.unread for read in read_xml(data)] == [("batch/no",), ("batch/no",)]
    assert [payload.outer for payload in opened(data)] == ["batch", "batch"]


@pytest.mark.parametrize("times", [1, 2])
def test_an_invoice_packed_in_base64_is_unpacked(times: int) -> None:
    data = DECLARED.encode() + numbered("1")
    for _ in range(times):
        packed = base64.b64encode(data).decode()
        content = (
            f'<BinaryContent xmlns="urn:x" mimeType="application/xml" encoding="Base64Binary">{packed}</BinaryContent>'
        )
        data = wrapped(content.encode())
    assert numbers(data) == ["1"]


def test_packing_without_an_end_is_given_up() -> None:
    data = numbered("1")
    for _ in range(9):
        packed = base64.b64encode(data).decode()
        data = wrapped(f"<BinaryContent>{packed}</BinaryContent>".encode())
    assert not is_invoice_xml(data)


def test_an_invoice_as_text_inside_another_document_is_unpacked() -> None:
    text = numbered("1").decode().replace("<", "&lt;")
    assert numbers(f"<message><payload>{text}</payload></message>".encode()) == ["1"]
    assert numbers(b"<m><![CDATA[" + numbered("2") + b"]]></m>") == ["2"]


def test_what_is_packed_in_a_known_invoice_is_its_own_matter() -> None:
    packed = base64.b64encode(numbered("2")).decode()
    packed = f"<cbc:EmbeddedDocumentBinaryObject>{packed}</cbc:EmbeddedDocumentBinaryObject>"
    reference = f"<cbc:ID>a</cbc:ID><cac:Attachment>{packed}</cac:Attachment>"
    data = ubl(f"<cbc:ID>1</cbc:ID><cac:AdditionalDocumentReference>{reference}</cac:AdditionalDocumentReference>")
    assert numbers(data) == ["1"]


def test_a_document_beside_the_invoice_is_told_as_unread() -> None:
    read = reading(numbered("1") + b"<note><text>Hej</text></note>")
    assert read.invoice.number == "1"
    assert read.unread[-1] == "note/text"


def test_every_document_of_a_file_can_be_judged_known_or_not() -> None:
    def tags(data: bytes) -> list[str]:
        return [root.tag for root in documents(data)]

    assert tags(wrapped(b"<x/>")) == [f"{{{ENVELOPE}}}x"]
    assert tags(b"<x/><y/>") == ["x", "y"]
    assert tags(soap("").encode()) == [f"{{{SOAP}}}Envelope"]
    assert tags(numbered("1") + b"<y/>")[1:] == ["y"]


def test_the_files_of_an_object_envelope_belong_to_the_invoice_it_names() -> None:
    (read,) = read_xml(golden("svefaktura-object-envelope"))
    assert [(file.number, file.filename, file.content) for file in read.invoice.attachments] == [
        ("1", "tid.csv", b"dag;tid"),
        ("2", "faktura.pdf", b"%PDF-1.4 a small one"),
    ]
    assert read.evidence["attachments[1].content"].by == "svefaktura:ObjectEnvelope/EncodedObject[2]/EncodedData"


def test_an_invoice_that_is_a_file_of_an_object_envelope_is_read() -> None:
    packed = base64.b64encode(golden("svefaktura-full-invoice")).decode()
    data = f"<EncodedObject><ObjectID>1</ObjectID><EncodedData>{packed}</EncodedData></EncodedObject>"
    envelope = f'<ObjectEnvelope xmlns="urn:sfti:documents:ObjectEnvelope:1:0">{data}</ObjectEnvelope>'
    assert numbers(envelope.encode()) == ["F-2026-0117"]


def test_an_envelope_without_an_invoice_is_not_supported() -> None:
    with pytest.raises(UnsupportedDocument, match="envelope without a document"):
        read_xml(soap("").encode())


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


def test_what_stands_around_many_invoices_is_told_in_full_once() -> None:
    data = b"<w>" + b"<no>7</no>" * 500 + numbered("1") * 3 + b"</w>"
    assert [len(read.unread) for read in read_xml(data)] == [500, 200, 200]


def test_more_invoices_than_anybody_sends_are_refused() -> None:
    with pytest.raises(DocumentTooLarge):
        read_xml(b"<w>" + numbered("1") * 10_001 + b"</w>")
