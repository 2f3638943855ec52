"""How to pay: accounts by kind, the reference by its country's name, terms, cash discount, card and mandate."""

from __future__ import annotations

from typing import Final

from kontera.core import identifiers as ids
from kontera.core.invoice import Invoice, Payment
from kontera.core.party import Account, AccountScheme
from kontera.formats.page.facts import fact, joined, term
from kontera.formats.page.sheet import Fact, Group
from kontera.formats.page.words import Tongue

_GIROS: Final = frozenset({AccountScheme.BANKGIRO, AccountScheme.PLUSGIRO})


def payment(tongue: Tongue, invoice: Invoice) -> Group:
    """BG-16: everything that was said about paying."""
    said = invoice.payment
    words = joined(tongue.coded("means", said.means_code), said.means)
    facts = (
        *fact(tongue, "means", words or said.means_code, said.means_code if words else ""),
        *(one for account in said.accounts for one in _account(tongue, account)),
        *reference(tongue, invoice),
        *_terms(tongue, said),
        *_card(tongue, said),
    )
    return Group(tongue.word("payment"), facts, term=term("payment"))


def written(account: Account) -> str:
    """An account's number in the form people write it, or as stated where it has no such form."""
    number = account.id
    match account.scheme:
        case AccountScheme.IBAN:
            return ids.format_iban(number)
        case AccountScheme.BANKGIRO if ids.is_bankgiro(number):
            return ids.format_bankgiro(number)
        case AccountScheme.PLUSGIRO if ids.is_plusgiro(number):
            return ids.format_plusgiro(number)
        case AccountScheme.DOMESTIC if account.country == "NO" and ids.is_norwegian_account(number):
            return ids.format_norwegian_account(number)
        case AccountScheme.DOMESTIC if account.country == "DK" and ids.is_danish_account(number):
            return ids.format_danish_account(number)
    return number


def account_fact(tongue: Tongue, account: Account, *, strong: bool = False) -> tuple[Fact, ...]:
    """An account by its kind: Bankgiro, Plusgiro, IBAN, a domestic account or a Danish creditor number."""
    country = account.country if account.scheme is AccountScheme.DOMESTIC else ""
    return fact(tongue, account.scheme.value, written(account), country, strong=strong)


def reference(tongue: Tongue, invoice: Invoice) -> tuple[Fact, ...]:
    """BT-83 by the name it has where it is paid: OCR, KID, viite, RF or FIK; else plainly the payment reference."""
    stated = invoice.payment.reference
    key = _kind(stated, invoice)
    shown = ids.format_reference_fi(stated) if key == "reference_viite" else stated
    return fact(tongue, key, shown)


def _kind(stated: str, invoice: Invoice) -> str:
    accounts = invoice.payment.accounts
    schemes = {account.scheme for account in accounts}
    countries = {account.country or account.id[:2] for account in accounts if account.scheme not in _GIROS}
    countries = countries or {invoice.seller.address.country}
    if ids.is_rf(stated):
        return "reference_rf"
    if AccountScheme.DANISH_SLIP in schemes:
        return "reference_fik"
    if (schemes & _GIROS or "SE" in countries) and ids.is_ocr(stated):
        return "reference_ocr"
    if "NO" in countries and ids.is_kid(stated):
        return "reference_kid"
    if "FI" in countries and ids.is_viite(stated):
        return "reference_viite"
    return "reference"


def _account(tongue: Tongue, account: Account) -> tuple[Fact, ...]:
    return (
        *account_fact(tongue, account),
        *fact(tongue, "bic", account.bic),
        *fact(tongue, "holder", account.holder),
    )


def _terms(tongue: Tongue, said: Payment) -> tuple[Fact, ...]:
    return (
        *fact(tongue, "terms", said.terms),
        *fact(tongue, "days", _days(tongue, said.days)),
        *fact(tongue, "cash_discount", tongue.per_cent(said.discount_percent)),
        *fact(tongue, "cash_discount_amount", tongue.amount(said.discount_amount)),
        *fact(tongue, "cash_discount_days", _days(tongue, said.discount_days)),
        *fact(tongue, "cash_discount_date", tongue.day(said.discount_date)),
        *fact(tongue, "penalty_rate", tongue.per_cent(said.penalty_rate)),
    )


def _days(tongue: Tongue, count: int | None) -> str:
    return "" if count is None else f"{count} {tongue.word('day_count')}"


def _card(tongue: Tongue, said: Payment) -> tuple[Fact, ...]:
    card, mandate = said.card, said.mandate
    return (
        *(fact(tongue, "card", card.number, card.network) if card else ()),
        *(fact(tongue, "card_holder", card.holder) if card else ()),
        *(fact(tongue, "mandate", mandate.reference) if mandate else ()),
        *(fact(tongue, "creditor", mandate.creditor) if mandate else ()),
        *(fact(tongue, "debited", mandate.debited) if mandate else ()),
    )
