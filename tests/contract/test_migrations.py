"""The migrations make the tables that the models describe."""

from __future__ import annotations

from io import StringIO

from django.core.management import call_command

from stores import Store


def test_no_migration_is_missing(store: Store) -> None:
    if store.alias:
        call_command("makemigrations", "db", check=True, dry_run=True, skip_checks=True, stdout=StringIO())


def test_the_tables_stand_in_their_latest_shape(store: Store) -> None:
    if store.alias:
        out = StringIO()
        call_command("showmigrations", "db", database=store.alias, plan=True, skip_checks=True, stdout=out)
        assert "[ ]" not in out.getvalue()
