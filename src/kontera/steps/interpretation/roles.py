"""Which party a place on the page belongs to, told by the headings."""

# ruff: noqa: PLR2004 - the numbers are weights, distances and probabilities, explained where they are used

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kontera.steps.interpretation.columns import names_column
from kontera.steps.interpretation.context import Context
from kontera.steps.interpretation.labels import CONCEPTS, Hit
from kontera.steps.interpretation.layout import Row, Segment
from kontera.steps.interpretation.standing import Standing

REACH: Final = 320.0  # how far below its heading a party's block may reach
FEWEST_COLUMNS: Final = 3  # of a table's head
FORM_ASIDE: Final = 8.0  # thousandths of the page width
FORM_ROWS: Final = 3.0  # line heights
FORM_REACH: Final = 350.0
WHENCE: Final = frozenset({"fra", "fran", "from", "von", "de", "van"})
PAID_ROWS: Final = 2
PAID: Final = frozenset({"beneficiaire", "zahlungsempfanger", "payee", "beneficiary", "kontoinhaber", "accountholder"})
PARTIES: Final = frozenset(key for key, names in CONCEPTS.items() if names & {"h_seller", "h_buyer", "h_delivery"})
PAYABLE: Final = frozenset(key for key, names in CONCEPTS.items() if "payable" in names)
LONGEST_AFTER_HEADING: Final = 5  # words: a heading with more after it is a sentence


class Roles:
    """Which party a place on the page belongs to, told by the headings."""

    def __init__(self, context: Context) -> None:
        self._ends: dict[int, list[float]] = {}
        for row in context.sheet.rows:
            if _ends(context, row):
                self._ends.setdefault(row.page, []).append(row.y0)
        labelled = [hits for hits in context.labels.hits.values() if hits and hits[0].start == 0]
        first = [  # no heading is within a segment
            (hits[0], hits) for hits in labelled if hits[0].key in PARTIES and not self._of_goods(hits[0])
        ]
        self._headings = [
            (hit, "buyer" if not hit.names("h_seller") else "seller")
            for hit, hits in first
            if _is_heading(hit) and not _of_number(context, hit) and not _qualified(hit, hits)
            if not _of_column(context, hit)
        ]
        self._inline = {
            hit.segment: "buyer" if not hit.names("h_seller") else "seller" for hit, _ in first if _leads(hit)
        }
        self._by_page: dict[int, list[tuple[Hit, str]]] = {}
        for hit, role in self._headings:
            self._by_page.setdefault(hit.segment.page, []).append((hit, role))
        self._context = context
        self._known: dict[Segment, str] = {}
        self._rows_alone: dict[Hit, bool] = {}
        self.standing = Standing(context.sheet)  # what the surroundings tell where no heading does

    def _of_goods(self, hit: Hit) -> bool:
        """Whether it tells, under the head of the lines, whence goods or travellers came ("Fra: Woolmark Ltd")."""
        return hit.key in WHENCE and any(end < hit.segment.y0 for end in self._ends.get(hit.segment.page, ()))

    @property
    def headings(self) -> list[tuple[Hit, str]]:
        """The headings with the role they announce."""
        return self._headings

    def leads(self, segment: Segment) -> bool:
        """Whether the segment begins with its own heading and goes on with the whole address."""
        return segment in self._inline

    def of(self, segment: Segment) -> str:
        """The role of the segment's place, "" when none: the nearest heading above in its column decides."""
        role = self._known.get(segment)
        if role is None:
            role = self._known[segment] = self._found(segment)
        return role

    def _found(self, segment: Segment, *, inner: bool = False) -> str:
        if segment in self._inline:
            return self._inline[segment]
        best_role, nearest = "", REACH
        for hit, role in self._by_page.get(segment.page, ()):
            heading = hit.segment
            if heading is segment:
                return role
            level = heading.row == segment.row
            if not level and not 0 <= segment.y0 - heading.y0 < nearest:
                continue
            near = level or -45 < heading.x0 - segment.x0 < 45 or -25 < heading.x1 - segment.x1 < 25
            near = near or heading.overlap(segment) > 0.5 * min(heading.x1 - heading.x0, segment.x1 - segment.x0)
            if not near and not (len(heading.tokens) > 2 and -250 < segment.x0 - heading.x1 < 90):
                continue
            down = self._below(hit, segment, level=level)
            if down < nearest and (near or down < 250):
                best_role, nearest = role, down
        if not best_role and not inner:
            left = self._context.labels.left(segment)
            if left and self._context.labels.hits[left[0]]:
                return self._found(left[0], inner=True)
        return best_role

    def _below(self, hit: Hit, segment: Segment, *, level: bool) -> float:
        """How far the segment stands below the heading; out of its reach where another thing begins between."""
        if hit.segment.page != segment.page or (level and segment.x0 < hit.segment.x0):
            return REACH
        down = segment.y0 - hit.segment.y0
        if level and 0 < segment.x0 - hit.segment.x1 < FORM_REACH:
            return REACH if self._between(hit.segment, segment) else 0.0
        if down < 0 or down >= REACH or (not level and self._one_row(hit)):
            return REACH
        ended = any(hit.segment.y1 <= end <= segment.y0 for end in self._ends.get(segment.page, ()))
        return REACH if ended else down

    def _one_row(self, hit: Hit) -> bool:
        """Whether the heading is a label of a form: its party stands beside it, and the next row is labelled alike."""
        known = self._rows_alone.get(hit)
        if known is None:
            known = self._rows_alone[hit] = self._in_form(hit)
        return known

    def _in_form(self, hit: Hit) -> bool:
        sheet, own = self._context.sheet, hit.segment
        beside = _beside(sheet.rows[own.row], own)
        if beside is None or self._context.labels.hits[beside] or beside.tokens[0].digits:
            return False
        for row in (*sheet.rows[own.row + 1 : own.row + 3], *sheet.rows[max(0, own.row - 2) : own.row]):
            near = row.page == own.page and abs(row.middle - own.middle) < FORM_ROWS * own.height
            label = next((other for other in row.segments if near and abs(other.x0 - own.x0) < FORM_ASIDE), None)
            value = _beside(row, label) if label is not None else None
            if label is None or value is None or abs(value.x0 - beside.x0) >= FORM_ASIDE:
                continue
            if row.index < own.row or self._context.labels.hits[label]:
                return True  # the row above or below is a label and its value too
        return False

    def _between(self, left: Segment, right: Segment) -> bool:
        row = self._context.sheet.rows[right.row]
        return any(left.x1 < other.x0 < right.x0 for other in row.segments)


