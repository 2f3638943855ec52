"""The tables of sums by month and by year: made of the rows they sum by `adapters.db.sums`, and of nothing else."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from kontera.adapters.db.models.books import Owned


class Period(models.TextChoices):
    """What a sum is of: a month, told by its first day, or the months of a year, told by the first of them."""

    MONTH = "month"
    YEAR = "year"


class SpentRow(Owned):
    """What was booked on a supplier's invoices in a month, by account and dimensions: sums of PostingRow."""

    month = models.DateField()
    period = models.CharField(max_length=8, choices=Period.choices, default=Period.MONTH)
    supplier = models.CharField(max_length=64, blank=True)
    account = models.CharField(max_length=32)
    dimensions = models.JSONField()
    amount = models.BigIntegerField()
    rows = models.IntegerField()

    class Meta:
        """What is looked up."""

        indexes: ClassVar = [
            models.Index(
                fields=["company", "period", "month", "supplier", "account", "amount", "rows"], name="spent_month"
            ),
            models.Index(fields=["company", "supplier", "month"], name="spent_of"),
        ]

    def __str__(self) -> str:
        return f"{self.supplier} {self.month} {self.account}"


class WorkedRow(Owned):
    """A supplier's invoices verified in a month, by the way they came and what was read and corrected: of FigureRow."""

    month = models.DateField()
    period = models.CharField(max_length=8, choices=Period.choices, default=Period.MONTH)
    supplier = models.CharField(max_length=64, blank=True)
    origin = models.CharField(max_length=16)
    read = models.BigIntegerField()
    corrected = models.BigIntegerField()
    count = models.IntegerField()
    untouched = models.IntegerField()
    straight = models.IntegerField()
    seconds = models.BigIntegerField()
    timed = models.IntegerField()
    latest = models.DateField()

    class Meta:
        """What is looked up."""

        indexes: ClassVar = [
            models.Index(
                fields=["company", "period", "month", "origin", "count", "untouched", "straight", "seconds", "timed"],
                name="worked_month",
            ),
            models.Index(fields=["company", "supplier", "month"], name="worked_of"),
        ]

    def __str__(self) -> str:
        return f"{self.supplier} {self.month} {self.origin}"


class HabitRow(Owned):
    """How a supplier's invoices that were paid in a month were paid, by currency: sums of FigureRow."""

    month = models.DateField()
    period = models.CharField(max_length=8, choices=Period.choices, default=Period.MONTH)
    supplier = models.CharField(max_length=64, blank=True)
    currency = models.CharField(max_length=8, blank=True)
    paid = models.IntegerField()
    timed = models.IntegerField()
    days = models.BigIntegerField()
    late = models.IntegerField()
    late_days = models.BigIntegerField()
    least_terms = models.IntegerField(null=True)
    most_terms = models.IntegerField(null=True)
    discount = models.BigIntegerField()
    missed = models.BigIntegerField()

    class Meta:
        """What is looked up."""

        indexes: ClassVar = [
            models.Index(fields=["company", "period", "month"], name="habit_month"),
            models.Index(fields=["company", "supplier", "month"], name="habit_of"),
        ]

    def __str__(self) -> str:
        return f"{self.supplier} {self.month} {self.currency}"
