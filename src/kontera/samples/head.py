"""The upper part of the first page: letterhead, title, buyer, and number, dates and references."""

from __future__ import annotations

from kontera.core.party import Party
from kontera.samples import figures
from kontera.samples.paper import SIDE_WIDTH, Paper
from kontera.samples.sheet import A4, BLACK, GREY, WHITE, Align, Colour
from kontera.samples.style import Head, Meta

MARK = 30.0
CELLS = 4


def letterhead(paper: Paper) -> None:
    """The supplier's name and mark, and the document's title, on the first page."""
    match paper.style.design.head:
        case Head.LEFT:
            _left(paper)
        case Head.RIGHT:
            _right(paper)
        case Head.CENTRED:
            _centred(paper)
        case Head.BAND:
            _band(paper)
        case Head.SIDE:
            _side(paper)


def _mark(paper: Paper, x: float, y: float, colour: Colour, ground: Colour = WHITE) -> None:
    """A simple mark instead of a logotype, with the supplier's first letter."""
    sheet, letter = paper.sheet, paper.invoice.seller.name[:1]
    match paper.style.mark:
        case 0:
            sheet.fill(x, y, MARK, MARK, colour, disc=True)
        case 1:
            sheet.fill(x, y, MARK, MARK, colour)
        case 2:  # three pillars, without the letter
            for place in range(3):
                sheet.fill(x + place * MARK / 3, y + (2 - place) * MARK / 4, MARK / 4, (place + 2) * MARK / 4, colour)
            return
        case _:
            sheet.fill(x, y, MARK, MARK, colour)
            sheet.fill(x + MARK * 0.1, y + MARK * 0.1, MARK * 0.8, MARK * 0.8, ground, disc=True)
            ground = colour
    middle = x + MARK / 2
    sheet.text(middle, y + MARK * 0.69, letter, MARK * 0.55, "Helvetica-Bold", align=Align.CENTRE, colour=ground)


def _name(paper: Paper, x: float, y: float, scale: float, align: Align = Align.LEFT, colour: Colour = BLACK) -> None:
    paper.write(
        x,
        paper.invoice.seller.name,
        y=y,
        bold=True,
        scale=scale,
        align=align,
        colour=colour,
        tag="seller.name",
        room=paper.width * 0.6,
    )


def _title(paper: Paper, x: float, y: float, align: Align, colour: Colour, scale: float = 2.2) -> None:
    text = paper.title.upper() if paper.style.design.head in {Head.LEFT, Head.BAND} else paper.title
    paper.write(x, text, y=y, bold=True, scale=scale, align=align, colour=colour, tag="type", room=paper.width * 0.36)


def street_lines(party: Party) -> list[str]:
    """The address as it stands on an envelope, without the name."""
    address = party.address
    return [*address.lines, f"{address.postal_code} {address.city}".strip()]


def _left(paper: Paper) -> None:
    top = 40.0
    _mark(paper, paper.left, top, paper.style.accent)
    _name(paper, paper.left + MARK + 10, top + 14, 1.5)
    where = ", ".join(street_lines(paper.invoice.seller))
    paper.write(paper.left + MARK + 10, where, y=top + 27, scale=0.88, colour=GREY, room=paper.width * 0.55)
    _title(paper, paper.right, top + 18, Align.RIGHT, paper.style.accent, 2.0)
    paper.y = top + MARK + 40


def _right(paper: Paper) -> None:
    top = 48.0
    _title(paper, paper.left, top + 6, Align.LEFT, BLACK, 2.5)
    _name(paper, paper.right, top, 1.35, Align.RIGHT, paper.style.accent)
    paper.y = top + paper.step
    contact = paper.invoice.seller.contact
    for text in (*street_lines(paper.invoice.seller), contact.phone, contact.email):
        if text:
            paper.write(paper.right, text, scale=0.9, align=Align.RIGHT, colour=GREY)
            paper.down(0.92)
    paper.y += 22


def _centred(paper: Paper) -> None:
    middle = (paper.left + paper.right) / 2
    _name(paper, middle, 56, 2.0, Align.CENTRE, paper.style.accent)
    where = " · ".join(street_lines(paper.invoice.seller))
    paper.write(middle, where, y=71, scale=0.9, align=Align.CENTRE, colour=GREY)
    paper.sheet.stroke(paper.left, 82, paper.right, 82, width=1.2, colour=paper.style.accent)
    paper.sheet.stroke(paper.left, 84.5, paper.right, 84.5, width=0.4, colour=paper.style.accent)
    _title(paper, paper.left, 114, Align.LEFT, BLACK, 1.9)
    paper.y = 140


