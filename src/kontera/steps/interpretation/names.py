"""The seller's and the buyer's name; the receiving company is never the seller."""

# ruff: noqa: PLR2004 - the numbers are weights, distances and probabilities, explained where they are used

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from kontera.steps.interpretation.choice import Choice, chosen
from kontera.steps.interpretation.context import Context
from kontera.steps.interpretation.dates import tokens_at
from kontera.steps.interpretation.labels import Claim, Hit
from kontera.steps.interpretation.layout import Segment, Token, has_digit, segment_of
from kontera.steps.interpretation.letterheads import marks_of, points_of, stems_of
from kontera.steps.interpretation.model.weigh import Sighting, weighed
from kontera.steps.interpretation.name_forms import (
    LEGAL_FORM,
    SMALL_WORDS,
    begun,
    christened,
    legal,
    named_so,
    plain,
    spoken_of,
)
from kontera.steps.interpretation.name_labels import CONTACTS, claims_on
from kontera.steps.interpretation.owners import alike
from kontera.steps.interpretation.paycodes import READ, SURE, PayCode
from kontera.steps.interpretation.roles import Roles, of_payee
from kontera.steps.interpretation.standing import owned, sent
from kontera.steps.interpretation.weighed_names import Note, in_figures, sighting

SEPARATORS: Final = re.compile(
    r"\s+[·•|–—-]\s+|[·•|]|\s?\((?=\d)|,\s(?!(?:LLC|Inc|Ltd|LLP|L\.L\.C|PLC|Corp)\b)|;\s|\s/\s|\s\*\s|\s+au capital\b"
)
PARTING: Final = frozenset("·•|–—-(,;/*")  # one of which is in whatever separates, save the words at its end
MOST_WRAPPED: Final = 2
PAYEE: Final = 0.6
SENDING: Final = 0.8  # the surroundings say that it is the sender's
CALLED: Final = 0.7  # a telephone number or mail address stands with it
HEAD: Final = 300.0  # thousandths of the page width: a letterhead ends above it
LETTERHEAD: Final = 0.95  # several things that a letterhead tells stand in its line
BANK: Final = re.compile(r"bank\b|banken\b|sparkasse|pankki|nordea", re.IGNORECASE)
ADDRESSING: Final = frozenset({"firma", "herrn", "frau", "an", "andie", "til", "till"})
AGENT: Final = re.compile(  # who looks after the house for its owner
    r"(?:isännöinti|isännöitsijä|förvaltning|förvaltare|forretningsfører|hausverwaltung|managing agent)\s?:\s*$",
    re.IGNORECASE,
)
AUTHORITY: Final = re.compile(
    r"gericht\b|register|vorstand|geschäftsf|\bsäte|kotipaikka|f-?skatt|bankgiro|plusgiro",
    re.IGNORECASE,
)
_Found = tuple[str, Segment, tuple[Token, ...]]  # a name, where it stands, and its words


def _coded(code: PayCode) -> Choice[str]:
    """The payee of a payment code: the seller itself where the code is an invoice's, else maybe a factor."""
    return Choice(code.name, SURE if code.number else PAYEE, code.by, (code.token,), code.name, (READ,))


