"""Numbers, days and accounts for the eye, in the reader's language; what is typed back is read by `typed`."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Final

from babel import Locale
from babel.dates import format_date, format_timedelta
from babel.numbers import get_decimal_symbol, get_group_symbol
from django.utils import timezone
from django.utils.translation import get_language

from kontera.core import identifiers
from kontera.core.errors import KonteraError
from kontera.core.money import CENT
from kontera.core.party import Account, AccountScheme

SCHEMES: Final = {
    AccountScheme.IBAN: "IBAN",
    AccountScheme.BANKGIRO: "Bankgiro",
    AccountScheme.PLUSGIRO: "Plusgiro",
    AccountScheme.DANISH_SLIP: "FIK",
}


def locale() -> str:
    """The locale that numbers and days are written in."""
    return {"sv": "sv_SE", "fi": "fi_FI"}.get((get_language() or "sv")[:2], "en_GB")


def country(code: str, otherwise: str = "") -> str:
    """A country (ISO 3166-1) by its name in the reader's language; `otherwise`, or the code itself, for one without."""
    return str(Locale.parse(locale()).territories.get(code, otherwise or code))


def amount(value: Decimal | None) -> str:
    """An amount with two decimals and groups of three; empty when absent."""
    if value is None:
        return ""
    if value != value.quantize(CENT):
        return number(value)
    return f"{value:,.2f}".translate(_signs(locale()))


def number(value: Decimal | None) -> str:
    """A quantity, price or per cent with as many decimals as it has; empty when absent."""
    if value is None:
        return ""
    return f"{value.normalize():,f}".translate(_signs(locale()))


@lru_cache
def _signs(name: str) -> dict[int, str]:
    """What a locale writes for the signs of a plain number; a list has thousands of numbers and few locales."""
    return str.maketrans({",": get_group_symbol(name), ".": get_decimal_symbol(name)})


def day(value: date | None) -> str:
    """A day in full, as it is typed: ISO 8601 in Swedish and English, d.m.yyyy in Finnish; empty when absent."""
    if value is None:
        return ""
    return f"{value.day}.{value.month}.{value.year:04}" if locale() == "fi_FI" else value.isoformat()[:10]


def short_day(value: date | None, today: date | None = None) -> str:
    """A day in a list: the year only when it is another than today's."""
    if value is None:
        return ""
    near = today is None or value.year == today.year
    if locale() == "fi_FI":
        return f"{value.day}.{value.month}.{'' if near else f'{value.year:04}'}"
    return _month_named(value, locale(), near=near)


@lru_cache(2048)
def _month_named(value: date, name: str, *, near: bool) -> str:
    """A list's days are few and come again."""
    return format_date(value, "d MMM" if near else "d MMM y", locale=name).replace(".", "")


def moment(value: datetime) -> str:
    """A point in time where the installation stands."""
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    return f"{day(local)} {local:%H.%M}" if locale() == "fi_FI" else f"{day(local)} {local:%H:%M}"


def age(since: datetime, now: datetime | None = None) -> str:
    """How long ago, short."""
    passed = max((now or datetime.now(tz=UTC)) - since, timedelta(seconds=72))  # the least that is told as a minute
    return _long_ago(int(passed.total_seconds()), locale())


@lru_cache(2048)
def _long_ago(seconds: int, name: str) -> str:
    return format_timedelta(timedelta(seconds=seconds), format="short", threshold=1.2, locale=name)


def account(value: Account) -> str:
    """A payment account with its kind: "Bankgiro 123-4567"."""
    name = SCHEMES.get(value.scheme, "")
    return f"{name} {_grouped(value)}".strip()


def account_key(key: str) -> str:
    """The same from an account's key, "bankgiro:1234567"."""
    scheme, _, number_ = key.partition(":")
    try:
        return account(Account(AccountScheme(scheme), number_))
    except ValueError:
        return key


def _grouped(value: Account) -> str:
    try:
        match value.scheme:
            case AccountScheme.IBAN:
                return identifiers.format_iban(value.id)
            case AccountScheme.BANKGIRO:
                return identifiers.format_bankgiro(value.id)
            case AccountScheme.PLUSGIRO:
                return identifiers.format_plusgiro(value.id)
            case _:
                return value.id
    except KonteraError:
        return value.id


def organisation(number_: str, country: str = "") -> str:
    """An organisation number in its country's form; a personal number is masked."""
    if not number_:
        return ""
    if identifiers.is_swedish_organisation_number(number_) and country in {"", "SE"}:
        if identifiers.is_personal(number_):
            return identifiers.mask_personal(number_)
        return identifiers.format_swedish_organisation_number(number_)
    if country == "FI" and identifiers.is_finnish_business_id(number_):
        return identifiers.format_finnish_business_id(number_.replace("-", ""))
    return number_
