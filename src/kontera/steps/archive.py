"""Archiving: the case is sealed as one bundle of bytes, with the day until which the law keeps it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from kontera.core.case import Case
from kontera.core.company import Company
from kontera.core.event import Archived, Noted
from kontera.core.outcome import Awaiting, Done, Outcome, Wait
from kontera.core.serial import to_json
from kontera.countries.all import country

LONGEST: Final = 10
"""Years kept where we do not know the law: as long as any Nordic book."""
_MONTHS: Final = 12


@dataclass(frozen=True, slots=True)
class ArchiveFacts:
    """Whose books, and the case's whole history."""

    company: Company
    history: tuple[Noted, ...]


def seal(case: Case, facts: ArchiveFacts) -> Outcome:
    """Seal what is settled or closed: the bundle names every document, voucher and event by digest."""
    if "settlement" not in case.done and not case.closed:
        return Wait(Awaiting.PAYMENT)
    data = bundle(case, facts)
    digest = hashlib.sha256(data).hexdigest()
    until = retain_until(case, facts)
    held = (digest, *_received(case), *((case.payment_file,) if case.payment_file else ()))
    return Done((Archived(digest, until),), keep=(data,), hold=tuple((name, until) for name in held))


def bundle(case: Case, facts: ArchiveFacts) -> bytes:
    """The bundle as canonical JSON in UTF-8: the same case and history always give the same bytes."""
    content = {
        "format": "kontera.bundle/1",
        "company": facts.company.id,
        "case": case.id,
        "closed": case.closed,
        "documents": list(_received(case)),
        "part": case.part,
        "invoice": _plain(case.invoice),
        "vouchers": [_plain(voucher) for voucher in case.vouchers],
        "payment_voucher": _plain(case.payment_voucher) if case.payment_voucher else None,
        "payment_file": case.payment_file,
        "events": [
            {"seq": n.seq, "at": n.at.isoformat(), "by": n.by, "kind": type(n.event).__name__, "hash": n.hash}
            for n in facts.history
        ],
    }
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _received(case: Case) -> tuple[str, ...]:
    """The digests of what was received: the document, its opened copy, the mail that carried it, its picture.

    Those of every file that it was joined of among them.
    """
    document = case.document
    if document is None:
        return ()
    own = (document.digest, case.opened, document.envelope, document.picture)
    joined = (d for p in case.pieces for d in (p.document.digest, p.opened, p.document.envelope))
    return tuple(dict.fromkeys(d for d in (*own, *joined) if d))


def _plain(record: object) -> Any:  # noqa: ANN401 - JSON is any
    return json.loads(to_json(record))


def retain_until(case: Case, facts: ArchiveFacts) -> date:
    """By the law of the company's country, from the end of the financial year it was booked (else received) in.

    The latest voucher counts, the payment's among them: its year ends last.
    """
    vouchers = (*case.vouchers, *((case.payment_voucher,) if case.payment_voucher else ()))
    booked = tuple(voucher.entry.on for voucher in vouchers)
    received = (case.document.received.date(),) if case.document else ()
    on = max(booked or received or tuple(noted.at.date() for noted in facts.history))
    ends = year_end(facts.company, on)
    where = country(facts.company.country)
    until = where.retain_until(ends) if where else None
    return until or date(ends.year + LONGEST, _MONTHS, 31)


def year_end(company: Company, on: date) -> date:
    """The last day of the financial year that a date falls in."""
    start = company.year_of(on)
    return date(start.year + 1, start.month, 1) - timedelta(days=1)
