from __future__ import annotations

import io
import json
import zipfile

import numpy as np
import pytest

from kontera.steps.interpretation.lessons import FIELDS
from kontera.steps.interpretation.model.errors import UnfitModel
from kontera.steps.interpretation.model.features import COLUMNS, SCHEMA
from kontera.steps.interpretation.model.file import LARGEST, Model, packaged, read, written
from kontera.steps.interpretation.model.trees import Forest


def _forest(feature: int = 3) -> Forest:
    return Forest(
        np.array([feature, -1, -1], np.int32),
        np.array([0.5, -1.0, 1.0]),
        np.array([1, 1, 2], np.int32),
        np.array([2, 1, 2], np.int32),
        np.array([0], np.int32),
        1,
    )


def _model(feature: int = 3) -> Model:
    return Model({"number": _forest(feature)}, {"number": 0.5}, {"documents": 1})


def _with_header(data: bytes, **changes: object) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, json.dumps(json.loads(content) | changes) if name == "header.json" else content)
    return out.getvalue()


def test_a_model_written_is_the_model_read() -> None:
    table = np.random.default_rng(1).random((5, len(COLUMNS)), np.float32)
    again = read(written(_model()))
    assert again.weigh("number", table, ()).tolist() == _model().weigh("number", table, ()).tolist()
    assert (again.shares, again.made) == ({"number": 0.5}, {"documents": 1})


def test_the_same_model_is_the_same_bytes() -> None:
    assert written(_model()) == written(_model())


def test_a_model_for_other_features_is_refused() -> None:
    with pytest.raises(UnfitModel, match="another version"):
        read(_with_header(written(_model()), schema="0" * 16))


def test_a_model_that_asks_for_a_feature_that_is_not_there_is_refused() -> None:
    with pytest.raises(UnfitModel, match="damaged"):
        read(written(_model(feature=len(COLUMNS))))


@pytest.mark.parametrize("data", [b"", b"PK", written(_model())[:-200], b"x" * 5000])
def test_a_damaged_model_is_refused(data: bytes) -> None:
    with pytest.raises(UnfitModel, match="damaged"):
        read(data)


def test_a_model_beyond_all_size_is_refused() -> None:
    with pytest.raises(UnfitModel, match="too large"):
        read(bytes(LARGEST + 1))


def test_the_model_that_comes_along_fits_and_is_small() -> None:
    model = packaged()
    assert set(model.forests) <= set(FIELDS)
    assert all(0 < model.share(name) <= 1 for name in model.forests)
    assert len(written(model)) < LARGEST
    assert len(SCHEMA) == 16
