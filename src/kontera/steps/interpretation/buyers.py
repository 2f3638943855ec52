"""Who buys, beyond the name: the buyer's address and numbers, by the block they stand in; and the seller's block."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from kontera.core.party import Address
from kontera.steps.interpretation.accounts import NOT_DIGITS
from kontera.steps.interpretation.addresses import WORDY, Block, is_street
from kontera.steps.interpretation.choice import Choice
from kontera.steps.interpretation.context import Context
from kontera.steps.interpretation.dates import tokens_at
from kontera.steps.interpretation.layout import Segment, Token, segment_of
from kontera.steps.interpretation.name_forms import LEGAL_FORM
from kontera.steps.interpretation.parties import NO_VAT, ORGS, VAT
from kontera.steps.interpretation.roles import Roles
from kontera.steps.interpretation.theirs import BUYER_WORD, theirs, under

SHAPED: Final = 0.75  # told by its form and place alone
WINDOW: Final = 0.6  # a block without a heading that is not the seller's
LABELLED: Final = 0.85
LONGEST_LABEL: Final = 8  # words of a label and its number
UPPER: Final = 520.0  # thousandths of the page width: an envelope's window is above it
WORD: Final = re.compile(r"\w+")
NUMBER_WORD: Final = re.compile(
    r"org|business|\bid\b|identifier|tunnus|kod\b|cvr|vat|moms|mva|alv|ust|tva", re.IGNORECASE
)
ITS_CUSTOMER: Final = re.compile(r"kund\w*\.?\s?(?:nr|nummer|no)|customer (?:no|number)|asiakasnumero", re.IGNORECASE)


class Bought(NamedTuple):
    """What is known of the buyer besides the name that a heading gives."""

    name: Choice[str] | None
    address: Choice[Address] | None
    organisation: Choice[str] | None
    vat: Choice[str] | None


def bought(
    context: Context, roles: Roles, names: tuple[Choice[str] | None, Choice[str] | None], ids: frozenset[str],
    blocks: Sequence[Block],
) -> Bought:  # fmt: skip
    """The buyer's name where no heading gave it, address and numbers; `ids` are the seller's, which are never these.

    `blocks` are the addresses of the sheet.
    """
    seller, buyer = names
    if seller and buyer and _plain(buyer.value).startswith(_plain(seller.value)):
        buyer = None  # the seller's own name, seen under a word that could head the buyer
    block = _buyers_block(context, roles, blocks, (seller, buyer))
    if block is None:
        organisation, vat = _labelled(context, ids)
        name, lines = _numbered(context, roles, seller, (organisation, vat))
        beside = _numbers(lines or _named_lines(context, buyer), ids)
        return Bought(buyer or name, None, organisation or beside[0], vat or beside[1])
    name = buyer or _name(block)
    said = Choice(block.address, SHAPED if buyer else WINDOW, "under the name", _tokens(block), _raw(block))
    organisation, vat = _numbers((*block.lines, *block.beside), ids)
    far_organisation, far_vat = _labelled(context, ids)
    return Bought(name, said, organisation or far_organisation, vat or far_vat)


def sellers_block(blocks: Sequence[Block], name: Choice[str] | None) -> Choice[Address] | None:
    """BG-5 by the block that the seller's name stands in, where nothing stands straight under the name."""
    if name is None:
        return None
    held = next((block for block in blocks if _holds(block, name) and block.address.lines), None)
    return None if held is None else Choice(held.address, SHAPED, "beside the name", _tokens(held), _raw(held))


def _buyers_block(
    context: Context, roles: Roles, blocks: Sequence[Block], names: tuple[Choice[str] | None, Choice[str] | None]
) -> Block | None:
    seller, buyer = names
    if buyer is not None:
        held = next((block for block in blocks if _holds(block, buyer)), None)
        return held or next((block for block in blocks if _hangs(block, buyer) and _is_buyers(roles, block)), None)
    free = [
        block
        for block in blocks
        if len(block.above) > 0
        and block.lines[0].page == context.sheet.rows[0].page
        and block.lines[0].y0 < UPPER
        and not is_street(block.above[0].text)
        and WORDY.search(block.above[0].text)
        and not (seller and _holds(block, seller))
        and all(roles.of(line) != "seller" for line in block.lines)
        and (block.address.lines or (len(block.above) > 1 and roles.standing.window(block.lines[0])))
    ]
    named = [block for block in free if any(LEGAL_FORM.search(line.text) for line in block.above)] or free
    named = [block for block in named if roles.standing.window(block.lines[0])] or named
    own = {_plain(_name(block).value): block for block in reversed(named)}  # the same one for delivery and invoice
    return next(iter(own.values())) if len(own) == 1 else None


def _hangs(block: Block, name: Choice[str]) -> bool:
    """Whether the block begins right under the name, which something beside it has kept out."""
    top, own = block.lines[0], name.tokens[0] if name.tokens else None
    return own is not None and top.page == own.page and 0 <= top.y0 - own.y1 < own.height


def _is_buyers(roles: Roles, block: Block) -> bool:
    return roles.of(block.lines[0]) == "buyer"


