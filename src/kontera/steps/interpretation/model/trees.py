"""Gradient-boosted trees as arrays, evaluated with numpy alone."""

from __future__ import annotations

from dataclasses import dataclass, field
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
    _nodes: tuple[NDArray[np.intp], ...] = field(init=False, repr=False)  # as numpy's indices are, converted once
    _least: NDArray[np.float32] = field(init=False, repr=False)  # thresholds, as tables are: the nearest not above

    def __post_init__(self) -> None:
        """Lay the nodes out as pairs: node n is at 2n, its right child's place at 2n and its left child's at 2n + 1."""
        children = 2 * np.stack([self.right, self.left], axis=1).ravel()
        nodes = (np.repeat(np.maximum(self.feature, 0), 2), children, 2 * self.roots)
        object.__setattr__(self, "_nodes", tuple(part.astype(np.intp) for part in nodes))
        near = self.threshold.astype(np.float32)
        below = np.nextafter(near, np.float32(-np.inf))
        object.__setattr__(self, "_least", np.repeat(np.where(near > self.threshold, below, near), 2))

    def odds(self, table: Table) -> Chances:
        """The log odds of each row."""
        count, columns = table.shape
        feature, children, roots = self._nodes
        least, cells = self._least, table.ravel()
        start = np.arange(0, count * columns, columns)[:, None]
        at = children.take(roots + (table.take(feature.take(roots), axis=1) <= least.take(roots)))
        for _ in range(self.depth - 1):  # all places are within: clipping is but quicker than checking
            low = cells.take(start + feature.take(at, mode="clip"), mode="clip") <= least.take(at, mode="clip")
            at = children.take(at + low, mode="clip")
        total: Chances = self.threshold.take(at >> 1).sum(axis=1)
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
