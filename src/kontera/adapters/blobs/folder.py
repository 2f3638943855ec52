"""Documents in a folder: one file each, named by its digest, never written over."""

from __future__ import annotations

import hashlib
import os
import re
import secrets
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Final

from kontera.core.errors import InvalidValue, NotFound, UnreadableDocument

_READ_ONLY: Final = 0o440
_DIGEST: Final = re.compile(r"[0-9a-f]{64}")
_COMPANY: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")


class FolderBlobs:
    """Files under company/sha256/ab/cd/digest; `ports.Blobs`. One machine's disk, no network file system."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def put(self, company: str, data: bytes) -> str:
        """Keep the bytes; returns when file and folders are safe on disk.

        Raises UnreadableDocument when what stands there under this digest is not these bytes.
        """
        digest = hashlib.sha256(data).hexdigest()
        path = self._path(company, digest)
        if path.exists():
            _verified(path, digest)
            return digest
        made = _made(path.parent)
        temporary = path.with_name(f".{digest}.{secrets.token_hex(8)}")
        try:
            _write(temporary, data)
            with suppress(FileExistsError):  # another put of the same bytes was first
                os.link(temporary, path)
        finally:
            temporary.unlink(missing_ok=True)
        for folder in (path.parent, *made):
            _sync(folder)
        return digest

    def get(self, company: str, digest: str) -> bytes:
        """The bytes as kept, unverified. Raises NotFound."""
        try:
            return self._path(company, digest).read_bytes()
        except FileNotFoundError:
            raise NotFound(what=digest) from None

    def has(self, company: str, digest: str) -> bool:
        """Whether they are kept."""
        return self._path(company, digest).is_file()

    def retain(self, company: str, digest: str, until: date) -> None:  # noqa: ARG002 - see below
        """A folder cannot enforce retention: nothing here deletes, and the archive log names the day.

        Raises NotFound.
        """
        if not self.has(company, digest):
            raise NotFound(what=digest)

    def _path(self, company: str, digest: str) -> Path:
        if not _COMPANY.fullmatch(company):
            raise InvalidValue(value=company, field="company")
        if not _DIGEST.fullmatch(digest):
            raise NotFound(what=digest)
        return self._root / company / "sha256" / digest[:2] / digest[2:4] / digest


def _verified(path: Path, digest: str) -> None:
    if hashlib.sha256(path.read_bytes()).hexdigest() != digest:
        raise UnreadableDocument(reason=f"the archived file {digest} was changed")


def _made(folder: Path) -> tuple[Path, ...]:
    """Make the folder; gives the folders whose list of entries changed by it, to be written out too."""
    missing = []
    while not folder.exists():
        missing.append(folder)
        folder = folder.parent
    for new in reversed(missing):
        new.mkdir(exist_ok=True)
    return tuple(new.parent for new in missing)


def _write(path: Path, data: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _READ_ONLY)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
