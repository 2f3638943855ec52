"""The report on how well documents are read, and how long a person sits with one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from kontera.actions.reports.merged import Merged
from kontera.actions.reports.table import Column, Kind, Report, Table, Value, mean, month, share
from kontera.actions.reports.wanted import Wanted, name_of
from kontera.core.figure import By, Misread, SampleCount, Worked, fields_in
from kontera.core.money import ZERO
from kontera.core.row import Origin
from kontera.core.straight import SEEN, Sample
from kontera.ports import Box

_TOP_FIELDS: Final = 3


def reading(box: Box, wanted: Wanted) -> Report:
    """How well documents are read: untouched, corrected, and how long a person sits with one."""
    figures = Merged(box)
    by_month = figures.worked(wanted.span, By.MONTH)
    together = _together(by_month)
    months: dict[str, list[Worked]] = defaultdict(list)
    for one in by_month:
        months[month(one.on or wanted.on)].append(one)
    columns = (
        Column("month", Kind.MONTH),
        Column("count", Kind.COUNT),
        Column("untouched", Kind.SHARE),
        Column("straight", Kind.SHARE),
        Column("seconds", Kind.SECONDS),
    )
    of_months = tuple((key, *_quality(_together(group))) for key, group in sorted(months.items()))
    facts = tuple(zip(columns[1:], _quality(together), strict=True))
    misread = figures.misread(wanted.span)
    tables = (Table("months", columns, of_months), _fields(misread), _readers(figures, wanted, misread))
    looked = figures.samples(wanted.span)
    if not looked:
        return Report("reading", box.company.currency, facts, tables)
    return Report("reading", box.company.currency, (*facts, *_sampled(looked)), (*tables, _samples(figures, looked)))


def _counted(looked: Iterable[SampleCount]) -> tuple[int, Decimal | None, int]:
    """How many samples a person has looked at, how large a share was wrong, and how many wait."""
    sums = Counter[Sample]()
    for one in looked:
        sums[one.sample] += one.count
    told = sum(sums[sample] for sample in SEEN)
    return told, share(sums[Sample.WRONG] + sums[Sample.MENDED], told), sums[Sample.WAITING]


def _sampled(looked: tuple[SampleCount, ...]) -> tuple[tuple[Column, Value], ...]:
    told, wrong, _ = _counted(looked)
    return (Column("samples", Kind.COUNT), told), (Column("samples_wrong", Kind.SHARE), wrong)


def _samples(figures: Merged, looked: tuple[SampleCount, ...]) -> Table:
    """What people found when they looked at samples of what passed without them, by supplier."""
    groups: dict[str, list[SampleCount]] = defaultdict(list)
    for one in looked:
        groups[one.supplier].append(one)
    named = figures.named(frozenset(groups))
    found = [(key, name_of(named, key), _counted(group)) for key, group in groups.items()]
    found.sort(key=lambda one: (-(one[2][1] or ZERO), -one[2][0], one[1]))
    columns = (
        Column("key", Kind.KEY),
        Column("supplier"),
        Column("samples", Kind.COUNT),
        Column("samples_wrong", Kind.SHARE),
        Column("samples_waiting", Kind.COUNT),
    )
    return Table("samples", columns, tuple((key, name, *counted) for key, name, counted in found))


def _together(group: Iterable[Worked]) -> Worked:
    count = untouched = straight = seconds = timed = 0
    for one in group:
        count, untouched, straight = count + one.count, untouched + one.untouched, straight + one.straight
        seconds, timed = seconds + one.seconds, timed + one.timed
    return Worked(Origin.UPLOAD, count, untouched, straight, seconds, timed)


def _quality(one: Worked) -> tuple[Value, ...]:
    return one.count, share(one.untouched, one.count), share(one.straight, one.count), mean(one.seconds, one.timed)


def _fields(misread: Iterable[Misread]) -> Table:
    """Corrected per read, by field; what was not read but typed counts as an error too."""
    tried, wrong = Counter[str](), Counter[str]()
    for one in misread:
        for field in fields_in(one.read | one.corrected):
            tried[field] += one.count
        for field in fields_in(one.corrected):
            wrong[field] += one.count
    columns = (
        Column("field", Kind.FIELD),
        Column("read", Kind.COUNT),
        Column("corrected", Kind.COUNT),
        Column("errors", Kind.SHARE),
    )
    rows = ((field, count, wrong[field], share(wrong[field], count)) for field, count in tried.items())
    by_errors = sorted(rows, key=lambda row: (-(row[3] or ZERO), -row[1], row[0]))
    return Table("fields", columns, tuple(by_errors))


def _readers(figures: Merged, wanted: Wanted, misread: Iterable[Misread]) -> Table:
    groups: dict[str, list[Worked]] = defaultdict(list)
    for each in figures.worked(wanted.span, By.SUPPLIER):
        groups[each.supplier].append(each)
    wrong: dict[str, Counter[str]] = defaultdict(Counter)
    for one_wrong in misread:
        for field in fields_in(one_wrong.corrected):
            wrong[one_wrong.supplier][field] += one_wrong.count
    named = figures.named(frozenset(groups))
    found = [(key, name_of(named, key), _together(group)) for key, group in groups.items()]
    found.sort(key=lambda one: (-one[2].count, one[1]))
    rows: list[tuple[Value, ...]] = []
    for key, name, one in found:
        fields = " ".join(field for field, _ in wrong[key].most_common(_TOP_FIELDS)) if key in wrong else ""
        rows.append((key, name, one.count, share(one.untouched, one.count), fields, mean(one.seconds, one.timed)))
    columns = (
        Column("key", Kind.KEY),
        Column("supplier"),
        Column("count", Kind.COUNT),
        Column("untouched", Kind.SHARE),
        Column("corrected_fields", Kind.FIELDS),
        Column("seconds", Kind.SECONDS),
    )
    return Table("suppliers", columns, tuple(rows))
