"""Do the check digits hold: organisation and VAT numbers, accounts, payment references."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from kontera.core.case import Case
from kontera.core.finding import Finding, Severity
from kontera.core.identifiers.accounts import is_bankgiro, is_iban, is_plusgiro
from kontera.core.identifiers.references import is_ocr, is_rf
from kontera.core.identifiers.vat import is_vat_number
from kontera.core.identifiers.writing import bare
from kontera.core.invoice import Invoice
from kontera.core.party import Account, AccountScheme
from kontera.countries.all import country, is_organisation_number
from kontera.countries.seller import seller_country
from kontera.steps.checks.rule import CheckFacts, doubt, note

_WRONG: Final = "{value} is not a valid {kind}."


def organisation_number_holds(case: Case, _facts: CheckFacts) -> Iterable[Finding]:
    """The seller's number has its country's form and check digit."""
    number, where = case.invoice.seller.organisation_number, seller_country(case.invoice)
    if number and where and not is_organisation_number(where, number):
        kind = "organisation number"
        yield doubt("number.organisation", _WRONG, "seller.organisation_number", value=number, kind=kind)


def vat_number_holds(case: Case, _facts: CheckFacts) -> Iterable[Finding]:
    """The seller's VAT number has its country's form and check digits."""
    number = case.invoice.seller.vat_number
    if number and not is_vat_number(number, seller_country(case.invoice)):
        yield doubt("number.vat", _WRONG, "seller.vat_number", value=number, kind="VAT number")


def accounts_hold(case: Case, _facts: CheckFacts) -> Iterable[Finding]:
    """Each payee account has its form and check digits; an account of an unknown kind is not judged."""
    for index, account in enumerate(case.invoice.payment.accounts):
        kind = _broken(account, case.invoice)
        if kind:
            yield doubt("number.account", _WRONG, f"payment.accounts[{index}]", value=account.id, kind=kind)


def _broken(account: Account, invoice: Invoice) -> str:
    """The kind that the account claims to be and is not; empty when nothing is known against it."""
    match account.scheme:
        case AccountScheme.IBAN:
            return "" if is_iban(account.id) else "IBAN"
        case AccountScheme.BANKGIRO:
            return "" if is_bankgiro(account.id) else "bankgiro number"
        case AccountScheme.PLUSGIRO:
            return "" if is_plusgiro(account.id) else "plusgiro number"
        case AccountScheme.DOMESTIC:
            where = country(account.country or seller_country(invoice))
            kinds = [kind.identifier for kind in where.accounts if kind.scheme is account.scheme] if where else []
            return kinds[0].name if kinds and not any(kind.fits(account.id) for kind in kinds) else ""
        case AccountScheme.DANISH_SLIP:
            return "" if account.id.isdigit() and len(account.id) <= 8 else "creditor number"  # noqa: PLR2004


def _pays_to(invoice: Invoice) -> str:
    """The country whose reference rules hold: that of the first account, else the seller's."""
    for account in invoice.payment.accounts:
        match account.scheme:
            case AccountScheme.BANKGIRO | AccountScheme.PLUSGIRO:
                return "SE"
            case AccountScheme.DANISH_SLIP:
                return ""  # the slip's own id is checked where the slip is read
            case AccountScheme.IBAN:
                return account.id[:2]
            case AccountScheme.DOMESTIC:
                return account.country or seller_country(invoice)
    return seller_country(invoice)


def reference_holds(case: Case, _facts: CheckFacts) -> Iterable[Finding]:
    """A reference in figures keeps its country's check digit; a bare invoice number is no reference and is let be.

    In an e-invoice it is only noted: there it was typed, not misread, and a soft OCR agreement lets it through.
    """
    invoice = case.invoice
    reference = bare(invoice.payment.reference)
    if reference.startswith("RF"):
        if not is_rf(reference):
            yield doubt("number.reference", _WRONG, "payment.reference", value=reference, kind="RF reference")
        return
    where = country(_pays_to(invoice))
    if where is None or not where.references or not reference.isdigit() or reference == bare(invoice.number):
        return
    if is_ocr(reference) or any(kind.fits(reference) for kind in where.references):
        return
    made = doubt if case.scanned else note
    yield made("number.reference", _WRONG, "payment.reference", value=reference, kind=where.references[0].name)


def values_are_sure(case: Case, facts: CheckFacts) -> Iterable[Finding]:
    """A value that pays, books or identifies must have been read with confidence; typed values are sure."""
    limit = facts.company.policy.doubt_below
    accounts = tuple(f"payment.accounts[{index}]" for index in range(len(case.invoice.payment.accounts)))
    for field in (*_KEY_FIELDS, *accounts):
        found = case.evidence.get(field)
        if found is not None and found.sure < limit:
            yield Finding(
                "reading.unsure",
                "This value was read with little confidence: {value}",
                Severity.DOUBT,
                field,
                (("value", found.raw or "?"),),
                "checks",
            )


_KEY_FIELDS: Final = (
    "type",
    "number",
    "issue_date",
    "due_date",
    "currency",
    "seller.name",
    "seller.organisation_number",
    "seller.vat_number",
    "payment.reference",
    "totals.net",
    "totals.vat",
    "totals.gross",
    "totals.payable",
)
