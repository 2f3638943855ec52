"""The cost rows: each line finds its account, lines of the same account become one row, cents are shared exactly."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from kontera.core.entry import CodingRow, RowKind
from kontera.core.invoice import Invoice, Line
from kontera.core.money import HUNDRED, total
from kontera.steps.posting.amounts import split
from kontera.steps.posting.history import Choice, Knowledge, choose, last_split


@dataclass(frozen=True, slots=True)
class _Share:
    """A part of the cost: how heavy, what it says, the line it is (None for a document charge) and its VAT code."""

    weight: Decimal
    text: str
    line: int | None = None
    vat_code: str = ""
    stated: str = ""


def cost_rows(invoice: Invoice, known: Knowledge, cost: Decimal) -> tuple[CodingRow, ...]:
    """The rows that carry `cost`, in the company's currency; they sum to it exactly."""
    if not cost:
        return ()
    parts = _shares(invoice)
    whole = total(part.weight for part in parts)
    if (len(parts) == 1 or not whole) and not known.register:
        divided = _as_last_time(known, cost)
        if divided:
            return divided
    grouped: dict[tuple[str, str, str], list[tuple[_Share, Choice]]] = {}
    for part in parts:
        amount = cost * part.weight / whole if whole else cost
        named = known.register.get(part.line) if part.line is not None else None
        choice = named or choose(known, part.text, amount, part.stated)
        key = (choice.account, str(choice.dimensions), part.vat_code)
        grouped.setdefault(key, []).append((part, choice))
    amounts = split(cost, tuple(total(part.weight for part, _ in group) for group in grouped.values()))
    return tuple(_row(group, amount) for group, amount in zip(grouped.values(), amounts, strict=True) if amount)


def _row(group: list[tuple[_Share, Choice]], amount: Decimal) -> CodingRow:
    part, choice = max(group, key=lambda pair: abs(pair[0].weight))
    return CodingRow(
        choice.account,
        amount,
        RowKind.COST,
        dimensions=choice.dimensions,
        vat_code=part.vat_code,
        reason=choice.reason,
        reason_values=choice.values,
        sure=round(min(one.sure for _, one in group), 4),
        lines=tuple(one.line for one, _ in group if one.line is not None),
        alternatives=choice.alternatives,
    )


def _shares(invoice: Invoice) -> tuple[_Share, ...]:
    """A share a line and one a document charge; the whole as one when a line has no amount."""
    lines = tuple(_line_shares(invoice))
    if not lines or len(lines) < len(invoice.lines):
        text = " ".join(line.description for line in invoice.lines)
        return (_Share(Decimal(1), text, stated=invoice.buyer_accounting, vat_code=_one_code(invoice)),)
    charges = (one for one in invoice.allowances_charges if one.is_charge and one.amount)
    return (*lines, *(_Share(one.amount, one.reason) for one in charges))


def _line_shares(invoice: Invoice) -> Iterable[_Share]:
    for index, line in enumerate(invoice.lines):
        net = _net(line)
        if net is not None:
            stated = line.buyer_accounting or invoice.buyer_accounting
            yield _Share(net, f"{line.description} {line.detail}", index, _code(line), stated)


def _net(line: Line) -> Decimal | None:
    if line.net_amount is not None or line.gross_amount is None:
        return line.net_amount
    return line.gross_amount * HUNDRED / (HUNDRED + (line.vat_rate or 0))


def _code(line: Line) -> str:
    """The VAT code of a line: category and rate, "S25"; empty when the line states neither."""
    rate = f"{line.vat_rate.normalize():f}" if line.vat_rate is not None else ""
    category = line.vat_category.value if line.vat_category is not None else ("S" if line.vat_rate else "")
    return f"{category}{rate}" if category else ""


def _one_code(invoice: Invoice) -> str:
    codes = {_code(line) for line in invoice.lines} - {""}
    return codes.pop() if len(codes) == 1 else ""


def _as_last_time(known: Knowledge, cost: Decimal) -> tuple[CodingRow, ...]:
    """The supplier's last invoice was divided over several accounts: so is this one, in the same proportions."""
    if known.supplier is not None and known.supplier.default_account:
        return ()
    rows = last_split(known.history)
    if not rows:
        return ()
    amounts = split(cost, tuple(Decimal(str(past.share)) for past in rows))
    reason = "Divided as the supplier's last invoice was."
    return tuple(
        CodingRow(
            past.account,
            part,
            RowKind.COST,
            dimensions=past.dimensions,
            vat_code=past.vat_code,
            reason=reason,
            sure=0.6,
        )
        for past, part in zip(rows, amounts, strict=True)
        if part
    )
