"""What the interpretation asks of a trained model: how likely each candidate for a field is the right one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

Table = NDArray[np.float32]
Chances = NDArray[np.float64]
PROVEN: Final = 1.0  # no candidate of a label's is as sure


class Weigher(Protocol):
    """Weighs the candidates for a field by their features, one a row."""

    def share(self, field: str, rule: float = 0.0) -> float:
        """How much the model's word counts beside rules this sure of a candidate, 0–1; 0 when they decide alone.

        Rules are as sure as PROVEN of what sums and labels leave no choice in.
        """

    def weigh(self, field: str, table: Table, values: Sequence[object]) -> Chances:
        """The probability of each candidate, in the order of the rows; `values` are what they would make the field."""
