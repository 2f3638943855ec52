"""Own structure rules for Svefaktura 1.0: charges, VAT, totals, lines, and the form of values."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from kontera.core.money import CENT, HUNDRED, total
from kontera.formats.rules import own
from kontera.formats.rules.own import at, number, text
from kontera.formats.rules.rule import Hit
from kontera.formats.svefaktura.judged import Svefaktura
from kontera.formats.taking import BASIC_DATE, ISO_DATE
from kontera.formats.xml import Element

KRONA: Final = Decimal(1)
AMOUNTS: Final = frozenset(
    {
        "TotalTaxAmount",
        "TaxableAmount",
        "TaxAmount",
        "LineExtensionTotalAmount",
        "TaxExclusiveTotalAmount",
        "TaxInclusiveTotalAmount",
        "RoundOffAmount",
        "LineExtensionAmount",
        "Amount",
    }
)
PRICES: Final = frozenset({"PriceAmount", "AllowanceChargeBaseAmount"})
DATES: Final = frozenset(
    {"IssueDate", "TaxPointDate", "DuePaymentDate", "ActualDeliveryDateTime", "StartDateTime", "EndDateTime"}
)
NUMBERS: Final = AMOUNTS | PRICES | {"InvoicedQuantity", "BaseQuantity", "Percent", "MultiplierFactorNumeric"}
ONCE: Final = (
    "ID",
    "InvoiceTypeCode",
    "InvoiceCurrencyCode",
    "BuyerParty",
    "SellerParty",
    "LegalTotal",
    "PaymentTerms",
)
# the schema's order; what follows the lines is in the published samples' order, which software varies
ORDER: Final = (
    "ID",
    "IssueDate",
    "InvoiceTypeCode",
    "Note",
    "TaxPointDate",
    "InvoiceCurrencyCode",
    "TaxCurrencyCode",
    "LineItemCountNumeric",
    "AdditionalDocumentReference",
    "BuyerParty",
    "SellerParty",
    "Delivery",
    "PaymentMeans",
    "PaymentTerms",
    "AllowanceCharge",
    "ExchangeRate",
    "TaxTotal",
    "LegalTotal",
    "InvoiceLine",
)


def charge_amount(doc: Svefaktura) -> Iterator[Hit]:
    """AllowanceCharge/Amount is mandatory."""
    return own.lacking(doc.named(("AllowanceCharge",)), "Amount")


def charge_indicator(doc: Svefaktura) -> Iterator[Hit]:
    """AllowanceCharge/ChargeIndicator is mandatory: true or false."""
    yield from own.lacking(doc.named(("AllowanceCharge",)), "ChargeIndicator")
    yield from own.unlisted(doc.named(("ChargeIndicator",)), {"true", "false", "1", "0"})


def tax_total(doc: Svefaktura) -> Iterator[Hit]:
    """TaxTotal/TotalTaxAmount is mandatory."""
    return own.lacking((doc.root,), "TaxTotal/TotalTaxAmount")


def tax_group(doc: Svefaktura) -> Iterator[Hit]:
    """TaxSubTotal has a TaxableAmount and a TaxAmount."""
    for path in ("TaxableAmount", "TaxAmount", "TaxCategory/ID", "TaxCategory/Percent"):
        yield from own.lacking(doc.groups, path)


def exemption_reason(doc: Svefaktura) -> Iterator[Hit]:
    """TaxCategory/ExemptionReason says why where the category is not S."""
    exempt = (part for group in doc.groups for part in at(group, "TaxCategory") if text(part, "ID") not in {"S", ""})
    return own.lacking(exempt, "ExemptionReason")


def tax_adds_up(doc: Svefaktura) -> Iterator[Hit]:
    """TotalTaxAmount is the sum of the TaxAmount of its groups."""
    for part in at(doc.root, "TaxTotal"):
        groups = at(part, "TaxSubTotal")
        expected = total(number(group, "TaxAmount") for group in groups) if groups else None
        stated = next(iter(at(part, "TotalTaxAmount")), None)
        yield from own.unlike(stated, number(part, "TotalTaxAmount"), expected, CENT)


def tax_is_rate(doc: Svefaktura) -> Iterator[Hit]:
    """TaxAmount is TaxableAmount at TaxCategory/Percent, within a krona: lines may be rounded each."""
    for group in doc.groups:
        taxable, rate = number(group, "TaxableAmount"), number(group, "TaxCategory/Percent")
        expected = taxable * rate / HUNDRED if taxable is not None and rate is not None else None
        stated = next(iter(at(group, "TaxAmount")), None)
        yield from own.unlike(stated, number(group, "TaxAmount"), expected, KRONA)


def totals_stated(doc: Svefaktura) -> Iterator[Hit]:
    """LegalTotal/LineExtensionTotalAmount and TaxInclusiveTotalAmount are mandatory."""
    for path in ("LegalTotal/LineExtensionTotalAmount", "LegalTotal/TaxInclusiveTotalAmount"):
        yield from own.lacking((doc.root,), path)


def lines_add_up(doc: Svefaktura) -> Iterator[Hit]:
    """LineExtensionTotalAmount is the sum of the lines' LineExtensionAmount."""
    expected = total(number(line, "LineExtensionAmount") for line in doc.lines) if doc.lines else None
    stated = next(iter(at(doc.root, "LegalTotal/LineExtensionTotalAmount")), None)
    return own.unlike(stated, number(doc.root, "LegalTotal/LineExtensionTotalAmount"), expected, CENT)


