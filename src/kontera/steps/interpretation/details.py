"""What else an invoice states: the seller's address and contact, delivery, period, discount and late interest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Final

from kontera.core.party import Address
from kontera.steps.interpretation.choice import Choice, chosen
from kontera.steps.interpretation.context import Context
from kontera.steps.interpretation.dates import tokens_at
from kontera.steps.interpretation.ids import dates_labelled
from kontera.steps.interpretation.labels import has_digit
from kontera.steps.interpretation.layout import Segment, Token
from kontera.steps.interpretation.roles import Roles

LABELLED: Final = 0.9
SHAPED: Final = 0.75  # told by its form and place alone
MOST_STREETS: Final = 4
ASIDE: Final = 14.0  # thousandths of the page width by which a column's lines may differ
LONGEST_PERIOD: Final = 800  # days
MOST_INTEREST: Final = Decimal(40)
MAIL: Final = re.compile(r"(?<![\w.+-])([\w.+-]{1,60}@[\w-]{1,60}(?:\.[\w-]{2,30}){1,3})(?![\w-])")
PHONE: Final = re.compile(
    r"\b(?:tel(?:efon)?|tfn|tlf|puh(?:elin)?|phone|växel|mobil|fon)\b\.?\s*(?:nr\.?)?\s*[:.]?\s*"
    r"(\(?\+?\d[\d ()/.\-–]{5,22}\d)",
    re.IGNORECASE,
)
POSTAL: Final = re.compile(
    r"^(?:(?P<country>SE|FI|NO|DK|DE|D|S|N|AX|IS|EE)\s?[-–]\s?)?"
    r"(?P<code>\d{3} ?\d{2}|\d{4} ?[A-Z]{2}|\d{4,5})\s+(?P<city>[A-ZÅÄÖÆØÜ][\w'.\- ]{1,38})$"
)
COUNTRY_LETTERS: Final = {"D": "DE", "S": "SE", "N": "NO", "AX": "FI"}
STREET: Final = re.compile(r"^[^\W\d_][\w .,'/\-]{1,45}$")
SENDER: Final = re.compile(r"[•|·●].*\d{3}")  # the sender's line above an envelope's window has the receiver under it
F_TAX: Final = re.compile(
    r"(?:godkänd|godkänt|registrerad|innehar|har|bevis)[^\n]{0,14}?f[\s-]{0,3}skatt(?:e?sedel|ebevis)?|f-skattebevis",
    re.IGNORECASE,
)
PERCENT: Final = re.compile(r"(?<![\d.,])(\d{1,2}(?:[.,]\d{1,3})?)\s?%")
DISCOUNT: Final = re.compile(
    r"kassarabatt|kassa-?alennus|kontantrabatt|kontantrabat|skonto|cash discount|early payment|discount .{0,12}if paid",
    re.IGNORECASE,
)
WITHIN: Final = re.compile(
    r"(?<![\d.,])(\d{1,3})\s*(?:dagar|dgr|dager|dage|days?|pv|päivää|päivän|tagen?|tage)\b", re.IGNORECASE
)


def delivery_of(context: Context) -> Choice[date] | None:
    """BT-72, the day of delivery, by its label."""
    return chosen(dates_labelled(context, ("delivery_date",), 1.0), least=0.4)


def period_of(context: Context) -> tuple[Choice[date] | None, Choice[date] | None]:
    """BT-73 and BT-74: the first and last day of a period that is labelled so, in one cell or in two."""
    labelled = list(dates_labelled(context, ("period",), 1.0))
    sure = [one for one in labelled if one.sure >= SHAPED / 2]
    days = sorted({one.value for one in sure})
    if len(days) != 2 or (days[1] - days[0]).days > LONGEST_PERIOD:  # noqa: PLR2004 - a first and a last
        return None, None
    first, last = (next(one for one in sure if one.value == day) for day in days)
    return first, last


def address_of(context: Context, name: Choice[str] | None) -> Choice[Address] | None:
    """BG-5: the lines under the seller's name, down to the postal code and city; nothing when there is no such line."""
    if name is None or not name.tokens or SENDER.search(_line_of(context, name.tokens[0])):
        return None
    top = name.tokens[0]
    streets: list[Segment] = []
    for segment in _below(context, top):
        found = POSTAL.match(segment.text.strip(" ,"))
        if found:
            return _address(streets, segment, found)
        if not STREET.match(segment.text) or context.labels.hits[segment] or len(streets) >= MOST_STREETS:
            return None
        streets.append(segment)
    return None


