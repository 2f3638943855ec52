"""Gradient-boosted trees as arrays, evaluated with numpy alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kontera.steps.interpretation.weigher import Chances, Table

PARTS: Final = ("feature", "threshold", "left", "right", "roots")
STEEPEST: Final = 40.0


@dataclass(frozen=True, slots=True, eq=False)
class Forest:
    """Trees laid end to end in one run of nodes.

    A node asks whether `feature` is at most `threshold` and goes `left` or `right`; a leaf (`feature` below zero) has
    its value as threshold and itself as both children. `roots` are the trees' first nodes, `depth` the longest way
    down. The sum of the leaves reached is the log odds.
    """

    feature: NDArray[np.int32]
    threshold: NDArray[np.float64]
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    roots: NDArray[np.int32]
    depth: int

    def odds(self, table: Table) -> Chances:
        """The log odds of each row."""
        count = len(table)
        at = np.broadcast_to(self.roots, (count, len(self.roots))).copy()
        rows = np.arange(count)[:, None]
        for _ in range(self.depth):
            feature = self.feature[at]
            low = table[rows, np.maximum(feature, 0)] <= self.threshold[at]
            at = np.where(low, self.left[at], self.right[at])
        total: Chances = self.threshold[at].sum(axis=1)
        return total

    def chances(self, table: Table) -> Chances:
        """The probability of each row."""
        made: Chances = 1 / (1 + np.exp(-np.clip(self.odds(table), -STEEPEST, STEEPEST)))
        return made


def joined(one: Forest, two: Forest) -> Forest:
    """The trees of both: their log odds add up."""
    shift = np.int32(len(one.feature))
    return Forest(
        np.concatenate([one.feature, two.feature]),
        np.concatenate([one.threshold, two.threshold]),
        np.concatenate([one.left, two.left + shift]),
        np.concatenate([one.right, two.right + shift]),
        np.concatenate([one.roots, two.roots + shift]),
        max(one.depth, two.depth),
    )
