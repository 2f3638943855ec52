"""What the CII reader promises beyond the golden files."""

from __future__ import annotations

import pytest

from einvoices import cii, golden, reading
from kontera.core.party import Account, AccountScheme

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
