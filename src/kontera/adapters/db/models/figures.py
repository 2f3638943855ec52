"""The tables that reports add up: narrow rows, written in the transaction of the events they come from."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from kontera.adapters.db.models.books import Owned


class FigureRow(Owned):
    """One booked invoice as `core.figure.Figure`; `days` and `late` are its days to pay and past the due day."""

    case = models.CharField(max_length=128)
    supplier = models.CharField(max_length=64, blank=True)
    origin = models.CharField(max_length=16)
    on = models.DateField()
    by_hand = models.BooleanField()
    seconds = models.PositiveIntegerField(null=True)
    read = models.BigIntegerField()
    corrected = models.BigIntegerField()
    currency = models.CharField(max_length=8, blank=True)
    issued = models.DateField(null=True)
    terms = models.IntegerField(null=True)
    due = models.DateField(null=True)
    paid = models.DateField(null=True)
    days = models.IntegerField(null=True)
    late = models.IntegerField(null=True)
    discount = models.BigIntegerField()
    missed = models.BigIntegerField()
    terms_before = models.IntegerField(null=True)  # on this supplier's invoice before
    terms_moved = models.DateField(null=True)  # the day of issue where the two differ

    class Meta:
        """What is unique, and what is looked up."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["company", "case"], name="figure_once")]
        indexes: ClassVar = [
            models.Index(fields=["company", "on"], name="figure_on"),
            models.Index(fields=["company", "supplier", "on"], name="figure_of"),
            models.Index(fields=["company", "paid"], name="figure_paid"),
            models.Index(fields=["company", "supplier", "paid"], name="figure_habit"),
            models.Index(fields=["company", "supplier", "issued", "case", "terms"], name="figure_terms"),
            models.Index(fields=["company", "terms_moved"], name="figure_terms_moved"),
        ]

    def __str__(self) -> str:
        return self.case


class PayableRow(Owned):
    """A debt as it stood from a day (`since`) until before another; None while it stands. See `adapters.db.tally`."""

    case = models.CharField(max_length=128)
    supplier = models.CharField(max_length=64, blank=True)
    currency = models.CharField(max_length=8, blank=True)
    amount = models.BigIntegerField()
    booked = models.BigIntegerField()
    due = models.DateField(null=True)
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        """What is looked up."""

        indexes: ClassVar = [
            models.Index(fields=["company", "case"], name="payable_case"),
            models.Index(
                fields=["company", "until", "since", "supplier", "due", "currency", "amount", "booked", "case"],
                name="payable_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.since}"


class PriceRow(Owned):
    """The price of one article on one invoice, in ten-thousandths of its currency."""

    case = models.CharField(max_length=128)
    supplier = models.CharField(max_length=64)
    item = models.CharField(max_length=128)
    name = models.CharField(max_length=160)
    unit = models.CharField(max_length=16, blank=True)
    currency = models.CharField(max_length=8, blank=True)
    on = models.DateField()
    price = models.BigIntegerField()
    before = models.BigIntegerField(null=True)  # on the supplier's invoice before
    moved = models.DateField(null=True)  # the day where the two differ

    class Meta:
        """What is looked up."""

        indexes: ClassVar = [
            models.Index(fields=["company", "case"], name="price_of_case"),
            models.Index(
                fields=["company", "supplier", "item", "unit", "currency", "on", "case", "price"], name="price_item"
            ),
            models.Index(fields=["company", "on"], name="price_day"),
            models.Index(fields=["company", "moved"], name="price_moved"),
        ]

    def __str__(self) -> str:
        return f"{self.item} {self.on}"


class TurnoverRow(Owned):
    """What all vouchers of one day put on an account: debit less credit, in hundredths."""

    account = models.CharField(max_length=32)
    on = models.DateField()
    amount = models.BigIntegerField()

    class Meta:
        """What is unique."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["company", "account", "on"], name="turnover_once")]

    def __str__(self) -> str:
        return f"{self.account} {self.on}"