def names_of(context: Context, roles: Roles) -> tuple[Choice[str] | None, Choice[str] | None]:
    """The seller's and the buyer's name."""
    candidates = list(_names(context))
    stems, marks = stems_of(context), marks_of(context)
    said = claims_on(context, [(segment, tokens) for _name, segment, tokens in candidates])
    ours = [plain(name) for name in context.hints.buyer_names]
    counts: dict[str, int] = {}
    for name, _segment, _tokens in candidates:
        counts[plain(name)] = counts.get(plain(name), 0) + 1
    sellers: list[Choice[str]] = []
    notes: list[Note] = []
    buyers: list[Choice[str]] = []
    depth = lru_cache(maxsize=None)(lambda segment: _depth(context, roles, segment))
    shunned = {plain(n) for n, s, _t in candidates if roles.of(s) == "buyer" and depth(s) <= 4}
    preferred = {plain(n) for n, s, _t in candidates if roles.of(s) == "seller" and depth(s) <= 3}
    for (name, segment, tokens), claims in zip(candidates, said, strict=True):
        key = plain(name)
        if not key:
            continue
        is_ours = bool(ours) and any(key == mine or key in mine or mine in key for mine in ours if mine)
        points, why = points_of(context, name, segment, stems, marks)
        role = roles.of(segment)
        if key in preferred:
            points += max(0.4, 2.6 - 0.7 * max(depth(segment), 0)) if role == "seller" else 1.4
            why = "heading of the seller"
        if (key in shunned and key not in preferred) or (role == "buyer" and depth(segment) <= 4):
            points -= 3.2
        if "name" in claims and claims["name"].score > 0.6 and role != "buyer":
            points += 1.8
        if claims and any(
            mark in claims and claims[mark].side == "left" and claims[mark].score > 0.6
            for mark in ("form", "seller_ref", "terms")
        ):
            points -= 1.5
        points += min(counts[key] - 1, 3) * 0.55
        if is_ours:
            points -= 6
        sellers.append(Choice(name, _sure(points), why, tokens, name))
        notes.append(Note(name, segment, tokens, role, points, is_ours, why == "domain of the mail address"))
        if is_ours or (role == "buyer" and key not in preferred):
            near = 1.2 - 0.2 * depth(segment) + (0.8 if legal(name) else 0) + (2 if is_ours else 0)
            buyers.append(Choice(name, _sure(near + 0.6), "heading of the buyer", tokens, name))
    sellers += [_coded(code) for code in context.codes if code.name]
    sightings: Iterator[Sighting[str]] = (
        sighting(note, depth(note.segment), counts, preferred, shunned) for note in notes
    )
    sellers = _settled(weighed(context, "seller.name", sellers, sightings), _told(context, candidates, roles, said))
    seller = chosen(sellers, least=0.3, same=plain)
    whole = f" {plain(seller.value)} " if seller else ""
    buyers = [one for one in buyers if f" {plain(one.value)} " not in whole]  # the rest of a name on two lines
    return seller, chosen(buyers, least=0.4, same=plain)


class Told(NamedTuple):
    """What the surroundings say of the names on the pages, by their plain form."""

    worth: dict[str, float]  # how much speaks for the sender's own words
    framed: set[str]  # in an envelope's window
    ceded: set[str]  # only where the claim is said to be another's now
    persons: set[str]  # after the word for a contact
    opening: set[str]  # at the head of the sender's whole address in one line
    later: set[str]  # after another part of its line
    heads: set[str]  # high on the first page
    addressed: set[str]  # under the word by which a letter addresses a company
    paid: set[str]  # nowhere but under the heading of who is to be paid, who may be a factor
    rows: dict[str, int]  # where it stands first


def _told(context: Context, candidates: list[_Found], roles: Roles, said: Sequence[Mapping[str, Claim]]) -> Told:
    standing = roles.standing
    told = Told({}, set(), set(), set(), set(), set(), set(), set(), set(), {})
    free, elsewhere = set[str](), set[str]()
    for (name, segment, tokens), claims in zip(candidates, said, strict=True):
        key, role = plain(name), roles.of(segment)
        headed = ":" in segment.text and AGENT.search(segment.text, 0, max(0, segment.text.find(name))) is not None
        ceded = headed or standing.ceded(segment)
        (told.ceded if ceded else free).add(key)
        (told.paid if of_payee(context, segment) else elsewhere).add(key)
        told.rows.setdefault(key, segment.row)
        if segment.page == context.sheet.rows[0].page and segment.y0 < HEAD and role != "buyer":
            told.heads.add(key)
        if role != "buyer" and not ceded:
            told.worth[key] = max(told.worth.get(key, 0.0), standing.sender(segment))
            opens = tokens[0] is segment.tokens[0] and tokens[-1] is not segment.tokens[-1]
            opens = opens and not AUTHORITY.search(name) and not BANK.search(name)
            foot = standing.low(segment) and standing.sender(segment) >= LETTERHEAD
            if sent(segment.text) or (opens and (foot or owned(segment.text))):
                told.opening.add(key)
        if tokens[0] is not segment.tokens[0] and not segment.digits and not context.labels.hits[segment]:
            told.later.add(key)
        if role != "seller" and standing.window(segment):
            told.framed.add(key)
            if _addressed(context, segment):
                told.addressed.add(key)
        if claims and any(claim.score > 0.6 and CONTACTS.search(claim.key) for claim in claims.values()):
            told.persons.add(key)
    return told._replace(ceded=told.ceded - free, paid=told.paid - elsewhere)


