"""Short words for the dated rates and kinds that country records are made of."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Final

from kontera.core import identifiers as ids
from kontera.core.country import (
    AccountKind,
    CountedFrom,
    DatedRate,
    EndpointScheme,
    IdentifierKind,
    RateKind,
    Retention,
    RetentionRule,
)
from kontera.core.party import AccountScheme


def standard(rate: str, since: date | None = None, until: date | None = None) -> DatedRate:
    """The standard rate in per cent, from and to a day (both included)."""
    return DatedRate(Decimal(rate), RateKind.STANDARD, "", since, until)


def reduced(rate: str, applies_to: str, since: date | None = None, until: date | None = None) -> DatedRate:
    """A reduced rate in per cent for what it applies to, from and to a day (both included)."""
    return DatedRate(Decimal(rate), RateKind.REDUCED, applies_to, since, until)


def zero(applies_to: str) -> DatedRate:
    """Supplies taxed at 0 per cent."""
    return DatedRate(Decimal(0), RateKind.ZERO, applies_to)


def kept(years: int, counted_from: CountedFrom, source: str, books: RetentionRule | None = None) -> Retention:
    """Vouchers kept so many years, and books as long unless another rule is given."""
    vouchers = RetentionRule(years, counted_from, source)
    return Retention(vouchers, books or vouchers)


IBAN: Final = AccountKind(AccountScheme.IBAN, IdentifierKind("IBAN", ids.iban, ids.is_iban, ids.format_iban))
RF: Final = IdentifierKind("RF reference", ids.rf, ids.is_rf, ids.format_reference_fi)
VAT: Final = IdentifierKind("VAT number", ids.vat_number, ids.is_vat_number)
ANY_NUMBER: Final = IdentifierKind("registration number", ids.registration_number, ids.is_registration_number)
GLN: Final = EndpointScheme("0088", IdentifierKind("GLN", ids.gln, ids.is_gln))
DUNS: Final = EndpointScheme("0060", ANY_NUMBER)
