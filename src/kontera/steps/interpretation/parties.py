"""The seller's organisation and VAT numbers, by check digits, label and place; never the receiving company's."""

# ruff: noqa: PLR2004 - the numbers are weights, distances and probabilities, explained where they are used

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Final

from kontera.core.identifiers import (
    has_vat_form,
    is_danish_cvr,
    is_finnish_business_id,
    is_iban,
    is_icelandic_kennitala,
    is_norwegian_organisation_number,
    is_swedish_organisation_number,
    is_vat_number,
)
from kontera.steps.interpretation.accounts import IBAN, NOT_DIGITS, SHORTEST_IBAN, SPACE
from kontera.steps.interpretation.choice import Choice, chosen
from kontera.steps.interpretation.context import Context
from kontera.steps.interpretation.dates import tokens_at
from kontera.steps.interpretation.ids import ID_LABELS
from kontera.steps.interpretation.labels import best, has_digit, ranked
from kontera.steps.interpretation.layout import Segment, folded
from kontera.steps.interpretation.model.weigh import Sighting, placed, weighed
from kontera.steps.interpretation.paycodes import READ, SURE
from kontera.steps.interpretation.registers import registered
from kontera.steps.interpretation.roles import Roles, of_payee

SE_ORG: Final = re.compile(r"(?<![\w-])(?:16)?(\d{6}[-–]?\d{4})(?![\w-])")
FI_ORG: Final = re.compile(r"(?<![\w-])(\d{7}\s?[-–]\s?\d)(?![\w-])")
NO_ORG: Final = re.compile(r"(?<![\w-])(?:NO\s?)?(\d{3}[ .]?\d{3}[ .]?\d{3})(?:\s?MVA)?(?![\w-])", re.IGNORECASE)
DK_ORG: Final = re.compile(r"(?<![\w-])(?:DK[ -]?)?(\d{2}\s?\d{2}\s?\d{2}\s?\d{2})(?![\w-])")
IS_ORG: Final = re.compile(r"(?<![\w-])(\d{6}[-–]?\d{4})(?![\w-])")
ORGS: Final = (
    ("SE", SE_ORG, is_swedish_organisation_number),
    ("FI", FI_ORG, is_finnish_business_id),
    ("NO", NO_ORG, is_norwegian_organisation_number),
    ("DK", DK_ORG, is_danish_cvr),
    ("IS", IS_ORG, is_icelandic_kennitala),
)
VAT: Final = re.compile(
    r"(?<![A-Za-z0-9])((?:EU\d{9}|SE\s?[\d\- ]{10,13}\s?01|FI[\s-]?\d{7}-?\d|NO\s?\d{3}\s?\d{3}\s?\d{3}(?:\s?MVA)?"
    r"|DK[\s-]?(?:\d\s?){8}"
    r"|DE\s?(?:\d\s?){9,11}|ATU\s?\d{8}|FR\s?[A-Z0-9]{2}\s?(?:\d\s?){9}|NL\s?\d{9}\s?B\d{2}"
    r"|BE\s?0?\d{9}|GB\s?(?:\d\s?){9}(?:\d{3})?"
    r"|IE\s?\d[A-Z0-9+*]\d{5}[A-Z]{1,2}|EE\s?\d{9}|LV\s?\d{11}|LT\s?\d{9,12}|PL\s?\d{10}|ES\s?[A-Z0-9]\d{7}[A-Z0-9]|IT\s?\d{11}"
    r"|CHE[\s-]?\d{3}\.?\d{3}\.?\d{3}|SE\d{12}|IS\s?\d{5,6}))(?![A-Za-z0-9]{3})"
)
NO_VAT: Final = re.compile(r"(?<![\w])(\d{3}[ .]?\d{3}[ .]?\d{3}\s?MVA)(?![A-Za-z0-9])", re.IGNORECASE)
BUYER_WORD: Final = re.compile(
    r"\b(?:your|customer|buyer|client|er|ert|eran|din|ditt|deres|dere|jeres|kund|kunde|kundens|klientens|köpar|köparens|ostaja|ostajan"
    r"|asiakas|asiakkaan|ihre|käufer|kunden|votre|uw)\b"
)
THEIRS: Final = re.compile(
    r"\b(?:your|customer(?:['’]?s)?|buyer(?:['’]?s)?|client(?:['’]?s)?|er|ert|eran|deres|jeres|kundens?|klientens|köparens?|kjøpers|"
    r"købers|ostajan|asiakkaan|tilaajan|ihre|käufers?|kunden|votre|uw)\s(?:[\w.-]{2,14}\s)?"
    r"(?:org|y-?tunnus|vat|moms|mva|alv|ust|uid|tax id|btw|tva|cvr|kennitala|business id)|"
    r"(?:org\.?\s?nr|vat no|vat nr|momsnr|cvr)\.?\s(?:kunde|köpare|buyer|customer|kjøper|køber)\b",
    re.IGNORECASE,
)
NUMBER_PARTS: Final = (
    "org", "tunnus", "vat", "moms", "mva", "alv", "ust", "uid", "tax id", "btw", "tva", "cvr", "kennitala",
    "business id",
)  # fmt: skip
"""One of these is in whatever THEIRS finds."""
SHORTEST_CALLED: Final = 6  # characters: "er org"
LONG_NUMBER: Final = re.compile(r"\d(?:[\d .\-]{4,16})\d")
SENDING: Final = 0.8  # the surroundings say that it is the sender's
CALLED: Final = 0.7  # a telephone number or mail address stands with it
LIKELY: Final = 0.5  # a number that stands by itself may well be the sender's
TWO_CAPITALS: Final = re.compile(r"[A-Z]{2}")
MARKED: Final = re.compile(r"MVA", re.IGNORECASE)
FORMS: Final = ((VAT, TWO_CAPITALS), (NO_VAT, MARKED))  # and what is in whatever each finds
FEWEST_DIGITS: Final = 8  # of an organisation number
LABELLED_VAT: Final = re.compile(r"^[A-Z]{2}[\dA-Z]{6,14}$|^\d{2,3}/\d{3,4}/\d{4,5}$|^\d{5,6}$")
STEUERNUMMER: Final = re.compile(r"(?<![\w/])\d{2,3}(?:(?:\s|\s?/\s?)\d{1,5}){2,4}(?![\w/])")
STEUER_DIGITS: Final = (10, 11, 12, 13)  # of a German tax office's number, by state or for the whole country
FORMED: Final = 0.35
SIRET: Final = 14  # digits of a French establishment's number, the first nine its company's
SHORTEST_LOOSE: Final = 5
RIVALS: Final = ranked(label for label in ID_LABELS if label not in {"org_number", "vat_number"})


