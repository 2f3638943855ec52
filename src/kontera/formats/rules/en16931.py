"""What the official rules of EN 16931 say in our words; structure rules take theirs from what they ask for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from kontera.formats.rules.en16931_terms import CORRECT_IT, LINE_REASON, OWN, STATE_IT, USE_ONE
from kontera.formats.rules.en16931_vat import VAT, category_of
from kontera.formats.rules.rule import Words

LEAVE_OUT: Final = "The sender should leave it out; what it says is not part of the invoice."
ONLY_ONE: Final = "The sender must keep one and leave the others out."

_DECIMALS: Final = "The amount has more than two decimals."
_ROUND: Final = "The sender must round it to two decimals."
_CODE: Final = "The code is not one of the list {list}."
_USE_CODE: Final = "The sender must use a code of that list."

DECIMALS: Final[Mapping[str, str]] = {
    "01": "allowances_charges[].amount",
    "02": "allowances_charges[].base",
    "05": "allowances_charges[].amount",
    "06": "allowances_charges[].base",
    "09": "totals.line_net",
    "10": "totals.allowances",
    "11": "totals.charges",
    "12": "totals.net",
    "13": "totals.vat",
    "14": "totals.gross",
    "15": "totals.vat_accounting",
    "16": "totals.prepaid",
    "17": "totals.rounding",
    "18": "totals.payable",
    "19": "vat[].taxable",
    "20": "vat[].tax",
    "23": "lines[].net_amount",
    "24": LINE_REASON,
    "25": LINE_REASON,
    "27": LINE_REASON,
    "28": LINE_REASON,
}
LISTS: Final[Mapping[str, tuple[str, str]]] = {
    "01": ("UNTDID 1001", "type_code"),
    "03": ("ISO 4217", "currency"),
    "04": ("ISO 4217", "currency"),
    "05": ("ISO 4217", "accounting_currency"),
    "06": ("UNTDID 2005", "tax_point_code"),
    "07": ("UNTDID 1153", "invoiced_object_scheme"),
    "08": ("UNTDID 4451", "notes"),
    "10": ("ISO 6523", "seller.identifiers"),
    "11": ("ISO 6523", "seller.organisation_scheme"),
    "13": ("UNTDID 7143", "lines[].classifications"),
    "14": ("ISO 3166-1", "seller.address.country"),
    "15": ("ISO 3166-1", "lines[].origin_country"),
    "16": ("UNTDID 4461", "payment.means_code"),
    "17": ("UNTDID 5305", "vat[].category"),
    "18": ("UNTDID 5305", "lines[].vat_category"),
    "19": ("UNTDID 5189", "allowances_charges[].reason_code"),
    "20": ("UNTDID 7161", "allowances_charges[].reason_code"),
    "21": ("ISO 6523", "lines[].standard_article_scheme"),
    "22": ("CEF VATEX", "vat[].exemption_code"),
    "23": ("UN/ECE Rec 20 and 21", "lines[].unit"),
    "24": ("MIMEMediaType", "attachments"),
    "25": ("CEF EAS", "seller.endpoint"),
    "26": ("ISO 6523", "delivery_location"),
}

_ABSENT: Final = Words("The element {element} has no place in an invoice that follows EN 16931.", LEAVE_OUT)
_ONCE: Final = Words("The element {element} stands more than once.", ONLY_ONE)
_EXACTLY: Final = Words("The element {element} must stand exactly once.", CORRECT_IT)
_SAME_PAYEE: Final = Words("The payee is the seller, or a part of it stands twice.", ONLY_ONE, "payee.name")
_TWO_IDS: Final = "The party has both an own and a global identifier."
_TWO_CONTACTS: Final = "The contact is stated both as a person and as a department."
_VERSION: Final = Words("The version of UBL is stated and is not 2.1.", LEAVE_OUT)
_OBJECT: Final = Words(
    "A reference to the invoiced object also has a file or a description, which only attachments have.",
    CORRECT_IT,
    "invoiced_object",
)

STRUCTURE: Final[Mapping[str, Words]] = {
    "UBL-CR-002": _VERSION,
    "UBL-CR-666": _OBJECT,
    "UBL-CR-673": _OBJECT,
    "UBL-DT-01": Words(_DECIMALS, _ROUND),
    "UBL-DT-06": Words("An attached file does not say its media type.", STATE_IT, "attachments"),
    "UBL-DT-07": Words("An attached file does not say its name.", STATE_IT, "attachments"),
    "UBL-DT-18": Words("A name is given to a code that has none in EN 16931.", LEAVE_OUT),
    "UBL-SR-07": OWN["BR-55"],
    "UBL-SR-19": _SAME_PAYEE,
    "UBL-SR-20": _SAME_PAYEE,
    "UBL-SR-21": _SAME_PAYEE,
    "UBL-SR-42": Words("The seller has more than two tax registrations.", ONLY_ONE, "seller.vat_number"),
    "UBL-SR-43": Words(
        "A scheme is stated for a document that is not the invoiced object.", CORRECT_IT, "invoiced_object_scheme"
    ),
    "UBL-SR-44": Words("Different payment references are stated.", ONLY_ONE, "payment.reference"),
    "UBL-SR-47": Words("Different means of payment are stated.", ONLY_ONE, "payment.means_code"),
    "UBL-SR-48": Words("A line needs one VAT category, no more and no less.", CORRECT_IT, "lines[].vat_category"),
    "UBL-SR-51": Words("An address has more than three lines.", CORRECT_IT),
    "UBL-SR-53": Words("A tax registration lacks its number or its scheme.", STATE_IT, "seller.vat_number"),
    "CII-DT-037": Words("The tax is not VAT.", CORRECT_IT, "vat[].category"),
    "CII-DT-097": Words("A date is not written as year, month and day in eight digits.", CORRECT_IT),
    "CII-SR-046": Words("The identifier does not say which list it belongs to.", STATE_IT, "lines[].standard_article"),
    "CII-SR-119": Words("A price may have a discount but no charge.", CORRECT_IT, "lines[].price_discount"),
    "CII-SR-449": Words(_TWO_IDS, USE_ONE, "delivery_location"),
    "CII-SR-450": Words(_TWO_IDS, USE_ONE, "buyer.identifiers"),
    "CII-SR-451": Words(_TWO_IDS, USE_ONE, "payee.identifiers"),
    "CII-SR-462": Words("Different codes for the VAT date are stated.", ONLY_ONE, "tax_point_code"),
    "CII-SR-463": Words(
        "It is not said whether an amount is an allowance or a charge.", STATE_IT, "allowances_charges"
    ),
    "CII-SR-465": Words(_TWO_CONTACTS, USE_ONE, "seller.contact.name"),
    "CII-SR-466": Words(_TWO_CONTACTS, USE_ONE, "buyer.contact.name"),
    "CII-SR-467": Words("Different means of payment are stated.", ONLY_ONE, "payment.means_code"),
    "CII-SR-468": Words("The means of payment is described in different words.", ONLY_ONE, "payment.means"),
    "CII-SR-470": Words("An account must have an IBAN or an own number, not both.", USE_ONE, "payment.accounts"),
}


class Said(NamedTuple):
    """What a rule of a sheet says: our words, the values of their places, and the path of the element they speak of.

    The path is relative to where the rule stands, in XPath 1.0 with the sheet's prefixes; empty when there is none.
    """

    words: Words
    values: tuple[tuple[str, str], ...] = ()
    path: str = ""


_OWN: Final[Mapping[str, Said]] = {
    **{rule: Said(words) for rule, words in OWN.items()},
    **{rule: Said(words, (("category", category_of(rule)),)) for rule, words in VAT.items()},
    **{f"BR-DEC-{place}": Said(Words(_DECIMALS, _ROUND, field)) for place, field in DECIMALS.items()},
    **{
        f"BR-CL-{place}": Said(Words(_CODE, _USE_CODE, field), (("list", name),))
        for place, (name, field) in LISTS.items()
    },
    **{rule: Said(words) for rule, words in STRUCTURE.items()},
}
_STRUCTURAL: Final = re.compile(r"(?:UBL|CII)-(?:CR|SR|DT)-[0-9]+")
_NOT: Final = re.compile(r"\s*not\s*\(")
_COUNT: Final = re.compile(r"count\s*\(")
_EXACT: Final = re.compile(r"\s*=\s*1\b")


def said(rule: str, test: str = "") -> Said | None:
    """What an official rule says, or None when it is not one of EN 16931; `test` is its assertion in the sheet."""
    known = _OWN.get(rule)
    if known is not None:
        return known
    return _from_test(test) if _STRUCTURAL.fullmatch(rule) else None


@lru_cache(maxsize=2048)
def _from_test(test: str) -> Said:
    """The words of a structure rule, by the form of its assertion: absent, at most once, exactly once."""
    begins = _NOT.match(test)
    counted = _COUNT.search(test)
    if begins is not None and counted is None:
        path = _within(test, begins.end())
        return Said(_ABSENT, (("element", path.removeprefix("//")),), path)
    if counted is not None:
        path = _within(test, counted.end())
        exact = _EXACT.match(test, counted.end() + len(path) + 1)
        return Said(_EXACTLY if exact else _ONCE, (("element", path.removeprefix("//")),), path)
    return Said(_EXACTLY, (("element", test),))


def _within(text: str, start: int) -> str:
    """What stands in the parentheses that were opened just before `start`."""
    depth = 1
    for at in range(start, len(text)):
        depth += {"(": 1, ")": -1}.get(text[at], 0)
        if not depth:
            return text[start:at]
    return text[start:]
