"""The product register beside a large supplier register: its pages ask only for the suppliers they name."""

from __future__ import annotations

import pytest
from api_house import House
from web_house import a_web_house, signed_in

from build import a_seller
from kontera.core.event import ProductSaved, SupplierSaved
from kontera.core.party import Supplier
from kontera.core.product import Product, SupplierArticle

pytestmark = pytest.mark.django_db


def a_house() -> House:
    """A product bought from one of thirty suppliers."""
    house = a_web_house()
    for number in range(30):
        seller = a_seller(name=f"Bolag {number:02}", organisation_number="", vat_number="")
        house.note(f"supplier:b{number}", SupplierSaved(Supplier(f"b{number}", seller)))
    house.note("product:p1", ProductSaved(Product("p1", "Papper", articles=(SupplierArticle("b3", "77"),))))
    return house


@pytest.mark.parametrize("address", ["/products/", "/products/p1/"])
def test_a_page_of_products_names_its_own_suppliers_and_no_other(address: str) -> None:
    html = signed_in(a_house()).get(address).content.decode()
    assert ("Bolag 03" in html, "Bolag 04" in html) == (True, False)


def test_an_article_is_given_to_a_supplier_by_the_name_that_only_one_bears() -> None:
    house = a_house()
    client = signed_in(house)
    given = {"name": "Papper", "supplier": ["Bolag 03", "bolag 17"], "article": ["77", "88"]}
    client.post("/products/p1/save/", {**given, "article_text": ["", ""], "article_price": ["", ""]})
    saved = house.boxes.open("mottagaren").product("p1")
    assert [(one.supplier, one.number) for one in saved.articles] == [("b3", "77"), ("b17", "88")]
    client.post("/products/p1/save/", {"name": "Papper", "supplier": "Bolag", "article": "1"})
    assert house.boxes.open("mottagaren").product("p1") == saved