def organisation_of(context: Context, roles: Roles, vat: Choice[str] | None) -> Choice[str] | None:
    """BT-30, the seller's organisation number: check digits, label and place; agrees with the VAT number if any."""
    body = NOT_DIGITS.sub("", vat.value) if vat else ""
    candidates = [c for c in _organisations(context, roles) if not _is_ours(context, c.value)]
    whole = {c.value[:9] for c in candidates if len(c.value) == SIRET}  # a court has but its head
    candidates = [c for c in candidates if c.value not in whole or not c.raw.startswith("R")]
    candidates = weighed(context, "seller.organisation_number", candidates, _organisations_seen(context, roles, body))
    candidates += [
        Choice(code.organisation, SURE, code.by, (code.token,), code.organisation, (READ,))
        for code in context.codes
        if code.organisation
    ]
    candidates = _settled(context, roles, candidates)
    return chosen(_agreeing(candidates, body) if vat else candidates, least=0.3)


def _agreeing(candidates: list[Choice[str]], body: str) -> list[Choice[str]]:
    """The numbers, those that the VAT number holds more likely; beside one that does, others may be a branch's."""
    mine = [c for c in candidates if NOT_DIGITS.sub("", c.value) in body]
    lengths = {len(NOT_DIGITS.sub("", c.value)) for c in mine}
    settled = []
    for choice in candidates:
        other = len(NOT_DIGITS.sub("", choice.value)) in lengths and choice.reasons[:1] != (READ,)
        if choice in mine:
            settled.append(choice.because("agrees with the VAT number", min(0.97, choice.sure + 0.15)))
        else:
            settled.append(replace(choice, sure=0.5 * choice.sure) if other else choice)
    return settled


