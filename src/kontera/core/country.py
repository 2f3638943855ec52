"""What differs by country, as one frozen record: numbers, VAT rates with dates, retention, default accounts."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from kontera.core.party import AccountScheme


class RateKind(StrEnum):
    """What a VAT rate is in its country."""

    STANDARD = "standard"
    REDUCED = "reduced"
    ZERO = "zero"


class RateStanding(StrEnum):
    """How a rate on an invoice stands to the law between supply and invoice date."""

    LEGAL = "legal"
    FORMER = "former"  # was law before: a question
    NEVER = "never"  # was law on no date we know: an error


@dataclass(frozen=True, slots=True)
class DatedRate:
    """A VAT rate in per cent and the first and last day it is law; None means since or until further notice."""

    rate: Decimal
    kind: RateKind
    applies_to: str = ""
    valid_from: date | None = None
    valid_to: date | None = None

    def holds(self, on: date) -> bool:
        """True when the rate is law on this day."""
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True, slots=True)
class IdentifierKind:
    """A kind of number: its English name, `parse` (or raise InvalidIdentifier), `fits` (only ask) and `show`.

    `show` writes a parsed number for the eye; `mask` the same with personal data hidden.
    """

    name: str
    parse: Callable[[str], str]
    fits: Callable[[str], bool]
    show: Callable[[str], str] = str
    mask: Callable[[str], str] = str


@dataclass(frozen=True, slots=True)
class AccountKind:
    """A kind of account suppliers of a country are paid on."""

    scheme: AccountScheme
    identifier: IdentifierKind


@dataclass(frozen=True, slots=True)
class EndpointScheme:
    """An electronic address scheme (EAS, Peppol) or register scheme (ICD): its code, and the number it holds.

    After `last_day` it is still read but should no longer be sent to.
    """

    code: str
    identifier: IdentifierKind
    last_day: date | None = None


class CountedFrom(StrEnum):
    """The day retention years are counted from."""

    FISCAL_YEAR_END = "fiscal_year_end"
    CALENDAR_YEAR_END = "calendar_year_end"  # the end of the calendar year in which the financial year ended


@dataclass(frozen=True, slots=True)
class RetentionRule:
    """How long something is kept: whole years from a day, by the law named in `source`."""

    years: int
    counted_from: CountedFrom
    source: str

    def until(self, fiscal_year_end: date) -> date:
        """The last day it must be kept; it may be destroyed after."""
        year = fiscal_year_end.year + self.years
        if self.counted_from is CountedFrom.CALENDAR_YEAR_END:
            return date(year, 12, 31)
        last = monthrange(fiscal_year_end.year, fiscal_year_end.month)[1]
        to = monthrange(year, fiscal_year_end.month)[1]
        day = to if fiscal_year_end.day == last else min(fiscal_year_end.day, to)
        return date(year, fiscal_year_end.month, day)


@dataclass(frozen=True, slots=True)
class Retention:
    """A country's rules: for vouchers and invoices, and for ledgers and statements."""

    vouchers: RetentionRule
    books: RetentionRule

    def retain_until(self, fiscal_year_end: date) -> date:
        """The last day vouchers of the financial year must be kept; a legal hold or longer special rule goes before."""
        return self.vouchers.until(fiscal_year_end)


class SelfAssessed(StrEnum):
    """Why the buyer reckons the VAT itself."""

    DOMESTIC = "domestic"  # reverse charge inside the country: construction, scrap, phones
    EU = "eu"  # goods and services from another EU country
    ABROAD = "abroad"  # services from outside the EU
    IMPORT = "import"  # goods from outside the EU: on the customs value


