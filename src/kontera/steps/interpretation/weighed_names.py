"""What the rules noted of a name, as a model that has a say on names wants to see it."""

from __future__ import annotations

from typing import NamedTuple

from kontera.steps.interpretation.labels import has_digit
from kontera.steps.interpretation.layout import Segment, Token
from kontera.steps.interpretation.model.weigh import Sighting
from kontera.steps.interpretation.name_forms import legal, plain


class Note(NamedTuple):
    """What the rules made of one candidate, for a model that has a say on names."""

    name: str
    segment: Segment
    tokens: tuple[Token, ...]
    role: str
    points: float
    is_ours: bool
    mailed: bool


def sighting(note: Note, depth: int, counts: dict[str, int], preferred: set[str], shunned: set[str]) -> Sighting[str]:
    """The candidate as the model sees it, `depth` rows below its heading; `counts` tell how often each name stands."""
    name, key = note.name, plain(note.name)
    more = (
        note.points, depth, counts[key], note.is_ours, legal(name), has_digit(name), note.mailed, key in preferred,
        key in shunned, name == note.segment.text,
    )  # fmt: skip
    return Sighting(name, note.segment, note.tokens, name, note.role, more)
