"""A Message Level Status is written as Peppol wants it, and read as it was written; older ones are read too."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontera.core.answer import (
    AnswerIncomplete,
    Issue,
    IssueKind,
    MessageAnswer,
    MessageProtocol,
    MessageStatus,
)
from kontera.core.errors import InvalidValue, UnreadableDocument
from kontera.core.party import Endpoint
from kontera.formats.answers.mls import read_mls, write_mls
from kontera.formats.rules.response import judge_response
from kontera.formats.xml import parse_xml

RIGHT = MessageAnswer(
    id="S 1",
    issued=date(2026, 3, 2),
    status=MessageStatus.ACCEPTED,
    sender=Endpoint("0242", "000123"),
    receiver=Endpoint("0242", "000456-TEST"),
    message="3c1b6c1e-90f8-4c7c-b0d7-7e6f8d4a1a11",
    time=time(12, 0, tzinfo=UTC),
)
FAULT = Issue("The check digit is wrong.", IssueKind.RULE, "/Invoice/cbc:ID")
REJECTED = replace(RIGHT, status=MessageStatus.REJECTED, text="It has a fault.", issues=(FAULT,))

texts = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S")), min_size=1, max_size=12)
zones = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
places = st.just("") | texts.filter(lambda text: text != "NA")


@st.composite
def answers(draw: st.DrawFn) -> MessageAnswer:
    status = draw(st.sampled_from(MessageStatus))
    kinds = IssueKind if status is MessageStatus.REJECTED else (IssueKind.WARNING,)
    issues = draw(st.lists(st.builds(Issue, texts, st.sampled_from(kinds), places), max_size=3))
    failed = (FAULT,) if status is MessageStatus.REJECTED else ()
    at = draw(st.times()).replace(tzinfo=draw(zones))
    return replace(
        RIGHT,
        id=draw(texts),
        issued=draw(st.dates(date(1900, 1, 1))),
        status=status,
        message=draw(texts),
        time=at,
        text=draw(texts),
        issues=(*issues, *failed),
    )


def read(data: bytes) -> MessageAnswer:
    return read_mls(parse_xml(data))


@given(answers())
def test_what_is_written_is_read(answer: MessageAnswer) -> None:
    assert read(write_mls(answer)) == answer


@given(answers())
def test_what_is_written_breaks_no_rule(answer: MessageAnswer) -> None:
    assert judge_response(parse_xml(write_mls(answer))) == ()


@pytest.mark.parametrize(
    ("answer", "field"),
    [
        (replace(RIGHT, id=""), "id"),
        (replace(RIGHT, issued=None), "issued"),
        (replace(RIGHT, time=None), "time"),
        (replace(RIGHT, time=time(12, 0)), "time"),
        (replace(RIGHT, sender=None), "sender"),
        (replace(RIGHT, receiver=Endpoint("0242", "")), "receiver"),
        (replace(RIGHT, message=""), "message"),
        (replace(REJECTED, text=""), "text"),
        (replace(REJECTED, issues=()), "issues"),
        (replace(REJECTED, issues=(replace(FAULT, kind=IssueKind.WARNING),)), "issues"),
        (replace(REJECTED, issues=(replace(FAULT, text=""),)), r"issues\[0\].text"),
        (replace(REJECTED, issues=(replace(FAULT, kind=None),)), r"issues\[0\].kind"),
        (replace(RIGHT, issues=(FAULT,)), "status"),
    ],
)
def test_what_is_missing_or_contradicts_itself_is_named(answer: MessageAnswer, field: str) -> None:
    with pytest.raises(AnswerIncomplete, match=field):
        write_mls(answer)


def test_only_service_providers_send_it() -> None:
    with pytest.raises(InvalidValue, match="0007"):
        write_mls(replace(RIGHT, sender=Endpoint("0007", "5560360793")))


UBL = "urn:oasis:names:specification:ubl:schema:xsd:"
EARLIER = f"""<ApplicationResponse xmlns="{UBL}ApplicationResponse-2" xmlns:cac="{UBL}CommonAggregateComponents-2"
 xmlns:cbc="{UBL}CommonBasicComponents-2">
 <cbc:CustomizationID>urn:fdc:peppol.eu:poacc:trns:mlr:3</cbc:CustomizationID>
 <cbc:ProfileID>urn:fdc:peppol.eu:poacc:bis:mlr:3</cbc:ProfileID>
 <cbc:ID>M 1</cbc:ID><cbc:IssueDate>2026-03-02</cbc:IssueDate><cbc:IssueTime>12:00:00</cbc:IssueTime>
 <cac:SenderParty><cbc:EndpointID schemeID="0007">5560360793</cbc:EndpointID></cac:SenderParty>
 <cac:ReceiverParty><cbc:EndpointID schemeID="0216">003701120389</cbc:EndpointID></cac:ReceiverParty>
 <cac:DocumentResponse>
  <cac:Response><cbc:ResponseCode>RE</cbc:ResponseCode><cbc:Description>Faults</cbc:Description></cac:Response>
  <cac:DocumentReference><cbc:ID>E 1</cbc:ID></cac:DocumentReference>
  <cac:LineResponse><cac:LineReference><cbc:LineID>NA</cbc:LineID></cac:LineReference>
   <cac:Response><cbc:Description>No XML</cbc:Description>
    <cac:Status><cbc:StatusReasonCode>SV</cbc:StatusReasonCode></cac:Status></cac:Response>
   <cac:Response><cbc:Description>Odd</cbc:Description></cac:Response>
  </cac:LineResponse>
 </cac:DocumentResponse></ApplicationResponse>""".encode()


def test_a_message_level_response_is_read() -> None:
    assert read(EARLIER) == MessageAnswer(
        id="M 1",
        issued=date(2026, 3, 2),
        status=MessageStatus.REJECTED,
        sender=Endpoint("0007", "5560360793"),
        receiver=Endpoint("0216", "003701120389"),
        message="E 1",
        time=time(12, 0),
        text="Faults",
        issues=(Issue("No XML", IssueKind.SYNTAX), Issue("Odd")),
        protocol=MessageProtocol.MLR,
    )


@pytest.mark.parametrize("data", [b"<Invoice/>", EARLIER.replace(b">RE<", b">ZZ<"), EARLIER.replace(b">RE<", b"><")])
def test_what_is_no_answer_cannot_be_read(data: bytes) -> None:
    with pytest.raises(UnreadableDocument):
        read(data)
