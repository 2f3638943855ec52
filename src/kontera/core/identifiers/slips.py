"""Payment slips in one line: the Danish +71< line and the Finnish virtual bar code."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from kontera.core.errors import InvalidIdentifier
from kontera.core.identifiers.accounts import Iban, is_iban
from kontera.core.identifiers.check_digits import is_digits, is_luhn
from kontera.core.identifiers.references import PaymentReference, is_rf, is_viite, rf, viite
from kontera.core.identifiers.writing import unspaced

# Finance Denmark: the digits of the payer's id by type of slip; the last of them is a Luhn digit.
_ID_LENGTH: Final = {"01": 0, "04": 16, "15": 16, "71": 15, "73": 0, "75": 16}
_CREDITOR_SLIPS: Final = frozenset({"71", "73", "75"})
_CREDITOR: Final = re.compile(r"[0-9]{8}")
_GIRO: Final = re.compile(r"[0-9]{2,8}")
_SLIP: Final = re.compile(r"\+?(01|04|15|71|73|75)[<‹«]([0-9]*)\+([0-9]{2,8})[<‹«]?")
_BARCODE: Final = re.compile(r"([45])([0-9]{16})([0-9]{6})([0-9]{2})([0-9]{23})([0-9]{6})")
_LARGEST: Final = Decimal("999999.99")


@dataclass(frozen=True, slots=True)
class DanishSlip:
    """A Danish payment slip: its type, the payer's id (empty for 01 and 73), the creditor or giro number."""

    kind: str
    reference: str
    creditor: str

    @property
    def payment_id(self) -> str:
        """The PaymentID of an e-invoice (DK-R-010): type, #, and the id."""
        return f"{self.kind}#{self.reference}"

    @property
    def written(self) -> str:
        """The line as printed on the slip."""
        return f"+{self.kind}<{self.reference}+{self.creditor}<"


def _padded_id(kind: str, reference: str) -> str | None:
    """The payer's id in full length; None when it is wrong for this type of slip."""
    length = _ID_LENGTH[kind]
    if not length:
        return None if reference else ""
    if not reference.strip("0") or len(reference) > length or not is_luhn(reference):
        return None
    return reference.zfill(length)


def danish_slip_from(kind: str, reference: str, creditor: str) -> DanishSlip:
    """A slip from its three parts; raises when the id's length or check, or the creditor number, is wrong."""
    account = unspaced(creditor)
    padded = _padded_id(kind, unspaced(reference)) if kind in _ID_LENGTH else None
    form = _CREDITOR if kind in _CREDITOR_SLIPS else _GIRO
    if padded is None or not form.fullmatch(account):
        raise InvalidIdentifier(value=f"+{kind}<{reference}+{creditor}<", kind="Danish payment slip")
    return DanishSlip(kind, padded, account)


def danish_slip(text: str) -> DanishSlip:
    """The line "+71<15 digits+8 digits<", with any spaces and with the last < missing."""
    line = _SLIP.fullmatch(unspaced(text))
    if line is None:
        raise InvalidIdentifier(value=text.strip(), kind="Danish payment slip")
    return danish_slip_from(line[1], line[2], line[3])


def is_danish_slip(text: str) -> bool:
    """The twin of `danish_slip` that does not raise."""
    line = _SLIP.fullmatch(unspaced(text))
    if line is None:
        return False
    form = _CREDITOR if line[1] in _CREDITOR_SLIPS else _GIRO
    return _padded_id(line[1], line[2]) is not None and form.fullmatch(line[3]) is not None


@dataclass(frozen=True, slots=True)
class VirtualBarcode:
    """A Finnish virtual bar code (Finance Finland, versions 4 and 5).

    `amount` is in EUR and None when the payer decides; `due` is None when there is no date; `reference` is a
    viitenumero (version 4) or an RF reference (version 5).
    """

    iban: Iban
    amount: Decimal | None
    reference: PaymentReference
    due: date | None


def _due(digits: str) -> date | None:
    if not digits.strip("0"):
        return None
    return date(2000 + int(digits[:2]), int(digits[2:4]), int(digits[4:]))


def _barcode(text: str) -> VirtualBarcode | None:
    parts = _BARCODE.fullmatch(unspaced(text))
    if parts is None:
        return None
    version, account, euros, cents, tail, due = parts.groups()
    number = f"FI{account}"
    reference = f"RF{tail[:2]}{tail[2:].lstrip('0')}" if version == "5" else tail[3:]
    fits = is_rf(reference) if version == "5" else tail.startswith("000") and is_viite(reference)
    if not fits or not is_iban(number):
        return None
    try:
        day = _due(due)
    except ValueError:
        return None
    amount = Decimal(f"{euros}.{cents}")
    known = rf(reference) if version == "5" else viite(reference)
    return VirtualBarcode(Iban(number), amount or None, known, day)


def virtual_barcode(text: str) -> VirtualBarcode:
    """The 54 digits of a virtuaaliviivakoodi; raises unless IBAN, reference and date are right."""
    barcode = _barcode(text)
    if barcode is None:
        raise InvalidIdentifier(value=text.strip(), kind="Finnish virtual bar code")
    return barcode


def is_virtual_barcode(text: str) -> bool:
    """The twin of `virtual_barcode` that does not raise."""
    return _barcode(text) is not None


def format_virtual_barcode(barcode: VirtualBarcode) -> str:
    """The 54 digits of the record; an amount above 999 999.99 is left to the payer, as the standard says.

    Raises InvalidIdentifier for a reference with letters or an account outside Finland.
    """
    amount = barcode.amount if barcode.amount is not None and barcode.amount <= _LARGEST else Decimal(0)
    due = barcode.due.strftime("%y%m%d") if barcode.due else "000000"
    code = barcode.reference
    version, tail = ("5", code[2:4] + code[4:].zfill(21)) if code.startswith("RF") else ("4", "000" + code.zfill(20))
    text = f"{version}{barcode.iban[2:]}{int(amount.scaleb(2)):08d}{tail}{due}"
    if not is_digits(text) or not is_virtual_barcode(text) or not barcode.iban.startswith("FI"):
        raise InvalidIdentifier(value=text, kind="Finnish virtual bar code")
    return text
