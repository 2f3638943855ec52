"""The invoice's values after a person, a register or another reading has changed them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from kontera.core import edit
from kontera.core.case.life import Case
from kontera.core.entry import RowKind
from kontera.core.event import Corrected, Filled
from kontera.core.evidence import Evidence, Source
from kontera.core.invoice import Line
from kontera.core.means import PaidWith


def with_lines(case: Case, lines: tuple[Line, ...], evidence: Mapping[str, Evidence]) -> Case:
    """The case with other rows, as they were read; what a person had typed into the rows before falls with them."""
    others = {path: known for path, known in case.evidence.items() if not path.startswith("lines[")}
    corrected = tuple(path for path in case.corrected if not path.startswith("lines["))
    invoice = replace(case.invoice, lines=lines)
    return replace(case, invoice=invoice, evidence={**others, **evidence}, corrected=corrected)


def with_changes(case: Case, event: Corrected) -> Case:
    """The values as a person changed them; what is typed has the person as its evidence."""
    invoice, evidence = case.invoice, dict(case.evidence)
    paths = dict.fromkeys(case.corrected)
    for change in event.changes:
        invoice = edit.changed(invoice, change.path, change.after)
        evidence = edit.moved(evidence, change.path, change.after)
        paths = {**edit.moved(paths, change.path, change.after), change.path: None}
        if not edit.is_line(change.path):
            evidence[change.path] = Evidence(Source.MANUAL, 1.0, raw=change.after)
    # a rate that was given holds for the currency it was given for
    rate = None if any(change.path == "currency" for change in event.changes) else case.rate
    return replace(case, invoice=invoice, evidence=evidence, corrected=tuple(paths), rate=rate)


def with_values(case: Case, event: Filled) -> Case:
    """Values from a register, or following from others: they are nobody's correction, and a person may change them."""
    invoice, evidence = case.invoice, dict(case.evidence)
    for change in event.changes:
        invoice = edit.changed(invoice, change.path, change.after)
        evidence[change.path] = Evidence(event.source, 1.0, by="filled", raw=change.after)
    return replace(case, invoice=invoice, evidence=evidence)


def with_means(case: Case, means: PaidWith, person: str) -> Case:
    """How a receipt was paid; an account that a person had chosen for it before gives way."""
    rows = tuple(replace(row, manual=False) if row.kind is RowKind.PAYABLE else row for row in case.rows)
    return replace(case, paid_with=means, paid_by=person, rows=rows)
