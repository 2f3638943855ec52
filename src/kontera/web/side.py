"""The right pane of the desk as one record: supplier, remarks, fields, lines, coding, acts and trail."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from django.http import HttpRequest
from django.utils.translation import gettext as _

from kontera.actions import answer, approve, chart, report
from kontera.actions.approve import APPROVABLE, Attest
from kontera.actions.decide import MUST_SEE
from kontera.actions.desk import Desk
from kontera.actions.report import CaseView
from kontera.core.account_change import is_confirmed
from kontera.core.case import BOOKABLE, Case, Queue, State
from kontera.core.company import Company, Person, Right
from kontera.core.entry import CodingRow, RowKind
from kontera.core.event import SupplierChosen
from kontera.core.finding import Finding, Severity
from kontera.core.money import ZERO, total
from kontera.core.party import Supplier
from kontera.web import fields, said, shown, trail, words
from kontera.web.doors import company_of, desk_of
from kontera.web.judgement import judgement
from kontera.web.seats import seat_words

_CASE_VALUES: Final = frozenset({"case", "other", "other_case", "duplicate", "duplicate_of", "of"})
_UNSURE: Final = "reading.unsure"
_AT_THE_LINE: Final = "price.changed"
_EDITABLE: Final = frozenset({State.WORKING, State.VERIFY, State.APPROVE, State.DISPUTED, State.PAY})
_WEIGHT: Final = {Severity.STOP: 0, Severity.DOUBT: 1, Severity.NOTE: 2}


@dataclass(frozen=True, slots=True)
class Remark:
    """One finding for the strip: its sentence, the field it speaks of, and the acts that resolve it."""

    key: str
    rule: str
    severity: str
    icon: str
    text: str
    field: str
    other: str
    duplicate: bool
    can_release: bool
    against: tuple[tuple[str, str], ...] = ()
    account: str = ""  # the key of an account that its own case must confirm


@dataclass(frozen=True, slots=True)
class RowView:
    """One row of the coding as it is shown and typed."""

    index: int
    account: str
    name: str
    debit: str
    credit: str
    cost_centre: str
    project: str
    vat_code: str
    vat_told: str  # what the code says
    text: str
    kind: str
    reason: str
    percent: int
    level: int
    manual: bool
    alternatives: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Acts:
    """What the person may do with the case as it stands now."""

    edit: bool = False
    verify: bool = False
    approve: bool = False
    dispute: bool = False
    end_dispute: bool = False
    close: bool = False
    reopen: bool = False
    suppliers: bool = False
    waits: str = ""
    asked: str = ""  # whom the approval waits for
    refused: str = ""  # why the person may not give it
    not_invoice: bool = False  # what there is to do with it is to put it away


def acts_of(case: Case, person: Person, found: Attest | None = None, names: Mapping[str, str] | None = None) -> Acts:
    """The acts open to a person in the case's state; what stands in the way of the main one is told in `waits`.

    `found` is how the approval stands: only whom the company's rules would let approve is offered to, the others are
    told whom it waits for (by `names`), and why not them.
    """
    may, state = person.may, case.state
    waits_for = seat_words(case.waits_for, names or {}) if state is State.APPROVE else ""
    return Acts(
        edit=may(Right.VERIFY) and state in _EDITABLE and case.brought is None,
        verify=may(Right.VERIFY) and state is State.VERIFY and case.verified is None,
        approve=may(Right.APPROVE) and state in APPROVABLE and found is not None and not found.refused,
        dispute=may(Right.APPROVE) and state in {State.VERIFY, State.APPROVE, State.PAY},
        end_dispute=may(Right.APPROVE) and state is State.DISPUTED,
        close=may(Right.VERIFY) and not case.registered and not case.closed,
        reopen=may(Right.VERIFY) and bool(case.closed) and case.brought is None,
        suppliers=may(Right.SUPPLIERS),
        waits=_waits(case),
        not_invoice=case.invoice.type not in BOOKABLE,
        asked=waits_for,
        refused=said.reason_words(found.refused) if found and waits_for and may(Right.APPROVE) else "",
    )


def _attested(desk: Desk, case: Case) -> Attest | None:
    """How the approval stands; None where there is none to give."""
    wanted = case.state is State.APPROVE or (case.state is State.VERIFY and desk.person.may(Right.APPROVE))
    return approve.attest(desk, case.id) if wanted else None


def _waits(case: Case) -> str:
    if case.invoice.type not in BOOKABLE:
        return _("This is not an invoice: close it, or change the type of document.")
    if any(stop.rule.startswith("duplicate.") for stop in case.stops):
        return _("May be a duplicate: close it, or release the stop with a reason.")
    if case.stops:
        return _("A stop holds it: release it with a reason.")
    if not case.rows:
        return _("There is no coding yet.")
    return ""


def remarks(view: CaseView, person: Person, named: Mapping[str, str]) -> tuple[Remark, ...]:
    """The findings that ask for something, what weighs most first; `named` says other invoices by their id."""
    asked = (f for f in view.case.findings if f.rule != _UNSURE and f.severity is not Severity.NOTE)
    told = (f for f in asked if f.severity is Severity.STOP or not _not_typed_yet(view.case, f))
    return tuple(_remark(f, view, person, named) for f in sorted(told, key=lambda finding: _WEIGHT[finding.severity]))


def notes(view: CaseView, person: Person, named: Mapping[str, str]) -> tuple[Remark, ...]:
    """What is only worth knowing; shown folded."""
    told = (f for f in view.case.findings if f.severity is Severity.NOTE and f.rule != _AT_THE_LINE)
    return tuple(_remark(f, view, person, named) for f in told)


def others_named(desk: Desk, case: Case) -> dict[str, str]:
    """The other invoices that findings speak of, by id: number and day."""
    ids = {value for finding in case.findings for name, value in finding.values if name in _CASE_VALUES and value}
    rows = (row for one in ids for row in report.find(desk, one) if row.id == one)
    return {row.id: f"{row.number or row.file_name}, {shown.day(row.issue_date)}".rstrip(", ") for row in rows}


def unsure(case: Case) -> tuple[tuple[str, str], ...]:
    """The values read with little confidence, as element and label: one remark for all of them."""
    found = (f.field for f in case.findings if f.rule == _UNSURE and f.field not in case.corrected)
    return tuple((fields.id_of(path), words.field(path)) for path in dict.fromkeys(found))


def _remark(finding: Finding, view: CaseView, person: Person, named: Mapping[str, str]) -> Remark:
    fraud = finding.rule.startswith("fraud.")
    right = Right.APPROVE if fraud else Right.VERIFY
    about_account = finding.rule.startswith("fraud.account_")
    other = next((value for name, value in finding.values if name in _CASE_VALUES and value), "")
    return Remark(
        key=finding.key,
        rule=finding.rule,
        severity=finding.severity,
        icon=words.SEVERITY_ICON[finding.severity],
        text=said.finding_words(finding, view.case.invoice.payment.accounts, named),
        field=fields.about(finding),
        other=other,
        duplicate=finding.rule.startswith("duplicate."),
        can_release=finding.severity is Severity.STOP and person.may(right) and not about_account,
        account=_to_confirm(finding, view, person) if about_account else "",
        against=_against(finding, view),
    )


def _to_confirm(finding: Finding, view: CaseView, person: Person) -> str:
    """The account that a remark speaks of, where people can be asked to confirm it; empty where they cannot."""
    if view.supplier is None or not (person.may(Right.SUPPLIERS) or person.may(Right.APPROVE)):
        return ""
    accounts = view.case.invoice.payment.accounts
    path = finding.field or "payment.accounts[0]"
    index = path.removeprefix("payment.accounts[").removesuffix("]")
    account = accounts[int(index)] if index.isdigit() and int(index) < len(accounts) else None
    return account.key if account is not None and not is_confirmed(view.supplier, account) else ""


def _against(finding: Finding, view: CaseView) -> tuple[tuple[str, str], ...]:
    """The accounts on file beside a strange one."""
    if not finding.rule.startswith("fraud.account") or view.supplier is None:
        return ()
    return tuple((shown.account(a.account), str(words.TRUST[a.trust])) for a in view.supplier.accounts)


def coding(case: Case, names: Mapping[str, str]) -> tuple[RowView, ...]:
    """The rows of the coding."""
    return tuple(_row(index, row, names) for index, row in enumerate(case.rows))


def _row(index: int, row: CodingRow, names: Mapping[str, str]) -> RowView:
    dimensions = dict(row.dimensions)
    return RowView(
        index=index,
        account=row.account,
        name=names.get(row.account, ""),
        debit=shown.amount(row.amount) if row.amount > ZERO else "",
        credit=shown.amount(-row.amount) if row.amount < ZERO else "",
        cost_centre=dimensions.get("1", ""),
        project=dimensions.get("6", ""),
        vat_code=row.vat_code,
        vat_told=words.vat_code(row.vat_code),
        text=row.text,
        kind=row.kind,
        reason=said.filled(row.reason, dict(row.reason_values)),
        percent=round(100 * row.sure),
        level=3 if row.manual else 1 + (row.sure >= 0.6) + (row.sure >= 0.9),  # noqa: PLR2004 - the dots' steps
        manual=row.manual,
        alternatives=tuple((account, names.get(account, "")) for account in row.alternatives),
    )


def coding_sure(case: Case) -> int | None:
    """How probable the whole proposal is, in per cent; None without a proposal or when a person has set it."""
    costs = [row for row in case.rows if row.kind is RowKind.COST and not row.manual]
    return round(100 * min(row.sure for row in costs)) if costs else None


def queue_of(request: HttpRequest, case: Case) -> Queue:
    """The queue the person walks through; the case's own when none was named."""
    return _queue_named(request) or case.queue