def _settled(context: Context, roles: Roles, choices: list[Choice[str]]) -> list[Choice[str]]:
    """The numbers with what their surroundings say.

    One beside the sender's accounts or in its foot is the sender's; one that is called the buyer's, or that a factor
    goes by, is not.
    """
    standing = roles.standing
    bought_by = _buyers_numbers(context)
    told: dict[str, float] = {}  # a French establishment's number begins with its company's
    handed: set[str] = set()
    framed: set[str] = set()  # in an address block without any telephone or account
    paid, free = set[str](), set[str]()  # under the heading of who is to be paid, and anywhere else
    for choice, segment in placed(context, choices):
        digits = NOT_DIGITS.sub("", choice.value)
        if standing.ceded(segment):
            handed.add(digits)
        elif roles.of(segment) != "buyer" and not any(digits in one for one in bought_by):
            told[digits] = max(told.get(digits, 0.0), standing.sender(segment))
        if standing.window(segment):
            framed.add(digits)
        (paid if of_payee(context, segment) else free).add(digits)
    known = max(told.values(), default=0.0) >= SENDING
    called = max(told.values(), default=0.0) >= CALLED
    factors = paid - free if told.keys() - paid else set[str]()
    apart = any(choice.sure >= LIKELY and NOT_DIGITS.sub("", choice.value) not in framed for choice in choices)
    settled = []
    for choice in choices:
        digits = NOT_DIGITS.sub("", choice.value)
        alike = (one for one in told if digits and (one.startswith(digits) or digits.startswith(one)))
        worth = max((told[one] for one in alike), default=0.0)
        if not choice.tokens or choice.reasons[:1] == (READ,):
            settled.append(choice)
        elif digits and (any(digits in one for one in bought_by) or (digits in handed and digits not in told)):
            settled.append(replace(choice, sure=0.15 * choice.sure))
        elif worth >= SENDING and digits not in factors and not _misprinted(choice.value):
            settled.append(replace(choice, sure=choice.sure + 0.4 * max(0.0, 0.9 - choice.sure) * worth))
        elif known or ((called or apart) and worth == 0.0 and digits in framed) or digits in factors:
            settled.append(replace(choice, sure=0.45 * choice.sure))
        else:
            settled.append(choice)
    return settled


def _buyers_numbers(context: Context) -> frozenset[str]:
    """The digits of numbers that a label calls the buyer's own ("Köparens momsreg.nr", "Org.nr. kunde")."""
    found: set[str] = set()
    for row in context.sheet.rows:
        for at, segment in enumerate(row.segments):
            called = theirs(segment.text)
            if not called:
                continue
            after = segment.text[called.end() :]
            if not has_digit(after):
                beside = [other for other in row.segments[at + 1 : at + 2] if has_digit(other.text)]
                after = (beside or under(context, segment))[0].text if beside or under(context, segment) else ""
            number = LONG_NUMBER.search(after)
            if number:
                found.add(NOT_DIGITS.sub("", number[0]))
    return frozenset(found)


@lru_cache(maxsize=8192)
def theirs(text: str) -> re.Match[str] | None:
    """Where a label in the text calls a number the buyer's own."""
    words = text.casefold() if len(text) >= SHORTEST_CALLED and folded(text) else ""  # most are but figures
    return THEIRS.search(text) if words and any(map(words.__contains__, NUMBER_PARTS)) else None


def under(context: Context, segment: Segment) -> list[Segment]:
    """What stands right under it in its column."""
    return [
        other
        for row in context.sheet.rows[segment.row + 1 : segment.row + 4]
        for other in row.segments
        if other.page == segment.page and abs(other.x0 - segment.x0) < 12 and other.y0 - segment.y1 < 2 * segment.height
    ][:1]


def _is_ours(context: Context, value: str) -> bool:
    if not context.hints.buyer_ids:
        return False
    compact = re.sub(r"\W", "", value).upper()
    digits = NOT_DIGITS.sub("", compact)
    ours = {re.sub(r"\W", "", known).upper() for known in context.hints.buyer_ids}
    return compact in ours or any(digits and digits in NOT_DIGITS.sub("", known) for known in ours if len(digits) >= 8)


@lru_cache(maxsize=8192)
def _digits(text: str) -> int:
    return sum(map(str.isdigit, text))


ROLE_FACTOR: Final = {"seller": 1.0, "": 0.9, "buyer": 0.25}


