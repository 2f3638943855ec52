"""Makes the reading model: trees grown from documents with truth, judged on layouts they were not grown from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from kontera.core.errors import KonteraError
from kontera.steps.interpretation.lessons import FIELDS, Learned
from kontera.steps.interpretation.model.file import Model
from kontera.steps.interpretation.model.trees import Forest, joined

ROUNDS: Final = 70
GROWING: Final[Mapping[str, object]] = {
    "objective": "binary", "num_leaves": 15, "max_depth": 6, "learning_rate": 0.08, "min_data_in_leaf": 25,
    "feature_fraction": 0.5, "bagging_fraction": 0.8, "bagging_freq": 1, "lambda_l2": 5.0, "min_gain_to_split": 0.05,
    "use_missing": False, "deterministic": True, "force_row_wise": True, "num_threads": 1, "verbosity": -1,
    "seed": 7,
}  # fmt: skip
EVEN: Final = 0.5  # how far families of many documents count as much as those of few


class TrainingNotInstalled(KonteraError):
    """Training needs LightGBM, which reading does not."""

    code, status, exit_code = "learn.not_installed", 501, 3
    msgid = "Training needs the extra [train]: say pip install 'kontera[train]'."


def grown(
    lessons: Sequence[Mapping[str, Learned]],
    shares: Mapping[str, float],
    made: Mapping[str, Any],
    *,
    onto: Model | None = None,
    defers: frozenset[str] = frozenset(),
    rounds: int = ROUNDS,
) -> Model:
    """A model of the fields that have a share, grown from what the documents taught, `onto` another when given.

    The same lessons give the same model. Raises TrainingNotInstalled without the extra [train].
    """
    forests = dict(onto.forests) if onto else {}
    for name in FIELDS:
        parts = [lesson[name] for lesson in lessons if name in lesson and len(lesson[name].right)]
        if shares.get(name) and any(part.right.any() for part in parts):
            forests[name] = _forest(parts, forests.get(name), rounds)
    kept = {name: share for name, share in shares.items() if name in forests}
    return Model(forests, kept, made, onto.defers if onto else defers)


def _forest(parts: Sequence[Learned], old: Forest | None, rounds: int) -> Forest:
    try:
        import lightgbm  # noqa: PLC0415 - of the extra [train]: only training needs it
    except ImportError as error:
        raise TrainingNotInstalled from error
    table = np.concatenate([part.table for part in parts])
    right = np.concatenate([part.right for part in parts]).astype(np.float32)
    known = None if old is None else old.odds(table)
    data = lightgbm.Dataset(table, right, weight=_weights(parts), init_score=known, params=dict(GROWING))
    booster = lightgbm.train(dict(GROWING), data, rounds)
    new = planted(booster.dump_model()["tree_info"])
    return new if old is None else joined(old, new)


def _weights(parts: Sequence[Learned]) -> NDArray[np.float64]:
    """A family counts less for each document the more it has, so that no well-known layout drowns the others."""
    counts: dict[str, int] = {}
    for part in parts:
        counts[part.family] = counts.get(part.family, 0) + 1
    weights = np.concatenate([part.weights * counts[part.family] ** -EVEN for part in parts])
    made: NDArray[np.float64] = weights * len(weights) / weights.sum()
    return made


def planted(trees: Iterable[Mapping[str, Any]]) -> Forest:
    """LightGBM's trees as arrays."""
    feature: list[int] = []
    threshold: list[float] = []
    left: list[int] = []
    right: list[int] = []
    roots: list[int] = []

    def plant(node: Mapping[str, Any]) -> tuple[int, int]:
        at = len(feature)
        leaf = "split_feature" not in node
        feature.append(-1 if leaf else int(node["split_feature"]))
        threshold.append(float(node["leaf_value"] if leaf else node["threshold"]))
        left.append(at)
        right.append(at)
        if leaf:
            return at, 0
        (left[at], low), (right[at], high) = plant(node["left_child"]), plant(node["right_child"])
        return at, 1 + max(low, high)

    depth = 0
    for tree in trees:
        root, deep = plant(tree["tree_structure"])
        roots.append(root)
        depth = max(depth, deep)
    return Forest(
        np.array(feature, np.int32),
        np.array(threshold, np.float64),
        np.array(left, np.int32),
        np.array(right, np.int32),
        np.array(roots, np.int32),
        depth,
    )
