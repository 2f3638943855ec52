"""What the rules of EN 16931 with a sentence of their own say: BR-01 to BR-65, the sums and conditions BR-CO."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kontera.formats.rules.rule import Words

STATE_IT: Final = "Ask the sender for an invoice that states it."
CORRECT_IT: Final = "Ask the sender for a corrected invoice."
CORRECT_SUM: Final = "Ask the sender to correct the sum, or the amounts it is made of."
USE_ONE: Final = "The sender must state one of them, not both."
NO_REASON: Final = "A reason is missing, as a code or in words."
ALIKE: Final = "The code and the words name different reasons."
PERIOD: Final = "The period ends before it begins."
NO_DATE: Final = "A period is stated without its first and its last day."
NO_SCHEME: Final = "The identifier does not say which list it belongs to."
STATE_SCHEME: Final = "The sender must state the scheme beside the identifier."

ALLOWANCES: Final = "allowances_charges[].amount"
REASON: Final = "allowances_charges[].reason"
LINE_REASON: Final = "lines[].allowances_charges"

OWN: Final[Mapping[str, Words]] = {
    "BR-01": Words("The specification that the invoice follows is not stated (BT-24).", STATE_IT, "specification"),
    "BR-02": Words("The invoice number is missing (BT-1).", STATE_IT, "number"),
    "BR-03": Words("The invoice date is missing (BT-2).", STATE_IT, "issue_date"),
    "BR-04": Words("The type of the document is missing (BT-3).", STATE_IT, "type_code"),
    "BR-05": Words("The currency is missing (BT-5).", STATE_IT, "currency"),
    "BR-06": Words("The seller's name is missing (BT-27).", STATE_IT, "seller.name"),
    "BR-07": Words("The buyer's name is missing (BT-44).", STATE_IT, "buyer.name"),
    "BR-08": Words("The seller's postal address is missing (BG-5).", STATE_IT, "seller.address"),
    "BR-09": Words("The country in the seller's address is missing (BT-40).", STATE_IT, "seller.address.country"),
    "BR-10": Words("The buyer's postal address is missing (BG-8).", STATE_IT, "buyer.address"),
    "BR-11": Words("The country in the buyer's address is missing (BT-55).", STATE_IT, "buyer.address.country"),
    "BR-12": Words("The sum of the lines is missing (BT-106).", STATE_IT, "totals.line_net"),
    "BR-13": Words("The total without VAT is missing (BT-109).", STATE_IT, "totals.net"),
    "BR-14": Words("The total with VAT is missing (BT-112).", STATE_IT, "totals.gross"),
    "BR-15": Words("The amount to pay is missing (BT-115).", STATE_IT, "totals.payable"),
    "BR-16": Words("The invoice has no line (BG-25).", STATE_IT, "lines"),
    "BR-17": Words("The payee's name is missing, or it is the seller's (BT-59).", STATE_IT, "payee.name"),
    "BR-18": Words(
        "The name of the seller's tax representative is missing (BT-62).", STATE_IT, "tax_representative.name"
    ),
    "BR-19": Words(
        "The address of the seller's tax representative is missing (BG-12).", STATE_IT, "tax_representative.address"
    ),
    "BR-20": Words(
        "The country of the seller's tax representative is missing (BT-69).",
        STATE_IT,
        "tax_representative.address.country",
    ),
    "BR-21": Words("A line has no number of its own (BT-126).", STATE_IT, "lines[].id"),
    "BR-22": Words("A line has no quantity (BT-129).", STATE_IT, "lines[].quantity"),
    "BR-23": Words("The quantity of a line has no unit (BT-130).", STATE_IT, "lines[].unit"),
    "BR-24": Words("A line has no net amount (BT-131).", STATE_IT, "lines[].net_amount"),
    "BR-25": Words("A line does not name what was sold (BT-153).", STATE_IT, "lines[].description"),
    "BR-26": Words("A line has no price (BT-146).", STATE_IT, "lines[].unit_price"),
    "BR-27": Words(
        "The net price of a line is negative (BT-146).",
        "The sender must make the quantity negative instead of the price.",
        "lines[].unit_price",
    ),
    "BR-28": Words(
        "The gross price of a line is negative (BT-148).",
        "The sender must make the quantity negative instead of the price.",
        "lines[].gross_price",
    ),
    "BR-29": Words(PERIOD, CORRECT_IT, "period.end"),
    "BR-30": Words(PERIOD, CORRECT_IT, "lines[].period.end"),
    "BR-31": Words("A document allowance has no amount (BT-92).", STATE_IT, ALLOWANCES),
    "BR-32": Words("A document allowance has no VAT category (BT-95).", STATE_IT, "allowances_charges[].vat_category"),
    "BR-33": Words(NO_REASON, STATE_IT, REASON),
    "BR-36": Words("A document charge has no amount (BT-99).", STATE_IT, ALLOWANCES),
    "BR-37": Words("A document charge has no VAT category (BT-102).", STATE_IT, "allowances_charges[].vat_category"),
    "BR-38": Words(NO_REASON, STATE_IT, REASON),
    "BR-41": Words("A line allowance has no amount (BT-136).", STATE_IT, LINE_REASON),
    "BR-42": Words(NO_REASON, STATE_IT, LINE_REASON),
    "BR-43": Words("A line charge has no amount (BT-141).", STATE_IT, LINE_REASON),
    "BR-44": Words(NO_REASON, STATE_IT, LINE_REASON),
    "BR-45": Words("A VAT group has no taxable amount (BT-116).", STATE_IT, "vat[].taxable"),
    "BR-46": Words("A VAT group has no VAT amount (BT-117).", STATE_IT, "vat[].tax"),
    "BR-47": Words("A VAT group has no category (BT-118).", STATE_IT, "vat[].category"),
    "BR-48": Words("A VAT group has no rate (BT-119).", STATE_IT, "vat[].rate"),
    "BR-49": Words("The means of payment is missing (BT-81).", STATE_IT, "payment.means_code"),
    "BR-50": Words("A credit transfer names no account (BT-84).", STATE_IT, "payment.accounts"),
    "BR-51": Words(
        "The invoice shows more of a card number than the card industry allows (BT-87).",
        "The sender should show the last four digits only.",
        "payment.card.number",
    ),
    "BR-52": Words("An attached document has no reference (BT-122).", STATE_IT, "attachments"),
    "BR-53": Words(
        "The VAT in the accounting currency is missing (BT-111).",
        "The sender must state it when an accounting currency is named.",
        "totals.vat_accounting",
    ),
    "BR-54": Words("A property of an item lacks its name or its value (BG-32).", STATE_IT, "lines[].attributes"),
    "BR-55": Words("A reference to an earlier invoice has no number (BT-25).", STATE_IT, "preceding"),
    "BR-56": Words(
        "The VAT number of the seller's tax representative is missing (BT-63).",
        STATE_IT,
        "tax_representative.vat_number",
    ),
    "BR-57": Words("The delivery address has no country (BT-80).", STATE_IT, "delivery_address.country"),
    "BR-61": Words(
        "The means of payment is a transfer, but no account is named (BT-84).", STATE_IT, "payment.accounts"
    ),
    "BR-62": Words(NO_SCHEME, STATE_SCHEME, "seller.endpoint"),
    "BR-63": Words(NO_SCHEME, STATE_SCHEME, "buyer.endpoint"),
    "BR-64": Words(NO_SCHEME, STATE_SCHEME, "lines[].standard_article"),
    "BR-65": Words(NO_SCHEME, STATE_SCHEME, "lines[].classifications"),
    "BR-CO-03": Words("Both a VAT date and a code for it are stated (BT-7, BT-8).", USE_ONE, "tax_point"),
    "BR-CO-04": Words("A line has no VAT category (BT-151).", STATE_IT, "lines[].vat_category"),
    "BR-CO-05": Words(ALIKE, CORRECT_IT, REASON),
    "BR-CO-06": Words(ALIKE, CORRECT_IT, REASON),
    "BR-CO-07": Words(ALIKE, CORRECT_IT, LINE_REASON),
    "BR-CO-08": Words(ALIKE, CORRECT_IT, LINE_REASON),
    "BR-CO-09": Words(
        "A VAT number does not begin with the code of its country.",
        "The sender must put the two letters of the country first; Greece uses EL.",
        "seller.vat_number",
    ),
    "BR-CO-10": Words("The sum of the lines is not what the lines add up to (BT-106).", CORRECT_SUM, "totals.line_net"),
    "BR-CO-11": Words(
        "The sum of the allowances is not what the allowances add up to (BT-107).", CORRECT_SUM, "totals.allowances"
    ),
    "BR-CO-12": Words(
        "The sum of the charges is not what the charges add up to (BT-108).", CORRECT_SUM, "totals.charges"
    ),
    "BR-CO-13": Words(
        "The total without VAT is not the lines less allowances plus charges (BT-109).", CORRECT_SUM, "totals.net"
    ),
    "BR-CO-14": Words("The VAT total is not the sum of the VAT groups (BT-110).", CORRECT_SUM, "totals.vat"),
    "BR-CO-15": Words(
        "The total with VAT is not the total without VAT plus the VAT (BT-112).", CORRECT_SUM, "totals.gross"
    ),
    "BR-CO-16": Words(
        "The amount to pay is not the total less what is paid, plus rounding (BT-115).", CORRECT_SUM, "totals.payable"
    ),
    "BR-CO-17": Words(
        "The VAT of a group is not its taxable amount times its rate (BT-117).", CORRECT_SUM, "vat[].tax"
    ),
    "BR-CO-18": Words("The invoice has no VAT breakdown (BG-23).", STATE_IT, "vat"),
    "BR-CO-19": Words(NO_DATE, STATE_IT, "period"),
    "BR-CO-20": Words(NO_DATE, STATE_IT, "lines[].period"),
    "BR-CO-21": Words(NO_REASON, STATE_IT, REASON),
    "BR-CO-22": Words(NO_REASON, STATE_IT, REASON),
    "BR-CO-23": Words(NO_REASON, STATE_IT, LINE_REASON),
    "BR-CO-24": Words(NO_REASON, STATE_IT, LINE_REASON),
    "BR-CO-26": Words(
        "Nothing tells who the seller is: no VAT, registration or other number (BT-29, BT-30, BT-31).",
        STATE_IT,
        "seller.vat_number",
    ),
}
