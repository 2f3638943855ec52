"""The promises of the archive log, the refusals and the chains, on each store."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from books import received, together
from build import a_document
from kontera.adapters.db import models
from kontera.core.document import Channel, Refused
from kontera.core.event import Archived, Commented, Received
from stores import Store


def test_refusals_are_listed_newest_first(store: Store) -> None:
    at = datetime(2026, 11, 21, tzinfo=UTC)
    for name in ("a.exe", "b.docx"):
        with store.box.transaction() as note:
            note.refuse(Refused("d" * 64, name, 10, Channel.MAIL, at, "document.unsupported", "no"))
    assert [refused.name for refused in store.box.refusals()] == ["b.docx", "a.exe"]
    assert store.others.refusals() == ()


def test_the_archive_log_is_a_chain_of_what_was_received_and_sealed(store: Store) -> None:
    received(store)
    with store.box.transaction() as note:
        note.event("a-2", Received(a_document(), 1, "a"), by="way")
        note.event("a", Archived("e" * 64, date(2033, 12, 31)), by="way")
    log = store.box.sealed()
    assert [(entry.seq, entry.kind, entry.digest[0]) for entry in log] == [(1, "received", "a"), (2, "bundle", "e")]
    assert log[1].retain_until == date(2033, 12, 31)
    assert store.box.broken_seals() == ()


def test_rebuilding_appends_what_the_archive_log_lacks(store: Store) -> None:
    received(store)
    received(store, "b")
    before = store.box.sealed()
    if store.alias:
        models.SealedRow.objects.using(store.alias).filter(company_id=store.company, seq=2).delete()
        assert store.box.rebuild() == 2
    assert store.box.sealed() == before


def test_documents_received_at_once_make_one_unbroken_log(store: Store) -> None:
    assert together(4, lambda index: received(store, f"c{index}", digest=f"{index}" * 64)) == []
    assert [entry.seq for entry in store.box.sealed()] == [1, 2, 3, 4]
    assert store.box.broken_seals() == ()


@pytest.mark.parametrize(
    "changed", [{"payload": '{"text":"forged"}'}, {"by": "nobody"}, {"at": datetime(2020, 1, 1, tzinfo=UTC)}]
)
def test_a_changed_event_breaks_the_chain(store: Store, changed: dict[str, Any]) -> None:
    received(store)
    with store.box.transaction() as note:
        note.event("a", Commented("true"), by="anna")
        note.event("a", Commented("more"), by="anna")
    assert store.box.broken_links("a") == ()
    if store.alias:
        rows = models.Event.objects.using(store.alias).filter(company_id=store.company, stream="a", seq=4)
        rows.update(**changed)
        assert store.box.broken_links("a") == (4,)


def test_a_missing_event_breaks_the_chain(store: Store) -> None:
    received(store)
    if store.alias:
        models.Event.objects.using(store.alias).filter(company_id=store.company, stream="a", seq=2).delete()
        assert store.box.broken_links("a") == (3,)


def test_a_forged_archive_log_is_seen(store: Store) -> None:
    received(store)
    received(store, "b")
    if store.alias:
        models.SealedRow.objects.using(store.alias).filter(company_id=store.company, seq=1).update(digest="0" * 64)
        assert 1 in store.box.broken_seals()
