"""The blocks of a page that are postal addresses: lines that end with a postal code and a town."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from kontera.core.party import Address
from kontera.steps.interpretation.context import Context
from kontera.steps.interpretation.layout import Segment, has_digit
from kontera.steps.interpretation.name_forms import legal

COUNTRY_LETTERS: Final = {"D": "DE", "S": "SE", "N": "NO", "AX": "FI"}
COUNTRY_WORDS: Final = {
    "sverige": "SE", "sweden": "SE", "ruotsi": "SE", "suomi": "FI", "finland": "FI", "norge": "NO", "noreg": "NO",
    "norway": "NO", "danmark": "DK", "denmark": "DK", "island": "IS", "ísland": "IS", "iceland": "IS", "eesti": "EE",
    "estonia": "EE", "schweden": "SE", "suède": "SE", "zweden": "SE", "finnland": "FI", "finlande": "FI",
    "norwegen": "NO", "norvège": "NO", "noorwegen": "NO", "dänemark": "DK", "danemark": "DK", "denemarken": "DK",
    "frankreich": "FR", "france": "FR", "nederland": "NL", "netherlands": "NL", "österreich": "AT", "austria": "AT",
    "united kingdom": "GB", "ireland": "IE", "poland": "PL", "tanska": "DK", "norja": "NO", "saksa": "DE",
    "deutschland": "DE", "germany": "DE", "tyskland": "DE",
}  # fmt: skip
LETTERS: Final = r"SE|FI|NO|DK|DE|IS|EE|AX|FR|NL|BE|AT|PL|LV|LT|GB|IE|ES|IT"
CODE: Final = r"\d{3} \d{2}|\d{3}|\d{4} ?[A-Z]{2}|\d{4,5}"
CITY: Final = r"[A-ZÅÄÖÆØÜÞÉÓÍÚ][^\W\d_][\w'.\- ]{0,36}"
CITY_LAST: Final = re.compile(
    rf"^(?:(?P<before>{LETTERS}|D|S|N)(?:\s?[-–]\s?|\s))?(?P<code>{CODE}),?\s+(?P<city>{CITY}?)"
    rf"(?:\s?,)?(?:\s?,?\s+(?P<after>{LETTERS}))?[\s,]*$"
)
CODE_LAST: Final = re.compile(
    r"^(?!(?:Box|Boks|Postboks|PL|PB|FE|Nr|No|Nro)\b)(?P<city>[A-ZÅÄÖÆØÜÞÉÓÍÚ][^\W\d_]+(?:[ '\-][^\W\d_]+){0,3}),?\s+"
    r"(?P<code>\d{3} \d{2}|\d{4,5})$"
)
BOX: Final = re.compile(
    r"^(?:PL|PB|FE|BP|CS|Box|BOX|Boks|Postboks|POSTBOKS|Postbox|Postfach|P\.?O\.?\s?Box)\.?\s?\d[\d ]*(?:\s[^\W\d]+)*$"
)
CALL: Final = re.compile(r"\b(?:tel|tlf|tfn|puh|fax|phone|s[ií]mi|asiakaspalvelu|kund\w+|kunde\w+)\b", re.IGNORECASE)
AMERICAN: Final = re.compile(
    r"^(?P<city>[A-Z][A-Za-z.' -]{1,30}),\s+(?P<state>[A-Z]{2}|[A-Z][a-z]+(?: [A-Z][a-z]+)?)\s+"
    r"(?P<code>\d{5}(?:-\d{4})?)$"
)
BRITISH: Final = re.compile(
    r"^(?P<city>[A-Z][A-Za-z'-]+(?: [A-Z][A-Za-z'-]+){0,2}),?\s+(?P<code>[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})$"
)
LIKELY: Final = re.compile(r"\d{3}|\d[A-Z]{2}")  # what every postal code has
PARTS: Final = re.compile(r"\s*[•|·●]\s*|,\s+")
MARKS: Final = frozenset("•|·●,")  # one of which is in whatever parts
LETTERS_ALONE: Final = re.compile(rf"^({LETTERS})(?:\s?/.*)?$")
STREET: Final = re.compile(
    r"\d|gatan|vägen|gata\b|väg\b|katu\b|tie\b|vej\b|gade\b|veien|gate\b|vei\b|stra(?:ß|ss)e|box\b|boks\b|\bpl\b|\bpb\b",
    re.IGNORECASE,
)
WORDY: Final = re.compile(r"[^\W\d_]{3}")
SHORTEST_CODE: Final = 3  # Iceland's; elsewhere it stands only before a town that its country follows
GAP: Final = 2.3  # line heights between two lines of one block
ASIDE: Final = 14.0  # thousandths of the page width by which a column's lines may differ
CENTRED: Final = 12.0
MOST_LINES: Final = 7
MOST_STREETS: Final = 3
MOST_BELOW: Final = 7


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """An address on the page: the lines above its town from the top, all its lines, and those with it that are none.

    `beside` are labelled numbers between its lines, and what follows the town.
    """

    address: Address
    above: tuple[Segment, ...]
    lines: tuple[Segment, ...]
    beside: tuple[Segment, ...]


def blocks_of(context: Context) -> tuple[Block, ...]:
    """The address blocks of the sheet from its top; what is under a heading alone is none."""
    likely = (segment for segment in context.numeric if segment.letters and LIKELY.search(segment.text))
    return tuple(block for segment in likely for block in _block(context, segment))


def is_street(text: str) -> bool:
    """Whether the line could be a street or a box: it has a number, or a word for one."""
    if BOX.match(text):
        return True
    return STREET.search(text) is not None and WORDY.search(text) is not None and not re.search(r"[@:]|www\.", text)


def _block(context: Context, segment: Segment) -> Iterator[Block]:
    text = segment.text.strip(" ,")
    parts = _parts(text)
    if len(parts) == 2 and parts[-1].casefold() in COUNTRY_WORDS:  # noqa: PLR2004 - "224 57 Lund, Sweden"
        text, parts = parts[0], parts[:1]
    if len(parts) > 2 and parts[-1].casefold() in COUNTRY_WORDS:  # noqa: PLR2004 - street, town, country
        parts.pop()
    inline = len(parts) > 1 and _town(parts[-1])
    short = context.language == "is"
    town = _town(text, short=short) or (_town(parts[-1]) if inline else None) or _town(", ".join(parts[-2:]))
    if town is None:
        return
    whole = len(parts) > 2 and inline and not is_street(parts[0])  # noqa: PLR2004 - name, street, town in one line
    above, beside = _climbed(context, segment) if not whole else ((), ())
    below = tuple(_followed(context, segment))
    streets = [part for part in parts[:-1] if is_street(part)] if inline else []
    plain = [
        line
        for line in above[-MOST_STREETS:]
        if BOX.match(line.text) or (not context.labels.hits[line] and is_street(line.text))
    ]
    streets += [line.text.strip(" ,") for line in plain if not streets]
    after = [
        line
        for line in below[:1]
        if is_street(line.text) and not context.labels.hits[line] and not CALL.search(line.text)
    ]
    if not streets:
        streets = [line.text.strip(" ,") for line in after if not _town(line.text)]
    letters = (town["before"] or town["after"] or "") if "before" in town else ""
    country = COUNTRY_LETTERS.get(letters, letters) or next(filter(None, map(_country, below[:2])), "")
    address = Address(tuple(streets), town["city"].strip(" ,"), town["code"], town.get("state", ""), country)
    yield Block(address, above, (*above, segment), (*beside, *below))


def _parts(text: str) -> list[str]:
    return [text] if MARKS.isdisjoint(text) else [part for part in PARTS.split(text) if part]


@lru_cache(maxsize=4096)
def _town(text: str, *, short: bool = False) -> Mapping[str, str] | None:
    """The postal code and the town that the text is, and no more."""
    stripped = text.strip(" ,")
    if not has_digit(stripped):
        return None
    found = AMERICAN.match(stripped) or BRITISH.match(stripped) or CITY_LAST.match(stripped)
    found = found or (CODE_LAST.match(stripped) if not stripped[:3].isupper() else None)
    if found is None or (len(found["code"]) == SHORTEST_CODE and not (short or found.groupdict().get("after"))):
        return None
    return found.groupdict()


def _country(segment: Segment) -> str:
    """The country that a line of its own names."""
    text = segment.text.strip(" ,.")
    alone = LETTERS_ALONE.match(text)
    if alone:
        return COUNTRY_LETTERS.get(alone[1], alone[1])
    return COUNTRY_WORDS.get(text.casefold().split("/")[0].strip(), "")


def _aligned(one: Segment, other: Segment) -> bool:
    return (
        abs(one.x0 - other.x0) <= ASIDE
        or abs(one.x1 - other.x1) <= ASIDE
        or abs(one.x0 + one.x1 - other.x0 - other.x1) <= 2 * CENTRED
    )


def _climbed(context: Context, lowest: Segment) -> tuple[tuple[Segment, ...], tuple[Segment, ...]]:
    """The lines above, from the top, up to a heading or a gap, and the labelled numbers that stand between them."""
    lines: list[Segment] = []
    labelled: list[Segment] = []
    for segment in _upwards(context, lowest):
        hits = context.labels.hits[segment]
        if hits and not BOX.match(segment.text) and (segment.digits or segment.text.endswith(":")):
            labelled.append(segment)
        else:
            lines.append(segment)
    # a letterhead close above another company's name is not of that company's address
    company = next((at for at, line in enumerate(lines) if legal(line.text)), len(lines))
    return tuple(reversed(lines[: company + 1])), tuple(labelled)


def _upwards(context: Context, lowest: Segment) -> Iterator[Segment]:
    last, count = lowest, 0
    for row in reversed(context.sheet.rows[: lowest.row]):
        for segment in row.segments:
            if segment.page != lowest.page or not _aligned(segment, lowest):
                continue
            far = last.y0 - segment.y1 > GAP * min(segment.height, last.height)
            if far or count >= MOST_LINES or _heads(context, segment) or _sends(segment):
                return
            yield segment
            last, count = segment, count + 1


def _heads(context: Context, segment: Segment) -> bool:
    names = ("h_seller", "h_buyer", "h_delivery")
    return any(
        hit.start == 0 and hit.sure == 1.0 and hit.names(name) for hit in context.labels.hits[segment] for name in names
    )


def _sends(segment: Segment) -> bool:
    """Whether it is the sender's whole address in one line, as it stands above an envelope's window."""
    parts = _parts(segment.text)
    return len(parts) > 1 and _town(parts[-1]) is not None


def _followed(context: Context, upper: Segment) -> Iterator[Segment]:
    """The lines below, as long as they follow one another and no heading begins another party."""
    last, count = upper, 0
    for row in context.sheet.rows[upper.row + 1 :]:
        for segment in row.segments:
            if segment.page != upper.page or not _aligned(segment, upper):
                continue
            far = segment.y0 - last.y1 > GAP * min(segment.height, last.height)
            if far or _heads(context, segment) or count >= MOST_BELOW:
                return
            yield segment
            last, count = segment, count + 1
