"""Which documents Peppol's rules on UBL are for, which release holds on a day, and how judging copes with bulk."""

from __future__ import annotations

import time
from datetime import date
from typing import Final

import pytest
from cases import PROCESS, SELF_BILLING, SPECIFICATION, a, b, invoice, line
from hypothesis import given, settings
from hypothesis import strategies as st

from einvoices import cii, ubl
from kontera.core.validation import Layer
from kontera.formats.rules.peppol.ubl import RULES, SELF_BILLED_RULES, applies_to, judge_ubl, release_on
from kontera.formats.rules.peppol.words import WORDS
from kontera.formats.rules.rule import RELEASES
from kontera.formats.xml import parse_xml

XRECHNUNG: Final = "urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0"
NAMES: Final = ("ID", "Note", "IssueDate", "CompanyID", "EndpointID", "Amount", "PayableAmount", "TaxCurrencyCode")
PATHS: Final = ("InvoiceLine", "AccountingSupplierParty/Party", "PaymentMeans", "AllowanceCharge", "TaxTotal", "Price")


@pytest.mark.parametrize(
    ("said", "applies"),
    [
        (b("CustomizationID", SPECIFICATION), True),
        (b("CustomizationID", f" {SPECIFICATION}#conformant#urn:x "), True),
        (b("CustomizationID", SELF_BILLING), True),
        (b("CustomizationID", "urn:cen.eu:en16931:2017") + b("ProfileID", PROCESS), False),
        (b("CustomizationID", XRECHNUNG) + b("ProfileID", PROCESS), False),
        (b("ProfileID", PROCESS), True),
        (b("CustomizationID", "OIOUBL-2.1"), False),
        ("", False),
    ],
)
def test_peppol_rules_are_for_those_who_claim_to_follow_them(said: str, applies: bool) -> None:
    assert applies_to(parse_xml(ubl(said))) is applies


def test_a_document_in_another_syntax_is_not_judged_here() -> None:
    assert not applies_to(parse_xml(cii("")))


@pytest.mark.parametrize(
    ("day", "release"),
    [
        (date(2024, 1, 1), "3.0.19"),
        (date(2026, 2, 22), "3.0.19"),
        (date(2026, 2, 23), "3.0.20"),
        (date(2026, 8, 16), "3.0.20"),
        (date(2026, 8, 17), "3.0.21"),
        (date(2030, 1, 1), "3.0.21"),
    ],
)
def test_a_release_holds_from_the_day_it_is_mandatory(day: date, release: str) -> None:
    assert release_on(day) == release


@pytest.mark.parametrize("release", RELEASES)
def test_no_rule_stands_twice_in_a_release(release: str) -> None:
    standing = [rule.id for rule in RULES if rule.holds_in(release)]
    assert len(standing) == len(set(standing))
    assert len(standing) == {"3.0.19": 156, "3.0.20": 159, "3.0.21": 165}[release]


def test_every_rule_has_words_and_a_docstring_that_names_it() -> None:
    for rule in RULES:
        assert WORDS[rule.id].says
        assert WORDS[rule.id].mend
        assert (rule.judge.__doc__ or "").startswith(rule.id)


def test_self_billing_is_judged_by_the_rules_for_all_countries() -> None:
    assert not {rule.id[:2] for rule in SELF_BILLED_RULES} - {"PE"}


def test_every_breach_belongs_to_the_peppol_layer() -> None:
    assert {breach.layer for breach in judge_ubl(parse_xml(ubl("")))} == {Layer.PEPPOL}


def test_many_faults_cost_no_more_than_one_walk() -> None:
    root = parse_xml(invoice(lines=line(net="1") * 4000))
    begun = time.process_time()
    assert len(judge_ubl(root)) == 4000
    assert time.process_time() - begun < 10


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(PATHS), st.sampled_from(NAMES), st.text(max_size=20), st.sampled_from(RELEASES)),
        max_size=12,
    )
)
def test_whatever_stands_in_it_a_document_is_judged(parts: list[tuple[str, str, str, str]]) -> None:

    printable = [(path, name, "".join(filter(str.isprintable, text)), release) for path, name, text, release in parts]
    body = "".join(a(path, b(name, text, schemeID=text, currencyID=text)) for path, name, text, _ in printable)
    for release in {release for *_, release in printable}:
        assert judge_ubl(parse_xml(ubl(body)), release)
