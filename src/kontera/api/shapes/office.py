"""The shapes of the chart, the hand-over to the ledger, and the people of a company."""

from __future__ import annotations

from datetime import date, datetime

from pydantic import Field

from kontera.api.shapes.base import Asked, Shape
from kontera.core.chart import AccountClass, Chart
from kontera.core.company import Colleague, Role
from kontera.core.event import HandedOver, Noted


class AccountOut(Shape):
    """One account of the chart."""

    number: str = Field(description="Its number.")
    name: str = Field(description="Its name.")
    kind: AccountClass = Field(description="Its place in the statements.")
    active: bool = Field(description="Whether it may be chosen.")


class ObjectOut(Shape):
    """One cost centre, project or other object of a dimension."""

    dimension: str = Field(description="The SIE number of its dimension: 1 is cost centres, 6 projects.")
    number: str = Field(description="Its number.")
    name: str = Field(description="Its name.")
    active: bool = Field(description="Whether it may be chosen.")


class DimensionOut(Shape):
    """One dimension."""

    number: str = Field(description="Its SIE number.")
    name: str = Field(description="Its name.")


class ChartOut(Shape):
    """The chart of accounts and the register of dimensions."""

    accounts: list[AccountOut] = Field(description="The accounts, by number.")
    dimensions: list[DimensionOut] = Field(description="The dimensions.")
    objects: list[ObjectOut] = Field(description="Their objects.")

    @classmethod
    def of(cls, chart: Chart) -> ChartOut:
        """The shape of a chart."""
        return cls(
            accounts=[AccountOut.model_validate(one) for one in chart.accounts.values()],
            dimensions=[DimensionOut.model_validate(one) for one in chart.dimensions.values()],
            objects=[ObjectOut.model_validate(one) for one in chart.objects.values()],
        )


class PeriodAsked(Asked):
    """The days and the series whose vouchers are meant."""

    first: date = Field(description="The first day.")
    last: date = Field(description="The last day.")
    series: str = Field("", max_length=16, description="Only this series; empty for all.")


class ExportAsked(Asked):
    """The days and the series that are looked at."""

    first: date | None = Field(None, description="The first day; else the financial year's.")
    last: date | None = Field(None, description="The last day; else today.")
    series: str = Field("", max_length=16, description="Only this series; empty for all.")


class HandOverIn(PeriodAsked):
    """What is to be handed over."""

    again: bool = Field(default=False, description="Also what was handed over before, as a marked copy.")


class HandedOverOut(Shape):
    """One hand-over of vouchers to the ledger."""

    number: int = Field(description="Its number, from 1.")
    at: datetime = Field(description="When, in UTC.")
    by: str = Field(description="Who did it.")
    first: date = Field(description="The first day of the period.")
    last: date = Field(description="The last day.")
    vouchers: list[str] = Field(description="The vouchers: series, number and financial year.")
    again: bool = Field(description="Whether some of them had been handed over before.")

    @classmethod
    def of(cls, noted: Noted, event: HandedOver) -> HandedOverOut:
        """The shape of a hand-over."""
        return cls(
            number=noted.seq,
            at=noted.at,
            by=noted.by,
            first=event.first,
            last=event.last,
            vouchers=list(event.vouchers),
            again=event.again,
        )


class ColleagueOut(Shape):
    """Somebody who works in the company."""

    id: str = Field(description="The id in the audit trail.")
    name: str = Field(description="The name.")
    email: str = Field(description="The mail address.")
    roles: list[Role] = Field(description="The roles.")
    active: bool = Field(description="Whether the person may work here now.")
    second_factor: bool = Field(description="Whether a one-time code is asked for at sign-in.")

    @classmethod
    def of(cls, one: Colleague) -> ColleagueOut:
        """The shape of a colleague."""
        person = one.person
        return cls(
            id=person.id,
            name=person.name,
            email=person.email,
            roles=sorted(person.roles),
            active=one.active,
            second_factor=one.second_factor,
        )
