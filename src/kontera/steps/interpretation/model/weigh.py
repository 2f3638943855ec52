"""The rules' candidates weighed anew: how sure each is when the trained model has had its say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Final, Generic, NamedTuple, TypeVar

from kontera.steps.interpretation.choice import Choice
from kontera.steps.interpretation.context import Context
from kontera.steps.interpretation.layout import Segment, Token
from kontera.steps.interpretation.model.features import Candidate, table_of
from kontera.steps.interpretation.model.file import packaged
from kontera.steps.interpretation.weigher import Chances, Weigher

Value = TypeVar("Value")
MOST: Final = 0.97
MOST_SEEN: Final = 600  # of a field: a document of hundreds of pages is left to the rules after that
LEAST: Final = 0.05  # a candidate without a rule that is less likely is not brought up


class Sighting(NamedTuple, Generic[Value]):
    """A value of the field's form somewhere on the page, whether a rule speaks for it or not."""

    value: Value
    segment: Segment
    tokens: tuple[Token, ...]
    raw: str
    role: str = ""
    more: tuple[float, ...] = ()
    text: str = ""


def weigher_of(context: Context) -> Weigher:
    """The model that has a say on this document: the installation's own, else the packaged one."""
    return context.hints.model or packaged()


def weighed(
    context: Context, field: str, choices: Sequence[Choice[Value]], sightings: Iterable[Sighting[Value]]
) -> list[Choice[Value]]:
    """The rules' choices with the model's word in their probability, and the sightings that it alone believes in.

    A choice that is none of the sightings, such as one read from a code, stays as it is.
    """
    share = weigher_of(context).share(field, max((choice.sure for choice in choices), default=0.0))
    seen = list(islice(sightings, MOST_SEEN)) if share else []
    if not seen:
        return list(choices)
    ruled: dict[int, list[Choice[Value]]] = {}
    for choice in choices:
        if choice.tokens:
            ruled.setdefault(id(choice.tokens[0]), []).append(choice)
    told = [_told(ruled, sighting) for sighting in seen]
    chances = _chances(context, field, seen, told)
    found = {id(choice): choice for choice in choices}
    for sighting, ruling, chance in zip(seen, told, chances, strict=True):
        if ruling is not None:
            found[id(ruling)] = ruling.at(_blend(ruling.sure, chance, share))
        elif share * chance > LEAST:
            found[id(sighting)] = Choice(
                sighting.value, _blend(0.0, chance, share), "model", sighting.tokens, sighting.raw
            )
    return list(found.values())


def placed(context: Context, choices: Iterable[Choice[Value]]) -> Iterator[tuple[Choice[Value], Segment]]:
    """The choices that were read from words, each with its segment."""
    for choice in choices:
        home = context.home(choice.tokens[0]) if choice.tokens else None
        if home is not None:
            yield choice, home


def _blend(rule: float, chance: float, share: float) -> float:
    return min(MOST, (1 - share) * rule + share * float(chance))


def _told(ruled: dict[int, list[Choice[Value]]], sighting: Sighting[Value]) -> Choice[Value] | None:
    mine = [choice for choice in ruled.get(id(sighting.tokens[0]), ()) if choice.value == sighting.value]
    return max(mine, key=lambda choice: choice.sure, default=None)


def _chances(
    context: Context, field: str, sightings: Sequence[Sighting[Value]], told: Sequence[Choice[Value] | None]
) -> Chances:
    candidates = [
        Candidate(
            sighting.segment,
            sighting.tokens,
            sighting.text or str(sighting.value),
            choice.sure if choice else 0.0,
            sighting.role,
            sighting.more,
        )
        for sighting, choice in zip(sightings, told, strict=True)
    ]
    values = [sighting.value for sighting in sightings]
    return weigher_of(context).weigh(field, table_of(context, candidates), values)
