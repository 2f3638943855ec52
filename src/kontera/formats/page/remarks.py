"""Remarks on the page: findings and broken rules, in sentences for the reader."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from kontera.core.finding import Finding, Severity
from kontera.core.validation import Breach, Weight
from kontera.formats.page.sheet import Remark, Tone
from kontera.formats.page.words import Tongue

Say = Callable[[str, Mapping[str, str]], str]
"""Fills an English sentence's {places}, and translates it where the caller can."""

_SEVERE: Final = {Severity.STOP: Tone.STOP, Severity.DOUBT: Tone.DOUBT, Severity.NOTE: Tone.NOTE}
_HEAVY: Final = {Weight.FATAL: Tone.STOP, Weight.WARNING: Tone.DOUBT, Weight.INFORMATION: Tone.NOTE}
_WORDS: Final = {Tone.STOP: "stop", Tone.DOUBT: "doubt", Tone.NOTE: "remark"}


def plainly(msgid: str, values: Mapping[str, str]) -> str:
    """The English sentence with its places filled."""
    return msgid.format_map(values) if values else msgid


def from_findings(tongue: Tongue, findings: Iterable[Finding], say: Say = plainly) -> tuple[Remark, ...]:
    """What reading and checking remarked on, the heaviest first."""
    made = [
        _remark(tongue, _SEVERE[one.severity], say(one.msgid, dict(one.values)), rule=one.rule, field=one.field)
        for one in findings
    ]
    return _sorted(made)


def from_breaches(tongue: Tongue, breaches: Iterable[Breach], say: Say = plainly) -> tuple[Remark, ...]:
    """The rules that were broken, the heaviest first."""
    made = [
        _remark(
            tongue,
            _HEAVY[one.weight],
            say(one.says, dict(one.values)),
            say(one.mend, dict(one.values)) if one.mend else "",
            one.rule,
            one.field,
        )
        for one in breaches
    ]
    return _sorted(made)


def _remark(tongue: Tongue, tone: Tone, text: str, mend: str = "", rule: str = "", field: str = "") -> Remark:
    return Remark(tone, tongue.word(_WORDS[tone]), text, mend, rule, field)


def _sorted(made: list[Remark]) -> tuple[Remark, ...]:
    order = list(Tone)
    return tuple(sorted(made, key=lambda one: order.index(one.tone)))
