"""What a coding names that the books do not have: accounts, dimensions, VAT codes; and what may be meant instead."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Final

from kontera.core.chart import Chart, ChartAccount
from kontera.core.entry import CodingRow, Dimensions
from kontera.core.errors import KonteraError
from kontera.core.invoice import VatCategory

_CODE: Final = re.compile(r"(?P<category>[A-Z]{1,2})(?P<rate>\d{1,2}(\.\d{1,2})?)?")
_WORD: Final = re.compile(r"[^\W\d_]{3,}")
_STEM: Final = 5  # letters that two words of one meaning begin with, whatever their endings
_GROUP: Final = 2  # digits that accounts of one kind of cost begin with
_CLOSE: Final = 3  # digits that accounts of nearly the same cost begin with
_ALIKE: Final = 0.5


class Lack(StrEnum):
    """What is wrong with a name in a coding."""

    ACCOUNT = "account"  # not in the chart
    UNUSED = "unused"  # in the chart, and out of use
    DIMENSION = "dimension"  # no such dimension
    OBJECT = "object"  # the dimension has no such object, or it is out of use
    VAT_CODE = "vat_code"  # no code, or a rate that is not in use
    VAT_RATE = "vat_rate"  # per cent, not in use


@dataclass(frozen=True, slots=True)
class Misfit:
    """One name the books do not have: `value` as it was given, `nearest` what may be meant (empty: nothing is near)."""

    lack: Lack
    value: str
    dimension: str = ""
    nearest: str = ""


@dataclass(frozen=True, slots=True)
class Books:
    """What a coding may name: the chart, what accounts usually are called, the VAT rates in use (empty: every rate).

    `country` is the company's.
    """

    chart: Chart = field(default_factory=Chart)
    names: Mapping[str, str] = field(default_factory=dict)
    rates: frozenset[Decimal] = frozenset()
    country: str = ""


def misfit_of_account(chart: Chart, account: str, meant: str = "") -> Misfit | None:
    """What is wrong with an account; None for one that may be booked on. `meant` is its usual name, where known."""
    if not account or chart.takes(account):
        return None
    lack = Lack.UNUSED if account in chart.accounts else Lack.ACCOUNT
    return Misfit(lack, account, nearest=nearest(chart, account, meant))


def misfits_of_dimensions(chart: Chart, dimensions: Dimensions) -> Iterator[Misfit]:
    """What is wrong with the dimensions of a row or a register's record."""
    for number, value in dimensions:
        if chart.dimensions and number not in chart.dimensions:
            yield Misfit(Lack.DIMENSION, number, number)
        elif not chart.takes_object(number, value):
            yield Misfit(Lack.OBJECT, value, number, _nearest_object(chart, number, value))


def misfits(books: Books, rows: Iterable[CodingRow]) -> tuple[Misfit, ...]:
    """All that the rows name and the books do not have, each once."""
    found: list[Misfit] = []
    for row in rows:
        found += misfits_of(books, row.account, row.dimensions, row.vat_code)
    return tuple(dict.fromkeys(found))


def misfits_of(books: Books, account: str = "", dimensions: Dimensions = (), vat_code: str = "") -> Iterator[Misfit]:
    """What of an account, dimensions and a VAT code the books do not have; what is empty is not asked for."""
    wrong = misfit_of_account(books.chart, account, books.names.get(account, ""))
    if wrong is not None:
        yield wrong
    yield from misfits_of_dimensions(books.chart, dimensions)
    if not is_vat_code(vat_code, books.rates):
        yield Misfit(Lack.VAT_CODE, vat_code)


def is_vat_code(code: str, rates: Collection[Decimal] = ()) -> bool:
    """Whether it is a category of EN 16931 with a rate that is in use ("S25", "AE25", "E"); no code is one too."""
    found = _CODE.fullmatch(code)
    if found is None or found["category"] not in set(VatCategory):
        return not code
    rate = Decimal(found["rate"] or 0)
    return not rate or not rates or rate in rates


def nearest(chart: Chart, account: str, meant: str = "") -> str:
    """The account of the chart that comes nearest to one it has not; empty when none is sensible.

    Only accounts in use of the same first digit count, and among those one of the same name, else of the same group:
    the first digits say what a cost is for. Of equals the account of the whole group (6200) goes before its parts.
    """
    name = meant or (chart.accounts[account].name if account in chart.accounts else "")
    offered = [one for one in chart.accounts.values() if one.active and one.number[:1] == account[:1]]
    ranked = sorted(((_rank(one, account, name), one.number) for one in offered), key=_worth)
    if not ranked:
        return ""
    (same_name, digits, *_others), number = ranked[0]
    return number if same_name >= _ALIKE or digits >= _GROUP else ""


_Rank = tuple[float, int, bool, int]


