"""What the rules noted of a name, as a model that has a say on names wants to see it."""

from __future__ import annotations

from typing import Final, NamedTuple

from kontera.steps.interpretation.context import Context
from kontera.steps.interpretation.layout import Segment, Token, has_digit
from kontera.steps.interpretation.model.weigh import Sighting
from kontera.steps.interpretation.name_forms import legal, plain

FEWEST_FIGURES: Final = 3  # that stand alone in the cells of a row


class Note(NamedTuple):
    """What the rules made of one candidate, for a model that has a say on names."""

    name: str
    segment: Segment
    tokens: tuple[Token, ...]
    role: str
    points: float
    is_ours: bool
    mailed: bool


def in_figures(context: Context, segment: Segment) -> bool:
    """Whether it stands in a row of a table's figures: what is sold there, or where it went."""
    beside = context.figures_in(context.sheet.rows[segment.row])
    if len(beside) < FEWEST_FIGURES:
        return False
    alone = [figure for figure in beside if len(figure.tokens) == len(figure.segment.tokens)]
    return len(alone) >= FEWEST_FIGURES and any(figure.money for figure in alone) and not legal(segment.text)


def sighting(note: Note, depth: int, counts: dict[str, int], preferred: set[str], shunned: set[str]) -> Sighting[str]:
    """The candidate as the model sees it, `depth` rows below its heading; `counts` tell how often each name stands."""
    name, key = note.name, plain(note.name)
    more = (
        note.points, depth, counts[key], note.is_ours, legal(name), has_digit(name), note.mailed, key in preferred,
        key in shunned, name == note.segment.text,
    )  # fmt: skip
    return Sighting(name, note.segment, note.tokens, name, note.role, more)
