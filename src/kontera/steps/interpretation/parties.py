"""Who sells and who buys: names, organisation numbers, VAT numbers; the receiving company is never the seller."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from kontera.steps.interpretation.choice import Choice, chosen
from kontera.steps.interpretation.context import Context
from kontera.steps.interpretation.dates import tokens_at
from kontera.steps.interpretation.digits import is_dk_org, is_fi_org, is_is_org, is_no_org, is_se_org
from kontera.steps.interpretation.ids import ID_LABELS
from kontera.steps.interpretation.labels import Hit, best, has_digit
from kontera.steps.interpretation.layout import FOLDS, Segment, Token, folded, segment_of

LEGAL_FORM: Final = re.compile(
    r"(?:^|\s)(?:AB|Aktiebolag|HB|KB|Handelsbolag|Ekonomisk förening|Ek\.? för\.?|Oy|Oyj|Abp|Ky|Tmi|T:mi|Osk|Osuuskunta|AS|ASA|ANS|DA|ENK|SA|NUF"
    r"|A/S|ApS|I/S|K/S|IVS|P/S|A\.m\.b\.a\.?|ehf\.?|hf\.?|slf\.?|GmbH|UG|AG|KG|OHG|e\.\s?K\.?|e\.\s?V\.?|GbR|mbH|SE|Ltd\.?|Limited|LLC|Inc\.?|PLC|LLP|Corp\.?"
    r"|Sdn\.? Bhd\.?|Bhd\.?|SARL|SAS|S\.A\.|EURL|B\.?V\.?|N\.?V\.?|VOF|Rf|Ry|Brf)(?=$|[\s,.;·•|()-])"
)
SEPARATORS: Final = re.compile(r"\s+[·•|–—-]\s+|[·•|]|,\s|;\s|\s/\s|\s\*\s")
MAIL: Final = re.compile(r"(?:[\w.+-]+@|www\.)([\w-]+(?:\.[\w-]+)*)\.[a-z]{2,8}", re.IGNORECASE)
FREE_MAIL: Final = frozenset(
    {"gmail", "hotmail", "outlook", "yahoo", "icloud", "live", "telia", "example", "gmx", "web"}
)
POSTCODE: Final = re.compile(r"(?:^|\s)(?:[A-Z]{1,2}-?)?(?:\d{3}\s\d{2}|\d{4,5})\s+[A-ZÅÄÖÆØ][\w-]+")
STREET: Final = re.compile(
    r"(?:gatan|vägen|gata|väg|katu|tie|vej|gade|veien|gate|vei|straße|strasse|str\.|street|road|avenue|rue|plads|allé|torget|gränd)\s?\d*",
    re.IGNORECASE,
)
SE_ORG: Final = re.compile(r"(?<![\w-])(?:16)?(\d{6}[-–]?\d{4})(?![\w-])")
FI_ORG: Final = re.compile(r"(?<![\w-])(\d{7}\s?[-–]\s?\d)(?![\w-])")
NO_ORG: Final = re.compile(r"(?<![\w-])(?:NO\s?)?(\d{3}[ .]?\d{3}[ .]?\d{3})(?:\s?MVA)?(?![\w-])", re.IGNORECASE)
DK_ORG: Final = re.compile(r"(?<![\w-])(?:DK[ -]?)?(\d{2}\s?\d{2}\s?\d{2}\s?\d{2})(?![\w-])")
IS_ORG: Final = re.compile(r"(?<![\w-])(\d{6}[-–]?\d{4})(?![\w-])")
ORGS: Final = (
    ("SE", SE_ORG, is_se_org), ("FI", FI_ORG, is_fi_org), ("NO", NO_ORG, is_no_org), ("DK", DK_ORG, is_dk_org),
    ("IS", IS_ORG, is_is_org),
)  # fmt: skip
VAT: Final = re.compile(
    r"(?<![A-Za-z0-9])((?:SE\s?[\d\- ]{10,13}\s?01|FI[\s-]?\d{7}-?\d|NO\s?\d{3}\s?\d{3}\s?\d{3}(?:\s?MVA)?|DK[\s-]?(?:\d\s?){8}"
    r"|DE\s?(?:\d\s?){9,11}|ATU\s?\d{8}|FR\s?[A-Z0-9]{2}\s?(?:\d\s?){9}|NL\s?\d{9}\s?B\d{2}|BE\s?0?\d{9}|GB\s?(?:\d\s?){9}(?:\d{3})?"
    r"|IE\s?\d[A-Z0-9+*]\d{5}[A-Z]{1,2}|EE\s?\d{9}|LV\s?\d{11}|LT\s?\d{9,12}|PL\s?\d{10}|ES\s?[A-Z0-9]\d{7}[A-Z0-9]|IT\s?\d{11}"
    r"|CHE[\s-]?\d{3}\.?\d{3}\.?\d{3}|SE\d{12}|IS\s?\d{5,6}))(?![A-Za-z0-9]{3})"
)
NO_VAT: Final = re.compile(r"(?<![\w])(\d{3}[ .]?\d{3}[ .]?\d{3}\s?MVA)(?![A-Za-z0-9])", re.IGNORECASE)
LABELLED_VAT: Final = re.compile(r"^[A-Z]{2}[\dA-Z]{6,14}$")
CURRENCY: Final = re.compile(r"^(?:SEK|NOK|DKK|EUR|ISK|USD|GBP|Euro)$")
REACH: Final = 420.0  # how far below its heading a party's block may reach
NAME_WORDS: Final = 9


@dataclass(frozen=True, slots=True)
class Party:
    """What was read of a party; each field a choice or None."""

    name: Choice[str] | None = None
    organisation_number: Choice[str] | None = None
    vat_number: Choice[str] | None = None


class Roles:
    """Which party a place on the page belongs to, told by the headings."""

    def __init__(self, context: Context) -> None:
        self._headings = [
            (hit, "buyer" if not hit.names("h_seller") else "seller")
            for hits in context.labels.hits.values()
            for hit in hits
            if _is_heading(hit)
        ]
        self._context = context

    @property
    def headings(self) -> list[tuple[Hit, str]]:
        """The headings with the role they announce."""
        return self._headings

    def of(self, segment: Segment) -> str:
        """ "seller", "buyer" or "" for the segment's place: the nearest heading above in its column decides."""
        best_role, nearest = "", REACH
        for hit, role in self._headings:
            if hit.segment.page != segment.page:
                continue
            if hit.segment is segment:
                return role
            down = segment.y0 - hit.segment.y0
            if hit.segment.row == segment.row and 0 < segment.x0 - hit.segment.x1 < 350:
                down = 0.0 if not self._between(hit.segment, segment) else REACH
            if down < 0 or down >= nearest:
                continue
            level = hit.segment.row == segment.row
            aligned = abs(hit.segment.x0 - segment.x0) < 45 or abs(hit.segment.x1 - segment.x1) < 25
            inside = hit.segment.overlap(segment) > 0.5 * min(hit.segment.x1 - hit.segment.x0, segment.x1 - segment.x0)
            beside = len(hit.segment.tokens) > 2 and -250 < segment.x0 - hit.segment.x1 < 90
            if level or aligned or inside or (beside and down < 250):
                best_role, nearest = role, down
        return best_role

    def _between(self, left: Segment, right: Segment) -> bool:
        row = self._context.sheet.rows[right.row]
        return any(left.x1 < other.x0 < right.x0 for other in row.segments)