def _band(paper: Paper) -> None:
    paper.sheet.fill(0, 0, A4[0], 74, paper.style.accent)
    _mark(paper, paper.left, 22, WHITE, paper.style.accent)
    _name(paper, paper.left + MARK + 12, 43, 1.7, colour=WHITE)
    _title(paper, paper.right, 44, Align.RIGHT, WHITE)
    where = ", ".join(street_lines(paper.invoice.seller))
    paper.write(paper.left, where, y=92, scale=0.85, colour=GREY)
    paper.y = 124


def _side(paper: Paper) -> None:
    """The panel on the left holds all that is the supplier's own; it is drawn first so that texts lie upon it."""
    sheet, seller, x = paper.sheet, paper.invoice.seller, 24.0
    room = SIDE_WIDTH - 40
    sheet.fill(0, 0, SIDE_WIDTH, A4[1], paper.style.tint)
    sheet.fill(0, 0, 7, A4[1], paper.style.accent)
    _mark(paper, x, 44, paper.style.accent, paper.style.tint)
    own: list[tuple[str, str, str]] = [("", line, "") for line in street_lines(seller)]
    own += [("phone", seller.contact.phone, ""), ("mail", seller.contact.email, ""), ("web", paper.web, "")]
    own += own_numbers(paper)
    own += [
        (account.scheme.value, figures.account(account), f"account.{account.scheme.value}")
        for account in paper.invoice.payment.accounts
    ]
    paper.write(x, seller.name, y=96, bold=True, scale=1.1, tag="seller.name", room=room)
    y = 112.0
    for key, text, tag in own:
        if not text:
            continue
        if key:
            y += 5
            paper.write(x, paper.word(key), y=y, scale=0.8, colour=GREY, tag=f"label.{tag}" if tag else "", room=room)
            y += paper.step * 0.82
        paper.write(x, text, y=y, scale=0.94, tag=tag, room=room)
        y += paper.step
    _title(paper, paper.left, 66, Align.LEFT, paper.style.accent, 2.6)
    paper.y = 104


def own_numbers(paper: Paper) -> list[tuple[str, str, str]]:
    """The supplier's numbers as label key, printed text and tag; the Swedish F-tax words have no label."""
    seller = paper.invoice.seller
    return [
        ("organisation_number", figures.organisation(seller), "seller.organisation_number"),
        ("vat_number", seller.vat_number, "seller.vat_number"),
        ("", seller.tax_registration, "seller.tax_registration"),
    ]


def buyer(paper: Paper, x: float, y: float, room: float) -> float:
    """The buyer's name and address; returns the y below."""
    party = paper.invoice.buyer
    labelled = paper.style.design.head is not Head.LEFT
    if labelled:
        paper.write(x, paper.word("buyer"), y=y, scale=0.85, colour=GREY, tag="label.buyer")
        y += paper.step
    paper.write(x, party.name, y=y, bold=labelled, scale=1.08, tag="buyer.name", room=room)
    lines = [*street_lines(party)]
    if party.address.country != paper.invoice.seller.address.country:
        lines.append({"SE": "Sverige", "FI": "Suomi", "NO": "Norge", "DK": "Danmark"}.get(party.address.country, ""))
    for line in filter(None, lines):
        y += paper.step * 1.04
        paper.write(x, line, y=y, scale=1.04, room=room)
    return y + paper.step


def references(paper: Paper) -> None:
    """Buyer and meta block, as the style sets them."""
    match paper.style.design.meta:
        case Meta.PAIRS_RIGHT | Meta.PAIRS_LEFT | Meta.GRID:
            _beside(paper)
        case Meta.ROW:
            paper.y = buyer(paper, paper.left + paper.width * 0.55, paper.y, paper.width * 0.45)
            _row(paper, paper.meta())
        case Meta.CARDS:
            _cards(paper)
        case Meta.PROSE:
            paper.y = buyer(paper, paper.left, paper.y, paper.width * 0.6) + 8
            _pairs(paper, paper.left, paper.width, colon=":")
    paper.y += 14


