"""Remind people by mail of what has waited for them too long; once a day each, and only where mail can be sent."""

from __future__ import annotations

from datetime import timedelta

from kontera.core.company import Company, Person
from kontera.core.errors import KonteraError
from kontera.core.row import CaseRow
from kontera.formats.answers.letter import write_reminder
from kontera.pipeline.attesting import arrangement_of
from kontera.ports import Box, Doors, View

_MOST = 100


def remind(doors: Doors, base_url: str) -> int:
    """Send today's reminders of all companies; gives how many. Without a door for mail nothing is sent.

    The day's reminder is claimed before it is sent: a mail that fails is not tried again until the next day.
    """
    post, count = doors.post, 0
    if post is None:
        return 0
    for company in doors.boxes.companies():
        box = doors.boxes.open(company.id)
        for person in doors.people.of(company.id):
            rows = _overdue(doors, box, person) if person.email else ()
            if not rows or not _first_today(doors, box, person):
                continue
            told = write_reminder(_language(company), person.name, len(rows), f"{base_url}/approvals/")
            try:
                post.send(person.email, told.subject, told.text)
            except KonteraError:
                continue
            count += 1
    return count


def _overdue(doors: Doors, box: Box, person: Person) -> tuple[CaseRow, ...]:
    """What has waited for the person longer than the company wants."""
    seats = (*arrangement_of(box).seats(person, doors.clock.today()), f"answer:person:{person.id}")
    long_ago = doors.clock.now() - timedelta(days=box.company.policy.remind_after)
    rows = box.rows(View(waits_for=seats, sort="waits_since", limit=_MOST))
    return tuple(row for row in rows if row.waits_since is not None and row.waits_since <= long_ago)


def _first_today(doors: Doors, box: Box, person: Person) -> bool:
    with box.transaction() as note:
        return note.claim(f"remind:{person.id}:{doors.clock.today().isoformat()}")


def _language(company: Company) -> str:
    return {"SE": "sv", "AX": "sv", "FI": "fi"}.get(company.country, "en")
