"""Whose a place on the page is, told by what stands around it: a letterhead, a company's foot, an envelope's window."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from operator import attrgetter
from typing import Final, NamedTuple

from kontera.steps.interpretation.layout import Row, Segment, Sheet, folded, has_digit

PAYS: Final = re.compile(
    r"\b(?:bank\s?giro|plus\s?giro|iban|swift|bic|bank\s?konto|konto(?:nummer|nr)|tilinumero|bankverbindung|banki)\b",
    re.IGNORECASE,
)
"""Where to be paid: only the one who is paid says so of itself."""
PAYING: Final = ("giro", "iban", "swift", "bic", "konto", "tilinumero", "bankverbindung", "banki")
"""One of these is in whatever PAYS finds: most lines have none, and need not be searched for its forms."""
LAWFUL: Final = re.compile(
    r"f-?\s?skatt|\bsäte\b|kotipaikka|hemort|foretaksregisteret|amtsgericht|registergericht|handelsregister|"
    r"geschäftsführ|\bvorstand\b|\brcs\b|au capital|registered (?:office|in)|(?:alv|kaupa)\S{0,6}[ -]?rek|\bhr[ab] ?\d|"
    r"\bcode (?:ape|naf)\b|micro-entrepr",
    re.IGNORECASE,
)
"""What the law has a company write on its own letters, and no one writes of the receiver."""
OF_LAW: Final = (
    "skatt", "säte", "kotipaikka", "hemort", "register", "gericht", "geschäftsf", "vorstand", "rcs", "au capital",
    "rek", "hra", "hrb", "code ", "micro-",
)  # fmt: skip
"""One of these is in whatever LAWFUL finds."""
CALLED: Final = re.compile(
    r"[\w.+-]@[\w-]+\.\w|\bwww\.|\+\d{2}[\d ()/.-]{6,}|"
    r"\b(?:tel|tlf|tfn|puh|gsm|mobil|mob|telefon|telefax|phone|växel|asiakaspalvelu|"
    r"s[ií]mi|tél|"
    r"kund(?:e?service|tjänst|e?center|esenter)|p(?=\.))\b\.?\s?:?\s*\(?0?\d{2}",
    re.IGNORECASE,
)
"""How to reach one: it is the seller's, save where the buyer's is asked for."""
NUMBERED: Final = re.compile(
    r"\b(?:org(?:anisa\w+)?\.?[ -]?(?:nr|nummer|no)|y-?tunnus|fo-?nummer|cvr|kt|kennitala|vsk|ust-?id|uid|steuer-?n|"
    r"vat|moms\w*|mva|alv|siren|siret|tva|kvk|btw|company (?:reg\w*|no|number)|"
    r"reg(?:istered|istration)?\.? ?(?:no|nr|number)|business id|corporate id)\b",
    re.IGNORECASE,
)
CEDED: Final = re.compile(
    r"överlåt|överlät|pantsatt|transportert|overdrag|siirretty|luovutettu|abgetreten|assigned to|factoring|"
    r"befriande|befriende|finans(?:bolag|selskap)",
    re.IGNORECASE,
)
"""The claim is another's now: its name and numbers are not the seller's."""
BEHALF: Final = re.compile(
    r"^(?:représentant fiscal|tax representative|(?:seller )?tax rep\b|fiskalvertreter|steuervertreter"
    r"|fiskal representant|skatterepresentant|momsrepresentant|fiscaal vertegenwoordiger)",
    re.IGNORECASE,
)
"""The heading of who answers to a tax office for the seller: what stands under it is not the seller's own."""
BEGINS_BEHALF: Final = frozenset("rtsfmRTSFM")  # its first letters
MONEY: Final = re.compile(r"(?<![\d.,])\d{1,3}(?:[ .]?\d{3})*[.,]\d{2}(?![\d.,])")
TOWN: Final = re.compile(
    r"^(?:[A-Z]{1,2}-?\s?)?(?:\d{3}\s\d{2}|\d{4,5})\s+[A-ZÅÄÖÆØÜ]"
    r"|^(?:[A-Z][A-Za-z'-]+,?\s){1,3}[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}$"  # "London E14 4JB"
)
OWNED: Final = re.compile(r"\binh(?:aber(?:in)?)?\b\.?:?\s[^\W\d_]", re.IGNORECASE)
"""Whose a business is that has no form of its own ("Feinkost Wimmer, Inh. Sepp Wimmer")."""
SENT: Final = re.compile(
    r"^[^\W\d_][^,·•|–]{2,50}\s?[,·•|–]\s*[^,·•|–]*[\d][^,·•|–]*[,·•|–]\s*(?:[A-Z]{1,2}[- ])?(?:\d{3} \d{2}|\d{4,5})\s+"
    r"[A-ZÅÄÖÆØÜ][^,·•|–\d]{1,30}$"
)
"""The sender's whole address in one line, as it stands over an envelope's window."""
LETTERED: Final = re.compile(
    r"\d\s?[A-Za-z]?\s?[,·•|–]\s*(?:[A-Z]{1,2}[- ])?(?:\d{3} \d{2}|\d{4,5})\s+[A-ZÅÄÖÆØÜ][^\W\d]"
)
"""Street and town in one line: so a letterhead has them, while a receiver's stand under each other."""
LOW: Final = 1000.0  # thousandths of the page width: below it is the foot of a portrait page
GAP: Final = 1.6  # line heights between the lines of one block
ASIDE: Final = 14.0
CENTRED: Final = 2 * ASIDE  # of the sum of both edges
MOST: Final = 8  # lines of a block
BEHALF_REACH: Final = 7.0  # line heights: a name, an address of some lines and a number
BAND: Final = 8.0  # line heights that the columns of a company's foot take


