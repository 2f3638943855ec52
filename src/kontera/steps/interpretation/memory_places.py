"""Places on a page and the words around them: what a value's neighbours say, and values by where they stand."""

# ruff: noqa: PLR2004 - the numbers are weights, distances and probabilities, explained where they are used

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import combinations
from typing import Final

from rapidfuzz import fuzz, process

from kontera.core.memory import MOST_WORDS, Exemplar, Layout, hashed
from kontera.steps.interpretation.context import Context
from kontera.steps.interpretation.dates import parsed
from kontera.steps.interpretation.layout import WIDTH, Segment, Sheet, Token, folded, has_digit
from kontera.steps.interpretation.numbers import Figure

DATES: Final = ("issue_date", "due_date", "delivery_date", "period.start", "period.end")
CONCEPTS: Final = {
    "totals.net": "net", "totals.vat": "vat", "totals.gross": "gross", "totals.payable": "payable",
    "totals.line_net": "line_net", "totals.rounding": "rounding", "totals.prepaid": "prepaid",
    "totals.charges": "charge", "totals.allowances": "allowance",
}  # fmt: skip
NAMES: Final = ("seller.name", "buyer.name", "buyer_reference", "seller_reference")
IDENTIFIERS: Final = ("seller.organisation_number", "seller.vat_number")
CONSTANTS: Final = ("seller.name", *IDENTIFIERS)
TEXTS: Final = (
    "number", "order_number", "customer_number", "contract", "project", "payment.reference", *NAMES, *IDENTIFIERS,
)  # fmt: skip
ACCOUNTS: Final = "payment.accounts"
COLUMNS: Final = 25  # into which the page's breadth is parted for the fingerprint
REACH: Final = 12.0  # letter heights above a value in which its heading may stand
FOR_MACHINES: Final = re.compile(r"#.*[<>]|[<>].*#")
CENT: Final = Decimal("0.011")
MOST_IN_ROW: Final = 8  # figures
LONGEST: Final = 48  # letters of an anchor
LONGEST_VALUE: Final = 8  # words
EXACT: Final = {"before": 1.2, "left": 1.0, "cell": 1.0, "above": 0.8, "head": 0.6, "further": 0.25, "after": 0.25}
NEARLY: Final = 85  # per cent of likeness of two anchors
FUZZY: Final = 0.6
SAME_LETTERS: Final = 0.85  # "VAT 25 %" and "VAT"
OPPOSED: Final = 0.4  # what another word right before the value takes away
NEAR_ENOUGH: Final = 0.1  # of `placed`: beneath it a value stands neither in the column nor near the height
ELSEWHERE: Final = 0.5  # what another column takes away
FEWEST_CELLS: Final = 3
MONEY_WORDS: Final = frozenset(["SEK", "NOK", "DKK", "EUR", "ISK", "USD", "GBP", "CHF", "PLN", "KR"])
FORM_LETTERS: Final = 5  # that may stand around a number's core: "NO … MVA"


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """Words of one run that can be a value, with the exemplar that their surroundings make."""

    segment: Segment
    tokens: tuple[Token, ...]

    @property
    def text(self) -> str:
        """The words as printed."""
        return " ".join(token.text for token in self.tokens)


@lru_cache(maxsize=8192)
def masked(text: str) -> str:
    """Words as an anchor keeps them: small letters, each number as "#", no punctuation."""
    plain = re.sub(r"[^\w#%]+", " ", re.sub(r"\d+(?:[.,: ]\d+)*", "#", text.casefold()))
    return " ".join(plain.split())[:LONGEST]


def shape_of(text: str) -> str:
    """How a value is written: runs of digits as 9, of letters as A or a."""
    return re.sub(r"[^\W\d_a-zåäöæøü]+", "A", re.sub(r"[a-zåäöæøü]+", "a", re.sub(r"\d+", "9", text)))[:24]


def written_alike(known: str, found: str, *, strictly: bool) -> bool:
    """Whether a value can be of the known one's kind: no arrow or colon where that had none, and no word first.

    A number that follows rules (`strictly`) has no small letters either.
    """
    strange = {char for char in found if char in ("a<>+#:" if strictly else "<>+#:")} - set(known)
    return not strange and ("9" in known.split(" ", maxsplit=1)[0]) <= ("9" in found.split(" ", maxsplit=1)[0])


