"""The rules of approval, as a company's administrator keeps them: flows, limits and substitutes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kontera.actions import arrange
from kontera.core.approving import Arrangement, Condition, Flow, Limit, Stage, Substitute
from kontera.core.company import Right, Role
from kontera.core.entry import Dimensions
from kontera.core.errors import InvalidValue, KonteraError
from kontera.web import shown, trail, typed, words
from kontera.web.doors import company_of, desk_of
from kontera.web.refusal import names_in, words_of
from kontera.web.seats import seat_words
from kontera.web.telling import tell

STAGES: Final = 3
ROLES: Final = (Role.APPROVER, Role.ADMIN, Role.PAYER, Role.CLERK)
_DIMENSIONS: Final = (("1", "cost_centres"), ("6", "projects"))


@dataclass(frozen=True, slots=True)
class StageForm:
    """One stage as it is typed; stages that are not used are empty."""

    number: int
    people: tuple[str, ...] = ()
    role: str = ""
    count: int = 1


@dataclass(frozen=True, slots=True)
class FlowForm:
    """One flow as it is shown and typed; `number` its place from 0, -1 for a new one."""

    number: int
    name: str = ""
    at_least: str = ""
    at_most: str = ""
    suppliers: tuple[str, ...] = ()
    accounts: str = ""
    cost_centres: str = ""
    projects: str = ""
    stages: tuple[StageForm, ...] = tuple(StageForm(at) for at in range(1, STAGES + 1))
    when: str = ""
    who: tuple[str, ...] = ()


@require_GET
def arrangement(request: HttpRequest) -> HttpResponse:
    """The rules as they are, with a form for each where the person may change them."""
    desk = desk_of(request)
    found, names = arrange.arranged(desk), names_in(request)
    suppliers = {one.id: one.party.name for one in found.suppliers}
    company = company_of(request)
    known = found.arrangement
    context = {
        "flows": tuple(_form(at, flow, names, suppliers) for at, flow in enumerate(known.flows)),
        "new": FlowForm(-1),
        "people": found.people,
        "approvers": tuple(one for one in found.people if one.may(Right.APPROVE)),
        "suppliers": tuple(suppliers.items()),
        "roles": tuple((role.value, words.ROLE[role.value]) for role in ROLES),
        "limits": {limit.person: shown.amount(limit.amount) for limit in known.limits},
        "substitutes": tuple(_substitute(at, one, names) for at, one in enumerate(known.substitutes)),
        "today": desk.doors.clock.today(),
        "policy": company.policy,
        "verifier": {None: "", True: "yes", False: "no"}[company.policy.verifier_may_approve],
        "revision": found.revision,
        "trail": trail.told(found.history, names)[:20],
        "mails": desk.doors.post is not None,
        "may_manage": desk.person.may(Right.MANAGE),
    }
    return render(request, "kontera/arrangement.html", context)


def _substitute(at: int, one: Substitute, names: Mapping[str, str]) -> dict[str, object]:
    absent, by = (names.get(f"person:{who}", who) for who in (one.person, one.by))
    return {"number": at, "person": absent, "by": by, "first": one.first, "last": one.last}


def _form(at: int, flow: Flow, names: Mapping[str, str], suppliers: Mapping[str, str]) -> FlowForm:
    when = flow.when
    objects = {number: " ".join(name for n, name in when.objects if n == number) for number, _name in _DIMENSIONS}
    stages = tuple(
        StageForm(n + 1, stage.people, stage.role.value if stage.role else "", stage.count)
        for n, stage in enumerate(flow.stages)
    )
    spare = tuple(StageForm(n) for n in range(len(stages) + 1, STAGES + 1))
    return FlowForm(
        at,
        flow.name,
        shown.amount(when.at_least),
        shown.amount(when.at_most),
        when.suppliers,
        " ".join(when.accounts),
        objects["1"],
        objects["6"],
        (*stages, *spare),
        _when_words(when, suppliers),
        tuple(_stage_words(stage, names) for stage in flow.stages),
    )


def _when_words(when: Condition, suppliers: Mapping[str, str]) -> str:
    """The condition as a line that is read."""
    told = []
    if when.at_least is not None:
        told.append(_("from {amount}").format(amount=shown.amount(when.at_least)))
    if when.at_most is not None:
        told.append(_("up to {amount}").format(amount=shown.amount(when.at_most)))
    if when.suppliers:
        told.append(", ".join(suppliers.get(one, one) for one in when.suppliers))
    if when.accounts:
        told.append(_("accounts {listed}").format(listed=", ".join(f"{one}…" for one in when.accounts)))
    for number, label in (("1", _("cost centre {listed}")), ("6", _("project {listed}"))):
        listed = ", ".join(name for n, name in when.objects if n == number)
        if listed:
            told.append(label.format(listed=listed))
    return " · ".join(told) or _("all invoices")


def _stage_words(stage: Stage, names: Mapping[str, str]) -> str:
    people = seat_words(sorted(stage.seats), names)
    return _("two in union of {people}").format(people=people) if stage.count > 1 else people


@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """One change of the rules; what it is stands in `act`."""
    desk, given = desk_of(request), request.POST
    try:
        if given.get("act") == "verifier":
            arrange.set_verifier(desk, may_approve={"yes": True, "no": False}.get(given.get("verifier", "")))
        else:
            change = _CHANGES.get(given.get("act", ""))
            if change is None:
                raise InvalidValue(value=given.get("act", ""), field="act")
            desk.ask(Right.MANAGE)
            made = change(arrange.arranged(desk).arrangement, given)
            arrange.save(desk, made, given.get("why", ""), _whole(given.get("revision", "")))
    except KonteraError as error:
        tell(request, words_of(request, error), "error")
    else:
        tell(request, _("Saved. What waits for approval is judged anew."))
    return redirect("web:arrangement")


def _whole(text: str) -> int:
    if not text.isdigit():
        raise InvalidValue(value=text, field="revision")
    return int(text)


def _flow(known: Arrangement, given: QueryDict) -> Arrangement:
    at, made = given.get("number", ""), _typed_flow(given)
    flows = list(known.flows)
    if at.isdigit() and int(at) < len(flows):
        flows[int(at)] = made
    else:
        flows.append(made)
    return replace(known, flows=tuple(flows))


def _typed_flow(given: QueryDict) -> Flow:
    stages = []
    for at in range(1, STAGES + 3):
        people, role = tuple(given.getlist(f"people_{at}")), given.get(f"role_{at}", "")
        if people or role:
            count = given.get(f"count_{at}", "1")
            stages.append(Stage(people, _role(role), int(count) if count.isdigit() else 1))
    when = Condition(
        _amount(given.get("at_least", "")),
        _amount(given.get("at_most", "")),
        tuple(one for one in given.getlist("suppliers") if one),
        tuple(given.get("accounts", "").replace(",", " ").split()),
        _objects(given),
    )
    return Flow(given.get("name", "").strip(), when, tuple(stages))


def _role(text: str) -> Role | None:
    try:
        return Role(text) if text else None
    except ValueError as error:
        raise InvalidValue(value=text, field="role") from error


def _amount(text: str) -> Decimal | None:
    return typed.amount(text) if text.strip() else None


def _objects(given: QueryDict) -> Dimensions:
    return tuple(
        (number, name) for number, field in _DIMENSIONS for name in given.get(field, "").replace(",", " ").split()
    )


def _remove_flow(known: Arrangement, given: QueryDict) -> Arrangement:
    at = _whole(given.get("number", ""))
    return replace(known, flows=tuple(flow for n, flow in enumerate(known.flows) if n != at))


def _flow_up(known: Arrangement, given: QueryDict) -> Arrangement:
    at, flows = _whole(given.get("number", "")), list(known.flows)
    if 0 < at < len(flows):
        flows[at - 1], flows[at] = flows[at], flows[at - 1]
    return replace(known, flows=tuple(flows))


def _limits(known: Arrangement, given: QueryDict) -> Arrangement:
    typed_limits = ((name.removeprefix("limit_"), str(text)) for name, text in given.items())
    named = [(one, text) for one, text in typed_limits if text.strip() and f"limit_{one}" in given]
    return replace(known, limits=tuple(Limit(person, typed.amount(text)) for person, text in named))


def _substitute_added(known: Arrangement, given: QueryDict) -> Arrangement:
    first, last = (typed.day(given.get(name, ""), "substitute") for name in ("first", "last"))
    added = Substitute(given.get("person", ""), given.get("by", ""), first, last)
    return replace(known, substitutes=(*known.substitutes, added))


def _substitute_removed(known: Arrangement, given: QueryDict) -> Arrangement:
    at = _whole(given.get("number", ""))
    return replace(known, substitutes=tuple(one for n, one in enumerate(known.substitutes) if n != at))


_CHANGES: Final[Mapping[str, Callable[[Arrangement, QueryDict], Arrangement]]] = {
    "flow": _flow,
    "flow_remove": _remove_flow,
    "flow_up": _flow_up,
    "limits": _limits,
    "substitute": _substitute_added,
    "substitute_remove": _substitute_removed,
}
