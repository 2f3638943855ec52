"""The invented companies: enough of them, numbers right, nobody real to write to."""

from __future__ import annotations

from collections import Counter

import pytest
from stdnum import iban as any_iban
from stdnum import luhn

from kontera.core.party import AccountScheme
from kontera.countries.all import is_organisation_number
from kontera.samples.business import Business
from kontera.samples.companies import BUYERS, DEMO_BUYER, SUPPLIERS, UNKNOWN_SUPPLIER, business, buyer_in

EVERYONE = (*SUPPLIERS, UNKNOWN_SUPPLIER)


def test_there_are_enough_suppliers_in_every_country() -> None:
    counted = Counter(one.country for one in SUPPLIERS)
    assert counted["SE"] >= 14
    assert counted["FI"] >= 5
    assert counted["NO"] >= 4
    assert counted["DK"] >= 4
    assert counted["DE"] >= 2
    assert counted["IE"] + counted["US"] >= 2


@pytest.mark.parametrize("one", EVERYONE, ids=lambda one: one.key)
def test_a_supplier_has_a_valid_number_and_valid_accounts(one: Business) -> None:
    number = one.party.organisation_number
    if one.country in {"SE", "FI", "NO", "DK"}:
        assert is_organisation_number(one.country, number)
    for account in one.accounts:
        if account.scheme is AccountScheme.IBAN:
            assert any_iban.is_valid(account.id)
        if account.scheme in {AccountScheme.BANKGIRO, AccountScheme.PLUSGIRO, AccountScheme.DANISH_SLIP}:
            assert luhn.is_valid(account.id)


@pytest.mark.parametrize("one", EVERYONE, ids=lambda one: one.key)
def test_mail_to_a_supplier_goes_nowhere(one: Business) -> None:
    assert one.party.contact.email.endswith(".example")
    assert one.web.endswith(".example")


def test_keys_numbers_and_accounts_belong_to_one_supplier_each() -> None:
    accounts = [key for one in EVERYONE for key in {account.key for account in one.accounts}]
    assert len({one.key for one in EVERYONE}) == len(EVERYONE)
    assert len({one.party.vat_number or one.party.organisation_number for one in EVERYONE}) == len(EVERYONE)
    assert len(set(accounts)) == len(accounts)


def test_the_demo_buyer_is_the_swedish_one() -> None:
    assert DEMO_BUYER.organisation_number == "5599990008"
    assert buyer_in("SE") is DEMO_BUYER
    assert buyer_in("US") is DEMO_BUYER
    assert {buyer_in(one.address.country) for one in BUYERS} == set(BUYERS)


def test_an_unknown_key_is_refused() -> None:
    with pytest.raises(KeyError):
        business("nobody")
