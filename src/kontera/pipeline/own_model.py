"""The model that reads a company's invoices: its own where it taught one, else the one that comes with Kontera."""

from __future__ import annotations

from functools import lru_cache

from kontera.core.company import Company
from kontera.pipeline.remember import own_numbers
from kontera.ports import Doors
from kontera.steps.interpretation.hints import Hints
from kontera.steps.interpretation.model.errors import UnfitModel
from kontera.steps.interpretation.model.file import Model, read


def own_model(company: str, doors: Doors) -> Model | None:
    """The company's own model; None when it has none, or one that another version made."""
    data = doors.models.of(company) if doors.models is not None else b""
    return _read(data) if data else None


def hints_of(company: Company) -> Hints:
    """Who the buyer is, so that it is never taken for the supplier."""
    names = frozenset(name for name in (company.party.name, company.party.trading_name) if name)
    return Hints(buyer_ids=own_numbers(company), buyer_names=names, default_country=company.country)


@lru_cache(maxsize=32)
def _read(data: bytes) -> Model | None:
    try:
        return read(data)
    except UnfitModel:
        return None
