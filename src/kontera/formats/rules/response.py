"""Judges answers on the Peppol network: Invoice Response 3 (transaction T111) and Message Level Status 1."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kontera.core.answer import BILLING_WITH_RESPONSE, RESPONSE_PROCESS, RESPONSE_SPECIFICATION, Action, Reason
from kontera.core.validation import Breach, Layer, Weight
from kontera.formats.answers.imr import ACTION_LIST, REASON_LIST
from kontera.formats.answers.mls import EARLIER
from kontera.formats.answers.parts import ROOT
from kontera.formats.rules.peppol import ubl_accounts
from kontera.formats.rules.peppol.document import UblDocument, a_date, below, first, has, says, value, values
from kontera.formats.rules.peppol.values import BLANKS, normal
from kontera.formats.rules.response_basic import BASIC_RULES
from kontera.formats.rules.response_mls import MLS_RULES
from kontera.formats.rules.response_words import RESPONSE_WORDS
from kontera.formats.rules.rule import RELEASES, Hit, Rule, judged
from kontera.formats.xml import Element

MESSAGE_STATUS: Final = "urn:peppol:edec:mls:"
PROCESSES: Final = frozenset({RESPONSE_PROCESS, BILLING_WITH_RESPONSE})
CLARIFIED: Final = " CA UQ RE "
CODE: Final = "cbc:StatusReasonCode"
DATES: Final = (
    "cbc:IssueDate",
    "cbc:DueDate",
    "cbc:TaxPointDate",
    "cbc:StartDate",
    "cbc:EndDate",
    "cbc:ActualDeliveryDate",
)
DATE_LENGTH: Final = 10


def no_empty_element(doc: UblDocument) -> Iterator[Hit]:
    """PEPPOL-COMMON-R001: no element is empty."""
    return (Hit(at) for at in doc.each() if not len(at) and not (at.text or "").strip(BLANKS))


def no_schema_location(doc: UblDocument) -> Iterator[Hit]:
    """PEPPOL-COMMON-R003 and PEPPOL-T111-B00108: the document does not say where its schema is."""
    if any(str(name).rpartition("}")[2] == "schemaLocation" for name in doc.root.attrib):
        yield Hit(doc.root)


def date_written(doc: UblDocument) -> Iterator[Hit]:
    """PEPPOL-COMMON-R030: a date exists and is written YYYY-MM-DD."""
    for at in doc.all(*DATES):
        found = value(at)
        if len(found) != DATE_LENGTH or a_date(found) is None:
            yield Hit(at, found)


def clarified(doc: UblDocument) -> Iterator[Hit]:
    """PEPPOL-T111-R001: a question, a conditional acceptance or a rejection has a reason or action code."""
    for at in doc.all("cac:Response"):
        code = says(at, "cbc:ResponseCode")
        if f" {code} " in CLARIFIED and not has(at, f"cac:Status/{CODE}"):
            yield Hit(at, code)


def other_explained(doc: UblDocument) -> Iterator[Hit]:
    """PEPPOL-T111-R002: the code OTH comes with a text."""
    for at in doc.all("cac:Status"):
        if "OTH" in values(at, CODE) and not has(at, "cbc:StatusReason"):
            yield Hit(at, "OTH")


def specification_begins(doc: UblDocument) -> Iterator[Hit]:
    """PEPPOL-T111-R003: the specification begins as Invoice Response 3 does."""
    for at in doc.all("cbc:CustomizationID"):
        if not normal(value(at)).startswith(RESPONSE_SPECIFICATION):
            yield Hit(at, value(at))


def partial_payment_explained(doc: UblDocument) -> Iterator[Hit]:
    """PEPPOL-T111-R004: the reason PPD comes with a text; where OTH stands too, R002 has asked already."""
    for at in doc.all("cac:Status"):
        codes = values(at, CODE)
        if "PPD" in codes and "OTH" not in codes and not has(at, "cbc:StatusReason"):
            yield Hit(at, "PPD")


def process_known(doc: UblDocument) -> Iterator[Hit]:
    """PEPPOL-T111-R005: the process is Invoice Response 3's, or billing with response.

    The published number stands for another rule as well, whose test can never fail: PPD only with the status PD.
    """
    for at in doc.all("cbc:ProfileID"):
        if normal(value(at)) not in PROCESSES:
            yield Hit(at, value(at))


def action_listed(doc: UblDocument) -> Iterator[Hit]:
    """PEPPOL-T111-R006: a code that names the list of actions is one of them."""
    for at in doc.all("cac:Status"):
        if ACTION_LIST in _lists(at) and says(at, CODE) not in frozenset(Action):
            yield Hit(at, first(at, CODE))


def reason_listed(doc: UblDocument) -> Iterator[Hit]:
    """PEPPOL-T111-R007: a code that names the list of reasons is one of them."""
    for at in doc.all("cac:Status"):
        lists = _lists(at)
        if REASON_LIST in lists and ACTION_LIST not in lists and says(at, CODE) not in frozenset(Reason):
            yield Hit(at, first(at, CODE))


def _lists(status: Element) -> list[str]:
    return [code.get("listID", "") for code in below(status, CODE)]


T111_RULES: Final[tuple[Rule[UblDocument], ...]] = (
    Rule("PEPPOL-COMMON-R001", Weight.FATAL, no_empty_element),
    Rule("PEPPOL-COMMON-R003", Weight.WARNING, no_schema_location),
    Rule("PEPPOL-T111-B00108", Weight.FATAL, no_schema_location),
    Rule("PEPPOL-COMMON-R030", Weight.FATAL, date_written),
    *ubl_accounts.RULES,
    *BASIC_RULES,
    Rule("PEPPOL-T111-R001", Weight.FATAL, clarified),
    Rule("PEPPOL-T111-R002", Weight.WARNING, other_explained),
    Rule("PEPPOL-T111-R003", Weight.FATAL, specification_begins),
    Rule("PEPPOL-T111-R004", Weight.FATAL, partial_payment_explained),
    Rule("PEPPOL-T111-R005", Weight.FATAL, process_known),
    Rule("PEPPOL-T111-R006", Weight.FATAL, action_listed),
    Rule("PEPPOL-T111-R007", Weight.FATAL, reason_listed),
)


def judge_response(root: Element, release: str = RELEASES[-1]) -> tuple[Breach, ...]:
    """The rules that an answer breaks, by what it claims to be: a Message Level Status, or else an Invoice Response.

    A Message Level Response 3 has no rules here: it is read, and no longer sent. `release` is that of Peppol BIS
    Billing, which some rules on registration numbers follow. None for another root.
    """
    if root.tag != ROOT:
        return ()
    document = UblDocument(root, release)
    claim = document.specification
    if claim.startswith(EARLIER):
        return ()
    rules = MLS_RULES if claim.startswith(MESSAGE_STATUS) else T111_RULES
    return tuple(judged(document, rules, RESPONSE_WORDS, Layer.RESPONSE, release))