def _organisations(context: Context, roles: Roles) -> Iterator[Choice[str]]:
    for segment in context.numeric:
        role = ROLE_FACTOR[roles.of(segment)]
        for _country, pattern, check in ORGS if _digits(segment.text) >= FEWEST_DIGITS else ():
            for match in pattern.finditer(segment.text):
                digits = NOT_DIGITS.sub("", match[1])
                if not check(digits):
                    continue
                tokens = tokens_at(segment, match.start(1), match.end(1))
                claims = context.labels.claims(segment, tokens)
                claim = claims.get("org_number")
                vat = claims.get("vat_number")
                rival = best(claims, RIVALS)
                marked = "MVA" in match[0].upper()
                shaped = "-" in match[1] or "–" in match[1]
                score = _org_score(claim.score if claim else 0, vat.score if vat else 0, marked=marked, shaped=shaped)
                if rival and rival.score > max(claim.score if claim else 0.0, 0.45):
                    score *= 0.3
                if score > 0.15:
                    by = f"label.{claim.language}:{claim.key}" if claim else "check digits"
                    yield Choice(digits, score * role, by, tokens, match[0].strip(), ("check digits agree",))
        yield from _labelled_organisations(context, segment, role)
        yield from registered(segment, role)


def _organisations_seen(context: Context, roles: Roles, vat: str) -> Iterator[Sighting[str]]:
    """All numbers whose check digits agree with those of some country's organisation numbers."""
    for segment in context.numeric:
        if _digits(segment.text) < FEWEST_DIGITS:
            continue
        for at, (_country, pattern, check) in enumerate(ORGS):
            for match in pattern.finditer(segment.text):
                digits = NOT_DIGITS.sub("", match[1])
                if check(digits) and not _is_ours(context, digits):
                    tokens = tokens_at(segment, match.start(1), match.end(1))
                    marked, shaped = "MVA" in match[0].upper(), "-" in match[1] or "–" in match[1]
                    more = (at, marked, shaped, digits in vat, bool(vat))
                    yield Sighting(digits, segment, tokens, match[0].strip(), roles.of(segment), more)


def _org_score(label: float, vat: float, *, marked: bool, shaped: bool) -> float:
    if label > 0.3:
        return min(0.96, label + 0.1)
    if marked:
        return 0.9
    if vat > 0.5:
        return 0.5
    return 0.55 if shaped else 0.0


def _labelled_organisations(context: Context, segment: Segment, role: float) -> Iterator[Choice[str]]:
    """Numbers of countries whose check digits we do not know: only their label tells."""
    for hit in context.labels.hits[segment]:
        if not hit.names("org_number"):
            continue
        later = [other.start for other in context.labels.hits[segment] if other.start >= hit.end]
        rest = segment.tokens[hit.end : later[0] if later else None]
        text = " ".join(token.text for token in rest).strip(" :.,#")
        match = re.match(r"^(?:[A-Za-z]+ )?((?:HR[AB] ?)?[\dA-Z][\d A-Z./-]{3,20}\d[A-Z]{0,3})", text)
        if match and has_digit(match[1]):
            digits = NOT_DIGITS.sub("", match[1])
            known = any(check(digits) for _, _, check in ORGS)
            if not known:
                value = match[1].replace(" ", "") if not match[1].startswith("HR") else match[1]
                yield Choice(value, 0.5 * role, f"label:{hit.key}", rest, text)


def vat_number_of(context: Context, roles: Roles) -> Choice[str] | None:
    """BT-31, the seller's VAT number with its country prefix."""
    candidates = [c for c in _vat_numbers(context, roles) if not _is_ours(context, c.value)]
    seen = (
        Sighting(choice.value, segment, choice.tokens, choice.raw, roles.of(segment), (len(choice.reasons),))
        for choice, segment in placed(context, candidates)
    )
    settled = _settled(context, roles, weighed(context, "seller.vat_number", candidates, seen))
    formed = any(TWO_CAPITALS.match(choice.value) and choice.sure >= FORMED for choice in settled)
    if formed:  # a tax office's number is second to a VAT number
        settled = [one if TWO_CAPITALS.match(one.value) else replace(one, sure=0.3 * one.sure) for one in settled]
    return chosen(settled, least=0.28)


