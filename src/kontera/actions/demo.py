"""Make the demo company: people, suppliers, products, a booked past, and today's post waiting to be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Final

from kontera.actions import decide, pay
from kontera.actions.desk import Desk
from kontera.actions.receive import Arrival, take
from kontera.core.case import Case, State
from kontera.core.company import Person, Role
from kontera.core.document import Channel
from kontera.core.errors import KonteraError
from kontera.core.event import ProductSaved, SupplierSaved
from kontera.core.money import ZERO, total
from kontera.core.row import PastPosting
from kontera.formats.ubl.write import write_ubl
from kontera.pipeline.runner import Runner
from kontera.ports import Box, Doors, Note, View
from kontera.samples.degrade import photo, scan
from kontera.samples.demo import Media, SampleDocument, demo_documents
from kontera.samples.demo_company import DemoCompany, demo_company
from kontera.samples.demo_products import demo_products
from kontera.samples.history import PastInvoice, demo_history

OWNER: Final = "anna@demomobel.example"
SECOND: Final = "cecilia@demomobel.example"
EVERYTHING: Final = frozenset({Role.CLERK, Role.APPROVER, Role.PAYER, Role.ADMIN})
PICTURE_DPI: Final = 200
BY: Final = "demo"


def make_demo(doors: Doors, runner: Runner) -> bool:
    """Make the demo company, unless it is there; gives whether it was made. Today's post waits for the worker."""
    today = doors.clock.today()
    demo = demo_company(today)
    if demo.company.id in {company.id for company in doors.boxes.companies()}:
        return False
    # one person tries the demo alone; a company keeps reviewer and approver apart unless it says otherwise
    alone = replace(demo.company.policy, verifier_may_approve=True)
    doors.boxes.save(replace(demo.company, policy=alone))
    people = _people(doors, demo)
    box = doors.boxes.open(demo.company.id)
    past = demo_history(today)
    latest = {old.supplier.id: old for old in past}
    with box.transaction() as note:
        for supplier in demo.suppliers:
            note.event(f"supplier:{supplier.id}", SupplierSaved(supplier, why=BY), by=BY)
        for product in demo_products(today):
            note.event(f"product:{product.id}", ProductSaved(product, BY), by=BY)
        for old in past:
            if latest[old.supplier.id] is not old:
                _remember(note, old)
    for recent in latest.values():
        _book(Desk(doors, runner, people[OWNER]), recent)
    _pay_the_paid(doors, runner, people, today)
    for document in demo_documents(today):
        arrival = Arrival(Channel.MAIL if document.media is not Media.XML else Channel.API, "mail", document.sender)
        name, data = _as_received(doors, document)
        take(doors, demo.company.id, name, data, arrival)
    return True


def _people(doors: Doors, demo: DemoCompany) -> Mapping[str, Person]:
    """The staff; the owner may do everything, the second person releases what the owner proposes."""
    for person in demo.people:
        roles = {OWNER: EVERYTHING, SECOND: person.roles | {Role.PAYER}}.get(person.email, person.roles)
        doors.people.add(demo.company.id, person.email, person.name, roles)
    return {person.email: person for person in doors.people.of(demo.company.id)}


def _remember(note: Note, old: PastInvoice) -> None:
    """What was booked on an old invoice, as an import from the former ledger brings it."""
    amounts: dict[str, Decimal] = {}
    texts: dict[str, str] = {}
    for line, account in zip(old.invoice.lines, old.line_accounts, strict=False):
        amounts[account] = amounts.get(account, ZERO) + (line.net_amount or ZERO)
        texts.setdefault(account, line.description)
    whole = total(amounts.values())
    for account, amount in amounts.items():
        share = float(amount / whole) if whole else 1.0
        on = old.invoice.issue_date
        if on is not None:
            note.posting(PastPosting(old.supplier.id, on, account, amount, share, texts[account], old.dimensions))


def _book(desk: Desk, recent: PastInvoice) -> None:
    """Take a recent invoice the whole way to approval, as its e-invoice; what a check stops stays for a person."""
    company = desk.person.company
    arrival = Arrival(Channel.API, BY, recent.invoice.seller.contact.email)
    name = f"{recent.supplier.id}-{recent.invoice.number}.xml"
    receipt = take(desk.doors, company, name, write_ubl(recent.invoice), arrival)[0]
    desk.runner.walk(company, receipt.case)
    try:
        decide.verify(desk, receipt.case, decide.MUST_SEE)
        desk.runner.walk(company, receipt.case)
        if recent.paid is not None:
            decide.approve(desk, receipt.case)
            desk.runner.walk(company, receipt.case)
    except KonteraError:
        return


def _pay_the_paid(doors: Doors, runner: Runner, people: Mapping[str, Person], today: date) -> None:
    """Pay what was due in the past: proposed by one, released by another, executed by the bank."""
    owner, second = Desk(doors, runner, people[OWNER]), Desk(doors, runner, people[SECOND])
    box = doors.boxes.open(owner.person.company)
    due = tuple(case for case in _payable(box) if _was_due(box.case(case), today))
    if not due:
        return
    batch = pay.propose(owner, due, today)
    try:
        pay.release(second, batch.id)
    except KonteraError as error:
        pay.cancel(owner, batch.id, str(error))
        return
    pay.settle(second, batch.id, today)
    for case in due:
        runner.walk(box.company.id, case)


def _was_due(case: Case, today: date) -> bool:
    """Due before today, in kronor: what the bank took for another currency only a person can say."""
    return (case.due or today) < today and case.invoice.currency == "SEK"


def _payable(box: Box) -> tuple[str, ...]:
    return tuple(row.id for row in box.rows(View(states=frozenset({State.PAY}), limit=500)))


def _as_received(doors: Doors, document: SampleDocument) -> tuple[str, bytes]:
    """A document as it arrives: what came on paper is a picture."""
    if not document.scan:
        return document.name, document.content
    page = doors.pdf.picture(document.content, 1, PICTURE_DPI)
    picture = scan(page, 7) if document.media is Media.SCAN else photo(page, 7)
    return document.name.replace(".pdf", ".jpg"), picture
