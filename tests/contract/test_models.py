"""The promises of companies' own reading models: kept whole, read again when changed, and forgotten when unfit."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest
from tests.way.office import an_office

from kontera.adapters.models import FolderModels
from kontera.core.errors import NotFound
from kontera.pipeline.own_model import own_model
from kontera.steps.interpretation.model.file import Model, packaged, written


def test_a_company_without_a_model_has_none(tmp_path: Path) -> None:
    assert FolderModels(tmp_path / "models").of("alfa") == b""


def test_a_kept_model_is_the_companys_alone(tmp_path: Path) -> None:
    models = FolderModels(tmp_path / "models")
    models.keep("alfa", b"one")
    assert models.of("alfa") == b"one"
    assert models.of("beta") == b""
    assert [path.name for path in (tmp_path / "models").iterdir()] == ["alfa.model"]


def test_a_model_is_read_once_until_the_file_changes(tmp_path: Path) -> None:
    models = FolderModels(tmp_path)
    models.keep("alfa", b"one")
    first = models.of("alfa")
    assert models.of("alfa") is first
    path = tmp_path / "alfa.model"
    path.write_bytes(b"two")
    os.utime(path, ns=(1, 1))
    assert models.of("alfa") == b"two"


def test_a_company_with_a_path_for_a_name_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        FolderModels(tmp_path).of("../alfa")


def test_a_company_is_due_until_its_archive_was_learned_from(tmp_path: Path) -> None:
    models = FolderModels(tmp_path)
    assert models.age("alfa") == float("inf")
    models.learned("alfa")
    assert models.age("alfa") < 60


def test_a_companys_own_model_reads_its_invoices(tmp_path: Path) -> None:
    office, models = an_office(), FolderModels(tmp_path)
    doors = replace(office.doors, models=models)
    assert own_model("demo", doors) is None
    models.keep("demo", written(Model(packaged().forests, {"number": 0.25})))
    own = own_model("demo", doors)
    assert own is not None
    assert own.share("number") == 0.25


def test_a_model_of_another_version_leaves_the_packaged_one_in_use(tmp_path: Path) -> None:
    office, models = an_office(), FolderModels(tmp_path)
    models.keep("demo", b"no model at all")
    assert own_model("demo", replace(office.doors, models=models)) is None
