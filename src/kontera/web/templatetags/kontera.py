"""How templates show amounts, days, states and confidence."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from kontera.core.company import Role
from kontera.core.invoice import DocumentType, Invoice
from kontera.core.party import Account
from kontera.core.row import CaseRow
from kontera.web import register_words, shown, words, wrong

register = template.Library()

_TABLES = {
    **register_words.TABLES,
    "state": words.STATE,
    "batch_state": words.BATCH_STATE,
    "queue": words.QUEUE,
    "queue_hint": words.QUEUE_HINT,
    "origin": words.ORIGIN,
    "channel": words.CHANNEL,
    "type": words.TYPE,
    "page_kind": words.PAGE_KIND,
    "weight": words.WEIGHT,
    "trust": words.TRUST,
    "role": words.ROLE,
    "role_hint": words.ROLE_HINT,
    "severity": words.SEVERITY,
    "account_class": words.ACCOUNT_CLASS,
    "person_act": words.PERSON_ACT,
    "setup_step": words.SETUP_STEP,
    "setup_hint": words.SETUP_HINT,
    "right": words.RIGHT,
    "ageing": words.AGEING,
    "closed": words.CLOSED,
    "vat_category": words.VAT_CATEGORY,
}


@register.filter
def money(value: Decimal | None) -> str:
    """An amount in local form; below zero with a minus sign, as amounts are set."""
    return shown.amount(value).replace("-", "−")


@register.filter
def owed(what: CaseRow | Invoice) -> str:
    """The amount due in local form: below zero when it is a credit."""
    payable = what.payable if isinstance(what, CaseRow) else what.totals.payable
    if payable is not None and what.type is DocumentType.CREDIT_NOTE:
        return money(-payable)
    return money(payable)


@register.filter
def figure(value: Decimal | None) -> str:
    """A number in local form."""
    return shown.number(value)


@register.filter
def local_rate(value: str) -> str:
    """A rate that a register keeps as text, in local form; what is no number stays as it is."""
    try:
        return shown.number(Decimal(value))
    except ArithmeticError:
        return value


@register.filter
def in_order(roles: frozenset[Role]) -> tuple[Role, ...]:
    """Somebody's roles in the order in which they are explained everywhere."""
    return tuple(role for role in Role if role in roles)


@register.filter
def day(value: date | None) -> str:
    """A day in full."""
    return shown.day(value)


@register.filter
def short_day(value: date | None) -> str:
    """A day in a list."""
    return shown.short_day(value, date.today())  # noqa: DTZ011 - only decides whether the year is shown


@register.filter
def moment(value: datetime) -> str:
    """A point in time."""
    return shown.moment(value)


@register.filter
def age(value: datetime) -> str:
    """How long ago."""
    return shown.age(value)


@register.filter
def account(value: Account) -> str:
    """A payment account with its kind."""
    return shown.account(value)


@register.filter
def account_key(value: str) -> str:
    """A payment account from its key."""
    return shown.account_key(value) if value else ""


@register.filter
def organisation(value: str, country: str = "") -> str:
    """An organisation number as its country writes it."""
    return shown.organisation(value, country)


@register.filter
def word(value: object, table: str) -> str:
    """The human word of an enum's value, from the table named."""
    return str(_TABLES[table].get(str(value), value))


@register.filter
def unit(value: str) -> str:
    """A unit of measure: the codes of UN/ECE Recommendation 20 by their names."""
    return str(words.UNIT.get(value, value))


@register.filter
def rule(value: str) -> str:
    """What is wrong, in a few words."""
    return wrong.rule(value)


@register.filter
def at(mapping: Mapping[str, object], key: str) -> object:
    """The value under a key; empty when there is none."""
    return mapping.get(key, "")


@register.simple_tag
def dots(level: int, percent: int, reason: str = "") -> SafeString:
    """Confidence as three marks: form, not colour alone; the reason in words as tooltip and for screen readers."""
    sure = {0: _("not known"), 1: _("doubtful"), 2: _("fairly sure"), 3: _("sure")}[level]
    told = f"{sure}, {percent} %" if level and percent else sure
    told = f"{told}: {reason}" if reason else told
    return format_html(
        '<span class="dots" data-level="{}" role="img" aria-label="{}" title="{}"><i></i><i></i><i></i></span>',
        level,
        told,
        told,
    )


@register.simple_tag
def what(row: CaseRow) -> SafeString:
    """What is wrong with a row, in a few words: the first two kinds, then how many more."""
    told = wrong.rules(row.doubts)
    listed = " · ".join(told[:2]) or str(words.QUEUE.get(row.queue, ""))
    more = f" +{len(told) - 2}" if len(told) > 2 else ""  # noqa: PLR2004 - two are shown
    return format_html('<span class="st-{}" title="{}">{}{}</span>', row.queue, " · ".join(told), listed, more)
