"""How an e-invoice was judged, for the eye: the verdict, what ran, and what is broken, worst first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kontera.core.validation import Breach, LayerRun, Report, State, Weight
from kontera.web import fields, said, words

_ORDER: Final = {Weight.FATAL: 0, Weight.WARNING: 1, Weight.INFORMATION: 2}
_ICON: Final = {Weight.FATAL: "circle-alert", Weight.WARNING: "circle-question-mark", Weight.INFORMATION: "info"}


@dataclass(frozen=True, slots=True)
class LayerView:
    """One layer of rules: its name, what became of it, and whose rules of which release they are."""

    name: str
    state: str
    ran: bool
    release: str
    reason: str


@dataclass(frozen=True, slots=True)
class BreachView:
    """One broken rule, with the fact found, the place in the file and how to mend it."""

    rule: str
    weight: str
    icon: str
    text: str
    mend: str
    found: str
    xpath: str
    line: int
    field: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """The judgement of one e-invoice."""

    profile: str
    verdict: str
    word: str
    layers: tuple[LayerView, ...]
    breaches: tuple[BreachView, ...]


def judgement(report: Report | None) -> Judgement | None:
    """The judgement as it is shown; None for what is no e-invoice."""
    if report is None:
        return None
    layers = tuple(_layer(run) for run in report.layers if run.state is not State.NOT_APPLICABLE)
    breaches = tuple(_breach(breach) for breach in sorted(report.breaches, key=lambda breach: _ORDER[breach.weight]))
    verdict = report.verdict
    return Judgement(report.profile, verdict.value, str(words.VERDICT[verdict]), layers, breaches)


def _layer(run: LayerRun) -> LayerView:
    name, state = words.LAYER[run.layer], words.RULES_STATE[run.state]
    return LayerView(str(name), str(state), run.state is State.RAN, run.release, said.reason_words(run.reason))


def _breach(breach: Breach) -> BreachView:
    values = dict(breach.values)
    return BreachView(
        rule=breach.rule,
        weight=breach.weight.value,
        icon=_ICON[breach.weight],
        text=said.filled(breach.says, values),
        mend=said.filled(breach.mend, values),
        found=breach.found,
        xpath=breach.xpath,
        line=breach.line,
        field=fields.id_of(breach.field) if breach.field else "",
    )
