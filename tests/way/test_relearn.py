"""Learning from a company's own archive; needs the extra [train]."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice
from typing import Any

import pytest
from tests.build import NOW, a_case
from tests.way.office import words_of

from kontera.core.case import Act, Case
from kontera.core.evidence import Page
from kontera.core.invoice import Invoice
from kontera.core.reading import Reading
from kontera.core.row import CaseRow, row_of
from kontera.pipeline.learn import TrainingNotInstalled, grown
from kontera.pipeline.relearn import TooLittleToLearn, archive, lesson_of, relearn
from kontera.ports import View
from kontera.samples.business import Business
from kontera.samples.companies import DEMO_BUYER, SUPPLIERS
from kontera.samples.draw import draw
from kontera.samples.invent import invent
from kontera.steps.interpretation.hints import Hints
from kontera.steps.interpretation.lessons import taught, unlearned
from kontera.steps.interpretation.model.file import Model, read

DAY = date(2026, 2, 2)
SHARES = {"number": 0.5, "due_date": 0.5}


@dataclass(frozen=True, slots=True)
class Archive:
    """The books as learning sees them: rows and cases."""

    cases: Sequence[Case]

    def rows(self, view: View) -> tuple[CaseRow, ...]:
        return tuple(row_of(case) for case in islice(self.cases, view.offset, view.offset + view.limit))

    def case(self, case: str) -> Case:
        return next(one for one in self.cases if one.id == case)


def _case(at: int, one: Business, **changes: Any) -> Case:
    invoice: Invoice = invent(700 + at, one, DEMO_BUYER, DAY + timedelta(days=at))
    runs = draw(invoice, one.layout, one.language).runs
    words = tuple(word for run in runs if run.page == 1 for word in words_of(run))
    page = Page(1, 595.0, 842.0, words, "text")
    plain = {"id": f"case-{at}", "pages": (page,), "supplier": one.key, "verified": Act("person:anna", NOW)}
    return a_case(invoice, **(plain | changes))


def _cases(count: int, suppliers: int) -> list[Case]:
    return [_case(at, SUPPLIERS[at % suppliers]) for at in range(count)]


def _base() -> Model:
    lessons = [lesson_of(_case(at, SUPPLIERS[-1 - at % 6])) for at in range(24)]
    return grown([taught(one, unlearned(one.name, 0.2, 1)) for one in lessons], SHARES, {"documents": 24})


def test_only_verified_invoices_with_pages_teach() -> None:
    told = [_case(1, SUPPLIERS[0]), _case(2, SUPPLIERS[0], verified=None), _case(3, SUPPLIERS[0], pages=())]
    box: Any = Archive(told)
    assert [lesson.name for lesson in archive(box)] == ["case-1"]


def test_a_verified_case_teaches_what_its_invoice_states() -> None:
    lesson = lesson_of(_case(1, SUPPLIERS[0]))
    assert lesson.family == SUPPLIERS[0].key
    assert set(lesson.wanted) >= {"number", "issue_date", "due_date", "seller.name", "totals.net", "totals.payable"}


def test_of_a_file_with_several_invoices_the_cases_own_pages_teach() -> None:
    case = _case(1, SUPPLIERS[0])
    other = Page(2, 595.0, 842.0, (), "text")
    reading = Reading(case.invoice, "text", pages=(1,))
    assert lesson_of(replace(case, pages=(*case.pages, other), reading=reading)).pages == case.pages


def test_too_small_an_archive_says_so() -> None:
    box: Any = Archive(_cases(12, 2))
    with pytest.raises(TooLittleToLearn, match="12 verified invoices of 2 suppliers"):
        relearn(box, Hints(), Model({}, {}))


def test_an_archive_teaches_the_model_more() -> None:
    base, box = _base(), Archive(_cases(32, 5))
    said = relearn(box, Hints(), base)  # type: ignore[arg-type] # learning asks for rows and cases alone
    assert (said.documents, said.suppliers) == (32, 5)
    assert said.right_before <= said.values
    assert (said.data is not None) == (said.right >= said.right_before)
    if said.data is not None:
        model = read(said.data)
        assert model.made["own_documents"] == 32
        assert len(model.forests["number"].roots) > len(base.forests["number"].roots)


def test_without_the_training_library_learning_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "lightgbm", None)
    with pytest.raises(TrainingNotInstalled, match=r"kontera\[train\]"):
        _base()
