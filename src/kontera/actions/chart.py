"""The chart of accounts that a coding may name: number and name, in the company's country's language."""

from __future__ import annotations

from collections.abc import Mapping

from kontera.actions.desk import Desk
from kontera.core.company import Right
from kontera.countries.charts import chart


def accounts(desk: Desk) -> Mapping[str, str]:
    """Account numbers with their names, by number."""
    box = desk.ask(Right.SEE)
    return {account.number: account.name for account in chart(box.company.country)}
