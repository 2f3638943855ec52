"""Each structure rule of Finvoice is broken by one change to a document that breaks none."""

from __future__ import annotations

import re

import pytest
from finvoices import CREDIT, FULL, OLD, broken

from kontera.core.validation import Layer, Weight
from kontera.formats.finvoice.structure import STRUCTURE, WORDS
from kontera.formats.rules.rule import Judged, judged
from kontera.formats.xml import parse_xml

TEXT = FULL.decode("utf-8")


def changed(old: str, new: str, text: str = TEXT) -> bytes:
    """The document with the first place where the pattern matches replaced."""
    found, count = re.subn(old, new.replace("\\", "\\\\"), text, count=1, flags=re.DOTALL)
    assert count == 1, old
    return found.encode("utf-8")


def test_every_rule_has_its_words_and_every_id_is_its_own() -> None:
    ids = [rule.id for rule in STRUCTURE]
    assert len(set(ids)) == len(ids) == 59
    assert set(WORDS) == set(ids)
    assert all(id_.startswith("finvoice.") for id_ in ids)
    assert all(rule.judge.__doc__ for rule in STRUCTURE)


@pytest.mark.parametrize("document", [FULL, CREDIT, OLD], ids=["3.0", "2.01", "1.3"])
def test_a_good_document_of_each_version_breaks_no_rule(document: bytes) -> None:
    assert broken(document) == []


def without(element: str) -> tuple[str, str]:
    return rf"<{element}\b[^>]*>[^<]*</{element}>", ""


CHANGES = [
    ("version", 'Version="3.0"', 'Version="9.9"'),
    ("groups", "<SellerPartyDetails>.*?</SellerPartyDetails>", ""),
    ("unknown-group", "<SpecificationDetails>", "<Muuta>1</Muuta><SpecificationDetails>"),
    ("order", "<InvoiceUrlNameText>", "<BuyerSiteCode>1</BuyerSiteCode><InvoiceUrlNameText>"),
    (
        "inner-order",
        "(<InvoiceDate .*?</InvoiceDate>)",
        "<OriginalInvoiceNumber>7</OriginalInvoiceNumber><InvoiceDate/>",
    ),
    ("unknown-element", "<RowVatCode>", "<RowMuu>1</RowMuu><RowVatCode>"),
    ("repeated", "<TenderReference>", "<TenderReference>HT-8</TenderReference><TenderReference>"),
    ("group-parts", *without("DefinitionHeaderText")),
    ("empty", "<VatRatePercent>0<", "<VatRatePercent><"),
    ("length", "<SellerStreetName>", "<SellerStreetName>" + "x" * 36),
    ("transmission", *without("ToIntermediator")),
    ("buyer-name", *without("BuyerOrganisationName")),
    ("delivery-party", *without("DeliveryOrganisationName")),
    ("address", *without("BuyerTownName")),
    ("account-bic", *without("SellerBic")),
    ("type", *without("InvoiceTypeCode")),
    ("type-text", *without("InvoiceTypeText")),
    ("origin", *without("OriginCode")),
    ("origin", "<OriginCode>Original", "<OriginCode>Alkuperäinen"),
    ("invoice-date", *without("InvoiceDate")),
    ("total", *without("InvoiceTotalVatIncludedAmount")),
    ("row-kind", "</InvoiceRow>", "<SubInvoiceRow/></InvoiceRow>"),
    ("epi-groups", "<EpiReference/>", ""),
    ("epi-account", *without("EpiAccountID")),
    ("epi-amount", *without("EpiInstructedAmount")),
    ("epi-charge", 'ChargeOption="SHA"', 'ChargeOption="X"'),
    ("epi-charge", *without("EpiCharge")),
    ("epi-due-date", *without("EpiDateOptionDate")),
    ("date-form", ">20260202<", ">2.2.2026<"),
    ("date-form", '<InvoiceDate Format="CCYYMMDD">', '<InvoiceDate Format="DDMMCCYY">'),
    ("date-form", ">20251212<", ">20251232<"),
    ("amount-form", ">12,00<", ">12.00<"),
    ("amount-form", ">12,00<", ">12,0<"),
    ("epi-amount-form", ">1500,00<", ">1500<"),
    ("currency", '(<UnitPriceDiscountAmount) AmountCurrencyIdentifier="EUR"', "<UnitPriceDiscountAmount"),
    (
        "one-currency",
        '<UnitPriceDiscountAmount AmountCurrencyIdentifier="EUR"',
        '<UnitPriceDiscountAmount AmountCurrencyIdentifier="SEK"',
    ),
    ("percent-form", "<PaymentOverDueFinePercent>10,5", "<PaymentOverDueFinePercent>10,5 %"),
    ("quantity-form", ">1500</InvoicedQuantity>", ">tuhat</InvoicedQuantity>"),
    ("vat-code", "<VatCode>S", "<VatCode>Q"),
    ("country-code", "<CountryCode>FI", "<CountryCode>fi"),
    ("type-code", ">INV01<", ">LASKU<"),
    ("timestamp", "2026-02-03T07:15:00", "3.2.2026 7:15"),
    ("length", "<InvoiceNumber>20260117", "<InvoiceNumber>202601172026011720260117"),
    ("account-scheme", '<EpiAccountID IdentificationSchemeName="IBAN"', '<EpiAccountID IdentificationSchemeName="ABA"'),
    ("iban", "(<EpiAccountID [^>]*>FI)21", '<EpiAccountID IdentificationSchemeName="IBAN">FI22'),
    ("reference-form", ">202601171<", ">Lasku-117<"),
    ("reference-digit", ">202601171<", ">202601172<"),
    ("business-id", "<BuyerPartyIdentifier>0737546-2", "<BuyerPartyIdentifier>0737546-3"),
    ("vat-number", "FI07375462", "FI07375463"),
    ("ovt", ">003707375462<", ">003707375463<"),
    ("net-sum", ">1260,00<", ">1261,00<"),
    ("total-sum", ">1533,05<", ">1543,05<"),
    ("vat-bases", "(<VatBaseAmount [^>]*>)140,00", '<VatBaseAmount AmountCurrencyIdentifier="EUR">170,00'),
    ("vat-sum", "(<VatRateAmount [^>]*>)0,00", '<VatRateAmount AmountCurrencyIdentifier="EUR">7,00'),
    ("vat-rate", "<VatRatePercent>25,5", "<VatRatePercent>24"),
    ("row-amounts", ">1393,05<", ">1399,05<"),
    ("epi-total", ">1500,00<", ">1400,00<"),
    ("due-dates", "(<InvoiceDueDate [^>]*>)20260216", '<InvoiceDueDate Format="CCYYMMDD">20260217'),
    ("rows-sum", ">1260,00<", ">1200,00<"),
]


