"""The model as a file: trees of several fields with how they were made; refused when made for other features."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Any, Final

import numpy as np

from kontera.steps.interpretation.model.errors import UnfitModel
from kontera.steps.interpretation.model.features import COLUMNS, SCHEMA
from kontera.steps.interpretation.model.trees import PARTS, Forest
from kontera.steps.interpretation.weigher import PROVEN, Chances, Table

NAME: Final = "reading.model"
FORMAT: Final = 1
UNSURE: Final = 0.5  # rules no surer than this are not given way to,
SURE: Final = 0.7  # and from here on they decide alone
LARGEST: Final = 2_000_000  # bytes
DAMAGED: Final = "the file is damaged"


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """The trained scorers by field, how much each counts beside the rules, and how the model was made."""

    forests: Mapping[str, Forest]
    shares: Mapping[str, float]
    made: Mapping[str, Any] = field(default_factory=dict)
    defers: frozenset[str] = frozenset()

    def share(self, field: str, rule: float = 0.0) -> float:
        """How much the model's word counts beside the rules', 0–1; of `defers` nothing when these are sure."""
        if rule >= PROVEN:
            return 0.0
        share = self.shares.get(field, 0.0) if field in self.forests else 0.0
        return share * max(0.0, min(1.0, (SURE - rule) / (SURE - UNSURE))) if field in self.defers else share

    def weigh(self, field: str, table: Table, values: Sequence[object]) -> Chances:  # noqa: ARG002 - for who learns
        """The probability of each candidate."""
        return self.forests[field].chances(table)


def written(model: Model) -> bytes:
    """The model as the bytes of a file: one compressed archive of arrays and a header in JSON."""
    header = {
        "format": FORMAT,
        "schema": SCHEMA,
        "shares": dict(model.shares),
        "defers": sorted(model.defers),
        "depths": {name: forest.depth for name, forest in model.forests.items()},
        "made": dict(model.made),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr(_entry("header.json"), json.dumps(header, sort_keys=True, indent=1))
        for name, forest in sorted(model.forests.items()):
            for part in PARTS:
                array = io.BytesIO()
                np.save(array, getattr(forest, part), allow_pickle=False)
                archive.writestr(_entry(f"{name}/{part}.npy"), array.getvalue())
    return out.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)  # no clock: the same model gives the same bytes
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def read(data: bytes) -> Model:
    """The model in a file's bytes. Raises UnfitModel when damaged, too large, or made for other features."""
    if len(data) > LARGEST:
        raise UnfitModel(why="the file is too large")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > 20 * LARGEST:
                raise UnfitModel(why="the file is too large")
            header = json.loads(archive.read("header.json"))
            if header.get("format") != FORMAT or header.get("schema") != SCHEMA:
                raise UnfitModel(why="it was made for another version")
            forests = {name: _forest(archive, name, int(depth)) for name, depth in header["depths"].items()}
    except (zipfile.BadZipFile, KeyError, TypeError, ValueError, OSError, EOFError) as error:
        raise UnfitModel(why=DAMAGED) from error
    shares = {name: float(share) for name, share in header["shares"].items()}
    return Model(forests, shares, header["made"], frozenset(header["defers"]))


def _forest(archive: zipfile.ZipFile, name: str, depth: int) -> Forest:
    parts = {}
    for part in PARTS:
        parts[part] = np.load(io.BytesIO(archive.read(f"{name}/{part}.npy")), allow_pickle=False)
    forest = Forest(**parts, depth=depth)
    count = len(forest.feature)
    whole = all(len(parts[part]) == count for part in ("threshold", "left", "right"))
    whole = whole and count > 0 and int(forest.feature.max()) < len(COLUMNS)
    if not whole or any(parts[p].min() < 0 or parts[p].max() >= count for p in ("left", "right", "roots")):
        raise UnfitModel(why=DAMAGED)
    return forest


@lru_cache(maxsize=1)
def packaged() -> Model:
    """The model that comes with Kontera, read once; an empty one, which leaves all to the rules, when there is none."""
    place = files("kontera.steps.interpretation.model").joinpath(NAME)
    return read(place.read_bytes()) if place.is_file() else Model({}, {})