class Said(NamedTuple):
    """Which of the things that a letterhead tells, and an address, stand in one line."""

    pays: bool
    lawful: bool
    called: bool
    numbered: bool
    lettered: bool
    town: bool

    kinds: int  # how many of account, register, telephone and number it tells; a number alone is none
    own: bool  # whether it tells what only a sender tells of itself


@lru_cache(maxsize=8192)
def said_in(text: str) -> Said:
    """What one line tells; each line is asked about by all that stand near it."""
    digits, words = has_digit(text), text.casefold() if folded(text) else ""
    reached = digits or "@" in text or "www." in words
    pays = any(map(words.__contains__, PAYING)) and PAYS.search(text) is not None
    lawful = any(map(words.__contains__, OF_LAW)) and LAWFUL.search(text) is not None
    called = reached and CALLED.search(text) is not None
    numbered = digits and NUMBERED.search(text) is not None
    told = pays + lawful + called
    return Said(
        pays, lawful, called, numbered,
        lettered=digits and LETTERED.search(text) is not None,
        town=digits and TOWN.search(text) is not None,
        kinds=told + (told > 0 and numbered),
        own=told > 0,
    )  # fmt: skip


@lru_cache(maxsize=8192)
def cedes(text: str) -> bool:
    """Whether the words say that the claim is another's now."""
    return CEDED.search(text) is not None


@lru_cache(maxsize=8192)
def sent(text: str) -> bool:
    """Whether the line is a sender's whole address, as it stands over an envelope's window."""
    return has_digit(text) and SENT.match(text) is not None


@lru_cache(maxsize=8192)
def owned(text: str) -> bool:
    """Whether the line tells a business by its owner, and its address or a number of it."""
    if not has_digit(text) or OWNED.search(text) is None:
        return False
    said = said_in(text)
    return said.lettered or said.numbered


