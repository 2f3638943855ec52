"""An invoice's life: its events folded into what is known now."""

from __future__ import annotations

from kontera.core.case.acts import Act, Approval, Hold, Question
from kontera.core.case.folding import fold, fold_in
from kontera.core.case.life import Case
from kontera.core.case.standing import BOOKABLE, JOINED, RECEIVED_ONLY, UNPACKED, Queue, State

__all__ = [
    "BOOKABLE",
    "JOINED",
    "RECEIVED_ONLY",
    "UNPACKED",
    "Act",
    "Approval",
    "Case",
    "Hold",
    "Question",
    "Queue",
    "State",
    "fold",
    "fold_in",
]
