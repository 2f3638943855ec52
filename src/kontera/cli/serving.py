"""kontera up: the web application, the worker and the mail receiver in one process."""

from __future__ import annotations

import shutil
import sys
from importlib import metadata
from typing import Annotated

import typer

from kontera.actions import discuss, people, receive, remind, setup
from kontera.actions.desk import Desk
from kontera.wiring import learning_rooms, process, rooms
from kontera.wiring.hourly import hourly
from kontera.worker import Worker


def up(
    demo: Annotated[bool, typer.Option(help="Make a demo company with received invoices, unless it is there.")] = False,
    port: Annotated[int | None, typer.Option(help="The port to serve at.")] = None,
) -> None:
    """Serve: set up the database, start worker and mail receiver, then the web application, until Ctrl+C."""
    settings = process.settings_for(port)
    process.logs()
    with process.only_one(settings):
        rooms.migrate()
        opened = rooms.open_rooms(settings)
        worker = Worker(opened.doors, opened.runner.advance, opened.runner.give_up)
        if demo:
            from kontera.actions.demo import make_demo

            make_demo(opened.doors, opened.runner)
        _open_faces(opened)
        with (
            process.kept_ready(),
            process.engine(opened, worker.perform, worker.abandon),
            learning_rooms.weekly(opened),
            hourly(lambda: _look_after(opened)),
            process.reception(
                opened,
                lambda mailbox, raw, _sender: receive.from_mail(opened.doors, mailbox, raw),
                lambda mailbox, name, data: receive.from_folder(opened.doors, mailbox, name, data),
            ),
        ):
            process.serve(settings, lambda: _greet(opened, demo))


def _look_after(opened: rooms.Rooms) -> None:
    """What is done now and then: the books are looked over, holds that have run out end, and people are reminded."""
    rooms.take_stock()
    discuss.end_due_holds(opened.doors)
    remind.remind(opened.doors, opened.settings.base_url)


def _open_faces(opened: rooms.Rooms) -> None:
    from kontera.api import doors as api_doors
    from kontera.web import doors as web_doors

    settings = opened.settings
    first_code = setup.first_code(settings.secret_key)
    web_doors.open_with(opened.doors, opened.runner, settings.mail_domain, str(settings.watched), first_code)
    api_doors.open_with(lambda person: Desk(opened.doors, opened.runner, person), opened.doors.people.by_token)


def _greet(opened: rooms.Rooms, demo: bool) -> None:
    settings = opened.settings
    typer.echo(f"\nKontera {metadata.version('kontera')} serves at {settings.base_url}")
    if demo:
        from kontera.actions.demo import OWNER, SECOND

        for email, what in ((OWNER, "Sign in"), (SECOND, "or, as the second person who releases payments")):
            typer.echo(f"{what}: {people.sign_in_address(opened.doors, settings.base_url, email)}")
    if setup.is_fresh(opened.doors):
        typer.echo(f"Set up: {settings.base_url}/setup/first/?code={setup.first_code(settings.secret_key)}")
    for company in opened.doors.boxes.companies():
        address = f"{company.mailbox}@{settings.mail_domain}"
        typer.echo(f"Mail to {company.party.name}: {address} (SMTP at port {settings.mail_port})")
    typer.echo("Stop with Ctrl+C.\n")


def migrate() -> None:
    """Bring the database to this release's shape."""
    rooms.migrate()
    typer.echo("The database is up to date.")


def doctor() -> None:
    """Say what this machine has and lacks."""
    lacks = 0
    rows: list[tuple[str, bool, str]] = [
        ("Python 3.11 or newer", sys.version_info >= (3, 11), sys.version.split()[0]),
        ("optical reading models", process.models_present(), process.optical_reader()),
        ("database", process.database_answers(), process.settings_for(None).database_url.split("@")[-1]),
        ("document store", process.store_answers(), process.settings_for(None).blob_url),
    ]
    for name, good, detail in rows:
        lacks += not good
        typer.echo(f"{'ok     ' if good else 'MISSING'} {name}: {detail}")
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    typer.echo(
        f"{'ok     ' if browser else 'absent '} Chromium, needed by the tests only: {browser or 'not installed'}"
    )
    if lacks:
        raise typer.Exit(1)
