"""Reads a rule pack: a folder with official sheets and schemas, and a manifest that says what they judge.

The manifest is `pack.toml`: name, release and since (a date), then a [[rule]] for each file with its `layer`
("schema", "structure", "en16931", "peppol", "response" or "pack"), `file`, `formats` ("ubl-invoice", "finvoice", …)
and, where only some documents are meant, `claims`: parts of the specification identifier. A schema is an XSD, every
other rule Schematron that is compiled to XSLT already: Schematron itself (.sch) is not compiled here, since that takes
the ISO stylesheets, which no package ships.
"""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any, Final

from kontera.core.errors import KonteraError
from kontera.core.validation import Layer, Pack, PackRule

MANIFEST: Final = "pack.toml"
SCHEMATRON: Final = ".sch"


class UnusablePack(KonteraError):
    """A rule pack cannot be used; nothing is judged by half of one."""

    code, status, exit_code = "pack.unusable", 422, 2
    msgid = "The rule pack {folder} cannot be used: {reason}."


def read_pack(folder: Path) -> Pack:
    """The pack in a folder. Raises UnusablePack."""
    try:
        said = tomllib.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        rules = tuple(_rule(folder.resolve(), rule) for rule in said["rule"])
        since = said["since"]
        name, release = str(said["name"]), str(said["release"])
    except (OSError, UnicodeDecodeError) as error:
        raise UnusablePack(folder=folder, reason=f"it has no {MANIFEST}") from error
    except tomllib.TOMLDecodeError as error:
        raise UnusablePack(folder=folder, reason=f"{MANIFEST} is no TOML ({error})") from error
    except (KeyError, TypeError) as error:
        raise UnusablePack(folder=folder, reason=f"{MANIFEST} lacks {error}") from error
    if not isinstance(since, date):
        raise UnusablePack(folder=folder, reason="since is no date")
    return Pack(name, release, since, rules)


def _rule(folder: Path, rule: dict[str, Any]) -> PackRule:
    try:
        layer = Layer(rule["layer"])
    except ValueError as error:
        raise UnusablePack(folder=folder, reason=f"{rule['layer']} is no layer") from error
    path = (folder / str(rule["file"])).resolve()
    if folder not in path.parents or not path.is_file():
        raise UnusablePack(folder=folder, reason=f"{rule['file']} is not in it")
    if path.suffix.lower() == SCHEMATRON:
        raise UnusablePack(folder=folder, reason=f"{rule['file']} is Schematron; it must be compiled to XSLT first")
    formats = tuple(str(one) for one in rule["formats"])
    return PackRule(layer, str(path), formats, tuple(str(one) for one in rule.get("claims", ())))
