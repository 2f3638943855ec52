"""The promises of the supplier register and of account changes, on each store."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from build import STRANGE_BANKGIRO, a_seller, a_supplier
from kontera.core.account_change import AccountChange, Cause, Standing
from kontera.core.errors import InvalidValue, NotFound
from kontera.core.event import AccountChangeSaved, SupplierSaved
from kontera.core.party import Party
from kontera.ports import RegisterView
from stores import Store


def test_suppliers_are_kept_by_id_and_listed_by_name(store: Store) -> None:
    with store.box.transaction() as note:
        note.event("supplier:2", SupplierSaved(a_supplier(id="2", party=Party(name="Öst"))), by="anna")
        note.event("supplier:1", SupplierSaved(a_supplier(id="1", party=Party(name="Ask"))), by="anna")
        note.event("supplier:1", SupplierSaved(a_supplier(id="1", party=Party(name="Asp"))), by="anna")
    assert [supplier.party.name for supplier in store.box.suppliers()] == ["Asp", "Öst"]
    assert store.box.supplier("1") == a_supplier(id="1", party=Party(name="Asp"))
    with pytest.raises(NotFound):
        store.others.supplier("1")


def test_the_register_is_searched_sorted_and_paged_and_leaves_out_what_was_merged(store: Store) -> None:
    names = (("b", "Ö-varv AB", "10"), ("a", "Ahlmans AB", "9"), ("c", "Åkeri AB", "2"))
    with store.box.transaction() as note:
        for name, title, number in names:
            party = a_seller(name=title, organisation_number="", vat_number="")
            note.event(f"supplier:{name}", SupplierSaved(a_supplier(id=name, party=party, number=number)), by="anna")
        gone = a_supplier(id="d", merged_into="a")
        note.event("supplier:d", SupplierSaved(gone), by="anna")
    box = store.box
    assert [one.id for one in box.register(RegisterView())] == ["a", "c", "b"]
    assert [one.id for one in box.register(RegisterView(sort="-number"))] == ["b", "a", "c"]
    assert [one.id for one in box.register(RegisterView(limit=1, offset=1))] == ["c"]
    assert [one.id for one in box.register(RegisterView("ö-varv"))] == ["b"]
    assert (box.register_count(), box.register_count("991-2346"), box.register_count("nobody")) == (3, 3, 0)
    assert [one.id for one in box.suppliers()] == ["a", "c", "b"]
    assert box.supplier("d") == gone
    with pytest.raises(InvalidValue):
        box.register(RegisterView(sort="colour"))
    box.rebuild()
    assert [one.id for one in box.register(RegisterView())] == ["a", "c", "b"]


def test_account_changes_are_kept_as_they_last_stood(store: Store) -> None:
    first = AccountChange("one", "s1", STRANGE_BANKGIRO, Cause.CHANGED, date(2026, 11, 21), "way")
    second = replace(first, id="two", supplier="s2")
    with store.box.transaction() as note:
        for change in (first, second):
            note.event(change.stream, AccountChangeSaved(change), by="way", expect=0)
        refused = first.ended(Standing.REFUSED, "anna", date(2026, 11, 22), "no")
        note.event(first.stream, AccountChangeSaved(refused), by="anna", expect=1)
    for _ in range(2):
        assert store.box.account_changes() == (second, refused)
        assert store.box.account_changes(Standing.OPEN) == (second,)
        assert store.box.account_changes(supplier="s1") == (refused,)
        assert store.box.account_change("one") == refused
        store.box.rebuild()
    assert store.others.account_changes() == ()
    with pytest.raises(NotFound):
        store.others.account_change("one")
