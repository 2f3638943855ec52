"""The words of the straight-through rule: what holds an invoice back, and how its decisions stand in the trail."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from kontera.core import event as e
from kontera.core.event import Event
from kontera.web import shown

OBSTACLE: Final[dict[str, str | Promise]] = {
    "off": _("the rule is off"),
    "touched": _("a person had begun on it"),
    "scanned": _("scanned, and the rule is for e-invoices"),
    "not_known": _("no known supplier or no amount"),
    "doubt": _("doubts or stops"),
    "coding": _("no precedent for the coding"),
    "chart": _("the coding names what the chart has not"),
    "disputed": _("disputed"),
    "limit": _("above the highest amount"),
    "left_out": _("its supplier is left out"),
    "account": _("the payee account is not confirmed"),
    "new": _("too few untouched invoices of the supplier"),
    "unusual": _("an unusual amount for the supplier"),
    "sample": _("a sample of the supplier was wrong"),
}
EVENTS: Final[dict[str, str | Promise]] = {
    "StraightThrough": _("Passed by the company's rule"),
    "Sampled": _("Drawn as a sample"),
    "SampleSeen": _("Sample looked at"),
    "StraightRestored": _("The rule holds for the supplier again"),
}


def told(event: Event) -> str:
    """What these events say beyond their title; empty for others."""
    match event:
        case e.StraightThrough(rule, limit, grounds, amount):
            usual = shown.amount(grounds.usual) if grounds.usual is not None else "–"
            return _now(
                "rule version {version}: {amount} of at most {limit}, usually {usual}; {count} untouched before; "
                "confirmed account"
            ).format(
                version=rule.version,
                amount=shown.amount(amount),
                limit=shown.amount(limit),
                usual=usual,
                count=grounds.verified_before,
            )
        case e.Sampled(one_of):
            return _now("one of {count} is looked at afterwards").format(count=one_of)
        case e.SampleSeen(right, comment):
            word = _now("nothing was wrong") if right else _now("wrong: the rule is off for the supplier")
            return " · ".join(part for part in (word, comment) if part)
        case e.StraightRestored(why):
            return why
        case _:
            return ""
