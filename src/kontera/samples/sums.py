"""The lower part: totals, VAT by rate, how to pay, and notes."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from kontera.core.money import ZERO
from kontera.core.party import AccountScheme
from kontera.samples import figures
from kontera.samples.paper import Paper
from kontera.samples.sheet import BLACK, GREY, WHITE, Align, wrapped
from kontera.samples.style import Foot, Head, Sums
from kontera.samples.wording import phrase

PANEL = 228.0
SLIP_HEIGHT = 228.0


@dataclass(frozen=True, slots=True)
class _Sum:
    """One printed total."""

    label: str
    value: Decimal
    tag: str


def rows(paper: Paper) -> list[_Sum]:
    """The totals in printed order, what is to pay last."""
    invoice, totals = paper.invoice, paper.invoice.totals
    found: list[_Sum] = []
    if invoice.allowances_charges and totals.line_net is not None:
        found.append(_Sum(paper.word("line_net"), totals.line_net, "line_net"))
    found += [
        _Sum(extra.reason, extra.amount if extra.is_charge else -extra.amount, "extra")
        for extra in invoice.allowances_charges
    ]
    if totals.net is not None:
        found.append(_Sum(paper.word("net"), totals.net, "net"))
    found += _vat(paper)
    if totals.gross is not None and (totals.prepaid or totals.rounding):
        found.append(_Sum(paper.word("gross"), totals.gross, "gross"))
    if totals.prepaid:
        found.append(_Sum(paper.word("prepaid"), -totals.prepaid, "prepaid"))
    if totals.rounding:
        found.append(_Sum(paper.word("rounding"), totals.rounding, "rounding"))
    if totals.payable is not None:
        found.append(_Sum(paper.word("credited" if paper.credit else "payable"), totals.payable, "payable"))
    return found


def _vat(paper: Paper) -> list[_Sum]:
    """The VAT, one row a rate; the sum of several as its own row."""
    parts = _by_rate(paper)
    alone = len(parts) == 1
    found = []
    for place, (rate, (_, tax)) in enumerate(parts.items()):
        label = f"{paper.word('vat')} {figures.percent(rate, paper.style)} %"
        found.append(_Sum(label, tax, "vat" if alone else f"vat.{place}.tax"))
    if not alone and parts and paper.invoice.totals.vat is not None:
        found.append(_Sum(paper.word("vat"), paper.invoice.totals.vat, "vat"))
    return found


def _by_rate(paper: Paper) -> dict[Decimal, tuple[Decimal, Decimal]]:
    """Taxable amount and VAT of each rate: goods and services without VAT are one row on paper."""
    found: dict[Decimal, tuple[Decimal, Decimal]] = {}
    for part in paper.invoice.vat:
        if part.rate is not None:
            taxable, tax = found.get(part.rate, (ZERO, ZERO))
            found[part.rate] = taxable + (part.taxable or ZERO), tax + (part.tax or ZERO)
    return found


def needed(paper: Paper) -> float:
    """How much height totals and payment take, in points, so that they are kept together."""
    return max(len(rows(paper)) * paper.step * 1.25 + 40, 96.0)


def sums(paper: Paper) -> None:
    """Totals on the right or across the page, with what belongs beside them on the left."""
    top = paper.y
    if paper.style.design.sums is Sums.ROW:
        _across(paper)
        if paper.style.design.breakdown:
            _breakdown(paper, paper.left)
        _payment(paper)
        return
    below = _right(paper, panel=paper.style.design.sums is Sums.PANEL)
    paper.y = top + 4
    if paper.style.design.breakdown:
        _breakdown(paper, paper.left)
    if paper.style.design.head is Head.SIDE:
        paper.y = below  # beside the panel there is no room for both
    _payment(paper)
    paper.y = max(paper.y, below)


def _right(paper: Paper, *, panel: bool) -> float:
    """Pairs at the right edge, the last emphasised; returns the y below them."""
    found, style, sheet = rows(paper), paper.style, paper.sheet
    step = paper.step * 1.2
    left = paper.right - PANEL
    if panel:
        sheet.fill(left, paper.y - 2, PANEL, step * (len(found) + 0.55) + 8, style.tint)
    y = paper.y + step
    for each in found:
        last = each.tag == "payable"
        if last:
            y += 6
            if panel:
                sheet.fill(left, y - step * 0.9, PANEL, step * 1.45, style.accent)
            else:
                sheet.stroke(left + 8, y - step * 0.85, paper.right, y - step * 0.85, width=0.8)
        ink = WHITE if last and panel else BLACK
        text = figures.amount(each.value, style, paper.invoice)
        if last:
            text = figures.with_currency(text, style, paper.invoice.currency)
        scale = 1.18 if last else 1.0
        paper.write(
            left + 8, each.label, y=y, bold=last, scale=scale, colour=ink, tag=f"label.{each.tag}", room=PANEL * 0.5
        )
        paper.write(
            paper.right - 6,
            text,
            y=y,
            bold=last,
            scale=scale,
            align=Align.RIGHT,
            colour=ink,
            tag=each.tag,
            room=PANEL * 0.46,
        )
        y += step
    return y + 8


def _across(paper: Paper) -> None:
    """One boxed row over the whole width, a cell each total."""
    found, sheet = rows(paper), paper.sheet
    cell, height = paper.width / len(found), paper.step * 2.5
    sheet.frame(paper.left, paper.y, paper.width, height, line=0.7)
    for place, each in enumerate(found):
        x = paper.left + place * cell
        last = each.tag == "payable"
        if last:
            sheet.fill(x + 0.5, paper.y + 0.5, cell - 1, height - 1, paper.style.tint)
        if place:
            sheet.stroke(x, paper.y, x, paper.y + height, width=0.4)
        text = figures.amount(each.value, paper.style, paper.invoice)
        if last and len(found) < 7:  # noqa: PLR2004 - narrower cells have no room for the currency
            text = figures.with_currency(text, paper.style, paper.invoice.currency)
        paper.write(x + 5, each.label, y=paper.y + paper.step * 0.9, scale=0.85, tag=f"label.{each.tag}", room=cell - 9)
        paper.write(
            x + cell - 5,
            text,
            y=paper.y + paper.step * 1.95,
            bold=last,
            scale=1.1 if last else 1.0,
            align=Align.RIGHT,
            tag=each.tag,
            room=cell - 9,
        )
    paper.y += height + 14


def _breakdown(paper: Paper, x: float) -> None:
    """A small table of VAT by rate: rate, base, VAT."""
    parts = _by_rate(paper)
    if not parts:
        return
    stops = (x + 42, x + 118, x + 186)
    paper.y += 8
    for stop, key in zip(stops, ("vat_rate", "vat_base", "vat"), strict=True):
        paper.write(stop, paper.word(key), scale=0.82, align=Align.RIGHT, colour=GREY, tag=f"label.vat.{key}", room=66)
    paper.sheet.stroke(x, paper.y + 3, stops[-1], paper.y + 3, width=0.4, colour=GREY)
    for place, (rate, (taxable, tax)) in enumerate(parts.items()):
        paper.down(1.1)
        texts = (
            (f"{figures.percent(rate, paper.style)} %", "rate"),
            (figures.amount(taxable, paper.style, paper.invoice), "taxable"),
            (figures.amount(tax, paper.style, paper.invoice), "tax"),
        )
        for stop, (text, field) in zip(stops, texts, strict=True):
            paper.write(stop, text, scale=0.92, align=Align.RIGHT, tag=f"vat.{place}.{field}", room=66)
    paper.y += 16


def _payment(paper: Paper) -> None:
    """Where to pay and with what reference, unless a slip or the footer says it."""
    invoice = paper.invoice
    design = paper.style.design
    if not invoice.payment.accounts or has_slip(paper):
        return
    pairs = []
    if design.foot is not Foot.COLUMNS and design.head is not Head.SIDE:
        pairs += accounts(paper)
    reference = figures.reference(invoice)
    if reference:
        pairs.append(("payment_reference", reference, "payment.reference"))
    if len(pairs) > 1:
        paper.y += paper.step
        paper.write(paper.left, paper.word("payment"), bold=True, colour=paper.style.accent)
    whole = design.sums is Sums.ROW or design.head is Head.SIDE
    room = paper.width if whole else paper.width - PANEL - 14
    start = min(room * 0.42, 100.0)
    for key, text, tag in pairs:
        paper.down(1.15)
        label = paper.word(key) + paper.style.colon
        paper.write(paper.left, label, scale=0.95, colour=GREY, tag=f"label.{tag}", room=start - 6)
        paper.write(paper.left + start, text, tag=tag, room=room - start)
    paper.down(1.2)


def accounts(paper: Paper) -> list[tuple[str, str, str]]:
    """The accounts as label key, printed text and tag, each IBAN followed by its BIC."""
    found = []
    for account in paper.invoice.payment.accounts:
        scheme = account.scheme
        if scheme is AccountScheme.DANISH_SLIP:
            continue
        found.append((scheme.value, figures.account(account), f"account.{scheme.value}"))
        if scheme is AccountScheme.IBAN and account.bic:
            found.append(("bic", account.bic, "account.bic"))
    return found


def low(paper: Paper) -> float:
    """The lowest y that the last page's body may reach: above the footer, and that above the slip."""
    return paper.bottom - (SLIP_HEIGHT if has_slip(paper) else 0)


