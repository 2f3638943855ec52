"""Which values of an invoice a caller may set: a path or text that cannot be right is refused before anything is asked.

What comes over the network is less tame than what a form sends: this holds the door for `core.edit`, which trusts
that a path names one value and that its text has a sane size.
"""

from __future__ import annotations

import re
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from types import NoneType
from typing import Any, Final, get_args, get_origin, get_type_hints

from kontera.core.errors import InvalidValue
from kontera.core.invoice import Invoice
from kontera.core.party import Account

_STEP: Final = re.compile(r"(?P<name>[a-z_]{1,40})(?:\[(?P<index>\d{1,4})\])?", re.ASCII)
_FORMS: Final = {
    Decimal: re.compile(r"-?\d{1,15}(\.\d{1,6})?", re.ASCII),
    int: re.compile(r"\d{1,4}", re.ASCII),
    date: re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII),
    bool: re.compile("true|false"),
    Account: re.compile(r"[a-z_]{1,20}:[0-9A-Za-z -]{1,40}"),
}


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where a path has come to: the type there, the value (None when absent), and whether it may be taken away."""

    kind: Any
    value: Any
    clearable: bool = False


def settable(invoice: Invoice, path: str, text: str) -> None:
    """Raises InvalidValue when the path is not one value of the invoice, or the text not one of its kind."""
    spot = _Spot(Invoice, invoice)
    for step in path.split("."):
        if not _has_parts(spot):
            raise InvalidValue(value=step, field=path)
        spot = _inner(spot, step, path)
    if not _fits(spot, text.strip()):
        raise InvalidValue(value=text[:40], field=path)


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _has_parts(spot: _Spot) -> bool:
    """Whether a path may go on from here; a record that is absent must be one that can begin without any value."""
    if not is_dataclass(spot.kind) or spot.kind is Account:
        return False
    begins_empty = all(f.default is not MISSING or f.default_factory is not MISSING for f in fields(spot.kind))
    return spot.value is not None or begins_empty


def _inner(spot: _Spot, step: str, path: str) -> _Spot:
    found = _STEP.fullmatch(step)
    hint = _hints(spot.kind).get(found["name"]) if found else None
    if found is None or hint is None or (get_origin(hint) is tuple) != (found["index"] is not None):
        raise InvalidValue(value=step, field=path)
    value = getattr(spot.value, found["name"]) if spot.value is not None else None
    if found["index"] is None:
        inner = tuple(kind for kind in get_args(hint) if kind is not NoneType)
        kind = inner[0] if inner else hint
        return _Spot(kind, value, clearable=bool(inner) or kind in {str, bool})
    index, items = int(found["index"]), value or ()
    if index > len(items):
        raise InvalidValue(value=step, field=path)
    return _Spot(get_args(hint)[0], items[index] if index < len(items) else None, clearable=True)


def _fits(spot: _Spot, text: str) -> bool:
    if spot.kind is bytes:
        return False
    if not text:
        return spot.clearable
    if spot.kind is not Account and is_dataclass(spot.kind):
        return False
    form = _FORMS.get(spot.kind)
    return form is None or form.fullmatch(text) is not None
