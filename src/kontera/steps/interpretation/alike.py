"""The known wording that a word nearly is, so that a letter misread or mistyped is forgiven."""

from __future__ import annotations

from collections.abc import Sequence
from string import ascii_lowercase
from typing import Final

import numpy as np
from rapidfuzz import fuzz, process

WHOLE: Final = 100.0  # the likeness of two equal words
BITS: Final = {letter: 1 << at for at, letter in enumerate(ascii_lowercase)}
SLACK: Final = 1e-6  # for what binary fractions are off


class Wordings:
    """Wordings in small letters a-z, asked for the one that is most like a word.

    Two words differ by at least as many letters as stand in only one of them, and as one is longer: by that most
    wordings are ruled out together, before the few that remain are compared letter by letter.
    """

    def __init__(self, keys: Sequence[str], least: float) -> None:
        """The wordings, and how like one a word must be at least (rapidfuzz's ratio, 0–100)."""
        self._keys, self._least = tuple(keys), least
        self._letters = np.array([_letters(key) for key in keys], np.uint32)
        self._lengths = np.array([len(key) for key in keys])

    def nearest(self, word: str) -> tuple[str, float] | None:
        """The wording most like the word, and how like it is; of equals the first."""
        apart = np.bitwise_count(self._letters ^ np.uint32(_letters(word)))
        most = (1 - self._least / WHOLE) * (self._lengths + len(word)) + SLACK
        near = np.flatnonzero((apart <= most) & (np.abs(self._lengths - len(word)) <= most))
        keys = [self._keys[at] for at in near]
        found = process.extractOne(word, keys, scorer=fuzz.ratio, score_cutoff=self._least)
        return (found[0], found[1]) if found else None


def _letters(word: str) -> int:
    """The letters that stand in the word, one bit each."""
    bits = 0
    for letter in word:
        bits |= BITS[letter]
    return bits
