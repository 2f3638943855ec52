"""Which values of an invoice a caller may set: a path or text that cannot be right is refused before anything is asked.

What comes over the network is less tame than what a form sends: this holds the door for `core.edit`, which trusts
that a path names one value and that its text has a sane size.
"""

from __future__ import annotations

import re
import types
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

from kontera.core.errors import InvalidValue
from kontera.core.invoice import Invoice
from kontera.core.party import Account

_STEP: Final = re.compile(r"(?P<name>[a-z_]{1,40})(?:\[(?P<index>\d{1,4})\])?", re.ASCII)
_NUMBER: Final = re.compile(r"-?\d{1,15}(\.\d{1,6})?", re.ASCII)
_WHOLE: Final = re.compile(r"\d{1,4}", re.ASCII)
_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_FORMS: Final = {Decimal: _NUMBER, int: _WHOLE, date: _DATE, bool: re.compile("true|false")}


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def settable(invoice: Invoice, path: str, text: str) -> None:
    """Raises InvalidValue when the path is not one value of the invoice, or the text not one of its kind."""
    record: Any = invoice
    kind: Any = Invoice
    steps = path.split(".")
    for place, step in enumerate(steps, start=1):
        kind, record, item = _inner(kind, record, step, path)
        last = place == len(steps)
        if last:
            _fits(kind, text.strip(), path, item=item)
        elif not is_dataclass(kind) or kind is Account or (record is None and not _made_empty(kind)):
            raise InvalidValue(value=step, field=path)


def _inner(kind: Any, record: Any, step: str, path: str) -> tuple[Any, Any, bool]:  # noqa: ANN401 - any record
    """The type and the value one step further, and whether it is an item of a list."""
    found = _STEP.fullmatch(step)
    hint = _hints(kind).get(found["name"]) if found else None
    if found is None or hint is None:
        raise InvalidValue(value=step, field=path)
    value = getattr(record, found["name"]) if record is not None else None
    listed = get_origin(hint) is tuple
    if listed != (found["index"] is not None):
        raise InvalidValue(value=step, field=path)
    if not listed:
        return _plain(hint), value, False
    index, items = int(found["index"]), value or ()
    if index > len(items):
        raise InvalidValue(value=step, field=path)
    return get_args(hint)[0], items[index] if index < len(items) else None, True


def _plain(kind: Any) -> Any:  # noqa: ANN401
    if get_origin(kind) in {Union, types.UnionType}:
        return next(inner for inner in get_args(kind) if inner is not type(None))
    return kind


def _made_empty(kind: Any) -> bool:  # noqa: ANN401
    """Whether a record of this type can begin without any value."""
    return all(spec.default is not MISSING or spec.default_factory is not MISSING for spec in fields(kind))


def _fits(kind: Any, text: str, path: str, *, item: bool) -> None:  # noqa: ANN401
    if is_dataclass(kind) and kind is not Account:
        good = not text and item  # only taking a whole item away
    elif not text:
        good = item or not (isinstance(kind, type) and issubclass(kind, Enum)) or path.endswith("vat_category")
    else:
        form = _FORMS.get(kind)
        good = kind is not bytes and (form is None or form.fullmatch(text) is not None)
    if not good:
        raise InvalidValue(value=text[:40], field=path)
