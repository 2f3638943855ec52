"""The seller's organisation and VAT numbers, by check digits, label and place; never the receiving company's."""

# ruff: noqa: PLR2004 - the numbers are weights, distances and probabilities, explained where they are used

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Final

from kontera.core.identifiers import (
    is_danish_cvr,
    is_finnish_business_id,
    is_iban,
    is_icelandic_kennitala,
    is_norwegian_organisation_number,
    is_swedish_organisation_number,
)
from kontera.steps.interpretation.accounts import IBAN, NOT_DIGITS, SHORTEST_IBAN
from kontera.steps.interpretation.accounts_broken import SPACE
from kontera.steps.interpretation.choice import Choice, chosen
from kontera.steps.interpretation.context import Context
from kontera.steps.interpretation.dates import tokens_at
from kontera.steps.interpretation.ids import ID_LABELS
from kontera.steps.interpretation.labels import best, ranked
from kontera.steps.interpretation.layout import Segment, has_digit
from kontera.steps.interpretation.model.weigh import Sighting, placed, weighed
from kontera.steps.interpretation.owned import settled
from kontera.steps.interpretation.owners import Owners
from kontera.steps.interpretation.paycodes import READ, SURE
from kontera.steps.interpretation.registers import may_register, registered
from kontera.steps.interpretation.roles import Roles
from kontera.steps.interpretation.theirs import BUYER_WORD

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


def organisation_of(context: Context, owners: Owners, vat: Choice[str] | None) -> Choice[str] | None:
    """BT-30, the seller's organisation number: check digits, label and place; agrees with the VAT number if any."""
    body, roles = NOT_DIGITS.sub("", vat.value) if vat else "", owners.roles
    candidates = [c for c in _organisations(context, roles) if not _is_ours(context, c.value)]
    whole = {c.value[:9] for c in candidates if len(c.value) == SIRET}  # a court has but its head
    candidates = [c for c in candidates if c.value not in whole or not c.raw.startswith("R")]
    candidates = weighed(context, "seller.organisation_number", candidates, _organisations_seen(context, roles, body))
    candidates += [
        Choice(code.organisation, SURE, code.by, (code.token,), code.organisation, (READ,))
        for code in context.codes
        if code.organisation
    ]
    candidates = settled(context, owners, candidates)
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
        for _country, pattern, check in ORGS if _digits(segment.text) >= FEWEST_DIGITS else ():
            for match in pattern.finditer(segment.text):
                digits = NOT_DIGITS.sub("", match[1])
                if not check(digits) or _in_iban(segment.text, match.start(1), match.end(1)):
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
                    score *= ROLE_FACTOR[roles.of(segment)]
                    yield Choice(digits, score, by, tokens, match[0].strip(), ("check digits agree",))
        if context.labels.hits[segment]:
            yield from _labelled_organisations(context, segment, roles)
        if may_register(segment):
            yield from registered(segment, ROLE_FACTOR[roles.of(segment)])


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


def _labelled_organisations(context: Context, segment: Segment, roles: Roles) -> Iterator[Choice[str]]:
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
                yield Choice(value, 0.5 * ROLE_FACTOR[roles.of(segment)], f"label:{hit.key}", rest, text)


def vat_number_of(context: Context, owners: Owners) -> Choice[str] | None:
    """BT-31, the seller's VAT number with its country prefix."""
    roles = owners.roles
    candidates = [c for c in _vat_numbers(context, roles) if not _is_ours(context, c.value)]
    seen = (
        Sighting(choice.value, segment, choice.tokens, choice.raw, roles.of(segment), (len(choice.reasons),))
        for choice, segment in placed(context, candidates)
    )
    found = settled(context, owners, weighed(context, "seller.vat_number", candidates, seen))
    formed = any(TWO_CAPITALS.match(choice.value) and choice.sure >= FORMED for choice in found)
    if formed:  # a tax office's number is second to a VAT number
        found = [one if TWO_CAPITALS.match(one.value) else replace(one, sure=0.3 * one.sure) for one in found]
    return chosen(found, least=0.28)


def _vat_numbers(context: Context, roles: Roles) -> Iterator[Choice[str]]:
    labelled = context.labels.claimed("vat_number")
    for segment in context.numeric:
        if not segment.letters and not labelled:
            continue  # a figure
        for pattern, likely in FORMS if segment.letters else ():
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
                    yield Choice(value, score * ROLE_FACTOR[roles.of(segment)], by, tokens, match[1], reasons)
                else:
                    yield Choice(value, 0.2 * score, by, tokens, match[1], reasons)
        if labelled:
            yield from _labelled_vat(context, segment, roles)


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


def _labelled_vat(context: Context, segment: Segment, roles: Roles) -> Iterator[Choice[str]]:
    yield from _german_tax(context, segment, roles)
    for token in segment.tokens:
        text = token.text.strip(".,;:()") if token.digits else ""
        if len(text) < SHORTEST_LOOSE or not _is_loose_vat(text):
            continue
        claims = context.labels.claims(segment, (token,))
        claim = claims.get("vat_number")
        rival = best(claims, (label for label in ID_LABELS if label != "vat_number"))
        if claim and claim.score > 0.5 and not (rival and rival.score > claim.score):
            role = ROLE_FACTOR[roles.of(segment)]
            yield Choice(text, 0.55 * role, f"label.{claim.language}:{claim.key}", (token,), token.text)


def _german_tax(context: Context, segment: Segment, roles: Roles) -> Iterator[Choice[str]]:
    """A German tax office's number in groups, under its label: who has no VAT number is known by it (UStG § 14 (4))."""
    for match in STEUERNUMMER.finditer(segment.text):
        if sum(map(str.isdigit, match[0])) not in STEUER_DIGITS:
            continue
        tokens = tokens_at(segment, match.start(), match.end())
        claim = context.labels.claims(segment, tokens).get("vat_number")
        if claim and claim.score > 0.5 and claim.key.startswith(("steuern", "stn", "steuerid")):
            role = ROLE_FACTOR[roles.of(segment)]
            yield Choice(match[0], 0.55 * role, f"label.{claim.language}:{claim.key}", tokens, match[0])


@lru_cache(maxsize=8192)
def _is_loose_vat(text: str) -> bool:
    """Whether the word could be a VAT or tax number that only its label tells."""
    formed = SHORTEST_LOOSE <= len(text) <= 16 and has_digit(text) and LABELLED_VAT.match(text) is not None
    return formed and VAT.search(text) is None


def _vat_checks(value: str) -> bool | None:
    digits = NOT_DIGITS.sub("", value)
    checks = {
        "SE": is_swedish_organisation_number(digits[:10]),
        "FI": is_finnish_business_id(digits),
        "NO": is_norwegian_organisation_number(digits),
        "DK": is_danish_cvr(digits),
    }
    return checks.get(value[:2])
