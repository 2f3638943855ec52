"""The demo company as it stands before today's post: its people, dimensions and supplier register."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from kontera.core.company import Company, Person, Role
from kontera.core.entry import Dimensions
from kontera.core.party import KnownAccount, Supplier, Trust
from kontera.samples.business import Business
from kontera.samples.companies import DEMO_BUYER, SWEDISH, business
from kontera.samples.found import bankgiro, swedish_iban
from kontera.samples.rates import rate_on

COMPANY_ID: Final = "demo"
DOMAIN: Final = "demomobel.example"
SUPPLIER_SINCE: Final = timedelta(days=500)
FIRST_NUMBER: Final = 1001

OBJECTS: Final = (
    ("1", "100", "Administration"),
    ("1", "200", "Verkstad"),
    ("1", "300", "Försäljning"),
    ("1", "400", "Lager"),
    ("6", "P1", "Möbelmässan"),
    ("6", "P2", "Ombyggnad lackrum"),
)
"""Dimension, object and name: 1 is kostnadsställe and 6 projekt (SIE)."""

WHERE: Final[dict[str, Dimensions]] = {
    "norrglans": (("1", "200"),),
    "furulund": (("1", "200"),),
    "beslagsboden": (("1", "200"),),
    "varnarock": (("1", "200"),),
    "slipstugan": (("1", "200"),),
    "koivuosa": (("1", "200"),),
    "fjordull": (("1", "200"),),
    "bolgebeslag": (("1", "200"),),
    "tannwald": (("1", "200"),),
    "raskvagn": (("1", "400"),),
    "havnefragt": (("1", "400"),),
    "tuppfjat": (("1", "300"), ("6", "P1")),
    "fyrtornet": (("1", "300"),),
    "rullande": (("1", "300"),),
    "murstocken": (("1", "200"), ("6", "P2")),
}
"""The cost centre and project each supplier's invoices are booked on; the rest on administration."""

FOREIGN: Final = ("koivuosa", "fjordull", "bolgebeslag", "havnefragt", "tannwald", "cloudharbour")


@dataclass(frozen=True, slots=True)
class DemoCompany:
    """The company, who works there, its dimension objects, and the suppliers it knows."""

    company: Company
    people: tuple[Person, ...]
    objects: tuple[tuple[str, str, str], ...]
    suppliers: tuple[Supplier, ...]


def demo_company(today: date) -> DemoCompany:
    """The demo company; its suppliers' accounts were confirmed well before today."""
    account = swedish_iban("100200300")
    company = Company(
        id=COMPANY_ID,
        party=DEMO_BUYER,
        country="SE",
        currency="SEK",
        mailbox="demomobel",
        pay_from=account,
        accounts=(account, bankgiro("5999000")),
    )
    known = demo_suppliers()
    suppliers = tuple(supplier(one, FIRST_NUMBER + place, today) for place, one in enumerate(known))
    return DemoCompany(company, _people(), OBJECTS, suppliers)


def demo_suppliers() -> tuple[Business, ...]:
    """The invented suppliers in the register, in the order of their numbers."""
    return (*SWEDISH, *(business(key) for key in FOREIGN))


def dimensions(key: str) -> Dimensions:
    """Where the costs of this supplier are booked."""
    return WHERE.get(key, (("1", "100"),))


def supplier(one: Business, number: int, today: date) -> Supplier:
    """The register's record of an invented supplier, with confirmed accounts and the defaults for its invoices."""
    since = today - SUPPLIER_SINCE
    rate = rate_on("SE", one.goods[0].sold, today) if one.country == "SE" else None
    return Supplier(
        id=one.key,
        party=one.party,
        number=str(number),
        accounts=tuple(KnownAccount(account, Trust.CONFIRMED, since) for account in one.accounts),
        default_account=one.cost_account,
        default_vat_rate=str(rate) if rate else "",
        default_dimensions=dimensions(one.key),
        default_currency=one.currency,
        payment_days=one.days,
        language=one.language,
        notes=one.trade,
        domains=(one.party.contact.email.partition("@")[2],),
    )


def _people() -> tuple[Person, ...]:
    """One person for each part of the work, so that no one both approves and pays."""
    staff = (
        ("anna", "Anna Demosson", {Role.CLERK}),
        ("bo", "Bo Attestsson", {Role.APPROVER}),
        ("cecilia", "Cecilia Chefsson", {Role.APPROVER}),
        ("dag", "Dag Kassör", {Role.PAYER}),
        ("eva", "Eva Systemdotter", {Role.ADMIN}),
        ("fredrik", "Fredrik Granskare", {Role.AUDITOR}),
    )
    return tuple(Person(key, name, COMPANY_ID, frozenset(roles), f"{key}@{DOMAIN}") for key, name, roles in staff)
