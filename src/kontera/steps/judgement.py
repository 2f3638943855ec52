"""Judgement: what the rules of its format say of an e-invoice is noted, and a broken one is shown to a person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kontera.core.case import RECEIVED_ONLY, Case
from kontera.core.event import Closed, Validated
from kontera.core.finding import Finding, Severity
from kontera.core.outcome import Done, Outcome
from kontera.core.validation import Report, State, Verdict, Weight

BY: Final = "validation"
MOST_NAMED: Final = 6  # rules named in a remark; all of them stand in the report


@dataclass(frozen=True, slots=True)
class JudgementFacts:
    """How the e-invoice was judged (None for a document that is none), and whether the company has it coded."""

    report: Report | None
    invoicing: bool = True


def note_judgement(_case: Case, facts: JudgementFacts) -> Outcome:
    """Keep the report, with one remark for all that is wrong: the single rules stand in the report.

    Where the supplier-invoice function is off the way ends here: what was received goes to the archive.
    """
    judged = Validated(facts.report, remarks(facts.report) if facts.report else ())
    return Done((judged,) if facts.invoicing else (judged, Closed(RECEIVED_ONLY)))


def remarks(report: Report) -> tuple[Finding, ...]:
    """A doubt when a rule that must hold is broken, a note when a layer could not be tried."""
    match report.verdict:
        case Verdict.INVALID:
            broken = dict.fromkeys(breach.rule for breach in report.breaches if breach.weight is Weight.FATAL)
            named = ", ".join(list(broken)[:MOST_NAMED]) + (" …" if len(broken) > MOST_NAMED else "")
            text = "The e-invoice breaks rules of its format: {rules}."
            return (Finding("einvoice.invalid", text, Severity.DOUBT, values=(("rules", named),), by=BY),)
        case Verdict.UNDECIDED:
            failed = ", ".join(run.layer.value for run in report.layers if run.state is State.FAILED)
            text = "Rules of its format could not be tried on the e-invoice: {layers}."
            return (Finding("einvoice.undecided", text, Severity.NOTE, values=(("layers", failed),), by=BY),)
        case _:
            return ()