def _vat_numbers(context: Context, roles: Roles) -> Iterator[Choice[str]]:
    labelled = context.labels.claimed("vat_number")
    for segment in context.numeric:
        if not folded(segment.text) and not labelled:
            continue  # a figure
        role = ROLE_FACTOR[roles.of(segment)]
        for pattern, likely in FORMS if folded(segment.text) else ():
            for match in pattern.finditer(segment.text) if likely.search(segment.text) else ():
                if _in_iban(segment.text, match.start(), match.end()):
                    continue
                value = re.sub(r"[\s.\-]", "", match[1]).upper()
                tokens = tokens_at(segment, match.start(1), match.end(1))
                claims = context.labels.claims(segment, tokens)
                claim = best(claims, ("vat_number",))
                rival = best(claims, RIVALS)
                mine = claim is not None and (_buyers_own(claim.key) or _buyer_word(claim.before))
                if (
                    rival
                    and rival.concept in {"iban", "account", "bic"}
                    and rival.score > (claim.score if claim else 0.5)
                ):
                    continue
                checked = _vat_checks(value)
                score = (0.88 if claim else 0.7) * (1.0 if checked is not False else 0.75) * (0.3 if mine else 1.0)
                if pattern is NO_VAT:
                    value, score = "NO" + value if not value.startswith("NO") else value, score * 0.98
                reasons = ("check digits agree",) if checked else ()
                by = f"label.{claim.language}:{claim.key}" if claim else "shape of a VAT number"
                beside = context.labels.left(segment)[:1] if match.start() < 3 else []
                buyers = _buyer_word(segment.text[: match.start()]) or any(_buyer_word(other.text) for other in beside)
                if not buyers:
                    yield Choice(value, score * role, by, tokens, match[1], reasons)
                else:
                    yield Choice(value, 0.2 * score, by, tokens, match[1], reasons)
        if labelled:
            yield from _labelled_vat(context, segment, role)


def _in_iban(text: str, start: int, end: int) -> bool:
    """Whether the place is within an IBAN, which begins with a country's letters too."""
    for match in IBAN.finditer(text) if len(text) > SHORTEST_IBAN else ():
        compact = SPACE.sub("", match.group())
        whole = any(is_iban(compact[:length]) for length in range(SHORTEST_IBAN, len(compact) + 1))
        if whole and match.start() < end and start < match.end():
            return True
    return False


def _buyer_word(text: str) -> bool:
    return BUYER_WORD.search(text.casefold()) is not None


def _buyers_own(key: str) -> bool:
    return key.startswith(("your", "ert", "eran", "deres", "din", "kund", "asiakkaan", "ostajan", "buyer", "ihre"))


def _labelled_vat(context: Context, segment: Segment, role: float) -> Iterator[Choice[str]]:
    yield from _german_tax(context, segment, role)
    for token in segment.tokens:
        text = token.text.strip(".,;:()")
        if len(text) < SHORTEST_LOOSE or not _is_loose_vat(text):
            continue
        claims = context.labels.claims(segment, (token,))
        claim = claims.get("vat_number")
        rival = best(claims, (label for label in ID_LABELS if label != "vat_number"))
        if claim and claim.score > 0.5 and not (rival and rival.score > claim.score):
            yield Choice(text, 0.55 * role, f"label.{claim.language}:{claim.key}", (token,), token.text)


def _german_tax(context: Context, segment: Segment, role: float) -> Iterator[Choice[str]]:
    """A German tax office's number in groups, under its label: who has no VAT number is known by it (UStG § 14 (4))."""
    for match in STEUERNUMMER.finditer(segment.text):
        if sum(map(str.isdigit, match[0])) not in STEUER_DIGITS:
            continue
        tokens = tokens_at(segment, match.start(), match.end())
        claim = context.labels.claims(segment, tokens).get("vat_number")
        if claim and claim.score > 0.5 and claim.key.startswith(("steuern", "stn", "steuerid")):
            yield Choice(match[0], 0.55 * role, f"label.{claim.language}:{claim.key}", tokens, match[0])


@lru_cache(maxsize=8192)
def _is_loose_vat(text: str) -> bool:
    """Whether the word could be a VAT or tax number that only its label tells."""
    formed = SHORTEST_LOOSE <= len(text) <= 16 and has_digit(text) and LABELLED_VAT.match(text) is not None
    return formed and VAT.search(text) is None


def _misprinted(value: str) -> bool:
    """Whether it has the form of a VAT number whose check digits are wrong, as on a printed specimen."""
    return has_vat_form(value) and not is_vat_number(value)


def _vat_checks(value: str) -> bool | None:
    digits = NOT_DIGITS.sub("", value)
    checks = {
        "SE": is_swedish_organisation_number(digits[:10]),
        "FI": is_finnish_business_id(digits),
        "NO": is_norwegian_organisation_number(digits),
        "DK": is_danish_cvr(digits),
    }
    return checks.get(value[:2])
