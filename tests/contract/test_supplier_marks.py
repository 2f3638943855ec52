"""An invoice finds its supplier without the whole register, and finds the same one as with it; on each store."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace

import pytest

from build import a_case, a_document, a_supplier, an_invoice
from kontera.core.case import Case
from kontera.core.double import joined
from kontera.core.event import Event, Matched, SupplierSaved
from kontera.core.invoice import Payment
from kontera.core.outcome import Done
from kontera.core.party import Account, AccountScheme, Contact, Endpoint, KnownAccount, Party, Supplier, Trust
from kontera.core.sender import LONG, LONGEST, marks, payees, supplier_marks
from kontera.pipeline.facts import matching
from kontera.ports import Box
from kontera.steps.matching import MatchingFacts, match
from stores import Store

WORDS = ("Målarna", "Kontorsbolaget", "Åkeri", "Städ", "Bygg", "Tak & Plåt", "Väst", "Norr", "Data", "El")
FORMS = ("AB", "HB", "Oy", "")
SCHEMES = (AccountScheme.IBAN, AccountScheme.BANKGIRO, AccountScheme.PLUSGIRO, AccountScheme.DOMESTIC)


def saved(store: Store, *suppliers: Supplier) -> None:
    with store.box.transaction() as note:
        for one in suppliers:
            note.event(f"supplier:{one.id}", SupplierSaved(one), by="test")


def found(box: Box, *accounts: Account) -> list[str]:
    return [one.id for one in box.suppliers_by(payees(accounts))]


def drawn(dice: random.Random, at: int) -> Supplier:
    """A supplier out of few numbers and names, so that many share one."""
    organisation = dice.choice(("", f"55999912{dice.randrange(30):02}"))
    accounts = tuple(
        KnownAccount(Account(dice.choice(SCHEMES), f"{dice.randrange(40):08}"), Trust.NEW)
        for _ in range(dice.randrange(3))
    )
    party = Party(
        name=f"{dice.choice(WORDS)} i {dice.choice(WORDS)} {dice.choice(FORMS)}".strip(),
        organisation_number=organisation,
        vat_number=dice.choice(("", f"SE55999912{dice.randrange(30):02}01")),
        endpoint=dice.choice((None, Endpoint("0088", f"{dice.randrange(20):013}"), Endpoint("0007", organisation))),
        contact=Contact(email=dice.choice(("", "a@gmail.com", f"faktura@{dice.randrange(20)}.example"))),
    )
    return Supplier(f"s{at}", party, accounts=accounts, domains=dice.choice(((), (f"{dice.randrange(20)}.example",))))


def invoiced(dice: random.Random, supplier: Supplier) -> Case:
    """An invoice of somebody like this supplier: some of what names it is left out, or another's."""
    party, other = supplier.party, drawn(dice, 0)
    name = party.name if dice.random() < 0.5 else f"{party.name[:-1]}e"
    seller = replace(
        party,
        name=dice.choice((name, other.party.name, "")),
        organisation_number=dice.choice((party.organisation_number, "", other.party.organisation_number)),
        vat_number=dice.choice((party.vat_number, "", other.party.vat_number)),
        endpoint=dice.choice((party.endpoint, None)),
    )
    accounts = tuple(known.account for known in dice.choice((supplier, other)).accounts)
    invoice = an_invoice(seller=seller, payment=Payment(accounts=accounts))
    return a_case(invoice, document=a_document(sender=dice.choice(("", f"a@{dice.randrange(20)}.example"))))


def events(case: Case, facts: MatchingFacts) -> tuple[Event, ...]:
    outcome = match(case, facts)
    assert isinstance(outcome, Done)
    return outcome.events


def cases(dice: random.Random, register: tuple[Supplier, ...]) -> Iterator[Case]:
    for _ in range(150):
        case = invoiced(dice, dice.choice(register))
        yield replace(case, supplier=dice.choice(register).id, supplier_chosen=True) if dice.random() < 0.1 else case


@pytest.mark.parametrize("seed", range(3))
def test_who_is_looked_up_is_matched_as_in_the_whole_register(store: Store, seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311 - draws, no secrets
    register = tuple(drawn(dice, at) for at in range(80))
    saved(store, *register, *joined(register[0], register[1]))
    ways = set()
    for case in cases(dice, register):
        looked_up = matching(case, store.box, store)  # type: ignore[arg-type]  # asks no door
        whole = events(case, MatchingFacts(store.box.company, store.box.suppliers()))
        assert events(case, looked_up) == whole
        ways |= {(one.by, bool(one.supplier)) for one in whole if isinstance(one, Matched)}
    assert len(ways) > 5


def test_a_supplier_is_found_by_its_accounts_until_they_are_others(store: Store) -> None:
    one, other = Account(AccountScheme.BANKGIRO, "9912346"), Account(AccountScheme.BANKGIRO, "9000003")
    saved(store, a_supplier(id="a", accounts=(KnownAccount(one, Trust.NEW),)))
    saved(store, a_supplier(id="b", accounts=(KnownAccount(one, Trust.NEW), KnownAccount(other, Trust.NEW))))
    assert found(store.box, one) == ["a", "b"]
    saved(store, a_supplier(id="a", accounts=(KnownAccount(other, Trust.NEW),)))
    assert (found(store.box, one), found(store.box, one, other)) == (["b"], ["a", "b"])
    assert store.box.suppliers_by(frozenset()) == ()


def test_a_record_that_was_merged_is_found_as_the_one_it_is_now(store: Store) -> None:
    account = Account(AccountScheme.PLUSGIRO, "1234566")
    gone = a_supplier(id="b", accounts=(KnownAccount(account, Trust.NEW),))
    saved(store, a_supplier(id="a", accounts=()), gone)
    saved(store, *joined(a_supplier(id="a", accounts=()), gone))
    assert found(store.box, account) == ["a"]


def test_marks_are_those_of_a_rebuild_and_of_nobody_else(store: Store) -> None:
    saved(store, a_supplier(id="a"), a_supplier(id="b", party=Party(name="Målarna i Väst HB")))
    names, by = store.box.supplier_names(), supplier_marks(a_supplier(id="a"))
    known = store.box.suppliers_by(by)
    if store.alias:
        store.box.rebuild()
    assert (store.box.supplier_names(), store.box.suppliers_by(by)) == (names, known)
    assert "målarna i väst" in names
    assert (store.others.supplier_names(), store.others.suppliers_by(by)) == ((), ())


def test_a_name_or_number_of_any_length_is_a_mark(store: Store) -> None:
    party = Party(name="å" * 3000, organisation_number="5" * 3000)
    saved(store, Supplier("a", party))
    assert store.box.supplier_names() == (LONG,)
    assert [one.id for one in store.box.suppliers_by(marks("organisation_number", ("5" * 3000,)))] == ["a"]
    assert store.box.suppliers_by(marks("organisation_number", ("5" * 2999,))) == ()
    assert all(len(key) <= LONGEST for _, key in supplier_marks(Supplier("a", party)))
    case = a_case(an_invoice(seller=Party(name="å" * 2999), payment=Payment()), document=a_document(sender=""))
    looked_up = matching(case, store.box, store)  # type: ignore[arg-type]  # asks no door
    assert [one.id for one in looked_up.suppliers] == ["a"]
