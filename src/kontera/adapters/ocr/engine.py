"""Optical reading by the PP-OCRv6 models that the rapidocr package carries: one thread, nothing is ever downloaded."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

import cv2
import numpy as np
from numpy.typing import NDArray

from kontera.core.errors import UnreadableDocument
from kontera.core.evidence import Box, Page, Word

DETECTION_SIDE: Final = 1280
MOST_SIDE: Final = 4_000
LETTERS: Final = (
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyzÅÄÖÆØÜÉÈÁÐÞÍÓÚÝåäöæøüßéèáàâçêëíîïóôõúûýðþšžŠŽñ"
    " .,:;-–/\\()[]{}<>#*+=%&@'\"!?$€£§_~|°²³½·•´`^→¤№½"
)
LEAST_SCORE: Final = 0.4
TALL: Final = 1.5  # a box taller than this many times its width stands upright
LONGEST_LINES: Final = 12
UPSIDE_DOWN: Final = "180"

DETECTOR: Final = "PP-OCRv6_det_small.onnx"
RECOGNISER: Final = "PP-OCRv6_rec_small.onnx"
CLASSIFIER: Final = "ch_ppocr_mobile_v2.0_cls_mobile.onnx"
Picture = NDArray[np.uint8]
Quad = NDArray[np.float32]


class RapidEngine:
    """`OcrEngine` by rapidocr; models load at the first page and stay, about 0.8 GB. Safe to share between threads."""

    def __init__(self) -> None:
        self._engine: Any = None
        self._lock = threading.Lock()

    def read(self, picture: bytes, language: str = "") -> Page:  # noqa: ARG002 - one letter set serves all our languages
        """Words with boxes as fractions of the upright page. Raises UnreadableDocument when it is no picture."""
        image = _opened(picture)
        with self._lock:
            if self._engine is None:
                self._engine = _engine()
            upright, turned, boxes, lines = self._lines(image)
        height, width = upright.shape[:2]
        words = tuple(word for box, line in zip(boxes, lines, strict=True) for word in _words(box, line, width, height))
        return Page(1, float(width), float(height), words, "ocr", turned)

    def _lines(self, image: Picture) -> tuple[Picture, int, list[Quad], list[tuple[str, float, list[float]]]]:
        engine = self._engine
        detector = engine._load_det_model()  # noqa: SLF001 - rapidocr gives its stages no public name
        boxes = _boxes(detector(image))
        degrees = self._degrees(image, boxes)
        turned = np.ascontiguousarray(np.rot90(image, degrees // 90)) if degrees else image
        if degrees:
            boxes = _boxes(detector(turned))
        crops = [_crop(turned, box) for box in boxes]
        if not crops:
            return turned, degrees, [], []
        return turned, degrees, boxes, _recognised(engine._load_rec_model(), crops)  # noqa: SLF001 - as above

    def _degrees(self, image: Picture, boxes: Sequence[Quad]) -> int:
        """How far to turn it counter-clockwise: tall boxes tell a quarter turn, the classifier upside down."""
        if not boxes:
            return 0
        tall = sum(_size(box)[1] > TALL * _size(box)[0] for box in boxes)
        wide = sum(_size(box)[0] > TALL * _size(box)[1] for box in boxes)
        quarter = tall > wide
        if quarter:
            image = np.ascontiguousarray(np.rot90(image))
            boxes = [_rotated(box, image.shape[0]) for box in boxes]
        longest = sorted(boxes, key=lambda box: -_size(box)[0])[:LONGEST_LINES]
        classifier = self._engine._load_cls_model()  # noqa: SLF001 - rapidocr gives its stages no public name
        answers = classifier([_crop(image, box) for box in longest]).cls_res
        votes = sum(score if UPSIDE_DOWN in label else -score for label, score in answers)
        return (90 if quarter else 0) + (180 if votes > 0 else 0)


def models() -> tuple[Path, Path, Path]:
    """Where the models lie: detector, recogniser, line classifier. Raises UnreadableDocument without the package."""
    spec = find_spec("rapidocr")
    if spec is None or spec.origin is None:
        raise UnreadableDocument(reason="the optical reader is not installed")
    folder = Path(spec.origin).parent / "models"
    return folder / DETECTOR, folder / RECOGNISER, folder / CLASSIFIER


def _engine() -> Any:  # noqa: ANN401 - rapidocr is untyped
    """The stages of rapidocr with the models pinned by path, so that its downloader is never asked."""
    detector, recogniser_path, classifier = models()
    from rapidocr import RapidOCR  # noqa: PLC0415 - half a second to load, only where pictures are read

    logging.getLogger("RapidOCR").setLevel(logging.ERROR)
    engine: Any = RapidOCR(
        params={
            "Global.log_level": "error",
            "Global.text_score": LEAST_SCORE,
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
            "Det.model_path": str(detector),
            "Det.limit_side_len": DETECTION_SIDE,
            "Det.limit_type": "max",
            "Rec.model_path": str(recogniser_path),
            "Cls.model_path": str(classifier),
        }
    )
    recogniser = engine._load_rec_model()  # noqa: SLF001 - rapidocr gives its stages no public name
    recogniser.allowed = _allowed(recogniser.postprocess_op.character)
    return engine


def _allowed(characters: Sequence[str]) -> NDArray[np.intp]:
    """The places of our letters, the blank and the space among the recogniser's classes."""
    wanted = set(LETTERS)
    return np.array([i for i, char in enumerate(characters) if i == 0 or char in wanted], dtype=np.intp)


