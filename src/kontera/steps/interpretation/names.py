"""The seller's and the buyer's name; the receiving company is never the seller."""

# ruff: noqa: PLR2004 - the numbers are weights, distances and probabilities, explained where they are used

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from kontera.steps.interpretation.choice import Choice, chosen
from kontera.steps.interpretation.context import Context
from kontera.steps.interpretation.dates import tokens_at
from kontera.steps.interpretation.labels import Hit, has_digit
from kontera.steps.interpretation.layout import FOLDS, Segment, Token, folded, segment_of
from kontera.steps.interpretation.model.weigh import Sighting, weighed
from kontera.steps.interpretation.paycodes import READ, SURE, PayCode
from kontera.steps.interpretation.roles import Roles

LEGAL_FORM: Final = re.compile(
    r"(?:^|\s)(?:AB|Aktiebolag|HB|KB|Handelsbolag|Ekonomisk förening|Ek\.? för\.?|Oy|Oyj|Abp|Ky|Tmi|T:mi|Osk|Osuuskunta"
    r"|AS|ASA|ANS|DA|ENK|SA|NUF|A/S|ApS|I/S|K/S|IVS|P/S|A\.m\.b\.a\.?|ehf\.?|hf\.?|slf\.?|GmbH|UG|AG|KG|OHG|e\.\s?K\.?"
    r"|e\.\s?V\.?|GbR|mbH|SE|Ltd\.?|Limited|LLC|Inc\.?|PLC|LLP|Corp\.?|(?i:Sdn\.? Bhd\.?|Bhd\.?)|SARL|SAS|S\.A\.|EURL"
    r"|B\.?V\.?|N\.?V\.?|VOF|Rf|Ry|Brf)(?=$|[\s,.;·•|()-])"
)
SEPARATORS: Final = re.compile(r"\s+[·•|–—-]\s+|[·•|]|\s?\((?=\d)|,\s|;\s|\s/\s|\s\*\s")
MAIL: Final = re.compile(r"(?:[\w.+-]+@|www\.)([\w-]+(?:\.[\w-]+)*)\.[a-z]{2,8}", re.IGNORECASE)
FREE_MAIL: Final = frozenset(
    {"gmail", "hotmail", "outlook", "yahoo", "icloud", "live", "telia", "example", "gmx", "web"}
)
POSTCODE: Final = re.compile(r"(?:^|\s)(?:[A-Z]{1,2}-?)?(?:\d{3}\s\d{2}|\d{4,5})\s+[A-ZÅÄÖÆØ][\w-]+")
STREET: Final = re.compile(
    r"(?:gatan|vägen|gata|väg|katu|tie|vej|gade|veien|gate|vei|straße|strasse|str\.|street|road|avenue|rue|plads|allé|torget|gränd)\s?\d*",
    re.IGNORECASE,
)
CURRENCY: Final = re.compile(r"^(?:SEK|NOK|DKK|EUR|ISK|USD|GBP|Euro)$")
NAME_WORDS: Final = 9
PAYEE: Final = 0.6


def _coded(code: PayCode) -> Choice[str]:
    """The payee of a payment code: the seller itself where the code is an invoice's, else maybe a factor."""
    return Choice(code.name, SURE if code.number else PAYEE, code.by, (code.token,), code.name, (READ,))


