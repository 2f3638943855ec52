"""An Invoice Response is written as Peppol wants it, and read as it was written."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontera.core.answer import (
    BILLING_WITH_RESPONSE,
    NEEDS_CLARIFICATION,
    RESPONSE_PROCESS,
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
from kontera.core.errors import InvalidValue, UnreadableDocument
from kontera.core.party import Contact, Endpoint
from kontera.formats.answers.imr import read_imr, write_imr
from kontera.formats.rules.response import judge_response
from kontera.formats.xml import parse_xml

BUYER = AnswerParty("Gran AB", Endpoint("0007", "5560360793"))
SELLER = AnswerParty("Björk Oy", Endpoint("0216", "003701120389"))
RIGHT = Answer(
    id="A 1",
    issued=date(2026, 3, 2),
    status=AnswerStatus.ACKNOWLEDGED,
    sender=BUYER,
    receiver=SELLER,
    about=(Answered("F 17", date(2026, 3, 1)),),
)

LETTERS = st.characters(codec="utf-8", categories=("L", "N", "P", "S"))
texts = st.text(LETTERS, min_size=1, max_size=12)
maybe = st.just("") | texts
days = st.dates(date(1900, 1, 1))
zones = st.none() | st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
clocks = st.none() | st.builds(lambda at, zone: at.replace(tzinfo=zone), st.times(), zones)
endpoints = st.sampled_from((BUYER.endpoint, SELLER.endpoint, Endpoint("0088", "7300010000001")))
named = st.builds(AnswerParty, texts, identifier=st.none() | endpoints)
senders = st.builds(AnswerParty, texts, endpoints, st.none() | endpoints, st.builds(Contact, maybe, maybe, maybe))
receivers = st.builds(AnswerParty, texts, endpoints, st.none() | endpoints)
details = st.lists(st.builds(Detail, texts, maybe), max_size=2).map(tuple)
codes = st.sampled_from((*Reason, *Action))
coded = st.builds(Clarification, codes, texts, details)
uncoded = st.builds(Clarification, st.none(), texts, details)


@st.composite
def answers(draw: st.DrawFn) -> Answer:
    status = draw(st.sampled_from(AnswerStatus))
    clarifications = draw(st.lists(coded | uncoded, max_size=3))
    if status in NEEDS_CLARIFICATION:
        clarifications.append(draw(coded))
    return Answer(
        id=draw(texts),
        issued=draw(days),
        status=status,
        sender=draw(senders),
        receiver=draw(receivers),
        about=tuple(draw(st.lists(st.builds(Answered, texts, st.none() | days), min_size=1, max_size=2))),
        clarifications=tuple(clarifications),
        effective=draw(st.none() | days),
        note=draw(maybe),
        time=draw(clocks),
        seller=draw(st.none() | named),
        buyer=draw(st.none() | named),
        process=draw(st.sampled_from((RESPONSE_PROCESS, BILLING_WITH_RESPONSE))),
    )


def read(data: bytes) -> Answer:
    return read_imr(parse_xml(data))


@given(answers())
def test_what_is_written_is_read(answer: Answer) -> None:
    assert read(write_imr(answer)) == answer


@given(answers())
def test_what_is_written_breaks_no_rule(answer: Answer) -> None:
    assert judge_response(parse_xml(write_imr(answer))) == ()


@pytest.mark.parametrize("status", AnswerStatus)
def test_each_status_has_its_code(status: AnswerStatus) -> None:
    answer = replace(RIGHT, status=status, clarifications=(Clarification(Reason.PRICES, "30 agreed"),))
    assert f">{status.value}</cbc:ResponseCode>".encode() in write_imr(answer)
    assert read(write_imr(answer)).status is status


def test_codes_name_their_list() -> None:
    answer = replace(
        RIGHT,
        status=AnswerStatus.REJECTED,
        clarifications=(Clarification(Reason.OTHER, "no order"), Clarification(Action.OTHER, "call us")),
    )
    data = write_imr(answer)
    assert b'listID="OPStatusReason">OTH<' in data
    assert b'listID="OPStatusAction">OTH<' in data
    assert [each.code for each in read(data).clarifications] == [Reason.OTHER, Action.OTHER]


def test_conditions_say_what_should_stand_instead() -> None:
    asked = Clarification(Reason.REFERENCES, "wrong order", (Detail("BT-13", "O 6"), Detail("BT-10", "Anna")))
    answer = replace(RIGHT, status=AnswerStatus.UNDER_QUERY, clarifications=(asked,))
    assert read(write_imr(answer)).clarifications == (asked,)


@pytest.mark.parametrize("status", sorted(NEEDS_CLARIFICATION))
def test_a_question_or_refusal_must_say_why(status: AnswerStatus) -> None:
    with pytest.raises(AnswerIncomplete, match="clarifications"):
        write_imr(replace(RIGHT, status=status, clarifications=(Clarification(text="no"),)))


def test_a_part_payment_needs_a_text() -> None:
    with pytest.raises(AnswerIncomplete, match=r"clarifications\[0\].text"):
        write_imr(replace(RIGHT, status=AnswerStatus.PAID, clarifications=(Clarification(Reason.PARTLY_PAID),)))


@pytest.mark.parametrize(
    ("answer", "field"),
    [
        (replace(RIGHT, id=""), "id"),
        (replace(RIGHT, issued=None), "issued"),
        (replace(RIGHT, sender=AnswerParty("Gran AB")), "sender.endpoint"),
        (replace(RIGHT, sender=AnswerParty("Gran AB", Endpoint("", "1"))), "sender.endpoint"),
        (replace(RIGHT, receiver=AnswerParty("", SELLER.endpoint)), "receiver.name"),
        (replace(RIGHT, about=()), "about"),
        (replace(RIGHT, about=(Answered(""),)), r"about\[0\].number"),
        (replace(RIGHT, about=(Answered("1", type_code=""),)), r"about\[0\].type_code"),
        (replace(RIGHT, seller=AnswerParty()), "seller.name"),
        (replace(RIGHT, clarifications=(Clarification(),)), r"clarifications\[0\]"),
        (replace(RIGHT, clarifications=(Clarification(text="x", details=(Detail(""),)),)), "details"),
    ],
)
def test_what_is_missing_is_named(answer: Answer, field: str) -> None:
    with pytest.raises(AnswerIncomplete, match=field):
        write_imr(answer)


def test_what_xml_cannot_hold_is_refused() -> None:
    with pytest.raises(InvalidValue):
        write_imr(replace(RIGHT, note="\x00"))


UBL = "urn:oasis:names:specification:ubl:schema:xsd:"
NAMES = f'xmlns="{UBL}ApplicationResponse-2" xmlns:cac="{UBL}CommonAggregateComponents-2"'
NAMES += f' xmlns:cbc="{UBL}CommonBasicComponents-2"'


def response(inner: str) -> bytes:
    body = f"<cac:DocumentResponse><cac:Response>{inner}</cac:Response></cac:DocumentResponse>"
    return f"<ApplicationResponse {NAMES}>{body}</ApplicationResponse>".encode()


def test_what_is_absent_or_unreadable_is_absent() -> None:
    answer = read(response("<cbc:ResponseCode> ap </cbc:ResponseCode><cbc:EffectiveDate>soon</cbc:EffectiveDate>"))
    assert answer == Answer(
        "", None, AnswerStatus.ACCEPTED, AnswerParty(), AnswerParty(), (), specification="", process=""
    )


def test_days_that_do_not_exist_are_absent() -> None:
    answer = read(response("<cbc:ResponseCode>AP</cbc:ResponseCode><cbc:EffectiveDate>2026-02-30</cbc:EffectiveDate>"))
    assert answer.effective is None


def test_an_unknown_code_stands_before_its_text() -> None:
    status = "<cbc:StatusReasonCode>XYZ</cbc:StatusReasonCode><cbc:StatusReason>hm</cbc:StatusReason>"
    answer = read(response(f"<cbc:ResponseCode>RE</cbc:ResponseCode><cac:Status>{status}</cac:Status>"))
    assert answer.clarifications == (Clarification(None, "XYZ: hm"),)


def test_a_name_is_read_from_where_older_answers_have_it() -> None:
    named = "<cac:SenderParty><cac:PartyName><cbc:Name>Gran AB</cbc:Name></cac:PartyName></cac:SenderParty>"
    data = response("<cbc:ResponseCode>AB</cbc:ResponseCode>").replace(b"<cac:Doc", f"{named}<cac:Doc".encode(), 1)
    assert read(data).sender.name == "Gran AB"


@pytest.mark.parametrize(
    "data", [response(""), response("<cbc:ResponseCode>ZZ</cbc:ResponseCode>"), b"<Invoice/>", b"<a><b/></a>"]
)
def test_what_is_no_answer_cannot_be_read(data: bytes) -> None:
    with pytest.raises(UnreadableDocument):
        read(data)


def test_a_time_keeps_its_zone() -> None:
    at = time(12, 30, tzinfo=timezone(timedelta(hours=2)))
    assert read(write_imr(replace(RIGHT, time=at))).time == at
