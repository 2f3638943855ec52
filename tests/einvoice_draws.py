"""What the writers' tests draw: parts of random e-invoices, alike for every format where the format allows it."""

from __future__ import annotations

import string
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final, TypeVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from kontera.core.invoice import (
    AllowanceCharge,
    Attachment,
    DocumentReference,
    Invoice,
    Line,
    Mandate,
    Period,
    Totals,
    VatSubtotal,
)
from kontera.core.party import Account, AccountScheme, Address, Contact, Endpoint, Party

T = TypeVar("T")

FOREIGN: Final = "åäöÅÄÖøæßéð&<>\"'."
LETTERS: Final = string.ascii_letters + string.digits + FOREIGN + "-"
DIGITS: Final = st.text(string.digits, min_size=2, max_size=8)
CENTS: Final = st.decimals(Decimal("0.01"), Decimal("99999.99"), places=2)
SIGNED: Final = st.decimals(Decimal("-99999.99"), Decimal("99999.99"), places=2)
RATE: Final = st.sampled_from([Decimal(25), Decimal("25.5"), Decimal(12), Decimal(6), Decimal(0)])
DATE: Final = st.dates(date(2000, 1, 1), date(2099, 12, 31))
PATIENT: Final = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)


def optional(strategy: SearchStrategy[T]) -> SearchStrategy[T | None]:
    """The value, or nothing."""
    return st.one_of(st.none(), strategy)


def several(strategy: SearchStrategy[T], most: int = 2) -> SearchStrategy[tuple[T, ...]]:
    """None of them, or up to so many."""
    return st.lists(strategy, max_size=most).map(tuple)


def few_words(letters: str) -> SearchStrategy[str]:
    """A text of one to three words."""
    return st.lists(st.text(letters, min_size=1, max_size=12), min_size=1, max_size=3).map(" ".join)


def different(*accounts: SearchStrategy[Account]) -> SearchStrategy[tuple[Account, ...]]:
    """Up to three accounts, none of them twice."""
    return st.lists(st.one_of(*accounts), max_size=3, unique_by=lambda account: account.key).map(tuple)


PERIOD: Final = st.builds(Period, start=optional(DATE), end=optional(DATE))


