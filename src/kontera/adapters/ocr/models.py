"""The models that the rapidocr package carries, and the recogniser's cut to our letters: nothing is ever downloaded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import numpy as np

from kontera.core.errors import UnreadableDocument

LETTERS: Final = (  # what an invoice never says (~ ^ ` { }) is left out: it was a misread dash or speck
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyzÅÄÖÆØÜÉÈÁÐÞÍÓÚÝåäöæøüßéèáàâçêëíîïóôõúûýðþšžŠŽñ"
    " .,:;-–/\\()[]<>#*+=%&@'\"!?$€£§_|°²³½·•´→"
)
DETECTOR: Final = "PP-OCRv6_det_small.onnx"
RECOGNISER: Final = "PP-OCRv6_rec_small.onnx"
CLASSIFIER: Final = "ch_ppocr_mobile_v2.0_cls_mobile.onnx"

# Field numbers of ONNX's messages (onnx.proto3): what is cut is the last layer, its bias and the output's shape.
GRAPH, METADATA = 7, 14
INITIALIZER, OUTPUT = 5, 12
DIMS, NAME, RAW_DATA = 1, 8, 9
KEY, VALUE = 1, 2
VARINT, DELIMITED = 0, 2
FIXED: Final = {1: 8, 5: 4}
CONTINUES, SEVEN = 0x80, 0x7F


@dataclass(frozen=True, slots=True)
class Recogniser:
    """The recogniser as ONNX, and the letter that each of its classes stands for; the first is the blank, ""."""

    onnx: bytes
    letters: tuple[str, ...]


def models() -> tuple[Path, Path, Path]:
    """Where the models lie: detector, recogniser, line classifier. Raises UnreadableDocument without the package."""
    spec = find_spec("rapidocr")
    if spec is None or spec.origin is None:
        raise UnreadableDocument(reason="the optical reader is not installed")
    folder = Path(spec.origin).parent / "models"
    return folder / DETECTOR, folder / RECOGNISER, folder / CLASSIFIER


@cache
def recogniser() -> Recogniser:
    """The recogniser with only the classes of our letters left: a third faster, and no letter we never write."""
    model = models()[1].read_bytes()
    letters = _classes(model)
    wanted = set(LETTERS)
    keep = [at for at, letter in enumerate(letters) if at == 0 or letter in wanted]
    return Recogniser(_cut(model, len(letters), keep), tuple(letters[at] for at in keep))


def _classes(model: bytes) -> list[str]:
    """What each class says: the blank, the letters that the model's metadata lists, and the space."""
    for field, _, value in _fields(model):
        if field == METADATA:
            pair = {number: bytes(part) for number, _, part in _fields(value)}
            if pair.get(KEY) == b"character":
                return ["", *pair[VALUE].decode().splitlines(), " "]
    raise UnreadableDocument(reason="the optical reader's model names no letters")


def _cut(model: bytes, classes: int, keep: Sequence[int]) -> bytes:
    """The model with the classes `keep` of its `classes` left; all else stays, byte for byte."""
    parts = []
    for field, whole, value in _fields(model):
        if field != GRAPH:
            parts.append(bytes(whole))
            continue
        graph = [_graph_part(number, bytes(one), inner, classes, keep) for number, one, inner in _fields(value)]
        parts.append(_delimited(GRAPH, b"".join(graph)))
    return b"".join(parts)


def _graph_part(number: int, whole: bytes, value: memoryview, classes: int, keep: Sequence[int]) -> bytes:
    if number == OUTPUT:  # the name alone: a shape may be left out, and the runtime finds it
        name = next(bytes(part) for field, _, part in _fields(value) if field == KEY)
        return _delimited(OUTPUT, _delimited(KEY, name))
    return _tensor(whole, value, classes, keep) if number == INITIALIZER else whole


def _tensor(whole: bytes, value: memoryview, classes: int, keep: Sequence[int]) -> bytes:
    """A weight with its last dimension cut, where that is the classes."""
    fields = list(_fields(value))
    dims = [number for field, _, part in fields if field == DIMS for number in _numbers(part)]
    if not dims or dims[-1] != classes:
        return whole
    weights = next(np.frombuffer(part, dtype="<f4") for field, _, part in fields if field == RAW_DATA)
    cut = np.ascontiguousarray(weights.reshape(dims)[..., list(keep)])
    others = [bytes(one) for field, one, _ in fields if field not in {DIMS, RAW_DATA}]
    shape = [_varint(DIMS << 3 | VARINT) + _varint(size) for size in cut.shape]
    return _delimited(INITIALIZER, b"".join([*shape, *others, _delimited(RAW_DATA, cut.tobytes())]))


def _fields(message: bytes | memoryview) -> Iterator[tuple[int, memoryview, memoryview]]:
    """Each field of a protobuf message: its number, the whole of it, and its value."""
    view, at = memoryview(message), 0
    while at < len(view):
        start = at
        key, at = _read(view, at)
        kind = key & 7
        if kind == DELIMITED:
            size, at = _read(view, at)
            value, at = view[at : at + size], at + size
        elif kind == VARINT:
            first, at = at, _read(view, at)[1]
            value = view[first:at]
        else:
            value, at = view[at : at + FIXED[kind]], at + FIXED[kind]
        yield key >> 3, view[start:at], value


def _read(view: memoryview, at: int) -> tuple[int, int]:
    """A varint and where the next thing begins."""
    number, shift = 0, 0
    while True:
        byte = view[at]
        number |= (byte & SEVEN) << shift
        at, shift = at + 1, shift + 7
        if not byte & CONTINUES:
            return number, at


def _numbers(value: memoryview) -> Iterator[int]:
    """The varints of a value, packed or one."""
    at = 0
    while at < len(value):
        number, at = _read(value, at)
        yield number


def _varint(number: int) -> bytes:
    out = bytearray()
    while number > SEVEN:
        out.append(number & SEVEN | CONTINUES)
        number >>= 7
    out.append(number)
    return bytes(out)


def _delimited(field: int, value: bytes) -> bytes:
    return _varint(field << 3 | DELIMITED) + _varint(len(value)) + value