def names_of(context: Context, roles: Roles) -> tuple[Choice[str] | None, Choice[str] | None]:
    """The seller's and the buyer's name."""
    candidates = list(_names(context))
    stems = _stems(context)
    ours = [_plain(name) for name in context.hints.buyer_names]
    counts: dict[str, int] = {}
    for name, _segment, _tokens in candidates:
        counts[_plain(name)] = counts.get(_plain(name), 0) + 1
    sellers: list[Choice[str]] = []
    sightings: list[Sighting[str]] = []
    buyers: list[Choice[str]] = []
    depths = {segment: _depth(context, roles, segment) for _name, segment, _tokens in candidates}
    shunned = {_plain(n) for n, s, _t in candidates if roles.of(s) == "buyer" and depths[s] <= 4}
    preferred = {_plain(n) for n, s, _t in candidates if roles.of(s) == "seller" and depths[s] <= 3}
    for name, segment, tokens in candidates:
        key = _plain(name)
        if not key:
            continue
        is_ours = any(key == mine or key in mine or mine in key for mine in ours if mine)
        points, why = _points(context, name, segment, stems)
        role = roles.of(segment)
        depth = depths[segment]
        if key in preferred:
            points += max(0.4, 2.6 - 0.7 * max(depth, 0)) if role == "seller" else 1.4
            why = "heading of the seller"
        if (key in shunned and key not in preferred) or (role == "buyer" and depth <= 4):
            points -= 3.2
        claims = context.labels.claims(segment, tokens)
        if "name" in claims and claims["name"].score > 0.6 and role != "buyer":
            points += 1.8
        if any(
            mark in claims and claims[mark].side == "left" and claims[mark].score > 0.6
            for mark in ("form", "seller_ref", "terms")
        ):
            points -= 1.5
        points += min(counts[key] - 1, 3) * 0.55
        if is_ours:
            points -= 6
        sellers.append(Choice(name, _sure(points), why, tokens, name))
        more = (
            points, depth, counts[key], is_ours, _legal(name), has_digit(name), why == "domain of the mail address",
            key in preferred, key in shunned, name == segment.text,
        )  # fmt: skip
        sightings.append(Sighting(name, segment, tokens, name, role, more))
        if is_ours or (role == "buyer" and key not in preferred):
            near = 1.2 - 0.2 * depth + (0.8 if _legal(name) else 0) + (2 if is_ours else 0)
            buyers.append(Choice(name, _sure(near + 0.6), "heading of the buyer", tokens, name))
    sellers += [_coded(code) for code in context.codes if code.name]
    sellers = weighed(context, "seller.name", sellers, sightings)
    return chosen(sellers, least=0.3, same=_plain), chosen(buyers, least=0.4, same=_plain)


def _sure(points: float) -> float:
    return max(0.02, min(0.97, 0.1 + 0.17 * points))


@lru_cache(maxsize=4096)
def _legal(text: str) -> bool:
    """Whether a company's legal form stands in the text."""
    return LEGAL_FORM.search(text) is not None


@lru_cache(maxsize=4096)
def _has_mail(text: str) -> bool:
    return ("@" in text or "www." in text.casefold()) and MAIL.search(text) is not None


@lru_cache(maxsize=4096)
def _has_postcode(text: str) -> bool:
    return has_digit(text) and POSTCODE.search(text) is not None


@lru_cache(maxsize=4096)
def _plain(name: str) -> str:
    return " ".join(re.sub(r"[^\w]+", " ", name.casefold().translate(FOLDS)).split())


def _depth(context: Context, roles: Roles, segment: Segment) -> int:
    """How many rows below its heading the segment stands."""
    above = [
        hit.segment.row
        for hit, _ in roles.headings
        if hit.segment.row <= segment.row and hit.segment.page == segment.page
    ]
    column = 0
    for row in context.sheet.rows[max(above) + 1 : segment.row] if above else ():
        column += any(abs(other.x0 - segment.x0) < 30 or other.overlap(segment) > 0 for other in row.segments)
    return column if above else 9


def _stems(context: Context) -> frozenset[str]:
    found = set()
    for match in MAIL.finditer(context.text):
        parts = [part for part in match[1].casefold().split(".") if part not in FREE_MAIL]
        if parts:
            found.add(folded(parts[-1]))
    return frozenset(stem for stem in found if len(stem) >= 3)


def _names(context: Context) -> Iterator[tuple[str, Segment, tuple[Token, ...]]]:
    for segment in context.sheet.segments:
        text = segment.text
        if len(text) < 3 or not any(char.isalpha() for char in text):
            continue
        hits = context.labels.hits[segment]
        tokens = segment.tokens
        start = 0
        lead = [hit for hit in hits if hit.start == start]
        if lead and _names_itself(tokens, lead[0]):
            lead = []
        if lead and (
            any(lead[0].names(name) for name in ("h_seller", "h_buyer")) or tokens[lead[0].end - 1].text.endswith(":")
        ):
            start = lead[0].end
        if start >= len(tokens):
            continue
        part = segment_of(tokens[start:], segment.row) if start else segment
        for chunk, at, end in _chunks(part):
            if _is_name(chunk, context, segment, whole=chunk == segment.text):
                yield chunk, segment, tokens_at(part, at, end)
        joined = _wrapped(context, segment)
        if joined:
            yield joined


