"""What the VAT rules of EN 16931 say: ten or more for each category, alike but for what the category asks for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kontera.formats.rules.en16931_terms import CORRECT_IT, CORRECT_SUM, STATE_IT
from kontera.formats.rules.rule import Words

# the middle of the rule ids, and the code of UNTDID 5305 that it stands for
CATEGORIES: Final = {
    "S": "S",
    "Z": "Z",
    "E": "E",
    "AE": "AE",
    "IC": "K",
    "G": "G",
    "O": "O",
    "AF": "L",
    "AG": "M",
    "B": "B",
}
TAXED: Final = ("S", "AF", "AG")  # a rate, a tax, several groups
EXEMPT: Final = ("E", "AE", "IC", "G", "O")  # a reason

_GROUP_MISSING: Final = "Something has VAT category {category}, but the VAT breakdown has no group of that category."
_ONE_GROUP: Final = "VAT category {category} must have exactly one group in the VAT breakdown."
_NUMBERS: Final = {
    "AE": "VAT category {category} is used, but a number that identifies the seller or the buyer for tax is missing.",
    "IC": "VAT category {category} is used, but the seller's or the buyer's VAT number is missing.",
    "G": "VAT category {category} is used, but the seller's VAT number is missing.",
    "O": "VAT category {category} is used, and yet a VAT number of the seller or the buyer is stated.",
}
_SELLER: Final = "VAT category {category} is used, but the seller's VAT or tax registration number is missing."
_RATES: Final = {
    "S": "VAT category {category} needs a rate above zero.",
    "AF": "VAT category {category} needs a rate of zero or more.",
    "AG": "VAT category {category} needs a rate of zero or more.",
    "O": "VAT category {category} may not have a rate.",
}
_ZERO: Final = "VAT category {category} needs the rate 0."
_BASE: Final = "The taxable amount of VAT category {category} is not the sum of its lines, charges and allowances."
_TAX: Final = "The VAT of category {category} is not its taxable amount times the rate."
_NO_TAX: Final = "The VAT of category {category} must be 0."
_REASON: Final = "VAT category {category} needs a reason for exemption, as a code or in words."
_NO_REASON: Final = "VAT category {category} may not have a reason for exemption."
_ALONE: Final = "VAT category {category} is used beside other categories."
_ALONE_MEND: Final = "What is outside VAT must be invoiced by itself."


def _family(name: str) -> dict[str, Words]:
    """The ten rules that every category has."""
    number = Words(_NUMBERS.get(name, _SELLER), CORRECT_IT if name == "O" else STATE_IT, "seller.vat_number")
    rate = _RATES.get(name, _ZERO)
    exempt = name in EXEMPT
    ten = (
        Words(_GROUP_MISSING if name in TAXED else _ONE_GROUP, CORRECT_IT, "vat"),
        number,
        number,
        number,
        Words(rate, CORRECT_IT, "lines[].vat_rate"),
        Words(rate, CORRECT_IT, "allowances_charges[].vat_rate"),
        Words(rate, CORRECT_IT, "allowances_charges[].vat_rate"),
        Words(_BASE, CORRECT_SUM, "vat[].taxable"),
        Words(_TAX if name in TAXED else _NO_TAX, CORRECT_SUM, "vat[].tax"),
        Words(_REASON if exempt else _NO_REASON, STATE_IT if exempt else CORRECT_IT, "vat[].exemption_reason"),
    )
    return {f"BR-{name}-{place:02}": words for place, words in enumerate(ten, 1)}


VAT: Final[Mapping[str, Words]] = {
    **{rule: words for name in CATEGORIES if name != "B" for rule, words in _family(name).items()},
    "BR-IC-11": Words("A sale to another EU country needs a delivery date or a period.", STATE_IT, "delivery_date"),
    "BR-IC-12": Words(
        "A sale to another EU country needs the country of delivery.", STATE_IT, "delivery_address.country"
    ),
    "BR-O-11": Words(_ALONE, _ALONE_MEND, "vat"),
    "BR-O-12": Words(_ALONE, _ALONE_MEND, "lines[].vat_category"),
    "BR-O-13": Words(_ALONE, _ALONE_MEND, "allowances_charges[].vat_category"),
    "BR-O-14": Words(_ALONE, _ALONE_MEND, "allowances_charges[].vat_category"),
    "BR-B-01": Words("Split payment of VAT is for invoices within Italy only.", CORRECT_IT, "vat"),
    "BR-B-02": Words("Split payment of VAT and the standard VAT category exclude each other.", CORRECT_IT, "vat"),
}


def category_of(rule: str) -> str:
    """The VAT category that a rule of a family speaks of, as its code in UNTDID 5305; empty for other rules."""
    return CATEGORIES.get(rule.split("-")[1], "") if rule in VAT else ""