def _queue_named(request: HttpRequest) -> Queue | None:
    named = request.GET.get("queue", "") or request.POST.get("queue", "")
    return Queue(named) if named in set(Queue) and named else None


def _suppliers_named(desk: Desk, view: CaseView) -> dict[str, str]:
    """The names of the suppliers that the case and its history speak of, by how they stand in the audit trail."""
    chosen = {noted.event.supplier for noted in view.history if isinstance(noted.event, SupplierChosen)}
    others = view.case.matched.others if view.case.matched else ()
    return {f"supplier:{key}": name for key, name in report.named(desk, (*chosen, *others)).items()}


def side(request: HttpRequest, case_id: str, *, wrong: Mapping[str, str] | None = None) -> dict[str, object]:
    """All that the right pane shows, as a template's context; `wrong` are refused texts by path, shown as typed."""
    desk = desk_of(request)
    view = report.case(desk, case_id, _queue_named(request))
    queue = queue_of(request, view.case)
    company = company_of(request)
    names = {**view.names, **_suppliers_named(desk, view)}
    accounts = chart.chart(desk)
    others = others_named(desk, view.case)
    head, amounts, more = _fields(view.case, company, others)
    lines = fields.lines(view.case, company.policy.doubt_below, others)
    cells = fields.line_cells(view.case)
    line_sum, lines_wanting = fields.lines_sum(view.case)
    balance = total(row.amount for row in view.case.rows)
    return {
        "view": view,
        "after": view.after,
        "case": view.case,
        "row": view.row,
        "name": supplier_name(view.supplier, view.case),
        "supplier": view.supplier,
        "likely": _likely(view, names),
        "queue": queue,
        "head": head,
        "amounts": amounts,
        "more": more,
        "lines": lines,
        "lines_sum": line_sum,
        "lines_wanting": lines_wanting,
        "line_count": len(lines),
        "with_article": "seller_article" in cells,
        "with_discount": "discount_percent" in cells,
        "typed": _is_typed(view.case),
        "unread": _may_tell(view.case, company),
        "staff": tuple(sorted(view.names.values())),
        "totals_agree": fields.totals_agree(view.case),
        "coding": coding(view.case, accounts.names),
        "coding_sure": coding_sure(view.case),
        "balance": shown.amount(balance),
        "balanced": not balance,
        "chart": accounts.offered,
        "cost_centres": accounts.objects_of(chart.COST_CENTRE),
        "projects": accounts.objects_of(chart.PROJECT),
        "vat_codes": words.vat_codes(view.case),
        "remarks": remarks(view, desk.person, others),
        "notes": notes(view, desk.person, others),
        "unsure": unsure(view.case),
        "rules": judgement(view.case.report),
        "answerable": answer.can_answer(view.case),
        "foreign": view.case.invoice.currency not in {"", company.currency},
        "doubts": fields.doubts((*head, *amounts, *more, *(cell for line in lines for cell in line.cells))),
        "acts": acts_of(view.case, desk.person, _attested(desk, view.case), names),
        "must_see": tuple((name, words.COMPARED[name], name in view.case.seen) for name in MUST_SEE),
        "trail": trail.told(view.history, names),
        "wrong": wrong or {},
        "company": company,
        "closed_word": words.CLOSED.get(view.case.closed, view.case.closed),
        "state_word": words.state(view.case.state),
        "working": view.case.state is State.WORKING,
        "reread_pages": _worded(view.case),
    }


