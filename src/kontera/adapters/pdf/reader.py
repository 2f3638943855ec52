"""Opens PDFs and pictures in a child process under limits, so that a hostile file can only kill the child."""

from __future__ import annotations

import contextlib
import json
import struct
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any, Final

from kontera.core.errors import DocumentTooLarge, Locked, UnreadableDocument, WrongPassword
from kontera.core.evidence import Box, Code, Page, Word
from kontera.ports import PdfContent

WORKER: Final = Path(__file__).with_name("worker.py")
MOST_PAGES: Final = 100
IDLE_WORKERS: Final = 2
PDF_START: Final = 1029
MOST_HEADER: Final = 64 * 1024**2
MOST_BLOB: Final = 128 * 1024**2
WALL_SECONDS: Final = 75  # a little past the child's own wall limit

Answer = tuple[dict[str, Any], list[bytes]]


class Worker:
    """One child process; `ask` sends a request and waits for its answer."""

    def __init__(self) -> None:
        command = [sys.executable, "-I", str(WORKER)]
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and file, no input in the command
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env={}, cwd="/"
        )

    @property
    def alive(self) -> bool:
        """Whether the child still runs."""
        return self._process.poll() is None

    def ask(self, header: dict[str, Any], blob: bytes) -> Answer | None:
        """The child's answer, or None when it died or ran past its time."""
        timer = threading.Timer(WALL_SECONDS, self._process.kill)
        timer.start()
        try:
            self._send(header, blob)
            return self._receive()
        except (OSError, ValueError):
            return None
        finally:
            timer.cancel()

    def _send(self, header: dict[str, Any], blob: bytes) -> None:
        stream = self._process.stdin
        if stream is None:
            raise BrokenPipeError
        head = json.dumps({**header, "blobs": [len(blob)]}).encode()
        stream.write(struct.pack(">I", len(head)) + head + blob)
        stream.flush()

    def _receive(self) -> Answer:
        size = struct.unpack(">I", self._take(4))[0]
        if size > MOST_HEADER:
            raise ValueError(size)
        header: dict[str, Any] = json.loads(self._take(size))
        lengths = [int(length) for length in header["blobs"]]
        if sum(lengths) > MOST_BLOB:
            raise ValueError(lengths)
        return header, [self._take(length) for length in lengths]

    def _take(self, size: int) -> bytes:
        stream = self._process.stdout
        data = stream.read(size) if stream is not None else b""
        if len(data) < size:
            raise BrokenPipeError
        return data

    def close(self) -> None:
        """End the child."""
        self._process.kill()
        with contextlib.suppress(OSError):
            for stream in (self._process.stdin, self._process.stdout):
                if stream is not None:
                    stream.close()
        self._process.wait()


class PdfiumReader:
    """`PdfReader` by pdfium in child processes: 2 GB of memory, 30 s of processor and 60 s of time a request."""

    def __init__(self, most_pages: int = MOST_PAGES) -> None:
        self._most_pages = most_pages
        self._idle: list[Worker] = []
        self._lock = threading.Lock()

    def content(self, pdf: bytes, password: str = "") -> PdfContent:
        """The text layer and the embedded files; a picture has pages without words.

        Raises Locked, WrongPassword, UnreadableDocument or DocumentTooLarge.
        """
        if not _is_pdf(pdf):
            said = self._ask({"task": "upright", "turned": 0, "corners": ()}, pdf)[0]
            seen = zip(said["sizes"], said["codes"], strict=True)
            pages = tuple(Page(at, float(w), float(h), codes=_codes(rows)) for at, ((w, h), rows) in enumerate(seen, 1))
            return PdfContent(pages, (), (1.0,) * len(pages))
        header, files = self._ask({"task": "content", "password": password}, pdf)
        pages = tuple(_page(number, page) for number, page in enumerate(header["pages"], 1))
        covered = tuple(float(page["covered"]) for page in header["pages"])
        unseen = tuple(float(page["unseen"]) for page in header["pages"])
        return PdfContent(pages, tuple(zip(header["names"], files, strict=True)), covered, unseen)

    def unlocked(self, pdf: bytes, password: str) -> bytes:
        """The PDF without its encryption. Raises WrongPassword, UnreadableDocument."""
        return self._ask({"task": "unlocked", "password": password}, pdf)[1][0]

    def picture(
        self,
        document: bytes,
        page: int,
        dpi: int,
        password: str = "",
        turned: int = 0,
        corners: tuple[float, ...] = (),
    ) -> bytes:
        """One page (from 1) as PNG, at most 4,000 pixels a side; a picture stands as its EXIF says.

        Then the sheet with these corners is laid flat, and turned. Raises Locked, WrongPassword, UnreadableDocument.
        """
        if not _is_pdf(document):
            pages = self._ask({"task": "upright", "turned": turned, "corners": corners}, document)[1]
            if not 1 <= page <= len(pages):
                raise UnreadableDocument(reason=f"it has no page {page}")
            return pages[page - 1]
        header = {"task": "picture", "password": password, "page": page, "dpi": dpi, "turned": turned}
        header["corners"] = corners
        return self._ask(header, document)[1][0]

    def close(self) -> None:
        """End the idle children."""
        with self._lock:
            idle, self._idle = self._idle, []
        for worker in idle:
            worker.close()

    def _ask(self, header: dict[str, Any], blob: bytes) -> Answer:
        worker = self._taken()
        answer = worker.ask({**header, "most_pages": self._most_pages}, blob)
        if answer is None:
            worker.close()
            raise UnreadableDocument(reason="it needs more time or memory than allowed")
        self._give_back(worker)
        said = answer[0]
        if "locked" in said:
            raise WrongPassword if header.get("password") else Locked
        if "unreadable" in said:
            raise UnreadableDocument(reason=said["unreadable"])
        if "too_large" in said:
            size, cap = said["too_large"]
            raise DocumentTooLarge(size=size, limit=cap)
        return answer

    def _taken(self) -> Worker:
        with self._lock:
            while self._idle:
                worker = self._idle.pop()
                if worker.alive:
                    return worker
                worker.close()
        return Worker()

    def _give_back(self, worker: Worker) -> None:
        with self._lock:
            if len(self._idle) < IDLE_WORKERS:
                self._idle.append(worker)
                return
        worker.close()


def _is_pdf(document: bytes) -> bool:
    """Whether it begins as a PDF; readers forgive a kilobyte of junk before it."""
    return b"%PDF-" in document[:PDF_START]


def _page(number: int, page: dict[str, Any]) -> Page:
    words = tuple(Word(text, Box(x0, y0, x1, y1)) for text, x0, y0, x1, y1 in page["words"])
    return Page(number, float(page["width"]), float(page["height"]), words, "text", codes=_codes(page["codes"]))


def _codes(rows: list[list[Any]]) -> tuple[Code, ...]:
    return tuple(Code(kind, text, Box(x0, y0, x1, y1)) for kind, text, x0, y0, x1, y1 in rows)