def _name(block: Block) -> Choice[str]:
    """The line with a company's legal form, else the first."""
    line = next((one for one in block.above if LEGAL_FORM.search(one.text)), block.above[0])
    text = line.text.strip(" ,")
    return Choice(text, WINDOW, "above the address", line.tokens, text)


def _named_lines(context: Context, buyer: Choice[str] | None) -> tuple[Segment, ...]:
    """The line that the buyer's name opens, with its numbers ("Kunden AB, org.nr 556044-1205")."""
    first = buyer.tokens[0] if buyer and buyer.tokens else None
    return tuple(segment for segment in context.sheet.segments if any(token is first for token in segment.tokens))


def _numbered(
    context: Context, roles: Roles, seller: Choice[str] | None, numbers: tuple[Choice[str] | None, ...]
) -> tuple[Choice[str] | None, tuple[Segment, ...]]:
    """The company over its own number, where a label elsewhere calls that number the buyer's, and the lines of both."""
    wanted = [NOT_DIGITS.sub("", number.value) for number in numbers if number]
    for segment in context.sheet.segments if wanted else ():
        digits = NOT_DIGITS.sub("", segment.text)
        if not digits or not any(one in digits or digits in one for one in wanted if len(digits) >= len(one) - 4):
            continue
        lines = roles.standing.block(segment)
        for line in lines:
            own = seller is None or not _plain(line.text).startswith(_plain(seller.value))
            if line.row < segment.row and own and LEGAL_FORM.search(line.text) and not line.digits:
                text = line.text.strip(" ,")
                return Choice(text, WINDOW, "above the number", line.tokens, text), lines
    return None, ()


def _holds(block: Block, name: Choice[str]) -> bool:
    """Whether the name stands in the block: its words, or the same words again."""
    plain = _plain(name.value)
    return any(
        plain and (_plain(line.text) == plain or _plain(line.text).startswith(f"{plain} ")) for line in block.lines
    )


@lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    return " ".join(WORD.findall(text.casefold()))


def _tokens(block: Block) -> tuple[Token, ...]:
    return tuple(token for line in block.lines for token in line.tokens)


def _raw(block: Block) -> str:
    return " ".join(line.text for line in block.lines)


def _numbers(segments: tuple[Segment, ...], ids: frozenset[str]) -> tuple[Choice[str] | None, Choice[str] | None]:
    """The first organisation number whose check digits agree, and the first VAT number, that are not the seller's."""
    organisations = (one for segment in segments for one in _organisations(segment, ids))
    return next(organisations, None), next((one for segment in segments for one in _vats(segment, ids)), None)


def _organisations(segment: Segment, ids: frozenset[str]) -> Iterator[Choice[str]]:
    if not segment.digits or ITS_CUSTOMER.search(segment.text):
        return
    for _country, pattern, check in ORGS:
        for match in pattern.finditer(segment.text):
            digits = NOT_DIGITS.sub("", match[1])
            if check(digits) and not _is_of(digits, ids):
                tokens = tokens_at(segment, match.start(1), match.end(1))
                yield Choice(digits, LABELLED, "check digits", tokens, match[1], ("check digits agree",))


def _vats(segment: Segment, ids: frozenset[str]) -> Iterator[Choice[str]]:
    if not segment.digits:
        return
    for pattern in (VAT, NO_VAT):
        for match in pattern.finditer(segment.text):
            value = re.sub(r"[\s.\-]", "", match[1]).upper()
            value = value if value[0].isalpha() else f"NO{value}"
            if not _is_of(NOT_DIGITS.sub("", value), ids):
                yield Choice(value, LABELLED, "shape of a VAT number", tokens_at(segment, *match.span(1)), match[1])


def _is_of(digits: str, ids: frozenset[str]) -> bool:
    return any(digits in one or one in digits for one in ids if one)


def _labelled(context: Context, ids: frozenset[str]) -> tuple[Choice[str] | None, Choice[str] | None]:
    """Numbers that stand after a label that says they are the buyer's own ("Ostajan Y-tunnus", "Your VAT no")."""
    told: list[Segment] = []
    for row in context.sheet.rows:
        for at, segment in enumerate(row.segments):
            if not segment.letters:
                continue  # a figure
            loose = len(segment.tokens) <= LONGEST_LABEL and _is_label(segment.text)
            called = theirs(segment.text)
            if not (called or loose) or ITS_CUSTOMER.search(segment.text.casefold()):
                continue
            if segment.digits:
                told.append(_from(segment, called.start()) if called else segment)
            else:
                told += [other for other in row.segments[at + 1 : at + 2] if other.digits] or under(context, segment)
    return _numbers(tuple(told), ids)


@lru_cache(maxsize=8192)
def _is_label(text: str) -> bool:
    """Whether a word for the buyer and one for a number stand in the text."""
    words = text.casefold()
    return BUYER_WORD.search(words) is not None and NUMBER_WORD.search(words) is not None


def _from(segment: Segment, start: int) -> Segment:
    """The segment from the word at a place of its text on."""
    tokens = tokens_at(segment, start, len(segment.text))
    return segment_of(tokens, segment.row) if tokens else segment