def fingerprint(sheet: Sheet) -> Layout:
    """The words of the first page that are no numbers, each with the strip of the page it begins in.

    Of a page with very many words a choice, which is the same for the same words.
    """
    first = sheet.rows[0].page if sheet.rows else 0
    tokens = (token for row in sheet.rows if row.page == first for segment in row.segments for token in segment.tokens)
    found = {
        (word, round(COLUMNS * token.x0 / WIDTH))
        for token in tokens
        if len(word := folded(token.text)) > 1 and not has_digit(token.text)
    }
    return frozenset(sorted(found, key=hashed)[:MOST_WORDS])


def numbers_on(sheet: Sheet, shortest: int) -> frozenset[str]:
    """The long numbers of the pages as digits alone, also those set in groups."""
    found = set()
    for segment in sheet.segments:
        words = [token.text for token in segment.tokens]
        for start in range(len(words)):
            digits = ""
            for word in words[start : start + LONGEST_VALUE]:
                if not has_digit(word) and not (word.isalpha() and word.isupper() and len(word) <= 4):
                    break
                digits += re.sub(r"[^0-9]", "", word)
                if len(digits) >= shortest:
                    found.add(digits)
    return frozenset(found)


def exemplar_of(context: Context, path: str, seen: Seen, form: str = "") -> Exemplar:
    """Where a value stands and what stands around it."""
    segment, tokens = seen.segment, seen.tokens
    at = next(i for i, token in enumerate(segment.tokens) if token is tokens[0])
    end = at + len(tokens)
    left = tuple(context.labels.left(segment))
    above = tuple(context.labels.above(segment, tokens[0].x0, tokens[-1].x1, REACH * max(segment.height, 6.0)))
    head = next((other for other in above if not has_digit(other.text)), None)
    return Exemplar(
        path, segment.page, round(tokens[0].x0, 1), round(tokens[-1].x1, 1), round(segment.middle, 1),
        before=masked(" ".join(token.text for token in segment.tokens[:at])),
        after=masked(" ".join(token.text for token in segment.tokens[end:])),
        left=masked(left[0].text) if left else "",
        further=masked(left[1].text) if len(left) > 1 else "",
        above=masked(above[0].text) if above else "",
        head=masked(head.text) if head else "",
        cell=_cell(context, segment), words=len(tokens), shape=shape_of(seen.text), form=form,
        run=(round(segment.x0, 1), round(segment.x1, 1)),
    )  # fmt: skip


def _cell(context: Context, segment: Segment) -> str:
    """The heading over a row of cells that stands in this one's place, however the two are aligned."""
    row = context.sheet.rows[segment.row]
    upper = context.sheet.rows[segment.row - 1] if segment.row else row
    same = upper is not row and upper.page == row.page and len(upper.segments) == len(row.segments)
    money = (figure.money for other in upper.segments for figure in context.figures[other])
    if not same or len(row.segments) < FEWEST_CELLS or any(money):
        return ""
    return masked(upper.segments[next(at for at, other in enumerate(row.segments) if other is segment)].text)


def agreement(known: Exemplar, found: Exemplar) -> float:
    """How much speaks for a value standing where the known one stood: its words around, its place, its shape."""
    return told(known, found) + placed(known, found) + (0.15 if known.shape == found.shape else 0.0)


def told(known: Exemplar, found: Exemplar) -> float:
    """How far the words around two values agree; below zero when another word stands right before."""
    score = sum(weight * _alike(getattr(known, side), getattr(found, side)) for side, weight in EXACT.items())
    if known.before != found.before and not _alike(known.before, found.before):
        score -= OPPOSED
    return score


def placed(known: Exemplar, found: Exemplar) -> float:
    """How near each other two values stand on their pages; below zero when in other columns."""
    off = min(abs(known.x0 - found.x0), abs(known.x1 - found.x1))
    score = 0.4 if off <= 8 else 0.25 if off <= 30 else 0.0
    moved = bool(known.cell) and known.cell == found.cell  # cells move together with their headings
    if off > 30 and not moved and min(abs(one - two) for one, two in zip(known.run, found.run, strict=True)) > 30:
        score -= ELSEWHERE
    down = abs(known.y - found.y) if known.page == found.page else 1e9
    return score + (0.3 if down <= 8 else 0.15 if down <= 40 else 0.05 if down <= 150 else 0.0)


