"""The payment reference: OCR, KID, viite, RF, FIK, by its label, its check digits, or the payment slip."""

# ruff: noqa: PLR2004 - the numbers are weights, distances and probabilities, explained where they are used

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from kontera.core.evidence import Source
from kontera.core.identifiers import is_kid, is_luhn, is_rf, is_viite
from kontera.core.party import Account, AccountScheme
from kontera.steps.interpretation.accounts import DANISH_SLIP, NORWEGIAN_SLIP, SWEDISH_SLIP
from kontera.steps.interpretation.accounts_broken import SPACE
from kontera.steps.interpretation.choice import Choice, chosen
from kontera.steps.interpretation.context import Context
from kontera.steps.interpretation.dates import parsed, tokens_at
from kontera.steps.interpretation.ids import ID_LABELS
from kontera.steps.interpretation.labels import best, ranked
from kontera.steps.interpretation.layout import Segment, Token, has_digit
from kontera.steps.interpretation.model.weigh import Sighting, placed, weighed
from kontera.steps.interpretation.paycodes import READ, SURE

DIGITS: Final = re.compile(r"(?<![\w.,/-])(\d[\d ]{3,24}\d)(?![\w/-]|[.,]\d)")
FINNISH_BAR: Final = re.compile(r"(?<!\d)([45]\d{53})(?!\d)")
RF: Final = re.compile(r"(?<![A-Za-z0-9])(RF\s?\d{2}(?:\s?[\dA-Z]{1,5}){1,6})(?![A-Za-z0-9])")
OWN: Final = ("reference", "loose_reference")
OTHERS: Final = ranked(label for label in ID_LABELS if label not in OWN)
SHORT_REFERENCE: Final = re.compile(r"^\d{2,4}$")
OWN_REFERENCE: Final = re.compile(r"^(?=.*\d)(?:[A-Z0-9]{1,8}[-/][A-Z0-9][A-Z0-9\-/]{1,18}|[A-Z]{1,4}\d{3,12})$")
LONGEST_REFERENCE: Final = 25
SHORTEST_CUT: Final = 10  # digits of a row that a cell fills
CUT: Final = re.compile(r"\d{1,5}")
CUT_GAP: Final = 0.6  # line heights
LONG_BAR: Final = 54  # digits of the Finnish bank bar code
BY_NUMBER: Final = frozenset({"DE", "AT"})
QUOTED: Final = re.compile(
    r"(?:bitte|unter)[^.]{0,40}rechnungsnummer[^.]{0,12}ange(?:ben|geben)"
    r"|unter angabe (?:der|ihrer) rechnungs-?(?:nr|nummer)"
    r"|verwendungszweck\W{1,3}(?:rechnungs-?(?:nr|nummer))(?!\W{0,3}\w*\d)"
    r"|(?:please )?quot(?:e|ing) (?:the |this |our |your )?(?:number of this invoice|invoice (?:number|no))"
    r"|(?:rappeler|indiquer|mentionner|préciser)[^.]{0,20}numéro de (?:la |cette )?facture"
    r"|ange (?:alltid )?faktura(?:numret|nummer|nr)|oppgi (?:alltid )?faktura(?:nummeret|nummer|nr)"
    r"|(?:oplys|angiv|anfør) (?:venligst |altid )?faktura(?:nummeret|nummer|nr)"
    r"|onder vermelding van (?:het )?factuurnummer|merkitkää laskun numero|viestiin laskun numero",
    re.IGNORECASE,
)
"""That the payer is to write the invoice number."""
WRAPPED: Final = re.compile(r"\d{5,25}")  # a reference that stands on the line after its label


def reference_of(context: Context) -> Choice[str] | None:
    """BT-83, the payment reference in compact form: what the slip's line says, or the labelled one that checks out."""
    coded = (
        Choice(code.reference, SURE, code.by, (code.token,), code.reference, (READ,))
        for code in context.codes
        if code.reference
    )
    candidates = [*coded, *_slip_references(context), *_references(context)]
    return chosen(weighed(context, "payment.reference", candidates, _references_seen(context, candidates)), least=0.3)


