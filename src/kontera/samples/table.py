"""The table of invoice lines, over as many pages as it needs."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.pdfbase.pdfmetrics import stringWidth

from kontera.core.invoice import Line
from kontera.samples import figures
from kontera.samples.paper import Paper
from kontera.samples.sheet import BLACK, GREY, WHITE, Align, wrapped
from kontera.samples.style import Rows
from kontera.samples.wording import unit_word

GAP = 12.0
LEAST_DESCRIPTION = 130.0
GIVEN_UP: tuple[str, ...] = ("position", "article", "unit", "vat_rate")
"""The columns that give way, in this order, where the description would be too narrow."""


@dataclass(frozen=True, slots=True)
class _Column:
    key: str
    x: float
    width: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def align(self) -> Align:
        left = self.key in {"description", "article", "unit", "position"}
        return Align.LEFT if left else Align.RIGHT


@dataclass(frozen=True, slots=True)
class _Row:
    """One line's printed cells, its wrapped description and its height in lines of text."""

    place: int
    cells: dict[str, str]
    described: list[str]
    detailed: list[str]


def table(paper: Paper) -> None:
    """Draw all lines, with the heading again on each page."""
    cells = [_cells(paper, line, place) for place, line in enumerate(paper.invoice.lines)]
    columns = _columns(paper, cells)
    about = next(column for column in columns if column.key == "description")
    rows = [_row(paper, place, cell, about.width) for place, cell in enumerate(cells)]
    top = _heading(paper, columns)
    for row in rows:
        height = _height(paper, row)
        if paper.y + height > paper.bottom - 6:
            _closing(paper, columns, top)
            turn(paper)
            top = _heading(paper, columns)
        _draw(paper, columns, row, height)
    _closing(paper, columns, top)
    paper.y += 10


def turn(paper: Paper) -> None:
    """Begin a new page with the supplier's name and the document's number at the top."""
    paper.sheet.turn()
    paper.y = 48.0
    paper.write(paper.left, paper.invoice.seller.name, scale=0.9, colour=GREY, room=paper.width * 0.5)
    paper.write(paper.right, f"{paper.title} {paper.invoice.number}", scale=0.9, align=Align.RIGHT, colour=GREY)
    paper.y = 76.0


def _cells(paper: Paper, line: Line, place: int) -> dict[str, str]:
    """The printed text of each of a line's cells; absent values are empty."""
    style = paper.style
    unit = unit_word(line.unit, style.language)
    quantity = figures.quantity(line.quantity, style) if line.quantity is not None else ""
    return {
        "position": str(place + 1),
        "article": line.seller_article,
        "description": line.description,
        "detail": line.detail,
        "quantity": f"{quantity} {unit}" if style.joined_unit else quantity,
        "unit": "" if style.joined_unit else unit,
        "unit_price": figures.price(line.unit_price, style) if line.unit_price is not None else "",
        "discount_percent": f"{figures.percent(line.discount_percent, style)} %" if line.discount_percent else "",
        "vat_rate": f"{figures.percent(line.vat_rate, style)} %" if line.vat_rate is not None else "",
        "amount": figures.amount(line.net_amount, style, paper.invoice) if line.net_amount is not None else "",
    }


def _columns(paper: Paper, rows: list[dict[str, str]]) -> list[_Column]:
    """Each column as wide as its widest text; the description gets what is left."""
    keys = [key for key in paper.style.columns if key == "description" or any(row[key] for row in rows)]
    if len({line.vat_rate for line in paper.invoice.lines}) > 1 and "vat_rate" not in keys:
        keys.insert(-1, "vat_rate")
    inset = 6.0
    room = paper.width - 2 * inset
    widths = {key: _wide(paper, key, rows) for key in keys if key != "description"}
    for key in GIVEN_UP:
        if room - sum(widths.values()) - GAP * len(widths) >= LEAST_DESCRIPTION:
            break
        if key in widths and not (key == "vat_rate" and len({row[key] for row in rows}) > 1):
            del widths[key]
    rest = room - sum(widths.values()) - GAP * len(widths)
    x, columns = paper.left + inset, []
    for key in keys:
        if key == "description" or key in widths:
            width = widths.get(key, rest)
            columns.append(_Column(key, x, width))
            x += width + GAP
    return columns


def _wide(paper: Paper, key: str, rows: list[dict[str, str]]) -> float:
    style = paper.style
    head = stringWidth(paper.word(key), style.bold, paper.size * 0.92)
    body = max(stringWidth(row[key], style.regular, paper.size) for row in rows)
    return float(max(min(head, 74.0), body))


