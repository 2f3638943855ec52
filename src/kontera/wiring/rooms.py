"""Joins doors to rooms: each adapter is imported where it is built, so that reading a file loads no database."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field

from kontera.pipeline.runner import Runner
from kontera.pipeline.way import INVOICE_WAY
from kontera.ports import Blobs, Doors, Post, Task
from kontera.settings import Settings, load
from kontera.wiring.reading_rooms import ocr_engine, pdf_reader
from kontera.wiring.validating_rooms import installed_packs, rule_sheets


@dataclass(slots=True)
class Outlet:
    """Where a committed transaction hands its tasks; they rest in the database until an engine is plugged in."""

    submit: Callable[[Task], None] | None = None

    def __call__(self, task: Task) -> None:
        """Hand a task on."""
        if self.submit is not None:
            self.submit(task)


@dataclass(frozen=True, slots=True)
class Rooms:
    """One installation, opened: its doors, the runner, and the outlet for its tasks."""

    settings: Settings
    doors: Doors
    runner: Runner
    outlet: Outlet = field(default_factory=Outlet)


def blobs(settings: Settings) -> Blobs:
    """The store of received bytes: a folder, or S3 with object lock."""
    kind, _, rest = settings.blob_url.partition("://")
    if kind == "s3":
        from kontera.adapters.blobs.s3 import S3Blobs

        return S3Blobs.from_url(settings.blob_url)
    from pathlib import Path

    from kontera.adapters.blobs.folder import FolderBlobs

    return FolderBlobs(Path(rest))


def post(settings: Settings) -> Post | None:
    """How mail leaves the installation; None when no server is named."""
    if not settings.smtp_host:
        return None
    from kontera.adapters.mail.post import SmtpPost

    known = settings
    return SmtpPost(
        known.smtp_host, known.smtp_port, known.smtp_from, known.smtp_user, known.smtp_password, known.smtp_tls
    )


def framework() -> None:
    """Make the web framework and its models ready; once a process."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kontera.wiring.django.settings")
    import django

    django.setup()


def open_rooms(settings: Settings | None = None) -> Rooms:
    """Open the installation that the settings describe; migrations must have run."""
    framework()
    from kontera.adapters.clock import SystemClock
    from kontera.adapters.db.boxes import DbBoxes
    from kontera.adapters.db.people import DbPeople
    from kontera.adapters.models import FolderModels
    from kontera.adapters.rates import EcbRates

    known = settings or load()
    outlet = Outlet()
    clock = SystemClock()
    doors = Doors(
        boxes=DbBoxes(outlet, clock),
        people=DbPeople(clock),
        blobs=blobs(known),
        pdf=pdf_reader(),
        ocr=ocr_engine(),
        clock=clock,
        rates=EcbRates(),
        sheets=rule_sheets(),
        packs=installed_packs(known.rules),
        models=FolderModels(known.data_dir / "models"),
        post=post(known),
    )
    return Rooms(known, doors, Runner(INVOICE_WAY, doors), outlet)


def migrate() -> None:
    """Bring the database to this release's shape."""
    framework()
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    take_stock()


def take_stock() -> None:
    """Let the database learn how its tables are filled."""
    framework()
    from kontera.adapters.db import connection

    connection.take_stock()
