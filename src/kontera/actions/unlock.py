"""Open a received document that is encrypted: a person's password makes a copy without encryption, which is read."""

from __future__ import annotations

from kontera.actions.desk import Desk, walk_on
from kontera.actions.receive import Arrival, take
from kontera.core.case import UNPACKED
from kontera.core.company import Right
from kontera.core.errors import NotReady
from kontera.core.event import Closed, Unlocked
from kontera.pipeline.portfolio import files_of


def unlock(desk: Desk, case: str, password: str) -> None:
    """Open a locked document with this password, and read it.

    The password is kept nowhere: the copy it opens is kept beside the document as received, both as evidence. Where it
    turns out to be a portfolio, the files in it are taken in as those of an open one are, and its own case is closed.

    Raises WrongPassword, NotReady when the case waits for no password.
    """
    box = desk.ask(Right.VERIFY)
    known = box.case(case)
    if not known.locked or known.document is None:
        raise NotReady(reason="the document is not locked")
    copy = desk.doors.pdf.unlocked(desk.doors.blobs.get(box.company.id, known.document.digest), password)
    digest = desk.doors.blobs.put(box.company.id, copy)
    came = Arrival(known.document.channel, desk.by, known.document.sender, known.document.envelope, packed=1)
    files = files_of(copy, desk.doors.pdf)
    for name, data in files:  # known ones are known: after a crash the password is typed once more
        take(desk.doors, box.company.id, name, data, came)
    with box.transaction() as note:
        number = note.event(case, Unlocked(digest), by=desk.by, expect=known.revision).seq
        if files:
            number = note.event(case, Closed(UNPACKED), by=desk.by, expect=number).seq
        walk_on(note, known, number)
