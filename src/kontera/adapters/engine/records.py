"""Where the durable engine keeps its records, and how they are written."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import sqlalchemy
from dbos import Serializer
from sqlalchemy import event as database_event


class Json(Serializer):
    """Arguments and results are ids, flags and errors' names: plain JSON, never pickled objects."""

    def serialize(self, data: Any) -> str:  # noqa: ANN401 - the engine's own records
        """As JSON."""
        return json.dumps(data, default=repr, sort_keys=True)

    def deserialize(self, serialized_data: str) -> Any:  # noqa: ANN401 - as above
        """From JSON."""
        return json.loads(serialized_data)

    def name(self) -> str:
        """What the rows are marked with."""
        return "kontera_json"


def with_driver(address: str) -> str:
    """The address with the driver that is installed."""
    for plain in ("postgresql://", "postgres://"):
        if address.startswith(plain):
            return f"postgresql+psycopg://{address.removeprefix(plain)}"
    return address


def sqlite_engine(address: str) -> sqlalchemy.Engine:
    """The engine's own file, apart from the books; it may lose its last commits with the power: the sweep mends it."""
    path = Path(address.removeprefix("sqlite:///"))
    path.parent.mkdir(parents=True, exist_ok=True)
    engine = sqlalchemy.create_engine(f"sqlite:///{path}", connect_args={"timeout": 30, "check_same_thread": False})

    @database_event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: object) -> None:  # noqa: ANN401 - the driver's own
        connection.isolation_level = "IMMEDIATE"
        for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "busy_timeout=30000"):
            connection.execute(f"PRAGMA {pragma}").close()

    return engine
