"""Each of Peppol's rules on CII fires on its own fault and on nothing else: a right invoice with one or two changes."""

from __future__ import annotations

from typing import Final

import pytest

from cii_invoices import (
    ACCOUNT,
    ADDRESS,
    AGREEMENT,
    ALLOWANCE,
    BUYER,
    CHARGE,
    CONTEXT,
    DANISH,
    DUTCH,
    ENDPOINT,
    HEADER,
    LEGAL,
    LINE,
    LINE_PERIOD,
    MANDATE,
    MEANS,
    NORWEGIAN,
    OBJECT,
    PRICE,
    PROJECT,
    REFERENCE,
    REPRESENTATIVE,
    SELLER,
    SETTLEMENT,
    SUMS,
    SWEDISH,
    TAX,
    Edit,
    add,
    both_in,
    drop,
    fired,
    giro,
    identified,
    invoice,
    means,
    put,
    seller_in,
    unmark,
)
from kontera.formats.rules.peppol.cii import CII_RULES
from kontera.formats.rules.peppol.cii_words import CII_WORDS
from kontera.formats.rules.rule import RELEASES

FAULTS: Final[tuple[tuple[str, tuple[Edit, ...]], ...]] = (
    ("PEPPOL-EN16931-R001", (drop(f"{CONTEXT}/ram:BusinessProcessSpecifiedDocumentContextParameter"),)),
    ("PEPPOL-EN16931-R007", (put(f"{CONTEXT}/*/ram:ID", "urn:fdc:peppol.eu:2017:poacc:billing:04:1.0"),)),
    (
        "PEPPOL-EN16931-R004",
        (put(f"{CONTEXT}/ram:GuidelineSpecifiedDocumentContextParameter/ram:ID", "urn:cen.eu:en16931:2017"),),
    ),
    (
        "PEPPOL-EN16931-R003",
        (drop(f"{AGREEMENT}/ram:BuyerReference"), drop(f"{AGREEMENT}/ram:BuyerOrderReferencedDocument")),
    ),
    ("PEPPOL-EN16931-R006", (add(AGREEMENT, OBJECT),)),
    ("PEPPOL-EN16931-R080", (add(AGREEMENT, PROJECT),)),
    ("PEPPOL-EN16931-R005", (put(f"{SETTLEMENT}/ram:TaxCurrencyCode", " EUR "),)),
    ("PEPPOL-EN16931-R053", (add(SUMS, '<ram:TaxTotalAmount currencyID="EUR">1</ram:TaxTotalAmount>'),)),
    ("PEPPOL-EN16931-R054", (add(SUMS, '<ram:TaxTotalAmount currencyID="NOK">1</ram:TaxTotalAmount>'),)),
    ("PEPPOL-EN16931-R055", (put(f"{SUMS}/ram:TaxTotalAmount[2]", "-162.00"),)),
    ("PEPPOL-EN16931-R002", (add(HEADER, "<ram:IncludedNote/>"),)),
    ("PEPPOL-EN16931-R010", (drop(f"{BUYER}/{ENDPOINT}"),)),
    ("PEPPOL-EN16931-R020", (drop(f"{SELLER}/{ENDPOINT}"),)),
    ("PEPPOL-EN16931-R041", (drop(f"{ALLOWANCE}/ram:BasisAmount"),)),
    ("PEPPOL-EN16931-R042", (drop(f"{ALLOWANCE}/ram:CalculationPercent"),)),
    ("PEPPOL-EN16931-R040", (put(f"{ALLOWANCE}/ram:CalculationPercent", "10.04"),)),
    ("PEPPOL-EN16931-R043", (put(f"{CHARGE}/ram:ChargeIndicator/udt:Indicator", "1"),)),
    ("PEPPOL-EN16931-R061", means("59")),
    ("PEPPOL-EN16931-R110", (put(f"{LINE_PERIOD}/ram:StartDateTime/udt:DateTimeString", "20260131"),)),
    ("PEPPOL-EN16931-R111", (put(f"{LINE_PERIOD}/ram:EndDateTime/udt:DateTimeString", "20260301"),)),
    ("PEPPOL-EN16931-R120", (put(f"{LINE}/ram:SpecifiedLineTradeDelivery/ram:BilledQuantity", "5"),)),
    ("PEPPOL-EN16931-R100", (add(f"{LINE}/ram:SpecifiedLineTradeSettlement", OBJECT),)),
    (
        "PEPPOL-EN16931-R101",
        (put(f"{LINE}/ram:SpecifiedLineTradeSettlement/ram:AdditionalReferencedDocument/ram:TypeCode", "50"),),
    ),
    (
        "PEPPOL-EN16931-R121",
        (put(f"{PRICE}/ram:BasisQuantity", "-2"), put(f"{PRICE}/ram:ChargeAmount", "-30")),
    ),
    ("PEPPOL-EN16931-R130", (put(f"{PRICE}/ram:BasisQuantity", unitCode="C62"),)),
    ("PEPPOL-EN16931-CL001", (put(f"{AGREEMENT}/*/ram:AttachmentBinaryObject", mimeCode="text/plain"),)),
    ("PEPPOL-EN16931-CL002", (put(f"{ALLOWANCE}/ram:ReasonCode", "FC"),)),
    ("PEPPOL-EN16931-CL003", (put(f"{CHARGE}/ram:ReasonCode", "95"),)),
    (
        "PEPPOL-EN16931-CL007",
        (put(f"{SETTLEMENT}/ram:TaxCurrencyCode", "XYZ"), put(f"{SUMS}/ram:TaxTotalAmount[2]", currencyID="XYZ")),
    ),
    ("PEPPOL-EN16931-F001", (put(f"{HEADER}/ram:IssueDateTime/udt:DateTimeString", "2026-03-02"),)),
    ("PEPPOL-EN16931-CL008", (put(f"{BUYER}/{ENDPOINT}", schemeID="0215"),)),
    ("PEPPOL-COMMON-R040", identified("0088", "7300010000002")),
    ("PEPPOL-COMMON-R041", identified("0192", "991825828")),
    ("PEPPOL-COMMON-R042", identified("0184", "DK1234567")),
    ("PEPPOL-COMMON-R043", identified("0208", "0403170702")),
    ("PEPPOL-COMMON-R044", identified("0201", "ABCDE")),
    ("PEPPOL-COMMON-R045", identified("0210", "1234567890")),
    ("PEPPOL-COMMON-R046", (put(f"{BUYER}/{ENDPOINT}", "12345", schemeID="9907"),)),
    ("PEPPOL-COMMON-R047", identified("0211", "IT12345670018")),
    ("PEPPOL-COMMON-R048", (put(f"{BUYER}/{ENDPOINT}", "IT12345670018", schemeID="9906"),)),
    ("PEPPOL-COMMON-R049", identified("0007", "5560360794")),
    ("PEPPOL-COMMON-R050", identified("0151", "51824753557")),
    ("PEPPOL-COMMON-R052", identified("0096", "123456789")),
    ("PEPPOL-COMMON-R053", identified("0198", "12345678")),
    ("PEPPOL-COMMON-R054", identified("0106", "1234567")),
    ("PEPPOL-COMMON-R055", identified("0190", "1234567890123456789")),
    ("PEPPOL-COMMON-R056-1", identified("9944", "NL123456789B1")),
    ("PEPPOL-COMMON-R056-2", (put(f"{SELLER}/{TAX}/ram:ID", "NL123456789"),)),
    ("PEPPOL-COMMON-R057", identified("0217", "12345678901")),
    ("NO-R-001", (*NORWEGIAN, put(f"{SELLER}/{TAX}/ram:ID", "NO991825828MVA"))),
    ("NO-R-002", (*NORWEGIAN, drop(f"{SELLER}/{TAX}[2]"))),
    ("IT-R-001", (*seller_in("IT"), put(f"{SELLER}/{TAX}/ram:ID", "123", schemeID="FC"))),
    ("IT-R-002", (*seller_in("IT"), drop(f"{SELLER}/{ADDRESS}/ram:LineOne"))),
    ("IT-R-003", (*seller_in("IT"), drop(f"{SELLER}/{ADDRESS}/ram:CityName"))),
    ("IT-R-004", (*seller_in("IT"), drop(f"{SELLER}/{ADDRESS}/ram:PostcodeCode"))),
    ("NL-R-001", (*DUTCH, put(f"{HEADER}/ram:TypeCode", "381"))),
    ("NL-R-002", (*DUTCH, drop(f"{SELLER}/{ADDRESS}/ram:LineOne"))),
    ("NL-R-003", (*DUTCH, put(f"{SELLER}/{LEGAL}/ram:ID", "12345678", schemeID="0002"))),
    ("NL-R-004", (*DUTCH, drop(f"{BUYER}/{ADDRESS}/ram:CityName"))),
    ("NL-R-005", (*DUTCH, put(f"{BUYER}/{LEGAL}/ram:ID", "12345678", schemeID="0002"))),
    ("NL-R-006", (*DUTCH, add(AGREEMENT, REPRESENTATIVE))),
    ("NL-R-007", (*DUTCH, drop(MEANS))),
    ("NL-R-008", (*DUTCH, *means("31"))),
    ("NL-R-009", (*DUTCH, drop(f"{AGREEMENT}/ram:BuyerOrderReferencedDocument"))),
    ("DK-R-002", (*both_in("DK"), drop(f"{SELLER}/{LEGAL}"), *means("58"))),
    ("DK-R-003", (*DANISH, *means("58"), put(f"{LINE}//ram:ClassCode", listVersionID="7.0"))),
    ("DK-R-004", (*DANISH, *means("58"), put(f"{CHARGE}/ram:ReasonCode", "ZZZ"))),
    ("DK-R-005", (*DANISH, *means("30"))),
    ("DK-R-006", (*DANISH, *means("42"))),
    (
        "DK-R-007",
        (
            *DANISH,
            *means("49"),
            add(SETTLEMENT, MANDATE),
        ),
    ),
    ("DK-R-008", (*DANISH, *means("50"), put(REFERENCE, "01#"))),
    ("DK-R-009", (*DANISH, *means("50"), put(REFERENCE, "04#12"), put(ACCOUNT, "1234567"))),
    ("DK-R-010", (*DANISH, *means("93"))),
    ("DK-R-011", (*DANISH, *means("93"), put(REFERENCE, "71#12"), put(ACCOUNT, "12345678"))),
    ("DK-R-013", (*DANISH, *means("58"), unmark(f"{SELLER}/ram:GlobalID", "schemeID"))),
    ("DK-R-014", (*DANISH, *means("58"), put(f"{SELLER}/{LEGAL}/ram:ID", "12345678", schemeID="0002"))),
    (
        "DK-R-016",
        (*DANISH, *means("58"), put(f"{HEADER}/ram:TypeCode", "381"), put(f"{SUMS}/ram:DuePayableAmount", "-1")),
    ),
    ("SE-R-001", (*SWEDISH, put(f"{SELLER}/{TAX}/ram:ID", "SE55603607930"))),
    ("SE-R-002", (*SWEDISH, put(f"{SELLER}/{TAX}/ram:ID", "SE556036-07931"))),
    ("SE-R-003", (*SWEDISH, put(f"{SELLER}/{LEGAL}/ram:ID", "556036-079", schemeID="0002"))),
    ("SE-R-004", (*SWEDISH, put(f"{SELLER}/{LEGAL}/ram:ID", "55603607930", schemeID="0002"))),
    ("SE-R-005", (*SWEDISH, add(SELLER, f'<{TAX}><ram:ID schemeID="FC">F-skatt</ram:ID></{TAX}>'))),
    ("SE-R-006", (*SWEDISH, put(f"{LINE}//ram:RateApplicablePercent", "24"))),
    ("SE-R-007", (*SWEDISH, *giro("PLUSGIRO", "12-34"))),
    ("SE-R-008", (*SWEDISH, *giro("BANKGIRO", "123-4567"))),
    ("SE-R-009", (*SWEDISH, *giro("BANKGIRO", "123456"))),
    ("SE-R-010", (*SWEDISH, *giro("PLUSGIRO", "1"))),
    ("SE-R-011", (*SWEDISH, *means("56"))),
    ("SE-R-012", (*SWEDISH, put(f"{BUYER}/{ADDRESS}/ram:CountryID", "SE"), *means("31"))),
    ("SE-R-013", (*SWEDISH, put(f"{SELLER}/{LEGAL}/ram:ID", "5560360794", schemeID="0002"))),
)
"""Each rule with what breaks it; the rules that fire beside it are stated in ALONGSIDE."""

