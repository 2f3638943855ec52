"""What is wrong with an invoice in a few words, by the id of the rule that says so."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from kontera.web.words import Words

RULE_GROUP: Final[Words] = {
    "fraud.account_blocked": _("blocked payment account"),
    "fraud.account_shared": _("payment account of another supplier"),
    "fraud.account_changed": _("changed payment account"),
    "fraud.account_new": _("new payment account"),
    "fraud.account_added": _("further payment account"),
    "fraud.account_country": _("payment account in another country"),
    "fraud": _("sender to be checked"),
    "duplicate": _("may be a duplicate"),
    "document.not_invoice": _("not an invoice"),
    "seller.is_buyer": _("supplier is ourselves"),
    "buyer": _("another buyer"),
    "missing.seller": _("supplier missing"),
    "missing.number": _("invoice number missing"),
    "missing.issue_date": _("invoice date missing"),
    "missing.payable": _("amount missing"),
    "missing.currency": _("currency missing"),
    "missing.account": _("payment account missing"),
    "missing.due_date": _("due date missing"),
    "matching.unknown_supplier": _("new supplier"),
    "matching.lookalike": _("looks like another supplier"),
    "matching": _("supplier to be chosen"),
    "vat.assumed": _("VAT assumed"),
    "vat.derived": _("VAT derived"),
    "vat": _("VAT to be checked"),
    "BR-AE": _("VAT to be checked"),
    "line": _("a line does not add up"),
    "BR-CO": _("sums do not agree"),
    "amount": _("amount to be checked"),
    "rounding": _("rounding not stated"),
    "posting.no_rate": _("exchange rate missing"),
    "posting.no_precedent": _("first coding"),
    "posting": _("coding to be checked"),
    "entry": _("coding does not balance"),
    "ledger": _("booking to be checked"),
    "settlement": _("booking to be checked"),
    "date": _("dates to be checked"),
    "number": _("number to be checked"),
    "identifier": _("number to be checked"),
    "payment": _("payment details to be checked"),
    "einvoice": _("e-invoice detail to be checked"),
    "BR": _("e-invoice rule broken"),
    "PEPPOL": _("e-invoice rule broken"),
    "reading": _("not read for certain"),
    "document": _("document to be checked"),
    "reception": _("document to be checked"),
    "way": _("a step failed"),
    "supplier.first_invoice": _("first invoice"),
    "due.derived": _("due date derived"),
    "content": _("details missing"),
}
"""By rule or the beginning of its id, what weighs most first; lists show them in this order."""


def _group(value: str) -> str:
    cut = value
    while cut:
        if cut in RULE_GROUP:
            return cut
        cut = max(cut.rpartition(".")[0], cut.rpartition("-")[0], cut.rpartition("_")[0], key=len)
    return "document"


def rule(value: str) -> str:
    """What is wrong, in a few words, by the rule's id; the longest known beginning decides."""
    return str(RULE_GROUP[_group(value)])


def rules(values: tuple[str, ...]) -> tuple[str, ...]:
    """What is wrong by several rules, each kind once, what weighs most first."""
    order = {name: place for place, name in enumerate(RULE_GROUP)}
    return tuple(dict.fromkeys(str(RULE_GROUP[name]) for name in sorted(map(_group, values), key=order.__getitem__)))
