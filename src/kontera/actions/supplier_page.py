"""One supplier with all that is known of it: invoices, spend, what was learned, what its invoices say anew."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Final

from kontera.actions import suppliers
from kontera.actions.account_change import open_rows
from kontera.actions.desk import Desk
from kontera.actions.supplier_fields import judged, texts
from kontera.core.account_change import AccountChange
from kontera.core.case import Case, State
from kontera.core.company import Right
from kontera.core.errors import NotReady
from kontera.core.event import Noted, SupplierSaved, Unlearned
from kontera.core.memory import SHORTEST, Record, digits_of, marks_of
from kontera.core.money import ZERO
from kontera.core.party import KnownAccount, Supplier
from kontera.core.row import CaseRow, PastPosting
from kontera.ports import Box, RegisterView, View

_RECENT: Final = 20
_READ: Final = 4  # latest invoices that proposals are taken from
_HISTORY: Final = 20_000
_ADDRESS: Final = ("street", "postal_code", "city", "country")
_SINGLE: Final = (
    "organisation_number", "vat_number", "tax_registration", "gln", "e_address", "contact_name", "phone", "email",
)  # fmt: skip
_ONLY_IF_EMPTY: Final = frozenset({"organisation_number", "vat_number", "currency", "payment_days"})
RELATED: Final = "related"
"""The field of a change that says who of our people is close to the supplier: their ids, parted by spaces."""
_TAUGHT: Final = frozenset({State.APPROVE, State.DISPUTED, State.PAY, State.PAYING, State.PAID, State.ARCHIVED})


@dataclass(frozen=True, slots=True)
class Proposal:
    """A fact of the supplier's latest invoices that the record lacks; `values` are the fields it would set."""

    field: str
    before: str
    after: str
    case: str
    number: str
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Altered:
    """One field of the record as it was and as it became."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RecordChange:
    """One change of the record: when, by whom, why, and what; `accounts` are those that came, changed or went."""

    seq: int
    at: datetime
    by: str
    why: str
    fields: tuple[Altered, ...]
    accounts: tuple[tuple[KnownAccount | None, KnownAccount | None], ...] = ()
    forgot: int = 0


@dataclass(frozen=True, slots=True)
class Layout:
    """What one verified invoice taught of the supplier's layout: the values whose places are known, and columns."""

    case: str
    number: str
    fields: tuple[str, ...]
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SupplierView:
    """One supplier as its page shows it; `spent` are net costs by year in the company's currency."""

    supplier: Supplier
    revision: int
    rows: tuple[CaseRow, ...]
    total: int
    open_sums: Mapping[str, Decimal]
    spent: tuple[tuple[int, Decimal], ...]
    changes: tuple[AccountChange, ...]
    proposals: tuple[Proposal, ...]
    layouts: tuple[Layout, ...]
    history: tuple[RecordChange, ...]


def register(desk: Desk, view: RegisterView) -> tuple[tuple[Supplier, ...], int]:
    """One page of the register, and how many there are in all."""
    box = desk.ask(Right.SEE)
    return box.register(view), box.register_count(view.search)


def count(desk: Desk) -> int:
    """How many suppliers the register has."""
    return desk.ask(Right.SEE).register_count()


def show(desk: Desk, supplier_id: str) -> SupplierView:
    """One supplier. Raises NotFound."""
    box = desk.ask(Right.SEE)
    found = box.supplier(supplier_id)
    history = box.history(f"supplier:{supplier_id}")
    rows = _latest(box, found)
    return SupplierView(
        supplier=found,
        revision=len(history),
        rows=rows[:_RECENT],
        total=sum(box.count(View(supplier=one)) for one in found.ids),
        open_sums=_open(open_rows(box, found)),
        spent=_spent(desk, box, found),
        changes=box.account_changes(supplier=supplier_id),
        proposals=_proposals(box, found, rows),
        layouts=_layouts(box, found),
        history=changes_of(history),
    )


def _latest(box: Box, supplier: Supplier) -> tuple[CaseRow, ...]:
    rows = [row for one in supplier.ids for row in box.rows(View(supplier=one, limit=_RECENT))]
    return tuple(sorted(rows, key=lambda row: row.received, reverse=True))


def _open(rows: tuple[CaseRow, ...]) -> Mapping[str, Decimal]:
    sums: dict[str, Decimal] = {}
    for row in rows:
        if row.open_amount is not None:
            sums[row.currency] = sums.get(row.currency, ZERO) + row.open_amount
    return sums


def _spent(desk: Desk, box: Box, supplier: Supplier) -> tuple[tuple[int, Decimal], ...]:
    """This year and the last, from what was booked on its invoices."""
    year = desk.doors.clock.today().year
    booked: list[PastPosting] = [one for name in supplier.ids for one in box.postings(name, _HISTORY)]
    return tuple((one, sum((p.amount for p in booked if p.on.year == one), ZERO)) for one in (year, year - 1))


def _layouts(box: Box, supplier: Supplier) -> tuple[Layout, ...]:
    numbers = _numbers(supplier)
    records = box.remembered(marks_of(numbers, frozenset())) if numbers else ()
    return tuple(_layout(box, one) for one in reversed(records) if one.numbers & numbers)


def _numbers(supplier: Supplier) -> frozenset[str]:
    own = [text for party in supplier.parties for text in (party.organisation_number, party.vat_number)]
    own += [known.account.id for known in supplier.accounts]
    return frozenset(digits for one in own if len(digits := digits_of(one)) >= SHORTEST)


