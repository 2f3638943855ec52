"""Lays what was read optically against the text that was drawn: letters, words, fields, and what was mistaken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from rapidfuzz.distance import Levenshtein

from kontera.core.evidence import Word
from kontera.samples.sheet import A4

LETTERS: Final = "åäöøæüß"
SPACES: Final = str.maketrans({"–": "-", "—": "-", "−": "-", "’": "'", "´": "'", "`": "'", "·": ".", "•": "."})
AMOUNTS: Final = ("payable", "net", "vat", "gross", "line_net", "rounding", "extra", "prepaid")
AMOUNT_ENDS: Final = (".net_amount", ".unit_price", ".quantity", ".tax", ".taxable", ".kroner", ".ore")
DATES: Final = ("issue_date", "due_date", "delivery_date", "period")
IDS: Final = ("number", "payment.reference", "payment_reference", "seller.vat_number", "buyer_vat", "ocr_line",
              "seller.organisation_number", "customer_number", "order_number", "bank_bar_code")  # fmt: skip
SAME_LINE: Final = 1.0  # points between baselines


@dataclass(frozen=True, slots=True)
class Text:
    """A text on the page, in points: its left end, baseline from the top, size and width; `tag` says what it is."""

    text: str
    tag: str
    x: float
    y: float
    size: float
    width: float


@dataclass(slots=True)
class Tally:
    """What was right on some pages; also what was mistaken for what."""

    letters: int = 0
    wrong: int = 0
    spurious: int = 0
    words: int = 0
    words_right: int = 0
    whole: int = 0
    fields: Counter[str] = field(default_factory=Counter)
    fields_right: Counter[str] = field(default_factory=Counter)
    special: Counter[str] = field(default_factory=Counter)
    special_right: Counter[str] = field(default_factory=Counter)
    confused: Counter[tuple[str, str]] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        """Count another tally in."""
        for name in ("letters", "wrong", "spurious", "words", "words_right", "whole"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for name in ("fields", "fields_right", "special", "special_right", "confused"):
            getattr(self, name).update(getattr(other, name))
        self.missed += other.missed


def scored(runs: Sequence[Text], words: Sequence[Word], matrix: Sequence[float], name: str) -> Tally:
    """Lay what was read against the text, line by line, blind to spaces."""
    tally, lines = Tally(), _lines(runs)
    back = np.linalg.inv(np.array(matrix).reshape(3, 3))
    read: list[list[tuple[float, str]]] = [[] for _ in lines]
    for word in words:
        x0, x1, y0, y1 = _place(word, back)
        at = _line(lines, x0, x1, y0, y1)
        if at is None:
            tally.spurious += len(word.text)
            tally.wrong += len(word.text)
        else:
            read[at].append((x0, _same(word.text)))
    for line, found in zip(lines, read, strict=True):
        _score_line(tally, line, [text for _, text in sorted(found)], name)
    return tally


def _place(word: Word, back: np.ndarray) -> tuple[float, float, float, float]:
    """Where the word stands on the clean page, in points: x0, x1, y0, y1."""
    box = word.box
    middle = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
    points = np.array([(box.x0, middle[1], 1), (box.x1, middle[1], 1), (middle[0], box.y0, 1), (middle[0], box.y1, 1)])
    moved = points @ back.T
    moved = moved[:, :2] / moved[:, 2:] * np.array(A4)
    return float(moved[0, 0]), float(moved[1, 0]), float(moved[2, 1]), float(moved[3, 1])


def _lines(runs: Sequence[Text]) -> list[list[Text]]:
    """Texts with the same baseline, each line from left to right."""
    lines: list[list[Text]] = []
    for run in sorted(runs, key=lambda run: run.y):
        if lines and abs(lines[-1][0].y - run.y) < SAME_LINE:
            lines[-1].append(run)
        else:
            lines.append([run])
    return [sorted(line, key=lambda run: run.x) for line in lines]


def _line(lines: Sequence[Sequence[Text]], x0: float, x1: float, y0: float, y1: float) -> int | None:
    """The line that holds the run which this place covers most."""
    best, most = None, 0.0
    for at, line in enumerate(lines):
        for run in line:
            top, bottom = run.y - 0.72 * run.size, run.y + 0.22 * run.size
            across = min(x1, run.x + run.width) - max(x0, run.x)
            down = min(y1, bottom) - max(y0, top)
            if across > 0 and down > 0 and across * down > most:
                best, most = at, across * down
    return best


def _same(text: str) -> str:
    return "".join(text.translate(SPACES).split())


def _score_line(tally: Tally, line: Sequence[Text], found: Sequence[str], name: str) -> None:
    truth = "".join(_same(run.text) for run in line)
    read = "".join(found)
    bad, at, tokens = [False] * (len(truth) + 1), 0, Counter(found)
    between: set[int] = set()
    for step in Levenshtein.editops(truth, read):
        tally.wrong += 1
        gone, come = (
            (truth[step.src_pos] if step.tag != "insert" else ""),
            (read[step.dest_pos] if step.tag != "delete" else ""),
        )
        tally.confused[gone, come] += 1
        if step.tag == "insert":
            between.add(step.src_pos)
        else:
            bad[step.src_pos] = True
    tally.letters += len(truth)
    for place, letter in enumerate(truth.lower()):
        if letter in LETTERS:
            tally.special[letter] += 1
            tally.special_right[letter] += not bad[place]
    for run in line:
        spans: list[tuple[int, int]] = []
        for part in run.text.split():
            clean = _same(part)
            end = at + len(clean)
            right = not any(bad[at:end]) and not any(at < place < end for place in between)
            tally.words += 1
            tally.words_right += right
            tally.whole += tokens[clean] > 0
            if any(char.isdigit() for char in clean):
                spans.append((at, end))
            at = end
        _score_field(tally, run, spans, bad, between, f"{name} {run.tag}: {run.text} | {' '.join(found)}")


def _score_field(
    tally: Tally, run: Text, spans: Sequence[tuple[int, int]], bad: Sequence[bool], between: set[int], said: str
) -> None:
    kind = _kind(run.tag)
    if not kind or not spans:
        return
    start, end = spans[0][0], spans[-1][1]
    right = not any(bad[start:end]) and not any(start < place < end for place in between)
    tally.fields[kind] += 1
    tally.fields_right[kind] += right
    if not right:
        tally.missed.append(said)


def _kind(tag: str) -> str:
    if tag in AMOUNTS or tag.endswith(AMOUNT_ENDS):
        return "amounts"
    if tag in DATES:
        return "dates"
    return "ids" if tag in IDS or tag.startswith("account.") else ""
