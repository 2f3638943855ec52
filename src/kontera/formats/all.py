"""The list of e-invoice codecs."""

from __future__ import annotations

from typing import Final

from kontera.formats.cii.read import CODEC as CII
from kontera.formats.codec import Codec
from kontera.formats.finvoice.read import CODEC as FINVOICE
from kontera.formats.svefaktura.read import CODEC as SVEFAKTURA
from kontera.formats.teappsxml.read import CODEC as TEAPPSXML
from kontera.formats.ubl.read import CODEC as UBL

CODECS: Final[tuple[Codec, ...]] = (UBL, CII, SVEFAKTURA, FINVOICE, TEAPPSXML)
