"""What bytes are is told by their content, and ZIPs are opened within caps."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontera.core.document import MediaType
from kontera.core.errors import DocumentTooLarge, KonteraError, UnreadableDocument, UnsupportedDocument
from kontera.formats.media import is_zip, media_type, unzipped

XML = '<?xml version="1.0"?><Invoice/>'


def a_zip(files: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"%PDF-1.7\n", MediaType.PDF),
        (b"\x00" * 1000 + b"%PDF-1.4\n", MediaType.PDF),
        (b"HTTP/1.1 200 OK\r\n\r\n%PDF-1.4\n", MediaType.PDF),
        (b"\x89PNG\r\n\x1a\n....", MediaType.PNG),
        (b"\xff\xd8\xff\xe0....", MediaType.JPEG),
        (b"II*\x00....", MediaType.TIFF),
        (b"MM\x00*....", MediaType.TIFF),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 ", MediaType.WEBP),
        (XML.encode(), MediaType.XML),
        (b"\xef\xbb\xbf" + XML.encode(), MediaType.XML),
        (b"\xef\xbb\xbf \r\n" + XML.encode(), MediaType.XML),
        (XML.encode("utf-16"), MediaType.XML),
        (XML.encode("utf-16-be"), MediaType.XML),
        (XML.encode("utf-32"), MediaType.XML),
        ("<Finvoice Version='3.0'>".encode("utf-16-le"), MediaType.XML),
        (b"\r\n  <ns0:Invoice xmlns:ns0='urn:x'>", MediaType.XML),
        (b"<!-- from the system --><Invoice/>", MediaType.XML),
        (b"\n" * 5000 + XML.encode(), MediaType.XML),
        (b"\r\n\xef\xbb\xbf" + b" " * 2000 + XML.encode(), MediaType.XML),
        ("<?xml version='1.0' encoding='ISO-8859-1'?><Kvitto>å".encode("latin-1"), MediaType.XML),
    ],
)
def test_what_can_be_an_invoice_is_told_by_its_first_bytes(data: bytes, expected: MediaType) -> None:
    assert media_type(data) is expected


@pytest.mark.parametrize(
    ("data", "named"),
    [
        (b"", "application/x-empty"),
        (b"Hej, fakturan kommer sen.", "text/plain"),
        (b"<!DOCTYPE html><html>", "text/html"),
        (b"  <HTML><body>", "text/html"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
        (b"GIF89a", "image/gif"),
        (b"MZ\x90\x00", "application/x-msdownload"),
        (b"PK\x03\x04....", "application/zip"),
        (a_zip({"[Content_Types].xml": b"<Types/>", "xl/a": b""}), "application/vnd.openxmlformats-officedocument"),
        (
            a_zip({"mimetype": b"application/vnd.oasis.opendocument.text"}, zipfile.ZIP_STORED),
            "application/vnd.oasis.opendocument",
        ),
        (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00", "image/heic"),
        (b"\x00\x00\x00\x18ftypavif\x00\x00\x00\x00", "image/avif"),
        (b"\x00\x00\x00\x18ftypisom\x00\x00\x00\x00", "video/mp4"),
        (b"\x00\x00\x00\x0cjP  \r\n\x87\n", "image/jp2"),
        (b"%!PS-Adobe-3.0", "application/postscript"),
        (b"\x00\x01\x02\x03", "application/octet-stream"),
        (b"\x00" * 2000 + b"%PDF-1.4\n", "application/octet-stream"),
        (b"< 5 kronor", "text/plain"),
    ],
)
def test_what_cannot_be_one_is_refused_by_its_kind(data: bytes, named: str) -> None:
    with pytest.raises(UnsupportedDocument) as refusal:
        media_type(data)
    assert refusal.value.values == {"media_type": named}


def test_the_files_of_a_zip_come_by_their_base_names_in_order() -> None:
    data = a_zip({"b/faktura.pdf": b"%PDF-1", "__MACOSX/b/._faktura.pdf": b"x", "a\\kvitto.xml": b"<a/>"})
    assert is_zip(data)
    assert unzipped(data) == (("faktura.pdf", b"%PDF-1"), ("kvitto.xml", b"<a/>"))


def test_a_zip_in_a_zip_is_opened_too() -> None:
    inner = a_zip({"a.pdf": b"%PDF-1"})
    assert unzipped(a_zip({"one.zip": inner, "b.pdf": b"%PDF-2"})) == (("a.pdf", b"%PDF-1"), ("b.pdf", b"%PDF-2"))


def test_four_zips_in_each_other_are_too_much() -> None:
    data = b"%PDF-1"
    for _ in range(4):
        data = a_zip({"x": data})
    with pytest.raises(DocumentTooLarge):
        unzipped(data)


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    with pytest.raises(DocumentTooLarge):
        unzipped(a_zip({"bomb.xml": b" " * 50_000_000}))


def test_more_than_a_hundred_files_are_too_much() -> None:
    with pytest.raises(DocumentTooLarge):
        unzipped(a_zip({f"{n}.xml": b"<a/>" for n in range(101)}))


def test_a_damaged_zip_is_unreadable() -> None:
    with pytest.raises(UnreadableDocument):
        unzipped(a_zip({"a.pdf": b"%PDF-1" * 100})[:-30])


def test_an_encrypted_zip_is_unreadable() -> None:
    data = bytearray(a_zip({"a.pdf": b"%PDF-1"}, zipfile.ZIP_STORED))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(UnreadableDocument, match="encrypted"):
        unzipped(bytes(data))


def test_an_office_document_is_no_zip_of_files() -> None:
    assert not is_zip(a_zip({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"}))


@given(st.binary(max_size=2000), st.sampled_from([b"", b"<", b"PK\x03\x04", b"<?xml", b"\xff\xfe<\x00", b"%PDF-"]))
def test_hostile_bytes_raise_only_our_own_errors(data: bytes, start: bytes) -> None:
    with suppress(KonteraError):
        media_type(start + data)
    with suppress(KonteraError):
        unzipped(start + data)


@given(st.integers(0, 300), st.integers(0, 255))
def test_a_zip_with_a_wrong_byte_raises_only_our_own_errors(at: int, value: int) -> None:
    data = bytearray(a_zip({"a.pdf": b"%PDF-1" * 30, "b/c.zip": a_zip({"d.xml": b"<d/>"})}))
    data[at % len(data)] = value
    with suppress(KonteraError):
        unzipped(bytes(data))