def _is_heading(hit: Hit) -> bool:
    if not any(hit.names(name) for name in ("h_seller", "h_buyer", "h_delivery")):
        return False
    if hit.key in {"de", "a", "an", "nom", "von"}:
        return False
    words = len(hit.segment.tokens)
    first = hit.start == 0
    colon = hit.tokens[-1].text.endswith(":")
    if len(hit.key) <= 4 and not (words == 1 or colon):
        return False
    return first and (words <= hit.end + 1 or colon)


def organisation_of(context: Context, roles: Roles, vat: Choice[str] | None) -> Choice[str] | None:
    """BT-30, the seller's organisation number: check digits, label and place; agrees with the VAT number if any."""
    candidates = [c for c in _organisations(context, roles) if not _is_ours(context, c.value)]
    if vat:
        body = re.sub(r"\D", "", vat.value)
        candidates = [
            c.because("agrees with the VAT number", min(0.97, c.sure + 0.15))
            if re.sub(r"\D", "", c.value) in body
            else c
            for c in candidates
        ]
    return chosen(candidates, least=0.3)


def _is_ours(context: Context, value: str) -> bool:
    compact = re.sub(r"\W", "", value).upper()
    digits = re.sub(r"\D", "", compact)
    ours = {re.sub(r"\W", "", known).upper() for known in context.hints.buyer_ids}
    return compact in ours or any(digits and digits in re.sub(r"\D", "", known) for known in ours if len(digits) >= 8)


ROLE_FACTOR: Final = {"seller": 1.0, "": 0.9, "buyer": 0.25}


