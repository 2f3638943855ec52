"""Reads how a TEAPPSXML invoice wants to be paid: accounts, reference, terms, discount, card and mandate."""

from __future__ import annotations

from kontera.core.invoice import Card, Mandate, Payment
from kontera.core.party import Account
from kontera.formats.codes import account, compact
from kontera.formats.taking import Node
from kontera.formats.teappsxml.parts import EXCLUDED, INCLUDED, day, money, number


def read_payment(node: Node) -> Payment:
    """BG-16, from PAYEE and HEADER."""
    header, payee = node.one("HEADER", "payment"), node.one("PAYEE", "payment")
    discount = header.one("CASH_DISCOUNT")
    means = payee.one("PAYMENT_MEANS")
    cut = money(discount, "CASH_DISCOUNT_AMOUNT", "discount_amount", INCLUDED)
    return Payment(
        means_code=means.attribute("PAYMENT_MEANS_CODE", "means_code"),
        means=payee.take("PAYMENT_MEANS", "means") or payee.take("METHOD_OF_PAYMENT", "means"),
        reference=_reference(payee.one("DETAILS_OF_PAYMENT")),
        accounts=_accounts(payee),
        terms=_terms(header),
        discount_percent=number(discount, "PER_CENT", "discount_percent"),
        discount_amount=cut
        if cut is not None
        else money(discount, "CASH_DISCOUNT_AMOUNT", "discount_amount", EXCLUDED),
        discount_date=day(discount, "DATE", "discount_date"),
        penalty_rate=number(header, "PAYMENT_OVERDUE_FINE/INTEREST_RATE", "penalty_rate"),
        card=_card(header.one("PAYMENT_CARD_INFORMATION", "card")),
        mandate=_mandate(header.one("DIRECT_DEBIT_INFO", "mandate")),
    )


def _terms(header: Node) -> str:
    """BT-20: the terms in words, with a due date in words and what is said of discount and late payment."""
    paths = (
        "TERMS_OF_PAYMENT",
        "DUE_DATE/VERBOSE_DATE",
        "CASH_DISCOUNT/FREE_TEXT",
        "PAYMENT_OVERDUE_FINE/FREE_TEXT",
    )
    return "\n".join(text for text in (header.joined(path, "terms") for path in paths) if text)


def _reference(node: Node) -> str:
    """BT-83: the Finnish reference, else the international one, else words; one that says the same is taken with it."""
    finnish, international = compact(node.peek("FI_PAYMENT_REFERENCE")), compact(node.peek("IPI_REFERENCE"))
    if finnish:
        if international[4:].lstrip("0") == finnish.lstrip("0"):
            node.take("IPI_REFERENCE", "reference")
        return compact(node.take("FI_PAYMENT_REFERENCE", "reference"))
    return compact(node.take("IPI_REFERENCE", "reference")) or node.take("FREE_TEXT", "reference")


def _accounts(payee: Node) -> tuple[Account, ...]:
    """BG-17: each account once, in document order."""
    found: dict[str, Account] = {}
    for bank in payee.all("BANKS"):
        for name in ("IBAN_ACCOUNT_NUMBER", "BANK_ACCOUNT_NUMBER"):
            text = bank.peek(name)
            if not text:
                continue
            read = account(text, bic=bank.peek("SWIFT_CODE"), holder=bank.peek("IN_FAVOR"))
            written = f"{read.scheme}:{read.id}"
            at = list(found).index(written) if written in found else len(found)
            found.setdefault(written, read)
            for part in (name, "SWIFT_CODE", "IN_FAVOR"):
                bank.one(part).named(f"{payee.field}.accounts[{at}]").note()
    return tuple(found.values())


def _card(node: Node) -> Card | None:
    stated = node.peek("PRIMARY_ACCOUNT_NUMBER")
    if not stated:
        return None
    return Card(node.take("PRIMARY_ACCOUNT_NUMBER", "number"), node.take("PAYMENT_CARD_HOLDER", "holder"))


def _mandate(node: Node) -> Mandate | None:
    read = Mandate(
        reference=node.take("MANDATE_REFERENCE", "reference"),
        creditor=node.take("CREDITOR_ID", "creditor"),
        debited=compact(
            node.take("DEBITED_ACCOUNT/IBAN_ACCOUNT_NUMBER", "debited")
            or node.take("DEBITED_ACCOUNT/BANK_ACCOUNT_NUMBER", "debited")
        ),
    )
    return None if read == Mandate() else read
