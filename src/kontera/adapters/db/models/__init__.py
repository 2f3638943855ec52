"""All tables, where Django looks for them."""

from __future__ import annotations

from kontera.adapters.db.models.books import (
    BatchRow,
    CaseRow,
    Claim,
    Company,
    Event,
    MemoryMark,
    MemoryRow,
    OutboxTask,
    Owned,
    PostingRow,
    RefusedRow,
    SealedRow,
    SupplierRow,
    VoucherRow,
)
from kontera.adapters.db.models.people import Membership, SignInLink, Token, User

__all__ = [
    "BatchRow",
    "CaseRow",
    "Claim",
    "Company",
    "Event",
    "Membership",
    "MemoryMark",
    "MemoryRow",
    "OutboxTask",
    "Owned",
    "PostingRow",
    "RefusedRow",
    "SealedRow",
    "SignInLink",
    "SupplierRow",
    "Token",
    "User",
    "VoucherRow",
]
