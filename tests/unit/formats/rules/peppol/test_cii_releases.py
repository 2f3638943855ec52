"""A right CII invoice passes every release of Peppol's rules, and each release asks what it published."""

from __future__ import annotations

import pytest

from cii_invoices import (
    ALLOWANCE,
    CHARGE,
    CONTEXT,
    DANISH,
    DUTCH,
    ENDPOINT,
    NORWEGIAN,
    PRICE,
    SELLER,
    SETTLEMENT,
    SUMS,
    SWEDISH,
    Edit,
    add,
    fired,
    identified,
    invoice,
    means,
    put,
    seller_in,
)
from kontera.core.validation import Breach, Layer, Weight
from kontera.formats.rules.peppol.cii import judge_cii
from kontera.formats.rules.peppol.cii_words import CII_WORDS
from kontera.formats.rules.rule import RELEASES
from kontera.formats.xml import Element, parse_xml


@pytest.mark.parametrize("edits", [(), (*DANISH, *means("58")), SWEDISH, NORWEGIAN, DUTCH, seller_in("IT")])
@pytest.mark.parametrize("release", RELEASES)
def test_a_right_invoice_breaks_no_rule(release: str, edits: tuple[Edit, ...]) -> None:
    assert judge_cii(invoice(*edits), release) == ()


def test_a_breach_says_where_and_what() -> None:
    (breach,) = judge_cii(invoice(*identified("0007", "5560360794")))
    assert breach == Breach(
        rule="PEPPOL-COMMON-R049",
        weight=Weight.FATAL,
        layer=Layer.PEPPOL,
        says=CII_WORDS["PEPPOL-COMMON-R049"].says,
        mend=CII_WORDS["PEPPOL-COMMON-R049"].mend,
        found="5560360794",
        xpath="/rsm:CrossIndustryInvoice/rsm:SupplyChainTradeTransaction/ram:ApplicableHeaderTradeAgreement"
        "/ram:SellerTradeParty/ram:GlobalID",
        line=breach.line,
    )
    assert breach.line > 1


def test_the_second_profile_came_with_the_release_of_may_2026() -> None:
    root = invoice(put(f"{CONTEXT}/*/ram:ID", "urn:peppol:bis:billing_with_response"))
    assert [fired(root, release) for release in RELEASES] == [{"PEPPOL-EN16931-R007"}, {"PEPPOL-EN16931-R007"}, set()]


def test_a_numbered_process_was_enough_before() -> None:
    root = invoice(put(f"{CONTEXT}/*/ram:ID", "urn:fdc:peppol.eu:2017:poacc:billing:04:1.0"))
    assert [fired(root, release) for release in RELEASES] == [set(), set(), {"PEPPOL-EN16931-R007"}]


def test_a_version_behind_the_specification_is_refused_since_may_2026() -> None:
    path = f"{CONTEXT}/ram:GuidelineSpecifiedDocumentContextParameter/ram:ID"
    stated = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0::2.1"
    root = invoice(put(path, stated))
    assert [fired(root, release) for release in RELEASES] == [set(), set(), {"PEPPOL-EN16931-R004"}]


def test_danish_numbers_weigh_more_from_release_to_release() -> None:
    root = invoice(*identified("0096", "1"))
    weights = [[breach.weight for breach in judge_cii(root, release)] for release in RELEASES]
    assert weights == [[], [Weight.WARNING], [Weight.FATAL]]


def test_a_finnish_scheme_left_the_list_of_addresses() -> None:
    root = invoice(put(f"{SELLER}/{ENDPOINT}", "FI01120389", schemeID="0213"))
    assert [fired(root, release) for release in RELEASES] == [set(), set(), {"PEPPOL-EN16931-CL008"}]


def test_a_currency_came_and_two_went() -> None:
    def with_currency(code: str) -> Element:
        return invoice(
            put(f"{SETTLEMENT}/ram:TaxCurrencyCode", code), put(f"{SUMS}/ram:TaxTotalAmount[2]", currencyID=code)
        )

    wrong = {"PEPPOL-EN16931-CL007"}
    assert [fired(with_currency("XCG"), release) for release in RELEASES] == [wrong, wrong, set()]
    assert [fired(with_currency("BGN"), release) for release in RELEASES] == [set(), set(), wrong]


def test_what_is_no_number_is_left_to_the_schema() -> None:
    for path in (f"{PRICE}/ram:ChargeAmount", f"{PRICE}/ram:BasisQuantity", f"{ALLOWANCE}/ram:ActualAmount"):
        assert fired(invoice(put(path, "a few"))) == set()


def test_several_duties_each_answer_for_themselves() -> None:
    second = (
        "<ram:SpecifiedTradeAllowanceCharge><ram:ChargeIndicator><udt:Indicator>true</udt:Indicator></ram:ChargeIndicator>"
        "<ram:ReasonCode>ZZZ</ram:ReasonCode><ram:Reason>%s</ram:Reason></ram:SpecifiedTradeAllowanceCharge>"
    )
    right = (*DANISH, *means("58"), put(f"{CHARGE}/ram:ReasonCode", "ZZZ"), put(f"{CHARGE}/ram:Reason", "3303"))
    assert fired(invoice(*right, add(SETTLEMENT, second % "3304#sugar"))) == set()
    assert fired(invoice(*right, add(SETTLEMENT, second % "sugar"))) == {"DK-R-004"}


def test_another_document_is_not_judged() -> None:
    assert judge_cii(parse_xml(b"<Invoice/>")) == ()
