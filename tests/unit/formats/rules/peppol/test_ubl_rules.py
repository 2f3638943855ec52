"""Each Peppol rule on UBL that holds for all countries, on one document that breaks it and one that does not."""

from __future__ import annotations

from typing import Final

import pytest
from cases import (
    SELF_BILLING,
    SELF_BILLING_PROCESS,
    SPECIFICATION,
    a,
    account,
    allowance,
    b,
    buyer,
    category,
    credit_note,
    invoice,
    legal,
    line,
    means,
    money,
    seller,
    tax_scheme,
    vat,
)

from kontera.formats.rules.peppol import ubl_accounts, ubl_codes, ubl_general, ubl_lines
from kontera.formats.rules.peppol.ubl import judge_ubl
from kontera.formats.xml import parse_xml

Case = tuple[str, bytes, bytes]
SIXTEEN: Final = "RSSMRA85T10A562S"


def _identified(scheme: str, number: str) -> bytes:
    return invoice(seller=seller("FI", a("PartyIdentification", b("ID", number, schemeID=scheme))))


def _period(start: str, end: str) -> str:
    return a("InvoicePeriod", b("StartDate", start), b("EndDate", end))


def _priced(*inner: str, net: str = "10.00") -> bytes:
    return invoice(lines=line(per=a("Price", money("PriceAmount", net), *inner)))


def _exempt(reason: str, code: str) -> bytes:
    return invoice(tax=vat(category(code, "0", b("TaxExemptionReasonCode", reason))))


def _charged(code: str, kind: str) -> bytes:
    return invoice(allowance(b("AllowanceChargeReasonCode", code), kind=kind))


