"""Labels that say something of a name, and the names that they can say it of."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from kontera.steps.interpretation.context import Context
from kontera.steps.interpretation.labels import CONCEPTS, Claim, Hit
from kontera.steps.interpretation.layout import Segment, Token

CONTACTS: Final = re.compile(
    r"kontakt|contact|ansprechpartner|handlaggare|yhteyshenkil|saksbehandler|sagsbehandler|geschaftsfuhrer|managingdirector|daglig|"
    r"toimitusjohtaja|gerant"
)
ASKED: Final = frozenset(
    key for key, names in CONCEPTS.items() if names & {"name", "form", "seller_ref", "terms"} or CONTACTS.search(key)
)
ASIDE: Final = 10.0  # thousandths of the page width: a label above stands no farther aside of what it claims
LEVEL: Final = 2  # on a page that lies askew a label beside it may be as many rows off


def claims_on(context: Context, names: Sequence[tuple[Segment, tuple[Token, ...]]]) -> list[Mapping[str, Claim]]:
    """What labels claim of each name; most stand where no label that says something of names can claim anything."""
    labels = context.labels
    telling = [segment for segment, hits in labels.hits.items() if hits and _tells(hits)]
    return [labels.claims(segment, tokens) if _reached(telling, segment, tokens) else {} for segment, tokens in names]


def _tells(hits: Sequence[Hit]) -> bool:
    return any(hit.key in ASKED for hit in hits)


def _reached(telling: Sequence[Segment], segment: Segment, tokens: tuple[Token, ...]) -> bool:
    """Whether one of the segments stands where its label can claim the words: level with them, or above."""
    left, right, row, page = tokens[0].x0 - ASIDE, tokens[-1].x1 + ASIDE, segment.row, segment.page
    for one in telling:
        if one.page == page and (abs(one.row - row) <= LEVEL or (one.row < row and one.x0 < right and one.x1 > left)):
            return True
    return False
