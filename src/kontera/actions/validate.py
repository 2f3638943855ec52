"""Show what validating gave as JSON or as text: one object a file, whatever the file held."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from kontera.core.errors import InvalidValue, KonteraError
from kontera.core.validation import Breach, LayerRun, Report, State, Verdict
from kontera.formats.rules.rule import RELEASES

Translate = Callable[[str], str]

# of several documents in a file the worst decides, in this order
WORST: Final = (Verdict.INVALID, Verdict.UNDECIDED, Verdict.PASSED, Verdict.VALID)
STATES: Final = (State.FAILED, State.NOT_INSTALLED, State.NOT_ASKED, State.RAN, State.NOT_APPLICABLE)
VERDICTS: Final[Mapping[Verdict, str]] = {
    Verdict.VALID: "Valid: every rule that applies was tried, and nothing is wrong.",
    Verdict.PASSED: "Passed: nothing is wrong, but not every rule that applies could be tried.",
    Verdict.INVALID: "Invalid: at least one rule that must hold is broken.",
    Verdict.UNDECIDED: "Undecided: rules that apply could not be tried.",
}


class NoSuchFile(KonteraError):
    """A file that was named cannot be opened."""

    code, status, exit_code = "file.unreadable", 404, 3
    msgid = "The file cannot be opened: {reason}."


def known_release(release: str) -> str:
    """The release of Peppol's rules, or empty for the one in force. Raises InvalidValue for another."""
    if release and release not in RELEASES:
        raise InvalidValue(value=release, field="release")
    return release


def as_json(file: str, reports: Sequence[Report], translate: Translate) -> dict[str, Any]:
    """A file's judgement: format, verdict (of several documents the worst), layers and findings in the language."""
    return {
        "file": file,
        "format": reports[0].format,
        "profile": reports[0].profile,
        "verdict": str(worst(reports)),
        "documents": len(reports),
        "layers": _layers(reports, translate),
        "findings": [
            finding | ({"document": number} if len(reports) > 1 else {})
            for number, report in enumerate(reports, 1)
            for finding in (_finding(breach, translate) for breach in report.breaches)
        ],
    }


def as_text(file: str, reports: Sequence[Report], translate: Translate) -> Iterator[str]:
    """The same for people: the verdict, what was not tried and why, and each finding with how to mend it."""
    yield f"{file}: {translate(VERDICTS[worst(reports)])}"
    for name, layer in _layers(reports, translate).items():
        if layer["reason"]:
            yield f"  {name}: {layer['reason']}"
    for report in reports:
        for breach in report.breaches:
            told = _finding(breach, translate)
            place = f" ({told['line']})" if told["line"] else ""
            yield f"  {told['severity']} {told['rule']}{place}: {told['message']} {told['mend']}".rstrip()


def worst(reports: Sequence[Report]) -> Verdict:
    """The verdict on a file by those on its documents; nothing to judge is undecided."""
    return min((report.verdict for report in reports), key=WORST.index, default=Verdict.UNDECIDED)


def _layers(reports: Sequence[Report], translate: Translate) -> dict[str, dict[str, str]]:
    """Each layer's state, the worst of all documents, with release, who carried it out, and why not."""
    runs: dict[str, LayerRun] = {}
    for run in (run for report in reports for run in report.layers):
        known = runs.get(run.layer)
        if known is None or STATES.index(run.state) < STATES.index(known.state):
            runs[run.layer] = run
    return {
        str(name): {
            "state": str(run.state),
            "release": run.release,
            "by": run.by,
            "reason": translate(run.reason) if run.reason else "",
        }
        for name, run in runs.items()
    }


def _finding(breach: Breach, translate: Translate) -> dict[str, Any]:
    values = dict(breach.values)
    return {
        "rule": breach.rule,
        "severity": str(breach.weight),
        "layer": str(breach.layer),
        "message": _said(breach.says, values, translate),
        "field": breach.field,
        "xpath": breach.xpath,
        "line": breach.line,
        "found": breach.found,
        "mend": _said(breach.mend, values, translate),
    }


def _said(msgid: str, values: Mapping[str, str], translate: Translate) -> str:
    """The sentence in the language with its places filled; a translation that lost a place is not used."""
    if not msgid:
        return ""
    for text in (translate(msgid), msgid):
        try:
            return text.format_map(values)
        except (KeyError, ValueError, IndexError):
            continue
    return msgid
