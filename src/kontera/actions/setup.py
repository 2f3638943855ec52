"""Set-up: what a new company still needs, step by step; every step can be skipped and come back to."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from kontera.actions import chart as charts
from kontera.actions import companies, people
from kontera.actions.desk import Desk
from kontera.core.company import Company, PainVersion, PersonAct, Right, Role
from kontera.core.country import Country
from kontera.core.errors import Forbidden, InvalidValue, KonteraError
from kontera.core.event import CompanySaved, PersonChanged, SetupNoted
from kontera.core.identifiers import vat_number
from kontera.core.party import Account, AccountScheme
from kontera.countries.all import COUNTRIES, country, organisation_number
from kontera.ports import Box, Doors, View

STREAM: Final = "setup"
COMPANY_STREAM: Final = "company"
EVERYTHING: Final = frozenset({Role.ADMIN, Role.CLERK, Role.APPROVER, Role.PAYER})
_MAILBOX: Final = re.compile(r"[a-z0-9](?:[a-z0-9._-]{1,62}[a-z0-9])")
_BIC: Final = re.compile(r"(?:[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?)?")  # ISO 9362; empty where the bank asks for none
_CURRENCY: Final = re.compile(r"[A-Z]{3}")


class Step(StrEnum):
    """The steps, in order."""

    COMPANY = "company"
    CHART = "chart"
    SUPPLIERS = "suppliers"
    MAIL = "mail"
    BANK = "bank"
    PEOPLE = "people"


class Standing(StrEnum):
    """How a step stands."""

    DONE = "done"
    SKIPPED = "skipped"
    LEFT = "left"


class MailboxTaken(KonteraError):
    """Another company receives its mail there."""

    code, status, exit_code = "company.mailbox_taken", 409, 4
    msgid = "The mail address {mailbox} is taken. Choose another."


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the set-up is; `next` is the first step that is left, None when all are done or skipped."""

    steps: Mapping[Step, Standing]

    @property
    def next(self) -> Step | None:
        """The first step that is left."""
        return next((step for step, standing in self.steps.items() if standing is Standing.LEFT), None)

    @property
    def passed(self) -> int:
        """How many steps are behind."""
        return sum(standing is not Standing.LEFT for standing in self.steps.values())


def progress(desk: Desk) -> Progress:
    """How the set-up of the company stands, by what is there and what was said about it."""
    box = desk.ask(Right.SEE)
    said = {
        noted.event.step: Standing.SKIPPED if noted.event.skipped else Standing.DONE
        for noted in box.history(STREAM)
        if isinstance(noted.event, SetupNoted)
    }
    there = _there(desk, box)
    return Progress({step: Standing.DONE if there[step] else said.get(step.value, Standing.LEFT) for step in Step})


def _there(desk: Desk, box: Box) -> Mapping[Step, bool]:
    """What the books show by themselves; a company that books already has its chart."""
    company = box.company
    return {
        Step.COMPANY: bool(company.party.vat_number),
        Step.CHART: bool(box.history(charts.STREAM)) or bool(box.vouchers(1)),
        Step.SUPPLIERS: bool(box.register_count()),
        Step.MAIL: bool(box.rows(View(limit=1))),  # what came in has found the address
        Step.BANK: company.pay_from is not None,
        Step.PEOPLE: len(desk.doors.people.of(company.id)) > 1,
    }


def note_step(desk: Desk, step: Step, *, skipped: bool = False) -> None:
    """Say that a step is done, or skipped for now."""
    with desk.ask(Right.MANAGE).transaction() as note:
        note.event(STREAM, SetupNoted(step.value, skipped), by=desk.by)


@dataclass(frozen=True, slots=True)
class Facts:
    """What a person says of the company; `year_start` is the month 1–12 its financial year begins."""

    name: str
    number: str
    country: str
    currency: str = ""
    vat: str = ""
    year_start: int = 1


def save_company(desk: Desk, facts: Facts) -> Company:
    """Change the company's facts. Raises InvalidIdentifier, InvalidValue."""
    box = desk.ask(Right.MANAGE)
    company, where = box.company, country(facts.country)
    if where is None:
        raise InvalidValue(value=facts.country, field="country")
    currency = (facts.currency or where.currency).strip().upper()
    if not facts.name.strip():
        raise InvalidValue(value=facts.name, field="name")
    if not _CURRENCY.fullmatch(currency):
        raise InvalidValue(value=facts.currency, field="currency")
    if not 1 <= facts.year_start <= 12:  # noqa: PLR2004 - months
        raise InvalidValue(value=facts.year_start, field="year_start")
    changed = (where.code, currency, facts.year_start) != (company.country, company.currency, company.year_start)
    if changed and box.vouchers(1):
        raise InvalidValue(value="-", field="currency")
    party = replace(
        company.party,
        name=" ".join(facts.name.split()),
        organisation_number=organisation_number(where.code, facts.number),
        vat_number=str(vat_number(facts.vat)) if facts.vat.strip() else "",
        address=replace(company.party.address, country=where.code),
    )
    saved = replace(company, party=party, country=where.code, currency=currency, year_start=facts.year_start)
    return _save(desk, saved, Step.COMPANY)