def _beside(row: Row, segment: Segment) -> Segment | None:
    """What stands next to the right of it."""
    right = [other for other in row.segments if other.x0 > segment.x1]
    return min(right, key=lambda other: other.x0) if right and right[0].x0 - segment.x1 < FORM_REACH else None


def _qualified(hit: Hit, hits: Sequence[Hit]) -> bool:
    """Whether it is but the first word of another label ("Mottagarens kontonummer")."""
    after = [other for other in hits if other.start >= hit.end]
    parties = ("h_seller", "h_buyer", "h_delivery")
    colon = hit.tokens[-1].text.endswith(":")
    return not colon and any(not any(other.names(name) for name in parties) for other in after)


def _of_number(context: Context, hit: Hit) -> bool:
    """Whether a number stands beside it: "Kund 88" tells the customer's number, not the customer."""
    if not hit.names("customer_number"):
        return False
    beside = _beside(context.sheet.rows[hit.segment.row], hit.segment)
    return beside is not None and beside.text.isdigit()


def _of_column(context: Context, hit: Hit) -> bool:
    """Whether it heads a column of a table: "From" and "To" of journeys, beside the amounts."""
    row = context.sheet.rows[hit.segment.row]
    others = [some for segment in row.segments if segment is not hit.segment and (some := context.labels.hits[segment])]
    names = {name for some in others for one in some for name, _ in one.concepts if names_column(one)}
    return len(names) >= FEWEST_COLUMNS and not names.isdisjoint(("c_amount", "c_gross", "c_price"))


def of_payee(context: Context, segment: Segment) -> bool:
    """Whether the heading right over or before it is that of who is to be paid, be it a factor."""
    if not any(hit.key in PAID for hit in context.labels.of("h_seller")):
        return False
    rows = context.sheet.rows[max(0, segment.row - PAID_ROWS) : segment.row + 1]
    near = (other for row in rows for other in row.segments if row.page == segment.page and other.x0 <= segment.x0 + 8)
    return any(hit.key in PAID for other in near for hit in context.labels.hits[other][:1])


def _ends(context: Context, row: Row) -> bool:
    """Whether it parts the parties above from what is below: the head of the table, or the amount to pay."""
    hits = [some for segment in row.segments if (some := context.labels.hits[segment])]
    if any(some[0].start == 0 and some[0].key in PAYABLE for some in hits):
        return True
    return len(hits) >= FEWEST_COLUMNS and sum([any(map(names_column, some)) for some in hits]) >= FEWEST_COLUMNS


def _leads(hit: Hit) -> bool:
    """Whether it opens a party's whole address in one line ("Kunde: Jæren AS, Torget 3, 4330 Ålgård")."""
    return (
        hit.start == 0
        and hit.key in PARTIES
        and len(hit.segment.tokens) - hit.end > LONGEST_AFTER_HEADING
        and hit.tokens[-1].text.endswith(":")
    )


def _is_heading(hit: Hit) -> bool:
    if hit.key in {"de", "a", "an", "nom", "von"}:
        return False
    words = len(hit.segment.tokens)
    if words - hit.end > LONGEST_AFTER_HEADING:
        return False
    first = hit.start == 0
    colon = hit.tokens[-1].text.endswith(":")
    if len(hit.key) <= 4 and not (words == 1 or colon):
        return False
    return first and (words <= hit.end + 1 or colon or _twice(hit))


def _twice(hit: Hit) -> bool:
    """Whether the rest of its segment is the same heading in another language ("Köpare / Buyer")."""
    rest = [token.letters for token in hit.segment.tokens[hit.end :] if token.letters]
    names = CONCEPTS.get("".join(rest), frozenset())
    return bool(rest) and bool(names & {"h_seller", "h_buyer", "h_delivery"})