def named(known: Exemplar, found: Exemplar) -> bool:
    """Whether a word that named the known value names this one too.

    A word right before a value is its label, of a total also what stands to the left; only without such words can it
    be what stands above or aside.
    """
    left = max(_alike(known.left, found.left), _alike(known.left, found.before)) >= FUZZY
    if _says(known.before):
        beside = (found.before,) if _says(found.before) else (found.left,)
        return any(_alike(known.before, one) >= FUZZY for one in beside)
    if known.path in CONCEPTS and _says(known.left):
        return left
    if _says(found.before) and not left:
        return False
    return left or any(
        _alike(getattr(known, side), getattr(found, side)) >= FUZZY for side in ("cell", "above", "head")
    )


def headed_alike(known: Exemplar, found: Exemplar) -> bool:
    """Whether the words right before or over two values agree."""
    sides = ("before", "cell", "above", "head")
    return any(_alike(getattr(known, side), getattr(found, side)) >= FUZZY for side in sides)


def has_names(known: Exemplar) -> bool:
    """Whether any word beside or above the value can have named it."""
    return any(_says(words) for words in (known.before, known.left, known.cell, known.above, known.head))


def elsewhere(known: Exemplar, found: Exemplar) -> bool:
    """Whether a value of the invoice's head, whose place does not move with the lines, stands far from there."""
    return known.path not in CONCEPTS and placed(known, found) < NEAR_ENOUGH


@lru_cache(maxsize=8192)
def _says(text: str) -> bool:
    """Whether words say anything: more than figures and the code of a currency."""
    return any(word.isalpha() and word.upper() not in MONEY_WORDS for word in text.split())


@lru_cache(maxsize=8192)
def _alike(one: str, two: str) -> float:
    if not one or not two:
        return 0.0
    worth = 1.0 if _says(one) else 0.25  # figures beside a value tell little
    if one == two:
        return worth
    letters, others = re.sub(r"[#% ]+", " ", one).strip(), re.sub(r"[#% ]+", " ", two).strip()
    if letters and letters == others:
        return SAME_LETTERS
    return FUZZY * worth if len(one) > 3 and fuzz.ratio(one, two) >= NEARLY else 0.0


def same_place(one: Exemplar, two: Exemplar) -> bool:
    """Whether two exemplars are of one place in the layout."""
    if (one.before, one.left) == (two.before, two.left) and (one.before or one.left):
        return True
    beside = min(abs(one.x0 - two.x0), abs(one.x1 - two.x1)) <= 30
    return beside and ((bool(one.head) and one.head == two.head) or abs(one.y - two.y) <= 20)


Starts = dict[str, list[tuple[Segment, int]]]


def starts_of(sheet: Sheet) -> Starts:
    """Every word of the pages by what stands before it in its run."""
    found: Starts = {}
    for segment in sheet.segments:
        for start in range(len(segment.tokens)):
            before = masked(" ".join(token.text for token in segment.tokens[:start]))
            found.setdefault(before, []).append((segment, start))
    return found


def spans_like(starts: Starts, known: Exemplar) -> Iterator[Seen]:
    """The words that could be a text value of this exemplar, by the words before and after it in its run."""
    digits = "9" in known.shape
    keys = [known.before] if known.before in starts else []
    if any(char.isalpha() for char in known.before) and len(known.before) > 3:
        near = process.extract(known.before, starts.keys(), scorer=fuzz.ratio, score_cutoff=NEARLY, limit=5)
        keys += [key for key, _, _ in near if key != known.before]
    for key in keys:
        for segment, start in starts[key]:
            tokens = segment.tokens[start : _end(segment, start, known)]
            seen = Seen(segment, tokens)
            if tokens and has_digit(seen.text) == digits and any(char.isalnum() for char in tokens[0].text):
                yield seen


def _end(segment: Segment, start: int, known: Exemplar) -> int:
    if not known.after:
        return len(segment.tokens)
    for end in range(start + 1, len(segment.tokens)):
        if masked(" ".join(token.text for token in segment.tokens[end:])) == known.after:
            return end
    return min(start + known.words, len(segment.tokens))


