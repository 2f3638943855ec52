"""How a receipt was paid, and how what somebody laid out is given back."""

from __future__ import annotations

from enum import StrEnum


class PaidWith(StrEnum):
    """What a receipt was paid with; never a debt to the supplier."""

    ACCOUNT = "account"  # the company's bank account
    CARD = "card"  # the company's card, settled with the card issuer later
    PERSON = "person"  # somebody's own money: the company owes it to that person


class Repayment(StrEnum):
    """How outlays are given back."""

    BANK = "bank"  # from the company's account: booked here
    PAYROLL = "payroll"  # with the wages: booked there
