"""The doors to the world, each a small Protocol; every door has a twin in `adapters.inmemory`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

from kontera.core.account_change import AccountChange, Standing
from kontera.core.case import Case, Queue, State
from kontera.core.company import Colleague, Company, IssuedToken, Person, Right, Role
from kontera.core.document import Refused
from kontera.core.entry import Voucher
from kontera.core.event import Event, Noted
from kontera.core.evidence import Page
from kontera.core.figure import (
    Asking,
    By,
    Came,
    Debt,
    Habit,
    Misread,
    Owed,
    PriceChange,
    SampleCount,
    Span,
    Spend,
    TermsChange,
    Worked,
)
from kontera.core.memory import Record
from kontera.core.money import Rate
from kontera.core.outlay import Outlay
from kontera.core.party import Supplier
from kontera.core.passing import Earlier
from kontera.core.payment import Batch
from kontera.core.prices import PaidPrice
from kontera.core.product import Product
from kontera.core.row import CaseRow, PastPosting, Sealed
from kontera.core.straight import Sample
from kontera.core.validation import Pack, SheetRun


@dataclass(frozen=True, slots=True)
class PdfContent:
    """What a PDF holds: pages with their text layer (words may be empty) and embedded files by name.

    `covered` says for each page how large a share (0–1) of it pictures cover, `unseen` how large a share of its text
    layer nobody sees or can know the letters of; such words are not among the page's.
    """

    pages: tuple[Page, ...]
    embedded: tuple[tuple[str, bytes], ...] = ()
    covered: tuple[float, ...] = ()
    unseen: tuple[float, ...] = ()


class PdfReader(Protocol):
    """Opens PDFs and pictures that may be hostile: bounded in time, memory and pages."""

    def content(self, pdf: bytes, password: str = "") -> PdfContent:
        """The text layer and the embedded files.

        Raises Locked without, WrongPassword with a wrong password; UnreadableDocument or DocumentTooLarge.
        """
        ...

    def unlocked(self, pdf: bytes, password: str) -> bytes:
        """The PDF without its encryption, all else as it was. Raises WrongPassword, UnreadableDocument."""
        ...

    def picture(
        self,
        document: bytes,
        page: int,
        dpi: int,
        password: str = "",
        turned: int = 0,
        corners: tuple[float, ...] = (),
    ) -> bytes:
        """One page (from 1) of a PDF or picture as PNG, at most 4,000 pixels a side.

        The sheet with these `Page.corners` is laid flat, then turned by these degrees. Raises UnreadableDocument.
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
    cases: frozenset[str] | None = None  # only these
    waits_for: tuple[str, ...] = ()  # one of these seats is waited for, and none of them is left out
    samples: frozenset[Sample] = frozenset()  # those that stand so as samples; empty: whether they are or not
    sort: str = "-received"
    limit: int = 50
    offset: int = 0


@dataclass(frozen=True, slots=True)
class RegisterView:
    """What a list of suppliers shows: search text, sort ("name", "-number", "organisation"), page size and offset."""

    search: str = ""
    sort: str = "name"
    limit: int = 50
    offset: int = 0


@dataclass(frozen=True, slots=True)
class OpenSum:
    """What is open in one currency on cases due on one day: the signed sum, and how many they are."""

    currency: str
    due: date | None
    amount: Decimal
    count: int