@dataclass(frozen=True)
class Draws:
    """Parts with texts that one format keeps as they are; what it wants otherwise is given by the field's name."""

    text: SearchStrategy[str]

    @property
    def maybe(self) -> SearchStrategy[str]:
        """A text, or none."""
        return st.one_of(st.just(""), self.text)

    def address(self, **given: Any) -> SearchStrategy[Address]:
        """An address; its country is to be given."""
        parts = {"city": self.maybe, "postal_code": self.maybe, "subdivision": self.maybe}
        return st.builds(Address, **{"lines": several(self.text, 3), **parts, **given})

    def party(self, **given: Any) -> SearchStrategy[Party]:
        """A seller or buyer; its address and further identifiers are to be given."""
        return st.builds(
            Party,
            **{
                "name": self.text,
                "trading_name": self.maybe,
                "organisation_number": DIGITS,
                "organisation_scheme": st.sampled_from(["0007", "0192", ""]),
                "vat_number": st.sampled_from(["SE556036079301", ""]),
                "tax_registration": st.sampled_from(["Godkänd för F-skatt", ""]),
                "legal_information": self.maybe,
                "endpoint": optional(st.builds(Endpoint, scheme=st.just("0192"), id=DIGITS)),
                "contact": st.builds(Contact, name=self.maybe, phone=self.maybe, email=self.maybe),
                **given,
            },
        )

    def payee(self, identifiers: SearchStrategy[tuple[Endpoint, ...]]) -> SearchStrategy[Party]:
        """A payee, known by name and numbers alone."""
        scheme = st.just("0192")
        return st.builds(
            Party, name=self.text, organisation_number=DIGITS, organisation_scheme=scheme, identifiers=identifiers
        )

    def giro(self) -> SearchStrategy[Account]:
        """A Swedish giro account."""
        scheme = st.sampled_from([AccountScheme.BANKGIRO, AccountScheme.PLUSGIRO])
        return st.builds(Account, scheme=scheme, id=DIGITS, holder=self.maybe, country=st.just("SE"))

    def iban(self, *bics: str) -> SearchStrategy[Account]:
        """A Norwegian IBAN with one of these BICs."""
        scheme, number = st.just(AccountScheme.IBAN), st.just("NO9386011117947")
        return st.builds(
            Account, scheme=scheme, id=number, bic=st.sampled_from(bics), holder=self.maybe, country=st.just("NO")
        )

    def domestic(self, **given: Any) -> SearchStrategy[Account]:
        """An account without a country."""
        return st.builds(Account, scheme=st.just(AccountScheme.DOMESTIC), id=DIGITS, holder=self.maybe, **given)

    def mandate(self, **given: Any) -> SearchStrategy[Mandate]:
        """A direct debit's mandate."""
        return st.builds(Mandate, **{"reference": self.text, "creditor": self.maybe, "debited": self.maybe, **given})

    def allowance(self, **given: Any) -> SearchStrategy[AllowanceCharge]:
        """An allowance or a charge."""
        return st.builds(
            AllowanceCharge,
            is_charge=st.booleans(),
            amount=CENTS,
            base=optional(CENTS),
            reason=self.maybe,
            reason_code=st.sampled_from(["95", ""]),
            **given,
        )

    def line(self, **given: Any) -> SearchStrategy[Line]:
        """A line; its prices, classifications, references and what hangs on it are to be given."""
        return st.builds(
            Line,
            id=self.text,
            description=self.text,
            detail=self.maybe,
            note=self.maybe,
            seller_article=self.maybe,
            buyer_article=self.maybe,
            attributes=several(st.tuples(self.text, self.text)),
            quantity=SIGNED,
            unit_price=CENTS,
            base_quantity=optional(CENTS),
            net_amount=SIGNED,
            order_line=self.maybe,
            buyer_accounting=self.maybe,
            period=PERIOD,
            **given,
        )

    def group(self, **given: Any) -> SearchStrategy[VatSubtotal]:
        """The VAT of one rate; category and rate are to be given."""
        code = st.sampled_from(["", "VATEX-EU-132"])
        return st.builds(VatSubtotal, tax=SIGNED, exemption_reason=self.maybe, exemption_code=code, **given)

    def attachment(self, **given: Any) -> SearchStrategy[Attachment]:
        """An attached file; its number, address and media type are to be given."""
        content = st.binary(min_size=1, max_size=40)
        return st.builds(Attachment, description=self.maybe, filename=st.just("a.csv"), content=content, **given)

    def invoice(self, **given: Any) -> SearchStrategy[Invoice]:
        """An invoice in kronor; parties, places, payment, sums and rows are to be given."""
        preceding = st.builds(DocumentReference, number=self.text, issue_date=optional(DATE))
        return st.builds(
            Invoice,
            **dict.fromkeys(_FREE_TEXTS, self.maybe),
            number=self.text,
            issue_date=DATE,
            due_date=optional(DATE),
            tax_point=optional(DATE),
            tax_point_code=st.sampled_from(["", "3", "35", "432"]),
            currency=st.just("SEK"),
            invoiced_object=self.text,
            invoiced_object_scheme=st.sampled_from(["", "AVE"]),
            preceding=several(preceding),
            delivery_date=optional(DATE),
            period=PERIOD,
            process=st.sampled_from(["", "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"]),
            **given,
        )


_FREE_TEXTS: Final = (
    "buyer_reference",
    "seller_reference",
    "order_number",
    "sales_order",
    "contract",
    "project",
    "tender",
    "despatch_advice",
    "receiving_advice",
    "buyer_accounting",
    "delivery_name",
)


def sums(always: SearchStrategy[Decimal], **given: Any) -> SearchStrategy[Totals]:
    """An invoice's sums; `always` draws those that no invoice lacks, others are there or not."""
    lacking = ("vat_accounting", "prepaid", "rounding")
    parts = {**dict.fromkeys(("line_net", "net", "vat", "gross"), always), **dict.fromkeys(lacking, optional(always))}
    return st.builds(Totals, **{**parts, **given})
