"""The footer of every page: address, contact, numbers, accounts, page."""

from __future__ import annotations

from kontera.samples.head import own_numbers, street_lines
from kontera.samples.paper import FOOT_HEIGHT, Paper
from kontera.samples.sheet import A4, GREY, Align
from kontera.samples.style import Foot, Head
from kontera.samples.sums import SLIP_HEIGHT, accounts, has_slip

SMALL = 0.8
MOST_ROWS = 4

Cell = tuple[str, str, str]
"""Label key, text, tag."""


def footers(paper: Paper) -> None:
    """Draw the footer on each page, now that their number is known."""
    for page in range(1, paper.sheet.pages + 1):
        paper.sheet.page = page
        match paper.style.design.foot:
            case Foot.COLUMNS:
                _columns(paper)
            case Foot.LINE:
                _line(paper)
            case Foot.NONE:
                _bare(paper)
        _page(paper, page)


def _floor(paper: Paper) -> float:
    """The lower edge of the footer: the page's, or the slip's upper edge on the last page."""
    lifted = has_slip(paper) and paper.sheet.page == paper.sheet.pages
    return A4[1] - (SLIP_HEIGHT if lifted else 0)


def _top(paper: Paper) -> float:
    return _floor(paper) - FOOT_HEIGHT[paper.style.design.foot] + 8


def _contact(paper: Paper) -> list[Cell]:
    contact = paper.invoice.seller.contact
    return [("phone", contact.phone, ""), ("mail", contact.email, "seller.email"), ("web", paper.web, "")]


def _columns(paper: Paper) -> None:
    """Four columns: where, contact, accounts, numbers."""
    seller, y = paper.invoice.seller, _top(paper)
    where: list[Cell] = [("", seller.name, "seller.name"), *(("", line, "") for line in street_lines(seller))]
    paid = accounts(paper) or [("registered", seller.address.city, "")]
    columns = (where, _contact(paper), paid, own_numbers(paper))
    paper.sheet.stroke(paper.left, y, paper.right, y, width=0.6, colour=paper.style.accent)
    widths = (0.22, 0.25, 0.29, 0.24)
    x = paper.left
    for column, share in zip(columns, widths, strict=True):
        room = paper.width * share - 8
        for place, cell in enumerate([each for each in column if each[1]][:MOST_ROWS]):
            _cell(paper, x, y + 12 + place * paper.step * 0.9, cell, room)
        x += paper.width * share


def _cell(paper: Paper, x: float, y: float, cell: Cell, room: float) -> None:
    """Label and text on one line, the label grey; both smaller where the room is short."""
    key, text, tag = cell
    sheet, size = paper.sheet, paper.size * SMALL
    if not key:
        paper.write(x, text, y=y, scale=SMALL, tag=tag, room=room)
        return
    label = f"{paper.word(key)}{paper.style.colon}"
    run = sheet.text(
        x, y, label, size, paper.style.regular, colour=GREY, tag=f"label.{tag}" if tag else "", room=room * 0.45
    )
    taken = run.width + 4 if run else 0.0
    paper.write(x + taken, text, y=y, scale=SMALL, tag=tag, room=room - taken)


def _line(paper: Paper) -> None:
    """Two centred lines of small print."""
    y = _top(paper) + 6
    seller = paper.invoice.seller
    middle = (paper.left + paper.right) / 2
    paper.sheet.stroke(paper.left, y - 10, paper.right, y - 10, width=0.4, colour=GREY)
    contact = seller.contact
    above = [seller.name, ", ".join(street_lines(seller)), contact.phone, contact.email]
    paper.write(
        middle, "  ·  ".join(filter(None, above)), y=y, scale=SMALL, align=Align.CENTRE, colour=GREY, room=paper.width
    )
    _spread(paper, y + paper.step * 0.95)


def _spread(paper: Paper, y: float) -> None:
    """The numbers, each its own run so that its place is known, centred as one line."""
    size = paper.size * SMALL
    cells = [
        (f"{paper.word(key)}{paper.style.colon} {text}".strip() if key else text, tag)
        for key, text, tag in own_numbers(paper)
        if text
    ]
    probe = [paper.sheet.text(0, y, text, size, paper.style.regular, colour=GREY, tag=tag) for text, tag in cells]
    del paper.sheet.inks[len(paper.sheet.inks) - len(probe) :]
    gap = 14.0
    width = sum(run.width for run in probe if run) + gap * (len(probe) - 1)
    x = (paper.left + paper.right - width) / 2
    for run in probe:
        if run:
            paper.sheet.text(x, y, run.text, size, run.font, colour=GREY, tag=run.tag)
            x += run.width + gap


def _bare(paper: Paper) -> None:
    """No letterfoot: the numbers in one small line, unless the side panel already has them."""
    if paper.style.design.head is not Head.SIDE:
        _spread(paper, _floor(paper) - 14)


def _page(paper: Paper, page: int) -> None:
    if paper.sheet.pages > 1:
        text = f"{paper.word('page')} {page} ({paper.sheet.pages})"
        paper.write(paper.right, text, y=28, scale=0.85, align=Align.RIGHT, colour=GREY)
