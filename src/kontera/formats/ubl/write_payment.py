"""Writes how a UBL document is to be paid."""

from __future__ import annotations

from typing import Final

from kontera.core.invoice import Invoice, Payment
from kontera.core.party import Account, AccountScheme
from kontera.formats.writing import Writer

CREDIT_TRANSFER: Final = "30"  # UNCL 4461; SE-R-012 wants it for giros and domestic accounts
SLIP: Final = "93"
UNDEFINED: Final = "1"
GIROS: Final = {AccountScheme.BANKGIRO: "SE:BANKGIRO", AccountScheme.PLUSGIRO: "SE:PLUSGIRO"}  # SE-R-007


def write_means(to: Writer, invoice: Invoice, *, credit: bool) -> None:
    """BG-16: one payment means for each account, all with the reference; a credit note's due date stands here."""
    payment = invoice.payment
    due = invoice.due_date if credit else None
    if not (payment.accounts or payment.means_code or payment.reference or due):
        return
    accounts: tuple[Account | None, ...] = payment.accounts or (None,)
    for account in accounts:
        means = to.part("PaymentMeans")
        means.text("PaymentMeansCode", payment.means_code or _means_code(account))
        means.day("PaymentDueDate", due)
        means.text("PaymentID", payment.reference)
        if account is not None:
            _write_account(means.part("PayeeFinancialAccount"), account)


def _means_code(account: Account | None) -> str:
    if account is None:
        return UNDEFINED
    return SLIP if account.scheme is AccountScheme.DANISH_SLIP else CREDIT_TRANSFER


def _write_account(to: Writer, account: Account) -> None:
    to.text("ID", account.id)
    to.text("Name", account.holder)
    branch = GIROS.get(account.scheme) or account.bic
    if branch:
        to.part("FinancialInstitutionBranch").text("ID", branch)


def write_terms(to: Writer, payment: Payment) -> None:
    """BT-20, and the cash discount where one is known."""
    if payment.terms or payment.discount_percent is not None:
        terms = to.part("PaymentTerms")
        terms.text("Note", payment.terms)
        terms.number("SettlementDiscountPercent", payment.discount_percent)
