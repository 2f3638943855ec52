"""An account is trusted on two people's word, given through a channel that was on file, and never by who entered it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from build import BANKGIRO, STRANGE_BANKGIRO, TODAY, a_seller, a_supplier
from kontera.core.account_change import (
    AccountChange,
    Cause,
    ChangeClosed,
    MayNotVouch,
    NotOnFile,
    OnFile,
    Standing,
    blocked,
    cause_of,
    change_id,
    channels,
    is_confirmed,
    trusted,
)
from kontera.core.party import Contact, KnownAccount, Trust, Vouch

PHONE = "060-12 34 56"


def a_change(**changes: Any) -> AccountChange:
    """The supplier's known phone is on file; Anna typed the account."""
    plain = AccountChange(
        "ac1",
        "s1",
        STRANGE_BANKGIRO,
        Cause.CHANGED,
        TODAY,
        "way",
        entered_by=("person:anna",),
        on_file=(OnFile("phone", PHONE),),
    )
    return replace(plain, **changes)


def word(by: str = "person:bo", channel: str = PHONE, *, approver: bool = True) -> Vouch:
    return Vouch(by, TODAY, channel, "Eva", approver=approver)


def test_one_word_is_not_enough_and_two_are() -> None:
    once = a_change().vouched(word(), 2)
    assert once.standing is Standing.OPEN
    twice = once.vouched(word("person:cia"), 2)
    assert (twice.standing, twice.closed_by, twice.single_handed) == (Standing.CONFIRMED, "person:cia", False)


def test_who_entered_the_account_does_not_confirm_it() -> None:
    with pytest.raises(MayNotVouch):
        a_change().vouched(word("person:anna"), 2)


def test_nobody_confirms_twice() -> None:
    with pytest.raises(MayNotVouch):
        a_change().vouched(word(), 2).vouched(word(), 2)


def test_a_channel_that_was_not_on_file_is_refused() -> None:
    with pytest.raises(NotOnFile):
        a_change().vouched(word(channel="070-000 00 00"), 2)


def test_one_of_the_two_must_be_an_approver() -> None:
    once = a_change().vouched(word(approver=False), 2)
    with pytest.raises(MayNotVouch):
        once.vouched(word("person:cia", approver=False), 2)
    assert once.vouched(word("person:cia"), 2).standing is Standing.CONFIRMED


def test_in_a_company_of_one_a_single_word_is_enough_and_is_told() -> None:
    assert a_change().vouched(word("person:anna"), 1).single_handed


def test_what_is_closed_stays_closed() -> None:
    refused = a_change().ended(Standing.REFUSED, "person:bo", TODAY, "not theirs")
    with pytest.raises(ChangeClosed):
        refused.vouched(word(), 2)
    with pytest.raises(ChangeClosed):
        refused.ended(Standing.WITHDRAWN, "person:bo", TODAY, "")


def test_a_trusted_account_carries_who_vouched_for_it_and_a_refused_one_is_blocked() -> None:
    confirmed = a_change().vouched(word(), 2).vouched(word("person:cia"), 2)
    known = trusted(a_supplier(), confirmed, TODAY).knows(STRANGE_BANKGIRO)
    assert known == KnownAccount(STRANGE_BANKGIRO, Trust.CONFIRMED, TODAY, confirmed.vouches)
    refused = blocked(a_supplier(), a_change(), TODAY)
    assert not is_confirmed(refused, STRANGE_BANKGIRO)
    assert is_confirmed(refused, BANKGIRO)


def test_the_cause_says_what_is_at_stake() -> None:
    assert cause_of(a_supplier(), STRANGE_BANKGIRO) is Cause.CHANGED
    assert cause_of(a_supplier(accounts=()), STRANGE_BANKGIRO) is Cause.FIRST
    other = a_supplier(id="s2", accounts=(KnownAccount(STRANGE_BANKGIRO, Trust.CONFIRMED),))
    assert cause_of(a_supplier(), STRANGE_BANKGIRO, (other,)) is Cause.SHARED


def test_the_same_account_asked_for_again_is_another_case() -> None:
    first = change_id("s1", STRANGE_BANKGIRO, ())
    assert change_id("s1", STRANGE_BANKGIRO, (a_change(id=first),)) != first
    assert change_id("s1", BANKGIRO, ()) != first


def test_every_number_and_address_of_a_record_is_a_channel_once() -> None:
    people = (Contact("Eva", PHONE, "eva@pappershuset.example"), Contact("Växel", PHONE))
    record = a_supplier(party=a_seller(contact=Contact(phone=PHONE)), contacts=people)
    found = channels(record, date(2025, 1, 1))
    assert [(one.kind, one.value) for one in found] == [("phone", PHONE), ("email", "eva@pappershuset.example")]
