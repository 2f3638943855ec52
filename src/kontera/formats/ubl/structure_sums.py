"""Structure rules of OIOUBL 2 for taxes, totals, lines, and the forms of dates and numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Final

from kontera.core.money import CENT, HUNDRED, ZERO, total
from kontera.formats.rules import own
from kontera.formats.rules.own import at, number, text
from kontera.formats.rules.rule import Hit, Judged
from kontera.formats.taking import local
from kontera.formats.xml import Element

# taxcategoryid-1.1: VAT's, and the duties with a number of four digits
CATEGORIES: Final = frozenset({"StandardRated", "ZeroRated", "ReverseCharge", "Excise"})
DUTY: Final = re.compile(r"3[0-9]{3}")
SCHEME: Final = re.compile(r"VAT|[0-9]{1,4}[a-z]?")  # taxschemeid: the Danish tax agency's codes; 63 is VAT
STANDARD: Final = "StandardRated"
TOTAL: Final = "LegalMonetaryTotal"
MANDATORY_TOTALS: Final = ("LineExtensionAmount", "TaxInclusiveAmount", "PayableAmount")
LINE_PARTS: Final = ("ID", "LineExtensionAmount", "Price/PriceAmount", "Item/Name")
ALLOWANCE_PARTS: Final = ("ChargeIndicator", "Amount")
NUMBERS: Final = re.compile(r"\w*(?:Amount|Quantity|Percent|Rate|Numeric)")
DATES: Final = re.compile(r"\w*Date")
MOST_DECIMALS: Final = 2
PRICES: Final = frozenset({"PriceAmount"})  # an item's price may be finer


def _lines(doc: Judged) -> tuple[Element, ...]:
    return (*at(doc.root, "InvoiceLine"), *at(doc.root, "CreditNoteLine"))


def _sum(contexts: tuple[Element, ...], path: str) -> Decimal | None:
    """The sum of what each context states at the path; None unless all do."""
    stated = [number(context, path) for context in contexts]
    return None if None in stated else total(stated)


def _total(doc: Judged, name: str) -> tuple[Element | None, Decimal | None]:
    found = at(doc.root, f"{TOTAL}/{name}")
    return (found[0], number(found[0])) if found else (None, None)


def tax_total(doc: Judged) -> Iterator[Hit]:
    """TaxTotal/TaxAmount is mandatory."""
    return own.lacking([doc.root], "TaxTotal/TaxAmount")


def categories_listed(doc: Judged) -> Iterator[Hit]:
    """TaxCategory/ID is in the list taxcategoryid-1.1."""
    found = (text for category in _categories(doc) for text in at(category, "ID"))
    return own.unfit(found, lambda stated: stated in CATEGORIES or DUTY.fullmatch(stated) is not None)


def schemes_listed(doc: Judged) -> Iterator[Hit]:
    """TaxScheme/ID has the form of the list taxschemeid."""
    found = (scheme for category in _categories(doc) for scheme in at(category, "TaxScheme/ID"))
    return own.unfit(found, lambda stated: SCHEME.fullmatch(stated) is not None)


def standard_rate(doc: Judged) -> Iterator[Hit]:
    """F-LIB382: StandardRated has a rate above zero."""
    for category in _categories(doc):
        if text(category, "ID") == STANDARD and number(category, "Percent") == ZERO:
            yield own.hit(at(category, "Percent")[0])


def _categories(doc: Judged) -> Iterator[Element]:
    return (element for element in doc.root.iter("*") if local(element) in {"TaxCategory", "ClassifiedTaxCategory"})


def totals_stated(doc: Judged) -> Iterator[Hit]:
    """LegalMonetaryTotal has the sum of the lines, the total with tax and the amount to pay."""
    for name in MANDATORY_TOTALS:
        yield from own.lacking([doc.root], f"{TOTAL}/{name}")


def has_lines(doc: Judged) -> Iterator[Hit]:
    """There is at least one line."""
    if not _lines(doc):
        yield own.hit(doc.root, element=f"{local(doc.root)}Line", value="")


def line_parts(doc: Judged) -> Iterator[Hit]:
    """A line has an ID, a net amount, a price and an item's name."""
    for path in LINE_PARTS:
        yield from own.lacking(_lines(doc), path)


