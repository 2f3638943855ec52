"""To approve (attest): what waits for the person, and one invoice with only what an approver decides on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kontera.actions import approve, chart, decide, discuss, letter, report
from kontera.actions.desk import Desk
from kontera.core.case import Case, State
from kontera.core.company import Right
from kontera.core.errors import Conflict, KonteraError
from kontera.core.event import Answered, Commented, Noted, Questioned
from kontera.core.row import CaseRow
from kontera.web import picture, said, side, typed, words
from kontera.web.doors import company_of, desk_of, doors, mail_address
from kontera.web.refusal import names_in, words_of
from kontera.web.seats import mentioned, seat_words
from kontera.web.telling import tell
from kontera.web.trail import who

PAGE: Final = 50
_TRIES: Final = 4


@dataclass(frozen=True, slots=True)
class Waiting:
    """One invoice in a list: for whom it waits, whether an answer is asked for, and whether it has waited too long."""

    row: CaseRow
    waits: str
    answer: bool
    late: bool


@dataclass(frozen=True, slots=True)
class StageView:
    """One stage of the approval: who can fill it, how many of them, who has, and whether it is the one asked now."""

    number: int
    wanted: str
    count: int
    filled: tuple[str, ...]
    now: bool

    @property
    def done(self) -> bool:
        """Whether it is filled."""
        return len(self.filled) >= self.count


@dataclass(frozen=True, slots=True)
class Remark:
    """One comment, question or answer; `open` is the number of a question that still waits for its answer."""

    who: str
    at: object
    text: str
    kind: str
    to: str
    open: int


@require_GET
def approvals(request: HttpRequest) -> HttpResponse:
    """What waits for the person, what waits for others, and what is held."""
    desk = desk_of(request)
    offset = int(request.GET["from"]) if request.GET.get("from", "").isdigit() else 0
    names = names_in(request)
    found = approve.mine(desk, PAGE, offset)
    late = {row.id for row in approve.overdue(desk)}
    own = {row.id for row in found.rows}
    context = {
        "mine": tuple(_waiting(row, names, late) for row in found.rows),
        "total": found.total,
        "others": tuple(_waiting(row, names, set()) for row in approve.waiting(desk) if row.id not in own),
        "held": tuple(_waiting(row, names, set()) for row in approve.held(desk)),
        "after": offset + PAGE if offset + PAGE < found.total else None,
        "before": max(0, offset - PAGE) if offset else None,
        "days": company_of(request).policy.remind_after,
        "late": len(late),
    }
    return render(request, "kontera/approvals.html", context)


def _waiting(row: CaseRow, names: Mapping[str, str], late: set[str]) -> Waiting:
    answer = any(seat.startswith("answer:") for seat in row.waits_for)
    return Waiting(row, seat_words(row.waits_for, names), answer, row.id in late)


@require_GET
def approval(request: HttpRequest, case: str) -> HttpResponse:
    """One invoice for its approver, fit for a phone."""
    return render(request, "kontera/approval.html", _context(request, case))


def _context(request: HttpRequest, case: str) -> dict[str, object]:
    desk = desk_of(request)
    view = report.case(desk, case)
    known, names = view.case, names_in(request)
    found = approve.attest(desk, case)
    may = desk.person.may(Right.APPROVE)
    decidable = known.state in {State.VERIFY, State.APPROVE}
    return {
        "case": known,
        "row": view.row,
        "name": side.supplier_name(view.supplier, known),
        "known_supplier": view.supplier,
        "lines": known.invoice.lines,
        "coding": side.coding(known, chart.accounts(desk)),
        "pages": picture.pages(known),
        "pictured": picture.has_picture(known),
        "stages": _stages(found, names) if decidable else (),
        "flow": found.progress.flow,
        "waits": seat_words(known.waits_for, names) if decidable or known.held else "",
        "limit_wanted": found.progress.limit_wanted,
        "refused": said.reason_words(found.refused) if may and decidable else "",
        "may_approve": may and decidable and not found.refused,
        "may_reject": may and known.state in {State.VERIFY, State.APPROVE, State.PAY},
        "may_hold": known.held is None and (may or desk.person.may(Right.VERIFY)) and (decidable or _to_pay(known)),
        "may_end_hold": known.held is not None and (may or desk.person.may(Right.VERIFY)),
        "hold_by": who(known.held.act.by, names) if known.held else "",
        "remarks": _remarks(view.history, known, names),
        "doubts": tuple(said.finding_words(one, known.invoice.payment.accounts) for one in known.stops),
        "people": tuple(one for one in doors().people.of(desk.person.company) if one.id != desk.person.id),
        "state_word": words.state(known.state),
        "next": _next(desk, case),
    }


def _to_pay(case: Case) -> bool:
    return case.state in {State.PAY, State.DISPUTED}


def _stages(found: approve.Attest, names: Mapping[str, str]) -> tuple[StageView, ...]:
    made: list[StageView] = []
    for at, part in enumerate(found.progress.filled):
        known = found.progress.stages[at] if at < len(found.progress.stages) else None
        count = known.count if known else 1
        open_before = any(not one.done for one in made)
        wanted = seat_words(sorted(known.seats), names) if known else _("somebody whose limit suffices")
        filled = tuple(who(one.act.by, names) for one in part)
        made.append(StageView(at + 1, wanted, count, filled, not open_before and len(filled) < count))
    return tuple(made)


def _remarks(history: tuple[Noted, ...], case: Case, names: Mapping[str, str]) -> tuple[Remark, ...]:
    waiting = {one.seq for one in case.questions}
    made = []
    for noted in history:
        by = who(noted.by, names)
        match noted.event:
            case Commented(text, mentions):
                made.append(Remark(by, noted.at, text, "comment", mentioned(mentions, names), 0))
            case Questioned(text, to):
                number = noted.seq if noted.seq in waiting else 0
                made.append(Remark(by, noted.at, text, "question", mentioned(to, names), number))
            case Answered(_number, text):
                made.append(Remark(by, noted.at, text, "answer", "", 0))
            case _:
                continue
    return tuple(made)


def _next(desk: Desk, case: str) -> str:
    """The next that waits for the person."""
    return next((row.id for row in approve.mine(desk, 2).rows if row.id != case), "")


def _do(request: HttpRequest, case: str, act: Callable[[Desk], object], told: str) -> HttpResponse:
    """Perform an act and show the invoice as it then is."""
    try:
        _steadily(lambda: act(desk_of(request)))
    except KonteraError as error:
        tell(request, words_of(request, error), "error")
    else:
        tell(request, told)
    return redirect("web:approval", case)


def _steadily(act: Callable[[], object]) -> None:
    """Again when the walk of the case wrote in the same moment; a person's act in between is told."""
    for left in reversed(range(_TRIES)):
        try:
            act()
        except Conflict as conflict:
            if not left or str(conflict.values.get("who", "")).startswith("person:"):
                raise
        else:
            return


