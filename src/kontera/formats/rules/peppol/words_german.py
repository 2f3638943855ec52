"""What the German rules of Peppol say when they are broken; they hold where seller and buyer are German."""

from __future__ import annotations

from typing import Final

from kontera.formats.rules.peppol.words_general import ADD, CODE, LEAVE
from kontera.formats.rules.rule import Words

IBAN: Final = "Correct the IBAN."

GERMAN: Final = {
    "DE-R-001": Words("How to pay is not stated.", ADD, "payment.means_code"),
    "DE-R-002": Words("The seller's contact is missing.", ADD, "seller.contact"),
    "DE-R-003": Words("The seller's city is missing.", ADD, "seller.address.city"),
    "DE-R-004": Words("The seller's postal code is missing.", ADD, "seller.address.postal_code"),
    "DE-R-005": Words("The name of the seller's contact is missing.", ADD, "seller.contact.name"),
    "DE-R-006": Words("The phone number of the seller's contact is missing.", ADD, "seller.contact.phone"),
    "DE-R-007": Words("The e-mail address of the seller's contact is missing.", ADD, "seller.contact.email"),
    "DE-R-008": Words("The buyer's city is missing.", ADD, "buyer.address.city"),
    "DE-R-009": Words("The buyer's postal code is missing.", ADD, "buyer.address.postal_code"),
    "DE-R-010": Words("The city of the delivery address is missing.", ADD, "delivery_address.city"),
    "DE-R-011": Words("The postal code of the delivery address is missing.", ADD, "delivery_address.postal_code"),
    "DE-R-014": Words("A line of the VAT breakdown has no rate.", ADD, "vat.rate"),
    "DE-R-015": Words("The buyer's reference is missing.", ADD, "buyer_reference"),
    "DE-R-016": Words(
        "The seller has neither VAT number, tax number nor tax representative.", ADD, "seller.vat_number"
    ),
    "DE-R-017": Words("The invoice type is unusual in Germany.", CODE, "type_code"),
    "DE-R-018": Words(
        "The cash discount is not written in the German way.",
        "Write #SKONTO#TAGE=14#PROZENT=2.00# on a line of its own.",
        "payment.terms",
    ),
    "DE-R-019": Words("The account to pay to is no valid IBAN.", IBAN, "payment.accounts"),
    "DE-R-020": Words("The account to be debited is no valid IBAN.", IBAN, "payment.mandate.debited"),
    "DE-R-022": Words(
        "Two attached files have the same name.", "Give each file a name of its own.", "attachments.filename"
    ),
    "DE-R-023-1": Words("A credit transfer has no account.", ADD, "payment.accounts"),
    "DE-R-023-2": Words("A credit transfer must not have a card or a direct debit.", LEAVE, "payment"),
    "DE-R-024-1": Words("A card payment has no card.", ADD, "payment.card"),
    "DE-R-024-2": Words("A card payment must not have an account or a direct debit.", LEAVE, "payment"),
    "DE-R-025-1": Words("A direct debit has no mandate.", ADD, "payment.mandate"),
    "DE-R-025-2": Words("A direct debit must not have an account or a card.", LEAVE, "payment"),
    "DE-R-026": Words("A corrected invoice should name the invoice that it corrects.", ADD, "preceding"),
    "DE-R-027": Words(
        "The phone number of the seller's contact looks wrong.", "Correct the phone number.", "seller.contact.phone"
    ),
    "DE-R-028": Words(
        "The e-mail address of the seller's contact looks wrong.", "Correct the e-mail address.", "seller.contact.email"
    ),
    "DE-R-030": Words("A direct debit has no creditor identifier.", ADD, "payment.mandate.creditor"),
    "DE-R-031": Words("A direct debit does not name the account to be debited.", ADD, "payment.mandate.debited"),
    "DE-R-T02": Words(
        "The link to an outside document is incomplete.",
        "Write the whole address, such as https://…",
        "attachments.uri",
    ),
}
