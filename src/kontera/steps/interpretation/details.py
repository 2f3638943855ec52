"""What else an invoice states: the seller's address and contact, delivery and period."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Final

from kontera.core.party import Address
from kontera.steps.interpretation.choice import Choice, chosen
from kontera.steps.interpretation.context import Context
from kontera.steps.interpretation.dates import made, tokens_at
from kontera.steps.interpretation.ids import dates_labelled
from kontera.steps.interpretation.layout import Segment, Token
from kontera.steps.interpretation.name_forms import LEGAL_FORM
from kontera.steps.interpretation.roles import Roles

LABELLED: Final = 0.9
SHAPED: Final = 0.75  # told by its form and place alone
MOST_STREETS: Final = 4
SHORT: Final = 3  # digits of a postal code in Iceland alone
ASIDE: Final = 14.0  # thousandths of the page width by which a column's lines may differ
LONGEST_PERIOD: Final = 800  # days
UNTIL: Final = r"\s*(?:[-–—]{1,2}|till? och med|t\.?o\.?m\.?|till?|bis(?: zum)?|to|until|asti|au)\s*"
SHORT_PERIOD: Final = re.compile(
    r"(?<![\d.])(\d{1,2})[./](\d{1,2})\.?\s?[-–—]{1,2}\s?(\d{1,2})[./](\d{1,2})[./-](20\d\d)(?!\d)"
)
MAIL: Final = re.compile(r"(?<![\w.+-])([\w.+-]{1,60}@[\w-]{1,60}(?:\.[\w-]{2,30}){1,3})(?![\w-])")
PHONE: Final = re.compile(
    r"(?:\b(?:tel(?:efon)?(?:nummer)?|tfn|tlf|tlfnr|puh(?:elin)?|phone|växel|sentralbord|gsm|mob(?:il|iltlf|ile)?|fon|"
    r"kund(?:e?service|tjänst|e?center|esenter)(?:\s[^\W\d]{2,12})?|asiakaspalvelu|customer service|s[ií]mi|"
    r"tél(?:éphone)?|hotline|ring)\b|(?<![\w.])[pTtMm](?=[.:]))"
    r"\.?\s*(?:nr\.?)?\s*[:.]?\s*(\(?\+?\d[\d ()/.\-–]{4,22}\d)",
    re.IGNORECASE,
)
ABROAD: Final = re.compile(r"(?<![\w+])(\+\d{2}[\d ()/.\-–]{6,20}\d)")
PHONE_ALONE: Final = re.compile(r"(?:telefon|tel|tlf|tfn|puhelin|puh|phone|sími|växel)\.?:?", re.IGNORECASE)
NUMBER_ALONE: Final = re.compile(r"\(?\+?\d[\d ()/.\-–]{5,20}\d")
SENDING: Final = 0.8  # the surroundings say that it is the sender's
TOP: Final = 150.0  # thousandths of the page width
MOST_PHONE_DIGITS: Final = 15
POSTAL: Final = re.compile(
    r"^(?:(?P<country>SE|FI|NO|DK|DE|D|S|N|AX|IS|EE)\s?[-–]\s?)?"
    r"(?P<code>\d{3} ?\d{2}|\d{4} ?[A-Z]{2}|\d{4,5}|\d{3}(?!\s\d))\s+"
    r"(?P<city>[A-ZÅÄÖÆØÜ][\w'.\- ]{1,38}?)(?:,\s+[^\W\d][^\W\d ]+(?: Kingdom)?)?$"
)
COUNTRY_LETTERS: Final = {"D": "DE", "S": "SE", "N": "NO", "AX": "FI"}
STREET: Final = re.compile(r"^(?:\d{1,4}(?:\s?bis)?,?\s(?=[^\W\d_]{2}))?[^\W\d_][\w .,'/\-]{1,45}$")
INLINE_TOWN: Final = re.compile(r"\S[,·•|]?\s+(?:[A-Z]{1,2}-)?(?:\d{3} \d{2}|\d{4,5})\s+[A-ZÅÄÖÆØ][^\W\d]+")
CALL: Final = re.compile(r"asiakaspalvelu|kundservice|kundtjänst|kundeservice|puh|tel|tlf|fax", re.IGNORECASE)
SENDER: Final = re.compile(r"[•|·●].*\d{3}")  # the sender's line above an envelope's window has the receiver under it
F_TAX: Final = re.compile(
    r"(?:godkänd|godkänt|registrerad|innehar|har|bevis|med|för)[^\n]{0,14}?\bf[\s-]{0,3}skatt(?:e?sedel|ebevis)?|"
    r"(?:^|[•|·,;&–-])\s*f-?skatt\s*(?:$|[•|·,;&–-])|f-skatt(?:ebevis|bevis|sedel finn)|approved for f[\s-]?tax",
    re.IGNORECASE,
)

APPROVED_END: Final = re.compile(r"(?:godkänd|godkänt|innehar|har|för)(?:\s(?:för|f-?skatt\w*))?$", re.IGNORECASE)
TAX_START: Final = re.compile(r"(?:för\s)?f[\s-]{0,2}skatt", re.IGNORECASE)


def delivery_of(context: Context) -> Choice[date] | None:
    """BT-72, the day of delivery, by its label."""
    return chosen(dates_labelled(context, ("delivery_date",), 1.0), least=0.4)


def period_of(context: Context) -> tuple[Choice[date] | None, Choice[date] | None]:
    """BT-73 and BT-74: the first and last day of a period that is labelled so, in one cell or in two."""
    labelled = list(dates_labelled(context, ("period",), 1.0))
    sure = [one for one in labelled if one.sure >= SHAPED / 2]
    for one in sure:
        other = _until(context, one)
        if other is not None:
            return one, other
    days = sorted({one.value for one in sure})
    if len(days) != 2 or (days[1] - days[0]).days > LONGEST_PERIOD:  # noqa: PLR2004 - a first and a last
        return _short_period(context)
    first, last = (next(one for one in sure if one.value == day) for day in days)
    return first, last


def _until(context: Context, first: Choice[date]) -> Choice[date] | None:
    """The date that follows a labelled one after a dash or a word for "until"."""
    mine = next((dated for dated in context.dates if dated.tokens and dated.tokens == first.tokens), None)
    for dated in context.dates if mine is not None else ():
        if (
            mine is None
            or dated.segment is not mine.segment
            or not 0 < (dated.value - mine.value).days <= LONGEST_PERIOD
        ):
            continue
        after = mine.segment.text.partition(mine.raw)[2]
        if re.match(rf"{UNTIL}{re.escape(dated.raw)}", after, re.IGNORECASE):
            return Choice(dated.value, first.sure, first.by, dated.tokens, dated.raw)
    return None


def _short_period(context: Context) -> tuple[Choice[date] | None, Choice[date] | None]:
    """A labelled period whose first day has no year of its own: "1.1.-31.1.2026"."""
    for segment in context.sheet.segments:
        found = SHORT_PERIOD.search(segment.text) if "20" in segment.text else None
        if found is None:
            continue
        claims = context.labels.claims(segment, segment.tokens)
        if "period" not in claims and not any(hit.names("period") for hit in context.labels.hits[segment]):
            continue
        year, months = int(found[5]), (int(found[2]), int(found[4]))
        days = (made(year - (months[0] > months[1]), months[0], int(found[1])), made(year, months[1], int(found[3])))
        tokens = tokens_at(segment, found.start(), found.end())
        if days[0] is not None and days[1] is not None:
            return Choice(days[0], SHAPED, "label.period", tokens, found[0]), Choice(
                days[1], SHAPED, "label.period", tokens, found[0]
            )
    return None, None


def address_of(context: Context, name: Choice[str] | None) -> Choice[Address] | None:
    """BG-5: the lines under the seller's name, down to the postal code and city; nothing when there is no such line."""
    if name is None or not name.tokens or SENDER.search(_line_of(context, name.tokens[0])):
        return None
    streets: list[Segment] = []
    for segment in _below(context, name.tokens[0], name.tokens[-1]):
        found = POSTAL.match(segment.text.strip(" ,"))
        if found and (len(found["code"]) > SHORT or context.language == "is"):
            return _address(streets, segment, found)
        if INLINE_TOWN.search(segment.text):
            return None  # street and town in one line
        if not _in_address(segment) or context.labels.hits[segment] or len(streets) >= MOST_STREETS:
            return None
        streets.append(segment)
    return None