def own_number(context: Context, number: Choice[str] | None, accounts: Sequence[Choice[Account]]) -> Choice[str] | None:
    """BT-83 where no reference stands: the invoice number, where the page asks for it or the country pays by it.

    In Germany and Austria invoices have no reference of their own: the invoice number is written with the transfer.
    """
    if number is None or not accounts:
        return None
    first = accounts[0].value
    if QUOTED.search(context.text.replace("\n", " ")):
        return replace(number, by="quoted", reasons=("the page asks for the invoice number",), others=())
    if first.scheme is not AccountScheme.IBAN or first.country not in BY_NUMBER:
        return None
    reasons = ("no reference is named: the invoice number",)
    return replace(number, by="number", reasons=reasons, others=(), source=Source.ASSUMED)


def _references_seen(context: Context, choices: Iterable[Choice[str]]) -> Iterator[Sighting[str]]:
    """All runs of digits and creditor references that could be one, and whatever else a label claims."""
    found = list(_runs(context))
    runs = {(id(sighting.tokens[0]), sighting.value) for sighting in found}
    yield from found
    for choice, segment in placed(context, choices):
        if (id(choice.tokens[0]), choice.value) not in runs:
            yield Sighting(choice.value, segment, choice.tokens, choice.raw, more=(is_rf(choice.value), True))


def _runs(context: Context) -> Iterator[Sighting[str]]:
    for segment in context.numeric:
        for match in (*DIGITS.finditer(segment.text), *RF.finditer(segment.text)):
            number = SPACE.sub("", match[1]).upper()
            if len(number) <= LONGEST_REFERENCE:
                tokens = tokens_at(segment, match.start(1), match.end(1))
                yield Sighting(number, segment, tokens, match[1], more=(is_rf(number),))


def _slip_references(context: Context) -> Iterator[Choice[str]]:
    for row in context.sheet.rows:
        signed, angled, long = "#" in row.text, "<" in row.text, len(row.text) >= LONG_BAR
        if not (signed or angled or long) or not has_digit(row.text):
            continue
        tokens = tuple(token for segment in row.segments for token in segment.tokens)
        for match in SWEDISH_SLIP.finditer(row.text) if signed else ():
            if is_luhn(match[1]):
                yield Choice(match[1], 0.97, "slip.se", tokens[:3], match[1], ("read on the payment slip",))
        yield from _angled_references(row.text, tokens) if angled else ()
        if long:
            yield from _bar_references(row.text.replace(" ", ""), tokens)


def _angled_references(text: str, tokens: tuple[Token, ...]) -> Iterator[Choice[str]]:
    """What the lines of Norwegian and Danish slips say, whose parts angle brackets divide."""
    for match in NORWEGIAN_SLIP.finditer(text):
        if is_kid(match[1]):
            yield Choice(match[1], 0.97, "slip.no", tokens[:2], match[1], ("read on the payment slip",))
    for match in DANISH_SLIP.finditer(text.replace(" ", "")):
        if match[2]:
            yield Choice(match[2], 0.96, "slip.dk", tokens, match[0], ("read on the payment slip",))


def _bar_references(text: str, tokens: tuple[Token, ...]) -> Iterator[Choice[str]]:
    """What the digits of the Finnish bank bar code say."""
    for match in FINNISH_BAR.finditer(text):
        bar = match[1]
        if bar[0] == "4":
            yield Choice(bar[25:48].lstrip("0"), 0.9, "slip.fi", tokens, bar, ("read from the bank bar code",))
        else:
            reference = "RF" + bar[25:27] + bar[27:48].lstrip("0")
            if is_rf(reference):
                yield Choice(reference, 0.9, "slip.fi", tokens, bar, ("read from the bank bar code",))


def _references(context: Context) -> Iterator[Choice[str]]:
    claimed = any(map(context.labels.claimed, OWN))
    for segment in context.sheet.segments:
        if not segment.digits:
            if context.labels.hits[segment]:
                yield from _beside_labels(context, segment)
            continue
        for match in RF.finditer(segment.text) if "RF" in segment.text else ():
            compact = SPACE.sub("", match[1]).upper()
            while len(compact) > 5 and not is_rf(compact):
                compact = compact[:-1]
            if is_rf(compact):
                tokens = tokens_at(segment, match.start(), match.end())
                yield Choice(compact, 0.95, "rf", tokens, match[1], ("check digits agree",))
        if claimed:
            yield from _digit_references(context, segment)
            yield from _short_references(context, segment)
        if context.labels.hits[segment]:
            yield from _beside_labels(context, segment)


