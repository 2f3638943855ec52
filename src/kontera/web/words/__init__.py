"""Human words for every enum, state, rule and field path; one place, so that a thing is called alike everywhere."""

from __future__ import annotations

from kontera.web.words.case import (
    CLOSED,
    COMPARED,
    GROUND,
    LETTER_LANGUAGE,
    QUEUE,
    QUEUE_HINT,
    QUEUE_ICON,
    SEVERITY,
    SEVERITY_ICON,
    STATE,
    state,
)
from kontera.web.words.document import CHANNEL, MATCHED_BY, ORIGIN, PAGE_KIND, SOURCE, TYPE
from kontera.web.words.judging import LAYER, RULES_STATE, VERDICT, WEIGHT
from kontera.web.words.office import ACCOUNT_CLASS, SETUP_HINT, SETUP_STEP
from kontera.web.words.paying import AGEING, BATCH_STATE, PAID_WITH, TRUST
from kontera.web.words.people import PERSON_ACT, RIGHT, ROLE, ROLE_HINT, right
from kontera.web.words.shape import Words
from kontera.web.words.trail import EVENT, STEP, step
from kontera.web.words.values import FIELD, LINE_FIELD, UNIT, VAT_CATEGORY, VAT_FIELD, field, vat_code, vat_codes

__all__ = [
    "ACCOUNT_CLASS",
    "AGEING",
    "BATCH_STATE",
    "CHANNEL",
    "CLOSED",
    "COMPARED",
    "EVENT",
    "FIELD",
    "GROUND",
    "LAYER",
    "LETTER_LANGUAGE",
    "LINE_FIELD",
    "MATCHED_BY",
    "ORIGIN",
    "PAGE_KIND",
    "PAID_WITH",
    "PERSON_ACT",
    "QUEUE",
    "QUEUE_HINT",
    "QUEUE_ICON",
    "RIGHT",
    "ROLE",
    "ROLE_HINT",
    "RULES_STATE",
    "SETUP_HINT",
    "SETUP_STEP",
    "SEVERITY",
    "SEVERITY_ICON",
    "SOURCE",
    "STATE",
    "STEP",
    "TRUST",
    "TYPE",
    "UNIT",
    "VAT_CATEGORY",
    "VAT_FIELD",
    "VERDICT",
    "WEIGHT",
    "Words",
    "field",
    "right",
    "state",
    "step",
    "vat_code",
    "vat_codes",
]
