"""Reads how a CII document wants to be paid: accounts, card, mandate, reference."""

from __future__ import annotations

from typing import Final

from kontera.core.invoice import Card, Mandate, Payment
from kontera.core.party import Account
from kontera.formats.cii.parts import first_stated
from kontera.formats.cii.terms import TERMS, read_discount, read_net_days, read_penalty
from kontera.formats.codes import account, compact
from kontera.formats.taking import Node

MEANS: Final = "SpecifiedTradeSettlementPaymentMeans"
CREDITOR: Final = "PayeePartyCreditorFinancialAccount"
INSTITUTION: Final = "PayeeSpecifiedCreditorFinancialInstitution"
CARD: Final = "ApplicableTradeSettlementFinancialCard"
DEBTOR: Final = "PayerPartyDebtorFinancialAccount"


def read_payment(settlement: Node) -> Payment:
    """BG-16: the first means' code counts, all accounts are kept."""
    reference = settlement.take("PaymentReference", "payment.reference")
    means = settlement.all(MEANS)
    discount = read_discount(settlement)
    return Payment(
        means_code=first_stated((part for one in means for part in one.all("TypeCode")), "payment.means_code"),
        means=_words(means),
        reference=reference,
        accounts=_accounts(means, reference),
        terms=settlement.joined(f"{TERMS}/Description", "payment.terms"),
        days=read_net_days(settlement),
        discount_percent=discount.percent,
        discount_days=discount.days,
        discount_amount=discount.amount,
        discount_date=discount.day,
        penalty_rate=read_penalty(settlement),
        card=_card(means),
        mandate=_mandate(settlement, means),
    )


def _words(means: tuple[Node, ...]) -> str:
    """BT-82: the means in words; what several say alike is kept once."""
    stated = (part.named("payment.means").note() for one in means for part in one.all("Information"))
    return "\n".join(dict.fromkeys(text for text in stated if text))


def _card(means: tuple[Node, ...]) -> Card | None:
    """BG-18: the first card; CII has no place for its network."""
    for one in means:
        card = one.one(CARD, "payment.card").named("payment.card")
        if card.peek("ID"):
            return Card(card.take("ID", "number"), card.take("CardholderName", "holder"))
    return None


def _mandate(settlement: Node, means: tuple[Node, ...]) -> Mandate | None:
    """BG-19: the parts stand apart from each other; a second mandate or payer's account stays unread."""
    debtors = (part for one in means for part in (*one.all(f"{DEBTOR}/IBANID"), *one.all(f"{DEBTOR}/ProprietaryID")))
    mandate = Mandate(
        reference=first_stated(settlement.all(f"{TERMS}/DirectDebitMandateID"), "payment.mandate.reference"),
        creditor=settlement.take("CreditorReferenceID", "payment.mandate.creditor"),
        debited=compact(first_stated(debtors, "payment.mandate.debited")),
    )
    return mandate if mandate != Mandate() else None


def _accounts(means: tuple[Node, ...], reference: str) -> tuple[Account, ...]:
    """BG-17: each account once, in document order."""
    found: dict[str, Account] = {}
    for one in means:
        for creditor in one.all(CREDITOR):
            number = creditor.one("IBANID") if creditor.peek("IBANID") else creditor.one("ProprietaryID")
            if number.peek():
                _add(found, one, creditor, number, reference)
    return tuple(found.values())


def _add(found: dict[str, Account], means: Node, creditor: Node, number: Node, reference: str) -> None:
    branch = means.one(f"{INSTITUTION}/BICID")
    read = account(
        number.peek(),
        # national numbers are found in IBANID too: what starts with digits is no IBAN
        scheme="IBAN" if number.peek()[:2].isalpha() and creditor.peek("IBANID") else "",
        branch=branch.peek(),
        holder=creditor.peek("AccountName"),
        means=means.peek("TypeCode"),
        slip=reference,
    )
    written = f"{read.scheme}:{read.id}"
    at = list(found).index(written) if written in found else len(found)
    first = found.setdefault(written, read)
    for part in (number, branch, *([creditor.one("AccountName")] if read.holder == first.holder else [])):
        part.named(f"payment.accounts[{at}]").note()
    if compact(creditor.peek("ProprietaryID")).upper() == read.id:
        creditor.take("ProprietaryID")
