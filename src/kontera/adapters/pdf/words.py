"""Words with boxes from a PDF page's text layer, those that nobody can see left out.

Runs in the child process and imports nothing of ours.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import sin
from typing import Any, Final

import numpy as np
import pypdfium2
from numpy.typing import NDArray
from pypdfium2 import raw

from kontera.adapters.pdf.bounds import TooLargeError

MOST_CHARACTERS: Final = 60_000
GAP: Final = 0.18  # of the font size: a wider gap parts two words
SPACED_GAP: Final = 0.75  # letter-spaced headings are joined up to this gap
HIGH_HALF: Final = 0xD800  # UTF-16 surrogates, which pdfium gives one by one
LOW_HALF: Final = 0xDC00
AFTER_HALVES: Final = 0xE000
FEWEST_SPACED: Final = 4  # letters in a letter-spaced heading
CELLS: Final = 48  # the grid on which the share covered by pictures is counted
MOST_OBJECTS: Final = 4_000
MOST_PIXELS: Final = 200_000_000  # of one picture: a page of two colours at 1,200 dots an inch has 140
MOST_LETTERS: Final = 2  # in each piece, on the average, of a word that is drawn letter by letter
LINED: Final = 0.8  # of its breadth: as much of a turned letter stands over the one before it
UPRIGHT: Final = 0.01  # off a quarter turn, by the sine
LINE_ENDS: Final = frozenset({0x0A, 0x0D})
SPLIT_MARKS: Final = frozenset({0x00, 0x09, 0x0A, 0x0D, 0x20, 0xA0, 0x2002, 0x2003, 0x2007, 0x2009, 0x202F, 0x3000})
HYPHENS: Final = {0x02: "-", 0xAD: "-", 0x2010: "-", 0x2011: "-"}

UNSEEN_MODES: Final = frozenset({raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP})
TINY: Final = 1.8  # points: text lower than this is not there to be read
INK: Final = 7  # grey levels that differ within a word's box: faint grey on white shows more

WordRow = tuple[str, float, float, float, float]


@dataclass(slots=True)
class Run:
    """A word in the making: its letters and its box in page units, y upwards."""

    letters: list[str] = field(default_factory=list)
    left: float = 0.0
    bottom: float = 0.0
    right: float = 0.0
    top: float = 0.0
    unseen: bool = False
    follows: bool = False  # on the run before without a gap, though a line end was put between them

    def take(self, letter: str, box: tuple[float, float, float, float]) -> None:
        """Add a letter with its box (left, bottom, right, top)."""
        if not self.letters:
            self.left, self.bottom, self.right, self.top = box
        else:
            self.left, self.bottom = min(self.left, box[0]), min(self.bottom, box[1])
            self.right, self.top = max(self.right, box[2]), max(self.top, box[3])
        self.letters.append(letter)


def words_of(page: Any, grey: NDArray[np.uint8] | None = None) -> tuple[list[WordRow], float]:  # noqa: ANN401 - a pypdfium2 page is untyped
    """The page's words as (text, x0, y0, x1, y1), fractions of the page as it is shown; and what does not count.

    That is the share (0-1) of the text layer's letters that nobody sees (drawn invisibly, in the colour of their
    ground, covered, too small, off the page) or whose meaning the font does not tell. `grey` is the page as drawn.
    """
    textpage = page.get_textpage()
    try:
        unknown: list[int] = []
        runs = _joined(_rejoined(list(_runs(textpage, unknown))))
    finally:
        textpage.close()
    width, height = page.get_size()
    if not width or not height:
        return [], 0.0
    seen: set[tuple[str, int, int]] = set()
    found: list[WordRow] = []
    lost = letters = len(unknown)
    for run in runs:
        word = _placed(page, run)
        text = "".join(run.letters).strip()
        letters += len(text)
        if run.unseen or not _can_be_seen(word, height, grey):
            lost += len(text)
            continue
        key = (text, round(word[0] * 400), round(word[1] * 400))
        if text and key not in seen:
            seen.add(key)
            found.append((text, *word))
    return found, lost / max(letters, 1)


def _can_be_seen(word: tuple[float, float, float, float], height: float, grey: NDArray[np.uint8] | None) -> bool:
    """Whether the word's place lies on the page, is large enough, and shows anything."""
    x0, y0, x1, y1 = word
    if x1 <= 0 or x0 >= 1 or y1 <= 0 or y0 >= 1 or (y1 - y0) * height < TINY:
        return False
    if grey is None:
        return True
    down, across = grey.shape
    left, right = max(0, int(x0 * across)), min(across, int(x1 * across) + 2)
    top, bottom = max(0, int(y0 * down)), min(down, int(y1 * down) + 2)
    place = grey[top:bottom, left:right]
    return place.size == 0 or int(place.max()) - int(place.min()) > INK


def _characters(textpage: Any, unknown: list[int]) -> Iterator[tuple[int, int]]:  # noqa: ANN401 - untyped library object
    """Each character's number and Unicode; the numbers of those whose meaning is not known are added to `unknown`."""
    pending = 0
    for index in range(min(textpage.count_chars(), MOST_CHARACTERS)):
        code = raw.FPDFText_GetUnicode(textpage, index)
        if HIGH_HALF <= code < LOW_HALF:
            pending = code
            continue
        if pending and LOW_HALF <= code < AFTER_HALVES:
            code = 0x10000 + ((pending - HIGH_HALF) << 10) + code - LOW_HALF
        pending = 0
        if not code:
            unknown.append(index)
        yield index, code


