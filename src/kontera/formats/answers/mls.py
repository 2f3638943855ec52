"""Peppol Message Level Status 1: reads and writes what became of a message; reads Message Level Response 3 too."""

from __future__ import annotations

from typing import Final

from kontera.core.answer import (
    AnswerIncomplete,
    Issue,
    IssueKind,
    MessageAnswer,
    MessageProtocol,
    MessageStatus,
)
from kontera.core.errors import InvalidValue, UnreadableDocument
from kontera.formats.answers import parts as tree
from kontera.formats.writing import Writer
from kontera.formats.xml import Element

SPECIFICATION: Final = "urn:peppol:edec:mls:1.0"
PROCESS: Final = "urn:peppol:edec:mls"
EARLIER: Final = "urn:fdc:peppol.eu:poacc:trns:mlr:"
PROVIDER_SCHEME: Final = "0242"  # access points are known by their service provider's id
NOWHERE: Final = "NA"  # written where an issue has no place


def read_mls(root: Element) -> MessageAnswer:
    """The message answer in an ApplicationResponse; values that cannot be read are absent.

    Raises UnreadableDocument when the document is no ApplicationResponse or has no status that Peppol knows.
    """
    tree.expect(root)
    response = tree.part(root, "DocumentResponse/Response")
    status = tree.text(response, "ResponseCode").upper()
    if status not in set(MessageStatus):
        raise UnreadableDocument(reason="it has no status that Peppol knows")
    earlier = tree.text(root, "CustomizationID").startswith(EARLIER)
    return MessageAnswer(
        id=tree.text(root, "ID"),
        issued=tree.day(root, "IssueDate"),
        status=MessageStatus(status),
        sender=tree.identified(root, "SenderParty/EndpointID"),
        receiver=tree.identified(root, "ReceiverParty/EndpointID"),
        message=tree.text(root, "DocumentResponse/DocumentReference/ID"),
        time=tree.clock(root, "IssueTime"),
        text=tree.joined(response, "Description"),
        issues=tuple(issue for line in tree.parts(root, "DocumentResponse/LineResponse") for issue in _issues(line)),
        protocol=MessageProtocol.MLR if earlier else MessageProtocol.MLS,
    )


def _issues(line: Element) -> list[Issue]:
    place = tree.text(line, "LineReference/LineID")
    return [_issue(response, "" if place == NOWHERE else place) for response in tree.parts(line, "Response")]


def _issue(response: Element, place: str) -> Issue:
    code = tree.text(response, "Status/StatusReasonCode").upper()
    return Issue(tree.joined(response, "Description"), IssueKind(code) if code in set(IssueKind) else None, place)


def write_mls(answer: MessageAnswer) -> bytes:
    """The message answer as UTF-8 XML, always as MLS 1: nobody sends an MLR any more.

    Raises AnswerIncomplete where Peppol asks for something the answer has not (SCH-MLS-03 to SCH-MLS-29), or where its
    issues contradict its status; InvalidValue for an address that is no service provider's, and for a text with
    characters that XML cannot hold.
    """
    _check(answer)
    to = tree.frame(SPECIFICATION, PROCESS)
    to.text("ID", answer.id)
    to.day("IssueDate", answer.issued)
    to.text("IssueTime", answer.time.isoformat() if answer.time else "")
    tree.write_identified(to.part("SenderParty"), "EndpointID", answer.sender)
    tree.write_identified(to.part("ReceiverParty"), "EndpointID", answer.receiver)
    document = to.part("DocumentResponse")
    response = document.part("Response")
    response.text("ResponseCode", answer.status.value)
    response.text("Description", answer.text)
    document.part("DocumentReference").text("ID", answer.message)
    for issue in answer.issues:
        _write_issue(document.part("LineResponse"), issue)
    return tree.as_bytes(to)


def _write_issue(to: Writer, issue: Issue) -> None:
    to.part("LineReference").text("LineID", issue.place or NOWHERE)
    response = to.part("Response")
    response.text("Description", issue.text)
    response.part("Status").text("StatusReasonCode", issue.kind.value if issue.kind else "")


def _check(answer: MessageAnswer) -> None:
    tree.need(answer.id, "id")
    tree.need(answer.issued, "issued")
    tree.need(answer.time is not None and answer.time.tzinfo, "time")
    for field, party in (("sender", answer.sender), ("receiver", answer.receiver)):
        tree.need(party and party.id, field)
        if party is not None and party.scheme != PROVIDER_SCHEME:
            raise InvalidValue(value=party.scheme, field=f"{field}.scheme")
    tree.need(answer.message, "message")
    for i, issue in enumerate(answer.issues):
        tree.need(issue.text, f"issues[{i}].text")
        tree.need(issue.kind, f"issues[{i}].kind")
    failed = any(issue.kind is not IssueKind.WARNING for issue in answer.issues)
    if answer.status is MessageStatus.REJECTED:
        tree.need(answer.text, "text")
        tree.need(failed, "issues")
    elif failed:
        raise AnswerIncomplete(field="status")
