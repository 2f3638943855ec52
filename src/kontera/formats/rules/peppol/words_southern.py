"""What the Greek, Italian and Dutch rules of Peppol say when they are broken."""

from __future__ import annotations

from typing import Final

from kontera.formats.rules.peppol.words_general import ADD, CODE, LEAVE
from kontera.formats.rules.rule import Words

NUMBERING: Final = "Build the invoice number from tax number, date, branch, type, series and number, parted by |."
TIN: Final = "Write EL and the nine digits of the tax number."
GREEK_ENDPOINT: Final = "State the tax number with the scheme 9933."
DUTCH: Final = "Give the KVK or OIN number with the scheme 0106 or 0190."

SOUTHERN: Final = {
    "GR-R-001-1": Words("A Greek invoice number has six parts.", NUMBERING, "number"),
    "GR-R-001-2": Words("The invoice number does not begin with the seller's Greek tax number.", NUMBERING, "number"),
    "GR-R-001-3": Words("The date inside the Greek invoice number is not the invoice date.", NUMBERING, "number"),
    "GR-R-001-4": Words("The third part of a Greek invoice number is the branch, a whole number.", NUMBERING, "number"),
    "GR-R-001-5": Words("The fourth part of a Greek invoice number is the document type.", NUMBERING, "number"),
    "GR-R-001-6": Words("The fifth part of the Greek invoice number is empty.", NUMBERING, "number"),
    "GR-R-001-7": Words("The sixth part of the Greek invoice number is empty.", NUMBERING, "number"),
    "GR-R-002": Words("A Greek seller must state its full name.", ADD, "seller.trading_name"),
    "GR-R-003": Words("The Greek VAT number is wrong.", TIN, "seller.vat_number"),
    "GR-R-004-1": Words("A Greek invoice needs one M.AR.K number.", ADD, "attachments"),
    "GR-R-004-2": Words(
        "The M.AR.K number must be a whole number above zero.", "Correct the M.AR.K number.", "attachments"
    ),
    "GR-R-005": Words("A Greek seller must state the buyer's full name.", ADD, "buyer.trading_name"),
    "GR-R-006": Words("The Greek buyer's VAT number is missing or wrong.", TIN, "buyer.vat_number"),
    "GR-R-008-2": Words("A Greek invoice has at most one invoice link.", LEAVE, "attachments"),
    "GR-R-008-3": Words("The Greek invoice link has no address.", ADD, "attachments.uri"),
    "GR-R-009": Words("A Greek seller's electronic address is its tax number.", GREEK_ENDPOINT, "seller.endpoint"),
    "GR-R-010": Words("A Greek buyer's electronic address is its tax number.", GREEK_ENDPOINT, "buyer.endpoint"),
    "GR-S-008-1": Words("A Greek invoice should have one invoice link.", ADD, "attachments"),
    "GR-S-011": Words("The Greek seller's VAT number is missing or wrong.", TIN, "seller.vat_number"),
    "IT-R-001": Words(
        "An Italian seller's tax registration has 11 to 16 capitals or digits.",
        "Correct the tax registration.",
        "seller.tax_registration",
    ),
    "IT-R-002": Words("The seller's street is missing.", ADD, "seller.address.lines"),
    "IT-R-003": Words("The seller's city is missing.", ADD, "seller.address.city"),
    "IT-R-004": Words("The seller's postal code is missing.", ADD, "seller.address.postal_code"),
    "NL-R-001": Words("A Dutch credit note must name the invoice that it credits.", ADD, "preceding"),
    "NL-R-002": Words("A Dutch seller must state street, city and postal code.", ADD, "seller.address"),
    "NL-R-003": Words("A Dutch seller must state a KVK or OIN number.", DUTCH, "seller.organisation_number"),
    "NL-R-004": Words("A Dutch buyer's street, city and postal code must be stated.", ADD, "buyer.address"),
    "NL-R-005": Words("A Dutch buyer's number must be a KVK or OIN number.", DUTCH, "buyer.organisation_number"),
    "NL-R-006": Words(
        "A Dutch tax representative's street, city and postal code must be stated.", ADD, "tax_representative.address"
    ),
    "NL-R-007": Words("A Dutch seller must state how to pay.", ADD, "payment.means_code"),
    "NL-R-008": Words("The means of payment is not used in the Netherlands.", CODE, "payment.means_code"),
    "NL-R-009": Words("A line refers to an order line, but the order number is missing.", ADD, "order_number"),
}
