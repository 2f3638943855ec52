"""The paper while it is being laid out: the sheet, the look, the invoice, and how far down we are."""

from __future__ import annotations

from dataclasses import dataclass

from kontera.core.invoice import DocumentType, Invoice
from kontera.samples import figures
from kontera.samples.sheet import A4, BLACK, Align, Colour, Sheet
from kontera.samples.style import Foot, Head, Style

SIDE_WIDTH = 150.0
FOOT_HEIGHT = {Foot.COLUMNS: 74.0, Foot.LINE: 48.0, Foot.NONE: 34.0}
LEADING = 1.36


@dataclass(slots=True)
class Paper:
    """Where the next thing goes: `y` in points from the top; `web` is the supplier's site, "" for none."""

    sheet: Sheet
    style: Style
    invoice: Invoice
    web: str = ""
    y: float = 0.0

    @property
    def left(self) -> float:
        """The left edge of the body."""
        return self.style.margin + (SIDE_WIDTH - 14 if self.style.design.head is Head.SIDE else 0)

    @property
    def right(self) -> float:
        """The right edge of the body."""
        return A4[0] - self.style.margin

    @property
    def width(self) -> float:
        """The width of the body."""
        return self.right - self.left

    @property
    def bottom(self) -> float:
        """The lowest y of the body on any page, above the footer."""
        return A4[1] - FOOT_HEIGHT[self.style.design.foot]

    @property
    def size(self) -> float:
        """The size of running text in points."""
        return self.style.design.size

    @property
    def step(self) -> float:
        """The distance between lines of running text."""
        return self.size * LEADING

    @property
    def credit(self) -> bool:
        """Whether this is a credit note."""
        return self.invoice.type is DocumentType.CREDIT_NOTE

    def word(self, key: str) -> str:
        """The style's wording of a label."""
        return self.style.words[key]

    @property
    def title(self) -> str:
        """The document's title."""
        if self.invoice.type is DocumentType.REMINDER:
            return self.word("reminder")
        return self.word("credit_note" if self.credit else "invoice")

    def write(
        self,
        x: float,
        text: str,
        *,
        y: float | None = None,
        bold: bool = False,
        scale: float = 1.0,
        align: Align = Align.LEFT,
        colour: Colour = BLACK,
        tag: str = "",
        room: float | None = None,
    ) -> None:
        """Write a text at x on the present line, or on another, in the style's font."""
        font = self.style.bold if bold else self.style.regular
        self.sheet.text(
            x,
            self.y if y is None else y,
            text,
            self.size * scale,
            font,
            align=align,
            colour=colour,
            tag=tag,
            room=room,
        )

    def down(self, lines: float = 1.0) -> None:
        """Go down by so many lines of running text."""
        self.y += lines * self.step

    def meta(self) -> list[tuple[str, str]]:
        """The pairs of field name and printed value that the style shows, in order."""
        invoice, style = self.invoice, self.style
        period = invoice.period
        days = [figures.day(each, style) for each in (period.start, period.end) if each]
        payment = invoice.payment
        shown = {
            "number": invoice.number,
            "issue_date": figures.day(invoice.issue_date, style) if invoice.issue_date else "",
            "due_date": figures.day(invoice.due_date, style) if invoice.due_date else "",
            "customer_number": invoice.customer_number,
            "payment_reference": figures.reference(invoice),
            "order_number": invoice.order_number,
            "buyer_reference": invoice.buyer_reference,
            "seller_reference": invoice.seller_reference,
            "delivery_date": figures.day(invoice.delivery_date, style) if invoice.delivery_date else "",
            "period": " – ".join(days),
            "terms": payment.terms,
            "penalty": f"{figures.percent(payment.penalty_rate, style)} %" if payment.penalty_rate else "",
            "buyer_vat": invoice.buyer.vat_number,
            "preceding": invoice.preceding[0].number if invoice.preceding else "",
        }
        always = {"number", "issue_date", "due_date", "customer_number", "period", "preceding"}
        needed = {"buyer_vat"} if invoice.reverse_charge else set()
        return [(key, text) for key, text in shown.items() if text and key in always | needed | style.meta]
