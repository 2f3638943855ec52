"""A house whose cases walk the real way at once: for typing by hand, products and outlays."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from api_house import House
from web_house import a_web_house

from build import a_supplier
from kontera.actions.desk import Desk
from kontera.core.company import Person, Role
from kontera.core.event import ProductSaved, SupplierSaved
from kontera.core.product import Product, SupplierArticle
from kontera.pipeline.runner import Runner
from kontera.pipeline.way import INVOICE_WAY
from kontera.ports import Task
from kontera.web import doors as web_doors
from kontera.worker import Worker

PICTURE = b"%PDF-1.7 a picture of "


def a_typing_house() -> House:
    """The web house with a runner that walks; one supplier with defaults and one product that it sells."""
    house = a_web_house()
    runner = Runner(INVOICE_WAY, house.doors)
    worker = Worker(house.doors, runner.advance, runner.give_up)

    def walk(task: Task) -> None:
        while worker.perform(task):
            pass

    house.boxes.submit = walk
    web_doors.open_with(house.doors, runner, "in.kontera.example")
    supplier = replace(a_supplier(), default_account="6110", default_vat_rate="25", payment_days=20)
    house.note("supplier:s1", SupplierSaved(supplier))
    house.note("product:p1", ProductSaved(a_product()))
    return house


def a_product(**changes: Any) -> Product:
    """Paper in boxes, bought as article 4711."""
    plain = Product(
        "p1",
        "Kopieringspapper A4",
        "P-100",
        "C62",
        Decimal("89.50"),
        "SEK",
        "5460",
        Decimal(25),
        "S",
        (("1", "100"),),
        articles=(SupplierArticle("s1", "4711", "Papper A4 80 g", Decimal("85.00"), "SEK"),),
    )
    return replace(plain, **changes)


def desk_in(house: House, name: str = "Alma", *roles: Role) -> Desk:
    """The desk of somebody in the first company."""
    person = Person(name.casefold(), name, "mottagaren", frozenset(roles or Role))
    return Desk(house.doors, Runner(INVOICE_WAY, house.doors), person)
