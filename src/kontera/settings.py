"""The settings of an installation: read once from the environment, at start; the only reader of it."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """How an installation is set up. Every variable is KONTERA_… with the field's name in upper case.

    `data_dir` holds databases, documents and the secret key; `database_url` is sqlite:///PATH or postgresql://…;
    `blob_url` is file:///PATH or s3://BUCKET?endpoint=URL; `mail_domain` the part after @ of the receiving addresses;
    `smtp_host` (empty: no mail is sent) and its port, user, password, sender and TLS say how mail leaves;
    `base_url` how the outside reaches the web application; `trusted_origins` further origins for forms.
    """

    data_dir: Path
    database_url: str
    blob_url: str
    secret_key: str
    host: str = "127.0.0.1"
    port: int = 8000
    mail_host: str = "127.0.0.1"
    mail_port: int = 8025
    mail_lmtp: bool = False
    mail_domain: str = "in.kontera.example"
    base_url: str = "http://127.0.0.1:8000"
    debug: bool = False
    language: str = "sv"
    trusted_origins: tuple[str, ...] = ()
    folder: Path | None = None
    smtp_host: str = ""
    smtp_port: int = 587
    smtp_user: str = ""
    smtp_password: str = ""
    smtp_from: str = ""
    smtp_tls: bool = True

    @property
    def embedded(self) -> bool:
        """Whether this is one process on SQLite."""
        return self.database_url.startswith("sqlite:")

    @property
    def watched(self) -> Path:
        """The folder with one folder for each company, named by its mailbox, whose files are received."""
        return self.folder or self.data_dir / "inbox"

    @property
    def rules(self) -> Path:
        """The folder with one folder for each pack of official rules that the operator installed."""
        return self.data_dir / "rules"

    @property
    def hosts(self) -> tuple[str, ...]:
        """The host names that requests may name."""
        named = self.base_url.split("://", 1)[-1].split("/", 1)[0].rsplit(":", 1)[0]
        return tuple(dict.fromkeys((named, self.host, "127.0.0.1", "localhost")))


def _kept_secret(data_dir: Path) -> str:
    """The installation's secret key, made at the first start and readable by its owner alone."""
    path = data_dir / "secret.key"
    try:
        return path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        data_dir.mkdir(parents=True, exist_ok=True)
        key = secrets.token_urlsafe(48)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(key)
        return key


def load(environment: Mapping[str, str] | None = None) -> Settings:
    """The settings from the environment; what is not set has a default that works on one machine."""
    given = os.environ if environment is None else environment

    def named(name: str, default: str) -> str:
        return given.get(f"KONTERA_{name}", default)

    host, port = named("HOST", "127.0.0.1"), int(named("PORT", "8000"))
    data_dir = Path(named("DATA_DIR", "var")).resolve()
    folder = named("FOLDER", "")
    return Settings(
        data_dir=data_dir,
        database_url=named("DATABASE_URL", f"sqlite:///{data_dir / 'kontera.sqlite3'}"),
        blob_url=named("BLOB_URL", f"file://{data_dir / 'documents'}"),
        secret_key=named("SECRET_KEY", "") or _kept_secret(data_dir),
        host=host,
        port=port,
        mail_host=named("MAIL_HOST", "127.0.0.1"),
        mail_port=int(named("MAIL_PORT", "8025")),
        mail_lmtp=named("MAIL_LMTP", "") == "1",
        mail_domain=named("MAIL_DOMAIN", "in.kontera.example"),
        base_url=named("BASE_URL", f"http://{host}:{port}"),
        debug=named("DEBUG", "") == "1",
        language=named("LANGUAGE", "sv"),
        trusted_origins=tuple(origin for origin in named("TRUSTED_ORIGINS", "").split(",") if origin),
        folder=Path(folder) if folder else None,
        smtp_host=named("SMTP_HOST", ""),
        smtp_port=int(named("SMTP_PORT", "587")),
        smtp_user=named("SMTP_USER", ""),
        smtp_password=named("SMTP_PASSWORD", ""),
        smtp_from=named("SMTP_FROM", "") or f"kontera@{named('MAIL_DOMAIN', 'in.kontera.example')}",
        smtp_tls=named("SMTP_TLS", "1") == "1",
    )
