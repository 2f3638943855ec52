"""`kontera up`: one process serves, works and receives; a second one on the same folder is refused."""

from __future__ import annotations

import json
import signal
import smtplib
import time
import urllib.request
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from installation import Installation

from kontera.formats.ubl.write import write_ubl
from kontera.samples.companies import DEMO_BUYER, business
from kontera.samples.draw import draw_pdf
from kontera.samples.invent import invent

SUPPLIER = business("pennverket")
INVOICE = invent(5, SUPPLIER, DEMO_BUYER, date(2026, 3, 2))


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def served(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """An installation that serves, on each database."""
    folder = tmp_path_factory.mktemp("up")
    made = Installation(folder)
    if request.param == "postgresql":
        import psycopg

        server: str = request.getfixturevalue("pgserver")
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute("CREATE DATABASE up")
        made.environment["KONTERA_DATABASE_URL"] = server.replace("/postgres?", "/up?")
    made.furnish()
    made.start()
    yield made
    made.stop()


def _asked(served: Installation, path: str) -> Any:
    bearer = {"Authorization": f"Bearer {served.token}"}
    request = urllib.request.Request(f"{served.address}/api/v1{path}", headers=bearer)  # noqa: S310 - our own server
    with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310 - as above
        return json.load(answer)


def _cases(served: Installation, count: int, number: str = "") -> list[dict[str, Any]]:
    """The cases (of one invoice number), once so many have been read."""
    for _ in range(60):
        cases: list[dict[str, Any]] = _asked(served, f"/cases?search={number}")["items"]
        if len([case for case in cases if case["state"] != "working"]) >= count:
            return cases
        time.sleep(0.5)
    raise AssertionError(served.log())


def test_what_comes_by_mail_and_by_command_is_read_and_known_again(served: Installation, tmp_path: Path) -> None:
    served.mail(("faktura.pdf", draw_pdf(INVOICE, SUPPLIER.layout, "sv")))
    file = tmp_path / "faktura.xml"
    file.write_bytes(write_ubl(INVOICE))
    assert served.told("receive", str(file)).startswith("received\t")
    assert served.told("receive", str(file)).startswith("known\t")
    cases = _cases(served, 2, INVOICE.number)
    assert {case["origin"] for case in cases} == {"mail", "e_invoice"}


def test_a_file_laid_in_the_watched_folder_is_received_and_moved_away(served: Installation) -> None:
    folder = served.folder / "data" / "inbox" / served.mailbox.partition("@")[0]
    other = invent(6, SUPPLIER, DEMO_BUYER, date(2026, 3, 2))
    (folder / "skannad.xml").write_bytes(write_ubl(other))
    assert [case["number"] for case in _cases(served, 1, other.number)] == [other.number]
    assert (folder / "received" / "skannad.xml").exists()


def test_what_cannot_be_an_invoice_is_refused_and_stays_visible(served: Installation, tmp_path: Path) -> None:
    file = tmp_path / "program.exe"
    file.write_bytes(b"MZ\x90\x00" + bytes(200))
    done = served.run("receive", str(file))
    assert done.returncode == 3
    assert "refused\tprogram.exe" in done.stdout
    refused = _asked(served, "/documents/refused")["items"]
    assert [entry["name"] for entry in refused if entry["code"] == "document.unsupported"] == ["program.exe"]


def test_mail_to_a_stranger_is_refused_in_the_session(served: Installation) -> None:
    with smtplib.SMTP("127.0.0.1", served.mail_port, timeout=30) as server:
        server.ehlo()
        server.mail("a@b.example")
        assert server.rcpt(f"nobody@{served.mailbox.partition('@')[2]}")[0] == 550


def test_a_second_process_on_the_same_folder_is_refused(served: Installation) -> None:
    if "KONTERA_DATABASE_URL" in served.environment:
        return  # on PostgreSQL any number of processes may work
    done = served.run("up", "--port", "1")
    assert done.returncode == 75
    assert "process.already_running" in done.stderr


def test_killed_in_the_midst_it_goes_on_after_the_restart(tmp_path: Path) -> None:
    made = Installation(tmp_path)
    made.furnish()
    made.start()
    made.mail(*((f"{n}.pdf", draw_pdf(invent(n, SUPPLIER, DEMO_BUYER, date(2026, 3, 2)), 3, "sv")) for n in range(6)))
    made.stop(signal.SIGKILL)
    made.start()
    cases = _cases(made, 6)
    assert len(cases) == 6
    assert made.stop() == 0
    assert made.told("archive", "verify").endswith("intact")


def test_the_archive_command_finds_one_flipped_bit(tmp_path: Path) -> None:
    made = Installation(tmp_path)
    made.furnish()
    file = tmp_path / "faktura.xml"
    file.write_bytes(write_ubl(INVOICE))
    made.told("receive", str(file))
    assert made.told("archive", "verify").endswith("intact")
    kept = next(path for path in (tmp_path / "data" / "documents").rglob("*") if path.is_file())
    data = bytearray(kept.read_bytes())
    data[len(data) // 2] ^= 1
    kept.chmod(0o644)
    kept.write_bytes(data)
    done = made.run("archive", "verify")
    assert done.returncode == 1
    assert f"changed\t{kept.name}" in done.stdout


def test_a_company_and_its_people_are_set_up_by_commands(tmp_path: Path) -> None:
    made = Installation(tmp_path)
    made.told("migrate")
    assert "@in.kontera.example" in made.told("company", "Åkes Bygg AB", "--number", "559999-0008")
    assert "/sign-in/link/" in made.told("person", "ake@bygg.example", "--name", "Åke", "--role", "clerk")
    refused = made.run("company", "Annan AB", "--number", "559999-0009")
    assert (refused.returncode, "identifier.invalid" in refused.stderr) == (2, True)
    assert made.run("person", "x@y.example", "--name", "X", "--role", "king").returncode == 2
