"""Hand vouchers over to the company's ledger, as SIE 4I or as a table; each one once unless asked for again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from kontera import __version__
from kontera.actions import chart as charts
from kontera.actions.desk import Desk
from kontera.core.chart import AccountClass
from kontera.core.company import Company, Right
from kontera.core.entry import Voucher
from kontera.core.errors import NotFound, NotReady
from kontera.core.event import HandedOver, Noted
from kontera.countries.all import format_organisation_number
from kontera.formats.sie.book import SieAccount, SieDimension, SieObject, SieRow, SieVoucher
from kontera.formats.sie.table import HEAD, write_table
from kontera.formats.sie.write import SieImport, in_years, write_sie

HANDED: Final = "handed-over"
_MARKS: Final[Mapping[AccountClass, str]] = {
    AccountClass.ASSET: "T",
    AccountClass.LIABILITY: "S",
    AccountClass.INCOME: "I",
    AccountClass.COST: "K",
}


class Form(StrEnum):
    """The forms vouchers are handed over in."""

    SIE = "sie"
    CSV = "csv"


@dataclass(frozen=True, slots=True)
class Period:
    """Which vouchers: of these days, both included, and of these series (none named: all)."""

    first: date
    last: date
    series: tuple[str, ...] = ()


def handed_over(desk: Desk) -> tuple[Noted, ...]:
    """What was handed over before, oldest first."""
    return desk.ask(Right.SEE).history(HANDED)


def keys_handed(history: Iterable[Noted]) -> frozenset[str]:
    """The keys of all vouchers that were handed over."""
    return frozenset(key for noted in history if isinstance(noted.event, HandedOver) for key in noted.event.vouchers)


def waiting(desk: Desk, period: Period) -> tuple[tuple[Voucher, ...], frozenset[str]]:
    """The vouchers of a period, and the keys of those among them that were handed over."""
    found = _of(desk, period)
    handed = keys_handed(handed_over(desk))
    return found, frozenset(voucher.key for voucher in found if voucher.key in handed)


def hand_over(desk: Desk, period: Period, *, again: bool = False) -> tuple[HandedOver, bytes]:
    """Write the vouchers of a period as SIE 4I and note them handed over; those that were before only when `again`.

    Raises NotReady when there are none, Conflict when somebody else was handing over at the same moment.
    """
    box = desk.ask(Right.VERIFY)
    history = box.history(HANDED)
    before = keys_handed(history)
    vouchers = tuple(one for one in _of(desk, period) if again or one.key not in before)
    if not vouchers:
        raise NotReady(reason="there are no vouchers to hand over")
    data = _written(desk, vouchers)
    digest = desk.doors.blobs.put(box.company.id, data)
    copies = any(one.key in before for one in vouchers)
    event = HandedOver(
        tuple(one.key for one in vouchers), digest, period.first, period.last, period.series, again=copies
    )
    with box.transaction() as note:
        note.event(HANDED, event, by=desk.by, expect=len(history))
    return event, data


def file_of(
    desk: Desk, number: int, form: Form = Form.SIE, headings: tuple[str, ...] = HEAD
) -> tuple[HandedOver, bytes]:
    """A file that was handed over (its number from 1), as it was; as a table it is written anew. Raises NotFound."""
    box = desk.ask(Right.SEE)
    event = next((noted.event for noted in box.history(HANDED) if noted.seq == number), None)
    if not isinstance(event, HandedOver):
        raise NotFound(what=f"hand-over {number}")
    if form is Form.SIE:
        return event, desk.doors.blobs.get(box.company.id, event.file)
    keys = frozenset(event.vouchers)
    period = Period(event.first, event.last, event.series)
    vouchers = tuple(one for one in _of(desk, period) if one.key in keys)
    return event, write_table(vouchers, charts.accounts(desk), headings)


def copy(desk: Desk, period: Period, form: Form = Form.SIE, headings: tuple[str, ...] = HEAD) -> bytes:
    """The vouchers of a period to look at: nothing is noted. Raises NotReady when there are none."""
    vouchers = _of(desk, period)
    if not vouchers:
        raise NotReady(reason="there are no vouchers to hand over")
    return write_table(vouchers, charts.accounts(desk), headings) if form is Form.CSV else _written(desk, vouchers)


def file_name(company: Company, period: Period, form: Form = Form.SIE) -> str:
    """A name for the file that tells company and period."""
    word = "".join(letter for letter in company.party.name.casefold() if letter.isascii() and letter.isalnum())
    ending = "si" if form is Form.SIE else "csv"
    return f"{word[:20] or 'kontera'}_{period.first:%Y%m%d}-{period.last:%Y%m%d}.{ending}"


def _of(desk: Desk, period: Period) -> tuple[Voucher, ...]:
    found = desk.ask(Right.SEE).vouchers_between(period.first, period.last)
    return tuple(one for one in found if not period.series or one.series in period.series)


def _written(desk: Desk, vouchers: tuple[Voucher, ...]) -> bytes:
    box = desk.ask(Right.SEE)
    company, chart = box.company, charts.in_force(box)
    party = company.party
    spans = {_span(company, one.entry.on) for one in vouchers}
    return write_sie(
        SieImport(
            company=party.name,
            organisation_number=format_organisation_number(company.country, party.organisation_number),
            generated=desk.doors.clock.today(),
            vouchers=tuple(_voucher(one) for one in vouchers),
            years=in_years((one.entry.on for one in vouchers), spans),
            company_id=company.id,
            currency=company.currency,
            accounts=tuple(SieAccount(one.number, one.name, _MARKS[one.kind]) for one in chart.accounts.values()),
            dimensions=tuple(SieDimension(one.number, one.name) for one in chart.dimensions.values()),
            objects=tuple(SieObject(one.dimension, one.number, one.name) for one in chart.objects.values()),
            version=__version__,
        )
    )


def _span(company: Company, on: date) -> tuple[date, date]:
    start = company.year_of(on)
    return start, start.replace(year=start.year + 1) - timedelta(days=1)


def _voucher(voucher: Voucher) -> SieVoucher:
    """The voucher with our number in its text: the ledger that reads it gives it one of its own."""
    text = f"{voucher.series}{voucher.number} {voucher.entry.text}"
    rows = tuple(
        SieRow(line.account, line.debit - line.credit, line.dimensions, line.text) for line in voucher.entry.lines
    )
    return SieVoucher(voucher.series, "", voucher.entry.on, text, rows)