def _beside(paper: Paper) -> None:
    """Buyer on one side, the meta block on the other."""
    meta, top = paper.style.design.meta, paper.y
    half = paper.width * (0.58 if paper.style.design.head is Head.SIDE else 0.46)
    far = paper.right - half
    block, window = (paper.left, far) if meta is Meta.PAIRS_LEFT else (far, paper.left)
    below = buyer(paper, window, top + (6 if meta is Meta.PAIRS_LEFT else 0), half)
    paper.y = top
    if meta is Meta.GRID:
        _grid(paper, block, half)
    else:
        _pairs(paper, block, half)
    paper.y = max(paper.y, below)


def _pairs(paper: Paper, x: float, width: float, colon: str = "") -> None:
    """Label and value side by side, a line each."""
    for key, text in paper.meta():
        label = paper.word(key) + (colon or paper.style.colon)
        paper.write(x, label, colour=BLACK if colon else GREY, tag=f"label.{key}", room=width * 0.44)
        start = x + min(width, 235.0) * 0.47
        paper.write(start, text, bold=key in {"number", "due_date"}, tag=key, room=width - (start - x))
        paper.down(1.06)


def _grid(paper: Paper, x: float, width: float) -> None:
    """Two columns of label above value."""
    pairs = paper.meta()
    cell = width / 2
    for place, (key, text) in enumerate(pairs):
        column = place % 2
        at = x + column * cell
        paper.write(at, paper.word(key), scale=0.82, colour=GREY, tag=f"label.{key}", room=cell - 8)
        paper.write(at, text, y=paper.y + paper.step * 0.95, bold=key == "number", tag=key, room=cell - 8)
        if column or place == len(pairs) - 1:
            paper.down(2.15)


def _row(paper: Paper, pairs: list[tuple[str, str]]) -> None:
    """Boxed cells across the page, label above value, four a row."""
    cell, height = paper.width / CELLS, paper.step * 2.25
    paper.y += 10
    for start in range(0, len(pairs), CELLS):
        for column, (key, text) in enumerate(pairs[start : start + CELLS]):
            x = paper.left + column * cell
            paper.sheet.frame(x, paper.y, cell, height, line=0.5, colour=GREY)
            paper.write(
                x + 5, paper.word(key), y=paper.y + paper.step * 0.8, scale=0.8, tag=f"label.{key}", room=cell - 10
            )
            paper.write(x + 5, text, y=paper.y + paper.step * 1.8, tag=key, room=cell - 10, bold=key == "number")
        paper.y += height
    paper.y += 8


def _cards(paper: Paper) -> None:
    """The three most asked for in filled cards, the rest in pairs beside the buyer."""
    shown = dict(paper.meta())
    below = buyer(paper, paper.left, paper.y, paper.width * 0.45)
    rest = [(key, text) for key, text in shown.items() if key not in {"number", "due_date", "issue_date"}]
    x, y = paper.left + paper.width * 0.54, paper.y
    for key, text in rest:
        paper.write(x, paper.word(key), y=y, colour=GREY, tag=f"label.{key}", room=96)
        paper.write(x + 104, text, y=y, tag=key, room=paper.right - x - 104)
        y += paper.step * 1.06
    paper.y = max(below, y) + 12
    cards: list[tuple[str, str]] = [(key, shown[key]) for key in ("number", "issue_date", "due_date") if key in shown]
    due = paper.invoice.totals.payable
    if due is not None:
        total = figures.with_currency(
            figures.amount(due, paper.style, paper.invoice), paper.style, paper.invoice.currency
        )
        cards.append(("credited" if paper.credit else "payable", total))
    gap = 8.0
    width = (paper.width - gap * (len(cards) - 1)) / len(cards)
    for place, (key, text) in enumerate(cards):
        left = paper.left + place * (width + gap)
        last = place == len(cards) - 1
        paper.sheet.fill(left, paper.y, width, 42, paper.style.accent if last else paper.style.tint)
        ink = WHITE if last else BLACK
        paper.write(
            left + 9, paper.word(key), y=paper.y + 15, scale=0.85, colour=ink, tag=f"label.{key}", room=width - 18
        )
        paper.write(left + 9, text, y=paper.y + 31, bold=True, scale=1.25, colour=ink, tag=key, room=width - 18)
    paper.y += 50