def _opened(picture: bytes) -> Picture:
    data = np.frombuffer(picture, dtype=np.uint8)
    try:
        image = cv2.imdecode(data, cv2.IMREAD_COLOR) if len(data) else None
    except cv2.error as error:
        raise UnreadableDocument(reason="it is no picture") from error
    if image is None:
        raise UnreadableDocument(reason="it is no picture")
    side = max(image.shape[:2])
    if side > MOST_SIDE:
        image = cv2.resize(image, None, fx=MOST_SIDE / side, fy=MOST_SIDE / side, interpolation=cv2.INTER_AREA)
    return np.asarray(image, dtype=np.uint8)


def _boxes(found: Any) -> list[Quad]:  # noqa: ANN401 - rapidocr is untyped
    return [] if found.boxes is None else [np.asarray(box, dtype=np.float32) for box in found.boxes]


def _size(box: Quad) -> tuple[float, float]:
    return float(np.linalg.norm(box[0] - box[1])), float(np.linalg.norm(box[0] - box[3]))


def _rotated(box: Quad, height: int) -> Quad:
    """The box after a quarter turn to the left; `height` is the turned picture's."""
    turned = np.stack([box[:, 1], height - box[:, 0]], axis=1).astype(np.float32)
    return np.roll(turned, -1, axis=0)


def _crop(image: Picture, box: Quad) -> Picture:
    width, height = max(1, round(_size(box)[0])), max(1, round(_size(box)[1]))
    target = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)
    matrix = cv2.getPerspectiveTransform(box, target)
    cut = cv2.warpPerspective(image, matrix, (width, height), borderMode=cv2.BORDER_REPLICATE, flags=cv2.INTER_CUBIC)
    if height >= TALL * width:
        cut = np.rot90(cut)
    return np.ascontiguousarray(cut, dtype=np.uint8)


def _recognised(recogniser: Any, crops: Sequence[Picture]) -> list[tuple[str, float, list[float]]]:  # noqa: ANN401
    """Text, mean confidence and, for each letter, how far along the line it stands (0-1)."""
    order = sorted(range(len(crops)), key=lambda i: crops[i].shape[1] / crops[i].shape[0])
    results: list[tuple[str, float, list[float]]] = [("", 0.0, [])] * len(crops)
    batch = recogniser.rec_batch_num
    shape = recogniser.rec_image_shape
    for start in range(0, len(order), batch):
        chosen = order[start : start + batch]
        ratios = [crops[i].shape[1] / crops[i].shape[0] for i in chosen]
        widest = max([shape[2] / shape[1], *ratios])
        stack = np.stack([recogniser.resize_norm_img(crops[i], widest) for i in chosen]).astype(np.float32)
        predicted = recogniser.session(stack)[:, :, recogniser.allowed]
        for i, ratio, table in zip(chosen, ratios, predicted, strict=True):
            results[i] = _decoded(table, recogniser, min(1.0, ratio / widest))
    return results


def _decoded(table: NDArray[np.float32], recogniser: Any, share: float) -> tuple[str, float, list[float]]:  # noqa: ANN401
    """CTC: repeated classes joined, blanks dropped; `share` is the part of the width that the line fills."""
    best = table.argmax(axis=1)
    keep = (best != 0) & np.concatenate(([True], best[1:] != best[:-1]))
    steps = np.flatnonzero(keep)
    characters = recogniser.postprocess_op.character
    text = "".join(characters[recogniser.allowed[best[step]]] for step in steps)
    scores = table.max(axis=1)[steps]
    places = [min(1.0, (step + 0.5) / (len(best) * share)) for step in steps]
    return text, float(scores.mean()) if len(scores) else 0.0, places


def _words(box: Quad, line: tuple[str, float, list[float]], width: int, height: int) -> Iterator[Word]:
    """The line's words, each with the part of the line's box that its letters take up."""
    text, score, places = line
    if score < LEAST_SCORE or not text.strip() or len(places) != len(text):
        return
    start = 0
    for end in [i for i, char in enumerate(text) if char == " "] + [len(text)]:
        part = text[start:end]
        if part.strip():
            half = 0.5 * (places[-1] - places[0]) / max(len(text) - 1, 1)
            left = 0.0 if start == 0 else max(0.0, places[start] - half)
            right = 1.0 if end == len(text) else min(1.0, places[end - 1] + half)
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
