"""While a process serves, connections go from one thread to the next, and none is left when it ends."""

from __future__ import annotations

from threading import Thread

from django.db import connections

from books import received, together
from kontera.adapters.db.connection import connections_kept
from stores import Store

FIRST = 2  # who comes first waits for one connection and makes the pool open another


def backend(store: Store) -> int:
    """Which of PostgreSQL's processes answers this thread; it gives its connection back then."""
    with connections[store.alias].cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (pid,) = cursor.fetchone()
    connections[store.alias].close()
    return int(pid)


def in_a_thread_each(store: Store, times: int) -> list[int]:
    found: list[int] = []
    for _ in range(times):
        thread = Thread(target=lambda: found.append(backend(store)))
        thread.start()
        thread.join()
    return found


def test_few_connections_serve_thread_after_thread(store: Store) -> None:
    if not store.alias or connections[store.alias].vendor != "postgresql":
        return
    with connections_kept(store.alias):
        kept = set(in_a_thread_each(store, 6))
    assert len(kept) <= FIRST
    assert "pool" not in connections[store.alias].settings_dict["OPTIONS"]
    assert kept.isdisjoint(in_a_thread_each(store, 1))


def test_threads_at_once_write_as_without(store: Store) -> None:
    def write(index: int) -> None:
        box = store.boxes.open(store.company)
        with box.transaction() as note:
            note.claim(f"claim {index}")

    if not store.alias:
        return
    with connections_kept(store.alias):
        received(store)
        assert together(6, write) == []
    with store.box.transaction() as note:
        assert not any(note.claim(f"claim {index}") for index in range(6))