def _layout(box: Box, record: Record) -> Layout:
    table = record.table
    return Layout(
        record.case,
        box.case(record.case).invoice.number,
        tuple(dict.fromkeys(one.path for one in record.exemplars)),
        tuple(dict.fromkeys(column.role for column in table.columns)) if table else (),
    )


def changes_of(history: tuple[Noted, ...]) -> tuple[RecordChange, ...]:
    """What changed in a record, when, by whom and why; newest first."""
    made: list[RecordChange] = []
    before: Supplier | None = None
    for noted in history:
        match noted.event:
            case SupplierSaved(saved, _, why):
                made.append(
                    RecordChange(noted.seq, noted.at, noted.by, why, _altered(before, saved), _accounts(before, saved))
                )
                before = saved
            case Unlearned(cases):
                made.append(RecordChange(noted.seq, noted.at, noted.by, "", (), forgot=len(cases)))
            case _:
                continue
    return tuple(reversed(made))


def _altered(before: Supplier | None, after: Supplier) -> tuple[Altered, ...]:
    old, new = texts(before) if before else {}, texts(after)
    plain = {"handling": "invoice", "pay_method": "file"} if before is None else {}
    close = (" ".join(before.related) if before else "", " ".join(after.related))
    changed = tuple(
        Altered(name, old.get(name, ""), new[name]) for name in new if old.get(name, plain.get(name, "")) != new[name]
    )
    return changed if close[0] == close[1] else (*changed, Altered(RELATED, *close))


def _accounts(before: Supplier | None, after: Supplier) -> tuple[tuple[KnownAccount | None, KnownAccount | None], ...]:
    old = {one.account.key: one for one in before.accounts} if before else {}
    new = {one.account.key: one for one in after.accounts}
    keys = dict.fromkeys((*old, *new))
    pairs = ((old.get(key), new.get(key)) for key in keys)
    return tuple((was, now) for was, now in pairs if was is None or now is None or was.trust is not now.trust)


def _proposals(box: Box, supplier: Supplier, rows: tuple[CaseRow, ...]) -> tuple[Proposal, ...]:
    """The newest of each fact that reviewed invoices state and the record lacks, unless a person declined it."""
    found: dict[str, Proposal] = {}
    for row in [row for row in rows if row.state in _TAUGHT][:_READ]:
        for proposal in _stated(box.case(row.id), supplier):
            found.setdefault(proposal.field, proposal)
    return tuple(one for one in found.values() if (one.field, one.after) not in supplier.declined)


def _stated(case: Case, supplier: Supplier) -> Iterator[Proposal]:
    said = texts(Supplier(supplier.id, case.invoice.seller))
    known = texts(supplier)
    days = case.invoice.payment.days
    said |= {"payment_days": "" if days is None else str(days), "currency": case.invoice.currency}
    domain = case.document.sender.rpartition("@")[2].casefold().strip("> ") if case.document else ""
    sent = dict.fromkeys(_SINGLE) | {"payment_days": None, "currency": None}
    for field in sent:
        values = {field: said[field]}
        if _is_new(field, values, known) and not (known[field] and field in _ONLY_IF_EMPTY):
            yield from _checked(field, values, known, case, supplier)
    address = {name: said[name] for name in _ADDRESS if said[name]}
    if said["street"] and said["city"] and _is_new("address", address, known):
        yield from _checked("address", address, known, case, supplier)
    if domain and domain not in supplier.domains and "@" in (case.document.sender if case.document else ""):
        listed = ", ".join((*supplier.domains, domain))
        yield from _checked("domains", {"domains": listed}, known, case, supplier)


def _is_new(field: str, values: Mapping[str, str], known: Mapping[str, str]) -> bool:
    del field
    return any(text and _plain(text) != _plain(known[name]) for name, text in values.items())


def _plain(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum() or sign in "@.+")


def _checked(
    field: str, values: Mapping[str, str], known: Mapping[str, str], case: Case, supplier: Supplier
) -> Iterator[Proposal]:
    """The proposal, unless what the invoice states would be refused in the record."""
    _after, wrong = judged(supplier, values)
    if not wrong:
        before = ", ".join(known[name].replace("\n", ", ") for name in values if known[name])
        after = ", ".join(text.replace("\n", ", ") for text in values.values() if text)
        yield Proposal(field, before, after, case.id, case.invoice.number, values)


def _proposal(box: Box, supplier: Supplier, field: str, value: str) -> Proposal:
    found = _proposals(box, supplier, _latest(box, supplier))
    wanted = next((one for one in found if one.field == field and one.after == value), None)
    if wanted is None:
        raise NotReady(reason="this proposal no longer stands")
    return wanted


def accept(desk: Desk, supplier_id: str, field: str, value: str) -> Supplier:
    """Take a fact of an invoice into the record. Raises NotReady when it no longer stands."""
    box = desk.ask(Right.SUPPLIERS)
    supplier = box.supplier(supplier_id)
    proposal = _proposal(box, supplier, field, value)
    after, _wrong = judged(supplier, proposal.values, box.company.country)
    return suppliers.save(desk, after, f"case:{proposal.case}")


def decline(desk: Desk, supplier_id: str, field: str, value: str) -> Supplier:
    """Do not take a fact of an invoice into the record, and do not ask again."""
    box = desk.ask(Right.SUPPLIERS)
    supplier = box.supplier(supplier_id)
    _proposal(box, supplier, field, value)
    return suppliers.save(desk, replace(supplier, declined=(*supplier.declined, (field, value))))
