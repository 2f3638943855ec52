"""What every part of the interpretation looks at: the sheet, its labels, its figures and dates, the hints."""

from __future__ import annotations

from dataclasses import dataclass

from kontera.steps.interpretation.dates import Dated, dates_in
from kontera.steps.interpretation.hints import Hints
from kontera.steps.interpretation.labels import Labels
from kontera.steps.interpretation.layout import Segment, Sheet
from kontera.steps.interpretation.numbers import Figure, decimal_mark, figures_in


@dataclass(frozen=True, slots=True, eq=False)
class Context:
    """One document laid out, labelled and searched once for dates and figures."""

    sheet: Sheet
    labels: Labels
    hints: Hints
    mark: str
    language: str
    dates: tuple[Dated, ...]
    figures: dict[Segment, tuple[Figure, ...]]

    @property
    def text(self) -> str:
        """All rows as lines of text."""
        return "\n".join(row.text for row in self.sheet.rows)


def looked_at(sheet: Sheet, hints: Hints) -> Context:
    """The sheet with its labels, language, dates and figures found."""
    labels = Labels(sheet)
    mark = decimal_mark(segment.text for segment in sheet.segments)
    language = language_of(labels)
    american = language == "en" and " USD" in " ".join(segment.text for segment in sheet.segments)
    dates = tuple(
        dated for segment in sheet.segments for dated in dates_in(segment, optical=sheet.optical, month_first=american)
    )
    busy = {id(token) for dated in dates if not dated.compact for token in dated.tokens}
    figures = {
        segment: tuple(
            figure
            for figure in figures_in(segment, mark)
            if figure.tokens and not all(id(token) in busy for token in figure.tokens)
        )
        for segment in sheet.segments
    }
    return Context(sheet, labels, hints, mark, language, dates, figures)


def language_of(labels: Labels) -> str:
    """The language whose labels alone explain most of the page; empty when no label tells."""
    votes: dict[str, float] = {}
    for hits in labels.hits.values():
        for hit in hits:
            languages = _languages(hit.key)
            for language in languages:
                votes[language] = votes.get(language, 0.0) + len(hit.key) ** 0.5 / len(languages) ** 1.5
    return max(votes, key=lambda language: votes[language]) if votes else ""


def _languages(key: str) -> frozenset[str]:
    return LANGUAGES.get(key, frozenset())


def _by_language() -> dict[str, frozenset[str]]:
    from kontera.steps.interpretation.layout import folded
    from kontera.steps.interpretation.lexicon import PHRASES

    table: dict[str, set[str]] = {}
    for languages in PHRASES.values():
        for language, phrases in languages.items():
            for phrase in phrases.split("|"):
                table.setdefault(folded(phrase), set()).add(language)
    return {key: frozenset(languages) for key, languages in table.items()}


LANGUAGES = _by_language()
