"""Django's settings for the tests: a database of their own, fast password hashing, no manifest of static files."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_DATA = Path(tempfile.mkdtemp(prefix="kontera-tests-"))
atexit.register(shutil.rmtree, _DATA, ignore_errors=True)
os.environ["KONTERA_DATA_DIR"] = str(_DATA)
os.environ["KONTERA_SECRET_KEY"] = "only for tests"
os.environ["KONTERA_DATABASE_URL"] = f"sqlite:///{_DATA / 'tests.sqlite3'}"

from kontera.adapters.db.connection import settings_of  # noqa: E402 - the environment is set first
from kontera.wiring.django.settings import *  # noqa: E402, F403 - all settings but those below

DATABASES = {"default": settings_of(os.environ["KONTERA_DATABASE_URL"])}
DATABASES["default"]["TEST"] = {"NAME": str(_DATA / "tests.sqlite3")}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
ALLOWED_HOSTS = ["*"]
