"""Optical reading by the PP-OCRv6 models that the rapidocr package carries: one thread, nothing is ever downloaded."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np

from kontera.adapters.ocr.accents import Accents
from kontera.adapters.ocr.detection import Picture, Quad, detect
from kontera.adapters.ocr.glyphs import mended
from kontera.adapters.ocr.models import models, recogniser
from kontera.adapters.ocr.orientation import degrees
from kontera.adapters.ocr.paper import flat, sheet
from kontera.adapters.ocr.recognition import Letters, affordable, crop, laid, recognise
from kontera.adapters.ocr.sessions import OnnxSession, Session, session
from kontera.adapters.ocr.strays import strays
from kontera.core.errors import UnreadableDocument
from kontera.core.evidence import Box, Page, Word

MOST_SIDE: Final = 4_000
LEAST_SIDE: Final = 12  # pixels: no letter fits a thinner strip, and the networks need some breadth
LEAST_SCORE: Final = 0.4
SURE_STRAY: Final = 0.85


@dataclass(frozen=True, slots=True)
class _Networks:
    """What is loaded at the first page and stays."""

    detector: Session
    recogniser: Session
    classifier: Session
    letters: tuple[str, ...]


class RapidEngine:
    """`OcrEngine` by PP-OCRv6; models load at the first page and stay. Safe to share between threads."""

    def __init__(self) -> None:
        self._networks: _Networks | None = None
        self._lock = threading.Lock()

    def read(self, picture: bytes, language: str = "") -> Page:  # noqa: ARG002 - one letter set serves all our languages
        """Words with boxes as fractions of the upright page; the sheet in a photograph is laid flat first.

        Raises UnreadableDocument when it is no picture.
        """
        whole = _opened(picture)
        if min(whole.shape[:2]) < LEAST_SIDE:
            return Page(1, float(whole.shape[1]), float(whole.shape[0]), (), "ocr")
        corners = sheet(whole)
        image = whole if corners is None else flat(whole, corners)
        with self._lock:
            self._networks = networks = self._networks or _loaded()
            upright, turned, boxes, lines, whole_page = _lines(networks, image)
        height, width = upright.shape[:2]
        accents = Accents(lines, networks.letters)
        texts = mended([accents.text(line) for line in lines], lines, networks.letters)
        words = tuple(
            word
            for box, line, text in zip(boxes, lines, texts, strict=True)
            for word in _words(box, line, text, width, height)
        )
        shape = _fractions(corners, whole)
        return Page(1, float(width), float(height), words, "ocr", turned, corners=shape, whole=whole_page)


def _fractions(corners: Quad | None, image: Picture) -> tuple[float, ...]:
    """The sheet's corners as fractions of the picture; none where the picture is the sheet."""
    if corners is None:
        return ()
    size = np.array([image.shape[1], image.shape[0]], dtype=np.float64)
    return tuple(round(float(value), 6) for value in (corners / size).ravel())


def _loaded() -> _Networks:
    detector, _, classifier = models()
    ours = recogniser()
    return _Networks(session(detector), session(ours.onnx), OnnxSession(classifier), ours.letters)


def _lines(networks: _Networks, image: Picture) -> tuple[Picture, int, list[Quad], list[Letters], bool]:
    """The upright picture, how far it was turned, its lines from the top down, and whether those are all."""
    boxes = detect(networks.detector, image)
    turned = degrees(networks.classifier, image, boxes)
    if turned:
        image = np.ascontiguousarray(np.rot90(image, turned // 90))
        boxes = detect(networks.detector, image)
    found = [laid(box) for box in boxes]
    known = found[: affordable(found)]
    more = strays(image, known) if len(known) == len(found) else []
    lines = recognise(networks.recogniser, [crop(image, box) for box in (*known, *more)])
    sure = [at for at, line in enumerate(lines) if at < len(known) or _is_stray(networks.letters, line)]
    taken = [(*known, *more)[at] for at in sure]
    return image, turned, taken, [lines[at] for at in sure], len(known) == len(found)


def _is_stray(letters: tuple[str, ...], line: Letters) -> bool:
    """Whether it is a digit for sure: specks and logos read as letters."""
    return line.score > SURE_STRAY and any(letters[each].isdigit() for each in line.classes)


def _opened(picture: bytes) -> Picture:
    data = np.frombuffer(picture, dtype=np.uint8)
    try:
        image = cv2.imdecode(data, cv2.IMREAD_COLOR) if len(data) else None
    except cv2.error as error:
        raise UnreadableDocument(reason="it is no picture") from error
    if image is None:
        raise UnreadableDocument(reason="it is no picture")
    side, small = max(image.shape[:2]), min(image.shape[:2])
    if side > MOST_SIDE and small >= LEAST_SIDE:
        scale = MOST_SIDE / side
        wide, high = (max(1, round(scale * length)) for length in (image.shape[1], image.shape[0]))
        image = cv2.resize(image, (wide, high), interpolation=cv2.INTER_AREA)
    return np.asarray(image, dtype=np.uint8)


def _words(box: Quad, line: Letters, text: str, width: int, height: int) -> Iterator[Word]:
    """The line's words, each with the part of the line's box that its letters take up."""
    score, places = line.score, line.places
    if score < LEAST_SCORE or not text.strip():
        return
    start = 0
    half = 0.5 * (places[-1] - places[0]) / max(len(text) - 1, 1)
    for end in [i for i, char in enumerate(text) if char == " "] + [len(text)]:
        part = text[start:end]
        if part.strip():
            left = 0.0 if start == 0 else max(0.0, float(places[start]) - half)
            right = 1.0 if end == len(text) else min(1.0, float(places[end - 1]) + half)
            yield Word(part, _part(box, left, right, width, height), round(score, 4))
        start = end + 1


def _part(box: Quad, left: float, right: float, width: int, height: int) -> Box:
    top, bottom = box[1] - box[0], box[2] - box[3]
    corners = np.stack([box[0] + top * left, box[0] + top * right, box[3] + bottom * left, box[3] + bottom * right])
    x0, y0 = corners.min(axis=0)
    x1, y1 = corners.max(axis=0)
    return Box(
        max(0.0, float(x0) / width),
        max(0.0, float(y0) / height),
        min(1.0, float(x1) / width),
        min(1.0, float(y1) / height),
    )
