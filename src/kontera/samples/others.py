"""Draws what comes in the post beside invoices: statements, quotes, orders, delivery notes; terms and blank pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from decimal import Decimal
from enum import StrEnum
from random import Random
from typing import Final

from kontera.core.invoice import Invoice
from kontera.core.money import HUNDRED, ZERO
from kontera.samples import figures
from kontera.samples.chance import chance
from kontera.samples.draw import Drawn, drawn
from kontera.samples.foot import footers
from kontera.samples.head import letterhead, references
from kontera.samples.layout import lay_out
from kontera.samples.others_words import WORDS
from kontera.samples.paper import Paper
from kontera.samples.sheet import Align, Sheet, wrapped
from kontera.samples.style import style
from kontera.samples.sums import sums
from kontera.samples.table import table
from kontera.samples.wording import unit_word

VALID: Final = timedelta(days=30)
PARAGRAPHS: Final = 6
HOURS: Final = 14
OPEN: Final = (4, 9)


class Other(StrEnum):
    """What a paper is that is no invoice; reminders and credit notes are `invent.Kind`."""

    STATEMENT = "statement"
    QUOTE = "quote"
    ORDER = "order"
    DELIVERY_NOTE = "delivery_note"
    PROFORMA = "proforma"
    RECEIPT = "receipt"


class Beside(StrEnum):
    """A page that is put beside an invoice in the same file."""

    TERMS = "terms"
    BLANK = "blank"
    SPECIFICATION = "specification"


@dataclass(slots=True)
class _OtherPaper(Paper):
    """A paper with another title and its own pairs of label and value."""

    called: str = ""
    pairs: list[tuple[str, str]] = field(default_factory=list)

    @property
    def title(self) -> str:
        """What the paper calls itself."""
        return self.called

    def meta(self) -> list[tuple[str, str]]:
        """Nothing of the invoice's: its own pairs are written below."""
        return []


def draw_other(kind: Other, invoice: Invoice, layout_seed: int, language: str, web: str = "") -> Drawn:
    """The paper about what the invoice says, in the look of this seed; the same arguments give the same bytes."""
    dice = chance("other", kind, layout_seed, language, invoice.number)
    paper = _OtherPaper(Sheet(), style(layout_seed, language), invoice, web, called=_said(dice, kind.value, language))
    letterhead(paper)
    references(paper)
    _pairs(paper, kind, dice, language)
    if kind is not Other.DELIVERY_NOTE:
        paper.write(paper.left, WORDS[f"says_{kind}"][language], room=paper.width)
        paper.down(2)
    _BODIES[kind](paper, dice, language)
    footers(paper)
    return drawn(paper.sheet, invoice)


def draw_with(
    beside: Beside, invoice: Invoice, layout_seed: int, language: str, web: str = "", *, first: bool = False
) -> Drawn:
    """The invoice and a page that is no part of it, in one file; that page comes last, or first."""
    looks = style(layout_seed, language)
    sheet = lay_out(invoice, looks, web)
    dice = chance("beside", beside, layout_seed, language, invoice.number)
    if first:
        for at, ink in enumerate(sheet.inks):
            sheet.inks[at] = replace(ink, page=ink.page + 1)
        sheet.pages += 1
        sheet.page = 1
    else:
        sheet.turn()
    paper = Paper(sheet, looks, invoice, web, y=70.0)
    match beside:
        case Beside.TERMS:
            _terms(paper, dice, language)
        case Beside.SPECIFICATION:
            _specification(paper, dice, language)
        case Beside.BLANK:
            pass
    return drawn(sheet, invoice)


def draw_files(invoice: Invoice, layout_seed: int, language: str, web: str = "") -> tuple[Drawn, ...]:
    """The invoice with each of its pages as a file of its own."""
    sheet = lay_out(invoice, style(layout_seed, language), web)
    return tuple(drawn(sheet, invoice, page) for page in range(1, sheet.pages + 1))


def _said(dice: Random, key: str, language: str) -> str:
    return dice.choice(WORDS[key][language].split("/"))


def _pairs(paper: _OtherPaper, kind: Other, dice: Random, language: str) -> None:
    """Number and date of the paper, and what else its kind has."""
    invoice, looks = paper.invoice, paper.style
    pairs = [("paper_number", str(dice.randrange(1000, 99999)))]
    if invoice.issue_date:
        pairs.append(("paper_date", figures.day(invoice.issue_date, looks)))
        if kind is Other.QUOTE:
            pairs.append(("valid", figures.day(invoice.issue_date + VALID, looks)))
    for key, text in pairs:
        paper.write(paper.left, WORDS[key][language])
        paper.write(paper.left + paper.width * 0.25, text)
        paper.down()
    paper.down()


