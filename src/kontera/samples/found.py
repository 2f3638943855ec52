"""Founds invented companies: parties and accounts with right check digits, country by country."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from kontera.core.party import Account, AccountScheme, Address, Contact, Endpoint, Party
from kontera.samples.digits import (
    business_id,
    danish_number,
    german_vat,
    iban,
    irish_vat,
    luhn,
    norwegian_account,
    norwegian_number,
)

F_TAX: Final = "Godkänd för F-skatt"
NORWEGIAN_REGISTER: Final = "Foretaksregisteret"


@dataclass(frozen=True, slots=True)
class Seat:
    """What is invented about a company before its numbers are made; `base` is its number without check digit."""

    name: str
    base: str
    street: str
    postal_code: str
    city: str
    phone: str
    contact: str
    domain: str
    subdivision: str = ""


def _party(seat: Seat, country: str) -> Party:
    return Party(
        name=seat.name,
        address=Address((seat.street,), seat.city, seat.postal_code, seat.subdivision, country),
        contact=Contact(seat.contact, seat.phone, f"faktura@{seat.domain}"),
    )


def swedish(seat: Seat) -> Party:
    """A Swedish party with organisationsnummer, VAT number, F-tax statement and Peppol address."""
    number = luhn(seat.base)
    return replace(
        _party(seat, "SE"),
        organisation_number=number,
        organisation_scheme="0007",
        vat_number=f"SE{number}01",
        tax_registration=F_TAX,
        endpoint=Endpoint("0007", number),
    )


def finnish(seat: Seat) -> Party:
    """A Finnish party with Y-tunnus, ALV number and OVT address."""
    number = business_id(seat.base)
    return replace(
        _party(seat, "FI"),
        organisation_number=f"{number[:7]}-{number[7]}",
        organisation_scheme="0212",
        vat_number=f"FI{number}",
        endpoint=Endpoint("0216", f"0037{number}"),
    )


def norwegian(seat: Seat) -> Party:
    """A Norwegian party with organisasjonsnummer, MVA number and Foretaksregisteret statement."""
    number = norwegian_number(seat.base)
    return replace(
        _party(seat, "NO"),
        organisation_number=number,
        organisation_scheme="0192",
        vat_number=f"NO{number}MVA",
        tax_registration=NORWEGIAN_REGISTER,
        endpoint=Endpoint("0192", number),
    )


def danish(seat: Seat) -> Party:
    """A Danish party with CVR number."""
    number = danish_number(seat.base)
    return replace(
        _party(seat, "DK"),
        organisation_number=number,
        organisation_scheme="0184",
        vat_number=f"DK{number}",
        endpoint=Endpoint("0184", number),
    )


def german(seat: Seat) -> Party:
    """A German party with USt-IdNr."""
    number = german_vat(seat.base)
    return replace(_party(seat, "DE"), vat_number=f"DE{number}", endpoint=Endpoint("9930", f"DE{number}"))


def irish(seat: Seat) -> Party:
    """An Irish party with VAT number."""
    number = irish_vat(seat.base)
    return replace(_party(seat, "IE"), vat_number=f"IE{number}", endpoint=Endpoint("9935", f"IE{number}"))


def american(seat: Seat) -> Party:
    """A company in the United States; `base` is its EIN, which has no check digit."""
    return replace(_party(seat, "US"), organisation_number=f"{seat.base[:2]}-{seat.base[2:]}")


FOUND: Final[dict[str, Callable[[Seat], Party]]] = {
    "SE": swedish,
    "FI": finnish,
    "NO": norwegian,
    "DK": danish,
    "DE": german,
    "IE": irish,
    "US": american,
}


def _account(scheme: AccountScheme, number: str, country: str, bic: str = "") -> Account:
    return Account(scheme, number, bic=bic, country=country)


def bankgiro(base: str) -> Account:
    """A bankgiro number from its first six or seven digits."""
    return _account(AccountScheme.BANKGIRO, luhn(base), "SE")


def plusgiro(base: str) -> Account:
    """A plusgiro number from its digits without the check digit."""
    return _account(AccountScheme.PLUSGIRO, luhn(base), "SE")


def swedish_iban(account: str, bank: str = "999") -> Account:
    """A Swedish IBAN from an account of up to 17 digits; bank code 999 is nobody's."""
    return _account(AccountScheme.IBAN, iban("SE", bank + account.zfill(17)), "SE", "DEMOSESS")


def finnish_iban(base: str) -> Account:
    """A Finnish IBAN from an account's first 13 digits (the 14th is its check digit)."""
    return _account(AccountScheme.IBAN, iban("FI", luhn(base)), "FI", "DEMOFIHH")


def norwegian_bank(base: str) -> tuple[Account, Account]:
    """A Norwegian account from its first 10 digits, in domestic form and as IBAN."""
    number = norwegian_account(base)
    return (
        _account(AccountScheme.DOMESTIC, number, "NO"),
        _account(AccountScheme.IBAN, iban("NO", number), "NO", "DEMONOKK"),
    )


def danish_bank(registration: str, number: str) -> tuple[Account, Account]:
    """A Danish account, registration number and account, in domestic form and as IBAN."""
    whole = registration + number.zfill(10)
    return (
        _account(AccountScheme.DOMESTIC, whole, "DK"),
        _account(AccountScheme.IBAN, iban("DK", whole), "DK", "DEMODKKK"),
    )


def danish_creditor(base: str) -> Account:
    """A Danish payment slip's creditor number (FIK) of 8 digits from 7."""
    return _account(AccountScheme.DANISH_SLIP, luhn(base), "DK")


def german_iban(bank: str, number: str) -> Account:
    """A German IBAN from an 8-digit bank code and an account."""
    return _account(AccountScheme.IBAN, iban("DE", bank + number.zfill(10)), "DE", "DEMODEFF")


def irish_iban(branch: str, number: str) -> Account:
    """An Irish IBAN from a 6-digit sort code and an 8-digit account of the invented bank DEMO."""
    return _account(AccountScheme.IBAN, iban("IE", f"DEMO{branch}{number}"), "IE", "DEMOIE2D")


def american_account(number: str) -> Account:
    """An account in the United States in domestic form: routing number and account."""
    return _account(AccountScheme.DOMESTIC, number, "US", "DEMOUS33")
