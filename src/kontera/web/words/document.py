"""Words of documents: how they came, what they are, and where a value is from."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kontera.web.words.shape import Words

ORIGIN: Final[Words] = {
    "e_invoice": _("e-invoice"),
    "mail": _("mail"),
    "scan": _("scanned"),
    "upload": _("uploaded"),
    "opening": _("earlier books"),
}

CHANNEL: Final[Words] = {
    "upload": _("upload"),
    "command": _("command line"),
    "api": "API",
    "folder": _("watched folder"),
    "mail": _("mail"),
}

TYPE: Final[Words] = {
    "invoice": _("Invoice"),
    "credit_note": _("Credit note"),
    "receipt": _("Receipt"),
    "reminder": _("Reminder"),
    "statement": _("Statement"),
    "quote": _("Quote"),
    "order": _("Order or order confirmation"),
    "delivery_note": _("Delivery note"),
    "proforma": _("Pro forma invoice"),
    "other": _("Other document"),
}

PAGE_KIND: Final[Words] = {
    "own": _("Invoice page"),
    "blank": _("Blank page"),
    "terms": _("Terms and conditions"),
    "attachment": _("Attachment"),
}

SOURCE: Final[Words] = {
    "read": pgettext_lazy("source", "read"),
    "e_invoice": pgettext_lazy("source", "e-invoice"),
    "register": pgettext_lazy("source", "register"),
    "assumed": pgettext_lazy("source", "assumed"),
    "manual": pgettext_lazy("source", "manual"),
}

MATCHED_BY: Final[Words] = {
    "organisation_number": _("organisation number"),
    "vat_number": _("VAT number"),
    "iban": "IBAN",
    "account": _("payment account"),
    "bankgiro": "bankgiro",
    "plusgiro": "plusgiro",
    "gln": "GLN",
    "endpoint": _("electronic address"),
    "domain": _("mail domain"),
    "name": _("name"),
    "person": _("a person's choice"),
    "chosen": _("a person's choice"),
}
