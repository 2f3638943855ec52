"""Watches a folder: a file laid into ROOT/MAILBOX/ is received once it has stopped growing."""

from __future__ import annotations

import logging
import os
import secrets
import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final

from kontera.core.errors import KonteraError

POLL_SECONDS: Final = 1.0
LOOKS_BETWEEN: Final = 5
"""Looks at the folder between two questions for mailboxes that came since."""
RECEIVED: Final = "received"
REFUSED: Final = "refused"
_LOG: Final = logging.getLogger(__name__)
_Stamp = tuple[int, int]


class FolderWatch:
    """Hands each file's mailbox, name and bytes to `take`, then moves it to received/ or, with the reason, to refused/.

    `take` keeps the bytes before it returns: a crash before the move receives the same bytes again, which changes
    nothing. A failure that is not the file's leaves it where it is, to be tried again. `mailboxes` are those whose
    folder must be there; they are asked for again and again, so that one added later is watched without a restart.
    """

    def __init__(
        self, root: Path, take: Callable[[str, str, bytes], object], mailboxes: Callable[[], Iterable[str]] = tuple
    ) -> None:
        self._root = root
        self._take = take
        self._mailboxes = mailboxes
        self._made: frozenset[str] = frozenset()
        self._seen: dict[Path, _Stamp] = {}
        self._stopped = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Watch in a thread of its own; every mailbox has its folder when this returns."""
        self._root.mkdir(parents=True, exist_ok=True)
        self.make_folders()
        self._stopped.clear()
        self._thread = threading.Thread(target=self._run, name="folder-watch", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stop after the file in hand."""
        self._stopped.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def _run(self) -> None:
        looks = 0
        while not self._stopped.wait(POLL_SECONDS):
            looks += 1
            try:
                if looks % LOOKS_BETWEEN == 0:
                    self.make_folders()
                self.poll()
            except Exception:  # noqa: BLE001 - logged, and tried again
                _LOG.exception("watching %s failed", self._root)

    def make_folders(self) -> None:
        """Make the folder of each mailbox that has come since the last time; one that a person took away stays so."""
        wanted = frozenset(mailbox for mailbox in self._mailboxes() if mailbox)
        for mailbox in sorted(wanted - self._made):
            (self._root / mailbox).mkdir(parents=True, exist_ok=True)
        self._made = wanted

    def poll(self) -> int:
        """Look once; returns how many files were taken. A file is taken when two looks find it unchanged."""
        now = {path: stamp for path in self._files() if (stamp := _stamp(path)) is not None}
        stable = [path for path, stamp in now.items() if self._seen.get(path) == stamp]
        self._seen = now
        return sum(self._received(path) for path in sorted(stable))

    def _files(self) -> Iterator[Path]:
        if not self._root.is_dir():
            return
        for mailbox in self._root.iterdir():
            if mailbox.is_dir() and not mailbox.is_symlink():
                yield from (path for path in mailbox.iterdir() if not path.name.startswith("."))

    def _received(self, path: Path) -> bool:
        try:
            self._take(path.parent.name, path.name, path.read_bytes())
        except KonteraError as error:
            refused = _moved(path, REFUSED)
            refused.with_name(f"{refused.name}.txt").write_text(f"{error.code}: {error}\n", encoding="utf-8")
        except Exception:  # noqa: BLE001 - logged, and tried again
            _LOG.exception("receiving %s failed", path.name)
            return False
        else:
            _moved(path, RECEIVED)
        self._seen.pop(path, None)
        return True


def _stamp(path: Path) -> _Stamp | None:
    """Size and time of last change; None for what is not a plain file or has just gone."""
    try:
        state = path.lstat()
    except FileNotFoundError:
        return None
    plain = path.is_file() and not path.is_symlink()
    return (state.st_size, state.st_mtime_ns) if plain else None


def _moved(path: Path, folder: str) -> Path:
    """The file's new place; a name already taken there gets a random ending."""
    target = path.parent / folder / path.name
    target.parent.mkdir(exist_ok=True)
    if target.exists():
        target = target.with_name(f"{path.stem}-{secrets.token_hex(4)}{path.suffix}")
    os.replace(path, target)  # noqa: PTH105 - the same call, and its name says that it replaces
    return target