def _line_of(context: Context, token: Token) -> str:
    return next((s.text for s in context.sheet.segments if any(other is token for other in s.tokens)), "")


def _below(context: Context, top: Token) -> Iterator[Segment]:
    """The segments under a word in its column, nearest first, as long as they follow one another."""
    last = top.y1
    for row in context.sheet.rows:
        for segment in row.segments:
            if segment.page != top.page or segment.y0 < top.y1 - 1 or abs(segment.x0 - top.x0) > ASIDE:
                continue
            if segment.y0 - last > 2.2 * max(segment.height, top.height):
                return
            last = segment.y1
            yield segment


def _address(streets: list[Segment], postal: Segment, found: re.Match[str]) -> Choice[Address]:
    letters = (found["country"] or "").upper()
    address = Address(
        lines=tuple(segment.text.strip(" ,") for segment in streets),
        city=found["city"].strip(),
        postal_code=found["code"],
        country=COUNTRY_LETTERS.get(letters, letters),
    )
    tokens = tuple(token for segment in (*streets, postal) for token in segment.tokens)
    return Choice(address, SHAPED, "under the name", tokens, " ".join(token.text for token in tokens))


def contact_of(context: Context, roles: Roles) -> tuple[Choice[str] | None, Choice[str] | None]:
    """BT-42 and BT-43: the seller's telephone and mail address, those beside the buyer left out."""
    phones, mails = [], []
    for segment in context.sheet.segments:
        digits, mail = has_digit(segment.text), "@" in segment.text
        if not (digits or mail) or roles.of(segment) == "buyer":
            continue
        for found in PHONE.finditer(segment.text) if digits else ():
            tokens = tokens_at(segment, found.start(1), found.end(1))
            phones.append(Choice(found[1].strip(), LABELLED, "label.phone", tokens, found[1]))
        for found in MAIL.finditer(segment.text) if mail else ():
            tokens = tokens_at(segment, found.start(1), found.end(1))
            mails.append(Choice(found[1], LABELLED, "form of a mail address", tokens, found[1]))
    return (phones[0] if phones else None), (mails[0] if mails else None)


def f_tax_of(context: Context) -> Choice[str] | None:
    """BT-32: the statement that a Swedish seller is approved for F-tax (skatteförfarandelagen 9 kap.)."""
    for segment in context.sheet.segments:
        found = F_TAX.search(segment.text) if "skatt" in segment.text.casefold() else None
        if found:
            tokens = tokens_at(segment, found.start(), found.end())
            return Choice("Godkänd för F-skatt", LABELLED, "label.sv:f-skatt", tokens, found[0])
    return None


def penalty_of(context: Context) -> Choice[Decimal] | None:
    """The late interest in per cent a year: a percentage beside its label."""
    for hit in context.labels.of("penalty"):
        for segment in context.sheet.rows[hit.segment.row].segments:
            for found in PERCENT.finditer(segment.text):
                value = Decimal(found[1].replace(",", "."))
                if 0 < value <= MOST_INTEREST:
                    tokens = tokens_at(segment, found.start(1), found.end(1))
                    return Choice(value, LABELLED, f"label:{hit.key}", tokens, found[0])
    return None


def discount_of(context: Context) -> tuple[Choice[Decimal] | None, Choice[int] | None]:
    """A cash discount: its percentage, and within how many days it is given."""
    for segment in context.sheet.segments:
        if "%" not in segment.text or not DISCOUNT.search(segment.text):
            continue
        percent = PERCENT.search(segment.text)
        if percent is None:
            continue
        within = WITHIN.search(segment.text)
        share = Choice(
            Decimal(percent[1].replace(",", ".")), LABELLED, "label.discount",
            tokens_at(segment, percent.start(1), percent.end(1)), percent[0],
        )  # fmt: skip
        if within is None:
            return share, None
        tokens = tokens_at(segment, within.start(1), within.end(1))
        return share, Choice(int(within[1]), LABELLED, "label.discount", tokens, within[0])
    return None, None
