"""Structure rules of OIOUBL 2 for payment: means, channels, Danish slips (FIK and giro), accounts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kontera.core.identifiers import is_iban, is_luhn
from kontera.formats.rules import own
from kontera.formats.rules.own import at, text
from kontera.formats.rules.rule import Hit, Judged
from kontera.formats.xml import Element

MEANS: Final = frozenset({"1", "10", "20", "31", "42", "48", "49", "50", "58", "59", "93", "97"})
# paymentchannelcode-1.1
CHANNELS: Final = frozenset(
    {
        *("BBAN", "DK:BANK", "DK:FIK", "DK:GIRO", "DK:NEMKONTO", "FI:BANK", "FI:GIRO", "GB:BACS", "GB:BANK"),
        *("GB:GIRO", "IBAN", "IS:BANK", "IS:GIRO", "IS:IK66", "IS:RB", "NO:BANK", "SE:BANKGIRO", "SE:PLUSGIRO"),
        *("SWIFTUS", "ZZZ"),
    }
)
CHANNELS_OF: Final = {
    "50": frozenset({"DK:GIRO", "FI:GIRO", "GB:GIRO", "IS:GIRO", "SE:BANKGIRO", "SE:PLUSGIRO"}),
    "93": frozenset({"DK:FIK"}),
    "97": frozenset({"DK:NEMKONTO"}),
}
SLIP: Final = "93"
GIRO: Final = "50"
BANK: Final = "42"
SLIP_TYPES: Final = {SLIP: frozenset({"71", "73", "75"}), GIRO: frozenset({"01", "04", "15"})}
# the digits of a slip's number by its type; types 01 and 73 have none
NUMBER: Final = {
    "71": re.compile(r"[0-9]{15}"),
    "75": re.compile(r"[0-9]{16}"),
    "04": re.compile(r"[0-9]{16}"),
    "15": re.compile(r"[0-9]{16}"),
}
CREDITOR: Final = re.compile(r"[0-9]{8}")
GIRO_ACCOUNT: Final = re.compile(r"[0-9]{7,8}")
ACCOUNT: Final = re.compile(r"[0-9]{1,10}")
REGISTRATION: Final = re.compile(r"[0-9]{4}")
TRANSFERS: Final = frozenset({"31", "42", "50", "58"})
OTHER_GIROS: Final = CHANNELS_OF[GIRO] - {"DK:GIRO"}
PAYEE: Final = "PayeeFinancialAccount/ID"


def _all(doc: Judged) -> tuple[Element, ...]:
    return at(doc.root, "PaymentMeans")


def _coded(doc: Judged, *codes: str) -> tuple[Element, ...]:
    return tuple(means for means in _all(doc) if text(means, "PaymentMeansCode") in codes)


def means_listed(doc: Judged) -> Iterator[Hit]:
    """F-LIB100: PaymentMeansCode is one of OIOUBL's choice from UNCL 4461."""
    return own.unlisted(at(doc.root, "PaymentMeans/PaymentMeansCode"), MEANS)


def channel_listed(doc: Judged) -> Iterator[Hit]:
    """PaymentChannelCode is in the list paymentchannelcode-1.1."""
    return own.unlisted(at(doc.root, "PaymentMeans/PaymentChannelCode"), CHANNELS)


def channel_fits(doc: Judged) -> Iterator[Hit]:
    """PaymentChannelCode is one that the payment means can go through: a slip by DK:FIK, a giro by a giro."""
    for means in _all(doc):
        allowed = CHANNELS_OF.get(text(means, "PaymentMeansCode"))
        if allowed is not None:
            yield from own.unlisted(at(means, "PaymentChannelCode"), allowed)


def due_date(doc: Judged) -> Iterator[Hit]:
    """PaymentDueDate stands at each means of payment by slip, giro or account."""
    return own.lacking(_coded(doc, SLIP, *TRANSFERS), "PaymentDueDate")


def slip_type(doc: Judged) -> Iterator[Hit]:
    """PaymentID is 71, 73 or 75 on a slip (93), and 01, 04 or 15 on a giro slip (50)."""
    for code, types in SLIP_TYPES.items():
        for means in _danish(doc, code):
            stated = text(means, "PaymentID")
            if stated not in types:
                yield own.hit(next(iter(at(means, "PaymentID")), means), element="PaymentID", value=stated)


def slip_number(doc: Judged) -> Iterator[Hit]:
    """F-LIB336: InstructionID has 15 digits on slip 71, and 16 on 75, 04 and 15."""
    for means in (*_danish(doc, SLIP), *_danish(doc, GIRO)):
        form = NUMBER.get(text(means, "PaymentID"))
        stated = text(means, "InstructionID")
        if form is not None and not form.fullmatch(stated):
            yield own.hit(next(iter(at(means, "InstructionID")), means), element="InstructionID", value=stated)


def slip_digit(doc: Judged) -> Iterator[Hit]:
    """The last digit of a slip's number is its check digit (mod 10)."""
    for means in (*_danish(doc, SLIP), *_danish(doc, GIRO)):
        form = NUMBER.get(text(means, "PaymentID"))
        if form is not None and form.fullmatch(text(means, "InstructionID")):
            yield from own.unfit(at(means, "InstructionID"), is_luhn)


def slip_creditor(doc: Judged) -> Iterator[Hit]:
    """CreditAccount/AccountID has eight digits on a slip (93)."""
    for means in _coded(doc, SLIP):
        stated = text(means, "CreditAccount/AccountID")
        if not CREDITOR.fullmatch(stated):
            yield own.hit(means, element="AccountID", value=stated)


def giro_account(doc: Judged) -> Iterator[Hit]:
    """PayeeFinancialAccount/ID has seven or eight digits on a giro slip (50)."""
    for means in _danish(doc, GIRO):
        yield from own.unfit(at(means, PAYEE), lambda stated: GIRO_ACCOUNT.fullmatch(stated) is not None)


def bank_account(doc: Judged) -> Iterator[Hit]:
    """A Danish account (42 by DK:BANK) has ten digits at most, and its bank's registration number four."""
    for means in _coded(doc, BANK):
        if text(means, "PaymentChannelCode") == "DK:BANK":
            yield from own.unfit(at(means, PAYEE), lambda stated: ACCOUNT.fullmatch(stated) is not None)
            branch = "PayeeFinancialAccount/FinancialInstitutionBranch/ID"
            yield from own.lacking([means], branch)
            yield from own.unfit(at(means, branch), lambda stated: REGISTRATION.fullmatch(stated) is not None)


def account_stated(doc: Judged) -> Iterator[Hit]:
    """F-LIB107, F-LIB377: PayeeFinancialAccount/ID is mandatory for a transfer or a giro."""
    return own.lacking(_coded(doc, *TRANSFERS), PAYEE)


def ibans(doc: Judged) -> Iterator[Hit]:
    """An account that is paid through the channel IBAN is one."""
    for means in _all(doc):
        if text(means, "PaymentChannelCode") == "IBAN":
            yield from own.unfit(at(means, PAYEE), is_iban)


def _danish(doc: Judged, code: str) -> tuple[Element, ...]:
    """The means of the code that are not another country's giro."""
    return tuple(means for means in _coded(doc, code) if text(means, "PaymentChannelCode") not in OTHER_GIROS)