def net_adds_up(doc: Svefaktura) -> Iterator[Hit]:
    """TaxExclusiveTotalAmount is the lines with charges and less allowances."""
    lines = number(doc.root, "LegalTotal/LineExtensionTotalAmount")
    stated = next(iter(at(doc.root, "LegalTotal/TaxExclusiveTotalAmount")), None)
    signed = (_signed(part) for part in at(doc.root, "AllowanceCharge"))
    expected = lines + total(signed) if lines is not None else None
    return own.unlike(stated, number(doc.root, "LegalTotal/TaxExclusiveTotalAmount"), expected, CENT)


def _signed(part: Element) -> Decimal | None:
    amount = number(part, "Amount")
    return amount if amount is None or text(part, "ChargeIndicator") in {"true", "1"} else -amount


def payable_adds_up(doc: Svefaktura) -> Iterator[Hit]:
    """TaxInclusiveTotalAmount is the net total, VAT and RoundOffAmount."""
    net = number(doc.root, "LegalTotal/TaxExclusiveTotalAmount")
    vat, rounding = number(doc.root, "TaxTotal/TotalTaxAmount"), number(doc.root, "LegalTotal/RoundOffAmount")
    expected = total((net, vat, rounding)) if net is not None and vat is not None else None
    stated = next(iter(at(doc.root, "LegalTotal/TaxInclusiveTotalAmount")), None)
    return own.unlike(stated, number(doc.root, "LegalTotal/TaxInclusiveTotalAmount"), expected, CENT)


def has_lines(doc: Svefaktura) -> Iterator[Hit]:
    """At least one InvoiceLine."""
    if not doc.lines:
        yield own.hit(doc.root, element="InvoiceLine", value="")


def line_number(doc: Svefaktura) -> Iterator[Hit]:
    """InvoiceLine/ID is mandatory."""
    return own.lacking(doc.lines, "ID")


def line_amount(doc: Svefaktura) -> Iterator[Hit]:
    """InvoiceLine/LineExtensionAmount is mandatory."""
    return own.lacking(doc.lines, "LineExtensionAmount")


def line_words(doc: Svefaktura) -> Iterator[Hit]:
    """InvoiceLine says what is sold: Item/Description, or Note."""
    return own.lacking((line for line in doc.lines if not text(line, "Note")), "Item/Description")


def credited_invoice(doc: Svefaktura) -> Iterator[Hit]:
    """InitialInvoiceDocumentReference/ID is mandatory for a credit (381)."""
    if text(doc.root, "InvoiceTypeCode") == "381":
        yield from own.lacking((doc.root,), "InitialInvoiceDocumentReference/ID")


def dates(doc: Svefaktura) -> Iterator[Hit]:
    """Dates and times are ISO 8601."""
    return own.unfit(
        doc.named(DATES), lambda found: bool(ISO_DATE.fullmatch(found)) and not BASIC_DATE.fullmatch(found)
    )


def numbers(doc: Svefaktura) -> Iterator[Hit]:
    """Amounts, quantities and rates are decimals with a point."""
    return own.unfit(doc.named(NUMBERS), own.is_number)


def decimals(doc: Svefaktura) -> Iterator[Hit]:
    """Amounts have at most two decimals; prices and bases may have more."""
    return own.too_fine(doc.named(AMOUNTS), 2)


def currencies_agree(doc: Svefaktura) -> Iterator[Hit]:
    """AmountCurrencyID is the invoice's currency, but for TaxCurrencyTaxAmount."""
    currency = text(doc.root, "InvoiceCurrencyCode")
    for element in doc.named(AMOUNTS | PRICES):
        stated = element.get("amountCurrencyID", "")
        if stated and currency and stated != currency:
            yield own.hit(element, value=stated, expected=currency)


def single(doc: Svefaktura) -> Iterator[Hit]:
    """The head's elements stand once."""
    for name in ONCE:
        yield from own.once((doc.root,), name)


def order(doc: Svefaktura) -> Iterator[Hit]:
    """The children of Invoice stand in the schema's order."""
    return own.misplaced(doc.root, ORDER)
