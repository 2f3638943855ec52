"""How amounts, dates and numbers are printed in a language and style."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Final

from kontera.core.invoice import DocumentType, Invoice
from kontera.core.party import Account, AccountScheme, Party
from kontera.samples.style import Minus, Style

MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def number(value: Decimal, style: Style, places: int = 2) -> str:
    """A number with this many decimals and the style's marks."""
    plain = f"{abs(value):,.{places}f}"
    marked = plain.replace(",", "\0").replace(".", style.decimal).replace("\0", style.thousands)
    return f"-{marked}" if value < 0 else marked


def amount(value: Decimal, style: Style, invoice: Invoice) -> str:
    """An amount, signed as the style does it on a credit note."""
    if invoice.type is not DocumentType.CREDIT_NOTE or not value:
        return number(value, style)
    match style.minus:
        case Minus.NONE:
            return number(value, style)
        case Minus.BEFORE:
            return number(-value, style)
        case Minus.AFTER:
            return number(value, style) + "-" if value > 0 else number(-value, style)


def with_currency(text: str, style: Style, currency: str) -> str:
    """The amount with its currency: the code before or after it, or kr."""
    if style.kronor and currency in {"SEK", "NOK", "DKK"}:
        return f"{text} kr"
    return f"{currency} {text}" if style.currency_first else f"{text} {currency}"


def price(value: Decimal, style: Style) -> str:
    """A unit price with at least two decimals, more where it has them."""
    exponent = value.normalize().as_tuple().exponent
    return number(value, style, max(2, -exponent if isinstance(exponent, int) else 2))


def quantity(value: Decimal, style: Style) -> str:
    """A quantity without needless zeros."""
    exponent = value.normalize().as_tuple().exponent
    return number(value, style, max(0, -exponent if isinstance(exponent, int) else 0))


def percent(value: Decimal, style: Style) -> str:
    """A rate in per cent, without the sign."""
    return quantity(value, style)


def day(value: date, style: Style) -> str:
    """A date as the style prints it; months in English words where it spells them."""
    spelled = style.date.replace("%B", MONTHS[value.month - 1])
    return value.strftime(spelled.replace("{d}", str(value.day)).replace("{m}", str(value.month)))


def organisation(party: Party) -> str:
    """The organisation number as its country prints it."""
    plain = party.organisation_number
    match party.address.country:
        case "SE":
            return f"{plain[:6]}-{plain[6:]}"
        case "NO":
            return f"{plain[:3]} {plain[3:6]} {plain[6:]} MVA"
        case _:
            return plain


def account(value: Account) -> str:
    """An account as it is printed: giro with hyphen, IBAN in fours."""
    plain = value.id
    match value.scheme:
        case AccountScheme.BANKGIRO:
            return f"{plain[:-4]}-{plain[-4:]}"
        case AccountScheme.PLUSGIRO:
            head = plain[:-1]
            pairs = [head[max(0, end - 2) : end] for end in range(len(head), 0, -2)]
            return f"{' '.join(reversed(pairs))}-{plain[-1]}"
        case AccountScheme.IBAN:
            return fours(plain)
        case AccountScheme.DOMESTIC if value.country == "NO":
            return f"{plain[:4]} {plain[4:6]} {plain[6:]}"
        case AccountScheme.DOMESTIC if value.country == "DK":
            return f"{plain[:4]} {plain[4:]}"
        case _:
            return plain


def fours(text: str) -> str:
    """A long number in groups of four."""
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


def reference(invoice: Invoice) -> str:
    """The payment reference as it is printed: viite in fives from the right, RF in fours, the Danish slip whole."""
    plain = invoice.payment.reference
    slip = next((one for one in invoice.payment.accounts if one.scheme is AccountScheme.DANISH_SLIP), None)
    if slip and plain:
        return f"+71<{plain}+{slip.id}<"
    if plain.startswith("RF"):
        return fours(plain)
    if plain.isdigit() and invoice.seller.address.country == "FI":
        return " ".join(plain[max(0, end - 5) : end] for end in range(len(plain), 0, -5)[::-1])
    return plain