def _settled(sellers: list[Choice[str]], told: Told) -> list[Choice[str]]:
    """The sellers with what their surroundings say.

    The company that the page's foot or head is about is the sender; where there is one, a name in an envelope's
    window is the receiver's.
    """
    sending = {key for key, worth in told.worth.items() if worth >= SENDING}
    companies = {key for choice in sellers if (key := plain(choice.value)) in told.opening or legal(choice.value)}
    known = bool(companies & sending - told.framed)
    apart = told.framed | told.persons | told.later | told.ceded
    high = told.heads - apart
    called = any(
        told.worth.get(key := plain(choice.value), 0.0) >= CALLED and key in high and not has_digit(choice.value)
        for choice in sellers
        if choice.sure > 0.25
    )
    over = set[str]() if known or called else _over_the_window(sellers, told, high, sending)
    settled = []
    for choice in sellers:
        key, sure = plain(choice.value), choice.sure
        if other := _another(choice.value, told, sending):
            sure *= other
        elif (known or called or key in told.addressed) and key in told.framed and key not in sending:
            sure *= 0.35 if known or key in told.addressed else 0.5
        elif key in over:
            sure += 0.5 * max(0.0, 0.8 - sure)
        elif over and key in told.framed and key not in sending:
            sure *= 0.4
        elif key in sending & companies and (legal(choice.value) or not has_digit(choice.value)):
            sure += 0.5 * max(0.0, 0.9 - sure) * told.worth[key]
        settled.append(choice if sure == choice.sure else choice.at(sure))
    return settled


def _another(name: str, told: Told, sending: set[str]) -> float:
    """What is left of a name that is somebody's else or no name, as a share; 0 where nothing says so."""
    key, formed = plain(name), legal(name)
    if key in told.ceded or (AUTHORITY.search(name) and not formed):
        return 0.2  # "Innehar F-skattsedel" is said by a company and is none
    if key in told.persons and not formed:
        return 0.3
    if key in told.paid and sending - told.paid:
        return 0.4
    return 0.7 if key in told.later and not formed else 0.0  # "Claire Fontaine – Traductrice": added to a name


def _over_the_window(sellers: Sequence[Choice[str]], told: Told, high: set[str], sending: set[str]) -> set[str]:
    """The companies at the head of the page over the address block of another: a letterhead, though it says no more."""
    framed = {plain(one.value) for one in sellers if legal(one.value)} & told.framed - sending
    first = min((told.rows[key] for key in framed if key in told.rows), default=0)
    over = {key for one in sellers if legal(one.value) and (key := plain(one.value)) in high and told.rows[key] < first}
    if len(framed) > 1:  # the letterhead right over the address looks like its first line
        over |= {key for key in framed if told.rows[key] == 0 and key in told.heads}
    return {key for key in over if not any(alike(key, other) for other in framed if other != key)}


def _addressed(context: Context, segment: Segment) -> bool:
    """Whether the line right above is the one word by which a letter addresses whom it is sent to."""
    above = (other for row in context.sheet.rows[max(0, segment.row - 2) : segment.row] for other in row.segments)
    return any(
        other.letters in ADDRESSING and abs(other.x0 - segment.x0) < 8 and segment.y0 - other.y1 < segment.height
        for other in above
        if other.page == segment.page
    )


def _sure(points: float) -> float:
    return max(0.02, min(0.97, 0.1 + 0.17 * points))


def _depth(context: Context, roles: Roles, segment: Segment) -> int:
    """How many rows below its heading the segment stands."""
    if roles.leads(segment):
        return 0
    above = [
        hit.segment.row
        for hit, _ in roles.headings
        if hit.segment.row <= segment.row and hit.segment.page == segment.page
    ]
    column = 0
    for row in context.sheet.rows[max(above) + 1 : segment.row] if above else ():
        column += any(abs(other.x0 - segment.x0) < 30 or other.overlap(segment) > 0 for other in row.segments)
    return column if above else 9


