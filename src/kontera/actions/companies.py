"""Companies: adding one, with an identity that checks and a mail address nobody can guess."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass

from kontera.core.company import Company
from kontera.core.errors import KonteraError, NotFound
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