PROJECT: Final = a("AdditionalDocumentReference", b("ID"), b("DocumentTypeCode", "50"))
OBJECT: Final = a("DocumentReference", b("ID"), b("DocumentTypeCode", "130"))
GROSS: Final = money("BaseAmount", "12.00")
SHARE: Final = b("MultiplierFactorNumeric", "10")
SEK_VAT: Final = b("TaxCurrencyCode", "SEK")
GENERAL: Final[tuple[Case, ...]] = (
    ("PEPPOL-EN16931-R001", invoice(process=""), invoice()),
    ("PEPPOL-EN16931-R002", invoice(b("Note"), b("Note")), invoice(b("Note"))),
    (
        "PEPPOL-EN16931-R002",
        invoice(b("Note"), b("Note")),
        invoice(b("Note"), b("Note"), seller=seller("DE"), buyer=buyer("de ")),
    ),
    ("PEPPOL-EN16931-R003", invoice(reference=""), invoice(a("OrderReference", b("ID")), reference="")),
    (
        "PEPPOL-EN16931-R004",
        invoice(specification=""),
        invoice(specification=b("CustomizationID", SPECIFICATION + "#x")),
    ),
    ("PEPPOL-EN16931-R004", invoice(specification=b("CustomizationID", SPECIFICATION + "::2.1")), invoice()),
    ("PEPPOL-EN16931-R005", invoice(b("TaxCurrencyCode", " EUR")), invoice(SEK_VAT)),
    (
        "PEPPOL-EN16931-R007",
        invoice(process=b("ProfileID", "urn:other")),
        invoice(process=b("ProfileID", "urn:peppol:bis:billing_with_response")),
    ),
    ("PEPPOL-EN16931-R008", invoice(b("Note", " \n")), invoice(b("Note", "\u00a0"))),
    ("PEPPOL-EN16931-R010", invoice(buyer=buyer(endpoint="")), invoice()),
    ("PEPPOL-EN16931-R020", invoice(seller=seller(endpoint="")), invoice()),
    ("PEPPOL-EN16931-R053", invoice(vat()), invoice()),
    ("PEPPOL-EN16931-R053", invoice(tax=""), invoice()),
    ("PEPPOL-EN16931-R054", invoice(SEK_VAT), invoice(SEK_VAT, a("TaxTotal", money("TaxAmount", "250", "SEK")))),
    ("PEPPOL-EN16931-R054", invoice(a("TaxTotal", money("TaxAmount", "250", "SEK"))), invoice()),
    (
        "PEPPOL-EN16931-R055",
        invoice(SEK_VAT, a("TaxTotal", money("TaxAmount", "-250", "SEK"))),
        invoice(SEK_VAT, a("TaxTotal", money("TaxAmount", "250", "SEK"))),
    ),
    ("PEPPOL-EN16931-R061", invoice(means=means("49")), invoice(means=means("59", a("PaymentMandate", b("ID"))))),
    ("PEPPOL-EN16931-R080", credit_note(PROJECT, PROJECT), invoice(PROJECT, PROJECT)),
)
LINES: Final[tuple[Case, ...]] = (
    (
        "PEPPOL-EN16931-R040",
        invoice(allowance(SHARE, money("BaseAmount", "100"), net="10.03")),
        invoice(allowance(SHARE, money("BaseAmount", "100"), net="10.02")),
    ),
    ("PEPPOL-EN16931-R041", invoice(allowance(SHARE)), invoice(allowance())),
    ("PEPPOL-EN16931-R042", invoice(allowance(money("BaseAmount", "100"))), invoice(allowance())),
    ("PEPPOL-EN16931-R043", invoice(allowance(kind="1")), invoice(allowance(kind=" true "))),
    ("PEPPOL-EN16931-R043", invoice(allowance(kind="1")), invoice(allowance(SHARE, kind="1"))),
    ("PEPPOL-EN16931-R044", _priced(allowance(kind="true", net="2.00")), _priced(allowance(net="2.00"))),
    ("PEPPOL-EN16931-R046", _priced(allowance(GROSS, net="1.99")), _priced(allowance(GROSS, net="2.00"))),
    (
        "PEPPOL-EN16931-R051",
        invoice(allowance(money("BaseAmount", "1", "SEK"))),
        invoice(SEK_VAT, a("TaxTotal", money("TaxAmount", "250", "SEK"))),
    ),
    ("PEPPOL-EN16931-R051", invoice(currency=""), invoice()),
    ("PEPPOL-EN16931-R100", invoice(lines=line(OBJECT, OBJECT)), invoice(lines=line(OBJECT))),
    ("PEPPOL-EN16931-R101", invoice(lines=line(a("DocumentReference", b("ID")))), invoice(lines=line(OBJECT))),
    (
        "PEPPOL-EN16931-R110",
        invoice(_period("2026-02-01", "2026-02-28"), lines=line(_period("2026-01-31", "2026-02-28"))),
        invoice(lines=line(_period("2026-01-31", "2026-02-28"))),
    ),
    (
        "PEPPOL-EN16931-R111",
        invoice(_period("2026-02-01", "2026-02-28"), lines=line(_period("2026-02-01", "2026-03-01"))),
        invoice(_period("2026-02-01", "2026-02-28"), lines=line(_period("2026-02-01", "2026-02-28"))),
    ),
    ("PEPPOL-EN16931-R120", invoice(lines=line(net="100.03")), invoice(lines=line(net="100.02"))),
    ("PEPPOL-EN16931-R120", invoice(lines=line(allowance())), invoice(lines=line(allowance(), net="90"))),
    ("PEPPOL-EN16931-R120", credit_note(lines=line(kind="Credit", net="99")), credit_note()),
    ("PEPPOL-EN16931-R121", _priced(b("BaseQuantity", "0")), _priced(b("BaseQuantity", "1"))),
    (
        "PEPPOL-EN16931-R130",
        _priced(b("BaseQuantity", "1", unitCode="KGM")),
        _priced(b("BaseQuantity", "1", unitCode="C62")),
    ),
)
CODES: Final[tuple[Case, ...]] = (
    (
        "PEPPOL-EN16931-CL001",
        invoice(b("EmbeddedDocumentBinaryObject", mimeCode="text/plain")),
        invoice(b("EmbeddedDocumentBinaryObject", mimeCode="application/pdf")),
    ),
    ("PEPPOL-EN16931-CL002", _charged("FC", "false"), _charged("95", "false")),
    ("PEPPOL-EN16931-CL003", _charged("95", "true"), _charged("FC", "true")),
    (
        "PEPPOL-EN16931-CL006",
        invoice(a("InvoicePeriod", b("DescriptionCode", "29"))),
        invoice(a("InvoicePeriod", b("DescriptionCode", "35"))),
    ),
    (
        "PEPPOL-EN16931-CL007",
        invoice(allowance(money("BaseAmount", "1", "ANG"))),
        invoice(allowance(money("BaseAmount", "1", "XCG"))),
    ),
    (
        "PEPPOL-EN16931-CL008",
        invoice(buyer=buyer(endpoint=b("EndpointID", schemeID="0037"))),
        invoice(buyer=buyer(endpoint=b("EndpointID", schemeID="0216"))),
    ),
    ("PEPPOL-EN16931-F001", invoice(issued=b("IssueDate", "2026-02-30")), invoice(issued=b("IssueDate", "2026-02-28"))),
    ("PEPPOL-EN16931-F001", invoice(b("DueDate", "2026-2-28")), invoice(b("DueDate", "2028-02-29"))),
    ("PEPPOL-EN16931-P0100", invoice(kind=b("InvoiceTypeCode", "381")), invoice(kind=b("InvoiceTypeCode", " 393 "))),
    (
        "PEPPOL-EN16931-P0101",
        credit_note(kind=b("CreditNoteTypeCode", "380")),
        credit_note(kind=b("CreditNoteTypeCode", "396")),
    ),
    (
        "PEPPOL-EN16931-P0112",
        invoice(kind=b("InvoiceTypeCode", "384")),
        invoice(kind=b("InvoiceTypeCode", "384"), seller=seller("DE"), buyer=buyer("DE")),
    ),
    ("PEPPOL-EN16931-P0104", _exempt("VATEX-EU-G", "E"), _exempt("vatex-eu-g", "G")),
    ("PEPPOL-EN16931-P0105", _exempt("VATEX-EU-O", "E"), _exempt("VATEX-EU-O", "O")),
    ("PEPPOL-EN16931-P0106", _exempt("VATEX-EU-IC", "E"), _exempt("VATEX-EU-IC", "K")),
    ("PEPPOL-EN16931-P0107", _exempt("VATEX-EU-AE", "E"), _exempt("VATEX-EU-AE", "AE")),
    ("PEPPOL-EN16931-P0108", _exempt("VATEX-EU-D", "S"), _exempt("VATEX-EU-D", "E")),
    ("PEPPOL-EN16931-P0109", _exempt("VATEX-EU-F", "S"), _exempt("VATEX-EU-F", "E")),
    ("PEPPOL-EN16931-P0110", _exempt("vatex-eu-i", "S"), _exempt("VATEX-EU-I", "E")),
    ("PEPPOL-EN16931-P0111", _exempt("VATEX-EU-J", "S"), _exempt("VATEX-EU-J", "E")),
)
DUTCH_VAT: Final = "NL123456789B01"
ACCOUNTS: Final[tuple[Case, ...]] = (
    ("PEPPOL-COMMON-R040", _identified("0088", "7300010000002"), _identified("0088", " 7300010000001 ")),
    ("PEPPOL-COMMON-R041", _identified("0192", "974760674"), _identified("0192", "974760673")),
    ("PEPPOL-COMMON-R042", _identified("0184", "DK 12345678"), _identified("0184", "DK12345678")),
    ("PEPPOL-COMMON-R042", _identified("0184", " 12345678"), _identified("0184", "12345678")),
    ("PEPPOL-COMMON-R043", _identified("0208", "0123456789"), _identified("0208", "0123456749")),
    ("PEPPOL-COMMON-R044", _identified("0201", "UFFF0"), _identified("0201", "UFFF00")),
    ("PEPPOL-COMMON-R045", _identified("0210", SIXTEEN[:-1] + "1"), _identified("0210", SIXTEEN)),
    (
        "PEPPOL-COMMON-R046",
        invoice(buyer=buyer(endpoint=b("EndpointID", "1", schemeID="9907"))),
        invoice(buyer=buyer(endpoint=b("EndpointID", "12345678901", schemeID="9907"))),
    ),
    ("PEPPOL-COMMON-R047", _identified("0211", "IT07643520568"), _identified("0211", "IT07643520567")),
    ("PEPPOL-COMMON-R047", _identified("0211", "it1"), _identified("0211", "FR1")),
    ("PEPPOL-COMMON-R049", _identified("0007", "5560360794"), _identified("0007", "5560360793")),
    ("PEPPOL-COMMON-R049", _identified("0007", "556036-0793"), _identified("0007", "5560360793")),
    ("PEPPOL-COMMON-R050", _identified("0151", "51824753557"), _identified("0151", "51824753556")),
    ("PEPPOL-COMMON-R052", _identified("0096", "123456789"), _identified("0096", "1234567890")),
    ("PEPPOL-COMMON-R053", _identified("0198", "12345678"), _identified("0198", "DK12345678")),
    ("PEPPOL-COMMON-R054", _identified("0106", "1234567"), _identified("0106", "12345678")),
    ("PEPPOL-COMMON-R055", _identified("0190", "1"), _identified("0190", "1" * 20)),
    ("PEPPOL-COMMON-R056-1", _identified("9944", "NL123456789"), _identified("9944", DUTCH_VAT)),
    (
        "PEPPOL-COMMON-R056-2",
        invoice(seller=seller("FI", tax_scheme("NL123"))),
        invoice(seller=seller("FI", tax_scheme(DUTCH_VAT))),
    ),
    (
        "PEPPOL-COMMON-R056-2",
        invoice(seller=seller("FI", tax_scheme("NL123"))),
        invoice(seller=seller("FI", legal("NL123"))),
    ),
    ("PEPPOL-COMMON-R057", _identified("0217", "1"), _identified("0217", "123456789012")),
)
CASES: Final = (*GENERAL, *LINES, *CODES, *ACCOUNTS)