def _row(paper: Paper, place: int, cells: dict[str, str], room: float) -> _Row:
    described = _wrap(paper, cells["description"], room, 1.0)
    return _Row(place, cells, described, _wrap(paper, cells["detail"], room, 0.88) if cells["detail"] else [])


def _wrap(paper: Paper, text: str, room: float, scale: float) -> list[str]:
    return wrapped(text, paper.style.regular, paper.size * scale, room)


def _height(paper: Paper, row: _Row) -> float:
    lines = len(row.described) + 0.92 * len(row.detailed)
    return lines * paper.step + (7.0 if paper.style.design.rows is not Rows.DASHED else 2.0)


def _heading(paper: Paper, columns: list[_Column]) -> float:
    """The names of the columns; returns the y of the table's upper edge on this page."""
    rows, style, sheet = paper.style.design.rows, paper.style, paper.sheet
    top, height = paper.y, paper.step + 8
    if rows is Rows.FILLED:
        sheet.fill(paper.left, top, paper.width, height, style.accent)
    elif rows in {Rows.BOXED, Rows.ZEBRA}:
        sheet.fill(paper.left, top, paper.width, height, style.tint)
    base = top + height / 2 + paper.size * 0.32
    for column in columns:
        x = column.x + column.align.value * column.width
        paper.write(
            x,
            paper.word(column.key),
            y=base,
            bold=True,
            scale=0.92,
            align=column.align,
            colour=WHITE if rows is Rows.FILLED else BLACK,
            tag=f"label.line.{_field(column.key)}",
            room=column.width,
        )
    paper.y = top + height
    if rows is Rows.DASHED:
        _dashes(paper, top)
        _dashes(paper, paper.y)
    elif rows in {Rows.LINED, Rows.BARE, Rows.ZEBRA}:
        sheet.stroke(paper.left, paper.y, paper.right, paper.y, width=1.0, colour=style.accent)
    return top


def _dashes(paper: Paper, y: float) -> None:
    count = int(paper.width / stringWidth("-", paper.style.regular, paper.size))
    paper.write(paper.left, "-" * count, y=y + paper.size * 0.3, colour=GREY)


def _field(key: str) -> str:
    return "net_amount" if key == "amount" else "seller_article" if key == "article" else key


def _draw(paper: Paper, columns: list[_Column], row: _Row, height: float) -> None:
    rows, sheet = paper.style.design.rows, paper.sheet
    if rows is Rows.ZEBRA and row.place % 2:
        sheet.fill(paper.left, paper.y, paper.width, height, paper.style.tint)
    base = paper.y + paper.step - 0.5 + (2.0 if rows is not Rows.DASHED else 0.0)
    for column in columns:
        if column.key == "description":
            _describe(paper, column.x, base, row)
            continue
        tag = f"line.{row.place}.{_field(column.key)}"
        x = column.x + column.align.value * column.width
        paper.write(x, row.cells[column.key], y=base, align=column.align, tag=tag, room=column.width)
    paper.y += height
    if rows in {Rows.LINED, Rows.FILLED}:
        sheet.stroke(paper.left, paper.y, paper.right, paper.y, width=0.3, colour=(0.75, 0.75, 0.78))


def _describe(paper: Paper, x: float, base: float, row: _Row) -> None:
    for text in row.described:
        paper.write(x, text, y=base, tag=f"line.{row.place}.description")
        base += paper.step
    for text in row.detailed:
        paper.write(x, text, y=base - 1, scale=0.88, colour=GREY, tag=f"line.{row.place}.detail")
        base += paper.step * 0.92


def _closing(paper: Paper, columns: list[_Column], top: float) -> None:
    """What ends the table on this page."""
    rows, sheet = paper.style.design.rows, paper.sheet
    if rows is Rows.BOXED:
        paper.y += 4
        sheet.frame(paper.left, top, paper.width, paper.y - top, line=0.7)
        for column in columns[1:]:
            x = column.x - GAP / 2
            sheet.stroke(x, top, x, paper.y, width=0.4)
    elif rows is Rows.DASHED:
        _dashes(paper, paper.y + 6)
        paper.y += 8
    elif rows in {Rows.BARE, Rows.ZEBRA}:
        paper.y += 3
        sheet.stroke(paper.left, paper.y, paper.right, paper.y, width=1.0, colour=paper.style.accent)