def _names(context: Context) -> Iterator[_Found]:
    for segment in context.sheet.segments:
        text = segment.text
        if len(text) < 3 or not any(map(str.isalpha, text)) or in_figures(context, segment):
            continue
        start = _headed(context, segment)
        if start >= len(segment.tokens):
            continue
        part = segment_of(segment.tokens[start:], segment.row) if start else segment
        for chunk, at, end in _chunks(part):
            if _is_name(chunk, context, segment, whole=chunk == segment.text):
                yield chunk, segment, tokens_at(part, at, end)
            elif held := begun(chunk) or spoken_of(chunk):
                first = part.text.find(held, at)
                yield held, segment, tokens_at(part, first, first + len(held)) if first >= 0 else part.tokens
        joined = _wrapped(context, segment)
        if joined:
            yield joined


def _headed(context: Context, segment: Segment) -> int:
    """How many words of the segment are the heading before what may be a name."""
    hits = context.labels.hits[segment]
    if not hits or hits[0].start:
        return 0
    lead = hits[0]
    heads = segment.tokens[lead.end - 1].text.endswith(":")
    heads = heads or (lead.names_any(("h_seller", "h_buyer")) and not _names_itself(segment.tokens, lead))
    return lead.end if heads else 0


def _names_itself(tokens: tuple[Token, ...], lead: Hit) -> bool:
    """Whether the label is the name's own first word ("Kreditor AB"), no heading before it."""
    after = " ".join(token.text for token in tokens[lead.end : lead.end + 1])
    return LEGAL_FORM.match(after) is not None or (after.isalpha() and len(after) == 1)


def _wrapped(context: Context, segment: Segment) -> _Found | None:
    """A name whose legal form, or last words, stand on the next rows; a narrow cell breaks even a word."""
    if legal(segment.text) or segment.digits or context.labels.hits[segment]:
        return None
    text, tokens, last = segment.text, segment.tokens, segment
    for _ in range(MOST_WRAPPED):
        other = _next_line(context, last)
        if other is None:
            return None
        word = other.tokens[0].text
        broken = word[0].islower() and word not in SMALL_WORDS and not legal(f"{text} {other.text}".split(" ", 1)[-1])
        broken = broken or (word[0].islower() and len(other.tokens) > 1 and legal(other.text))
        broken = broken and last.x1 > other.x1 - last.height  # a word is broken where its cell ends
        text = f"{text}{'' if broken else ' '}{other.text}"
        tokens = (*tokens, *other.tokens)
        if legal(text):
            return text, segment, tokens
        last = other
    return None


def _next_line(context: Context, segment: Segment) -> Segment | None:
    """The few words right under it, as where a cell breaks a name."""
    for row in context.sheet.rows[segment.row + 1 : segment.row + 4]:
        for other in row.segments:
            near = other.page == segment.page and 0 <= other.y0 - segment.y1 < 1.4 * segment.height
            aligned = abs(other.x0 - segment.x0) < 8 or abs(other.x1 - segment.x1) < 8
            if near and aligned and len(other.tokens) <= 2 and not other.digits:
                return other if not context.labels.hits[other] else None
    return None


def _chunks(segment: Segment) -> Iterator[tuple[str, int, int]]:
    at = 0
    parting = not PARTING.isdisjoint(segment.text) or "au capital" in segment.text
    for match in (*(SEPARATORS.finditer(segment.text) if parting else ()), None):
        end = match.start() if match else len(segment.text)
        chunk = segment.text[at:end].strip(" ,;:")
        if chunk:
            yield chunk, at, end
        at = match.end() if match else end


def _is_name(text: str, context: Context, segment: Segment, *, whole: bool) -> bool:
    if not named_so(text) or text.count("(") != text.count(")"):
        return False
    company = legal(text)
    if whole and context.labels.hits[segment] and not company:
        labelled = sum(hit.end - hit.start for hit in context.labels.hits[segment])
        return labelled < 0.5 * len(segment.tokens) or christened(text.split())
    return True
