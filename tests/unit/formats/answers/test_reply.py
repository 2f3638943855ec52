"""The buyer's answer follows from the invoice; an answer of any kind is read by what it claims to be."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, time

import pytest

from kontera.core.answer import (
    BILLING_WITH_RESPONSE,
    Answer,
    Answered,
    AnswerParty,
    AnswerStatus,
    MessageAnswer,
    MessageProtocol,
    MessageStatus,
)
from kontera.core.errors import UnreadableDocument
from kontera.core.invoice import DocumentType, Invoice
from kontera.core.party import Contact, Endpoint, Party
from kontera.formats.answers.imr import write_imr
from kontera.formats.answers.mls import write_mls
from kontera.formats.answers.read import read_answer
from kontera.formats.answers.reply import reply
from kontera.formats.answers.standing import Standing, clarified
from kontera.formats.rules.response import judge_response
from kontera.formats.xml import parse_xml

DAY = date(2026, 3, 2)
BUYER = Party("Gran AB", organisation_number="5560360793", organisation_scheme="0007", contact=Contact("Anna"))
SELLER = Party(trading_name="Björk", identifiers=(Endpoint("", "17"), Endpoint("0088", "7300010000001")))
INVOICE = Invoice(
    number="F 17",
    issue_date=date(2026, 3, 1),
    type_code="380",
    buyer=replace(BUYER, endpoint=Endpoint("0007", "5560360793")),
    seller=replace(SELLER, endpoint=Endpoint("0088", "7300010000001")),
)


def test_buyer_and_seller_change_sides() -> None:
    assert reply(INVOICE, Standing.RECEIVED, id="A 1", on=DAY) == Answer(
        id="A 1",
        issued=DAY,
        status=AnswerStatus.ACKNOWLEDGED,
        sender=AnswerParty("Gran AB", Endpoint("0007", "5560360793"), Endpoint("0007", "5560360793"), Contact("Anna")),
        receiver=AnswerParty("Björk", Endpoint("0088", "7300010000001"), Endpoint("0088", "7300010000001")),
        about=(Answered("F 17", date(2026, 3, 1)),),
    )


@pytest.mark.parametrize("standing", Standing)
def test_every_answer_can_be_sent_and_breaks_no_rule(standing: Standing) -> None:
    answer = reply(INVOICE, standing, id="A 1", on=DAY, clarifications=clarified(standing, "please see the order"))
    root = parse_xml(write_imr(answer))
    assert judge_response(root) == ()
    assert read_answer(root) == answer


def test_a_credit_note_is_named_as_one_even_without_its_code() -> None:
    credit = replace(INVOICE, type=DocumentType.CREDIT_NOTE, type_code="")
    assert reply(credit, Standing.RECEIVED, id="A 1", on=DAY).about[0].type_code == "381"


def test_the_process_with_response_is_answered_in_itself() -> None:
    invoice = replace(INVOICE, process=BILLING_WITH_RESPONSE)
    assert reply(invoice, Standing.PAID, id="A 1", on=DAY).process == BILLING_WITH_RESPONSE


def test_another_person_may_be_asked() -> None:
    answer = reply(INVOICE, Standing.RECEIVED, id="A 1", on=DAY, contact=Contact("Bo"))
    assert answer.sender.contact == Contact("Bo")


def test_an_answer_to_a_message_is_told_from_one_to_an_invoice() -> None:
    answer = MessageAnswer(
        "S 1",
        DAY,
        MessageStatus.ACCEPTED,
        Endpoint("0242", "000123"),
        Endpoint("0242", "000456"),
        "M",
        time(1, tzinfo=UTC),
    )
    data = write_mls(answer)
    assert read_answer(parse_xml(data)) == answer
    earlier = parse_xml(data.replace(b"urn:peppol:edec:mls:1.0", b"urn:fdc:peppol.eu:poacc:trns:mlr:3"))
    assert read_answer(earlier) == replace(answer, protocol=MessageProtocol.MLR)


def test_another_document_is_no_answer() -> None:
    with pytest.raises(UnreadableDocument):
        read_answer(parse_xml(b"<Invoice/>"))
