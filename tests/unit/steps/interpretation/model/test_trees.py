from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from kontera.pipeline.learn import planted
from kontera.steps.interpretation.model.trees import Forest

FROM_LIGHTGBM = json.loads(Path(__file__).with_name("trees.json").read_text(encoding="utf-8"))


def test_the_trees_say_what_lightgbm_says() -> None:
    forest = planted(FROM_LIGHTGBM["trees"])
    rows = np.array(FROM_LIGHTGBM["rows"], np.float32)
    assert forest.odds(rows) == pytest.approx(FROM_LIGHTGBM["odds"], abs=1e-12)
    assert forest.chances(rows) == pytest.approx(FROM_LIGHTGBM["chances"], abs=1e-12)


def test_trees_that_are_a_leaf_alone_say_the_same_of_all() -> None:
    forest = planted([{"tree_structure": {"leaf_value": -0.5}}, {"tree_structure": {"leaf_value": 0.25}}])
    assert forest.odds(np.zeros((3, 2), np.float32)).tolist() == [-0.25, -0.25, -0.25]


def test_no_rows_give_no_answers() -> None:
    forest = Forest(*(np.array([at]) for at in (-1, 0.0, 0, 0, 0)), depth=0)
    assert forest.chances(np.zeros((0, 4), np.float32)).tolist() == []
