"""What a person types or clicks, in local form, as the canonical text that actions take."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Final

from babel import Locale
from django.utils.translation import gettext_noop

from kontera.core import identifiers
from kontera.core.errors import InvalidAmount, InvalidIdentifier, InvalidValue
from kontera.core.party import AccountScheme

_SPACES: Final = re.compile(r"[\s\u00a0\u2007\u202f]+")
_NUMBER: Final = re.compile(r"^[+-]?\d+(?:\.\d+)?$")
_MONEY_SIGNS: Final = re.compile(r"(?i)\b(?:sek|eur|nok|dkk|isk|usd|gbp|kr)\b\.?|[€$£%]|:-|,-$|kr")
_ISO: Final = re.compile(r"^(\d{4})[-./](\d{1,2})[-./](\d{1,2})$")
_DMY: Final = re.compile(r"^(\d{1,2})[-./ ](\d{1,2})[-./ ](\d{4}|\d{2})$")
_COMPACT: Final = re.compile(r"^(\d{4}|\d{2})(\d{2})(\d{2})$")
_NAMED: Final = re.compile(r"^(\d{1,2})\.?\s*([^\W\d_]+)\.?,?\s+(\d{4}|\d{2})$")
_PREFIX: Final = re.compile(r"(?i)^\s*(bankgiro|bg|plusgiro|pg|iban|fik|konto|tili|account)\b[\s.:]*")
_BANKGIRO: Final = re.compile(r"^\d{3,4}-\d{4}$")
_PLUSGIRO: Final = re.compile(r"^[\d ]{1,9}-\d$")
_SCHEMES: Final = {
    "bankgiro": AccountScheme.BANKGIRO,
    "bg": AccountScheme.BANKGIRO,
    "plusgiro": AccountScheme.PLUSGIRO,
    "pg": AccountScheme.PLUSGIRO,
    "iban": AccountScheme.IBAN,
    "fik": AccountScheme.DANISH_SLIP,
}
_LAST_OF_CENTURY: Final = 79


class InvalidCurrency(InvalidValue):
    """A text is no code of a currency (ISO 4217)."""

    msgid = gettext_noop("“{value}” is no currency. Write its three letters, such as EUR.")


class InvalidDay(InvalidValue):
    """A text is no day; `example` is one, told in the reader's form."""

    msgid = gettext_noop("“{value}” is no day. Write it as {example}.")


class Kind(StrEnum):
    """What sort of value stands at a path."""

    TEXT = "text"
    AMOUNT = "amount"
    NUMBER = "number"
    WHOLE = "whole"
    DAY = "day"
    CURRENCY = "currency"
    ACCOUNT = "account"
    REFERENCE = "reference"
    COMPACT = "compact"
    CHOICE = "choice"
    UNIT = "unit"


_DAYS: Final = frozenset({"issue_date", "due_date", "tax_point", "delivery_date", "start", "end"})
_SHORTEST_ACCOUNT: Final = 7  # a Swedish clearing number and the shortest account behind it
_AMOUNTS: Final = frozenset({"net_amount", "gross_amount", "taxable", "tax"})
_NUMBERS: Final = frozenset(
    {
        "quantity",
        "unit_price",
        "base_quantity",
        "discount_percent",
        "vat_rate",
        "rate",
        "penalty_rate",
        "percentage",
    }
)
_WHOLE: Final = frozenset({"days", "discount_days"})
_COMPACTS: Final = frozenset({"organisation_number", "vat_number"})


def kind_of(path: str) -> Kind:  # noqa: PLR0911 - one return a kind
    """What sort of value stands at a path of the invoice."""
    last = path.rpartition(".")[2]
    if last.startswith("accounts["):
        return Kind.ACCOUNT
    if path.startswith("totals.") or last in _AMOUNTS:
        return Kind.AMOUNT
    if last in _NUMBERS:
        return Kind.NUMBER
    if last in _WHOLE:
        return Kind.WHOLE
    if last in _DAYS:
        return Kind.DAY
    if last in _COMPACTS:
        return Kind.COMPACT
    if last == "unit":
        return Kind.UNIT
    named = {"currency": Kind.CURRENCY, "payment.reference": Kind.REFERENCE, "type": Kind.CHOICE}
    return named.get(path, Kind.TEXT)


def canonical(path: str, text: str) -> str:  # noqa: PLR0911 - one return a kind
    """The text as actions take it; empty stays empty. Raises InvalidAmount, InvalidIdentifier or InvalidValue."""
    plain = text.strip()
    if not plain:
        return ""
    match kind_of(path):
        case Kind.AMOUNT:
            return format(amount(plain), "f")
        case Kind.NUMBER:
            return format(number(plain), "f")
        case Kind.WHOLE:
            return _whole(plain, path)
        case Kind.DAY:
            return day(plain, path).isoformat()
        case Kind.CURRENCY:
            return _currency(plain, path)
        case Kind.ACCOUNT:
            return account(plain)
        case Kind.REFERENCE:
            return reference(plain)
        case Kind.COMPACT:
            return plain.replace(" ", "").replace("-", "").upper()
        case _:
            return plain


def amount(text: str) -> Decimal:
    """An amount: "1 250,00", "1.250,00", "1,250.00", "1250:-". One dot before three digits groups thousands."""
    return _decimal(text, grouped=True)


