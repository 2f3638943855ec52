"""What the Finvoice reader promises beyond the golden files."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from finvoices import FULL, details, finvoice, invoice, money, read, rows

from kontera.core.evidence import Source
from kontera.core.invoice import DocumentReference, DocumentType, Period, VatCategory
from kontera.core.party import Account, AccountScheme, Address, Endpoint
from kontera.formats.finvoice.read import CODEC
from kontera.formats.xml import parse_xml


@pytest.mark.parametrize(
    ("document", "known"),
    [
        (b"<Finvoice/>", True),
        (b'<Finvoice xmlns="urn:made-up"/>', True),
        (b"<FinvoiceSenderInfo/>", False),
        (b"<Invoice/>", False),
    ],
)
def test_a_finvoice_is_known_by_its_root(document: bytes, known: bool) -> None:
    assert CODEC.recognises(parse_xml(document)) is known


def test_a_value_tells_the_element_it_came_from() -> None:
    seen = read(FULL).evidence
    assert seen["number"].source is Source.E_INVOICE
    assert seen["number"].by == "finvoice:Finvoice/InvoiceDetails/InvoiceNumber"
    assert seen["lines[0].net_amount"].by == "finvoice:Finvoice/InvoiceRow[2]/RowVatExcludedAmount"
    assert seen["lines[0].unit"].by == "finvoice:Finvoice/InvoiceRow[2]/InvoicedQuantity[2]/@QuantityUnitCodeUN"
    assert seen["totals.payable"].raw == "1500,00"
    assert seen["currency"].raw == "EUR"


@pytest.mark.parametrize(
    ("code", "kind", "un"),
    [
        ("INV01", DocumentType.INVOICE, "380"),
        ("INV02", DocumentType.CREDIT_NOTE, "381"),
        ("INV03", DocumentType.INVOICE, ""),
        ("INV05", DocumentType.REMINDER, ""),
        ("INV07", DocumentType.INVOICE, "389"),
        ("INV08", DocumentType.REMINDER, ""),
        ("QUO01", DocumentType.QUOTE, ""),
        ("ORD01", DocumentType.OTHER, ""),
        ("DEN01", DocumentType.DELIVERY_NOTE, ""),
    ],
)
def test_the_type_code_tells_the_kind_of_document(code: str, kind: DocumentType, un: str) -> None:
    found = invoice(details(f"<InvoiceTypeCode>{code}</InvoiceTypeCode>"))
    assert (found.type, found.type_code) == (kind, un)


def test_a_code_of_the_united_nations_goes_before_the_own_one() -> None:
    codes = "<InvoiceTypeCode>INV01</InvoiceTypeCode><InvoiceTypeCodeUN>384</InvoiceTypeCodeUN>"
    assert invoice(details(codes)).type_code == "384"


@pytest.mark.parametrize(
    ("origin", "rules"),
    [("Original", []), ("Copy", ["finvoice.copy"]), ("Cancel", ["finvoice.cancellation"]), ("", [])],
)
def test_a_copy_and_a_cancellation_are_remarked_on(origin: str, rules: list[str]) -> None:
    found = read(details(f"<InvoiceTypeCode>INV01</InvoiceTypeCode><OriginCode>{origin}</OriginCode>"))
    assert [one.rule for one in found.findings] == rules
    assert found.unread == ()


PAID = "<PaymentStatusDetails><PaymentStatusCode>PAID</PaymentStatusCode></PaymentStatusDetails>"


@pytest.mark.parametrize(
    ("code", "kind", "rules"),
    [("INV01", DocumentType.INVOICE, ["finvoice.paid"]), ("INF09", DocumentType.RECEIPT, [])],
)
def test_what_is_paid_is_a_receipt_or_remarked_on(code: str, kind: DocumentType, rules: list[str]) -> None:
    head = f"<InvoiceDetails><InvoiceTypeCode>{code}</InvoiceTypeCode></InvoiceDetails>"
    found = read(finvoice(head + PAID))
    assert found.invoice.type is kind
    assert [one.rule for one in found.findings] == rules


@pytest.mark.parametrize(
    ("text", "value"),
    [("1234,50", "1234.50"), ("-7", "-7"), ("0,00001", "0.00001"), ("12,", "12"), ("3.5", "3.5"), ("+2,5", "2.5")],
)
def test_a_number_has_a_decimal_comma(text: str, value: str) -> None:
    assert invoice(details(money("InvoiceTotalVatIncludedAmount", text))).totals.gross == Decimal(value)


@pytest.mark.parametrize("text", ["1.234,50", "1 234,50", "NaN", "1e9", "٣", "100,00-", "sata"])
def test_what_is_no_number_is_absent_and_remarked_on(text: str) -> None:
    found = read(details(money("InvoiceTotalVatIncludedAmount", text)))
    assert found.invoice.totals.gross is None
    assert [(one.rule, one.field) for one in found.findings] == [("einvoice.unreadable_value", "totals.gross")]
    assert found.unread == ("Finvoice/InvoiceDetails/InvoiceTotalVatIncludedAmount",)


def test_an_amount_in_another_currency_is_remarked_on() -> None:
    amounts = money("InvoiceTotalVatAmount", "2,00", "SEK") + money("InvoiceTotalVatIncludedAmount", "10,00")
    assert [one.rule for one in read(details(amounts)).findings] == ["einvoice.other_currency"]


@pytest.mark.parametrize("text", ["20260230", "2.2.2026", "pian"])
def test_what_is_no_day_is_absent_and_remarked_on(text: str) -> None:
    found = read(details(f'<InvoiceDate Format="CCYYMMDD">{text}</InvoiceDate>'))
    assert found.invoice.issue_date is None
    assert [one.field for one in found.findings] == ["issue_date"]


def test_stated_totals_are_kept_though_they_do_not_add_up() -> None:
    amounts = money("InvoiceTotalVatExcludedAmount", "1,00") + money("InvoiceTotalVatIncludedAmount", "999,99")
    totals = invoice(details(amounts)).totals
    assert (totals.net, totals.vat, totals.gross) == (Decimal("1.00"), None, Decimal("999.99"))


def order(inner: str, party: str = "", identification: str = "") -> str:
    parties = f"<EpiPartyDetails>{party}</EpiPartyDetails>"
    about = f"<EpiIdentificationDetails>{identification}</EpiIdentificationDetails>"
    instruction = f"<EpiPaymentInstructionDetails>{inner}</EpiPaymentInstructionDetails>"
    return f"<EpiDetails>{about}{parties}{instruction}</EpiDetails>"


@pytest.mark.parametrize(
    ("remittance", "reference", "words", "expected", "unread"),
    [
        ("20260 11715", "", "", "2026011715", 0),
        ("RF33 2348 236", "", "", "RF332348236", 0),
        ("1232", "1232", "", "1232", 0),
        ("1232", "9999", "", "1232", 1),
        ("", "1232", "", "1232", 0),
        ("", "", "Lasku 12 A", "Lasku 12 A", 0),
    ],
)
def test_the_reference_is_the_one_banks_carry(
    remittance: str, reference: str, words: str, expected: str, unread: int
) -> None:
    about = f"<EpiReference>{reference}</EpiReference><EpiOrderInfo>{words}</EpiOrderInfo>"
    paid = f"<EpiRemittanceInfoIdentifier>{remittance}</EpiRemittanceInfoIdentifier>"
    found = read(finvoice(order(paid, identification=about)))
    assert (found.invoice.payment.reference, len(found.unread)) == (expected, unread)


def test_the_due_date_is_the_payment_orders_and_another_stays_unread() -> None:
    terms = '<PaymentTermsDetails><InvoiceDueDate Format="CCYYMMDD">20260302</InvoiceDueDate></PaymentTermsDetails>'
    head = f"<InvoiceDetails>{terms}</InvoiceDetails>"
    found = read(finvoice(head + order('<EpiDateOptionDate Format="CCYYMMDD">20260301</EpiDateOptionDate>')))
    assert found.invoice.due_date == date(2026, 3, 1)
    assert found.unread == ("Finvoice/InvoiceDetails/PaymentTermsDetails/InvoiceDueDate",)
    assert invoice(finvoice(head)).due_date == date(2026, 3, 2)


def beneficiary(number: str, scheme: str = "IBAN", bic: str = "", name: str = "") -> str:
    bank = f"<EpiBfiPartyDetails><EpiBfiIdentifier>{bic}</EpiBfiIdentifier></EpiBfiPartyDetails>"
    account = f'<EpiAccountID IdentificationSchemeName="{scheme}">{number}</EpiAccountID>'
    named = f"<EpiNameAddressDetails>{name}</EpiNameAddressDetails>{account}"
    return f"{bank}<EpiBeneficiaryPartyDetails>{named}</EpiBeneficiaryPartyDetails>"


@pytest.mark.parametrize(
    ("party", "expected"),
    [
        (
            beneficiary("FI2112345600000785", bic="NDEAFIHH", name="Toinen Oy"),
            (Account(AccountScheme.IBAN, "FI2112345600000785", "NDEAFIHH", "Toinen Oy", "FI"),),
        ),
        (beneficiary("12345600000785", "BBAN"), (Account(AccountScheme.DOMESTIC, "12345600000785"),)),
        (
            beneficiary("5805-6201", "BBAN", "BGABSESS"),
            (Account(AccountScheme.BANKGIRO, "58056201", country="SE"),),
        ),
        (beneficiary("NA"), ()),
    ],
)
def test_the_payment_orders_account_is_paid_to(party: str, expected: tuple[Account, ...]) -> None:
    assert invoice(finvoice(order("", party))).payment.accounts == expected


def test_the_sellers_name_as_holder_says_nothing_new() -> None:
    seller = "<SellerPartyDetails><SellerOrganisationName>Oma Oy</SellerOrganisationName></SellerPartyDetails>"
    found = read(finvoice(seller + order("", beneficiary("FI2112345600000785", name="OMA OY"))))
    assert [one.holder for one in found.invoice.payment.accounts] == [""]
    assert found.unread == ()


def test_an_account_is_listed_once_and_the_payment_orders_first() -> None:
    accounts = "".join(
        f'<SellerAccountDetails><SellerAccountID IdentificationSchemeName="IBAN">{number}</SellerAccountID>'
        f"<SellerBic>NDEAFIHH</SellerBic></SellerAccountDetails>"
        for number in ("FI5810171000000122", "FI2112345600000785")
    )
    seller = f"<SellerInformationDetails>{accounts}</SellerInformationDetails>"
    found = read(finvoice(seller + order("", beneficiary("FI2112345600000785"))))
    assert [one.id for one in found.invoice.payment.accounts] == ["FI2112345600000785", "FI5810171000000122"]
    assert [one.bic for one in found.invoice.payment.accounts] == ["NDEAFIHH", "NDEAFIHH"]
    assert found.unread == ()


def test_a_self_billed_invoice_is_sent_by_the_buyer() -> None:
    sent = "<MessageSenderDetails><FromIdentifier>003707375462</FromIdentifier></MessageSenderDetails>"
    got = "<MessageReceiverDetails><ToIdentifier>003721291126</ToIdentifier></MessageReceiverDetails>"
    head = "<InvoiceDetails><InvoiceTypeCode>INV07</InvoiceTypeCode></InvoiceDetails>"
    found = invoice(finvoice(f"<MessageTransmissionDetails>{sent}{got}</MessageTransmissionDetails>{head}"))
    assert found.buyer.endpoint == Endpoint("0216", "003707375462")
    assert found.seller.endpoint == Endpoint("0216", "003721291126")


def test_without_a_buyer_the_recipient_is_the_buyer() -> None:
    recipient = "<InvoiceRecipientOrganisationName>Ostaja Oy</InvoiceRecipientOrganisationName>"
    found = read(finvoice(f"<InvoiceRecipientPartyDetails>{recipient}</InvoiceRecipientPartyDetails>"))
    assert (found.invoice.buyer.name, found.unread) == ("Ostaja Oy", ())


def test_a_unit_number_beside_another_address_is_one_of_the_identifiers() -> None:
    sent = "<MessageSenderDetails><FromIdentifier>OPERAATTORI</FromIdentifier></MessageSenderDetails>"
    unit = "<SellerOrganisationUnitNumber>003721291126</SellerOrganisationUnitNumber>"
    seller = invoice(finvoice(f"<MessageTransmissionDetails>{sent}</MessageTransmissionDetails>{unit}")).seller
    assert seller.endpoint == Endpoint("", "OPERAATTORI")
    assert seller.identifiers == (Endpoint("0216", "003721291126"),)


def test_a_post_office_box_that_repeats_the_street_is_no_further_line() -> None:
    address = (
        "<BuyerStreetName>Kuja 1</BuyerStreetName><BuyerPostOfficeBoxIdentifier>KUJA 1</BuyerPostOfficeBoxIdentifier>"
    )
    data = f"<BuyerPartyDetails><BuyerPostalAddressDetails>{address}</BuyerPostalAddressDetails></BuyerPartyDetails>"
    found = read(finvoice(data))
    assert found.invoice.buyer.address == Address(("Kuja 1",))
    assert found.unread == ()


def test_a_delivery_period_stands_in_for_the_invoicing_period() -> None:
    days = '<StartDate Format="CCYYMMDD">20260101</StartDate><EndDate Format="CCYYMMDD">20260131</EndDate>'
    data = finvoice(f"<DeliveryDetails><DeliveryPeriodDetails>{days}</DeliveryPeriodDetails></DeliveryDetails>")
    assert invoice(data).period == Period(date(2026, 1, 1), date(2026, 1, 31))


def test_an_unknown_vat_code_stays_unread() -> None:
    found = read(details("<VatSpecificationDetails><VatCode>XX</VatCode></VatSpecificationDetails>"))
    assert found.invoice.vat[0].category is None
    assert found.unread == ("Finvoice/InvoiceDetails/VatSpecificationDetails/VatCode",)


def test_reverse_charge_is_said_by_a_group_or_a_row() -> None:
    assert invoice(details("<VatSpecificationDetails><VatCode>AE</VatCode></VatSpecificationDetails>")).reverse_charge
    found = invoice(rows("<RowVatCode>AE</RowVatCode>" + money("RowAmount", "1,00")))
    assert (found.reverse_charge, found.lines[0].vat_category) == (True, VatCategory.REVERSE_CHARGE)
    assert not invoice(details("")).reverse_charge


def test_an_earlier_invoice_without_a_number_is_none() -> None:
    first = "<OriginalInvoiceNumber>7</OriginalInvoiceNumber>"
    second = "<OriginalInvoiceReference><InvoiceNumber>8</InvoiceNumber></OriginalInvoiceReference>"
    nothing = "<OriginalInvoiceReference><InvoiceNumber/></OriginalInvoiceReference>"
    assert invoice(details(first + nothing + second)).preceding == (DocumentReference("7"), DocumentReference("8"))


def test_the_language_the_recipient_asked_for_is_the_readings() -> None:
    assert read(finvoice("<InvoiceRecipientLanguageCode>SV</InvoiceRecipientLanguageCode>")).language == "sv"


def test_an_empty_document_is_an_empty_invoice() -> None:
    found = read(b"<Finvoice/>")
    assert (found.invoice.number, found.unread, found.findings) == ("", (), ())