def _broken(data: bytes, release: str = "3.0.21") -> set[str]:
    return {breach.rule for breach in judge_ubl(parse_xml(data), release)}


@pytest.mark.parametrize(("rule", "wrong", "right"), CASES, ids=[case[0] for case in CASES])
def test_a_rule_fires_on_what_breaks_it_and_is_silent_otherwise(rule: str, wrong: bytes, right: bytes) -> None:
    assert rule in _broken(wrong)
    assert rule not in _broken(right)


def test_every_rule_for_all_countries_has_a_case() -> None:
    modules = (ubl_general, ubl_lines, ubl_accounts, ubl_codes)
    rules = {rule.id for module in modules for rule in module.RULES} | {"PEPPOL-EN16931-P0112"}
    assert {case[0] for case in CASES} == rules


@pytest.mark.parametrize("data", [invoice(), credit_note()], ids=["invoice", "credit note"])
def test_a_faultless_document_breaks_no_rule(data: bytes) -> None:
    assert _broken(data) == set()


@pytest.mark.parametrize(
    ("data", "rule", "releases"),
    [
        (invoice(specification=b("CustomizationID", SPECIFICATION + "::2.1")), "PEPPOL-EN16931-R004", "21"),
        (invoice(process=b("ProfileID", "urn:peppol:bis:billing_with_response")), "PEPPOL-EN16931-R007", "19 20"),
        (invoice(process=b("ProfileID", "urn:fdc:peppol.eu:2017:poacc:billing:02:1.0")), "PEPPOL-EN16931-R007", "21"),
        (invoice(allowance(money("BaseAmount", "1", "ANG"))), "PEPPOL-EN16931-CL007", "21"),
        (invoice(allowance(money("BaseAmount", "1", "XCG"))), "PEPPOL-EN16931-CL007", "19 20"),
        (invoice(allowance(money("BaseAmount", "1", "STN"))), "PEPPOL-EN16931-CL007", "20"),
        (invoice(buyer=buyer(endpoint=b("EndpointID", schemeID="0037"))), "PEPPOL-EN16931-CL008", "21"),
        (invoice(buyer=buyer(endpoint=b("EndpointID", schemeID="0242"))), "PEPPOL-EN16931-CL008", "19 20"),
        (_identified("0096", "1"), "PEPPOL-COMMON-R052", "20 21"),
        (_identified("0106", "1"), "PEPPOL-COMMON-R054", "21"),
    ],
)
def test_a_rule_holds_in_its_releases_only(data: bytes, rule: str, releases: str) -> None:
    holds = [number for number in ("19", "20", "21") if rule in _broken(data, f"3.0.{number}")]
    assert holds == releases.split()


