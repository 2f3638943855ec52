"""Opens PDF portfolios: a cover sheet whose embedded files are the documents, as the files of a ZIP are."""

from __future__ import annotations

from typing import Final

from kontera.core.errors import KonteraError
from kontera.ports import PdfReader

PDF: Final = b"%PDF-"
PDF_START: Final = 1024
_EMBEDDED: Final = b"EmbeddedFile"  # ISO 32000-1, 7.11.4: the type of a file's stream, or the tree of their names
_ENCRYPTED: Final = b"/Encrypt"  # 7.6.1: then the names may lie in objects that cannot be seen


def files_of(data: bytes, pdf: PdfReader, password: str = "") -> tuple[tuple[str, bytes], ...]:
    """The files of a portfolio with their names; none for any other document, and for one that cannot be opened."""
    if PDF not in data[:PDF_START] or not (_EMBEDDED in data or _ENCRYPTED in data):
        return ()
    try:
        content = pdf.content(data, password)
    except KonteraError:
        return ()
    return tuple((name, file) for name, file in content.embedded if file) if content.portfolio else ()
