"""Writes how a Finvoice is to be paid: terms, card, mandate and the payment order (EPI)."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from kontera.core.identifiers.references import is_rf, is_viite
from kontera.core.invoice import Invoice, Payment
from kontera.formats.finvoice.sheet import Sheet
from kontera.formats.finvoice.write_parties import MIDDLE, SHORT, bic_of, payable_to, scheme_of
from kontera.formats.finvoice.write_rows import pieces

TERMS, FINES = 2, 3  # how many lines of each kind a set of payment terms may have
ORDER_LINES: Final = 7
TOKEN: Final = re.compile(r"[A-Za-z0-9._:-]{1,35}")  # what EpiReference may hold
VIITE_LENGTH: Final = 20
CHARGES: Final = "SHA"  # SEPA: each side pays its own bank
CARD_LENGTH: Final = 19


def write_terms(to: Sheet, invoice: Invoice) -> None:
    """BT-20 with due date, cash discount and late interest; more lines than one set holds make further sets."""
    payment = invoice.payment
    lines = [piece for line in payment.terms.split("\n") for piece in pieces(line, MIDDLE)]
    first = to.part("PaymentTermsDetails")
    for line in lines[:TERMS]:
        first.text("PaymentTermsFreeText", line, MIDDLE)
    first.day("InvoiceDueDate", invoice.due_date)
    first.day("CashDiscountDate", payment.discount_date)
    first.percent("CashDiscountPercent", payment.discount_percent)
    first.amount("CashDiscountAmount", payment.discount_amount)
    fine = first.part("PaymentOverDueFineDetails")
    for line in lines[TERMS : TERMS + FINES]:
        fine.text("PaymentOverDueFineFreeText", line, MIDDLE)
    fine.percent("PaymentOverDueFinePercent", payment.penalty_rate)
    for at in range(TERMS + FINES, len(lines), TERMS):
        further = to.part("PaymentTermsDetails")
        for line in lines[at : at + TERMS]:
            further.text("PaymentTermsFreeText", line, MIDDLE)


def write_card_and_mandate(to: Sheet, payment: Payment) -> None:
    """BG-18 and BG-19."""
    if payment.card is not None:
        card = to.part("PaymentCardInfo")
        card.text("PrimaryAccountNumber", payment.card.number, CARD_LENGTH)
        card.text("CardHolderName", payment.card.holder, MIDDLE)
    if payment.mandate is not None:
        mandate = to.part("DirectDebitInfo")
        mandate.text("MandateReference", payment.mandate.reference, SHORT)
        mandate.text("CreditorIdentifier", payment.mandate.creditor, SHORT)
        scheme = "IBAN" if payment.mandate.debited[:2].isalpha() else "BBAN"
        mandate.text("DebitedAccountID", payment.mandate.debited, SHORT, IdentificationSchemeName=scheme)


def is_bank_reference(reference: str) -> bool:
    """Whether banks take it as a reference number: viite or RF with the right check digits."""
    return (reference.isdecimal() and len(reference) <= VIITE_LENGTH and is_viite(reference)) or (
        reference.startswith("RF") and is_rf(reference)
    )


def write_order(to: Sheet, invoice: Invoice) -> None:
    """The payment order for the first account; a reference that banks refuse stands in EpiReference or in words."""
    payment = invoice.payment
    banked, token = is_bank_reference(payment.reference), TOKEN.fullmatch(payment.reference) is not None
    identification = to.part("EpiIdentificationDetails")
    identification.day("EpiDate", invoice.issue_date)
    etree.SubElement(identification.element, "EpiReference").text = payment.reference if token and not banked else None
    if not banked and not token:
        for line in payment.reference.split("\n")[:ORDER_LINES]:
            identification.text("EpiOrderInfo", line, MIDDLE)
    _write_beneficiary(to.part("EpiPartyDetails"), invoice)
    order = to.part("EpiPaymentInstructionDetails")
    if banked:
        scheme = "ISO" if payment.reference.startswith("RF") else "SPY"
        order.text("EpiRemittanceInfoIdentifier", payment.reference, SHORT, IdentificationSchemeName=scheme)
    order.cents("EpiInstructedAmount", invoice.totals.payable)
    order.text("EpiCharge", CHARGES, SHORT, ChargeOption=CHARGES)
    order.day("EpiDateOptionDate", invoice.due_date)
    order.text("EpiPaymentMeansCode", payment.means_code, 3)
    order.text("EpiPaymentMeansText", payment.means, MIDDLE)


def _write_beneficiary(to: Sheet, invoice: Invoice) -> None:
    """The account to pay to and whose it is: its holder where no seller's account tells it, else payee or seller."""
    account = next(iter(payable_to(invoice)), None)
    bank, beneficiary = to.part("EpiBfiPartyDetails"), to.part("EpiBeneficiaryPartyDetails")
    name = invoice.payee.name if invoice.payee else invoice.seller.name
    if account is not None and account.holder and not bic_of(account):
        name = account.holder
    beneficiary.text("EpiNameAddressDetails", name, SHORT)
    if account is not None:
        bank.text("EpiBfiIdentifier", bic_of(account), SHORT, IdentificationSchemeName="BIC")
        beneficiary.text("EpiAccountID", account.id, SHORT, IdentificationSchemeName=scheme_of(account))
