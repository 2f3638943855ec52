"""The shapes of products, their suppliers' articles, and outlays."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from kontera.api.shapes.base import AmountIn, Asked, Number, Shape, Text, Words
from kontera.core.invoice import VatCategory
from kontera.core.means import Repayment
from kontera.core.product import Product, SupplierArticle

Rate = Annotated[str, Field(pattern=r"^(\d{1,2}(\.\d{1,2})?)?$")]


class ArticleOut(Shape):
    """A product as one supplier sells it."""

    supplier: str = Field(description="The id of the supplier.")
    number: str = Field(description="The supplier's article number.")
    text: str = Field(description="The supplier's own words.")
    price: Number | None = Field(description="The price agreed for one unit, without VAT.")
    currency: str = Field(description="ISO 4217.")
    since: date | None = Field(description="The first day the price holds.")


class ProductOut(Shape):
    """A product in the register, with the coding its invoice lines inherit."""

    id: str = Field(description="Its stable id.")
    name: str = Field(description="Its name.")
    number: str = Field(description="The company's own number.")
    unit: str = Field(description="UN/ECE Recommendation 20, or as typed.")
    price: Number | None = Field(description="The price of one unit, without VAT.")
    currency: str = Field(description="ISO 4217.")
    account: str = Field(description="The cost account of its lines.")
    vat_rate: Number | None = Field(description="The VAT rate in per cent.")
    vat_category: str = Field(description="UNCL 5305, as EN 16931 restricts it.")
    dimensions: list[tuple[str, str]] = Field(description="SIE dimension numbers with their objects.")
    gtin: str = Field(description="The world-wide article number.")
    articles: list[ArticleOut] = Field(description="How suppliers sell it.")
    retired: bool = Field(description="Whether it is no longer used.")
    notes: str = Field(description="Free notes.")


class PriceOut(Shape):
    """What an earlier invoice asked for one unit."""

    supplier: str = Field(description="The id of the supplier.")
    on: date = Field(description="The day of the invoice.")
    price: Number = Field(description="The price of one unit after the line's discount, without VAT.")
    currency: str = Field(description="ISO 4217.")
    unit: str = Field(description="The unit on the invoice.")
    case: str = Field(description="The id of the case.")
    invoice: str = Field(description="The number of the invoice.")


class ProductFullOut(ProductOut):
    """A product with what it has cost."""

    prices: list[PriceOut] = Field(description="What earlier invoices asked, the newest first.")


class ArticleIn(Asked):
    """A supplier's article as a caller writes it."""

    supplier: Text = Field(min_length=1, description="The id of the supplier.")
    number: Text = Field("", description="The supplier's article number.")
    text: Text = Field("", description="The supplier's own words.")
    price: AmountIn | None = Field(None, description="The price agreed for one unit, without VAT.")
    currency: str = Field("", pattern="^([A-Z]{3})?$", description="ISO 4217.")
    since: date | None = Field(None, description="The first day the price holds.")


class ProductIn(Asked):
    """A product as a caller writes it; the whole record is replaced."""

    name: Text = Field(min_length=1, max_length=300, description="Its name.")
    number: Text = Field("", description="The company's own number.")
    unit: Text = Field("", description="UN/ECE Recommendation 20, or free.")
    price: AmountIn | None = Field(None, description="The price of one unit, without VAT.")
    currency: str = Field("", pattern="^([A-Z]{3})?$", description="ISO 4217.")
    account: str = Field("", pattern=r"^[0-9A-Za-z]{0,20}$", description="The cost account of its lines.")
    vat_rate: Rate = Field("", description="The VAT rate in per cent.", examples=["25"])
    vat_category: VatCategory | None = Field(None, description="UNCL 5305, as EN 16931 restricts it.")
    dimensions: list[tuple[Text, Text]] = Field(
        default=[], max_length=20, description="SIE dimension numbers with their objects."
    )
    gtin: Text = Field("", description="The world-wide article number.")
    articles: list[ArticleIn] = Field(default=[], max_length=200, description="How suppliers sell it.")
    retired: bool = Field(default=False, description="Whether it is no longer used.")
    notes: Words = Field("", description="Free notes.")

    def product(self, product_id: str) -> Product:
        """The record to be saved."""
        articles = (SupplierArticle(a.supplier, a.number, a.text, a.price, a.currency, a.since) for a in self.articles)
        return Product(
            product_id,
            self.name,
            self.number,
            self.unit,
            self.price,
            self.currency,
            self.account,
            Decimal(self.vat_rate) if self.vat_rate else None,
            self.vat_category.value if self.vat_category else "",
            tuple(self.dimensions),
            self.gtin,
            tuple(articles),
            self.retired,
            self.notes,
        )


class OutlayOut(Shape):
    """What somebody laid out for the company."""

    case: str = Field(description="The id of the case.")
    person: str = Field(description="Who laid it out.")
    on: date = Field(description="The day of the receipt.")
    amount: Number = Field(description="In the company's currency.")
    account: str = Field(description="The account the debt stands on.")
    text: str = Field(description="The seller and the receipt's number.")
    voucher: str = Field(description="The voucher it is booked by.")
    repaid: date | None = Field(description="When it was given back; null while it is owed.")


class RepayIn(Asked):
    """Outlays of one person to be given back."""

    person: Annotated[Text, Field(min_length=1)] = Field(description="Who laid them out.")
    cases: Annotated[list[Text], Field(min_length=1, max_length=1000)] = Field(description="The ids of the receipts.")
    on: date = Field(description="The day the money was given back.")
    by: Repayment = Field(description="From the company's bank account, or with the wages.")


class RepaidOut(Shape):
    """What was given back."""

    person: str = Field(description="To whom.")
    cases: list[str] = Field(description="The ids of the receipts.")
    on: date = Field(description="When.")
    by: Repayment = Field(description="How.")
    voucher: str = Field(description="The voucher it is booked by; empty where the wages book it.")
