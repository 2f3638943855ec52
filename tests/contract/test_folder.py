"""The promises of the watched folder."""

from __future__ import annotations

import time
from pathlib import Path

from kontera.adapters.folder import FolderWatch
from kontera.core.errors import UnsupportedDocument

PDF = b"%PDF-1.7 faktura"


def lay(root: Path, name: str = "faktura.pdf", data: bytes = PDF) -> Path:
    path = root / "alfa" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def test_a_file_is_taken_at_the_second_look_and_moved(folder: Path) -> None:
    taken: list[tuple[str, str, bytes]] = []
    watch = FolderWatch(folder, lambda *given: taken.append(given))
    path = lay(folder)
    assert watch.poll() == 0
    assert watch.poll() == 1
    assert taken == [("alfa", "faktura.pdf", PDF)]
    assert not path.exists()
    assert (folder / "alfa" / "received" / "faktura.pdf").read_bytes() == PDF
    assert watch.poll() == 0


def test_a_file_still_growing_waits(folder: Path) -> None:
    taken: list[bytes] = []
    watch = FolderWatch(folder, lambda _mailbox, _name, data: taken.append(data))
    lay(folder)
    watch.poll()
    lay(folder, data=PDF + b" more")
    assert watch.poll() == 0
    assert watch.poll() == 1
    assert taken == [PDF + b" more"]


def test_a_refused_file_lies_beside_its_reason(folder: Path) -> None:
    def refuse(_mailbox: str, _name: str, _data: bytes) -> None:
        raise UnsupportedDocument(media_type="text/plain")

    watch = FolderWatch(folder, refuse)
    lay(folder, "brev.txt")
    watch.poll()
    watch.poll()
    assert (folder / "alfa" / "refused" / "brev.txt").exists()
    reason = (folder / "alfa" / "refused" / "brev.txt.txt").read_text(encoding="utf-8")
    assert reason == "document.unsupported: Documents of the type text/plain are not received.\n"


def test_a_failure_of_ours_leaves_the_file_to_be_tried_again(folder: Path) -> None:
    failing = True

    def take(_mailbox: str, _name: str, _data: bytes) -> None:
        if failing:
            raise OSError("disk full")

    watch = FolderWatch(folder, take)
    path = lay(folder)
    watch.poll()
    assert watch.poll() == 0
    assert path.exists()
    failing = False
    assert watch.poll() == 1


def test_two_files_of_one_name_are_both_kept(folder: Path) -> None:
    watch = FolderWatch(folder, lambda *_: None)
    for data in (PDF, PDF + b"2"):
        lay(folder, data=data)
        watch.poll()
        watch.poll()
    kept = {path.read_bytes() for path in (folder / "alfa" / "received").iterdir()}
    assert kept == {PDF, PDF + b"2"}


def test_hidden_files_and_links_are_left_alone(folder: Path, tmp_path: Path) -> None:
    watch = FolderWatch(folder, lambda *_: None)
    lay(folder, ".faktura.pdf.part")
    secret = tmp_path / "secret"
    secret.write_bytes(b"x")
    (folder / "alfa" / "link.pdf").symlink_to(secret)
    watch.poll()
    assert watch.poll() == 0


def test_it_watches_by_itself(folder: Path) -> None:
    taken: list[str] = []
    watch = FolderWatch(folder, lambda _mailbox, name, _data: taken.append(name))
    watch.start()
    lay(folder)
    deadline = time.monotonic() + 10
    while not taken and time.monotonic() < deadline:
        time.sleep(0.05)
    watch.stop()
    assert taken == ["faktura.pdf"]


def test_a_mailbox_that_comes_later_has_its_folder_without_a_restart(folder: Path) -> None:
    mailboxes, taken = ["alfa"], []
    watch = FolderWatch(folder, lambda *given: taken.append(given), lambda: mailboxes)
    watch.make_folders()
    assert [path.name for path in folder.iterdir()] == ["alfa"]
    mailboxes.append("beta")
    watch.make_folders()
    (folder / "beta" / "faktura.pdf").write_bytes(PDF)
    watch.poll()
    assert watch.poll() == 1
    assert taken == [("beta", "faktura.pdf", PDF)]


def test_a_folder_that_a_person_took_away_is_not_made_again(folder: Path) -> None:
    watch = FolderWatch(folder, lambda *_: None, lambda: ("alfa",))
    watch.make_folders()
    (folder / "alfa").rmdir()
    watch.make_folders()
    assert not (folder / "alfa").exists()
