"""OpenPeppol's rules on Message Level Status 1 (SCH-MLS-01 to SCH-MLS-31)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kontera.core.answer import IssueKind, MessageStatus
from kontera.core.validation import Weight
from kontera.formats.answers.mls import PROCESS, PROVIDER_SCHEME, SPECIFICATION
from kontera.formats.rules.peppol.document import UblDocument, below, has, says
from kontera.formats.rules.rule import Hit, Rule
from kontera.formats.xml import Element

SENDER: Final = "cac:SenderParty/cbc:EndpointID"
RECEIVER: Final = "cac:ReceiverParty/cbc:EndpointID"
CODE: Final = "cac:Response/cbc:ResponseCode"
TEXT: Final = "cac:Response/cbc:Description"
ISSUES: Final = "cac:DocumentResponse/cac:LineResponse"
FAILURES: Final = frozenset(IssueKind) - {IssueKind.WARNING}
DATE_LENGTH: Final = 10
_ZONED: Final = re.compile(r"(?:[+-][0-9]{2}:[0-9]{2}|Z)$")
_PROVIDER: Final = re.compile(r"[0-9]{6}(?:-[0-9A-Z_]{3,12}(?:\.[0-9A-Z._~-]{3,24})?)?", re.IGNORECASE)


def _unless(at: Element, found: str, *, right: bool) -> Iterator[Hit]:
    if not right:
        yield Hit(at, found)


def specification(doc: UblDocument) -> Iterator[Hit]:
    """SCH-MLS-01: the specification is MLS 1.0."""
    found = says(doc.root, "cbc:CustomizationID")
    return _unless(doc.root, found, right=found == SPECIFICATION)


def process(doc: UblDocument) -> Iterator[Hit]:
    """SCH-MLS-02: the process is MLS."""
    found = says(doc.root, "cbc:ProfileID")
    return _unless(doc.root, found, right=found == PROCESS)


def numbered(doc: UblDocument) -> Iterator[Hit]:
    """SCH-MLS-03: the answer has an id."""
    return _unless(doc.root, "", right=says(doc.root, "cbc:ID") != "")


def date_unzoned(doc: UblDocument) -> Iterator[Hit]:
    """SCH-MLS-04: the date has no time zone."""
    found = says(doc.root, "cbc:IssueDate")
    return _unless(doc.root, found, right=len(found) == DATE_LENGTH)


def time_stated(doc: UblDocument) -> Iterator[Hit]:
    """SCH-MLS-05: the time is stated."""
    return _unless(doc.root, "", right=has(doc.root, "cbc:IssueTime"))


def time_zoned(doc: UblDocument) -> Iterator[Hit]:
    """SCH-MLS-06: the time has a time zone."""
    found = says(doc.root, "cbc:IssueTime")
    return _unless(doc.root, found, right=_ZONED.search(found) is not None)


def sender_stated(doc: UblDocument) -> Iterator[Hit]:
    """SCH-MLS-07: the sender has an electronic address."""
    return _unless(doc.root, "", right=has(doc.root, SENDER))


def sender_filled(doc: UblDocument) -> Iterator[Hit]:
    """SCH-MLS-08: the sender's electronic address is not empty."""
    return _unless(doc.root, "", right=says(doc.root, SENDER) != "")


def sender_form(doc: UblDocument) -> Iterator[Hit]:
    """SCH-MLS-09: the sender's address has the form of a service provider's id."""
    found = says(doc.root, SENDER)
    return _unless(doc.root, found, right=_PROVIDER.fullmatch(found) is not None)


def sender_scheme(doc: UblDocument) -> Iterator[Hit]:
    """SCH-MLS-10: the sender's address names its scheme."""
    return _unless(doc.root, "", right=_scheme(doc, SENDER) is not None)


def sender_provider(doc: UblDocument) -> Iterator[Hit]:
    """SCH-MLS-11: the sender's address is a service provider's (0242)."""
    found = _scheme(doc, SENDER)
    return _unless(doc.root, found or "", right=found == PROVIDER_SCHEME)


def receiver_stated(doc: UblDocument) -> Iterator[Hit]:
    """SCH-MLS-12: the receiver has an electronic address."""
    return _unless(doc.root, "", right=has(doc.root, RECEIVER))


def receiver_filled(doc: UblDocument) -> Iterator[Hit]:
    """SCH-MLS-13: the receiver's electronic address is not empty."""
    return _unless(doc.root, "", right=says(doc.root, RECEIVER) != "")


def receiver_form(doc: UblDocument) -> Iterator[Hit]:
    """SCH-MLS-14: the receiver's address has the form of a service provider's id."""
    found = says(doc.root, RECEIVER)
    return _unless(doc.root, found, right=_PROVIDER.fullmatch(found) is not None)


def receiver_scheme(doc: UblDocument) -> Iterator[Hit]:
    """SCH-MLS-15: the receiver's address names its scheme."""
    return _unless(doc.root, "", right=_scheme(doc, RECEIVER) is not None)


def receiver_provider(doc: UblDocument) -> Iterator[Hit]:
    """SCH-MLS-16: the receiver's address is a service provider's (0242)."""
    found = _scheme(doc, RECEIVER)
    return _unless(doc.root, found or "", right=found == PROVIDER_SCHEME)


