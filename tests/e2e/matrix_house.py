"""A house for the access matrix: one of each thing in one company, nothing in the other, and every address there is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from api_house import PDF, House
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from web_house import a_web_house, signed_in

from build import STRANGE_BANKGIRO, TODAY, a_seller, a_supplier
from kontera.actions import hand_over, pay
from kontera.actions.desk import Desk
from kontera.core.account_change import AccountChange, Cause
from kontera.core.account_list import STREAM, AccountList, Listed
from kontera.core.company import Right, Role
from kontera.core.event import AccountChangeSaved, AccountListSaved, HandedOver, ProductSaved, SupplierSaved
from kontera.core.product import Product
from kontera.pipeline.runner import Runner

OURS, THEIRS = "mottagaren", "annat"
MARK: Final = "Hemligheten"
"""Stands in the name of everything of the first company that another one must never see."""


@dataclass
class Things:
    """The house with the ids of one of each thing."""

    house: House
    ids: dict[str, str] = field(default_factory=dict)

    def filled(self, address: str) -> str:
        """An address pattern with things that exist."""
        return re.sub(r"[<{](?:\w+:)?(\w+)[>}]", lambda found: self._id(address, found[1]), address)

    def _id(self, address: str, name: str) -> str:
        if name == "name":
            return "company" if "setup" in address else "spend"
        return self.ids[name]

    @property
    def noted(self) -> tuple[int, ...]:
        """How much has happened: the events of both companies, and the tasks that were asked for."""
        tables = self.house.boxes.tables
        return (*(len(tables[one].order) if one in tables else 0 for one in (OURS, THEIRS)), len(self.house.tasks))

    def browser(self, name: str, roles: frozenset[Role]) -> Client:
        """The browser of somebody in the first company."""
        return signed_in(self.house, name, roles)

    def lacking(self, name: str, rights: frozenset[Right]) -> None:
        """Take rights away from somebody who has every role."""
        people, member = self.house.doors.people, (OURS, f"{name}@mottagaren.example")
        known = people._people[member]  # noqa: SLF001 - no role lacks one right alone
        people._people[member] = replace(known, scopes=frozenset(Right) - rights)  # noqa: SLF001 - as above

    def stranger(self) -> Client:
        """The browser of somebody with every role, in the other company alone."""
        email = "olle@annat.example"
        self.house.doors.people.add(THEIRS, email, "Olle", frozenset(Role))
        user = get_user_model().objects.create(email=email, name="Olle", language="sv")
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client


def things() -> Things:
    """One of each thing in the first company; the other company is empty."""
    house = a_web_house()
    bo = house.doors.people.add(OURS, "bo@mottagaren.example", f"Bo {MARK}", frozenset(Role))
    desk = Desk(house.doors, Runner((), house.doors), bo)
    house.doors.people.issue_token(bo, MARK, frozenset(Right))
    supplier = a_supplier()
    named = replace(supplier, party=replace(supplier.party, name=f"{MARK} AB"))
    house.note("supplier:s1", SupplierSaved(named))
    house.note("supplier:s2", SupplierSaved(replace(named, id="s2", accounts=())))
    house.note("product:p1", ProductSaved(Product("p1", MARK)))
    seller = replace(a_seller(), name=f"{MARK} AB")
    house.case("c1", "stopped", seller=seller)
    batch = pay.propose(desk, (house.case("paid", "pay", seller=seller),), TODAY)
    change = AccountChange("ac1", "s1", STRANGE_BANKGIRO, Cause.CHANGED, TODAY, "way")
    house.note(change.stream, AccountChangeSaved(change))
    listed = AccountList("list-1", (Listed("s1", STRANGE_BANKGIRO),), TODAY)
    house.note(STREAM, AccountListSaved(listed))
    file = house.doors.blobs.put(OURS, PDF + b"handed over")
    house.note(hand_over.HANDED, HandedOver((), file, TODAY, TODAY))
    ids = {
        "case": "c1",
        "case_id": "c1",
        "batch": batch.id,
        "batch_id": batch.id,
        "supplier_id": "s1",
        "product_id": "p1",
        "change_id": "ac1",
        "list_id": "list-1",
        "person": bo.id,
        "token": house.doors.people.tokens(OURS)[0].id,
        "number": "1",
        "page": "1",
        "form": "sie",
        "table": "months",
    }
    return Things(house, ids)


def routes() -> Iterator[tuple[str, str]]:
    """Every address of the web application as a pattern, with its name."""
    for one in _patterns(get_resolver("kontera.web.urls").url_patterns):
        yield f"/{one.pattern}", one.name or ""


def _patterns(found: list[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    for one in found:
        if isinstance(one, URLResolver):
            yield from _patterns(one.url_patterns)
        else:
            yield one
