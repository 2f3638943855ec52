"""Suppliers that stand twice are found by what they share, and joining them trusts nothing new."""

from __future__ import annotations

from build import BANKGIRO, STRANGE_BANKGIRO, a_seller, a_supplier
from kontera.core.double import Shared, doubles, doubles_of, joined
from kontera.core.party import KnownAccount, Supplier, Trust


def other(name: str = "Någon Annan AB", number: str = "", **changes: object) -> Supplier:
    party = a_seller(name=name, organisation_number=number, vat_number="")
    return a_supplier(**{"id": "s2", "party": party, "accounts": (), **changes})


def test_the_same_number_account_or_name_makes_a_double() -> None:
    assert doubles((a_supplier(), other(number="559999-1238")))[0].shared == (Shared.ORGANISATION_NUMBER,)
    same = (KnownAccount(BANKGIRO, Trust.NEW),)
    assert doubles((a_supplier(), other(accounts=same)))[0].shared == (Shared.ACCOUNT,)
    assert doubles((a_supplier(), other("PAPPERSHUSET Aktiebolag")))[0].shared == (Shared.NAME,)


def test_like_names_with_different_numbers_are_two_companies() -> None:
    assert doubles((a_supplier(), other("Pappershuset AB", number="556036-0793"))) == ()


def test_strangers_are_no_doubles() -> None:
    assert doubles((a_supplier(), other())) == ()
    assert doubles_of(a_supplier(), (a_supplier(), other())) == ()


def test_the_record_with_the_trusted_account_is_the_one_to_keep() -> None:
    (found,) = doubles((other(number="5599991238"), a_supplier()))
    assert (found.first.id, found.second.id) == ("s1", "s2")


def test_a_joined_record_keeps_all_and_trusts_no_account_of_the_other() -> None:
    gone = other(
        "Pappershuset i Norr AB",
        notes="ring Eva",
        default_account="6110",
        accounts=(KnownAccount(STRANGE_BANKGIRO, Trust.CONFIRMED), KnownAccount(BANKGIRO, Trust.NEW)),
    )
    stays, leaves = joined(a_supplier(), gone)
    assert [(one.account, one.trust) for one in stays.accounts] == [
        (BANKGIRO, Trust.CONFIRMED),
        (STRANGE_BANKGIRO, Trust.NEW),
    ]
    assert (stays.default_account, stays.notes, stays.merged) == ("6110", "ring Eva", ("s2",))
    assert [party.name for party in stays.also] == ["Pappershuset i Norr AB"]
    assert (leaves.merged_into, stays.ids) == ("s1", ("s1", "s2"))


def test_an_account_that_either_record_refused_stays_refused() -> None:
    gone = other(accounts=(KnownAccount(BANKGIRO, Trust.BLOCKED), KnownAccount(STRANGE_BANKGIRO, Trust.BLOCKED)))
    stays, _leaves = joined(a_supplier(), gone)
    assert {one.trust for one in stays.accounts} == {Trust.BLOCKED}
