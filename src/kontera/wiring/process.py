"""One process: its lock, its engine, its receivers, and the web server in the main thread."""

from __future__ import annotations

import fcntl
import gc
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import TypeVar

import structlog

from kontera.core.errors import KonteraError, UnreadableDocument
from kontera.pipeline.retry import waits
from kontera.ports import Task
from kontera.settings import Settings, load
from kontera.wiring.rooms import Rooms, blobs, framework

T = TypeVar("T")
SWEEP_SECONDS = 5.0  # what another process received, such as `kontera receive`, is found this soon


class AlreadyRunning(KonteraError):
    """Another process works on this data folder."""

    code, status, exit_code = "process.already_running", 409, 75
    msgid = "Another Kontera runs on {data_dir}; on SQLite there can be one only."


class PortTaken(KonteraError):
    """Something else listens at the port."""

    code, status, exit_code = "process.port_taken", 409, 75
    msgid = "Something else already listens at {address}: {reason}. Choose another port with {setting}."


def settings_for(port: int | None) -> Settings:
    """The settings, with another port when one is given."""
    known = load()
    if port is None:
        return known
    same = known.base_url == f"http://{known.host}:{known.port}"
    return replace(known, port=port, base_url=f"http://{known.host}:{port}" if same else known.base_url)


def logs() -> None:
    """Log events as lines of JSON, or in colour at a terminal; never the values of variables."""
    lines = structlog.processors.JSONRenderer(ensure_ascii=False)
    colour = structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            *([colour] if sys.stderr.isatty() else [structlog.processors.format_exc_info, lines]),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )


@contextmanager
def only_one(settings: Settings) -> Iterator[None]:
    """Hold the data folder while working on SQLite. Raises AlreadyRunning."""
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    with (settings.data_dir / "kontera.lock").open("a") as lock:
        if settings.embedded:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                raise AlreadyRunning(data_dir=settings.data_dir) from error
        yield


@contextmanager
def kept_ready() -> Iterator[None]:
    """What a process that serves keeps ready for the next request: connections, and the program itself.

    What was made until now stays to the end: it is no longer looked through for what can be let go, which would stop a
    request for a tenth of a second now and then. To be entered before the engine starts.
    """
    from kontera.adapters.db.connection import connections_kept

    with connections_kept():
        gc.collect()
        gc.freeze()
        try:
            yield
        finally:
            gc.unfreeze()


@contextmanager
def engine(rooms: Rooms, perform: Callable[[Task], bool], abandon: Callable[[Task, Exception], None]) -> Iterator[None]:
    """The durable engine, started, with the transactions' tasks handed to it."""
    from kontera.adapters.db.connection import close_idle
    from kontera.adapters.engine.dbos_engine import DbosEngine

    settings = rooms.settings
    database = f"sqlite:///{settings.data_dir / 'engine.sqlite3'}" if settings.embedded else settings.database_url
    made = DbosEngine(
        database,
        perform,
        abandon,
        rooms.doors.boxes.finished,
        waits(),
        executor=f"{socket.gethostname()}-{settings.port}",
        rested=close_idle,
    )
    made.start()
    rooms.outlet.submit = made.submit
    made.sweep(rooms.doors.boxes.outstanding())
    made.keep_sweeping(rooms.doors.boxes.outstanding, SWEEP_SECONDS)
    try:
        yield
    finally:
        rooms.outlet.submit = None
        made.stop()


@contextmanager
def reception(
    rooms: Rooms,
    mail: Callable[[str, bytes, str], object],
    folder: Callable[[str, str, bytes], object],
) -> Iterator[None]:
    """The mail receiver and the watched folder; a mailbox that comes later is taken into use as it comes."""
    from kontera.adapters.db.connection import close_idle
    from kontera.adapters.folder import FolderWatch
    from kontera.adapters.mail.receiver import MailReceiver

    settings = rooms.settings
    boxes = rooms.doors.boxes

    def closing(act: Callable[..., T]) -> Callable[..., T]:
        """The act, leaving no connection open in the receiver's thread."""

        def acted(*given: object) -> T:
            try:
                return act(*given)
            finally:
                close_idle()

        return acted

    receiver = MailReceiver(
        settings.mail_host,
        settings.mail_port,
        known=lambda mailbox: bool(closing(boxes.by_mailbox)(mailbox)),
        take=closing(mail),
        lmtp=settings.mail_lmtp,
        domain=settings.mail_domain,
    )
    try:
        receiver.start()
    except OSError as error:
        address = f"{settings.mail_host}:{settings.mail_port}"
        raise PortTaken(address=address, reason=error.strerror or error, setting="KONTERA_MAIL_PORT") from error
    mailboxes = closing(lambda: tuple(company.mailbox for company in boxes.companies()))
    watch = FolderWatch(settings.watched, closing(folder), mailboxes)
    watch.start()
    try:
        yield
    finally:
        watch.stop()
        receiver.stop()


def serve(settings: Settings, greet: Callable[[], object]) -> None:
    """Serve the web application in this thread until it is told to stop; `greet` tells people where. Raises PortTaken.

    The address takes calls before anybody is told of it: who is quick waits a moment and is not turned away.
    """
    import uvicorn

    framework()
    from django.core.asgi import get_asgi_application

    config = uvicorn.Config(
        get_asgi_application(), host=settings.host, port=settings.port, log_level="warning", lifespan="off"
    )
    with socket.socket() as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind((settings.host, settings.port))
            door.listen()
        except OSError as error:
            address = f"{settings.host}:{settings.port}"
            setting = "--port / KONTERA_PORT"
            raise PortTaken(address=address, reason=error.strerror or error, setting=setting) from error
        greet()
        # The server passes the signal on once it has ended: it must end this process by leaving, so that all is closed.
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        with suppress(KeyboardInterrupt):
            uvicorn.Server(config).run(sockets=[door])


def models_present() -> bool:
    """Whether the optical reader's models lie where their package ships them."""
    from kontera.adapters.ocr.models import models

    try:
        return all(path.is_file() for path in models())
    except UnreadableDocument:
        return False


def optical_reader() -> str:
    """Which models read pictures, where they lie, and what carries them out."""
    from kontera.adapters.ocr.models import models
    from kontera.adapters.ocr.sessions import runtime

    try:
        paths = models()
    except UnreadableDocument as error:
        return str(error)
    return f"{', '.join(path.stem for path in paths)} in {paths[0].parent}, run by {runtime()} on the processor"


def database_answers() -> bool:
    """Whether the database can be opened."""
    framework()
    from django.db import DatabaseError, connection

    try:
        connection.ensure_connection()
    except DatabaseError:
        return False
    return True


def store_answers() -> bool:
    """Whether the document store can be written and read."""
    store = blobs(load())
    return store.get("doctor", store.put("doctor", b"kontera")) == b"kontera"