@pytest.mark.parametrize(("rule", "old", "new"), CHANGES, ids=lambda value: value[:20])
def test_a_change_breaks_its_rule(rule: str, old: str, new: str) -> None:
    assert f"finvoice.{rule}" in broken(changed(old, new))


OTHERS = {
    "seller-name": (OLD, *without("SellerOrganisationName")),
    "invoice-number": (OLD, *without("InvoiceNumber")),
    "old-totals": (OLD, *without("InvoiceTotalVatAmount")),
    "newer-element": (OLD, "<OriginCode>", "<InvoiceTypeCodeUN>380</InvoiceTypeCodeUN><OriginCode>"),
    "rows-net": (OLD, ">50,00</RowVatExcludedAmount>", ">45,00</RowVatExcludedAmount>"),
    "credit-sign": (OLD, ">INV01<", ">INV02<"),
}


@pytest.mark.parametrize("rule", OTHERS)
def test_a_change_to_an_old_document_breaks_its_rule(rule: str) -> None:
    document, old, new = OTHERS[rule]
    assert f"finvoice.{rule}" in broken(changed(old, new, document.decode("utf-8")))


def test_every_rule_is_broken_by_some_change() -> None:
    tried = {rule for rule, _, _ in CHANGES} | set(OTHERS)
    assert {rule.id.removeprefix("finvoice.") for rule in STRUCTURE} == tried


def test_a_breach_tells_its_place_what_it_found_and_how_heavy_it_is() -> None:
    document = Judged(parse_xml(changed(">202601171<", ">202601172<")))
    (breach,) = judged(document, STRUCTURE, WORDS, Layer.STRUCTURE, "3.0.21")
    assert (breach.rule, breach.weight, breach.found) == ("finvoice.reference-digit", Weight.WARNING, "202601172")
    assert breach.xpath == "/Finvoice/EpiDetails/EpiPaymentInstructionDetails/EpiRemittanceInfoIdentifier"
    assert breach.field == "payment.reference"
    assert breach.line > 300


@pytest.mark.parametrize("roundoff", ["0,05", "-0,05"])
def test_the_roundoff_may_stand_in_the_total_or_beside_it(roundoff: str) -> None:
    text = TEXT.replace(">-0,05<", f">{roundoff}<")
    assert "finvoice.total-sum" not in broken(text.encode())


def test_a_credit_note_without_anything_to_pay_is_right() -> None:
    nothing = CREDIT.decode("iso-8859-15").replace(
        'EpiInstructedAmount AmountCurrencyIdentifier="EUR">-40,86',
        'EpiInstructedAmount AmountCurrencyIdentifier="EUR">0,00',
    )
    assert broken(nothing.encode("iso-8859-15")) == []


def test_the_rules_hold_for_a_document_with_a_namespace_too() -> None:
    spaced = TEXT.replace("<Finvoice ", '<Finvoice xmlns="urn:made-up" ')
    assert broken(spaced.encode()) == []
    assert broken(spaced.replace(">12,00<", ">12.00<").encode()) == ["finvoice.amount-form"]
