"""Companies: adding one with an address nobody can guess, and changing what it has: package, functions, addresses."""

from __future__ import annotations

import hashlib
import re
import secrets
from dataclasses import dataclass, replace
from typing import Final

from kontera.actions.desk import Desk
from kontera.core.company import Company, Right
from kontera.core.errors import InvalidValue, KonteraError, NotFound
from kontera.core.event import CompanySaved
from kontera.core.identifiers import iban as parse_iban
from kontera.core.identifiers import vat_number
from kontera.core.party import Account, AccountScheme, Address, Party
from kontera.core.policy import Policy
from kontera.countries.all import country, organisation_number
from kontera.ports import Doors

_MAILBOX_LETTERS = "abcdefghijklmnopqrstuvwxyz234567"
_MAILBOX_LENGTH = 10


class CompanyKnown(KonteraError):
    """The company is there already."""

    code, status, exit_code = "company.known", 409, 4
    msgid = "{name} is there already."


class UnfitMailbox(InvalidValue):
    """A text cannot be the local part of a mail address of ours."""

    msgid = "“{value}” cannot be used: write at least three of the letters a–z, figures, dots and hyphens."


@dataclass(frozen=True, slots=True)
class NewCompany:
    """What is asked of a new company; an empty currency is its country's own."""

    name: str
    number: str
    country: str
    currency: str = ""
    vat: str = ""
    iban: str = ""
    two_to_release: bool = True
    old_bank: bool = False  # its bank takes pain.001.001.03


def add_company(doors: Doors, asked: NewCompany) -> Company:
    """Add a company. Raises InvalidIdentifier, NotFound for an unknown country, CompanyKnown."""
    where = country(asked.country)
    if where is None:
        raise NotFound(what=asked.country)
    number = organisation_number(asked.country, asked.number)
    identity = hashlib.sha256(f"{asked.country}:{number}".encode()).hexdigest()[:12]
    if identity in {known.id for known in doors.boxes.companies()}:
        raise CompanyKnown(name=asked.name)
    account = Account(AccountScheme.IBAN, str(parse_iban(asked.iban))) if asked.iban else None
    party = Party(
        name=asked.name,
        organisation_number=number,
        vat_number=str(vat_number(asked.vat)) if asked.vat else "",
        address=Address(country=asked.country),
    )
    mailbox = "".join(secrets.choice(_MAILBOX_LETTERS) for _ in range(_MAILBOX_LENGTH))
    made = Company(
        id=identity,
        party=party,
        country=asked.country,
        currency=asked.currency or where.currency,
        mailbox=f"{_word(asked.name)}.{mailbox}",
        pay_from=account,
        accounts=(account,) if account else (),
        pain_version="001.001.03" if asked.old_bank else "001.001.09",
        policy=Policy(two_to_release=asked.two_to_release),
    )
    doors.boxes.save(made)
    return made


def _word(name: str) -> str:
    """The first word of the name in plain letters, for people to recognise the address by."""
    first = name.casefold().split()[0] if name.split() else "company"
    plain = first.translate(str.maketrans("åäöøæü", "aaooau"))
    return "".join(letter for letter in plain if letter.isascii() and letter.isalnum()) or "company"


class MailboxTaken(KonteraError):
    """Another company has this mail address."""

    code, status, exit_code = "company.mailbox_taken", 409, 4
    msgid = "The address {mailbox} is taken."


_MAILBOX: Final = re.compile(r"[a-z0-9](?:[a-z0-9._-]{1,62})[a-z0-9]")
_EMAIL: Final = re.compile(r"[^\s@<>,;]{1,64}@[^\s@<>,;]{1,190}\.[^\s@<>,;]{2,60}")
_MOST_LINES: Final = 6


@dataclass(frozen=True, slots=True)
class Services:
    """What a company has had turned on, and where its invoices are sent for scanning.

    `scanning` is package 2, without it package 1; `invoicing` the supplier-invoice function; `mailbox` the local part
    of the address that receives; `scan_address` the postal one, line by line; `contact` is told of what is not read.
    """

    scanning: bool
    invoicing: bool
    mailbox: str
    scan_address: tuple[str, ...] = ()
    contact: str = ""
    tell_sender: bool = False


def change_services(desk: Desk, asked: Services) -> Company:
    """Change what the company has turned on and its scanning addresses, as an event in the stream "company".

    It holds for what arrives from now on; what is coded already stays. Raises InvalidValue, MailboxTaken.
    """
    box = desk.ask(Right.MANAGE)
    known = box.company
    mailbox, contact = asked.mailbox.strip().casefold(), asked.contact.strip()
    if mailbox != known.mailbox.casefold() and not _MAILBOX.fullmatch(mailbox):
        raise UnfitMailbox(value=asked.mailbox, field="mailbox")
    if contact and not _EMAIL.fullmatch(contact):
        raise InvalidValue(value=asked.contact, field="contact")
    holder = desk.doors.boxes.by_mailbox(mailbox)
    if holder is not None and holder.id != known.id:
        raise MailboxTaken(mailbox=mailbox)
    lines = tuple(" ".join(line.split()) for line in asked.scan_address if line.strip())[:_MOST_LINES]
    changed = replace(
        known,
        scanning=asked.scanning,
        invoicing=asked.invoicing,
        mailbox=known.mailbox if mailbox == known.mailbox.casefold() else mailbox,
        scan_address=lines,
        contact=contact,
        tell_sender=asked.tell_sender,
    )
    if changed != known:
        with box.transaction() as note:
            note.event("company", CompanySaved(changed), by=desk.by)
    return changed