def _in_address(segment: Segment) -> bool:
    """Whether the line under a name can be of its address: no other company, no telephone."""
    text = segment.text
    return STREET.match(text) is not None and not LEGAL_FORM.search(text) and not CALL.match(text)


def _line_of(context: Context, token: Token) -> str:
    return next((s.text for s in context.sheet.segments if any(other is token for other in s.tokens)), "")


def _below(context: Context, first: Token, final: Token) -> Iterator[Segment]:
    """The segments under the words in their column, nearest first, as long as they follow one another."""
    last = first.y1
    for row in context.sheet.rows:
        for segment in row.segments:
            left, right = abs(segment.x0 - first.x0) <= ASIDE, abs(segment.x1 - final.x1) <= ASIDE
            if segment.page != first.page or segment.y0 < first.y1 - 1 or not (left or right):
                continue
            if segment.y0 - last > 2.2 * max(segment.height, first.height):
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
        digits, mail = segment.digits, "@" in segment.text
        near = _phones(context, segment) if digits else []
        if not (near or mail) or roles.of(segment) == "buyer":
            continue
        phones += near
        for found in MAIL.finditer(segment.text) if mail else ():
            tokens = tokens_at(segment, found.start(1), found.end(1))
            own = roles.standing.sender(segment) >= SENDING or segment.y0 < TOP
            sure = LABELLED if own else LABELLED - 0.02  # one in the foot or the head rather than one in between
            mails.append(Choice(found[1], sure, "form of a mail address", tokens, found[1]))
    first = max(phones, key=lambda choice: choice.sure, default=None)
    return first, max(mails, key=lambda choice: choice.sure, default=None)


