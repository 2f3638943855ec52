"""What payment codes say: EPC QR, UsingQR and the Finnish bank bar code, drawn or printed as digits."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Final

from kontera.core.evidence import Code, Page
from kontera.core.identifiers import VirtualBarcode, is_bic, is_iban, is_virtual_barcode, virtual_barcode
from kontera.core.party import Account, AccountScheme
from kontera.steps.interpretation.layout import Token, token_at

READ: Final = "read from the code on the page"
SURE: Final = 0.985
EPC_ROWS: Final = 12
EPC_AMOUNT: Final = re.compile(r"EUR([0-9]{1,9}(?:\.[0-9]{1,2})?)")
USINGQR_GIROS: Final = {"BG": AccountScheme.BANKGIRO, "PG": AccountScheme.PLUSGIRO, "IBAN": AccountScheme.IBAN}
BANK_DIGITS: Final = re.compile(r"[45]\d{53}")


@dataclass(frozen=True, slots=True)
class PayCode:
    """What one code says; `token` is its place. What it does not say is absent."""

    by: str
    token: Token
    account: Account | None = None
    reference: str = ""
    amount: Decimal | None = None
    vat: Decimal | None = None
    currency: str = ""
    due: date | None = None
    issued: date | None = None
    number: str = ""
    name: str = ""
    organisation: str = ""


def paycodes(pages: Iterable[Page]) -> tuple[PayCode, ...]:
    """The payment codes of the pages that can be understood, in page order."""
    return tuple(found for page in pages for code in page.codes for found in _understood(code, token_at(page, code)))


def _understood(code: Code, token: Token) -> Iterator[PayCode]:
    text = code.text.strip()
    if text.startswith("BCD"):
        yield from _epc(text, token)
    elif text.startswith("{"):
        yield from _using_qr(text, token)
    elif BANK_DIGITS.fullmatch(text) and is_virtual_barcode(text):
        yield _bank(virtual_barcode(text), token)


def _bank(code: VirtualBarcode, token: Token) -> PayCode:
    account = Account(AccountScheme.IBAN, str(code.iban), country="FI")
    reference = str(code.reference)
    return PayCode("code.fi", token, account, reference, code.amount, currency="EUR", due=code.due)


def _epc(text: str, token: Token) -> Iterator[PayCode]:
    """The European Payments Council's quick response code for a SEPA credit transfer (EPC069-12)."""
    rows = [row.strip() for row in text.splitlines()] + [""] * EPC_ROWS
    if rows[3] != "SCT" or not is_iban(rows[6].replace(" ", "")):
        return
    iban = rows[6].replace(" ", "")
    bic = rows[4] if is_bic(rows[4]) else ""
    amount = EPC_AMOUNT.fullmatch(rows[7])
    yield PayCode(
        "code.epc",
        token,
        Account(AccountScheme.IBAN, iban, bic, country=iban[:2]),
        rows[9].replace(" ", ""),
        Decimal(amount[1]) if amount else None,
        currency="EUR",
        name=rows[5],
    )


def _using_qr(text: str, token: Token) -> Iterator[PayCode]:
    """The Swedish invoice code of UsingQR: one flat JSON object of version 1."""
    try:
        said = json.loads(text)
    except ValueError:
        return
    if not isinstance(said, dict) or not str(said.get("uqr", "")):
        return
    scheme = USINGQR_GIROS.get(str(said.get("pt", "")).upper())
    number = re.sub(r"[\s-]", "", str(said.get("acc", "")))
    account = Account(scheme, number, country="SE") if scheme and number else None
    yield PayCode(
        "code.usingqr",
        token,
        account,
        str(said.get("iref", "")) if account else "",
        _decimal(said.get("due")),
        _decimal(said.get("vat")),
        str(said.get("cur", "")),
        _day(said.get("ddt")),
        _day(said.get("idt")),
        str(said.get("iref", "")),
        str(said.get("nme", "")),
        re.sub(r"[\s-]", "", str(said.get("cid", ""))),
    )


def _decimal(value: object) -> Decimal | None:
    try:
        return Decimal(str(value).replace(",", ".")) if value not in {None, ""} else None
    except (InvalidOperation, TypeError):
        return None


def _day(value: object) -> date | None:
    try:
        return datetime.strptime(str(value), "%Y%m%d").date()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        return None
