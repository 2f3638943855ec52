"""What keeps an approved invoice from being paid now, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from kontera.actions.account_change import blocking
from kontera.actions.desk import Desk
from kontera.core.account_change import is_confirmed
from kontera.core.company import Right
from kontera.core.errors import KonteraError
from kontera.core.party import PayMethod, Supplier
from kontera.core.payment import PayItem
from kontera.core.row import CaseRow
from kontera.ports import Box


class PaymentHeld(KonteraError):
    """An invoice is kept from being paid; the reason says what must be done first."""

    code, status, exit_code = "payment.held", 409, 4
    msgid = "{invoice} is not paid now: {reason}."


class Why(StrEnum):
    """What holds a payment; the value is the reason as an English msgid."""

    ACCOUNT_CHANGE = "a payment account of the supplier waits to be confirmed"
    SUPPLIER_HOLD = "payments to the supplier are on hold"
    OTHER_METHOD = "the supplier is paid in another way"
    UNCONFIRMED = "the payment account is not confirmed"
    NO_SUPPLIER = "the supplier is not in the register"


@dataclass(frozen=True, slots=True)
class Hold:
    """Why an invoice is not paid; `change` is the account change that holds it, `text` what a person wrote."""

    why: Why
    supplier: str = ""
    change: str = ""
    text: str = ""


def holds(desk: Desk, rows: Iterable[CaseRow]) -> Mapping[str, Hold]:
    """The invoices of a list that are not paid now, by their id."""
    box = desk.ask(Right.SEE)
    rows = tuple(rows)
    changes, suppliers = blocking(box), box.figures.named(frozenset(row.supplier for row in rows if row.supplier))
    found: dict[str, Hold] = {}
    for row in rows:
        supplier = suppliers.get(row.supplier)
        change = changes.get(row.supplier)
        hold = _of_supplier(supplier, change.id if change else "")
        if hold is None and supplier is not None and not _lists_confirmed(supplier, row.account):
            item = box.case(row.id).item
            hold = _of_item(item, supplier) if item is not None else None
        if hold is not None:
            found[row.id] = hold
    return found


def hold_of(box: Box, item: PayItem) -> Hold | None:
    """Why this payment is not made now; None when nothing holds it."""
    supplier = box.supplier(item.supplier) if item.supplier else None
    change = blocking(box).get(item.supplier)
    return _of_supplier(supplier, change.id if change else "") or _of_item(item, supplier)


def refuse_held(box: Box, items: Iterable[PayItem]) -> None:
    """Raises PaymentHeld for the first payment that is not made now."""
    for item in items:
        hold = hold_of(box, item)
        if hold is not None:
            raise PaymentHeld(invoice=f"{item.payee} {item.number}".strip(), reason=hold.why.value)


def _of_supplier(supplier: Supplier | None, change: str) -> Hold | None:
    if supplier is None:
        return Hold(Why.NO_SUPPLIER)
    if change:
        return Hold(Why.ACCOUNT_CHANGE, supplier.id, change)
    if supplier.hold:
        return Hold(Why.SUPPLIER_HOLD, supplier.id, text=supplier.hold)
    if supplier.pay_method is not PayMethod.FILE:
        return Hold(Why.OTHER_METHOD, supplier.id)
    return None


def _of_item(item: PayItem, supplier: Supplier | None) -> Hold | None:
    if is_confirmed(supplier, item.account):
        return None
    return Hold(Why.UNCONFIRMED, item.supplier)


def _lists_confirmed(supplier: Supplier, key: str) -> bool:
    return any(one.account.key == key and is_confirmed(supplier, one.account) for one in supplier.accounts)
