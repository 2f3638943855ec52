"""Open a received document that is encrypted: a person's password makes a copy without encryption, which is read."""

from __future__ import annotations

from kontera.actions.desk import Desk, walk_on
from kontera.core.company import Right
from kontera.core.errors import NotReady
from kontera.core.event import Unlocked


def unlock(desk: Desk, case: str, password: str) -> None:
    """Open a locked document with this password, and read it.

    The password is kept nowhere: the copy it opens is kept beside the document as received, both as evidence. Raises
    WrongPassword, NotReady when the case waits for no password.
    """
    box = desk.ask(Right.VERIFY)
    known = box.case(case)
    if not known.locked or known.document is None:
        raise NotReady(reason="the document is not locked")
    data = desk.doors.blobs.get(box.company.id, known.document.digest)
    copy = desk.doors.pdf.unlocked(data, password)
    digest = desk.doors.blobs.put(box.company.id, copy)
    with box.transaction() as note:
        number = note.event(case, Unlocked(digest), by=desk.by, expect=known.revision).seq
        walk_on(note, known, number)
