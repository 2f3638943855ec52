"""Opens PDFs and pictures in a child process under limits, so that a hostile file can only kill the child."""

from __future__ import annotations

import contextlib
import hashlib
import json
import signal
import struct
import subprocess
import sys
import threading
from collections import OrderedDict
from pathlib import Path
from typing import Any, Final

from kontera.core.errors import DocumentTooLarge, Locked, UnreadableDocument, WrongPassword
from kontera.core.evidence import Box, Code, Page, Word
from kontera.ports import PdfContent

WORKER: Final = Path(__file__).with_name("worker.py")
MOST_PAGES: Final = 200
IDLE_WORKERS: Final = 2
PDF_START: Final = 1029
MOST_HEADER: Final = 64 * 1024**2
MOST_BLOB: Final = 128 * 1024**2
WALL_SECONDS: Final = 195  # a little past the child's own wall limit
ENVIRONMENT: Final = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}  # the memory is bounded, threads take of it
MOST_KNOWN: Final = 8  # contents that are kept: the steps of a case ask for the same one after the other
MOST_KNOWN_PAGES: Final = 20
MOST_KNOWN_BYTES: Final = 4 * 1024**2
MOST_FATAL: Final = 100
TOO_LONG: Final = "it takes more time to open than allowed"
TOO_MUCH: Final = "it needs too much memory"
BROKEN: Final = "it is damaged"

Answer = tuple[dict[str, Any], list[bytes]]


class Worker:
    """One child process; `ask` sends a request and waits for its answer."""

    def __init__(self) -> None:
        command = [sys.executable, "-I", str(WORKER)]
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and file, no input in the command
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=ENVIRONMENT, cwd="/"
        )
        self._overran = False

    @property
    def alive(self) -> bool:
        """Whether the child still runs."""
        return self._process.poll() is None

    def ask(self, header: dict[str, Any], blob: bytes) -> Answer | None:
        """The child's answer, or None when it died or ran past its time."""
        timer = threading.Timer(WALL_SECONDS, self._overrun)
        timer.start()
        try:
            self._send(header, blob)
            return self._receive()
        except (OSError, ValueError):
            return None
        finally:
            timer.cancel()

    def why(self) -> tuple[str, bool]:
        """In a few words why the child ended, and whether the same document would end every other too."""
        match -self._process.wait():
            case signal.SIGPROF:
                return TOO_LONG, True
            case signal.SIGALRM:
                return TOO_LONG, False
            case signal.SIGSEGV | signal.SIGBUS:
                return BROKEN, True
            case signal.SIGKILL:
                return TOO_LONG if self._overran else TOO_MUCH, False
            case _:
                return TOO_MUCH, True

    def _overrun(self) -> None:
        self._overran = True
        self._process.kill()

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
    """`PdfReader` by pdfium in child processes: 1 GB of memory, 6 s of processor and 3 minutes of time a request.

    Each page that was opened adds a quarter of a second. What ended a child is refused at once from then on.
    """

    def __init__(self, most_pages: int = MOST_PAGES) -> None:
        self._most_pages = most_pages
        self._idle: list[Worker] = []
        self._known: OrderedDict[str, PdfContent] = OrderedDict()
        self._fatal: OrderedDict[str, str] = OrderedDict()
        self._lock = threading.Lock()

    def content(self, pdf: bytes, password: str = "") -> PdfContent:
        """The text layer and the embedded files; a picture has pages without words.

        Raises Locked, WrongPassword, UnreadableDocument or DocumentTooLarge.
        """
        key = hashlib.sha256(password.encode() + b"\0" + pdf).hexdigest()
        with self._lock:
            known = self._known.get(key)
        if known is None:
            known = self._content(pdf, password)
            self._keep(key, known)
        return known

    def _content(self, pdf: bytes, password: str) -> PdfContent:
        if not _is_pdf(pdf):
            said = self._ask({"task": "sizes"}, pdf)[0]
            seen = zip(said["sizes"], said["codes"], strict=True)
            pages = tuple(Page(at, float(w), float(h), codes=_codes(rows)) for at, ((w, h), rows) in enumerate(seen, 1))
            return PdfContent(pages, (), (1.0,) * len(pages))
        header, files = self._ask({"task": "content", "password": password}, pdf)
        pages = tuple(_page(number, page) for number, page in enumerate(header["pages"], 1))
        covered = tuple(float(page["covered"]) for page in header["pages"])
        unseen = tuple(float(page["unseen"]) for page in header["pages"])
        embedded = tuple(zip(header["names"], files, strict=True))
        return PdfContent(pages, embedded, covered, unseen, portfolio=header["portfolio"])

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
            asked = {"task": "upright", "page": page, "turned": turned, "corners": corners}
            return self._ask(asked, document)[1][0]
        header = {"task": "picture", "password": password, "page": page, "dpi": dpi, "turned": turned}
        header["corners"] = corners
        return self._ask(header, document)[1][0]

    def close(self) -> None:
        """End the idle children."""
        with self._lock:
            idle, self._idle = self._idle, []
            self._known.clear()
        for worker in idle:
            worker.close()

    def _ask(self, header: dict[str, Any], blob: bytes) -> Answer:
        name = f"{header['task']}:{header.get('page', '')}:{hashlib.sha256(blob).hexdigest()}"
        with self._lock:
            fatal = self._fatal.get(name)
        if fatal is not None:
            raise UnreadableDocument(reason=fatal)
        worker = self._taken()
        answer = worker.ask({**header, "most_pages": self._most_pages}, blob)
        if answer is None:
            raise UnreadableDocument(reason=self._ended(worker, name))
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

    def _ended(self, worker: Worker, name: str) -> str:
        """Why the child ended over this request; one that would end every child is remembered."""
        reason, always = worker.why()
        worker.close()
        if always:
            with self._lock:
                self._fatal[name] = reason
                if len(self._fatal) > MOST_FATAL:
                    self._fatal.popitem(last=False)
        return reason

    def _keep(self, key: str, content: PdfContent) -> None:
        """Remember what a small document holds, for the step that asks next."""
        if len(content.pages) > MOST_KNOWN_PAGES or sum(len(data) for _, data in content.embedded) > MOST_KNOWN_BYTES:
            return
        with self._lock:
            self._known[key] = content
            if len(self._known) > MOST_KNOWN:
                self._known.popitem(last=False)

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