def spans_equal(context: Context, value: str) -> Iterator[tuple[Seen, str]]:
    """The words on the pages that say the value, and how it is told from them."""
    wanted = compact(value)
    for segment in context.sheet.segments:
        count = len(segment.tokens)
        for start in range(count):
            for end in range(start + 1, min(count, start + LONGEST_VALUE) + 1):
                raw = " ".join(token.text for token in segment.tokens[start:end])
                form = form_of(raw, value)
                if form is not None:
                    yield Seen(segment, segment.tokens[start:end]), form
                if form is not None or len(compact(raw)) > len(wanted) + FORM_LETTERS:
                    break


def compact(text: str) -> str:
    """Letters and digits alone, in capitals."""
    return re.sub(r"[\W_]", "", text).upper()


def _plain(raw: str) -> str:
    return raw.strip(" .,:;#()[]|*")


def _digits(raw: str) -> str:
    return re.sub(r"[^0-9]", "", raw)


def _hyphened(raw: str) -> str:
    return re.sub(r"[^0-9-]", "", raw).strip("-")


def _unpadded(raw: str) -> str:
    return compact(raw).lstrip("0")


FORMS: Final[dict[str, Callable[[str], str]]] = {
    "plain": _plain,
    "compact": compact,
    "digits": _digits,
    "hyphened": _hyphened,
    "unpadded": _unpadded,
}


def form_of(raw: str, value: str) -> str | None:
    """How the value is told from what is printed, or None when it is not."""
    first = raw.split(" ", 1)[0]
    if not (has_digit(first) or not has_digit(raw) or (first.isalpha() and first.isupper() and len(first) <= 4)):
        return "plain" if compact(raw) == compact(value) else None
    if len(re.sub(r"[\W\d_]", "", raw)) > FORM_LETTERS and compact(raw) != compact(value):
        return None
    for name, form in FORMS.items():
        if form(raw) == value:
            return name
    bare = compact(raw)
    if bare == compact(value):
        return "plain"
    if len(bare) > FORM_LETTERS and bare in value:
        lead, _, tail = value.partition(bare)
        if len(lead) + len(tail) <= FORM_LETTERS and (lead + tail).isalpha():
            return f"around:{lead}:{tail}"
    return None


def formed(raw: str, form: str) -> str:
    """The value told from what is printed."""
    if form.startswith("around:"):
        _, lead, tail = form.split(":")
        bare = compact(raw)
        return f"{lead}{bare}{tail}" if not bare.startswith(lead or "\0") else bare
    return FORMS.get(form, FORMS["plain"])(raw)


def figures_equal(context: Context, value: object) -> Iterator[tuple[Seen, Figure]]:
    """The figures of this amount, unsigned, that can be a total."""
    for segment, figure in totals_in(context):
        if abs(figure.value) == value:
            yield Seen(segment, figure.tokens), figure


def totals_in(context: Context) -> Iterator[tuple[Segment, Figure]]:
    """The figures that can be a total: no percentage, no line's product, nothing of a line for machines."""
    for row in context.sheet.rows:
        figures = [figure for segment in row.segments for figure in context.figures[segment] if not figure.percent]
        for segment in row.segments:
            for figure in context.figures[segment]:
                others = [abs(one.value) for one in figures if one is not figure and abs(one.value) >= 1][:MOST_IN_ROW]
                product = any(abs(one * two - abs(figure.value)) < CENT for one, two in combinations(others, 2))
                if not figure.percent and not product and not FOR_MACHINES.search(row.text):
                    yield segment, figure


SLASHED: Final = re.compile(r"^(\d{1,2})[/.-](\d{1,2})[/.-](?:\d{4}|\d{2})$")


def month_first(raw: str, month: int, day: int) -> bool:
    """Whether a date is printed with its month first, as only a day other than the month tells."""
    found = SLASHED.match(raw)
    return found is not None and month != day and (int(found[1]), int(found[2])) == (month, day)


def turned(raw: str) -> object:
    """The date with its month first, or None."""
    return parsed(raw, month_first=True) if SLASHED.match(raw) else None


def at_boxes(sheet: Sheet, page: int, boxes: Sequence[object]) -> Seen | None:
    """The words at a place, of the run in which most of them stand."""
    wanted = set(boxes)
    best: Seen | None = None
    for segment in sheet.segments:
        if segment.page != page:
            continue
        inside = [i for i, token in enumerate(segment.tokens) if token.box in wanted]
        if inside and (best is None or len(inside) > len(best.tokens)):
            best = Seen(segment, segment.tokens[inside[0] : inside[-1] + 1])
    return best
