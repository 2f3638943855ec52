"""The one family of errors: what we cannot do, with a stable code that every face reads.

What is wrong with an *invoice* is never an error but a `Finding`, see `core.finding`.
"""

from __future__ import annotations

from typing import ClassVar


class KonteraError(Exception):
    """Something asked for cannot be done.

    `code` is stable and machine-readable, `status` the HTTP status, `exit_code` the process's.
    The class docstring's first line is the English msgid; `values` fill its named places.
    """

    code: ClassVar[str] = "kontera.error"
    status: ClassVar[int] = 400
    exit_code: ClassVar[int] = 1
    msgid: ClassVar[str] = "This cannot be done."

    def __init__(self, **values: object) -> None:
        self.values = values
        super().__init__(self.msgid.format_map(values) if values else self.msgid)


class InvalidIdentifier(KonteraError):
    """A text is not the identifier it claims to be: wrong form or wrong check digit."""

    code, status, exit_code = "identifier.invalid", 422, 2
    msgid = "{value} is not a valid {kind}."


class InvalidAmount(KonteraError):
    """A text is not an amount."""

    code, status, exit_code = "amount.invalid", 422, 2
    msgid = "{value} is not an amount."


class InvalidValue(KonteraError):
    """A value does not fit the field it was given for."""

    code, status, exit_code = "value.invalid", 422, 2
    msgid = "{value} does not fit the field {field}."


class UnbalancedEntry(KonteraError):
    """An accounting entry's debit and credit differ."""

    code, status, exit_code = "entry.unbalanced", 422, 2
    msgid = "The entry does not balance: the difference is {difference}."


class UnreadableDocument(KonteraError):
    """The bytes are damaged, encrypted, or not what they claim to be."""

    code, status, exit_code = "document.unreadable", 422, 3
    msgid = "The document cannot be read: {reason}."


class Locked(UnreadableDocument):
    """The document is encrypted, and no password was given."""

    code, status, exit_code = "document.locked", 422, 3
    msgid = "The document is locked: it needs a password."


class WrongPassword(Locked):
    """The password that was given does not open the document."""

    code, status, exit_code = "document.wrong_password", 422, 3
    msgid = "The password does not open the document."


class UnsupportedDocument(KonteraError):
    """The type of document is not one that can be an invoice."""

    code, status, exit_code = "document.unsupported", 415, 3
    msgid = "Documents of the type {media_type} are not received."


class DocumentTooLarge(KonteraError):
    """The document passes a cap on bytes, pages or pixels."""

    code, status, exit_code = "document.too_large", 413, 3
    msgid = "The document is too large: {size} (at most {limit})."


class NotFound(KonteraError):
    """What was asked for does not exist in this company."""

    code, status, exit_code = "not_found", 404, 5
    msgid = "{what} was not found."


class Forbidden(KonteraError):
    """The person has no right to do this."""

    code, status, exit_code = "forbidden", 403, 6
    msgid = "{person} may not do this: {reason}."


class Conflict(KonteraError):
    """Somebody changed it in between: look again before you go on."""

    code, status, exit_code = "conflict", 409, 4
    msgid = "{who} changed this in between. Look at it again."


class NotReady(KonteraError):
    """The case is not in a state where this can be done."""

    code, status, exit_code = "case.not_ready", 409, 4
    msgid = "This cannot be done now: {reason}."
