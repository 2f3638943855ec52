"""The doors to the world, each a small Protocol; every door has a twin in `adapters.inmemory`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from kontera.core.case import Case, Queue, State
from kontera.core.company import Company, Person, Right, Role
from kontera.core.document import Refused
from kontera.core.entry import Voucher
from kontera.core.event import Event, Noted
from kontera.core.evidence import Page
from kontera.core.memory import Record
from kontera.core.money import Rate
from kontera.core.party import Supplier
from kontera.core.payment import Batch
from kontera.core.row import CaseRow, PastPosting, Sealed
from kontera.core.validation import Pack, SheetRun


@dataclass(frozen=True, slots=True)
class PdfContent:
    """What a PDF holds: pages with their text layer (words may be empty) and embedded files by name.

    `covered` says for each page how large a share (0–1) of it pictures cover.
    """

    pages: tuple[Page, ...]
    embedded: tuple[tuple[str, bytes], ...] = ()
    covered: tuple[float, ...] = ()


class PdfReader(Protocol):
    """Opens PDFs and pictures that may be hostile: bounded in time, memory and pages."""

    def content(self, pdf: bytes, password: str = "") -> PdfContent:
        """The text layer and the embedded files. Raises UnreadableDocument or DocumentTooLarge."""
        ...

    def picture(self, document: bytes, page: int, dpi: int, password: str = "", turned: int = 0) -> bytes:
        """One page (from 1) of a PDF or picture as PNG, at most 4,000 pixels a side, turned by these degrees.

        Raises UnreadableDocument.
        """
        ...


class OcrEngine(Protocol):
    """Turns one picture into words with places."""

    def read(self, picture: bytes, language: str = "") -> Page:
        """Words with boxes as fractions of the upright page; `language` is ISO 639-1 or empty when unknown."""
        ...


class Blobs(Protocol):
    """Bytes kept by digest, written once and never changed; each company's apart."""

    def put(self, company: str, data: bytes) -> str:
        """Keep the bytes and give their SHA-256 in hex; returns only when they are safe on disk."""
        ...

    def get(self, company: str, digest: str) -> bytes:
        """The bytes as kept, unverified. Raises NotFound."""
        ...

    def has(self, company: str, digest: str) -> bool:
        """Whether they are kept."""
        ...

    def retain(self, company: str, digest: str, until: date) -> None:
        """Hold them at least until this day where the store can enforce it; never shortens."""
        ...


class TaskKind(StrEnum):
    """What a worker can be asked to do."""

    WALK = "walk"  # walk a case on; the argument is its id
    UNPACK = "unpack"  # open a received mail; the argument is its digest


@dataclass(frozen=True, slots=True)
class Task:
    """Work to be done after a transaction; `key` makes it happen once."""

    kind: TaskKind
    company: str
    argument: str
    key: str


class Note(Protocol):
    """What one transaction writes: all of it or nothing."""

    def claim(self, key: str) -> bool:
        """Take an effect's key; False when it was taken before and the effect must not happen again."""
        ...

    def event(self, stream: str, event: Event, *, by: str, expect: int | None = None) -> Noted:
        """Append to a stream and bring its rows up to date. Raises Conflict when `expect` is not the last number."""
        ...

    def refuse(self, refused: Refused) -> None:
        """Record a document that was not taken in."""
        ...

    def posting(self, posting: PastPosting) -> None:
        """Record a posting from before Kontera, as an import brings it."""
        ...

    def later(self, kind: TaskKind, argument: str, key: str) -> None:
        """Ask for a task once this transaction is committed; a crash in between does not lose it."""
        ...


@dataclass(frozen=True, slots=True)
class View:
    """What a list shows: states and queue (empty: all), search text, sort ("-received"), page size and offset."""

    states: frozenset[State] = frozenset()
    queue: Queue | None = None
    search: str = ""
    supplier: str = ""
    sort: str = "-received"
    limit: int = 50
    offset: int = 0


