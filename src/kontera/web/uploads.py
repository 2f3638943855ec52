"""Files of registers and ledgers: how large they may be, and where one waits between being looked at and taken in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from kontera.actions.desk import Desk
from kontera.core.errors import Conflict, DocumentTooLarge, KonteraError

MOST_BYTES: Final = 30_000_000
"""As much as the largest supplier registers weigh, with all their columns."""
_SALT: Final = "kontera.import"
_WAITS: Final = 24 * 3600  # seconds
_MEGABYTE: Final = 1_000_000
_LONGEST_NAME: Final = 200


class NoFile(KonteraError):
    """No file came with the form."""

    code, status, exit_code = "import.no_file", 422, 2
    msgid = "Choose a file first."


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came: its name and its bytes."""

    name: str
    data: bytes


def file_of(request: HttpRequest, most: int | None = None, field: str = "file") -> Upload:
    """The file of a form; its size is judged before a byte of it is read. Raises NoFile, DocumentTooLarge."""
    limit = MOST_BYTES if most is None else most
    file = request.FILES.get(field)
    if not isinstance(file, UploadedFile) or not file.size:
        raise NoFile
    if file.size > limit:
        raise DocumentTooLarge(size=megabytes(file.size), limit=megabytes(limit))
    return Upload((file.name or "")[:_LONGEST_NAME], file.read())


def megabytes(size: int) -> str:
    """A size for the eye, rounded up, so that what is too large never looks as if it fitted."""
    return f"{-(-size // _MEGABYTE)} MB"


def keep(desk: Desk, upload: Upload) -> str:
    """Keep a file among the company's documents; gives the signed word that names it until tomorrow."""
    company = desk.person.company
    digest = desk.doors.blobs.put(company, upload.data)
    return signing.dumps([company, desk.person.id, digest, upload.name], salt=_SALT)


def kept(desk: Desk, word: str) -> Upload:
    """The file that such a word names: only for who looked at it. Raises Conflict when it must be chosen anew."""
    try:
        company, person, digest, name = signing.loads(word, salt=_SALT, max_age=_WAITS)
    except (signing.BadSignature, ValueError) as error:
        raise LookedTooLongAgo from error
    if (company, person) != (desk.person.company, desk.person.id):
        raise LookedTooLongAgo
    return Upload(name, desk.doors.blobs.get(company, digest))


class LookedTooLongAgo(Conflict):
    """The file was looked at too long ago, or by somebody else."""

    code, status, exit_code = "import.looked_too_long_ago", 409, 4
    msgid = "It was too long ago that the file was looked at. Choose it again."
