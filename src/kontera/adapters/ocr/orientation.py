"""Tells which way up a page lies, from the shapes of its lines and a classifier of their heads and feet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import cv2
import numpy as np

from kontera.adapters.ocr.detection import Picture, Quad
from kontera.adapters.ocr.recognition import HEIGHT, TALL, crop, size
from kontera.adapters.ocr.sessions import Session

LONGEST: Final = 12
WIDTH: Final = 192
UPRIGHT, UPSIDE_DOWN = 0, 1


def degrees(classifier: Session, image: Picture, boxes: Sequence[Quad]) -> int:
    """How far to turn the page counter-clockwise: 0, 90, 180 or 270."""
    if not boxes:
        return 0
    tall = sum(size(box)[1] > TALL * size(box)[0] for box in boxes)
    wide = sum(size(box)[0] > TALL * size(box)[1] for box in boxes)
    quarter = tall > wide
    lines = [np.roll(box, -1, axis=0) for box in boxes] if quarter else list(boxes)
    longest = sorted(lines, key=lambda box: -size(box)[0])[:LONGEST]
    return (90 if quarter else 0) + (180 if _upside_down(classifier, [crop(image, box) for box in longest]) else 0)


def _upside_down(classifier: Session, crops: Sequence[Picture]) -> bool:
    """Whether most lines stand on their heads, by how sure the classifier is of each."""
    stack = np.zeros((len(crops), 3, HEIGHT, WIDTH), dtype=np.float32)
    for row, cut in enumerate(crops):
        part = cut if cut.shape[1] <= WIDTH else cv2.resize(cut, (WIDTH, HEIGHT))
        stack[row, :, :, : part.shape[1]] = (part.astype(np.float32) / 127.5 - 1).transpose(2, 0, 1)
    answers = classifier(stack)
    votes = np.where(answers[:, UPSIDE_DOWN] > answers[:, UPRIGHT], answers[:, UPSIDE_DOWN], -answers[:, UPRIGHT])
    return bool(votes.sum() > 0)
