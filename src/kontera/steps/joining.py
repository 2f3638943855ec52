"""Joining: files that came together and are pages of one invoice become one case, where that is certain."""

# ruff: noqa: PLR2004 - positions and counts, explained where they are used

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from kontera.core.case import Case
from kontera.core.event import Joined, JoinedInto, Passed
from kontera.core.invoice import DocumentType
from kontera.core.joining import joinable, own_leaves, pieces_of
from kontera.core.money import ZERO
from kontera.core.outcome import Done, Elsewhere, Outcome

BY: Final = "way"
SURE: Final = 0.55  # how sure an invoice number must be that keeps files apart
DIGITS: Final = re.compile(r"(\d+)")
ORDER: Final = ("pages", "sum", "number", "lines")  # what joins, the surest first


@dataclass(frozen=True, slots=True)
class JoiningFacts:
    """The other cases whose files came together with this one's."""

    peers: tuple[Case, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """That one file goes on where another ends, and what tells it."""

    before: str
    after: str
    because: str


def join(case: Case, facts: JoiningFacts) -> Outcome:
    """Put this file and those that go on with it together; a file that is an invoice by itself goes on alone.

    The first file's case goes on with all pages, the others are closed with a link to it. Only what no person has
    touched, and nobody took apart before, is joined.
    """
    alone = Done((Passed("joining", BY),))
    if not joinable(case):
        return alone
    cases = {one.id: one for one in (case, *facts.peers) if joinable(one)}
    chain = next((chain for chain in chains(tuple(cases.values())) if case.id in chain[0]), None)
    if chain is None:
        return alone
    ids, because = chain
    head = cases[ids[0]]
    joined = Joined(tuple(piece for one in ids for piece in pieces_of(cases[one])), because)
    events = {one: JoinedInto(head.id) for one in ids[1:]} | {head.id: joined}
    elsewhere = tuple(Elsewhere(one, cases[one].revision, event) for one, event in events.items() if one != case.id)
    return Done((events[case.id],), elsewhere=elsewhere)


def chains(cases: Sequence[Case]) -> Iterator[tuple[tuple[str, ...], str]]:
    """The cases that make up one invoice, in the order of their pages, and what told it.

    What could go on two ways is left to a person.
    """
    known = {case.id: case for case in cases}
    after: dict[str, Link] = {}
    for link in _unambiguous(_links(cases)):
        after[link.before] = link
    followers = {link.after for link in after.values()}
    for start in known:
        if start in followers or start not in after:
            continue
        ids, reasons = [start], []
        while ids[-1] in after and after[ids[-1]].after not in ids:
            reasons.append(after[ids[-1]].because)
            ids.append(after[ids[-1]].after)
        if _whole([known[one] for one in ids]):
            yield tuple(ids), max(reasons, key=ORDER.index)


def _links(cases: Sequence[Case]) -> list[Link]:
    found = [
        Link(one.id, two.id, why) for one in cases for two in cases if one is not two and (why := goes_on(one, two))
    ]
    return [*found, *_by_number(cases, {end for link in found for end in (link.before, link.after)})]


def _unambiguous(links: Sequence[Link]) -> Iterator[Link]:
    """The links whose ends have no other of the same kind or a surer one; a surer one goes before."""
    for link in links:
        rivals = [
            other
            for other in links
            if other is not link and (other.before == link.before) | (other.after == link.after)
        ]
        if all(ORDER.index(other.because) > ORDER.index(link.because) for other in rivals):
            yield link


def goes_on(one: Case, two: Case) -> str:
    """What tells that the second file goes on where the first ends; empty when nothing does for certain."""
    first, last = own_leaves(one), own_leaves(two)
    if not first or not last or _at_odds(one, two):
        return ""
    end, begin = first[-1], last[0]
    numbered = bool(end.at and begin.at)
    if numbered and (end.of != begin.of or begin.at != end.at + 1):
        return ""
    if numbered:
        return "pages"
    if end.carried is not None and end.carried == begin.brought and end.carried != ZERO:
        return "sum"
    return "lines" if _adds_up(one, two) else ""


def _by_number(cases: Sequence[Case], linked: set[str]) -> list[Link]:
    """Files that bear the same invoice number, one of them alone with a total: that one is last."""
    groups: dict[str, list[Case]] = {}
    for case in cases:
        number = _number(case)
        if number and case.id not in linked and not any(leaf.at for leaf in own_leaves(case)):
            groups.setdefault(number, []).append(case)
    found: list[Link] = []
    for group in groups.values():
        totals = [case for case in group if _totalled(case)]
        if len(group) < 2 or len(totals) != 1 or any(_at_odds(group[0], other) for other in group[1:]):
            continue
        rest = sorted((case for case in group if case is not totals[0]), key=_place)
        ordered = [*rest, totals[0]] if _place(totals[0]) > _place(rest[0]) else [totals[0], *rest]
        found += [Link(one.id, two.id, "number") for one, two in pairwise(ordered)]
    return found


def _number(case: Case) -> str:
    """The invoice number the pages bear, for comparing; empty when none is sure."""
    sure = [leaf for leaf in own_leaves(case) if leaf.number and leaf.sure >= SURE]
    return re.sub(r"\W", "", max(sure, key=lambda leaf: leaf.sure).number).casefold() if sure else ""


def _at_odds(one: Case, two: Case) -> bool:
    """Whether something on the pages says that they are of two documents."""
    first, second = one.invoice, two.invoice
    pairs = (
        (_number(one), _number(two)),
        (first.seller.organisation_number, second.seller.organisation_number),
        (first.seller.vat_number, second.seller.vat_number),
    )
    kinds = {first.type, second.type} - {DocumentType.INVOICE, DocumentType.OTHER}
    return any(a and b and a != b for a, b in pairs) or len(kinds) > 1


def _totalled(case: Case) -> bool:
    return any(leaf.totalled for leaf in own_leaves(case)) or case.invoice.totals.payable is not None


def _adds_up(one: Case, two: Case) -> bool:
    """Whether the lines of both make up the net total on the second, and the first has no total of its own."""
    nets = [line.net_amount for case in (one, two) for line in case.invoice.lines]
    total = two.invoice.totals.net
    alone = _number(one) and not _number(two) and one.invoice.totals.net is None and not _totalled(one)
    if not alone or total is None or not one.invoice.lines or any(net is None for net in nets):
        return False
    return sum((net for net in nets if net is not None), ZERO) == total


def _whole(cases: Sequence[Case]) -> bool:
    """Whether the pages are all there, as far as they number themselves."""
    leaves = [leaf for case in cases for leaf in own_leaves(case)]
    marked = [leaf for leaf in leaves if leaf.at]
    return not marked or (marked[0].at == 1 and marked[-1].at == marked[-1].of)


def _place(case: Case) -> tuple[object, ...]:
    """The order of file names as people count: IMG_2 before IMG_10."""
    name = case.document.name if case.document is not None else ""
    return tuple((int(part), "") if part.isdigit() else (-1, part.casefold()) for part in DIGITS.split(name))
