"""Payment slips at the bottom of the page: Swedish bankgiro, Finnish giro, Norwegian giro with KID."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from kontera.core.money import ZERO
from kontera.core.party import Account, AccountScheme
from kontera.samples import figures
from kontera.samples.digits import bank_bar_code, luhn
from kontera.samples.head import street_lines
from kontera.samples.paper import Paper
from kontera.samples.sheet import A4, BLACK, GREY, Align, Colour
from kontera.samples.sums import SLIP_HEIGHT, has_slip

SWEDISH_TINT: Final[Colour] = (0.87, 0.93, 0.98)
YELLOW: Final[Colour] = (1.0, 0.96, 0.80)
PRINT: Final = "Helvetica"
BOLD: Final = "Helvetica-Bold"
MACHINE: Final = "Courier-Bold"


def slip(paper: Paper) -> None:
    """Draw the slip of the supplier's country at the bottom of the present page, where the look has one."""
    if not has_slip(paper):
        return
    top = A4[1] - SLIP_HEIGHT
    dash = 7.0
    count = int(A4[0] / dash / 2)
    for place in range(count):
        x = 14 + place * 2 * dash
        if x + dash < A4[0]:
            paper.sheet.stroke(x, top, x + dash, top, width=0.4, colour=GREY)
    match paper.invoice.seller.address.country:
        case "SE":
            _swedish(paper, top + 8)
        case "FI":
            _finnish(paper, top + 8)
        case _:
            _norwegian(paper, top + 8)


def _account(paper: Paper, scheme: AccountScheme) -> Account:
    return next(account for account in paper.invoice.payment.accounts if account.scheme is scheme)


def _small(paper: Paper, x: float, y: float, text: str, tag: str = "") -> None:
    paper.sheet.text(x, y, text, 6.5, PRINT, colour=GREY, tag=tag)


def _field(paper: Paper, box: tuple[float, float, float, float], label: tuple[str, str], text: str, tag: str) -> None:
    """A boxed field with a small label and its value in the machine's letters."""
    x, y, width, height = box
    paper.sheet.frame(x, y, width, height, line=0.5)
    _small(paper, x + 4, y + 8, label[0], label[1])
    paper.sheet.text(x + width - 6, y + height - 6, text, 10, MACHINE, align=Align.RIGHT, tag=tag, room=width - 10)


def _parties(paper: Paper, x: float, y: float, words: tuple[str, str], gap: float = 52) -> None:
    """Payer and payee with address."""
    for word, party, tag in (
        (words[0], paper.invoice.buyer, "buyer.name"),
        (words[1], paper.invoice.seller, "seller.name"),
    ):
        _small(paper, x, y, word)
        paper.sheet.text(x, y + 12, party.name, 9, PRINT, tag=tag, room=230)
        for place, line in enumerate(street_lines(party)):
            paper.sheet.text(x, y + 23 + 11 * place, line, 9, PRINT, room=230)
        y += gap


def _swedish(paper: Paper, top: float) -> None:
    """Inbetalning/girering with bankgiro and the OCR line at the foot (type code 41)."""
    sheet, invoice = paper.sheet, paper.invoice
    giro = _account(paper, AccountScheme.BANKGIRO)
    payable = invoice.totals.payable or ZERO
    left, right = 36.0, A4[0] - 36
    sheet.fill(left, top, right - left, 150, SWEDISH_TINT)
    sheet.text(left + 8, top + 17, "bankgirot", 13, BOLD, colour=(0.1, 0.25, 0.5))
    sheet.text(right - 8, top + 17, "INBETALNING/GIRERING AVI", 10, BOLD, align=Align.RIGHT)
    _parties(paper, left + 8, top + 38, ("Inbetalare", "Betalningsmottagare"), 56)
    x, width = left + 262, right - left - 270
    due = figures.day(invoice.due_date, paper.style) if invoice.due_date else ""
    sums = figures.number(payable, paper.style)
    _field(
        paper,
        (x, top + 28, width, 28),
        ("OCR-nummer (anges alltid vid betalning)", ""),
        invoice.payment.reference,
        "payment.reference",
    )
    _field(paper, (x, top + 62, width / 2 - 4, 28), ("Förfallodag", "label.due_date"), due, "due_date")
    _field(paper, (x + width / 2 + 4, top + 62, width / 2 - 4, 28), ("Att betala", "label.payable"), sums, "payable")
    _field(
        paper,
        (x, top + 96, width, 28),
        ("Till bankgironr", "label.account.bankgiro"),
        figures.account(giro),
        "account.bankgiro",
    )
    _small(paper, x, top + 140, "VAR GOD GÖR INGA ÄNDRINGAR. DEN AVLÄSES MASKINELLT.")
    sheet.text(
        left + 8, top + 176, swedish_line(invoice.payment.reference, payable, giro.id), 10.5, MACHINE, tag="ocr_line"
    )


