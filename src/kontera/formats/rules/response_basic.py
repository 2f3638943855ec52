"""The structure that Peppol's Invoice Response 3 (T111) asks for: what must stand, what may, and which codes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Final

from kontera.core.answer import Action, AnswerStatus, Reason
from kontera.core.validation import Weight
from kontera.formats.answers.imr import ACTION_LIST, REASON_LIST
from kontera.formats.rules.peppol.codes import ADDRESS_SCHEMES, DOCUMENT_TYPES
from kontera.formats.rules.peppol.document import UblDocument, below, has, steps, value
from kontera.formats.rules.peppol.values import normal
from kontera.formats.rules.rule import Hit, Rule, Words
from kontera.formats.taking import local

SENDER: Final = "cac:SenderParty"
RECEIVER: Final = "cac:ReceiverParty"
RESPONSE: Final = "cac:DocumentResponse/cac:Response"
STATUS: Final = f"{RESPONSE}/cac:Status"
CONDITION: Final = f"{STATUS}/cac:Condition"
REFERENCE: Final = "cac:DocumentResponse/cac:DocumentReference"
ISSUER: Final = "cac:DocumentResponse/cac:IssuerParty"
RECIPIENT: Final = "cac:DocumentResponse/cac:RecipientParty"
LEGAL: Final = "cac:PartyLegalEntity"
IDENTIFICATION: Final = "cac:PartyIdentification"

CLARIFICATIONS: Final = frozenset[str](Reason) | frozenset[str](Action)
LISTS: Final = frozenset({REASON_LIST, ACTION_LIST})
# ISO 6523 ICD: the numbers given out so far
IDENTIFIER_SCHEMES: Final = frozenset(f"{number:04}" for number in range(2, 249)) - {"0092", "0103", "0181", "0182"}
# UNTDID 1001: the full list, with its gaps
DOCUMENT_NAMES: Final = DOCUMENT_TYPES | {
    str(code)
    for low, high in (
        (1, 539), (550, 589), (610, 659), (700, 799), (810, 833), (840, 841), (850, 865), (870, 896), (901, 901),
        (910, 941), (950, 955), (960, 966), (970, 979), (990, 991), (995, 999), (1999, 1999),
    )
    for code in range(low, high + 1)
}  # fmt: skip


def _lacking(doc: UblDocument, *, path: str, name: str) -> Iterator[Hit]:
    """The elements at the path that have not the child."""
    for at in below(doc.root, path) if path else [doc.root]:
        if not has(at, name):
            yield Hit(at, values=(("element", name),))


def _unmodelled(doc: UblDocument, *, path: str, allowed: str) -> Iterator[Hit]:
    """The children of the elements at the path that are not among those allowed."""
    tags = {steps(name)[0] for name in allowed.split(" ")}
    for parent in below(doc.root, path) if path else [doc.root]:
        for at in parent.iterchildren("*"):
            if at.tag not in tags:
                yield Hit(at, values=(("element", local(at)),))


def _miscoded(doc: UblDocument, *, path: str, codes: frozenset[str]) -> Iterator[Hit]:
    """The elements at the path whose text is not among the codes."""
    for at in below(doc.root, path):
        if (found := normal(value(at))) not in codes:
            yield Hit(at, found)


def _mismarked(doc: UblDocument, *, path: str, attribute: str, codes: frozenset[str]) -> Iterator[Hit]:
    """The elements at the path whose attribute, where it is stated, is not among the codes."""
    for at in below(doc.root, path):
        if (found := at.get(attribute)) is not None and found not in codes:
            yield Hit(at, found)


def _unmarked(doc: UblDocument, *, path: str, attribute: str) -> Iterator[Hit]:
    """The elements at the path without the attribute."""
    for at in below(doc.root, path):
        if at.get(attribute) is None:
            yield Hit(at, values=(("element", f"@{attribute}"),))


def _rule(number: str, judge: Callable[..., Iterator[Hit]], **asked: str | frozenset[str]) -> Rule[UblDocument]:
    return Rule(f"PEPPOL-T111-B{number}", Weight.FATAL, partial(judge, **asked))


BASIC_RULES: Final = (
    _rule("00101", _lacking, path="", name="cbc:CustomizationID"),
    _rule("00102", _lacking, path="", name="cbc:ProfileID"),
    _rule("00103", _lacking, path="", name="cbc:ID"),
    _rule("00104", _lacking, path="", name="cbc:IssueDate"),
    _rule("00105", _lacking, path="", name=SENDER),
    _rule("00106", _lacking, path="", name=RECEIVER),
    _rule("00107", _lacking, path="", name="cac:DocumentResponse"),
    _rule(
        "00109",
        _unmodelled,
        path="",
        allowed="cbc:CustomizationID cbc:ProfileID cbc:ID cbc:IssueDate cbc:IssueTime cbc:Note cac:SenderParty"
        " cac:ReceiverParty cac:DocumentResponse",
    ),
    _rule("00801", _lacking, path=SENDER, name="cbc:EndpointID"),
    _rule("00802", _lacking, path=SENDER, name=LEGAL),
    _rule("00803", _unmodelled, path=SENDER, allowed=f"cbc:EndpointID {IDENTIFICATION} {LEGAL} cac:Contact"),
    _rule("00901", _unmarked, path=f"{SENDER}/cbc:EndpointID", attribute="schemeID"),
    _rule("00902", _mismarked, path=f"{SENDER}/cbc:EndpointID", attribute="schemeID", codes=ADDRESS_SCHEMES),
    _rule("01101", _lacking, path=f"{SENDER}/{IDENTIFICATION}", name="cbc:ID"),
    _rule(
        "01201",
        _mismarked,
        path=f"{SENDER}/{IDENTIFICATION}/cbc:ID",
        attribute="schemeID",
        codes=IDENTIFIER_SCHEMES,
    ),
    _rule("01401", _lacking, path=f"{SENDER}/{LEGAL}", name="cbc:RegistrationName"),
    _rule("01402", _unmodelled, path=f"{SENDER}/{LEGAL}", allowed="cbc:RegistrationName"),
    _rule("01601", _unmodelled, path=f"{SENDER}/cac:Contact", allowed="cbc:Name cbc:Telephone cbc:ElectronicMail"),
    _rule("02001", _lacking, path=RECEIVER, name="cbc:EndpointID"),
    _rule("02002", _lacking, path=RECEIVER, name=LEGAL),
    _rule("02003", _unmodelled, path=RECEIVER, allowed=f"cbc:EndpointID {IDENTIFICATION} {LEGAL}"),
    _rule("02101", _unmarked, path=f"{RECEIVER}/cbc:EndpointID", attribute="schemeID"),
    _rule("02102", _mismarked, path=f"{RECEIVER}/cbc:EndpointID", attribute="schemeID", codes=ADDRESS_SCHEMES),
    _rule("02301", _lacking, path=f"{RECEIVER}/{IDENTIFICATION}", name="cbc:ID"),
    _rule(
        "02401",
        _mismarked,
        path=f"{RECEIVER}/{IDENTIFICATION}/cbc:ID",
        attribute="schemeID",
        codes=IDENTIFIER_SCHEMES,
    ),
    _rule("02601", _lacking, path=f"{RECEIVER}/{LEGAL}", name="cbc:RegistrationName"),
    _rule("02602", _unmodelled, path=f"{RECEIVER}/{LEGAL}", allowed="cbc:RegistrationName"),
    _rule("02801", _lacking, path="cac:DocumentResponse", name="cac:Response"),
    _rule("02802", _lacking, path="cac:DocumentResponse", name="cac:DocumentReference"),
    _rule(
        "02803",
        _unmodelled,
        path="cac:DocumentResponse",
        allowed="cac:Response cac:DocumentReference cac:IssuerParty cac:RecipientParty",
    ),
    _rule("02901", _lacking, path=RESPONSE, name="cbc:ResponseCode"),
    _rule("02902", _unmodelled, path=RESPONSE, allowed="cbc:ResponseCode cbc:EffectiveDate cac:Status"),
    _rule("03001", _miscoded, path=f"{RESPONSE}/cbc:ResponseCode", codes=frozenset(AnswerStatus)),
    _rule("03201", _unmodelled, path=STATUS, allowed="cbc:StatusReasonCode cbc:StatusReason cac:Condition"),
    _rule("03301", _miscoded, path=f"{STATUS}/cbc:StatusReasonCode", codes=CLARIFICATIONS),
    _rule("03302", _unmarked, path=f"{STATUS}/cbc:StatusReasonCode", attribute="listID"),
    _rule("03303", _mismarked, path=f"{STATUS}/cbc:StatusReasonCode", attribute="listID", codes=LISTS),
    _rule("03601", _lacking, path=CONDITION, name="cbc:AttributeID"),
    _rule("03602", _unmodelled, path=CONDITION, allowed="cbc:AttributeID cbc:Description"),
    _rule("03901", _lacking, path=REFERENCE, name="cbc:ID"),
    _rule("03902", _lacking, path=REFERENCE, name="cbc:DocumentTypeCode"),
    _rule("03903", _unmodelled, path=REFERENCE, allowed="cbc:ID cbc:IssueDate cbc:DocumentTypeCode"),
    _rule("04201", _miscoded, path=f"{REFERENCE}/cbc:DocumentTypeCode", codes=DOCUMENT_NAMES),
    _rule("04301", _lacking, path=ISSUER, name="cac:PartyName"),
    _rule("04302", _unmodelled, path=ISSUER, allowed=f"{IDENTIFICATION} cac:PartyName"),
    _rule("04401", _lacking, path=f"{ISSUER}/{IDENTIFICATION}", name="cbc:ID"),
    _rule(
        "04501", _mismarked, path=f"{ISSUER}/{IDENTIFICATION}/cbc:ID", attribute="schemeID", codes=IDENTIFIER_SCHEMES
    ),
    _rule("04701", _lacking, path=f"{ISSUER}/cac:PartyName", name="cbc:Name"),
    _rule("04901", _lacking, path=RECIPIENT, name="cac:PartyName"),
    _rule("04902", _unmodelled, path=RECIPIENT, allowed=f"{IDENTIFICATION} cac:PartyName"),
    _rule("05001", _lacking, path=f"{RECIPIENT}/{IDENTIFICATION}", name="cbc:ID"),
    _rule(
        "05101",
        _mismarked,
        path=f"{RECIPIENT}/{IDENTIFICATION}/cbc:ID",
        attribute="schemeID",
        codes=IDENTIFIER_SCHEMES,
    ),
    _rule("05301", _lacking, path=f"{RECIPIENT}/cac:PartyName", name="cbc:Name"),
)
SAID: Final = {
    _lacking: Words("The answer lacks {element}.", "Add it and send the answer again."),
    _unmodelled: Words("{element} has no place in this answer.", "Leave it out."),
    _miscoded: Words("A code in the answer is not on Peppol's list.", "Use a code from the list."),
    _mismarked: Words("The list or scheme that the answer names is unknown.", "Name one that Peppol knows."),
    _unmarked: Words("The answer lacks {element}.", "Say which list or scheme it is."),
}
BASIC_WORDS: Final = {rule.id: SAID[rule.judge.func] for rule in BASIC_RULES if isinstance(rule.judge, partial)}
