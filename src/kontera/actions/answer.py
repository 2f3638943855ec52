"""Answer: tell the seller of an e-invoice where it stands, as a Peppol Invoice Response."""

from __future__ import annotations

from kontera.actions.desk import Desk
from kontera.core.case import Case
from kontera.core.company import Right
from kontera.core.errors import NotReady
from kontera.formats.answers.imr import write_imr
from kontera.formats.answers.reply import reply
from kontera.formats.answers.standing import clarified, standing_of


def can_answer(case: Case) -> bool:
    """Whether there is an answer to give: it came as data, and all has not been told yet."""
    return not case.scanned and standing_of(case.state) is not None


def invoice_response(desk: Desk, case_id: str) -> bytes:
    """The answer to an e-invoice as its case stands now, as the XML of Peppol's Invoice Response 3 (T111).

    The same case at the same revision gives the same answer. Raises NotFound, NotReady for what is no e-invoice or lies
    in the archive, AnswerIncomplete when the invoice lacks what an answer must say.
    """
    case = desk.ask(Right.SEE).case(case_id)
    standing = standing_of(case.state)
    if standing is None or not can_answer(case):
        raise NotReady(reason="there is no answer to give to it")
    answer = reply(
        case.invoice,
        standing,
        id=f"{case.id}-{case.revision}",
        on=desk.doors.clock.today(),
        clarifications=clarified(standing, case.disputed or case.closed, case.findings),
    )
    return write_imr(answer)