def _phones(context: Context, segment: Segment) -> list[Choice[str]]:
    """The telephone numbers of a segment: after their word, under or beside it, or in the international form."""
    found: list[Choice[str]] = []
    for match in PHONE.finditer(segment.text) if segment.letters else ():
        if sum(map(str.isdigit, match[1])) <= MOST_PHONE_DIGITS:
            tokens = tokens_at(segment, match.start(1), match.end(1))
            found.append(Choice(match[1].strip(), LABELLED, "label.phone", tokens, match[1]))
    if not found and NUMBER_ALONE.fullmatch(segment.text) and _headed(context, segment):
        found.append(Choice(segment.text, LABELLED, "label.phone", segment.tokens, segment.text))
    for match in ABROAD.finditer(segment.text) if not found and "+" in segment.text else ():
        tokens = tokens_at(segment, match.start(1), match.end(1))
        found.append(Choice(match[1].strip(), SHAPED, "form of a telephone number", tokens, match[1]))
    return found


def _headed(context: Context, segment: Segment) -> bool:
    """Whether the word for a telephone stands alone before or right over it."""
    beside = context.labels.left(segment)[:1]
    over = [
        other
        for row in context.sheet.rows[max(0, segment.row - 2) : segment.row]
        for other in row.segments
        if other.page == segment.page and abs(other.x0 - segment.x0) < ASIDE
        and segment.y0 - other.y1 < 2 * segment.height
    ]  # fmt: skip
    return any(PHONE_ALONE.fullmatch(other.text) for other in (*beside, *over))


def f_tax_of(context: Context) -> Choice[str] | None:
    """BT-32: the statement that a Swedish seller is approved for F-tax (skatteförfarandelagen 9 kap.)."""
    whole = context.text.casefold()
    if "skatt" not in whole and "f-tax" not in whole:
        return None
    for segment in context.sheet.segments:
        words = segment.text.casefold()
        found = F_TAX.search(segment.text) if "skatt" in words or "f-tax" in words else None
        if found:
            tokens = tokens_at(segment, found.start(), found.end())
            return Choice("Godkänd för F-skatt", LABELLED, "label.sv:f-skatt", tokens, found[0])
    for upper, lower in pairwise(context.sheet.rows):  # a line of text may break it
        if TAX_START.match(lower.text) and APPROVED_END.search(upper.text):
            tokens = (*upper.segments[-1].tokens[-1:], *lower.segments[0].tokens[:2])
            return Choice("Godkänd för F-skatt", LABELLED, "label.sv:f-skatt", tokens, "Godkänd för F-skatt")
    return None
