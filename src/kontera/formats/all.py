"""The list of e-invoice codecs."""

from __future__ import annotations

from typing import Final

from kontera.formats import cii, ubl
from kontera.formats.codec import Codec

CODECS: Final[tuple[Codec, ...]] = (ubl.CODEC, cii.CODEC)
