"""Human words for every enum, state, rule and field path; one place, so that a thing is called alike everywhere."""

from __future__ import annotations

import re
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kontera.web import register_words, straight_words

Words = dict[str, "str | Promise"]
_LINE: Final = re.compile(r"^lines\[(\d+)\](?:\.(.+))?$")
_VAT: Final = re.compile(r"^vat\[(\d+)\](?:\.(.+))?$")
_INDEX: Final = re.compile(r"\[\d+\]")

STATE: Final[Words] = {
    "working": _("being read"),
    "verify": _("to be reviewed"),
    "approve": _("waiting for approval"),
    "disputed": _("disputed"),
    "pay": _("to be paid"),
    "paying": _("in a payment"),
    "paid": _("paid"),
    "archived": _("archived"),
    "closed": _("closed"),
}
BATCH_STATE: Final[Words] = {
    "proposed": _("proposed"),
    "released": _("released"),
    "settled": _("settled"),
    "cancelled": _("cancelled"),
}
QUEUE: Final[Words] = {
    "ready": pgettext_lazy("queue", "Ready"),
    "doubt": pgettext_lazy("queue", "Doubt"),
    "stopped": pgettext_lazy("queue", "Stopped"),
    "duplicate": pgettext_lazy("queue", "Duplicate"),
    "not_invoice": pgettext_lazy("queue", "Not an invoice"),
    "waiting": pgettext_lazy("queue", "Waiting for somebody"),
}
QUEUE_HINT: Final[Words] = {
    "ready": _("Everything adds up and is known. Review and go on."),
    "doubt": _("Something could not be read for certain or does not agree."),
    "stopped": _("Payment is held until a person has resolved the stop."),
    "duplicate": _("Looks like an invoice that is already here."),
    "not_invoice": _("Reminders, statements, delivery notes and the like."),
    "waiting": _("Booked; waits for approval or is disputed."),
}
QUEUE_ICON: Final = {
    "ready": "circle-check",
    "doubt": "circle-alert",
    "stopped": "octagon-alert",
    "duplicate": "copy-x",
    "not_invoice": "file-x",
    "waiting": "hourglass",
}
ORIGIN: Final[Words] = {
    "e_invoice": _("e-invoice"),
    "mail": _("mail"),
    "scan": _("scanned"),
    "upload": _("uploaded"),
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
    "delivery_note": _("Delivery note"),
    "other": _("Other document"),
}
SOURCE: Final[Words] = {
    "read": pgettext_lazy("source", "read"),
    "e_invoice": pgettext_lazy("source", "e-invoice"),
    "register": pgettext_lazy("source", "register"),
    "assumed": pgettext_lazy("source", "assumed"),
    "manual": pgettext_lazy("source", "manual"),
}
SEVERITY: Final[Words] = {"note": _("Note"), "doubt": _("Doubt"), "stop": _("Stop")}
SEVERITY_ICON: Final = {"note": "info", "doubt": "circle-alert", "stop": "octagon-alert"}
TRUST: Final[Words] = {
    "new": _("new, not confirmed"),
    "confirmed": _("confirmed"),
    "blocked": _("blocked"),
}
ROLE: Final[Words] = {
    "clerk": _("Accountant"),
    "approver": _("Approver"),
    "payer": _("Payer"),
    "admin": _("Administrator"),
    "auditor": _("Auditor"),
}
ROLE_HINT: Final[Words] = {
    "clerk": _("reviews, corrects, codes and registers"),
    "approver": _("approves for payment"),
    "payer": _("proposes and releases payments"),
    "admin": _("keeps people and settings"),
    "auditor": _("reads everything, changes nothing"),
}
ACCOUNT_CLASS: Final[Words] = {
    "asset": _("Asset"),
    "liability": _("Debt or equity"),
    "income": _("Income"),
    "cost": _("Cost"),
}
PERSON_ACT: Final[Words] = {
    "added": _("Added"),
    "roles": _("Roles changed"),
    "off": _("Switched off"),
    "on": _("Switched on"),
    "second_factor": _("One-time code reset"),
    "link": _("Sign-in link made"),
    "token": _("Token made"),
    "token_revoked": _("Token revoked"),
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
RIGHT: Final[Words] = {
    "see": _("see"),
    "receive": _("take in documents"),
    "verify": _("review"),
    "approve": _("approve"),
    "pay": _("pay"),
    "suppliers": _("keep the supplier register"),
    "settle": _("note payments"),
    "manage": _("manage"),
}
CLOSED: Final[Words] = {
    "not_invoice": _("not an invoice"),
    "duplicate": _("duplicate"),
    "rejected": _("rejected"),
    "received_only": _("received and kept, not coded"),
}
GROUND: Final[Words] = {
    "unreadable": _("could not be read"),
    "price": _("wrong price"),
    "quantity": _("wrong quantity"),
    "not_ordered": _("not ordered"),
    "not_delivered": _("not delivered"),
    "reference": _("reference missing"),
    "buyer": _("wrong recipient"),
    "vat": _("wrong VAT"),
    "duplicate": _("received before"),
    "other": _("in own words"),
}
LETTER_LANGUAGE: Final[Words] = {
    "sv": "Svenska",
    "en": "English",
    "fi": "Suomi",
    "nb": "Norsk",
    "da": "Dansk",
    "de": "Deutsch",
}
COMPARED: Final[Words] = {
    "picture": _("picture against lines"),
    "account": _("payment account"),
    "totals": _("totals"),
}
STEP: Final[Words] = {
    "reception": _("reception"),
    "reading": _("reading"),
    "recognition": _("optical reading"),
    "interpretation": _("interpretation"),
    "validation": _("rules of the format"),
    "comparison": _("data against picture"),
    "matching": _("matching"),
    "checks": _("checks"),
    "posting": _("coding"),
    "verification": _("review"),
    "ledger": _("registration"),
    "approval": _("approval"),
    "payment": _("payment planning"),
    "settlement": _("payment"),
    "archive": _("archive"),
}
VERDICT: Final[Words] = {
    "valid": _("valid: every layer of rules was tried, and nothing that must hold is broken"),
    "passed": _("passed: no fault was found, not every layer of rules could be tried"),
    "invalid": _("invalid: it breaks rules of its format"),
    "undecided": _("undecided: a layer of rules could not be carried out"),
}
LAYER: Final[Words] = {
    "schema": _("XML schema"),
    "structure": _("structure"),
    "en16931": "EN 16931",
    "peppol": _("Peppol and national rules"),
    "response": _("rules for answers"),
    "pack": _("the operator's rule pack"),
}
RULES_STATE: Final[Words] = {
    "ran": _("checked"),
    "not_applicable": _("does not apply"),
    "not_asked": _("not asked for"),
    "not_installed": _("not installed"),
    "failed": _("could not be carried out"),
}
WEIGHT: Final[Words] = {
    "fatal": _("error"),
    "warning": _("warning"),
    "information": _("for information"),
}
VAT_CATEGORY: Final[Words] = {
    "S": _("standard"),
    "Z": _("zero rate"),
    "E": _("exempt"),
    "AE": _("reverse charge"),
    "K": _("within the EU"),
    "G": _("export"),
    "O": _("outside VAT"),
    "L": "IGIC",
    "M": "IPSI",
}
PAID_WITH: Final[Words] = {
    "account": _("the company's account"),
    "card": _("the company's card"),
    "person": _("somebody's own money"),
}
AGEING: Final[Words] = {
    "not_due": _("not due"),
    "0": _("1–29 days late"),
    "30": _("30–59 days late"),
    "60": _("60–89 days late"),
    "90": _("90 days late or more"),
}
FIELD: Final[Words] = {
    **register_words.FIELDS,
    "type": _("Document"),
    "number": _("Invoice number"),
    "issue_date": _("Invoice date"),
    "due_date": _("Due date"),
    "tax_point": _("Tax point"),
    "delivery_date": _("Delivery date"),
    "period.start": _("Period from"),
    "period.end": _("Period to"),
    "currency": _("Currency"),
    "payment.reference": _("Payment reference"),
    "payment.accounts": _("Payment account"),
    "payment.execution": _("Execution date"),
    "hold": _("Hold until"),
    "stage": _("Stage"),
    "limit": _("Limit"),
    "substitute": _("Substitute"),
    "rate": _("Exchange rate"),
    "payment.terms": _("Payment terms"),
    "payment.days": _("Payment days"),
    "payment.discount_percent": _("Cash discount, %"),
    "payment.discount_days": _("Cash discount, days"),
    "payment.penalty_rate": _("Late interest, %"),
    "payment.means_code": _("Means of payment"),
    "buyer_reference": _("Your reference"),
    "seller_reference": _("Our reference"),
    "order_number": _("Order number"),
    "sales_order": _("Supplier's order"),
    "contract": _("Contract"),
    "project": _("Project"),
    "customer_number": _("Customer number"),
    "despatch_advice": _("Despatch advice"),
    "receiving_advice": _("Receiving advice"),
    "invoiced_object": _("Invoiced object"),
    "buyer_accounting": _("Accounting reference"),
    "reverse_charge": _("Reverse charge"),
    "notes": _("Note"),
    "preceding": _("Preceding invoice"),
    "attachments": _("Attachment"),
    "totals.line_net": _("Sum of lines"),
    "totals.allowances": _("Discounts"),
    "totals.charges": _("Charges"),
    "totals.net": _("Net"),
    "totals.vat": _("VAT"),
    "totals.vat_accounting": _("VAT in the accounting currency"),
    "totals.gross": _("Total with VAT"),
    "totals.prepaid": _("Prepaid"),
    "totals.rounding": _("Rounding"),
    "totals.payable": _("Amount due"),
    "totals": _("Totals"),
    "seller": _("Supplier"),
    "seller.name": _("Supplier"),
    "seller.organisation_number": _("Organisation number"),
    "seller.vat_number": _("VAT number"),
    "seller.tax_registration": _("Tax registration"),
    "seller.address": _("Supplier's address"),
    "seller.address.country": _("Supplier's country"),
    "buyer": _("Buyer"),
    "buyer.name": _("Buyer"),
    "buyer.organisation_number": _("Buyer's organisation number"),
    "buyer.vat_number": _("Buyer's VAT number"),
    "payee.name": _("Payee"),
    "lines": _("Lines"),
    "product.name": _("Name"),
    "product.price": _("Price"),
    "product.vat_rate": _("VAT, %"),
    "product.account": _("Account"),
    "mailbox": _("Mail address"),
    "contact": _("Contact"),
    "supplier": _("Supplier"),
    "vat": _("VAT"),
    "coding": _("Coding"),
}
LINE_FIELD: Final[Words] = {
    "description": _("Description"),
    "quantity": _("Quantity"),
    "unit": _("Unit"),
    "unit_price": _("Price"),
    "discount_percent": _("Discount, %"),
    "vat_rate": _("VAT, %"),
    "net_amount": _("Amount"),
    "gross_amount": _("Amount with VAT"),
    "seller_article": _("Article"),
}
VAT_FIELD: Final[Words] = {
    "rate": _("VAT rate"),
    "taxable": _("VAT base"),
    "tax": _("VAT amount"),
    "category": _("VAT category"),
}
UNIT: Final[Words] = {
    "H87": _("pcs"),
    "C62": _("pcs"),
    "EA": _("pcs"),
    "MON": _("months"),
    "HUR": _("h"),
    "DAY": _("days"),
    "ANN": _("years"),
    "KGM": "kg",
    "GRM": "g",
    "TNE": "t",
    "LTR": "l",
    "MTR": "m",
    "MTK": "m²",
    "MTQ": "m³",
    "KMT": "km",
    "KWH": "kWh",
    "SET": _("set"),
    "PR": _("pair"),
    "XPK": _("packages"),
}
EVENT: Final[Words] = {
    **register_words.EVENTS,
    **straight_words.EVENTS,
    "Received": _("Received"),
    "Admitted": _("Opened"),
    "Unlocked": _("Unlocked with a password"),
    "PagesRead": _("Pages read"),
    "DataRead": _("E-invoice read"),
    "PagesRecognised": _("Optically read"),
    "Interpreted": _("Interpreted"),
    "Validated": _("Rules checked"),
    "Compared": _("Held against its picture"),
    "Matched": _("Matched"),
    "Checked": _("Checked"),
    "Proposed": _("Coding proposed"),
    "Stopped": _("Stopped"),
    "Passed": _("Passed"),
    "Corrected": _("Corrected"),
    "LinesReread": _("Rows read again"),
    "Filled": _("Filled in"),
    "MeansGiven": _("Paid with"),
    "RateGiven": _("Exchange rate given"),
    "SupplierChosen": _("Supplier chosen"),
    "Coded": _("Coded"),
    "Verified": _("Reviewed"),
    "Learned": _("Remembered for the next one"),
    "Released": _("Stop released"),
    "Approved": _("Approved"),
    "ApprovalAsked": _("Approval asked for"),
    "Questioned": _("Question"),
    "Answered": _("Answer"),
    "Held": _("Held"),
    "HoldEnded": _("Hold ended"),
    "LetterWritten": _("Letter to the supplier"),
    "Disputed": _("Disputed"),
    "DisputeEnded": _("Dispute ended"),
    "Closed": _("Closed"),
    "Reopened": _("Reopened"),
    "Commented": _("Comment"),
    "Registered": _("Registered"),
    "PaymentPlanned": _("Payment planned"),
    "PaymentProposed": _("In a payment proposal"),
    "PaymentWithdrawn": _("Taken out of the payment"),
    "PaymentReleased": _("Payment released"),
    "Paid": _("Paid"),
    "Settled": _("Payment booked"),
    "Archived": _("Archived"),
    "SupplierSaved": _("Register changed"),
    "ArrangementSaved": _("Rules of approval changed"),
    "BatchSaved": _("Payment changed"),
    "ProductSaved": _("Product changed"),
    "OutlaysRepaid": _("Outlays given back"),
    "CompanySaved": _("Settings changed"),
    "ChartChanged": _("Chart changed"),
    "HandedOver": _("Handed over"),
    "PersonChanged": _("Person changed"),
    "SetupNoted": _("Set up"),
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


def state(value: str) -> str:
    """A case's or a batch's state in words."""
    return str(STATE.get(value) or BATCH_STATE.get(value, value))


def right(value: str) -> str:
    """A right in words."""
    return str(RIGHT.get(value, value))


def step(value: str) -> str:
    """A step of the way in words."""
    return str(STEP.get(value, value))


def field(path: str) -> str:
    """The label of an invoice value by its path; lines and VAT rates are counted from 1."""
    if found := _LINE.match(path):
        whole = _now("Line {number}").format(number=int(found[1]) + 1)
        return f"{whole}: {LINE_FIELD.get(found[2], found[2])}" if found[2] else whole
    if found := _VAT.match(path):
        return str(VAT_FIELD.get(found[2] or "", FIELD["vat"]))
    bare = _INDEX.sub("", path)
    while bare not in FIELD and "." in bare:
        bare = bare.rpartition(".")[0]
    return str(FIELD.get(bare, path))
