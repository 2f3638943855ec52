"""All tables, where Django looks for them."""

from __future__ import annotations

from kontera.adapters.db.models.books import (
    AccountChangeRow,
    ArticlePriceRow,
    BatchRow,
    CaseRow,
    Claim,
    Company,
    Event,
    OutboxTask,
    OutlayRow,
    Owned,
    PostingRow,
    ProductMark,
    ProductRow,
    RefusedRow,
    SealedRow,
    SupplierMark,
    SupplierRow,
    VoucherRow,
)
from kontera.adapters.db.models.figures import FigureRow, PayableRow, PriceRow, TurnoverRow
from kontera.adapters.db.models.memory import MemoryMark, MemoryRow
from kontera.adapters.db.models.people import Membership, SignInLink, Token, User
from kontera.adapters.db.models.sums import HabitRow, SpentRow, WorkedRow

__all__ = [
    "AccountChangeRow",
    "ArticlePriceRow",
    "BatchRow",
    "CaseRow",
    "Claim",
    "Company",
    "Event",
    "FigureRow",
    "HabitRow",
    "Membership",
    "MemoryMark",
    "MemoryRow",
    "OutboxTask",
    "OutlayRow",
    "Owned",
    "PayableRow",
    "PostingRow",
    "PriceRow",
    "ProductMark",
    "ProductRow",
    "RefusedRow",
    "SealedRow",
    "SignInLink",
    "SpentRow",
    "SupplierMark",
    "SupplierRow",
    "Token",
    "TurnoverRow",
    "User",
    "VoucherRow",
    "WorkedRow",
]