ALONGSIDE: Final = {
    "PEPPOL-EN16931-R001": {"PEPPOL-EN16931-R007"},
    "PEPPOL-EN16931-R005": {"PEPPOL-EN16931-R055"},
    "PEPPOL-COMMON-R046": {"PEPPOL-EN16931-CL008"},
    "PEPPOL-COMMON-R048": {"PEPPOL-EN16931-CL008"},
    "SE-R-003": {"SE-R-013"},
}
NEVER: Final = {"PEPPOL-EN16931-P0100"}  # its published context names an element that no document has


def release_of(rule: str) -> str:
    return max(each for listed in CII_RULES if listed.id == rule for each in RELEASES if listed.holds_in(each))


@pytest.mark.parametrize(("rule", "edits"), FAULTS, ids=[rule for rule, _ in FAULTS])
def test_a_fault_breaks_its_rule_and_no_other(rule: str, edits: tuple[Edit, ...]) -> None:
    assert fired(invoice(*edits), release_of(rule)) == {rule} | ALONGSIDE.get(rule, set())


def test_every_rule_has_a_fault_here_and_words_to_say_it() -> None:
    rules = {rule.id for rule in CII_RULES}
    assert {rule for rule, _ in FAULTS} == rules - NEVER
    assert rules <= set(CII_WORDS)


def test_every_rule_is_told_by_the_first_words_of_its_function() -> None:
    assert all((rule.judge.__doc__ or "").startswith(rule.id) for rule in CII_RULES)


def test_no_two_rules_of_one_id_hold_in_the_same_release() -> None:
    for release in RELEASES:
        held = [rule.id for rule in CII_RULES if rule.holds_in(release)]
        assert len(held) == len(set(held))
