"""The audit trail (behandlingshistorik) as sentences a person reads: what happened, who did it and when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kontera.core import event as e
from kontera.core.event import Event, Noted
from kontera.core.finding import Finding
from kontera.web import said, shown, words

BY_NOBODY = {"way": "Kontera", "folder": "", "mail": ""}


@dataclass(frozen=True, slots=True)
class Told:
    """One event for the eye; `kind` is the event's class name, `by_person` when somebody did it."""

    seq: int
    at: datetime
    who: str
    by_person: bool
    title: str
    text: str
    kind: str


def told(history: tuple[Noted, ...], names: Mapping[str, str]) -> tuple[Told, ...]:
    """The whole history as sentences, newest first."""
    return tuple(_told(noted, names) for noted in reversed(history))


def who(by: str, names: Mapping[str, str]) -> str:
    """The name behind an actor of the audit trail."""
    if by in BY_NOBODY:
        return BY_NOBODY[by] or str(words.CHANNEL.get(by, by))
    return names.get(by, _("somebody who has left") if by.startswith("person:") else by)


def _told(noted: Noted, names: Mapping[str, str]) -> Told:
    kind = type(noted.event).__name__
    title = str(words.EVENT.get(kind, kind))
    person = noted.by.startswith("person:")
    return Told(noted.seq, noted.at, who(noted.by, names), person, title, sentence(noted.event, names), kind)


def sentence(event: Event, names: Mapping[str, str]) -> str:
    """What an event says beyond its title; empty when the title says it all."""
    return _by_way(event) or _by_person(event, names) or _by_books(event)


def _by_way(event: Event) -> str:  # noqa: C901, PLR0911, PLR0912 - one case an event
    match event:
        case e.Received(document):
            channel = words.CHANNEL.get(document.channel, document.channel)
            return f"{document.name} · {channel}" + (f" · {document.sender}" if document.sender else "")
        case e.Admitted(pages):
            return ngettext("{count} page", "{count} pages", pages).format(count=pages) if pages else _("pure data")
        case e.PagesRead(pages) | e.PagesRecognised(pages):
            count = sum(len(page.words) for page in pages)
            return ngettext("{count} word", "{count} words", count).format(count=count)
        case e.DataRead(reading):
            return reading.format.upper()
        case e.Interpreted(reading) if reading is not None:
            count = len(reading.evidence)
            return ngettext("{count} value found", "{count} values found", count).format(count=count)
        case e.Validated(report):
            return _("it is no e-invoice") if report is None else str(words.VERDICT[report.verdict])
        case e.Compared(picture, findings):
            return f"{picture} · {_remarks(findings)}" if picture else _("it carries no picture")
        case e.Matched(supplier, by) if supplier:
            return _("by {criterion}").format(criterion=words.MATCHED_BY.get(by, by)) if by else ""
        case e.Matched():
            return _("the supplier is not in the register")
        case e.Checked(ran, findings):
            checks = ngettext("{count} check", "{count} checks", len(ran)).format(count=len(ran))
            return f"{checks} · {_remarks(findings)}"
        case e.Proposed(rows, findings):
            accounts = ", ".join(dict.fromkeys(row.account for row in rows))
            return accounts + (f" · {_remarks(findings)}" if findings else "")
        case e.Stopped(step, findings):
            return f"{words.step(step)}: " + " ".join(said.finding_words(finding) for finding in findings)
        case e.Passed(step, because):
            return f"{words.step(step)}" + ("" if because.startswith("person:") else f" · {because}")
        case _:
            return ""


def _by_person(event: Event, names: Mapping[str, str]) -> str:  # noqa: PLR0911 - one case an event
    match event:
        case e.Corrected(changes):
            return "; ".join(_change(change) for change in changes)
        case e.RateGiven(value):
            return shown.number(value)
        case e.SupplierChosen(supplier):
            return names.get(f"supplier:{supplier}", "")
        case e.Coded(rows):
            return ", ".join(f"{row.account} {shown.amount(row.amount)}" for row in rows)
        case e.Verified(seen):
            return ", ".join(str(words.COMPARED.get(name, name)) for name in seen)
        case e.Released(_, reason) | e.Disputed(reason) | e.DisputeEnded(reason) | e.Reopened(reason):
            return reason
        case e.Approved(amount, currency, account, comment):
            parts = (f"{shown.amount(amount)} {currency}", shown.account_key(account) if account else "", comment)
            return " · ".join(part for part in parts if part)
        case e.Closed(reason, comment):
            return " · ".join(part for part in (str(words.CLOSED.get(reason, reason)), comment) if part)
        case e.Commented(text):
            return text
        case _:
            return ""


def _by_books(event: Event) -> str:  # noqa: PLR0911 - one case an event
    match event:
        case e.Registered(vouchers, _, due):
            numbers = ", ".join(f"{voucher.series}{voucher.number}" for voucher in vouchers)
            return _("voucher {number}, due {due}").format(number=numbers, due=shown.day(due))
        case e.PaymentPlanned(item):
            if item is None:
                return _("nothing to pay")
            return (
                f"{shown.amount(item.amount)} {item.currency} · {shown.account(item.account)} · {shown.day(item.due)}"
            )
        case e.PaymentProposed(batch) | e.PaymentReleased(batch):
            return batch
        case e.PaymentWithdrawn(batch, reason):
            return f"{batch} · {reason}"
        case e.Paid(batch, on, amount):
            return f"{shown.amount(amount)} · {shown.day(on)} · {batch}"
        case e.Settled(voucher):
            return _("voucher {number}").format(number=f"{voucher.series}{voucher.number}") if voucher else ""
        case e.Archived(_, until):
            return _("kept until {day}").format(day=shown.day(until))
        case e.SupplierSaved(_, confirmed, why):
            listed = ", ".join(shown.account(account) for account in confirmed)
            told_why = "" if why.startswith("case:") and " " not in why else why.partition(" ")[2] or why
            return " · ".join(part for part in (listed, told_why) if part)
        case _:
            return ""


def _change(change: e.Change) -> str:
    label = words.field(change.path)
    before, after = _text(change.path, change.before), _text(change.path, change.after)
    if not before:
        return f"{label}: {after}"
    return f"{label}: {before} → {after or '–'}"


def _text(path: str, text: str) -> str:
    if ".accounts[" in path:
        return shown.account_key(text)
    if path == "type":
        return str(words.TYPE.get(text, text))
    return said.value_words(path, text, {}) if path != "number" else text


def _remarks(findings: tuple[Finding, ...]) -> str:
    if not findings:
        return _("no remarks")
    return ngettext("{count} remark", "{count} remarks", len(findings)).format(count=len(findings))
