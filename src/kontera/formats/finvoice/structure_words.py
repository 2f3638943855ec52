"""What each structure rule of Finvoice says, and how to mend it."""

from __future__ import annotations

from typing import Final

from kontera.formats.rules.rule import Words

SEND: Final = "Ask the sender for a corrected invoice."
STATE: Final = "State it in the element named."
CHECK: Final = "Check the number with the sender."
COMPARE: Final = "Check which of the two is right before you pay."
FORM: Final = "Write it in the form that Finvoice asks for."

WORDS: Final = {
    "finvoice.version": Words("The version is none that Finvoice has.", "State 1.3, 2.01 or 3.0 as Version."),
    "finvoice.groups": Words("The part {name} is missing.", SEND),
    "finvoice.unknown-group": Words(
        "The document has a part that Finvoice does not know.", "Take it away, or put it where it belongs."
    ),
    "finvoice.order": Words("A part stands in the wrong place.", "Put the parts in the order of the schema."),
    "finvoice.inner-order": Words(
        "An element stands in the wrong place.", "Put the elements in the order of the schema."
    ),
    "finvoice.unknown-element": Words(
        "A part has an element that Finvoice does not know there.", "Take it away, or put it where it belongs."
    ),
    "finvoice.repeated": Words("An element stands more than once where there may be one.", "Keep one of them."),
    "finvoice.group-parts": Words("A part lacks an element that it cannot do without.", STATE),
    "finvoice.transmission": Words(
        "The transmission data is not complete.", "State sender, receiver, both operators, the message and its time."
    ),
    "finvoice.seller-name": Words("The seller's name is missing.", STATE, "seller.name"),
    "finvoice.buyer-name": Words("The buyer's name is missing.", STATE, "buyer.name"),
    "finvoice.delivery-party": Words("The delivery party lacks a name or an address.", STATE, "delivery_address"),
    "finvoice.address": Words("An address lacks street, town or post code.", "Complete the address or leave it out."),
    "finvoice.account-bic": Words("A seller's account lacks its number or its BIC.", STATE, "payment.accounts"),
    "finvoice.type": Words(
        "The type of document is not stated.", "State INV01 for an invoice, INV02 for a credit note.", "type"
    ),
    "finvoice.type-text": Words("The document's heading is missing.", STATE, "type"),
    "finvoice.origin": Words(
        "The document does not say whether it is the original.", "State Original, Copy or Cancel."
    ),
    "finvoice.invoice-number": Words("The invoice number is missing.", STATE, "number"),
    "finvoice.invoice-date": Words("The invoice date is missing.", STATE, "issue_date"),
    "finvoice.total": Words("The total with VAT is missing.", STATE, "totals.gross"),
    "finvoice.old-totals": Words("This version also requires the total without VAT and the VAT.", STATE, "totals.net"),
    "finvoice.newer-element": Words(
        "The document has an element that came after its version.", "State version 3.0, or leave the element out."
    ),
    "finvoice.row-kind": Words(
        "A row mixes its own values with sub-rows.", "Put the sub-rows in a row of their own.", "lines"
    ),
    "finvoice.epi-groups": Words("The payment order is not complete.", STATE, "payment"),
    "finvoice.epi-account": Words("The account to pay to is missing.", STATE, "payment.accounts"),
    "finvoice.epi-amount": Words("The amount to pay is missing.", STATE, "totals.payable"),
    "finvoice.epi-charge": Words(
        "The payment order does not say who pays the bank's charges.", "State SHA or SLEV.", "payment"
    ),
    "finvoice.epi-due-date": Words("The due date is missing.", STATE, "due_date"),
    "finvoice.date-form": Words("A date is not in the form CCYYMMDD.", FORM),
    "finvoice.amount-form": Words("An amount is not written with a decimal comma and two to five decimals.", FORM),
    "finvoice.epi-amount-form": Words("The amount to pay does not have exactly two decimals.", FORM, "totals.payable"),
    "finvoice.currency": Words(
        "An amount does not name its currency.", "State the currency by its three letters, such as EUR.", "currency"
    ),
    "finvoice.one-currency": Words("An amount is in {currency}, the invoice in {expected}.", COMPARE, "currency"),
    "finvoice.percent-form": Words("A percentage is not a number with at most three decimals after a comma.", FORM),
    "finvoice.quantity-form": Words("A quantity is not a number of at most 14 characters.", FORM, "lines"),
    "finvoice.vat-code": Words("A VAT code is none of the list.", "Use a code such as S, Z, E, AE, K, G or O.", "vat"),
    "finvoice.country-code": Words("A country is not written as two capital letters.", "Use a code such as FI or SE."),
    "finvoice.type-code": Words(
        "The type of document is none of the list.", "State INV01 for an invoice, INV02 for a credit note.", "type"
    ),
    "finvoice.empty": Words("An element that needs a value is empty.", "State the value, or leave the element out."),
    "finvoice.timestamp": Words(
        "The time of the message is not written as date and time.", "Write it as 2026-02-03T07:15:00."
    ),
    "finvoice.length": Words("A text is longer than {limit} characters.", "Shorten it."),
    "finvoice.account-scheme": Words(
        "An account does not say whether it is an IBAN.",
        "State IBAN or BBAN as IdentificationSchemeName.",
        "payment.accounts",
    ),
    "finvoice.iban": Words("An account number is no IBAN: its check digits are wrong.", CHECK, "payment.accounts"),
    "finvoice.reference-form": Words(
        "The payment reference is neither a viite nor an RF reference.", CHECK, "payment.reference"
    ),
    "finvoice.reference-digit": Words("The payment reference's check digit is wrong.", CHECK, "payment.reference"),
    "finvoice.business-id": Words("A business id's check digit is wrong.", CHECK),
    "finvoice.vat-number": Words("A Finnish VAT number is wrong.", CHECK),
    "finvoice.ovt": Words("An OVT identifier's check digit is wrong.", CHECK),
    "finvoice.rows-sum": Words(
        "The total of the rows is stated as {stated}, the rows add up to {sum}.", COMPARE, "totals.line_net"
    ),
    "finvoice.rows-net": Words(
        "The total without VAT is stated as {stated}, the rows add up to {sum}.", COMPARE, "totals.net"
    ),
    "finvoice.net-sum": Words(
        "The total without VAT is stated as {stated}, but rows, discounts and charges give {sum}.",
        COMPARE,
        "totals.net",
    ),
    "finvoice.total-sum": Words(
        "The total with VAT is stated as {stated}, but net and VAT give {sum}.", COMPARE, "totals.gross"
    ),
    "finvoice.vat-bases": Words(
        "The total without VAT is stated as {stated}, the VAT breakdown adds up to {sum}.", COMPARE, "vat"
    ),
    "finvoice.vat-sum": Words(
        "The VAT is stated as {stated}, the VAT breakdown adds up to {sum}.", COMPARE, "totals.vat"
    ),
    "finvoice.vat-rate": Words("The VAT of a rate is stated as {stated}, at that rate it is {sum}.", COMPARE, "vat"),
    "finvoice.row-amounts": Words(
        "A row's amount with VAT is stated as {stated}, net and VAT give {sum}.", COMPARE, "lines"
    ),
    "finvoice.epi-total": Words(
        "The amount to pay is stated as {stated}, the invoice gives {sum}.", COMPARE, "totals.payable"
    ),
    "finvoice.due-dates": Words("The payment order is due on {stated}, the invoice on {other}.", COMPARE, "due_date"),
    "finvoice.credit-sign": Words(
        "The sign of the total does not fit the type of document.", "State a credit note's amounts as negative.", "type"
    ),
}
