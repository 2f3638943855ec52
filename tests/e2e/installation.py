"""A whole installation in a process of its own: `kontera up` on a data folder, with a company and three people."""

from __future__ import annotations

import os
import signal
import smtplib
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from email.message import EmailMessage
from pathlib import Path

COMPANY = ("Demo Möbel AB", "559999-0008", "SE4550000000058398257466")
ANNA, BO, CIA = "anna@demo.example", "bo@demo.example", "cia@demo.example"
STARTS_WITHIN = 60.0
FURNISH = """
import sys
from kontera.actions.companies import NewCompany, add_company
from kontera.core.company import Right, Role
from kontera.wiring.rooms import migrate, open_rooms

name, number, iban, anna, bo, cia = sys.argv[1:]
migrate()
rooms = open_rooms()
company = add_company(rooms.doors, NewCompany(name, number, "SE", iban=iban))
people = rooms.doors.people
person = people.add(company.id, anna, "Anna Andersson", frozenset({Role.CLERK, Role.APPROVER, Role.PAYER, Role.ADMIN}))
people.add(company.id, bo, "Bo Berg", frozenset({Role.APPROVER, Role.PAYER}))
people.add(company.id, cia, "Cia Ceder", frozenset({Role.APPROVER}))
print(f"{company.mailbox}@{rooms.settings.mail_domain}", people.issue_token(person, "test", frozenset({Right.SEE})))
"""


def free_port() -> int:
    """A port nobody listens at."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port: int = trial.getsockname()[1]
        return port


class Installation:
    """Runs `kontera` commands and serves; `address` is its web address, `mailbox` the company's mail address."""

    def __init__(self, folder: Path, **environment: str) -> None:
        self.folder = folder
        self.port, self.mail_port = free_port(), free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("KONTERA_", "DJANGO_"))},
            "KONTERA_DATA_DIR": str(folder / "data"),
            "KONTERA_PORT": str(self.port),
            "KONTERA_MAIL_PORT": str(self.mail_port),
            **environment,
        }
        self.mailbox = self.token = ""
        self._process: subprocess.Popen[bytes] | None = None

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """One command, whatever it ends with."""
        command = [sys.executable, "-m", "kontera", *words]
        return subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False, timeout=120)

    def told(self, *words: str) -> str:
        """What a command prints that must succeed."""
        done = self.run(*words)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout.strip()

    def furnish(self) -> None:
        """Make the database, the company and its people, in one process: five commands would load all five times."""
        command = [sys.executable, "-c", FURNISH, *COMPANY, ANNA, BO, CIA]
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False, timeout=120)
        assert done.returncode == 0, done.stderr
        self.mailbox, self.token = done.stdout.split()

    def start(self) -> None:
        """Serve until `stop`; returns when the first page answers."""
        command = [sys.executable, "-m", "kontera", "up"]
        with (self.folder / "up.log").open("ab") as out:
            self._process = subprocess.Popen(command, env=self.environment, stdout=out, stderr=out)
        until = time.monotonic() + STARTS_WITHIN
        while time.monotonic() < until:
            if self._process.poll() is not None:
                break
            if self._answers():
                return
            time.sleep(0.2)
        raise AssertionError(self.log())

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.address}/sign-in/", timeout=5) as answer:  # noqa: S310 - our own server
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        """End it; gives its exit code."""
        if self._process is None:
            return 0
        self._process.send_signal(how)
        code = self._process.wait(timeout=30)
        self._process = None
        return code

    def log(self) -> str:
        """What it printed."""
        return (self.folder / "up.log").read_text(encoding="utf-8", errors="replace")

    def sign_in_link(self, email: str) -> str:
        """A link that signs somebody in."""
        return self.told("sign-in", email)

    def mail(self, *attached: tuple[str, bytes]) -> None:
        """Send one mail with documents to the company's own address."""
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = "faktura@leverantor.example", self.mailbox, "Fakturor"
        mail.set_content("Se bifogade fakturor.")
        for name, data in attached:
            kind = ("application", "xml") if name.endswith(".xml") else ("application", "pdf")
            mail.add_attachment(data, maintype=kind[0], subtype=kind[1], filename=name)
        with smtplib.SMTP("127.0.0.1", self.mail_port, timeout=30) as server:
            server.send_message(mail)