def swedish_line(reference: str, payable: Decimal, giro: str) -> str:
    """The machine-read line: reference, kronor, öre, the amount's check digit, giro and type 41 (bankgiro)."""
    kronor, ore = divmod(int(payable * 100), 100)
    check = luhn(f"{kronor}{ore:02d}")[-1]
    return f"# {reference} # {kronor} {ore:02d} {check} > {giro}#41#"


def _finnish_left(paper: Paper, left: float, middle: float, top: float) -> None:
    """The left column: account, payee, payer, signature."""
    sheet, invoice, edge = paper.sheet, paper.invoice, left + 60
    y = top
    for words, height in (("Saajan tilinumero", 30), ("Saaja", 42), ("Maksaja", 42), ("Allekirjoitus", 22)):
        sheet.frame(left, y, middle - left, height, line=0.5)
        for place, word in enumerate(words.split()):
            sheet.text(edge - 6, y + 10 + 8 * place, word, 6.5, PRINT, align=Align.RIGHT, colour=GREY)
        y += height
    sheet.stroke(edge, top, edge, y, width=0.5)
    account = _account(paper, AccountScheme.IBAN)
    sheet.text(edge + 6, top + 19, figures.account(account), 10, MACHINE, tag="account.iban")
    for party, start, tag in ((invoice.seller, top + 43, "seller.name"), (invoice.buyer, top + 85, "buyer.name")):
        for place, text in enumerate((party.name, *street_lines(party))):
            sheet.text(
                edge + 6, start + 11 * place, text, 8.5, PRINT, tag="" if place else tag, room=middle - edge - 10
            )


def _finnish(paper: Paper, top: float) -> None:
    """Tilisiirto with its two columns and the bank bar code, in figures and in bars."""
    sheet, invoice = paper.sheet, paper.invoice
    account = _account(paper, AccountScheme.IBAN)
    left, right = 36.0, A4[0] - 36
    middle = left + 268
    _finnish_left(paper, left, middle, top + 14)
    sheet.text(middle - 6, top + 10, "TILISIIRTO · GIRERING", 8, BOLD, align=Align.RIGHT)
    sheet.frame(middle, top + 14, right - middle, 30, line=0.5)
    _small(paper, middle + 5, top + 24, "BIC")
    sheet.text(middle + 34, top + 33, account.bic, 10, MACHINE, tag="account.bic")
    due = figures.day(invoice.due_date, paper.style) if invoice.due_date else ""
    payable = invoice.totals.payable or ZERO
    _small(paper, middle + 6, top + 58, f"Lasku {invoice.number}")
    _field(
        paper,
        (middle, top + 84, right - middle, 26),
        ("Viitenumero", "label.payment.reference"),
        figures.reference(invoice),
        "payment.reference",
    )
    half = (right - middle) / 2
    _field(paper, (middle, top + 110, half, 40), ("Eräpäivä", "label.due_date"), due, "due_date")
    _field(
        paper,
        (middle + half, top + 110, half, 40),
        ("Euro", "label.payable"),
        figures.number(payable, paper.style),
        "payable",
    )
    code = bank_bar_code(account.id, payable, invoice.payment.reference, invoice.due_date)
    sheet.text((left + right) / 2, top + 164, code, 8, PRINT, align=Align.CENTRE, tag="bank_bar_code")
    sheet.bars(left + 60, top + 169, right - left - 120, 34, code)


def _norwegian(paper: Paper, top: float) -> None:
    """Giro with KID, amount in kroner and øre, and account to credit."""
    sheet, invoice = paper.sheet, paper.invoice
    account = _account(paper, AccountScheme.DOMESTIC)
    payable = invoice.totals.payable or ZERO
    left, right = 36.0, A4[0] - 36
    sheet.fill(left, top, right - left, 28, YELLOW)
    sheet.fill(left, top + 138, right - left, 44, YELLOW)
    sheet.text(left + 8, top + 19, "GIRO", 13, BOLD)
    _small(paper, left + 62, top + 11, "Innbetalt til konto")
    sheet.text(left + 62, top + 22, figures.account(account), 10, MACHINE)
    due = figures.day(invoice.due_date, paper.style) if invoice.due_date else ""
    _small(paper, right - 150, top + 11, "Betalingsfrist", "label.due_date")
    sheet.text(right - 150, top + 22, due, 10, MACHINE, tag="due_date")
    _small(paper, left + 262, top + 42, "Underskrift ved girering")
    sheet.frame(left + 258, top + 34, right - left - 258, 46, line=0.5)
    _parties(paper, left + 8, top + 42, ("Betalt av", "Betalt til"), 48)
    kroner, ore = divmod(int(payable * 100), 100)
    fields = (
        (left + 8, "Kundeidentifikasjon (KID)", invoice.payment.reference, "payment.reference"),
        (left + 208, "Kroner", str(kroner), "payable.kroner"),
        (left + 288, "Øre", f"{ore:02d}", "payable.ore"),
        (left + 382, "Til konto", account.id, "account.domestic"),
    )
    for x, label, text, tag in fields:
        _small(paper, x, top + 149, label)
        sheet.text(x, top + 168, text, 11, MACHINE, tag=tag)
    sheet.text(left + 268, top + 168, ",", 11, MACHINE, colour=BLACK)
