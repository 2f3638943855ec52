"""Turns what a rule sheet reports into breaches: in our words where we have them, at the place it points at."""

from __future__ import annotations

import re
from typing import Final

from kontera.core.validation import Breach, Failure, Layer, SheetRun, Weight
from kontera.formats.rules.en16931 import ONLY_ONE, Said, said
from kontera.formats.rules.en16931_terms import CORRECT_IT
from kontera.formats.rules.places import Tree, narrowed
from kontera.formats.rules.rule import Words, line_of

WEIGHTS: Final = {
    "warning": Weight.WARNING,
    "warn": Weight.WARNING,
    "information": Weight.INFORMATION,
    "info": Weight.INFORMATION,
}
# Factur-X numbers its assertions and writes the rule's own id before the sentence
_NUMBERED: Final = re.compile(r"FX-SCH-A-[0-9]+")
_NAMED: Final = re.compile(r"\[\s*([A-Za-z][A-Za-z0-9_-]*)\s*\]\s*-?\s*")
_ERROR: Final = Words(
    "The official rules cannot be computed on this document: a value is not of the kind they ask for ({code}).",
    CORRECT_IT,
)


def breaches_of(tree: Tree, run: SheetRun, layer: Layer) -> tuple[Breach, ...]:
    """Every breach that a sheet found in a document, in its order; a dynamic error is one fatal breach."""
    found = tuple(_breach(tree, failure, layer) for failure in run.failures)
    if not run.error:
        return found
    values = (("code", run.error),)
    return (*found, Breach(f"{layer}.{run.error}", Weight.FATAL, layer, _ERROR.says, _ERROR.mend, values, line=1))


def _breach(tree: Tree, failure: Failure, layer: Layer) -> Breach:
    rule, text = _named(failure)
    ours = said(rule, failure.test) or Said(Words("{text}", ""), (("text", text or rule),))
    place = narrowed(tree.at(failure.location), ours.path, last=ours.words.mend == ONLY_ONE)
    return Breach(
        rule=rule,
        weight=WEIGHTS.get(failure.flag.strip().lower(), Weight.FATAL),
        layer=layer,
        says=ours.words.says,
        mend=ours.words.mend,
        values=ours.values,
        field=ours.words.field,
        found=place.found,
        xpath=tree.xpath(place),
        line=line_of(place.element),
    )


def _named(failure: Failure) -> tuple[str, str]:
    """The rule's id, and the publisher's sentence without it."""
    named = _NAMED.match(failure.text)
    text = failure.text[named.end() :] if named else failure.text
    if named and (not failure.rule or _NUMBERED.fullmatch(failure.rule)):
        return named[1], text
    return failure.rule or "unnamed", text
