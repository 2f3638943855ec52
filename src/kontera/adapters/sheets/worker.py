"""The child process that holds SaxonC: rule sheets are compiled once, then documents are judged one after the other.

It is started as a script and imports nothing of ours. SaxonC aborts a process that limits its address space, that has
a second processor or that uses one after a fork; therefore one processor, in a fresh process, without such a limit.
A request is a line of JSON, {"sheets": [path], "documents": [[sheet, bytes, seconds]]}, and the documents one after the
other; the answer is a line of JSON for each document, in their order. The seconds are twice what the parent waits, so
that a child without a parent ends too.
"""

from __future__ import annotations

import json
import os
import re
import resource
import signal
import sys
import tempfile
from collections import Counter
from typing import IO, Any, BinaryIO, Final

import lxml.etree
from saxonche import PySaxonApiError, PySaxonProcessor, PyXsltExecutable

SVRL: Final = "{http://purl.oclc.org/dsdl/svrl}"
CODE: Final = re.compile(r"\b[A-Z]{4}[0-9]{4}\b")
MOST_EACH: Final = 100  # places of one rule that are told; what fails everywhere is known by then
MOST_TEXT: Final = 2_000


class Sheets:
    """The one processor of this process and the sheets it has compiled."""

    def __init__(self) -> None:
        self._processor = PySaxonProcessor(license=False)
        # a sheet may read the code lists beside it, and nothing from the network
        self._processor.set_configuration_property("http://saxon.sf.net/feature/allowedProtocols", "file")
        self._compiler = self._processor.new_xslt30_processor()
        self._compiled: dict[str, PyXsltExecutable] = {}

    def judge(self, sheet: str, document: bytes) -> dict[str, Any]:
        """What the sheet at a path finds in a document."""
        try:
            executable = self._executable(sheet)
        except PySaxonApiError:
            return {"failed": "the rule sheet cannot be compiled"}
        try:
            node = self._processor.parse_xml(xml_text=document.decode())
            result = executable.transform_to_string(xdm_node=node)
        except PySaxonApiError as error:
            code = CODE.search(str(error)) or CODE.search(complaints())
            return {"error": code[0] if code else "unknown"}
        return {"broken": broken(result)}

    def _executable(self, sheet: str) -> PyXsltExecutable:
        if sheet not in self._compiled:
            self._compiled[sheet] = self._compiler.compile_stylesheet(stylesheet_file=sheet)
        return self._compiled[sheet]


def broken(result: str | None) -> list[list[str]]:
    """The failed assertions and successful reports of a Schematron result: id, flag, location, test, text."""
    if not result:
        return []
    parser = lxml.etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    root = lxml.etree.fromstring(result.encode(), parser)
    told: Counter[str] = Counter()
    rows = []
    for one in root:
        if one.tag in {f"{SVRL}failed-assert", f"{SVRL}successful-report"}:
            row = _row(one)
            told[row[0]] += 1
            if told[row[0]] <= MOST_EACH:
                rows.append(row)
    return rows


def _row(one: lxml.etree._Element) -> list[str]:
    text = one.find(f"{SVRL}text")
    said = " ".join("".join(map(str, text.itertext())).split()) if text is not None else ""
    flag = one.get("flag") or one.get("role") or ""
    return [one.get("id", ""), flag, one.get("location", ""), one.get("test", "")[:MOST_TEXT], said[:MOST_TEXT]]


def complaints() -> str:
    """What the library wrote on standard error since the last time: the error's code stands there, not in the error."""
    size = os.lseek(2, 0, os.SEEK_CUR)
    text = os.pread(2, min(size, MOST_TEXT), 0).decode(errors="replace")
    forget()
    return text


def forget() -> None:
    """Empty what stands for standard error."""
    os.ftruncate(2, 0)
    os.lseek(2, 0, os.SEEK_SET)


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer until the input ends, which it does when the parent is gone."""
    sheets = Sheets()
    while line := requests.readline():
        header = json.loads(line)
        documents = [(header["sheets"][at], requests.read(size), most) for at, size, most in header["documents"]]
        for sheet, document, most in documents:
            signal.alarm(most)
            answer = sheets.judge(sheet, document)
            signal.alarm(0)
            forget()
            answers.write(json.dumps(answer).encode() + b"\n")
            answers.flush()


def memory() -> IO[bytes]:
    """A file without a place on disk, where the system has such; a disk that nobody may write on is no hindrance."""
    make = getattr(os, "memfd_create", None)  # Linux has it
    return tempfile.TemporaryFile(buffering=0) if make is None else os.fdopen(make("complaints"), "w+b", buffering=0)


def main() -> None:
    """Serve on the standard streams; what the library prints goes nowhere, what it complains of is kept apart."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    with memory() as kept:
        os.dup2(kept.fileno(), 2)
        serve(sys.stdin.buffer, answers)


if __name__ == "__main__":
    main()
