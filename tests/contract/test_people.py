"""The promises of the register of people, on each store."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kontera.adapters.db.models import User
from kontera.core.company import Person, Right, Role
from kontera.core.errors import NotFound
from stores import Store

CLERK = frozenset({Role.CLERK})


def acts(store: Store, secret: str) -> Person:
    """Whom the secret acts for."""
    person = store.people.by_token(secret)
    assert person is not None
    return person


def test_somebody_has_roles_in_each_company_apart(store: Store) -> None:
    email = f"Anna@{store.company}.example"
    here = store.people.add(store.company, email, "Anna", CLERK)
    there = store.people.add(store.other, email.upper(), "Anna", frozenset({Role.PAYER, Role.APPROVER}))
    assert here.id == there.id
    assert here.email == email.lower()
    assert {person.company: person.roles for person in store.people.by_email(email)} == {
        store.company: CLERK,
        store.other: frozenset({Role.PAYER, Role.APPROVER}),
    }
    assert [person.name for person in store.people.of(store.company)] == ["Anna"]


def test_roles_given_again_replace_those_before(store: Store) -> None:
    email = f"anna@{store.company}.example"
    store.people.add(store.company, email, "Anna", CLERK)
    assert store.people.add(store.company, email, "Anna", frozenset({Role.AUDITOR})).roles == {Role.AUDITOR}
    assert len(store.people.of(store.company)) == 1


def test_another_company_changes_neither_name_nor_password(store: Store) -> None:
    email = f"anna@{store.company}.example"
    store.people.add(store.company, email, "Anna", CLERK, "first password")
    assert store.people.add(store.other, email, "Mallory", CLERK, "second password").name == "Anna"
    if store.alias:
        user = User.objects.using(store.alias).get(email=email)
        assert user.check_password("first password")


def test_a_token_acts_for_its_person_within_its_scopes(store: Store) -> None:
    anna = store.people.add(store.company, f"anna@{store.company}.example", "Anna", CLERK)
    secret = store.people.issue_token(anna, "scanner", frozenset({Right.RECEIVE}))
    acting = acts(store, secret)
    assert acting.id == anna.id
    assert acting.company == store.company
    assert acting.may(Right.RECEIVE)
    assert not acting.may(Right.VERIFY)


def test_a_token_without_scopes_may_nothing(store: Store) -> None:
    anna = store.people.add(store.company, f"anna@{store.company}.example", "Anna", CLERK)
    acting = acts(store, store.people.issue_token(anna, "nothing", frozenset()))
    assert not any(acting.may(right) for right in Right)


def test_a_token_loses_what_its_person_loses(store: Store) -> None:
    anna = store.people.add(store.company, f"anna@{store.company}.example", "Anna", CLERK)
    secret = store.people.issue_token(anna, "scanner", frozenset({Right.RECEIVE}))
    store.people.add(store.company, anna.email, "Anna", frozenset())
    assert not acts(store, secret).may(Right.RECEIVE)


def test_an_unknown_or_revoked_token_acts_for_nobody(store: Store) -> None:
    anna = store.people.add(store.company, f"anna@{store.company}.example", "Anna", CLERK)
    secret = store.people.issue_token(anna, "scanner", frozenset({Right.RECEIVE}))
    assert store.people.by_token("guess") is None
    assert store.people.revoke_tokens(store.other, "scanner") == 0
    assert store.people.revoke_tokens(store.company, "scanner") == 1
    assert store.people.by_token(secret) is None


def test_a_token_for_who_is_not_in_the_company_is_refused(store: Store) -> None:
    anna = store.people.add(store.company, f"anna@{store.company}.example", "Anna", CLERK)
    elsewhere = type(anna)(anna.id, anna.name, store.other, anna.roles, anna.email)
    with pytest.raises(NotFound):
        store.people.issue_token(elsewhere, "scanner", frozenset({Right.RECEIVE}))


def test_a_sign_in_link_works_once(store: Store) -> None:
    anna = store.people.add(store.company, f"anna@{store.company}.example", "Anna", CLERK)
    secret = store.people.sign_in_link(anna.email)
    assert store.people.by_sign_in_link(secret) == anna.email
    assert store.people.by_sign_in_link(secret) is None


def test_a_sign_in_link_grows_old(store: Store) -> None:
    anna = store.people.add(store.company, f"anna@{store.company}.example", "Anna", CLERK)
    secret = store.people.sign_in_link(anna.email)
    store.clock.at += timedelta(minutes=16)
    assert store.people.by_sign_in_link(secret) is None


def test_nobody_gets_a_sign_in_link_for_a_stranger(store: Store) -> None:
    with pytest.raises(NotFound):
        store.people.sign_in_link(f"stranger@{store.company}.example")


def test_who_is_switched_off_does_nothing_until_switched_on(store: Store) -> None:
    anna = store.people.add(store.company, f"anna@{store.company}.example", "Anna", CLERK)
    secret = store.people.issue_token(anna, "scanner", frozenset({Right.RECEIVE}))
    store.people.switch(store.company, anna.email, active=False)
    assert store.people.by_token(secret) is None
    assert store.people.by_email(anna.email) == ()
    assert store.people.of(store.company)[0].roles == frozenset()
    assert [(one.active, one.person.roles) for one in store.people.staff(store.company)] == [(False, CLERK)]
    with pytest.raises(NotFound):
        store.people.issue_token(anna, "another", frozenset())
    store.people.switch(store.company, anna.email.upper(), active=True)
    assert acts(store, secret).id == anna.id


def test_nobody_outside_the_company_is_switched(store: Store) -> None:
    anna = store.people.add(store.company, f"anna@{store.company}.example", "Anna", CLERK)
    with pytest.raises(NotFound):
        store.people.switch(store.other, anna.email, active=False)


def test_tokens_are_listed_and_taken_back_one_by_one(store: Store) -> None:
    anna = store.people.add(store.company, f"anna@{store.company}.example", "Anna", CLERK)
    first = store.people.issue_token(anna, "scanner", frozenset({Right.RECEIVE}))
    second = store.people.issue_token(anna, "scanner", frozenset({Right.SEE}))
    listed = store.people.tokens(store.company)
    assert [(one.person.name, one.label, one.scopes) for one in listed] == [
        ("Anna", "scanner", {Right.SEE}),
        ("Anna", "scanner", {Right.RECEIVE}),
    ]
    assert not store.people.revoke_token(store.other, listed[0].id)
    assert store.people.revoke_token(store.company, listed[0].id)
    assert not store.people.revoke_token(store.company, listed[0].id)
    assert store.people.by_token(second) is None
    assert acts(store, first).id == anna.id
    assert store.people.tokens(store.company)[0].revoked == store.clock.now()


def test_a_second_factor_is_reset(store: Store) -> None:
    anna = store.people.add(store.company, f"anna@{store.company}.example", "Anna", CLERK)
    if store.alias:
        User.objects.using(store.alias).filter(email=anna.email).update(totp_secret="SECRET")
        assert store.people.staff(store.company)[0].second_factor
    store.people.reset_second_factor(anna.email)
    assert not store.people.staff(store.company)[0].second_factor
    with pytest.raises(NotFound):
        store.people.reset_second_factor(f"stranger@{store.company}.example")
