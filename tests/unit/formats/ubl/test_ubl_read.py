"""What the UBL reader promises beyond the golden files."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from einvoices import golden, reading, ubl
from kontera.core.evidence import Source
from kontera.core.invoice import DocumentType, Line, VatCategory
from kontera.core.party import Account, AccountScheme, Endpoint


def test_a_value_tells_the_element_it_came_from() -> None:
    seen = reading(golden("ubl-bankgiro-invoice")).evidence
    assert seen["number"].source is Source.E_INVOICE
    assert seen["number"].by == "ubl:Invoice/cbc:ID"
    assert seen["lines[1].net_amount"].by == "ubl:Invoice/cac:InvoiceLine[2]/cbc:LineExtensionAmount"
    assert seen["lines[0].unit"].by == "ubl:Invoice/cac:InvoiceLine[1]/cbc:InvoicedQuantity/@unitCode"
    assert seen["seller.organisation_number"].raw == "556036-0793"
    assert seen["payment.accounts[0]"].raw == "58056201"


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("380", DocumentType.INVOICE),
        ("384", DocumentType.INVOICE),
        ("381", DocumentType.CREDIT_NOTE),
        ("396", DocumentType.CREDIT_NOTE),
    ],
)
def test_the_type_code_tells_an_invoice_from_a_credit_note(code: str, kind: DocumentType) -> None:
    invoice = reading(ubl(f"<cbc:InvoiceTypeCode>{code}</cbc:InvoiceTypeCode>")).invoice
    assert (invoice.type, invoice.type_code) == (kind, code)


def test_a_credit_note_root_is_a_credit_note_whatever_its_code() -> None:
    assert reading(ubl("<cbc:ID>1</cbc:ID>", "CreditNote")).invoice.type is DocumentType.CREDIT_NOTE


def test_what_has_no_place_is_listed_and_not_dropped() -> None:
    read = reading(ubl("<cbc:ID>1</cbc:ID><cbc:ID>2</cbc:ID><cac:Foo><cbc:Bar>x</cbc:Bar></cac:Foo>"))
    assert read.unread == ("Invoice/cbc:ID[2]", "Invoice/cac:Foo/cbc:Bar")


def test_an_unreadable_amount_is_absent_and_remarked_on() -> None:
    total = "<cac:LegalMonetaryTotal><cbc:PayableAmount>1.234,50</cbc:PayableAmount></cac:LegalMonetaryTotal>"
    read = reading(ubl(total))
    assert read.invoice.totals.payable is None
    assert [(found.rule, found.field) for found in read.findings] == [("einvoice.unreadable_value", "totals.payable")]
    assert read.unread == ("Invoice/cac:LegalMonetaryTotal/cbc:PayableAmount",)


@pytest.mark.parametrize("text", ["NaN", "Infinity", "1e9", "0x10", "٣", "1 000"])
def test_only_plain_decimals_are_amounts(text: str) -> None:
    total = f"<cac:LegalMonetaryTotal><cbc:PayableAmount>{text}</cbc:PayableAmount></cac:LegalMonetaryTotal>"
    assert reading(ubl(total)).invoice.totals.payable is None


@pytest.mark.parametrize("text", ["2026-02-03", "2026-02-03Z", "2026-02-03+01:00", " 2026-02-03 ", "20260203"])
def test_a_date_is_read_with_or_without_its_zone(text: str) -> None:
    assert reading(ubl(f"<cbc:IssueDate>{text}</cbc:IssueDate>")).invoice.issue_date == date(2026, 2, 3)


@pytest.mark.parametrize("text", ["2026-02-30", "3.2.2026", "soon"])
def test_what_is_no_date_is_absent(text: str) -> None:
    read = reading(ubl(f"<cbc:IssueDate>{text}</cbc:IssueDate>"))
    assert read.invoice.issue_date is None
    assert read.findings


def test_stated_totals_are_kept_though_they_do_not_add_up() -> None:
    parts = "<cbc:LineExtensionAmount>1</cbc:LineExtensionAmount><cbc:PayableAmount>999.99</cbc:PayableAmount>"
    totals = reading(ubl(f"<cac:LegalMonetaryTotal>{parts}</cac:LegalMonetaryTotal>")).invoice.totals
    assert (totals.line_net, totals.payable, totals.gross) == (Decimal(1), Decimal("999.99"), None)


def test_an_amount_in_another_currency_is_remarked_on() -> None:
    total = '<cac:LegalMonetaryTotal><cbc:PayableAmount currencyID="USD">5</cbc:PayableAmount></cac:LegalMonetaryTotal>'
    read = reading(ubl(f"<cbc:DocumentCurrencyCode>SEK</cbc:DocumentCurrencyCode>{total}"))
    assert [found.rule for found in read.findings] == ["einvoice.other_currency"]


BRANCH = "<cbc:ID>9710</cbc:ID><cac:FinancialInstitution><cbc:ID>DNBANOKK</cbc:ID></cac:FinancialInstitution>"


def means(
    account: str, *, code: str = "30", scheme: str = "", branch: str = "", extra: str = "", reference: str = ""
) -> str:
    institution = f"<cac:FinancialInstitutionBranch>{branch}</cac:FinancialInstitutionBranch>" if branch else ""
    number = f'<cbc:ID schemeID="{scheme}">{account}</cbc:ID>'
    payee = f"<cac:PayeeFinancialAccount>{number}{institution}</cac:PayeeFinancialAccount>"
    paid = f"<cbc:PaymentID>{reference}</cbc:PaymentID>" if reference else ""
    return (
        f"<cac:PaymentMeans><cbc:PaymentMeansCode>{code}</cbc:PaymentMeansCode>{paid}{extra}{payee}</cac:PaymentMeans>"
    )


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (
            means("5805-6201", branch="<cbc:ID>SE:BANKGIRO</cbc:ID>"),
            Account(AccountScheme.BANKGIRO, "58056201", country="SE"),
        ),
        (
            means("412345-6", branch="<cbc:ID>SE:PLUSGIRO</cbc:ID>"),
            Account(AccountScheme.PLUSGIRO, "4123456", country="SE"),
        ),
        (
            means("NO93 8601 1117 947", scheme="IBAN", branch=BRANCH),
            Account(AccountScheme.IBAN, "NO9386011117947", "DNBANOKK", country="NO"),
        ),
        (means("86011117947"), Account(AccountScheme.DOMESTIC, "86011117947")),
        (
            means("0005704966", code="42", branch="<cbc:ID>9544</cbc:ID>"),
            Account(AccountScheme.DOMESTIC, "95440005704966", country="DK"),
        ),
        (
            means("81234567", code="93", reference="71#123456789012345"),
            Account(AccountScheme.DANISH_SLIP, "81234567", country="DK"),
        ),
        (means("1234567", code="50", reference="01#"), Account(AccountScheme.DANISH_SLIP, "1234567", country="DK")),
    ],
)
def test_an_account_has_its_nordic_scheme(given: str, expected: Account) -> None:
    assert reading(ubl(given)).invoice.payment.accounts == (expected,)


def test_an_account_stated_twice_is_one_account_and_nothing_stays_unread() -> None:
    read = reading(ubl(means("86011117947", reference="123") * 2))
    assert len(read.invoice.payment.accounts) == 1
    assert read.unread == ()


def test_a_second_payment_reference_stays_unread() -> None:
    read = reading(ubl(means("86011117947", reference="123") + means("86011117947", reference="456")))
    assert read.invoice.payment.reference == "123"
    assert read.unread == ("Invoice/cac:PaymentMeans[2]/cbc:PaymentID",)


def test_an_oioubl_slip_is_written_as_en_16931_writes_it() -> None:
    parts = "<cbc:InstructionID>123456789012345</cbc:InstructionID><cbc:PaymentID>71</cbc:PaymentID>"
    account = "<cac:CreditAccount><cbc:AccountID>81234567</cbc:AccountID></cac:CreditAccount>"
    code = "<cbc:PaymentMeansCode>93</cbc:PaymentMeansCode>"
    payment = reading(ubl(f"<cac:PaymentMeans>{code}{parts}{account}</cac:PaymentMeans>")).invoice.payment
    assert payment.reference == "71#123456789012345"
    assert payment.accounts == (Account(AccountScheme.DANISH_SLIP, "81234567", country="DK"),)


def test_oioubl_puts_the_tax_where_others_put_the_net() -> None:
    total = "<cac:LegalMonetaryTotal><cbc:TaxExclusiveAmount>25.00</cbc:TaxExclusiveAmount></cac:LegalMonetaryTotal>"
    tax = "<cac:TaxTotal><cbc:TaxAmount>25.00</cbc:TaxAmount></cac:TaxTotal>"
    read = reading(ubl(f"<cbc:CustomizationID>OIOUBL-2.02</cbc:CustomizationID>{tax}{total}"))
    assert (read.invoice.totals.net, read.invoice.totals.vat) == (None, Decimal("25.00"))
    assert read.unread == ()


@pytest.mark.parametrize(("factor", "percent"), [("20", 20), ("0.2", 20)])
def test_a_factor_is_a_percentage_whichever_way_it_is_written(factor: str, percent: int) -> None:
    amounts = "<cbc:Amount>10</cbc:Amount><cbc:BaseAmount>50</cbc:BaseAmount>"
    parts = f"<cbc:MultiplierFactorNumeric>{factor}</cbc:MultiplierFactorNumeric>{amounts}"
    (allowance,) = reading(ubl(f"<cac:AllowanceCharge>{parts}</cac:AllowanceCharge>")).invoice.allowances_charges
    assert allowance.percentage == percent


def test_a_price_discount_that_no_percentage_tells_leaves_the_net_price() -> None:
    reduction = (
        "<cac:AllowanceCharge><cbc:Amount>40</cbc:Amount><cbc:BaseAmount>450</cbc:BaseAmount></cac:AllowanceCharge>"
    )
    price = f"<cac:Price><cbc:PriceAmount>410</cbc:PriceAmount>{reduction}</cac:Price>"
    read = reading(ubl(f"<cac:InvoiceLine>{price}</cac:InvoiceLine>"))
    (line,) = read.invoice.lines
    assert (line.unit_price, line.discount_percent) == (Decimal(410), None)
    assert (line.gross_price, line.price_discount) == (Decimal(450), Decimal(40))
    assert read.unread == ()


TEN_DAYS = '<cac:SettlementPeriod><cbc:DurationMeasure unitCode="DAY">10</cbc:DurationMeasure></cac:SettlementPeriod>'


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        ("<cbc:Note>10 dgr 2 %, 30 dgr netto</cbc:Note>", (None, None)),
        ("<cbc:Note>#SKONTO#TAGE=7#PROZENT=3.00#\n#SKONTO#TAGE=14#PROZENT=2.00#</cbc:Note>", (7, Decimal("3.00"))),
        (
            "<cbc:Note>#SKONTO#TAGE=7#PROZENT=3.00#</cbc:Note><cbc:SettlementDiscountPercent>1</cbc:SettlementDiscountPercent>",
            (None, Decimal(1)),
        ),
        (
            f"<cbc:SettlementDiscountPercent>2</cbc:SettlementDiscountPercent>{TEN_DAYS}",
            (10, Decimal(2)),
        ),
        (
            '<cac:SettlementPeriod><cbc:DurationMeasure unitCode="MON">1</cbc:DurationMeasure></cac:SettlementPeriod>',
            (None, None),
        ),
    ],
)
def test_a_cash_discount_is_read_as_it_is_stated(terms: str, expected: tuple[int | None, Decimal | None]) -> None:
    payment = reading(ubl(f"<cac:PaymentTerms>{terms}</cac:PaymentTerms>")).invoice.payment
    assert (payment.discount_days, payment.discount_percent) == expected


def test_the_text_of_a_cash_discount_stays() -> None:
    terms = "<cac:PaymentTerms><cbc:Note>#SKONTO#TAGE=7#PROZENT=3.00#</cbc:Note></cac:PaymentTerms>"
    assert reading(ubl(terms)).invoice.payment.terms == "#SKONTO#TAGE=7#PROZENT=3.00#"


def test_a_reminder_with_a_root_of_its_own_is_one() -> None:
    parts = "<cbc:ID>1</cbc:ID><cbc:DebitLineAmount>50</cbc:DebitLineAmount>"
    read = reading(ubl(f"<cbc:ID>R-1</cbc:ID><cac:ReminderLine>{parts}</cac:ReminderLine>", "Reminder"))
    assert (read.invoice.type, read.invoice.number) == (DocumentType.REMINDER, "R-1")
    assert read.invoice.lines == (Line(id="1", net_amount=Decimal(50)),)


def test_a_copy_is_remarked_on() -> None:
    read = reading(ubl("<cbc:CopyIndicator>true</cbc:CopyIndicator>"))
    assert [found.rule for found in read.findings] == ["einvoice.copy"]
    assert read.unread == ()


def test_deliveries_that_all_lines_state_alike_are_the_invoice_s() -> None:
    delivered = "<cac:Delivery><cbc:ActualDeliveryDate>2026-01-{day}</cbc:ActualDeliveryDate></cac:Delivery>"
    same = "".join(f"<cac:InvoiceLine>{delivered.format(day=day)}</cac:InvoiceLine>" for day in ("05", "05"))
    other = "".join(f"<cac:InvoiceLine>{delivered.format(day=day)}</cac:InvoiceLine>" for day in ("05", "06"))
    assert reading(ubl(same)).invoice.delivery_date == date(2026, 1, 5)
    assert reading(ubl(same)).unread == ()
    assert reading(ubl(other)).invoice.delivery_date is None
    assert len(reading(ubl(other)).unread) == 2


@pytest.mark.parametrize(
    ("stated", "icd"), [("GLN", "0088"), ("NO:ORGNR", "0192"), ("DK:CVR", "0184"), ("0007", "0007")]
)
def test_an_old_scheme_has_its_icd_code(stated: str, icd: str) -> None:
    endpoint = f'<cbc:EndpointID schemeID="{stated}">7300010000001</cbc:EndpointID>'
    party = f"<cac:AccountingSupplierParty><cac:Party>{endpoint}</cac:Party></cac:AccountingSupplierParty>"
    assert reading(ubl(party)).invoice.seller.endpoint == Endpoint(icd, "7300010000001")


def test_another_tax_than_vat_stays_unread() -> None:
    category = (
        "<cac:TaxCategory><cbc:ID>3645</cbc:ID><cac:TaxScheme><cbc:ID>130</cbc:ID></cac:TaxScheme></cac:TaxCategory>"
    )
    total = (
        f"<cac:TaxTotal><cac:TaxSubtotal><cbc:TaxAmount>5</cbc:TaxAmount>{category}</cac:TaxSubtotal></cac:TaxTotal>"
    )
    read = reading(ubl(total))
    assert read.invoice.vat[0].category is None
    assert [path.rpartition("TaxCategory/")[2] for path in read.unread] == ["cbc:ID", "cac:TaxScheme/cbc:ID"]


def test_an_attachment_that_is_no_base64_is_remarked_on_and_the_rest_is_read() -> None:
    content = '<cbc:EmbeddedDocumentBinaryObject mimeCode="a/b">not base64!</cbc:EmbeddedDocumentBinaryObject>'
    binary = f"<cac:Attachment>{content}</cac:Attachment>"
    read = reading(
        ubl(f"<cac:AdditionalDocumentReference><cbc:ID>A</cbc:ID>{binary}</cac:AdditionalDocumentReference>")
    )
    assert (read.invoice.attachments[0].number, read.invoice.attachments[0].content) == ("A", b"")
    assert [found.field for found in read.findings] == ["attachments[0].content"]


def test_an_old_norwegian_tax_category_is_a_standard_rate() -> None:
    category = "<cac:ClassifiedTaxCategory><cbc:ID>H</cbc:ID><cbc:Percent>15</cbc:Percent></cac:ClassifiedTaxCategory>"
    line = reading(ubl(f"<cac:InvoiceLine><cac:Item>{category}</cac:Item></cac:InvoiceLine>")).invoice.lines[0]
    assert (line.vat_category, line.vat_rate) == (VatCategory.STANDARD, Decimal(15))


def test_text_parted_by_a_comment_is_read_whole() -> None:
    assert reading(ubl("<cbc:ID>12<!-- -->34</cbc:ID>")).invoice.number == "1234"