def _names_itself(tokens: tuple[Token, ...], lead: Hit) -> bool:
    """Whether the label is the name's own first word ("Kreditor AB"), no heading before it."""
    after = " ".join(token.text for token in tokens[lead.end : lead.end + 1])
    return bool(LEGAL_FORM.match(after)) and not tokens[lead.end - 1].text.endswith(":")


def _wrapped(context: Context, segment: Segment) -> tuple[str, Segment, tuple[Token, ...]] | None:
    """A name whose legal form, or last words, stand on the next row."""
    if _legal(segment.text) or has_digit(segment.text) or context.labels.hits[segment]:
        return None
    for row in context.sheet.rows[segment.row + 1 : segment.row + 4]:
        for other in row.segments:
            near = other.page == segment.page and 0 <= other.y0 - segment.y1 < 1.4 * segment.height
            aligned = abs(other.x0 - segment.x0) < 8 or abs(other.x1 - segment.x1) < 8
            if near and aligned and len(other.tokens) <= 2 and _legal(other.text):
                return f"{segment.text} {other.text}", segment, (*segment.tokens, *other.tokens)
    return None


def _chunks(segment: Segment) -> Iterator[tuple[str, int, int]]:
    at = 0
    for match in (*SEPARATORS.finditer(segment.text), None):
        end = match.start() if match else len(segment.text)
        chunk = segment.text[at:end].strip(" ,;:")
        if chunk:
            yield chunk, at, end
        at = match.end() if match else end


@lru_cache(maxsize=4096)
def _named_so(text: str) -> bool:
    """Whether a company can be called that."""
    words = text.split()
    if not 1 <= len(words) <= NAME_WORDS or len(text) < 3 or "@" in text or "www." in text or ":" in text:
        return False
    if not text[0].isalpha() or sum(map(str.isdigit, text)) > 2 or sum(map(str.isalpha, text)) < 3:
        return False
    if CURRENCY.match(text) or LEGAL_FORM.fullmatch(text):
        return False
    return _legal(text) or (text[0].isupper() and STREET.search(text) is None)


def _is_name(text: str, context: Context, segment: Segment, *, whole: bool) -> bool:
    if not _named_so(text):
        return False
    legal = _legal(text)
    if whole and context.labels.hits[segment] and not legal:
        labelled = sum(hit.end - hit.start for hit in context.labels.hits[segment])
        return labelled < 0.5 * len(segment.tokens)
    return True


def _points(context: Context, name: str, segment: Segment, stems: frozenset[str]) -> tuple[float, str]:
    points, why = 0.6, "letterhead"
    legal = _legal(name)
    if legal and len(name.split()) > 1:
        points, why = points + 1.6, "legal form"
    key = folded(name)
    if any(_fits(stem, key, name) for stem in stems if len(stem) > 3):
        points, why = points + 1.7, "domain of the mail address"
    first = context.sheet.rows[0] if context.sheet.rows else None
    if segment.page == context.sheet.rows[0].page and first and segment.y0 < 260:
        points += 0.7
    if segment.height > 1.25 * context.sheet.height:
        points += 0.6
    points += _block(context, segment)
    if has_digit(name):
        points -= 1.2
    if context.labels.hits[segment] and not legal:
        points -= 0.9
    return points, why


def _fits(stem: str, key: str, name: str) -> bool:
    """Whether a mail domain's stem belongs to the name."""
    return key.startswith(stem) or stem.startswith(key) or stem in {folded(word) for word in name.split()}


def _block(context: Context, segment: Segment) -> float:
    """What stands below and beside: address, mail and identifiers as a letterhead has them."""
    points = 0.0
    for row in context.sheet.rows[max(0, segment.row - 1) : segment.row + 9]:
        for other in row.segments:
            close = abs(other.x0 - segment.x0) < 25 or abs(other.x1 - segment.x1) < 25
            if other.page != segment.page or not close or abs(other.y0 - segment.y0) > 11 * segment.height:
                continue
            hits = context.labels.hits[other]
            if any(hit.names("org_number") or hit.names("vat_number") for hit in hits):
                points += 0.7
            if _has_mail(other.text):
                points += 0.4
            if other.row > segment.row and _has_postcode(other.text):
                points += 0.3
    return min(points, 1.6)
