"""The blocks of a page that are postal addresses: lines that end with a postal code and a town."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kontera.core.party import Address
from kontera.steps.interpretation.context import Context
from kontera.steps.interpretation.labels import has_digit
from kontera.steps.interpretation.layout import Segment
from kontera.steps.interpretation.names import LEGAL_FORM

COUNTRY_LETTERS: Final = {"D": "DE", "S": "SE", "N": "NO", "AX": "FI"}
COUNTRY_WORDS: Final = {
    "sverige": "SE", "sweden": "SE", "ruotsi": "SE", "suomi": "FI", "finland": "FI", "norge": "NO", "noreg": "NO",
    "norway": "NO", "danmark": "DK", "denmark": "DK", "island": "IS", "ísland": "IS", "iceland": "IS", "eesti": "EE",
    "estonia": "EE", "deutschland": "DE", "germany": "DE", "tyskland": "DE",
}  # fmt: skip
LETTERS: Final = r"SE|FI|NO|DK|DE|IS|EE|AX|FR|NL|BE|AT|PL|LV|LT|GB|IE|ES|IT"
CODE: Final = r"\d{3} \d{2}|\d{3}|\d{4} ?[A-Z]{2}|\d{4,5}"
CITY: Final = r"[A-ZÅÄÖÆØÜÞÉÓÍÚ][^\W\d_][\w'.\- ]{0,36}"
CITY_LAST: Final = re.compile(
    rf"^(?:(?P<before>{LETTERS}|D|S|N)(?:\s?[-–]\s?|\s))?(?P<code>{CODE}),?\s+(?P<city>{CITY}?)"
    rf"(?:\s?,)?(?:\s?,?\s+(?P<after>{LETTERS}))?[\s,]*$"
)
CODE_LAST: Final = re.compile(rf"^(?P<city>{CITY}?),?\s+(?P<code>\d{{3}} \d{{2}}|\d{{4,5}})$")
PARTS: Final = re.compile(r"\s*[•|·●]\s*|,\s+")
LETTERS_ALONE: Final = re.compile(rf"^({LETTERS})(?:\s?/.*)?$")
STREET: Final = re.compile(
    r"\d|gatan|vägen|gata\b|väg\b|katu\b|tie\b|vej\b|gade\b|veien|gate\b|vei\b|stra(?:ß|ss)e|box\b|boks\b|\bpl\b|\bpb\b",
    re.IGNORECASE,
)
WORDY: Final = re.compile(r"[^\W\d_]{3}")
SHORTEST_CODE: Final = 3  # Iceland's; it stands only before a town that its country follows
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
    return tuple(
        block for segment in context.sheet.segments if has_digit(segment.text) for block in _block(context, segment)
    )


def is_street(text: str) -> bool:
    """Whether the line could be a street or a box: it has a number, or a word for one."""
    return STREET.search(text) is not None and WORDY.search(text) is not None and not re.search(r"[@:]|www\.", text)


def _block(context: Context, segment: Segment) -> Iterator[Block]:
    text = segment.text.strip(" ,")
    parts = [part for part in PARTS.split(text) if part]
    inline = len(parts) > 1 and _town(parts[-1])
    town = _town(text) or (_town(parts[-1]) if inline else None) or _town(", ".join(parts[-2:]))
    if town is None:
        return
    above, beside = _climbed(context, segment)
    below = tuple(_followed(context, segment))
    streets = [part for part in parts[:-1] if is_street(part)] if inline else []
    plain = [line for line in above[-MOST_STREETS:] if not context.labels.hits[line] and is_street(line.text)]
    streets += [line.text.strip(" ,") for line in plain if not streets]
    after = [line for line in below[:1] if is_street(line.text) and not context.labels.hits[line]]
    if not streets:
        streets = [line.text.strip(" ,") for line in after if not _town(line.text)]
    letters = (town["before"] or town["after"] or "") if "before" in town else ""
    country = COUNTRY_LETTERS.get(letters, letters) or next(filter(None, map(_country, below[:2])), "")
    address = Address(tuple(streets), town["city"].strip(" ,"), town["code"], country=country)
    yield Block(address, above, (*above, segment), (*beside, *below))


def _town(text: str) -> dict[str, str] | None:
    """The postal code and the town that the text is, and no more."""
    stripped = text.strip(" ,")
    found = CITY_LAST.match(stripped) or (CODE_LAST.match(stripped) if not stripped[:3].isupper() else None)
    if found is None or (len(found["code"]) == SHORTEST_CODE and not found.groupdict().get("after")):
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
        if hits and (has_digit(segment.text) or segment.text.endswith(":")):
            labelled.append(segment)
        else:
            lines.append(segment)
    # a letterhead close above another company's name is not of that company's address
    legal = next((at for at, line in enumerate(lines) if LEGAL_FORM.search(line.text)), len(lines))
    return tuple(reversed(lines[: legal + 1])), tuple(labelled)


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
    return any(hit.names(name) for hit in context.labels.hits[segment] for name in names)


def _sends(segment: Segment) -> bool:
    """Whether it is the sender's whole address in one line, as it stands above an envelope's window."""
    parts = [part for part in PARTS.split(segment.text) if part]
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
