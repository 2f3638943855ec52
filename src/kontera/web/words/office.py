"""Words of the office: its set-up and its chart of accounts."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from kontera.web.words.shape import Words

ACCOUNT_CLASS: Final[Words] = {
    "asset": _("Asset"),
    "liability": _("Debt or equity"),
    "income": _("Income"),
    "cost": _("Cost"),
}

SETUP_STEP: Final[Words] = {
    "company": _("Company"),
    "chart": _("Chart of accounts"),
    "suppliers": _("Suppliers"),
    "mail": _("Address for invoices"),
    "bank": _("Account to pay from"),
    "people": _("People"),
}

SETUP_HINT: Final[Words] = {
    "company": _("VAT number, currency and financial year"),
    "chart": _("from your ledger, or the usual one of the country"),
    "suppliers": _("from a file, or by themselves as invoices come"),
    "mail": _("where suppliers send their invoices"),
    "bank": _("drawn on in payment files"),
    "people": _("who approves, who pays"),
}
