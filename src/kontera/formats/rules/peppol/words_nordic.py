"""What the Danish, Icelandic, Norwegian and Swedish rules of Peppol say when they are broken."""

from __future__ import annotations

from typing import Final

from kontera.formats.rules.peppol.words_general import ADD, CODE, NUMBER
from kontera.formats.rules.rule import Words

CVR: Final = "Give the CVR number with the scheme 0184."
SLIP: Final = "State the payment slip's code, its reference and the creditor's number."
GIRO: Final = "Write the account with digits alone."
KENNITALA: Final = "Give the kennitala with the scheme 0196."
EINDAGI: Final = "Write the final due date as year, month and day, not before the due date."

NORDIC: Final = {
    "DK-R-002": Words("A Danish seller must state its CVR number.", CVR, "seller.organisation_number"),
    "DK-R-003": Words(
        "The item classification is not from a UNSPSC version that Denmark uses.",
        "Use UNSPSC version 19.05.01 or 26.08.01.",
        "lines.classifications",
    ),
    "DK-R-004": Words(
        "A Danish duty with reason code ZZZ lacks its tax category.",
        "State the four digits of the category as the reason, or a text with # inside.",
        "allowances_charges.reason",
    ),
    "DK-R-005": Words("The means of payment is not used in Denmark.", CODE, "payment.means_code"),
    "DK-R-006": Words("A Danish bank transfer needs account and registration number.", ADD, "payment.accounts"),
    "DK-R-007": Words("A Danish direct debit needs mandate and debited account.", ADD, "payment.mandate"),
    "DK-R-008": Words("The Danish giro slip is incomplete.", SLIP, "payment.reference"),
    "DK-R-009": Words("The reference of the Danish giro slip has a wrong length.", SLIP, "payment.reference"),
    "DK-R-010": Words("The Danish FIK slip is incomplete.", SLIP, "payment.reference"),
    "DK-R-011": Words("The reference of the Danish FIK slip has a wrong length.", SLIP, "payment.reference"),
    "DK-R-013": Words(
        "A party's identifier lacks its scheme.", "State what kind of number it is.", "seller.identifiers"
    ),
    "DK-R-014": Words("A Danish seller's number must be marked as a CVR number.", CVR, "seller.organisation_scheme"),
    "DK-R-016": Words(
        "A Danish credit note must not have a negative total.",
        "Turn the signs round, or send an invoice.",
        "totals.payable",
    ),
    "DK-R-017": Words("A Danish buyer's number must be marked as a CVR number.", CVR, "buyer.organisation_scheme"),
    "IS-R-001": Words("An Icelandic seller should send an invoice or a credit note only.", CODE, "type_code"),
    "IS-R-002": Words("An Icelandic seller must state its kennitala.", KENNITALA, "seller.organisation_number"),
    "IS-R-003": Words("An Icelandic seller must state street and postal code.", ADD, "seller.address"),
    "IS-R-004": Words("An Icelandic buyer's kennitala must be stated.", KENNITALA, "buyer.organisation_number"),
    "IS-R-005": Words("An Icelandic buyer's street and postal code must be stated.", ADD, "buyer.address"),
    "IS-R-006": Words("An Icelandic claim needs an account number of twelve digits.", ADD, "payment.accounts"),
    "IS-R-007": Words("An Icelandic transfer needs an account number of twelve digits.", ADD, "payment.accounts"),
    "IS-R-008": Words("The final due date (eindagi) is no date.", EINDAGI, "attachments"),
    "IS-R-009": Words("A final due date (eindagi) needs a due date too.", ADD, "due_date"),
    "IS-R-010": Words("The final due date (eindagi) is before the due date.", EINDAGI, "attachments"),
    "NO-R-001": Words(
        "The Norwegian VAT number is wrong.",
        "Write NO, the nine digits of the organisation number and MVA.",
        "seller.vat_number",
    ),
    "NO-R-002": Words(
        "Most Norwegian companies must write Foretaksregisteret on their invoices.",
        "State Foretaksregisteret as the seller's tax registration.",
        "seller.tax_registration",
    ),
    "SE-R-001": Words("A Swedish VAT number has 14 characters.", NUMBER, "seller.vat_number"),
    "SE-R-002": Words("A Swedish VAT number has digits after SE.", NUMBER, "seller.vat_number"),
    "SE-R-003": Words("A Swedish organisation number has digits only.", NUMBER, "seller.organisation_number"),
    "SE-R-004": Words("A Swedish organisation number has ten digits.", NUMBER, "seller.organisation_number"),
    "SE-R-005": Words(
        "The tax registration of a Swedish seller must read Godkänd för F-skatt.",
        "Write Godkänd för F-skatt, or leave the registration out.",
        "seller.tax_registration",
    ),
    "SE-R-006": Words("The Swedish VAT rates are 6, 12 and 25 per cent.", "Correct the VAT rate.", "lines.vat_rate"),
    "SE-R-007": Words("A plusgiro number has digits only.", GIRO, "payment.accounts"),
    "SE-R-008": Words("A bankgiro number has digits only.", GIRO, "payment.accounts"),
    "SE-R-009": Words("A bankgiro number has 7 or 8 digits.", GIRO, "payment.accounts"),
    "SE-R-010": Words("A plusgiro number has 2 to 8 digits.", GIRO, "payment.accounts"),
    "SE-R-011": Words(
        "Bankgiro and plusgiro are told by payment code 30.",
        "Use code 30, and SE:BANKGIRO or SE:PLUSGIRO as the bank.",
        "payment.means_code",
    ),
    "SE-R-012": Words(
        "Between Swedish companies a transfer has payment code 30.", "Use code 30.", "payment.means_code"
    ),
    "SE-R-013": Words(
        "The check digit of the Swedish organisation number is wrong.", NUMBER, "seller.organisation_number"
    ),
}
