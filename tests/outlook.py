"""Mails as Outlook saves them, written by hand: compound files ([MS-CFB]) of MAPI properties ([MS-OXMSG])."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field

SECTOR, SMALL, CUTOFF = 512, 64, 4096
FREE, END, TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
STORAGE, STREAM, ROOT = 1, 2, 5
FACES = 128  # bytes of one entry of the directory
Tree = Mapping[str, "bytes | Tree"]


@dataclass
class _Entry:
    name: str
    kind: int
    data: bytes = b""
    right: int = FREE
    child: int = FREE
    start: int = END


@dataclass
class _Chains:
    """Sectors of one size, and the table that chains them."""

    size: int
    data: bytearray = field(default_factory=bytearray)
    table: list[int] = field(default_factory=list)

    def add(self, data: bytes) -> int:
        if not data:
            return END
        first, count = len(self.table), -(-len(data) // self.size)
        self.table += [*range(first + 1, first + count), END]
        self.data += data.ljust(count * self.size, b"\0")
        return first


def compound(tree: Tree) -> bytes:
    """A compound file of these storages and streams."""
    entries = [_Entry("Root Entry", ROOT)]
    _laid(entries, 0, tree)
    large, small = _Chains(SECTOR), _Chains(SMALL)
    for entry in entries:
        if entry.kind == STREAM:
            entry.start = (large if len(entry.data) >= CUTOFF else small).add(entry.data)
    entries[0].data = bytes(small.data)
    entries[0].start = large.add(entries[0].data)
    smalls = large.add(b"".join(struct.pack("<I", one) for one in small.table).ljust(SECTOR, b"\xff"))
    directory = large.add(b"".join(_face(entry) for entry in entries))
    tables = 1
    while (len(large.table) + tables) * 4 > tables * SECTOR:
        tables += 1
    first = len(large.table)
    table = large.table + [TABLE] * tables
    body = large.data + b"".join(struct.pack("<I", one) for one in table).ljust(tables * SECTOR, b"\xff")
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    count = len(small.table) * 4 // SECTOR + 1
    head += struct.pack("<IIIIIIIIII", 0, tables, directory, 0, CUTOFF, smalls, count, END, 0, first)
    head += b"".join(struct.pack("<I", first + at if at < tables else FREE) for at in range(1, 109))
    return head + bytes(body)


def _laid(entries: list[_Entry], parent: int, tree: Tree) -> None:
    before = FREE
    for name, value in sorted(tree.items()):
        at = len(entries)
        entries.append(_Entry(name, STREAM, value) if isinstance(value, bytes) else _Entry(name, STORAGE))
        if before == FREE:
            entries[parent].child = at
        else:
            entries[before].right = at
        before = at
        if not isinstance(value, bytes):
            _laid(entries, at, value)


def _face(entry: _Entry) -> bytes:
    name = entry.name.encode("utf-16-le")
    head = name.ljust(64, b"\0") + struct.pack("<HBB", len(name) + 2, entry.kind, 1)
    links = struct.pack("<III", FREE, entry.right, entry.child)
    return (head + links + bytes(36) + struct.pack("<IQ", entry.start, len(entry.data))).ljust(FACES, b"\0")


def fixed(*properties: tuple[int, int], head: int) -> bytes:
    """A stream of properties of a fixed length: tag and value, after a head of so many bytes ([MS-OXMSG] 2.4)."""
    return bytes(head) + b"".join(struct.pack("<IIII", tag, 6, value, 0) for tag, value in properties)


def in_eight_bits(mail: Tree, page: str, number: int) -> Tree:
    """The mail as an older Outlook saves it: texts in a code page, whose number a property tells."""
    narrow: dict[str, bytes | Tree] = {}
    for name, value in mail.items():
        if not isinstance(value, bytes):
            narrow[name] = in_eight_bits(value, page, number)
        elif name.endswith("001F"):
            narrow[f"{name[:-4]}001E"] = value.decode("utf-16-le").encode(page)
        else:
            narrow[name] = value
    return narrow | {"__properties_version1.0": fixed((0x3FFD0003, number), head=32)}


def with_properties(mail: Tree, at: int, more: Tree) -> Tree:
    """The mail with more streams on its attachment of this number, from 0."""
    name = f"__attach_version1.0_#{at:08X}"
    known = mail[name]
    assert not isinstance(known, bytes)
    return {**mail, name: {**known, **more}}


def a_msg(*attached: tuple[str, bytes] | Tree, sender: str = "Hej@Furulund.example") -> bytes:
    """A mail with these files and mails attached."""
    return compound(a_mail(*attached, sender=sender))


def a_mail(*attached: tuple[str, bytes] | Tree, sender: str = "Hej@Furulund.example") -> dict[str, bytes | Tree]:
    """The storages and streams of such a mail."""
    mail: dict[str, bytes | Tree] = {
        "__properties_version1.0": bytes(32),
        "__substg1.0_0037001F": "Faktura  nr 7".encode("utf-16-le"),
        "__substg1.0_1035001F": "<7@furulund.example>".encode("utf-16-le"),
        "__substg1.0_5D01001F": sender.encode("utf-16-le"),
        "__substg1.0_1000001F": "Se bilaga.".encode("utf-16-le"),
    }
    for at, one in enumerate(attached):
        within: dict[str, bytes | Tree] = {"__properties_version1.0": bytes(8)}
        if isinstance(one, tuple):
            within["__substg1.0_3707001F"] = one[0].encode("utf-16-le")
            within["__substg1.0_37010102"] = one[1]
        else:
            within["__substg1.0_3701000D"] = one
        mail[f"__attach_version1.0_#{at:08X}"] = within
    return mail