def _digit_references(context: Context, segment: Segment) -> Iterator[Choice[str]]:
    for match in DIGITS.finditer(segment.text):
        number = match[1].replace(" ", "")
        tokens = tokens_at(segment, match.start(1), match.end(1))
        claims = context.labels.claims(segment, tokens)
        claim, rival = best(claims, OWN), best(claims, OTHERS)
        if claim is None or len(number) > LONGEST_REFERENCE or (rival and rival.score > claim.score):
            continue
        checked = _checks(context, number)
        if claim.concept == "loose_reference" and not checked:
            continue
        weight = 1.0 if claim.concept == "reference" else 0.62
        score = min(0.97, claim.score * weight + (0.08 if checked else -0.25))
        reasons = ("check digits agree",) if checked else ("check digits do not agree",)
        rest = _cut_rest(context, segment) if segment.text == match[1] else None
        if rest is not None and _checks(context, number + rest.text):
            whole = (*tokens, *rest.tokens)
            yield Choice(number + rest.text, 0.97, f"label.{claim.language}:{claim.key}", whole, number + rest.text)
            continue
        yield Choice(number, score, f"label.{claim.language}:{claim.key}", tokens, match[1], reasons)


def _checks(context: Context, number: str) -> bool:
    return is_viite(number) if context.language == "fi" else is_luhn(number) or is_kid(number) or is_viite(number)


def _cut_rest(context: Context, segment: Segment) -> Segment | None:
    """The last digits of a number that a narrow cell has broken: alone and close under the others."""
    if len(segment.tokens) != 1 or len(segment.text) < SHORTEST_CUT:
        return None
    for row in context.sheet.rows[segment.row + 1 : segment.row + 4]:
        for other in row.segments:
            close = other.page == segment.page and 0 <= other.y0 - segment.y1 < CUT_GAP * segment.height
            if close and abs(other.x0 - segment.x0) < 3 and CUT.fullmatch(other.text):
                return other
    return None


def _beside_labels(context: Context, segment: Segment) -> Iterator[Choice[str]]:
    """The word of letters and digits after a label, in its segment or the next."""
    for hit in context.labels.hits[segment]:
        if not hit.names("reference"):
            continue
        rest = tuple(token for token in segment.tokens[hit.end :] if any(char.isalnum() for char in token.text))[:1]
        if not rest:
            row = context.sheet.rows[segment.row].segments
            rest = next((other.tokens[:1] for other in row if other.x0 > segment.x1), ())
            if not rest and hit.start and (over := _over_the_line(context, segment)):
                yield Choice(over.text, 0.9, f"label:{hit.key}", (over,), over.text, ("check digits agree",))
        if rest and re.match(r"^(?=.*\d)[A-Z]{1,4}[\w\-/]{3,25}$", rest[0].text) and not rest[0].text.startswith("RF"):
            yield Choice(rest[0].text, 0.5, f"label:{hit.key}", rest, rest[0].text)


def _over_the_line(context: Context, segment: Segment) -> Token | None:
    """The number that begins the next line of a text whose last word is its label."""
    below = context.sheet.rows[segment.row + 1 : segment.row + 2]
    other = below[0].segments[0] if below else segment
    close = other.page == segment.page and 0 <= other.y0 - segment.middle < 1.5 * segment.height
    token = other.tokens[0]
    whole = WRAPPED.fullmatch(token.text) is not None and _checks(context, token.text)
    return token if other is not segment and close and abs(other.x0 - segment.x0) < 3 and whole else None


def _short_references(context: Context, segment: Segment) -> Iterator[Choice[str]]:
    """Numbers of two to four digits or with letters, of those who let the invoice number be the reference."""
    for token in segment.tokens:
        if not token.digits:
            continue
        number = token.text.strip(" .:,")
        short = SHORT_REFERENCE.match(number) is not None
        if not short and (number.startswith("RF") or not OWN_REFERENCE.match(number) or parsed(number)):
            continue
        claims = context.labels.claims(segment, (token,))
        claim = claims.get("reference")
        rival = best(claims, OTHERS)
        if (
            claim
            and claim.score > 0.78
            and (claim.side != "above" or not short)
            and not (rival and rival.score > claim.score)
        ):
            yield Choice(number, 0.8 * claim.score, f"label.{claim.language}:{claim.key}", (token,), token.text)
