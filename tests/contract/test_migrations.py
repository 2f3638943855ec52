"""The migrations make the tables that the models describe."""

from __future__ import annotations

from io import StringIO

from django.core.management import call_command
from django.db import connections

from books import received
from kontera.adapters.db.connection import take_stock
from stores import Store


def test_no_migration_is_missing(store: Store) -> None:
    if store.alias:
        call_command("makemigrations", "db", check=True, dry_run=True, skip_checks=True, stdout=StringIO())


def test_the_tables_stand_in_their_latest_shape(store: Store) -> None:
    if store.alias:
        out = StringIO()
        call_command("showmigrations", "db", database=store.alias, plan=True, skip_checks=True, stdout=out)
        assert "[ ]" not in out.getvalue()


def test_stock_is_taken_of_how_the_tables_are_filled(store: Store) -> None:
    if store.alias:
        received(store)
        take_stock(store.alias)
        kept = {"sqlite": "sqlite_stat1", "postgresql": "pg_stats"}[connections[store.alias].vendor]
        with connections[store.alias].cursor() as cursor:
            cursor.execute(f"SELECT COUNT(*) FROM {kept}")  # noqa: S608 - one of the two names above
            assert cursor.fetchone()[0] > 0
