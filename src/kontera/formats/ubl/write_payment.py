"""Writes how a UBL document is to be paid."""

from __future__ import annotations

from typing import Final

from kontera.core.errors import InvalidValue
from kontera.core.invoice import Invoice, Payment
from kontera.core.party import Account, AccountScheme
from kontera.formats.ubl.complete import together
from kontera.formats.ubl.terms import skonto
from kontera.formats.writing import Writer

GIROS: Final = {AccountScheme.BANKGIRO: "SE:BANKGIRO", AccountScheme.PLUSGIRO: "SE:PLUSGIRO"}  # SE-R-007
REGISTRATION_DIGITS: Final = 4  # of a Danish bank, before the account's own number
NO_NETWORK: Final = "NA"  # the schema demands a card's network


def write_means(to: Writer, invoice: Invoice, *, credit: bool) -> None:
    """BG-16: one payment means for each account, all with one code and reference; a credit note's due date stands here.

    An account that another code would be needed for is left out (UBL-SR-47), see `together`.
    """
    payment = invoice.payment
    due = invoice.due_date if credit else None
    if not (payment.accounts or payment.means_code):
        return
    accounts: tuple[Account | None, ...] = together(payment.accounts) or (None,)
    for i, account in enumerate(accounts):
        means = to.part("PaymentMeans")
        means.text("PaymentMeansCode", payment.means_code)
        if i == 0:
            _write_words(means, payment.means)
            means.day("PaymentDueDate", due)  # UBL-SR-45: once
        means.text("PaymentID", payment.reference)
        if i == 0:
            _write_card(means, payment)
        if account is not None:
            _write_account(means.part("PayeeFinancialAccount"), account)
        if i == 0:
            _write_mandate(means, payment)


def _write_words(means: Writer, words: str) -> None:
    """BT-82, at the code just written."""
    if words:
        try:
            means.element[-1].set("name", words)
        except ValueError as error:
            raise InvalidValue(value=repr(words), field="payment.means") from error


def _write_card(to: Writer, payment: Payment) -> None:
    """BG-18."""
    if payment.card is not None:
        card = to.part("CardAccount")
        card.text("PrimaryAccountNumberID", payment.card.number)
        card.text("NetworkID", payment.card.network or NO_NETWORK)
        card.text("HolderName", payment.card.holder)


def _write_mandate(to: Writer, payment: Payment) -> None:
    """BG-19 but for BT-90, which stands with who is paid."""
    mandate = payment.mandate
    if mandate is not None and (mandate.reference or mandate.debited):
        part = to.part("PaymentMandate")
        part.text("ID", mandate.reference)
        if mandate.debited:
            part.part("PayerFinancialAccount").text("ID", mandate.debited)


def _write_account(to: Writer, account: Account) -> None:
    """BG-17; a Danish account's registration number stands as the bank's branch (DK-R-005)."""
    danish = account.scheme is AccountScheme.DOMESTIC and account.country == "DK"
    registration = account.id[:REGISTRATION_DIGITS] if danish else ""
    to.text("ID", account.id[len(registration) :])
    to.text("Name", account.holder)
    branch = GIROS.get(account.scheme) or registration
    institution = account.bic if branch or account.bic.isdecimal() else ""
    if branch or account.bic:
        bank = to.part("FinancialInstitutionBranch")
        bank.text("ID", branch or ("" if institution else account.bic))
        if institution:
            bank.part("FinancialInstitution").text("ID", institution)


def write_terms(to: Writer, payment: Payment) -> None:
    """BT-20, and the cash discount and late interest, unless the text states the discount in XRechnung's form."""
    days, percent = payment.discount_days, payment.discount_percent
    if (days, percent) == skonto(payment.terms):
        days, percent = None, None
    amount, last, penalty = payment.discount_amount, payment.discount_date, payment.penalty_rate
    if not payment.terms and (days, percent, amount, last, penalty) == (None,) * 5:
        return
    terms = to.part("PaymentTerms")
    terms.text("Note", payment.terms)
    terms.number("SettlementDiscountPercent", percent)
    terms.number("PenaltySurchargePercent", penalty)
    terms.amount("SettlementDiscountAmount", amount)
    if days is not None or last is not None:
        period = terms.part("SettlementPeriod")
        period.day("EndDate", last)
        period.text("DurationMeasure", "" if days is None else str(days), unitCode="DAY")
