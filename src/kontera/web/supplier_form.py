"""The form of a supplier's record: its fields in groups, with what was typed and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from babel import Locale
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kontera.actions.supplier_fields import OWN_FIELDS, PARTY_FIELDS, texts
from kontera.core.errors import KonteraError
from kontera.core.party import Supplier
from kontera.web import register_words, shown
from kontera.web.refusal import words_of

Choices = tuple[tuple[str, "str | Promise"], ...]
GROUPS: Final[tuple[tuple[str | Promise, tuple[str, ...]], ...]] = (
    (
        _("Identity"),
        (
            "name", "number", "organisation_number", "vat_number", "country", "e_address", "gln", "foreign_id",
            "trading_name", "tax_registration",
        ),
    ),
    (_("Address and contacts"), (
        "street", "postal_code", "city", "subdivision", "contact_name", "phone", "email", "contacts", "domains",
    )),
    (_("What its invoices inherit"), (
        "default_account", "default_vat_rate", "cost_centre", "project", "payment_days", "currency", "terms",
        "language",
    )),
    (_("Invoices and payment"), ("handling", "pay_method", "hold")),
    (_("Notes"), ("notes",)),
)  # fmt: skip
_LONG: Final = frozenset({"street", "contacts", "notes"})
_WIDE: Final = frozenset({"contacts", "notes", "hold", "street", "name"})
_NUMERIC: Final = {"default_vat_rate": "decimal", "payment_days": "numeric"}
_LANGUAGES: Final = ("", "sv", "fi", "en", "nb", "da", "de", "et", "is")


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its name, label, text, what is wrong with it, and how it is typed."""

    name: str
    label: str
    value: str
    error: str = ""
    hint: str = ""
    long: bool = False
    wide: bool = False
    inputmode: str = ""
    list: str = ""
    choices: Choices = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Fields under one heading."""

    title: str
    fields: tuple[Field, ...]


def values_of(request: HttpRequest) -> dict[str, str]:
    """What was typed, by field."""
    return {name: request.POST[name] for name in (*PARTY_FIELDS, *OWN_FIELDS) if name in request.POST}


def groups(
    request: HttpRequest,
    supplier: Supplier,
    typed: Mapping[str, str] | None = None,
    wrong: Mapping[str, KonteraError] | None = None,
) -> tuple[Group, ...]:
    """The form; what was typed and refused stands as it was typed, with the reason."""
    known = {**_shown(supplier), **(typed or {})}
    errors = {name: words_of(request, error) for name, error in (wrong or {}).items()}
    return tuple(
        Group(str(title), tuple(_field(name, known[name], errors.get(name, "")) for name in names))
        for title, names in GROUPS
    )


def _shown(supplier: Supplier) -> dict[str, str]:
    known = texts(supplier)
    number = shown.organisation(known["organisation_number"], known["country"])
    if "*" not in number:  # a sole trader's number is hidden in lists, and would be lost when the form is saved
        known["organisation_number"] = number
    return known


def _field(name: str, value: str, error: str) -> Field:
    return Field(
        name,
        str(register_words.SUPPLIER_FIELD[name]),
        value,
        error,
        str(register_words.HINT.get(name, "")),
        long=name in _LONG,
        wide=name in _WIDE,
        inputmode=_NUMERIC.get(name, ""),
        list="accounts" if name == "default_account" else "",
        choices=_choices(name),
    )


def _choices(name: str) -> Choices:
    match name:
        case "handling":
            return tuple(register_words.HANDLING.items())
        case "pay_method":
            return tuple(register_words.PAY_METHOD.items())
        case "language":
            names = Locale.parse(shown.locale()).languages
            return tuple((code, names.get(code, code) if code else "–") for code in _LANGUAGES)
        case _:
            return ()
