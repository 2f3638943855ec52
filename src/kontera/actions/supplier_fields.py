"""The fields of a supplier's record as people and files write them: each checked by its own rule."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from kontera.core import identifiers
from kontera.core.errors import InvalidAmount, InvalidIdentifier, InvalidValue, KonteraError
from kontera.core.party import Account, AccountScheme, Contact, Endpoint, Handling, Party, PayMethod, Supplier
from kontera.countries.all import endpoint_scheme, organisation_number

GLN: Final = "0088"
COST_CENTRE, PROJECT = "1", "6"
PARTY_FIELDS: Final = (
    "country",  # first: the organisation number is read by the country's rule
    "name",
    "trading_name",
    "organisation_number",
    "vat_number",
    "tax_registration",
    "gln",
    "foreign_id",
    "e_address",
    "street",
    "postal_code",
    "city",
    "subdivision",
    "contact_name",
    "phone",
    "email",
)
OWN_FIELDS: Final = (
    "number",
    "default_account",
    "default_vat_rate",
    "cost_centre",
    "project",
    "currency",
    "language",
    "payment_days",
    "terms",
    "handling",
    "pay_method",
    "hold",
    "notes",
    "domains",
    "contacts",
)
_COUNTRIES: Final = {
    "sverige": "SE", "sweden": "SE", "ruotsi": "SE",
    "finland": "FI", "suomi": "FI",
    "norge": "NO", "norway": "NO", "norja": "NO",
    "danmark": "DK", "denmark": "DK", "tanska": "DK",
    "tyskland": "DE", "germany": "DE", "saksa": "DE",
    "estland": "EE", "estonia": "EE", "viro": "EE",
    "island": "IS", "iceland": "IS", "islanti": "IS",
}  # fmt: skip
_EMAIL: Final = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>]{2,}")
_DOMAIN: Final = re.compile(r"(?=.{4,253}$)[a-z0-9-]+(\.[a-z0-9-]+)+")
_PHONE: Final = re.compile(r"\+?[0-9 ()/.\-]{5,30}(\s?\w{1,6}\s?\d{1,6})?")
_MOST_DAYS: Final = 365
_LONGEST: Final = 4000
_SHORTEST_ACCOUNT: Final = 5


def changed(supplier: Supplier, values: Mapping[str, str], home: str = "SE") -> Supplier:
    """The record with these fields set from text; an empty text takes a value away. Raises for the first that is wrong.

    `home` is the country a number is read by where the record names none.
    """
    after, wrong = judged(supplier, values, home)
    for error in wrong.values():
        raise error
    return after


def judged(
    supplier: Supplier, values: Mapping[str, str], home: str = "SE"
) -> tuple[Supplier, Mapping[str, KonteraError]]:
    """The record with those fields set that can be, and what is wrong with the others, by field."""
    wrong: dict[str, KonteraError] = {}
    for name in (*PARTY_FIELDS, *OWN_FIELDS):
        if name not in values:
            continue
        try:
            supplier = _set(supplier, name, values[name].strip(), home)
        except KonteraError as error:
            wrong[name] = error
    return supplier, wrong


def _set(supplier: Supplier, name: str, text: str, home: str) -> Supplier:
    if name in PARTY_FIELDS:
        return replace(supplier, party=_party(supplier.party, name, text, home))
    return _OWN[name](supplier, text)


def _party(party: Party, name: str, text: str, home: str) -> Party:  # noqa: C901, PLR0911, PLR0912 - one arm a field
    country = party.address.country or home
    match name:
        case "name":
            return replace(party, name=_needed(text, name))
        case "country":
            return replace(party, address=replace(party.address, country=_country(text)))
        case "organisation_number":
            return replace(party, organisation_number=organisation_number(country, text) if text else "")
        case "vat_number":
            return replace(party, vat_number=str(identifiers.vat_number(text)) if text else "")
        case "gln":
            return _with_identifier(party, GLN, str(identifiers.gln(text)) if text else "")
        case "foreign_id":
            return _with_identifier(party, "", str(identifiers.registration_number(text)) if text else "")
        case "e_address":
            return replace(party, endpoint=_endpoint(text))
        case "street":
            lines = tuple(line.strip() for line in re.split(r"[\n\r]+", text) if line.strip())
            return replace(party, address=replace(party.address, lines=lines))
        case "postal_code":
            return replace(party, address=replace(party.address, postal_code=text))
        case "city":
            return replace(party, address=replace(party.address, city=text))
        case "subdivision":
            return replace(party, address=replace(party.address, subdivision=text))
        case "contact_name":
            return replace(party, contact=replace(party.contact, name=text))
        case "phone":
            return replace(party, contact=replace(party.contact, phone=_phone(text)))
        case "email":
            return replace(party, contact=replace(party.contact, email=_email(text)))
        case "trading_name":
            return replace(party, trading_name=text)
        case _:
            return replace(party, tax_registration=text)


def _own(attribute: str, read: Callable[[str], object]) -> Callable[[Supplier, str], Supplier]:
    def put(supplier: Supplier, text: str) -> Supplier:
        changes: dict[str, Any] = {attribute: read(text)}
        return replace(supplier, **changes)

    return put


def _dimension(number: str) -> Callable[[Supplier, str], Supplier]:
    def put(supplier: Supplier, text: str) -> Supplier:
        others = tuple(one for one in supplier.default_dimensions if one[0] != number)
        return replace(supplier, default_dimensions=tuple(sorted((*others, (number, text)))) if text else others)

    return put


def _needed(text: str, name: str) -> str:
    if not text:
        raise InvalidValue(value="–", field=f"supplier.{name}")
    return text


def _country(text: str) -> str:
    code = _COUNTRIES.get(text.casefold(), text.upper())
    if code and not re.fullmatch("[A-Z]{2}", code):
        raise InvalidValue(value=text, field="supplier.country")
    return code


def _with_identifier(party: Party, scheme: str, value: str) -> Party:
    others = tuple(one for one in party.identifiers if one.scheme != scheme)
    return replace(party, identifiers=(*others, Endpoint(scheme, value)) if value else others)


def _endpoint(text: str) -> Endpoint | None:
    """An electronic address as "0007:5560360793"."""
    if not text:
        return None
    scheme, _colon, value = text.replace(" ", ":", 1).partition(":")
    if endpoint_scheme(scheme) is None or not value.strip():
        raise InvalidValue(value=text, field="supplier.e_address")
    return Endpoint(scheme, value.strip())


def _phone(text: str) -> str:
    if text and not _PHONE.fullmatch(text):
        raise InvalidValue(value=text, field="supplier.phone")
    return text


def _email(text: str) -> str:
    if text and not _EMAIL.fullmatch(text):
        raise InvalidValue(value=text, field="supplier.email")
    return text


def _account_number(text: str) -> str:
    if text and not re.fullmatch(r"[0-9A-Za-z]{2,16}", text):
        raise InvalidValue(value=text, field="supplier.default_account")
    return text


def _rate(text: str) -> str:
    if not text:
        return ""
    try:
        rate = Decimal(text.replace("%", "").replace(",", ".").strip())
    except InvalidOperation:
        raise InvalidAmount(value=text) from None
    if not 0 <= rate <= 100:  # noqa: PLR2004 - per cent
        raise InvalidValue(value=text, field="supplier.default_vat_rate")
    return format(rate.normalize(), "f")


def _currency(text: str) -> str:
    if text and not re.fullmatch("[A-Za-z]{3}", text):
        raise InvalidValue(value=text, field="supplier.currency")
    return text.upper()


def _language(text: str) -> str:
    if text and not re.fullmatch("[A-Za-z]{2}", text):
        raise InvalidValue(value=text, field="supplier.language")
    return text.lower()


def _days(text: str) -> int | None:
    if not text:
        return None
    if not text.isdigit() or int(text) > _MOST_DAYS:
        raise InvalidValue(value=text, field="supplier.payment_days")
    return int(text)


def _handling(text: str) -> Handling:
    try:
        return Handling(text or Handling.INVOICE)
    except ValueError:
        raise InvalidValue(value=text, field="supplier.handling") from None


def _method(text: str) -> PayMethod:
    try:
        return PayMethod(text or PayMethod.FILE)
    except ValueError:
        raise InvalidValue(value=text, field="supplier.pay_method") from None


def _notes(text: str) -> str:
    if len(text) > _LONGEST:
        raise InvalidValue(value=f"{text[:20]}…", field="supplier.notes")
    return text


def _domains(text: str) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(word.casefold().lstrip("@") for word in re.split(r"[\s,;]+", text) if word))
    for word in found:
        if not _DOMAIN.fullmatch(word):
            raise InvalidValue(value=word, field="supplier.domains")
    return found


def _contacts(text: str) -> tuple[Contact, ...]:
    """One person a line: name; telephone; mail."""
    made = []
    for line in text.splitlines():
        if not line.strip():
            continue
        parts = [part.strip() for part in line.split(";")]
        name, phone, email = (*parts, "", "", "")[:3]
        made.append(Contact(name, _phone(phone), _email(email)))
    return tuple(made)


_OWN: Final[Mapping[str, Callable[[Supplier, str], Supplier]]] = {
    "number": _own("number", str),
    "default_account": _own("default_account", _account_number),
    "default_vat_rate": _own("default_vat_rate", _rate),
    "cost_centre": _dimension(COST_CENTRE),
    "project": _dimension(PROJECT),
    "currency": _own("default_currency", _currency),
    "language": _own("language", _language),
    "payment_days": _own("payment_days", _days),
    "terms": _own("terms", str),
    "handling": _own("handling", _handling),
    "pay_method": _own("pay_method", _method),
    "hold": _own("hold", str),
    "notes": _own("notes", _notes),
    "domains": _own("domains", _domains),
    "contacts": _own("contacts", _contacts),
}


def texts(supplier: Supplier) -> dict[str, str]:
    """Every field of a record as text, as `changed` reads it."""
    party, dimensions = supplier.party, dict(supplier.default_dimensions)
    ids = {one.scheme: one.id for one in party.identifiers}
    return {
        "country": party.address.country,
        "name": party.name,
        "trading_name": party.trading_name,
        "organisation_number": party.organisation_number,
        "vat_number": party.vat_number,
        "tax_registration": party.tax_registration,
        "gln": ids.get(GLN, ""),
        "foreign_id": ids.get("", ""),
        "e_address": f"{party.endpoint.scheme}:{party.endpoint.id}" if party.endpoint else "",
        "street": "\n".join(party.address.lines),
        "postal_code": party.address.postal_code,
        "city": party.address.city,
        "subdivision": party.address.subdivision,
        "contact_name": party.contact.name,
        "phone": party.contact.phone,
        "email": party.contact.email,
        "number": supplier.number,
        "default_account": supplier.default_account,
        "default_vat_rate": supplier.default_vat_rate,
        "cost_centre": dimensions.get(COST_CENTRE, ""),
        "project": dimensions.get(PROJECT, ""),
        "currency": supplier.default_currency,
        "language": supplier.language,
        "payment_days": "" if supplier.payment_days is None else str(supplier.payment_days),
        "terms": supplier.terms,
        "handling": supplier.handling.value,
        "pay_method": supplier.pay_method.value,
        "hold": supplier.hold,
        "notes": supplier.notes,
        "domains": ", ".join(supplier.domains),
        "contacts": "\n".join(f"{one.name}; {one.phone}; {one.email}" for one in supplier.contacts),
    }


def accounts_of(values: Mapping[str, str], country: str) -> tuple[tuple[Account, ...], Mapping[str, KonteraError]]:
    """The accounts that a row of a file names, and what is wrong with the others, by field."""
    found: list[Account] = []
    wrong: dict[str, KonteraError] = {}
    bic = values.get("bic", "").strip()
    for name in ("bankgiro", "plusgiro", "iban", "bank_account"):
        text = values.get(name, "").strip()
        if not text:
            continue
        try:
            account = account_from(name, text, country)
            if account.scheme is AccountScheme.IBAN and bic:
                account = replace(account, bic=str(identifiers.bic(bic)))
            found.append(account)
        except KonteraError as error:
            wrong["bic" if isinstance(error, InvalidIdentifier) and error.values.get("kind") == "BIC" else name] = error
    return tuple(found), wrong


def account_from(scheme: str, text: str, country: str = "") -> Account:
    """An account of this scheme from text. Raises InvalidIdentifier."""
    match scheme:
        case "bankgiro":
            return Account(AccountScheme.BANKGIRO, str(identifiers.bankgiro(text)))
        case "plusgiro":
            return Account(AccountScheme.PLUSGIRO, str(identifiers.plusgiro(text)))
        case "iban":
            number = str(identifiers.iban(text))
            return Account(AccountScheme.IBAN, number, identifiers.bic_of(number))
        case _:
            digits = re.sub(r"[\s.,-]", "", text)
            if not digits.isdigit() or len(digits) < _SHORTEST_ACCOUNT:
                raise InvalidIdentifier(value=text, kind="account number")
            return Account(AccountScheme.DOMESTIC, digits, country=country)