def _organisations(context: Context, roles: Roles) -> Iterator[Choice[str]]:
    for segment in context.sheet.segments:
        if not has_digit(segment.text):
            continue
        role = ROLE_FACTOR[roles.of(segment)]
        for _country, pattern, check in ORGS:
            for match in pattern.finditer(segment.text):
                digits = re.sub(r"\D", "", match[1])
                if not check(digits):
                    continue
                tokens = tokens_at(segment, match.start(1), match.end(1))
                claims = context.labels.claims(segment, tokens)
                claim = claims.get("org_number")
                vat = claims.get("vat_number")
                rival = best(claims, (label for label in ID_LABELS if label not in {"org_number", "vat_number"}))
                marked = "MVA" in match[0].upper()
                shaped = "-" in match[1] or "–" in match[1]
                score = _org_score(claim.score if claim else 0, vat.score if vat else 0, marked=marked, shaped=shaped)
                if rival and rival.score > max(claim.score if claim else 0.0, 0.45):
                    score *= 0.3
                if score > 0.15:
                    by = f"label.{claim.language}:{claim.key}" if claim else "check digits"
                    yield Choice(digits, score * role, by, tokens, match[0].strip(), ("check digits agree",))
        yield from _labelled_organisations(context, segment, role)


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
            digits = re.sub(r"\D", "", match[1])
            known = any(check(digits) for _, _, check in ORGS)
            if not known:
                value = match[1].replace(" ", "") if not match[1].startswith("HR") else match[1]
                yield Choice(value, 0.5 * role, f"label:{hit.key}", rest, text)


def vat_number_of(context: Context, roles: Roles) -> Choice[str] | None:
    """BT-31, the seller's VAT number with its country prefix."""
    return chosen((c for c in _vat_numbers(context, roles) if not _is_ours(context, c.value)), least=0.28)


def _vat_numbers(context: Context, roles: Roles) -> Iterator[Choice[str]]:
    for segment in context.sheet.segments:
        if not has_digit(segment.text):
            continue
        role = ROLE_FACTOR[roles.of(segment)]
        for pattern in (VAT, NO_VAT):
            for match in pattern.finditer(segment.text):
                value = re.sub(r"[\s.\-]", "", match[1]).upper()
                tokens = tokens_at(segment, match.start(1), match.end(1))
                claims = context.labels.claims(segment, tokens)
                claim = best(claims, ("vat_number",))
                rival = best(claims, (label for label in ID_LABELS if label not in {"vat_number", "org_number"}))
                mine = _buyers_own(claims["vat_number"].key) if claim else False
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
                if not _buyer_word(segment, match.start()):
                    yield Choice(value, score * role, by, tokens, match[1], reasons)
                else:
                    yield Choice(value, 0.2 * score, by, tokens, match[1], reasons)
        yield from _labelled_vat(context, segment, role)


def _buyer_word(segment: Segment, before: int) -> bool:
    text = segment.text[:before].casefold()
    return (
        re.search(r"\b(your|customer|buyer|client|kund|kunde|köpar|ostaja|asiakas|ihre|votre|uw|käufer|er)\b", text)
        is not None
    )


def _buyers_own(key: str) -> bool:
    return key.startswith(("your", "kund", "kunde", "buyer", "ihre"))


def _labelled_vat(context: Context, segment: Segment, role: float) -> Iterator[Choice[str]]:
    for token in segment.tokens:
        text = token.text.strip(".,;:()")
        if not (has_digit(text) and 6 <= len(text) <= 16) or VAT.search(text):
            continue
        if not LABELLED_VAT.match(text) and not re.match(r"^\d{2,3}/\d{3,4}/\d{4,5}$|^\d{5,6}$", text):
            continue
        claims = context.labels.claims(segment, (token,))
        claim = claims.get("vat_number")
        rival = best(claims, (label for label in ID_LABELS if label != "vat_number"))
        if claim and claim.score > 0.5 and not (rival and rival.score > claim.score):
            yield Choice(text, 0.55 * role, f"label.{claim.language}:{claim.key}", (token,), token.text)


def _vat_checks(value: str) -> bool | None:
    digits = re.sub(r"\D", "", value)
    checks = {"SE": is_se_org(digits[:10]), "FI": is_fi_org(digits), "NO": is_no_org(digits), "DK": is_dk_org(digits)}
    return checks.get(value[:2])