@pytest.mark.parametrize("scheme", ["0096", "0198"])
def test_the_danish_numbers_became_fatal_with_the_release_of_may_2026(scheme: str) -> None:
    root = parse_xml(_identified(scheme, "1"))
    weights = [[breach.weight.value for breach in judge_ubl(root, release)] for release in ("3.0.20", "3.0.21")]
    assert weights == [["warning"], ["fatal"]]


def test_a_number_is_asked_by_its_scheme_first_and_as_a_vat_number_after() -> None:
    numbered = a("PartyTaxScheme", b("CompanyID", "NL1", schemeID="0106"), a("TaxScheme", b("ID", "VAT")))
    root = parse_xml(invoice(seller=seller("FI", numbered)))
    assert [breach.rule for breach in judge_ubl(root)] == ["PEPPOL-COMMON-R054"]


def test_an_unreadable_amount_is_left_to_the_schema() -> None:
    assert _broken(invoice(lines=line(net="ten"))) == set()


def test_a_breach_says_where_and_what() -> None:
    (breach,) = judge_ubl(parse_xml(invoice(lines=line() + line(net="7.00"))))
    assert (breach.rule, breach.found, breach.field) == ("PEPPOL-EN16931-R120", "7.00", "lines.net_amount")
    assert breach.xpath == "/Invoice/cac:InvoiceLine[2]"
    assert breach.says
    assert breach.mend


def test_self_billing_has_its_own_types_and_no_national_rules() -> None:
    said = {"specification": b("CustomizationID", SELF_BILLING), "means": means("56", account("x"))}
    ours = invoice(**said, process=b("ProfileID", SELF_BILLING_PROCESS), seller=seller("SE"))
    assert _broken(ours) == {"PEPPOL-EN16931-P0100"}
    assert _broken(ours.replace(b">380<", b">389<")) == set()