@require_POST
def give(request: HttpRequest, case: str) -> HttpResponse:
    """Approve, and go to the next that waits for the person."""
    desk, comment = desk_of(request), request.POST.get("comment", "").strip()
    after = _next(desk, case)
    try:
        row = report.case(desk, case).row
        _steadily(lambda: decide.approve(desk, case, comment))
    except KonteraError as error:
        tell(request, words_of(request, error), "error")
        return redirect("web:approval", case)
    name = f"{row.supplier_name} {row.number}".strip()
    link = reverse("web:approval", args=[case])
    tell(request, _("{invoice} is approved.").format(invoice=name), link=link, link_text=_("Show"))
    return redirect("web:approval", after) if after else redirect("web:approvals")


@require_POST
def reject(request: HttpRequest, case: str) -> HttpResponse:
    """Say no, for a reason; the letter to the supplier lies ready."""
    reason = request.POST.get("reason", "").strip()
    try:
        _steadily(lambda: decide.reject(desk_of(request), case, reason))
    except KonteraError as error:
        tell(request, words_of(request, error), "error")
        return redirect("web:approval", case)
    tell(request, _("Rejected. The letter to the supplier is ready below."))
    return redirect(f"{reverse('web:letter', args=[case])}?from=reject")


@require_POST
def comment(request: HttpRequest, case: str) -> HttpResponse:
    """Leave a comment; with somebody named it can be a question, which then waits for its answer."""
    text, to = request.POST.get("text", ""), tuple(one for one in request.POST.getlist("to") if one)
    if request.POST.get("kind") == "question":
        return _do(request, case, lambda at: discuss.ask(at, case, text, to), _("The question is asked."))
    return _do(request, case, lambda at: discuss.comment(at, case, text, to), _("The comment is noted."))


@require_POST
def answer(request: HttpRequest, case: str) -> HttpResponse:
    """Answer a question."""
    number, text = request.POST.get("question", ""), request.POST.get("text", "")
    question = int(number) if number.isdigit() else 0
    return _do(request, case, lambda at: discuss.answer(at, case, question, text), _("The answer is noted."))


@require_POST
def hold(request: HttpRequest, case: str) -> HttpResponse:
    """Hold it, until a day where one is given."""
    reason, until = request.POST.get("reason", ""), request.POST.get("until", "").strip()

    def act(at: Desk) -> None:
        discuss.hold(at, case, reason, typed.day(until, "hold") if until else None)

    return _do(request, case, act, _("Held; it is not paid meanwhile."))


@require_POST
def end_hold(request: HttpRequest, case: str) -> HttpResponse:
    """End the hold."""
    return _do(request, case, lambda at: discuss.end_hold(at, case), _("The hold is over."))


@require_GET
def letter_page(request: HttpRequest, case: str) -> HttpResponse:
    """The letter to the supplier, to be copied or opened in the mail program."""
    desk, asked = desk_of(request), request.GET
    known = report.case(desk, case)
    own = asked.get("words", known.case.disputed or _reason(known.history))
    mail = mail_address(company_of(request))
    ready = letter.letter(desk, case, asked.get("ground", ""), own, asked.get("language", ""), mail)
    context = {
        "case": known.case,
        "row": known.row,
        "back": reverse("web:approval" if known.case.state is State.APPROVE else "web:desk", args=[case]),
        "ready": ready,
        "own_words": own,
        "grounds": tuple((one.value, words.GROUND[one.value]) for one in letter.GROUNDS),
        "languages": tuple((one, words.LETTER_LANGUAGE[one]) for one in letter.LETTER_LANGUAGES),
        "may_send": desk.person.may(Right.APPROVE) or desk.person.may(Right.VERIFY),
    }
    return render(request, "kontera/letter.html", context)


def _reason(history: tuple[Noted, ...]) -> str:
    """What was said when the case was closed."""
    return next((str(getattr(n.event, "comment", "")) for n in reversed(history) if _is_closed(n)), "")


def _is_closed(noted: Noted) -> bool:
    return type(noted.event).__name__ == "Closed"


@require_POST
def letter_sent(request: HttpRequest, case: str) -> HttpResponse:
    """Note that the letter was sent."""
    given = request.POST
    names = ("to", "language", "subject", "text")

    def act(at: Desk) -> None:
        to, language, subject, text = (given.get(name, "") for name in names)
        letter.sent(at, case, to, language, subject, text.replace("\r\n", "\n"))

    return _do(request, case, act, _("Noted that the letter was sent."))
