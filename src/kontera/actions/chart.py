"""The company's chart of accounts, and its register of cost centres, projects and other dimensions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from kontera.actions.desk import Desk
from kontera.core.chart import USES, AccountClass, Chart, ChartAccount, Dimension, DimensionObject
from kontera.core.company import Company, Right
from kontera.core.errors import InvalidValue
from kontera.core.event import ChartChanged, Noted
from kontera.core.misfit import misfit_of_account, refusal
from kontera.countries.all import country
from kontera.countries.charts import chart as standard
from kontera.pipeline.accounts import COST_CENTRE, PROJECT, STREAM, booked_on, in_force, starter, usual_names

__all__ = ["COST_CENTRE", "PROJECT", "STREAM", "in_force", "starter"]

_NUMBER: Final = re.compile(r"[0-9A-Za-z._/-]{1,20}")
_OBJECT: Final = re.compile(r"[^\s{}\"#][^{}\"\r\n]{0,39}")


def accounts(desk: Desk) -> Mapping[str, str]:
    """Account numbers with their names, by number; accounts no longer in use are among them."""
    return chart(desk).names


def chart(desk: Desk) -> Chart:
    """The company's chart as it stands: its own, or until it has one the starter chart of its country."""
    return in_force(desk.ask(Right.SEE))


def is_own(desk: Desk) -> bool:
    """Whether the company has stated its accounts; until then the usual chart of the country is only an offer."""
    return chart(desk).own


def history(desk: Desk) -> tuple[Noted, ...]:
    """The changes of the chart, oldest first."""
    return desk.ask(Right.SEE).history(STREAM)


def save_account(desk: Desk, number: str, name: str, kind: AccountClass, *, active: bool = True) -> ChartAccount:
    """Add an account or change it. Raises InvalidValue."""
    box = desk.ask(Right.MANAGE)
    saved = ChartAccount(number.strip(), " ".join(name.split()), kind, active)
    if not _NUMBER.fullmatch(saved.number):
        raise InvalidValue(value=number, field="account")
    if not saved.name:
        raise InvalidValue(value=name, field="name")
    if in_force(box).accounts.get(saved.number) != saved:
        change(desk, ChartChanged(accounts=(saved,)))
    return saved


def save_dimension(desk: Desk, number: str, name: str) -> Dimension:
    """Add a dimension or rename it: a number of one to three digits, as SIE has them. Raises InvalidValue."""
    desk.ask(Right.MANAGE)
    saved = Dimension(number.strip(), " ".join(name.split()))
    if not (saved.number.isascii() and saved.number.isdigit() and len(saved.number) <= 3):  # noqa: PLR2004 - see above
        raise InvalidValue(value=number, field="dimension")
    if not saved.name:
        raise InvalidValue(value=name, field="name")
    change(desk, ChartChanged(dimensions=(saved,)))
    return saved


def save_object(desk: Desk, dimension: str, number: str, name: str, *, active: bool = True) -> DimensionObject:
    """Add a cost centre or project, or change it. Raises InvalidValue, also for a dimension that is not there."""
    known = in_force(desk.ask(Right.MANAGE))
    if dimension not in known.dimensions:
        raise InvalidValue(value=dimension, field="dimension")
    saved = DimensionObject(dimension, " ".join(number.split()), " ".join(name.split()), active)
    if not _OBJECT.fullmatch(saved.number):
        raise InvalidValue(value=number, field="object")
    if known.objects.get((dimension, saved.number)) != saved:
        change(desk, ChartChanged(objects=(saved,)))
    return saved


@dataclass(frozen=True, slots=True)
class Use:
    """What Kontera books on by itself: the account in force, the country's usual one, whether the chart takes it."""

    use: str
    account: str
    usual: str
    taken: bool


def uses(desk: Desk) -> tuple[Use, ...]:
    """The accounts that are booked on by themselves; none in a country without them."""
    box = desk.ask(Right.SEE)
    known, where = in_force(box), country(box.company.country)
    if where is None or where.chart is None:
        return ()
    now = booked_on(box.company, known) or where.chart
    made = ((use, getattr(now, use), getattr(where.chart, use)) for use in USES)
    return tuple(Use(use, account, usual, not account or known.takes(account)) for use, account, usual in made)


def set_uses(desk: Desk, chosen: Mapping[str, str]) -> None:
    """Choose the accounts that are booked on by themselves; an empty one is the country's usual again.

    Raises InvalidValue for a use that there is not, NotInBooks for an account that is not in the chart.
    """
    box = desk.ask(Right.MANAGE)
    known, usual = in_force(box), {one.use: one.usual for one in uses(desk)}
    changed: list[tuple[str, str]] = []
    for use, text in chosen.items():
        account = text.strip()
        if use not in usual:
            raise InvalidValue(value=use, field="account")
        wrong = misfit_of_account(known, account, usual_names(box.company).get(account, ""))
        if wrong is not None:
            raise refusal(wrong, known)
        kept = "" if account == usual[use] else account
        changed += [(use, kept)] if kept != known.uses.get(use, "") else []
    if changed:
        change(desk, ChartChanged(uses=tuple(changed)))


def change(desk: Desk, event: ChartChanged) -> None:
    """Write a change of the chart down."""
    with desk.ask(Right.MANAGE).transaction() as note:
        note.event(STREAM, event, by=desk.by)


def choose_standard(desk: Desk) -> Chart:
    """Say that the starter chart of the country is the company's chart; accounts of an import go."""
    made = starter(desk.ask(Right.MANAGE).company)
    change(desk, ChartChanged(tuple(made.accounts.values()), replaces=True, why="standard"))
    return made


def needed(company: Company) -> tuple[ChartAccount, ...]:
    """The accounts that Kontera itself books on in this country, with their names."""
    where = country(company.country)
    if where is None or where.chart is None:
        return ()
    defaults = where.chart
    numbers = {value for name in defaults.__slots__ if isinstance(value := getattr(defaults, name), str) and value} | {
        number for one in defaults.self_assessed for number in (one.output, one.input)
    }
    return tuple(account for account in standard(company.country) if account.number in numbers)