def _fields(case: Case, company: Company, others: Mapping[str, str]) -> tuple[tuple[fields.Field, ...], ...]:
    """The fields in groups; of what was brought forward only what the earlier books told."""
    groups = fields.groups(case, company.policy.doubt_below, others)
    if case.brought is None:
        return groups
    return tuple(tuple(one for one in group if one.text) for group in groups)


def _worded(case: Case) -> tuple[int, ...]:
    """The pages whose words were read, from which the rows can be read again."""
    shown_pages = case.pages or (case.beside.pages if case.beside else ())
    own = case.reading.pages if case.reading and case.pages else ()
    return tuple(page.number for page in shown_pages if page.words and (not own or page.number in own))


def _may_tell(case: Case, company: Company) -> bool:
    """Whether somebody is to be told that the document was kept and not read."""
    unread = any(finding.rule == "reading.scanning_off" for finding in case.findings)
    told = bool(company.contact) or (company.tell_sender and case.document is not None and bool(case.document.sender))
    return unread and told


def _not_typed_yet(case: Case, finding: Finding) -> bool:
    """Whether a person who types the invoice has merely not come to this value: the field itself says that."""
    return _is_typed(case) and bool(finding.field) and finding.rule != "reading.scanning_off"


def _is_typed(case: Case) -> bool:
    """Whether a person types the invoice, because nothing was or could be read."""
    return case.reading is None and (bool(case.remarks.get("stopped")) or "interpretation" in case.done)


