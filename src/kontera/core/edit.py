"""One value of the invoice, by its path: shown as text, and changed from text."""

from __future__ import annotations

import re
import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import Enum
from functools import cache
from typing import Any, Final, TypeVar, Union, get_args, get_origin, get_type_hints

from kontera.core.errors import InvalidValue
from kontera.core.invoice import Invoice, Line
from kontera.core.party import Account, AccountScheme
from kontera.core.serial import from_json, to_json

V = TypeVar("V")
_INDEX_DIGITS: Final = 4
_FORMS: Final = {
    Decimal: re.compile(r"[+-]?\d{1,15}(\.\d{1,6})?", re.ASCII),
    int: re.compile(r"\d{1,4}", re.ASCII),
    date: re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII),
    bool: re.compile(r"true|false|True|False"),
    Account: re.compile(r"[a-z_]{1,20}:[0-9A-Za-z -]{1,40}"),
}
_LONGEST: Final = 4000
_ITEM: Final = re.compile(r"^(?P<list>[a-z_.]+)\[(?P<index>\d+)\]$")
_INSIDE: Final = re.compile(r"^(?P<list>[a-z_.]+)\[(?P<index>\d+)\](?P<rest>.*)$")
_STEP: Final = re.compile(r"^(?P<name>[a-z_]+)(?:\[(?P<index>\d+)\])?$")


@cache
def _hints(kind: Any) -> Mapping[str, Any]:  # noqa: ANN401 - a record's class
    return get_type_hints(kind)


def changed(invoice: Invoice, path: str, text: str) -> Invoice:
    """The invoice with the value at `path` set from canonical text: dates ISO 8601, decimals with a point.

    An empty text takes the value away; for a line or an account it removes it, and a line whose last value goes is
    gone as well. An index one past the end adds an item. An account is written "iban:SE45…", a whole line as
    `text_of` gives it: it is put in before the line that has its place. Raises InvalidValue.
    """
    made: Invoice = _set(invoice, path.split("."), path, text.strip())
    return made


def text_of(invoice: Invoice, path: str) -> str:
    """The value at `path` as canonical text; empty when it is absent. A whole line is its record in JSON.

    Raises InvalidValue for an unknown path.
    """
    value: Any = invoice
    for step in path.split("."):
        name, index = _parsed(step, path)
        if value is None:
            return ""
        if not hasattr(value, name):
            raise InvalidValue(value="", field=path)
        value = getattr(value, name)
        if index is not None:
            if not isinstance(value, tuple):
                raise InvalidValue(value="", field=path)
            value = value[index] if index < len(value) else None
    if isinstance(value, Line):
        return to_json(value)
    if isinstance(value, tuple) or (is_dataclass(value) and not isinstance(value, Account)):
        raise InvalidValue(value="", field=path)
    return as_text(value)


def is_line(path: str) -> bool:
    """Whether the path names a whole line of the invoice."""
    return path.startswith("lines[") and _ITEM.match(path) is not None


def moved(by_path: Mapping[str, V], path: str, after: str) -> dict[str, V]:
    """What is kept by path, once a change took a whole item out or put a line in: its own values fall, others move."""
    here = ((_moved(known, path, after), value) for known, value in by_path.items())
    return {known: value for known, value in here if known is not None}


def as_text(value: object) -> str:
    """A single value as canonical text."""
    match value:
        case None:
            return ""
        case Account(scheme, number):
            return f"{scheme}:{number}"
        case Enum():
            return str(value.value)
        case date():
            return value.isoformat()
        case Decimal():
            return format(value, "f")
        case _:
            return str(value)


def _parsed(step: str, path: str) -> tuple[str, int | None]:
    found = _STEP.match(step)
    if not found or len(found["index"] or "") > _INDEX_DIGITS:
        raise InvalidValue(value=step, field=path)
    index = found["index"]
    return found["name"], None if index is None else int(index)


def _set(record: Any, steps: list[str], path: str, text: str) -> Any:  # noqa: ANN401 - any record of the invoice
    name, index = _parsed(steps[0], path)
    record_class: Any = type(record)
    kind = _hints(record_class).get(name)
    if kind is None or isinstance(record, Account):  # an account is one value: scheme and number belong together
        raise InvalidValue(value=text, field=path)
    old = getattr(record, name)
    if isinstance(old, tuple) != (index is not None):
        raise InvalidValue(value=text, field=path)
    if index is not None:
        return replace(record, **{name: _in_tuple(old, kind, index, steps[1:], path, text)})
    if len(steps) > 1:
        base = old if old is not None else _new(_plain(kind), text, path)
        return replace(record, **{name: _set(base, steps[1:], path, text)})
    return replace(record, **{name: _value(kind, text, path)})