def names_of(context: Context, roles: Roles) -> tuple[Choice[str] | None, Choice[str] | None]:
    """The seller's and the buyer's name."""
    candidates = list(_names(context))
    stems = _stems(context)
    ours = [_plain(name) for name in context.hints.buyer_names]
    counts: dict[str, int] = {}
    for name, _segment, _tokens in candidates:
        counts[_plain(name)] = counts.get(_plain(name), 0) + 1
    sellers: list[Choice[str]] = []
    buyers: list[Choice[str]] = []
    shunned = {_plain(n) for n, s, _t in candidates if roles.of(s) == "buyer" and _depth(context, roles, s) <= 4}
    preferred = {_plain(n) for n, s, _t in candidates if roles.of(s) == "seller" and _depth(context, roles, s) <= 3}
    for name, segment, tokens in candidates:
        key = _plain(name)
        if not key:
            continue
        is_ours = any(key == mine or key in mine or mine in key for mine in ours if mine)
        points, why = _points(context, name, segment, stems)
        role = roles.of(segment)
        depth = _depth(context, roles, segment)
        if key in preferred:
            points += max(0.4, 2.6 - 0.7 * max(depth, 0)) if role == "seller" else 1.4
            why = "heading of the seller"
        if key in shunned and key not in preferred or (role == "buyer" and depth <= 4):
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
        if is_ours or (role == "buyer" and key not in preferred):
            near = 1.2 - 0.2 * depth + (0.8 if LEGAL_FORM.search(name) else 0) + (2 if is_ours else 0)
            buyers.append(Choice(name, _sure(near + 0.6), "heading of the buyer", tokens, name))
    return chosen(sellers, least=0.3, same=_plain), chosen(buyers, least=0.4, same=_plain)


def _sure(points: float) -> float:
    return max(0.02, min(0.97, 0.1 + 0.17 * points))


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
        if lead and (
            any(lead[0].names(name) for name in ("h_seller", "h_buyer")) or tokens[lead[0].end - 1].text.endswith(":")
        ):
            start = lead[0].end
        if start >= len(tokens):
            continue
        part = segment_of(tokens[start:], segment.row) if start else segment
        for chunk, chunk_tokens in _chunks(part):
            if _is_name(chunk, context, segment, whole=chunk == segment.text):
                yield chunk, segment, chunk_tokens
        joined = _wrapped(context, segment)
        if joined:
            yield joined


def _wrapped(context: Context, segment: Segment) -> tuple[str, Segment, tuple[Token, ...]] | None:
    """A name whose legal form, or last words, stand on the next row."""
    if LEGAL_FORM.search(segment.text) or has_digit(segment.text) or context.labels.hits[segment]:
        return None
    for row in context.sheet.rows[segment.row + 1 : segment.row + 4]:
        for other in row.segments:
            near = other.page == segment.page and 0 <= other.y0 - segment.y1 < 1.4 * segment.height
            aligned = abs(other.x0 - segment.x0) < 8 or abs(other.x1 - segment.x1) < 8
            if near and aligned and len(other.tokens) <= 2 and LEGAL_FORM.search(other.text):
                return f"{segment.text} {other.text}", segment, (*segment.tokens, *other.tokens)
    return None


def _chunks(segment: Segment) -> Iterator[tuple[str, tuple[Token, ...]]]:
    at = 0
    for match in (*SEPARATORS.finditer(segment.text), None):
        end = match.start() if match else len(segment.text)
        chunk = segment.text[at:end].strip(" ,;:")
        if chunk:
            yield chunk, tokens_at(segment, at, end)
        at = match.end() if match else end


def _is_name(text: str, context: Context, segment: Segment, *, whole: bool) -> bool:
    words = text.split()
    if not 1 <= len(words) <= NAME_WORDS or len(text) < 3 or "@" in text or "www." in text or ":" in text:
        return False
    if sum(char.isdigit() for char in text) > 2 or sum(char.isalpha() for char in text) < 3:
        return False
    if not text[0].isalpha() or not (text[0].isupper() or LEGAL_FORM.search(text)):
        return False
    if CURRENCY.match(text) or LEGAL_FORM.fullmatch(text):
        return False
    if STREET.search(text) and not LEGAL_FORM.search(text):
        return False
    if whole and context.labels.hits[segment] and not LEGAL_FORM.search(text):
        labelled = sum(hit.end - hit.start for hit in context.labels.hits[segment])
        return labelled < 0.5 * len(segment.tokens)
    return True


def _points(context: Context, name: str, segment: Segment, stems: frozenset[str]) -> tuple[float, str]:
    points, why = 0.6, "letterhead"
    legal = LEGAL_FORM.search(name)
    if legal and len(name.split()) > 1:
        points, why = points + 1.6, "legal form"
    key = folded(name)
    if any(stem and (stem in key or key in stem) for stem in stems if len(stem) > 3):
        points, why = points + 1.7, "domain of the mail address"
    first = context.sheet.rows[0] if context.sheet.rows else None
    if segment.page == 1 and first and segment.y0 < 260:
        points += 0.7
    if segment.height > 1.25 * context.sheet.height:
        points += 0.6
    points += _block(context, segment)
    if has_digit(name):
        points -= 0.5
    if context.labels.hits[segment] and not legal:
        points -= 0.9
    return points, why


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
            if MAIL.search(other.text):
                points += 0.4
            if other.row > segment.row and POSTCODE.search(other.text):
                points += 0.3
    return min(points, 1.6)