def has_slip(paper: Paper) -> bool:
    """Whether a payment slip is drawn: the design has one, the country too, and there is something to pay."""
    invoice = paper.invoice
    slips = {"SE": AccountScheme.BANKGIRO, "FI": AccountScheme.IBAN, "NO": AccountScheme.DOMESTIC}
    scheme = slips.get(invoice.seller.address.country)
    payable = invoice.payment.reference and invoice.totals.payable
    return bool(paper.style.design.slip and payable and any(one.scheme is scheme for one in invoice.payment.accounts))


def notes(paper: Paper) -> None:
    """The notes of the invoice and a sentence or two about late payment, as far as there is room."""
    invoice, language = paper.invoice, paper.style.language
    texts = list(invoice.notes)
    texts += [part.exemption_reason for part in invoice.vat if part.exemption_reason not in {"", *texts}]
    if invoice.payment.penalty_rate and not paper.credit:
        rate = figures.percent(invoice.payment.penalty_rate, paper.style)
        texts.append(phrase(language, "late", rate=rate))
    paper.y += paper.step
    for text in texts:
        for line in wrapped(text, paper.style.regular, paper.size * 0.95, paper.width):
            if paper.y > low(paper) - 2:
                return
            paper.write(paper.left, line, scale=0.95, tag="note")
            paper.down()
        paper.y += 2