class Box(Protocol):
    """The durable books of ONE company: nothing of another company can be reached through it."""

    @property
    def company(self) -> Company:
        """Whose books these are."""
        ...

    def transaction(self) -> AbstractContextManager[Note]:
        """Write something."""
        ...

    def case(self, case: str) -> Case:
        """A case folded from its events. Raises NotFound."""
        ...

    def history(self, stream: str) -> tuple[Noted, ...]:
        """All events of a stream, oldest first; empty when there is none."""
        ...

    def rows(self, view: View) -> tuple[CaseRow, ...]:
        """One page of cases."""
        ...

    def count(self, view: View) -> int:
        """How many cases the view has in all."""
        ...

    def queues(self) -> Mapping[Queue, int]:
        """How many cases stand in each queue of the inbox."""
        ...

    def states(self) -> Mapping[State, int]:
        """How many cases stand in each state."""
        ...

    def by_digest(self, digest: str) -> str | None:
        """The case that these bytes became, or None."""
        ...

    def alike(self, row: CaseRow) -> tuple[CaseRow, ...]:
        """Other cases with the same number key, reference, or amount and date: what a duplicate check compares."""
        ...

    def suppliers(self) -> tuple[Supplier, ...]:
        """The whole register."""
        ...

    def supplier(self, supplier: str) -> Supplier:
        """One supplier. Raises NotFound."""
        ...

    def postings(self, supplier: str, limit: int = 200) -> tuple[PastPosting, ...]:
        """What was booked on this supplier's invoices (empty id: on anybody's), newest first."""
        ...

    def remembered(self, marks: frozenset[str]) -> tuple[Record, ...]:
        """What verified invoices taught, by `Record.marks`: those that share most of them, oldest first, a few."""
        ...

    def next_number(self, series: str, year: date) -> int:
        """The number the next voucher of this series takes in the financial year that begins on `year`."""
        ...

    def vouchers(self, limit: int = 200, offset: int = 0) -> tuple[Voucher, ...]:
        """Vouchers, newest first."""
        ...

    def batch(self, batch: str) -> Batch:
        """One batch of payments. Raises NotFound."""
        ...

    def batches(self) -> tuple[Batch, ...]:
        """All batches, newest first."""
        ...

    def refusals(self, limit: int = 200) -> tuple[Refused, ...]:
        """Documents not taken in, newest first."""
        ...

    def sealed(self) -> tuple[Sealed, ...]:
        """The archive log, oldest first."""
        ...

    def broken_links(self, stream: str) -> tuple[int, ...]:
        """The numbers of a stream's events whose chain hash does not fit what is stored."""
        ...

    def broken_seals(self) -> tuple[int, ...]:
        """The numbers of the archive log's entries whose chain hash does not fit what is stored."""
        ...

    def streams(self) -> Mapping[str, int]:
        """The names of all event streams, in the order they began, and how many events each has."""
        ...

    def rebuild(self) -> int:
        """Write all rows anew from the events; returns how many cases."""
        ...


class Boxes(Protocol):
    """All companies of an installation."""

    def open(self, company: str) -> Box:
        """The books of one company. Raises NotFound."""
        ...

    def companies(self) -> tuple[Company, ...]:
        """All of them."""
        ...

    def save(self, company: Company) -> None:
        """Add a company or change its settings."""
        ...

    def by_mailbox(self, mailbox: str) -> Company | None:
        """Whose unique mail address has this local part."""
        ...

    def outstanding(self) -> tuple[Task, ...]:
        """Tasks that were asked for and not finished."""
        ...

    def finished(self, task: Task) -> None:
        """Forget a task that is done."""
        ...


class People(Protocol):
    """Who works here, and the tokens that act for them."""

    def add(self, company: str, email: str, name: str, roles: frozenset[Role], password: str = "") -> Person:
        """Give somebody roles in a company; an existing person's roles there are replaced."""
        ...

    def of(self, company: str) -> tuple[Person, ...]:
        """Everybody in a company."""
        ...

    def by_email(self, email: str) -> tuple[Person, ...]:
        """Somebody's roles, one record a company."""
        ...

    def revoke_tokens(self, company: str, label: str) -> int:
        """Take back all tokens of a company with this label; returns how many acted until now."""
        ...

    def issue_token(self, person: Person, label: str, scopes: frozenset[Right]) -> str:
        """A new secret that acts as this person within the scopes; only its hash is kept."""
        ...

    def by_token(self, token: str) -> Person | None:
        """Whom a secret acts for, or None when it is unknown or revoked."""
        ...

    def sign_in_link(self, email: str) -> str:
        """A secret for one sign-in without password, valid for a short time. Raises NotFound for a stranger."""
        ...

    def by_sign_in_link(self, secret: str) -> str | None:
        """The mail address a sign-in secret stands for, which it can be used for once; None when it is no longer."""
        ...


class Clock(Protocol):
    """What time it is."""

    def now(self) -> datetime:
        """Now, in UTC."""
        ...

    def today(self) -> date:
        """Today where the installation stands."""
        ...


class Rates(Protocol):
    """Published exchange rates."""

    def rate(self, currency: str, base: str, on: date) -> Rate | None:
        """The latest rate published on or before the day and at most 7 days back; None when there is none."""
        ...


@dataclass(frozen=True, slots=True)
class Asked:
    """A document, as UTF-8 without declaration and DTD, to be judged by the rule sheet (compiled XSLT) at a path."""

    sheet: str
    document: bytes


class Sheets(Protocol):
    """Carries out official rule sheets, bounded in time; a document that kills the processor costs only itself."""

    def judge(self, asked: Sequence[Asked]) -> tuple[SheetRun, ...]:
        """What each sheet finds in its document, in their order; raises nothing, a run says itself when it failed."""
        ...


@dataclass(frozen=True, slots=True)
class Doors:
    """All doors of an installation, as the wiring hands them in."""

    boxes: Boxes
    people: People
    blobs: Blobs
    pdf: PdfReader
    ocr: OcrEngine
    clock: Clock
    rates: Rates
    sheets: Sheets
    packs: tuple[Pack, ...] = ()
