"""The shapes of the chart, the hand-over to the ledger, and the people of a company."""

from __future__ import annotations

from datetime import date, datetime

from pydantic import Field

from kontera.actions.chart import Use
from kontera.actions.fits import Broken
from kontera.api.shapes.base import Asked, Shape
from kontera.core.chart import AccountClass, Chart
from kontera.core.company import Colleague, Role
from kontera.core.event import HandedOver, Noted
from kontera.core.misfit import Lack


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


class UseOut(Shape):
    """An account that is booked on by itself."""

    use: str = Field(description="What for, such as payables, bank or paid_by_employee (outlays).")
    account: str = Field(description="The account; empty where the country has none and somebody must choose.")
    usual: str = Field(description="The country's usual account.")
    taken: bool = Field(description="Whether the chart has it, in use.")


class UsesIn(Asked):
    """The accounts to be booked on by themselves; what is left out stays, an empty text is the usual account."""

    payables: str = Field("", max_length=20, description="Debts to suppliers.")
    disputed_payables: str = Field("", max_length=20, description="Disputed debts.")
    input_vat: str = Field("", max_length=20, description="VAT that suppliers charge.")
    bank: str = Field("", max_length=20, description="The bank account.")
    card: str = Field("", max_length=20, description="Debt for the company's card.")
    paid_by_employee: str = Field("", max_length=20, description="Outlays, owed to people.")
    rounding: str = Field("", max_length=20, description="Rounding.")
    currency_gain: str = Field("", max_length=20, description="Exchange gains.")
    currency_loss: str = Field("", max_length=20, description="Exchange losses.")
    late_interest: str = Field("", max_length=20, description="Interest on late payment.")
    prepaid: str = Field("", max_length=20, description="Paid in advance.")


class BrokenOut(Shape):
    """One place that names what the books do not have."""

    place: str = Field(description="supplier, product, case, flow or use.")
    id: str = Field(description="Its id; for a flow its name.")
    name: str = Field(description="What it is called.")
    lack: Lack = Field(description="What is wrong.")
    value: str = Field(description="What is named.")
    dimension: str = Field(description="The SIE number of the dimension, where it is about one.")
    nearest: str = Field(description="What may be meant; empty where nothing comes near.")

    @classmethod
    def of(cls, one: Broken) -> BrokenOut:
        """The shape of such a place."""
        wrong = one.misfit
        return cls(
            place=one.place,
            id=one.id,
            name=one.name,
            lack=wrong.lack,
            value=wrong.value,
            dimension=wrong.dimension,
            nearest=wrong.nearest,
        )


class ChartOut(Shape):
    """The chart of accounts and the register of dimensions."""

    accounts: list[AccountOut] = Field(description="The accounts, by number.")
    dimensions: list[DimensionOut] = Field(description="The dimensions.")
    objects: list[ObjectOut] = Field(description="Their objects.")
    own: bool = Field(description="Whether the company has stated its accounts; then nothing else is booked on.")
    uses: list[UseOut] = Field(description="The accounts that are booked on by themselves.")

    @classmethod
    def of(cls, chart: Chart, uses: tuple[Use, ...]) -> ChartOut:
        """The shape of a chart."""
        return cls(
            accounts=[AccountOut.model_validate(one) for one in chart.accounts.values()],
            dimensions=[DimensionOut.model_validate(one) for one in chart.dimensions.values()],
            objects=[ObjectOut.model_validate(one) for one in chart.objects.values()],
            own=chart.own,
            uses=[UseOut.model_validate(one) for one in uses],
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
