"""What errors, findings and reasons say, in the reader's language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from types import MappingProxyType
from typing import Final

from django.utils.translation import gettext as _

from kontera.core.case import State
from kontera.core.errors import InvalidValue, KonteraError
from kontera.core.finding import Finding
from kontera.core.party import Account
from kontera.web import shown, words

_STATE_REASON: Final = re.compile(r"^(?P<what>.+) is (?P<state>[a-z]+)$")
_COMPARED: Final = re.compile(r"^not compared yet: (?P<what>[a-z, ]+)$")
_RIGHT: Final = re.compile(r"^the right '(?P<right>[a-z]+)' is missing$")
_OTHER_BATCH: Final = re.compile(r"^(?P<what>.+) stands in another batch$")
_CHANGED: Final = re.compile(r"^(?P<what>.+) has changed since it was proposed$")
_AMOUNT: Final = re.compile(r"^-?\d+\.\d{2,}$")
_RATE: Final = re.compile(r"^\d+(?:\.\d+)?$")
_DAY: Final = re.compile(r"^\d{4}-\d\d-\d\d$")


class _Values(dict[str, str]):
    """Named values; a name that is not given is shown as a dash rather than failing the page."""

    def __missing__(self, key: str) -> str:
        return "–"


def filled(msgid: str, values: Mapping[str, object], names: Mapping[str, str] | None = None) -> str:
    """The sentence in the reader's language with its named places filled."""
    if not msgid:
        return ""
    told = _Values({name: value_words(name, str(value), names or {}) for name, value in values.items()})
    try:
        text = _(msgid).format_map(told)
    except (ValueError, IndexError, AttributeError):
        return _(msgid)
    whole = msgid.endswith((".", "?")) and not msgid.startswith(
        ("{value}", "“{value}")
    )  # what was typed stays as it was typed
    return text[:1].upper() + text[1:] if whole else text


def error_words(error: KonteraError, names: Mapping[str, str] | None = None) -> str:
    """What an error says; a value that was not given at all is asked for."""
    if isinstance(error, InvalidValue) and not str(error.values.get("value", "-")).strip():
        return _("Fill in the field {field}.").format(field=words.field(str(error.values["field"])))
    return filled(error.msgid, error.values, names) if error.values else _(error.msgid)


def retold(reason: str, code: str) -> str:
    """An error that was kept as its English sentence, in the reader's language; its values are taken from there."""
    for kind in _kinds(KonteraError):
        if kind.code == code and (found := _shape(kind.msgid).fullmatch(reason)):
            return filled(kind.msgid, found.groupdict())
    return _(reason) if reason else ""


def _kinds(above: type[KonteraError]) -> Iterator[type[KonteraError]]:
    for kind in above.__subclasses__():
        yield kind
        yield from _kinds(kind)


@cache
def _shape(msgid: str) -> re.Pattern[str]:
    """What a sentence looks like with its places filled."""
    words_, names = re.split(r"\{\w+\}", msgid), re.findall(r"\{(\w+)\}", msgid)
    places = (f"(?P<{name}>.*)" if names.index(name) == at else f"(?P={name})" for at, name in enumerate(names))
    return re.compile(
        "".join(re.escape(word) + place for word, place in zip(words_, [*places, ""], strict=True)), re.DOTALL
    )


def finding_words(
    finding: Finding, accounts: Iterable[Account] = (), named: Mapping[str, str] = MappingProxyType({})
) -> str:
    """What a finding says: a bare number of one of the invoice's accounts with its kind, what has a name by that."""
    return filled(finding.msgid, values_of(finding, accounts, named))


def values_of(finding: Finding, accounts: Iterable[Account], named: Mapping[str, str]) -> dict[str, str]:
    """The finding's values, accounts with their kind and what has a name by that."""
    given = dict(finding.values)
    if "account" in given:
        known = {account.id: shown.account(account) for account in accounts}
        given["account"] = known.get(given["account"], given["account"])
    return {name: named.get(value, value) for name, value in given.items()}


def value_words(name: str, value: str, names: Mapping[str, str]) -> str:
    """One named value for the eye: fields by their label, amounts and days in local form, reasons translated."""
    if name in {"who", "person"}:
        return names.get(value, "Kontera" if value == "way" else value)
    return _SAID.get(name, _plain)(value)


def _by(value: str) -> str:
    return str(words.MATCHED_BY.get(value.replace(" ", "_"), value))


def _type(value: str) -> str:
    return str(words.TYPE.get(value.replace(" ", "_"), value)).lower()


def _what(value: str) -> str:
    return _(value) if value else value


def _size(value: str) -> str:
    return _plain(value) if value[:1].isdigit() else _what(value)


def _rate(value: str) -> str:
    return shown.number(Decimal(value)) if _RATE.match(value) else _plain(value)


def _kind(value: str) -> str:
    """A term inside a sentence: "Momsnummer" is "momsnummer" there, IBAN stays as it is."""
    term = _what(value)
    return term[:1].lower() + term[1:] if term[1:2].islower() else term


def _plain(value: str) -> str:
    if _AMOUNT.match(value):
        try:
            return shown.amount(Decimal(value))
        except InvalidOperation:
            return value
    if _DAY.match(value):
        try:
            return shown.day(date.fromisoformat(value))
        except ValueError:
            return value
    scheme, colon, rest = value.partition(":")
    if colon and scheme in {"iban", "bankgiro", "plusgiro", "domestic", "danish_slip"} and rest:
        return shown.account_key(value)
    return value


def reason_words(reason: str) -> str:
    """Why something cannot be done; the reasons that carry a value are taken apart first."""
    if found := _RIGHT.match(reason):
        return _("the right “{right}” is missing").format(right=words.right(found["right"]))
    if found := _COMPARED.match(reason):
        listed = ", ".join(str(words.COMPARED.get(name.strip(), name.strip())) for name in found["what"].split(","))
        return _("not compared yet: {what}").format(what=listed)
    if found := _OTHER_BATCH.match(reason):
        return _("{what} stands in another batch").format(what=found["what"])
    if found := _CHANGED.match(reason):
        return _("{what} has changed since it was proposed").format(what=found["what"])
    found = _STATE_REASON.match(reason)
    if found and found["state"] in set(State) | set(words.BATCH_STATE):
        whole = _("{what}: {state}")
        what = {"the invoice": _("the invoice"), "the batch": _("the batch")}.get(found["what"], found["what"])
        return whole.format(what=what, state=words.state(found["state"]))
    return _(reason) if reason else reason


_SAID: Final[Mapping[str, Callable[[str], str]]] = {
    "field": words.field,
    "path": words.field,
    "by": _by,
    "other_by": _by,
    "type": _type,
    "reason": reason_words,
    "why": reason_words,
    "step": words.step,
    "kind": _kind,
    "what": _what,
    "size": _size,
    "country": shown.country,
    "home": shown.country,
    "rate": _rate,
}