def _likely(view: CaseView, names: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Other suppliers the invoice could be from."""
    others = view.case.matched.others if view.case.matched else ()
    return tuple((other, names.get(f"supplier:{other}", other)) for other in others)


def rows_typed(
    case: Case, given: tuple[Mapping[str, str], ...], amount_of: Mapping[int, Decimal]
) -> tuple[CodingRow, ...]:
    """The rows a person typed, each on top of the row it was made from."""
    made = []
    for at, one in enumerate(given):
        index = int(one["index"]) if one.get("index", "").isdigit() else -1
        base = case.rows[index] if 0 <= index < len(case.rows) else CodingRow("", ZERO, RowKind.COST, manual=True)
        kept = {number: value for number, value in base.dimensions if number not in {"1", "6"}}
        dimensions = {"1": one.get("cost_centre", "").strip(), **kept, "6": one.get("project", "").strip()}
        made.append(
            replace(
                base,
                account=one["account"].strip(),
                amount=amount_of[at],
                text=one.get("text", "").strip(),
                vat_code=one.get("vat_code", base.vat_code).strip().upper(),
                dimensions=tuple((number, value) for number, value in sorted(dimensions.items()) if value),
            )
        )
    return tuple(made)


def supplier_name(supplier: Supplier | None, case: Case) -> str:
    """The name to show at the top."""
    return (supplier.party.name if supplier else "") or case.invoice.seller.name or _("Unknown supplier")
