"""Validation tries each layer that applies, says what became of it, and is never green when one was not tried."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from lxml import etree

from einvoices import golden, ubl
from kontera.core.validation import (
    Failure,
    Layer,
    LayerRun,
    Pack,
    PackRule,
    Report,
    SheetRun,
    State,
    Verdict,
    Weight,
)
from kontera.formats.xml import parse_xml
from kontera.steps.validation import Document, ValidationFacts, document_of, judge, questions

BIS = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0"
NOTHING = {Layer.EN16931: SheetRun()}
FATAL = Failure("BR-02", "fatal", "/Invoice[1]")


def _document(data: bytes) -> Document:
    return document_of(parse_xml(data))


def _claiming(specification: str) -> Document:
    return _document(ubl(f"<cbc:CustomizationID>{specification}</cbc:CustomizationID>"))


def _facts(
    runs: Mapping[Layer, SheetRun] = NOTHING, *, rules_only: bool = False, packs: tuple[Pack, ...] = ()
) -> ValidationFacts:
    return ValidationFacts("3.0.21", rules_only, packs, runs)


def _judged(document: Document, facts: ValidationFacts | None = None) -> Report:
    return judge(document, facts or _facts())


def _run(report: Report, layer: Layer) -> LayerRun:
    return next(run for run in report.layers if run.layer is layer)


def _pack(*rules: PackRule, since: date = date(2026, 5, 18), release: str = "2026.5") -> Pack:
    return Pack("OpenPeppol", release, since, rules)


def test_a_sound_invoice_is_valid_when_every_layer_ran() -> None:
    report = _judged(_document(golden("cii-full-invoice")))
    assert report.verdict is Verdict.VALID
    assert (report.format, report.breaches) == ("cii", ())


def test_a_sheet_that_could_not_be_carried_out_leaves_the_verdict_open() -> None:
    report = _judged(_document(golden("cii-full-invoice")), _facts({Layer.EN16931: SheetRun(failed="it crashed")}))
    run = _run(report, Layer.EN16931)
    assert (run.state, run.reason, report.verdict) == (State.FAILED, "it crashed", Verdict.UNDECIDED)


def test_a_sheet_that_was_never_asked_has_failed() -> None:
    report = _judged(_document(golden("cii-full-invoice")), _facts({}))
    assert report.state_of(Layer.EN16931) is State.FAILED


def test_a_fatal_breach_makes_it_invalid_and_has_field_and_place() -> None:
    report = _judged(_document(golden("ubl-bankgiro-invoice")), _facts({Layer.EN16931: SheetRun((FATAL,))}))
    breach = next(one for one in report.breaches if one.rule == "BR-02")
    assert report.verdict is Verdict.INVALID
    assert (breach.field, breach.layer, breach.xpath) == ("number", Layer.EN16931, "/Invoice")


def test_an_error_of_the_sheet_is_one_fatal_breach_and_the_other_layers_go_on() -> None:
    report = _judged(_document(golden("ubl-bankgiro-invoice")), _facts({Layer.EN16931: SheetRun(error="FORG0001")}))
    assert [one.rule for one in report.breaches if one.layer is Layer.EN16931] == ["en16931.FORG0001"]
    assert report.state_of(Layer.PEPPOL) is State.RAN


@pytest.mark.parametrize(
    ("specification", "en", "peppol", "pack"),
    [
        (BIS, State.FAILED, State.RAN, State.NOT_APPLICABLE),
        ("urn:cen.eu:en16931:2017", State.FAILED, State.NOT_APPLICABLE, State.NOT_APPLICABLE),
        ("urn:cen.eu:en16931:2017#compliant#urn:x", State.FAILED, State.NOT_APPLICABLE, State.NOT_INSTALLED),
        ("urn:peppol:pint:billing-1", State.NOT_APPLICABLE, State.NOT_APPLICABLE, State.NOT_INSTALLED),
    ],
)
def test_the_specification_decides_which_layers_apply(
    specification: str, en: State, peppol: State, pack: State
) -> None:
    report = _judged(_claiming(specification), _facts({}))
    assert [report.state_of(layer) for layer in (Layer.EN16931, Layer.PEPPOL, Layer.PACK)] == [en, peppol, pack]


def test_with_business_rules_only_both_sets_are_tried_whatever_is_claimed() -> None:
    report = _judged(_claiming("OIOUBL-2.02"), _facts(rules_only=True))
    assert report.state_of(Layer.SCHEMA) is State.NOT_ASKED
    assert report.state_of(Layer.EN16931) is report.state_of(Layer.PEPPOL) is State.RAN
    assert not [one for one in report.breaches if one.layer is Layer.SCHEMA]


@pytest.mark.parametrize("name", ["finvoice-full-invoice", "svefaktura-full-invoice", "teappsxml-3.0-invoice"])
def test_a_format_without_a_schema_is_passed_at_best(name: str) -> None:
    report = _judged(_document(golden(name)))
    assert (report.state_of(Layer.SCHEMA), report.state_of(Layer.STRUCTURE)) == (State.NOT_INSTALLED, State.RAN)
    assert report.verdict is Verdict.PASSED


def test_oioubl_is_held_against_ubl_and_says_that_its_own_schema_is_missing() -> None:
    report = _judged(_claiming("OIOUBL-2.02"))
    run = _run(report, Layer.SCHEMA)
    assert (run.state, run.release) == (State.NOT_INSTALLED, "UBL 2.1")
    assert [one for one in report.breaches if one.layer is Layer.SCHEMA]


def test_a_document_of_no_known_format_is_invalid() -> None:
    report = _judged(_document(b"<rss version='2.0'/>"))
    assert (report.format, report.verdict) == ("unknown", Verdict.INVALID)


def test_a_document_in_an_envelope_keeps_the_lines_of_the_file() -> None:
    inner = ubl("\n\n<cbc:Unheard/>")
    root = parse_xml(b"<Letter>\n" + inner + b"</Letter>")
    (breach, *_) = (b for b in _judged(document_of(root[0])).breaches if b.layer is Layer.SCHEMA)
    assert (breach.line, breach.xpath) == (4, "/Invoice/cbc:Unheard")


def test_an_installed_pack_stands_before_our_own_rules_and_says_so() -> None:
    rule = PackRule(Layer.PEPPOL, "/pack/peppol.xslt", ("ubl-invoice",), ("poacc:billing",))
    facts = _facts({Layer.EN16931: SheetRun(), Layer.PEPPOL: SheetRun((FATAL,))}, packs=(_pack(rule),))
    report = _judged(_claiming(BIS), facts)
    run = _run(report, Layer.PEPPOL)
    assert (run.state, run.by, run.release) == (State.RAN, "OpenPeppol", "2026.5")
    assert [one.rule for one in report.breaches if one.layer is Layer.PEPPOL] == ["BR-02"]


def test_a_pack_is_asked_for_what_it_claims_only_and_the_newest_decides() -> None:
    def rule(path: str) -> PackRule:
        return PackRule(Layer.EN16931, path, ("ubl-invoice",), ("en16931",))

    old = _pack(rule("/old"), since=date(2025, 1, 1), release="old")
    new = _pack(rule("/new"), since=date(2026, 1, 1), release="new")
    facts = _facts(packs=(new, old))
    assert [one.sheet for one in questions(_claiming("urn:cen.eu:en16931:2017"), facts)] == ["/new"]
    assert questions(_claiming("OIOUBL-2.02"), facts) == ()


def test_a_pack_brings_the_schema_that_is_not_shipped(tmp_path: Path) -> None:
    path = tmp_path / "finvoice.xsd"
    element = '<xs:element name="Finvoice" type="xs:date"/>'
    path.write_text(f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">{element}</xs:schema>', encoding="utf-8")
    pack = _pack(PackRule(Layer.SCHEMA, str(path), ("finvoice",)))
    report = _judged(_document(golden("finvoice-full-invoice")), _facts(packs=(pack,)))
    assert _run(report, Layer.SCHEMA).by == "OpenPeppol"
    assert report.verdict is Verdict.INVALID


def test_a_packs_broken_schema_leaves_the_verdict_open(tmp_path: Path) -> None:
    path = tmp_path / "broken.xsd"
    path.write_text("<", encoding="utf-8")
    pack = _pack(PackRule(Layer.SCHEMA, str(path), ("cii",)))
    report = _judged(_document(golden("cii-full-invoice")), _facts(packs=(pack,)))
    assert (report.state_of(Layer.SCHEMA), report.verdict) == (State.FAILED, Verdict.UNDECIDED)


def test_factur_x_below_en_16931_has_rules_of_its_own() -> None:
    minimum = etree.fromstring(golden("cii-full-invoice"))
    guideline = next(minimum.iter("{*}GuidelineSpecifiedDocumentContextParameter"))[0]
    guideline.text = "urn:factur-x.eu:1p0:minimum"
    (question,) = questions(document_of(minimum), _facts())
    assert (question.layer, question.release) == (Layer.EN16931, "Factur-X 1.09 MINIMUM")


def test_warnings_alone_leave_it_valid() -> None:
    warning = Failure("UBL-CR-679", "warning", "/*[1]")
    report = _judged(_document(golden("cii-full-invoice")), _facts({Layer.EN16931: SheetRun((warning,))}))
    assert [one.weight for one in report.breaches] == [Weight.WARNING]
    assert report.verdict is Verdict.VALID
