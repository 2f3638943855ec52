"""How a database address becomes Django's settings, and which failures mean that somebody else was first."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qsl, unquote, urlsplit

from django.db import Error, IntegrityError, close_old_connections, connections

from kontera.core.errors import InvalidValue

_SQLITE_SETUP: Final = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
_BUSY_SECONDS: Final = 30
_LOOKED_AT: Final = 1000  # rows of each index: some milliseconds, however large the books
_KEPT: Final = 1  # connections to PostgreSQL that wait for a request, and how many there are at most: it allows 100
_AT_MOST: Final = 40
_UNIQUE: Final = "23505"
_LOST_RACE: Final = frozenset({"40001", "40P01"})  # serialization failure, deadlock (PostgreSQL, appendix A)


def settings_of(url: str) -> dict[str, Any]:
    """Django's settings for "sqlite:///file" or "postgresql://user:password@host:port/name?option=value".

    SQLite keeps a write-ahead log, waits for the disk at each commit, and takes its write lock when a transaction
    begins, so that two writers wait for each other instead of failing. Raises InvalidValue.
    """
    parts = urlsplit(url)
    match parts.scheme:
        case "sqlite":
            options = {
                "transaction_mode": "IMMEDIATE",
                "timeout": _BUSY_SECONDS,
                "init_command": _SQLITE_SETUP,
            }
            name = url.removeprefix("sqlite:///")
            return {
                "ENGINE": "django.db.backends.sqlite3",
                "NAME": str(Path(name)),
                "OPTIONS": options,
            }
        case "postgresql" | "postgres":
            given = dict(parse_qsl(parts.query))
            return {
                "ENGINE": "django.db.backends.postgresql",
                "NAME": unquote(parts.path.lstrip("/")),
                "USER": unquote(parts.username or ""),
                "PASSWORD": unquote(parts.password or ""),
                "HOST": given.pop("host", unquote(parts.hostname or "")),
                "PORT": str(parts.port or ""),
                "OPTIONS": given,
                "CONN_MAX_AGE": 0,  # each web request has a thread of its own: see `connections_kept`
                "CONN_HEALTH_CHECKS": True,
            }
        case _:
            raise InvalidValue(value=parts.scheme, field="database_url")


@contextmanager
def connections_kept(using: str = "default") -> Iterator[None]:
    """While this process serves, a connection that somebody closes is kept for whoever opens one next.

    Each web request has a thread of its own, and a new connection to PostgreSQL is a process there that has yet to
    learn every table: some 15 ms of a page. A file of SQLite is opened in one. To be entered before there are threads.
    """
    connection: Any = connections[using]  # that of PostgreSQL can do more than the others
    if connection.vendor != "postgresql":
        yield
        return
    connection.close()
    options = connection.settings_dict["OPTIONS"]  # the same for the connections of all threads
    options["pool"] = {"min_size": _KEPT, "max_size": _AT_MOST}
    try:
        yield
    finally:
        connection.close()
        connection.close_pool()
        del options["pool"]


def lost_race(error: Error) -> bool:
    """Whether the database refused a write because another transaction was first."""
    state = getattr(error.__cause__, "sqlstate", None)
    if state is not None:
        return state == _UNIQUE or state in _LOST_RACE
    return isinstance(error, IntegrityError) and "UNIQUE constraint failed" in str(error)


def lock(using: str, name: str) -> None:
    """Hold everybody else who locks this name until the transaction ends.

    SQLite needs none: its transactions begin with the one write lock.
    """
    connection = connections[using]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])


def hold_writers(using: str, table: str) -> None:
    """Let nobody write to a table until the transaction ends; SQLite's transactions do so by themselves."""
    connection = connections[using]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {connection.ops.quote_name(table)} IN SHARE ROW EXCLUSIVE MODE")


def take_stock(using: str = "default") -> None:
    """Let the database learn how its tables are filled, so that it takes the right index; PostgreSQL does so by itself.

    SQLite asks for it to be done now and then, on a sample of the rows (https://sqlite.org/lang_analyze.html, 3.1).
    """
    connection = connections[using]
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA analysis_limit={_LOOKED_AT}")
            cursor.execute("ANALYZE")


def close_idle() -> None:
    """Close this thread's connections that are broken or past their age; to be called when a task is done."""
    close_old_connections()