def is_free(desk: Desk, mailbox: str) -> bool:
    """Whether the local part of a mail address can be the company's. Raises InvalidValue for a text that is none."""
    company = desk.ask(Right.MANAGE).company
    holder = desk.doors.boxes.by_mailbox(_local_part(mailbox))
    return holder is None or holder.id == company.id


def set_mailbox(desk: Desk, mailbox: str) -> Company:
    """Choose the local part of the company's mail address. Raises InvalidValue, MailboxTaken."""
    company = desk.ask(Right.MANAGE).company
    if not is_free(desk, mailbox):
        raise MailboxTaken(mailbox=_local_part(mailbox))
    return _save(desk, replace(company, mailbox=_local_part(mailbox)), Step.MAIL)


def set_bank(desk: Desk, account: Account | None, *, old_bank: bool = False, bic: str = "") -> Company:
    """Choose the account that payments are drawn on, and the version of payment file its bank takes.

    Raises InvalidValue for an account that is none a company pays from, and for what is no BIC.
    """
    company = desk.ask(Right.MANAGE).company
    if account is not None and account.scheme not in {
        AccountScheme.IBAN,
        AccountScheme.BANKGIRO,
        AccountScheme.PLUSGIRO,
        AccountScheme.DOMESTIC,
    }:
        raise InvalidValue(value=account.id, field="account")
    compact = "".join(bic.split()).upper()
    if not _BIC.fullmatch(compact):
        raise InvalidValue(value=bic, field="bic")
    paying = replace(account, bic=compact, country=company.country) if account is not None else None
    others = tuple(one for one in company.accounts if paying is None or one.key != paying.key)
    accounts = (paying, *others) if paying is not None else others
    version: PainVersion = "001.001.03" if old_bank else "001.001.09"
    return _save(desk, replace(company, pay_from=paying, accounts=accounts, pain_version=version), Step.BANK)


def _local_part(text: str) -> str:
    local = text.strip().lower().partition("@")[0]
    if not _MAILBOX.fullmatch(local) or ".." in local:
        raise companies.UnfitMailbox(value=text, field="mailbox")
    return local


def _save(desk: Desk, company: Company, step: Step) -> Company:
    with desk.ask(Right.MANAGE).transaction() as note:
        note.event(COMPANY_STREAM, CompanySaved(company), by=desk.by)
        note.event(STREAM, SetupNoted(step.value), by=desk.by)
    return company


@dataclass(frozen=True, slots=True)
class First:
    """The first person of a fresh installation."""

    name: str
    email: str
    password: str = ""


def first_code(secret_key: str) -> str:
    """The code printed at the start of a fresh installation: who can read it runs the machine.

    It follows from the installation's secret, so that every process of it knows the same.
    """
    return hmac.new(secret_key.encode(), b"the first set-up", hashlib.sha256).hexdigest()[:24]


def is_fresh(doors: Doors) -> bool:
    """Whether the installation has no company yet."""
    return not doors.boxes.companies()


def begin(doors: Doors, asked: companies.NewCompany, first: First) -> Company:
    """Make the first company and its first administrator, who holds every role until others are added.

    Raises Forbidden once there is a company, InvalidValue, InvalidIdentifier.
    """
    if not is_fresh(doors):
        raise Forbidden(person=first.name or "-", reason="the installation is set up already")
    email, name = people.valid_email(first.email), " ".join(first.name.split())
    if not name:
        raise InvalidValue(value=first.name, field="name")
    if not asked.name.strip():
        raise InvalidValue(value=asked.name, field="company")
    made = companies.add_company(doors, asked)
    person = doors.people.add(made.id, email, name, EVERYTHING, first.password)
    with doors.boxes.open(made.id).transaction() as note:
        event = PersonChanged(PersonAct.ADDED, email, name, after=tuple(sorted(EVERYTHING)))
        note.event(people.STREAM, event, by=f"person:{person.id}")
    return made


def countries() -> tuple[Country, ...]:
    """The countries a company can be in; those with a starter chart first."""
    with_chart = [one for one in COUNTRIES if one.chart is not None]
    others = [one for one in COUNTRIES if one.chart is None]
    return (*with_chart, *others)
