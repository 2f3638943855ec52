"""Human words of the supplier register and of account changes."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = dict[str, "str | Promise"]

SUPPLIER_FIELD: Final[Words] = {
    "name": _("Name"),
    "trading_name": _("Trading name"),
    "number": _("Supplier number"),
    "organisation_number": _("Organisation number"),
    "vat_number": _("VAT number"),
    "tax_registration": _("Tax registration"),
    "gln": "GLN",
    "foreign_id": _("Number in a foreign register"),
    "e_address": _("Electronic address"),
    "street": _("Street address"),
    "postal_code": _("Postal code"),
    "city": _("City"),
    "subdivision": _("Region"),
    "country": _("Country"),
    "address": _("Address"),
    "contact_name": _("Contact person"),
    "phone": _("Telephone"),
    "email": _("E-mail"),
    "contacts": _("More contacts"),
    "default_account": _("Account"),
    "default_vat_rate": _("VAT, %"),
    "cost_centre": _("Cost centre"),
    "project": _("Project"),
    "currency": _("Currency"),
    "language": _("Language"),
    "payment_days": _("Payment days"),
    "terms": _("Payment terms"),
    "handling": _("Its documents are"),
    "pay_method": _("Paid by"),
    "hold": _("Hold payments, because"),
    "notes": _("Notes"),
    "domains": _("Mail domains"),
    "related": _("People close to it"),
    "bankgiro": "Bankgiro",
    "plusgiro": "Plusgiro",
    "iban": "IBAN",
    "bank_account": _("Bank account"),
    "bic": "BIC",
}
OPENING_FIELD: Final[Words] = {
    "supplier": _("Supplier"),
    "supplier_number": _("Supplier number"),
    "name": _("Supplier"),
    "organisation_number": _("Organisation number"),
    "vat_number": _("VAT number"),
    "number": _("Invoice no."),
    "issue_date": _("Invoice date"),
    "due_date": _("Due date"),
    "currency": _("Currency"),
    "gross": _("Invoice amount"),
    "open": _("Open amount"),
    "booked": _("Booked amount"),
    "rate": _("Booked amount"),
    "bankgiro": "Bankgiro",
    "plusgiro": "Plusgiro",
    "iban": "IBAN",
    "bic": "BIC",
    "bank_account": _("Bank account"),
    "reference": _("Payment reference"),
}
"""The columns of a list of open invoices."""
HINT: Final[Words] = {
    "e_address": _("Scheme and number, such as 0007:5560360793"),
    "contacts": _("One person a line: name; telephone; e-mail"),
    "hold": _("Empty: nothing is held"),
    "domains": _("The domains its mail comes from"),
    "country": _("Two letters, such as SE"),
}
HANDLING: Final[Words] = {
    "invoice": _("invoices"),
    "receipt": _("receipts, paid at once"),
    "outlay": _("outlays of somebody here"),
}
PAY_METHOD: Final[Words] = {
    "file": _("payment file"),
    "direct_debit": _("direct debit"),
    "card": _("card"),
    "manual": _("by hand in the bank"),
}
STANDING: Final[Words] = {
    "open": _("waits to be confirmed"),
    "confirmed": _("confirmed"),
    "refused": _("refused"),
    "withdrawn": _("no longer asked for"),
}
CAUSE: Final[Words] = {
    "first": _("the supplier's first account"),
    "changed": _("another account than before"),
    "shared": _("stands in the register as another supplier's"),
}
SHARED: Final[Words] = {
    "organisation_number": _("same organisation number"),
    "vat_number": _("same VAT number"),
    "account": _("same payment account"),
    "name": _("very alike name"),
}
CHANNEL_KIND: Final[Words] = {"phone": _("Telephone"), "email": _("E-mail")}
TABLES: Final = {
    "supplier_field": SUPPLIER_FIELD,
    "handling": HANDLING,
    "pay_method": PAY_METHOD,
    "standing": STANDING,
    "cause": CAUSE,
    "shared": SHARED,
    "channel_kind": CHANNEL_KIND,
}
FIELDS: Final[Words] = {f"supplier.{name}": label for name, label in SUPPLIER_FIELD.items()}
EVENTS: Final[Words] = {
    "AccountChangeSaved": _("Account change"),
    "PayeeJudged": _("Payment account decided on"),
    "Unlearned": _("Learned layout forgotten"),
    "AccountListSaved": _("Accounts confirmed together"),
    "BroughtForward": _("Brought forward from earlier books"),
    "BroughtBack": _("Taken back"),
    "OpeningNoted": _("Open invoices of earlier books taken in"),
}
