"""Whose a number is, by the company that is named right before it or over it, and by the section it stands in."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import takewhile
from typing import Final

from rapidfuzz.fuzz import ratio

from kontera.steps.interpretation.choice import Choice
from kontera.steps.interpretation.context import Context
from kontera.steps.interpretation.layout import Segment, Token, has_digit
from kontera.steps.interpretation.name_forms import LEGAL_FORM, begun, legal, named_so, plain, spoken_of
from kontera.steps.interpretation.roles import Roles

SELLER: Final = "seller"
BUYER: Final = "buyer"
OTHER: Final = "other"
LARGE: Final = 1.12  # times the usual letters: the heading of a section
LONGEST_HEADING: Final = 5  # words
LEVEL: Final = 4.0
OUTDENTED: Final = 6.0
ASIDE: Final = 45.0  # thousandths of the page width between a section's heading and its labels
ELSE: Final = ("number", "issue_date", "due_date", "seller_ref", "order_number")
PARTIES: Final = ("h_seller", "h_buyer")
LIKELY_NAMED: Final = 0.5  # a name less sure than that tells nothing of a number
COUNTRY: Final = re.compile(r"(?:^|\s)[A-Z]{2}$")  # of the number itself: "SE" is a company's form too
MISREAD: Final = 82.0  # of 100: how like names are that differ by misread letters
ENOUGH: Final = 2  # first words that two names of one company share
COURT: Final = re.compile(r"(?:^|[,;]\s|gericht:?\s|register:?\s)AG\s(?=[A-ZÄÖÜ])")  # "AG Kiel": the local court
HEAD_OFFICE: Final = re.compile(
    r"main company|head office|parent company|hovedkontor|hovedselskap|huvudkontor|moderbolag|hauptsitz|"
    r"hauptniederlassung|pääkonttori|emoyhtiö",
    re.IGNORECASE,
)
PARTS: Final = re.compile(r"(?<!\bCo)[.;·•|]\s|\s[–—|·•-]\s")
FORMS: Final = re.compile(r"&\s?Co\b|\b(?:PartG|Partner(?:schaft)?\sm|mb)\b")  # what is left of two forms
OF_GROUP: Final = frozenset(  # words that make another company of a group's name
    {"verwaltungs", "verwaltung", "holding", "beteiligungs", "group", "gruppen", "gruppe", "konsern", "invest"}
    | {"finans", "finance", "rahoitus", "eiendom", "fastigheter", "kiinteistot", "ejendomme", "immobilien"}
)


class Owners:
    """The two parties of one document by their names, and what stands near a number of them."""

    def __init__(self, context: Context, roles: Roles, names: tuple[Choice[str] | None, Choice[str] | None]) -> None:
        self.roles = roles
        self._context = context
        self._seller, self._buyer = (
            bare(name.value) if name is not None and name.sure >= LIKELY_NAMED else "" for name in names
        )

    def of(self, segment: Segment, token: Token) -> str:
        """Whose the number that begins with a word of the segment is; "" where no company is named with it."""
        at = next((at for at, one in enumerate(segment.tokens) if one is token), 0)
        before = COURT.sub(", ", COUNTRY.sub("", " ".join([one.text for one in segment.tokens[:at]])))
        for text in reversed(PARTS.split(before)):
            if whose := self._named(text, begun(text) or spoken_of(text)):
                return whose
        for line in reversed(self.roles.standing.block(segment)):
            if line.row >= segment.row:
                continue
            if any(hit.names_any(ELSE) for hit in self._context.labels.hits[line]):
                break  # what the invoice says of itself begins here
            if HEAD_OFFICE.match(line.text):
                return OTHER  # of a branch's company, which is registered elsewhere
            text = COURT.sub(", ", line.text)
            if whose := self._named(text, begun(text) or _alone(text)):
                return whose
        return self.section(segment)

    def _named(self, text: str, name: str) -> str:
        """Whose name it is, of all the words of the text."""
        if name:
            return self._who(bare(name))
        return SELLER if self._seller and f" {self._seller} " in f" {plain(text)} " else ""

    def _who(self, name: str) -> str:
        if self._seller and alike(name, self._seller):
            return SELLER
        if self._buyer and alike(name, self._buyer):
            return BUYER
        return OTHER if self._seller else ""

    def section(self, segment: Segment) -> str:
        """The party whose section of a form the segment stands in, though its heading be on the page before."""
        left = self._context.labels.left(segment)[:1]
        label = left[0] if left and self._context.labels.hits[left[0]] else segment
        if not self._context.labels.hits[label]:
            return ""
        head = self._heading(label)
        for hit in self._context.labels.hits[head] if head is not None else ():
            if hit.names_any(PARTIES):
                return SELLER if hit.names("h_seller") else BUYER
        return ""

    def _heading(self, label: Segment) -> Segment | None:
        """The nearest line over the label that is larger than others, or begins left of its column."""
        rows, large = self._context.sheet.rows, LARGE * self._context.sheet.height
        for at in range(label.row - 1, -1, -1):
            row = rows[at]
            if row.page < label.page - 1:
                break
            for other in row.segments:
                out = label.x0 - other.x0
                if -LEVEL < out < ASIDE and (out > OUTDENTED or other.height > large) and _heads(other):
                    return other
        return None


def _heads(segment: Segment) -> bool:
    """Whether it can be the heading of a section."""
    return len(segment.tokens) <= LONGEST_HEADING and not has_digit(segment.text) and not segment.text.endswith(":")


def _alone(text: str) -> str:
    """The line where it is a company's name and no more."""
    text = text.strip(" ,;:")
    return text if legal(text) and text[0].isupper() and not has_digit(text) and named_so(text) else ""


@lru_cache(maxsize=4096)
def alike(one: str, two: str) -> bool:
    """Whether two bare names are of one company: one begins or ends the other, as a brand does, or is misread."""
    short, long = sorted((one.split(), two.split()), key=len)
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(short, long, strict=False)))
    if 0 < min(len(short), ENOUGH) <= shared:
        return OF_GROUP.isdisjoint(long[shared:])
    return bool(short) and (long[-len(short) :] == short or ratio("".join(short), "".join(long)) >= MISREAD)


@lru_cache(maxsize=4096)
def bare(name: str) -> str:
    """The name in plain letters without its legal form."""
    return plain(FORMS.sub(" ", LEGAL_FORM.sub(" ", f" {name} "))) if legal(name) else plain(name)
