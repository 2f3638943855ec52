"""Reports: a page each with a chart and tables, and the same as CSV and XLSX."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Final
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kontera.actions.chart import chart
from kontera.actions.desk import Desk
from kontera.actions.report import named
from kontera.actions.reports import files
from kontera.actions.reports.make import REPORTS, make
from kontera.actions.reports.table import Kind, Report, Table, Value
from kontera.actions.reports.wanted import Wanted
from kontera.core.company import Right
from kontera.core.figure import Span
from kontera.web import charts, report_words, shown, typed
from kontera.web.charts import Chart, Point
from kontera.web.doors import desk_of

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_BY: Final = ("supplier", "account", "dimension", "month")
_ON_A_DAY: Final = "open"
_SHOWN: Final = 100  # rows of a table on the page; a file has them all
_BARS: Final = 10
_KINDS_OF_NUMBERS: Final = frozenset({Kind.AMOUNT, Kind.PRICE, Kind.COUNT, Kind.SHARE, Kind.DAYS, Kind.SECONDS})


@dataclass(frozen=True, slots=True)
class Shown:
    """One table on the page; `rows` are the cells of each, in HTML: a template takes its time with a thousand."""

    name: str
    title: str
    head: tuple[tuple[str, bool], ...]
    rows: tuple[SafeString, ...]
    left_out: int
    csv: str


@require_GET
def reports(request: HttpRequest) -> HttpResponse:
    """All reports, with what each tells."""
    desk_of(request).ask(Right.SEE)
    listed = [
        {
            "url": reverse("web:report", args=[name]),
            "title": report_words.NAMES[name],
            "about": report_words.ABOUT[name],
            "icon": report_words.ICONS[name],
        }
        for name in REPORTS
    ]
    return render(request, "kontera/reports.html", {"reports": listed})


@require_GET
def report(request: HttpRequest, name: str) -> HttpResponse:
    """One report on its page."""
    wanted, made = _made(request, name, _SHOWN)
    query = request.GET.copy()
    context = {
        "name": name,
        "title": report_words.NAMES[name],
        "about": report_words.ABOUT[name],
        "facts": tuple(
            (report_words.label(column.name), report_words.told(column, value), column.name, _unit(made, column.kind))
            for column, value in made.facts
        ),
        "apart": name == _ON_A_DAY and {column.name: value for column, value in made.facts}["difference"] != Decimal(0),
        "charts": tuple(one for one in _charts(made, wanted) if one is not None),
        "tables": tuple(_shown(table, name, query.dict(), wanted) for table in made.tables if table.rows),
        "wanted": wanted,
        "on_a_day": name == _ON_A_DAY,
        "by": tuple((one, report_words.label(one)) for one in _BY) if name == "spend" else (),
        "narrowed": _narrowed(wanted, desk_of(request)) if name == "spend" else "",
        "query": urlencode(query.dict()),
        "spans": _spans(desk_of(request).doors.clock.today()),
    }
    return render(request, "kontera/report.html", context)


@require_GET
def report_csv(request: HttpRequest, name: str, table: str) -> HttpResponse:
    """One table of a report as CSV."""
    _wanted, made = _made(request, name)
    found = next((one for one in made.tables if one.name == table), None)
    if found is None:
        raise Http404
    data = files.as_csv(found, report_words.label, report_words.in_words, comma=shown.locale() != "en_GB")
    return _file(data, f"kontera-{name}-{table}.csv", "text/csv; charset=utf-8")


@require_GET
def report_xlsx(request: HttpRequest, name: str) -> HttpResponse:
    """A whole report as XLSX, a sheet a table."""
    _wanted, made = _made(request, name)
    return _file(files.as_xlsx(made, report_words.label, report_words.in_words), f"kontera-{name}.xlsx", XLSX)


def _file(data: bytes, name: str, kind: str) -> HttpResponse:
    response = HttpResponse(data, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    return response


def _made(request: HttpRequest, name: str, listed: int = 0) -> tuple[Wanted, Report]:
    if name not in REPORTS:
        raise Http404
    desk = desk_of(request)
    wanted = wanted_of(request.GET.dict(), desk.doors.clock.today())
    wanted = replace(wanted, listed=listed) if listed else wanted
    return wanted, make(desk, name, wanted)


def wanted_of(given: Mapping[str, object], today: date) -> Wanted:
    """What a reader chose, from the address; the last twelve months unless they say otherwise; raises InvalidValue."""
    text = {name: str(value) for name, value in given.items()}
    first = _day(text, "first") or (today.replace(day=1) - timedelta(days=335)).replace(day=1)
    last = _day(text, "last") or today
    by = text.get("by", "supplier")
    number, _colon, object_ = text.get("dimension", "").partition(":")
    return Wanted(
        Span(min(first, last), max(first, last)),
        _day(text, "on") or today,
        by if by in _BY else "supplier",
        text.get("supplier"),
        text.get("account", ""),
        (number, object_) if number else None,
    )


def _day(given: Mapping[str, str], name: str) -> date | None:
    text = given.get(name, "").strip()
    return typed.day(text, "date") if text else None


def _spans(today: date) -> tuple[tuple[str, date, date], ...]:
    """Spans that are asked for most."""
    month = today.replace(day=1)
    before = (month - timedelta(days=1)).replace(day=1)
    year = date(today.year, 1, 1)
    return (
        (_("This month"), month, today),
        (_("Last month"), before, month - timedelta(days=1)),
        (_("This year"), year, today),
        (_("Last year"), date(today.year - 1, 1, 1), year - timedelta(days=1)),
    )


def _narrowed(wanted: Wanted, desk: Desk) -> str:
    """To what the costs are narrowed, by name: the supplier, the account, the object of a dimension."""
    known, supplier = chart(desk), wanted.supplier or ""
    dimension, number = wanted.dimension or ("", "")
    objects = {one.number: one.name for one in known.objects_of(dimension, all_of_them=True)}
    told = (
        named(desk, (supplier,)).get(supplier, supplier) if supplier else "",
        f"{wanted.account} {known.names.get(wanted.account, '')}".strip(),
        f"{number} {objects.get(number, '')}".strip(),
    )
    return " · ".join(part for part in told if part) or (_("Without") if wanted.narrowed else "")


def _unit(made: Report, kind: Kind) -> str:
    return made.currency if kind is Kind.AMOUNT else ""


def _shown(table: Table, name: str, query: Mapping[str, object], wanted: Wanted) -> Shown:
    places = files.shown_columns(table)
    head = tuple((report_words.label(table.columns[at].name), _is_number(table, at)) for at in places)
    rows = tuple(_row(table, row, places, query, wanted) for row in table.rows[:_SHOWN])
    csv = f"{reverse('web:report_csv', args=[name, table.name])}?{urlencode(query)}"
    title = report_words.label(f"table.{table.name}")
    if table.drill:
        title = report_words.label(table.drill)
    return Shown(table.name, title, head, rows, max(0, len(table.rows) - _SHOWN) + table.left_out, csv)


def _is_number(table: Table, at: int) -> bool:
    return table.columns[at].kind in _KINDS_OF_NUMBERS


def _row(
    table: Table, row: tuple[Value, ...], places: tuple[int, ...], query: Mapping[str, object], wanted: Wanted
) -> SafeString:
    """The cells of a row; the first leads on."""
    link = _link(table, row, query, wanted)
    cells: list[str] = []
    for at in places:
        told = escape(report_words.told(table.columns[at], row[at]))
        if link and not cells:
            told = format_html('<a href="{}">{}</a>', link, told or "–")
        cells.append(f'<td class="num">{told}</td>' if _is_number(table, at) else f"<td>{told}</td>")
    return SafeString("".join(cells))  # nothing but escaped words and our own marks


def _link(table: Table, row: tuple[Value, ...], query: Mapping[str, object], wanted: Wanted) -> str:
    """Where a row leads: to its invoice, to its supplier, or to the same costs narrowed to it."""
    first = table.columns[0]
    if first.kind is Kind.CASE:
        return reverse("web:desk", args=[str(row[0])])
    if table.drill:
        return "?" + urlencode({**query, table.drill: str(row[0])})
    if first.kind is Kind.KEY and row[0]:
        return reverse("web:supplier", args=[str(row[0])])
    if first.kind is Kind.MONTH and table.name == "months":
        begin = date.fromisoformat(f"{row[0]}-01")
        end = (begin + timedelta(days=32)).replace(day=1) - timedelta(days=1)
        return "?" + urlencode({**query, "first": max(begin, wanted.span.first), "last": min(end, wanted.span.last)})
    return ""


def _charts(made: Report, wanted: Wanted) -> tuple[Chart | None, ...]:
    match made.name:
        case "spend":
            parts = made.tables[1] if wanted.by != "month" and len(made.tables) > 1 else None
            lying = _lying(parts, 1, 2) if parts is not None and parts.name == "groups" else None
            return (_over_time(made.table("months"), 1), lying)
        case "open":
            return (_lying(made.table("ageing"), 0, 1), _lying(made.table("suppliers"), 1, 2))
        case "payments":
            return (_lying(made.table("suppliers"), 1, 6),)
        case "changes":
            return ()
        case "reading":
            return (_over_time(made.table("months"), 2, most=100), _lying(made.table("fields"), 0, 3))
        case _:
            return (_lying(made.table("suppliers"), 1, 2),)


def _point(table: Table, row: tuple[Value, ...], label: int, at: int) -> Point:
    value = row[at]
    size = Decimal(value) if isinstance(value, int | Decimal) else Decimal(0)
    name = report_words.told(table.columns[label], row[label])
    return Point(name, size, report_words.told(table.columns[at], value))


def _over_time(table: Table, at: int, most: int = 0) -> Chart | None:
    """Months as standing bars; `most` is where the axis ends when it must not follow the values."""
    return _standing(table, at, most)


def _standing(table: Table, at: int, most: int = 0) -> Chart | None:
    points = [_point(table, row, 0, at) for row in table.rows]
    top = max((point.value for point in points), default=Decimal(0))
    low = min((point.value for point in points), default=Decimal(0))
    whole = Decimal(most) if most else top
    axis = [Point("", value, shown.number(value)) for value in charts.steps(whole, min(low, Decimal(0)))]
    return charts.standing(_title(table, at), _about(table, at, points), points, axis)


def _lying(table: Table, label: int, at: int) -> Chart | None:
    points = [_point(table, row, label, at) for row in table.rows[:_BARS]]
    return charts.lying(_title(table, at), _about(table, at, points), points)


def _title(table: Table, at: int) -> str:
    apart = report_words.label(table.drill or f"table.{table.name}")
    return f"{report_words.label(table.columns[at].name)} · {apart}"


def _about(table: Table, at: int, points: list[Point]) -> str:
    largest = max(points, key=lambda point: point.value, default=None)
    if largest is None:
        return ""
    return _("{what}: most at {label}, {value}. The table below holds every value.").format(
        what=report_words.label(table.columns[at].name), label=largest.label, value=largest.told
    )