class Figures(Protocol):
    """What reports add up: each question is answered by the whole books at once, in no promised order."""

    def spend(self, asked: Asking, by: By) -> tuple[Spend, ...]:
        """The costs booked, told apart."""
        ...

    def spent(self, asked: Asking, limit: int = 500) -> tuple[tuple[str, Decimal], ...]:
        """The cases behind a sum, each with its part; the largest first. What was imported has none."""
        ...

    def owed(self, on: date) -> tuple[Owed, ...]:
        """What was open at the end of a day."""
        ...

    def debts(self, on: date, limit: int, offset: int = 0) -> tuple[Debt, ...]:
        """The same one by one, by due date."""
        ...

    def balance(self, accounts: frozenset[str], on: date) -> Decimal:
        """Debit less credit of these accounts in all vouchers to the end of a day."""
        ...

    def habits(self, span: Span) -> tuple[Habit, ...]:
        """How what was paid in a span was paid."""
        ...

    def worked(self, span: Span, by: By) -> tuple[Worked, ...]:
        """What was verified in a span, by day or by supplier."""
        ...

    def misread(self, span: Span) -> tuple[Misread, ...]:
        """Which fields were read and which corrected on what was verified in a span; e-invoices left out."""
        ...

    def prices(self, span: Span, limit: int = 500) -> tuple[PriceChange, ...]:
        """Prices that changed in a span, newest first."""
        ...

    def terms(self, span: Span, limit: int = 500) -> tuple[TermsChange, ...]:
        """Net days that changed in a span, newest first."""
        ...

    def came(self, span: Span) -> tuple[Came, ...]:
        """How the invoices verified in a span had come."""
        ...

    def earlier(self, supplier: str, since: date, limit: int = 50) -> tuple[Earlier, ...]:
        """This supplier's invoices that are booked and were verified since a day, newest first."""
        ...

    def by_hand(self, span: Span, limit: int) -> tuple[tuple[str, date, int], ...]:
        """The cases that a person verified in a span, newest first: when, and what was corrected (bits of FIELDS)."""
        ...

    def samples(self, span: Span) -> tuple[SampleCount, ...]:
        """How the samples among what was verified in a span stand, by supplier."""
        ...

    def named(self, suppliers: frozenset[str]) -> Mapping[str, Supplier]:
        """The register's records of these suppliers, by id; who is not in it is left out."""
        ...


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

    def neighbours(self, case: str, queue: Queue) -> tuple[str, str]:
        """The cases before and after this one in a queue, newest first; for one not in it nothing and the first."""
        ...

    def sums(self, view: View) -> tuple[OpenSum, ...]:
        """What is open on the cases of a view, by currency and due date; those without an open amount left out."""
        ...

    def states(self, among: frozenset[State] = frozenset()) -> Mapping[State, int]:
        """How many cases stand in each state, or in each of these: the rest are the more, the older the books."""
        ...

    def by_digest(self, digest: str) -> str | None:
        """The case that these bytes became, or None."""
        ...

    def alike(self, row: CaseRow) -> tuple[CaseRow, ...]:
        """Other cases with the same number key, reference, or amount and date: what a duplicate check compares."""
        ...

    def suppliers(self) -> tuple[Supplier, ...]:
        """The whole register, without records that were merged into others."""
        ...

    def register(self, view: RegisterView) -> tuple[Supplier, ...]:
        """One page of the register. Raises InvalidValue for a sort that is none."""
        ...

    def register_count(self, search: str = "") -> int:
        """How many suppliers a search finds in all."""
        ...

    def account_changes(self, standing: Standing | None = None, supplier: str = "") -> tuple[AccountChange, ...]:
        """The cases of payee accounts, newest first: those that stand so, and one supplier's, where asked for."""
        ...

    def account_change(self, change: str) -> AccountChange:
        """One of them. Raises NotFound."""
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

    def product(self, product: str) -> Product:
        """One product of the register. Raises NotFound."""
        ...

    def products(self, search: str = "", limit: int = 50, offset: int = 0) -> tuple[Product, ...]:
        """One page of the product register by name, those in use first; `search` are words that all must be there."""
        ...

    def count_products(self, search: str = "") -> int:
        """How many products the search finds in all."""
        ...

    def products_by(self, marks: frozenset[str]) -> tuple[Product, ...]:
        """The products in use that have one of these marks (`core.product.line_marks`)."""
        ...

    def prices(self, supplier: str, keys: frozenset[str], limit: int = 500) -> tuple[PaidPrice, ...]:
        """What booked invoices of this supplier asked for these articles (`core.prices.price_key`), newest first."""
        ...

    def outlays(self, *, repaid: bool = False) -> tuple[Outlay, ...]:
        """What people have laid out and is owed to them, or (`repaid`) was given back; in the order it was booked."""
        ...

    @property
    def figures(self) -> Figures:
        """What reports add up."""
        ...

    def next_number(self, series: str, year: date) -> int:
        """The number the next voucher of this series takes in the financial year that begins on `year`."""
        ...

    def vouchers(self, limit: int = 200, offset: int = 0) -> tuple[Voucher, ...]:
        """Vouchers, newest first."""
        ...

    def vouchers_between(self, first: date, last: date) -> tuple[Voucher, ...]:
        """The vouchers of these days, both included, by series, year and number."""
        ...

    def batch(self, batch: str) -> Batch:
        """One batch of payments. Raises NotFound."""
        ...

    def batches(self, limit: int | None = None) -> tuple[Batch, ...]:
        """All batches, newest first."""
        ...

    def refusals(self, limit: int = 200) -> tuple[Refused, ...]:
        """Documents not taken in, newest first."""
        ...

    def sealed(self) -> tuple[Sealed, ...]:
        """The archive log, oldest first."""
        ...

    def last_sealed(self) -> Sealed | None:
        """The newest entry of the archive log, whose number is how many there are."""
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
        """Everybody in a company; who is switched off there has no role left."""
        ...

    def staff(self, company: str) -> tuple[Colleague, ...]:
        """The same by name, with the roles they hold or held, as an administrator sees them."""
        ...

    def switch(self, company: str, email: str, *, active: bool) -> None:
        """Let somebody work in a company or no longer; roles and tokens rest with them. Raises NotFound."""
        ...

    def reset_second_factor(self, email: str) -> None:
        """Ask for no one-time code at the next sign-in. Raises NotFound."""
        ...

    def tokens(self, company: str) -> tuple[IssuedToken, ...]:
        """The tokens of a company, newest first, those taken back too."""
        ...

    def revoke_token(self, company: str, token: str) -> bool:
        """Take back one token by its id; False when there is none that acts."""
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


class Models(Protocol):
    """The reading models that companies taught from their own archives."""

    def of(self, company: str) -> bytes:
        """The company's model as a file's bytes, the same object until it changes; empty when it has none."""
        ...

    def keep(self, company: str, data: bytes) -> None:
        """Read with this one from now on."""
        ...


class Post(Protocol):
    """Sends mail to people."""

    def send(self, to: str, subject: str, text: str) -> None:
        """Send a plain mail. Raises KonteraError when the server does not take it."""
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
    models: Models | None = None
    post: Post | None = None
