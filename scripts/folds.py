"""Which layouts are of one family, and the models that never saw each: python scripts/make_model.py --folds DIR."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from kontera.steps.interpretation.model.file import Model, read

FAMILIES: Final = re.compile(
    r"^(finvoice|ehf-2\.0|unimaze|xrechnung|fnfe|ferd|mustang|facturxkit-design|facturxkit-profile|kimai)-.*"
)
ALIKE: Final = {  # development documents of one maker's layout, which a document of training may repeat
    **dict.fromkeys(("d001", "d002", "d003", "d004"), "till receipts"),
    "d005": "laskutys",
    **dict.fromkeys(("d008", "d009"), "gflohr"),
    **dict.fromkeys(("d010", "d011", "d012", "d013", "d014"), "facturxkit-design"),
    **dict.fromkeys(("d015", "d016"), "facturxkit-profile"),
    **dict.fromkeys(("d019", "d020"), "horstoeko"),
    **dict.fromkeys(("d021", "d022"), "fnfe"),
    **dict.fromkeys(("d023", "d024"), "mustang"),
    **dict.fromkeys(("d025", "d026"), "coolblue"),
    **dict.fromkeys(("d027", "d028", "d029", "d030", "d031", "d032"), "ferd"),
}


KEPT: Final = Path("/tmp/kontera-model")  # noqa: S108 - a developer's cache


def family_of(truth: Mapping[str, Any], name: str) -> str:
    """The layout's family; a document without a layout is its own, unless known to be like others."""
    return FAMILIES.sub(r"\1", truth.get("layout") or ALIKE.get(name, name))


def fold_models(folder: Path) -> dict[str, Model]:
    """By family the model that never saw it; empty when make_model.py left none."""
    listed = folder / "families.json"
    if not listed.exists():
        return {}
    homes: dict[str, str] = json.loads(listed.read_text(encoding="utf-8"))
    models = {name: read(folder.joinpath(name).read_bytes()) for name in set(homes.values())}
    return {family: models[name] for family, name in homes.items()}
