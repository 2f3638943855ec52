"""The translations: compiled from the catalogues when they are missing or older than their source."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALE: Final = Path(__file__).parent / "locale"
LANGUAGES: Final = ("sv", "fi")


def source_of(language: str) -> Path:
    """The catalogue that people edit."""
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def compile_missing(*, anew: bool = False) -> tuple[Path, ...]:
    """Compile every catalogue that needs it (all of them when `anew`); gives the files written.

    A folder that may not be written is left as it is: the pages are then shown in English.
    """
    written = []
    for language in LANGUAGES:
        source = source_of(language)
        target = source.with_suffix(".mo")
        if not source.exists():
            continue
        if not anew and target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        try:
            _compile(source, target)
        except PermissionError:
            continue
        written.append(target)
    return tuple(written)


def _compile(source: Path, target: Path) -> None:
    with source.open("rb") as file:
        catalogue = read_po(file)
    fresh = target.with_suffix(".new")
    with fresh.open("wb") as file:
        write_mo(file, catalogue)
    fresh.replace(target)
