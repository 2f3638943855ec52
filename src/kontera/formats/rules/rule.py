"""The shape of a rule on an XML document: its id, its weight, the function that judges, and what it says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from kontera.core.validation import Breach, Layer, Weight
from kontera.formats.taking import local
from kontera.formats.xml import Element

D = TypeVar("D", bound="Judged")
Places = dict[Element, dict[Element, str]]  # of each parent, its children's numbers as an XPath writes them
RELEASES: Final = ("3.0.19", "3.0.20", "3.0.21")  # of Peppol BIS Billing 3, oldest first


@dataclass(frozen=True, slots=True)
class Words:
    """What a broken rule says, in English: the sentence, how to mend it, and the invoice field it speaks of."""

    says: str
    mend: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a rule is broken: the element (the context of the published rule) and the value found there."""

    element: Element
    found: str = ""
    values: tuple[tuple[str, str], ...] = ()


class Judged:
    """A document under judgement; a syntax derives from it what its rules ask for more than once."""

    def __init__(self, root: Element) -> None:
        self.root = root


@dataclass(frozen=True, slots=True)
class Rule(Generic[D]):
    """One rule: it holds from release `since` to before `until` (empty: all)."""

    id: str
    weight: Weight
    judge: Callable[[D], Iterable[Hit]]
    since: str = ""
    until: str = ""

    def holds_in(self, release: str) -> bool:
        """Whether the rule stands in the release; releases without an end are open."""
        at = RELEASES.index(release)
        begins = RELEASES.index(self.since) if self.since else 0
        ends = RELEASES.index(self.until) if self.until else len(RELEASES)
        return begins <= at < ends


def judged(
    document: D, rules: Iterable[Rule[D]], words: Mapping[str, Words], layer: Layer, release: str
) -> Iterator[Breach]:
    """Each place where a rule of the release is broken, in the order of the rules."""
    counted: Places = {}
    for rule in rules:
        if not rule.holds_in(release):
            continue
        for hit in rule.judge(document):
            said = words[rule.id]
            yield Breach(
                rule=rule.id,
                weight=rule.weight,
                layer=layer,
                says=said.says,
                mend=said.mend,
                values=hit.values,
                field=said.field,
                found=hit.found,
                xpath=path_of(hit.element, counted),
                line=line_of(hit.element),
            )


def path_of(element: Element, counted: Places | None = None) -> str:
    """The element's place as an XPath with the document's own prefixes, such as /Invoice/cac:InvoiceLine[2]/cbc:ID.

    `counted` keeps the places of siblings from one call to the next, so that many calls cost no more than one walk.
    """
    known: Places = {} if counted is None else counted
    steps: list[str] = []
    at: Element | None = element
    while at is not None:
        above = at.getparent()
        if above is not None and above not in known:
            known[above] = _places(above)
        place = "" if above is None else known[above][at]
        steps.append(f"{at.prefix}:" * bool(at.prefix) + local(at) + place)
        at = above
    return "/" + "/".join(reversed(steps))


def _places(parent: Element) -> dict[Element, str]:
    """Each child's number among those of its name, where there are several."""
    numbers: Counter[str] = Counter()
    placed = []
    for child in parent.iterchildren("*"):
        numbers[child.tag] += 1
        placed.append((child, numbers[child.tag]))
    return {child: f"[{number}]" if numbers[child.tag] > 1 else "" for child, number in placed}


def line_of(element: Element) -> int:
    """The line it begins on, from 1; 0 when it is not known."""
    line: object = element.sourceline
    return line if isinstance(line, int) else 0
