"""The structure rules of OIOUBL 2: silent on a right document, each broken by one change."""

from __future__ import annotations

from pathlib import Path

import pytest

from einvoices import SHARED, golden, ubl
from kontera.core.validation import Breach, Layer, Weight
from kontera.formats.rules.rule import Judged, judged
from kontera.formats.ubl.structure import STRUCTURE, WORDS, applies
from kontera.formats.xml import parse_xml

RIGHT = golden("oioubl-2-slip").decode()
SAMPLES = sorted(SHARED.glob("oioubl-2/*.xml"))
SAMPLES_3 = sorted(SHARED.glob("oioubl-3/*.xml"))
FIK = ">71</cbc:PaymentID>"
LINE_NET = '<cbc:LineExtensionAmount currencyID="DKK">'
TAXES = '<cbc:TaxExclusiveAmount currencyID="DKK">'
PAYABLE = '<cbc:PayableAmount currencyID="DKK">'
TAXABLE = '<cbc:TaxableAmount currencyID="DKK">'
SELLER_CVR = '<cbc:CompanyID schemeID="DK:CVR">DK24256790</cbc:CompanyID>'


def breaches(data: bytes) -> list[Breach]:
    return list(judged(Judged(parse_xml(data)), STRUCTURE, WORDS, Layer.STRUCTURE, "3.0.21"))


def test_a_right_document_breaks_nothing() -> None:
    assert breaches(RIGHT.encode()) == []


@pytest.mark.parametrize(
    ("old", "new", "rules"),
    [
        (">2.0</cbc:UBLVersionID>", ">1.0</cbc:UBLVersionID>", {"version"}),
        (">OIOUBL-2.02<", ">OIOUBL-2.9<", {"customization"}),
        (">Procurement-OrdSim-BilSim-1.0<", "><", {"profile"}),
        (">Procurement-OrdSim-BilSim-1.0<", ">Whatever<", {"profile-code"}),
        ("<cbc:ID>A-1001</cbc:ID>", "", {"number"}),
        ("<cbc:IssueDate>2026-02-03</cbc:IssueDate>", "", {"issue-date"}),
        (">380<", "><", {"type"}),
        (">380<", ">381<", {"type-code"}),
        (">DKK</cbc:DocumentCurrencyCode>", "></cbc:DocumentCurrencyCode>", {"currency"}),
        (">DKK</cbc:DocumentCurrencyCode>", ">kroner</cbc:DocumentCurrencyCode>", {"currency-code"}),
        ("11111111-2222", "1111-2222", {"uuid"}),
        ("<cbc:ID>5002</cbc:ID>", "", {"order"}),
        ('<cbc:EndpointID schemeID="DK:CVR">DK24256790</cbc:EndpointID>', "", {"seller-endpoint"}),
        ('<cbc:EndpointID schemeID="DK:CVR">DK13585628</cbc:EndpointID>', "", {"buyer-endpoint"}),
        (SELLER_CVR, "", {"seller-legal"}),
        ("<cbc:ID>7778</cbc:ID>", "", {"buyer-contact"}),
        (SELLER_CVR, SELLER_CVR.replace("DK:CVR", "XX:NO"), {"scheme"}),
        (SELLER_CVR, SELLER_CVR.replace("DK2425679", "DK2425678"), {"cvr"}),
        (SELLER_CVR, SELLER_CVR.replace("DK:CVR", "GLN").replace("DK24256790", "5798009811570"), {"gln"}),
        (">StructuredDK<", ">Free<", {"address-format"}),
        (">DK</cbc:IdentificationCode>", ">Danmark</cbc:IdentificationCode>", {"country"}),
        (">93</cbc:PaymentMeansCode>", ">30</cbc:PaymentMeansCode>", {"means"}),
        (">DK:BANK<", ">DK:BANKEN<", {"channel"}),
        (">DK:FIK<", ">DK:GIRO<", {"channel-of-means"}),
        ("<cbc:PaymentDueDate>2026-03-05</cbc:PaymentDueDate>", "", {"due-date"}),
        (FIK, FIK.replace("71", "72"), {"slip-type"}),
        (">026840149965328<", ">26840149965328<", {"slip-number"}),
        (">026840149965328<", ">026840149965327<", {"slip-digit"}),
        (">81234567<", ">1234567<", {"slip-creditor"}),
        (">0005704966<", ">00005704966<", {"bank-account"}),
        ("<cbc:ID>0005704966</cbc:ID>", "", {"account"}),
        (">DK:BANK<", ">IBAN<", {"iban"}),
        ('<cbc:TaxAmount currencyID="DKK">1225.00</cbc:TaxAmount><cac:TaxS', "<cac:TaxS", {"tax-total"}),
        (">StandardRated<", ">Standard<", {"tax-category"}),
        ('taxschemeid-1.1">63<', 'taxschemeid-1.1">moms<', {"tax-scheme"}),
        ("<cbc:Percent>25</cbc:Percent>", "<cbc:Percent>0</cbc:Percent>", {"tax-rate", "tax-is-rate"}),
        ('<cbc:PayableAmount currencyID="DKK">6125.00</cbc:PayableAmount>', "", {"totals"}),
        ("<cbc:Name>Beslag</cbc:Name>", "", {"line"}),
        ("<cbc:ChargeIndicator>false</cbc:ChargeIndicator>", "", {"allowance"}),
        (f"{LINE_NET}4000.00<", f"{LINE_NET}4001.00<", {"lines-add-up"}),
        ('<cbc:TaxAmount currencyID="DKK">1000.00</cbc:TaxAmount><cac:TaxS', "<cac:TaxS", {"line-tax"}),
        (f"{TAXES}1225.00<", f"{TAXES}4900.00<", {"taxes-are-total", "gross-adds-up"}),
        (f"{PAYABLE}6125.00<", f"{PAYABLE}6125.50<", {"payable-adds-up"}),
        (f"{TAXABLE}4900.00<", f"{TAXABLE}4800.00<", {"tax-is-rate"}),
        (">2026-01-10<", ">10.1.2026<", {"dates"}),
        (">0.02<", ">2 %<", {"numbers"}),
        ('<cbc:Amount currencyID="DKK">100.00<', '<cbc:Amount currencyID="DKK">100.001<', {"decimals"}),
    ],
)  # fmt: skip
def test_one_change_breaks_one_rule(old: str, new: str, rules: set[str]) -> None:
    assert old in RIGHT
    found = {breach.rule.removeprefix("oioubl.") for breach in breaches(RIGHT.replace(old, new).encode())}
    assert found == rules


