"""Learns from a company's own archive: verified invoices teach the reading model more, if it then reads no worse."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from kontera.core.case import Case
from kontera.core.errors import KonteraError
from kontera.pipeline.learn import grown
from kontera.pipeline.remember import own_pages
from kontera.ports import Box, View
from kontera.steps.interpretation.hints import Hints
from kontera.steps.interpretation.lessons import Learned, Lesson, judged, lot, taught, unlearned, wanted_of
from kontera.steps.interpretation.model.file import Model, written

WEIGHT: Final = 3.0  # what a verified document of one's own counts beside one that teaches all
FEWEST: Final = 30
FEWEST_FAMILIES: Final = 3
MOST: Final = 2000  # the latest; more teach little and take long
PAGE: Final = 200
FOLDS: Final = 4
ROUNDS: Final = 25
HIDDEN: Final = (0.0, 0.3)
FORGOTTEN: Final = 0.45  # label wordings kept from the documents it is judged by, for what they say of new layouts


class TooLittleToLearn(KonteraError):
    """The archive holds too few verified invoices of too few suppliers to learn from."""

    code, status, exit_code = "learn.too_little", 409, 4
    msgid = "There are {documents} verified invoices of {suppliers} suppliers; learning needs {least} of {fewest}."


@dataclass(frozen=True, slots=True)
class Relearned:
    """What learning gave: the model's file, or None when the one in use reads as well or better.

    `right` and `right_before` count the values read rightly in documents of suppliers left out, of `values` in all,
    each document read twice: as it is, and with some label wordings hidden; `fields` has both by field.
    """

    data: bytes | None
    documents: int
    suppliers: int
    values: int
    right: int
    right_before: int
    fields: Mapping[str, tuple[int, int]]


def relearn(box: Box, hints: Hints, base: Model) -> Relearned:
    """Teach the base model with the company's verified invoices and judge it on suppliers that it was not taught by.

    Nothing is written: the caller keeps `data` where `facts.interpretation` finds it. Raises TooLittleToLearn, and
    TrainingNotInstalled without the extra [train].
    """
    lessons = tuple(archive(box))
    families = sorted({lesson.family for lesson in lessons}, key=lambda family: (lot(family), family))
    if len(lessons) < FEWEST or len(families) < FEWEST_FAMILIES:
        raise TooLittleToLearn(documents=len(lessons), suppliers=len(families), least=FEWEST, fewest=FEWEST_FAMILIES)
    learned = [(lesson, _passes(lesson, hints)) for lesson in lessons]
    counts = _judged(learned, families, hints, base)
    right, before = (sum(pair[at] for pair in counts.values()) for at in (0, 1))
    known = 2 * sum(len(lesson.wanted) for lesson in lessons)
    data = None
    if right >= before and base.forests:
        about = {**base.made, "own_documents": len(lessons), "own_families": len(families)}
        made = _taught([one for _, passes in learned for one in passes], base, about)
        data = written(made)
    return Relearned(data, len(lessons), len(families), known, right, before, counts)


def archive(box: Box) -> Iterator[Lesson]:
    """The verified invoices whose pages were interpreted, latest first; those of one supplier are one family."""
    found = 0
    for offset in range(0, MOST, PAGE):
        rows = box.rows(View(limit=PAGE, offset=offset))
        for row in rows:
            case = box.case(row.id)
            if case.verified is not None and case.pages and not case.closed and found < MOST:
                found += 1
                yield lesson_of(case)
        if len(rows) < PAGE:
            return


def lesson_of(case: Case) -> Lesson:
    """What a verified case teaches: its pages and the values that a person let stand or put right."""
    family = case.supplier or case.invoice.seller.name.casefold()
    return Lesson(case.id, family, own_pages(case), wanted_of(case.invoice), WEIGHT)


def _passes(lesson: Lesson, hints: Hints) -> list[dict[str, Learned]]:
    return [taught(lesson, unlearned(lesson.name, share, "own"), hints) for share in HIDDEN]


def _taught(lessons: Sequence[Mapping[str, Learned]], base: Model, about: Mapping[str, object]) -> Model:
    return grown(lessons, base.shares, about, onto=base, rounds=ROUNDS)


def _judged(
    learned: Sequence[tuple[Lesson, Sequence[Mapping[str, Learned]]]],
    families: Sequence[str],
    hints: Hints,
    base: Model,
) -> dict[str, tuple[int, int]]:
    """How many values of each field the taught model and the base model get right, each family unseen when judged."""
    counts: dict[str, tuple[int, int]] = {}
    for fold in range(min(FOLDS, len(families))):
        left_out = frozenset(families[fold::FOLDS])
        seen = [one for lesson, passes in learned if lesson.family not in left_out for one in passes]
        model = _taught(seen, base, {})
        for lesson, _ in learned:
            if lesson.family in left_out:
                keys = unlearned(lesson.name, FORGOTTEN, "judging")
                for hidden in (frozenset[str](), keys):
                    mine, before = judged(lesson, (model, base), hidden, hints)
                    for name, right in mine.items():
                        one, two = counts.get(name, (0, 0))
                        counts[name] = (one + right, two + before[name])
    return counts