def line_tax(doc: Judged) -> Iterator[Hit]:
    """A line has its own TaxTotal."""
    return own.lacking(_lines(doc), "TaxTotal/TaxAmount")


def allowance_parts(doc: Judged) -> Iterator[Hit]:
    """AllowanceCharge has ChargeIndicator and Amount."""
    for path in ALLOWANCE_PARTS:
        yield from own.lacking(at(doc.root, "AllowanceCharge"), path)


def lines_add_up(doc: Judged) -> Iterator[Hit]:
    """LegalMonetaryTotal/LineExtensionAmount is the sum of the lines'."""
    element, stated = _total(doc, "LineExtensionAmount")
    yield from own.unlike(element, stated, _sum(_lines(doc), "LineExtensionAmount"), ZERO)


def tax_adds_up(doc: Judged) -> Iterator[Hit]:
    """TaxTotal/TaxAmount is the sum of its groups."""
    for group in at(doc.root, "TaxTotal"):
        subtotals = at(group, "TaxSubtotal")
        if subtotals:
            stated = next(iter(at(group, "TaxAmount")), None)
            yield from own.unlike(stated, number(group, "TaxAmount"), _sum(subtotals, "TaxAmount"), CENT)


def tax_is_rate(doc: Judged) -> Iterator[Hit]:
    """A group's tax is its rate of its taxable amount, but for a hundredth a line."""
    slack = CENT * (len(_lines(doc)) + 1)
    for group in at(doc.root, "TaxTotal/TaxSubtotal"):
        base, rate = number(group, "TaxableAmount"), number(group, "TaxCategory/Percent")
        if base is not None and rate is not None and text(group, "TaxCategory/ID") == STANDARD:
            stated = next(iter(at(group, "TaxAmount")), None)
            yield from own.unlike(stated, number(group, "TaxAmount"), base * rate / HUNDRED, slack)


def taxes_are_total(doc: Judged) -> Iterator[Hit]:
    """F-INV127: TaxExclusiveAmount is the sum of the taxes."""
    element, stated = _total(doc, "TaxExclusiveAmount")
    yield from own.unlike(element, stated, _sum(at(doc.root, "TaxTotal/TaxSubtotal"), "TaxAmount"), CENT)


def gross_adds_up(doc: Judged) -> Iterator[Hit]:
    """TaxInclusiveAmount is lines, taxes and charges without allowances."""
    element, stated = _total(doc, "TaxInclusiveAmount")
    net, tax = _total(doc, "LineExtensionAmount")[1], _total(doc, "TaxExclusiveAmount")[1]
    if net is not None and tax is not None:
        allowances = _total(doc, "AllowanceTotalAmount")[1] or ZERO
        charges = _total(doc, "ChargeTotalAmount")[1] or ZERO
        yield from own.unlike(element, stated, net + tax - allowances + charges, CENT)


def payable_adds_up(doc: Judged) -> Iterator[Hit]:
    """PayableAmount is TaxInclusiveAmount without what is prepaid, and rounded."""
    element, stated = _total(doc, "PayableAmount")
    gross = _total(doc, "TaxInclusiveAmount")[1]
    if gross is not None:
        prepaid = _total(doc, "PrepaidAmount")[1] or ZERO
        rounding = _total(doc, "PayableRoundingAmount")[1] or ZERO
        yield from own.unlike(element, stated, gross - prepaid + rounding, CENT)


def dates(doc: Judged) -> Iterator[Hit]:
    """A date is one, in ISO 8601."""
    found = (element for element in doc.root.iter("*") if DATES.fullmatch(local(element)) and not len(element))
    return own.unfit(found, _is_date)


def _is_date(stated: str) -> bool:
    try:
        date.fromisoformat(stated[:10])
    except ValueError:
        return False
    return True


def numbers(doc: Judged) -> Iterator[Hit]:
    """An amount, quantity, percentage or rate is a decimal."""
    found = (element for element in doc.root.iter("*") if NUMBERS.fullmatch(local(element)) and not len(element))
    return own.unfit(found, own.is_number)


def decimals(doc: Judged) -> Iterator[Hit]:
    """An amount has two decimals at most; a price may be finer."""
    found = (one for one in doc.root.iter("*") if one.get("currencyID") and local(one) not in PRICES)
    return own.too_fine(found, MOST_DECIMALS)
