"""A database of an older release, with cases in it, is brought forward: its sums are those of a rebuild."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from test_sums import CHANGES, kept, told

from kontera.adapters.db import models, sums
from kontera.adapters.db.connection import settings_of
from stores import Store, in_database

BEFORE_SUMS = "0010_quick"
BEFORE_YEARS = "0011_sums"


@pytest.fixture
def older(store: Store, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """A store on a database of its own without any table, of the same vendor and company; in memory the same."""
    if not store.alias:
        yield store
        return
    alias = f"older-{store.company}"
    url = f"sqlite:///{tmp_path / 'older.sqlite3'}"
    if connections[store.alias].vendor == "postgresql":
        url = _database(request.getfixturevalue("pgserver"), alias)
    known = connections.configure_settings({"default": {}, alias: settings_of(url)})
    connections.settings[alias] = known[alias]
    made = in_database(alias)
    made.company, made.clock.at = store.company, store.clock.at
    yield made
    connections[alias].close()
    del connections[alias]
    del connections.settings[alias]


def _database(server: str, name: str) -> str:
    import psycopg

    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return server.replace("/postgres?", f"/{name}?")


def copied(store: Store, older: str, migration: str) -> None:
    """Bring the empty database to an older shape, and write the company's rows there as far as that knew them."""
    call_command("migrate", "db", migration, database=older, verbosity=0)
    then = MigrationExecutor(connections[older]).loader.project_state(("db", migration)).apps
    owned = (one for one in apps.get_app_config("db").get_models() if issubclass(one, models.Owned))
    for table in (models.Company, *owned):
        if table.__name__.lower() not in then.all_models["db"]:
            continue
        known = then.get_model("db", table.__name__)
        names = [field.attname for field in known._meta.concrete_fields]  # noqa: SLF001 - Django's public API
        mine: dict[str, object] = {"pk": store.company} if table is models.Company else {"company_id": store.company}
        if table in sums.TABLES:
            mine["period"] = "month"
        rows = table._default_manager.using(store.alias).filter(**mine).order_by("pk").values(*names)  # noqa: SLF001 - as above
        known._default_manager.using(older).bulk_create(known(**row) for row in rows)  # noqa: SLF001 - as above
        with connections[older].cursor() as cursor:  # the rows brought their numbers: the next ones begin above them
            for statement in connections[older].ops.sequence_reset_sql(no_style(), [known]):
                cursor.execute(statement)


@pytest.mark.parametrize("migration", [BEFORE_SUMS, BEFORE_YEARS])
def test_cases_of_an_older_release_have_the_sums_of_a_rebuild(store: Store, older: Store, migration: str) -> None:
    if not store.alias:
        return
    for _, change in CHANGES:
        change(store)
    copied(store, older.alias, migration)
    call_command("migrate", database=older.alias, verbosity=0)
    filled = kept(older)
    assert all(filled)
    assert filled == kept(store)
    assert told(older) == told(store)
    older.box.rebuild()
    assert kept(older) == filled


def test_the_way_back_leaves_the_months_alone(store: Store, older: Store) -> None:
    if not store.alias:
        return
    for _, change in CHANGES[:4]:
        change(store)
    copied(store, older.alias, BEFORE_SUMS)
    call_command("migrate", database=older.alias, verbosity=0)
    filled = kept(older)
    call_command("migrate", "db", BEFORE_YEARS, database=older.alias, verbosity=0)
    with connections[older.alias].cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM db_spentrow")
        (months,) = cursor.fetchone()
    assert months == sum("month" in row for row in filled[0])
    call_command("migrate", database=older.alias, verbosity=0)
    assert kept(older) == filled
