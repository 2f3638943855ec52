"""The own judges: Peppol's rules by syntax, answers to invoices, and the structure of formats without a schema."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from kontera.core.validation import Breach, Layer
from kontera.formats.finvoice import structure as finvoice
from kontera.formats.profile import (
    CII_INVOICE,
    FINVOICE,
    RESPONSE,
    SVEFAKTURA_1,
    TEAPPSXML,
    UBL_CREDIT_NOTE,
    UBL_INVOICE,
    Profile,
)
from kontera.formats.rules.peppol.cii import judge_cii
from kontera.formats.rules.peppol.ubl import judge_ubl
from kontera.formats.rules.response import judge_response
from kontera.formats.rules.rule import D, Judged, Rule, Words, judged
from kontera.formats.svefaktura import structure as svefaktura
from kontera.formats.svefaktura.judged import Svefaktura
from kontera.formats.teappsxml import structure as teappsxml
from kontera.formats.teappsxml.judged import Teapps
from kontera.formats.ubl import structure as oioubl
from kontera.formats.xml import Element

Judge = Callable[[Element, str], tuple[Breach, ...]]

PEPPOL: Final[Mapping[str, Judge]] = {UBL_INVOICE: judge_ubl, UBL_CREDIT_NOTE: judge_ubl, CII_INVOICE: judge_cii}
ANSWERS: Final[Mapping[str, Judge]] = {RESPONSE: judge_response}


def _structure(document: Callable[[Element], D], rules: tuple[Rule[D], ...], words: Mapping[str, Words]) -> Judge:
    def judge(root: Element, release: str) -> tuple[Breach, ...]:
        return tuple(judged(document(root), rules, words, Layer.STRUCTURE, release))

    return judge


_OIOUBL: Final = _structure(Judged, oioubl.STRUCTURE, oioubl.WORDS)
STRUCTURE: Final[Mapping[str, Judge]] = {
    FINVOICE: _structure(Judged, finvoice.STRUCTURE, finvoice.WORDS),
    SVEFAKTURA_1: _structure(Svefaktura, svefaktura.STRUCTURE, svefaktura.WORDS),
    TEAPPSXML: _structure(Teapps, teappsxml.STRUCTURE, teappsxml.WORDS),
}


def structure_of(profile: Profile) -> Judge | None:
    """The own structure rules of a document's format; None where a schema and official rules are at hand."""
    return _OIOUBL if profile.is_oioubl_2 else STRUCTURE.get(profile.format)