def _scheme(doc: UblDocument, path: str) -> str | None:
    return next((scheme for at in below(doc.root, path) if (scheme := at.get("schemeID")) is not None), None)


def one_response(doc: UblDocument) -> Iterator[Hit]:
    """SCH-MLS-17: it answers exactly one message."""
    return _unless(doc.root, "", right=len(below(doc.root, "cac:DocumentResponse")) == 1)


def status_stated(doc: UblDocument) -> Iterator[Hit]:
    """SCH-MLS-18: the status is stated."""
    return (Hit(at) for at in _responses(doc) if not has(at, CODE))


def status_known(doc: UblDocument) -> Iterator[Hit]:
    """SCH-MLS-19: the status is AP, AB or RE."""
    return (Hit(at, says(at, CODE)) for at in _responses(doc) if says(at, CODE) not in frozenset(MessageStatus))


def rejection_described(doc: UblDocument) -> Iterator[Hit]:
    """SCH-MLS-20: a rejection has a text."""
    return (Hit(at) for at in _rejections(doc) if not has(at, TEXT))


def rejection_worded(doc: UblDocument) -> Iterator[Hit]:
    """SCH-MLS-21: a rejection's text is not empty."""
    return (Hit(at) for at in _rejections(doc) if not says(at, TEXT))


def one_message(doc: UblDocument) -> Iterator[Hit]:
    """SCH-MLS-22: exactly one message is named."""
    return (Hit(at) for at in _responses(doc) if len(below(at, "cac:DocumentReference")) != 1)


def rejection_has_issue(doc: UblDocument) -> Iterator[Hit]:
    """SCH-MLS-23: a rejection names an issue."""
    return (Hit(at) for at in _rejections(doc) if not has(at, "cac:LineResponse"))


def rejection_has_failure(doc: UblDocument) -> Iterator[Hit]:
    """SCH-MLS-24: a rejection names an issue that is no warning."""
    return (Hit(at) for at in _rejections(doc) if not _failed(at))


def acceptance_has_no_failure(doc: UblDocument) -> Iterator[Hit]:
    """SCH-MLS-25: an answer that is no rejection names warnings at most."""
    return (Hit(at) for at in _responses(doc) if says(at, CODE) != MessageStatus.REJECTED and _failed(at))


def _responses(doc: UblDocument) -> list[Element]:
    return below(doc.root, "cac:DocumentResponse")


def _rejections(doc: UblDocument) -> list[Element]:
    return [at for at in _responses(doc) if says(at, CODE) == MessageStatus.REJECTED]


def _failed(response: Element) -> bool:
    found = (says(at, "cac:Status/cbc:StatusReasonCode") for at in below(response, "cac:LineResponse/cac:Response"))
    return not FAILURES.isdisjoint(found)


def message_named(doc: UblDocument) -> Iterator[Hit]:
    """SCH-MLS-26: the message's id is not empty."""
    references = below(doc.root, "cac:DocumentResponse/cac:DocumentReference")
    return (Hit(at) for at in references if not says(at, "cbc:ID"))


def issue_placed(doc: UblDocument) -> Iterator[Hit]:
    """SCH-MLS-27: an issue says where it is, or NA."""
    return (Hit(at) for at in below(doc.root, ISSUES) if not says(at, "cac:LineReference/cbc:LineID"))


def issue_described(doc: UblDocument) -> Iterator[Hit]:
    """SCH-MLS-28: an issue has a text."""
    return (Hit(at) for at in below(doc.root, f"{ISSUES}/cac:Response") if not has(at, "cbc:Description"))


def issue_worded(doc: UblDocument) -> Iterator[Hit]:
    """SCH-MLS-29: an issue's text is not empty."""
    return (Hit(at) for at in below(doc.root, f"{ISSUES}/cac:Response") if not says(at, "cbc:Description"))


def issue_has_status(doc: UblDocument) -> Iterator[Hit]:
    """SCH-MLS-30: an issue says what kind it is."""
    return (Hit(at) for at in below(doc.root, f"{ISSUES}/cac:Response") if not has(at, "cac:Status"))


def issue_kind_known(doc: UblDocument) -> Iterator[Hit]:
    """SCH-MLS-31: an issue's kind is BV, BW, FD or SV."""
    for at in below(doc.root, f"{ISSUES}/cac:Response/cac:Status"):
        if (found := says(at, "cbc:StatusReasonCode")) not in frozenset(IssueKind):
            yield Hit(at, found)


IN_ORDER: Final = (
    specification,
    process,
    numbered,
    date_unzoned,
    time_stated,
    time_zoned,
    sender_stated,
    sender_filled,
    sender_form,
    sender_scheme,
    sender_provider,
    receiver_stated,
    receiver_filled,
    receiver_form,
    receiver_scheme,
    receiver_provider,
    one_response,
    status_stated,
    status_known,
    rejection_described,
    rejection_worded,
    one_message,
    rejection_has_issue,
    rejection_has_failure,
    acceptance_has_no_failure,
    message_named,
    issue_placed,
    issue_described,
    issue_worded,
    issue_has_status,
    issue_kind_known,
)
MLS_RULES: Final[tuple[Rule[UblDocument], ...]] = tuple(
    Rule(f"SCH-MLS-{number:02}", Weight.FATAL, judge) for number, judge in enumerate(IN_ORDER, start=1)
)