class Standing:
    """What the neighbourhood of a segment says of whose it is."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._feet: dict[int, float] = {}
        for row in sorted(sheet.rows, key=attrgetter("y1"), reverse=True):  # the lowest of each page is sought
            if row.page not in self._feet and ("," in row.text or "." in row.text) and MONEY.search(row.text):
                self._feet[row.page] = min(row.y1, LOW)
        self._ends = _reached(sheet.rows)  # by row how far down it and what is above it on its page reach
        self._begins = [-end for end in reversed(_reached(sheet.rows[::-1], up=True))]  # how far up what is below
        self._behalf = [one for one in sheet.segments if one.text[0] in BEGINS_BEHALF and BEHALF.match(one.text)]
        self._known: dict[Segment, float] = {}
        self._windows: dict[Segment, bool] = {}
        self._blocks: dict[Segment, tuple[Segment, ...]] = {}

    def sender(self, segment: Segment) -> float:
        """How much speaks for the sender's own words: 0 nothing, 1 what it alone says of itself."""
        known = self._known.get(segment)
        if known is None:
            known = self._known[segment] = self._worth(segment)
        return known

    def low(self, segment: Segment) -> bool:
        """Whether it is in the foot of its page, below all amounts."""
        return segment.y0 > self._feet.get(segment.page, LOW)

    def window(self, segment: Segment) -> bool:
        """Whether it is in an address block that says nothing of a sender, above the lines."""
        known = self._windows.get(segment)
        if known is None:
            said = [said_in(line.text) for line in self.block(segment)] if not self.low(segment) else []
            known = any(one.town for one in said) and not any(one.own for one in said)
            self._windows[segment] = known
        return known

    def ceded(self, segment: Segment) -> bool:
        """Whether the sentence about it says that the claim was handed on to another."""
        if cedes(segment.text) or self._on_behalf(segment):
            return True
        row = self._sheet.rows[segment.row - 1] if segment.row else None
        if row is None or row.page != segment.page:
            return False
        reach = GAP * segment.height
        return any(one.x0 <= segment.x1 and segment.y0 - one.y1 < reach and cedes(one.text) for one in row.segments)

    def _on_behalf(self, segment: Segment) -> bool:
        """Whether it stands under the heading of a tax representative."""
        if not self._behalf:
            return False
        reach = BEHALF_REACH * segment.height
        return any(
            head.page == segment.page and abs(head.x0 - segment.x0) < ASIDE and 0 <= segment.y0 - head.y0 < reach
            for head in self._behalf
        )

    def block(self, segment: Segment) -> tuple[Segment, ...]:
        """The lines that stand closely over and under it in its column, itself among them."""
        known = self._blocks.get(segment)
        if known is None:
            rows, at = self._sheet.rows, segment.row
            up = self._walk(segment, range(at - 1, max(0, at - 2 * MOST) - 1, -1))
            down = self._walk(segment, range(at + 1, min(len(rows), at + 2 * MOST)))
            known = self._blocks[segment] = (*reversed(up), segment, *down)
        return known

    def _walk(self, segment: Segment, places: range) -> list[Segment]:
        last = segment
        found: list[Segment] = []
        rows, page, left, right = self._sheet.rows, segment.page, segment.x0, segment.x1
        up = places.step < 0
        for at in places:
            row = rows[at]
            if row.page != page:
                continue
            if (last.y0 - self._ends[at] if up else self._begins[at] - last.y1) > GAP * last.height:
                return found  # nor is anything beyond it near
            for other in row.segments:
                off, over = other.x0 - left, other.x1 - right
                if not (abs(off) <= ASIDE or abs(over) <= ASIDE or abs(other.x0 + other.x1 - left - right) <= CENTRED):
                    continue
                gap = max(other.y0 - last.y1, last.y0 - other.y1)
                if gap > GAP * min(other.height, last.height) or len(found) >= MOST:
                    return found
                found.append(other)
                last = other
        return found

    def _worth(self, segment: Segment) -> float:
        own, low = said_in(segment.text), self.low(segment)
        if own.kinds > 1:
            return 0.95
        if own.pays or own.lawful:
            return 1.0
        around = [said_in(other.text) for other in (self._band(segment) if low else self.block(segment))]
        if any(one.lawful or (low and one.pays) for one in around):
            return 0.9
        if sent(segment.text) or owned(segment.text) or (not low and any(one.kinds > 1 for one in around)):
            return 0.85
        if low and any(one.numbered for one in around):
            return 0.8
        return 0.7 if any(one.called or one.lettered for one in (own, *around)) else 0.0

    def _band(self, segment: Segment) -> list[Segment]:
        """What stands beside it and just below in the foot of the page."""
        reach = BAND * segment.height
        rows: list[Row] = [
            row
            for row in self._sheet.rows[max(0, segment.row - 6) : segment.row + 12]
            if row.page == segment.page and abs(row.middle - segment.middle) < reach
        ]
        return [other for row in rows for other in row.segments if self.low(other)]


def _reached(rows: Sequence[Row], *, up: bool = False) -> list[float]:
    """Of each row how far it and those before it on its page reach; upwards, below zero."""
    found: list[float] = []
    for at, row in enumerate(rows):
        end = -row.y0 if up else row.y1
        found.append(max(end, found[-1]) if at and rows[at - 1].page == row.page else end)
    return found
