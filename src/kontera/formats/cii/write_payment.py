"""Writes how and when a CII document is to be paid."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from kontera.core.invoice import Invoice, Payment
from kontera.core.party import Account, AccountScheme
from kontera.formats.cii.parts import DAY
from kontera.formats.cii.terms import TERMS
from kontera.formats.cii.tree import Tree
from kontera.formats.codes import GIRO_MEANS, SLIP_MEANS

GIROS: Final = {AccountScheme.BANKGIRO: "SE:BANKGIRO", AccountScheme.PLUSGIRO: "SE:PLUSGIRO"}  # SE-R-007
SLIP_CODES: Final = (SLIP_MEANS, GIRO_MEANS)  # DK-R-010, DK-R-011


def write_means(to: Tree, payment: Payment) -> None:
    """BG-16: one payment means for each account, all of one kind (CII-SR-467); card and payer stand with the first."""
    code = _code(payment)
    if not (code or payment.means or payment.card or _debited(payment)):
        return
    accounts: tuple[Account | None, ...] = payment.accounts or (None,)
    for account in accounts:
        means = to.part("SpecifiedTradeSettlementPaymentMeans")
        means.text("TypeCode", code)
        means.text("Information", payment.means)
        if account is accounts[0]:
            _write_card(means, payment)
            if _debited(payment):
                means.part("PayerPartyDebtorFinancialAccount").text("IBANID", _debited(payment))
        if account is not None:
            _write_account(means, account)


def _debited(payment: Payment) -> str:
    return payment.mandate.debited if payment.mandate else ""


def _code(payment: Payment) -> str:
    """BT-81 as stated, or that of a Danish slip, which no other code can pay."""
    slip = any(account.scheme is AccountScheme.DANISH_SLIP for account in payment.accounts)
    return SLIP_MEANS if slip and payment.means_code not in SLIP_CODES else payment.means_code


def _write_card(to: Tree, payment: Payment) -> None:
    if payment.card is not None:
        card = to.part("ApplicableTradeSettlementFinancialCard")
        card.text("ID", payment.card.number)
        card.text("CardholderName", payment.card.holder)


def _write_account(to: Tree, account: Account) -> None:
    """BG-17: an IBAN, or a number of its country's own with the giro's name for a bank (SE-R-007)."""
    creditor = to.part("PayeePartyCreditorFinancialAccount")
    iban = account.scheme is AccountScheme.IBAN
    creditor.text("IBANID", account.id if iban else "")
    creditor.text("AccountName", account.holder)
    creditor.text("ProprietaryID", "" if iban else account.id)
    institution = GIROS.get(account.scheme) or account.bic
    if institution:
        to.part("PayeeSpecifiedCreditorFinancialInstitution").text("BICID", institution)


def write_terms(to: Tree, invoice: Invoice) -> None:
    """BT-9, BT-20 and BT-89 with the net days, the cash discount and the late interest, in one (CII-SR-452)."""
    payment = invoice.payment
    mandate = payment.mandate.reference if payment.mandate else ""
    stated = (payment.terms, invoice.due_date, mandate, payment.days, payment.penalty_rate)
    if not any(value not in {None, ""} for value in stated) and not _has_discount(payment):
        return
    terms = to.part(TERMS)
    if payment.days is not None:
        terms.text("SettlementPeriodMeasure", str(payment.days), unitCode=DAY)
    terms.text("Description", payment.terms)
    terms.day("DueDateDateTime", invoice.due_date)
    terms.text("DirectDebitMandateID", mandate)
    if payment.penalty_rate is not None:
        terms.part("ApplicableTradePaymentPenaltyTerms").number("CalculationPercent", payment.penalty_rate)
    if _has_discount(payment):
        _write_discount(terms.part("ApplicableTradePaymentDiscountTerms"), payment)


def _has_discount(payment: Payment) -> bool:
    stated = (payment.discount_percent, payment.discount_days, payment.discount_amount, payment.discount_date)
    return any(value is not None for value in stated)


def _write_discount(to: Tree, payment: Payment) -> None:
    """The days of the discount count from a day: where its last day is known, from that many days before it."""
    last, days = payment.discount_date, payment.discount_days or 0
    if last is not None and last.toordinal() > days:
        to.day("BasisDateTime", last - timedelta(days=days))
    if payment.discount_days is not None:
        to.text("BasisPeriodMeasure", str(payment.discount_days), unitCode=DAY)
    to.number("CalculationPercent", payment.discount_percent)
    to.number("ActualDiscountAmount", payment.discount_amount)
