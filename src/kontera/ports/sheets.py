"""The official rule sheets that judge an e-invoice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from kontera.core.validation import SheetRun


@dataclass(frozen=True, slots=True)
class Asked:
    """A document, as UTF-8 without declaration and DTD, to be judged by the rule sheet (compiled XSLT) at a path."""

    sheet: str
    document: bytes


class Sheets(Protocol):
    """Carries out official rule sheets, bounded in time; a document that kills the processor costs only itself."""

    def judge(self, asked: Sequence[Asked]) -> tuple[SheetRun, ...]:
        """What each sheet finds in its document, in their order; raises nothing, a run says itself when it failed."""
        ...
