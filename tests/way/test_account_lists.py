"""Many accounts of a taken-over register are confirmed together, by two people; never one that an invoice brought."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from office import Office, an_office

from kontera.actions import account_change, account_lists, related, supplier_import, suppliers
from kontera.actions.account_lists import Word
from kontera.actions.desk import Desk
from kontera.core.account_change import MayNotVouch, Standing
from kontera.core.case import State
from kontera.core.company import Role
from kontera.core.errors import KonteraError, NotReady
from kontera.core.party import Account, AccountScheme, KnownAccount, Supplier, Trust
from kontera.samples.companies import DEMO_BUYER, business
from kontera.samples.invent import invent

WORD = Word("bankens betalningar 2025", "internetbanken")
HEAD = "Namn;Orgnr;Bankgiro;Telefon"
ONE, TWO = "Ett Nytt AB;556036-0793;5050-1055;060-12 34 56", "Två Nya AB;556012-5790;991-2346;"


def imported(office: Office, *rows: str, by: Desk | None = None) -> None:
    supplier_import.take_in(by or office.anna, "\n".join((HEAD, *(rows or (ONE, TWO)))).encode())


def named(office: Office, name: str) -> Supplier:
    return next(one for one in office.box.suppliers() if one.party.name == name)


def keys(office: Office, desk: Desk | None = None) -> tuple[tuple[str, str], ...]:
    """The accounts that this person (else Bo) may put on a list."""
    found = account_lists.candidates(desk or office.bo).found
    return tuple((one.supplier.id, one.known.account.key) for one in found if not one.why_not)


def why(office: Office, desk: Desk | None = None) -> list[str]:
    return [one.why_not for one in account_lists.candidates(desk or office.bo).found]


def trust(office: Office, name: str) -> list[Trust]:
    return [one.trust for one in named(office, name).accounts]


def test_two_people_who_did_not_import_them_confirm_a_whole_register() -> None:
    office = an_office()
    imported(office)
    made = account_lists.propose(office.bo, keys(office), WORD)
    assert (made.standing, trust(office, "Ett Nytt AB")) == (Standing.OPEN, [Trust.NEW])
    after = account_lists.confirm(office.cia, made.id, Word("Bankgirots register", "bankgirot.se"))
    assert (after.standing, trust(office, "Ett Nytt AB"), trust(office, "Två Nya AB")) == (
        Standing.CONFIRMED,
        [Trust.CONFIRMED],
        [Trust.CONFIRMED],
    )
    (known,) = named(office, "Två Nya AB").accounts
    assert [vouch.by for vouch in known.vouched] == [office.bo.by, office.cia.by]
    assert account_lists.candidates(office.bo).total == 0


def test_who_imported_them_is_neither_of_the_two() -> None:
    office = an_office()
    imported(office)
    assert set(why(office, office.anna)) == {account_lists.OWN}
    with pytest.raises(NotReady):
        account_lists.propose(office.anna, keys(office), WORD)
    made = account_lists.propose(office.bo, keys(office), WORD)
    with pytest.raises(NotReady):
        account_lists.confirm(office.anna, made.id, WORD)


def test_one_person_is_not_two() -> None:
    office = an_office()
    imported(office)
    made = account_lists.propose(office.bo, keys(office), WORD)
    with pytest.raises(MayNotVouch):
        account_lists.confirm(office.bo, made.id, WORD)


def test_one_of_the_two_must_have_the_right_to_approve() -> None:
    office = an_office()
    imported(office)
    clerks = [
        replace(one, person=replace(one.person, roles=frozenset({Role.CLERK}))) for one in (office.bo, office.cia)
    ]
    made = account_lists.propose(clerks[0], keys(office), WORD)
    with pytest.raises(MayNotVouch):
        account_lists.confirm(clerks[1], made.id, WORD)


def test_one_word_is_enough_where_the_company_says_so() -> None:
    office = an_office(two_to_release=False)
    imported(office)
    made = account_lists.propose(office.anna, keys(office, office.anna), WORD)
    assert (made.standing, trust(office, "Ett Nytt AB")) == (Standing.CONFIRMED, [Trust.CONFIRMED])


def test_a_source_must_be_named() -> None:
    office = an_office()
    imported(office)
    with pytest.raises(NotReady):
        account_lists.propose(office.bo, keys(office), Word("", "banken"))


def test_what_the_second_person_leaves_out_waits_as_before() -> None:
    office = an_office()
    imported(office)
    made = account_lists.propose(office.bo, keys(office), WORD)
    out = named(office, "Ett Nytt AB")
    account_lists.confirm(office.cia, made.id, WORD, ((out.id, out.accounts[0].account.key),))
    assert (trust(office, "Ett Nytt AB"), trust(office, "Två Nya AB")) == ([Trust.NEW], [Trust.CONFIRMED])


def test_an_account_that_an_invoice_brought_is_on_no_list() -> None:
    office = an_office()
    one = business("katalogtorget")
    case = office.sent(invent(3, one, DEMO_BUYER, date(2026, 2, 20)))
    made = suppliers.add_from_case(office.anna, case)
    office.work()
    assert [trust for trust in why(office) if trust] == [account_lists.ON_INVOICE]
    row = f"{made.party.name};{made.party.organisation_number};;"
    imported(office, row)
    assert keys(office) == ()


def test_nor_one_that_was_imported_after_an_invoice_had_asked_for_it() -> None:
    office = an_office()
    one = business("katalogtorget")
    suppliers.save(office.anna, Supplier("k1", one.party))
    office.sent(invent(3, one, DEMO_BUYER, date(2026, 2, 20)))
    giro = next(account for account in one.accounts if account.scheme is AccountScheme.BANKGIRO)
    number = one.party.organisation_number
    imported(office, f"{one.party.name};{number};{giro.id};")
    assert keys(office) == ()


def test_nor_one_that_was_typed_in_nor_another_of_a_supplier_with_a_confirmed_one_nor_a_shared_one() -> None:
    office = an_office()
    giro = Account(AccountScheme.BANKGIRO, "50501055")
    known = office.box.supplier("pennverket")
    suppliers.save(office.anna, replace(known, accounts=(*known.accounts, KnownAccount(giro, Trust.NEW))))
    assert why(office) == [account_lists.ANOTHER]
    imported(office)
    assert sorted(set(why(office))) == sorted({account_lists.ANOTHER, account_lists.SHARED, ""})


def test_a_supplier_who_could_be_asked_before_is_asked() -> None:
    office = an_office()
    imported(office, "Ett Nytt AB;556036-0793;;060-12 34 56")
    imported(office, ONE)
    assert why(office) == [account_lists.REACHABLE]


def test_who_is_close_to_the_supplier_does_not_confirm_its_account() -> None:
    office = an_office()
    imported(office, ONE)
    supplier = named(office, "Ett Nytt AB")
    suppliers.save(office.anna, replace(supplier, related=(office.bo.person.id,)))
    assert why(office) == [account_lists.CLOSE]
    assert related.candidates(office.anna) == ()


def test_a_list_is_let_go_and_its_accounts_can_be_listed_anew() -> None:
    office = an_office()
    imported(office)
    made = account_lists.propose(office.bo, keys(office), WORD)
    assert keys(office) == ()
    account_lists.let_go(office.cia, made.id, "Fel källa")
    assert len(keys(office)) == 2
    with pytest.raises(KonteraError):
        account_lists.confirm(office.cia, made.id, WORD)


def test_an_account_that_was_decided_on_meanwhile_is_not_trusted_by_the_list() -> None:
    office = an_office()
    imported(office)
    made = account_lists.propose(office.bo, keys(office), WORD)
    supplier = named(office, "Ett Nytt AB")
    opened = account_change.open_case(office.bo, supplier.id, supplier.accounts[0].account.key)
    account_change.refuse(office.cia, opened.id, "De har aldrig haft det")
    after = account_lists.confirm(office.cia, made.id, WORD)
    assert (len(after.kept), trust(office, "Ett Nytt AB")) == (1, [Trust.BLOCKED])


def test_the_first_invoices_stops_fall_and_its_open_case_ends_with_the_list() -> None:
    office = an_office()
    one = business("katalogtorget")
    giro = next(account for account in one.accounts if account.scheme is AccountScheme.BANKGIRO)
    imported(office, f"{one.party.name};{one.party.organisation_number};{giro.id};")
    case = office.sent(invent(3, one, DEMO_BUYER, date(2026, 2, 20)))
    supplier = office.case(case).supplier
    assert office.box.account_changes(Standing.OPEN, supplier)
    made = account_lists.propose(office.bo, keys(office), WORD)
    account_lists.confirm(office.cia, made.id, WORD)
    office.work()
    assert office.box.account_changes(Standing.OPEN, supplier) == ()
    assert not [stop for stop in office.case(case).stops if stop.rule.startswith("fraud.account_")]
    assert office.case(case).state is State.VERIFY
