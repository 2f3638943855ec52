"""The parts of a pain.001: text that banks take, names and addresses, accounts and their banks."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from decimal import Decimal
from typing import Final

from lxml import etree

from kontera.core.identifiers.accounts import bic_of
from kontera.core.identifiers.swedish_accounts import is_swedish_account, swedish_account
from kontera.core.money import rounded
from kontera.core.party import Account, AccountScheme, Address
from kontera.formats.pain001_profile import BANKGIRO_BIC, PLUSGIRO_BIC, BankProfile, Version
from kontera.formats.xml import Element

NAME, ID, TEXT = 70, 35, 140
"""The longest names, ids and messages banks take (EPC, Nordic guides)."""
_LETTERS: Final = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/-?:().,'+ åäöæøéüÅÄÖÆØÉÜ")
_NOT_ID: Final = re.compile(r"[^A-Za-z0-9-]+")
_WRITTEN: Final = {
    "&": "+",
    "ß": "ss",
    "ł": "l",
    "Ł": "L",
    "đ": "d",
    "ð": "d",
    "Ð": "D",
    "þ": "th",
    "Þ": "Th",
    "–": "-",
}


def clean(text: str, longest: int) -> str:
    """Latin letters, figures and the signs banks take; others by their nearest letter; spaces single; cut."""
    written = "".join(map(_letter, unicodedata.normalize("NFC", text)))
    return " ".join(written.split())[:longest].strip()


def _letter(letter: str) -> str:
    if letter in _LETTERS:
        return letter
    if letter in _WRITTEN:
        return _WRITTEN[letter]
    plain = "".join(part for part in unicodedata.normalize("NFKD", letter) if part in _LETTERS)
    return plain or " "


def identity(text: str) -> str:
    """An id of letters, figures and hyphens (EPC217-08 allows no more at every bank) within 35 characters.

    A longer one keeps its beginning and gets a digest, so that two never become the same.
    """
    plain = _NOT_ID.sub("-", text).strip("-")
    if plain == text and len(text) <= ID:
        return text
    return f"{plain[: ID - 9]}-{hashlib.sha256(text.encode()).hexdigest()[:8]}"


def money(amount: Decimal) -> str:
    """Two decimals and a point."""
    return f"{rounded(amount):f}"


class Writer:
    """Puts elements of one version's namespace under one another."""

    def __init__(self, version: Version) -> None:
        self.version = version
        self.namespace = f"urn:iso:std:iso:20022:tech:xsd:pain.{version}"

    def root(self, name: str) -> Element:
        """The document's root element."""
        return etree.Element(f"{{{self.namespace}}}{name}", nsmap={None: self.namespace})  # type: ignore[dict-item] # lxml-stubs know no default namespace

    def put(self, parent: Element, path: str, text: str = "") -> Element:
        """A new element at the end of a path of new elements ("PmtTpInf/SvcLvl/Cd")."""
        element = parent
        for name in path.split("/"):
            element = etree.SubElement(element, f"{{{self.namespace}}}{name}")
        if text:
            element.text = text
        return element

    def party(self, parent: Element, name: str, address: Address) -> None:
        """A name, and the address where it can be given structured: at least town and country (EPC, SWIFT 2026)."""
        self.put(parent, "Nm", clean(name, NAME) or "-")
        town, country = clean(address.city, ID), address.country
        if not (town and len(country) == 2):  # noqa: PLR2004 # ISO 3166-1 alpha-2
            return
        postal = self.put(parent, "PstlAdr")
        street = clean(address.lines[0], NAME) if address.lines else ""
        for tag, text in (
            ("StrtNm", street),
            ("PstCd", clean(address.postal_code, 16)),
            ("TwnNm", town),
            ("Ctry", country),
        ):
            if text:
                self.put(postal, tag, text)

    def bank(self, parent: Element, tag: str, account: Account, profile: BankProfile, *, needed: bool) -> None:
        """The bank of an account: by clearing number for giros and Swedish accounts, else by BIC where it is known."""
        member, bic = _agent(account, profile)
        if not (member or bic or needed):
            return
        institution = self.put(parent, f"{tag}/FinInstnId")
        if bic:
            self.put(institution, "BICFI" if self.version == "001.001.09" else "BIC", bic)
        elif member:
            found = self.put(institution, "ClrSysMmbId")
            self.put(found, "ClrSysId/Cd", "SESBA")
            self.put(found, "MmbId", member)
        else:
            self.put(institution, "Othr/Id", "NOTPROVIDED")

    def account(self, parent: Element, tag: str, account: Account, profile: BankProfile) -> Element:
        """The account with the scheme its kind is written in."""
        element = self.put(parent, tag)
        if account.scheme is AccountScheme.IBAN:
            self.put(element, "Id/IBAN", account.id)
            return element
        other = self.put(element, "Id/Othr")
        self.put(other, "Id", clean(account.id, 34))
        scheme = _scheme(account, profile)
        self.put(other, f"SchmeNm/{'Cd' if scheme == 'BBAN' else 'Prtry'}", scheme)
        return element


def _scheme(account: Account, profile: BankProfile) -> str:
    match account.scheme:
        case AccountScheme.BANKGIRO:
            return "BGNR"
        case AccountScheme.PLUSGIRO:
            return profile.plusgiro_code
        case AccountScheme.DANISH_SLIP:
            return profile.slip_code
        case AccountScheme.DOMESTIC | AccountScheme.IBAN:
            return "BBAN"


def _agent(account: Account, profile: BankProfile) -> tuple[str, str]:
    """The clearing member and the BIC; a BIC is derived from the IBAN rather than believed, where the bank is known."""
    match account.scheme:
        case AccountScheme.BANKGIRO:
            return ("", BANKGIRO_BIC) if profile.giro_by_bic else (profile.bankgiro_member, "")
        case AccountScheme.PLUSGIRO:
            return ("", PLUSGIRO_BIC) if profile.giro_by_bic else (profile.plusgiro_member, "")
        case AccountScheme.IBAN:
            return "", bic_of(account.id) or account.bic
        case AccountScheme.DOMESTIC:
            swedish = account.country in {"", "SE"} and is_swedish_account(account.id)
            return (swedish_account(account.id).clearing if swedish else ""), account.bic
        case AccountScheme.DANISH_SLIP:
            return "", account.bic
