"""The audit trail (behandlingshistorik) as sentences a person reads: what happened, who did it and when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kontera.core import edit
from kontera.core import event as e
from kontera.core.account_change import AccountChange
from kontera.core.event import Event, Noted
from kontera.core.finding import Finding
from kontera.core.invoice import Line
from kontera.core.serial import from_json
from kontera.core.straight import BY_RULE
from kontera.web import register_words, said, shown, straight_words, words
from kontera.web.seats import mentioned, seat_words

BY_NOBODY = {"way": "Kontera", "demo": "Kontera", "folder": "", "mail": ""}


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
    return (
        straight_words.told(event)
        or _by_way(event)
        or _by_person(event, names)
        or _by_approver(event, names)
        or _by_books(event)
    )


def _by_way(event: Event) -> str:  # noqa: C901, PLR0911, PLR0912 - one case an event
    match event:
        case e.Received(document):
            channel = words.CHANNEL.get(document.channel, document.channel)
            return f"{document.name} · {channel}" + (f" · {document.sender}" if document.sender else "")
        case e.Admitted(pages):
            return ngettext("{count} page", "{count} pages", pages).format(count=pages) if pages else _("pure data")
        case e.Joined(pieces):
            return ", ".join(piece.document.name for piece in pieces)
        case e.TakenApart(why):
            return why
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
            return " · ".join((words.step(step), *_grounds(because)))
        case _:
            return ""


def _grounds(because: str) -> Iterator[str]:
    """On what a gate let the case through, beyond who: the flow of approval, the rule, or that there was nothing to do.

    `because` is people, then the flow, then that one person sufficed, parted by semicolons; else a word of the steps.
    """
    who_or_what, *flow = because.split(";")
    known = {"unchanged": _("booked as before"), "opening": _("taken over from earlier books")}
    if who_or_what.startswith(BY_RULE):
        yield _("by the company's rule")
    elif who_or_what in known:
        yield known[who_or_what]
    for part in flow:
        yield _("by one person alone, as the company allows") if part == "single-handed" else part


def _by_person(event: Event, names: Mapping[str, str]) -> str:  # noqa: C901, PLR0911, PLR0912 - one case an event
    match event:
        case e.Corrected(changes):
            return "; ".join(_change(change) for change in changes)
        case e.LinesReread(lines, page=page):
            count = ngettext("{count} row", "{count} rows", len(lines)).format(count=len(lines))
            return f"{count} · " + (_("page {number}").format(number=page) if page else _("as before"))
        case e.Filled(changes, source):
            return f"{words.SOURCE[source]}: " + "; ".join(_change(change) for change in changes)
        case e.MeansGiven(means, person):
            return " · ".join(part for part in (str(words.PAID_WITH[means]), person) if part)
        case e.ProductSaved(_, why) | e.CompanySaved(_, why):
            return why
        case e.OutlaysRepaid(person, _, on):
            return f"{person} · {shown.day(on)}"
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
        case e.PayeeJudged(_, standing):
            return str(register_words.STANDING[standing])
        case e.AccountChangeSaved(change):
            return _account_change(change, names)
        case e.Approved(amount, currency, account, comment):
            parts = (f"{shown.amount(amount)} {currency}", shown.account_key(account) if account else "", comment)
            return " · ".join(part for part in parts if part)
        case e.Closed(reason, comment):
            return " · ".join(part for part in (str(words.CLOSED.get(reason, reason)), comment) if part)
        case _:
            return ""


def _by_approver(event: Event, names: Mapping[str, str]) -> str:  # noqa: PLR0911 - one case an event
    match event:
        case e.ApprovalAsked(flow, stage, waits):
            told = _("stage {number}: {people}").format(number=stage, people=seat_words(waits, names))
            return f"{flow} · {told}" if flow else seat_words(waits, names)
        case e.Questioned(text, to):
            return f"{mentioned(to, names)} {text}"
        case e.Held(reason, until):
            return reason + (" · " + _("until {day}").format(day=shown.day(until)) if until else "")
        case e.HoldEnded(reason) | e.ArrangementSaved(_, reason):
            return reason
        case e.LetterWritten(to, _, subject):
            return f"{subject} · {to}"
        case e.Answered(_, text):
            return text
        case e.Commented(text, mentions):
            return f"{mentioned(mentions, names)} {text}" if mentions else text
        case _:
            return ""


def _account_change(change: AccountChange, names: Mapping[str, str]) -> str:
    """Where an account's case stood after an act: its last word, or why it ended."""
    parts = [str(register_words.STANDING[change.standing]), shown.account(change.account)]
    if change.reason:
        parts.append(said.reason_words(change.reason))
    elif change.vouches:
        last = change.vouches[-1]
        parts += [who(last.by, names), last.channel, last.contact, last.note]
    if change.single_handed:
        parts.append(_("alone, as the company allows"))
    return " · ".join(part for part in parts if part)


def _by_books(event: Event) -> str:  # noqa: C901, PLR0911, PLR0912 - one case an event
    match event:
        case e.Registered(vouchers, _, due):
            numbers = ", ".join(f"{voucher.series}{voucher.number}" for voucher in vouchers)
            return _("voucher {number}, due {due}").format(number=numbers, due=shown.day(due))
        case e.BroughtForward(item):
            return f"{shown.day(item.on)} · {shown.amount(item.booked)} · {item.account}"
        case e.BroughtBack(_, reason):
            return reason
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
        case e.ChartChanged():
            return _chart(event)
        case e.SupplierSaved(_, confirmed, why):
            listed = ", ".join(shown.account(account) for account in confirmed)
            told_why = "" if why.startswith(("case:", "account:")) and " " not in why else why.partition(" ")[2] or why
            return " · ".join(part for part in (listed, told_why) if part)
        case _:
            return ""


def _chart(event: e.ChartChanged) -> str:
    """The first of what was changed, and how much more there was."""
    changed = (
        *(f"{one.number} {one.name}" for one in event.accounts),
        *(f"{one.number} {one.name}" for one in event.dimensions),
        *(f"{one.number} {one.name}" for one in event.objects),
    )
    more = f" +{len(changed) - 3}" if len(changed) > 3 else ""  # noqa: PLR2004 - three are shown
    why = {"standard": _("the usual chart of the country")}.get(event.why, event.why)
    return " · ".join(part for part in (why, ", ".join(changed[:3]) + more) if part)


def _change(change: e.Change) -> str:
    label = words.field(change.path)
    before, after = _text(change.path, change.before), _text(change.path, change.after)
    if not before:
        return f"{label}: {after}"
    return f"{label}: {before} → {after or '–'}"


def _text(path: str, text: str) -> str:
    if edit.is_line(path) and text:
        line = from_json(Line, text)
        return " ".join(part for part in (line.description, shown.amount(line.net_amount)) if part)
    if ".accounts[" in path:
        return shown.account_key(text)
    if path == "type":
        return str(words.TYPE.get(text, text))
    return said.value_words(path, text, {}) if path != "number" else text


def _remarks(findings: tuple[Finding, ...]) -> str:
    if not findings:
        return _("no remarks")
    return ngettext("{count} remark", "{count} remarks", len(findings)).format(count=len(findings))
