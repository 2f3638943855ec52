"""What each Peppol rule says when it is broken, how to mend it, and the field it speaks of, for UBL and CII alike."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from kontera.formats.rules.peppol.words_general import GENERAL
from kontera.formats.rules.peppol.words_german import GERMAN
from kontera.formats.rules.peppol.words_nordic import NORDIC
from kontera.formats.rules.peppol.words_southern import SOUTHERN
from kontera.formats.rules.rule import Words

WORDS: Final[Mapping[str, Words]] = MappingProxyType(GENERAL | NORDIC | GERMAN | SOUTHERN)
