"""What the Peppol rules that hold for all countries say when they are broken."""

from __future__ import annotations

from typing import Final

from kontera.formats.rules.rule import Words

ADD: Final = "Add what is missing and send the invoice again."
LEAVE: Final = "Leave out what is too much and send the invoice again."
CODE: Final = "Use a code from the list that Peppol allows."
NUMBER: Final = "Correct the number, or the scheme that says what kind of number it is."
RECKON: Final = "Reckon the amount again, or correct what it is made of."
CATEGORY: Final = "Correct the VAT category or the exemption code."
PROFILE: Final = "Use a process identifier that Peppol has approved."
CURRENCY: Final = "State the amount in the invoice's currency."
SPECIFICATION: Final = "State the identifier of Peppol BIS Billing 3.0, or of self-billing, exactly."
ENDPOINT: Final = "State the electronic address with its scheme."
DATE: Final = "Write the date as year, month and day, such as 2026-03-31."
PERIOD: Final = "Correct the line's period, or the invoice's."
TRUE_FALSE: Final = "State true for a charge and false for an allowance."

GENERAL: Final = {
    "PEPPOL-EN16931-R001": Words("The invoice does not state its business process.", PROFILE, "process"),
    "PEPPOL-EN16931-R002": Words("The invoice has more than one note.", "Put all text into one note.", "notes"),
    "PEPPOL-EN16931-R003": Words(
        "Neither the buyer's reference nor an order number is stated.", ADD, "buyer_reference"
    ),
    "PEPPOL-EN16931-R004": Words("The invoice does not claim to follow Peppol BIS.", SPECIFICATION, "specification"),
    "PEPPOL-EN16931-R005": Words(
        "The accounting currency is the same as the invoice's currency.",
        "Leave the accounting currency out.",
        "accounting_currency",
    ),
    "PEPPOL-EN16931-R006": Words("More than one invoiced object is stated for the document.", LEAVE, "invoiced_object"),
    "PEPPOL-EN16931-R007": Words("The business process is not one that Peppol knows.", PROFILE, "process"),
    "PEPPOL-EN16931-R008": Words("An element is empty.", "Fill the element or leave it out."),
    "PEPPOL-EN16931-R010": Words("The buyer has no electronic address.", ENDPOINT, "buyer.endpoint"),
    "PEPPOL-EN16931-R020": Words("The seller has no electronic address.", ENDPOINT, "seller.endpoint"),
    "PEPPOL-EN16931-R040": Words(
        "An allowance or charge is not its base times its percentage.", RECKON, "allowances_charges"
    ),
    "PEPPOL-EN16931-R041": Words("An allowance or charge has a percentage but no base.", ADD, "allowances_charges"),
    "PEPPOL-EN16931-R042": Words("An allowance or charge has a base but no percentage.", ADD, "allowances_charges"),
    "PEPPOL-EN16931-R043": Words(
        "It is not clear whether this is an allowance or a charge.", TRUE_FALSE, "allowances_charges"
    ),
    "PEPPOL-EN16931-R044": Words(
        "A price has a charge; only a discount may stand there.",
        "Move the charge to the invoice line.",
        "lines.price_discount",
    ),
    "PEPPOL-EN16931-R046": Words("The net price is not the gross price less the discount.", RECKON, "lines.unit_price"),
    "PEPPOL-EN16931-R051": Words("An amount is in another currency than the invoice.", CURRENCY, "currency"),
    "PEPPOL-EN16931-R053": Words(
        "The invoice must have one VAT total with a breakdown, no more and no fewer.",
        "State the VAT breakdown once.",
        "vat",
    ),
    "PEPPOL-EN16931-R054": Words(
        "A VAT total without breakdown belongs to an accounting currency, and each needs the other.",
        "State both the accounting currency and the VAT in it, or neither.",
        "totals.vat_accounting",
    ),
    "PEPPOL-EN16931-R055": Words(
        "The VAT in the invoice's currency and in the accounting currency differ in sign.",
        RECKON,
        "totals.vat_accounting",
    ),
    "PEPPOL-EN16931-R061": Words("A direct debit has no mandate reference.", ADD, "payment.mandate.reference"),
    "PEPPOL-EN16931-R080": Words("The credit note has more than one project reference.", LEAVE, "project"),
    "PEPPOL-EN16931-R100": Words("A line has more than one invoiced object.", LEAVE, "lines.invoiced_object"),
    "PEPPOL-EN16931-R101": Words(
        "A line refers to a document that is no invoiced object.",
        "Give the reference the type 130, or leave it out.",
        "lines.invoiced_object",
    ),
    "PEPPOL-EN16931-R110": Words("A line's period begins before the invoice's period.", PERIOD, "lines.period.start"),
    "PEPPOL-EN16931-R111": Words("A line's period ends after the invoice's period.", PERIOD, "lines.period.end"),
    "PEPPOL-EN16931-R120": Words(
        "The line's net amount is not quantity times price with its allowances and charges.",
        RECKON,
        "lines.net_amount",
    ),
    "PEPPOL-EN16931-R121": Words(
        "The quantity that a price is for must be above zero.",
        "State how many units the price is for.",
        "lines.base_quantity",
    ),
    "PEPPOL-EN16931-R130": Words(
        "The price is for another unit than the line invoices.", "Use the same unit in both places.", "lines.base_unit"
    ),
    "PEPPOL-EN16931-F001": Words("A date is not written as Peppol wants it.", DATE),
    "PEPPOL-EN16931-CL001": Words("The kind of an attached file is not allowed.", CODE, "attachments.media_type"),
    "PEPPOL-EN16931-CL002": Words(
        "The reason code of an allowance is unknown.", CODE, "allowances_charges.reason_code"
    ),
    "PEPPOL-EN16931-CL003": Words("The reason code of a charge is unknown.", CODE, "allowances_charges.reason_code"),
    "PEPPOL-EN16931-CL006": Words("The code for the date when VAT falls due is unknown.", CODE, "tax_point_code"),
    "PEPPOL-EN16931-CL007": Words("A currency code is unknown.", CODE, "currency"),
    "PEPPOL-EN16931-CL008": Words(
        "The scheme of an electronic address is unknown to Peppol.", CODE, "seller.endpoint.scheme"
    ),
    "PEPPOL-EN16931-P0100": Words("The invoice type is not allowed in this business process.", CODE, "type_code"),
    "PEPPOL-EN16931-P0101": Words("The credit note type is not allowed in this business process.", CODE, "type_code"),
    "PEPPOL-EN16931-P0112": Words(
        "Partial and corrected invoices are for German sellers and buyers only.",
        "Send an ordinary invoice, or a credit note.",
        "type_code",
    ),
    "PEPPOL-EN16931-P0104": Words("This exemption code belongs to VAT category G.", CATEGORY, "vat.category"),
    "PEPPOL-EN16931-P0105": Words("This exemption code belongs to VAT category O.", CATEGORY, "vat.category"),
    "PEPPOL-EN16931-P0106": Words("This exemption code belongs to VAT category K.", CATEGORY, "vat.category"),
    "PEPPOL-EN16931-P0107": Words("This exemption code belongs to VAT category AE.", CATEGORY, "vat.category"),
    "PEPPOL-EN16931-P0108": Words("This exemption code belongs to VAT category E.", CATEGORY, "vat.category"),
    "PEPPOL-EN16931-P0109": Words("This exemption code belongs to VAT category E.", CATEGORY, "vat.category"),
    "PEPPOL-EN16931-P0110": Words("This exemption code belongs to VAT category E.", CATEGORY, "vat.category"),
    "PEPPOL-EN16931-P0111": Words("This exemption code belongs to VAT category E.", CATEGORY, "vat.category"),
    "PEPPOL-COMMON-R040": Words("The GLN is wrong.", NUMBER),
    "PEPPOL-COMMON-R041": Words("The Norwegian organisation number is wrong.", NUMBER),
    "PEPPOL-COMMON-R042": Words("The Danish CVR number is wrong.", NUMBER),
    "PEPPOL-COMMON-R043": Words("The Belgian enterprise number is wrong.", NUMBER),
    "PEPPOL-COMMON-R044": Words("The Italian IPA code is wrong.", NUMBER),
    "PEPPOL-COMMON-R045": Words("The Italian tax code is wrong.", NUMBER),
    "PEPPOL-COMMON-R046": Words("The Italian tax code is wrong.", NUMBER),
    "PEPPOL-COMMON-R047": Words("The Italian VAT number is wrong.", NUMBER),
    "PEPPOL-COMMON-R048": Words("The Italian VAT number is wrong.", NUMBER),
    "PEPPOL-COMMON-R049": Words("The Swedish organisation number is wrong.", NUMBER),
    "PEPPOL-COMMON-R050": Words("The Australian business number is wrong.", NUMBER),
    "PEPPOL-COMMON-R052": Words("The Danish P number is wrong.", NUMBER),
    "PEPPOL-COMMON-R053": Words("The Danish SE number is wrong.", NUMBER),
    "PEPPOL-COMMON-R054": Words("The Dutch KVK number is wrong.", NUMBER),
    "PEPPOL-COMMON-R055": Words("The Dutch OIN number is wrong.", NUMBER),
    "PEPPOL-COMMON-R056-1": Words("The Dutch VAT number is wrong.", NUMBER),
    "PEPPOL-COMMON-R056-2": Words("The Dutch VAT number is wrong.", NUMBER),
    "PEPPOL-COMMON-R057": Words("The Dutch establishment number is wrong.", NUMBER),
}
