"""Peppol Invoice Response 3 (transaction T111): reads and writes what a buyer says of an invoice."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from kontera.core.answer import (
    NEEDS_CLARIFICATION,
    Action,
    Answer,
    Answered,
    AnswerIncomplete,
    AnswerParty,
    AnswerStatus,
    Clarification,
    Detail,
    Reason,
)
from kontera.core.errors import UnreadableDocument
from kontera.core.party import Contact
from kontera.formats.answers.parts import (
    as_bytes,
    clock,
    day,
    expect,
    frame,
    identified,
    joined,
    need,
    part,
    parts,
    text,
    write_identified,
)
from kontera.formats.writing import Writer
from kontera.formats.xml import Element

REASON_LIST: Final = "OPStatusReason"
ACTION_LIST: Final = "OPStatusAction"
STATUS_LIST: Final = "UNCL4343OpSubset"
TYPE_LIST: Final = "UNCL1001"


def read_imr(root: Element) -> Answer:
    """The answer in an ApplicationResponse; values that cannot be read are absent.

    A reason code that is on neither list stands before its text. Raises UnreadableDocument when the document is no
    ApplicationResponse or has no status that Peppol knows.
    """
    expect(root)
    response = part(root, "DocumentResponse/Response")
    status = text(response, "ResponseCode").upper()
    if status not in set(AnswerStatus):
        raise UnreadableDocument(reason="it has no status that Peppol knows")
    return Answer(
        id=text(root, "ID"),
        issued=day(root, "IssueDate"),
        status=AnswerStatus(status),
        sender=_party(part(root, "SenderParty")),
        receiver=_party(part(root, "ReceiverParty")),
        about=tuple(_answered(found) for found in parts(root, "DocumentResponse/DocumentReference")),
        clarifications=tuple(_clarification(found) for found in parts(response, "Status")),
        effective=day(response, "EffectiveDate"),
        note=joined(root, "Note"),
        time=clock(root, "IssueTime"),
        seller=_named(part(root, "DocumentResponse/IssuerParty")),
        buyer=_named(part(root, "DocumentResponse/RecipientParty")),
        specification=text(root, "CustomizationID"),
        process=text(root, "ProfileID"),
    )


def _party(element: Element | None) -> AnswerParty:
    contact = part(element, "Contact")
    return AnswerParty(
        name=text(element, "PartyLegalEntity/RegistrationName") or text(element, "PartyName/Name"),
        endpoint=identified(element, "EndpointID"),
        identifier=identified(element, "PartyIdentification/ID"),
        contact=Contact(text(contact, "Name"), text(contact, "Telephone"), text(contact, "ElectronicMail")),
    )


def _named(element: Element | None) -> AnswerParty | None:
    return None if element is None else _party(element)


def _answered(element: Element) -> Answered:
    return Answered(text(element, "ID"), day(element, "IssueDate"), text(element, "DocumentTypeCode"))


def _clarification(status: Element) -> Clarification:
    found = part(status, "StatusReasonCode")
    written = text(status, "StatusReasonCode").upper()
    lists = (Action, Reason) if found is not None and found.get("listID") == ACTION_LIST else (Reason, Action)
    code = next((known(written) for known in lists if written in set(known)), None)
    said = joined(status, "StatusReason")
    if code is None and written:
        said = f"{written}: {said}" if said else written
    details = tuple(
        Detail(text(each, "AttributeID"), joined(each, "Description")) for each in parts(status, "Condition")
    )
    return Clarification(code, said, details)


def write_imr(answer: Answer) -> bytes:
    """The answer as UTF-8 XML, elements in the order of UBL 2.1.

    Raises AnswerIncomplete where Peppol asks for something the answer has not: its id and date, both parties' names
    and electronic addresses, an invoice, a reason or action for the states UQ, CA and RE, a text for the reason PPD;
    and InvalidValue for a text with characters that XML cannot hold.
    """
    _check(answer)
    to = frame(answer.specification, answer.process)
    to.text("ID", answer.id)
    to.day("IssueDate", answer.issued)
    to.text("IssueTime", answer.time.isoformat() if answer.time else "")
    to.text("Note", answer.note)
    _write_party(to.part("SenderParty"), answer.sender)
    _write_party(to.part("ReceiverParty"), replace(answer.receiver, contact=Contact()))
    response = to.part("DocumentResponse")
    _write_response(response.part("Response"), answer)
    for document in answer.about:
        reference = response.part("DocumentReference")
        reference.text("ID", document.number)
        reference.day("IssueDate", document.issued)
        reference.text("DocumentTypeCode", document.type_code, listID=TYPE_LIST)
    for name, party in (("IssuerParty", answer.seller), ("RecipientParty", answer.buyer)):
        if party is not None:
            _write_named(response.part(name), party)
    return as_bytes(to)


def _check(answer: Answer) -> None:
    need(answer.id, "id")
    need(answer.issued, "issued")
    for field, party in (("sender", answer.sender), ("receiver", answer.receiver)):
        need(party.name, f"{field}.name")
        need(party.endpoint and party.endpoint.id and party.endpoint.scheme, f"{field}.endpoint")
    need(answer.about, "about")
    for i, document in enumerate(answer.about):
        need(document.number, f"about[{i}].number")
        need(document.type_code, f"about[{i}].type_code")
    for field, named in (("seller", answer.seller), ("buyer", answer.buyer)):
        need(named is None or named.name, f"{field}.name")
    _check_clarifications(answer)


def _check_clarifications(answer: Answer) -> None:
    if answer.status in NEEDS_CLARIFICATION and not any(each.code for each in answer.clarifications):
        raise AnswerIncomplete(field="clarifications")
    for i, each in enumerate(answer.clarifications):
        need(each.code is not Reason.PARTLY_PAID or each.text, f"clarifications[{i}].text")
        need(each.code or each.text or each.details, f"clarifications[{i}]")
        need(all(detail.term for detail in each.details), f"clarifications[{i}].details")


def _write_party(to: Writer, party: AnswerParty) -> None:
    write_identified(to, "EndpointID", party.endpoint)
    if party.identifier is not None:
        write_identified(to.part("PartyIdentification"), "ID", party.identifier)
    to.part("PartyLegalEntity").text("RegistrationName", party.name)
    if party.contact != Contact():
        contact = to.part("Contact")
        contact.text("Name", party.contact.name)
        contact.text("Telephone", party.contact.phone)
        contact.text("ElectronicMail", party.contact.email)


def _write_named(to: Writer, party: AnswerParty) -> None:
    if party.identifier is not None:
        write_identified(to.part("PartyIdentification"), "ID", party.identifier)
    to.part("PartyName").text("Name", party.name)


def _write_response(to: Writer, answer: Answer) -> None:
    to.text("ResponseCode", answer.status.value, listID=STATUS_LIST)
    to.day("EffectiveDate", answer.effective)
    for each in answer.clarifications:
        status = to.part("Status")
        if each.code is not None:
            listed = REASON_LIST if isinstance(each.code, Reason) else ACTION_LIST
            status.text("StatusReasonCode", each.code.value, listID=listed)
        status.text("StatusReason", each.text)
        for detail in each.details:
            condition = status.part("Condition")
            condition.text("AttributeID", detail.term)
            condition.text("Description", detail.value)
