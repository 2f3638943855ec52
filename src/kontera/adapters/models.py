"""Companies' own reading models as files: FOLDER/COMPANY.model, read again when changed."""

from __future__ import annotations

import re
import tempfile
import time
from pathlib import Path
from typing import Final

from kontera.core.errors import NotFound

ID: Final = re.compile(r"[A-Za-z0-9][\w.-]{0,99}")
NEVER: Final = float("inf")


class FolderModels:
    """`ports.Models` in a folder; also knows when a company's archive was last learned from."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._read: dict[str, tuple[int, int, bytes]] = {}

    def of(self, company: str) -> bytes:
        """The company's model; empty when it has none."""
        path = self._path(company)
        try:
            state = path.stat()
        except FileNotFoundError:
            return b""
        known = self._read.get(company)
        if known is None or known[:2] != (state.st_mtime_ns, state.st_size):
            known = self._read[company] = (state.st_mtime_ns, state.st_size, path.read_bytes())
        return known[2]

    def keep(self, company: str, data: bytes) -> None:
        """Put the model in the place of the one before, whole or not at all."""
        path = self._path(company)
        self._root.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=self._root, prefix=".", delete=False) as new:
            new.write(data)
        Path(new.name).replace(path)

    def learned(self, company: str) -> None:
        """Note that the archive was learned from now, whatever came of it."""
        self._root.mkdir(parents=True, exist_ok=True)
        self._path(company).with_suffix(".learned").touch()

    def age(self, company: str) -> float:
        """Seconds since the archive was last learned from; without end when it never was."""
        try:
            return max(0.0, time.time() - self._path(company).with_suffix(".learned").stat().st_mtime)
        except FileNotFoundError:
            return NEVER

    def _path(self, company: str) -> Path:
        if not ID.fullmatch(company):
            raise NotFound(what=company)
        return self._root / f"{company}.model"
