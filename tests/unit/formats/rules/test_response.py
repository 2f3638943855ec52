"""Each rule on answers fires on its own fault: a right answer with one change."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, time
from typing import Final

import pytest
from lxml import etree

from einvoices import SHARED
from kontera.core.answer import (
    Answer,
    Answered,
    AnswerParty,
    AnswerStatus,
    Clarification,
    Detail,
    Issue,
    IssueKind,
    MessageAnswer,
    MessageStatus,
    Reason,
)
from kontera.core.party import Contact, Endpoint
from kontera.core.validation import Layer, Weight
from kontera.formats.answers.imr import write_imr
from kontera.formats.answers.mls import write_mls
from kontera.formats.rules.peppol import ubl_accounts
from kontera.formats.rules.peppol.document import PREFIXES
from kontera.formats.rules.response import T111_RULES, judge_response
from kontera.formats.rules.response_mls import MLS_RULES
from kontera.formats.rules.response_words import RESPONSE_WORDS
from kontera.formats.xml import Element, parse_xml

Edit = Callable[[Element], None]
OFFICIAL = SHARED / "official"
NUMBER = Endpoint("0007", "5560360793")
RIGHT: Final = write_imr(
    Answer(
        id="A 1",
        issued=date(2026, 3, 2),
        status=AnswerStatus.REJECTED,
        sender=AnswerParty("Gran AB", NUMBER, NUMBER, Contact("Anna")),
        receiver=AnswerParty("Björk Oy", NUMBER, NUMBER),
        about=(Answered("F 17"),),
        clarifications=(Clarification(Reason.PRICES, "too much", (Detail("BT-146", "30"),)),),
        seller=AnswerParty("Björk Oy", identifier=NUMBER),
        buyer=AnswerParty("Gran AB", identifier=NUMBER),
    )
)
STATUS_RIGHT: Final = write_mls(
    MessageAnswer(
        id="S 1",
        issued=date(2026, 3, 2),
        status=MessageStatus.REJECTED,
        sender=Endpoint("0242", "000123"),
        receiver=Endpoint("0242", "000456"),
        message="M 1",
        time=time(12, 0, tzinfo=UTC),
        text="It has a fault.",
        issues=(Issue("Wrong number", IssueKind.RULE, "/Invoice"),),
    )
)
SENDER, RECEIVER, REPLY = "cac:SenderParty", "cac:ReceiverParty", "cac:DocumentResponse"
RESPONSE = f"{REPLY}/cac:Response"
STATUS = f"{RESPONSE}/cac:Status"
REFERENCE = f"{REPLY}/cac:DocumentReference"
ISSUER, RECIPIENT = f"{REPLY}/cac:IssuerParty", f"{REPLY}/cac:RecipientParty"
LINE = f"{REPLY}/cac:LineResponse"


def find(root: Element, path: str) -> Element:
    found = root if path == "." else root.find(path, PREFIXES)
    assert found is not None, path
    return found


def put(path: str, text: str | None = None, **attributes: str) -> Edit:
    def edit(root: Element) -> None:
        found = find(root, path)
        found.text = found.text if text is None else text
        for name, value in attributes.items():
            found.set(name, value)

    return edit


def drop(path: str) -> Edit:
    def edit(root: Element) -> None:
        find(root, path).getparent().remove(find(root, path))

    return edit


def unmark(path: str, name: str) -> Edit:
    def edit(root: Element) -> None:
        del find(root, path).attrib[name]

    return edit


def add(path: str, name: str, text: str = "x", **attributes: str) -> Edit:
    def edit(root: Element) -> None:
        prefix, _, plain = name.partition(":")
        etree.SubElement(find(root, path), f"{{{PREFIXES[prefix]}}}{plain}", attributes).text = text

    return edit


FAULTS: Final[tuple[tuple[str, Edit], ...]] = (
    ("PEPPOL-COMMON-R001", add(".", "cbc:Note", "")),
    ("PEPPOL-COMMON-R003", put(".", schemaLocation="x.xsd")),
    ("PEPPOL-T111-B00108", put(".", **{"{http://www.w3.org/2001/XMLSchema-instance}schemaLocation": "x.xsd"})),
    ("PEPPOL-COMMON-R030", put("cbc:IssueDate", "2026-02-30")),
    ("PEPPOL-COMMON-R049", put(f"{SENDER}/cbc:EndpointID", "5560360794")),
    ("PEPPOL-T111-R001", drop(STATUS)),
    ("PEPPOL-T111-R002", add(RESPONSE, "cac:Status", "")),
    ("PEPPOL-T111-R003", put("cbc:CustomizationID", "urn:other")),
    ("PEPPOL-T111-R005", put("cbc:ProfileID", "urn:other")),
    ("PEPPOL-T111-R006", put(f"{STATUS}/cbc:StatusReasonCode", listID="OPStatusAction")),
    ("PEPPOL-T111-R007", put(f"{STATUS}/cbc:StatusReasonCode", "NOA")),
    *((f"PEPPOL-T111-B0010{i}", drop(name)) for i, name in enumerate(
        ("cbc:CustomizationID", "cbc:ProfileID", "cbc:ID", "cbc:IssueDate", SENDER, RECEIVER, REPLY), start=1)),
    ("PEPPOL-T111-B00109", add(".", "cbc:UUID")),
    ("PEPPOL-T111-B00801", drop(f"{SENDER}/cbc:EndpointID")),
    ("PEPPOL-T111-B00802", drop(f"{SENDER}/cac:PartyLegalEntity")),
    ("PEPPOL-T111-B00803", add(SENDER, "cbc:WebsiteURI")),
    ("PEPPOL-T111-B00901", unmark(f"{SENDER}/cbc:EndpointID", "schemeID")),
    ("PEPPOL-T111-B00902", put(f"{SENDER}/cbc:EndpointID", schemeID="0213")),
    ("PEPPOL-T111-B01101", drop(f"{SENDER}/cac:PartyIdentification/cbc:ID")),
    ("PEPPOL-T111-B01201", put(f"{SENDER}/cac:PartyIdentification/cbc:ID", schemeID="9955")),
    ("PEPPOL-T111-B01401", drop(f"{SENDER}/cac:PartyLegalEntity/cbc:RegistrationName")),
    ("PEPPOL-T111-B01402", add(f"{SENDER}/cac:PartyLegalEntity", "cbc:CompanyID")),
    ("PEPPOL-T111-B01601", add(f"{SENDER}/cac:Contact", "cbc:Telefax")),
    ("PEPPOL-T111-B02001", drop(f"{RECEIVER}/cbc:EndpointID")),
    ("PEPPOL-T111-B02002", drop(f"{RECEIVER}/cac:PartyLegalEntity")),
    ("PEPPOL-T111-B02003", add(RECEIVER, "cac:Contact")),
    ("PEPPOL-T111-B02101", unmark(f"{RECEIVER}/cbc:EndpointID", "schemeID")),
    ("PEPPOL-T111-B02102", put(f"{RECEIVER}/cbc:EndpointID", schemeID="0213")),
    ("PEPPOL-T111-B02301", drop(f"{RECEIVER}/cac:PartyIdentification/cbc:ID")),
    ("PEPPOL-T111-B02401", put(f"{RECEIVER}/cac:PartyIdentification/cbc:ID", schemeID="9955")),
    ("PEPPOL-T111-B02601", drop(f"{RECEIVER}/cac:PartyLegalEntity/cbc:RegistrationName")),
    ("PEPPOL-T111-B02602", add(f"{RECEIVER}/cac:PartyLegalEntity", "cbc:CompanyID")),
    ("PEPPOL-T111-B02801", drop(RESPONSE)),
    ("PEPPOL-T111-B02802", drop(REFERENCE)),
    ("PEPPOL-T111-B02803", add(REPLY, "cac:LineResponse")),
    ("PEPPOL-T111-B02901", drop(f"{RESPONSE}/cbc:ResponseCode")),
    ("PEPPOL-T111-B02902", add(RESPONSE, "cbc:Description")),
    ("PEPPOL-T111-B03001", put(f"{RESPONSE}/cbc:ResponseCode", "ZZ")),
    ("PEPPOL-T111-B03201", add(STATUS, "cbc:Text")),
    ("PEPPOL-T111-B03301", put(f"{STATUS}/cbc:StatusReasonCode", "XYZ")),
    ("PEPPOL-T111-B03302", unmark(f"{STATUS}/cbc:StatusReasonCode", "listID")),
    ("PEPPOL-T111-B03303", put(f"{STATUS}/cbc:StatusReasonCode", listID="other")),
    ("PEPPOL-T111-B03601", drop(f"{STATUS}/cac:Condition/cbc:AttributeID")),
    ("PEPPOL-T111-B03602", add(f"{STATUS}/cac:Condition", "cbc:Measure")),
    ("PEPPOL-T111-B03901", drop(f"{REFERENCE}/cbc:ID")),
    ("PEPPOL-T111-B03902", drop(f"{REFERENCE}/cbc:DocumentTypeCode")),
    ("PEPPOL-T111-B03903", add(REFERENCE, "cbc:UUID")),
    ("PEPPOL-T111-B04201", put(f"{REFERENCE}/cbc:DocumentTypeCode", "609")),
    ("PEPPOL-T111-B04301", drop(f"{ISSUER}/cac:PartyName")),
    ("PEPPOL-T111-B04302", add(ISSUER, "cbc:WebsiteURI")),
    ("PEPPOL-T111-B04401", drop(f"{ISSUER}/cac:PartyIdentification/cbc:ID")),
    ("PEPPOL-T111-B04501", put(f"{ISSUER}/cac:PartyIdentification/cbc:ID", schemeID="9955")),
    ("PEPPOL-T111-B04701", drop(f"{ISSUER}/cac:PartyName/cbc:Name")),
    ("PEPPOL-T111-B04901", drop(f"{RECIPIENT}/cac:PartyName")),
    ("PEPPOL-T111-B04902", add(RECIPIENT, "cbc:WebsiteURI")),
    ("PEPPOL-T111-B05001", drop(f"{RECIPIENT}/cac:PartyIdentification/cbc:ID")),
    ("PEPPOL-T111-B05101", put(f"{RECIPIENT}/cac:PartyIdentification/cbc:ID", schemeID="9955")),
    ("PEPPOL-T111-B05301", drop(f"{RECIPIENT}/cac:PartyName/cbc:Name")),
)  # fmt: skip
MESSAGE_FAULTS: Final[tuple[tuple[str, Edit], ...]] = (
    ("SCH-MLS-01", put("cbc:CustomizationID", "urn:peppol:edec:mls:2.0")),
    ("SCH-MLS-02", put("cbc:ProfileID", "urn:other")),
    ("SCH-MLS-03", put("cbc:ID", " ")),
    ("SCH-MLS-04", put("cbc:IssueDate", "2026-03-02Z")),
    ("SCH-MLS-05", drop("cbc:IssueTime")),
    ("SCH-MLS-06", put("cbc:IssueTime", "12:00:00")),
    ("SCH-MLS-07", drop(f"{SENDER}/cbc:EndpointID")),
    ("SCH-MLS-08", put(f"{SENDER}/cbc:EndpointID", "")),
    ("SCH-MLS-09", put(f"{SENDER}/cbc:EndpointID", "12345")),
    ("SCH-MLS-10", unmark(f"{SENDER}/cbc:EndpointID", "schemeID")),
    ("SCH-MLS-11", put(f"{SENDER}/cbc:EndpointID", schemeID="0007")),
    ("SCH-MLS-12", drop(f"{RECEIVER}/cbc:EndpointID")),
    ("SCH-MLS-13", put(f"{RECEIVER}/cbc:EndpointID", "")),
    ("SCH-MLS-14", put(f"{RECEIVER}/cbc:EndpointID", "1234567")),
    ("SCH-MLS-15", unmark(f"{RECEIVER}/cbc:EndpointID", "schemeID")),
    ("SCH-MLS-16", put(f"{RECEIVER}/cbc:EndpointID", schemeID="0007")),
    ("SCH-MLS-17", add(".", "cac:DocumentResponse")),
    ("SCH-MLS-18", drop(f"{RESPONSE}/cbc:ResponseCode")),
    ("SCH-MLS-19", put(f"{RESPONSE}/cbc:ResponseCode", "CA")),
    ("SCH-MLS-20", drop(f"{RESPONSE}/cbc:Description")),
    ("SCH-MLS-21", put(f"{RESPONSE}/cbc:Description", " ")),
    ("SCH-MLS-22", add(REPLY, "cac:DocumentReference")),
    ("SCH-MLS-23", drop(LINE)),
    ("SCH-MLS-24", put(f"{LINE}//cbc:StatusReasonCode", "BW")),
    ("SCH-MLS-25", put(f"{RESPONSE}/cbc:ResponseCode", "AP")),
    ("SCH-MLS-26", put(f"{REFERENCE}/cbc:ID", "")),
    ("SCH-MLS-27", put(f"{LINE}//cbc:LineID", "")),
    ("SCH-MLS-28", drop(f"{LINE}//cbc:Description")),
    ("SCH-MLS-29", put(f"{LINE}//cbc:Description", "")),
    ("SCH-MLS-30", drop(f"{LINE}//cac:Status")),
    ("SCH-MLS-31", put(f"{LINE}//cbc:StatusReasonCode", "XX")),
)


def fired(data: bytes, *edits: Edit) -> set[str]:
    root = parse_xml(data)
    for edit in edits:
        edit(root)
    return {breach.rule for breach in judge_response(root)}


def test_right_answers_break_no_rule() -> None:
    assert fired(RIGHT) == set()
    assert fired(STATUS_RIGHT) == set()


@pytest.mark.parametrize(("rule", "edit"), FAULTS, ids=[rule for rule, _ in FAULTS])
def test_a_fault_breaks_its_rule(rule: str, edit: Edit) -> None:
    edits = (edit, add(f"{STATUS}[2]", "cbc:StatusReasonCode", "OTH", listID="OPStatusReason"))
    assert rule in fired(RIGHT, *(edits if rule == "PEPPOL-T111-R002" else (edit,)))


@pytest.mark.parametrize(("rule", "edit"), MESSAGE_FAULTS, ids=[rule for rule, _ in MESSAGE_FAULTS])
def test_a_fault_in_a_message_status_breaks_its_rule(rule: str, edit: Edit) -> None:
    assert rule in fired(STATUS_RIGHT, edit)


def test_a_part_payment_without_text_is_told_once() -> None:
    found = fired(RIGHT, put(f"{STATUS}/cbc:StatusReasonCode", "PPD"), drop(f"{STATUS}/cbc:StatusReason"))
    assert found == {"PEPPOL-T111-R004"}


def test_every_rule_has_a_fault_here_and_words_to_say_it() -> None:
    numbers = {rule.id for rule in ubl_accounts.RULES}
    assert {rule.id for rule in T111_RULES} - numbers - {"PEPPOL-T111-R004"} == {rule for rule, _ in FAULTS} - numbers
    assert [rule.id for rule in MLS_RULES] == [rule for rule, _ in MESSAGE_FAULTS]
    assert {rule.id for rule in (*T111_RULES, *MLS_RULES)} <= set(RESPONSE_WORDS)


def test_rules_with_a_function_of_their_own_are_told_by_its_first_words() -> None:
    assert all((rule.judge.__doc__ or "").startswith(rule.id) for rule in MLS_RULES)


def test_a_breach_names_the_element() -> None:
    root = parse_xml(RIGHT)
    drop(f"{SENDER}/cbc:EndpointID")(root)
    (breach,) = judge_response(root)
    assert (breach.layer, breach.weight, breach.values) == (
        Layer.RESPONSE,
        Weight.FATAL,
        (("element", "cbc:EndpointID"),),
    )
    assert breach.says.format_map(dict(breach.values)) == "The answer lacks cbc:EndpointID."


def test_billing_with_response_has_the_same_answers() -> None:
    assert fired(RIGHT, put("cbc:ProfileID", "urn:peppol:bis:billing_with_response")) == set()


def test_older_message_responses_and_other_documents_are_not_judged() -> None:
    assert fired(STATUS_RIGHT, put("cbc:CustomizationID", "urn:fdc:peppol.eu:poacc:trns:mlr:3")) == set()
    assert judge_response(parse_xml(b"<Invoice/>")) == ()


@pytest.mark.skipif(not OFFICIAL.is_dir(), reason="../shared/einvoices/official is absent")
def test_every_official_expectation_is_met() -> None:
    stated = json.loads((OFFICIAL / "cases.json").read_text())["unit"]
    cases = [case for case in stated if case["ruleset"] == "peppol-t111"]
    found = [
        (case["rule"] in fired((OFFICIAL / case["file"]).read_bytes())) is (case["expect"] == "fire") for case in cases
    ]
    assert found
    assert all(found)
