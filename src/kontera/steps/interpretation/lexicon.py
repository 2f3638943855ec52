"""The label phrases by concept and language, read once from the data file beside."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Final

PHRASES: Final[dict[str, dict[str, str]]] = tomllib.loads(
    files("kontera.steps.interpretation").joinpath("lexicon.toml").read_text(encoding="utf-8")
)
SEVERAL: Final = "xx"  # phrases that tell no language
