"""The company's straight-through rule: to see, try on past invoices, and change; and the samples of what it let by."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from kontera.actions.desk import Desk, walk_on
from kontera.core.case import State
from kontera.core.company import Right
from kontera.core.errors import InvalidValue, NotFound, NotReady
from kontera.core.event import CompanySaved, Noted, SampleSeen, StraightRestored
from kontera.core.party import Supplier
from kontera.core.policy import Policy
from kontera.core.row import CaseRow
from kontera.core.serial import to_json
from kontera.core.straight import Sample, StraightRule
from kontera.ports import Box, View

STREAM: Final = "company"
SHOWN: Final = 200
_NOT_PAID: Final = frozenset({State.APPROVE, State.PAY})


@dataclass(frozen=True, slots=True)
class Terms:
    """The rule as somebody wants it: on or off, its highest amount in the company's currency, and its other terms."""

    on: bool
    limit: Decimal
    rule: StraightRule

    @property
    def digest(self) -> str:
        """What tells these terms from others; whether the rule is on and its version say nothing of them."""
        plain = (to_json(replace(self.rule, version=0)), format(self.limit.normalize(), "f"))
        return hashlib.sha256("|".join(plain).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Ruled:
    """The rule as it stands, with what its page needs; `off` are suppliers for which a sample was wrong, by id."""

    terms: Terms
    suppliers: tuple[Supplier, ...]
    off: Mapping[str, str]
    history: tuple[Noted, ...]

    @property
    def revision(self) -> int:
        """The number of the last change of the company's settings."""
        return len(self.history)


@dataclass(frozen=True, slots=True)
class Samples:
    """The samples that wait to be looked at, oldest first, and those found wrong for which the rule is still off."""

    waiting: tuple[CaseRow, ...]
    wrong: tuple[CaseRow, ...]
    total: int


def terms_of(policy: Policy) -> Terms:
    """The terms that a policy holds."""
    return Terms(policy.straight_through, policy.straight_through_limit, policy.straight)


def ruled(desk: Desk) -> Ruled:
    """The company's rule."""
    box = desk.ask(Right.MANAGE)
    off = {row.supplier: row.supplier_name for row in _standing(box, Sample.WRONG)}
    return Ruled(terms_of(box.company.policy), box.suppliers(), off, box.history(STREAM))


def change(desk: Desk, terms: Terms, tried: str = "", why: str = "", revision: int | None = None) -> None:
    """Put the rule in place for what arrives from now on, as an event in the stream "company".

    To turn it on, or loosen it while it is on, `tried` must be the digest of the same terms, as `try_out` gave it:
    who turns it on has seen what it would have let by. Raises NotReady, InvalidValue, NotFound for a supplier that is
    not there, Conflict when the settings changed since the `revision` the person saw.
    """
    box = desk.ask(Right.MANAGE)
    known = terms_of(box.company.policy)
    _sound(box, terms)
    changed = terms.digest != known.digest
    if not changed and terms.on is known.on:
        return
    if terms.on and tried != terms.digest:
        raise NotReady(reason="the rule was not tried on past invoices")
    rule = replace(terms.rule, version=known.rule.version + 1)
    policy = replace(box.company.policy, straight_through=terms.on, straight_through_limit=terms.limit, straight=rule)
    with box.transaction() as note:
        saved = CompanySaved(replace(box.company, policy=policy), why.strip() or f"straight_through:{rule.version}")
        note.event(STREAM, saved, by=desk.by, expect=revision)


def _sound(box: Box, terms: Terms) -> None:
    rule = terms.rule
    for field, value, least, most in (
        ("limit", terms.limit, 0, 10**9),
        ("verified_before", Decimal(rule.verified_before), 1, 50),
        ("deviation", rule.deviation or Decimal(1), 1, 100),
        ("sample_every", Decimal(rule.sample_every), 1, 1000),
    ):
        if not value.is_finite() or not least <= value <= most:
            raise InvalidValue(value=str(value), field=field)
    missing = {*rule.only, *rule.never} - {name for one in box.suppliers() for name in one.ids}
    if missing:
        raise NotFound(what=min(missing))


def _standing(box: Box, sample: Sample) -> tuple[CaseRow, ...]:
    return box.rows(View(samples=frozenset({sample}), sort="received", limit=SHOWN))


def count_waiting(desk: Desk) -> int:
    """How many samples wait to be looked at."""
    return desk.ask(Right.SEE).count(View(samples=frozenset({Sample.WAITING})))


def samples(desk: Desk) -> Samples:
    """The samples."""
    box = desk.ask(Right.SEE)
    return Samples(_standing(box, Sample.WAITING), _standing(box, Sample.WRONG), count_waiting(desk))


def seen(desk: Desk, case: str, *, right: bool, comment: str = "") -> bool:
    """Say whether a sample was right; gives whether the invoice came back to the desk to be verified by a person.

    A wrong one turns the rule off for its supplier, and comes back unless it stands in a payment already. Raises
    NotReady for what waits for no look, and for a wrong one without a comment.
    """
    box = desk.ask(Right.VERIFY)
    known = box.case(case)
    if known.sample is not Sample.WAITING:
        raise NotReady(reason="the invoice waits for no look")
    if not right and not comment.strip():
        raise NotReady(reason="a reason is needed")
    back = not right and known.state in _NOT_PAID and known.verified is None
    redo = desk.runner.redo_from("verification") if back else ()
    with box.transaction() as note:
        event = SampleSeen(right, comment.strip(), redo)
        number = note.event(case, event, by=desk.by, expect=known.revision).seq
        walk_on(note, known, number)
    return back


def restore(desk: Desk, supplier: str, why: str) -> None:
    """Let the rule hold again for a supplier whose sample was wrong. Raises NotReady without a reason, NotFound."""
    box = desk.ask(Right.MANAGE)
    if not why.strip():
        raise NotReady(reason="a reason is needed")
    wrong = box.rows(View(samples=frozenset({Sample.WRONG}), supplier=supplier, limit=SHOWN))
    if not wrong:
        raise NotFound(what=supplier)
    with box.transaction() as note:
        for row in wrong:
            note.event(row.id, StraightRestored(why.strip()), by=desk.by)
