"""What is to be paid: the amount, the account that is trusted, and the reference in the form the bank takes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from kontera.core.case import Case
from kontera.core.company import Company
from kontera.core.event import PaymentPlanned
from kontera.core.finding import Finding, Severity
from kontera.core.identifiers.references import is_kid, is_ocr, is_rf, is_viite
from kontera.core.identifiers.writing import unspaced
from kontera.core.invoice import DocumentType, Invoice
from kontera.core.outcome import Done, Outcome, Stop
from kontera.core.party import Account, AccountScheme, Party, Supplier, Trust
from kontera.core.payment import PayItem, ReferenceKind

BY: Final = "payment"
ONLY: Final = {AccountScheme.BANKGIRO: "SEK", AccountScheme.PLUSGIRO: "SEK", AccountScheme.DANISH_SLIP: "DKK"}
"""The currency of accounts that take one alone."""


@dataclass(frozen=True, slots=True)
class PaymentFacts:
    """The company, the supplier with its trusted accounts when it is matched, and today."""

    company: Company
    supplier: Supplier | None
    today: date


def plan(case: Case, facts: PaymentFacts) -> Outcome:
    """Say what to pay; nothing for a receipt or a zero amount. Without verification nothing scanned is ever planned."""
    invoice = case.invoice
    if case.scanned and not case.vouched:
        return _stop("payment.unverified", "A scanned invoice is paid only after it was verified.")
    if invoice.type is DocumentType.RECEIPT or not invoice.totals.payable:
        return Done((PaymentPlanned(None),))
    account = payee_account(case, facts.supplier)
    if account is None:
        return _stop("payment.no_account", "There is no trusted account to pay to.")
    currency = invoice.currency or facts.company.currency
    if not takes(account, currency):
        text = "The supplier's account takes only {only}. Confirm an account of it that takes {currency}."
        return _stop("payment.currency", text, (("only", ONLY[account.scheme]), ("currency", currency)))
    return Done((PaymentPlanned(_item(case, facts, account, invoice.totals.payable)),))


def takes(account: Account, currency: str) -> bool:
    """Whether an account can be paid in a currency: Swedish giro numbers take kronor only, Danish slips Danish ones."""
    return ONLY.get(account.scheme, currency) == currency


def payee_account(case: Case, supplier: Supplier | None) -> Account | None:
    """The account to pay to, or None.

    A confirmed account of the invoice goes first. A new one is planned only when the supplier has no confirmed account
    or the stop on it fell; nothing goes out to it before its own case has confirmed it. Else the supplier's confirmed.
    Accounts that take the invoice's currency go before those that do not.
    """
    stated = _by_currency(case.invoice.payment.accounts, case.invoice.currency)
    known = supplier.accounts if supplier else ()
    all_confirmed = tuple(one.account for one in known if one.trust is Trust.CONFIRMED)
    confirmed = _by_currency(all_confirmed, case.invoice.currency)
    blocked = {one.account.key for one in known if one.trust is Trust.BLOCKED}
    keys = {account.key for account in confirmed}
    usable = any(takes(account, case.invoice.currency) for account in confirmed)
    for account in stated:
        if account.key in keys and (takes(account, case.invoice.currency) or not usable):
            return account
    for index, account in enumerate(case.invoice.payment.accounts):
        if account.key not in blocked and (not confirmed or _was_released(case, f"payment.accounts[{index}]")):
            return account
    return confirmed[0] if confirmed else None


def _by_currency(accounts: tuple[Account, ...], currency: str) -> tuple[Account, ...]:
    return tuple(sorted(accounts, key=lambda account: not takes(account, currency)))


def _was_released(case: Case, field: str) -> bool:
    return any(
        key.startswith(("fraud.account_changed|", "fraud.account_shared|")) and f"|{field}|" in key
        for key in case.released
    )


def _item(case: Case, facts: PaymentFacts, account: Account, payable: Decimal) -> PayItem:
    invoice = case.invoice
    payee = _payee(invoice, facts.supplier)
    kind, reference = reference_for(invoice, account)
    return PayItem(
        case=case.id,
        supplier=case.supplier,
        payee=payee.name,
        account=account,
        amount=-payable if invoice.type is DocumentType.CREDIT_NOTE else payable,
        currency=invoice.currency or facts.company.currency,
        due=case.due or invoice.due_date or facts.today,
        number=invoice.number,
        reference=reference,
        reference_kind=kind,
        address=payee.address,
    )


def _payee(invoice: Invoice, supplier: Supplier | None) -> Party:
    """Who the money goes to: the payee the invoice names (a factoring company), else the supplier."""
    if invoice.payee is not None and invoice.payee.name:
        return invoice.payee
    return supplier.party if supplier is not None and supplier.party.name else invoice.seller


def reference_for(invoice: Invoice, account: Account) -> tuple[ReferenceKind, str]:
    """A reference that keeps its own check digit goes structured; anything else as text with the invoice number."""
    reference = unspaced(invoice.payment.reference)
    if reference and _is_structured(reference, account):
        return ReferenceKind.STRUCTURED, reference
    return ReferenceKind.TEXT, invoice.number or invoice.payment.reference


def _is_structured(reference: str, account: Account) -> bool:
    match account.scheme:
        case AccountScheme.BANKGIRO | AccountScheme.PLUSGIRO:
            return is_ocr(reference)
        case AccountScheme.DANISH_SLIP:
            return reference[-1:].isdigit() and is_ocr(reference.rpartition("#")[2])
        case AccountScheme.IBAN:
            return is_rf(reference) or _is_national(reference, account.id[:2])
        case AccountScheme.DOMESTIC:
            return _is_national(reference, account.country)


def _is_national(reference: str, country: str) -> bool:
    """Finnish viitenumero and Norwegian KID; a Swedish or Danish bank account takes no structured reference."""
    check = {"FI": is_viite, "NO": is_kid}.get(country)
    return check is not None and check(reference)


def _stop(rule: str, msgid: str, values: tuple[tuple[str, str], ...] = ()) -> Stop:
    return Stop((Finding(rule, msgid, Severity.DOUBT, "payment.accounts[0]", values, BY),))