def _in_tuple(items: tuple[Any, ...], kind: Any, index: int, rest: list[str], path: str, text: str) -> tuple[Any, ...]:  # noqa: ANN401
    item_kind = get_args(kind)[0]
    if index > len(items):
        raise InvalidValue(value=text, field=path)
    if not rest and not text:
        return items[:index] + items[index + 1 :]
    if not rest and item_kind is Line:
        return (*items[:index], _line(text, path), *items[index:])
    if rest:
        old = items[index] if index < len(items) else _new(item_kind, text, path)
        new = _set(old, rest, path, text)
        if new == Line():
            return items[:index] + items[index + 1 :]
    else:
        new = _value(item_kind, text, path)
    return (*items[:index], new, *items[index + 1 :])


def _line(text: str, path: str) -> Line:
    try:
        return from_json(Line, text)
    except ValueError as error:
        raise InvalidValue(value=text[:40], field=path) from error


def _moved(path: str, changed_path: str, after: str) -> str | None:
    item = _ITEM.match(changed_path)
    here = _INSIDE.match(path)
    if not item or not here or here["list"] != item["list"] or (after and not after.startswith("{")):
        return path
    at, moved = int(here["index"]), int(item["index"])
    if not after and at == moved:
        return None
    step = 0 if at < moved else 1 if after else -1
    return f"{here['list']}[{at + step}]{here['rest']}"


def _plain(kind: Any) -> Any:  # noqa: ANN401
    """The type itself of an optional one."""
    if get_origin(kind) in {Union, types.UnionType}:
        return next(a for a in get_args(kind) if a is not type(None))
    return kind


def _empty(kind: Any) -> Any:  # noqa: ANN401
    if kind is str:
        return ""
    if kind is bool:
        return False
    return None


def _new(kind: Any, text: str, path: str) -> Any:  # noqa: ANN401
    """A record to set the first value in. Raises InvalidValue for what cannot stand with one value alone."""
    try:
        return kind()
    except TypeError as error:
        raise InvalidValue(value=text, field=path) from error


def _value(kind: Any, text: str, path: str) -> Any:  # noqa: ANN401
    plain = _plain(kind)
    if not text:
        if plain is not kind or plain in {str, bool}:
            return _empty(plain)
        raise InvalidValue(value=text, field=path)
    form = _FORMS.get(plain)
    if plain is bytes or len(text) > _LONGEST or (form is not None and not form.fullmatch(text)):
        raise InvalidValue(value=text[:40], field=path)
    try:
        return _from_text(plain, text)
    except (ValueError, InvalidOperation, StopIteration) as error:
        raise InvalidValue(value=text, field=path) from error


def _from_text(kind: Any, text: str) -> Any:  # noqa: ANN401, PLR0911 - one return a type
    if kind is str:
        return text
    if kind is Decimal:
        return Decimal(text)
    if kind is date:
        return date.fromisoformat(text)
    if kind is bool:
        return text in {"true", "True", "1"}
    if kind is int:
        return int(text)
    if kind is Account:
        scheme, _, number = text.partition(":")
        return Account(AccountScheme(scheme), number.replace(" ", "").replace("-", ""))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(text)
    raise ValueError(text)


def paths_of(record: object, prefix: str = "") -> tuple[str, ...]:
    """The paths of all values that are present in the invoice or a part of it."""
    found: list[str] = []
    if not is_dataclass(record):
        return ()
    for spec in fields(record):
        value = getattr(record, spec.name)
        here = f"{prefix}{spec.name}"
        if isinstance(value, Account) or not (is_dataclass(value) or isinstance(value, tuple)):
            if value not in {None, "", False}:
                found.append(here)
        elif isinstance(value, tuple):
            for index, item in enumerate(value):
                at = f"{here}[{index}]"
                if isinstance(item, Account) or not is_dataclass(item):
                    found.append(at)
                else:
                    found.extend(paths_of(item, f"{at}."))
        else:
            found.extend(paths_of(value, f"{here}."))
    return tuple(found)
