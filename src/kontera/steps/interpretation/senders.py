"""The seller's address where it stands in one line: a letterhead, the line above a window, a company's foot."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from kontera.core.party import Address
from kontera.steps.interpretation.addresses import COUNTRY_LETTERS, COUNTRY_WORDS, LETTERS, Block, is_street
from kontera.steps.interpretation.buyers import WORD, sellers_block
from kontera.steps.interpretation.choice import Choice
from kontera.steps.interpretation.context import Context
from kontera.steps.interpretation.dates import tokens_at
from kontera.steps.interpretation.details import address_of
from kontera.steps.interpretation.layout import Segment, has_digit
from kontera.steps.interpretation.name_forms import LEGAL_FORM, legal
from kontera.steps.interpretation.roles import Roles

NAMED: Final = 0.85  # in the line that begins with the seller's name
UNDER: Final = 0.8  # right under the name
OWN: Final = 0.7  # beside what only a sender writes
HEAD: Final = 0.6  # alone at the top of the page
NAME_MORE: Final = 0.2  # an address is little surer than the name it stands under
LEAST: Final = 0.55
TOP: Final = 220.0  # thousandths of the page width
PARTS: Final = re.compile(r"\s*[,;|·•●–—]\s*|\s+[-/]\s+|\.\s+(?=[A-ZÅÄÖÆØ])|\s{2,}|:\s+")
TOWN: Final = re.compile(
    rf"^(?:(?P<before>{LETTERS}|D|S|N|A)(?:\s?[-–]\s?|\s))?"
    r"(?P<code>\d{3} \d{2}|\d{4} ?[A-Z]{2}(?=\s)|\d{4,5}|(?<!\d)\d{3}(?!\s\d))\s+"
    r"(?P<city>[A-ZÅÄÖÆØÜÞÉÓÍÚ][^\W\d_][\w'.\-]*(?:\s(?:[A-ZÅÄÖÆØÜ][\w'.\-]*|am|an|der|i|på|im|bei))*)"
)
BRITISH: Final = re.compile(
    r"^(?P<before>)(?P<city>[A-Z][A-Za-z'\-]+(?: [A-Z][A-Za-z'\-]+){0,2}) (?P<code>[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})$"
)
SPACED: Final = re.compile(
    r"\s*(?P<street>[A-ZÅÄÖÆØ][^\d,]{2,30}\s\d{1,4}\s?[A-Z]?)\s+(?P<code>\d{3} \d{2}|\d{4,5})\s+"
    r"(?P<city>[A-ZÅÄÖÆØ][^\W\d]+(?:\s[A-ZÅÄÖÆØ][^\W\d]+){0,2})"
)
NEAR: Final = 60.0  # thousandths of the page width
NOT_TOWN: Final = re.compile(
    r"\s(?:Tel\w*|Tlf|Tfn|Puh\w*|Fax|Phone|Mob\w*|Org\w*|VAT|CVR|E-?[Pp]ost|E-?mail|Mail|Bankgiro|BG|Kund\w*|Besök\w*|"
    r"Y-tunnus|Sverige|Sweden|Norge|Norway|Suomi|Finland|Danmark|Denmark|Germany|Deutschland|NO|Foretaks\w*|Web|www\S*)\b.*$"
)
SHORT: Final = 3  # digits of a postal code in Iceland alone
CARE_OF: Final = re.compile(r"^c/o\b", re.IGNORECASE)


def sender_line(context: Context, roles: Roles, name: Choice[str] | None, buyer: str) -> Choice[Address] | None:
    """BG-5 from a line that holds street, postal code and town, the likeliest the seller's; the buyer's never."""
    best: Choice[Address] | None = None
    for segment in context.numeric:
        if not segment.letters:
            continue
        found = list(_addresses(segment.text, short=context.language == "is")) or list(_loose(context, segment))
        for address, start, end in found:
            worth = _worth(context, roles, segment, name, buyer)
            if worth >= LEAST and (best is None or worth > best.sure):
                tokens = tokens_at(segment, start, end)
                best = Choice(address, worth, "a line of its own", tokens, segment.text[start:end])
    return best


def seller_address(
    context: Context, roles: Roles, names: tuple[Choice[str] | None, Choice[str] | None], blocks: Sequence[Block]
) -> Choice[Address] | None:
    """BG-5: under the seller's name wherever that stands, else in a line of the seller's, else in its name's block."""
    name, buyer = names
    for one in _sightings(context, roles, name):
        if under := address_of(context, one):
            return replace(under, sure=min(under.sure, one.sure + NAME_MORE))
    line = sender_line(context, roles, name, buyer.value if buyer else "")
    if line is not None and line.sure >= UNDER:
        return line
    return sellers_block(blocks, name) or line


