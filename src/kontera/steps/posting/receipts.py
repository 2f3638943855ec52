"""The other side of a receipt: what it was paid with, never a debt to the supplier."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from kontera.core.case import Case
from kontera.core.country import ChartDefaults, is_debt_to_supplier
from kontera.core.entry import CodingRow, RowKind
from kontera.core.invoice import DocumentType
from kontera.core.means import PaidWith
from kontera.core.party import Handling

_ASSUMED: Final = 0.6


def paid_row(case: Case, amount: Decimal, chart: ChartDefaults, handling: Handling = Handling.INVOICE) -> CodingRow:
    """The credit of a receipt: on the account a person chose, on what a person said, else as a guess.

    The guess is what the supplier's documents are by the register (an outlay is owed to a person), else the bank.
    """
    by_means = account_of(chart)
    chosen = next((row for row in case.rows if row.kind is RowKind.PAYABLE and row.manual), None)
    if chosen is not None and not is_debt_to_supplier(chosen.account, chart, chart):
        return CodingRow(chosen.account, amount, RowKind.PAYABLE, reason=chosen.reason, manual=True)
    if case.paid_with is not None:
        reason = {
            PaidWith.ACCOUNT: "Paid from the company's account.",
            PaidWith.CARD: "Paid with the company's card.",
            PaidWith.PERSON: "Laid out by {name}.",
        }[case.paid_with]
        values = (("name", case.paid_by),) if case.paid_with is PaidWith.PERSON else ()
        return CodingRow(by_means[case.paid_with], amount, RowKind.PAYABLE, reason=reason, reason_values=values)
    likely = (PaidWith.ACCOUNT, PaidWith.PERSON)
    if handling is Handling.OUTLAY:
        likely = (PaidWith.PERSON, PaidWith.ACCOUNT)
    account = next((by_means[one] for one in likely if by_means[one]), "")
    others = tuple(dict.fromkeys(one for one in by_means.values() if one and one != account))
    reason = "A receipt is paid already."
    return CodingRow(account, amount, RowKind.PAYABLE, reason=reason, sure=_ASSUMED, alternatives=others)


def account_of(chart: ChartDefaults) -> dict[PaidWith, str]:
    """The account that each way of paying is booked on; empty where the chart has none and a person must choose."""
    return {
        PaidWith.ACCOUNT: chart.bank,
        PaidWith.CARD: chart.card or chart.bank,
        PaidWith.PERSON: chart.paid_by_employee,
    }


def asks_who_paid(case: Case, row: CodingRow, chart: ChartDefaults) -> bool:
    """Whether the credit stands as owed to a person and nobody has said to whom."""
    owed = bool(chart.paid_by_employee) and row.account == chart.paid_by_employee
    return owed and case.invoice.type is DocumentType.RECEIPT and case.paid_with is not PaidWith.PERSON