@dataclass(frozen=True, slots=True)
class SelfAssessedAccounts:
    """The accounts for self-assessed VAT of one kind and rate: output (credit) and input (debit)."""

    kind: SelfAssessed
    rate: Decimal
    output: str
    input: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartDefaults:
    """The accounts a company starts with; each is a setting, and empty means that the company must choose.

    `fallback_cost` is shown as a question, never booked without one. `input_vat_by_rate` holds the rates that go
    to an account of their own. `card` is what is owed to the issuer of the company's card, `paid_by_employee` what is
    owed to somebody who laid out the money.
    """

    payables: str
    input_vat: str
    disputed_payables: str = ""
    input_vat_by_rate: tuple[tuple[Decimal, str], ...] = ()
    self_assessed: tuple[SelfAssessedAccounts, ...] = ()
    rounding: str = ""
    currency_gain: str = ""
    currency_loss: str = ""
    late_interest: str = ""
    cash_discount: str = ""
    prepaid: str = ""
    bank: str = ""
    paid_by_employee: str = ""
    card: str = ""
    fallback_cost: str = ""

    def input_vat_at(self, rate: Decimal) -> str:
        """The account for deductible VAT charged at `rate` per cent."""
        return next((account for known, account in self.input_vat_by_rate if known == rate), self.input_vat)

    def self_assessed_at(self, kind: SelfAssessed, rate: Decimal) -> SelfAssessedAccounts | None:
        """The accounts for self-assessed VAT, or None when the company must choose."""
        return next((pair for pair in self.self_assessed if pair.kind is kind and pair.rate == rate), None)


def is_debt_to_supplier(account: str, chart: ChartDefaults, usual: ChartDefaults) -> bool:
    """Whether an account holds debts to suppliers: the company's own, the country's usual one, and its sub-accounts.

    What the company books other things on by its own choice (its bank, card or outlays) is none.
    """
    if not account or account in {chart.bank, chart.card, chart.paid_by_employee}:
        return False
    if account in {chart.payables, chart.disputed_payables, usual.payables, usual.disputed_payables}:
        return True
    group = usual.payables.rstrip("0")
    return len(group) > 2 and account.startswith(group)  # noqa: PLR2004 - 244x is one kind of debt, 24xx many


class DateOrder(StrEnum):
    """How a date in figures is written."""

    YEAR_FIRST = "year_first"
    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"


@dataclass(frozen=True, slots=True)
class Notation:
    """How numbers and dates are written: the decimal mark, the marks between thousands, the order of dates."""

    decimal: str = ","
    thousands: tuple[str, ...] = (" ", ".")
    dates: DateOrder = DateOrder.DAY_FIRST


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """One country. `code` is ISO 3166-1 alpha-2, `name` English, `languages` ISO 639-1, `currency` ISO 4217.

    `vat_prefix` stands before its VAT numbers (EL for Greece) and is empty where there is none; `register_scheme`
    is the ICD code of its organisation number.
    """

    code: str
    name: str
    native_name: str
    currency: str
    languages: tuple[str, ...]
    organisation_number: IdentifierKind
    in_eu: bool = False
    vat_prefix: str = ""
    vat_rates: tuple[DatedRate, ...] = ()
    register_scheme: str = ""
    endpoint_schemes: tuple[EndpointScheme, ...] = ()
    accounts: tuple[AccountKind, ...] = ()
    references: tuple[IdentifierKind, ...] = ()
    retention: Retention | None = None
    chart: ChartDefaults | None = None
    reverse_charge_words: tuple[str, ...] = ()
    notation: Notation = Notation()

    def standard_rate(self, on: date) -> Decimal | None:
        """The standard VAT rate in per cent on the tax point, or None when it is not known."""
        held = (rate.rate for rate in self.vat_rates if rate.kind is RateKind.STANDARD and rate.holds(on))
        return next(held, None)

    def legal_rates(self, on: date) -> tuple[Decimal, ...]:
        """Every rate that is law on this day, highest first."""
        return tuple(sorted({rate.rate for rate in self.vat_rates if rate.holds(on)}, reverse=True))

    def standing(self, rate: Decimal, supplied: date, invoiced: date) -> RateStanding:
        """How `rate` stands to the law from the day of supply to the invoice date (the tax point decides)."""
        first, last = min(supplied, invoiced), max(supplied, invoiced)
        same = [known for known in self.vat_rates if known.rate == rate]
        started = [known for known in same if known.valid_from is None or known.valid_from <= last]
        if any(known.valid_to is None or first <= known.valid_to for known in started):
            return RateStanding.LEGAL
        return RateStanding.FORMER if started else RateStanding.NEVER

    def retain_until(self, fiscal_year_end: date) -> date | None:
        """The last day vouchers must be kept, or None where we do not know the law."""
        return self.retention.retain_until(fiscal_year_end) if self.retention else None
