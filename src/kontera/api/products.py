"""The product register: list, show with prices, add and change; and what is owed to people for outlays."""

from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest
from ninja import Path, Query, Router, Status
from pydantic import Field

from kontera.actions import outlays, products
from kontera.api.access import acting_desk, desk_of
from kontera.api.answers import ERRORS
from kontera.api.shapes.base import Listed, PageAsked, Text
from kontera.api.shapes.product import OutlayOut, PriceOut, ProductFullOut, ProductIn, ProductOut, RepaidOut, RepayIn
from kontera.core.errors import Conflict, NotFound

router = Router(tags=["products"])
ProductId = Annotated[str, Path(max_length=100, description="The id of the product.")]


class ProductsAsked(PageAsked):
    """Which products are wanted."""

    search: Text = Field("", description="Words that all must stand in the name, a number or an article.")


@router.get("/products", response={200: Listed[ProductOut], **ERRORS}, summary="List products")
def list_products(request: HttpRequest, asked: Query[ProductsAsked]) -> Listed[ProductOut]:
    """The register, by name, those no longer used last. Needs the scope *see*."""
    page = products.products(desk_of(request), asked.search, asked.limit, asked.offset)
    return Listed[ProductOut](items=[ProductOut.model_validate(one) for one in page.products], total=page.total)


@router.get("/products/{product_id}", response={200: ProductFullOut, **ERRORS}, summary="Show a product")
def show_product(request: HttpRequest, product_id: ProductId) -> ProductFullOut:
    """A product with what earlier invoices asked for it. Needs the scope *see*."""
    view = products.product(desk_of(request), product_id)
    prices = [PriceOut.model_validate(one) for one in view.prices]
    return ProductFullOut.model_validate({**dict(ProductOut.model_validate(view.product)), "prices": prices})


@router.post("/products", response={201: ProductOut, **ERRORS}, summary="Add a product")
def add_product(request: HttpRequest, asked: ProductIn) -> Status[ProductOut]:
    """Add a product; its id is made from its number, GTIN or name. Needs the scopes *see* and *suppliers*.

    Answers 409 when such a product stands in the register.
    """
    desk = acting_desk(request)
    product_id = products.identity(asked.name, asked.number, asked.gtin)
    try:
        products.product(desk, product_id)
    except NotFound:
        saved = products.save(desk, asked.product(product_id))
        return Status(201, ProductOut.model_validate(saved))
    raise Conflict(who=product_id)


@router.put("/products/{product_id}", response={200: ProductOut, **ERRORS}, summary="Change a product")
def change_product(request: HttpRequest, product_id: ProductId, asked: ProductIn) -> ProductOut:
    """Replace a product's record. Needs the scopes *see* and *suppliers*."""
    desk = acting_desk(request)
    products.product(desk, product_id)
    return ProductOut.model_validate(products.save(desk, asked.product(product_id)))


@router.get("/outlays", response={200: Listed[OutlayOut], **ERRORS}, summary="List outlays")
def list_outlays(request: HttpRequest, asked: Query[PageAsked]) -> Listed[OutlayOut]:
    """What people have paid with their own money and is owed to them, by person. Needs the scope *see*."""
    found = [item for one in outlays.owed(desk_of(request)) for item in one.items]
    page = found[asked.offset : asked.offset + asked.limit]
    return Listed[OutlayOut](items=[OutlayOut.model_validate(one) for one in page], total=len(found))


@router.post("/outlays/repay", response={200: RepaidOut, **ERRORS}, summary="Give outlays back")
def repay(request: HttpRequest, asked: RepayIn) -> RepaidOut:
    """Note that a person got the money for these receipts back: from the bank, booked here, or with the wages.

    Needs the scopes *see* and *settle*. What was given back already answers 409.
    """
    event = outlays.repay(acting_desk(request), asked.person, tuple(asked.cases), asked.on, asked.by)
    voucher = f"{event.voucher.series}{event.voucher.number}" if event.voucher else ""
    return RepaidOut(person=event.person, cases=list(event.cases), on=event.on, by=event.by, voucher=voucher)