def number(text: str) -> Decimal:
    """A quantity, price or per cent: one separator alone is always the decimal sign."""
    return _decimal(text, grouped=False)


def _decimal(text: str, *, grouped: bool) -> Decimal:
    bare = _SPACES.sub("", _MONEY_SIGNS.sub("", text)).replace("−", "-").replace("–", "-").replace("'", "")
    if bare.endswith("-"):
        bare = "-" + bare[:-1]
    comma, dot = bare.rfind(","), bare.rfind(".")
    if comma >= 0 and dot >= 0:
        decimal, group = (",", ".") if comma > dot else (".", ",")
        bare = bare.replace(group, "").replace(decimal, ".")
    else:
        bare = _one_separator(bare, "," if comma >= 0 else ".", grouped=grouped)
    if not _NUMBER.match(bare):
        raise InvalidAmount(value=text)
    return Decimal(bare)


def _one_separator(bare: str, sign: str, *, grouped: bool) -> str:
    if bare.count(sign) > 1:
        return bare.replace(sign, "")
    whole, found, rest = bare.partition(sign)
    if grouped and found and sign == "." and len(rest) == 3:  # noqa: PLR2004 - amounts have two decimals
        return whole + rest
    return bare.replace(sign, ".")


def whole(text: str, field: str) -> int:
    """A whole number. Raises InvalidValue."""
    return int(_whole(text.strip(), field))


def _whole(text: str, path: str) -> str:
    if not text.isdigit():
        raise InvalidValue(value=text, field=path)
    return str(int(text))


def _currency(text: str, path: str) -> str:
    signs = {"€": "EUR", "£": "GBP", "KR": "SEK"}
    code = signs.get(text.upper().strip(". "), text.upper())
    if not re.fullmatch(r"[A-Z]{3}", code):
        raise InvalidCurrency(value=text, field=path)
    return code


def day(text: str, path: str = "") -> date:
    """A day: ISO, d.m.yyyy, d/m yyyy, yymmdd or with the month's name in a Nordic language, English or German."""
    plain = text.strip()
    try:
        return _day(plain)
    except ValueError as error:
        raise InvalidDay(value=text, field=path, example="2026-12-31") from error


def _day(text: str) -> date:
    if found := _ISO.match(text):
        return date(int(found[1]), int(found[2]), int(found[3]))
    if found := _DMY.match(text):
        return date(_year(found[3]), int(found[2]), int(found[1]))
    if found := _COMPACT.match(text):
        return date(_year(found[1]), int(found[2]), int(found[3]))
    found = _NAMED.match(text)
    month = months().get(found[2].casefold()[:3]) if found else None
    if found is None or month is None:
        raise ValueError(text)
    return date(_year(found[3]), month, int(found[1]))


def _year(text: str) -> int:
    year = int(text)
    if len(text) > 2:  # noqa: PLR2004 - a year in full
        return year
    return 2000 + year if year <= _LAST_OF_CENTURY else 1900 + year


@cache
def months() -> dict[str, int]:
    """The first three letters of each month's name in the languages of our invoices."""
    found: dict[str, int] = {}
    for language in ("sv", "fi", "nb", "da", "en", "de"):
        for number_, name in Locale(language).months["format"]["wide"].items():
            found.setdefault(str(name).casefold()[:3], int(number_))
    return found


def account(text: str) -> str:
    """A payment account as "scheme:number"; the kind may be written before it, else its form tells."""
    scheme, colon, rest = text.partition(":")
    if colon and scheme.strip() in set(AccountScheme):
        return f"{scheme.strip()}:{_of_scheme(AccountScheme(scheme.strip()), rest)}"
    named = _PREFIX.match(text)
    bare = text[named.end() :].strip() if named else text.strip()
    given = _SCHEMES.get(named[1].lower()) if named else None
    found = given or _scheme_of(bare)
    return f"{found}:{_of_scheme(found, bare)}"


def _scheme_of(text: str) -> AccountScheme:
    if identifiers.is_iban(text):
        return AccountScheme.IBAN
    if text[:2].isalpha():
        raise InvalidIdentifier(value=text, kind="IBAN")
    if _BANKGIRO.match(text.replace(" ", "")):
        return AccountScheme.BANKGIRO
    if _PLUSGIRO.match(text):
        return AccountScheme.PLUSGIRO
    return AccountScheme.DOMESTIC


def _of_scheme(scheme: AccountScheme, text: str) -> str:
    match scheme:
        case AccountScheme.IBAN:
            return str(identifiers.iban(text))
        case AccountScheme.BANKGIRO:
            return str(identifiers.bankgiro(text))
        case AccountScheme.PLUSGIRO:
            return str(identifiers.plusgiro(text))
        case _:
            digits = re.sub(r"[\s.,-]", "", text)
            if not digits.isdigit() or len(digits) < _SHORTEST_ACCOUNT:
                raise InvalidIdentifier(value=text, kind=gettext_noop("account number"))
            return digits


def reference(text: str) -> str:
    """A payment reference: digits and RF references lose their spaces, other text stays as it is."""
    compact = re.sub(r"\s", "", text)
    if compact.isdigit() or identifiers.is_rf(compact):
        return compact
    return text.strip()
