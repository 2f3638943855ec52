"""What an invented supplier is: its party, what it sells, how it numbers its invoices and is paid."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from kontera.core.party import Account, AccountScheme, Party


class Reference(StrEnum):
    """The kind of payment reference a supplier prints."""

    NUMBER = "number"  # the invoice number itself
    OCR = "ocr"
    OCR_LENGTH = "ocr_length"  # with length digit
    VIITE = "viite"
    RF = "rf"
    KID = "kid"
    SLIP = "slip"  # the Danish +71< payment id


class Sold(StrEnum):
    """What the VAT rate of a good or service follows."""

    STANDARD = "standard"
    FOOD = "food"
    LODGING = "lodging"  # hotel and restaurant
    BOOK = "book"
    EXEMPT = "exempt"  # insurance, membership


@dataclass(frozen=True, slots=True)
class Good:
    """Something sold: `unit` is UN/ECE Rec 20, prices are without VAT in the seller's currency.

    `account` is the BAS account a Swedish buyer books its cost on; `places` the price's decimals.
    """

    name: str
    unit: str
    low: Decimal
    high: Decimal
    account: str
    most: int = 10
    sold: Sold = Sold.STANDARD
    places: int = 0
    article: str = ""
    detail: str = ""
    service: bool = False


@dataclass(frozen=True, slots=True)
class Business:
    """One invented supplier.

    `series` is its invoice number as a format over n (running), yy and yyyy; `pace` how many it sends a day.
    `monthly` suppliers invoice a period. `layout` is the seed of its own invoice design.
    """

    key: str
    party: Party
    language: str
    currency: str
    trade: str
    goods: tuple[Good, ...]
    accounts: tuple[Account, ...]
    days: int = 30
    series: str = "{n}"
    first: int = 1000
    pace: int = 3
    reference: Reference = Reference.NUMBER
    monthly: bool = False
    freight: Decimal | None = None
    penalty: Decimal | None = None
    whole_krona: bool = False
    web: str = ""
    layout: int = 0

    @property
    def country(self) -> str:
        """ISO 3166-1 alpha-2 of the seat."""
        return self.party.address.country

    @property
    def cost_account(self) -> str:
        """The BAS account most of its invoices belong on."""
        return self.goods[0].account

    def account(self, scheme: AccountScheme) -> Account | None:
        """The first account of this scheme, if it has one."""
        return next((account for account in self.accounts if account.scheme is scheme), None)


def sells(
    name: str,
    unit: str,
    prices: str,
    account: str,
    most: int = 10,
    sold: Sold = Sold.STANDARD,
    article: str = "",
    detail: str = "",
    *,
    service: bool = False,
) -> Good:
    """A good or service written short: `prices` is "lowest highest"; the lowest tells the decimals."""
    low, high = prices.split()
    places = len(low.partition(".")[2])
    return Good(name, unit, Decimal(low), Decimal(high), account, most, sold, places, article, detail, service)
