"""Write to the supplier: a letter ready to be sent, in its language, and the note that it was sent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from kontera.actions.desk import Desk
from kontera.core.case import Case
from kontera.core.company import Right
from kontera.core.errors import NotReady
from kontera.core.event import LetterWritten
from kontera.core.finding import Severity
from kontera.core.party import Supplier
from kontera.formats.answers.letter import Letter, LetterFacts, Unread, language_of, write_letter
from kontera.formats.answers.letter_words import LANGUAGES, Ground
from kontera.ports import Box

GROUNDS: Final = tuple(Ground)
LETTER_LANGUAGES: Final = LANGUAGES
_MOST_FIELDS: Final = 12


@dataclass(frozen=True, slots=True)
class ReadyLetter:
    """A letter, the address it goes to (empty when none is known), and a link that opens it in a mail program."""

    letter: Letter
    ground: Ground
    to: str
    mailto: str


def letter(desk: Desk, case: str, ground: str = "", words: str = "", language: str = "", mail: str = "") -> ReadyLetter:
    """The letter about an invoice. Without a ground: unreadable where values could not be read, else in own words.

    `mail` is the address at which our invoices are received. Raises NotFound, NotReady for a ground that is none.
    """
    box = desk.ask(Right.SEE)
    known = box.case(case)
    supplier = box.supplier(known.supplier) if known.supplier else None
    unread = unread_of(known)
    why = _ground(ground, unread=bool(unread) and not known.registered)
    seller = supplier.party if supplier else known.invoice.seller
    wanted = language or (supplier.language if supplier else "")
    told = language_of(wanted, seller.address.country, known.reading.language if known.reading else "")
    document = known.document.name if known.document else ""
    facts = LetterFacts(
        sender=box.company.party.name,
        supplier=seller.name,
        number=known.invoice.number,
        document=document,
        issued=known.invoice.issue_date,
        amount=known.invoice.totals.payable,
        currency=known.invoice.currency,
        address=mail,
    )
    made = write_letter(facts, told, why, words, unread if why is Ground.UNREADABLE else ())
    to = _address(known, supplier)
    return ReadyLetter(made, why, to, _mailto(to, made))


def sent(desk: Desk, case: str, to: str, language: str, subject: str, text: str) -> None:
    """Note that the letter was sent; what is kept is the text as it was sent. Raises Forbidden, NotReady."""
    if not desk.person.may(Right.VERIFY):
        desk.ask(Right.APPROVE)
    box = desk.ask(Right.SEE)
    if not text.strip() or not to.strip():
        raise NotReady(reason="a text is needed" if to.strip() else "the mail address is missing")
    _noted(desk, box, box.case(case), LetterWritten(to.strip(), language, subject.strip(), text))


def unread_of(case: Case) -> tuple[Unread, ...]:
    """What could not be read for certain: the fields of doubts from reading, with the pages where they stand."""
    made = (f for f in case.findings if f.severity is not Severity.NOTE and f.field)
    paths = dict.fromkeys(f.field for f in made if f.rule.startswith(("reading.", "content.", "interpretation.")))
    return tuple(Unread(path, _page(case, path)) for path in paths if path not in case.corrected)[:_MOST_FIELDS]


def _page(case: Case, path: str) -> int:
    seen = case.evidence.get(path)
    return seen.place.page if seen is not None and seen.place is not None else 0


def _ground(named: str, *, unread: bool) -> Ground:
    if not named:
        return Ground.UNREADABLE if unread else Ground.OTHER
    try:
        return Ground(named)
    except ValueError as error:
        raise NotReady(reason="the reason is not known") from error


def _address(case: Case, supplier: Supplier | None) -> str:
    """The register's address goes first: the one on the invoice may be a swindler's."""
    known = (
        *((supplier.party.contact.email, *(one.email for one in supplier.contacts)) if supplier else ()),
        case.invoice.seller.contact.email,
        case.document.sender if case.document else "",
    )
    return next((one for one in known if "@" in one), "")


def _mailto(to: str, made: Letter) -> str:
    return f"mailto:{quote(to)}?subject={quote(made.subject)}&body={quote(made.text)}"


def _noted(desk: Desk, box: Box, case: Case, event: LetterWritten) -> None:
    with box.transaction() as note:
        note.event(case.id, event, by=desk.by, expect=case.revision)
