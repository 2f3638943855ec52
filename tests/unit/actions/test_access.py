"""Who may come in: one right, any one of several, nobody, or everybody at work."""

from __future__ import annotations

import pytest

from kontera.actions.access import ACCOUNTS, NOBODY, REVIEW, Need, admit, admits
from kontera.core.company import Person, Right, Role
from kontera.core.errors import Forbidden


def somebody(*roles: Role) -> Person:
    return Person("p1", "Alma", "mottagaren", frozenset(roles))


@pytest.mark.parametrize(
    ("need", "roles"),
    [
        (Right.VERIFY, {Role.CLERK}),
        (Right.MANAGE, {Role.ADMIN}),
        (REVIEW, {Role.CLERK, Role.APPROVER}),
        (ACCOUNTS, {Role.CLERK, Role.APPROVER}),
        (Right.SEE, set(Role)),
        (None, set(Role)),
        (NOBODY, set()),
    ],
)
def test_a_need_admits_the_roles_that_give_one_of_its_rights(need: Need, roles: set[Role]) -> None:
    assert {role for role in Role if admits(somebody(role), need)} == roles


def test_who_holds_no_role_comes_in_only_where_nothing_is_needed() -> None:
    assert admits(somebody(), None)
    assert not admits(somebody(), Right.SEE)


def test_a_refusal_names_the_missing_right() -> None:
    with pytest.raises(Forbidden, match="Alma may not do this: the right 'verify' is missing"):
        admit(somebody(Role.PAYER), REVIEW)


def test_what_nobody_declared_is_refused_to_everybody() -> None:
    with pytest.raises(Forbidden, match="no right has been declared"):
        admit(somebody(*Role), NOBODY)
