"""The tables of what verified invoices taught."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from kontera.adapters.db.models.books import Owned


class MemoryRow(Owned):
    """What a verified invoice taught about its supplier's layout, as `core.memory.Record` in JSON."""

    case = models.CharField(max_length=128)
    record = models.TextField()

    class Meta:
        """What is unique, and what is looked up."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["company", "case"], name="memory_once")]

    def __str__(self) -> str:
        return self.case


class MemoryMark(Owned):
    """One of the marks that a memory is found by."""

    case = models.CharField(max_length=128)
    mark = models.CharField(max_length=48)

    class Meta:
        """What is unique, and what is looked up."""

        indexes: ClassVar = [
            models.Index(fields=["company", "mark"], name="memory_mark"),
            models.Index(fields=["company", "case"], name="memory_case"),
        ]

    def __str__(self) -> str:
        return self.mark
