"""Outlays without VAT that stand below the VAT, as lawyers bill court fees: they are part of the net, and a line."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import Final

from kontera.core.money import HUNDRED, ZERO
from kontera.steps.interpretation.choice import Choice, as_text
from kontera.steps.interpretation.columns import NOT_TEXT
from kontera.steps.interpretation.context import Context
from kontera.steps.interpretation.item import Item
from kontera.steps.interpretation.numbers import Figure
from kontera.steps.interpretation.solve import CENT_OFF, RATES, Solved
from kontera.steps.interpretation.solve_rest import completed
from kontera.steps.interpretation.table import Table

WITH_OUTLAY: Final = "net, VAT and the outlay without VAT make the total"
OUTLAY: Final = re.compile(
    r"\b(?:utlägg|utlegg|udlæg|auslagen?|disbursements?|outlays?|kulut|käteiskulut|viranomaismaksu\w*|gerichtskosten"
    r"|(?:moms|mva|avgifts|steuer|mwst)-?\s?fri\w*|ust-?frei|verottom\w*|veroton|utan moms|uten mva|ohne mwst"
    r"|(?:without|no|free of) vat|vat[- ](?:free|exempt))\b",
    re.IGNORECASE,
)
CHARGES: Final = ("charge",)
FAR_BELOW: Final = 8  # rows
SURE: Final = 0.93


def with_outlay(context: Context, totals: Solved, table: Table) -> tuple[Solved, Table]:
    """The totals and lines with an outlay below the VAT, where it is just what net and VAT lack of the total.

    BR-CO-13 counts it in the total without VAT (BT-109), as it does every line.
    """
    net, vat, total = totals.net, totals.vat, totals.payable or totals.gross
    if net is None or vat is None or not vat.value or total is None or not (total.tokens and vat.tokens):
        return totals, table
    off = total.value - net.value - vat.value - (totals.rounding.value if totals.rounding else ZERO)
    figure = (_outlay(context, totals, table, off) or _charge(context, vat, table, off)) if off > CENT_OFF else None
    if figure is None:
        return totals, table
    tokens = (*net.tokens, *figure.tokens)
    whole = net.value + figure.value
    totals = replace(
        totals, net=Choice(whole, SURE, WITH_OUTLAY, tokens, as_text(whole), (WITH_OUTLAY,)), adds_up=True,
        gross=(totals.gross or total).because(WITH_OUTLAY, max(total.sure, SURE)), payable=total,
    )  # fmt: skip
    free = OUTLAY.search(context.sheet.rows[figure.segment.row].text) is not None
    taxed = (one for one in RATES if one and abs(off * one / HUNDRED - vat.value) <= CENT_OFF)
    rate = ZERO if free else next(taxed, None)
    return completed(totals), replace(table, items=(*table.items, _line(context, figure, rate)))


def _outlay(context: Context, totals: Solved, table: Table, off: Decimal) -> Figure | None:
    """The amount that is lacking, on a row between the VAT and the total that says it is free of VAT."""
    vat, total = totals.vat, totals.payable or totals.gross
    if vat is None or total is None:
        return None
    for row in context.sheet.rows:
        page = row.page == total.tokens[0].page == vat.tokens[0].page
        if not page or not vat.tokens[-1].y1 < row.middle < total.tokens[0].y0 or row.index in table.rows:
            continue
        money = [figure for figure in context.figures_in(row) if figure.money]
        if len(money) == 1 and abs(money[0].value - off) <= CENT_OFF and OUTLAY.search(row.text):
            return money[0]
    return None


def _charge(context: Context, vat: Choice[Decimal], table: Table, off: Decimal) -> Figure | None:
    """The amount that is lacking, on a row of its own between the lines and the VAT: a fee with another VAT.

    The net without it is then only the sum of the lines at one rate.
    """
    if not table.rows:
        return None
    after = max(table.rows)
    for row in context.sheet.rows[after : after + FAR_BELOW]:
        if row.index in table.rows or row.page != vat.tokens[0].page or row.middle > vat.tokens[0].y0:
            continue
        money = [figure for figure in context.figures_in(row) if figure.money]
        hits = [hit for segment in row.segments[:1] for hit in context.labels.hits[segment] if not hit.start]
        if len(money) == 1 and abs(money[0].value - off) <= CENT_OFF and any(hit.names_any(CHARGES) for hit in hits):
            return money[0]
    return None


def _line(context: Context, figure: Figure, rate: Decimal | None) -> Item:
    row = context.sheet.rows[figure.segment.row]
    words = [token for segment in row.segments for token in segment.tokens if segment is not figure.segment]
    words = [token for token in words if token.letters not in NOT_TEXT]
    return Item(
        row.index, {"c_amount": figure}, [figure], words=words, rows=[row.index], net=figure, rate=rate, proven=True,
        sign=1,
    )  # fmt: skip