def _sightings(context: Context, roles: Roles, name: Choice[str] | None) -> Iterator[Choice[str]]:
    """The seller's name where it was read, then where it stands again by itself; not in a window."""
    if name is None:
        return
    yield name
    plain = _bare(name.value)
    for segment in context.sheet.segments:
        if (
            segment.text[0].isalpha()
            and _bare(segment.text) == plain
            and roles.of(segment) != "buyer"
            and segment.tokens != name.tokens
        ):
            yield replace(name, tokens=segment.tokens)


def _addresses(text: str, *, short: bool) -> Iterator[tuple[Address, int, int]]:
    parts = list(_parts(text))
    for at, (start, part) in enumerate(parts):
        found = (TOWN.match(part) or BRITISH.match(part)) if has_digit(part) else None
        if found is None or not at or (len(found["code"]) == SHORT and not short):
            continue
        streets = [(s, p) for s, p in parts[max(0, at - 2) : at] if is_street(p) and has_digit(p) and len(p) < 50]  # noqa: PLR2004
        streets = [(s, p) for s, p in streets if not CARE_OF.match(p)][-1:]
        if not streets:
            continue
        city = NOT_TOWN.sub("", f"{found['city']}").strip(" .")
        after = parts[at + 1][1].casefold().strip(" .") if at + 1 < len(parts) else ""
        country = COUNTRY_LETTERS.get(found["before"] or "", found["before"] or "") or COUNTRY_WORDS.get(after, "")
        address = Address((streets[0][1],), city, found["code"], country="AT" if country == "A" else country)
        yield address, streets[0][0], start + found.start("city") + len(city)


def _loose(context: Context, segment: Segment) -> Iterator[tuple[Address, int, int]]:
    """Street, code and town with nothing but space between them."""
    form = LEGAL_FORM.search(segment.text) if legal(segment.text) else None
    begin = form.end() if form else 0
    found = SPACED.match(segment.text, begin)
    if found and is_street(found["street"]):
        city = NOT_TOWN.sub("", found["city"]).strip(" ,")
        yield Address((found["street"].strip(),), city, found["code"]), found.start("street"), found.end("city")
        return
    town = TOWN.match(segment.text)
    beside = context.labels.left(segment)[:1] if town and town.end() == len(segment.text) else []
    for other in beside:
        if town and segment.x0 - other.x1 < NEAR and is_street(other.text) and other.digits:
            yield Address((other.text.strip(" ,"),), town["city"], town["code"]), 0, len(segment.text)


def _parts(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for match in (*PARTS.finditer(text), None):
        end = match.start() if match else len(text)
        if text[at:end].strip():
            yield at, text[at:end].strip()
        at = match.end() if match else end


def _worth(context: Context, roles: Roles, segment: Segment, name: Choice[str] | None, buyer: str) -> float:
    text = _plain(segment.text)
    seller = _plain(name.value) if name else ""
    standing = roles.standing
    headed = (hit for hit in context.labels.hits[segment] if hit.start == 0)
    theirs = any(hit.names("h_delivery") or hit.names("h_buyer") for hit in headed)
    if theirs or roles.of(segment) == "buyer" or (buyer and _plain(buyer) in text) or standing.ceded(segment):
        return 0.0
    if seller and seller in text:
        return NAMED + (0.02 if not standing.low(segment) else 0.0)
    above = [_plain(other.text) for other in standing.block(segment) if other.row < segment.row]
    if seller and any(other.startswith(seller) or (other and seller.startswith(other)) for other in above):
        return UNDER
    if standing.sender(segment) >= OWN:
        return OWN
    return HEAD if segment.y0 < TOP and segment.page == context.sheet.rows[0].page else 0.0


@lru_cache(maxsize=4096)
def _bare(text: str) -> str:
    """The name without its legal form: a letterhead often leaves it out."""
    return (_plain(LEGAL_FORM.sub(" ", f" {text} ")) if legal(text) else "") or _plain(text)


@lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    return " ".join(WORD.findall(text.casefold()))