def _worth(ranked: tuple[_Rank, str]) -> tuple[float, int, bool, bool, int, str]:
    (name, digits, group, distance), number = ranked
    return (-(name if name >= _ALIKE else 0.0), -digits, not group, digits < _CLOSE, distance, number)


def _rank(one: ChartAccount, account: str, name: str) -> _Rank:
    digits = _common(one.number, account)
    group = not one.number[digits:].strip("0")
    distance = abs(int(one.number) - int(account)) if one.number.isdigit() and account.isdigit() else 0
    return (_likeness(one.name, name) if name else 0.0, digits, group, distance)


def _common(one: str, other: str) -> int:
    differing = (at for at, (mine, theirs) in enumerate(zip(one, other, strict=False)) if mine != theirs)
    return next(differing, min(len(one), len(other)))


def _likeness(one: str, other: str) -> float:
    """How much two names have in common, 0–1; words count as one when they begin alike."""
    mine, theirs = ({word.casefold() for word in _WORD.findall(text)} for text in (one, other))
    if not mine or not theirs:
        return 0.0
    alike = sum(any(word[:_STEM] == their[:_STEM] for their in theirs) for word in mine)
    return alike / max(len(mine), len(theirs))


def _nearest_object(chart: Chart, dimension: str, value: str) -> str:
    """The object that is written alike, or is so called; empty when none is or more than one."""
    key = "".join(value.casefold().split()).lstrip("0")
    offered = chart.objects_of(dimension)
    found = [one.number for one in offered if "".join(one.number.casefold().split()).lstrip("0") == key]
    found = found or [one.number for one in offered if one.name.casefold() == value.casefold()]
    return found[0] if len(found) == 1 else ""


class NotInBooks(KonteraError):
    """A coding names something the books do not have."""

    code, status, exit_code = "coding.not_in_books", 422, 2
    msgid = "{value} is not in the books."


class AccountMissing(NotInBooks):
    """An account is not in the chart."""

    code = "coding.account_missing"
    msgid = "Account {value} is not in the chart of accounts."


class AccountMissingNear(AccountMissing):
    """An account is not in the chart, and another one comes near."""

    msgid = "Account {value} is not in the chart of accounts. Nearest: {nearest} {name}."


class AccountUnused(NotInBooks):
    """An account is out of use."""

    code = "coding.account_unused"
    msgid = "Account {value} is out of use in the chart of accounts."


class AccountUnusedNear(AccountUnused):
    """An account is out of use, and another one comes near."""

    msgid = "Account {value} is out of use in the chart of accounts. Nearest: {nearest} {name}."


class DimensionMissing(NotInBooks):
    """There is no dimension of this number."""

    code = "coding.dimension_missing"
    msgid = "There is no dimension {value} in the books."


class ObjectMissing(NotInBooks):
    """A dimension has no such object, or it is out of use."""

    code = "coding.object_missing"
    msgid = "{value} is not in use as {dimension}."


class ObjectMissingNear(ObjectMissing):
    """A dimension has no such object, and another one is written alike."""

    msgid = "{value} is not in use as {dimension}. Nearest: {nearest}."


class VatCodeMissing(NotInBooks):
    """A VAT code is none, or its rate is not in use."""

    code = "coding.vat_code_missing"
    msgid = "The VAT code {value} is not in use."


class VatRateMissing(NotInBooks):
    """A VAT rate is not in use."""

    code = "coding.vat_rate_missing"
    msgid = "The VAT rate {value} % is not in use."


def refusal(misfit: Misfit, chart: Chart) -> NotInBooks:
    """What to say to somebody who named it."""
    value, near = {"value": misfit.value}, {"nearest": misfit.nearest} if misfit.nearest else {}
    match misfit.lack:
        case Lack.ACCOUNT | Lack.UNUSED:
            plain, nearer = _ABOUT_ACCOUNTS[misfit.lack]
            name = {"name": chart.names.get(misfit.nearest, "")} if near else {}
            return (nearer if near else plain)(**value, **near, **name)
        case Lack.OBJECT:
            known = chart.dimensions.get(misfit.dimension)
            kind = ObjectMissingNear if near else ObjectMissing
            return kind(**value, dimension=known.name if known else misfit.dimension, **near)
        case Lack.DIMENSION:
            return DimensionMissing(**value)
        case Lack.VAT_CODE | Lack.VAT_RATE:
            return VatCodeMissing(**value) if misfit.lack is Lack.VAT_CODE else VatRateMissing(**value)


_ABOUT_ACCOUNTS: Final[Mapping[Lack, tuple[type[NotInBooks], type[NotInBooks]]]] = {
    Lack.ACCOUNT: (AccountMissing, AccountMissingNear),
    Lack.UNUSED: (AccountUnused, AccountUnusedNear),
}