def _priced(paper: _OtherPaper, _dice: Random, _language: str) -> None:
    """Lines and sums as on an invoice."""
    table(paper)
    sums(paper)


def _packed(paper: _OtherPaper, dice: Random, language: str) -> None:
    """What is in the parcel, without prices, and where to sign for it."""
    for line in paper.invoice.lines:
        paper.write(paper.left, line.description, room=paper.width * 0.6)
        amount = figures.quantity(line.quantity, paper.style) if line.quantity else str(dice.randint(1, 9))
        paper.write(paper.left + paper.width * 0.75, amount, align=Align.RIGHT)
        paper.write(paper.left + paper.width * 0.78, unit_word(line.unit, language))
        paper.down(1.2)
    paper.down(2)
    paper.write(paper.left, WORDS["says_delivery_note"][language])


def _owing(paper: _OtherPaper, dice: Random, language: str) -> None:
    """Open invoices with number, date, due date and amount, and their sum."""
    invoice, looks = paper.invoice, paper.style
    edges = (0.0, 0.3, 0.55, 1.0)
    heads = (paper.word("number"), paper.word("issue_date"), paper.word("due_date"), WORDS["balance"][language])
    _row(paper, edges, heads, bold=True)
    total, base = ZERO, invoice.issue_date
    for _ in range(dice.randint(*OPEN)):
        amount = Decimal(dice.randrange(10_000, 2_000_000)) / HUNDRED
        on = base - timedelta(days=dice.randrange(5, 90)) if base else None
        day = figures.day(on, looks) if on else ""
        due = figures.day(on + VALID, looks) if on else ""
        _row(paper, edges, (str(dice.randrange(10_000, 99_999)), day, due, figures.amount(amount, looks, invoice)))
        total += amount
    _row(paper, edges, (WORDS["balance"][language], "", "", figures.amount(total, looks, invoice)), bold=True)


def _row(paper: Paper, edges: tuple[float, ...], cells: tuple[str, ...], *, bold: bool = False) -> None:
    for edge, text in zip(edges, cells, strict=True):
        align = Align.RIGHT if edge == 1.0 else Align.LEFT
        paper.write(paper.left + edge * paper.width, text, bold=bold, align=align)
    paper.down(1.3)


def _paid(paper: _OtherPaper, _dice: Random, language: str) -> None:
    """What was paid."""
    invoice = paper.invoice
    _row(paper, (0.0, 0.3, 0.55, 1.0), (paper.word("number"), invoice.number, "", ""))
    amount = figures.amount(invoice.totals.payable or ZERO, paper.style, invoice)
    _row(paper, (0.0, 0.3, 0.55, 1.0), (WORDS["paid"][language], "", "", f"{amount} {invoice.currency}"), bold=True)


_BODIES: Final[dict[Other, Callable[[_OtherPaper, Random, str], None]]] = {
    Other.STATEMENT: _owing,
    Other.QUOTE: _priced,
    Other.ORDER: _priced,
    Other.DELIVERY_NOTE: _packed,
    Other.PROFORMA: _priced,
    Other.RECEIPT: _paid,
}


def _terms(paper: Paper, dice: Random, language: str) -> None:
    paper.write(paper.left, _said(dice, "terms", language), bold=True, scale=1.3)
    paper.down(2)
    for number in range(1, PARAGRAPHS + 1):
        text = f"{number}. {WORDS['says_terms'][language]}"
        for line in wrapped(text, paper.style.regular, paper.size * 0.85, paper.width):
            paper.write(paper.left, line, scale=0.85)
            paper.down(0.9)
        paper.down(0.6)


def _specification(paper: Paper, dice: Random, language: str) -> None:
    paper.write(paper.left, _said(dice, "specification", language), bold=True, scale=1.5)
    paper.down(2)
    on = paper.invoice.issue_date
    for _ in range(HOURS):
        day = figures.day(on - timedelta(days=dice.randrange(1, 28)), paper.style) if on else ""
        _row(paper, (0.0, 0.3, 0.55, 1.0), (day, f"{dice.randint(1, 8)} {WORDS['hours'][language]}", "", ""))
