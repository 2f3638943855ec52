"""What bytes are, told by their content and never by a name; and the files in a ZIP, within caps."""

from __future__ import annotations

import io
import lzma
import re
import struct
import zipfile
import zlib
from typing import Final

from kontera.core.document import MediaType
from kontera.core.errors import DocumentTooLarge, UnreadableDocument, UnsupportedDocument

_JUNK: Final = 1024  # how far into a file readers look for "%PDF-" (ISO 32000-2, annex I.3.2)
_RATIO: Final = 100
_FILES: Final = 100
_DEPTH: Final = 3
_TOTAL_BYTES: Final = 200 * 1024 * 1024
_SMALL: Final = 64 * 1024  # tiny files of blanks pack better than any ratio, and harm nobody
_ENCRYPTED: Final = 0x1
_DAMAGED: Final = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    IndexError,
    NotImplementedError,  # zipfile, of a compression it does not know
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)
_PREFIXES: Final = (
    (b"\x89PNG\r\n\x1a\n", MediaType.PNG),
    (b"\xff\xd8\xff", MediaType.JPEG),
    (b"II*\x00", MediaType.TIFF),
    (b"MM\x00*", MediaType.TIFF),
    (b"II+\x00", MediaType.TIFF),
    (b"MM\x00+", MediaType.TIFF),
)
_FOREIGN: Final = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"GIF8", "image/gif"),
    (b"BM", "image/bmp"),
    (b"{\\rtf", "application/rtf"),
    (b"MZ", "application/x-msdownload"),
    (b"Rar!", "application/vnd.rar"),
    (b"7z\xbc\xaf", "application/x-7z-compressed"),
    (b"\x1f\x8b", "application/gzip"),
    (b"\x00\x00\x00\x0cjP  \r\n\x87\n", "image/jp2"),
    (b"%!PS", "application/postscript"),
    (b"PK\x05\x06", "application/zip"),
    (b"PK\x03\x04", "application/zip"),
)
_OFFICE: Final = (
    (b"[Content_Types].xml", "application/vnd.openxmlformats-officedocument"),
    (b"mimetypeapplication/vnd.oasis", "application/vnd.oasis.opendocument"),
)
_BRANDS: Final = {  # of ISO base media files (ISO/IEC 14496-12, 4.3), behind "ftyp"
    **dict.fromkeys((b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1"), "image/heic"),
    **dict.fromkeys((b"avif", b"avis"), "image/avif"),
}
_BOMS: Final = (
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
    (b"<\x00", "utf-16-le"),
    (b"\x00<", "utf-16-be"),
)
_XML: Final = re.compile(r"\s*(<\?[A-Za-z]|<!--|<!DOCTYPE\s+(?!html)|<(?!!)[A-Za-z_][\w.:-]*[\s/>])")
_HTML: Final = re.compile(r"\s*(<!--.*?-->\s*)*<(!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_PROLOG: Final = 1024


def media_type(data: bytes) -> MediaType:
    """What may be received. Raises UnsupportedDocument, naming what it is where that is known."""
    for prefix, kind in _PREFIXES:
        if data.startswith(prefix):
            return kind
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return MediaType.WEBP
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") or _decoded_start(data).lstrip("\ufeff \t\r\n")[:1] == "<":
        return _marked_up(data)
    if b"%PDF-" in data[: _JUNK + len(b"%PDF-")]:
        return MediaType.PDF
    raise UnsupportedDocument(media_type=_foreign(data))


def _marked_up(data: bytes) -> MediaType:
    start = _decoded_start(data).lstrip("\ufeff")
    if _HTML.match(start):
        raise UnsupportedDocument(media_type="text/html")
    if not _XML.match(start):
        raise UnsupportedDocument(media_type=_foreign(data))
    return MediaType.XML


def _decoded_start(data: bytes) -> str:
    """The beginning behind blanks as text: by its byte order mark, or by where the zero bytes of UTF-16 stand."""
    blanks = len(data) - len(data.lstrip(b"\xef\xbb\xbf \t\r\n"))
    start = data[blanks : blanks + _PROLOG]
    for mark, encoding in _BOMS:
        if start.startswith(mark):
            return start[: len(start) // 4 * 4].decode(encoding, "replace")
    return start.decode("latin-1")


def _foreign(data: bytes) -> str:
    if not data:
        return "application/x-empty"
    if data[4:8] == b"ftyp":
        return _BRANDS.get(data[8:12], "video/mp4")
    if data.startswith(b"PK\x03\x04"):
        office = next((name for mark, name in _OFFICE if mark in data[:_PROLOG]), None)
        if office is not None:
            return office
    named = next((name for prefix, name in _FOREIGN if data.startswith(prefix)), None)
    if named is not None:
        return named
    return "application/octet-stream" if b"\0" in data[:_PROLOG] else "text/plain"


def is_zip(data: bytes) -> bool:
    """Whether the bytes are a ZIP archive of files; office documents, which are ZIPs too, are not meant."""
    if not data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return False
    return b"[Content_Types].xml" not in data[:_PROLOG] and not data[30:].startswith(b"mimetypeapplication/")


def unzipped(data: bytes) -> tuple[tuple[str, bytes], ...]:
    """The files in a ZIP and in the ZIPs within, by base name, in the order they stand.

    Raises UnreadableDocument when it is damaged or encrypted, DocumentTooLarge past 100 files, three levels, 200 MB or
    a hundredfold compression.
    """
    found: list[tuple[str, bytes]] = []
    _unzip(data, 1, found)
    return tuple(found)


def _unzip(data: bytes, depth: int, found: list[tuple[str, bytes]]) -> None:
    if depth > _DEPTH:
        raise DocumentTooLarge(size="more ZIPs in each other", limit=str(_DEPTH))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for member in archive.infolist():
                if not _ignored(member):
                    _take(archive, member, depth, found)
    except _DAMAGED as error:
        raise UnreadableDocument(reason="the ZIP archive is damaged") from error


def _ignored(member: zipfile.ZipInfo) -> bool:
    name = member.filename
    return member.is_dir() or name.startswith("__MACOSX/") or name.rsplit("/", 1)[-1] in {".DS_Store", "Thumbs.db"}


def _take(archive: zipfile.ZipFile, member: zipfile.ZipInfo, depth: int, found: list[tuple[str, bytes]]) -> None:
    if member.flag_bits & _ENCRYPTED:
        raise UnreadableDocument(reason="the ZIP archive is encrypted")
    limit = _room(member, found)
    with archive.open(member) as file:
        content = file.read(limit + 1)
    if len(content) > limit:
        raise DocumentTooLarge(size="more unpacked", limit=f"{-(-limit // 1024)} kB")
    if is_zip(content):
        _unzip(content, depth + 1, found)
        return
    if len(found) >= _FILES:
        raise DocumentTooLarge(size="more files", limit=str(_FILES))
    found.append((member.filename.replace("\\", "/").rsplit("/", 1)[-1], content))


def _room(member: zipfile.ZipInfo, found: list[tuple[str, bytes]]) -> int:
    """How many bytes this file may have: by its own compression, and by what came before it."""
    taken = sum(len(content) for _, content in found)
    return min(max(_SMALL, member.compress_size * _RATIO), _TOTAL_BYTES - taken)
