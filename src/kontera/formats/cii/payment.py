"""Reads how a CII document wants to be paid: accounts, reference and terms."""

from __future__ import annotations

from typing import Final

from kontera.core.invoice import Payment
from kontera.core.party import Account
from kontera.formats.codes import account
from kontera.formats.taking import Node

MEANS: Final = "SpecifiedTradeSettlementPaymentMeans"
CREDITOR: Final = "PayeePartyCreditorFinancialAccount"
INSTITUTION: Final = "PayeeSpecifiedCreditorFinancialInstitution"
DISCOUNT: Final = "SpecifiedTradePaymentTerms/ApplicableTradePaymentDiscountTerms"
DAYS: Final = "DAY"  # UN/ECE Rec 20


def read_payment(settlement: Node) -> Payment:
    """BG-16: the first means' code counts, all accounts are kept."""
    reference = settlement.take("PaymentReference", "payment.reference")
    means = settlement.all(MEANS)
    code = means[0].peek("TypeCode") if means else ""
    for one in means:
        if one.peek("TypeCode") == code:
            one.take("TypeCode", "payment.means_code")
    return Payment(
        means_code=code,
        reference=reference,
        accounts=_accounts(means, reference),
        terms=settlement.joined("SpecifiedTradePaymentTerms/Description", "payment.terms"),
        discount_percent=settlement.number(f"{DISCOUNT}/CalculationPercent", "payment.discount_percent"),
        discount_days=_discount_days(settlement),
    )


def _discount_days(settlement: Node) -> int | None:
    """The days within which the first discount is given, when it is stated in whole days."""
    measure = settlement.one(f"{DISCOUNT}/BasisPeriodMeasure")
    text = measure.peek()
    if measure.attribute("unitCode") != DAYS or not text.isdecimal() or len(text) > 4:  # noqa: PLR2004
        return None
    measure.named("payment.discount_days").note()
    return int(text)


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
