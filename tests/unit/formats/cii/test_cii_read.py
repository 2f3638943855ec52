"""What the CII reader promises beyond the golden files."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from einvoices import cii, golden, reading
from kontera.core.invoice import Card, DocumentReference, Mandate
from kontera.core.party import Account, AccountScheme, Endpoint
from kontera.formats.facturx import invoice_xml

SUMMATION = "SpecifiedTradeSettlementHeaderMonetarySummation"


def within(name: str, inner: str) -> str:
    return f"<ram:{name}>{inner}</ram:{name}>"


def settled(inner: str) -> bytes:
    return cii(f"<ram:ApplicableHeaderTradeSettlement>{inner}</ram:ApplicableHeaderTradeSettlement>")


def means(code: str, number: str, bic: str = "") -> str:
    creditor = f"<ram:PayeePartyCreditorFinancialAccount>{number}</ram:PayeePartyCreditorFinancialAccount>"
    bank = within("PayeeSpecifiedCreditorFinancialInstitution", f"<ram:BICID>{bic}</ram:BICID>")
    parts = f"<ram:TypeCode>{code}</ram:TypeCode>{creditor}{bank if bic else ''}"
    return f"<ram:SpecifiedTradeSettlementPaymentMeans>{parts}</ram:SpecifiedTradeSettlementPaymentMeans>"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (means("58", "<ram:IBANID>DE89 3704</ram:IBANID>"), Account(AccountScheme.IBAN, "DE893704", country="DE")),
        (
            means("30", "<ram:ProprietaryID>58056201</ram:ProprietaryID>", "SE:BANKGIRO"),
            Account(AccountScheme.BANKGIRO, "58056201", country="SE"),
        ),
        (
            means("30", "<ram:IBANID>4123456</ram:IBANID>", "SE:PLUSGIRO"),
            Account(AccountScheme.PLUSGIRO, "4123456", country="SE"),
        ),
        (means("30", "<ram:IBANID>86011117947</ram:IBANID>"), Account(AccountScheme.DOMESTIC, "86011117947")),
        (
            means("93", "<ram:ProprietaryID>81234567</ram:ProprietaryID>"),
            Account(AccountScheme.DANISH_SLIP, "81234567", country="DK"),
        ),
    ],
)
def test_an_account_has_its_scheme(given: str, expected: Account) -> None:
    assert reading(settled(given)).invoice.payment.accounts == (expected,)


def test_a_profile_without_lines_has_its_totals() -> None:
    total = within(SUMMATION, "<ram:DuePayableAmount>7.50</ram:DuePayableAmount>")
    invoice = reading(settled(total)).invoice
    assert (invoice.lines, str(invoice.totals.payable)) == ((), "7.50")


def test_a_line_that_sums_up_others_is_kept_and_noted() -> None:
    status = "<ram:LineID>1</ram:LineID><ram:LineStatusReasonCode>GROUP</ram:LineStatusReasonCode>"
    document = within("AssociatedDocumentLineDocument", status)
    read = reading(cii(f"<ram:IncludedSupplyChainTradeLineItem>{document}</ram:IncludedSupplyChainTradeLineItem>"))
    assert len(read.invoice.lines) == 1
    assert [(found.rule, found.field) for found in read.findings] == [("einvoice.group_line", "lines[0]")]


def test_a_month_is_no_date_and_is_remarked_on() -> None:
    read = reading(golden("zugferd-1-invoice"))
    assert read.invoice.delivery_date is None
    assert [found.field for found in read.findings] == ["delivery_date"]


def test_a_note_keeps_the_code_of_its_subject() -> None:
    note = "<ram:IncludedNote><ram:Content>Hej</ram:Content><ram:SubjectCode>AAI</ram:SubjectCode></ram:IncludedNote>"
    data = cii("").replace(b"<rsm:Supply", f"<rsm:ExchangedDocument>{note}</rsm:ExchangedDocument><rsm:Supply".encode())
    assert reading(data).invoice.notes == ("#AAI#Hej",)


@pytest.mark.parametrize(("stated", "kept"), [("5", "3"), ("29", "35"), ("72", "432"), ("3", "")])
def test_the_tax_points_code_is_kept_as_ubl_writes_it(stated: str, kept: str) -> None:
    read = reading(settled(within("ApplicableTradeTax", f"<ram:DueDateTypeCode>{stated}</ram:DueDateTypeCode>") * 2))
    assert read.invoice.tax_point_code == kept
    assert bool(read.unread) is not bool(kept)


DUE = '<ram:DueDateDateTime><udt:DateTimeString format="102">{}</udt:DateTimeString></ram:DueDateDateTime>'
TERMS = "SpecifiedTradePaymentTerms"
DISCOUNT = "ApplicableTradePaymentDiscountTerms"
PERCENT = "<ram:CalculationPercent>2</ram:CalculationPercent>"
BASIS = '<ram:BasisDateTime><udt:DateTimeString format="102">20260601</udt:DateTimeString></ram:BasisDateTime>'
TEN_DAYS = '<ram:BasisPeriodMeasure unitCode="DAY">10</ram:BasisPeriodMeasure>'


@pytest.mark.parametrize(
    ("discount", "days", "last"),
    [
        (BASIS + TEN_DAYS + PERCENT, 10, date(2026, 6, 11)),
        (BASIS + PERCENT, None, date(2026, 6, 1)),
        (TEN_DAYS + PERCENT, 10, None),
        (PERCENT, None, date(2026, 6, 20)),
    ],
)
def test_a_cash_discounts_last_day_is_counted_or_the_terms_own_due_date(
    discount: str, days: int | None, last: date | None
) -> None:
    payment = reading(settled(within(TERMS, DUE.format("20260620") + within(DISCOUNT, discount)))).invoice.payment
    assert (payment.discount_percent, payment.discount_days, payment.discount_date) == (Decimal(2), days, last)


def test_a_cash_discount_that_xrechnung_writes_as_text_is_read() -> None:
    text = "#SKONTO#TAGE=14#PROZENT=2.25#\n"
    payment = reading(settled(within(TERMS, f"<ram:Description>{text}</ram:Description>"))).invoice.payment
    assert (payment.discount_days, payment.discount_percent) == (14, Decimal("2.25"))
    assert payment.terms == text.strip()


def test_of_several_due_dates_the_first_counts_and_the_others_are_listed() -> None:
    read = reading(settled(within(TERMS, DUE.format("20260620")) + within(TERMS, DUE.format("20260720"))))
    assert read.invoice.due_date == date(2026, 6, 20)
    assert len(read.unread) == 1


def test_net_days_and_late_interest_are_read() -> None:
    penalty = within("ApplicableTradePaymentPenaltyTerms", "<ram:CalculationPercent>11.5</ram:CalculationPercent>")
    measure = '<ram:SettlementPeriodMeasure unitCode="DAY">30</ram:SettlementPeriodMeasure>'
    payment = reading(settled(within(TERMS, measure + penalty))).invoice.payment
    assert (payment.days, payment.penalty_rate) == (30, Decimal("11.5"))


@pytest.mark.parametrize("measure", ['unitCode="MON">1', 'unitCode="DAY">1.5', 'unitCode="DAY">-3', 'unitCode="DAY">x'])
def test_a_period_that_is_not_in_whole_days_stays_unread(measure: str) -> None:
    read = reading(settled(within(TERMS, f"<ram:SettlementPeriodMeasure {measure}</ram:SettlementPeriodMeasure>")))
    assert read.invoice.payment.days is None
    assert len(read.unread) == 1


def test_a_direct_debit_is_put_together_from_its_three_places() -> None:
    debtor = within("PayerPartyDebtorFinancialAccount", "<ram:IBANID>FI21 1234 5600 0007 85</ram:IBANID>")
    parts = (
        "<ram:CreditorReferenceID>FI00ZZZ1</ram:CreditorReferenceID>",
        within("SpecifiedTradeSettlementPaymentMeans", "<ram:TypeCode>59</ram:TypeCode>" + debtor),
        within(TERMS, "<ram:DirectDebitMandateID>M-1</ram:DirectDebitMandateID>"),
    )
    payment = reading(settled("".join(parts))).invoice.payment
    assert payment.mandate == Mandate("M-1", "FI00ZZZ1", "FI2112345600000785")


def test_a_card_is_read_and_means_in_words_are_kept_once() -> None:
    card = within(
        "ApplicableTradeSettlementFinancialCard",
        "<ram:ID>1234</ram:ID><ram:CardholderName>E Ek</ram:CardholderName>",
    )
    words = "<ram:TypeCode>48</ram:TypeCode><ram:Information>Kort</ram:Information>"
    means_of_payment = within("SpecifiedTradeSettlementPaymentMeans", words + card)
    payment = reading(settled(means_of_payment + within("SpecifiedTradeSettlementPaymentMeans", words))).invoice.payment
    assert (payment.card, payment.means, payment.means_code) == (Card("1234", "E Ek"), "Kort", "48")


def test_means_of_another_kind_are_listed_but_their_account_is_kept() -> None:
    read = reading(
        settled(means("30", "<ram:IBANID>1234567</ram:IBANID>") + means("59", "<ram:IBANID>765</ram:IBANID>"))
    )
    assert [account.id for account in read.invoice.payment.accounts] == ["1234567", "765"]
    assert [path.rpartition(":")[2] for path in read.unread] == ["TypeCode"]


def agreed(inner: str) -> bytes:
    return cii(within("ApplicableHeaderTradeAgreement", inner))


def additional(number: str, code: str, further: str = "") -> str:
    parts = f"<ram:IssuerAssignedID>{number}</ram:IssuerAssignedID><ram:TypeCode>{code}</ram:TypeCode>{further}"
    return within("AdditionalReferencedDocument", parts)


def test_additional_documents_are_a_tender_an_object_or_attachments() -> None:
    scheme = "<ram:ReferenceTypeCode>AVE</ram:ReferenceTypeCode>"
    documents = additional("T", "50") + additional("O", "130", scheme) + additional("A", "916") + additional("T2", "50")
    read = reading(agreed(documents))
    assert (read.invoice.tender, read.invoice.invoiced_object, read.invoice.invoiced_object_scheme) == ("T", "O", "AVE")
    assert [attachment.number for attachment in read.invoice.attachments] == ["A"]
    assert len(read.unread) == 2


def test_a_global_number_of_the_place_of_delivery_is_preferred() -> None:
    place = within("ShipToTradeParty", '<ram:ID>7</ram:ID><ram:GlobalID schemeID="0088">73</ram:GlobalID>')
    read = reading(cii(within("ApplicableHeaderTradeDelivery", place)))
    assert read.invoice.delivery_location == Endpoint("0088", "73")
    assert len(read.unread) == 1


def test_a_delivery_note_counts_where_no_despatch_advice_is_named() -> None:
    note = within("DeliveryNoteReferencedDocument", "<ram:IssuerAssignedID>L-1</ram:IssuerAssignedID>")
    assert reading(cii(within("ApplicableHeaderTradeDelivery", note))).invoice.despatch_advice == "L-1"


def line_with(agreement: str) -> bytes:
    return cii(within("IncludedSupplyChainTradeLineItem", within("SpecifiedLineTradeAgreement", agreement)))


def price(name: str, amount: str, further: str = "") -> str:
    return within(f"{name}PriceProductTradePrice", f"<ram:ChargeAmount>{amount}</ram:ChargeAmount>{further}")


@pytest.mark.parametrize(
    ("gross", "net", "unit", "percent"),
    [("100", "90", "100", "10"), ("450", "410", "410", None), ("90", "90", "90", None)],
)
def test_a_discount_is_a_percentage_where_one_tells_it_exactly(
    gross: str, net: str, unit: str, percent: str | None
) -> None:
    line = reading(line_with(price("Gross", gross) + price("Net", net))).invoice.lines[0]
    assert (line.unit_price, line.gross_price) == (Decimal(unit), Decimal(gross))
    assert line.discount_percent == (None if percent is None else Decimal(percent))


def test_a_price_for_another_quantity_stays_unread() -> None:
    other = '<ram:BasisQuantity unitCode="C62">100</ram:BasisQuantity>'
    read = reading(line_with(price("Gross", "100", other) + price("Net", "1")))
    assert (read.invoice.lines[0].unit_price, read.invoice.lines[0].gross_price) == (Decimal(1), None)
    assert len(read.unread) == 2


def test_a_surcharge_on_a_price_is_no_discount() -> None:
    surcharge = (
        "<ram:ChargeIndicator><udt:Indicator>true</udt:Indicator></ram:ChargeIndicator>"
        "<ram:ActualAmount>5</ram:ActualAmount>"
    )
    further = within("AppliedTradeAllowanceCharge", surcharge)
    line = reading(line_with(price("Gross", "100", further) + price("Net", "105"))).invoice.lines[0]
    assert (line.unit_price, line.gross_price, line.price_discount) == (Decimal(105), Decimal(100), None)


def test_a_file_at_a_line_is_an_attachment_and_any_other_document_a_reference() -> None:
    file = '<ram:AttachmentBinaryObject mimeCode="text/csv" filename="a.csv">YQ==</ram:AttachmentBinaryObject>'
    kind = "<ram:ReferenceTypeCode>SRN</ram:ReferenceTypeCode>"
    invoice = reading(line_with(additional("F", "916", file) + additional("S", "916", kind))).invoice
    assert [(one.number, one.content) for one in invoice.attachments] == [("F", b"a")]
    assert invoice.lines[0].references == (DocumentReference("S", type_code="SRN"),)


def test_a_date_may_be_stated_as_a_date_and_time() -> None:
    event = within("OccurrenceDateTime", "<udt:DateTime>2026-04-10T08:00:00</udt:DateTime>")
    delivery = within("ApplicableHeaderTradeDelivery", within("ActualDeliverySupplyChainEvent", event))
    assert reading(cii(delivery)).invoice.delivery_date == date(2026, 4, 10)


def test_a_credit_note_stated_with_minus_signs_is_read_as_credited_and_noted() -> None:
    read = reading(golden("zugferd-1-full-invoice"))
    assert (read.invoice.totals.payable, read.invoice.lines[0].quantity) == (Decimal("47.60"), Decimal(2))
    assert [found.rule for found in read.findings] == ["einvoice.negative_credit_note"]
    assert read.evidence["totals.payable"].raw == "-47.60"


def test_a_test_or_a_copy_is_noted() -> None:
    read = reading(golden("facturx-extended-invoice"))
    rules = {found.rule for found in read.findings}
    assert {"einvoice.test_document", "einvoice.copy", "einvoice.information_line"} <= rules
    assert read.language == "fr"


def test_of_several_invoices_in_a_pdf_the_one_with_the_standards_name_counts() -> None:
    old, new = golden("zugferd-1-invoice"), golden("cii-full-invoice")
    assert invoice_xml([("old.xml", old), ("Factur-X.xml", new)]) == new
    assert invoice_xml([("a.bin", b"%PDF-1.7"), ("b", old), ("c", new)]) == old
    assert invoice_xml([("factur-x.xml", b"<order/>"), ("x", new)]) == new
    assert invoice_xml([("factur-x.xml", b"<order/>")]) is None
