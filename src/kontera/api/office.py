"""The chart, the hand-over of vouchers to the ledger, and the people of the company."""

from __future__ import annotations

from typing import Annotated, Final

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router, Status

from kontera.actions import chart, fits, hand_over, people
from kontera.actions.hand_over import Form, Period
from kontera.api.access import acting_desk, desk_of
from kontera.api.answers import ERRORS, binary, file
from kontera.api.shapes.base import Listed
from kontera.api.shapes.office import (
    BrokenOut,
    ChartOut,
    ColleagueOut,
    ExportAsked,
    HandedOverOut,
    HandOverIn,
    PeriodAsked,
    UsesIn,
)
from kontera.core.event import HandedOver

router = Router(tags=["office"])
_MEDIA: Final = "application/octet-stream"
_FILE: Final = binary(_MEDIA, "SIE 4I, in code page 437.")
HandOverNumber = Annotated[int, Path(ge=0, le=1_000_000, description="The number of the hand-over, from 1.")]


@router.get("/chart", response={200: ChartOut, **ERRORS}, summary="Show the chart")
def show_chart(request: HttpRequest) -> ChartOut:
    """The chart of accounts, and cost centres, projects and other dimensions. Needs the scope *see*."""
    desk = desk_of(request)
    return ChartOut.of(chart.chart(desk), chart.uses(desk))


@router.get("/chart/broken", response={200: Listed[BrokenOut], **ERRORS}, summary="List what the chart lacks")
def list_broken(request: HttpRequest) -> Listed[BrokenOut]:
    """Suppliers, products, waiting invoices and rules that name what the chart has not. Needs the scope *see*."""
    found = [BrokenOut.of(one) for one in fits.broken(desk_of(request))]
    return Listed[BrokenOut](items=found, total=len(found))


@router.put("/chart/uses", response={200: ChartOut, **ERRORS}, summary="Choose accounts booked on by themselves")
def set_uses(request: HttpRequest, asked: UsesIn) -> ChartOut:
    """Choose what debts, outlays, the bank and the like are booked on; an empty text is the usual account again.

    Needs the scopes *see* and *manage*. An account that is not in the chart answers 422.
    """
    desk = acting_desk(request)
    chart.set_uses(desk, asked.model_dump(exclude_unset=True))
    return ChartOut.of(chart.chart(desk), chart.uses(desk))


@router.get("/people", response={200: Listed[ColleagueOut], **ERRORS}, summary="List people")
def list_people(request: HttpRequest) -> Listed[ColleagueOut]:
    """Who works in the company, by name. Needs the scope *manage*."""
    found = people.staff(desk_of(request))
    return Listed[ColleagueOut](items=[ColleagueOut.of(one) for one in found], total=len(found))


@router.get("/vouchers/export", response=ERRORS, openapi_extra=_FILE, summary="Copy vouchers as SIE 4I")
def export_vouchers(request: HttpRequest, asked: Query[ExportAsked]) -> HttpResponse:
    """The vouchers of a period as SIE 4I in code page 437. Nothing is marked as handed over. Needs *see*."""
    desk = desk_of(request)
    company, today = desk.doors.boxes.open(desk.person.company).company, desk.doors.clock.today()
    series = (asked.series,) if asked.series else ()
    period = Period(asked.first or company.year_of(today), asked.last or today, series)
    name = hand_over.file_name(company, period)
    return file(hand_over.copy(desk, period), _MEDIA, name)


@router.get("/hand-overs", response={200: Listed[HandedOverOut], **ERRORS}, summary="List hand-overs")
def list_hand_overs(request: HttpRequest) -> Listed[HandedOverOut]:
    """What was handed over to the ledger, the oldest first. Needs the scope *see*."""
    history = hand_over.handed_over(desk_of(request))
    found = [HandedOverOut.of(noted, noted.event) for noted in history if isinstance(noted.event, HandedOver)]
    return Listed[HandedOverOut](items=found, total=len(found))


@router.post("/hand-overs", response={201: HandedOverOut, **ERRORS}, summary="Hand vouchers over")
def make_hand_over(request: HttpRequest, asked: HandOverIn) -> Status[HandedOverOut]:
    """Hand over the vouchers of a period that were not before; fetch the file with the number. Needs *see*, *verify*.

    Answers 409 when there is nothing to hand over.
    """
    desk = acting_desk(request)
    hand_over.hand_over(desk, _period(asked), again=asked.again)
    noted = hand_over.handed_over(desk)[-1]
    if not isinstance(noted.event, HandedOver):
        raise TypeError(noted)
    return Status(201, HandedOverOut.of(noted, noted.event))


@router.get("/hand-overs/{number}/file", response=ERRORS, openapi_extra=_FILE, summary="Fetch a handed-over file")
def hand_over_file(request: HttpRequest, number: HandOverNumber) -> HttpResponse:
    """The SIE 4I file of a hand-over, as it was. Needs the scope *see*."""
    desk = desk_of(request)
    event, data = hand_over.file_of(desk, number, Form.SIE)
    period = Period(event.first, event.last, event.series)
    return file(data, _MEDIA, hand_over.file_name(desk.doors.boxes.open(desk.person.company).company, period))


def _period(asked: PeriodAsked) -> Period:
    return Period(asked.first, asked.last, (asked.series,) if asked.series else ())