def test_names_are_demanded() -> None:
    nameless = RIGHT.replace("<cbc:Name>Havn A/S</cbc:Name>", "").replace(
        "<cbc:RegistrationName>Havn A/S", "<cbc:RegistrationName>"
    )
    assert {breach.rule for breach in breaches(nameless.encode())} == {"oioubl.seller-name"}


def test_a_giro_slip_has_its_own_types_and_account() -> None:
    giro = RIGHT.replace(">93</cbc:PaymentMeansCode>", ">50</cbc:PaymentMeansCode>").replace(">DK:FIK<", ">DK:GIRO<")
    assert {breach.rule for breach in breaches(giro.encode())} == {"oioubl.slip-type", "oioubl.account"}


def test_another_document_is_not_judged() -> None:
    other = ubl("<cbc:CustomizationID>urn:cen.eu:en16931:2017</cbc:CustomizationID>")
    assert not applies(parse_xml(other))
    assert breaches(other) == []


def test_every_rule_has_its_words() -> None:
    assert [rule.id for rule in STRUCTURE] == list(WORDS)
    assert len(STRUCTURE) > 25


@pytest.mark.skipif(not SAMPLES, reason="../shared is absent")
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_published_document_breaks_nothing_fatal(path: Path) -> None:
    assert applies(parse_xml(path.read_bytes()))
    fatal = [breach.rule for breach in breaches(path.read_bytes()) if breach.weight is Weight.FATAL]
    assert fatal == []


@pytest.mark.skipif(not SAMPLES_3, reason="../shared is absent")
@pytest.mark.parametrize("path", SAMPLES_3, ids=lambda path: path.stem)
def test_oioubl_3_is_not_judged_as_oioubl_2(path: Path) -> None:
    assert breaches(path.read_bytes()) == []
