"""The languages the command line speaks, and how a sentence is told in one of them."""

from __future__ import annotations

import gettext
from collections.abc import Callable
from enum import StrEnum

Translate = Callable[[str], str]


class Language(StrEnum):
    """The languages that findings are told in."""

    EN = "en"
    SV = "sv"
    FI = "fi"


def gettext_noop(sentence: str) -> str:
    """The sentence as it stands: what is told in a language later is so marked for the catalogues."""
    return sentence


def translator(language: str) -> Translate:
    """What turns an English sentence into the language; English itself where there is no catalogue."""
    if language == Language.EN:
        return str
    from kontera.web.catalogues import LANGUAGES, compile_missing, source_of

    if language not in LANGUAGES:
        return str
    compile_missing()
    try:
        with source_of(language).with_suffix(".mo").open("rb") as file:
            return gettext.GNUTranslations(file).gettext
    except OSError:
        return str
