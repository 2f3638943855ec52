"""The product register through the API."""

from __future__ import annotations

import pytest
from api_house import House, a_house

from kontera.core.company import Right

pytestmark = pytest.mark.urls("api_house")
PAPER = {
    "name": "Papper A4",
    "number": "P1",
    "price": "89.50",
    "currency": "SEK",
    "account": "5460",
    "vat_rate": "25",
    "articles": [{"supplier": "s1", "number": "4711", "price": "85.00"}],
}


@pytest.fixture
def house() -> House:
    return a_house()


def test_a_product_is_added_listed_shown_and_changed(house: House) -> None:
    caller = house.client()
    added = caller.ask("post", "/products", PAPER)
    assert added.status_code == 201
    known = added.json()["id"]
    assert caller.ask("get", "/products?search=4711").json()["items"][0]["price"] == "89.50"
    assert caller.ask("get", f"/products/{known}").json()["prices"] == []
    changed = caller.ask("put", f"/products/{known}", {**PAPER, "name": "Papper A3"})
    assert changed.json()["name"] == "Papper A3"


def test_the_same_product_is_not_added_twice(house: House) -> None:
    caller = house.client()
    caller.ask("post", "/products", PAPER)
    assert caller.ask("post", "/products", PAPER).status_code == 409


def test_an_article_of_an_unknown_supplier_is_refused(house: House) -> None:
    wrong = {**PAPER, "articles": [{"supplier": "nobody", "number": "1"}]}
    assert house.client().ask("post", "/products", wrong).status_code == 404


def test_outlays_are_listed(house: House) -> None:
    assert house.client(Right.SEE).ask("get", "/outlays").json() == {"items": [], "total": 0}