def _runs(textpage: Any, unknown: list[int]) -> Iterator[Run]:  # noqa: ANN401 - untyped library object
    box = raw.FS_RECTF()
    reference = ctypes.byref(box)
    run = Run()
    last: Run | None = None
    for index, code in _characters(textpage, unknown):
        if code in SPLIT_MARKS:
            if run.letters:
                yield run
                last, run = run if code in LINE_ENDS else None, Run()
            elif code not in LINE_ENDS:
                last = None
            continue
        if not raw.FPDFText_GetLooseCharBox(textpage, index, reference):
            continue
        place = (box.left, box.bottom, box.right, box.top)
        if run.letters and _parts(run, place) and not _turned(textpage, index, run, place):
            yield run
            last, run = None, Run()
        if not run.letters:
            run.unseen = _unseen(textpage, index)
            run.follows = last is not None and not _parts(last, place)
        run.take(HYPHENS.get(code) or chr(code), place)
    if run.letters:
        yield run


def _unseen(textpage: Any, index: int) -> bool:  # noqa: ANN401 - untyped library object
    """Whether the letter is drawn in a mode that leaves no mark."""
    text = raw.FPDFText_GetTextObject(textpage, index)
    return bool(text) and raw.FPDFTextObj_GetTextRenderMode(text) in UNSEEN_MODES


def _parts(run: Run, box: tuple[float, float, float, float]) -> bool:
    size = max(run.top - run.bottom, 0.1)
    if min(run.top, box[3]) - max(run.bottom, box[1]) < 0.3 * min(size, max(box[3] - box[1], 0.1)):
        return True
    return box[0] - run.right > GAP * size or box[0] < run.left - GAP * size


def _turned(textpage: Any, index: int, run: Run, box: tuple[float, float, float, float]) -> bool:  # noqa: ANN401 - untyped library object
    """Whether the letter stands over or under the word and goes on with it: text that is turned by a quarter."""
    broad = max(run.right - run.left, 0.1)
    if min(run.right, box[2]) - max(run.left, box[0]) < LINED * max(broad, box[2] - box[0]):
        return False
    gap = max(box[1] - run.top, run.bottom - box[3])
    if not -broad < gap <= GAP * broad:
        return False
    return abs(abs(sin(raw.FPDFText_GetCharAngle(textpage, index))) - 1) < UPRIGHT


def _joined(runs: list[Run]) -> list[Run]:
    """Letter-spaced headings (F A K T U R A) joined: four or more single letters at even gaps."""
    result: list[Run] = []
    at = 0
    while at < len(runs):
        end = at + 1
        while end < len(runs) and _spaced(runs[end - 1], runs[end]):
            end += 1
        if end - at >= FEWEST_SPACED:
            result.append(_whole(runs[at:end]))
        else:
            result.extend(runs[at:end])
        at = end
    return result


def _rejoined(runs: list[Run]) -> list[Run]:
    """Words drawn letter by letter, which the library takes for lines of their own, made whole again."""
    result: list[Run] = []
    at = 0
    while at < len(runs):
        end = at + 1
        while end < len(runs) and runs[end].follows:
            end += 1
        if end - at > 1 and sum(len(run.letters) for run in runs[at:end]) <= MOST_LETTERS * (end - at):
            result.append(_whole(runs[at:end]))
        else:
            result.extend(runs[at:end])
        at = end
    return result


def _whole(runs: list[Run]) -> Run:
    whole = Run(unseen=runs[0].unseen)
    for run in runs:
        whole.take("".join(run.letters), (run.left, run.bottom, run.right, run.top))
    return whole


def _spaced(one: Run, two: Run) -> bool:
    size = max(one.top - one.bottom, 0.1)
    single = len(one.letters) == 1 and len(two.letters) == 1 and one.letters[0].isalpha() and two.letters[0].isalpha()
    level = abs(one.bottom - two.bottom) < 0.2 * size
    return single and level and 0 <= two.left - one.right < SPACED_GAP * size


SCALE: Final = 200_000


def _placed(page: Any, run: Run) -> tuple[float, float, float, float]:  # noqa: ANN401 - untyped library object
    x, y = ctypes.c_int(), ctypes.c_int()
    corners = []
    for left, bottom in ((run.left, run.bottom), (run.right, run.top)):
        raw.FPDF_PageToDevice(page, 0, 0, SCALE, SCALE, 0, left, bottom, ctypes.byref(x), ctypes.byref(y))
        corners.append((x.value / SCALE, y.value / SCALE))
    (ax, ay), (bx, by) = corners
    return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


def covered_of(page: Any) -> float:  # noqa: ANN401 - untyped library object
    """The share (0-1) of the page that pictures cover. Raises TooLargeError for one of too many pixels."""
    cells: set[tuple[int, int]] = set()
    for count, shape in enumerate(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3)):
        if count > MOST_OBJECTS:
            break
        _fits(shape)
        try:
            left, bottom, right, top = shape.get_bounds()
        except pypdfium2.PdfiumError:
            continue
        x0, y0, x1, y1 = _placed(page, Run(["i"], left, bottom, right, top))
        columns = range(max(0, round(x0 * CELLS)), min(CELLS, round(x1 * CELLS)))
        rows = range(max(0, round(y0 * CELLS)), min(CELLS, round(y1 * CELLS)))
        cells.update((column, row) for column in columns for row in rows)
    return len(cells) / (CELLS * CELLS)


def _fits(shape: Any) -> None:  # noqa: ANN401 - untyped library object
    """Raises TooLargeError for a picture that says it has too many pixels; nothing of it is decoded yet."""
    wide, high = ctypes.c_uint(), ctypes.c_uint()
    told = raw.FPDFImageObj_GetImagePixelSize(shape.raw, ctypes.byref(wide), ctypes.byref(high))
    if told and wide.value * high.value > MOST_PIXELS:
        raise TooLargeError("more pixels", str(MOST_PIXELS))
